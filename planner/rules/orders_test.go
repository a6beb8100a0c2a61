package rules

import (
	"math"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
)

// couponDays is a sale coupon of 25 % for the kitchen line over the days from and up to the second of November 2024.
func couponDays(t testing.TB, p *planner.Plan, from, to string, tool string) (*planner.Plan, *planner.Event) {
	e := &planner.Event{ID: "C1", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: "kitchen",
		Span:  planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)},
		Promo: &planner.Promo{Tool: tool, PercentOff: 2500, PlatformShare: -1}}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{e}})
	return p, p.Event("C1")
}

// samePrice gives every product one price, so that the reserve's mean price is everyone's.
func samePrice(t testing.TB, p *planner.Plan) *planner.Plan {
	var rows []planner.Row
	for _, x := range p.Products.All() {
		n := *x
		n.Price, n.Cost = 4000, 500
		rows = append(rows, &n)
	}
	return plantest.Do(t, p, planner.Put{Rows: rows})
}

func budgetOf(t testing.TB, p *planner.Plan, e *planner.Event) (units int, seller int64) {
	t.Helper()
	days, err := pricing.New(p).Budget(e.ID, Orders(p, e))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range days {
		units += d.Redemptions
		seller += d.SellerCost.Minor
	}
	return units, seller
}

func TestOrdersOverWholeDaysAtListPriceCostTheReserve(t *testing.T) {
	p, e := couponDays(t, samePrice(t, plantest.Empty(t, "us-2024")), "2024-11-18", "2024-11-22", "sale_coupon")
	_, got := budgetOf(t, p, e)
	want := CouponReserve(p, e).Minor
	if math.Abs(float64(got-want)) > 4 { // a cent of rounding a day
		t.Errorf("the budget is %d, the reserve %d", got, want)
	}
}

func TestOrdersOfHalfADayAreHalf(t *testing.T) {
	p, e := couponDays(t, samePrice(t, plantest.Empty(t, "us-2024")), "2024-11-18", "2024-11-19", "sale_coupon")
	whole, _ := budgetOf(t, p, e)
	p2, e2 := couponDays(t, samePrice(t, plantest.Empty(t, "us-2024")), "2024-11-18 12:00", "2024-11-19", "sale_coupon")
	half, _ := budgetOf(t, p2, e2)
	if d := whole - 2*half; whole == 0 || d < -1 || d > 1 {
		t.Errorf("%d orders in a day, %d in half of it", whole, half)
	}
}

func TestOrdersFollowTheDayAndTheProduct(t *testing.T) {
	p, e := couponDays(t, plantest.Empty(t, "us-2024"), "2024-11-18", "2024-12-02", "sale_coupon")
	orders := Orders(p, e)
	monday, friday := planner.Date{Year: 2024, Month: 11, Day: 18}, planner.BlackFriday(2024)
	if a, b := orders("SKU-21", monday), orders("SKU-21", friday); a <= 0 || b <= a {
		t.Errorf("%v orders on a Monday, %v on Black Friday", a, b)
	}
	if n := orders("SKU-11", monday); n != 0 {
		t.Errorf("%v orders of a product that the coupon is not for", n)
	}
}

func TestAToolInsideLivesIsOnAirAllItsTime(t *testing.T) {
	p, e := couponDays(t, plantest.Empty(t, "us-2024"), "2024-11-18", "2024-11-19", "sale_coupon")
	_, flash := couponDays(t, plantest.Empty(t, "us-2024"), "2024-11-18", "2024-11-19", "live_flash_sale")
	d := planner.Date{Year: 2024, Month: 11, Day: 18}
	usual, onAir := Orders(p, e)("SKU-21", d), Orders(p, flash)("SKU-21", d)
	if got, want := onAir/usual, 24/p.Num("reserve_live_hours"); math.Abs(got-want) > 1e-9 {
		t.Errorf("%v times as many, want %v", got, want)
	}
}

func TestOrdersOfAFixedPriceAreUpliftedByItsDepth(t *testing.T) {
	p, e := couponDays(t, samePrice(t, plantest.Empty(t, "us-2024")), "2024-11-18", "2024-11-19", "sale_coupon")
	fixed := *e
	fixed.Promo = &planner.Promo{Tool: "campaign_price", Price: 3000, PlatformShare: -1} // 25 % under 40.00
	d := planner.Date{Year: 2024, Month: 11, Day: 18}
	if a, b := Orders(p, e)("SKU-21", d), Orders(p, &fixed)("SKU-21", d); math.Abs(a-b) > 1e-9 {
		t.Errorf("%v with the coupon, %v at the price", a, b)
	}
}

func TestAnEventWithoutPromotionHasNoOrders(t *testing.T) {
	p := plantest.Plan(t, 50)
	for _, e := range p.Events.All() {
		if e.Promo == nil && Orders(p, e)("SKU-11", planner.BlackFriday(2024)) != 0 {
			t.Errorf("%s has orders", e.ID)
		}
	}
}
