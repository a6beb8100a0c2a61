package rules

import (
	"slices"
	"sort"
	"time"

	"bfplanner/planner"
)

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
