package exposure_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/plantest"
	"bfplanner/planner/risk"
)

// plain is a plan that can be reckoned by hand: one product at 20.00 that costs 5.00, of which 100 are ordered
// on each of the 50 days from the start of seeding to the end of the sale, all of them alike.
func plain(t testing.TB, sale string) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, sale)
	n := *p
	n.Products = planner.TableOf(&planner.Product{SKU: "ONE", Line: "bedding", Name: "One", Price: 2000, Cost: 500, Stock: 10_000, Returns: 1000})
	p = &n
	flat := func(id string, n int, v float64) *planner.Param {
		x := &planner.Param{ID: id, Unit: "-", Origin: "own"}
		for range n {
			x.Values = append(x.Values, v)
		}
		return x
	}
	return plantest.Do(t, p, planner.Put{Rows: []planner.Row{flat("demand_seeding", 7, 1), flat("demand_main", 7, 1), flat("demand_peak", 5, 1),
		flat("demand_first_day", 1, 1), flat("shelf_cap_day", 1, 1000), flat("conv_shelf", 1, 1000)}})
}

func TestSalesOfThePlainPlan(t *testing.T) {
	for _, sale := range []string{"us-2024", "us-2025"} {
		days := exposure.Sales(plain(t, sale))
		if len(days) != 50 {
			t.Fatalf("%s: %d days", sale, len(days))
		}
		for _, d := range days {
			if d.Orders != 100 || d.GMV.Minor != 200_000 || d.Units["ONE"] != 100 {
				t.Errorf("%s %v: %d orders of %v", sale, d.Date, d.Orders, d.GMV)
			}
		}
	}
}

func TestStockEndsOrders(t *testing.T) {
	p := plain(t, "us-2024")
	few := *p.Product("ONE")
	few.Stock, few.InboundStock = 200, 50
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&few}})
	days := exposure.Sales(p)
	if got := fmt.Sprint(days[0].Orders, days[1].Orders, days[2].Orders, days[3].Orders, days[49].Orders); got != "100 100 50 0 0" {
		t.Errorf("orders %s", got)
	}
	m := exposure.New(p, p.Sale.Span.Start)
	if left, cost := m.Surplus(); left != 0 || cost.Minor != 0 {
		t.Errorf("%d units left of %v", left, cost)
	}
	if left, cost := exposure.New(plain(t, "us-2024"), p.Sale.Span.Start).Surplus(); left != 5000 || cost.Minor != 2_500_000 {
		t.Errorf("%d units left of %v, want 5,000 of 25,000.00", left, cost)
	}
}

// world is what happened, as in the table of risk windows, with what a plain plan of each sale had exposed at the
// midnight, in the market's zone, of the day on which it began. By hand, for a sale whose 50 days of 100 orders
// begin on Oct 14 (2024) or Oct 13 (2025):
//
//	unsold    = 2,000.00 a day still to come; the stock for it 100 units and 500.00 a day
//	unsettled = 1,880.00 (20.00 less 6 %) for each past day, all of it up to 13 days (5 to deliver, 7 to settle, 1 to pay
//	            out) after the day, then 1/31 less each day
//	returns   = 10 % of 2,000.00 for each day that is delivered, 5 days on, until Feb 10
//
// As of 2024-11-28: 45 days are past, 5 to come. The 13 days from Nov 15 are unpaid, of the 30 before them
// 1/31 to 30/31 are paid, which leaves 15 days' worth: 28 x 1,880.00. Delivered are 41 days.
var world = []struct {
	date                     string
	what                     string
	unsold24, owed24, back24 float64 // us-2024
	unsold25, owed25, back25 float64 // us-2025
}{
	{"2020-06-29", "India", 100_000, 0, 0, 100_000, 0, 0},
	{"2023-10-04", "Indonesia", 100_000, 0, 0, 100_000, 0, 0},
	{"2023-11-13", "Nepal", 100_000, 0, 0, 100_000, 0, 0},
	{"2024-01-31", "Resso in India", 100_000, 0, 0, 100_000, 0, 0},
	{"2024-04-24", "the law is signed", 100_000, 0, 0, 100_000, 0, 0},
	{"2024-05-15", "New Caledonia", 100_000, 0, 0, 100_000, 0, 0},
	{"2024-10-28", "Music: last transfer", 72_000, 1880 * (14 - 1.0/31), 2000, 100_000, 0, 0},
	{"2024-11-28", "Music closes", 10_000, 1880 * 28, 8200, 100_000, 0, 0},
	{"2025-01-17", "the Supreme Court", 0, 0, 10_000, 100_000, 0, 0},
	{"2025-01-18", "dark, and out of the stores", 0, 0, 10_000, 100_000, 0, 0},
	{"2025-01-19", "the deadline", 0, 0, 10_000, 100_000, 0, 0},
	{"2025-03-13", "Albania", 0, 0, 0, 100_000, 0, 0},
	{"2025-04-05", "first pause", 0, 0, 0, 100_000, 0, 0},
	{"2025-06-19", "second pause", 0, 0, 0, 100_000, 0, 0},
	{"2025-09-17", "third pause", 0, 0, 0, 100_000, 0, 0},
	{"2025-12-16", "fourth pause", 0, 0, 0, 0, 1880 * (29 - 464.0/31), 10_000},
	{"2026-01-22", "the joint venture", 0, 0, 0, 0, 0, 10_000},
	{"2026-01-23", "fifth pause", 0, 0, 0, 0, 0, 10_000},
	{"2026-01-26", "the outage", 0, 0, 0, 0, 0, 10_000},
}

func TestWhatHappenedAgainstThePlainPlans(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range world {
		for _, s := range []struct {
			sale               string
			unsold, owed, back float64
		}{{"us-2024", c.unsold24, c.owed24, c.back24}, {"us-2025", c.unsold25, c.owed25, c.back25}} {
			p := plain(t, s.sale)
			e := exposure.New(p, p.Sale.Span.Start).At(plantest.At(t, p, c.date+" 00:00"))
			if e.UnsoldGMV.Minor != int64(s.unsold*100) || e.StuckUnits*20 != int64(s.unsold) || e.StuckCost.Minor != int64(s.unsold*25) {
				t.Errorf("%s, %s: unsold %v in %d units of %v, want %.2f", c.what, s.sale, e.UnsoldGMV, e.StuckUnits, e.StuckCost, s.unsold)
			}
			// The night on which clocks go back lengthens a payout by an hour, and each day's part is rounded to a cent.
			if math.Abs(float64(e.Unsettled.Minor)-s.owed*100) > 2000 {
				t.Errorf("%s, %s: unsettled %v, want %.2f", c.what, s.sale, e.Unsettled, s.owed)
			}
			if e.OpenReturns.Minor != int64(s.back*100) {
				t.Errorf("%s, %s: returns %v, want %.2f", c.what, s.sale, e.OpenReturns, s.back)
			}
			if e.OpenCoupons != 0 || e.SunkCost.Minor != 0 || s.owed == 0 && e.Unsettled.Minor != 0 {
				t.Errorf("%s, %s: %+v", c.what, s.sale, e)
			}
		}
		seen[c.date] = true
	}
	// The table leaves no row of the presets out.
	p := plain(t, "us-2024")
	for _, w := range p.Risks.All() {
		date := w.ID[len(w.ID)-len(w.Kind)-11 : len(w.ID)-len(w.Kind)-1]
		if !seen[date] {
			t.Errorf("%s is not in the table", w.ID)
		}
	}
}

func TestHandReckonedCouponsAndCosts(t *testing.T) {
	p := plain(t, "us-2024")
	at := func(clock string) time.Time { return plantest.At(t, p, clock) }
	day := planner.Span{Start: at("2024-11-20 00:00"), End: at("2024-11-21 00:00")}
	flat := &planner.Param{ID: "coupon_uplift", Values: []float64{0, 0, 0}, Unit: "-", Origin: "own"}
	live := planner.Span{Start: at("2024-11-18 16:00"), End: at("2024-11-18 18:00")}
	none := &planner.Param{ID: "conv_live_cold", Values: []float64{0}, Unit: "-", Origin: "own"}
	p = plantest.Do(t, p, planner.Batch{Commands: []planner.Command{planner.Put{Rows: []planner.Row{flat, none}}, planner.Add{Events: []*planner.Event{
		{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Span: day, Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: 5000, Valid: 1440}},
		{Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Span: planner.Span{Start: at("2024-10-14 00:00"), End: at("2024-10-14 00:15")},
			Clip: &planner.VideoDetail{Type: planner.Unboxing, Cost: 5_000}},
		{Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: live, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: "a-host", Span: live}}}},
		{Kind: planner.Live, Shop: "main", Channel: "instagram", Span: live.Shift(24 * time.Hour), Live: &planner.LiveDetail{}},
	}}}})
	m := exposure.New(p, p.Sale.Span.Start)
	// The day on coupon sells 100 at 16.00: 1,600.00 in place of 2,000.00. At its noon 50 coupons were claimed in
	// the last 12 hours and work for 24: on average three quarters of them are not used yet, 37.5; the seller pays 2.00 of each.
	// At its end 100 were claimed and half are open; a day later none.
	for _, c := range []struct {
		at         string
		open, cost int64
	}{{"2024-11-20 00:00", 0, 0}, {"2024-11-20 12:00", 38, 7500}, {"2024-11-21 00:00", 50, 10_000}, {"2024-11-21 12:00", 13, 2500}, {"2024-11-22 00:00", 0, 0}} {
		if e := m.At(at(c.at)); e.OpenCoupons != c.open || e.OpenCouponCost.Minor != c.cost {
			t.Errorf("%s: %d coupons open of %v, want %d of %d", c.at, e.OpenCoupons, e.OpenCouponCost, c.open, c.cost)
		}
	}
	if got := m.At(p.Sale.Campaign().Start).UnsoldGMV.Minor; got != 9_960_000 {
		t.Errorf("the plan sells %d, want 99,600.00", got)
	}
	// The video costs 50.00, the live 76.00 + 2 h x (61.00 + 18.00) = 234.00; the live on another channel is not counted. After 40 of
	// 50 days and the coupon's day 79,600.00 are sold, 20,000.00 of 99,600.00 are to come: 284.00 x 20,000 / 99,600 = 57.02.
	if got := m.At(at("2024-11-23 00:00")).SunkCost.Minor; got != 5702 {
		t.Errorf("sunk %d, want 57.02", got)
	}
	if got := m.At(at("2024-10-14 00:00")).SunkCost.Minor; got != 0 {
		t.Errorf("sunk before the campaign: %d", got)
	}
}

func TestExpectedLossByHand(t *testing.T) {
	p := plain(t, "us-2024")
	p.Risks = planner.Table[*planner.RiskWindow]{}
	put := func(p *planner.Plan, id string, kind planner.RiskKind, date string, chance planner.BasisPoints) *planner.Plan {
		d, _ := planner.ParseDate(date)
		return plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: id, Markets: []string{"US"}, Kind: kind, Span: d.Span(p.Zone()), Probability: chance, Own: true}}})
	}
	now := plantest.At(t, p, "2024-11-01 00:00")
	if got := exposure.New(p, now).Expected(); got.Total().Minor != 0 || !got.Worst.IsZero() {
		t.Errorf("without windows %v", got)
	}
	// Nov 23 has 20,000.00 to sell, Nov 24 18,000.00; the larger counts with 40 %, the smaller with 50 % of the remaining 60 %.
	two := put(put(p, "a", planner.Outage, "2024-11-23", 4000), "b", planner.Outage, "2024-11-24", 5000)
	got := exposure.New(two, now).Expected()
	if got.Sale.Minor != 800_000+540_000 || got.Tail.Minor != 0 || got.Worst.String() != "2024-11-24" {
		t.Errorf("expected %+v, want 13,400.00 of the sale", got)
	}
	// A ban of the Shop on Jan 18 touches returns alone, all 10,000.00 of them.
	if got := exposure.New(put(p, "c", planner.CommerceOff, "2025-01-18", 10000), now).Expected(); got.Sale.Minor != 0 || got.Tail.Minor != 1_000_000 {
		t.Errorf("expected %+v, want 10,000.00 of the tail", got)
	}
}

func TestCurve(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := plantest.At(t, p, "2024-10-20 00:00")
	span := planner.Span{Start: plantest.At(t, p, "2025-01-17 00:00"), End: plantest.At(t, p, "2025-01-21 00:00")}
	m := exposure.New(p, now)
	list := m.Curve(span, 24*time.Hour)
	got := ""
	for _, x := range list {
		got += fmt.Sprint(planner.DateOf(x.At, p.Zone()).Day, " ", x.Down, " ", x.Survive, "; ")
	}
	if got != "17 0 10000; 18 0 10000; 19 3000 7000; 20 3000 4900; " {
		t.Errorf("curve %s", got)
	}
	if n := len(m.Curve(span, 0)); n != 4 {
		t.Errorf("%d points without a step, want one a day", n)
	}
	if n := len(m.Curve(planner.Span{Start: span.Start, End: span.Start}, 0)); n != 0 {
		t.Errorf("%d points of no span", n)
	}
}

func TestIndonesiaAgainstMyPlan(t *testing.T) {
	p := plain(t, "us-2024")
	shop, _ := p.Risks.Get("id-2023-10-04-commerce-off")
	start := plantest.At(t, p, "2024-11-28 00:00")
	q := plantest.Do(t, p, planner.Put{Rows: []planner.Row{risk.Rehearse(shop, p, start)}})
	now := plantest.At(t, p, "2024-11-20 00:00")
	// Certain from Nov 28 on: 10,000.00 unsold; of the tail the worst day counts, which begins with the most owed and to be returned.
	m := exposure.New(q, now)
	got := m.Expected()
	if got.Sale.Minor != 1_000_000 {
		t.Errorf("sale %v, want 10,000.00", got.Sale)
	}
	var worst int64
	for _, x := range m.Curve(planner.Span{Start: start, End: plantest.At(t, p, "2025-02-05 00:00")}, 0) {
		worst = max(worst, x.Tail().Minor)
	}
	if got.Tail.Minor != worst || worst == 0 {
		t.Errorf("tail %v, want the worst day's %d", got.Tail, worst)
	}
	if days := risk.Flagged(q, now, p.Sale.Span); len(days) != 5 {
		t.Errorf("%d days of the sale flagged, want the last five", len(days))
	}
}

func TestConcentrationAndSpread(t *testing.T) {
	p := plain(t, "us-2024")
	c := exposure.ConcentrationOf(p)
	// Shares 80, 7, 5, 5 and 3 %: 6,400 + 49 + 25 + 25 + 9.
	if c.Platform != 8000 || c.HHI != 6508 || len(c.Channels) != 5 || c.Channels[0].Channel.ID != planner.TikTok || c.Channels[1].Channel.ID != "own" {
		t.Errorf("concentration %+v", c)
	}
	e := exposure.New(p, p.Sale.Span.Start).At(plantest.At(t, p, "2024-11-23 00:00"))
	s := exposure.SpreadAt(p, e)
	// 20,000.00 on the platform are 80 % of 25,000.00.
	want := exposure.Spread{AllUnsold: p.Money(2_500_000), Target: 5000, LostToday: p.Money(2_000_000), LostAtTarget: p.Money(1_250_000),
		LostAsClaimed: p.Money(750_000), SalesAsClaimed: p.Money(3_625_000)}
	if s != want {
		t.Errorf("spread %+v, want %+v", s, want)
	}
	for _, id := range []string{exposure.SpreadLoss, exposure.SpreadUplift} {
		if x, ok := p.Params.Get(id); !ok || x.Origin != "seed" {
			t.Errorf("%s is %+v, want the article's claim", id, x)
		}
	}
	bare := *p
	bare.Channels = planner.Table[*planner.Channel]{}
	if exposure.ConcentrationOf(&bare).HHI != 0 || exposure.SpreadAt(&bare, e) != (exposure.Spread{}) {
		t.Error("a plan without channels has a concentration")
	}
}
