package schedule

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

func mended(t *testing.T, r MendRequest) (Repair, *planner.Plan) {
	t.Helper()
	r.Seed, r.Moves = 1, 30_000
	out, err := Mend(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	after := plantest.Do(t, r.Plan, out.Command)
	is, err := worth(after, r.Now)
	if err != nil {
		t.Fatal(err)
	}
	was, err := worth(r.Plan, r.Now)
	if err != nil {
		t.Fatal(err)
	}
	if is != out.After || was != out.Before {
		t.Errorf("the forecast goes from %v to %v, said %v to %v", was, is, out.Before, out.After)
	}
	had := blocking(rules.Check(r.Plan, r.Now))
	for _, key := range blocking(rules.Check(after, r.Now)) {
		if !slices.Contains(had, key) {
			t.Errorf("the repair adds %s", key)
		}
	}
	checkTeasers(t, r.Plan, after, r.Now)
	checkParts(t, r.Plan, after, out.Parts)
	return out, after
}

// checkTeasers finds lives of which an edit leaves teasers missing that were not before.
func checkTeasers(t *testing.T, before, after *planner.Plan, now time.Time) {
	t.Helper()
	missing := func(p *planner.Plan) (list []string) {
		for _, f := range rules.Check(p, now) {
			if f.Rule == "teaser-missing" {
				list = append(list, f.Events...)
			}
		}
		return list
	}
	had := missing(before)
	for _, id := range missing(after) {
		if !slices.Contains(had, id) {
			t.Errorf("the edit leaves %s at %v without its teasers", id, after.Event(id).Span)
		}
	}
}

// checkParts holds the parts against the repaired plan: every event that differs is in one, as it says.
func checkParts(t *testing.T, before, after *planner.Plan, parts []Part) {
	t.Helper()
	in := map[string]Part{}
	for _, p := range parts {
		in[p.Event] = p
	}
	for _, c := range planner.Diff(before, after) {
		if c.Table != "events" {
			continue
		}
		_, own := in[c.ID]
		parent := ""
		for _, p := range []*planner.Plan{before, after} {
			if e := p.Event(c.ID); e != nil && parent == "" {
				parent = e.Parent
			}
		}
		if _, with := in[parent]; !own && !with {
			t.Errorf("%s differs and is in no part", c.ID)
		}
	}
	for _, p := range parts {
		was, is := before.Event(p.Event), after.Event(p.Event)
		if was != nil && was.Span != p.From || is != nil && is.Span != p.To || (p.Action == ActionAdd) != (was == nil) {
			t.Errorf("%s: %s from %v to %v, the plan has %v and %v", p.Event, p.Action, p.From, p.To, was, is)
		}
		if p.Why.Key == "" {
			t.Errorf("%s does not say why", p.Event)
		}
		if p.Command == nil {
			continue
		}
		alone := plantest.Do(t, before, p.Command)
		if e := alone.Event(p.Event); was != nil && is != nil && !reflect.DeepEqual(e, is) {
			t.Errorf("%s alone is %v, want %v", p.Event, e, is)
		}
	}
}

func TestMendTouchesNothing(t *testing.T) {
	p, now := laidOut(t)
	ill := *p.Host("a-host")
	ill.Hours = nil
	out, after := mended(t, MendRequest{Plan: plantest.Do(t, p, planner.Put{Rows: []planner.Row{&ill}}), Before: p, Now: now, Change: 0})
	if len(out.Parts) > 0 || !reflect.DeepEqual(after.Events, p.Events) {
		t.Errorf("%d parts at touch nothing", len(out.Parts))
	}
}

// TestMendAfterChangesOfFacts changes facts of a good plan. With little change allowed, only what breaks a rule or
// loses much moves; with more, more.
func TestMendAfterChangesOfFacts(t *testing.T) {
	p, now := laidOut(t)
	ill := *p.Host("a-host")
	ill.Hours = slices.DeleteFunc(slices.Clone(ill.Hours), func(h planner.HostHours) bool { return h.Day == time.Friday })
	var halved []planner.Row
	for _, x := range p.Products.All() {
		y := *x
		y.Stock /= 2
		halved = append(halved, &y)
	}
	head := p.Head
	head.Sale.Span.End = head.Sale.Span.End.Add(-24 * time.Hour)
	risk := &planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff, AllDay: true, Title: "Raised", Probability: 5000, Own: true,
		Span: planner.Span{Start: plantest.At(t, p, "2024-11-20 00:00"), End: plantest.At(t, p, "2024-11-21 00:00")}}
	for name, facts := range map[string]planner.Command{
		"host ill on Fridays": planner.Put{Rows: []planner.Row{&ill}},
		"stock halved":        planner.Put{Rows: halved},
		"sale a day shorter":  planner.SetHead{Head: head},
		"risk raised":         planner.Put{Rows: []planner.Row{risk}},
	} {
		t.Run(name, func(t *testing.T) {
			n := plantest.Do(t, p, facts)
			some, after := mended(t, MendRequest{Plan: n, Before: p, Now: now, Change: 0.2})
			more, _ := mended(t, MendRequest{Plan: n, Before: p, Now: now, Change: 0.8})
			if some.After.Minor < some.Before.Minor && legal(t, n, now) {
				t.Errorf("the repair of a plan that breaks nothing takes it from %v to %v", some.Before, some.After)
			}
			if !legal(t, after, now) {
				t.Error("the mended plan breaks a hard constraint")
			}
			if len(some.Parts) > len(more.Parts) {
				t.Errorf("%d parts with little change allowed, %d with much", len(some.Parts), len(more.Parts))
			}
			if len(some.Parts) > p.Events.Len()/3 {
				t.Errorf("%d of %d events change with little change allowed", len(some.Parts), p.Events.Len())
			}
		})
	}
}

func legal(t *testing.T, p *planner.Plan, now time.Time) bool {
	t.Helper()
	m, err := forecast.Compile(p, now)
	if err != nil {
		t.Fatal(err)
	}
	return len(forecast.Check(m.Instance, m.Solution)) == 0
}

// TestMendKeepsWhatTheUserDragged drags a live onto another of its hosts' and lets the rest be mended.
func TestMendKeepsWhatTheUserDragged(t *testing.T) {
	p, now := laidOut(t)
	for _, live := range someOf(p, planner.Live, 4) {
		n := plantest.Do(t, p, planner.Move{IDs: []string{live.ID}, By: -2 * time.Hour})
		out, after := mended(t, MendRequest{Plan: n, Before: p, Now: now, Change: 0.3})
		if !reflect.DeepEqual(after.Event(live.ID), n.Event(live.ID)) {
			t.Errorf("%s was dragged to %v and is now at %v", live.ID, n.Event(live.ID).Span, after.Event(live.ID))
		}
		for _, x := range out.Parts {
			if x.Event == live.ID {
				t.Errorf("%s is a part of its own repair", live.ID)
			}
		}
	}
}

func TestMendKinds(t *testing.T) {
	p, now := laidOut(t)
	ill := *p.Host("a-host")
	ill.Hours = nil
	out, _ := mended(t, MendRequest{Plan: plantest.Do(t, p, planner.Put{Rows: []planner.Row{&ill}}), Now: now, Change: 0.9, Kinds: []planner.Kind{planner.Video}})
	for _, x := range out.Parts {
		if x.Kind != planner.Video {
			t.Errorf("%s %s is mended, only videos may be", x.Kind, x.Event)
		}
	}
}
