package pricing

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
)

// TestContributionIsTheForecasts holds Contribution against the formulas of the forecast's model, worked out
// here as the model writes them.
func TestContributionIsTheForecasts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		price := rapid.Float64Range(5, 200).Draw(rt, "price")
		depth := planner.BasisPoints(rapid.IntRange(0, 10000).Draw(rt, "depth"))
		platform := planner.BasisPoints(rapid.IntRange(0, 10000).Draw(rt, "share"))
		commission := planner.BasisPoints(rapid.IntRange(0, 2000).Draw(rt, "commission"))
		flash := planner.BasisPoints(rapid.IntRange(0, 9000).Draw(rt, "flash"))
		cogs, ship := rapid.Float64Range(0, 100).Draw(rt, "cogs"), rapid.Float64Range(0, 20).Draw(rt, "ship")
		d, s, c, f := depth.Fraction(), platform.Fraction(), commission.Fraction(), flash.Fraction()
		terms := Terms[float64]{Cost: cogs, Ship: ship, Referral: commission, OnPaid: true}
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-9 {
				rt.Fatalf("%s: %v, the model says %v", what, got, want)
			}
		}
		near("coupon", Contribution(terms, Sold[float64]{Paid: price * (1 - d), Platform: price * d * s}).Contribution,
			price*(1-d*(1-s))-c*price*(1-d)-cogs-ship)
		near("flash deal", Contribution(terms, Sold[float64]{Paid: price * (1 - f)}).Contribution,
			price*(1-f)*(1-c)-cogs-ship)
		terms.OnPaid = false
		deal := price * (1 - f)
		near("flash deal with coupon, as its legality has it", Contribution(terms, Sold[float64]{Paid: deal * (1 - d), Platform: deal * d * s}).Contribution,
			price*(1-f)*(1-d*(1-s))*(1-c)-cogs-ship)
	})
}

// TestWholeContributionIsTheModelsRounded has whole cents and the model's numbers never apart by more than their roundings.
func TestWholeContributionIsTheModelsRounded(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		paid, platform := int64(rapid.IntRange(0, 20000).Draw(rt, "paid")), int64(rapid.IntRange(0, 5000).Draw(rt, "platform"))
		rate := func(name string) planner.BasisPoints {
			return planner.BasisPoints(rapid.IntRange(0, 3000).Draw(rt, name))
		}
		whole := Terms[int64]{Cost: 900, Ship: 333, PerOrder: 30, Referral: rate("referral"), Campaign: rate("campaign"), Affiliate: rate("affiliate"), Returns: rate("returns")}
		model := Terms[float64]{900, 333, 30, whole.Referral, whole.Campaign, whole.Affiliate, whole.Returns, false}
		m := Contribution(whole, Sold[int64]{paid, platform, 499})
		f := Contribution(model, Sold[float64]{float64(paid), float64(platform), 499})
		if math.Abs(float64(m.Contribution)-f.Contribution) > 2 {
			rt.Fatalf("%d cents, the model says %v", m.Contribution, f.Contribution)
		}
		if m.Contribution != m.Revenue-m.Referral-m.PerOrder-m.Campaign-m.Affiliate-m.Cost-m.Ship-m.Returns {
			rt.Fatalf("lines of %+v do not add up", m)
		}
	})
}

func TestUnitMargin(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Cost: 1000, Ship: 500, ShipFee: 200, Affiliate: 1000, Returns: 800})
	// 20.00 paid, 4.00 by the platform: on 24.00 referral 6 % 1.44, campaign 1 % 0.24, affiliate 10 % 2.40; returns 8 % of 5.00.
	m, err := New(p).UnitMargin("a", noon, planner.Money{Minor: 2000, Currency: "USD"}, planner.Money{Minor: 400, Currency: "USD"}, 100)
	want := Margin[int64]{Revenue: 2600, Referral: 144, Campaign: 24, Affiliate: 240, Cost: 1000, Ship: 500, Returns: 40, Contribution: 652}
	if err != nil || m != want {
		t.Errorf("%+v %v, want %+v", m, err, want)
	}
	m, err = New(p).UnitMargin("a", pacific(t, "2024-03-01T12:00"), p.Money(2000), p.Money(0), 0)
	want = Margin[int64]{Revenue: 2200, Referral: 40, PerOrder: 30, Affiliate: 200, Cost: 1000, Ship: 500, Returns: 40, Contribution: 390}
	if err != nil || m != want {
		t.Errorf("under the old fee %+v %v, want %+v", m, err, want)
	}
}

func TestMarketsHaveTheirOwnFees(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	for _, c := range []struct {
		market string
		at     string
		want   int64
	}{{"GB", "2024-11-20T12:00Z", 2730}, {"GB", "2024-08-20T12:00Z", 3000}, {"DE", "2026-11-20T12:00Z", 2730}, {"DE", "2025-11-20T12:00Z", 3000}, {"US", "2026-11-20T12:00Z", 2820}} {
		n := *p
		n.Market.ID = c.market
		q, err := New(&n).At("a", pacific(t, c.at))
		if err != nil || q.MarginFinal.Minor != c.want {
			t.Errorf("%s at %s: %v %v, want %d", c.market, c.at, q.MarginFinal, err, c.want)
		}
	}
}

func TestTheHigherCampaignFeeCounts(t *testing.T) {
	for _, c := range []struct {
		tool, market planner.BasisPoints
		want         int64 // of 20.00 after 6 % 1.20
	}{{0, 100, 1880}, {100, 100, 1860}, {300, 100, 1820}, {100, 300, 1820}} {
		p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
		tool := *p.Tool("campaign_price")
		tool.CampaignFee = c.tool
		p.Tools = p.Tools.Put(&tool)
		fee, ok := p.Fees.Get("us-campaign")
		if !ok {
			t.Fatal("no campaign fee in the presets")
		}
		f := *fee
		f.Percent = c.market
		p.Fees = p.Fees.Put(&f)
		q, err := New(p).With(promo("C1", "campaign_price", planner.Promo{Price: 2000})).At("a", noon)
		if err != nil || q.MarginFinal.Minor != c.want {
			t.Errorf("tool %d, market %d: %v %v, want %d", c.tool, c.market, q.MarginFinal, err, c.want)
		}
	}
}

func TestFloor(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3333}, &planner.Product{SKU: "b", Line: "line", Price: 3000, MarginFloor: 2000})
	book := New(p)
	if got := book.Floor("a"); got != p.Money(400) { // 12 % of 33.33 is 3.9996
		t.Errorf("the plan's floor of a: %v", got)
	}
	if got := book.Floor("b"); got != p.Money(600) {
		t.Errorf("b's own floor: %v", got)
	}
}

// trap is a plan in which a flash deal meets yesterday's coupon.
func trap(t testing.TB) *planner.Plan {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Cost: 1200, Ship: 300}, &planner.Product{SKU: "b", Line: "line2", Price: 3000, Cost: 2500, Ship: 300})
	coupon := on(t, promo("C1", "seller_coupon", planner.Promo{PercentOff: 2500}), "2024-11-19T00:00", "2024-11-20T00:00")
	flash := on(t, promo("F1", "flash_deal", planner.Promo{PercentOff: 3000}), "2024-11-20T09:00", "2024-11-20T11:00")
	coupon.Products, flash.Products = []string{"a"}, []string{"a"}
	p.Events = planner.TableOf(coupon, flash)
	return p
}

func TestLowestMargins(t *testing.T) {
	p := trap(t)
	list := New(p).LowestMargins()
	// b: 30.00 - 1.80 - 25.00 - 3.00 = 0.20, under 3.60 all through the campaign.
	// a, flash alone: 21.00 - 1.26 - 15.00 = 4.74; with the coupon claimed on the 19th: 15.75 - 0.95 - 15.00 = -0.20.
	if len(list) != 2 {
		t.Fatalf("%d shortfalls: %+v", len(list), list)
	}
	a, b := list[0], list[1]
	if a.SKU != "a" || a.Span != (planner.Span{Start: pacific(t, "2024-11-20T09:00"), End: pacific(t, "2024-11-20T11:00")}) {
		t.Errorf("a from %v to %v", a.Span.Start, a.Span.End)
	}
	if a.Margin != p.Money(-20) || a.Floor != p.Money(360) || a.Price != p.Money(1575) || fmt.Sprint(events(a.Chain)) != "[F1 C1]" {
		t.Errorf("%+v", a)
	}
	if b.SKU != "b" || b.Span != p.Sale.Campaign() || b.Margin != p.Money(20) || b.Price != p.Money(3000) || b.Chain != nil {
		t.Errorf("%+v", b)
	}
}

func TestShortfallOutsideTheCampaign(t *testing.T) {
	p := trap(t)
	early := on(t, promo("C2", "product_discount", planner.Promo{PercentOff: 5000}), "2024-08-01T00:00", "2024-08-02T00:00")
	early.Products = []string{"a"}
	list := New(p).With(early).LowestMargins()
	if len(list) != 3 || list[0].Span != early.Span || fmt.Sprint(events(list[0].Chain)) != "[C2]" {
		t.Errorf("%+v", list)
	}
	// b's list price is under its floor, which is reported of the campaign and of the late promotion, but not of the time between and before.
	late := on(t, promo("C3", "product_discount", planner.Promo{PercentOff: 500}), "2025-08-01T00:00", "2025-08-02T00:00")
	before := on(t, promo("C4", "product_discount", planner.Promo{PercentOff: 500}), "2024-08-01T00:00", "2024-08-02T00:00")
	late.Products, before.Products = []string{"b"}, []string{"b"}
	list = New(p).With(late, before).LowestMargins()
	if len(list) != 4 || list[1].Span != before.Span || list[2].Span != p.Sale.Campaign() || list[3].Span != late.Span {
		t.Errorf("%+v", list)
	}
}

func TestDeepestDiscountIsAWholePercent(t *testing.T) {
	p := trap(t)
	tool := *p.Tool("seller_coupon")
	tool.PercentMax = 2550
	p.Tools = p.Tools.Put(&tool)
	span := planner.Span{Start: pacific(t, "2024-11-15T00:00"), End: pacific(t, "2024-11-16T00:00")}
	if got, ok := New(p).DeepestDiscount([]string{"a"}, span, "seller_coupon"); got != 2500 || !ok {
		t.Errorf("%d %v", got, ok)
	}
}

func TestTheLatestFeeCounts(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	p.Fees = p.Fees.Put(&planner.Fee{ID: "aa", Market: "US", From: planner.Date{Year: 2024, Month: 11, Day: 1}, To: planner.Date{Year: 2024, Month: 11, Day: 30}, Percent: 800})
	for at, want := range map[string]int64{"2024-10-31T23:59": 2820, "2024-11-01T00:00": 2760, "2024-11-30T23:59": 2760, "2024-12-01T00:00": 2820} {
		q, err := New(p).At("a", pacific(t, at))
		if err != nil || q.MarginFinal.Minor != want {
			t.Errorf("%s: %v %v, want %d", at, q.MarginFinal, err, want)
		}
	}
}

func events(chain []Step) []string {
	var ids []string
	for _, s := range chain {
		ids = append(ids, s.Event)
	}
	return ids
}

func TestDeepestDiscount(t *testing.T) {
	day := func(d int) planner.Span {
		return planner.Date{Year: 2024, Month: time.November, Day: d}.Span(noon.Location())
	}
	p := trap(t)
	a := []string{"a"}
	for _, c := range []struct {
		name   string
		skus   []string
		day    int
		tool   string
		except []string
		want   planner.BasisPoints
		ok     bool
	}{
		// On the 15th nothing else runs. n % off leaves 30.00(1 - n)(1 - 6 %) - 15.00, to be 3.60 or more: 34 % leaves 19.80 - 1.19 - 15.00 = 3.61, 35 % 3.33.
		{"alone", a, 15, "seller_coupon", nil, 3400, true},
		// The sale coupon costs half: 30 % leaves 25.50 - 1.53 - 0.26 - 15.00 = 8.71.
		{"co-funded", a, 15, "sale_coupon", nil, 3000, true},
		// On the 20th F1 gives 30 % and C1's claims work until the 21st: one coupon an order, so the new one alone on 21.00: 6 % leaves 19.74 - 1.18 - 15.00 = 3.56, 5 % 19.95 - 1.20 - 15.00 = 3.75. But C1 has sunk F1 already.
		{"with the trap", a, 20, "seller_coupon", nil, 0, false},
		{"without the coupon", a, 20, "seller_coupon", []string{"C1"}, 500, true},
		{"without both", a, 20, "seller_coupon", []string{"C1", "F1"}, 3400, true},
		// The new coupon's claims of the 19th work on the 20th, when F1 gives 30 %.
		{"by its tail", a, 19, "seller_coupon", []string{"C1"}, 500, true},
		{"a product below its floor", []string{"a", "b"}, 15, "seller_coupon", nil, 0, false},
		{"not below the tool's range", a, 20, "sale_coupon", []string{"C1"}, 2000, false},
		{"unknown tool", a, 15, "no such", nil, 0, false},
		{"a tool without a price", a, 15, "live_giveaway", nil, 0, false},
		{"a sale coupon outside the sale", a, 5, "sale_coupon", nil, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := New(p).DeepestDiscount(c.skus, day(c.day), c.tool, c.except...)
			if ok != c.ok || ok && got != c.want {
				t.Errorf("%d %v, want %d %v", got, ok, c.want, c.ok)
			}
		})
	}
}
