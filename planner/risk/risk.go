// Package risk says when the platform may stop selling and what that would touch: the windows that a plan
// knows of at an instant, the civil dates that they flag, the chance that the platform is down on a day, and
// how long money and returns of a day's orders stay open. All of it is pure; nothing here reads a clock.
package risk

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// Hit is a risk window that can touch the plan, with what its kind means where it does not say otherwise.
type Hit struct {
	Window   *planner.RiskWindow
	Severity string // block, warn or hint; a kind of severity block counts as warn where it is not certain
	Hits     string // planner.HitsSale and its like
	// Effective is the window with the days after it over which its effect may still begin.
	Effective planner.Span
	// Probability is the chance, on each day of Effective, that the platform is down.
	Probability planner.BasisPoints
}

// Day is one flagged civil date of the market's zone with every window that flags it, the gravest first.
type Day struct {
	Date    planner.Date
	Windows []Hit
}

// certain is the probability of what is sure to happen.
const certain planner.BasisPoints = 10000

// harmless are the kinds that touch no event of the Shop, whatever the table of defaults says: news without
// a date that binds, and the closing of another service of the same company.
var harmless = []planner.RiskKind{planner.Watch, planner.OtherService}

// Active returns the windows of the plan's market that are known at now and whose kind hits anything, in
// the order of their starts, then IDs. A window whose KnownFrom was never set has always been known.
func Active(p *planner.Plan, now time.Time) []Hit {
	var list []Hit
	loc := p.Zone()
	for _, w := range p.Risks.All() {
		if !w.In(p.Market.ID) || w.KnownFrom.After(now) || slices.Contains(harmless, w.Kind) {
			continue
		}
		if d, ok := p.RiskDefaults.Get(string(w.Kind)); ok && d.Hits != planner.HitsNothing {
			list = append(list, hitOf(w, d, loc))
		}
	}
	slices.SortFunc(list, func(a, b Hit) int {
		return cmp.Or(a.Effective.Start.Compare(b.Effective.Start), cmp.Compare(a.Window.ID, b.Window.ID))
	})
	return list
}

func hitOf(w *planner.RiskWindow, d *planner.RiskDefault, loc *time.Location) Hit {
	h := Hit{Window: w, Severity: d.Severity, Hits: d.Hits, Effective: w.Span, Probability: w.Probability}
	if h.Probability < 0 {
		h.Probability = d.Probability
	}
	if h.Severity == "block" && h.Probability < certain {
		h.Severity = "warn"
	}
	if d.Spread > 0 && w.Span.End.Before(planner.Forever) {
		h.Effective.End = w.Span.End.In(loc).AddDate(0, 0, d.Spread).UTC()
	}
	return h
}

// Flagged returns every civil date in the market's zone, inside the span, that a window known at now
// touches, in order. Days between the end of a window and the end of its effect are flagged too.
func Flagged(p *planner.Plan, now time.Time, span planner.Span) []Day {
	loc := p.Zone()
	byDate := map[planner.Date][]Hit{}
	for _, h := range Active(p, now) {
		part, ok := h.Effective.Intersect(span)
		if !ok {
			continue
		}
		for _, d := range part.Dates(loc) {
			byDate[d] = append(byDate[d], h)
		}
	}
	days := make([]Day, 0, len(byDate))
	for d, hits := range byDate {
		slices.SortStableFunc(hits, func(a, b Hit) int { return gravity[a.Severity] - gravity[b.Severity] })
		days = append(days, Day{d, hits})
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Sub(b.Date) })
	return days
}

// gravity orders severities, the gravest first.
var gravity = map[string]int{"block": 0, "warn": 1, "hint": 2}

// shopKinds are the events that cannot run while orders are off though the app works: what sells. A video
// can still be posted and seen.
var shopKinds = []planner.Kind{planner.Live, planner.Coupon, planner.Flash, planner.Ad}

// platformTasks are the milestones that are done on the platform itself; samples and stock travel without it.
var platformTasks = []string{planner.Registration, planner.Approval, planner.DataExport, planner.Followers, planner.OpenOrders, planner.Payout}

// HitsEvent reports whether the window touches the event: it is scheduled, happens on the sale's platform
// (what runs on another channel goes on), meets the effective span, and is of a sort that the window's kind hits.
func HitsEvent(p *planner.Plan, h Hit, e *planner.Event) bool {
	if !e.Scheduled() || !e.Span.Overlaps(h.Effective) || !p.OnPlatform(e) {
		return false
	}
	if e.Task != nil && !slices.Contains(platformTasks, e.Task.Type) {
		return false
	}
	switch h.Hits {
	case planner.HitsSale, planner.HitsSaleTail:
		return true
	case planner.HitsShopTail:
		return slices.Contains(shopKinds, e.Kind)
	case planner.HitsNewBuyers:
		return e.Kind == planner.Ad || e.Promo != nil && forNewCustomers(p.Tool(e.Promo.Tool))
	}
	return false
}

// HitsTail reports whether the window touches orders of the past: their delivery, settlement and returns.
func (h Hit) HitsTail() bool { return h.Hits == planner.HitsSaleTail || h.Hits == planner.HitsShopTail }

func forNewCustomers(t *planner.Tool) bool { return t != nil && t.Audience == "new_customer" }
