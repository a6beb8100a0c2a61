package rules

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// fixture builds plans for tests. Its verbs change the plan in place.
type fixture struct {
	t   testing.TB
	p   *planner.Plan
	now time.Time
}

// do makes the edit as the editor does.
func (f *fixture) do(c planner.Command) { f.p = Remember(f.p, plantest.Do(f.t, f.p, c), f.now) }

func (f *fixture) at(clock string) time.Time { return plantest.At(f.t, f.p, clock) }

func (f *fixture) span(from, to string) planner.Span {
	return planner.Span{Start: f.at(from), End: f.at(to)}
}

// edit changes a copy of the event and puts it in its place.
func (f *fixture) edit(id string, change func(*planner.Event)) {
	n := *f.p.Event(id)
	if n.Clip != nil {
		c := *n.Clip
		n.Clip = &c
	}
	if n.Live != nil {
		c := *n.Live
		c.Shifts = append([]planner.Shift(nil), c.Shifts...)
		n.Live = &c
	}
	if n.Promo != nil {
		c := *n.Promo
		n.Promo = &c
	}
	if n.Task != nil {
		c := *n.Task
		n.Task = &c
	}
	change(&n)
	f.do(planner.Change{Events: []*planner.Event{&n}})
}

// retime gives the event another span, with its shifts.
func (f *fixture) retime(id, from, to string) {
	f.do(planner.Change{Events: []*planner.Event{f.p.Event(id).At(f.span(from, to))}})
}

func (f *fixture) add(e planner.Event) {
	e.Shop, e.Channel = "main", planner.TikTok
	f.do(planner.Add{Events: []*planner.Event{&e}})
}

// live adds a session of one host in the studio with its teasers, about the kitchen line.
func (f *fixture) live(id, from, to, host, studio string) {
	s := f.span(from, to)
	f.add(planner.Event{ID: id, Kind: planner.Live, Span: s, Line: "kitchen", Live: &planner.LiveDetail{Studio: studio, Shifts: []planner.Shift{{Host: host, Span: s}}}})
	f.do(planner.Add{Events: Teasers(f.p, f.p.Event(id))})
}

func (f *fixture) promo(id string, kind planner.Kind, from, to string, o planner.Promo, products ...string) {
	o.PlatformShare = -1
	e := planner.Event{ID: id, Kind: kind, Span: f.span(from, to), Products: products, Promo: &o}
	if len(products) == 0 {
		e.Line = "kitchen"
	}
	f.add(e)
}

func (f *fixture) video(id, clock, line string, c planner.VideoDetail) {
	s := f.at(clock)
	f.add(planner.Event{ID: id, Kind: planner.Video, Line: line, Span: planner.Span{Start: s, End: s.Add(planner.PostLength)}, Clip: &c})
}

func (f *fixture) task(id, clock, kind string) {
	s := f.at(clock)
	f.add(planner.Event{ID: id, Kind: planner.Milestone, Span: planner.Span{Start: s, End: s.Add(time.Hour)}, Task: &planner.MilestoneDetail{Type: kind}})
}

// window draws a risk window of the user's over whole days, both included.
func (f *fixture) window(kind planner.RiskKind, first, last string) {
	f.do(planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: "own-1", Markets: []string{f.p.Market.ID}, Kind: kind, AllDay: true, Own: true, Title: "my worry",
		Probability: -1, Span: planner.Span{Start: f.at(first + " 00:00"), End: f.at(last+" 00:00").AddDate(0, 0, 1)}}}})
}

func (f *fixture) put(r planner.Row) { f.do(planner.Put{Rows: []planner.Row{r}}) }

// product changes a copy of a product.
func (f *fixture) product(sku string, change func(*planner.Product)) {
	n := *f.p.Product(sku)
	change(&n)
	f.put(&n)
}

// host changes a copy of a host.
func (f *fixture) host(id string, change func(*planner.Host)) {
	n := *f.p.Host(id)
	change(&n)
	f.put(&n)
}

// shop changes a copy of the shop.
func (f *fixture) shop(change func(*planner.Shop)) {
	s, _ := f.p.Shops.Get("main")
	n := *s
	change(&n)
	f.put(&n)
}

func (f *fixture) param(id string, values ...float64) {
	f.put(&planner.Param{ID: id, Values: values})
}

// good is a small campaign against which the book has nothing: us-2024 without the risk windows of the
// presets, seen from the start of preparation.
func good(t testing.TB) *fixture {
	f := &fixture{t: t, p: plantest.Empty(t, "us-2024")}
	f.p.Risks = planner.Table[*planner.RiskWindow]{}
	f.p.NextID = 100 // the fixtures name their events themselves
	f.now = f.p.Sale.Campaign().Start
	f.task("M-samples", "2024-10-01 09:00", planner.Samples)
	f.task("M-inbound", "2024-10-31 09:00", planner.Inbound)
	f.task("M-register", "2024-10-22 09:00", planner.Registration)
	f.task("M-approval", "2024-11-12 09:00", planner.Approval)
	f.video("V1", "2024-10-21 11:00", "kitchen", planner.VideoDetail{Type: planner.Unboxing, Effort: 1})
	f.video("V2", "2024-10-24 18:00", "kitchen", planner.VideoDetail{Type: planner.Tutorial, Effort: 2, After: "V1", AfterGap: 2})
	f.live("L1", "2024-11-15 16:00", "2024-11-15 18:00", "a-host", "s1")
	f.live("L2", "2024-11-18 16:00", "2024-11-18 19:00", "b-host", "s1")
	f.promo("C1", planner.Coupon, "2024-11-15 00:00", "2024-11-18 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	f.promo("F1", planner.Flash, "2024-11-15 16:30", "2024-11-15 16:45", planner.Promo{Tool: "live_flash_sale", PercentOff: 2000, Quantity: 50}, "SKU-21")
	f.edit("F1", func(e *planner.Event) { e.Parent = "L1" })
	f.add(planner.Event{ID: "A1", Kind: planner.Ad, Span: f.span("2024-11-14 00:00", "2024-11-20 00:00"), Ad: &planner.AdDetail{Daily: 10000}})
	return f
}

// windowInSale is what a window in the sale brings about before anything is done about it.
var windowInSale = []string{"date-in-ban-window", "hedge-task-missing", "no-own-store-traffic", "settlement-in-ban", "stock-beyond-ban"}

// bad is, for each rule, the least that brings exactly that rule about in the good plan. Where one fault is
// two findings by its nature, also names the others.
var bad = []struct {
	rule string
	also []string
	make func(f *fixture)
}{
	{"event-in-ban-window", append([]string{"coupon-tail-in-ban"}, windowInSale...), func(f *fixture) { f.window(planner.ServiceOff, "2024-11-18", "2024-11-18") }},
	{"price-below-cost", nil, func(f *fixture) { f.product("SKU-21", func(x *planner.Product) { x.Cost, x.MarginFloor = 2000, 1 }) }},
	{"margin-below-floor", nil, func(f *fixture) { f.product("SKU-21", func(x *planner.Product) { x.MarginFloor = 4000 }) }},
	{"host-double-booked", []string{"live-gap-short"}, func(f *fixture) {
		f.param("min_gap_hours", 3)
		f.live("L3", "2024-11-18 18:00", "2024-11-18 20:00", "b-host", "s2")
		f.live("L4", "2024-11-18 21:30", "2024-11-18 22:30", "c-host", "s2")
		f.shop(func(s *planner.Shop) { s.MaxSessionsDay = 3 })
	}},
	{"studio-double-booked", nil, func(f *fixture) { f.live("L3", "2024-11-18 18:00", "2024-11-18 20:00", "c-host", "s1") }},
	{"live-too-short", nil, func(f *fixture) { f.retime("L2", "2024-11-18 16:00", "2024-11-18 16:20") }},
	{"live-too-long", []string{"live-hours-a-day"}, func(f *fixture) {
		f.retime("L2", "2024-11-18 09:00", "2024-11-18 23:00")
		f.do(planner.Add{Events: Teasers(f.p, f.p.Event("L2"))})
		f.relay("L2", "a-host", "b-host", "c-host", "d-host", "a-host", "b-host", "c-host")
	}},
	{"coupon-outside-sale", nil, func(f *fixture) { f.retime("C1", "2024-11-12 00:00", "2024-11-15 00:00") }},
	{"coupon-percent-tool-range", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 100, Code: "KITCHEN"})
	}},
	{"coupon-percent-sale-range", nil, func(f *fixture) { f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 1500 }) }},
	{"second-new-customer-coupon", []string{"coupon-overlap"}, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-22 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000})
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-23 00:00", planner.Promo{Tool: "new_customer_coupon", PercentOff: 1000})
	}},
	{"same-promo-code", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-22 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-23 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "bf10"}, "SKU-22")
	}},
	{"coupon-amount-tool-minimum", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "follower_coupon", AmountOff: 499}, "SKU-25")
	}},
	{"coupon-edited-while-active", nil, func(f *fixture) {
		f.now = f.at("2024-11-16 12:00")
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2200 })
	}},
	{"promo-code-chars", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BLACK FRIDAY"})
	}},
	{"promo-length", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-20 00:05", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"promo-too-many-products", nil, func(f *fixture) {
		tool := *f.p.Tool("promo_code")
		tool.MaxProducts = 4
		f.put(&tool)
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"flash-too-long", nil, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-23 01:00", planner.Promo{Tool: "flash_deal", PercentOff: 2500}, "SKU-21")
	}},
	{"live-flash-length", nil, func(f *fixture) { f.retime("F1", "2024-11-15 16:30", "2024-11-15 17:00") }},
	{"live-flash-outside-live", nil, func(f *fixture) { f.retime("F1", "2024-11-15 19:00", "2024-11-15 19:15") }},
	{"flash-no-quantity", nil, func(f *fixture) { f.edit("F1", func(e *planner.Event) { e.Promo.Quantity = 0 }) }},
	{"flash-with-campaign-price", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-15 00:00", "2024-11-16 00:00", planner.Promo{Tool: "campaign_price", Price: 3000}, "SKU-21")
	}},
	{"date-in-ban-window", windowInSale, func(f *fixture) { f.window(planner.ServiceOff, "2024-11-25", "2024-11-26") }},
	{"no-seeding", nil, func(f *fixture) { f.edit("L2", func(e *planner.Event) { e.Line = "pets" }) }},
	{"teaser-missing", nil, func(f *fixture) { f.do(planner.Remove{IDs: []string{f.p.Children("L2")[0].ID}}) }},
	{"event-outside-phase", nil, func(f *fixture) {
		f.video("V3", "2024-10-02 11:00", "kitchen", planner.VideoDetail{Type: planner.Unboxing, Effort: 1})
	}},
	{"live-without-host", nil, func(f *fixture) {
		f.edit("L2", func(e *planner.Event) { e.Live.Shifts[0].Span.End = f.at("2024-11-18 18:00") })
	}},
	{"live-no-studio", nil, func(f *fixture) { f.edit("L2", func(e *planner.Event) { e.Live.Studio = "" }) }},
	{"live-too-many-products", nil, func(f *fixture) { f.param("live_products_max", 4) }},
	{"studio-no-setup", []string{"live-gap-short"}, func(f *fixture) { f.live("L3", "2024-11-18 19:30", "2024-11-18 21:00", "c-host", "s1") }},
	{"host-not-available", nil, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) { h.DaysOff = []planner.Date{{Year: 2024, Month: 11, Day: 18}} })
	}},
	{"host-of-other-shop", nil, func(f *fixture) {
		f.put(&planner.Shop{ID: "second", Name: "Second shop"})
		f.host("b-host", func(h *planner.Host) { h.Shops = []string{"second"} })
	}},
	{"host-over-longest-shift", nil, func(f *fixture) { f.retime("L2", "2024-11-18 16:00", "2024-11-18 21:00") }},
	{"host-without-rest", []string{"live-gap-short"}, func(f *fixture) { f.live("L3", "2024-11-18 19:30", "2024-11-18 21:00", "b-host", "s2") }},
	{"host-over-day", nil, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) { h.MaxDay = 240 })
		f.live("L3", "2024-11-18 21:00", "2024-11-18 23:00", "b-host", "s2")
	}},
	{"host-over-week", nil, func(f *fixture) {
		f.host("b-host", func(h *planner.Host) { h.MaxWeek = 240 })
		f.live("L3", "2024-11-20 16:00", "2024-11-20 18:00", "b-host", "s2")
	}},
	{"video-order", nil, func(f *fixture) { f.retime("V2", "2024-10-22 18:00", "2024-10-22 18:15") }},
	{"video-not-ready", nil, func(f *fixture) {
		f.edit("V1", func(e *planner.Event) { e.Clip.Ready = planner.Date{Year: 2024, Month: 10, Day: 22} })
	}},
	{"video-late", nil, func(f *fixture) {
		f.edit("V2", func(e *planner.Event) { e.Clip.Due = planner.Date{Year: 2024, Month: 10, Day: 23} })
	}},
	{"videos-a-day", nil, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.VideosPerDay = 1 })
		f.video("V3", "2024-10-21 18:00", "kitchen", planner.VideoDetail{Type: planner.Unboxing, Effort: 1})
	}},
	{"coupon-overlap", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-19 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},
	{"coupon-budget-exceeded", nil, func(f *fixture) { f.shop(func(s *planner.Shop) { s.CouponBudget = 100 }) }},
	{"video-budget-exceeded", nil, func(f *fixture) { f.shop(func(s *planner.Shop) { s.VideoBudget = 100 }) }},
	{"ad-budget-exceeded", nil, func(f *fixture) { f.shop(func(s *planner.Shop) { s.AdBudget = 59999 }) }},
	{"flash-not-below-30-day-low", nil, func(f *fixture) {
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1000}, "SKU-31")
		f.product("SKU-31", func(x *planner.Product) { x.Low30 = x.Price * 85 / 100 })
	}},
	{"early-discount-spoils-low", nil, func(f *fixture) {
		f.promo("D1", planner.Flash, "2024-11-14 00:00", "2024-11-16 00:00", planner.Promo{Tool: "product_discount", PercentOff: 2000}, "SKU-31", "SKU-32")
		f.promo("F2", planner.Flash, "2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1500}, "SKU-31")
	}},
	{"stock-out-before-peak", nil, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.ColdViewers = 2510 })
		for _, sku := range []string{"SKU-21", "SKU-22", "SKU-23", "SKU-24", "SKU-25"} {
			f.product(sku, func(x *planner.Product) { x.Stock = 55 })
		}
		f.edit("F1", func(e *planner.Event) { e.Promo.Quantity = 5 })
	}},
	{"promo-without-products", nil, func(f *fixture) {
		f.put(&planner.Line{ID: "empty", Shop: "main", Name: "Empty"})
		f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1500})
		f.edit("F2", func(e *planner.Event) { e.Line = "empty" })
	}},
	{"promo-without-discount", nil, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "product_discount"})
	}},
	{"promo-two-discounts", nil, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "product_discount", PercentOff: 1000, AmountOff: 200})
	}},
	{"promo-amount-above-price", nil, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "platform_coupon", AmountOff: 3500}, "SKU-21", "SKU-22")
	}},
	{"promo-price-above-list", nil, func(f *fixture) {
		f.promo("D1", planner.Coupon, "2024-11-14 00:00", "2024-11-14 20:00", planner.Promo{Tool: "campaign_price", Price: 5000}, "SKU-21", "SKU-25")
		f.product("SKU-21", func(x *planner.Product) { x.Low30 = 0 })
	}},
	{"fee-unknown", nil, func(f *fixture) { f.do(planner.Drop{Table: "fees", IDs: []string{"us-2024-04"}}) }},
	{"product-without-cost", nil, func(f *fixture) { f.product("SKU-21", func(x *planner.Product) { x.Cost = 0 }) }},
	{"stock-beyond-ban", windowInSale, func(f *fixture) {
		f.product("SKU-21", func(x *planner.Product) { x.InboundStock = 300 })
		f.window(planner.ServiceOff, "2024-11-25", "2024-11-26")
	}},
	{"coupon-tail-in-ban", windowInSale, func(f *fixture) { // with a day between the two
		f.edit("C1", func(e *planner.Event) { e.Promo.Valid = 3 * 24 * 60 })
		f.retime("A1", "2024-11-14 00:00", "2024-11-19 00:00")
		f.window(planner.ServiceOff, "2024-11-19", "2024-11-20")
	}},
	{"coupon-tail-in-ban", windowInSale, func(f *fixture) {
		f.retime("C1", "2024-11-16 00:00", "2024-11-19 00:00")
		f.retime("A1", "2024-11-14 00:00", "2024-11-19 00:00")
		f.window(planner.ServiceOff, "2024-11-19", "2024-11-20")
	}},
	{"settlement-in-ban", []string{"date-in-ban-window", "hedge-task-missing"}, func(f *fixture) { f.window(planner.ServiceOff, "2025-01-05", "2025-01-06") }},
	{"no-own-store-traffic", windowInSale, func(f *fixture) { f.window(planner.Deadline, "2024-11-25", "2024-11-26") }},
	{"hedge-task-missing", []string{"date-in-ban-window"}, func(f *fixture) { f.window(planner.ServiceOff, "2025-01-25", "2025-01-26") }},
	{"milestone-missing", nil, func(f *fixture) { f.do(planner.Remove{IDs: []string{"M-inbound"}}) }},
	{"milestone-late", nil, func(f *fixture) { f.retime("M-inbound", "2024-11-05 09:00", "2024-11-05 10:00") }},
	{"public-holiday", nil, func(f *fixture) {
		f.retime("M-samples", "2024-10-14 09:00", "2024-10-14 10:00")
		f.param("samples_days", 20)
	}},
	{"live-hours-a-day", nil, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.MaxHoursDay = 4 })
		f.live("L3", "2024-11-18 21:00", "2024-11-18 23:00", "c-host", "s2")
	}},
	{"live-sessions-a-day", nil, func(f *fixture) {
		f.shop(func(s *planner.Shop) { s.MaxSessionsDay = 1 })
		f.live("L3", "2024-11-18 21:00", "2024-11-18 23:00", "c-host", "s2")
	}},
	{"live-gap-short", nil, func(f *fixture) { f.live("L3", "2024-11-18 20:00", "2024-11-18 22:00", "c-host", "s2") }},
	{"live-off-hours", nil, func(f *fixture) { f.param("close_hour", 18) }},
	{"live-in-seeding", nil, func(f *fixture) {
		f.live("L3", "2024-11-12 16:00", "2024-11-12 18:00", "c-host", "s2")
		f.param("approval_minutes", 60)
	}},
	{"crew-over-week", nil, func(f *fixture) { f.param("crew_effort_week", 2) }},
	{"coupon-tail-overlap", nil, func(f *fixture) {
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
		f.promo("C2", planner.Coupon, "2024-11-18 00:00", "2024-11-20 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},
	{"coupon-tail-overlap", nil, func(f *fixture) { // with time between the two
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
		f.promo("C2", planner.Coupon, "2024-11-18 06:00", "2024-11-20 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},
	{"coupon-addon", nil, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 1000})
	}},
	{"sale-projected", nil, func(f *fixture) {
		h := f.p.Head
		h.Sale.Status = planner.Projected
		f.do(planner.SetHead{Head: h})
	}},
}

// relay gives a live shifts of equal length, one for each of the hosts.
func (f *fixture) relay(id string, hosts ...string) {
	f.edit(id, func(e *planner.Event) {
		length := e.Span.Length() / time.Duration(len(hosts))
		e.Live.Shifts = nil
		for i, h := range hosts {
			start := e.Span.Start.Add(time.Duration(i) * length)
			e.Live.Shifts = append(e.Live.Shifts, planner.Shift{Host: h, Span: planner.Span{Start: start, End: start.Add(length)}})
		}
	})
}
