package calendar

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

func TestStripsPullTheMoreTheNearerTheEdge(t *testing.T) {
	s := gridOf(t, small(t), &week{first: day(2024, 11, 18), clocks: 3})
	left, right, top, low := s.scale.left, s.scale.right, s.top, s.height
	middle := fyne.NewPos((left+right)/2, (top+low)/2)
	for _, c := range []struct {
		what    string
		d       drag
		pressed fyne.Position
		at      fyne.Position
		x, y    int // the sign of the pull
	}{
		{"in the middle", drag{}, middle, middle, 0, 0},
		{"at the bottom", drag{}, middle, fyne.NewPos(middle.X, low-5), 0, -1},
		{"below the board", drag{}, middle, fyne.NewPos(middle.X, low+40), 0, -1},
		{"below the all-day rows", drag{}, middle, fyne.NewPos(middle.X, top+5), 0, 1},
		{"over the all-day rows", drag{}, middle, fyne.NewPos(middle.X, top-30), 0, 1},
		{"in a corner", drag{}, middle, fyne.NewPos(right-2, low-2), -1, -1},
		{"at the left", drag{}, middle, fyne.NewPos(left+2, middle.Y), 1, 0},
		{"from one side to the other", drag{}, fyne.NewPos(middle.X, top+3), fyne.NewPos(middle.X, low-20), 0, -1},
		{"along the side where it was pressed", drag{}, fyne.NewPos(right-20, middle.Y), fyne.NewPos(right-18, middle.Y+90), 0, 0},
		{"towards the side where it was pressed", drag{}, fyne.NewPos(right-20, middle.Y), fyne.NewPos(right-5, middle.Y), -1, 0},
		{"to the edge from hard by it", drag{}, fyne.NewPos(middle.X, low-3), fyne.NewPos(middle.X, low), 0, -1},
		{"what lasts for days", drag{from: place{y: -20}}, fyne.NewPos(middle.X, top-20), fyne.NewPos(middle.X, low-2), 0, 0},
		{"days of a risk window", drag{grip: gripRisk}, fyne.NewPos(middle.X, 20), fyne.NewPos(right-2, 20), -1, 0},
		{"a template from beside the board", drag{grip: gripNew}, fyne.NewPos(-100, low-2), fyne.NewPos(middle.X, low-2), 0, -1},
	} {
		got := c.d.pull(s, c.at, c.pressed)
		if sign(got.DX) != c.x || sign(got.DY) != c.y {
			t.Errorf("%s: pulled by %v, want the signs %d and %d", c.what, got, c.x, c.y)
		}
	}
	last := float32(0)
	for y := low - scrollZone + 1; y < low+20; y++ {
		by := -(&drag{}).pull(s, fyne.NewPos(middle.X, y), middle).DY
		if by < last || by <= 0 || by > scrollStep {
			t.Fatalf("at %v of %v it is pulled by %v after %v", y, low, by, last)
		}
		last = by
	}
	if last != scrollStep {
		t.Errorf("beyond the edge it is pulled by %v", last)
	}
}

func sign(x float32) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// TestAHeldBlockGoesThroughTheHoursAsTheyScroll holds a live at the lower and then the upper edge, on days of 24, 25
// and 23 hours: it never goes back, and comes to the end of the day and to its beginning.
func TestAHeldBlockGoesThroughTheHoursAsTheyScroll(t *testing.T) {
	for _, date := range []planner.Date{day(2024, 11, 21), day(2024, 11, 3), day(2025, 3, 9)} {
		p, loc := liveOn(t, date, 10), pacific(t)
		w := &week{first: monday(date), clocks: 3, hour: 8, stays: true, pxPerHour: 60}
		s := gridOf(t, p, w)
		r := s.piecesOf("L2")[0].r
		x, y := (r.x0+r.x1)/2, r.y0+5
		d := &drag{}
		d.press(s, s.hit(x, y), nil)
		for _, c := range []struct {
			y    float32
			way  int
			last time.Time
		}{{s.height - 2, 1, date.At(23, 45, loc)}, {s.top + 6, -1, date.At(0, 0, loc)}} {
			d.to(s, x, c.y)
			was := d.span.Start
			for range 400 {
				by := d.pull(s, fyne.NewPos(x, c.y), fyne.NewPos(x, y))
				w.pan(s, by.DX, by.DY)
				d.to(s, x, c.y)
				if step := d.span.Start.Sub(was) * time.Duration(c.way); step < 0 || step > 75*time.Minute || step > 15*time.Minute && date == day(2024, 11, 21) {
					t.Fatalf("%s: from %v it goes to %v", date, was.In(loc), d.span.Start.In(loc))
				}
				was = d.span.Start
			}
			if gap := c.last.Sub(was).Abs(); gap != 0 {
				t.Errorf("%s: at %v px it ends at %v, want about %v", date, c.y, was.In(loc), c.last.In(loc))
			}
			if rects := w.rects(s, d.span, planner.Live); rects[0].y0 > c.y || rects[0].y1 < c.y {
				t.Errorf("%s: the ghost stands at %v, the pointer at %v", date, rects[0], c.y)
			}
		}
		if s.scroll != 0 || w.hour != 0 {
			t.Errorf("%s: at the top it is scrolled by %v to hour %v", date, s.scroll, w.hour)
		}
	}
}

func TestADragAtTheEdgesOfAWeekScrollsItsHours(t *testing.T) {
	d := newDesk(t, liveOn(t, day(2024, 11, 23), 12), nil0, fyne.NewSize(1000, 500))
	d.SetView(Week)
	d.Reveal("L2")
	w := d.scene.grid.(*week)
	first, hour := w.first, w.hour
	from := d.middle("L2", -1)
	d.press(from)
	to := d.drag(from, 0, d.scene.height-4-from.Y)
	before := d.heldStart()
	for range 10 {
		d.scrollTick(0)
	}
	if w.hour <= hour || w.first != first || !d.heldStart().After(before) {
		t.Fatalf("at the bottom it went from hour %v to %v, the block to %v", hour, w.hour, d.heldStart())
	}
	d.key(fyne.KeyEscape)
	if d.scroller != nil || len(d.editor.Steps()) != 0 {
		t.Error("given up it goes on scrolling")
	}
	hour = w.hour
	d.scrollTick(0)
	d.drop(to)
	if w.hour != hour || len(d.editor.Steps()) != 0 {
		t.Errorf("a late tick moves the hours from %v to %v", hour, w.hour)
	}

	d.Reveal("L2")
	from = d.middle("L2", -1)
	d.press(from)
	to = d.drag(from, 0, d.scene.height-1-from.Y)
	for range 200 {
		d.scrollTick(0)
	}
	held := d.heldStart()
	d.drop(to)
	if got := d.event("L2").Span.Start; !got.Equal(held) || got.Before(at(t, 23, 22, 0)) {
		t.Errorf("held at %v it was dropped at %v", held, got)
	}
	if w.scrollTo(&d.scene, 1e6); w.hour > 24 || d.scene.scroll != w.hour*w.pxPerHour {
		t.Errorf("it scrolls to hour %v", w.hour)
	}
}

// heldStart returns when what is held begins.
func (d *desk) heldStart() time.Time { return d.Board.drag.span.Start }

// TestAPlaceStandsWhereItWasPressed, in hours that are scrolled and among the days above them, which are not.
func TestAPlaceStandsWhereItWasPressed(t *testing.T) {
	w := &week{first: day(2024, 11, 18), clocks: 3}
	s := gridOf(t, small(t), w)
	w.pan(s, 0, -120)
	if s.scroll <= 0 {
		t.Fatal("the hours are not scrolled")
	}
	for _, y := range []float32{s.top - 40, s.top - 1, s.top, s.top + 90} {
		p := s.place((s.scale.left+s.scale.right)/2, y)
		if got := s.yOf(p); got != y {
			t.Errorf("pressed at %v of hours from %v on, it stands at %v", y, s.top, got)
		}
		d := drag{from: p}
		if x := s.xOf(p); !d.trembles(s, x+2, y+2) || d.trembles(s, x, y+slack) {
			t.Errorf("at %v a drag begins too soon or not at all", y)
		}
		if _, along := d.along(s, s.xOf(p)+40, y+10); along != y {
			t.Errorf("at %v a drag sideways is held to %v", y, along)
		}
	}
}
