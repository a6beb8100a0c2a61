package forecast

import "bfplanner/planner"

// Demand is what a plan may expect of buyers by its parameters: how busy a day is, how many viewers an hour live
// draws, what of them falls to a line and a product, and how many more a discount brings. The reserve of coupons,
// the stock by day and what a dark platform would take all read it.
type Demand struct {
	p     *planner.Plan
	first planner.Date // of the sale
	peak  planner.Date // Thanksgiving
	value map[string]float64
	total float64
}

// NewDemand reads the plan's parameters and weighs its lines by their stock.
func NewDemand(p *planner.Plan) *Demand {
	loc := p.Zone()
	d := &Demand{p: p, first: planner.DateOf(p.Sale.Span.Start, loc), peak: planner.DateOf(p.Sale.PeakSpan().Start, loc), value: map[string]float64{}}
	for _, x := range p.Products.All() {
		d.value[x.Line] += StockValue(x)
		d.total += StockValue(x)
	}
	return d
}

// StockValue is a product's stock at its list price, in minor units; one piece where there is none, so that it still
// weighs something.
func StockValue(x *planner.Product) float64 { return float64(x.Price) * float64(max(x.Stock, 1)) }

// DayCurve lists the parameters of the day curve: Monday to Sunday of the seeding month and of the sale, the sale's
// first day, and Thanksgiving to Cyber Monday.
var DayCurve = []string{"demand_seeding", "demand_main", "demand_first_day", "demand_peak"}

// cell is a value of the day curve: the i-th of a parameter.
type cell struct {
	id string
	i  int
}

// cell returns where the day curve keeps a civil date of the market.
func (d *Demand) cell(date planner.Date) cell {
	weekday := (int(date.Weekday()) + 6) % 7
	switch n := date.Sub(d.peak); {
	case date.Before(d.first):
		return cell{DayCurve[0], weekday}
	case n >= 0 && n < len(d.p.Nums(DayCurve[3])):
		return cell{DayCurve[3], n}
	case date == d.first:
		return cell{DayCurve[2], 0}
	}
	return cell{DayCurve[1], weekday}
}

// Cell returns the parameter of the day curve, and the index of its value, that a civil date of the market is read from.
func (d *Demand) Cell(date planner.Date) (param string, i int) {
	at := d.cell(date)
	return at.id, at.i
}

// On returns how busy a civil date of the market is against a usual sale day, by the parameters of the day curve.
func (d *Demand) On(date planner.Date) float64 {
	at := d.cell(date)
	return nth(d.p.Nums(at.id), at.i)
}

// nth returns the i-th value, and 1 where a list was cut short.
func nth(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return 1
}

// Uplift returns the share of further buyers at a depth of discount, 0 to 1, on a day of that demand: between
// the depths of the parameters by a straight line, from none at no discount and level beyond the last, boosted
// on the busiest days.
func (d *Demand) Uplift(depth, demand float64) float64 {
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

// Viewers returns how many viewers without an earlier tie an hour live of the line's shop draws at demand 1.
func (d *Demand) Viewers(l *planner.Line) float64 {
	if s, ok := d.p.Shops.Get(l.Shop); ok && s.ColdViewers > 0 {
		return float64(s.ColdViewers)
	}
	return d.p.Num("cold_viewers_hour")
}

// Airtime returns the line's share of a live's minutes: its own, or that of its stock at list prices.
func (d *Demand) Airtime(l *planner.Line) float64 {
	if share := l.AirtimeShare.Fraction(); share > 0 || d.total == 0 {
		return share
	}
	return d.value[l.ID] / d.total
}

// LineValue returns the stock of a line at list prices, in minor units.
func (d *Demand) LineValue(line string) float64 { return d.value[line] }

// Part returns the product's part of its line's stock at list prices.
func (d *Demand) Part(x *planner.Product) float64 { return StockValue(x) / d.value[x.Line] }
