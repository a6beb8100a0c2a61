package rules

import (
	"sync"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// NewChecker returns a Checker that answers as Check does and remembers what it worked out of prices, so that
// it is quicker for one who checks a plan again and again after small edits, such as at each tick of a drag.
// It may be used from several goroutines, which then wait for each other.
func NewChecker() Checker {
	m := new(memory)
	return func(p *planner.Plan, now time.Time) []Finding {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.turn(p)
		return m.check(now)
	}
}

// memory is what a Checker keeps from one check to the next: answers that hold as long as nothing changes that
// the prices of a product depend on.
type memory struct {
	mu     sync.Mutex
	prices *pricing.Book
	count  int                                   // findings of the last check
	lows   map[string]map[*planner.Event]dealLow // by SKU and by the deal, whose row never changes
}

// pricesFrom are the tables from whose rows every price is worked out, beside the head's market and sale. Those of events and products are looked
// at row by row, the others bear on no price.
var pricesFrom = map[string]bool{"shops": true, "lines": true, "channels": true, "tools": true, "layers": true, "fees": true}

// turn turns to another plan, mostly the same after an edit, and forgets what no longer holds.
func (m *memory) turn(p *planner.Plan) {
	if m.prices == nil || m.prices.Plan().ID != p.ID {
		m.prices, m.lows = pricing.New(p), nil
		return
	}
	before := m.prices.Plan()
	m.prices = m.prices.Next(p)
	for _, c := range planner.Diff(before, p) {
		switch {
		case pricesFrom[c.Table] || c.Table == planner.HeadTable && (before.Market != p.Market || before.Sale != p.Sale):
			m.lows = nil
			return
		case c.Table == "products":
			delete(m.lows, c.ID)
		case c.Table == "events":
			m.forget(before, c.Before)
			m.forget(p, c.After)
		}
	}
}

// forget drops the answers about the products that a promotion touches, if the row is one.
func (m *memory) forget(p *planner.Plan, row planner.Row) {
	if e, ok := row.(*planner.Event); ok && e.Promo != nil {
		for _, q := range p.ProductsOf(e) {
			delete(m.lows, q.SKU)
		}
	}
}

// dealLow is what a deal on a product is held against.
type dealLow struct {
	low   int64      // lowest usual price of the 30 days before, minor units
	early []earlyLow // the promotions that bring it so low that the deal is not accepted
}

// earlyLow is the lowest price to which a promotion brings a product.
type earlyLow struct {
	event string
	price int64
}

// dealLow returns what the deal on the product is held against, worked out or remembered.
func (x *index) dealLow(o promo, q *planner.Product) dealLow {
	if a, ok := x.memo.lows[q.SKU][o.Event]; ok {
		return a
	}
	a := x.workOutLow(o, q)
	if x.memo.lows == nil {
		x.memo.lows = map[string]map[*planner.Event]dealLow{}
	}
	if x.memo.lows[q.SKU] == nil {
		x.memo.lows[q.SKU] = map[*planner.Event]dealLow{}
	}
	x.memo.lows[q.SKU][o.Event] = a
	return a
}

func (x *index) workOutLow(o promo, q *planner.Product) dealLow {
	low, err := x.book.LowBefore(q.SKU, o.Span.Start)
	if err != nil {
		return dealLow{low: q.Price}
	}
	a, price := dealLow{low: low.Minor}, priceUnder(o.Promo, q)
	if accepted(o.tool, price, low.Minor) {
		return a
	}
	before := planner.Span{Start: o.Span.Start.Add(-pricing.LowDays * 24 * time.Hour), End: o.Span.Start}
	for _, at := range x.book.Trail(q.SKU, before) {
		if early := cause(at.Chain); early != "" && early != o.ID && !accepted(o.tool, price, at.Final.Minor) {
			a.note(earlyLow{early, at.Final.Minor})
		}
	}
	return a
}

// note adds what a promotion does; of several prices under one promotion the lowest counts.
func (a *dealLow) note(e earlyLow) {
	for i := range a.early {
		if a.early[i].event == e.event {
			a.early[i].price = min(a.early[i].price, e.price)
			return
		}
	}
	a.early = append(a.early, e)
}
