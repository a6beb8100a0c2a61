package report

import (
	"bfplanner/planner"
)

// budgets returns three rows a shop: coupons, ads and videos. An event that names no shop counts for the
// first one.
func (r *Report) budgets() []Budget {
	p := r.Snapshot.Plan
	var list []Budget
	for i, shop := range p.Shops.All() {
		for _, b := range []struct {
			kind  planner.Kind
			limit int64
		}{{planner.Coupon, shop.CouponBudget}, {planner.Ad, shop.AdBudget}, {planner.Video, shop.VideoBudget}} {
			row := Budget{Shop: shop, Kind: b.kind, Planned: p.Money(0), Limit: p.Money(b.limit)}
			for _, e := range p.Events.All() {
				if e.Kind != b.kind || !e.Scheduled() || e.Shop != shop.ID && !(e.Shop == "" && i == 0) {
					continue
				}
				cost, bounded := r.cost(e)
				if !bounded {
					row.Open++
				}
				row.Planned.Minor += cost
			}
			list = append(list, row)
		}
	}
	return list
}

// cost returns what an event may cost at most, in minor units, and false where nothing bounds it.
func (r *Report) cost(e *planner.Event) (int64, bool) {
	switch {
	case e.Clip != nil:
		return e.Clip.Cost, true
	case e.Ad != nil:
		return e.Ad.Daily * int64(len(e.Span.Dates(r.loc))), true
	case e.Promo != nil:
		return r.promoCost(e)
	}
	return 0, true
}

// promoCost is the seller's part of the discount on the dearest product that the promotion touches, times its
// claims: the most that it can cost.
func (r *Report) promoCost(e *planner.Event) (int64, bool) {
	p, o := r.Snapshot.Plan, e.Promo
	if o.Quantity == 0 {
		return 0, false
	}
	var off int64
	for _, x := range p.ProductsOf(e) {
		off = max(off, discount(o, p.Money(x.Price)))
	}
	platform := o.PlatformShare
	if t := p.Tool(o.Tool); platform < 0 && t != nil {
		platform = t.PlatformShare
	}
	seller := p.Money(off).Percent(10000 - max(platform, 0))
	return seller.Minor * int64(o.Quantity), true
}

// discount returns what the promotion takes off a price, in minor units: never more than the price.
func discount(o *planner.Promo, price planner.Money) int64 {
	off := price.Percent(o.PercentOff).Minor
	switch {
	case o.Price > 0:
		off = max(0, price.Minor-o.Price)
	case o.AmountOff > 0:
		off = o.AmountOff
	}
	if o.MaxOff > 0 {
		off = min(off, o.MaxOff)
	}
	return min(off, price.Minor)
}
