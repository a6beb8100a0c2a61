package exposure

import (
	"bfplanner/planner"
	"bfplanner/planner/forecast"
)

// demand adds to the plan's expectation of buyers what a shelf and an hour live sell.
type demand struct {
	*forecast.Demand
	p *planner.Plan
}

func newDemand(p *planner.Plan) *demand { return &demand{forecast.NewDemand(p), p} }

// shelf returns the orders that the shelf brings of the product on a whole day of demand 1 at list price.
func (d *demand) shelf(x *planner.Product) float64 {
	return d.p.Num("shelf_cap_day") * d.p.Num("conv_shelf") / 10000 * d.Part(x)
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
		weight := d.Airtime(l) * d.Part(x)
		sum += weight
		rates[x.SKU] = weight * d.Viewers(l) * d.p.Num("conv_live_cold") / 10000
	}
	if (e.Line != "" || len(e.Products) > 0) && sum > 0 {
		for sku := range rates {
			rates[sku] /= sum
		}
	}
	return rates
}
