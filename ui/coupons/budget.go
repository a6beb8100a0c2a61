package coupons

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/planner/rules"
)

// spending is a shop's coupon budget and what its coupons are expected to take of it, day by day without gaps.
type spending struct {
	most     int64 // the budget, minor units; 0 for none
	days     []spent
	units    int // orders under the coupons
	seller   int64
	platform int64
	out      planner.Date // the day on which the budget runs out; zero where it does not
}

// spent is one day of it.
type spent struct {
	date     planner.Date
	units    int
	seller   int64
	platform int64
	total    int64 // the seller's parts up to and with this day
}

// spendingOf adds up what the shop's seller coupons are expected to cost, by the rule book's reserve: the orders of
// the cold viewers of the shop's lives, each day that a coupon touches counted whole and its discount taken from the
// list price. So the day on which the budget runs out is that of the finding, and the total that of the printed
// sheet. only names one coupon to be counted alone; "" counts all.
func spendingOf(p *planner.Plan, shop, only string) spending {
	costs := rules.CouponReserves(p)
	s := spending{most: planner.LimitsOf(p).Shop(shop).CouponBudget}
	days := map[planner.Date]*spent{}
	var all []pricing.BudgetDay
	for _, e := range p.Events.All() {
		if only != "" && e.ID != only || only == "" && (e.Shop != shop || !sellerCoupon(p, e)) {
			continue
		}
		for _, d := range costs(e) {
			all = append(all, d)
			if days[d.Date] == nil {
				days[d.Date] = &spent{date: d.Date}
			}
			n := days[d.Date]
			n.units += d.Redemptions
			n.seller += d.SellerCost.Minor
			n.platform += d.PlatformCost.Minor
		}
	}
	s.fill(days)
	if s.most > 0 {
		slices.SortStableFunc(all, func(a, b pricing.BudgetDay) int { return a.Date.Sub(b.Date) })
		s.out, _ = pricing.RunsOut(all, p.Money(s.most))
	}
	return s
}

// sellerCoupon reports whether the event is a coupon of the seller, which the budget is for.
func sellerCoupon(p *planner.Plan, e *planner.Event) bool {
	if e.Promo == nil {
		return false
	}
	t := p.Tool(e.Promo.Tool)
	return t != nil && t.Layer == "seller_coupon"
}

// fill puts the days in order, with empty ones between them, and adds them up.
func (s *spending) fill(days map[planner.Date]*spent) {
	if len(days) == 0 {
		return
	}
	var first, last planner.Date
	for d := range days {
		if first.IsZero() || d.Before(first) {
			first = d
		}
		if last.IsZero() || last.Before(d) {
			last = d
		}
	}
	for d := first; !last.Before(d); d = d.Add(1) {
		n := spent{date: d}
		if has := days[d]; has != nil {
			n = *has
		}
		s.units += n.units
		s.seller += n.seller
		s.platform += n.platform
		n.total = s.seller
		s.days = append(s.days, n)
	}
}
