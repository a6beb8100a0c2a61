package mip_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest/instances"
	"bfplanner/planner/schedule/mip"
	"bfplanner/planner/schedule/search"
)

func read(t *testing.T, name string) *forecast.Instance {
	t.Helper()
	b, err := os.ReadFile("../../forecast/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := forecast.ReadInstance(b)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// tinyRelaxation is what HiGHS gives for the linear relaxation of tiny-1. That of the model's references, whose
// program has other rows, is 80,793.
const tinyRelaxation = 80687.9449

// TestBoundOfTiny comes to the relaxation from above, never below it.
func TestBoundOfTiny(t *testing.T) {
	in, last, calls := read(t, "tiny-1"), math.Inf(1), 0
	got := mip.Bound(context.Background(), in, mip.Options{Report: func(v float64) {
		if v >= last {
			t.Errorf("%.4f reported after %.4f", v, last)
		}
		last = v
		calls++
	}})
	if got < tinyRelaxation-1e-3 || got > tinyRelaxation*1.0001 || calls < 10 {
		t.Errorf("bound %.4f after %d reports, want %.4f", got, calls, tinyRelaxation)
	}
	if math.Abs(got-80793) > 0.01*80793 {
		t.Errorf("bound %.4f, the reference's is 80793", got)
	}
}

// TestBoundIsNeverBelowAPlan stops the bound at any time and compares it with what the search finds.
func TestBoundIsNeverBelowAPlan(t *testing.T) {
	for name, shape := range instances.Shapes {
		for k, in := range []*forecast.Instance{instances.Make(1, shape), instances.Make(2, shape), instances.Halve(instances.Make(3, shape)), instances.Begin(instances.Make(4, shape))} {
			best := 0.0
			if r, err := search.Solve(context.Background(), in, search.Options{Seed: 1, Moves: 4000}); err == nil && len(forecast.Check(in, &r.Solution)) == 0 {
				best = r.Value
			}
			for _, rounds := range []int{1, 60, 500} {
				if got := mip.Bound(context.Background(), in, mip.Options{Rounds: rounds}); !(got >= best-1e-6*math.Abs(best)) {
					t.Errorf("%s %d: bound %.4f after %d rounds, a plan is worth %.4f", name, k, got, rounds, best)
				}
			}
		}
	}
	for _, name := range []string{"tiny-1", "small-1", "two-shops"} {
		in := read(t, name)
		value := map[string]float64{"tiny-1": 79710.1432, "small-1": 131114.4877, "two-shops": 1707}[name]
		if got := mip.Bound(context.Background(), in, mip.Options{Rounds: 300}); got < value {
			t.Errorf("%s: bound %.4f, its plan is worth %.4f", name, got, value)
		}
	}
}

func TestBoundStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := read(t, "tiny-1")
	if got := mip.Bound(ctx, in, mip.Options{Rounds: 1 << 40}); math.IsInf(got, 0) || got < 80000 {
		t.Errorf("an ended context gives %v", got)
	}
	calls := 0
	mip.Bound(context.Background(), in, mip.Options{Rounds: 1 << 40, Stop: func() bool { calls++; return calls > 3 }})
	if calls != 4 {
		t.Errorf("asked %d times whether to stop", calls)
	}
	if got := mip.Bound(context.Background(), &forecast.Instance{}, mip.Options{}); got != 0 {
		t.Errorf("an empty instance: %v", got)
	}
}

// TestHiGHS solves the file of tiny-1's relaxation, and a whole small program, with an outside solver. It needs node
// and its package highs (npm install highs, and NODE_PATH).
func TestHiGHS(t *testing.T) {
	if err := exec.Command("node", "-e", "require('highs')").Run(); err != nil {
		t.Skip("needs node with the npm package highs")
	}
	ask := func(in *forecast.Instance, args ...string) (answer struct {
		Status string
		Value  float64
	}) {
		file := filepath.Join(t.TempDir(), "model.lp")
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := mip.New(in).WriteLP(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("node", append([]string{"testdata/highs.js", file}, args...)...).Output()
		if err == nil {
			err = json.Unmarshal(out, &answer)
		}
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	if got := ask(read(t, "tiny-1"), "60", "relax"); got.Status != "Optimal" || math.Abs(got.Value-tinyRelaxation) > 0.01 {
		t.Errorf("relaxation of tiny-1: %v", got)
	}
	in := read(t, "two-shops")
	best := 0.0
	if r, err := search.Solve(context.Background(), in, search.Options{Seed: 1, Moves: 100_000}); err == nil {
		best = r.Value
	}
	if got := ask(in, "60"); got.Status != "Optimal" || got.Value < best-1e-3 {
		t.Errorf("two shops: %v, the search finds %.4f", got, best)
	}
}
