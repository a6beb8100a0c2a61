package calendar

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// liveOn returns a plan whose live begins at the hour of that date and lasts for two hours.
func liveOn(t testing.TB, d planner.Date, hour int) *planner.Plan {
	p := small(t)
	start := d.At(hour, 0, pacific(t))
	e := p.Event("L2").At(planner.Span{Start: start, End: start.Add(2 * time.Hour)})
	return plantest.Do(t, p, planner.Change{Events: []*planner.Event{e}})
}

func TestAWeekOpensWhereTheWorkIs(t *testing.T) {
	p := small(t)
	early := *p.Event("V1")
	early.ID, early.Span = "V0", span(t, 22, 0, planner.PostLength)
	late := plantest.Do(t, p, planner.Add{Events: []*planner.Event{&early}})
	night := planner.Span{Start: at(t, 22, 23, 0), End: at(t, 23, 3, 0)}
	over := p.Event("L2").At(night)
	live := *over.Live
	live.Shifts = []planner.Shift{{Host: "a-host", Span: night}}
	over.Live = &live
	for _, c := range []struct {
		what   string
		plan   *planner.Plan
		first  planner.Date
		height float32 // of the hours
		px     float32
		want   float32 // hour at the top
	}{
		{"half an hour above a post", p, day(2024, 11, 18), 450, 34, 9.5},
		{"half an hour above a milestone", p, day(2024, 11, 11), 400, 34, 8.5},
		{"after a post at midnight, with the whole first live", late, day(2024, 11, 18), 400, 40, 12.5},
		{"no further than the first live in little room", late, day(2024, 11, 18), 40, 40, 17.5},
		{"a live from the day before does not count", plantest.Do(t, p, planner.Change{Events: []*planner.Event{over}}), day(2024, 11, 18), 520, 40, 9.5},
		{"nothing later than fills the board", p, day(2024, 11, 18), 680, 34, 4},
		{"two hours above prime time", p, day(2024, 12, 9), 600, 34, 5},
		{"with the evening in sight", p, day(2024, 12, 9), 340, 34, 10.5},
		{"a day of 25 hours", liveOn(t, day(2024, 11, 3), 12), day(2024, 10, 28), 300, 34, 11.5},
		{"a day of 23 hours", liveOn(t, day(2025, 3, 9), 12), day(2025, 3, 3), 300, 34, 11.5},
	} {
		w := &week{first: c.first, clocks: 3, pxPerHour: c.px}
		s := gridOf(t, c.plan, w)
		s.height, s.pieces = s.top+c.height, nil
		w.lay(s)
		if got := s.scroll / c.px; got-c.want > 0.02 || c.want-got > 0.02 {
			t.Errorf("%s: at the top is hour %v, want %v", c.what, got, c.want)
		}
	}
}

func TestPrimeTimeOfAnEmptyWeekIsInSight(t *testing.T) {
	p := small(t)
	for _, height := range []float32{300, 420, 700, 1000} {
		w := &week{first: day(2024, 12, 9), clocks: 3}
		s := gridOf(t, p, w)
		s.height = s.top + height
		w.lay(s)
		evening := primeHours(p, w.first)[0]
		if y0, y1 := w.y(s, evening[0]), w.y(s, evening[1]); y0 < s.top || y1 > s.height+1 {
			t.Errorf("%v px high: prime time is from %v to %v of %v to %v", height, y0, y1, s.top, s.height)
		}
	}
}

// low is a window in which a week shows about ten hours.
func low() fyne.Size { return fyne.NewSize(1000, 600) }

func (d *desk) week() *week {
	d.t.Helper()
	w, ok := d.scene.grid.(*week)
	if !ok {
		d.t.Fatalf("the view is %s", d.View())
	}
	return w
}

func TestTheSelectedEventIsInSightWhereAWeekOpens(t *testing.T) {
	for _, id := range []string{"V1", "L1", "L2"} {
		d := newDesk(t, liveOn(t, day(2024, 11, 23), 1), nil0, low())
		d.Reveal(id)
		d.SetView(Week)
		if r := d.scene.piecesOf(id)[0].r; r.y0 < d.scene.top || r.y1 > d.scene.height {
			t.Errorf("%s stands from %v to %v on %v to %v", id, r.y0, r.y1, d.scene.top, d.scene.height)
		}
		d.SetView(Month)
		d.selectOnly("L2")
		d.SetView(Week)
		if r := d.scene.piecesOf("L2")[0].r; r.y0 < d.scene.top || r.y1 > d.scene.height {
			t.Errorf("chosen in the month, it stands from %v to %v on %v to %v", r.y0, r.y1, d.scene.top, d.scene.height)
		}
	}
}

func TestOtherWeeksAreShownAtTheHourToWhichThePersonScrolled(t *testing.T) {
	d := newDesk(t, small(t), nil0, low())
	d.SetView(Week)
	d.GoTo(at(t, 20, 12, 0))
	opened := d.week().hour
	d.Previous()
	if got := d.week().hour; got != 8.5 {
		t.Errorf("before anyone scrolled, the week before opens at %v", got)
	}
	d.Next()
	if got := d.week().hour; got != 9.5 {
		t.Errorf("the week with a post at 10:00 opens at %v, and was shown at %v", got, opened)
	}
	d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 5*34)})
	hour := d.week().hour
	for _, turn := range []func(){d.Previous, d.Next, d.Next, d.Previous, d.Previous} {
		turn()
		if got := d.week().hour; got != hour || round(d.scene.scroll) != round(hour*d.week().pxPerHour) {
			t.Errorf("%s is shown at %v, scrolled by %v, want %v", d.week().first, got, d.scene.scroll, hour)
		}
	}
}

func TestAWeekKeepsItsHourWhileAnotherViewIsShown(t *testing.T) {
	for _, v := range []View{Month, Timeline} {
		for _, night := range []planner.Date{day(2024, 11, 20), day(2024, 11, 3)} {
			d := newDesk(t, liveOn(t, night, 12), nil0, low())
			d.SetView(Week)
			d.Reveal("L2")
			d.selectOnly("")
			d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 3*34)})
			d.ZoomIn()
			first, hour, px := d.week().first, d.week().hour, d.week().pxPerHour
			d.SetView(v)
			d.SetView(Week)
			if w := d.week(); w.first != first || w.hour != hour || w.pxPerHour != px {
				t.Errorf("after %s the week of %s at %v is that of %s at %v", v, first, hour, w.first, w.hour)
			}
			d.SetView(v)
			d.GoTo(night.At(12, 0, pacific(t)).Add(60 * 24 * time.Hour))
			d.SetView(Week)
			if w := d.week(); w.first == first || w.scrolled {
				t.Errorf("after %s moved on, the week is that of %s", v, w.first)
			}
		}
	}
}

func TestADateOfTheMonthOpensItsWeek(t *testing.T) {
	for _, date := range []planner.Date{day(2024, 11, 3), day(2024, 11, 24), day(2025, 2, 9)} {
		d := newDesk(t, liveOn(t, date, 12), nil0, low())
		d.SetView(Month)
		d.GoTo(date.At(12, 0, pacific(t)))
		c, ok := d.scene.grid.(*month).cell(&d.scene, date)
		if !ok {
			t.Fatalf("%s is not on the month", date)
		}
		d.click(fyne.NewPos(c.x0+5, c.y0+5))
		if w := d.week(); w.first != monday(date) || w.hour < 8 {
			t.Errorf("%s opens the week of %s at %v", date, w.first, w.hour)
		}
	}
}

// TestABlockMovesByTheClockItIsDrawnOn drags a live by a day over the nights on which the clock is changed, held below
// the change: it keeps its row, and a drag that goes nowhere changes nothing.
func TestABlockMovesByTheClockItIsDrawnOn(t *testing.T) {
	loc := pacific(t)
	for _, c := range []struct {
		date planner.Date
		from time.Time
	}{
		{day(2024, 11, 3), day(2024, 11, 3).At(0, 30, loc)},
		{day(2024, 11, 3), day(2024, 11, 3).At(0, 30, loc).Add(time.Hour)},
		{day(2024, 11, 3), day(2024, 11, 3).At(0, 30, loc).Add(2 * time.Hour)}, // half past one, the second time
		{day(2025, 3, 9), day(2025, 3, 9).At(1, 0, loc)},
	} {
		p := small(t)
		e := p.Event("L2").At(planner.Span{Start: c.from, End: c.from.Add(4 * time.Hour)})
		w := &week{first: monday(c.date), clocks: 3, stays: true, pxPerHour: 50}
		s := gridOf(t, plantest.Do(t, p, planner.Change{Events: []*planner.Event{e}}), w)
		r := s.piecesOf("L2")[0].r
		x, y := (r.x0+r.x1)/2, r.y1-10
		x0, x1 := w.column(s, 0)
		d := &drag{}
		d.press(s, s.hit(x, y), nil)
		if d.to(s, x+3, y); d.span != e.Span {
			t.Errorf("held still, %v comes to %v", e.Span, d.span)
		}
		d.to(s, x-(x1-x0), y)
		if got, want := d.span.Start.In(loc), c.from.In(loc); got.Hour() != want.Hour() || got.Minute() != want.Minute() || got.Day() != want.Day()-1 {
			t.Errorf("a day before %v is %v", want, got)
		}
	}
}

// TestWordsBesideTheHoursStandWhole scrolls a week pixel by pixel: no hour hangs over the lower edge, and no date that
// begins in Beijing is half under the rows of days.
func TestWordsBesideTheHoursStandWhole(t *testing.T) {
	d := newDesk(t, small(t), nil0, low())
	d.SetView(Week)
	d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1000)})
	for n := range 150 {
		d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -2)})
		if round(d.scene.scroll) != float32(2*n+2) {
			t.Fatalf("scrolled to %v after %d steps", d.scene.scroll, n)
		}
		for _, o := range test.WidgetRenderer(d.Board).Objects() {
			x, ok := o.(*canvas.Text)
			if !ok || x.Position().X > d.scene.scale.left && !strings.Contains(x.Text, "/") {
				continue
			}
			if top, low := x.Position().Y, x.Position().Y+x.MinSize().Height; top < d.scene.top-5 && low > d.scene.top+4 || low > d.scene.height+4 && top < d.scene.height {
				t.Fatalf("at hour %v %q stands from %v to %v on %v to %v", d.week().hour, x.Text, top, low, d.scene.top, d.scene.height)
			}
		}
	}
}

func TestABlockAtTheEndOfADayStandsInIt(t *testing.T) {
	for _, px := range []float32{minHour, usualHours, maxHour} {
		p := small(t)
		e := p.Event("V1").At(planner.Span{Start: at(t, 20, 23, 45), End: at(t, 20, 23, 55)})
		w := &week{first: day(2024, 11, 18), clocks: 3, pxPerHour: px}
		s := gridOf(t, plantest.Do(t, p, planner.Change{Events: []*planner.Event{e}}), w)
		for _, r := range append(w.rects(s, e.Span, e.Kind), s.piecesOf("V1")[0].r) {
			if end := w.y(s, 24*60); r.y1 > end+1 || r.h() < leastBlock-1.5 {
				t.Errorf("at %v px an hour it stands from %v to %v of %v", px, r.y0, r.y1, end)
			}
		}
	}
}
