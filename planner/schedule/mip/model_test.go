package mip

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest/instances"
)

// load reads an instance and its plan of known value.
func load(t testing.TB, name string) (*forecast.Instance, *forecast.Solution) {
	t.Helper()
	b, err := os.ReadFile("../../forecast/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := forecast.ReadInstance(b)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = os.ReadFile("../../forecast/testdata/" + name + ".plan.json"); err != nil {
		t.Fatal(err)
	}
	s := new(forecast.Solution)
	if err := json.Unmarshal(b, s); err != nil {
		t.Fatal(err)
	}
	return in, s
}

// agree holds the program against package forecast for one solution: a legal one satisfies every row and is worth its
// score, an illegal one breaks a row or has no column. It returns the rules that the solution breaks.
func agree(t *testing.T, m *Model, s *forecast.Solution) []string {
	t.Helper()
	var rules []string
	for _, v := range forecast.Check(m.in, s) {
		rules = append(rules, v.Rule)
	}
	if slices.Contains(rules, forecast.RuleRange) {
		return rules
	}
	x, missing := m.Point(s)
	broken := append(missing, m.Broken(x)...)
	text, _ := json.Marshal(s)
	if len(rules) > 0 {
		if len(broken) == 0 {
			t.Fatalf("%s: breaks %q and no row: %s", m.in.Name, rules, text)
		}
		return rules
	}
	if len(broken) > 0 {
		t.Fatalf("%s: legal, yet %q does not hold: %s", m.in.Name, broken, text)
	}
	want := forecast.Score(m.in, s).Value()
	if got := m.Value(x); math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
		t.Fatalf("%s: worth %.6f, scored %.6f: %s", m.in.Name, got, want, text)
	}
	return nil
}

// TestReferencePlans puts the plans of known value into the program.
func TestReferencePlans(t *testing.T) {
	for name, value := range map[string]float64{"tiny-1": 79710.1432, "small-1": 131114.4877, "two-shops": 1707} {
		in, s := load(t, name)
		m := New(in)
		if rules := agree(t, m, s); len(rules) > 0 {
			t.Errorf("%s breaks %q", name, rules)
		}
		if x, _ := m.Point(s); math.Abs(m.Value(x)-value) > 1e-4 {
			t.Errorf("%s is worth %.4f, want %.4f", name, m.Value(x), value)
		}
	}
}

// mutate changes one row of a solution a little, drops one or adds one.
func mutate(r *rand.Rand, in *forecast.Instance, s *forecast.Solution) *forecast.Solution {
	out := &forecast.Solution{Shifts: slices.Clone(s.Shifts), Posts: slices.Clone(s.Posts), Windows: slices.Clone(s.Windows), Flash: slices.Clone(s.Flash), Hedges: slices.Clone(s.Hedges)}
	pick := func(n int) int { return r.IntN(max(1, n)) }
	nudge := func(row []int) { row[pick(len(row))] += []int{-3, -2, -1, 1, 2, 3}[r.IntN(6)] }
	switch r.IntN(15) {
	case 0:
		out.Shifts = append(out.Shifts, [5]int{pick(len(in.Hosts)), pick(len(in.Shops)), pick(in.Days), r.IntN(len(in.HourCurve)), 1 + r.IntN(5)})
	case 1:
		out.Posts = append(out.Posts, [3]int{pick(len(in.Videos)), pick(in.Days), pick(len(in.Bands))})
	case 2:
		out.Windows = append(out.Windows, [4]int{pick(len(in.Lines)), 1 + pick(len(in.Coupon.Depths)), pick(in.Days), 1 + r.IntN(6)})
	case 3:
		out.Flash = append(out.Flash, [3]int{pick(len(in.Products)), pick(in.Days), r.IntN(len(in.HourCurve))})
	case 4:
		out.Hedges = append(out.Hedges, [2]int{pick(len(in.Shops)), in.Days - 1 - pick(5)%in.Days})
	case 5, 6, 7:
		if len(out.Shifts) > 0 {
			nudge(out.Shifts[pick(len(out.Shifts))][:])
		}
	case 8:
		if len(out.Posts) > 0 {
			nudge(out.Posts[pick(len(out.Posts))][:])
		}
	case 9:
		if len(out.Windows) > 0 {
			nudge(out.Windows[pick(len(out.Windows))][:])
		}
	case 10:
		if len(out.Flash) > 0 {
			nudge(out.Flash[pick(len(out.Flash))][:])
		}
	case 11:
		if i := pick(len(out.Shifts)); i < len(out.Shifts) {
			out.Shifts = slices.Delete(out.Shifts, i, i+1)
		}
	case 12:
		if i := pick(len(out.Flash)); i < len(out.Flash) { // beside another deal
			x := out.Flash[i]
			x[0], x[2] = pick(len(in.Products)), x[2]-r.IntN(2)
			out.Flash = append(out.Flash, x)
		}
	case 13:
		if i := pick(len(out.Windows)); i < len(out.Windows) { // beside another window
			x := out.Windows[i]
			x[0], x[2] = pick(len(in.Lines)), x[2]+r.IntN(3)
			out.Windows = append(out.Windows, x)
		}
	case 14:
		if i := pick(len(out.Shifts)); i < len(out.Shifts) { // right after or before another shift
			x := out.Shifts[i]
			x[0], x[3] = pick(len(in.Hosts)), x[3]+x[4]-2*x[4]*r.IntN(2)+r.IntN(4)
			out.Shifts = append(out.Shifts, x)
		}
	}
	return out
}

// TestProgramAgreesWithChecker changes plans row by row and asks both, on the hourly grid and the finer one, with and
// without what stays outside the grid.
func TestProgramAgreesWithChecker(t *testing.T) {
	seen := map[string]int{}
	walk := func(in *forecast.Instance, s *forecast.Solution, seed uint64, steps int) {
		r := rand.New(rand.NewPCG(seed, 3))
		m := New(in)
		for range steps {
			next := mutate(r, in, s)
			rules := agree(t, m, next)
			for _, rule := range rules {
				seen[rule]++
			}
			if len(rules) == 0 {
				seen["legal"]++
				s = next // so that the walk goes on among legal plans
			}
		}
	}
	for _, name := range []string{"tiny-1", "small-1", "two-shops"} {
		in, s := load(t, name)
		walk(in, s, 1, 300)
	}
	seed := uint64(0)
	for _, shape := range instances.Shapes {
		seed++
		walk(instances.Make(seed, shape), &forecast.Solution{}, seed, 250)
		walk(instances.Halve(instances.Make(seed, shape)), &forecast.Solution{}, seed, 250)
		fixed := instances.Begin(instances.Make(seed, shape))
		for g := range fixed.Lines {
			fixed.Lines[g].Stock = 24 // of which lives outside the grid take 20
		}
		walk(fixed, &forecast.Solution{}, seed, 250)
	}
	for _, c := range forecast.Constraints {
		if seen[c.ID] == 0 && !strings.HasPrefix(c.ID, "pin-") {
			t.Errorf("no plan broke %s", c.ID)
		}
	}
	if seen["legal"] < 700 {
		t.Errorf("%d legal plans, want 700", seen["legal"])
	}
}

// TestPins fixes what is pinned, also before the first free slot.
func TestPins(t *testing.T) {
	in := instances.Begin(instances.Make(3, instances.Shapes["two shops"]))
	for h := range in.Hosts {
		in.Hosts[h].Avail[0] = [][]int{{8, 24}}
		in.Hosts[h].Avail[20] = [][]int{{8, 24}}
	}
	in.Videos[0].Ready = 0
	in.Pins = []forecast.Pin{{Kind: forecast.PinShift, Host: 0, Shop: 0, Day: 0, From: 9, To: 12}, {Kind: forecast.PinLive, Shop: 1, Day: 0, From: 16, To: 18},
		{Kind: forecast.PinVideo, Video: 0, Day: 1, Band: 1}, {Kind: forecast.PinCoupon, Line: 1, Day: 12, Len: 2}, {Kind: forecast.PinFlash, Product: 0, Day: 20, From: 18}, {Kind: forecast.PinHedge, Shop: 1, Day: 19}}
	s := &forecast.Solution{Shifts: [][5]int{{0, 0, 0, 9, 3}, {1, 1, 0, 16, 2}, {0, 0, 20, 18, 2}}, Posts: [][3]int{{0, 1, 1}}, Windows: [][4]int{{1, 1, 12, 2}}, Flash: [][3]int{{0, 20, 18}}, Hedges: [][2]int{{1, 19}}}
	m := New(in)
	if rules := agree(t, m, s); len(rules) > 0 {
		t.Fatalf("breaks %q", rules)
	}
	for i, drop := range []func(*forecast.Solution){
		func(s *forecast.Solution) { s.Shifts = s.Shifts[1:] },
		func(s *forecast.Solution) { s.Shifts = s.Shifts[:1] },
		func(s *forecast.Solution) { s.Posts = nil }, func(s *forecast.Solution) { s.Windows = nil },
		func(s *forecast.Solution) { s.Flash = nil }, func(s *forecast.Solution) { s.Hedges = nil },
	} {
		less := *s
		drop(&less)
		if rules := agree(t, m, &less); !slices.ContainsFunc(rules, func(r string) bool { return strings.HasPrefix(r, "pin-") }) {
			t.Errorf("change %d breaks %q, want a pin", i, rules)
		}
	}
	in.Pins = append(in.Pins, forecast.Pin{Kind: forecast.PinVideo, Video: 0, Day: 0, Band: 9})
	if x, _ := New(in).Point(s); !slices.Contains(New(in).Broken(x), "pin_6") {
		t.Error("a pin of what cannot be holds")
	}
}

// TestLP reads the file of a program back and compares it with the program, entry by entry.
func TestLP(t *testing.T) {
	in, _ := load(t, "tiny-1")
	m := New(in)
	var text strings.Builder
	if err := m.WriteLP(&text); err != nil {
		t.Fatal(err)
	}
	if columns, integers, _, _ := m.Size(); integers < 1500 || columns < integers {
		t.Errorf("%d columns, %d whole", columns, integers)
	}
	body := strings.ReplaceAll(text.String(), "\n + ", " + ")
	body = strings.ReplaceAll(body, "\n - ", " - ")
	for _, line := range strings.Split(text.String(), "\n") {
		if len(line) > 255 {
			t.Fatalf("a line of %d characters", len(line))
		}
	}
	lines := strings.Split(body, "\n")
	section := func(from, to string) []string { return lines[slices.Index(lines, from)+1 : slices.Index(lines, to)] }
	for i, line := range section("Subject To", "Bounds") {
		want := " " + m.rows[i].name.String() + ":"
		cols, by := m.entries(i)
		for k, c := range cols {
			if by[k] < 0 {
				want += fmt.Sprintf(" - %v %s", -by[k], m.cols[c].name)
			} else {
				want += fmt.Sprintf(" + %v %s", by[k], m.cols[c].name)
			}
		}
		want += map[bool]string{true: " = ", false: " <= "}[m.rows[i].equal] + fmt.Sprint(m.rows[i].limit)
		if line != want {
			t.Fatalf("row %d: %q, want %q", i, line, want)
		}
	}
	if got := section("Bounds", "General"); len(got) != len(m.cols) {
		t.Errorf("%d bounds of %d columns", len(got), len(m.cols))
	}
	if _, integers, rows, _ := m.Size(); len(section("General", "End")) != integers || len(section("Subject To", "Bounds")) != rows {
		t.Errorf("%d whole columns and %d rows in the file", len(section("General", "End")), len(section("Subject To", "Bounds")))
	}
	names := map[string]bool{}
	for _, c := range m.cols {
		names[c.name.String()] = true
	}
	if len(names) != len(m.cols) {
		t.Errorf("%d names for %d columns", len(names), len(m.cols))
	}
}
