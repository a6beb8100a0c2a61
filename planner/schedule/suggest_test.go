package schedule

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// laidOut returns a plan of the made-up shop as the engine lays it out, some 250 events, and the instant as of which it did.
func laidOut(t testing.TB) (*planner.Plan, time.Time) {
	t.Helper()
	return layOut(), layOut().Sale.Campaign().Start
}

var layOut = sync.OnceValue(func() *planner.Plan {
	t := &testing.T{} // an error ends the test that asks first
	p := plantest.Empty(t, "us-2024")
	p = plantest.Do(t, p, planner.Add{Events: Backlog(p)})
	m, err := forecast.Compile(p, p.Sale.Campaign().Start)
	if err != nil {
		panic(err)
	}
	r, err := search.Solve(context.Background(), m.Instance, search.Options{Seed: 1, Moves: 60_000})
	if err != nil {
		panic(err)
	}
	return plantest.Do(t, p, m.Command(&r.Solution, planner.T("edit.plan", 0)))
})

// someOf returns so many events of the kind, spread over the plan.
func someOf(p *planner.Plan, k planner.Kind, n int) []*planner.Event {
	var list []*planner.Event
	for _, e := range p.Events.All() {
		if e.Kind == k && e.Scheduled() && (k != planner.Video || forecast.Seeds(e)) {
			list = append(list, e)
		}
	}
	var out []*planner.Event
	for i := range min(n, len(list)) {
		out = append(out, list[i*len(list)/n])
	}
	return out
}

var placedKinds = []planner.Kind{planner.Live, planner.Video, planner.Coupon, planner.Flash}

// keeps holds a landing to its word: its command puts the event there, under its ID, the forecast differs by what it
// said, and the rule book has nothing new to block.
func keeps(t *testing.T, p *planner.Plan, now time.Time, l Landing) {
	t.Helper()
	after := plantest.Do(t, p, l.Command)
	e := after.Event(l.Event)
	if e == nil || e.Span != l.Span || !slices.Equal(e.Hosts(), l.Hosts) || l.Span.IsZero() {
		t.Fatalf("%s is not where its landing says: %v, want %v by %v", l.Event, e, l.Span, l.Hosts)
	}
	if after.Events.Len() != p.Events.Len() {
		t.Errorf("%s: %d events, before %d", l.Event, after.Events.Len(), p.Events.Len())
	}
	was, err := worth(p, now)
	if err != nil {
		t.Fatal(err)
	}
	is, err := worth(after, now)
	if err != nil {
		t.Fatal(err)
	}
	if is.Sub(was) != l.Delta {
		t.Errorf("%s at %v: the forecast differs by %v, said %v", l.Event, l.Span, is.Sub(was), l.Delta)
	}
	had := blocking(rules.Check(p, now))
	for _, key := range blocking(rules.Check(after, now)) {
		if !slices.Contains(had, key) {
			t.Errorf("%s at %v adds %s", l.Event, l.Span, key)
		}
	}
}

func TestSuggestKeepsItsWord(t *testing.T) {
	p, now := laidOut(t)
	for i, e := range someOf(p, planner.Coupon, 20) {
		if i%2 == 0 { // room for the others
			p = plantest.Do(t, p, planner.Remove{IDs: []string{e.ID}})
		}
	}
	for _, k := range placedKinds {
		found := 0
		for _, e := range someOf(p, k, 5) {
			list, err := Suggest(p, now, e.ID)
			if err != nil {
				if problem := (*planner.Problem)(nil); !errors.As(err, &problem) || problem.Key != "problem.no_place" {
					t.Errorf("%s: %v", e.ID, err)
				}
				continue
			}
			found += len(list)
			if len(list) > places || !slices.IsSortedFunc(list, func(a, b Landing) int { return int(b.Delta.Minor - a.Delta.Minor) }) {
				t.Errorf("%s: %d places, or not the best first", e.ID, len(list))
			}
			for _, l := range list {
				if l.Span == e.Span && slices.Equal(l.Hosts, e.Hosts()) {
					t.Errorf("%s is told to stay", e.ID)
				}
				keeps(t, p, now, l)
			}
		}
		if found == 0 {
			t.Errorf("no place for any %s", k)
		}
	}
}

func TestSuggestPlacesTheBacklog(t *testing.T) {
	p, now := laidOut(t)
	for _, k := range placedKinds {
		e := *someOf(p, k, 3)[1]
		e.Span, e.Parent = planner.Span{}, ""
		if e.Live != nil {
			live := *e.Live
			live.Shifts = nil
			e.Live = &live
			for _, c := range p.Children(e.ID) {
				p = plantest.Do(t, p, planner.Remove{IDs: []string{c.ID}})
			}
		}
		n := *p
		n.Events = n.Events.Put(&e)
		list, err := Suggest(&n, now, e.ID)
		if err != nil {
			t.Errorf("%s: %v", k, err)
		}
		for _, l := range list {
			keeps(t, &n, now, l)
		}
	}
}

// TestSuggestTakesAnEventOntoTheGrid places a live that begins off the grid.
func TestSuggestTakesAnEventOntoTheGrid(t *testing.T) {
	p, now := laidOut(t)
	e := *someOf(p, planner.Live, 3)[1]
	for _, c := range p.Children(e.ID) {
		p = plantest.Do(t, p, planner.Remove{IDs: []string{c.ID}})
	}
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{e.At(e.Span.Shift(7 * time.Minute))}})
	r, err := Why(p, now, e.ID)
	if err != nil || r.Outside.Key != "outside.grid" || r.Remove.Minor == 0 {
		t.Errorf("a live off the grid: %+v, %v", r, err)
	}
	list, err := Suggest(p, now, e.ID)
	if err != nil || len(list) == 0 {
		t.Fatalf("%d places, %v", len(list), err)
	}
	for _, l := range list {
		keeps(t, p, now, l)
	}
}

func TestSuggestNear(t *testing.T) {
	p, now := laidOut(t)
	for _, k := range placedKinds {
		e := someOf(p, k, 3)[1]
		near := e.Span.Start.Add(24 * time.Hour)
		list, err := SuggestNear(t.Context(), p, now, e.ID, near)
		if err != nil {
			if problem := (*planner.Problem)(nil); !errors.As(err, &problem) {
				t.Errorf("%s: %v", e.ID, err)
			}
			continue
		}
		for _, l := range list {
			if off := l.Span.Start.Sub(near).Abs(); off > 2*24*time.Hour || len(list) > nearPlaces {
				t.Errorf("%s: a place %v away from where it was asked for", e.ID, off)
			}
			keeps(t, p, now, l)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := SuggestNear(ctx, p, now, e.ID, near); !errors.Is(err, context.Canceled) {
			t.Errorf("after the drag has ended: %v", err)
		}
	}
}

// TestSuggestSaysWhyThereIsNoPlace asks for what has no place of the engine's choosing.
func TestSuggestSaysWhyThereIsNoPlace(t *testing.T) {
	p, now := laidOut(t)
	live := someOf(p, planner.Live, 3)[1]
	pinned := *live
	pinned.Pinned = true
	ad := &planner.Event{ID: "A900", Kind: planner.Ad, Shop: "main", Channel: planner.TikTok, Ad: &planner.AdDetail{Daily: 100}, Span: live.Span}
	other := &planner.Event{ID: "C900", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: "pets", Promo: &planner.Promo{Tool: "seller_coupon", PercentOff: 1000, PlatformShare: -1}, Span: live.Span}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{ad, other}})
	for _, c := range []struct {
		p    *planner.Plan
		now  time.Time
		id   string
		want string
	}{
		{p, now, "X1", "problem.no_event"},
		{plantest.Do(t, p, planner.Change{Events: []*planner.Event{&pinned}}), now, live.ID, "problem.place_pinned"},
		{p, live.Span.Start.Add(time.Hour), live.ID, "problem.place_past"},
		{p, now, "A900", "problem.no_place"},
		{p, now, "C900", "problem.no_place"},
	} {
		_, err := Suggest(c.p, c.now, c.id)
		if problem := (*planner.Problem)(nil); !errors.As(err, &problem) || problem.Key != c.want {
			t.Errorf("%s: %v, want %s", c.id, err, c.want)
		}
	}
}

func TestSuggestGivesTeasersAndMilestonesTheirRule(t *testing.T) {
	p, now := laidOut(t)
	live := someOf(p, planner.Live, 3)[1]
	p = plantest.Do(t, p, planner.Add{Events: rules.Teasers(p, live)})
	p = plantest.Do(t, p, planner.Add{Events: rules.Milestones(p, now)})
	teasers := slices.DeleteFunc(p.Children(live.ID), func(e *planner.Event) bool { return e.Clip == nil })
	late := teasers[0].At(teasers[0].Span.Shift(-9 * time.Hour))
	tasks := someOf(p, planner.Milestone, 1)
	if len(tasks) == 0 {
		t.Fatal("no milestone")
	}
	early := tasks[0].At(tasks[0].Span.Shift(-50 * time.Hour))
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{late, early}})
	for _, c := range []struct {
		id   string
		want planner.Span
	}{{late.ID, teasers[0].Span}, {early.ID, tasks[0].Span}} {
		list, err := Suggest(p, now, c.id)
		if err != nil || len(list) == 0 || list[0].Span != c.want {
			t.Errorf("%s: %v, %v, want %v", c.id, list, err, c.want)
			continue
		}
		keeps(t, p, now, list[0])
	}
}

// BenchmarkSuggest finds the best places of a live, a video, a coupon and a flash deal of a plan of some 250 events.
func BenchmarkSuggest(b *testing.B) {
	p, now := laidOut(b)
	for _, k := range placedKinds {
		b.Run(string(k), func(b *testing.B) {
			list := someOf(p, k, 7)
			for i := 0; b.Loop(); i++ {
				if _, err := Suggest(p, now, list[i%len(list)].ID); err != nil && planner.AsProblems(err)[0].Key != "problem.no_place" {
					b.Fatal(err)
				}
			}
		})
	}
}
