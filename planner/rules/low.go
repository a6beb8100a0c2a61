package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// atOrBelow is how a tool's price may stand to the lowest price of the past 30 days where equal is enough.
const atOrBelow = "at_or_below"

// accepted reports whether the tool takes a price beside that lowest price of the past 30 days.
func accepted(t *planner.Tool, price, low int64) bool {
	return price < low || price == low && t.BelowLow30 == atOrBelow
}

// lowDemand says in words what the tool demands.
func lowDemand(t *planner.Tool) planner.Text {
	if t.BelowLow30 == atOrBelow {
		return planner.T("rule.name.at_or_below")
	}
	return planner.T("rule.name.below")
}

// priceUnder is the product's price under the promotion alone, in minor units.
func priceUnder(o *planner.Promo, q *planner.Product) int64 {
	switch {
	case o.Price > 0:
		return min(o.Price, q.Price)
	case o.AmountOff > 0:
		return max(0, q.Price-o.AmountOff)
	}
	return q.Price - planner.DivRound(q.Price*int64(o.PercentOff), 10000)
}

// notBelowLow says of flash deals and campaign prices where their own price does not stand as their tool
// demands to the lowest price that the product sheet gives for the 30 days before.
func notBelowLow(x *index, o promo, add report) {
	if o.tool.BelowLow30 == "" || !o.Span.End.After(x.now) {
		return
	}
	for i, q := range x.p.Products.All() {
		if !o.scope.has(i) || q.Low30 == 0 {
			continue
		}
		price := priceUnder(o.Promo, q)
		if accepted(o.tool, price, q.Low30) {
			continue
		}
		f := Finding{Events: ids(o.Event), Span: o.Span, Detail: q.SKU, Args: []any{x.name(o.Event), q, x.p.Money(price), x.p.Money(q.Low30), lowDemand(o.tool)}}
		if n := x.undercut(o, []below{{q, q.Low30}}); n != nil {
			f.Fixes = []Fix{change("flash-not-below-30-day-low", []any{x.discount(n.Promo)}, n)}
		}
		add(f)
	}
}

// below is a product and the lowest price, in minor units, that a deal on it is held against.
type below struct {
	product *planner.Product
	low     int64
}

// undercut returns the deal with the least change, whole percents for a percentage, by which its tool accepts
// it on all of the products and all floors are kept; nil where there is none or the deal has begun.
func (x *index) undercut(o promo, list []below) *planner.Event {
	if !x.coming(o.Event) {
		return nil
	}
	n := withPromo(o.Event, func(*planner.Promo) {})
	enough := func() bool {
		return !slices.ContainsFunc(list, func(b below) bool { return !accepted(o.tool, priceUnder(n.Promo, b.product), b.low) })
	}
	less := int64(1)
	if o.tool.BelowLow30 == atOrBelow {
		less = 0
	}
	switch {
	case o.Promo.Price > 0:
		for _, b := range list {
			n.Promo.Price = min(n.Promo.Price, b.low-less)
		}
	case o.Promo.AmountOff > 0:
		for _, b := range list {
			n.Promo.AmountOff = max(n.Promo.AmountOff, b.product.Price-b.low+less)
		}
	default:
		for n.Promo.PercentOff = max(n.Promo.PercentOff/step*step+step, o.tool.PercentMin); n.Promo.PercentOff < max(o.tool.PercentMax, step) && !enough(); {
			n.Promo.PercentOff += step
		}
	}
	if n.Promo.Price < 0 || !enough() || o.tool.PercentMax > 0 && n.Promo.PercentOff > o.tool.PercentMax || !x.keepsFloor(n) {
		return nil
	}
	return n
}

// spoiled is what one earlier promotion does to a later deal: the products whose usual price it brings so
// low that the deal is no longer below it, the one that is furthest off first.
type spoiled struct {
	early    *planner.Event
	products []below
}

// earlyDiscount says of a promotion in the 30 days before a flash deal or campaign price, such as a warm-up
// discount, that it makes the later price one that the platform does not take. It stands where the early
// promotion stands, as long as that can be changed; both can be mended. Prices asked before the plan begins
// are the product sheet's, see notBelowLow.
func earlyDiscount(x *index, o promo, add report) {
	if o.tool.BelowLow30 == "" || !x.coming(o.Event) || !x.promotedBefore(o) {
		return
	}
	lows, spoilers := x.spoilers(o)
	if spoilers == nil {
		return
	}
	deeper := x.undercut(o, lows)
	for _, s := range spoilers {
		worst := s.products[0]
		f := Finding{Events: ids(s.early, o.Event), Span: s.early.Span,
			Args: []any{x.name(s.early), worst.product, x.p.Money(worst.low), x.name(o.Event), x.p.Money(priceUnder(o.Promo, worst.product)), x.day(o.Span.Start), lowDemand(o.tool)}}
		if !s.early.Span.End.After(x.now) {
			f.Events, f.Span = ids(o.Event, s.early), o.Span
		}
		if n := x.lighter(o, s); n != nil {
			f.Fixes = append(f.Fixes, change("early-discount-spoils-low", []any{x.discount(n.Promo)}, n))
		}
		if deeper != nil {
			f.Fixes = append(f.Fixes, change("early-discount-spoils-low.deal", []any{x.discount(deeper.Promo)}, deeper))
		}
		add(f)
	}
}

// promotedBefore reports whether anything touches the deal's products in the 30 days before it.
func (x *index) promotedBefore(o promo) bool {
	before := planner.Span{Start: o.Span.Start.Add(-pricing.LowDays * 24 * time.Hour), End: o.Span.Start}
	return slices.ContainsFunc(x.promos, func(b promo) bool {
		return b.ID != o.ID && b.Span.Overlaps(before) && b.scope.meets(o.scope)
	})
}

// spoilers returns what the deal is held against on each of its products, and the promotions that spoil it.
func (x *index) spoilers(o promo) (lows []below, list []spoiled) {
	for i, q := range x.p.Products.All() {
		if !o.scope.has(i) {
			continue
		}
		a := x.dealLow(o, q)
		lows = append(lows, below{q, a.low})
		for _, e := range a.early {
			list = spoil(list, x.p.Event(e.event), below{q, e.price})
		}
	}
	for _, s := range list {
		slices.SortStableFunc(s.products, func(a, b below) int {
			return int((a.low - priceUnder(o.Promo, a.product)) - (b.low - priceUnder(o.Promo, b.product)))
		})
	}
	return lows, list
}

// spoil notes that an early promotion brings a product to a price.
func spoil(list []spoiled, early *planner.Event, b below) []spoiled {
	i := slices.IndexFunc(list, func(s spoiled) bool { return s.early.ID == early.ID })
	if i < 0 {
		return append(list, spoiled{early, []below{b}})
	}
	list[i].products = append(list[i].products, b)
	return list
}

// cause returns the event of the chain that takes off most, "" where nothing does.
func cause(chain []pricing.Step) (event string) {
	var most int64
	for _, s := range chain {
		if s.Off > most {
			event, most = s.Event, s.Off
		}
	}
	return event
}

// lighter returns the early promotion at the deepest whole percentage below its own with which the deal is
// taken on the products that it spoiled, or nil.
func (x *index) lighter(o promo, s spoiled) *planner.Event {
	i := slices.IndexFunc(x.promos, func(b promo) bool { return b.ID == s.early.ID })
	if i < 0 || !x.coming(s.early) || s.early.Promo.PercentOff == 0 {
		return nil
	}
	early := x.promos[i]
	least := max(early.tool.PercentMin, step)
	if early.tool.SalePeriod {
		least = max(least, x.lim.SalePercent[0])
	}
	var found *planner.Event
	low, high := (least+step-1)/step, (s.early.Promo.PercentOff-1)/step
	for low <= high && x.tries() {
		mid := (low + high) / 2
		n := withPromo(s.early, func(c *planner.Promo) { c.PercentOff = mid * step })
		if taken(x.book.With(n), o, s.products) {
			found, low = n, mid+1
		} else {
			high = mid - 1
		}
	}
	if found == nil || len(x.harmless(change("early-discount-spoils-low", nil, found))) == 0 {
		return nil
	}
	return found
}

// taken reports whether the deal is accepted on all of the products at the prices of the book.
func taken(book *pricing.Book, o promo, list []below) bool {
	return !slices.ContainsFunc(list, func(b below) bool {
		low, err := book.LowBefore(b.product.SKU, o.Span.Start)
		return err != nil || !accepted(o.tool, priceUnder(o.Promo, b.product), low.Minor)
	})
}
