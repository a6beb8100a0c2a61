package rules

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/pricing"
	"bfplanner/planner/risk"
)

// The rules here prepare a plan for the windows of risk.Looming. What begins after the sale touches money, orders and
// followers; only what begins in it can touch sales, stock and coupons. Each says its thing once, of the first window,
// since what prepares for that one is in time for the later ones too.

// looming returns the first window for which the plan prepares.
func (x *index) looming() (risk.Hit, bool) {
	if len(x.ahead) > 0 {
		return x.ahead[0], true
	}
	return risk.Hit{}, false
}

// inSale returns looming's window if it begins before the sale ends and after its seeding began.
func (x *index) inSale() (risk.Hit, bool) {
	h, ok := x.looming()
	campaign := planner.Span{Start: x.phases[planner.Seeding].Start, End: x.sale().End}
	return h, ok && campaign.Contains(h.Effective.Start)
}

// couponTailInBan says of coupons that end before a window and whose claims would still be good in it.
func couponTailInBan(x *index, o promo, add report) {
	for _, h := range x.ahead {
		tail := pricing.TailOf(x.p, o.Event)
		lost, ok := tail.Intersect(h.Effective)
		if !ok || tail.IsZero() || o.Span.Overlaps(h.Effective) {
			continue
		}
		add(Finding{Events: ids(o.Event), Span: lost, Detail: h.Window.ID, Args: []any{x.name(o.Event), tail.End, h.Window, h.Effective.Start, h.Probability},
			Fixes: x.endTail("coupon-tail-in-ban", o, h.Effective.Start)})
		return // what ends before this window ends before the later ones
	}
}

// noOwnStoreTraffic says of a window in the sale before which nothing leads buyers to the own store.
func noOwnStoreTraffic(x *index, add report) {
	h, ok := x.inSale()
	if !ok || slices.ContainsFunc(x.events, func(e *planner.Event) bool { return leadsAway(e) && e.Span.Start.Before(h.Effective.Start) }) {
		return
	}
	f := Finding{Span: h.Effective, Detail: h.Window.ID, Args: []any{h.Window, h.Effective.Start, h.Probability}}
	if e := x.capture(h); e != nil {
		f.Fixes = []Fix{addition("no-own-store-traffic", []any{e.Span.Start}, e)}
	}
	add(f)
}

// leadsAway reports whether the event brings buyers to the own store: a video made for that on any channel, and any video or live that runs there.
func leadsAway(e *planner.Event) bool {
	switch {
	case e.Clip != nil:
		return e.Clip.Type == planner.Capture || e.Channel == planner.OwnStore
	case e.Live != nil:
		return e.Channel == planner.OwnStore || slices.Contains(e.Live.Mirrors, planner.OwnStore)
	}
	return false
}

// captureHour is the hour of the market's clock at which the video goes out.
const captureHour = 11

// capture returns the video that leads buyers to the own store, as early as the task "store" is due and seeding allows; nil where there is no such
// channel or no time left.
func (x *index) capture(h risk.Hit) *planner.Event {
	if _, ok := x.p.Channels.Get(planner.OwnStore); !ok {
		return nil
	}
	for _, t := range risk.Tasks(x.p, x.now, h.Effective.Start) {
		if t.ID != "store" {
			continue
		}
		day := x.day(maxTime(t.Due, x.phases[planner.Seeding].Start))
		at := day.At(captureHour, 0, x.loc)
		if !at.Before(h.Effective.Start) {
			return nil
		}
		e := &planner.Event{Kind: planner.Video, Channel: planner.OwnStore, Span: planner.Span{Start: at, End: at.Add(planner.PostLength)}, Clip: clip(x.p, planner.Capture)}
		if shops := x.p.Shops.All(); len(shops) > 0 {
			e.Shop = shops[0].ID
		}
		return e
	}
	return nil
}

// hedgeTaskMissing says which of the tasks that no threatened plan should be without are not on the plan.
func hedgeTaskMissing(x *index, add report) {
	h, ok := x.looming()
	if !ok {
		return
	}
	var names any
	var events []*planner.Event
	for _, t := range x.hedgeTasks() {
		name := planner.T("milestone." + t.Task.Type)
		if names == nil {
			names = name
		} else {
			names = planner.T("rule.name.and", names, name)
		}
		events = append(events, t)
	}
	if names == nil {
		return
	}
	add(Finding{Span: h.Effective, Detail: h.Window.ID, Args: []any{names, h.Window, h.Effective.Start, h.Probability},
		Fixes: []Fix{addition("hedge-task-missing", []any{len(events)}, events...)}})
}

// hedgeTasks returns the milestones that the first window asks for and that the plan lacks, those left out that would fall into another window.
func (x *index) hedgeTasks() []*planner.Event {
	h, ok := x.looming()
	if !ok {
		return nil
	}
	var list []*planner.Event
	for _, t := range risk.Tasks(x.p, x.now, h.Effective.Start) {
		if e := t.Milestone(x.p); t.Must && !t.Done && !x.banned(e) {
			list = append(list, e)
		}
	}
	return list
}

// stockBeyondBan says how much of the stock is not expected to be sold when a window in the sale begins: of what is still on its way, which can
// be held back, and of what is there.
func stockBeyondBan(x *index, add report) {
	h, ok := x.inSale()
	if !ok {
		return
	}
	sold := map[string]int{}
	first := x.day(h.Effective.Start)
	for _, day := range exposure.Sales(x.p) {
		if day.Date.Before(first) {
			for sku, n := range day.Units {
				sold[sku] += int(n)
			}
		}
	}
	var here, coming, hereCost, comingCost int64
	var held []planner.Row
	for i, q := range x.p.Products.All() {
		left := max(0, q.Stock+q.InboundStock-sold[q.SKU])
		sent := 0
		if !x.arrived(i) {
			sent = min(q.InboundStock, left)
		}
		here, hereCost = here+int64(left-sent), hereCost+int64(left-sent)*q.Cost
		if sent > 0 {
			n := *q
			n.InboundStock -= sent
			held = append(held, &n)
			coming, comingCost = coming+int64(sent), comingCost+int64(sent)*q.Cost
		}
	}
	say := func(part string, severity Severity, units, cost int64, fixes ...Fix) {
		if units > 0 {
			add(Finding{Severity: severity, Span: h.Effective, Detail: h.Window.ID + " " + part, Fixes: fixes,
				Args: []any{h.Window, int(units), x.p.Money(cost), h.Effective.Start, planner.T("rule.stock-beyond-ban." + part), h.Probability}})
		}
	}
	say("coming", Warn, coming, comingCost, fix("stock-beyond-ban", []any{int(coming)}, func(why planner.Text) planner.Command { return planner.Put{Rows: held, Why: why} }))
	say("here", Hint, here, hereCost)
}

// arrived reports whether what was on its way of a product, by its number, is there by now.
func (x *index) arrived(i int) bool {
	return slices.ContainsFunc(x.kind[planner.Milestone], func(e *planner.Event) bool {
		return e.Task.Type == planner.Inbound && (e.Task.Done || !x.coming(e)) && x.scopes.of(e).has(i)
	})
}

// settlementInBan says of which days of the sale the money may still be with the platform when a window begins, as long as no milestone draws it out
// before.
func settlementInBan(x *index, add report) {
	h, ok := x.looming()
	if !ok {
		return
	}
	start := h.Effective.Start
	var days []planner.Date
	for _, d := range x.sale().Dates(x.loc) {
		if s := risk.Settlement(x.p, d); s.Start.Before(start) && s.End.After(start) {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return
	}
	last := days[len(days)-1]
	f := Finding{Span: h.Effective, Detail: h.Window.ID, Args: []any{h.Window, len(days), days[0], last, start, risk.OpenOf(x.p, last).PaidLast}}
	for _, t := range risk.Tasks(x.p, x.now, start) {
		if t.Type != planner.Payout {
			continue
		}
		if t.Done {
			return
		}
		if e := t.Milestone(x.p); !x.banned(e) {
			f.Fixes = []Fix{addition("settlement-in-ban", []any{t.Due}, e)}
		}
	}
	add(f)
}
