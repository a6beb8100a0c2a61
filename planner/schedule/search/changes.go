package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// base is a plan from which changes cost: its rows, each a penalty if the solution has none of the same host, line,
// video or product, with the same start and depth.
type base struct {
	penalty  float64
	rows     int
	shifts   [][]shift // shop-day; lengths are not compared
	posted   []int     // video: day or none
	band     []int
	windows  [][]window // line; lengths are not compared
	dealDays [][][2]int // product: day and slot
	hedged   []bool     // shop-day
}

// newBase spreads a solution whose rows are within the instance's indices. A row that stands twice counts once.
func newBase(p *problem, sol *forecast.Solution, penalty float64) *base {
	in := p.in
	n := len(in.Shops) * p.days
	b := &base{penalty: penalty, shifts: make([][]shift, n), posted: slices.Repeat([]int{none}, len(in.Videos)), band: make([]int, len(in.Videos)),
		windows: make([][]window, len(in.Lines)), dealDays: make([][][2]int, len(in.Products)), hedged: make([]bool, n)}
	for _, x := range sol.Shifts {
		at, one := p.at(x[1], x[2]), shift{host: int16(x[0]), hour: int8(x[3])}
		if !slices.Contains(b.shifts[at], one) {
			b.shifts[at] = append(b.shifts[at], one)
			b.rows++
		}
	}
	for _, x := range sol.Posts {
		if b.posted[x[0]] == none {
			b.posted[x[0]], b.band[x[0]] = x[1], x[2]
			b.rows++
		}
	}
	for _, x := range sol.Windows {
		if w := (window{mode: x[1], day: x[2]}); !slices.Contains(b.windows[x[0]], w) {
			b.windows[x[0]] = append(b.windows[x[0]], w)
			b.rows++
		}
	}
	for _, x := range sol.Flash {
		if at := [2]int{x[1], x[2]}; !slices.Contains(b.dealDays[x[0]], at) {
			b.dealDays[x[0]] = append(b.dealDays[x[0]], at)
			b.rows++
		}
	}
	for _, x := range sol.Hedges {
		if at := p.at(x[0], x[1]); !b.hedged[at] {
			b.hedged[at] = true
			b.rows++
		}
	}
	return b
}

// The functions below return what of the base stands, times the penalty. Without a base nothing does.

func (b *base) lives(at int, c *cell) float64 {
	if b == nil {
		return 0
	}
	n := 0
	for _, x := range b.shifts[at] {
		for _, y := range c.list() {
			if y.host == x.host && y.hour == x.hour {
				n++
				break
			}
		}
	}
	return b.penalty * float64(n)
}

func (b *base) post(v, d, band int) float64 {
	return b.held(b != nil && b.posted[v] == d && b.band[v] == band)
}

func (b *base) window(g int, w window) float64 {
	return b.held(b != nil && slices.Contains(b.windows[g], window{mode: w.mode, day: w.day}))
}

func (b *base) deal(product, d, t int) float64 {
	return b.held(b != nil && slices.Contains(b.dealDays[product], [2]int{d, t}))
}

func (b *base) hedge(at int) float64 { return b.held(b != nil && b.hedged[at]) }

func (b *base) held(is bool) float64 {
	if is {
		return b.penalty
	}
	return 0
}

// changes counts the rows of the base that the solution does not have.
func (b *base) changes(p *problem, sol *forecast.Solution) int {
	if b == nil {
		return 0
	}
	kept := newBase(p, sol, 0)
	left := b.rows
	for at, list := range b.shifts {
		for _, x := range list {
			if slices.Contains(kept.shifts[at], x) {
				left--
			}
		}
		if b.hedged[at] && kept.hedged[at] {
			left--
		}
	}
	for v, d := range b.posted {
		if d != none && kept.posted[v] == d && kept.band[v] == b.band[v] {
			left--
		}
	}
	for g, list := range b.windows {
		for _, w := range list {
			if slices.Contains(kept.windows[g], w) {
				left--
			}
		}
	}
	for i, list := range b.dealDays {
		for _, at := range list {
			if slices.Contains(kept.dealDays[i], at) {
				left--
			}
		}
	}
	return left
}

// cost returns what the solution's changes cost.
func (b *base) cost(p *problem, sol *forecast.Solution) float64 {
	if b == nil {
		return 0
	}
	return b.penalty * float64(b.changes(p, sol))
}
