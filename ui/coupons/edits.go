package coupons

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// edited returns one command that changes each of the promotions by f, as one edit. IDs that the plan does not have,
// and events that are no promotions, are left out; f gets a copy that it may change.
func edited(p *planner.Plan, ids []string, why planner.Text, f func(*planner.Event)) planner.Command {
	var events []*planner.Event
	for _, id := range ids {
		if e := p.Event(id); e != nil && e.Promo != nil {
			n := copyOf(e)
			f(n)
			events = append(events, n)
		}
	}
	return planner.Batch{Commands: []planner.Command{planner.Change{Events: events}}, Why: why}
}

// copyOf returns the event with a promotion and a list of products of its own.
func copyOf(e *planner.Event) *planner.Event {
	n := *e
	o := *e.Promo
	n.Promo, n.Products = &o, slices.Clone(e.Products)
	return &n
}

// percentAll sets every promotion to that share off, in place of amounts and fixed prices.
func percentAll(p *planner.Plan, ids []string, off planner.BasisPoints) planner.Command {
	return edited(p, ids, planner.T("coupons.edit.percent", len(ids), off), func(e *planner.Event) {
		e.Promo.PercentOff, e.Promo.AmountOff, e.Promo.Price = off, 0, 0
	})
}

// toolAll makes every promotion one of that tool.
func toolAll(p *planner.Plan, ids []string, tool string) planner.Command {
	return edited(p, ids, planner.T("coupons.edit.tool", len(ids), planner.T("tool."+tool)), func(e *planner.Event) { setTool(e, tool) })
}

// pinAll pins or unpins every promotion.
func pinAll(p *planner.Plan, ids []string, on bool) planner.Command {
	key := "coupons.edit.unpin"
	if on {
		key = "coupons.edit.pin"
	}
	return edited(p, ids, planner.T(key, len(ids)), func(e *planner.Event) { e.Pinned = on })
}

// shiftAll moves every promotion by days on the market's calendar. Those without a time stay.
func shiftAll(ids []string, days int) planner.Command {
	return planner.Batch{Commands: []planner.Command{planner.Move{IDs: ids, Days: days, Alone: true}}, Why: planner.T("coupons.edit.shift", len(ids), days)}
}

// removeAll takes every promotion off the plan.
func removeAll(ids []string) planner.Command {
	return planner.Batch{Commands: []planner.Command{planner.Remove{IDs: ids}}, Why: planner.T("coupons.edit.delete", len(ids))}
}

// flashTools are the tools whose promotions stand in the lane of flash deals.
var flashTools = []string{"flash_deal", "live_flash_sale", "platform_flash_sale"}

// setTool makes the event's promotion one of that tool, in the lane where such promotions stand.
func setTool(e *planner.Event, tool string) {
	e.Promo.Tool, e.Kind = tool, planner.Coupon
	if slices.Contains(flashTools, tool) {
		e.Kind = planner.Flash
	}
}

// newLength is how long a new promotion runs.
const newLength = 72 * time.Hour

// fresh returns a promotion to begin a form with: the sale's own coupon at the least depth that its tool has, on the
// first whole days of the sale that are still to come. It has no ID.
func fresh(p *planner.Plan, now time.Time) *planner.Event {
	loc := p.Zone()
	from := p.Sale.Span.Start
	if now.After(from) && now.Before(p.Sale.Span.End) {
		from = now
	}
	start := planner.DateOf(from, loc).Add(1).At(0, 0, loc)
	e := &planner.Event{Kind: planner.Coupon, Channel: planner.TikTok, Span: planner.Span{Start: start, End: start.Add(newLength)},
		Promo: &planner.Promo{PlatformShare: -1, PercentOff: 1000}}
	for _, t := range p.Tools.All() {
		if t.Schedulable && t.SalePeriod {
			setTool(e, t.ID)
			e.Promo.PercentOff = max(t.PercentMin, 100)
			break
		}
	}
	if e.Promo.Tool == "" && p.Tools.Len() > 0 {
		setTool(e, p.Tools.All()[0].ID)
	}
	if s := p.Shops.All(); len(s) > 0 {
		e.Shop = s[0].ID
	}
	for _, c := range p.Channels.All() {
		if c.Platform {
			e.Channel = c.ID
		}
	}
	return e
}

// commandOf returns the edit that puts the draft on the plan: a Change of the event that it stands for, an Add where
// it has no ID yet.
func commandOf(draft *planner.Event) planner.Command {
	if draft.ID == "" {
		return planner.Add{Events: []*planner.Event{draft}}
	}
	return planner.Change{Events: []*planner.Event{draft}, Why: planner.T("coupons.edit.form", planner.T("tool."+draft.Promo.Tool))}
}
