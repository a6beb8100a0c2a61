package search

import (
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"bfplanner/planner/forecast"
)

// near prepares a solution for repairs.
func near(t testing.TB, in *forecast.Instance, s *forecast.Solution) *Near {
	t.Helper()
	e, err := NewEvaluator(in, s)
	if err != nil {
		t.Fatal(err)
	}
	n, err := NewNear(e)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMend makes random changes of legal and of spoilt solutions: the change is made and held, nothing is broken
// that it would not break alone, the value is as scored from scratch and not below that of the change alone where that is
// legal, and the next repair finds the solution as it was.
func TestMend(t *testing.T) {
	eachShape(t, func(t *testing.T, in *forecast.Instance) {
		r := rand.New(rand.NewPCG(5, uint64(in.Days)))
		base := solve(t, in, Options{Seed: 1, Moves: 8000}).Solution
		for round := range 2 {
			for range 3 * round {
				if x, ok := anyRow(r, in); ok {
					base = Edit{In: []Row{x}}.Of(&base)
				}
			}
			n := near(t, in, &base)
			value, rows := forecast.Score(in, &base).Value(), Rows(&base)
			for k := range 25 {
				if len(rows) == 0 {
					break
				}
				x := Edit{Out: []Row{rows[r.IntN(len(rows))]}}
				if k%4 > 0 {
					x.In = []Row{nearRow(r, in, x.Out[0])}
				}
				alone := n.e.Try(x)
				got := n.Mend(x, 300, 7)
				if again := n.Mend(x, 300, 7); !reflect.DeepEqual(got, again) {
					t.Fatalf("%v is mended in two ways:\n%v\n%v", x, got, again)
				}
				if len(alone.Broken) > 0 && alone.Broken[0].Rule == forecast.RuleRange {
					continue
				}
				after := got.Edit.Of(&base)
				for _, in := range x.In {
					if !slices.Contains(Rows(&after), in) {
						t.Fatalf("round %d, %v: the row is not held in %v", round, x, got.Edit)
					}
				}
				if moreBroken(got.Broken, alone.Broken) || len(alone.Broken) == 0 && got.Gain < alone.Gain-1e-6*math.Abs(value) {
					t.Fatalf("round %d, %v gains %.2f and breaks %v, alone %.2f and %v", round, x, got.Gain, got.Broken, alone.Gain, alone.Broken)
				}
				if want := forecast.Score(in, &after).Value() - value; math.Abs(want-got.Gain) > 1e-6*(1+math.Abs(value)) {
					t.Fatalf("round %d, %v gains %.6f, from scratch %.6f", round, x, got.Gain, want)
				}
			}
		}
	})
}

// TestCloneSharesNothing keeps the copy of a state whole when the state grows.
func TestCloneSharesNothing(t *testing.T) {
	in := instance(1, shapes["two shops"])
	base := solve(t, in, Options{Seed: 1, Moves: 8000}).Solution
	s := near(t, in, &base).s
	s.begin()
	shared := map[string]bool{"p": true, "bench": true, "scope": true}
	var compare func(where string, a, b reflect.Value)
	compare = func(where string, a, b reflect.Value) {
		switch a.Kind() {
		case reflect.Struct:
			for i := range a.NumField() {
				if name := a.Type().Field(i).Name; !shared[name] {
					compare(where+"."+name, a.Field(i), b.Field(i))
				}
			}
		case reflect.Pointer:
			if a.Pointer() == b.Pointer() && !a.IsNil() {
				t.Errorf("%s is shared", where)
			} else if !a.IsNil() {
				compare(where, a.Elem(), b.Elem())
			}
		case reflect.Slice, reflect.Map:
			if a.Len() > 0 && a.Pointer() == b.Pointer() {
				t.Errorf("%s is shared", where)
			}
			for i := 0; a.Kind() == reflect.Slice && i < min(a.Len(), b.Len()); i++ {
				if k := a.Type().Elem().Kind(); k == reflect.Slice || k == reflect.Pointer {
					compare(where+"[]", a.Index(i), b.Index(i))
				}
			}
		}
	}
	compare("state", reflect.ValueOf(s).Elem(), reflect.ValueOf(s.clone()).Elem())
}

// goodPlan returns an instance and a good solution of it: the reference, or of the instance that BFPLANNER_INSTANCE
// names one that a search finds.
func goodPlan(b testing.TB) (*forecast.Instance, *forecast.Solution) {
	name := os.Getenv("BFPLANNER_INSTANCE")
	if name == "" {
		in, base := load(b, "small-1"), plan(b, "small-1")
		s := solve(b, in, Options{Seed: 1, Moves: 300_000, Start: base}).Solution
		return in, &s
	}
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	in, err := forecast.ReadInstance(text)
	if err != nil {
		b.Fatal(err)
	}
	s := solve(b, in, Options{Seed: 1, Moves: 1_500_000}).Solution
	return in, &s
}

// BenchmarkMend times the repair of random changes of one row and reports what of the loss comes back: of the loss
// against the plan before, and of what a repair of forty times the moves brings back.
func BenchmarkMend(b *testing.B) {
	in, base := goodPlan(b)
	n := near(b, in, base)
	r := rand.New(rand.NewPCG(1, 2))
	rows := Rows(base)
	var times []time.Duration
	var loss, back, most float64
	count := 0
	var shares []float64
	for b.Loop() {
		x := Edit{Out: []Row{rows[r.IntN(len(rows))]}}
		x.In = []Row{nearRow(r, in, x.Out[0])}
		if x.In[0] == x.Out[0] {
			continue
		}
		start := time.Now()
		got := n.Mend(x, NearMoves, 1)
		times = append(times, time.Since(start))
		forced := n.Mend(x, 0, 1)
		if len(got.Broken) > 0 || len(forced.Broken) > 0 || forced.Gain > -1 {
			continue // cannot stand there, or loses nothing
		}
		b.StopTimer()
		far := n.Mend(x, 40*NearMoves, 2)
		best := max(far.Gain, got.Gain)
		loss, back, most = loss-forced.Gain, back+got.Gain-forced.Gain, most+best-forced.Gain
		if best-forced.Gain > 1 {
			shares = append(shares, (got.Gain-forced.Gain)/(best-forced.Gain))
		}
		count++
		b.StartTimer()
	}
	slices.Sort(times)
	slices.Sort(shares)
	b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds())/1e6, "p99-ms")
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds())/1e6, "p50-ms")
	if count > 0 {
		b.ReportMetric(100*back/loss, "%-of-loss")
		b.ReportMetric(100*back/most, "%-of-recoverable")
		b.ReportMetric(100*shares[len(shares)/2], "%-median")
		b.ReportMetric(100*shares[len(shares)/10], "%-p10")
		b.ReportMetric(float64(count), "drops")
	}
}
