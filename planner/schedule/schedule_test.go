package schedule

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// solve plans and returns the new plan and the edit.
func solve(t testing.TB, p *planner.Plan, now time.Time) (*planner.Plan, planner.Batch) {
	t.Helper()
	cmd, err := Solve(context.Background(), Request{Plan: p, Now: now, Check: rules.Check}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, p, cmd), cmd.(planner.Batch)
}

// start returns the instant from which the plan's whole campaign is still to come.
func start(p *planner.Plan) time.Time { return p.Sale.Campaign().Start }

// kind returns the scheduled events of a kind that pass, in the order of their starts.
func kind(p *planner.Plan, k planner.Kind, pass func(*planner.Event) bool) []*planner.Event {
	var list []*planner.Event
	for _, e := range byStart(p.Events.All()) {
		if e.Kind == k && (pass == nil || pass(e)) {
			list = append(list, e)
		}
	}
	return list
}

// noBlock fails the test for each finding of severity block.
func noBlock(t testing.TB, p *planner.Plan, now time.Time) rules.Totals {
	t.Helper()
	list := rules.Check(p, now)
	for _, f := range list {
		if f.Severity == rules.Block {
			t.Errorf("%s %v %v %v", f.Rule, f.Events, f.Span, f.Args)
		}
	}
	return rules.Count(list)
}

// sale returns an own sale of the US market in that zone.
func sale(t testing.TB, from, to, zone string) planner.Sale {
	t.Helper()
	span, err := planner.ParseSalePeriod(from, to, zone)
	if err != nil {
		t.Fatal(err)
	}
	return planner.Sale{ID: "own", Market: "US", Name: "Own", Span: span, Zone: zone, Status: planner.Own}
}

// shopPlan returns a plan of the sale for a shop.
func shopPlan(t testing.TB, s planner.Sale, shop planner.ShopData) *planner.Plan {
	t.Helper()
	p, err := plantest.Presets(t).NewPlan("plan-own", "Own", s, shop)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSolveSampleShop(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, batch := solve(t, p, start(p))
	totals := noBlock(t, got, start(p))
	t.Logf("%v; findings %+v", batch.Why, totals)
	videos := kind(got, planner.Video, seeding)
	if len(videos) < 30 {
		t.Errorf("%d videos besides teasers, want at least 30", len(videos))
	}
	lives := kind(got, planner.Live, nil)
	if len(lives) < 15 {
		t.Errorf("%d lives, want at least 15", len(lives))
	}
	long := kind(got, planner.Live, func(e *planner.Event) bool {
		return e.Span.Length() == 8*time.Hour && planner.DateOf(e.Span.Start, p.Zone()) == planner.BlackFriday(2024)
	})
	if len(long) != 1 {
		t.Errorf("%d lives of 8 hours on Black Friday, want 1", len(long))
	}
	coupons := kind(got, planner.Coupon, nil)
	for _, e := range coupons {
		if e.Promo.PercentOff < 2000 || e.Promo.PercentOff > 3000 {
			t.Errorf("coupon %s of %d", e.ID, e.Promo.PercentOff)
		}
	}
	if n := len(coupons); n == 0 || coupons[0].Promo.PercentOff != 2000 || coupons[n-1].Promo.PercentOff != 3000 {
		t.Errorf("%d coupons that do not rise from 20 to 30 %%", n)
	}
	if flashes := kind(got, planner.Flash, nil); len(flashes) < 8 {
		t.Errorf("%d flash deals, want at least one an hour of the long live", len(flashes))
	}
}

func TestSolveRampsUp(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, _ := solve(t, p, start(p))
	half := p.Sale.Span.Start.AddDate(0, 0, -15)
	early := kind(got, planner.Video, func(e *planner.Event) bool { return seeding(e) && e.Span.Start.Before(half) })
	late := kind(got, planner.Video, func(e *planner.Event) bool { return seeding(e) && !e.Span.Start.Before(half) })
	if len(late) <= len(early) {
		t.Errorf("%d videos in the first half of seeding and %d in the second", len(early), len(late))
	}
}

func TestSolveIsDeterministicAndIdempotent(t *testing.T) {
	for _, id := range []string{"us-2023", "us-2024", "us-2025", "us-2026"} {
		p := plantest.Empty(t, id)
		first, a := solve(t, p, start(p))
		_, b := solve(t, p, start(p))
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: two runs differ", id)
		}
		again, c := solve(t, first, start(p))
		if changes := planner.Diff(first, again); len(changes) > 0 {
			t.Errorf("%s: planning again changes %d rows, first %s", id, len(changes), changes[0].ID)
		}
		if !reflect.DeepEqual(a.Why, c.Why) {
			t.Errorf("%s: planning again is called %v, not %v", id, c.Why, a.Why)
		}
	}
}

func TestSolveCancelled(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	for stop := 0; stop <= len(stages); stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		cmd, err := Solve(ctx, Request{Plan: p, Now: start(p), Check: rules.Check}, func(at Progress) {
			if at.Done == stop {
				cancel()
			}
		})
		if cmd != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at %d: %v, %v", stop, cmd, err)
		}
		cancel()
	}
}
