package pricing

import (
	"testing"

	"bfplanner/planner"
)

// pinched is a plan in which C1, a coupon of 25 % for all of the 20th, meets a flash deal of 20 % from 12:00 to
// 14:00 and a shallower coupon C3. Product a of 30.00 leaves little, b of 10.00 has no cost.
func pinched(t testing.TB) *planner.Plan {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Cost: 1700}, &planner.Product{SKU: "b", Line: "line", Price: 1000})
	p.Events = p.Events.Put(
		on(t, promo("C1", "seller_coupon", planner.Promo{PercentOff: 2500, PlatformShare: -1}), "2024-11-20T00:00", "2024-11-21T00:00"),
		on(t, promo("F2", "flash_deal", planner.Promo{PercentOff: 2000, PlatformShare: -1}), "2024-11-20T12:00", "2024-11-20T14:00"),
		on(t, promo("C3", "seller_coupon", planner.Promo{PercentOff: 500, PlatformShare: -1}), "2024-11-20T01:00", "2024-11-20T02:00"))
	return p
}

func TestPinchesStandWhereDiscountsMeet(t *testing.T) {
	list := New(pinched(t)).Pinches("C1")
	if len(list) != 2 || list[0].SKU != "a" || list[1].SKU != "b" {
		t.Fatalf("pinches %+v", list)
	}
	a := list[0]
	if want := pacific(t, "2024-11-20T12:00"); !a.At.Equal(want) {
		t.Errorf("at %v, want %v", a.At, want)
	}
	// 30.00 less 20 % is 24.00, less 25 % is 18.00, which is less than the cost and the fees on it.
	if a.Worst.Minor != 1800 || a.Lowest.Minor != 1800 || a.Price.Minor != 1800 || !a.Under() || !a.Applies || a.Room() >= 0 {
		t.Errorf("pinch %+v", a)
	}
	if b := list[1]; b.Under() || b.Worst.Minor != 600 {
		t.Errorf("pinch of b %+v", b)
	}
}

func TestPinchIsOfTheProductWithLeastRoom(t *testing.T) {
	p, ok := New(pinched(t)).Pinch("C1")
	if !ok || p.SKU != "a" {
		t.Errorf("pinch %+v, %v", p, ok)
	}
}

func TestPinchOfAnotherTimeKnowsTheLowestPrice(t *testing.T) {
	p := pinched(t)
	// Paid by the platform alone from 20:00 on, the price falls and the margin does not.
	p.Events = p.Events.Put(on(t, promo("P4", "platform_coupon", planner.Promo{PercentOff: 5000, PlatformShare: 10000}), "2024-11-20T20:00", "2024-11-20T22:00"))
	got, _ := New(p).Pinch("C1")
	// 30.00 less 25 % is 22.50, less half of that 11.25.
	if got.Lowest.Minor != 1125 || got.Worst.Minor != 1800 || got.Price.Minor != 1800 {
		t.Errorf("lowest %v, at the pinch %v", got.Lowest, got.Worst)
	}
}

func TestPinchOfABeatenPromotionSaysSo(t *testing.T) {
	got, ok := New(pinched(t)).Pinch("C3")
	// A buyer who leaves C1 unused has C3, which takes less: the stack with the lowest margin is C1's.
	if !ok || got.Applies {
		t.Errorf("%+v, %v", got, ok)
	}
}

func TestPinchAgreesWithTheQuoteThere(t *testing.T) {
	p := season(t)
	b := New(p)
	for _, e := range p.Events.All()[:60] {
		for _, x := range b.Pinches(e.ID) {
			q, err := b.At(x.SKU, x.At)
			if err != nil || q.MarginWorst != x.MarginWorst || q.Final != x.Final || x.Lowest.Minor > q.Worst.Minor || x.Floor != b.Floor(x.SKU) {
				t.Fatalf("%s on %s: %+v, the quote is %+v, %v", e.ID, x.SKU, x, q, err)
			}
		}
	}
}

func TestNothingIsPinchedWithoutAPromotionOrATime(t *testing.T) {
	p := pinched(t)
	late := promo("C9", "seller_coupon", planner.Promo{PercentOff: 500})
	late.Span = planner.Span{}
	p.Events = p.Events.Put(late)
	b := New(p)
	for _, id := range []string{"none", "C9"} {
		if _, ok := b.Pinch(id); ok || b.Pinches(id) != nil {
			t.Errorf("%s is pinched", id)
		}
	}
}

func BenchmarkPinchOfAShopCoupon(b *testing.B) {
	book := New(season(b))
	for b.Loop() {
		book.Pinch("C0")
	}
}
