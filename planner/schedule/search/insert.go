package search

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// Verdict is what a small change does: by how much the value differs, in major units, and the hard constraints that
// it breaks or breaks worse than before, in the order of forecast.Constraints. Broken is empty for a change
// that is legal; what was broken before and stays so is not counted.
type Verdict struct {
	Gain   float64
	Broken []forecast.Violation
}

// Evaluator answers what small changes of one given solution would do, each in some dozens of microseconds: it
// keeps the solution's sums and the prices of its lines and works out only what a change touches. The solution need not
// be legal. It answers exactly as forecast.Score and forecast.Check would, and is for one goroutine.
type Evaluator struct {
	in    *forecast.Instance
	p     *problem
	base  forecast.Solution
	slots int // of a day
	lines []*line
	bench *bench
	order map[string]int // constraints by their place in the table

	shifts   [][][5]int    // shop-day
	hosts    [][][5]int    // host, in order of time
	posts    [][][3]int    // video
	perDay   []int         // shop-day: posts
	effort   []float64     // shop, week
	windows  [][][4]int    // line, in the solution's order
	coupons  []int         // shop-day: lines on coupon
	reserved []int64       // shop, in hundredths
	deals    [][][3]int    // shop-day
	dealsOf  [][][3]int    // product
	hedges   []int         // shop-day
	videosOf [][]int       // line
	products [][]int       // line
	fixed    [][]stretch   // shop-day: on air outside the grid
	risky    int           // live slots
	seen     [][]float64   // shop, day: exposure
	cells    []cellFigures // shop-day
	offers   []float64     // line: cost of its coupons

	touch touch
	modes []int8 // scratch: day
	nths  []int
	found []forecast.Violation
}

// cellFigures is what a shop-day's lives cost and what its flash deals bring, in major units.
type cellFigures struct{ lives, deals float64 }

// stretch is a run of slots of a day.
type stretch struct{ from, to int }

// NewEvaluator makes a solution ready for questions, which takes some milliseconds. A solution with rows outside
// the instance's indices is an error.
func NewEvaluator(in *forecast.Instance, s *forecast.Solution) (*Evaluator, error) {
	if v := firstOutside(in, s); v != nil {
		return nil, fmt.Errorf("search: solution: %v", *v)
	}
	p := newProblem(in)
	n, weeks := len(in.Shops)*in.Days, in.Days/weekDays+1
	e := &Evaluator{in: in, p: p, base: Edit{}.Of(s), slots: len(in.HourCurve), bench: newBench(in.Days), order: map[string]int{},
		shifts: make([][][5]int, n), hosts: make([][][5]int, len(in.Hosts)), posts: make([][][3]int, len(in.Videos)), perDay: make([]int, n), effort: make([]float64, len(in.Shops)*weeks),
		windows: make([][][4]int, len(in.Lines)), coupons: make([]int, n), reserved: make([]int64, len(in.Shops)), deals: make([][][3]int, n), dealsOf: make([][][3]int, len(in.Products)),
		hedges: make([]int, n), fixed: make([][]stretch, n), cells: make([]cellFigures, n), offers: make([]float64, len(in.Lines)), modes: make([]int8, in.Days), nths: make([]int, in.Days)}
	for i, c := range forecast.Constraints {
		e.order[c.ID] = i
	}
	if in.Fixed != nil {
		for _, a := range in.Fixed.Air {
			e.fixed[p.at(a.Shop, a.Day)] = append(e.fixed[p.at(a.Shop, a.Day)], stretch{a.From, a.To})
		}
	}
	e.videosOf, e.products = make([][]int, len(in.Lines)), make([][]int, len(in.Lines))
	for v, x := range in.Videos {
		e.videosOf[x.Line] = append(e.videosOf[x.Line], v)
	}
	for i, x := range in.Products {
		e.products[x.Line] = append(e.products[x.Line], i)
	}
	for range in.Shops {
		e.seen = append(e.seen, make([]float64, in.Days))
	}
	for g := range in.Lines {
		l := newLine(p, g)
		l.stock = in.Stock(g)
		e.lines = append(e.lines, l)
	}
	for _, r := range Rows(s) {
		e.put(r)
	}
	for at := range n {
		e.settleCell(at)
	}
	for g, l := range e.lines {
		e.settleWindows(g)
		e.settlePosts(g)
		e.settleDeals(g)
		l.bound(e.bench, e.seen[l.shop])
		v, price := l.solve(e.bench, e.seen[l.shop])
		l.keep(e.bench, e.seen[l.shop], v, price)
	}
	return e, nil
}

// firstOutside returns the first row that lies outside the instance's indices, or nil.
func firstOutside(in *forecast.Instance, s *forecast.Solution) *forecast.Violation {
	if list := forecast.Check(in, s); len(list) > 0 && list[0].Rule == forecast.RuleRange {
		return &list[0]
	}
	return nil
}

// inside reports whether a row lies within the instance's indices.
func (e *Evaluator) inside(r Row) bool {
	in, a := e.in, r.At
	below := func(x, n int) bool { return x >= 0 && x < n }
	switch r.Kind {
	case forecast.CreditLive:
		return below(a[0], len(in.Hosts)) && below(a[1], len(in.Shops)) && below(a[2], in.Days) && below(a[3], e.slots) && below(a[4]-1, e.slots-a[3])
	case forecast.CreditVideo:
		return below(a[0], len(in.Videos)) && below(a[1], in.Days) && below(a[2], len(in.Bands))
	case forecast.CreditCoupon:
		return below(a[0], len(in.Lines)) && below(a[1]-1, len(in.Coupon.Depths)) && below(a[2], in.Days) && below(a[3]-1, in.Days-a[2])
	case forecast.CreditFlash:
		return below(a[0], len(in.Products)) && below(a[1], in.Days) && below(a[2], e.slots)
	case forecast.CreditHedge:
		return below(a[0], len(in.Shops)) && below(a[1], in.Days)
	}
	return false
}

// Try returns what the edit does. Rows that go must be rows of the solution; an edit with a row outside the
// instance's indices breaks forecast.RuleRange and gains nothing.
func (e *Evaluator) Try(x Edit) Verdict {
	v, _ := e.try(x, math.Inf(-1))
	return v
}

// try is Try for a change that is of no use below a gain: of one that cannot reach it, by the prices of the lines,
// the Verdict holds the bound on its gain alone, and exact is false.
func (e *Evaluator) try(x Edit, need float64) (v Verdict, exact bool) {
	for _, r := range x.In {
		if !e.inside(r) {
			v := nowhere
			v.Rule = forecast.RuleRange
			return Verdict{Broken: []forecast.Violation{v}}, true
		}
	}
	e.mark(x)
	before := e.settled()
	e.apply(x)
	v.Gain = e.settled() - before
	if v.Gain+e.touch.rise < need {
		v.Gain += e.touch.rise
		e.revert(x)
		return v, false
	}
	for _, g := range e.touch.lines {
		l := e.lines[g]
		l.bound(e.bench, e.seen[l.shop])
		now, _ := l.solve(e.bench, e.seen[l.shop])
		v.Gain += now - l.value
	}
	e.found = e.found[:0]
	e.audit(x.In)
	list := slices.Clone(e.found)
	e.revert(x)
	if len(list) > 0 {
		v.Broken = e.worse(list, x)
	}
	return v, true
}

// StockPrice returns what one order more of a line's stock is worth, in major units: 0 where there is enough.
func (e *Evaluator) StockPrice(line int) float64 { return e.lines[line].lambda }

// worse returns those of the violations that the solution without the edit does not have or has to a lesser degree.
func (e *Evaluator) worse(list []forecast.Violation, x Edit) []forecast.Violation {
	e.found = e.found[:0]
	e.audit(x.Out)
	for _, r := range x.In {
		e.eachAt(r, e.auditRow)
	}
	was := func(v forecast.Violation) bool {
		got, limit := v.Got, v.Limit
		v.Got, v.Limit = 0, 0
		return slices.ContainsFunc(e.found, func(o forecast.Violation) bool {
			less := math.Abs(got-limit) <= math.Abs(o.Got-o.Limit)
			o.Got, o.Limit = 0, 0
			return o == v && less
		})
	}
	list = slices.DeleteFunc(list, was)
	slices.SortStableFunc(list, func(a, b forecast.Violation) int { return cmp.Compare(e.order[a.Rule], e.order[b.Rule]) })
	return list
}

// eachAt calls f for the solution's rows that a violation would name by the same place as the given one.
func (e *Evaluator) eachAt(r Row, f func(Row)) {
	a := r.At
	switch r.Kind {
	case forecast.CreditLive:
		for _, x := range e.hosts[a[0]] {
			if x[1] == a[1] && x[2] == a[2] && x[3] == a[3] {
				f(Row{r.Kind, x})
			}
		}
	case forecast.CreditVideo:
		for _, x := range e.posts[a[0]] {
			if x[1] == a[1] {
				f(Row{r.Kind, [5]int{x[0], x[1], x[2]}})
			}
		}
	case forecast.CreditCoupon:
		for _, x := range e.windows[a[0]] {
			if x[2] == a[2] {
				f(Row{r.Kind, [5]int{x[0], x[1], x[2], x[3]}})
			}
		}
	case forecast.CreditFlash:
		for _, x := range e.dealsOf[a[0]] {
			if x[1] == a[1] && x[2] == a[2] {
				f(r)
			}
		}
	case forecast.CreditHedge:
		if e.hedges[e.p.at(a[0], a[1])] > 0 {
			f(r)
		}
	}
}
