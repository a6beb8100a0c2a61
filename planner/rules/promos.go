package rules

import (
	"slices"
	"sort"
	"strings"
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
	if legal < depth || x.keepsFloor(n) {
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
	if short <= 0 || short < minutes(a.tool.MinMinutes) || !x.coming(b.Event) {
		return nil
	}
	return x.harmless(change(rule, []any{b.Span.Start}, withSpan(a.Event, planner.Span{Start: a.Span.Start, End: b.Span.Start})))
}

// couponTail says that coupons claimed in the first promotion are still used while the second runs; it
// matters where they are the deeper ones, since buyers then go on with them.
func couponTail(x *index, a, b promo, add report) {
	if a.Span.Overlaps(b.Span) || a.Promo.PercentOff <= b.Promo.PercentOff {
		return
	}
	still := planner.Span{Start: b.Span.Start, End: minTime(x.reach(a).End, b.Span.End)}
	add(Finding{Events: ids(a.Event, b.Event), Span: still, Args: []any{x.name(a.Event), x.name(b.Event), still, x.discount(a.Promo), x.discount(b.Promo)}})
}

func addonCoupon(x *index, o promo, add report) {
	if o.tool.Addon {
		add(Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event)}})
	}
}

// excluded reports whether the platform refuses one of the tools while the other runs on the same product.
func excluded(a, b promo) bool {
	return slices.Contains(a.tool.Exclusive, b.tool.ID) || slices.Contains(b.tool.Exclusive, a.tool.ID)
}

func flashWithCampaignPrice(x *index, a, b promo, add report) {
	if !excluded(a, b) {
		return
	}
	flash, other := a, b
	if flash.Kind != planner.Flash || flash.Promo.Price > 0 && b.Kind == planner.Flash {
		flash, other = b, a
	}
	both, _ := a.Span.Intersect(b.Span)
	f := Finding{Events: ids(flash.Event, other.Event), Span: both, Args: []any{x.name(flash.Event), x.name(other.Event), both}}
	if x.coming(flash.Event) {
		f.Fixes = x.harmless(removal("flash-with-campaign-price", nil, flash.Event))
	}
	add(f)
}

func productPrice(o promo) bool { return o.tool.Layer == "product_price" }

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

func codeChars(x *index, o promo, add report) {
	if o.tool.CodeMax == 0 || validCode(o.Promo.Code, o.tool) {
		return
	}
	code := mendCode(o.Promo.Code, o.Event, o.tool)
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), o.Promo.Code, o.tool.CodeMin, o.tool.CodeMax}}
	if n := withPromo(o.Event, func(c *planner.Promo) { c.Code = code }); validCode(code, o.tool) {
		f.Fixes = []Fix{change("promo-code-chars", []any{code}, n)}
	}
	add(f)
}

func validCode(code string, t *planner.Tool) bool {
	return len(code) >= t.CodeMin && len(code) <= t.CodeMax && strings.IndexFunc(code, func(r rune) bool { return !codeRune(r) }) < 0
}

func codeRune(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}

// mendCode keeps the letters and digits of a code, and takes the event's ID where too few are left.
func mendCode(code string, e *planner.Event, t *planner.Tool) string {
	keep := strings.Map(func(r rune) rune {
		if codeRune(r) {
			return r
		}
		return -1
	}, code)
	if len(keep) < t.CodeMin {
		keep += "BF" + e.ID
	}
	return keep[:min(len(keep), t.CodeMax)]
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
		if to.Span.End.After(x.now) && (n > high && high > 0 || x.canStretch(o, to)) {
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

func liveFlash(o promo) bool { return o.tool.InsideLive }
func longFlash(o promo) bool { return o.Kind == planner.Flash && !o.tool.InsideLive }
func otherPromo(o promo) bool {
	return o.Kind != planner.Flash && !o.tool.InsideLive
}

// liveAround returns the live of the shop that is on air during the whole event, or nil.
func (x *index) liveAround(e *planner.Event) *planner.Event {
	lives := x.kind[planner.Live]
	next := sort.Search(len(lives), func(i int) bool { return lives[i].Span.Start.After(e.Span.Start) })
	for i := next - 1; i >= 0 && e.Span.Start.Sub(lives[i].Span.Start) <= x.longest; i-- {
		if lives[i].Shop == e.Shop && lives[i].Span.Covers(e.Span) {
			return lives[i]
		}
	}
	return nil
}

func flashOutsideLive(x *index, o promo, add report) {
	if o.Kind != planner.Flash || !o.tool.InsideLive || x.liveAround(o.Event) != nil {
		return
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), o.Span}}
	if to := x.intoLive(o); to != nil {
		f.Fixes = []Fix{change("live-flash-outside-live", []any{to.Span.Start}, to)}
	} else if x.coming(o.Event) {
		f.Fixes = x.harmless(Fix{planner.T("rule.live-flash-outside-live.fix.remove"), planner.Remove{IDs: ids(o.Event), Why: planner.T("rule.live-flash-outside-live.fix.remove")}})
	}
	add(f)
}

// intoLive returns the deal in the middle of its own live, else of the nearest to come that can take it; nil where there is none.
func (x *index) intoLive(o promo) *planner.Event {
	if !x.coming(o.Event) {
		return nil
	}
	var best *planner.Event
	far := time.Duration(1<<63 - 1)
	for _, l := range x.kind[planner.Live] {
		slack, away := l.Span.Length()-o.Span.Length(), l.Span.Start.Sub(o.Span.Start).Abs()
		if l.ID == o.Parent {
			away = -1
		}
		if l.Shop != o.Shop || slack < 0 || away >= far {
			continue
		}
		at := l.Span.Start.Add(slack / 2).Truncate(time.Minute)
		to := withSpan(o.Event, planner.Span{Start: at, End: at.Add(o.Span.Length())})
		to.Parent = l.ID
		if l.Span.Covers(to.Span) && x.coming(to) && !x.banned(to) && x.sale().Covers(to.Span) && !x.refused(o, to.Span) {
			best, far = to, away
		}
	}
	if best == nil || !x.keepsFloor(best) {
		return nil
	}
	return best
}

// refused reports whether a tool that may not run beside the promotion does so on one of its products in the span.
func (x *index) refused(o promo, s planner.Span) bool {
	return slices.ContainsFunc(x.promos, func(b promo) bool {
		return b.ID != o.ID && b.Span.Overlaps(s) && b.scope.meets(o.scope) && excluded(o, b)
	})
}

func flashNoQuantity(x *index, o promo, add report) {
	if o.tool.NeedsQuantity && o.Promo.Quantity == 0 {
		n := withPromo(o.Event, func(c *planner.Promo) { c.Quantity = max(1, x.lim.FlashUnits) })
		add(Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event)}, Fixes: []Fix{change("flash-no-quantity", []any{n.Promo.Quantity}, n)}})
	}
}

func tooManyProducts(x *index, o promo, add report) {
	if n := o.scope.count(); o.tool.MaxProducts > 0 && n > o.tool.MaxProducts {
		add(Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), n, o.tool.MaxProducts}})
	}
}
