package report

import (
	"bfplanner/planner"
	"bfplanner/planner/rules"
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
				if e.Kind == b.kind && e.Scheduled() && (e.Shop == shop.ID || e.Shop == "" && i == 0) {
					row.Planned = row.Planned.Add(r.cost(e))
				}
			}
			list = append(list, row)
		}
	}
	return list
}

// cost returns what an event is expected to cost: a video's making, an ad's daily amount for each date that it
// touches, and for a promotion the reserve by which the rule book watches the budget.
func (r *Report) cost(e *planner.Event) planner.Money {
	p := r.Snapshot.Plan
	switch {
	case e.Clip != nil:
		return p.Money(e.Clip.Cost)
	case e.Ad != nil:
		return p.Money(e.Ad.Daily).Times(int64(len(e.Span.Dates(r.loc))))
	case e.Promo != nil:
		return rules.CouponReserve(p, e)
	}
	return p.Money(0)
}
