package search

import (
	"context"
	"encoding/json"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"bfplanner/planner/forecast"
)

func solve(t testing.TB, in *forecast.Instance, o Options) Result {
	t.Helper()
	r, err := Solve(context.Background(), in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSolutionsAreLegalAndScoredRight checks and scores every result from scratch, and holds the bound above it.
func TestSolutionsAreLegalAndScoredRight(t *testing.T) {
	eachShape(t, func(t *testing.T, in *forecast.Instance) {
		var last float64
		r := solve(t, in, Options{Seed: 1, Moves: 20_000, Progress: func(p Progress) { last = p.Value }})
		for _, v := range forecast.Check(in, &r.Solution) {
			t.Errorf("%v", v)
		}
		value := forecast.Score(in, &r.Solution).Value()
		if math.Abs(value-r.Value) > 1e-9 || math.Abs(value-last) > 1e-5*(1+math.Abs(value)) {
			t.Errorf("value %.6f, scored %.6f, the search's own %.6f", r.Value, value, last)
		}
		if empty := forecast.Score(in, &forecast.Solution{}).Value(); value < empty {
			t.Errorf("value %.2f, without any event %.2f", value, empty)
		}
		for _, rounds := range []int{1, 30} {
			if b := Bound(context.Background(), in, BoundOptions{Near: &r.Solution, Rounds: rounds}); b < value-1e-6*math.Abs(value) {
				t.Errorf("bound %.2f after %d rounds, value %.2f", b, rounds, value)
			}
		}
		sum := 0.0
		for _, c := range forecast.Credits(in, &r.Solution) {
			sum += c.Value
		}
		if math.Abs(sum-value) > 1e-6*math.Abs(value) {
			t.Errorf("credits add up to %.6f, value %.6f", sum, value)
		}
	})
}

func TestSameSeedSamePlan(t *testing.T) {
	in := instance(4, shapes["two shops"])
	a, b := solve(t, in, Options{Seed: 9, Moves: 15_000}), solve(t, in, Options{Seed: 9, Moves: 15_000})
	x, _ := json.Marshal(a.Solution)
	y, _ := json.Marshal(b.Solution)
	if string(x) != string(y) {
		t.Errorf("two plans of one seed:\n%s\n%s", x, y)
	}
	if c := solve(t, in, Options{Seed: 10, Moves: 15_000}); reflect.DeepEqual(a.Solution, c.Solution) {
		t.Error("another seed gives the same plan")
	}
}

// TestMovesKeepTheStateTrue makes moves at a high temperature and then works all that the state keeps out anew.
func TestMovesKeepTheStateTrue(t *testing.T) {
	eachShape(t, func(t *testing.T, in *forecast.Instance) {
		p := newProblem(in)
		s, err := begin(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		m := &mover{state: s, rng: rng{77}, roster: &roster{p: p}}
		draw := lottery(nil)
		for k := range 3000 {
			before := m.solution()
			if !m.step(draw[m.n(len(draw))], p.heat()) {
				if k%50 == 0 {
					if after := m.solution(); !sameEvents(before, after) {
						t.Fatalf("move %d was taken back to another plan", k)
					}
				}
				continue
			}
			if k%50 == 0 {
				now := m.solution()
				if v := forecast.Check(in, &now); len(v) > 0 {
					t.Fatalf("move %d: %v", k, v[0])
				}
				if want := forecast.Score(in, &now).Value(); math.Abs(want-m.value) > 1e-5*(1+math.Abs(want)) {
					t.Fatalf("move %d: value %.6f, from scratch %.6f", k, m.value, want)
				}
			}
		}
	})
}

// sameEvents compares solutions but for the order of flash deals, which the search does not keep.
func sameEvents(a, b forecast.Solution) bool {
	order(a.Flash)
	order(b.Flash)
	return reflect.DeepEqual(a, b)
}

func order(list [][3]int) {
	slices.SortFunc(list, func(x, y [3]int) int { return slices.Compare(x[:], y[:]) })
}

// TestPricesBoundEveryChange holds what the filter relies on: the prices of a line's answer bound what more or
// less exposure, arrivals and stock can bring.
func TestPricesBoundEveryChange(t *testing.T) {
	in := instance(2, shapes["two shops"])
	p := newProblem(in)
	r := rng{5}
	for range 300 {
		l := newLine(p, r.n(len(in.Lines)))
		seen := make([]float64, p.days)
		fill := func() {
			for d := range seen {
				seen[d] = r.unit() * 3000 * float64(r.n(2))
			}
		}
		fill()
		l.post(r.n(p.days), 1500*r.unit())
		l.stock *= r.unit()
		b := newBench(p.days)
		l.bound(b, seen)
		v, at := l.solve(b, seen)
		l.keep(b, seen, v, at)
		old, oldSupply, oldStock := slices.Clone(seen), slices.Clone(l.supply), l.stock
		fill()
		l.post(r.n(p.days), 1500*r.unit())
		l.stock *= 2 * r.unit()
		most := v + l.lambda*(l.stock-oldStock)
		for d := range seen {
			most += l.seen[d]*(seen[d]-old[d]) + l.pool[d]*(l.supply[d]-oldSupply[d])
		}
		l.bound(b, seen)
		if got, _ := l.solve(b, seen); got > most+1e-6*math.Abs(most) {
			t.Fatalf("line worth %.4f, its prices allow %.4f", got, most)
		}
	}
}

// TestStart improves a given start and never ends below it.
func TestStart(t *testing.T) {
	in := instance(5, shapes["two shops"])
	first := solve(t, in, Options{Seed: 1, Moves: 20_000})
	again := solve(t, in, Options{Seed: 2, Moves: 5_000, Start: &first.Solution})
	if again.Value < first.Value-1e-6 {
		t.Errorf("%.2f from a start of %.2f", again.Value, first.Value)
	}
	if _, err := Solve(context.Background(), in, Options{Start: &forecast.Solution{Shifts: [][5]int{{99, 0, 0, 9, 2}}}, Moves: 10}); err == nil {
		t.Error("a start outside the instance is taken")
	}
}

func TestStops(t *testing.T) {
	in := instance(5, shapes["two shops"])
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, err := Solve(ctx, in, Options{Moves: 1 << 30}); err != nil || r.Moves > every {
		t.Errorf("ended context: %d moves, %v", r.Moves, err)
	}
	calls := 0
	if r := solve(t, in, Options{Moves: 1 << 30, Stop: func() bool { calls++; return calls > 3 }}); r.Moves > 4*2*roundMoves {
		t.Errorf("stopped: %d moves", r.Moves)
	}
	if r := solve(t, &forecast.Instance{}, Options{}); r.Value != 0 || len(r.Solution.Shifts) != 0 {
		t.Errorf("an empty instance gives %v", r)
	}
}

// BenchmarkMove times a move, from proposal to score, in the middle of a search.
func BenchmarkMove(b *testing.B) {
	in := instance(1, shape{2, 12, 6, 80, 50, 2})
	p := newProblem(in)
	s, err := begin(p, nil)
	if err != nil {
		b.Fatal(err)
	}
	m := &mover{state: s, rng: rng{3}, roster: &roster{p: p}}
	draw := lottery(nil)
	for range 100_000 {
		m.step(draw[m.n(len(draw))], p.heat()/20)
	}
	for b.Loop() {
		m.step(draw[m.n(len(draw))], p.heat()/20)
	}
}

// BenchmarkHeap reports what the search holds in memory on a campaign of five shops.
func BenchmarkHeap(b *testing.B) {
	in := instance(1, shape{5, 40, 12, 300, 50, 3})
	for b.Loop() {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		before, most := m.HeapAlloc, uint64(0)
		solve(b, in, Options{Seed: 1, Moves: 200_000, Progress: func(Progress) {
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}})
		b.ReportMetric(float64(most-min(most, before))/1e6, "MB")
	}
}

// BenchmarkBound times a round of the bound.
func BenchmarkBound(b *testing.B) {
	in := instance(1, shape{2, 12, 6, 80, 50, 2})
	d := newDual(newProblem(in))
	for b.Loop() {
		d.evaluate()
		d.follow(0.1)
	}
}

// BenchmarkCheckAndScore times a full check and score from scratch.
func BenchmarkCheckAndScore(b *testing.B) {
	in := instance(1, shape{2, 12, 6, 80, 50, 2})
	r := solve(b, in, Options{Moves: 50_000})
	for b.Loop() {
		forecast.Check(in, &r.Solution)
		forecast.Score(in, &r.Solution)
	}
}
