package ui

import (
	"testing"

	"bfplanner/ui/calendar"
)

// TestPlacesNearAHeldEvent asks the engine as the calendar does while a block is held still.
func TestPlacesNearAHeldEvent(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	g.typeIn("开始", "2024-11-26 16:00")
	var found []calendar.Landing
	at := g.plan().Event(id).Span.Start
	g.near(id, at, func(list []calendar.Landing) { found = list })
	if len(found) == 0 || len(found) > 3 {
		t.Fatalf("%d places", len(found))
	}
	for i, f := range found {
		next, err := g.preview(f.Command)
		if err != nil || next.Plan.Event(id).Span != f.Span {
			t.Errorf("place %d is %v, its edit leads to %v: %v", i, f.Span, next.Plan.Event(id).Span, err)
		}
		if gap := f.Span.Start.Sub(at).Abs().Hours(); gap > 36 {
			t.Errorf("place %d lies %v hours away", i, gap)
		}
	}
	g.act("new.ad") // which the engine does not place
	asked := false
	g.near(g.selection[0], at, func([]calendar.Landing) { asked = true })
	if asked {
		t.Error("an ad has places")
	}
}
