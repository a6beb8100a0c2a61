package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
)

func TestDraggingABlockMovesItsEventADay(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		d := newDesk(t, small(t), onDay, wide())
		fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, scale))
		d.Refresh()
		from := d.middle("L2", -1)
		d.press(from)
		to := d.drag(from, d.dayWidth(), 0)
		if !slices.Contains(d.texts(), "Resolves 1 finding") {
			t.Errorf("the card says %v", d.texts()[len(d.texts())-6:])
		}
		d.drop(to)
		if got := d.event("L2").Span.Start; !got.Equal(at(t, 24, 19, 0)) {
			t.Errorf("at scale %v the live starts at %v", scale, got)
		}
		if got := d.editor.Snapshot().Undo.Key; got != "edit.move" {
			t.Errorf("undo would undo %q", got)
		}
		if d.Selected()[0] != "L2" {
			t.Errorf("selected is %v", d.Selected())
		}
	}
}

func TestTheCardNamesWhatADropWouldBreak(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	from := d.middle("M1", -1)
	d.press(from)
	to := d.drag(from, 9*d.dayWidth(), 0)
	v := d.ghost.verdict
	if len(v.fresh) != 1 || v.fresh[0].Events[0] != "M1" || v.resolved != 0 || v.err != nil {
		t.Fatalf("verdict %+v", v)
	}
	text := d.words.T("rule.event-in-ban-window.title", v.fresh[0].Args...)
	if !slices.ContainsFunc(d.texts(), func(s string) bool { return len(s) > 20 && strings.HasPrefix(text, s) }) {
		t.Errorf("no beginning of %q among %v", text, d.texts())
	}
	if len(d.editor.Steps()) != 0 {
		t.Error("a preview was done")
	}
	d.drop(to)
	if len(d.editor.Steps()) != 1 || d.marks["M1"] != rules.Warn {
		t.Errorf("%d steps, mark %q", len(d.editor.Steps()), d.marks["M1"])
	}
}

func TestEscapeGivesUpADrag(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	from := d.middle("V1", -1)
	d.press(from)
	to := d.drag(from, 2*d.dayWidth(), 0)
	d.key(fyne.KeyEscape)
	d.drag(to, d.dayWidth(), 0)
	d.drop(to)
	if len(d.editor.Steps()) != 0 || d.Board.drag.phase != idle {
		t.Errorf("%d steps, phase %d", len(d.editor.Steps()), d.Board.drag.phase)
	}
	d.press(from)
	d.drop(d.drag(from, d.dayWidth(), 0))
	if len(d.editor.Steps()) != 1 {
		t.Error("after that nothing can be dragged")
	}
}

func TestDraggingAnEmptyPlacePans(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	before := d.VisibleSpan()
	from := fyne.NewPos(600, 790)
	d.press(from)
	d.drop(d.drag(from, -3*d.dayWidth(), 0))
	if got := d.VisibleSpan().Start.Sub(before.Start).Round(time.Minute); got != 72*time.Hour {
		t.Errorf("three days to the left move the view by %v", got)
	}
	if len(d.editor.Steps()) != 0 {
		t.Error("panning is an edit")
	}
}

func TestDatesOfTheRulerDrawARiskWindow(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	from := fyne.NewPos(d.scene.scale.x(at(t, 21, 12, 0)), phaseRow+8)
	d.press(from)
	d.drop(d.drag(from, d.dayWidth(), 0))
	if want := (planner.Span{Start: at(t, 21, 0, 0), End: at(t, 23, 0, 0)}); len(d.days) != 1 || d.days[0] != want {
		t.Errorf("drawn %v, want %v", d.days, want)
	}
	d.press(from)
	d.drop(from)
	if len(d.days) != 1 {
		t.Error("a click draws a window")
	}
}

func TestADragNearTheEdgeScrolls(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	from := d.middle("L2", -1)
	d.press(from)
	end := d.VisibleSpan().End
	edge := d.drag(from, 1275-from.X, 0)
	if d.scrollBy.DX >= 0 {
		t.Fatal("at the right edge nothing scrolls")
	}
	for range 20 {
		d.scrollTick(0)
	}
	if !d.VisibleSpan().End.After(end) {
		t.Error("ticks do not move the view")
	}
	d.drop(edge)
	if !d.scrollBy.IsZero() || d.scroller != nil {
		t.Error("the drop leaves it scrolling")
	}
	if got := d.event("L2").Span.Start; !got.After(at(t, 30, 0, 0)) {
		t.Errorf("dropped at %v", got)
	}
	still := d.VisibleSpan()
	if d.scrollTick(0); d.VisibleSpan() != still {
		t.Error("a late tick moves the view")
	}
}

func TestADragNearTheBottomScrollsTheLanes(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 300), nil0, fyne.NewSize(1280, 400))
	d.ZoomFit()
	id := ""
	for _, it := range d.scene.items {
		if r := d.scene.rect(it); it.shift < 0 && r.x0 > 300 && r.x1 < 1200 && r.y0 > d.scene.top && r.y1 < 340 && !it.folded {
			id = it.event.ID
		}
	}
	from := d.middle(id, -1)
	d.press(from)
	d.drag(from, 0, 10)
	if !d.scrollBy.IsZero() {
		t.Errorf("in the middle it scrolls by %v", d.scrollBy)
	}
	low := d.drag(from, 0, 395-from.Y)
	if d.scrollBy.DY >= 0 {
		t.Fatalf("at the bottom it scrolls by %v", d.scrollBy)
	}
	for range 20 {
		d.scrollTick(0)
		d.Refresh()
	}
	if d.scene.scroll <= 0 {
		t.Error("the lanes stay where they are")
	}
	d.key(fyne.KeyEscape)
	d.drop(low)
	if !d.scrollBy.IsZero() || len(d.editor.Steps()) != 0 {
		t.Errorf("given up, it scrolls by %v", d.scrollBy)
	}
}

func TestATemplateIsDroppedOrNot(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	e := &planner.Event{Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, time.Hour), Task: &planner.MilestoneDetail{Type: planner.OtherTask}}
	n := d.editor.Snapshot().Plan.Events.Len()
	d.BeginTemplate(e, fyne.NewPos(-50, 100))
	d.Drop()
	if got := d.editor.Snapshot().Plan.Events.Len(); got != n {
		t.Errorf("dropped outside there are %d events, were %d", got, n)
	}
	d.BeginTemplate(e, fyne.NewPos(-50, 100))
	d.DragTo(fyne.NewPos(d.scene.scale.x(at(t, 20, 12, 0)), 780))
	d.Drop()
	if got := d.editor.Snapshot().Plan.Events.Len(); got != n+1 {
		t.Errorf("dropped inside there are %d events, were %d", got, n)
	}
	d.BeginTemplate(e, fyne.NewPos(700, 500))
	if !d.Cancel() || d.Board.drag.phase != idle {
		t.Error("a template cannot be given up")
	}
}
