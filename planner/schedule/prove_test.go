package schedule

import (
	"context"
	"testing"

	"bfplanner/planner/plantest"
)

// TestBoundIsToldAsItFalls follows the reports of a plan that is made: the bound only falls, never below what the best
// plan is worth, and is the outcome's in the end.
func TestBoundIsToldAsItFalls(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	r := ask(p, start(p))
	r.Moves = 120_000
	var last, reports int64
	out, err := Solve(context.Background(), r, func(at Progress) {
		if at.Bound.Minor == 0 {
			return
		}
		if reports++; last != 0 && at.Bound.Minor > last {
			t.Errorf("at most %v, before that %d", at.Bound, last)
		}
		if last = at.Bound.Minor; at.Value.Minor > last+1 {
			t.Errorf("worth %v, at most %v", at.Value, at.Bound)
		}
	})
	if err != nil || reports == 0 || out.Bound.Minor > last || out.Bound.Minor < out.After.Minor || out.Gap <= 0 {
		t.Errorf("%d reports, at most %d and then %v, worth %v, gap %v, %v", reports, last, out.Bound, out.After, out.Gap, err)
	}
}

// TestBoundEndsWithTheSearch does not go on when the time is up or somebody stops.
func TestBoundEndsWithTheSearch(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	r := ask(p, start(p))
	calls := 0
	r.Moves, r.Spent = 0, func() float64 { calls++; return float64(calls) / 40 }
	if out, err := Solve(context.Background(), r, nil); err != nil || out.Bound.Minor != 0 && out.Bound.Minor < out.After.Minor {
		t.Errorf("in time: worth %v, at most %v, %v", out.After, out.Bound, err)
	}
	r.Moves, r.Spent, r.Stop = 1<<40, nil, func() bool { calls++; return calls > 60 }
	if out, err := Solve(context.Background(), r, nil); err != nil || out.Bound.Minor != 0 && out.Bound.Minor < out.After.Minor {
		t.Errorf("stopped: worth %v, at most %v, %v", out.After, out.Bound, err)
	}
}
