package pricing

import (
	"slices"

	"bfplanner/planner"
)

// DeepestDiscount returns the deepest discount, in whole percents within the range of the tool, that the
// tool can give on all of the products over the span without bringing the lowest margin of any under its
// floor, together with everything else on the calendar except the events named; the tail of claimed coupons
// counts too. It tries every percent from the deepest on, so the answer is exact. It is false where no
// percent will do, where the tool is unknown or sets no price, and where no product is known. A percentage
// is of the tool's usual funding, without cap or minimum spend.
func (b *Book) DeepestDiscount(skus []string, span planner.Span, tool string, except ...string) (planner.BasisPoints, bool) {
	row := b.plan.Tool(tool)
	if row == nil {
		return 0, false
	}
	if len(except) > 0 {
		p := *b.plan
		p.Events = p.Events.Drop(except...)
		return b.Next(&p).DeepestDiscount(skus, span, tool)
	}
	var items []*item
	for _, sku := range skus {
		if it := b.find(sku); it != nil {
			items = append(items, it)
		}
	}
	e := &planner.Event{Kind: planner.Coupon, Span: span, Products: skus}
	deepest := row.PercentMax
	if deepest == 0 {
		deepest = 10000
	}
	var d desk
	for pct := deepest / 100 * 100; pct >= max(row.PercentMin, 100) && len(items) > 0; pct -= 100 {
		e.Promo = &planner.Promo{Tool: tool, PercentOff: pct, PlatformShare: -1}
		m := b.env.compile(b.plan, e)
		if m == nil {
			return 0, false
		}
		if !slices.ContainsFunc(items, func(it *item) bool { return d.sinks(it, m) }) {
			return pct, true
		}
	}
	return 0, false
}

// sinks reports whether the lowest margin of the product is under its floor at some instant at which the further promotion works.
func (d *desk) sinks(it *item, m *promotion) bool {
	promos := append(it.during(m.from, m.tail), m)
	for range d.under(it, promos, stretch{m.from, m.tail}, it.floor()) {
		return true
	}
	return false
}
