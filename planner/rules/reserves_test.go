package rules

import (
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
)

// kitchen puts a coupon of 25 % for the kitchen line on the plan, from the 18th of November 2024 for four days.
func kitchen(t testing.TB, o planner.Promo) (*planner.Plan, []pricing.BudgetDay) {
	p := plantest.Empty(t, "us-2024")
	o.PercentOff = 2500
	e := &planner.Event{ID: "C1", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: "kitchen",
		Span: planner.Span{Start: plantest.At(t, p, "2024-11-18"), End: plantest.At(t, p, "2024-11-22")}, Promo: &o}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{e}})
	return p, CouponReserves(p)(p.Event("C1"))
}

func sums(days []pricing.BudgetDay) (units int, seller, platform int64) {
	for _, d := range days {
		units += d.Redemptions
		seller += d.SellerCost.Minor
		platform += d.PlatformCost.Minor
	}
	return units, seller, platform
}

func TestReservesByDayAddUpToTheReserve(t *testing.T) {
	for _, o := range []planner.Promo{
		{Tool: "seller_coupon"}, {Tool: "sale_coupon", PlatformShare: -1}, {Tool: "seller_coupon", Quantity: 10},
		{Tool: "seller_coupon", PlatformShare: 3000, Quantity: 15},
	} {
		p, days := kitchen(t, o)
		_, seller, _ := sums(days)
		if want := CouponReserve(p, p.Event("C1")).Minor; seller != want || want == 0 {
			t.Errorf("%+v: the days add up to %d, the reserve is %d", o, seller, want)
		}
		if len(days) != 4 || days[0].Date.String() != "2024-11-18" || days[3].Date.String() != "2024-11-21" {
			t.Errorf("%+v: days %+v", o, days)
		}
	}
}

func TestSellerAndPlatformShareTheReserve(t *testing.T) {
	_, alone := kitchen(t, planner.Promo{Tool: "seller_coupon"})
	_, half := kitchen(t, planner.Promo{Tool: "seller_coupon", PlatformShare: 5000})
	_, all := kitchen(t, planner.Promo{Tool: "seller_coupon", PlatformShare: 10000})
	units, whole, none := sums(alone)
	_, seller, platform := sums(half)
	if none != 0 || seller != platform || seller+platform-whole > 4 || whole-seller-platform > 4 || units == 0 {
		t.Errorf("alone %d units, %d and %d; shared %d and %d", units, whole, none, seller, platform)
	}
	if n, seller, platform := sums(all); n != units || seller != 0 || platform != whole {
		t.Errorf("paid by the platform: %d units, %d and %d", n, seller, platform)
	}
}

func TestReservesEndWithTheQuantity(t *testing.T) {
	_, free := kitchen(t, planner.Promo{Tool: "seller_coupon"})
	_, days := kitchen(t, planner.Promo{Tool: "seller_coupon", Quantity: free[0].Redemptions + 3})
	units, _, _ := sums(days)
	if units != free[0].Redemptions+3 || days[0].Sold || !days[1].Sold || days[2].Redemptions != 0 || !days[3].Sold {
		t.Errorf("days %+v", days)
	}
}

func TestOnlyPromotionsWithATimeHaveReserves(t *testing.T) {
	p, _ := kitchen(t, planner.Promo{Tool: "seller_coupon"})
	backlog := *p.Event("C1")
	backlog.Span = planner.Span{}
	video := &planner.Event{Kind: planner.Video, Span: p.Event("C1").Span}
	for _, e := range []*planner.Event{&backlog, video} {
		if days := CouponReserves(p)(e); days != nil {
			t.Errorf("%s has %+v", e.Kind, days)
		}
	}
}
