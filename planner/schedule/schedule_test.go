package schedule

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// few is how many moves a search makes in tests of anything but the plan's worth.
const few = 4000

// ask returns the request that the button of the program makes, with few moves.
func ask(p *planner.Plan, now time.Time) Request {
	return Request{Plan: p, Now: now, Check: rules.Check, Change: 1, Long: true, Moves: few}
}

// solve plans and returns the new plan and the edit.
func solve(t testing.TB, p *planner.Plan, now time.Time) (*planner.Plan, planner.Batch) {
	t.Helper()
	got, out := solved(t, ask(p, now))
	return got, out.Command.(planner.Batch)
}

// solved makes the request and returns the new plan and what was found.
func solved(t testing.TB, r Request) (*planner.Plan, Outcome) {
	t.Helper()
	out, err := Solve(context.Background(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, r.Plan, out.Command), out
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
	r := ask(p, start(p))
	r.Moves = 60_000
	got, out := solved(t, r)
	totals := noBlock(t, got, start(p))
	t.Logf("%v; findings %+v; %v of at most %v, gap %v", out.Command.Label(), totals, out.After, out.Bound, out.Gap)
	videos := kind(got, planner.Video, forecast.Seeds)
	if len(videos) < 30 {
		t.Errorf("%d videos besides teasers, want at least 30", len(videos))
	}
	lives := kind(got, planner.Live, nil)
	if len(lives) < 15 {
		t.Errorf("%d lives, want at least 15", len(lives))
	}
	friday := kind(got, planner.Live, func(e *planner.Event) bool {
		return e.Span.Length() >= 8*time.Hour && planner.DateOf(e.Span.Start, p.Zone()) == planner.BlackFriday(2024)
	})
	if len(friday) != 1 {
		t.Errorf("%d lives of 8 hours on Black Friday, want 1", len(friday))
	}
	deep := 0
	for _, e := range kind(got, planner.Coupon, nil) {
		if e.Promo.PercentOff < 2000 || e.Promo.PercentOff > 3000 {
			t.Errorf("coupon %s of %d", e.ID, e.Promo.PercentOff)
		}
		if e.Promo.PercentOff == 3000 && e.Span.Overlaps(planner.BlackFriday(2024).Span(p.Zone())) {
			deep++
		}
	}
	if deep == 0 {
		t.Error("no coupon of 30 % on Black Friday")
	}
	if flashes := kind(got, planner.Flash, nil); len(flashes) < 8 {
		t.Errorf("%d flash deals, want at least one an hour of the long live", len(flashes))
	}
	// The first heuristic's plan of this shop was worth 116,954 by the same forecast.
	if out.After.Minor < 2*11_695_400 || out.After.Minor > out.Bound.Minor || out.Before.Minor >= out.After.Minor {
		t.Errorf("worth %v, was %v, at most %v", out.After, out.Before, out.Bound)
	}
	if o, err := forecast.Compile(got, start(p)); err != nil || len(forecast.Check(o.Instance, o.Solution)) > 0 {
		t.Errorf("the plan breaks the model's limits: %v", forecast.Check(o.Instance, o.Solution))
	}
}

func TestSolveIsDeterministic(t *testing.T) {
	for _, id := range []string{"us-2023", "us-2024"} {
		p := plantest.Empty(t, id)
		first, a := solve(t, p, start(p))
		_, b := solve(t, p, start(p))
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: two runs differ", id)
		}
		if again, out := solved(t, ask(first, start(p))); out.After.Minor < out.Before.Minor || len(kind(again, planner.Milestone, nil)) != len(kind(first, planner.Milestone, nil)) {
			t.Errorf("%s: planning again comes to %v, was %v", id, out.After, out.Before)
		}
	}
}

func TestSolveStops(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Solve(ctx, ask(p, start(p)), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before it began: %v", err)
	}
	// Later, the best so far is kept, whether by the context, by Stop, or because the time is up.
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	r := ask(p, start(p))
	r.Moves = 1 << 40
	out, err := Solve(ctx, r, func(at Progress) { cancel() })
	if err != nil || len(kind(plantest.Do(t, p, out.Command), planner.Live, nil)) == 0 {
		t.Errorf("cancelled at work: %v", err)
	}
	r.Stop = func() bool { return true }
	if out, err = Solve(context.Background(), r, nil); err != nil || out.After.Minor <= out.Before.Minor {
		t.Errorf("stopped at once: %v, worth %v", err, out.After)
	}
	spent := 0.0
	r.Moves, r.Stop, r.Spent = 0, nil, func() float64 { spent += 0.1; return spent }
	stages := map[string]bool{}
	if out, err = Solve(context.Background(), r, func(at Progress) {
		stages[at.Stage.Key] = true
		if at.Done < 0 || at.Done > at.Total {
			t.Errorf("%d of %d done", at.Done, at.Total)
		}
	}); err != nil || out.After.Minor <= out.Before.Minor || !stages["schedule.stage.search"] || !stages["schedule.stage.check"] {
		t.Errorf("in time: %v, worth %v, stages %v", err, out.After, stages)
	}
}
