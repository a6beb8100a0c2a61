package rules

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// Orders returns the demand that pricing.Book.Budget spends a promotion's money on: the units of a product that
// cold viewers of the shop's lives are expected to order under it on a day of 24 hours of the market's zone. For
// a product and a day that is
//
//	cold viewers an hour x hours live x airtime of its line x its part of the line's stock by value
//	  x conversion x demand of the day x (1 + uplift of the depth)
//
// with the parameters of CouponReserve, of which it is the units: the hours live are the 4 that the reserve
// counts, spread evenly over the day. A tool that runs inside lives alone is on air all its time, so its day
// counts 24 hours live. Where the reserve counts every day that a coupon touches as whole and its discount from
// the list price, a budget counts the hours that it runs and its part in the price there, and so is mostly lower.
// Products that the promotion does not concern have no demand.
func Orders(p *planner.Plan, e *planner.Event) pricing.Demand {
	if e.Promo == nil {
		return func(string, planner.Date) float64 { return 0 }
	}
	r := newReserve(p)
	tool := p.Tool(e.Promo.Tool)
	hours := p.Num("reserve_live_hours")
	if tool != nil && tool.InsideLive {
		hours = (24 * time.Hour).Hours()
	}
	type share struct{ rate, depth float64 } // orders a day at demand 1 before uplift, and the discount's part of the price
	shares := map[string]share{}
	for _, q := range p.ProductsOf(e) {
		l, ok := p.Lines.Get(q.Line)
		if !ok {
			continue
		}
		part := stockValue(q) / r.value[q.Line]
		shares[q.SKU] = share{r.viewers(l) * hours * r.airtime(l) * part * p.Num("conv_live_cold") / 10000, depth(e.Promo, q)}
	}
	return func(sku string, d planner.Date) float64 {
		s, ok := shares[sku]
		if !ok {
			return 0
		}
		demand := r.on(d)
		return s.rate * demand * (1 + r.uplift(s.depth, demand))
	}
}

// depth returns the part of the product's list price that the promotion takes off.
func depth(o *planner.Promo, q *planner.Product) float64 {
	price := float64(q.Price)
	if o.Price > 0 {
		return max(0, price-float64(o.Price)) / price
	}
	return min(o.PercentOff.Fraction()+float64(o.AmountOff)/price, 1)
}

// viewers returns how many cold viewers an hour live of the line's shop draws at demand 1.
func (r *reserve) viewers(l *planner.Line) float64 {
	if s, ok := r.p.Shops.Get(l.Shop); ok && s.ColdViewers > 0 {
		return float64(s.ColdViewers)
	}
	return r.p.Num("cold_viewers_hour")
}

// airtime returns the line's share of a live's minutes: its own, or that of its stock at list prices.
func (r *reserve) airtime(l *planner.Line) float64 {
	if share := l.AirtimeShare.Fraction(); share > 0 || r.total == 0 {
		return share
	}
	return r.value[l.ID] / r.total
}
