package targets

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/mip"
	"bfplanner/planner/schedule/search"
)

var (
	wanted    = flag.Bool("targets", false, "measure the engine against its targets, which takes half an hour")
	seeds     = flag.Int("seeds", 5, "how many seeds each instance is planned with")
	only      = flag.String("only", "", "one instance, or answers for the times alone")
	peer      = flag.Float64("peer", -1, "seconds that an outside solver gets; as many as the engine where negative, none where 0")
	yardstick = flag.Duration("yardstick", 0, "what the machine's yardstick took, in which times are told")
)

// goal is a row of the table: an instance, the engine's time, and what is known and wanted of it.
type goal struct {
	name     string
	seconds  float64
	known    float64 // the best bound that any solver has come to
	ratio    float64 // wanted of plan to bound
	gap      float64 // wanted of what the program itself proves; 0 for nothing wanted
	thumb    float64 // what a rule of thumb comes to: a live each evening, coupons on Black Friday, videos when ready
	instance *forecast.Instance
}

var goals = []goal{
	{name: "tiny-1", seconds: 5, known: 79_715, ratio: 0.998, thumb: 52_373},
	{name: "small-1", seconds: 60, known: 133_704, ratio: 0.99, gap: 0.015, thumb: 56_960},
	{name: "medium-1", seconds: 60, known: 389_075, ratio: 0.98, gap: 0.03, thumb: 132_360},
	{name: "large-1", seconds: 150, known: 1_065_408, ratio: 0.97, thumb: 363_053},
}

// result is what one run came to.
type result struct {
	plan  search.Result
	bound float64
}

// TestTargets prints the engine's figures beside what is wanted of them. It fails only where a plan is illegal or not
// worth what the search says, where a bound lies below a plan, or where the same seed gives two plans: the rest depends
// on the machine.
func TestTargets(t *testing.T) {
	if !*wanted {
		t.Skip("a benchmark: go run ./cmd/dev bench engine")
	}
	fmt.Printf("%-10s %5s %5s %11s %11s %11s %8s %8s %8s %8s %8s %9s\n", "instance", "s", "seeds", "plan", "least", "best bound", "plan/b.", "wanted", "proven", "wanted", "x thumb", "heap MB")
	for i := range goals {
		g := &goals[i]
		g.instance = instance(t, g.name)
		if *only == "" || *only == g.name {
			g.row(t)
		}
	}
	if *only == "" || *only == "answers" {
		sameSeed(t)
		answers(t)
	}
}

// row plans an instance with each seed and prints the medians.
func (g *goal) row(t *testing.T) {
	var values, bounds, gaps []float64
	var heap uint64
	for seed := range uint64(*seeds) {
		r, most := solve(t, g.instance, seed+1, g.seconds)
		verify(t, g.instance, r)
		values, bounds, gaps = append(values, r.plan.Value), append(bounds, r.bound), append(gaps, (r.bound-r.plan.Value)/r.bound)
		heap = max(heap, most)
	}
	least := min(g.known, slices.Min(bounds))
	wanted := "-"
	if g.gap > 0 {
		wanted = percent(g.gap)
	}
	fmt.Printf("%-10s %5.0f %5d %11.0f %11.0f %11.0f %8s %8s %8s %8s %8.2f %9.1f\n", g.name, g.seconds, len(values), median(values), slices.Min(values), least,
		percent(median(values)/least), percent(g.ratio), percent(median(gaps)), wanted, median(values)/g.thumb, float64(heap)/1e6)
	if seconds := *peer; seconds != 0 {
		if seconds < 0 {
			seconds = g.seconds
		}
		fmt.Printf("%-10s %5.0f       %s\n", " HiGHS", seconds, highs(t, g.instance, seconds))
	}
}

func percent(x float64) string { return fmt.Sprintf("%.2f %%", 100*x) }

// median returns the middle value, the lower of two.
func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[(len(list)-1)/2]
}

// solve plans with the bound at work beside the search, and watches the heap.
func solve(t *testing.T, in *forecast.Instance, seed uint64, seconds float64) (result, uint64) {
	t.Helper()
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	spent := func() float64 { return time.Since(began).Seconds() / seconds }
	var stopped atomic.Bool
	heap := make(chan uint64)
	go func() {
		var now runtime.MemStats
		most := uint64(0)
		for !stopped.Load() {
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			time.Sleep(20 * time.Millisecond)
		}
		heap <- most - min(most, before.HeapAlloc)
	}()
	bound := make(chan float64)
	go func() {
		bound <- search.Bound(context.Background(), in, search.BoundOptions{Rounds: 1 << 30, Stop: func() bool { return spent() >= 1 }})
	}()
	plan, err := search.Solve(context.Background(), in, search.Options{Seed: seed, Spent: spent})
	if err != nil {
		t.Fatal(err)
	}
	r := result{plan, <-bound}
	stopped.Store(true)
	return r, <-heap
}

// verify checks and scores a plan anew, by the model's checker and by its program, neither of which knows the search.
func verify(t *testing.T, in *forecast.Instance, r result) {
	t.Helper()
	s := &r.plan.Solution
	for _, v := range forecast.Check(in, s) {
		t.Errorf("%s: %v", in.Name, v)
	}
	m := mip.New(in)
	x, missing := m.Point(s)
	for _, name := range append(missing, m.Broken(x)...) {
		t.Errorf("%s: the program's %s does not hold", in.Name, name)
	}
	for _, value := range []float64{forecast.Score(in, s).Value(), m.Value(x)} {
		if d := value - r.plan.Value; d > 1e-6*value || -d > 1e-6*value {
			t.Errorf("%s: worth %.4f by the search, %.4f from scratch", in.Name, r.plan.Value, value)
		}
	}
	if r.bound < r.plan.Value {
		t.Errorf("%s: bound %.4f below a plan of %.4f", in.Name, r.bound, r.plan.Value)
	}
}
