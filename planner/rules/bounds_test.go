package rules

import (
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// bounds are more plans on either side of a rule's limit, for the rules that edges leaves one-sided.
var bounds = []struct {
	name string
	rule string
	want int
	make func(f *fixture)
}{
	{"the day before a window", "event-in-ban-window", 0, func(f *fixture) { f.window(planner.ServiceOff, "2024-11-20", "2024-11-20") }},
	{"the window's first minute", "event-in-ban-window", 1, func(f *fixture) {
		f.retime("L2", "2024-11-19 21:00", "2024-11-20 00:01")
		f.window(planner.ServiceOff, "2024-11-20", "2024-11-20")
	}},
	{"off the platform", "event-in-ban-window", 0, func(f *fixture) {
		f.window(planner.ServiceOff, "2024-11-18", "2024-11-18")
		for _, e := range append(f.p.Children("L2"), f.p.Event("L2")) {
			f.edit(e.ID, func(e *planner.Event) { e.Channel = "own" })
		}
		f.edit("A1", func(e *planner.Event) { e.Channel = "own" })
	}},
	{"of another market", "event-in-ban-window", 0, func(f *fixture) {
		f.window(planner.ServiceOff, "2024-11-18", "2024-11-18")
		w, _ := f.p.Risks.Get("own-1")
		n := *w
		n.Markets = []string{"GB"}
		f.put(&n)
	}},
	{"a coupon used up as the window begins", "coupon-tail-in-ban", 0, func(f *fixture) {
		f.retime("A1", "2024-11-14 00:00", "2024-11-19 00:00")
		f.window(planner.ServiceOff, "2024-11-19", "2024-11-20")
	}},
	{"a coupon that works a minute too long", "coupon-tail-in-ban", 1, func(f *fixture) {
		f.edit("C1", func(e *planner.Event) { e.Promo.Valid = 24*60 + 1 })
		f.retime("A1", "2024-11-14 00:00", "2024-11-19 00:00")
		f.window(planner.ServiceOff, "2024-11-19", "2024-11-20")
	}},
	{"all stock is sold before", "stock-beyond-ban", 0, func(f *fixture) { f.stocked(10); f.window(planner.ServiceOff, "2024-12-02", "2024-12-02") }},
	{"a unit more than sells", "stock-beyond-ban", 1, func(f *fixture) {
		f.stocked(10)
		f.product("SKU-21", func(x *planner.Product) { x.Stock = 200 })
		f.window(planner.ServiceOff, "2024-12-02", "2024-12-02")
	}},
	{"stock when the window is after the sale", "stock-beyond-ban", 0, func(f *fixture) { f.window(planner.ServiceOff, "2024-12-03", "2024-12-09") }},
	{"on the last day of payment", "settlement-in-ban", 1, func(f *fixture) { f.window(planner.ServiceOff, "2025-01-14", "2025-01-14") }},
	{"on the day after the last payment", "settlement-in-ban", 0, func(f *fixture) { f.window(planner.ServiceOff, "2025-01-15", "2025-01-15") }},
	{"payment that a milestone draws out", "settlement-in-ban", 0, func(f *fixture) {
		f.task("M-out", "2024-12-20 09:00", planner.Payout)
		f.window(planner.ServiceOff, "2025-01-05", "2025-01-05")
	}},
	{"a video leads to the store", "no-own-store-traffic", 0, func(f *fixture) {
		f.video("V9", "2024-11-20 11:00", "kitchen", planner.VideoDetail{Type: planner.Capture})
		f.window(planner.ServiceOff, "2024-11-22", "2024-11-22")
	}},
	{"a video leads to the store when it is too late", "no-own-store-traffic", 1, func(f *fixture) {
		f.video("V9", "2024-11-24 11:00", "kitchen", planner.VideoDetail{Type: planner.Capture})
		f.window(planner.ServiceOff, "2024-11-22", "2024-11-22")
	}},
	{"traffic when the window is after the sale", "no-own-store-traffic", 0, func(f *fixture) { f.window(planner.ServiceOff, "2024-12-03", "2024-12-09") }},
	{"tasks for a chance below the least", "hedge-task-missing", 0, func(f *fixture) { f.window(planner.PausedDeadline, "2024-12-16", "2024-12-16") }},
	{"tasks for a failure that takes no money", "hedge-task-missing", 0, func(f *fixture) { f.window(planner.Outage, "2024-12-16", "2024-12-16") }},
	{"tasks for another service", "hedge-task-missing", 0, func(f *fixture) { f.window(planner.OtherService, "2024-11-28", "2024-11-28") }},
	{"one task of three", "hedge-task-missing", 1, func(f *fixture) {
		f.task("M-data", "2024-12-10 09:00", planner.DataExport)
		f.task("M-fans", "2024-12-10 09:00", planner.Followers)
		f.window(planner.ServiceOff, "2024-12-16", "2024-12-16")
	}},
	{"all three tasks", "hedge-task-missing", 0, func(f *fixture) {
		f.task("M-data", "2024-12-10 09:00", planner.DataExport)
		f.task("M-fans", "2024-12-10 09:00", planner.Followers)
		f.task("M-orders", "2024-12-10 09:00", planner.OpenOrders)
		f.window(planner.ServiceOff, "2024-12-16", "2024-12-16")
	}},
	{"a day between sale and tail", "date-in-ban-window", 2, func(f *fixture) { f.window(planner.ServiceOff, "2024-12-02", "2024-12-03") }},
	{"in the middle of the sale", "date-in-ban-window", 1, func(f *fixture) { f.window(planner.ServiceOff, "2024-11-22", "2024-11-22") }},
	{"before seeding", "date-in-ban-window", 0, func(f *fixture) { f.window(planner.ServiceOff, "2024-10-12", "2024-10-13") }},

	{"a cent above cost", "price-below-cost", 0, func(f *fixture) { f.costing(f.least(f.at("2024-11-15 16:30")), 1) }},
	{"at cost", "price-below-cost", 0, func(f *fixture) { f.costing(f.least(f.at("2024-11-15 16:30")), 0) }},
	{"a cent below cost", "price-below-cost", 1, func(f *fixture) { f.costing(f.least(f.at("2024-11-15 16:30")), -1) }},
	{"at the floor", "margin-below-floor", 0, func(f *fixture) {
		f.floorAt(f.least(f.at("2024-11-15 16:30")) * 10000 / 3400)
	}},
	{"above what is left", "margin-below-floor", 1, func(f *fixture) {
		f.floorAt(f.least(f.at("2024-11-15 16:30"))*10000/3400 + 5)
	}},
	{"the list price itself is too low", "margin-below-floor", 0, func(f *fixture) {
		f.do(planner.Remove{IDs: []string{"C1", "F1"}})
		f.floorAt(9000)
	}},

	{"a minute in common", "studio-double-booked", 1, func(f *fixture) { f.live("L3", "2024-11-18 18:59", "2024-11-18 20:00", "c-host", "s1") }},
	{"72 hours and a minute", "flash-too-long", 1, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-23 00:01", planner.Promo{Tool: "flash_deal", PercentOff: 2500}, "SKU-21")
	}},
	{"one unit", "flash-no-quantity", 0, func(f *fixture) { f.edit("F1", func(e *planner.Event) { e.Promo.Quantity = 1 }) }},
	{"no limit", "flash-no-quantity", 1, func(f *fixture) { f.edit("F1", func(e *planner.Event) { e.Promo.Quantity = 0 }) }},
	{"another tool needs none", "flash-no-quantity", 0, func(f *fixture) { f.deal(2500, "SKU-31") }},
	{"campaign price to the deal's first minute", "flash-with-campaign-price", 1, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-14 00:00", "2024-11-15 16:31", planner.Promo{Tool: "campaign_price", Price: 2900}, "SKU-21")
	}},
	{"campaign price until the deal", "flash-with-campaign-price", 0, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-14 00:00", "2024-11-15 16:30", planner.Promo{Tool: "campaign_price", Price: 2900}, "SKU-21")
	}},

	{"both teasers", "teaser-missing", 0, func(f *fixture) { f.live("L3", "2024-11-20 16:00", "2024-11-20 18:00", "c-host", "s1") }},
	{"none", "teaser-missing", 1, func(f *fixture) {
		for _, e := range f.p.Children("L2") {
			f.do(planner.Remove{IDs: []string{e.ID}})
		}
	}},
	{"a minute without", "live-without-host", 1, func(f *fixture) {
		f.edit("L2", func(e *planner.Event) { e.Live.Shifts[0].Span.End = e.Span.End.Add(-time.Minute) })
	}},
	{"two shifts that touch", "live-without-host", 0, func(f *fixture) { f.relay("L2", "b-host", "c-host") }},
	{"in a studio", "live-no-studio", 0, func(f *fixture) { f.live("L3", "2024-11-20 16:00", "2024-11-20 18:00", "c-host", "s2") }},
	{"in none", "live-no-studio", 1, func(f *fixture) { f.live("L3", "2024-11-20 16:00", "2024-11-20 18:00", "c-host", "") }},
	{"as many products as it takes", "live-too-many-products", 0, func(f *fixture) { f.param("live_products_max", 5) }},
	{"one more", "live-too-many-products", 2, func(f *fixture) { f.param("live_products_max", 4) }},
	{"works for another shop", "host-of-other-shop", 1, func(f *fixture) {
		f.put(&planner.Shop{ID: "second", Name: "Second shop"})
		f.host("b-host", func(h *planner.Host) { h.Shops = []string{"second"} })
	}},
	{"as long as a day may be", "host-over-day", 0, func(f *fixture) { f.host("b-host", func(h *planner.Host) { h.MaxDay = 180 }) }},
	{"a minute longer", "host-over-day", 1, func(f *fixture) { f.host("b-host", func(h *planner.Host) { h.MaxDay = 179 }) }},
	{"as long as a week may be", "host-over-week", 0, func(f *fixture) { f.host("b-host", func(h *planner.Host) { h.MaxWeek = 180 }) }},
	{"a minute longer", "host-over-week", 1, func(f *fixture) { f.host("b-host", func(h *planner.Host) { h.MaxWeek = 179 }) }},

	{"a day before it is ready", "video-not-ready", 1, func(f *fixture) {
		f.edit("V1", func(e *planner.Event) { e.Clip.Ready = planner.Date{Year: 2024, Month: 10, Day: 22} })
	}},
	{"a day after its last", "video-late", 1, func(f *fixture) {
		f.edit("V2", func(e *planner.Event) { e.Clip.Due = planner.Date{Year: 2024, Month: 10, Day: 23} })
	}},
	{"three a day", "videos-a-day", 0, func(f *fixture) { f.videos(2) }},
	{"four a day", "videos-a-day", 1, func(f *fixture) { f.videos(3) }},
	{"a video budget to the cent", "video-budget-exceeded", 0, func(f *fixture) { f.filmed(f.videoSum()) }},
	{"a cent less", "video-budget-exceeded", 1, func(f *fixture) { f.filmed(f.videoSum() - 1) }},
	{"a cent less", "ad-budget-exceeded", 1, func(f *fixture) { f.shop(func(s *planner.Shop) { s.AdBudget = 59999 }) }},
	{"all planned", "milestone-missing", 0, func(f *fixture) { f.task("M2", "2024-11-01 09:00", planner.OtherTask) }},
	{"one is not", "milestone-missing", 1, func(f *fixture) { f.do(planner.Remove{IDs: []string{"M-samples"}}) }},
	{"too late to plan it", "milestone-missing", 0, func(f *fixture) {
		f.do(planner.Remove{IDs: []string{"M-samples"}})
		f.now = f.at("2024-10-02 09:00")
	}},
	{"hours to the minute", "live-hours-a-day", 0, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.MaxHoursDay = 5 })
		f.live("L3", "2024-11-18 21:00", "2024-11-18 23:00", "c-host", "s2")
	}},
	{"a minute more", "live-hours-a-day", 1, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.MaxHoursDay = 5 })
		f.live("L3", "2024-11-18 21:00", "2024-11-18 23:01", "c-host", "s2")
	}},
	{"two sessions", "live-sessions-a-day", 0, func(f *fixture) { f.live("L3", "2024-11-18 21:00", "2024-11-18 22:00", "c-host", "s2") }},
	{"three", "live-sessions-a-day", 1, func(f *fixture) {
		f.live("L3", "2024-11-18 21:00", "2024-11-18 22:00", "c-host", "s2")
		f.live("L4", "2024-11-18 10:00", "2024-11-18 11:00", "c-host", "s2")
	}},
	{"two hours between", "live-gap-short", 0, func(f *fixture) { f.live("L3", "2024-11-18 21:00", "2024-11-18 22:00", "c-host", "s2") }},
	{"a minute less", "live-gap-short", 1, func(f *fixture) { f.live("L3", "2024-11-18 20:59", "2024-11-18 22:00", "c-host", "s2") }},
	{"from eight to midnight", "live-off-hours", 0, func(f *fixture) {
		f.retime("L2", "2024-11-18 08:00", "2024-11-18 12:00")
		f.live("L3", "2024-11-20 22:00", "2024-11-21 00:00", "c-host", "s2")
	}},
	{"before eight and past midnight", "live-off-hours", 2, func(f *fixture) {
		f.retime("L2", "2024-11-18 07:59", "2024-11-18 12:00")
		f.live("L3", "2024-11-20 22:00", "2024-11-21 00:01", "c-host", "s2")
	}},
	{"as the sale opens", "live-in-seeding", 0, func(f *fixture) { f.live("L3", "2024-11-13 16:00", "2024-11-13 18:00", "c-host", "s2") }},
	{"several are one finding", "live-in-seeding", 1, func(f *fixture) {
		f.live("L3", "2024-11-11 16:00", "2024-11-11 18:00", "c-host", "s2")
		f.live("L4", "2024-11-12 16:00", "2024-11-12 18:00", "c-host", "s2")
	}},
	{"a minute before", "live-in-seeding", 1, func(f *fixture) { f.live("L3", "2024-11-13 15:59", "2024-11-13 18:00", "c-host", "s2") }},
	{"as much as the crew has", "crew-over-week", 0, func(f *fixture) { f.param("crew_effort_week", 3) }},
	{"a day more", "crew-over-week", 1, func(f *fixture) { f.param("crew_effort_week", 2) }},
	{"announced", "sale-projected", 0, func(f *fixture) { f.status(planner.Announced) }},
	{"projected", "sale-projected", 1, func(f *fixture) { f.status(planner.Projected) }},
	{"the terms as they are", "coupon-edited-while-active", 0, func(f *fixture) {
		f.now = f.at("2024-11-16 12:00")
		f.edit("C1", func(e *planner.Event) { e.Title = "Kitchen" })
	}},
	{"a hundredth of a percent", "coupon-edited-while-active", 1, func(f *fixture) {
		f.now = f.at("2024-11-16 12:00")
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2001 })
	}},
	{"a projected sale of one's own", "sale-projected", 0, func(f *fixture) { f.status(planner.Own) }},
}

// least returns the lowest margin of SKU-21 at an instant, in minor units.
func (f *fixture) least(at time.Time) int64 {
	q, err := pricing.New(f.p).At("SKU-21", at)
	if err != nil {
		f.t.Fatal(err)
	}
	return q.MarginWorst.Minor
}

// costing raises the cost of SKU-21 by what it leaves, so that it leaves left.
func (f *fixture) costing(margin, left int64) {
	f.product("SKU-21", func(x *planner.Product) { x.Cost, x.MarginFloor = x.Cost+margin-left, 1 })
}

// floorAt gives SKU-21 a margin floor, in basis points of its list price.
func (f *fixture) floorAt(b int64) {
	f.product("SKU-21", func(x *planner.Product) { x.MarginFloor = planner.BasisPoints(b) })
}

// videos adds so many to the one of the 21st of October.
func (f *fixture) videos(n int) {
	for i := range n {
		f.video(string(rune('a'+i)), "2024-10-21 18:00", "kitchen", planner.VideoDetail{Type: planner.Unboxing, Effort: 1})
	}
}

// videoSum is what the videos of the plan cost.
func (f *fixture) videoSum() (sum int64) {
	f.edit("V1", func(e *planner.Event) { e.Clip.Cost = 4700 })
	for _, e := range f.p.Events.All() {
		if e.Clip != nil {
			sum += e.Clip.Cost
		}
	}
	return sum
}

func (f *fixture) filmed(budget int64) { f.shop(func(s *planner.Shop) { s.VideoBudget = budget }) }

// stocked gives every product so many units.
func (f *fixture) stocked(units int) {
	for _, q := range f.p.Products.All() {
		f.product(q.SKU, func(x *planner.Product) { x.Stock, x.InboundStock = units, 0 })
	}
}

func (f *fixture) status(s string) {
	h := f.p.Head
	h.Sale.Status = s
	f.do(planner.SetHead{Head: h})
}

func TestEveryRuleHasBothSidesOfItsLimit(t *testing.T) {
	sides := map[string][2]bool{}
	note := func(rule string, found bool) {
		s := sides[rule]
		if found {
			s[1] = true
		} else {
			s[0] = true
		}
		sides[rule] = s
	}
	for _, c := range slices.Concat(edges, bounds) {
		note(c.rule, c.want > 0)
	}
	for _, c := range traps {
		note(c.rule, c.want > 0)
	}
	for _, id := range ruleIDs() {
		if sides[id] != [2]bool{true, true} {
			t.Errorf("%s: just good %v, just bad %v", id, sides[id][0], sides[id][1])
		}
	}
}
