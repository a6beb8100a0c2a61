package rules

import (
	"slices"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// of returns the findings of one rule.
func of(list []Finding, rule string) []Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f Finding) bool { return f.Rule != rule })
}

func TestOwnWindowFlagsItsDatesAndTheEventsInIt(t *testing.T) {
	f := good(t)
	f.live("L3", "2024-11-21 16:00", "2024-11-21 18:00", "c-host", "s1")
	f.live("L4", "2024-11-23 16:00", "2024-11-23 18:00", "c-host", "s1")
	f.window(planner.ServiceOff, "2024-11-21", "2024-11-22")
	list := Check(f.p, f.now)
	dates := of(list, "date-in-ban-window")
	if len(dates) != 1 || dates[0].Args[1] != 2 || dates[0].Span != f.span("2024-11-21 00:00", "2024-11-23 00:00") {
		t.Errorf("dates %+v", dates)
	}
	var hit []string
	for _, x := range of(list, "event-in-ban-window") {
		if x.Severity != Block {
			t.Errorf("%v is %s, want block", x.Events, x.Severity)
		}
		hit = append(hit, x.Events...)
	}
	want := []string{"L3"} // with its teaser of an hour before, and the day-before teaser of the live of the 23rd
	for _, e := range f.p.Events.All() {
		if e.Clip != nil && e.Parent != "" && e.Span.Overlaps(dates[0].Span) {
			want = append(want, e.ID)
		}
	}
	slices.Sort(want)
	slices.Sort(hit)
	if !slices.Equal(hit, want) || len(want) != 3 {
		t.Errorf("hit %v, want %v", hit, want)
	}
}

func TestFixesOfABan(t *testing.T) {
	f := good(t)
	f.window(planner.ServiceOff, "2024-11-18", "2024-11-18")
	for _, x := range of(Check(f.p, f.now), "event-in-ban-window") {
		if x.Events[0] != "L2" {
			continue
		}
		if len(x.Fixes) != 2 {
			t.Fatalf("%d fixes, want another day and another channel", len(x.Fixes))
		}
		moved := plantest.Do(t, f.p, x.Fixes[0].Command).Event("L2")
		if got := planner.DateOf(moved.Span.Start, f.p.Zone()); got.String() != "2024-11-17" {
			t.Errorf("moved to %v, want the day before: on the day after, its first teaser would be in the window", got)
		}
		if c := plantest.Do(t, f.p, x.Fixes[1].Command).Event("L2").Channel; c != "own" {
			t.Errorf("sent to %s, want the channel with the largest share off the platform", c)
		}
		return
	}
	t.Error("L2 was not hit")
}

func TestClosingOfAnotherServiceIsSilent(t *testing.T) {
	base := good(t)
	base.live("L3", "2024-11-28 16:00", "2024-11-28 18:00", "c-host", "s1")
	music, ok := plantest.Presets(t).Risks.Get("multi-2024-11-28-other-service")
	if !ok {
		t.Fatal("the presets have lost the closing of TikTok Music")
	}
	want := found(Check(base.p, base.now))
	here := *music
	here.ID, here.Markets = "music-us", []string{"US"}
	for _, w := range []*planner.RiskWindow{music, &here} {
		f := *base
		f.put(w)
		if got := found(Check(f.p, f.now.AddDate(0, 1, 0))); !slices.Equal(got, want) {
			t.Errorf("%s in %v: found %v, want %v as without", w.ID, w.Markets, got, want)
		}
	}
}

func TestDeadlineOf2025FlagsTheTailOf2024Only(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	list := of(Check(p, p.Sale.Campaign().Start), "date-in-ban-window")
	if len(list) != 1 || list[0].Severity != Warn {
		t.Fatalf("findings %+v, want one warning", list)
	}
	if first := planner.DateOf(list[0].Span.Start, p.Zone()); first.String() != "2025-01-19" || list[0].Args[4].(planner.Text).Key != "rule.date-in-ban-window.tail" {
		t.Errorf("flags %v of %v", first, list[0].Args[4])
	}
}

func TestAPlanAsOfEarlierDoesNotKnow(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	when := plantest.At(t, p, "2025-01-18 19:30")
	knows := func(fs []Finding) bool {
		return slices.ContainsFunc(fs, func(f Finding) bool { return f.Detail == "us-2025-01-18-service-off tail" })
	}
	if knows(Check(p, when.AddDate(0, 0, -1))) {
		t.Error("the day before, the plan knows of the dark night")
	}
	if !knows(Check(p, when)) {
		t.Error("in the dark night, the plan does not know of it")
	}
}

func TestOtherKindsOfWindow(t *testing.T) {
	for _, c := range []struct {
		kind   planner.RiskKind
		events []string
		want   Severity
	}{
		{planner.ServiceOff, []string{"L2"}, Block},
		{planner.CommerceOff, []string{"L2"}, Block},
		{planner.Deadline, []string{"L2"}, Warn},
		{planner.PausedDeadline, []string{"L2"}, Hint},
		{planner.Outage, []string{"L2"}, Warn},
		{planner.StoreRemoval, []string{"A1"}, Warn},
		{planner.Watch, nil, ""},
		{planner.OtherService, nil, ""},
	} {
		f := good(t)
		f.window(c.kind, "2024-11-18", "2024-11-18")
		list := of(Check(f.p, f.now), "event-in-ban-window")
		for _, id := range c.events {
			at := slices.IndexFunc(list, func(x Finding) bool { return x.Events[0] == id })
			if at < 0 || list[at].Severity != c.want {
				t.Errorf("%s: %s is found at %d with %+v, want %s", c.kind, id, at, list, c.want)
			}
		}
		if c.events == nil && len(list) > 0 {
			t.Errorf("%s: %d findings, want none", c.kind, len(list))
		}
	}
}
