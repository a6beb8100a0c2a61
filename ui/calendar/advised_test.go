package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

func TestMarkedPlacesStandUntilTheyAreTakenAway(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	places := []Landing{{Span: span(t, 24, 18, 2*time.Hour), Delta: d.snap.Plan.Money(12000)}, {Span: span(t, 26, 20, 2*time.Hour), Delta: d.snap.Plan.Money(-500)}}
	numbered := func() bool { return slices.Contains(d.texts(), "1") && slices.Contains(d.texts(), "2") }
	if numbered() {
		t.Fatal("places are marked before they are asked for")
	}
	d.Mark("L2", places)
	if !numbered() {
		t.Errorf("the board says %v", d.texts())
	}
	from := d.middle("L2", -1)
	d.press(from)
	to := d.drag(from, d.dayWidth(), 0)
	if numbered() {
		t.Error("they stand in the way of a drag")
	}
	d.key(fyne.KeyEscape)
	d.drop(to)
	if !numbered() {
		t.Error("a drag that was given up took them away")
	}
	d.Mark("", nil)
	if numbered() {
		t.Error("they are still marked")
	}
	d.Mark("nobody", places)
	if numbered() {
		t.Error("places are marked for an event that is not there")
	}
}

func TestAPlaceKnowsItsLane(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	for i, l := range d.scene.lanes {
		kind, lane := d.Lane(Spot{lane: i})
		if l.kind == hostLane && (kind != planner.Live || lane.Host != l.id) {
			t.Errorf("lane %d is %s of %+v, want lives of %s", i, kind, lane, l.id)
		}
		if want := drawn[l.kind]; want != "" && kind != want {
			t.Errorf("lane %d is of %s, want %s", i, kind, want)
		}
	}
	if kind, lane := d.Lane(Spot{lane: -1}); kind != planner.Live || lane != (planner.Lane{}) {
		t.Error(kind, lane)
	}
}
