package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// scout finds places near a block that is held, as the engine does, and remembers what it was asked and told.
type scout struct {
	asked     []time.Time
	cancelled int
	put       func([]Landing)
}

func (s *scout) near(_ string, at time.Time, put func([]Landing)) func() {
	s.asked, s.put = append(s.asked, at), put
	return func() { s.cancelled++ }
}

func TestPlacesNearAHeldBlock(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	s := &scout{}
	d.Near = s.near
	places := []Landing{{Span: span(t, 24, 18, 2*time.Hour), Delta: d.snap.Plan.Money(12000)}, {Span: span(t, 25, 20, 2*time.Hour), Delta: d.snap.Plan.Money(-500),
		Command: planner.Move{IDs: []string{"L2"}, Days: 2, By: time.Hour}}}
	from := d.middle("L2", -1)
	d.press(from)
	to := d.drag(from, d.dayWidth(), 0)
	if len(s.asked) == 0 || !s.asked[len(s.asked)-1].Equal(at(t, 24, 19, 0)) {
		t.Fatalf("asked for places near %v", s.asked)
	}
	old := s.put
	s.put(places)
	if shown := d.texts(); !slices.Contains(shown, "1 · Sun Nov 24 18:00–20:00 · +$120.00") || !slices.Contains(shown, "2 · Mon Nov 25 20:00–22:00 · -$5.00") || !slices.Contains(shown, "1") {
		t.Errorf("the board says %v", shown)
	}
	to = d.drag(to, d.dayWidth(), 0)
	if len(d.landings) != 0 || s.cancelled == 0 {
		t.Errorf("moved on, %d places are left, %d searches given up", len(d.landings), s.cancelled)
	}
	old(places)
	if len(d.landings) != 0 {
		t.Error("an answer that comes late is shown")
	}
	s.put(places)
	d.TypedRune('2')
	d.drop(to)
	if got := d.event("L2").Span.Start; !got.Equal(at(t, 25, 20, 0)) || len(d.editor.Steps()) != 1 {
		t.Errorf("2 drops it at %v in %d steps", got, len(d.editor.Steps()))
	}
	if d.landings != nil || d.Board.drag.active() {
		t.Error("after the drop something is left")
	}
}

func TestPlacesAreTakenByKeys(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	s := &scout{}
	d.Near = s.near
	d.FocusGained()
	d.standOn("L2", fyne.KeySpace, fyne.KeyRight)
	s.put([]Landing{{Span: span(t, 24, 17, 2*time.Hour), Delta: d.snap.Plan.Money(100), Command: planner.Move{IDs: []string{"L2"}, Days: 1, By: -2 * time.Hour}}})
	d.TypedRune('3') // there is none
	if len(d.editor.Steps()) != 0 || !d.Board.drag.active() {
		t.Error("3 of one place does something")
	}
	d.TypedRune('1')
	d.key(fyne.KeyRight)
	if d.Board.drag.active() || len(d.editor.Steps()) != 1 {
		t.Errorf("after 1 it is still held, %d steps", len(d.editor.Steps()))
	}
	if got := d.event("L2").Span.Start; !got.Equal(at(t, 24, 17, 0)) {
		t.Errorf("dropped at %v", got)
	}
}

func TestNoPlacesAreLookedForWhereNoneCanBe(t *testing.T) {
	for what, path := range map[string]func(*desk){
		"several":     func(d *desk) { d.Select([]string{"L1", "L2"}); d.take("L2", -1, 0, 1, 0) },
		"a copy":      func(d *desk) { d.take("L2", -1, ctrlKey, 1, 0) },
		"an end":      func(d *desk) { d.pull("C1", endEdge, 1) },
		"a new one":   func(d *desk) { d.carry(flashDeal(d.t.(*testing.T)), flashLane) },
		"nothing new": func(d *desk) { d.click(d.middle("L2", -1)) },
	} {
		d := newDesk(t, small(t), nil0, wide())
		s := &scout{}
		d.Near = s.near
		path(d)
		if len(s.asked) != 0 {
			t.Errorf("%s: asked for places near %v", what, s.asked)
		}
	}
}

func TestTheCardTellsEffects(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide()).pencil()
	var asked []string
	d.Effects = func(now, preview *editor.Snapshot, id string) []Effect {
		asked = append(asked, id)
		if now.Preview || !preview.Preview || preview.Plan.Event(id) == nil {
			t.Errorf("asked of %s, which the preview does not have", id)
		}
		return []Effect{{Text: planner.T("ui.plain", "all is well")}, {Text: planner.T("ui.plain", "not so"), Bad: true}}
	}
	from := d.middle("C1", -1)
	d.press(from)
	to := d.drag(from, d.dayWidth(), 0)
	if shown := d.texts(); !slices.Contains(shown, "all is well") || !slices.Contains(shown, "not so") || asked[0] != "C1" {
		t.Errorf("asked of %v, the card says %v", asked, shown)
	}
	d.drop(to)
	asked = nil
	a := d.spotAt(at(t, 26, 9, 0), couponLane, "")
	d.press(a)
	d.drop(d.drag(a, 2*d.dayWidth(), 0))
	if len(asked) == 0 || asked[0] == "" || asked[0] == "C1" {
		t.Errorf("of what is drawn it asked %q", asked)
	}
}
