package plantest

import (
	"strconv"
	"testing"
	"time"

	"bfplanner/planner"
)

// Plan returns a plan of us-2024 with that many events, spread over the 50 days from the start of seeding
// and over twelve lanes: five lines' videos, four hosts, coupons, flash deals, and ads with milestones.
// It is laid out as a busy seller would, with no host, studio or coupon booked twice, until it is too full for that.
func Plan(t testing.TB, events int) *planner.Plan {
	t.Helper()
	p := Empty(t, "us-2024")
	g := generator{p: p, days: p.Horizon()[:50]}
	for round := 0; len(g.events) < events; round++ {
		for i := range g.days {
			g.day(i, round)
		}
	}
	return Do(t, p, planner.Add{Events: g.events[:events]})
}

type generator struct {
	p      *planner.Plan
	days   []planner.Date
	events []*planner.Event
}

// day adds one round of a day's events: a video a line, two lives with a flash deal each, and by turns a
// coupon, an ad and a milestone. Later rounds come to lie beside earlier ones.
func (g *generator) day(i, round int) {
	d, shift := g.days[i], 10*round%60
	for l := range lines {
		g.add(&planner.Event{Kind: planner.Video, Span: g.span(i, 10+l, shift, planner.PostLength), Line: lines[l].id,
			Clip: &planner.VideoDetail{Type: planner.VideoTypes[(i+l+round)%2], Effort: 1, Reach: 900, Cost: 4700}})
	}
	hosts, studios := g.p.Hosts.All(), g.p.Studios.All()
	for n := range 2 {
		host := hosts[(2*(i%2)+n)%len(hosts)].ID
		live := g.span(i, (9+5*round)%12+8, 0, 2*time.Hour)
		at := len(g.events)
		g.add(&planner.Event{Kind: planner.Live, Span: live, Line: lines[(i+n)%len(lines)].id,
			Live: &planner.LiveDetail{Studio: studios[n].ID, Shifts: []planner.Shift{{Host: host, Span: live}}}})
		for _, lead := range []time.Duration{24 * time.Hour, time.Hour} {
			start := live.Start.Add(-lead)
			g.add(&planner.Event{Kind: planner.Video, Span: planner.Span{Start: start, End: start.Add(planner.PostLength)}, Parent: ref(at),
				Clip: &planner.VideoDetail{Type: planner.Teaser, Effort: 1, Reach: 300, Cost: 1500}})
		}
		start := live.Start.Add(30 * time.Minute)
		g.add(&planner.Event{Kind: planner.Flash, Parent: ref(at), Span: planner.Span{Start: start, End: start.Add(15 * time.Minute)},
			Products: []string{g.p.Products.All()[(i*2+n+round)%g.p.Products.Len()].SKU},
			Promo:    &planner.Promo{Tool: "live_flash_sale", PercentOff: 2000, Quantity: 50, PlatformShare: -1}})
	}
	switch line := lines[i%len(lines)].id; {
	case round == 0 && d.At(0, 0, g.p.Zone()).After(g.p.Sale.Span.Start):
		g.add(&planner.Event{Kind: planner.Coupon, Line: line, Span: d.Span(g.p.Zone()),
			Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: -1}})
	case round == 1:
		g.add(&planner.Event{Kind: planner.Ad, Span: d.Span(g.p.Zone()), Ad: &planner.AdDetail{Daily: 10000}})
	case round == 2 && i%5 == 0:
		g.add(&planner.Event{Kind: planner.Milestone, Span: g.span(i, 9, 0, time.Hour), Task: &planner.MilestoneDetail{Type: planner.OtherTask}})
	}
}

func (g *generator) add(e *planner.Event) {
	e.Shop, e.Channel = "main", planner.TikTok
	g.events = append(g.events, e)
}

func (g *generator) span(day, hour, minute int, length time.Duration) planner.Span {
	start := g.days[day].At(hour, minute, g.p.Zone())
	return planner.Span{Start: start, End: start.Add(length)}
}

// ref names the event of that number in the Add that makes the plan.
func ref(n int) string { return "#" + strconv.Itoa(n) }
