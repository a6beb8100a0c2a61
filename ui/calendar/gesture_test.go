package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func (d *desk) ctrl(k fyne.KeyName) {
	d.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
}

func (d *desk) shiftKey(names ...fyne.KeyName) {
	d.keys = fyne.KeyModifierShift
	d.key(names...)
	d.keys = 0
}

func TestCtrlAtTheDropCopies(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	n := d.event("L1")
	from := d.middle("L1", -1)
	d.clickWith(0, from)
	d.clickWith(fyne.KeyModifierControl, d.middle("F1", -1))
	d.press(from)
	to := d.drag(from, d.dayWidth(), 0)
	if len(d.ghost.moving) < 2 || !d.ghost.moving["L1"] {
		t.Errorf("without Ctrl these move: %v", d.ghost.moving)
	}
	d.keys = fyne.KeyModifierControl
	d.drag(to, 0, 0)
	if d.ghost.moving["L1"] || !slices.Contains(d.texts(), "Copies 2 events; the originals stay") {
		t.Errorf("with Ctrl these move: %v, the card says %v", d.ghost.moving, d.texts())
	}
	d.drop(to)
	p := d.editor.Snapshot().Plan
	if p.Event("L1") != n || p.Events.Len() != small(t).Events.Len()+2 {
		t.Fatalf("the original is %+v, there are %d events", p.Event("L1"), p.Events.Len())
	}
	copies := d.Selected()
	if len(copies) != 2 {
		t.Fatalf("selected %v", copies)
	}
	live, deal := p.Event(copies[1]), p.Event(copies[0])
	if live.Kind != planner.Live {
		live, deal = deal, live
	}
	if !live.Span.Start.Equal(at(t, 22, 18, 0)) || deal.Parent != live.ID || len(live.Live.Shifts) != 2 {
		t.Errorf("copied live %+v, deal %+v", live, deal)
	}
	if got := d.editor.Snapshot().Undo.Key; got != "calendar.edit.copy" {
		t.Errorf("undo would undo %q", got)
	}
}

func TestCtrlLetGoBeforeTheDropMoves(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	from := d.middle("V1", -1)
	d.press(from)
	d.keys = fyne.KeyModifierControl
	to := d.drag(from, d.dayWidth(), 0)
	d.keys = 0
	d.drop(to)
	if p := d.editor.Snapshot().Plan; p.Events.Len() != small(t).Events.Len() || !p.Event("V1").Span.Start.Equal(at(t, 21, 10, 0)) {
		t.Errorf("%d events, V1 at %v", p.Events.Len(), p.Event("V1").Span)
	}
}

func TestShiftLocksTheAxis(t *testing.T) {
	for _, c := range []struct {
		what   string
		dx, dy float32 // in days, in pixels
		start  time.Time
		host   string
	}{
		{"along the time", 3, 40, at(t, 26, 19, 0), "a-host"},
		{"along the lanes", 0.6, 60, at(t, 23, 19, 0), "b-host"},
	} {
		d := newDesk(t, small(t), nil0, wide())
		from := d.middle("L2", 0)
		d.keys = fyne.KeyModifierShift
		d.press(from)
		d.drop(d.drag(from, c.dx*d.dayWidth(), c.dy))
		e := d.event("L2")
		if !e.Span.Start.Equal(c.start) || e.Live.Shifts[0].Host != c.host || len(d.editor.Steps()) != 1 {
			t.Errorf("%s: at %v with %s", c.what, e.Span, e.Live.Shifts[0].Host)
		}
	}
}

func TestKeysResizeWhatIsLifted(t *testing.T) {
	for _, c := range []struct {
		what string
		id   string
		px   float64 // an hour
		keys func(*desk)
		want planner.Span
		key  string
	}{
		{"a coupon's end by two days", "C1", 2, func(d *desk) { d.shiftKey(fyne.KeyRight, fyne.KeyRight) },
			planner.Span{Start: at(t, 18, 0, 0), End: at(t, 24, 0, 0)}, "edit.change"},
		{"a coupon's start by a day", "C1", 2, func(d *desk) { d.ctrl(fyne.KeyLeft) },
			planner.Span{Start: at(t, 17, 0, 0), End: at(t, 22, 0, 0)}, "edit.change"},
		{"a live's end by an hour", "L2", 40, func(d *desk) { d.shiftKey(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight) },
			planner.Span{Start: at(t, 23, 19, 0), End: at(t, 23, 22, 0)}, "edit.change"},
		{"moved and then longer", "L2", 40, func(d *desk) { d.key(fyne.KeyRight); d.shiftKey(fyne.KeyRight); d.key(fyne.KeyRight) },
			planner.Span{Start: at(t, 23, 19, 30), End: at(t, 23, 21, 45)}, "edit.move"},
		{"there and back is nothing", "C1", 2, func(d *desk) { d.shiftKey(fyne.KeyRight, fyne.KeyLeft); d.key(fyne.KeyRight, fyne.KeyLeft) },
			planner.Span{Start: at(t, 18, 0, 0), End: at(t, 22, 0, 0)}, ""},
		{"no end before the start", "L2", 2, func(d *desk) { d.shiftKey(fyne.KeyLeft) }, span(t, 23, 19, 2*time.Hour), ""},
		{"a post has no length", "V1", 40, func(d *desk) { d.shiftKey(fyne.KeyRight) }, span(t, 20, 10, planner.PostLength), ""},
	} {
		d := newDesk(t, small(t), nil0, wide())
		d.FocusGained()
		d.Reveal(c.id)
		d.zoom(c.px/d.scene.scale.pxPerHour, fyne.NewPos(700, 300))
		d.Reveal(c.id)
		d.key(fyne.KeySpace)
		c.keys(d)
		d.key(fyne.KeyReturn)
		e := d.event(c.id)
		if e.Span != c.want || d.editor.Snapshot().Undo.Key != c.key {
			t.Errorf("%s: %v by %q, want %v by %q", c.what, e.Span, d.editor.Snapshot().Undo.Key, c.want, c.key)
		}
		if e.Live != nil && e.Live.Shifts[0].Span != c.want {
			t.Errorf("%s: the shift is %v", c.what, e.Live.Shifts)
		}
	}
}

func TestAMovedAndResizedLiveTakesItsOwnAlong(t *testing.T) {
	p := small(t)
	s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost)
	d := &drag{}
	d.lift(s.items[s.find("C1", -1)], nil)
	d.nudge(s, 2, 0)
	d.stretch(s, 1, 1)
	if got, want := plantest.Do(t, p, d.command(s)).Event("C1").Span, (planner.Span{Start: at(t, 20, 0, 0), End: at(t, 25, 0, 0)}); got != want || d.span != want {
		t.Errorf("the coupon is %v, its ghost %v, want %v", got, d.span, want)
	}
	near := sceneOf(t, p, day(2024, 11, 21), 40, ByHost)
	d.lift(near.items[near.find("L1", -1)], nil)
	d.nudge(near, 4, 0)
	d.stretch(near, 1, 4)
	n := plantest.Do(t, p, d.command(near))
	if got, want := n.Event("L1").Span, span(t, 21, 19, 5*time.Hour); got != want || d.span != want {
		t.Errorf("the live is %v, its ghost %v, want %v", got, d.span, want)
	}
	if got := n.Event("F1").Span; got != span(t, 21, 20, 20*time.Minute) {
		t.Errorf("its flash deal stands at %v", got)
	}
	d.lift(near.items[near.find("L1", 0)], nil)
	if !d.stretch(near, 1, -2) {
		t.Fatal("a shift closer in cannot be made shorter")
	}
	if got := plantest.Do(t, p, d.command(near)).Event("L1").Live.Shifts; !got[0].Span.End.Equal(at(t, 21, 19, 30)) || !got[1].Span.Start.Equal(at(t, 21, 19, 30)) {
		t.Errorf("the hand-over is at %v", got)
	}
}

func TestTabGoesFromLaneToLane(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	if !d.AcceptsTab() {
		t.Fatal("the window takes Tab")
	}
	d.FocusGained()
	d.Reveal("V1")
	if d.key(fyne.KeyTab); d.cursor != (cursor{"L1", -1}) {
		t.Errorf("Tab leads to %v", d.cursor)
	}
	if d.shiftKey(fyne.KeyTab); d.cursor.id != "V1" || !slices.Equal(d.Selected(), []string{"V1"}) {
		t.Errorf("Shift+Tab leads to %v, selected %v", d.cursor, d.Selected())
	}
	d.Reveal("L2")
	d.key(fyne.KeyDown, fyne.KeySpace, fyne.KeyTab, fyne.KeyTab)
	d.shiftKey(fyne.KeyTab)
	d.key(fyne.KeyReturn)
	if got := d.event("L2").Live.Shifts[0].Host; got != "b-host" {
		t.Errorf("two lanes on and one back the host is %s", got)
	}
}

func TestCCopiesWhatIsLifted(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.FocusGained()
	d.Reveal("V1")
	d.key(fyne.KeySpace, fyne.KeyRight)
	d.TypedRune('c')
	d.key(fyne.KeyReturn)
	got := d.Selected()
	if p := d.editor.Snapshot().Plan; p.Events.Len() != small(t).Events.Len()+1 || len(got) != 1 || !p.Event(got[0]).Span.Start.Equal(at(t, 21, 10, 0)) {
		t.Errorf("%d events, selected %v", p.Events.Len(), got)
	}
	d.key(fyne.KeySpace, fyne.KeyRight)
	d.TypedRune('c')
	d.TypedRune('c')
	d.key(fyne.KeyReturn)
	if p := d.editor.Snapshot().Plan; !p.Event(got[0]).Span.Start.Equal(at(t, 22, 10, 0)) {
		t.Errorf("c twice moves it to %v", p.Event(got[0]).Span)
	}
}

func TestABlockDraggedToTheBacklogLosesItsTime(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	var told []bool
	d.Shelf = func(at fyne.Position) bool { return at.X < 0 }
	d.OnShelf = func(over bool) { told = append(told, over) }
	pull := func(from fyne.Position, x float32) {
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, from.Y), AbsolutePosition: fyne.NewPos(x, from.Y)}})
	}
	from := d.middle("V1", -1)
	d.press(from)
	view := d.VisibleSpan()
	pull(from, -40)
	if !slices.Contains(d.texts(), "1 event goes back to the backlog") || !d.scrollBy.IsZero() {
		t.Errorf("the card says %v, the view scrolls by %v", d.texts(), d.scrollBy)
	}
	pull(from, from.X+d.dayWidth())
	pull(from, -40)
	d.drop(from)
	if d.event("V1").Scheduled() || d.VisibleSpan() != view || !slices.Equal(told, []bool{true, false, true, false}) {
		t.Errorf("V1 stands at %v, the panel was told %v", d.event("V1").Span, told)
	}
	if got := d.editor.Snapshot().Undo.Key; got != "ui.edit.backlog" {
		t.Errorf("undo would undo %q", got)
	}

	from = d.middle("C1", -1)
	d.press(from)
	pull(from, -40)
	d.key(fyne.KeyEscape)
	d.drop(from)
	if !d.event("C1").Scheduled() || told[len(told)-1] {
		t.Error("given up, the coupon lost its time")
	}
	d.Select([]string{"C1", "M1"})
	d.TypedRune('b')
	if d.event("C1").Scheduled() || d.event("M1").Scheduled() || len(d.editor.Steps()) != 2 {
		t.Errorf("b leaves %v and %v", d.event("C1").Span, d.event("M1").Span)
	}
	if d.TypedRune('b'); len(d.editor.Steps()) != 2 {
		t.Error("what has no time loses it again")
	}
}

func TestPlaceIsADropInTheMiddle(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	e := &planner.Event{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, 48*time.Hour), Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000}}
	d.Place(e)
	s := d.VisibleSpan()
	got := d.event(d.Selected()[0])
	if gap := got.Span.Start.Sub(s.Start.Add(s.Length() / 2)).Abs(); gap > 24*time.Hour || got.Span.Length() != 48*time.Hour || got.Kind != planner.Coupon {
		t.Errorf("in the view %v it stands at %v", s, got.Span)
	}
}

func TestATemplateScrollsOnlyOnceItIsClearOfTheEdges(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	e := &planner.Event{Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, time.Hour), Task: &planner.MilestoneDetail{Type: planner.OtherTask}}
	d.BeginTemplate(e, fyne.NewPos(-50, 300))
	left := d.scene.scale.left
	for _, c := range []struct {
		x       float32
		scrolls bool
	}{{left + 5, false}, {left + 200, false}, {left + 5, true}, {-20, false}, {1275, true}} {
		if d.DragTo(fyne.NewPos(c.x, 300)); (d.scrollBy.DX != 0) != c.scrolls {
			t.Errorf("at %v it scrolls by %v", c.x, d.scrollBy)
		}
	}
	d.Cancel()
	if d.scroller != nil {
		t.Error("given up it goes on scrolling")
	}
}
