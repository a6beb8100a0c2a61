package pricing

import (
	"iter"
	"slices"

	"bfplanner/planner"
)

// Floor returns the lowest unit margin that the product may have: its own share of the list price, or the
// plan's where it has none, rounded half away from zero. An unknown SKU has a floor of zero.
func (b *Book) Floor(sku string) planner.Money {
	it := b.find(sku)
	if it == nil {
		return planner.Money{Currency: b.env.currency}
	}
	return planner.Money{Minor: it.floor(), Currency: b.env.currency}
}

func (it *item) floor() int64 {
	b := it.product.MarginFloor
	if b == 0 {
		b = it.env.floor
	}
	return part(it.product.Price, b)
}

// Shortfall is a stretch of time in which some buyer can reach a stack that leaves less than the product's
// floor, in the plan's currency. The stack is the one that leaves least.
type Shortfall struct {
	SKU    string
	Span   planner.Span
	Floor  planner.Money
	Margin planner.Money // what is left, below Floor and perhaps below zero
	Price  planner.Money // what that buyer pays for the goods
	Chain  []Step        // empty where the list price itself leaves too little
}

// LowestMargins returns every stretch in which a product's lowest margin is under its floor, in the order of
// SKUs and of time. A stretch ends where the stack or its margin changes. Without a promotion only the
// campaign is looked at, with one any time. The answer is kept, and a Book made by Next works out again only
// what the edit touched.
func (b *Book) LowestMargins() []Shortfall {
	var list []Shortfall
	var d desk
	for _, it := range b.items {
		list = append(list, it.shortfalls(&d)...)
	}
	return list
}

// margins is the answer that an item keeps, and what it can be had from cheaply.
type margins struct {
	done  bool
	list  []Shortfall
	old   []Shortfall // of an item that differs from this one in the promotions of dirty alone
	dirty []stretch   // nil: all is to be worked out
}

// stretch is a span in microseconds.
type stretch struct{ from, to int64 }

func (it *item) shortfalls(d *desk) []Shortfall {
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.margins.done {
		return it.margins.list
	}
	var list []Shortfall
	if it.margins.dirty == nil {
		list = d.short(it, it.extent())
	} else {
		list = it.patch(d)
	}
	it.margins = margins{done: true, list: join(list)}
	return it.margins.list
}

// extent returns a stretch that holds the campaign and all of the product's promotions.
func (it *item) extent() stretch {
	s := stretch{instant(it.env.campaign.Start), instant(it.env.campaign.End)}
	for _, m := range it.promos() {
		s = stretch{min(s.from, m.from), max(s.to, m.tail)}
	}
	return s
}

// patch works out the dirty stretches and takes the rest from the old answer.
func (it *item) patch(d *desk) []Shortfall {
	var list []Shortfall
	dirty := merged(it.margins.dirty)
	for _, s := range it.margins.old {
		rest := stretch{instant(s.Span.Start), instant(s.Span.End)}
		for _, x := range dirty {
			if x.to <= rest.from || rest.to <= x.from {
				continue
			}
			if rest.from < x.from {
				list = append(list, s.over(stretch{rest.from, x.from}))
			}
			rest.from = x.to
		}
		if rest.from < rest.to {
			list = append(list, s.over(rest))
		}
	}
	for _, x := range dirty {
		list = append(list, d.short(it, x)...)
	}
	slices.SortFunc(list, func(a, b Shortfall) int { return a.Span.Start.Compare(b.Span.Start) })
	return list
}

// over returns the shortfall on another stretch.
func (s Shortfall) over(x stretch) Shortfall {
	s.Span = planner.Span{Start: timeOf(x.from), End: timeOf(x.to)}
	return s
}

// merged returns the stretches in order, those that meet as one.
func merged(list []stretch) []stretch {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b stretch) int { return int(min(1, max(-1, a.from-b.from))) })
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// short works out the shortfalls of one stretch of time.
func (d *desk) short(it *item, s stretch) []Shortfall {
	var list []Shortfall
	floor := it.floor()
	m := func(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: it.env.currency} }
	for at := range d.under(it, it.during(s.from, s.to), s, floor) {
		var arena []Step
		list = append(list, Shortfall{SKU: it.product.SKU, Floor: m(floor), Margin: m(d.least.margin), Price: m(d.least.goods),
			Chain: d.chain(&d.least, &arena)}.over(at))
	}
	return list
}

// under goes through the parts of the stretch in which the lowest margin is under the floor, given the
// promotions that may be active in it. In each the desk stands open with its least stack worked out.
func (d *desk) under(it *item, promos []*promotion, s stretch, floor int64) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		if s.from >= s.to {
			return
		}
		edges := stretch{instant(it.env.campaign.Start), instant(it.env.campaign.End)}
		cuts := it.cuts(promos, s.from, s.to, edges.from, edges.to)
		for i, t := range cuts {
			d.open(it, promos, t)
			if d.count == 0 && (t < edges.from || t >= edges.to) {
				continue
			}
			if d.bound() >= floor {
				continue
			}
			end := s.to
			if i+1 < len(cuts) {
				end = cuts[i+1]
			}
			if d.reach(); d.least.margin < floor && !yield(stretch{t, end}) {
				return
			}
		}
	}
}

// join makes one of neighbours that touch and are alike.
func join(list []Shortfall) []Shortfall {
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && out[n-1].Span.End.Equal(s.Span.Start) && out[n-1].Margin == s.Margin && slices.Equal(out[n-1].Chain, s.Chain) {
			out[n-1].Span.End = s.Span.End
			continue
		}
		out = append(out, s)
	}
	return slices.Clip(out)
}
