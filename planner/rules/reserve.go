package rules

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/pricing"
)

// CouponReserve returns what a coupon is expected to cost the seller over its run: for each line and day
//
//	depth x (1 - platform share) x price x cold viewers x demand x 4 hours x airtime x conversion x (1 + uplift)
//
// rounded half up to a minor unit, which is the model's reserve, with uplift 1.3 times on days of demand
// above 1.9; all of these are the plan's parameters. A line's price is the mean of its products' list prices
// weighted by stock. A coupon of some products of a line counts their part of the line's stock by value, and
// one with a quantity no more than that many claims.
func CouponReserve(p *planner.Plan, e *planner.Event) planner.Money {
	if e.Promo == nil || !e.Scheduled() {
		return p.Money(0)
	}
	return p.Money(newReserve(p).of(e))
}

// CouponReserves returns the reserve of the plan's coupons by day: a function that gives, for each civil date of the
// market that a coupon touches, how many orders CouponReserve expects under it, rounded to whole ones, and what they
// cost the seller and the platform. The seller's parts of a coupon add up to its CouponReserve, so that what a screen
// shows by day, the finding of a budget that runs out and the printed coupon sheet agree. An event that has no time
// or no promotion has no days.
func CouponReserves(p *planner.Plan) func(*planner.Event) []pricing.BudgetDay {
	r := newReserve(p)
	return func(e *planner.Event) []pricing.BudgetDay {
		if e.Promo == nil || !e.Scheduled() {
			return nil
		}
		var list []pricing.BudgetDay
		for _, d := range r.days(e) {
			list = append(list, pricing.BudgetDay{Date: d.date, Redemptions: int(math.Round(d.orders)),
				SellerCost: p.Money(d.cost), PlatformCost: p.Money(d.platform), Sold: d.sold})
		}
		return list
	}
}

// reserve computes reserves by what the plan may expect of buyers.
type reserve struct {
	*forecast.Demand
	p   *planner.Plan
	loc *time.Location
}

func newReserve(p *planner.Plan) *reserve { return &reserve{forecast.NewDemand(p), p, p.Zone()} }

func (r *reserve) of(e *planner.Event) (sum int64) {
	for _, d := range r.days(e) {
		sum += d.cost
	}
	return sum
}

// days returns the reserve of each day that the coupon touches, in the order of time. Claims end with its quantity.
func (r *reserve) days(e *planner.Event) []dayCost {
	tool := r.p.Tool(e.Promo.Tool)
	if tool == nil || e.Span.Length() > 366*24*time.Hour {
		return nil
	}
	share := e.Promo.PlatformShare
	if share < 0 {
		share = tool.PlatformShare
	}
	lines := map[string][]*planner.Product{}
	for _, q := range r.p.ProductsOf(e) {
		lines[q.Line] = append(lines[q.Line], q)
	}
	dates := e.Span.Dates(r.loc)
	list := make([]dayCost, len(dates))
	for i, d := range dates {
		list[i].date = d
	}
	var claim float64
	for _, l := range r.p.Lines.All() {
		if len(lines[l.ID]) == 0 {
			continue
		}
		price, part := r.weigh(lines[l.ID], r.LineValue(l.ID))
		off := min(e.Promo.PercentOff.Fraction()*price+float64(e.Promo.AmountOff), price)
		cost := off * (1 - share.Fraction())
		claim = max(claim, cost)
		orders := r.Viewers(l) * r.p.Num("reserve_live_hours") * r.Airtime(l) * part * r.p.Num("conv_live_cold") / 10000
		for i, d := range dates {
			demand := r.On(d)
			up := 1 + r.Uplift(off/price, demand)
			list[i].cost += int64(math.Floor(cost*orders*demand*up + 0.5))
			list[i].platform += int64(math.Floor((off-cost)*orders*demand*up + 0.5))
			list[i].orders += orders * demand * up
		}
	}
	if e.Promo.Quantity > 0 {
		left, claims := int64(math.Ceil(claim*float64(e.Promo.Quantity))), float64(e.Promo.Quantity)
		for i := range list {
			d := &list[i]
			d.cost = min(d.cost, left)
			left -= d.cost
			if d.orders > claims {
				d.platform, d.orders = int64(math.Round(float64(d.platform)*claims/d.orders)), claims
			}
			claims -= d.orders
			d.sold = claims <= 0
		}
	}
	return list
}

// weigh returns the mean list price of the products, weighted by stock, and their part of their line's stock by value.
func (r *reserve) weigh(list []*planner.Product, lineValue float64) (price, part float64) {
	var value, units float64
	for _, q := range list {
		value += forecast.StockValue(q)
		units += float64(max(q.Stock, 1))
	}
	return value / units, value / lineValue
}

func couponBudget(x *index, add report) {
	r := newReserve(x.p)
	for _, s := range x.p.Shops.All() {
		most := x.lim.Shop(s.ID).CouponBudget
		if most <= 0 {
			continue
		}
		var total int64
		var coupons []*planner.Event
		var days []dayCost
		costs := map[string]int64{}
		for _, o := range x.promos {
			if o.Shop != s.ID || !sellerCoupon(o) {
				continue
			}
			coupons = append(coupons, o.Event)
			for _, d := range r.days(o.Event) {
				costs[o.ID] += d.cost
				total += d.cost
				days = append(days, d)
			}
		}
		if total <= most {
			continue
		}
		empty := runsOut(days, most)
		f := Finding{Events: ids(coupons...), Span: planner.Span{Start: empty.At(0, 0, x.loc), End: spanOf(coupons).End}, Detail: s.ID,
			Args: []any{s.Name, x.p.Money(total), x.p.Money(most), x.p.Money(total - most), empty}}
		if gone := x.tooMuch(coupons, costs, total-most); gone != nil {
			f.Fixes = x.harmless(removal("coupon-budget-exceeded", []any{len(gone)}, gone...))
		}
		add(f)
	}
}

// tooMuch returns coupons to come, not pinned, that are worth at least the excess together: one that alone
// is enough and costs least, else the dearest until it is enough; nil where they are not.
func (x *index) tooMuch(coupons []*planner.Event, costs map[string]int64, excess int64) []*planner.Event {
	free := slices.DeleteFunc(slices.Clone(coupons), func(e *planner.Event) bool { return e.Pinned || !x.coming(e) })
	slices.SortStableFunc(free, func(a, b *planner.Event) int { return int(costs[a.ID] - costs[b.ID]) })
	for _, e := range free {
		if costs[e.ID] >= excess {
			return []*planner.Event{e}
		}
	}
	var gone []*planner.Event
	for _, e := range slices.Backward(free) {
		gone = append(gone, e)
		if excess -= costs[e.ID]; excess <= 0 {
			return gone
		}
	}
	return nil
}

// dayCost is what a coupon is expected to cost on one day, in minor units.
type dayCost struct {
	date     planner.Date
	cost     int64 // the seller's part
	platform int64
	orders   float64
	sold     bool // its quantity is used up on this day or was before
}

// runsOut returns the first day by whose end the costs of all are more than the budget.
func runsOut(costs []dayCost, most int64) planner.Date {
	slices.SortStableFunc(costs, func(a, b dayCost) int { return a.date.Sub(b.date) })
	var spent int64
	for i, c := range costs {
		spent += c.cost
		if spent > most && (i == len(costs)-1 || costs[i+1].date != c.date) {
			return c.date
		}
	}
	return planner.Date{}
}

// depth returns the part of the product's list price that the promotion takes off.
func depth(o *planner.Promo, q *planner.Product) float64 {
	price := float64(q.Price)
	if o.Price > 0 {
		return max(0, price-float64(o.Price)) / price
	}
	return min(o.PercentOff.Fraction()+float64(o.AmountOff)/price, 1)
}
