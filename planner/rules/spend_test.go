package rules_test

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// TestSpends holds what each kind of event takes of a budget against the figure of the rule of that budget.
func TestSpends(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	loc := p.Zone()
	days := func(n int) planner.Span {
		d := planner.Date{Year: 2024, Month: time.November, Day: 2} // the night of the 3rd has 25 hours
		return planner.Span{Start: d.At(0, 0, loc), End: d.Add(n).At(0, 0, loc)}
	}
	coupon := func(tool string) *planner.Event {
		return &planner.Event{Kind: planner.Coupon, Span: days(3), Promo: &planner.Promo{Tool: tool, PercentOff: 2000, PlatformShare: -1}}
	}
	seller := coupon("seller_coupon")
	for _, c := range []struct {
		what   string
		e      *planner.Event
		budget rules.Budget
		amount int64
	}{
		{"a seller's coupon", seller, rules.CouponBudget, rules.CouponReserve(p, seller).Minor},
		{"a flash deal", &planner.Event{Kind: planner.Flash, Span: days(1), Promo: &planner.Promo{Tool: "flash_deal", PercentOff: 2000}}, "", 0},
		{"ads over three days", &planner.Event{Kind: planner.Ad, Span: days(3), Ad: &planner.AdDetail{Daily: 700}}, rules.AdBudget, 2100},
		{"ads that end at midnight", &planner.Event{Kind: planner.Ad, Span: days(1), Ad: &planner.AdDetail{Daily: 700}}, rules.AdBudget, 700},
		{"a video", &planner.Event{Kind: planner.Video, Span: days(1), Clip: &planner.VideoDetail{Cost: 4700}}, rules.VideoBudget, 4700},
		{"a video of the backlog", &planner.Event{Kind: planner.Video, Clip: &planner.VideoDetail{Cost: 4700}}, "", 0},
		{"a live", &planner.Event{Kind: planner.Live, Span: days(1), Live: &planner.LiveDetail{}}, "", 0},
	} {
		budget, amount := rules.Spends(p)(c.e)
		if budget != c.budget || amount != p.Money(c.amount) {
			t.Errorf("%s takes %v of %q, want %d of %q", c.what, amount, budget, c.amount, c.budget)
		}
	}
	if got := rules.CouponReserve(p, seller).Minor; got <= 0 {
		t.Errorf("the coupon's reserve is %d, which tells nothing", got)
	}
}
