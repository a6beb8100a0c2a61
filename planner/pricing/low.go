package pricing

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
)

// LowDays is the length of the memory of the lowest price: flash deals and campaign prices are held against
// the lowest price of the past 30 days, of 24 hours each.
const LowDays = 30

const lowSpan = LowDays * 24 * int64(time.Hour/time.Microsecond)

// LowBefore returns the lowest usual price of the product in the 30 days before the instant, which is what a
// price that begins there is held against. The product's own Low30 is of a day that nobody wrote down: it
// counts as asked until the sale began, and so until 30 days after that. An unknown SKU is a *planner.Problem.
func (b *Book) LowBefore(sku string, t time.Time) (planner.Money, error) {
	it, err := b.known(sku)
	if err != nil {
		return planner.Money{}, err
	}
	at := instant(t)
	h := new(desk).history(it, at-lowSpan, at)
	return planner.Money{Minor: h.low(it, at), Currency: b.env.currency}, nil
}

// asked is a usual price and the time for which it was asked, in microseconds.
type asked struct{ price, from, to int64 }

// history is usual prices in order of time, without gaps and no two neighbours alike.
type history []asked

// history works out the usual prices of [from, to).
func (d *desk) history(it *item, from, to int64) history {
	var h history
	promos := it.during(from, to)
	for _, t := range it.cuts(promos, from, to) {
		d.open(it, promos, t)
		d.ordinary()
		h = h.then(t, d.usual.goods)
	}
	h[len(h)-1].to = to
	return h
}

// then adds the price that is asked from t on.
func (h history) then(t, price int64) history {
	if n := len(h); n > 0 {
		h[n-1].to = t
		if h[n-1].price == price {
			return h
		}
	}
	return append(h, asked{price, t, t})
}

// low returns the lowest price of the 30 days before t, which the history must cover.
func (h history) low(it *item, t int64) int64 {
	low := int64(math.MaxInt64)
	if own := it.product.Low30; own > 0 && t < it.env.saleFrom+lowSpan {
		low = own
	}
	for _, a := range h {
		if a.from < t && a.to > t-lowSpan {
			low = min(low, a.price)
		}
	}
	return low
}

// expiries returns, in order, the instants of (from, to) at which an old price leaves the 30-day low.
func (h history) expiries(it *item, from, to int64) []int64 {
	list := make([]int64, 0, len(h))
	add := func(t int64) {
		if from < t && t < to {
			list = append(list, t)
		}
	}
	for _, a := range h {
		add(a.to + lowSpan)
	}
	if it.product.Low30 > 0 {
		add(it.env.saleFrom + lowSpan)
	}
	slices.Sort(list)
	return list
}

// point makes the step at t of a quote that holds there.
func (h history) point(it *item, q Quote, t int64) Point {
	q.At = timeOf(t)
	before := h.low(it, t)
	m := func(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: it.env.currency} }
	return Point{Quote: q, Before: m(before), Low30: m(min(before, q.Final.Minor))}
}
