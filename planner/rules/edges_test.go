package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
)

// edges are plans on either side of a rule's limit: how many findings the rule has.
var edges = []struct {
	name string
	rule string
	want int
	make func(f *fixture)
}{
	{"30 minutes", "live-too-short", 0, func(f *fixture) { f.retime("L2", "2024-11-18 16:00", "2024-11-18 16:30") }},
	{"29 minutes", "live-too-short", 1, func(f *fixture) { f.retime("L2", "2024-11-18 16:00", "2024-11-18 16:29") }},
	{"20 minutes off the platform", "live-too-short", 0, func(f *fixture) {
		f.retime("L2", "2024-11-18 16:00", "2024-11-18 16:20")
		f.edit("L2", func(e *planner.Event) { e.Channel = "instagram" })
	}},
	{"13 hours", "live-too-long", 0, func(f *fixture) { f.retime("L2", "2024-11-18 09:00", "2024-11-18 22:00") }},
	{"13 hours and a minute", "live-too-long", 1, func(f *fixture) { f.retime("L2", "2024-11-18 09:00", "2024-11-18 22:01") }},
	{"13 hours over the night that is 25 hours long", "live-too-long", 0, func(f *fixture) { f.retime("L2", "2024-11-02 22:00", "2024-11-03 10:00") }},
	{"14 hours over that night", "live-too-long", 1, func(f *fixture) { f.retime("L2", "2024-11-02 22:00", "2024-11-03 11:00") }},

	{"lives that touch", "host-double-booked", 0, func(f *fixture) { f.live("L3", "2024-11-18 19:00", "2024-11-18 20:00", "b-host", "s2") }},
	{"a minute in common", "host-double-booked", 1, func(f *fixture) { f.live("L3", "2024-11-18 18:59", "2024-11-18 20:00", "b-host", "s2") }},
	{"two pairs", "host-double-booked", 2, func(f *fixture) {
		f.live("L3", "2024-11-18 16:30", "2024-11-18 17:30", "b-host", "s2")
		f.live("L4", "2024-11-18 18:00", "2024-11-18 20:00", "b-host", "s2")
	}},
	{"the night on which one o'clock comes twice", "host-double-booked", 0, func(f *fixture) {
		s := planner.Span{Start: f.at("2024-11-03 00:30"), End: f.at("2024-11-03 00:30").Add(time.Hour)} // to the first half past one
		f.add(planner.Event{ID: "L3", Kind: planner.Live, Span: s, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: "b-host", Span: s}}}})
		s = s.Shift(time.Hour) // to the second
		f.add(planner.Event{ID: "L4", Kind: planner.Live, Span: s, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: "b-host", Span: s}}}})
	}},
	{"in the backlog", "host-double-booked", 0, func(f *fixture) {
		f.live("L3", "2024-11-18 16:00", "2024-11-18 18:00", "b-host", "s2")
		f.edit("L3", func(e *planner.Event) { e.Span = planner.Span{} })
	}},
	{"another studio", "studio-double-booked", 0, func(f *fixture) { f.live("L3", "2024-11-18 18:00", "2024-11-18 20:00", "c-host", "s2") }},
	{"no studio at all", "studio-double-booked", 0, func(f *fixture) { f.live("L3", "2024-11-18 18:00", "2024-11-18 20:00", "c-host", "") }},
	{"an hour between", "studio-no-setup", 0, func(f *fixture) { f.live("L3", "2024-11-18 20:00", "2024-11-18 21:00", "c-host", "s1") }},
	{"59 minutes between", "studio-no-setup", 1, func(f *fixture) { f.live("L3", "2024-11-18 19:59", "2024-11-18 21:00", "c-host", "s1") }},
	{"an overlap is not a short set-up", "studio-no-setup", 0, func(f *fixture) { f.live("L3", "2024-11-18 18:00", "2024-11-18 21:00", "c-host", "s1") }},

	{"4 hours", "host-over-longest-shift", 0, func(f *fixture) { f.retime("L2", "2024-11-18 16:00", "2024-11-18 20:00") }},
	{"two shifts that touch are one", "host-over-longest-shift", 1, func(f *fixture) {
		f.retime("L2", "2024-11-18 16:00", "2024-11-18 21:00")
		f.relay("L2", "b-host", "b-host")
	}},
	{"another host between", "host-over-longest-shift", 0, func(f *fixture) {
		f.retime("L2", "2024-11-18 16:00", "2024-11-18 22:00")
		f.relay("L2", "b-host", "a-host", "b-host")
	}},
	{"an hour's break", "host-without-rest", 0, func(f *fixture) { f.live("L3", "2024-11-18 20:00", "2024-11-18 21:00", "b-host", "s2") }},
	{"10 hours overnight", "host-without-rest", 0, func(f *fixture) {
		f.live("L3", "2024-11-18 22:00", "2024-11-18 23:00", "b-host", "s2")
		f.live("L4", "2024-11-19 09:00", "2024-11-19 10:00", "b-host", "s2")
	}},
	{"9 hours overnight", "host-without-rest", 1, func(f *fixture) {
		f.live("L3", "2024-11-18 22:00", "2024-11-18 23:00", "b-host", "s2")
		f.live("L4", "2024-11-19 08:00", "2024-11-19 10:00", "b-host", "s2")
	}},
	{"weeks are counted from the start of seeding", "host-over-week", 0, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) { h.MaxWeek = 240 })
		f.live("L3", "2024-11-25 16:00", "2024-11-25 18:00", "b-host", "s2")
	}},
	{"works for every shop", "host-of-other-shop", 0, func(f *fixture) { f.put(&planner.Shop{ID: "second", Name: "Second shop"}) }},
	{"hours to midnight and on", "host-not-available", 0, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) {
			h.Hours = []planner.HostHours{{Day: time.Monday, From: 900, To: 1440}, {Day: time.Tuesday, From: 0, To: 60}}
		})
		f.retime("L2", "2024-11-18 22:00", "2024-11-19 01:00")
	}},
	{"a minute past the hours", "host-not-available", 1, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) {
			h.Hours = []planner.HostHours{{Day: time.Monday, From: 960, To: 1139}}
		})
	}},

	{"20 percent", "coupon-percent-sale-range", 0, func(f *fixture) { f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2000 }) }},
	{"30 percent", "coupon-percent-sale-range", 0, func(f *fixture) { f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 3000 }) }},
	{"19.99 percent", "coupon-percent-sale-range", 1, func(f *fixture) { f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 1999 }) }},
	{"30.01 percent", "coupon-percent-sale-range", 1, func(f *fixture) { f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 3001 }) }},
	{"40 percent of another tool", "coupon-percent-sale-range", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 4000})
	}},
	{"50 percent of that tool", "coupon-percent-tool-range", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 5000})
	}},
	{"51 percent of that tool", "coupon-percent-tool-range", 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 5100})
	}},
	{"an amount has no percentage", "coupon-percent-tool-range", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", AmountOff: 300})
	}},
	{"51 percent in one's own store", "coupon-percent-tool-range", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 5100})
		f.edit("C2", func(e *planner.Event) { e.Channel = "own" })
	}},
	{"the whole sale", "coupon-outside-sale", 0, func(f *fixture) { f.retime("C1", "2024-11-13 16:00", "2024-12-03 00:00") }},
	{"a minute early", "coupon-outside-sale", 1, func(f *fixture) { f.retime("C1", "2024-11-13 15:59", "2024-11-15 00:00") }},
	{"a minute late", "coupon-outside-sale", 1, func(f *fixture) { f.retime("C1", "2024-12-01 00:00", "2024-12-03 00:01") }},
	{"one after the other", "coupon-overlap", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-18 00:00", "2024-11-19 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},
	{"on other products", "coupon-overlap", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-17 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}, "SKU-41")
	}},
	{"on one product of the line", "coupon-overlap", 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-17 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 1000}, "SKU-22")
	}},
	{"a product discount is no coupon", "coupon-overlap", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-17 00:00", planner.Promo{Tool: "product_discount", PercentOff: 1000})
	}},
	{"a deeper coupon follows", "coupon-tail-overlap", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-18 00:00", "2024-11-19 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 3000})
	}},
	{"the tail is over", "coupon-tail-overlap", 0, func(f *fixture) {
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
		f.promo("C2", planner.Coupon, "2024-11-19 00:00", "2024-11-20 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},
	{"one new-customer coupon after the other", "second-new-customer-coupon", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000})
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-22 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000})
	}},
	{"on other products they still are two", "second-new-customer-coupon", 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-22 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000}, "SKU-21")
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-23 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000}, "SKU-31")
	}},
	{"two characters", "promo-code-chars", 0, func(f *fixture) { f.code("BF") }},
	{"eight characters", "promo-code-chars", 0, func(f *fixture) { f.code("BFCM2024") }},
	{"one character", "promo-code-chars", 1, func(f *fixture) { f.code("B") }},
	{"nine characters", "promo-code-chars", 1, func(f *fixture) { f.code("BFCM20245") }},
	{"none", "promo-code-chars", 1, func(f *fixture) { f.code("") }},
	{"a Chinese one", "promo-code-chars", 1, func(f *fixture) { f.code("黑五") }},

	{"72 hours", "flash-too-long", 0, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-23 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1500}, "SKU-21")
	}},
	{"20 minutes", "live-flash-length", 0, func(f *fixture) { f.retime("F1", "2024-11-15 16:30", "2024-11-15 16:50") }},
	{"21 minutes", "live-flash-length", 1, func(f *fixture) { f.retime("F1", "2024-11-15 16:30", "2024-11-15 16:51") }},
	{"half a minute", "live-flash-length", 1, func(f *fixture) {
		e := f.p.Event("F1")
		f.do(planner.Change{Events: []*planner.Event{withSpan(e, planner.Span{Start: e.Span.Start, End: e.Span.Start.Add(30 * time.Second)})}})
	}},
	{"to the last minute of the live", "live-flash-outside-live", 0, func(f *fixture) { f.retime("F1", "2024-11-15 17:45", "2024-11-15 18:00") }},
	{"a minute longer than the live", "live-flash-outside-live", 1, func(f *fixture) { f.retime("F1", "2024-11-15 17:46", "2024-11-15 18:01") }},
	{"in another live of the shop", "live-flash-outside-live", 0, func(f *fixture) { f.retime("F1", "2024-11-18 17:00", "2024-11-18 17:15") }},
	{"campaign price of another product", "flash-with-campaign-price", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-15 00:00", "2024-11-16 00:00", planner.Promo{Tool: "campaign_price", Price: 3000}, "SKU-22")
	}},
	{"campaign price after the deal", "flash-with-campaign-price", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-15 16:45", "2024-11-16 00:00", planner.Promo{Tool: "campaign_price", Price: 3000}, "SKU-21")
	}},
	{"at the low", "flash-not-below-30-day-low", 1, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1000}, "SKU-21")
		f.product("SKU-21", func(x *planner.Product) { x.Low30 = 3060 })
	}},
	{"a cent below it", "flash-not-below-30-day-low", 0, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1000}, "SKU-21")
		f.product("SKU-21", func(x *planner.Product) { x.Low30 = 3061 })
	}},
	{"at the low with a tool that allows it", "flash-not-below-30-day-low", 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "campaign_price", Price: 3060}, "SKU-21")
		f.product("SKU-21", func(x *planner.Product) { x.Low30 = 3060 })
	}},
	{"no low known", "flash-not-below-30-day-low", 0, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1000}, "SKU-21")
		f.product("SKU-21", func(x *planner.Product) { x.Low30 = 0 })
	}},

	{"the day after the gap", "video-order", 0, func(f *fixture) { f.retime("V2", "2024-10-23 08:00", "2024-10-23 08:15") }},
	{"the first is in the backlog", "video-order", 1, func(f *fixture) { f.edit("V1", func(e *planner.Event) { e.Span = planner.Span{} }) }},
	{"on the day it is ready", "video-not-ready", 0, func(f *fixture) {
		f.edit("V1", func(e *planner.Event) { e.Clip.Ready = planner.Date{Year: 2024, Month: 10, Day: 21} })
	}},
	{"on its last day", "video-late", 0, func(f *fixture) {
		f.edit("V2", func(e *planner.Event) { e.Clip.Due = planner.Date{Year: 2024, Month: 10, Day: 24} })
	}},
	{"a teaser does not seed", "no-seeding", 1, func(f *fixture) {
		f.do(planner.Remove{IDs: []string{"V1", "V2"}})
	}},
	{"a video of a product seeds its line", "no-seeding", 0, func(f *fixture) {
		f.edit("V1", func(e *planner.Event) { e.Line, e.Products = "", []string{"SKU-23"} })
		f.do(planner.Remove{IDs: []string{"V2"}})
	}},
	{"a live of the whole shop wants every line seeded", "no-seeding", 4, func(f *fixture) { f.edit("L2", func(e *planner.Event) { e.Line = "" }) }},
	{"a day before seeding", "event-outside-phase", 1, func(f *fixture) { f.retime("V1", "2024-10-13 23:00", "2024-10-13 23:15") }},
	{"the first minute of seeding", "event-outside-phase", 0, func(f *fixture) { f.retime("V1", "2024-10-14 00:00", "2024-10-14 00:15") }},
	{"a live after the sale", "event-outside-phase", 1, func(f *fixture) { f.retime("L2", "2024-12-03 16:00", "2024-12-03 18:00") }},
	{"a discount before the sale", "event-outside-phase", 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-01 00:00", "2024-11-02 00:00", planner.Promo{Tool: "product_discount", PercentOff: 1000})
	}},

	{"a budget to the cent", "ad-budget-exceeded", 0, func(f *fixture) { f.shop(func(s *planner.Shop) { s.AdBudget = 60000 }) }},
	{"no budget entered", "ad-budget-exceeded", 0, func(f *fixture) { f.shop(func(s *planner.Shop) { s.AdBudget = 0 }) }},
	{"a coupon budget to the cent", "coupon-budget-exceeded", 0, func(f *fixture) {
		n := CouponReserve(f.p, f.p.Event("C1")).Minor
		f.shop(func(s *planner.Shop) { s.CouponBudget = n })
	}},
	{"a cent less", "coupon-budget-exceeded", 1, func(f *fixture) {
		n := CouponReserve(f.p, f.p.Event("C1")).Minor
		f.shop(func(s *planner.Shop) { s.CouponBudget = n - 1 })
	}},
	{"done already", "milestone-late", 0, func(f *fixture) {
		f.retime("M-inbound", "2024-11-05 09:00", "2024-11-05 10:00")
		f.edit("M-inbound", func(e *planner.Event) { e.Task.Done = true })
	}},
	{"a second delivery after one in time", "milestone-late", 0, func(f *fixture) { f.task("M2", "2024-11-20 09:00", planner.Inbound) }},
	{"48 hours before the first live", "milestone-late", 0, func(f *fixture) { f.retime("M-approval", "2024-11-13 16:00", "2024-11-13 17:00") }},
	{"a minute later", "milestone-late", 1, func(f *fixture) { f.retime("M-approval", "2024-11-13 16:01", "2024-11-13 17:00") }},
	{"a live on Thanksgiving", "public-holiday", 1, func(f *fixture) { f.live("L3", "2024-11-28 16:00", "2024-11-28 18:00", "c-host", "s1") }},
	{"a live on Black Friday, a working day", "public-holiday", 0, func(f *fixture) { f.live("L3", "2024-11-29 16:00", "2024-11-29 18:00", "c-host", "s1") }},
}

// code adds a promo code on a quiet day.
func (f *fixture) code(code string) {
	f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: code})
}

func TestEdges(t *testing.T) {
	for _, c := range slices.Concat(edges, bounds) {
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			f := good(t)
			c.make(f)
			list := of(Check(f.p, f.now), c.rule)
			if len(list) != c.want {
				t.Errorf("%d findings, want %d: %v", len(list), c.want, fmt.Sprint(keys(list)))
			}
			mend(t, c.name, f)
		})
	}
}

func keys(list []Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, f.Key())
	}
	return out
}

func TestKeepFloorFindsTheDeepestThatHolds(t *testing.T) {
	f := good(t)
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 3000 })
	f.product("SKU-21", func(x *planner.Product) { x.Cost = 1300 })
	list := of(Check(f.p, f.now), "margin-below-floor")
	if len(list) == 0 {
		t.Fatal("the stack keeps its floor; the test needs one that does not")
	}
	fix := list[0].Fixes[0].Command.(KeepFloor)
	first := f.p.Event(fix.Events[0])
	n, err := fix.Apply(*f.p)
	if err != nil {
		t.Fatal(err)
	}
	got := n.Event(first.ID).Promo.PercentOff
	if got >= first.Promo.PercentOff || got%100 != 0 {
		t.Fatalf("%s goes from %d to %d", first.ID, first.Promo.PercentOff, got)
	}
	if len(of(Check(&n, f.now), "margin-below-floor")) != 0 {
		t.Errorf("at %d the floor is still broken", got)
	}
	g := good(t)
	g.p = f.p
	g.edit(first.ID, func(e *planner.Event) { e.Promo.PercentOff = got + 100 })
	if len(of(Check(g.p, f.now), "margin-below-floor")) == 0 {
		t.Errorf("a percent deeper, at %d, would hold too", got+100)
	}
}

func TestKeepFloorTakesTheProductOutWhereNoDepthHolds(t *testing.T) {
	f := good(t)
	f.product("SKU-21", func(x *planner.Product) { x.Cost, x.MarginFloor = 2400, 1 })
	before := Check(f.p, f.now)
	if !slices.ContainsFunc(before, func(x Finding) bool { return x.Rule == "price-below-cost" }) {
		t.Fatal("nothing sells below cost; the test needs it")
	}
	for range 4 {
		list := of(Check(f.p, f.now), "price-below-cost")
		if len(list) == 0 {
			break
		}
		f.do(list[0].Fixes[0].Command)
	}
	if left := of(Check(f.p, f.now), "price-below-cost"); len(left) != 0 {
		t.Errorf("still below cost: %v", keys(left))
	}
	if c := f.p.Event("C1"); c == nil || len(c.Products) > 0 && slices.Contains(c.Products, "SKU-21") && c.Promo.PercentOff >= 2000 && f.p.Event("F1") != nil {
		t.Errorf("the coupon is %+v", c)
	}
	if _, err := (KeepFloor{SKU: "SKU-21", Events: []string{"gone"}}).Apply(*f.p); err == nil {
		t.Error("an event that is gone makes no problem")
	}
}

func TestPlanWithoutRowsHasNothingToSay(t *testing.T) {
	f := good(t)
	p := &planner.Plan{Head: f.p.Head}
	for _, x := range Check(p, f.now) {
		if x.Rule != "milestone-missing" {
			t.Errorf("an empty plan has %s", x.Key())
		}
	}
	p.Sale.Zone = "Nowhere/Land" // a sale that no phases can be worked out for
	Check(p, f.now)
}
