package schedule

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// showBlocks writes blocks as "11-28+3@3000", in the order of time.
func showBlocks(list []block) []string {
	out := make([]string, len(list))
	for i, b := range list {
		d := b.days[0].date
		out[i] = fmt.Sprintf("%02d-%02d+%d@%d", d.Month, d.Day, len(b.days), b.depth)
	}
	return out
}

func TestBlocks(t *testing.T) {
	pacific := "America/Los_Angeles"
	for _, c := range []struct {
		name  string
		sale  planner.Sale
		turns bool
		want  []string
	}{
		{"us-2024, lines take turns", *saleOf(t, "us-2024"), true,
			[]string{"11-25+3@2500", "11-22+3@2500", "11-19+3@2500", "11-16+3@2000", "11-13+3@2000", "11-28+3@3000", "12-01+2@3000"}},
		{"us-2024, all lines at once", *saleOf(t, "us-2024"), false, []string{"11-21+5@2500", "11-14+5@2000", "11-28+5@3000"}},
		{"without a peak", sale(t, "2024-06-01", "2024-06-12", pacific), true,
			[]string{"06-10+3@2500", "06-07+3@2500", "06-04+3@2500", "06-01+3@2000"}},
		{"on after the peak, all lines at once", sale(t, "2024-11-28", "2024-12-10", pacific), false, []string{"11-28+5@3000", "12-06+5@2000"}},
		{"one day", sale(t, "2024-06-01", "2024-06-01", pacific), true, []string{"06-01+1@2500"}},
		{"one day, all lines at once", sale(t, "2024-06-01", "2024-06-01", pacific), false, []string{"06-01+1@2500"}},
	} {
		p := shopPlan(t, c.sale, plantest.Shop())
		got := showBlocks(newDraft(p, start(p)).blocks(c.turns))
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCouponsKeepLimits(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, _ := solve(t, p, start(p))
	coupons := kind(got, planner.Coupon, nil)
	for _, d := range got.Horizon() {
		lines := map[string]bool{}
		for _, e := range coupons {
			if e.Span.Overlaps(d.Span(got.Zone())) {
				lines[e.Line] = true
			}
		}
		if len(lines) > 2 {
			t.Errorf("%v: %d lines on coupon", d, len(lines))
		}
	}
	for i, a := range coupons {
		if n := len(a.Span.Dates(got.Zone())); n < 1 || n > 5 {
			t.Errorf("%s runs %d days", a.ID, n)
		}
		if !got.Sale.Span.Covers(a.Span) {
			t.Errorf("%s leaves the sale: %v", a.ID, a.Span)
		}
		for _, b := range coupons[i+1:] {
			if a.Line == b.Line && b.Span.Start.Sub(a.Span.End) < 48*time.Hour {
				t.Errorf("%s and %s of %s are less than two days apart", a.ID, b.ID, a.Line)
			}
		}
	}
}

func TestCouponBudget(t *testing.T) {
	for _, budget := range []int64{1, 30_000, 100_000, 596_000, 5_000_000} {
		p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Shops[0].CouponBudget = budget }))
		got, _ := solve(t, p, start(p))
		var reserve int64
		for _, e := range kind(got, planner.Coupon, nil) {
			reserve += rules.CouponReserve(got, e).Minor
		}
		if reserve > budget {
			t.Errorf("coupons reserve %d of a budget of %d", reserve, budget)
		}
		if budget >= 100_000 && reserve*2 < budget && budget < 1_000_000 {
			t.Errorf("coupons reserve no more than %d of a budget of %d", reserve, budget)
		}
	}
}

func TestCouponBudgetIsSpreadOverTheSale(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Shops[0].CouponBudget = 596_000 }))
	got, _ := solve(t, p, start(p))
	depths := map[planner.BasisPoints]int{}
	for _, e := range kind(got, planner.Coupon, nil) {
		depths[e.Promo.PercentOff]++
		if e.Promo.PercentOff == 3000 && !e.Span.Overlaps(got.Sale.PeakSpan()) {
			t.Errorf("%s is of 30 %% before the peak", e.ID)
		}
	}
	if depths[2000] == 0 || depths[2500] == 0 || depths[3000] == 0 {
		t.Errorf("coupons by depth: %v, want some of each", depths)
	}
}

func TestCouponLeavesOutWhatCannotBearIt(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), eachProduct(func(_ int, x *planner.Product) {
		if x.SKU == "SKU-11" {
			x.Cost = x.Price * 80 / 100
		}
	}))
	got, _ := solve(t, p, start(p))
	bedding := kind(got, planner.Coupon, func(e *planner.Event) bool { return e.Line == "bedding" })
	if len(bedding) == 0 {
		t.Fatal("no coupon of the line")
	}
	for _, e := range bedding {
		if want := []string{"SKU-12", "SKU-13", "SKU-14", "SKU-15"}; !reflect.DeepEqual(e.Products, want) {
			t.Errorf("%s is of %v, want %v", e.ID, e.Products, want)
		}
	}
}

func TestCouponKeepsClearOfOtherCoupons(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	own := &planner.Event{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Products: []string{"SKU-15"}, Span: clock(t, p, "2024-11-26 00:00", "2024-11-30 00:00"),
		Promo: &planner.Promo{Tool: "seller_coupon", PercentOff: 1000, PlatformShare: -1}}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{own}})
	got, _ := solve(t, p, start(p))
	works := planner.Span{Start: own.Span.Start.Add(-24 * time.Hour), End: own.Span.End.Add(24 * time.Hour)}
	for _, e := range kind(got, planner.Coupon, func(e *planner.Event) bool { return e.Line == "bedding" && e.Promo.Tool == couponTool }) {
		if e.Span.Overlaps(works) {
			t.Errorf("%s at %v meets the user's coupon or what was claimed of either", e.ID, e.Span)
		}
	}
}

func TestFlashDealsKeepLimits(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, _ := solve(t, p, start(p))
	deals := kind(got, planner.Flash, nil)
	bySKU := map[string][]*planner.Event{}
	hours := map[time.Time]int{}
	for _, e := range deals {
		live, x := got.Event(e.Parent), got.Product(e.Products[0])
		if live == nil || !live.Span.Covers(e.Span) || live.Span.Length() < 4*time.Hour {
			t.Errorf("%s at %v is not in a long live", e.ID, e.Span)
		}
		if e.Span.Length() != 15*time.Minute || e.Promo.Quantity < 1 || e.Promo.Quantity > x.Stock {
			t.Errorf("%s lasts %v for %d units", e.ID, e.Span.Length(), e.Promo.Quantity)
		}
		if price := x.Price - got.Money(x.Price).Percent(e.Promo.PercentOff).Minor; price >= x.Low30 {
			t.Errorf("%s: %d is not below the 30-day low %d", e.ID, price, x.Low30)
		}
		bySKU[x.SKU] = append(bySKU[x.SKU], e)
		hours[e.Span.Start.Truncate(time.Hour)]++
	}
	for sku, list := range bySKU {
		if len(list) > 4 {
			t.Errorf("%d deals of %s", len(list), sku)
		}
		for i := 1; i < len(list); i++ {
			a, b := planner.DateOf(list[i-1].Span.Start, got.Zone()), planner.DateOf(list[i].Span.Start, got.Zone())
			if b.Sub(a) <= 2 {
				t.Errorf("deals of %s on %v and %v", sku, a, b)
			}
		}
	}
	for hour, n := range hours {
		if n > 2 {
			t.Errorf("%d deals in the hour of %v", n, hour)
		}
	}
}

func TestFlashOff(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	d := newDraft(p, start(p))
	for _, c := range []struct {
		name       string
		low        int64
		usual, off planner.BasisPoints
	}{
		{"no low known", 0, 0, 3000},
		{"well below", 9500, 0, 3000},
		{"not below", 7000, 0, 3100},
		{"just below", 7001, 0, 3000},
		{"its own discount", 9500, 1500, 1500},
		{"its own discount is not enough", 8000, 1550, 2100},
		{"half the price", 5000, 0, 0},
	} {
		x := &planner.Product{Price: 10000, Low30: c.low, FlashDiscount: c.usual}
		if got := d.flashOff(x); got != c.off {
			t.Errorf("%s: %d, want %d", c.name, got, c.off)
		}
	}
}

func TestFlashKeepsClearOfCampaignPrices(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	var skus []string
	for _, x := range p.Products.All() {
		if x.Line == "bedding" {
			skus = append(skus, x.SKU)
		}
	}
	own := &planner.Event{Kind: planner.Flash, Shop: "main", Channel: planner.TikTok, Products: skus, Span: p.Sale.Span,
		Promo: &planner.Promo{Tool: "campaign_price", PercentOff: 600, PlatformShare: -1}}
	got, _ := solve(t, plantest.Do(t, p, planner.Add{Events: []*planner.Event{own}}), start(p))
	deals := kind(got, planner.Flash, func(e *planner.Event) bool { return e.Promo.Tool == flashTool })
	if len(deals) < 8 {
		t.Errorf("%d deals, want other products in place of those with a campaign price", len(deals))
	}
	for _, e := range deals {
		if e.Line == "bedding" {
			t.Errorf("%s is of %v, which has a campaign price", e.ID, e.Products)
		}
	}
}
