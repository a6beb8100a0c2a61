package schedule

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// live adds a pinned live of a host.
func pinnedLive(id, host, studio string, start time.Time, hours int) *planner.Event {
	span := planner.Span{Start: start, End: start.Add(time.Duration(hours) * time.Hour)}
	return &planner.Event{ID: id, Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Pinned: true, Span: span,
		Live: &planner.LiveDetail{Studio: studio, Shifts: []planner.Shift{{Host: host, Span: span}}}}
}

func pinnedCoupon(id, line string, span planner.Span) *planner.Event {
	return &planner.Event{ID: id, Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: line, Pinned: true, Span: span,
		Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 3000, PlatformShare: -1}}
}

// TestClashNamesTheFewestPins pins what cannot hold, beside much that can.
func TestClashNamesTheFewestPins(t *testing.T) {
	empty := plantest.Empty(t, "us-2024")
	now := empty.Sale.Campaign().Start
	at := func(clock string) time.Time { return plantest.At(t, empty, clock) }
	days := func(from, to string) planner.Span {
		return planner.Span{Start: at(from + " 00:00"), End: at(to + " 00:00")}
	}
	other := pinnedLive("L900", "b-host", "s1", at("2024-11-15 18:00"), 2)
	for _, c := range []struct {
		name   string
		events []*planner.Event
		poor   int64 // coupon budget, 0 leaves it
		rule   string
		want   []string
		fixes  int
	}{
		{"a host without a night's rest", []*planner.Event{pinnedLive("L901", "a-host", "s1", at("2024-11-20 21:00"), 3), pinnedLive("L902", "a-host", "s1", at("2024-11-21 08:00"), 2)}, 0, "host-rest", []string{"L901", "L902"}, 4},
		{"a host who works too long a day", []*planner.Event{pinnedLive("L901", "a-host", "s1", at("2024-11-20 08:00"), 4), pinnedLive("L902", "a-host", "s1", at("2024-11-20 15:00"), 4)}, 0, "host-hours-day", []string{"L901", "L902"}, 4},
		{"coupons over the budget", []*planner.Event{pinnedCoupon("C901", "pets", days("2024-11-27", "2024-12-01")), pinnedCoupon("C902", "kitchen", days("2024-11-27", "2024-12-01"))}, 100_000, "coupon-budget", nil, 3},
		{"two coupons of a line at once", []*planner.Event{pinnedCoupon("C901", "pets", days("2024-11-20", "2024-11-23")), pinnedCoupon("C902", "pets", days("2024-11-22", "2024-11-24"))}, 0, "", []string{"C901", "C902"}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := plantest.Do(t, empty, planner.Add{Events: append([]*planner.Event{other}, c.events...)})
			if c.poor > 0 {
				shop := *p.Shops.All()[0]
				shop.CouponBudget = c.poor
				p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&shop}})
			}
			_, err := Mend(t.Context(), MendRequest{Plan: p, Now: now, Change: 0.5, Moves: 100})
			got, ok := Clash(p, now, err)
			if !ok {
				t.Fatalf("no conflict: %v", err)
			}
			if c.rule != "" && got.Rule != c.rule || c.want != nil && !slices.Equal(got.Events, c.want) || slices.Contains(got.Events, "L900") || len(got.Fixes) < c.fixes {
				t.Errorf("%s between %v, %d fixes; want %s between %v", got.Rule, got.Events, len(got.Fixes), c.rule, c.want)
			}
			if got.Problem == nil || got.Problem.Key != "problem.clash" {
				t.Errorf("problem %v", got.Problem)
			}
			for _, f := range got.Fixes {
				n := plantest.Do(t, p, f.Command)
				_, err := Mend(t.Context(), MendRequest{Plan: n, Now: now, Change: 0.5, Moves: 100})
				if again, bad := Clash(n, now, err); bad && slices.Equal(again.Events, got.Events) {
					t.Errorf("%v mends nothing", f.Label)
				}
			}
		})
	}
	if _, ok := Clash(empty, now, errors.New("else")); ok {
		t.Error("any error is a conflict")
	}
	if _, ok := Clash(empty, now, context.Canceled); ok {
		t.Error("the end of a context is a conflict")
	}
}
