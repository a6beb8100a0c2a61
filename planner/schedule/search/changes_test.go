package search

import (
	"reflect"
	"testing"

	"bfplanner/planner/forecast"
)

// TestKindsLeaveTheRest lets the search touch one kind of events and holds all others where they were.
func TestKindsLeaveTheRest(t *testing.T) {
	in := instance(5, shapes["two shops"])
	start := solve(t, in, Options{Seed: 1, Moves: 15_000}).Solution
	lists := map[string]func(s *forecast.Solution) any{
		forecast.CreditLive:   func(s *forecast.Solution) any { return s.Shifts },
		forecast.CreditVideo:  func(s *forecast.Solution) any { return s.Posts },
		forecast.CreditCoupon: func(s *forecast.Solution) any { return s.Windows },
		forecast.CreditFlash:  func(s *forecast.Solution) any { order(s.Flash); return s.Flash },
		forecast.CreditHedge:  func(s *forecast.Solution) any { return s.Hedges },
	}
	for kind := range lists {
		r := solve(t, in, Options{Seed: 2, Moves: 5000, Start: &start, Kinds: []string{kind}})
		for other, list := range lists {
			if other != kind && !reflect.DeepEqual(list(&r.Solution), list(&start)) {
				// Lives that move take flash deals along only where these may be touched too.
				t.Errorf("planning %s changed %s", kind, other)
			}
		}
		legal(t, in, &r.Solution)
	}
	if r := solve(t, in, Options{Seed: 2, Moves: 5000, Start: &start, Kinds: []string{"none"}}); r.Moves != 0 || r.Value != forecast.Score(in, &start).Value() {
		t.Errorf("nothing may be touched, %d moves, value %.2f", r.Moves, r.Value)
	}
}

// TestPenalty counts changes of the base and makes fewer the dearer they are.
func TestPenalty(t *testing.T) {
	in := instance(5, shapes["two shops"])
	plan := solve(t, in, Options{Seed: 1, Moves: 15_000}).Solution
	plan.Posts[0][2] = 0 // in the lesser band, where it stays only for the penalty's sake
	for h := range in.Hosts {
		if h == 0 {
			in.Hosts[h].Avail[12], in.Hosts[h].Avail[13] = nil, nil
		}
	}
	last := 1 << 30
	for _, penalty := range []float64{0, 30, 1e6} {
		r := solve(t, in, Options{Seed: 2, Moves: 20_000, Start: &plan, Base: &plan, Penalty: penalty})
		legal(t, in, &r.Solution)
		gone := 0
		for _, x := range []struct{ base, now any }{{starts(plan.Shifts), starts(r.Solution.Shifts)}, {plan.Posts, r.Solution.Posts}, {heads(plan.Windows), heads(r.Solution.Windows)},
			{plan.Flash, r.Solution.Flash}, {plan.Hedges, r.Solution.Hedges}} {
			gone += missing(x.base, x.now)
		}
		if r.Changes != gone || r.Changes > last {
			t.Errorf("penalty %.0f: %d changes, counted %d, %d with a lesser penalty", penalty, r.Changes, gone, last)
		}
		if want := forecast.Score(in, &r.Solution).Value(); r.Value != want {
			t.Errorf("penalty %.0f: value %.2f, scored %.2f", penalty, r.Value, want)
		}
		last = r.Changes
	}
	forced := 0
	for _, x := range plan.Shifts {
		if x[0] == 0 && (x[2] == 12 || x[2] == 13) {
			forced++
		}
	}
	if forced == 0 || last < forced || last > 3*forced {
		t.Errorf("%d changes where %d shifts have lost their host", last, forced)
	}
	if _, err := Solve(t.Context(), in, Options{Base: &forecast.Solution{Hedges: [][2]int{{0, 99}}}, Moves: 1}); err == nil {
		t.Error("a base outside the instance is taken")
	}
}

func starts(list [][5]int) (out [][4]int) {
	for _, x := range list {
		out = append(out, [4]int(x[:4]))
	}
	return out
}

func heads(list [][4]int) (out [][3]int) {
	for _, x := range list {
		out = append(out, [3]int(x[:3]))
	}
	return out
}

// missing counts the elements of one list that another does not have.
func missing(list, in any) int {
	a, b, n := reflect.ValueOf(list), reflect.ValueOf(in), 0
	for i := range a.Len() {
		found := false
		for k := range b.Len() {
			found = found || a.Index(i).Interface() == b.Index(k).Interface()
		}
		if !found {
			n++
		}
	}
	return n
}
