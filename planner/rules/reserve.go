package rules

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// Demand returns how busy a civil date of the market is against a usual sale day, by the parameters
// demand_seeding and demand_main (Monday to Sunday), demand_first_day and demand_peak (Thanksgiving to Cyber Monday).
func Demand(p *planner.Plan, d planner.Date) float64 {
	loc := p.Zone()
	first, peak := planner.DateOf(p.Sale.Span.Start, loc), planner.DateOf(p.Sale.PeakSpan().Start, loc)
	weekday := (int(d.Weekday()) + 6) % 7
	switch n := d.Sub(peak); {
	case d.Before(first):
		return nth(p, "demand_seeding", weekday)
	case n >= 0 && n < len(p.Nums("demand_peak")):
		return nth(p, "demand_peak", n)
	case d == first:
		return p.Num("demand_first_day")
	}
	return nth(p, "demand_main", weekday)
}

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

// reserve computes reserves; what it needs of lines and days is looked up once.
type reserve struct {
	p      *planner.Plan
	loc    *time.Location
	demand map[planner.Date]float64
	value  map[string]float64 // stock at list prices, by line
	total  float64
}

func newReserve(p *planner.Plan) *reserve {
	r := &reserve{p: p, loc: p.Zone(), demand: map[planner.Date]float64{}, value: map[string]float64{}}
	for _, q := range p.Products.All() {
		r.value[q.Line] += stockValue(q)
		r.total += stockValue(q)
	}
	return r
}

// stockValue is a product's stock at its list price; one piece where there is none, so that it still weighs something.
func stockValue(q *planner.Product) float64 { return float64(q.Price) * float64(max(q.Stock, 1)) }

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
		price, part := r.weigh(lines[l.ID], r.value[l.ID])
		off := min(e.Promo.PercentOff.Fraction()*price+float64(e.Promo.AmountOff), price)
		cost := off * (1 - share.Fraction())
		claim = max(claim, cost)
		orders := r.viewers(l) * r.p.Num("reserve_live_hours") * r.airtime(l) * part * r.p.Num("conv_live_cold") / 10000
		for i, d := range dates {
			demand := r.on(d)
			up := 1 + r.uplift(off/price, demand)
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
		value += stockValue(q)
		units += float64(max(q.Stock, 1))
	}
	return value / units, value / lineValue
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

func (r *reserve) on(d planner.Date) float64 {
	v, ok := r.demand[d]
	if !ok {
		v = Demand(r.p, d)
		r.demand[d] = v
	}
	return v
}

// uplift returns the share of further buyers at a depth, between the depths of the parameters by a straight
// line, from none at no discount and level beyond the last, boosted on the busiest days.
func (r *reserve) uplift(depth, demand float64) float64 {
	depths, ups := r.p.Nums("coupon_depths"), r.p.Nums("coupon_uplift")
	n := min(len(depths), len(ups))
	var up, x0, y0 float64
	for i := range n {
		x1, y1 := depths[i]/10000, ups[i]
		if depth <= x1 || i == n-1 {
			up = y1
			if depth < x1 {
				up = y0 + (y1-y0)*(depth-x0)/(x1-x0)
			}
			break
		}
		x0, y0 = x1, y1
	}
	if demand > r.p.Num("uplift_boost_above") {
		up *= r.p.Num("uplift_boost")
	}
	return up
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
