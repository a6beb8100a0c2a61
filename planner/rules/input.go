package rules

import (
	"slices"

	"bfplanner/planner"
)

// onGoods reports whether the promotion is to take something off the price of goods: a giveaway has no layer,
// and a shipping discount may be free delivery.
func (x *index) onGoods(o promo) bool {
	l, ok := x.p.Layers.Get(o.tool.Layer)
	return ok && l.Base != "shipping"
}

// amountOfTool says of an amount off that is less than the tool's least.
func amountOfTool(x *index, o promo, add report) {
	least := o.tool.MinAmountOff
	if o.Promo.Price > 0 || o.Promo.AmountOff <= 0 || o.Promo.AmountOff >= least {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), x.discount(o.Promo), x.p.Money(least), x.tool(o.Event)}}
	if n := withPromo(o.Event, func(c *planner.Promo) { c.AmountOff = least }); !x.settled(o) && x.keepsFloor(n) {
		f.Fixes = []Fix{change("coupon-amount-tool-minimum", []any{x.p.Money(least)}, n)}
	}
	add(f)
}

// noDiscount says of promotions that take nothing off.
func noDiscount(x *index, o promo, add report) {
	if o.Promo.PercentOff > 0 || o.Promo.AmountOff > 0 || o.Promo.Price > 0 || !x.onGoods(o) {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event)}}
	least := o.tool.PercentMin
	if o.tool.SalePeriod {
		least = max(least, x.lim.SalePercent[0])
	}
	if n := withPromo(o.Event, func(c *planner.Promo) { c.PercentOff = least }); least > 0 && !x.settled(o) && x.keepsFloor(n) {
		f.Fixes = []Fix{change("promo-without-discount", []any{x.discount(n.Promo)}, n)}
	}
	add(f)
}

// twoDiscounts says of promotions that state more than one of a price, an amount and a percentage. What
// counts is what planner/pricing counts: a price before an amount before a percentage.
func twoDiscounts(x *index, o promo, add report) {
	ways := 0
	for _, stated := range []bool{o.Promo.Price > 0, o.Promo.AmountOff > 0, o.Promo.PercentOff > 0} {
		if stated {
			ways++
		}
	}
	if ways < 2 {
		return
	}
	n := withPromo(o.Event, func(c *planner.Promo) {
		c.PercentOff = 0
		if c.Price > 0 {
			c.AmountOff = 0
		}
	})
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), x.discount(n.Promo)}}
	if !x.settled(o) {
		f.Fixes = x.harmless(change("promo-two-discounts", []any{x.discount(n.Promo)}, n))
	}
	add(f)
}

// amountAbovePrice says of an amount off that is more than the whole of a product's price, or of the order
// that its minimum spend asks for; prices end at zero.
func amountAbovePrice(x *index, o promo, add report) {
	if o.Promo.Price > 0 || o.Promo.AmountOff <= 0 || !x.onGoods(o) {
		return
	}
	x.tooCheap("promo-amount-above-price", o, o.Promo.AmountOff, func(q *planner.Product) bool { return o.Promo.AmountOff > max(q.Price, o.Promo.MinSpend) }, add)
}

// priceAboveList says of a fixed price that is no discount on some product.
func priceAboveList(x *index, o promo, add report) {
	if o.Promo.Price > 0 && x.onGoods(o) {
		x.tooCheap("promo-price-above-list", o, o.Promo.Price, func(q *planner.Product) bool { return o.Promo.Price >= q.Price }, add)
	}
}

// tooCheap reports the products of a promotion that cost too little for it, with the fix that it goes on without them.
func (x *index) tooCheap(rule string, o promo, amount int64, cheap func(*planner.Product) bool, add report) {
	var out []*planner.Product
	n := withPromo(o.Event, func(*planner.Promo) {})
	n.Products = nil
	for i, q := range x.p.Products.All() {
		switch {
		case !o.scope.has(i):
		case cheap(q):
			out = append(out, q)
		default:
			n.Products = append(n.Products, q.SKU)
		}
	}
	if len(out) == 0 {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), out[0], x.p.Money(amount), x.p.Money(out[0].Price), len(out)}}
	switch {
	case x.settled(o) || !x.coming(o.Event):
	case len(n.Products) > 0:
		f.Fixes = x.harmless(change(rule, []any{len(out)}, n))
	default:
		f.Fixes = x.harmless(Fix{planner.T("rule." + rule + ".fix.remove"), planner.Remove{IDs: ids(o.Event), Why: planner.T("rule." + rule + ".fix.remove")}})
	}
	add(f)
}

// productWithoutCost says once of all products without a cost that their margins look better than they are.
func productWithoutCost(x *index, add report) {
	var none []*planner.Product
	for _, q := range x.p.Products.All() {
		if q.Cost == 0 {
			none = append(none, q)
		}
	}
	if len(none) > 0 {
		add(Finding{Args: []any{len(none), none[0]}})
	}
}

// feeUnknown says that no fee of the platform is known for the market on the sale's first day.
func feeUnknown(x *index, add report) {
	first := x.day(x.sale().Start)
	known := slices.ContainsFunc(x.p.Fees.All(), func(f *planner.Fee) bool {
		return f.Market == x.p.Market.ID && !f.Campaign && !first.Before(f.From) && (f.To.IsZero() || !f.To.Before(first))
	})
	if !known && x.p.Products.Len() > 0 {
		add(Finding{Span: x.sale(), Args: []any{x.p.Market.ID, first}})
	}
}
