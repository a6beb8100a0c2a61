package rules

import (
	"math"
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// one returns the only finding of a rule.
func (f *fixture) one(rule string) Finding {
	f.t.Helper()
	list := of(Check(f.p, f.now), rule)
	if len(list) != 1 {
		f.t.Fatalf("%d findings of %s: %v", len(list), rule, keys(list))
	}
	return list[0]
}

func TestMarginsNameTheCouponThatWasClaimedBefore(t *testing.T) {
	f := good(t)
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 3000 })
	f.promo("F2", planner.Flash, "2024-11-18 06:00", "2024-11-18 12:00", planner.Promo{Tool: "flash_deal", PercentOff: 4000}, "SKU-25")
	f.product("SKU-25", func(x *planner.Product) { x.MarginFloor = 2500 })
	list := of(Check(f.p, f.now), "margin-below-floor")
	at := slices.IndexFunc(list, func(x Finding) bool {
		return len(x.Events) == 2 && slices.Contains(x.Events, "C1") && slices.Contains(x.Events, "F2")
	})
	if at < 0 {
		t.Fatalf("no stack of the deal and the coupon from before: %v", keys(list))
	}
	names := list[at].Args[4].(planner.Text)
	if names.Key != "rule.name.and" {
		t.Fatalf("named %v", names)
	}
	var claimed []planner.Text
	for _, a := range names.Args {
		if n, ok := a.(planner.Text); ok && n.Key == "rule.name.claimed" {
			claimed = append(claimed, n)
		}
	}
	if len(claimed) != 1 || claimed[0].Args[1] != f.p.Event("C1").Span.End || !strings.Contains(claimed[0].String(), "sale_coupon") {
		t.Errorf("claimed before: %v", claimed)
	}
	mend(t, "tail", f)
}

func TestTheDayOnWhichTheCouponBudgetRunsOut(t *testing.T) {
	f := good(t)
	days := newReserve(f.p).days(f.p.Event("C1"))
	if len(days) != 3 {
		t.Fatalf("%d days", len(days))
	}
	for n, c := range []struct {
		budget int64
		day    string // on which it runs out
	}{
		{days[0].cost - 1, "2024-11-15"},
		{days[0].cost, "2024-11-16"},
		{days[0].cost + days[1].cost, "2024-11-17"},
		{days[0].cost + days[1].cost + days[2].cost - 1, "2024-11-17"},
	} {
		f.shop(func(s *planner.Shop) { s.CouponBudget = c.budget })
		x := f.one("coupon-budget-exceeded")
		if got := x.Args[4].(planner.Date).String(); got != c.day || !x.Span.Start.Equal(f.at(c.day+" 00:00")) {
			t.Errorf("%d: runs out on %s, marked from %v; want %s", n, got, x.Span.Start, c.day)
		}
	}
}

func TestTwoCouponsSpendOneBudget(t *testing.T) {
	f := good(t)
	f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-17 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}, "SKU-41")
	r := newReserve(f.p)
	first := r.days(f.p.Event("C1"))
	f.shop(func(s *planner.Shop) { s.CouponBudget = first[0].cost + first[1].cost + r.of(f.p.Event("C2")) - 1 })
	if got := f.one("coupon-budget-exceeded").Args[4].(planner.Date).String(); got != "2024-11-16" {
		t.Errorf("runs out on %s, want the day on which both run", got)
	}
}

// TestStockByHand checks the day and the units by the formula. Kitchen's five products stand at 34, 41, 48, 55
// and 62 dollars with equal stock, so SKU-25 takes 62/240 of the line's orders; the line has a fifth of the airtime.
func TestStockByHand(t *testing.T) {
	f := good(t)
	f.small(30)
	list := of(Check(f.p, f.now), "stock-out-before-peak")
	at := slices.IndexFunc(list, func(x Finding) bool { return x.Detail == "SKU-25" })
	if at < 0 {
		t.Fatalf("findings %v", keys(list))
	}
	const rate = 2510 * 0.2 * 0.08 * 62 / 240
	friday := rate * 2 * 0.99 * 1.32 // two hours under a coupon of 20 %
	monday := rate * 3 * 1.0         // three hours without
	if friday > 30 || friday+monday < 30 {
		t.Fatalf("sells %v and %v; the test needs it to run out on Monday", friday, monday)
	}
	x := list[at]
	if d := x.Args[2].(planner.Date).String(); d != "2024-11-18" {
		t.Errorf("runs out on %s", d)
	}
	if want := int(math.Ceil(friday + monday - 30)); x.Args[3] != want {
		t.Errorf("%v units short, want %d", x.Args[3], want)
	}
	if x.Span != f.span("2024-11-18 00:00", "2024-11-28 00:00") {
		t.Errorf("marked %v, want from that day to the peak", x.Span)
	}
}

func TestASaleWithoutAPeakHasNoStockToSaveForIt(t *testing.T) {
	f := good(t)
	f.small(5)
	h := f.p.Head
	h.Sale.Span = f.span("2024-11-13 16:00", "2024-11-25 00:00")
	f.do(planner.SetHead{Head: h})
	if list := of(Check(f.p, f.now), "stock-out-before-peak"); len(list) > 0 {
		t.Errorf("findings %v", keys(list))
	}
}

func TestPromisedUnitsAreSharedEvenly(t *testing.T) {
	f := good(t)
	f.promo("F2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 2500, Quantity: 8}, "SKU-31", "SKU-32", "SKU-33")
	x := newIndex(pricing.New(f.p), f.now)
	d := x.newDemand(planner.Span{Start: x.phases[planner.Seeding].Start, End: x.phases[planner.Peak].Start})
	var got []int
	for i, q := range f.p.Products.All() {
		if strings.HasPrefix(q.SKU, "SKU-3") {
			n := 0
			for _, units := range d.claims[i] {
				n += units
			}
			got = append(got, n)
		}
	}
	if !slices.Equal(got, []int{3, 3, 2, 0, 0}) {
		t.Errorf("promised %v", got)
	}
}

func TestWhereASpoiltDealIsShown(t *testing.T) {
	f := good(t)
	f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31", "SKU-32")
	f.deal(1500, "SKU-31", "SKU-32")
	x := f.one("early-discount-spoils-low")
	if !slices.Equal(x.Events, []string{"D1", "F2"}) || x.Span != f.p.Event("D1").Span {
		t.Errorf("stands at %v, %v; want where the early discount stands", x.Events, x.Span)
	}
	q := f.p.Product("SKU-32") // the dearer is further off
	if x.Args[1] != q || x.Args[2] != f.p.Money(q.Price*8/10) || x.Args[4] != f.p.Money(q.Price*85/100) || x.Args[5].(planner.Date).String() != "2024-11-29" {
		t.Errorf("says %v", x.Args)
	}
	var depths []planner.BasisPoints
	for i, id := range []string{"D1", "F2"} {
		n, err := x.Fixes[i].Command.Apply(*f.p)
		if err != nil {
			t.Fatal(err)
		}
		depths = append(depths, n.Event(id).Promo.PercentOff)
	}
	if !slices.Equal(depths, []planner.BasisPoints{1400, 2100}) {
		t.Errorf("the fixes set %v, want the early one at 14 %% and the deal at 21 %%", depths)
	}
	f.now = f.at("2024-11-20 00:00")
	if x := f.one("early-discount-spoils-low"); x.Events[0] != "F2" || x.Span != f.p.Event("F2").Span {
		t.Errorf("with the discount past it stands at %v", x.Events)
	}
}

func TestTwoSpoilersAreTwoFindings(t *testing.T) {
	f := good(t)
	f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
	f.promo("D2", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "product_discount", PercentOff: 3000}, "SKU-31")
	f.deal(1500, "SKU-31")
	list := of(Check(f.p, f.now), "early-discount-spoils-low")
	if len(list) != 2 || list[0].Events[0] != "D1" || list[1].Events[0] != "D2" {
		t.Fatalf("findings %v", keys(list))
	}
	for _, x := range list {
		if len(x.Fixes) != 1 {
			t.Errorf("%s has %d fixes", x.Key(), len(x.Fixes))
		}
		for _, fix := range x.Fixes { // one shallower discount leaves the other, so only the deal can be mended
			if fix.Label.Key != "rule.early-discount-spoils-low.deal.fix" {
				t.Errorf("%s offers %v", x.Key(), fix.Label)
			}
		}
	}
}

// TestALiveDoesNotMoveIntoALoss moves a live with its flash deal to a day on which nothing else stands: allowed
// only where the deal alone leaves the floor.
func TestALiveDoesNotMoveIntoALoss(t *testing.T) {
	for _, c := range []struct {
		percent planner.BasisPoints
		tool    string
		share   planner.BasisPoints
		may     bool
	}{
		{2000, "live_flash_sale", -1, true},
		{6000, "live_flash_sale", -1, false}, // leaves 85 cents of the 408 that the floor demands
		{6000, "live_flash_sale", 10000, true},
		{5000, "gone", -1, true}, // a tool without a row sets no price
	} {
		f := good(t)
		f.edit("F1", func(e *planner.Event) { e.Promo.PercentOff, e.Promo.PlatformShare = c.percent, c.share })
		x := newIndex(pricing.New(f.p), f.now)
		moved := *f.p.Event("F1").At(f.p.Event("F1").Span.MoveDays(5, x.loc))
		o := *moved.Promo
		o.Tool, moved.Promo = c.tool, &o
		if got := x.aloneKeepsFloor(&moved); got != c.may {
			t.Errorf("%d off by %s: %v, want %v", c.percent, c.tool, got, c.may)
		}
		if c.tool == "live_flash_sale" && x.canMove(f.p.Event("L1"), 5, nil) != c.may {
			t.Errorf("%d off: the live may move or not, against its deal", c.percent)
		}
	}
}
