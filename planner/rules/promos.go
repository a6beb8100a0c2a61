package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// sellerLayer is the layer of which a buyer gets at most one promotion, the best.
const sellerLayer = "seller_coupon"

func sellerCoupon(o promo) bool { return o.tool.Layer == sellerLayer }

func (x *index) salePeriod(e *planner.Event) bool {
	t := x.p.Tool(e.Promo.Tool)
	return t != nil && t.SalePeriod
}

func (x *index) insideLive(e *planner.Event) bool {
	t := x.p.Tool(e.Promo.Tool)
	return t != nil && t.InsideLive
}

// reach is how long a promotion works: its run, and the time in which coupons claimed in it are still good.
func (x *index) reach(o promo) planner.Span {
	if tail := pricing.TailOf(x.p, o.Event); !tail.IsZero() {
		return planner.Span{Start: o.Span.Start, End: maxTime(tail.End, o.Span.End)}
	}
	return o.Span
}

func couponOutsideSale(x *index, o promo, add report) {
	if o.tool.SalePeriod && !x.sale().Covers(o.Span) {
		add(Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), o.Span, x.sale()}, Fixes: x.cutTo("coupon-outside-sale", o.Event, x.sale())})
	}
}

func percentOfTool(x *index, o promo, add report) {
	if !o.tool.SalePeriod {
		x.percent("coupon-percent-tool-range", o, o.tool.PercentMin, o.tool.PercentMax, add)
	}
}

func percentOfSale(x *index, o promo, add report) {
	if o.tool.SalePeriod {
		x.percent("coupon-percent-sale-range", o, max(o.tool.PercentMin, x.lim.SalePercent[0]), x.lim.SalePercent[1], add)
	}
}

// percent reports a depth outside the range, an end of 0 being open; an amount or a fixed price has none.
func (x *index) percent(rule string, o promo, low, high planner.BasisPoints, add report) {
	depth := o.Promo.PercentOff
	if depth == 0 || depth >= low && (high == 0 || depth <= high) {
		return
	}
	legal := max(low, depth)
	if high > 0 {
		legal = min(legal, high)
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), x.discount(o.Promo), low, high, x.tool(o.Event)}}
	n := withPromo(o.Event, func(c *planner.Promo) { c.PercentOff = legal })
	if !x.settled(o) && (legal < depth || x.keepsFloor(n)) {
		f.Fixes = []Fix{change(rule, []any{legal, legal.Zhe()}, n)}
	}
	add(f)
}

func couponOverlap(x *index, a, b promo, add report) {
	both, ok := a.Span.Intersect(b.Span)
	if !ok {
		return
	}
	f := Finding{Events: ids(b.Event, a.Event), Span: both, Args: []any{x.name(a.Event), x.name(b.Event), both, x.line(b.Line)}}
	if a.tool.Audience != "" || b.tool.Audience != "" {
		f.Severity = Hint
	}
	f.Fixes = x.endBefore("coupon-overlap", a, b)
	add(f)
}

// endBefore returns the fix that the first promotion ends where the second begins, which is the one change
// that the platform still allows once a coupon runs; none where they begin together or that is past.
func (x *index) endBefore(rule string, a, b promo) []Fix {
	short := b.Span.Start.Sub(a.Span.Start)
	if short <= 0 || short < minutes(a.tool.MinMinutes) || !x.coming(b.Event) || !x.endsBy(a, b.Span.Start) {
		return nil
	}
	return x.harmless(change(rule, []any{b.Span.Start}, withSpan(a.Event, planner.Span{Start: a.Span.Start, End: b.Span.Start})))
}

// couponTail says that coupons claimed in the first promotion are still used while the second runs; it
// matters where they are the deeper ones, since buyers then go on with them.
func couponTail(x *index, a, b promo, add report) {
	if a.Span.Overlaps(b.Span) || !x.deeper(a, b) {
		return
	}
	still := planner.Span{Start: b.Span.Start, End: minTime(x.reach(a).End, b.Span.End)}
	f := Finding{Events: ids(a.Event, b.Event), Span: still, Args: []any{x.name(a.Event), x.name(b.Event), still, x.discount(a.Promo), x.discount(b.Promo)}}
	f.Fixes = x.endTail("coupon-tail-overlap", a, b.Span.Start)
	add(f)
}

// deeper reports whether the first promotion takes more than the second off some product of both.
func (x *index) deeper(a, b promo) bool {
	for i, q := range x.p.Products.All() {
		if a.scope.has(i) && b.scope.has(i) && priceUnder(a.Promo, q) < priceUnder(b.Promo, q) {
			return true
		}
	}
	return false
}

// endTail returns the fixes that no claimed coupon of the promotion outlives an instant after its end:
// a shorter validity where there is time between the two, an earlier end where there is none.
func (x *index) endTail(rule string, a promo, at time.Time) []Fix {
	if x.settled(a) {
		return nil
	}
	if gap := at.Sub(a.Span.End).Truncate(time.Minute); gap >= time.Minute {
		n := withPromo(a.Event, func(o *planner.Promo) { o.Valid = int(gap / time.Minute) })
		return x.harmless(change(rule+".valid", []any{planner.T("rule.coupon-tail-overlap.length", int(gap/time.Minute))}, n))
	}
	end := at.Add(-pricing.TailOf(x.p, a.Event).Length())
	if end.Sub(a.Span.Start) < max(time.Hour, minutes(a.tool.MinMinutes)) {
		return nil
	}
	return x.harmless(change(rule, []any{end}, withSpan(a.Event, planner.Span{Start: a.Span.Start, End: end})))
}

// checkLead is how long before a coupon begins one looks for coupons that came with it.
const checkLead = time.Hour

// addonCoupon reminds of the coupon that comes along unasked with some tools, until a look at the coupon list is planned.
func addonCoupon(x *index, o promo, add report) {
	planned := slices.ContainsFunc(x.children[o.ID], func(e *planner.Event) bool { return e.Task != nil && e.Task.Type == planner.CouponCheck })
	if !o.tool.Addon || planned {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event)}}
	at := o.Span.Start.Add(-checkLead)
	look := &planner.Event{Kind: planner.Milestone, Span: planner.Span{Start: at, End: at.Add(taskLength)}, Shop: o.Shop, Channel: o.Channel,
		Parent: o.ID, Task: &planner.MilestoneDetail{Type: planner.CouponCheck}}
	if at.After(x.now) && !x.banned(look) {
		f.Fixes = []Fix{addition("coupon-addon", []any{at}, look)}
	}
	add(f)
}

func onlyOne(o promo) bool { return o.tool.OnlyOne }

func secondOfOne(x *index, a, b promo, add report) {
	if a.tool != b.tool {
		return
	}
	both, _ := a.Span.Intersect(b.Span)
	f := Finding{Events: ids(b.Event, a.Event), Span: both, Args: []any{x.name(b.Event), x.name(a.Event), both, x.tool(a.Event)}}
	if f.Fixes = x.endBefore("second-new-customer-coupon", a, b); f.Fixes == nil && x.coming(b.Event) {
		f.Fixes = x.harmless(Fix{planner.T("rule.second-new-customer-coupon.fix.remove"), planner.Remove{IDs: ids(b.Event), Why: planner.T("rule.second-new-customer-coupon.fix.remove")}})
	}
	add(f)
}

// sameShopPairs is promoPairs for tools of which a shop may have but one at a time, whatever the products.
func sameShopPairs(takes func(promo) bool, f func(x *index, a, b promo, add report)) check {
	return func(x *index, add report) {
		var open []promo
		for _, b := range x.promos {
			if !takes(b) {
				continue
			}
			open = slices.DeleteFunc(open, func(a promo) bool { return !a.Span.End.After(b.Span.Start) })
			for _, a := range open {
				if a.Shop == b.Shop {
					f(x, a, b, add)
				}
			}
			open = append(open, b)
		}
	}
}

// promoLength makes the rule that a tool runs neither shorter nor longer than its row allows; takes says which tools it is about.
func promoLength(rule string, takes func(promo) bool) check {
	return eachPromo(func(x *index, o promo, add report) {
		low, high, n := minutes(o.tool.MinMinutes), minutes(o.tool.MaxMinutes), o.Span.Length()
		if !takes(o) || n >= low && (high == 0 || n <= high) {
			return
		}
		want := high
		if n < low {
			want = low
		}
		f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), n, low, high, x.tool(o.Event)}}
		to := withSpan(o.Event, planner.Span{Start: o.Span.Start, End: o.Span.Start.Add(want)})
		if to.Span.End.After(x.now) && x.endsBy(o, to.Span.End) && (n > high && high > 0 || x.canStretch(o, to)) {
			f.Fixes = []Fix{change(rule, []any{to.Span.End}, to)}
		}
		add(f)
	})
}

// canStretch reports whether a promotion may run as long as its new version without leaving its live or
// meeting a window or another promotion of its products.
func (x *index) canStretch(o promo, to *planner.Event) bool {
	return !x.banned(to) && (!o.tool.InsideLive || x.liveAround(to) != nil) && !x.promotedOn(to)
}

func tooManyProducts(x *index, o promo, add report) {
	n := o.scope.count()
	if o.tool.MaxProducts == 0 || n <= o.tool.MaxProducts {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), n, o.tool.MaxProducts}}
	if parts := x.split(o); x.coming(o.Event) && !o.tool.OnlyOne && parts != nil {
		f.Fixes = []Fix{fix("promo-too-many-products", []any{len(parts)}, func(why planner.Text) planner.Command {
			return planner.Batch{Commands: []planner.Command{planner.Change{Events: parts[:1]}, planner.Add{Events: parts[1:]}}, Why: why}
		})}
	}
	add(f)
}

// split returns the promotion as several, each of no more products than the tool takes and with a code of its own; the first keeps the ID. It returns nil where codes run out.
func (x *index) split(o promo) []*planner.Event {
	var skus []string
	for _, q := range x.p.ProductsOf(o.Event) {
		skus = append(skus, q.SKU)
	}
	var parts []*planner.Event
	var codes []string
	for part := range slices.Chunk(skus, o.tool.MaxProducts) {
		n := withPromo(o.Event, func(*planner.Promo) {})
		n.Products = slices.Clone(part)
		if len(parts) > 0 {
			n.ID = ""
			if o.Promo.Code != "" {
				if n.Promo.Code = x.freeCode(o, codes); n.Promo.Code == "" {
					return nil
				}
				codes = append(codes, n.Promo.Code)
			}
		}
		parts = append(parts, n)
	}
	return parts
}

// noProducts says of promotions that concern nothing that the plan has, such as a line without products.
func noProducts(x *index, o promo, add report) {
	if o.scope.count() > 0 || x.p.Products.Len() == 0 {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event)}}
	if x.coming(o.Event) {
		f.Fixes = []Fix{removal("promo-without-products", nil, o.Event)}
	}
	add(f)
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
