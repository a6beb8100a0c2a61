package exposure

import (
	"bfplanner/planner"
)

// demand is the expectation of buyers by the plan's parameters. Its formulas are those of rules.Demand and
// rules.Orders, which stand to the right on the stair; a test holds the two together.
type demand struct {
	p     *planner.Plan
	first planner.Date // of the sale
	peak  planner.Date // Thanksgiving
	value map[string]float64
	total float64
}

func newDemand(p *planner.Plan) *demand {
	loc := p.Zone()
	d := &demand{p: p, first: planner.DateOf(p.Sale.Span.Start, loc), peak: planner.DateOf(p.Sale.PeakSpan().Start, loc), value: map[string]float64{}}
	for _, x := range p.Products.All() {
		d.value[x.Line] += stockValue(x)
		d.total += stockValue(x)
	}
	return d
}

// stockValue is a product's stock at its list price; one piece where there is none, so that it still weighs something.
func stockValue(x *planner.Product) float64 { return float64(x.Price) * float64(max(x.Stock, 1)) }

// on returns how busy a civil date of the market is against a usual day of the sale.
func (d *demand) on(date planner.Date) float64 {
	weekday := (int(date.Weekday()) + 6) % 7
	switch n := date.Sub(d.peak); {
	case date.Before(d.first):
		return nth(d.p.Nums("demand_seeding"), weekday)
	case n >= 0 && n < len(d.p.Nums("demand_peak")):
		return nth(d.p.Nums("demand_peak"), n)
	case date == d.first:
		return d.p.Num("demand_first_day")
	}
	return nth(d.p.Nums("demand_main"), weekday)
}

// nth returns the i-th value, and 1 where a list was cut short.
func nth(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return 1
}

// uplift returns the share of further buyers at a depth of discount, 0 to 1, on a day of that demand: between
// the depths of the parameters by a straight line, from none at no discount and level beyond the last, boosted
// on the busiest days.
func (d *demand) uplift(depth, demand float64) float64 {
	depths, ups := d.p.Nums("coupon_depths"), d.p.Nums("coupon_uplift")
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
	if demand > d.p.Num("uplift_boost_above") {
		up *= d.p.Num("uplift_boost")
	}
	return up
}

// viewers returns how many viewers without an earlier tie an hour live of the line's shop draws at demand 1.
func (d *demand) viewers(l *planner.Line) float64 {
	if s, ok := d.p.Shops.Get(l.Shop); ok && s.ColdViewers > 0 {
		return float64(s.ColdViewers)
	}
	return d.p.Num("cold_viewers_hour")
}

// airtime returns the line's share of a live's minutes: its own, or that of its stock at list prices.
func (d *demand) airtime(l *planner.Line) float64 {
	if share := l.AirtimeShare.Fraction(); share > 0 || d.total == 0 {
		return share
	}
	return d.value[l.ID] / d.total
}

// shelf returns the orders that the shelf brings of the product on a whole day of demand 1 at list price.
func (d *demand) shelf(x *planner.Product) float64 {
	return d.p.Num("shelf_cap_day") * d.p.Num("conv_shelf") / 10000 * stockValue(x) / d.value[x.Line]
}

// live returns the orders that an hour live brings of each of the products at demand 1 and list price. A live
// of some products or one line gives all its minutes to them.
func (d *demand) live(e *planner.Event) map[string]float64 {
	rates, sum := map[string]float64{}, 0.0
	for _, x := range d.p.ProductsOf(e) {
		l, ok := d.p.Lines.Get(x.Line)
		if !ok {
			continue
		}
		weight := d.airtime(l) * stockValue(x) / d.value[x.Line]
		sum += weight
		rates[x.SKU] = weight * d.viewers(l) * d.p.Num("conv_live_cold") / 10000
	}
	if (e.Line != "" || len(e.Products) > 0) && sum > 0 {
		for sku := range rates {
			rates[sku] /= sum
		}
	}
	return rates
}
