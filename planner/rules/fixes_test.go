package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// toldOnly are the rules that offer no edit, since what mends them is not on the plan or cannot be chosen for
// the user: their fix text says what to do.
var toldOnly = []string{
	"date-in-ban-window", "live-too-many-products", "video-budget-exceeded", "ad-budget-exceeded", "live-gap-short",
	"live-off-hours", "live-in-seeding", "crew-over-week", "product-without-cost", "fee-unknown", "sale-projected",
}

func TestEveryOtherRuleOffersAnEdit(t *testing.T) {
	fixed := map[string]bool{}
	for _, b := range bad {
		f := good(t)
		b.make(f)
		for _, x := range of(Check(f.p, f.now), b.rule) {
			fixed[b.rule] = fixed[b.rule] || len(x.Fixes) > 0
		}
	}
	for _, id := range ruleIDs() {
		if fixed[id] == slices.Contains(toldOnly, id) {
			t.Errorf("%s: offers an edit: %v", id, fixed[id])
		}
	}
}

// TestFixesDoWhatTheySay looks at the event after the first fix of the rule's bad plan.
func TestFixesDoWhatTheySay(t *testing.T) {
	clock := func(p *planner.Plan, e *planner.Event) string {
		return e.Span.Start.In(p.Zone()).Format("01-02 15:04") + " " + e.Span.End.In(p.Zone()).Format("01-02 15:04")
	}
	promo := func(_ *planner.Plan, e *planner.Event) string {
		return strings.TrimSpace(fmt.Sprintf("%d %d %d %s", e.Promo.PercentOff, e.Promo.AmountOff, e.Promo.Quantity, e.Promo.Code))
	}
	studio := func(_ *planner.Plan, e *planner.Event) string { return e.Live.Studio }
	hosts := func(_ *planner.Plan, e *planner.Event) string { return fmt.Sprint(e.Hosts()) }
	for _, c := range []struct {
		rule, id string
		of       func(*planner.Plan, *planner.Event) string
		want     string // "" where the event is to go
	}{
		{"event-in-ban-window", "L2", clock, "11-17 16:00 11-17 19:00"},
		{"live-too-short", "L2", clock, "11-18 16:00 11-18 16:30"},
		{"live-too-long", "L2", clock, "11-18 09:00 11-18 22:00"},
		{"studio-double-booked", "L3", studio, "s2"},
		{"live-no-studio", "L2", studio, "s1"},
		{"coupon-outside-sale", "C1", clock, "11-13 16:00 11-15 00:00"},
		{"coupon-percent-tool-range", "C2", promo, "500 0 0 KITCHEN"},
		{"coupon-percent-sale-range", "C1", promo, "2000 0 0"},
		{"second-new-customer-coupon", "C2", clock, "11-20 00:00 11-21 00:00"},
		{"promo-code-chars", "C2", promo, "1000 0 0 BLACKFRI"},
		{"same-promo-code", "C3", promo, "1000 0 0 bf102"},
		{"coupon-amount-tool-minimum", "C2", promo, "0 500 0"},
		{"coupon-edited-while-active", "C1", promo, "2000 0 0"},
		{"flash-too-long", "F2", clock, "11-20 00:00 11-23 00:00"},
		{"live-flash-length", "F1", clock, "11-15 16:30 11-15 16:50"},
		{"live-flash-outside-live", "F1", clock, "11-15 16:52 11-15 17:07"},
		{"flash-no-quantity", "F1", promo, "2000 0 50"},
		{"flash-with-campaign-price", "F1", promo, ""},
		{"coupon-overlap", "C1", clock, "11-15 00:00 11-16 00:00"},
		{"flash-not-below-30-day-low", "F2", promo, "1600 0 0"},
		{"early-discount-spoils-low", "D1", promo, "1400 0 0"},
		{"promo-without-products", "F2", promo, ""},
		{"promo-without-discount", "D1", promo, "500 0 0"},
		{"promo-two-discounts", "D1", promo, "0 200 0"},
		{"coupon-tail-overlap", "C1", clock, "11-15 00:00 11-17 00:00"},
		{"milestone-late", "M-inbound", clock, "11-01 09:00 11-01 10:00"},
		{"video-order", "V2", clock, "10-23 18:00 10-23 18:15"},
		{"video-not-ready", "V1", clock, "10-22 11:00 10-22 11:15"},
		{"video-late", "V2", clock, "10-23 18:00 10-23 18:15"},
		{"host-not-available", "L2", hosts, "[a-host]"},
	} {
		i := slices.IndexFunc(bad, func(b struct {
			rule string
			also []string
			make func(f *fixture)
		}) bool {
			return b.rule == c.rule
		})
		f := good(t)
		bad[i].make(f)
		list := of(Check(f.p, f.now), c.rule)
		at := slices.IndexFunc(list, func(x Finding) bool { return slices.Contains(x.Events, c.id) && len(x.Fixes) > 0 })
		if at < 0 {
			t.Errorf("%s: no finding about %s with a fix: %v", c.rule, c.id, keys(list))
			continue
		}
		n := plantest.Do(t, f.p, list[at].Fixes[0].Command)
		got := ""
		if e := n.Event(c.id); e != nil {
			got = c.of(n, e)
		}
		if got != c.want {
			t.Errorf("%s: %s becomes %q, want %q", c.rule, c.id, got, c.want)
		}
	}
}

func TestAdditionsAreWhatIsMissing(t *testing.T) {
	for rule, want := range map[string]planner.Kind{"teaser-missing": planner.Video, "no-seeding": planner.Video, "milestone-missing": planner.Milestone, "hedge-task-missing": planner.Milestone, "settlement-in-ban": planner.Milestone, "no-own-store-traffic": planner.Video, "coupon-addon": planner.Milestone} {
		i := 0
		for ; bad[i].rule != rule; i++ {
		}
		f := good(t)
		bad[i].make(f)
		before := f.p.Events.Len()
		f.do(of(Check(f.p, f.now), rule)[0].Fixes[0].Command)
		added := 0
		for _, e := range f.p.Events.All() {
			if e.Kind == want {
				added++
			}
		}
		if f.p.Events.Len() <= before || added == 0 {
			t.Errorf("%s: %d events before and %d after its fix", rule, before, f.p.Events.Len())
		}
	}
}

func TestSeveralCouponsGoWhereOneIsNotEnough(t *testing.T) {
	f := good(t)
	f.promo("C2", planner.Coupon, "2024-11-15 00:00", "2024-11-18 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}, "SKU-41", "SKU-42")
	f.promo("C3", planner.Coupon, "2024-11-15 00:00", "2024-11-18 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}, "SKU-51")
	r := newReserve(f.p)
	cost := func(id string) int64 { return r.of(f.p.Event(id)) }
	if cost("C1") < cost("C2") || cost("C2") < cost("C3") {
		t.Fatal("the test takes C1 to cost most and C3 least")
	}
	f.shop(func(s *planner.Shop) { s.CouponBudget = cost("C3") })
	f.do(f.one("coupon-budget-exceeded").Fixes[0].Command)
	if f.p.Event("C1") != nil || f.p.Event("C2") != nil || f.p.Event("C3") == nil {
		t.Error("want the two dearest gone")
	}
	g := good(t)
	g.edit("C1", func(e *planner.Event) { e.Pinned = true })
	g.shop(func(s *planner.Shop) { s.CouponBudget = 100 })
	if n := len(g.one("coupon-budget-exceeded").Fixes); n != 0 {
		t.Errorf("a pinned coupon would go: %d fixes", n)
	}
}

func TestCodesRunOut(t *testing.T) {
	f := good(t)
	f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "A"}, "SKU-21")
	tool := *f.p.Tool("promo_code")
	tool.CodeMin, tool.CodeMax = 1, 1
	f.put(&tool)
	for n := 2; n < 10; n++ {
		f.coupon(fmt.Sprintf("N%d", n), planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: fmt.Sprint(n)}, fmt.Sprintf("SKU-%d%d", 1+n/5, 1+n%5))
	}
	f.coupon("N1", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "a"}, "SKU-51")
	for _, x := range of(Check(f.p, f.now), "same-promo-code") {
		for _, fix := range x.Fixes {
			n := plantest.Do(t, f.p, fix.Command)
			for _, e := range n.Events.All() {
				if e.Promo != nil && len(e.Promo.Code) > 1 {
					t.Errorf("a code of %q where one character is all", e.Promo.Code)
				}
			}
		}
	}
}

func TestCount(t *testing.T) {
	got := Count([]Finding{{Severity: Block}, {Severity: Warn}, {Severity: Hint}, {Severity: Warn}})
	if got != (Totals{Block: 1, Warn: 2, Hint: 1}) {
		t.Errorf("counted %+v", got)
	}
}
