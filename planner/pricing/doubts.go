package pricing

import (
	"strings"

	"bfplanner/planner"
)

// Doubts returns what makes the plan's prices and margins worth less than they look: products without a
// cost, amounts above a price (which end at zero), fixed prices that are no discount, promotions that say
// nothing or two things at once, codes that two promotions share at the same time, a sale without a known
// fee. Their keys are "pricing.problem.*", the first argument names the row.
func Doubts(p *planner.Plan) planner.Problems {
	var list planner.Problems
	doubt := func(key string, args ...any) { list = append(list, planner.Problemf("pricing.problem."+key, args...)) }
	for _, x := range p.Products.All() {
		if x.Cost == 0 {
			doubt("zero_cost", x.SKU)
		}
	}
	for _, e := range p.Events.All() {
		if o := e.Promo; o != nil {
			promoDoubts(p, e, doubt)
		}
	}
	codes(p, doubt)
	if first := planner.DateOf(p.Sale.Span.Start, p.Zone()); feeOn(p, first, false) == nil {
		doubt("no_fee", p.Market.ID, first)
	}
	return list
}

func promoDoubts(p *planner.Plan, e *planner.Event, doubt func(string, ...any)) {
	o, tool := e.Promo, p.Tool(e.Promo.Tool)
	if tool == nil {
		doubt("no_tool", e.ID, o.Tool)
		return
	}
	layer, priced := p.Layers.Get(tool.Layer)
	if !priced {
		return
	}
	ways := 0
	for _, on := range []bool{o.Price > 0, o.AmountOff > 0, o.PercentOff > 0} {
		if on {
			ways++
		}
	}
	switch {
	case ways == 0:
		doubt("no_discount", e.ID)
	case ways > 1:
		doubt("two_discounts", e.ID)
	}
	if layer.Base == shippingBase {
		return
	}
	for _, x := range p.ProductsOf(e) {
		switch {
		case o.Price >= x.Price:
			doubt("fixed_above_price", e.ID, x.SKU, p.Money(o.Price), p.Money(x.Price))
		case o.Price == 0 && o.AmountOff > max(x.Price, o.MinSpend):
			doubt("amount_above_price", e.ID, x.SKU, p.Money(o.AmountOff), p.Money(x.Price))
		default:
			continue
		}
		return
	}
}

// codes reports promotions of one shop that run under the same code at the same time; a code's letters count without their case.
func codes(p *planner.Plan, doubt func(string, ...any)) {
	byCode := map[string][]*planner.Event{}
	for _, e := range p.Events.All() {
		if e.Promo == nil || e.Promo.Code == "" {
			continue
		}
		key := e.Shop + "\x00" + strings.ToUpper(e.Promo.Code)
		for _, f := range byCode[key] {
			if Window(p, e).Overlaps(Window(p, f)) {
				doubt("same_code", e.ID, f.ID, e.Promo.Code)
			}
		}
		byCode[key] = append(byCode[key], e)
	}
}
