package mip

import (
	"context"
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// Options says how long a bound is worked on.
type Options struct {
	Rounds int                 // steps at most; 0 is defaultRounds
	Stop   func() bool         // whether to stop now; may be nil
	Report func(bound float64) // called with each lower bound; may be nil
}

// What a bound does where nothing else is said, and how often it looks at what it has.
const (
	defaultRounds = 20_000
	look          = 50   // steps
	settled       = 1e-6 // of the value
	ruizRounds    = 10   // of scaling
)

// Bound returns a number, in major units, that the value of no legal solution of the instance exceeds: the best value
// of the Lagrangian of its linear relaxation that a primal-dual method comes by. Every column has bounds, so any prices
// of the rows give a valid bound, however early the method stops. It is restarted Halpern PDHG with reflection (Lu and
// Yang, "Restarted Halpern PDHG for linear programming", 2024), on the program as scale leaves it.
func Bound(ctx context.Context, in *forecast.Instance, o Options) float64 {
	p := newPDHG(New(in))
	if o.Rounds == 0 {
		o.Rounds = defaultRounds
	}
	best := math.Inf(1)
	for k := range o.Rounds {
		if k%look == 0 {
			if v := p.value(); v < best {
				best = v
				if o.Report != nil {
					o.Report(best)
				}
			}
			if ctx.Err() != nil || o.Stop != nil && o.Stop() || p.done(best) {
				break
			}
		}
		p.step()
	}
	return min(best, p.value())
}

// matrix is a sparse matrix, line by line.
type matrix struct {
	from []int
	at   []int32
	by   []float64
}

// times sets out to the product with x.
func (m *matrix) times(x, out []float64) {
	for i := range out {
		sum := 0.0
		for k := m.from[i]; k < m.from[i+1]; k++ {
			sum += m.by[k] * x[m.at[k]]
		}
		out[i] = sum
	}
}

// transpose returns the matrix turned over, with so many lines.
func (m *matrix) transpose(n int) *matrix {
	t := &matrix{make([]int, n+1), make([]int32, len(m.at)), make([]float64, len(m.by))}
	for _, j := range m.at {
		t.from[j+1]++
	}
	for j := range n {
		t.from[j+1] += t.from[j]
	}
	next := append([]int(nil), t.from...)
	for i := range len(m.from) - 1 {
		for k := m.from[i]; k < m.from[i+1]; k++ {
			j := m.at[k]
			t.at[next[j]], t.by[next[j]] = int32(i), m.by[k]
			next[j]++
		}
	}
	return t
}

// pdhg is the method's state: minimise cost x over x in [0, width] with a x <= limit, or equal to it.
type pdhg struct {
	a, at              *matrix
	cost, limit, width []float64
	equal              []bool
	constant           float64 // what the columns earn at the low ends of their boxes

	x, y, x0, y0     []float64 // now, and at the last restart
	x1, y1, pull, ax []float64 // the next step; transposed a times y; a times twice x1 less x
	weight, size     float64   // of the dual against the primal step; of both
	inner, all       int
	first, last      float64 // how far a step went, at the restart and last time
}

func newPDHG(m *Model) *pdhg {
	rows, cols := len(m.rows)-1, len(m.cols)
	p := &pdhg{a: &matrix{make([]int, rows+1), m.at, make([]float64, len(m.by))}, weight: 1}
	for _, v := range []*[]float64{&p.x, &p.x0, &p.x1, &p.pull, &p.cost, &p.width} {
		*v = make([]float64, cols)
	}
	for _, v := range []*[]float64{&p.y, &p.y0, &p.y1, &p.ax, &p.limit} {
		*v = make([]float64, rows)
	}
	for j, c := range m.cols {
		p.width[j] = c.hi - c.lo
		p.cost[j] = -c.earns
		p.constant += c.earns * c.lo
	}
	p.equal = make([]bool, rows)
	for i, r := range m.rows[:rows] {
		p.limit[i], p.equal[i] = r.limit, r.equal
		p.a.from[i+1] = m.rows[i+1].from
		for k := r.from; k < m.rows[i+1].from; k++ {
			p.a.by[k] = m.by[k]
			p.limit[i] -= m.by[k] * m.cols[m.at[k]].lo
		}
	}
	p.scale()
	p.at = p.a.transpose(cols)
	p.size = 0.998 / p.norm()
	if c, l := length(p.cost), length(p.limit); c > 0 && l > 0 {
		p.weight = c / l
	}
	return p
}

// scale brings the entries of the matrix near one: each column in units of its box, then rows and columns by turns by
// the root of their largest entry, at last by that of their sum.
func (p *pdhg) scale() {
	p.scaleBy(nil, slices.Clone(p.width))
	for k := range ruizRounds + 1 {
		across, down := make([]float64, len(p.limit)), make([]float64, len(p.cost))
		for i := range across {
			for e := p.a.from[i]; e < p.a.from[i+1]; e++ {
				v, j := math.Abs(p.a.by[e]), p.a.at[e]
				if k == ruizRounds {
					across[i], down[j] = across[i]+v, down[j]+v
				} else {
					across[i], down[j] = math.Max(across[i], v), math.Max(down[j], v)
				}
			}
		}
		for _, list := range [][]float64{across, down} {
			for i, v := range list {
				list[i] = 1
				if v > 0 {
					list[i] = 1 / math.Sqrt(v)
				}
			}
		}
		p.scaleBy(across, down)
	}
}

// scaleBy multiplies rows and columns.
func (p *pdhg) scaleBy(across, down []float64) {
	for i := range p.limit {
		f := 1.0
		if across != nil {
			f = across[i]
		}
		p.limit[i] *= f
		for e := p.a.from[i]; e < p.a.from[i+1]; e++ {
			p.a.by[e] *= f * down[p.a.at[e]]
		}
	}
	for j, f := range down {
		p.cost[j] *= f
		if f > 0 {
			p.width[j] /= f
		}
	}
}

func length(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// norm returns the largest singular value of the matrix, by the power method, a little too large.
func (p *pdhg) norm() float64 {
	v := make([]float64, len(p.x))
	for j := range v {
		v[j] = 1 + float64(j%7)/7
	}
	n := 0.0
	for range 60 {
		s := length(v)
		if s == 0 {
			return 1
		}
		for j := range v {
			v[j] /= s
		}
		p.a.times(v, p.ax)
		n = length(p.ax)
		p.at.times(p.ax, v)
	}
	return math.Max(1.02*n, 1e-9)
}

// step makes one step from the state: a PDHG step, reflected, and drawn towards where the last restart was.
func (p *pdhg) step() {
	tau, sigma := p.size/p.weight, p.size*p.weight
	p.at.times(p.y, p.pull)
	for j, x := range p.x {
		x1 := math.Min(p.width[j], math.Max(0, x-tau*(p.cost[j]+p.pull[j])))
		p.x1[j] = x1
		p.pull[j] = 2*x1 - x
	}
	p.a.times(p.pull, p.ax)
	for i, y := range p.y {
		y1 := y + sigma*(p.ax[i]-p.limit[i])
		if y1 < 0 && !p.equal[i] {
			y1 = 0
		}
		p.y1[i] = y1
	}
	keep := float64(p.inner+1) / float64(p.inner+2)
	dx, dy := 0.0, 0.0
	for j, x := range p.x {
		d := p.x1[j] - x
		dx += d * d
		p.x[j] = keep*(x+2*d) + (1-keep)*p.x0[j]
	}
	for i, y := range p.y {
		d := p.y1[i] - y
		dy += d * d
		p.y[i] = keep*(y+2*d) + (1-keep)*p.y0[i]
	}
	p.inner++
	p.all++
	went := math.Sqrt(dx*p.weight + dy/p.weight)
	if p.inner == 1 {
		p.first = went
	}
	if went <= 0.2*p.first || went <= 0.8*p.first && went > p.last && p.inner > 1 || p.inner > 20 && float64(p.inner) > 0.36*float64(p.all) {
		p.restart()
	}
	p.last = went
}

// restart goes on from the last plain step and weighs the two sides by how far each has come.
func (p *pdhg) restart() {
	dx, dy := 0.0, 0.0
	for j, x := range p.x1 {
		dx += (x - p.x0[j]) * (x - p.x0[j])
	}
	for i, y := range p.y1 {
		dy += (y - p.y0[i]) * (y - p.y0[i])
	}
	if dx > 1e-20 && dy > 1e-20 {
		p.weight = math.Exp(0.5*math.Log(math.Sqrt(dy/dx)) + 0.5*math.Log(p.weight))
	}
	copy(p.x, p.x1)
	copy(p.x0, p.x1)
	copy(p.y, p.y1)
	copy(p.y0, p.y1)
	p.inner = 0
}

// value returns the bound that the prices of the last plain step give.
func (p *pdhg) value() float64 {
	total := p.constant
	for i, y := range p.y1 {
		total += y * p.limit[i]
	}
	p.at.times(p.y1, p.pull)
	for j, c := range p.cost {
		total += math.Max(0, -c-p.pull[j]) * p.width[j]
	}
	return total
}

// done reports whether the method stands still, at the bound and a primal answer of the same value.
func (p *pdhg) done(bound float64) bool {
	value, off := p.constant, 0.0
	for j, c := range p.cost {
		value -= c * p.x1[j]
	}
	p.a.times(p.x1, p.ax)
	for i, v := range p.ax {
		if v -= p.limit[i]; v > 0 || p.equal[i] {
			off = math.Max(off, math.Abs(v))
		}
	}
	return p.all > 0 && off < 1e-6 && math.Abs(bound-value) <= settled*math.Max(1, math.Abs(bound))
}
