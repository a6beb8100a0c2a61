package pricing

import (
	"slices"

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
	asked := d.history(it, from-lowSpan, from)
	promos := it.during(from, to)
	cuts := it.cuts(promos, from, to)
	points := make([]Point, len(cuts), len(cuts)+2)
	arena := make([]Step, 0, 32)
	for i, t := range cuts {
		d.open(it, promos, t)
		points[i].Quote = d.quote(&arena)
		asked = asked.then(t, d.usual.goods)
	}
	asked[len(asked)-1].to = to
	for i, t := range cuts {
		points[i] = asked.point(it, points[i].Quote, t)
	}
	for _, t := range asked.expiries(it, from, to) {
		i, there := slices.BinarySearch(cuts, t)
		if there {
			continue
		}
		if p := asked.point(it, points[i-1].Quote, t); p.Low30 != points[i-1].Low30 {
			points, cuts = slices.Insert(points, i, p), slices.Insert(cuts, i, t)
		}
	}
	for _, m := range it.promos() {
		if i, ok := slices.BinarySearch(cuts, m.from); ok {
			points[i].Begins = append(points[i].Begins, m.ev.ID)
		}
		if i, ok := slices.BinarySearch(cuts, m.to); ok {
			points[i].Ends = append(points[i].Ends, m.ev.ID)
		}
		if i, ok := slices.BinarySearch(cuts, m.tail); ok && m.tail != m.to {
			points[i].Expires = append(points[i].Expires, m.ev.ID)
		}
	}
	return points
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
