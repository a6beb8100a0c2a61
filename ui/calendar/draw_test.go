package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// pencil has the desk draw events of two hours at 17:00, posts and flash deals shorter, as the program's templates do.
func (d *desk) pencil() *desk {
	lengths := map[planner.Kind]time.Duration{planner.Video: planner.PostLength, planner.Flash: 15 * time.Minute, planner.Milestone: time.Hour}
	d.New = func(k planner.Kind, s planner.Span) *planner.Event {
		if s.IsZero() {
			s = span(d.t, 14, 17, max(lengths[k], planner.PostLength))
			if lengths[k] == 0 {
				s.End = s.Start.Add(2 * time.Hour)
			}
		}
		e := &planner.Event{Kind: k, Shop: "main", Channel: planner.TikTok, Span: s}
		switch k {
		case planner.Video:
			e.Clip = &planner.VideoDetail{Type: planner.Unboxing}
		case planner.Live:
			e.Live = &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: "b-host", Span: s}}}
		case planner.Coupon:
			e.Promo = &planner.Promo{Tool: "sale_coupon", PercentOff: 2000}
		case planner.Flash:
			e.Promo = &planner.Promo{Tool: "flash_deal", PercentOff: 2000}
		case planner.Ad:
			e.Ad = &planner.AdDetail{Daily: 100}
		case planner.Milestone:
			e.Task = &planner.MilestoneDetail{Type: planner.OtherTask}
		}
		return e
	}
	d.OnNew = func(id string) { d.opened = append(d.opened, id) }
	return d
}

// spotAt returns the place of the board at an instant in a lane.
func (d *desk) spotAt(t time.Time, kind laneKind, id string) fyne.Position {
	return fyne.NewPos(d.scene.scale.x(t), laneY(&d.scene, kind, id))
}

// drawLine draws from one instant to another on a lane.
func (d *desk) drawLine(kind laneKind, id string, from, to time.Time) {
	a := d.spotAt(from, kind, id)
	d.press(a)
	d.drop(d.drag(a, d.scene.scale.x(to)-a.X, 0))
}

// near looks at a day so closely that drags go by the clock.
func (d *desk) near(px float64, day int) {
	s := d.scene.scale
	s.pxPerHour, s.origin = px, at(d.t, day, 0, 0)
	d.look(s)
}

func (d *desk) alt(k fyne.KeyName) {
	d.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
}

// TestDrawing draws on every lane, far out and closer in, and looks at what came of it.
func TestDrawing(t *testing.T) {
	loc := pacific(t)
	for _, c := range []struct {
		what     string
		px       float64
		mode     LaneMode
		lane     laneKind
		id       string
		from, to time.Time
		kind     planner.Kind
		want     planner.Span
		has      func(*planner.Event) bool
	}{
		{"a live by the clock", 20, ByHost, liveLane, "", at(t, 25, 14, 10), at(t, 25, 16, 20), planner.Live, span(t, 25, 14, 150*time.Minute), nil},
		{"backwards", 20, ByHost, liveLane, "", at(t, 25, 16, 20), at(t, 25, 14, 10), planner.Live, span(t, 25, 14, 150*time.Minute), nil},
		{"for one host", 20, ByHost, hostLane, "c-host", at(t, 25, 14, 0), at(t, 25, 17, 0), planner.Live, span(t, 25, 14, 3*time.Hour),
			func(e *planner.Event) bool { return e.Hosts()[0] == "c-host" && e.Live.Shifts[0].Span == e.Span }},
		{"in a studio", 20, ByStudio, studioLane, "s2", at(t, 25, 14, 0), at(t, 25, 15, 0), planner.Live, span(t, 25, 14, time.Hour),
			func(e *planner.Event) bool { return e.Live.Studio == "s2" }},
		{"a post", 20, ByHost, videoLane, "", at(t, 25, 14, 0), at(t, 25, 18, 0), planner.Video, span(t, 25, 18, planner.PostLength), nil},
		{"a coupon over days", 2, ByHost, couponLane, "", at(t, 24, 9, 0), at(t, 26, 11, 0), planner.Coupon, planner.Span{Start: at(t, 24, 0, 0), End: at(t, 27, 0, 0)}, nil},
		{"a live far out", 2, ByHost, liveLane, "", at(t, 25, 3, 0), at(t, 26, 9, 0), planner.Live, span(t, 26, 17, 2*time.Hour), nil},
		{"an ad elsewhere", 2, ByHost, channelLane, "instagram", at(t, 26, 3, 0), at(t, 26, 12, 0), planner.Ad, day(2024, 11, 26).Span(loc),
			func(e *planner.Event) bool { return e.Channel == "instagram" }},
		{"a milestone", 20, ByHost, milestoneLane, "", at(t, 25, 8, 0), at(t, 25, 9, 0), planner.Milestone, span(t, 25, 9, time.Hour), nil},
		{"a flash deal", 20, ByHost, flashLane, "", at(t, 25, 8, 0), at(t, 25, 9, 0), planner.Flash, span(t, 25, 8, time.Hour), nil},
		{"over the night of the long hour", 20, ByHost, liveLane, "", day(2024, 11, 3).At(0, 0, loc), day(2024, 11, 3).At(3, 0, loc), planner.Live,
			planner.Span{Start: day(2024, 11, 3).At(0, 0, loc), End: day(2024, 11, 3).At(3, 0, loc)}, nil},
	} {
		d := newDesk(t, small(t), nil0, wide()).pencil()
		d.SetLaneMode(c.mode)
		s := d.scene.scale
		s.pxPerHour, s.origin = c.px, c.from.Add(-20*time.Hour)
		d.look(s)
		d.drawLine(c.lane, c.id, c.from, c.to)
		if len(d.Selected()) != 1 || len(d.editor.Steps()) != 1 {
			t.Errorf("%s: selected %v after %d steps", c.what, d.Selected(), len(d.editor.Steps()))
			continue
		}
		e := d.event(d.Selected()[0])
		if e.Kind != c.kind || e.Span != c.want || c.has != nil && !c.has(e) {
			t.Errorf("%s: %+v %+v, want %v", c.what, e, e.Live, c.want)
		}
		if !slices.Equal(d.opened, []string{e.ID}) {
			t.Errorf("%s: opened %v", c.what, d.opened)
		}
	}
}

func TestWhatIsNotDrawn(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide()).pencil()
	d.near(20, 25)
	from := d.spotAt(at(t, 25, 14, 0), liveLane, "")
	d.press(from)
	d.drop(d.drag(from, 3, 2))
	if len(d.editor.Steps()) != 0 {
		t.Error("a trembling hand drew an event")
	}
	d.press(from)
	to := d.drag(from, 60, 0)
	if !slices.Contains(d.texts(), "Mon Nov 25 14:00–17:00") {
		t.Errorf("the ghost says %v", d.texts())
	}
	d.key(fyne.KeyEscape)
	d.drop(to)
	if len(d.editor.Steps()) != 0 || len(d.opened) != 0 {
		t.Error("Escape drew an event")
	}
	d.New = nil
	seen := d.VisibleSpan()
	d.press(from)
	d.drop(d.drag(from, 60, 0))
	if len(d.editor.Steps()) != 0 || d.VisibleSpan() == seen {
		t.Error("where nothing can be drawn an empty place does not pan")
	}
}

func TestDrawingByKeys(t *testing.T) {
	for _, c := range []struct {
		what string
		px   float64
		from string // the block on which the keys stand
		keys func(*desk)
		kind planner.Kind
		want planner.Span
	}{
		{"a live after a live", 20, "L2", func(d *desk) { d.key(fyne.KeyReturn) }, planner.Live, span(t, 23, 21, 2*time.Hour)},
		{"later and longer", 20, "L2", func(d *desk) { d.key(fyne.KeyRight, fyne.KeyRight); d.shiftKey(fyne.KeyRight); d.key(fyne.KeyReturn) }, planner.Live,
			planner.Span{Start: at(t, 23, 22, 0), End: at(t, 24, 0, 30)}},
		{"begun earlier", 20, "L2", func(d *desk) { d.ctrl(fyne.KeyLeft); d.key(fyne.KeyReturn) }, planner.Live, span(t, 23, 20, 150*time.Minute).Shift(30 * time.Minute)},
		{"on the lane above", 20, "L2", func(d *desk) { d.key(fyne.KeyUp, fyne.KeyReturn) }, planner.Video, span(t, 23, 21, planner.PostLength)},
		{"a coupon of three days", 2, "C1", func(d *desk) { d.key(fyne.KeyRight); d.shiftKey(fyne.KeyRight, fyne.KeyRight); d.key(fyne.KeyReturn) }, planner.Coupon,
			planner.Span{Start: at(t, 23, 0, 0), End: at(t, 26, 0, 0)}},
	} {
		d := newDesk(t, small(t), nil0, wide()).pencil()
		d.near(c.px, 20)
		d.FocusGained()
		d.Reveal(c.from)
		d.TypedRune('n')
		c.keys(d)
		if len(d.Selected()) != 1 || len(d.editor.Steps()) != 1 {
			t.Fatalf("%s: selected %v after %d steps", c.what, d.Selected(), len(d.editor.Steps()))
		}
		if e := d.event(d.Selected()[0]); e.Kind != c.kind || e.Span != c.want || !slices.Equal(d.opened, []string{e.ID}) {
			t.Errorf("%s: %s %v, want %v; opened %v", c.what, e.Kind, e.Span, c.want, d.opened)
		}
	}
	d := newDesk(t, small(t), nil0, wide()).pencil()
	d.TypedRune('N')
	d.key(fyne.KeyEscape, fyne.KeyReturn)
	if len(d.editor.Steps()) != 0 {
		t.Error("given up, it was drawn")
	}
}

// TestMagnets drags blocks near to what draws them, beside the grid and with the grid held off.
func TestMagnets(t *testing.T) {
	p := small(t)
	odd := *p.Event("V1")
	odd.Span = planner.Span{Start: at(t, 23, 16, 10), End: at(t, 23, 16, 25)}
	p2, err := planner.Change{Events: []*planner.Event{&odd}}.Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what   string
		id     string
		to     time.Time // of the start
		keys   fyne.KeyModifier
		want   time.Time
		guides []magnetKind
	}{
		{"the grid", "L2", at(t, 23, 14, 2), 0, at(t, 23, 14, 0), []magnetKind{primeTime}},
		{"a block's edge", "L2", at(t, 23, 16, 11), 0, at(t, 23, 16, 10), []magnetKind{blockEdge}},
		{"a block's edge at the end", "L2", at(t, 23, 14, 11), 0, at(t, 23, 14, 10), []magnetKind{blockEdge}},
		{"freed", "L2", at(t, 23, 16, 22), freeModifier, at(t, 23, 16, 20), nil},
		{"both ends", "L2", at(t, 23, 7, 1), 0, at(t, 23, 7, 0), []magnetKind{primeTime, primeTime}},
		{"a phase", "F1", at(t, 28, 0, 3), 0, at(t, 28, 0, 0), []magnetKind{phaseBorder}},
	} {
		d := newDesk(t, &p2, nil0, wide())
		d.near(60, 23)
		if c.id == "F1" {
			d.near(60, 21)
		}
		from := d.middle(c.id, -1)
		start := d.event(c.id).Span.Start
		d.press(from)
		if c.id == "F1" {
			d.near(60, 27) // the view scrolled on
			from = from.AddXY(d.scene.scale.x(start)-from.X, 0)
		}
		d.keys = c.keys
		at := from.AddXY(d.scene.scale.x(c.to)-d.scene.scale.x(start), 0)
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(1, 0)})
		if c.id == "F1" {
			d.Board.drag.grab = 0
			d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(d.scene.scale.x(c.to), at.Y)}, Dragged: fyne.NewDelta(1, 0)})
		}
		if !d.Board.drag.span.Start.Equal(c.want) {
			t.Errorf("%s: the ghost starts %v, want %v", c.what, d.Board.drag.span.Start.In(pacific(t)), c.want.In(pacific(t)))
		}
		var kinds []magnetKind
		for _, g := range d.Board.drag.guides(&d.scene) {
			kinds = append(kinds, g.kind)
		}
		if !slices.Equal(kinds, c.guides) {
			t.Errorf("%s: guides %v, want %v", c.what, kinds, c.guides)
		}
		d.keys = 0
	}
}

func TestAltFreesFromTheDays(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.take("C1", -1, freeModifier, 6.0/24, 0)
	if got := d.event("C1").Span.Start; !got.Equal(at(t, 18, 6, 0)) {
		t.Errorf("the coupon starts %v", got)
	}
	d = newDesk(t, small(t), nil0, wide())
	d.FocusGained()
	d.standOn("C1", fyne.KeySpace)
	d.alt(fyne.KeyRight)
	d.alt(fyne.KeyRight)
	d.key(fyne.KeyRight, fyne.KeyReturn)
	if got := d.event("C1").Span.Start; !got.Equal(at(t, 19, 2, 0)) {
		t.Errorf("by keys the coupon starts %v", got)
	}
}

func TestALiveMovesAlone(t *testing.T) {
	for what, path := range map[string]func(*desk){
		"Ctrl and Alt": func(d *desk) { d.take("L1", -1, addModifier|freeModifier, 1, 0) },
		"the key while it is dragged": func(d *desk) {
			from := d.middle("L1", -1)
			d.press(from)
			to := d.drag(from, d.dayWidth(), 0)
			if len(d.ghost.others) != 1 {
				d.t.Errorf("with it goes %v", d.ghost.others)
			}
			d.TypedRune('a')
			if len(d.ghost.others) != 0 || !slices.Contains(d.texts(), "Moves alone; its teasers and flash deals stay") {
				d.t.Errorf("alone, with it goes %v; the card says %v", d.ghost.others, d.texts())
			}
			d.drop(to)
		},
		"the key while it is lifted": func(d *desk) { d.standOn("L1", fyne.KeySpace, fyne.KeyRight); d.TypedRune('a'); d.key(fyne.KeyReturn) },
	} {
		d := newDesk(t, small(t), nil0, wide())
		d.FocusGained()
		path(d)
		if live, deal := d.event("L1"), d.event("F1"); !live.Span.Start.Equal(at(t, 22, 18, 0)) || deal != small(t).Event("F1") && !deal.Span.Start.Equal(at(t, 21, 19, 0)) {
			t.Errorf("%s: the live at %v, its deal at %v", what, live.Span, deal.Span)
		}
		if d.editor.Snapshot().Plan.Events.Len() != small(t).Events.Len() {
			t.Errorf("%s: something was copied", what)
		}
	}
}

func TestDrawingInMonthAndWeek(t *testing.T) {
	for _, c := range []struct {
		view View
		want planner.Span
	}{{Month, span(t, 25, 17, 2*time.Hour)}, {Week, span(t, 25, 11, 2*time.Hour)}} {
		d := newDesk(t, small(t), nil0, wide()).pencil()
		d.Reveal("L2")
		d.SetView(c.view)
		d.showSpan(span(t, 25, 11, 2*time.Hour))
		from := d.spotIn(at(t, 25, 11, 0))
		to := from.AddXY(0, 12)
		if c.view == Week {
			to = d.spotIn(at(t, 25, 13, 0))
		}
		d.press(from)
		d.drop(d.drag(from, to.X-from.X, to.Y-from.Y))
		if len(d.Selected()) != 1 || len(d.editor.Steps()) != 1 {
			t.Errorf("view %v: selected %v after %d steps", c.view, d.Selected(), len(d.editor.Steps()))
			continue
		}
		if e := d.event(d.Selected()[0]); e.Kind != planner.Live || e.Span != c.want {
			t.Errorf("view %v: drew %s %v, want %v", c.view, e.Kind, e.Span, c.want)
		}
	}
}

// spotIn returns a point of a month or a week where nothing stands and where it is that time, to the quarter of an hour,
// or that day.
func (d *desk) spotIn(t time.Time) fyne.Position {
	loc := d.scene.scale.loc
	for y := d.scene.top; y < d.scene.height; y++ {
		for x := d.scene.scale.left + 2; x < d.scene.scale.right; x += 7 {
			h := d.scene.hit(x, y)
			same := planner.DateOf(h.at, loc) == planner.DateOf(t, loc) && (d.View() == Month || h.at.Sub(t).Abs() < 8*time.Minute)
			if h.part == spot && h.item < 0 && same {
				return fyne.NewPos(x, y)
			}
		}
	}
	d.t.Fatalf("%v is not in sight", t)
	return fyne.Position{}
}
