package plantest

import (
	"reflect"
	"testing"

	"bfplanner/planner"
)

func TestPlanHasTheEventsAskedFor(t *testing.T) {
	for _, n := range []int{1, 100, 2000} {
		p := Plan(t, n)
		if p.Events.Len() != n {
			t.Errorf("%d events, want %d", p.Events.Len(), n)
		}
	}
}

func TestPlanIsTheSameAtEveryCall(t *testing.T) {
	if a, b := Plan(t, 500), Plan(t, 500); !reflect.DeepEqual(a, b) {
		t.Errorf("two plans differ: %v", planner.Diff(a, b)[0])
	}
}

func TestPlanFillsFiftyDaysAndEveryKind(t *testing.T) {
	p := Plan(t, 2000)
	days, kinds := map[planner.Date]bool{}, map[planner.Kind]int{}
	for _, e := range p.Events.All() {
		days[planner.DateOf(e.Span.Start, p.Zone())] = true
		kinds[e.Kind]++
	}
	if len(days) < 50 {
		t.Errorf("events on %d days, want 50", len(days))
	}
	for _, k := range planner.Kinds {
		if kinds[k] == 0 {
			t.Errorf("no event of kind %s among %v", k, kinds)
		}
	}
}

func TestShopIsOfASellersSize(t *testing.T) {
	s := Shop()
	if len(s.Products) < 24 || len(s.Hosts) != 4 || len(s.Studios) != 2 {
		t.Errorf("%d products, %d hosts, %d studios", len(s.Products), len(s.Hosts), len(s.Studios))
	}
}
