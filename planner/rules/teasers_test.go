package rules

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestTeasers(t *testing.T) {
	f := good(t)
	live := f.p.Event("L2")
	if got := Teasers(f.p, live); len(got) != 0 {
		t.Fatalf("a live with its teasers lacks %d", len(got))
	}
	for _, c := range f.p.Children("L2") {
		f.do(planner.Remove{IDs: []string{c.ID}})
	}
	missing := Teasers(f.p, live)
	if len(missing) != 2 {
		t.Fatalf("%d teasers missing, want 2", len(missing))
	}
	for i, lead := range []time.Duration{24 * time.Hour, time.Hour} {
		m := missing[i]
		if live.Span.Start.Sub(m.Span.Start) != lead || m.Parent != "L2" || m.Clip.Type != planner.Teaser || m.Clip.Reach != 300 || m.Span.Length() != planner.PostLength {
			t.Errorf("teaser %+v %+v, want one %v before", m, m.Clip, lead)
		}
	}
	// A teaser moved by a few hours still counts; half the lead away it does not.
	for _, c := range []struct {
		before  time.Duration
		missing int
	}{{20 * time.Hour, 1}, {12 * time.Hour, 1}, {11 * time.Hour, 2}, {48 * time.Hour, 1}, {49 * time.Hour, 2}, {90 * time.Minute, 1}, {20 * time.Minute, 2}} {
		g := *f
		at := live.Span.Start.Add(-c.before)
		g.add(planner.Event{Kind: planner.Video, Parent: "L2", Span: planner.Span{Start: at, End: at.Add(planner.PostLength)}, Clip: &planner.VideoDetail{Type: planner.Teaser}})
		if got := len(Teasers(g.p, live)); got != c.missing {
			t.Errorf("with a teaser %v before, %d are missing, want %d", c.before, got, c.missing)
		}
	}
}

func TestTeaserThatIsPastIsNotAskedFor(t *testing.T) {
	f := good(t)
	for _, c := range f.p.Children("L2") {
		f.do(planner.Remove{IDs: []string{c.ID}})
	}
	now := f.at("2024-11-18 02:00") // the day-before post can no longer go out
	list := of(Check(f.p, now), "teaser-missing")
	if len(list) != 1 {
		t.Fatalf("%d findings", len(list))
	}
	if n := plantest.Do(t, f.p, list[0].Fixes[0].Command); len(n.Children("L2")) != 1 {
		t.Errorf("the fix adds %d teasers, want the one to come", len(n.Children("L2")))
	}
	if list := of(Check(f.p, f.at("2024-11-18 15:30")), "teaser-missing"); len(list) != 0 {
		t.Errorf("half an hour before the live, %d findings", len(list))
	}
}

func TestMilestonesCountBackFromTheSale(t *testing.T) {
	f := good(t)
	var ids []string
	for _, e := range f.p.Events.All() {
		if e.Kind == planner.Milestone {
			ids = append(ids, e.ID)
		}
	}
	f.do(planner.Remove{IDs: ids})
	want := map[string]string{planner.Samples: "2024-10-02 09:00", planner.Inbound: "2024-11-01 09:00", planner.Registration: "2024-10-23 09:00", planner.Approval: "2024-11-13 16:00"}
	got := Milestones(f.p, f.now)
	if len(got) != len(want) {
		t.Errorf("%d milestones, want %d", len(got), len(want))
	}
	for _, m := range got {
		if at := f.at(want[m.Task.Type]); !m.Span.Start.Equal(at) {
			t.Errorf("%s on %v, want %v", m.Task.Type, m.Span.Start, at)
		}
	}
	f.do(planner.Add{Events: got})
	if list := Check(f.p, f.now); len(list) != 0 {
		t.Errorf("with its milestones the plan has %v", found(list))
	}
	if late := Milestones(good(t).p, f.now); len(late) != 0 {
		t.Errorf("a plan with all milestones lacks %d", len(late))
	}
}

func TestCouponReserve(t *testing.T) {
	f := good(t)
	coupon := func(from, to string, o planner.Promo, products ...string) int64 {
		g := *f
		g.promo("C9", planner.Coupon, from, to, o, products...)
		return CouponReserve(g.p, g.p.Event("C9")).Minor
	}
	// The kitchen line's prices are 34, 41, 48, 55 and 62 dollars with equal stock: 48 on average. Half of 20 %
	// of that is 480 cents; 251 viewers x 4 h x 20 % airtime x 8 % = 16.064 orders at demand 1 and without uplift.
	// Friday 15 Nov: 480 x 16.064 x 0.99 x 1.32 = 10,076.30. Saturday: x 1.18 = 12,010.14.
	if got := coupon("2024-11-15 00:00", "2024-11-17 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}); got != 10076+12010 {
		t.Errorf("two days at 20 %%: %d, want 22086", got)
	}
	// Black Friday, 30 %: 720 x 16.064 x 3.91 x (1 + 0.61 x 1.3) = 81,085.88.
	if got := coupon("2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 3000}); got != 81086 {
		t.Errorf("Black Friday at 30 %%: %d, want 81086", got)
	}
	// Paid by the seller alone, of one product: 34 of the line's 240 dollars of stock; 340 cents at 10 %, whose
	// uplift is half of that at 20 %: 340 x 16.064 x 34/240 x 0.99 x 1.16 = 888.57.
	if got := coupon("2024-11-15 00:00", "2024-11-16 00:00", planner.Promo{Tool: "seller_coupon", PercentOff: 1000}, "SKU-21"); got != 889 {
		t.Errorf("one product at 10 %%: %d, want 889", got)
	}
	// No more than two claims of 480 cents.
	if got := coupon("2024-11-15 00:00", "2024-11-17 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000, Quantity: 2}); got != 960 {
		t.Errorf("two claims: %d, want 960", got)
	}
	if got := CouponReserve(f.p, f.p.Event("L1")); got.Minor != 0 {
		t.Errorf("a live reserves %v", got)
	}
}
