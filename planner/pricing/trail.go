package pricing

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// Point is a step of a price trail: what holds from Quote.At until the next point.
type Point struct {
	Quote
	Begins  []string // IDs of the events whose promotion begins at this instant
	Ends    []string // of those whose window ends
	Expires []string // of those whose last claimed coupons stop working
	// Low30 is the lowest usual price of the 30 days up to and with this step. Before leaves the step itself
	// out, which is what a price that begins here is held against; see Book.LowBefore.
	Low30, Before planner.Money
}

// Trail returns the product's steps over the span: a point at the span's start and at every instant at which
// a promotion begins, ends or expires, a fee changes or an old price leaves the 30-day low. Two points may
// differ in nothing but what begins there. A SKU that the plan does not have, or an empty span, has none.
func (b *Book) Trail(sku string, span planner.Span) []Point {
	it := b.find(sku)
	if it == nil || !span.Start.Before(span.End) {
		return nil
	}
	return new(desk).trail(it, instant(span.Start), instant(span.End))
}

func (d *desk) trail(it *item, from, to int64) []Point {
	old := d.history(it, from-lowSpan, from)
	promos := it.during(from, to)
	cuts := it.cuts(promos, from, to)
	quotes := make([]Quote, len(cuts))
	arena := make([]Step, 0, 6*len(cuts))
	for i, t := range cuts {
		d.open(it, promos, t)
		quotes[i] = d.quote(&arena)
		old = old.then(t, d.usual.goods)
	}
	old[len(old)-1].to = to
	points := make([]Point, 0, len(cuts)+4)
	next := old.expiries(it, from, to)
	for i := range quotes {
		until := to
		if i+1 < len(cuts) {
			until = cuts[i+1]
		}
		points = append(points, old.point(it, quotes[i], cuts[i]))
		for ; len(next) > 0 && next[0] < until; next = next[1:] {
			if next[0] <= cuts[i] {
				continue
			}
			if p := old.point(it, quotes[i], next[0]); p.Low30 != points[len(points)-1].Low30 {
				points = append(points, p)
			}
		}
	}
	it.mark(points)
	return points
}

// mark writes on each point the promotions that begin, end or expire there.
func (it *item) mark(points []Point) {
	put := func(t int64, id string, list func(*Point) *[]string) {
		i, ok := slices.BinarySearchFunc(points, timeOf(t), func(p Point, t time.Time) int { return p.At.Compare(t) })
		if ok {
			l := list(&points[i])
			*l = append(*l, id)
		}
	}
	for _, m := range it.promos() {
		put(m.from, m.ev.ID, func(p *Point) *[]string { return &p.Begins })
		put(m.to, m.ev.ID, func(p *Point) *[]string { return &p.Ends })
		if m.tail != m.to {
			put(m.tail, m.ev.ID, func(p *Point) *[]string { return &p.Expires })
		}
	}
}

// cuts returns, in order, from and the instants of (from, to) at which what is active or what is charged changes, and the others given that lie there.
func (it *item) cuts(promos []*promotion, from, to int64, others ...int64) []int64 {
	cuts := make([]int64, 1, 1+3*len(promos))
	cuts[0] = from
	add := func(t int64) {
		if from < t && t < to {
			cuts = append(cuts, t)
		}
	}
	for _, m := range promos {
		add(m.from)
		add(m.to)
		add(m.tail)
	}
	for i := range it.env.fees {
		add(it.env.fees[i].from)
	}
	for _, t := range others {
		add(t)
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// during returns the promotions that are active at some instant of [from, to).
func (it *item) during(from, to int64) []*promotion {
	all := it.promos()
	list := make([]*promotion, 0, len(all))
	for _, m := range all {
		if m.from < to && from < m.tail {
			list = append(list, m)
		}
	}
	return list
}
