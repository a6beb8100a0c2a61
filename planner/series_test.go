package planner_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func date(s string) planner.Date { d, _ := planner.ParseDate(s); return d }

// evening is a plan with one live of two hours at 19:00 in the zone on the date, with a teaser a day ahead.
func evening(t testing.TB, day planner.Date, zone string) (*planner.Plan, *time.Location) {
	t.Helper()
	loc, err := planner.Zone(zone)
	if err != nil {
		t.Fatal(err)
	}
	p := plantest.Empty(t, "us-2024")
	p.NextID = 50
	start := day.At(19, 0, loc)
	span := planner.Span{Start: start, End: start.Add(2 * time.Hour)}
	return plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "L1", Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: span, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{
			{Host: "a-host", Span: planner.Span{Start: start, End: start.Add(time.Hour)}}, {Host: "b-host", Span: planner.Span{Start: start.Add(time.Hour), End: span.End}}}}},
		{ID: "V1", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Parent: "L1", Span: planner.Span{Start: start.Add(-time.Hour), End: start.Add(-time.Hour + planner.PostLength)},
			Clip: &planner.VideoDetail{Type: planner.Teaser}},
	}}), loc
}

func TestEveryEveningUntilCyberMonday(t *testing.T) {
	p, ny := evening(t, date("2024-11-27"), "America/New_York")
	cmd, err := planner.Repeat{Until: planner.CyberMonday(2024), Zone: ny}.Of(p, "L1")
	if err != nil {
		t.Fatal(err)
	}
	after := plantest.Do(t, p, cmd)
	list := planner.SeriesOf(after, after.Event("L1"))
	if len(list) != 6 || after.Events.Len() != 12 || cmd.Label().Key != "edit.repeat" {
		t.Fatalf("%d lives, %d events, %v", len(list), after.Events.Len(), cmd.Label())
	}
	for i, e := range list {
		at := e.Span.Start.In(ny)
		if at.Hour() != 19 || planner.DateOf(at, ny) != date("2024-11-27").Add(i) || e.Span.Length() != 2*time.Hour || e.Live.Shifts[1].Span.End != e.Span.End {
			t.Errorf("the live %d is %v to %v", i, at, e.Span.End)
		}
		own := after.Children(e.ID)
		if len(own) != 1 || own[0].Span.Start.Sub(e.Span.Start) != -time.Hour || own[0].Series != "" {
			t.Errorf("to the live %d belongs %+v", i, own)
		}
	}
}

// TestSeriesKeepTheClockOverChangesOfClocksAndYears repeats an event across the nights on which clocks change and years end.
func TestSeriesKeepTheClockOverChangesOfClocksAndYears(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := rapid.SampledFrom([]planner.Date{date("2024-10-30"), date("2025-03-05"), date("2024-12-27"), date("2024-02-26")}).Draw(r, "from").Add(rapid.IntRange(0, 4).Draw(r, "day"))
		zone := rapid.SampledFrom([]string{"America/Los_Angeles", "America/New_York", "Asia/Shanghai", "UTC", "Europe/London"}).Draw(r, "zone")
		p, loc := evening(t, day, zone)
		n := rapid.IntRange(2, 12).Draw(r, "count")
		every := rapid.IntRange(1, 9).Draw(r, "every")
		cmd, err := planner.Repeat{Every: every, Count: n, Zone: loc}.Of(p, "L1")
		if err != nil {
			r.Fatal(err)
		}
		after := plantest.Do(t, p, cmd)
		list := planner.SeriesOf(after, after.Event("L1"))
		if len(list) != n {
			r.Fatalf("%d events, want %d", len(list), n)
		}
		for i, e := range list {
			if at := e.Span.Start.In(loc); at.Hour() != 19 || at.Minute() != 0 || planner.DateOf(at, loc) != day.Add(i*every) || e.Span.Length() != 2*time.Hour {
				r.Fatalf("number %d is at %v for %v", i, at, e.Span.Length())
			}
		}
	})
}

func TestRepeatDates(t *testing.T) {
	first := date("2024-11-28") // a Thursday
	week := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	for _, c := range []struct {
		what string
		r    planner.Repeat
		want string
		key  string
	}{
		{"weekdays", planner.Repeat{Weekdays: week, Until: date("2024-12-03")}, "[2024-11-29 2024-12-02 2024-12-03]", ""},
		{"weekends by count", planner.Repeat{Weekdays: []time.Weekday{time.Saturday, time.Sunday}, Count: 4}, "[2024-11-30 2024-12-01 2024-12-07]", ""},
		{"every three days", planner.Repeat{Every: 3, Until: date("2024-12-04")}, "[2024-12-01 2024-12-04]", ""},
		{"whichever ends first", planner.Repeat{Count: 3, Until: date("2024-12-31")}, "[2024-11-29 2024-11-30]", ""},
		{"without an end", planner.Repeat{}, "", "problem.repeat_endless"},
		{"an end before the start", planner.Repeat{Until: date("2024-11-01")}, "", "problem.repeat_none"},
		{"once", planner.Repeat{Count: 1}, "", "problem.repeat_none"},
		{"too many", planner.Repeat{Count: 999}, "", "problem.repeat_many"},
		{"never on such a day", planner.Repeat{Every: 7, Weekdays: []time.Weekday{time.Friday}, Count: 9}, "", "problem.repeat_none"},
	} {
		got, err := c.r.Dates(first)
		key := ""
		if list := planner.AsProblems(err); len(list) > 0 {
			key = list[0].Key
		}
		if key != c.key || c.key == "" && fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v %v, want %s %s", c.what, got, err, c.want, c.key)
		}
	}
	p, _ := evening(t, first, "UTC")
	if _, err := (planner.Repeat{Count: 3}).Of(p, "none"); err == nil {
		t.Error("what there is not was repeated")
	}
	waiting := *p.Event("L1")
	waiting.Span, waiting.Live = planner.Span{}, &planner.LiveDetail{}
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&waiting}})
	if _, err := (planner.Repeat{Count: 3}).Of(p, "L1"); err == nil {
		t.Error("what has no time was repeated")
	}
}

// TestSpread edits one of a series and has others follow.
func TestSpread(t *testing.T) {
	p, loc := evening(t, date("2024-10-31"), "America/Los_Angeles") // the clocks change on the 3rd
	cmd, err := planner.Repeat{Count: 6}.Of(p, "L1")
	if err != nil {
		t.Fatal(err)
	}
	p = plantest.Do(t, p, cmd)
	var others []string
	for _, e := range planner.SeriesOf(p, p.Event("L1"))[1:] {
		others = append(others, e.ID)
	}
	live := p.Event("L1")
	longer := live.At(planner.Span{Start: live.Span.Start, End: live.Span.End.Add(time.Hour)})
	hosted := *live
	hosted.Live = &planner.LiveDetail{Studio: "s2", Shifts: []planner.Shift{{Host: "c-host", Span: live.Span}}}
	hosted.Title = "Night"
	waiting := *live
	waiting.Span = planner.Span{}
	for _, c := range []struct {
		what  string
		after *planner.Event
		alone bool
		has   func(was, is *planner.Event) bool
	}{
		{"a day later", live.At(live.Span.MoveDays(1, loc)), false, func(was, is *planner.Event) bool {
			return is.Span.Start.In(loc).Hour() == 19 && planner.DateOf(is.Span.Start, loc).Sub(planner.DateOf(was.Span.Start, loc)) == 1
		}},
		{"half an hour later", live.At(live.Span.Shift(30 * time.Minute)), false, func(was, is *planner.Event) bool { return is.Span == was.Span.Shift(30*time.Minute) }},
		{"longer", longer, false, func(was, is *planner.Event) bool {
			return is.Span.Start == was.Span.Start && is.Span.Length() == 3*time.Hour && is.Live.Shifts[1].Span.End == is.Span.End
		}},
		{"another host, studio and title", &hosted, false, func(was, is *planner.Event) bool {
			return is.Span == was.Span && is.Title == "Night" && is.Live.Studio == "s2" && len(is.Live.Shifts) == 1 && is.Live.Shifts[0] == planner.Shift{Host: "c-host", Span: is.Span}
		}},
		{"to the backlog", &waiting, false, func(_, is *planner.Event) bool { return !is.Scheduled() }},
	} {
		one := plantest.Do(t, p, planner.Change{Events: []*planner.Event{c.after}})
		all := plantest.Do(t, one, planner.Spread(one, live, c.after, others, c.alone))
		for _, id := range others {
			if !c.has(p.Event(id), all.Event(id)) {
				t.Errorf("%s: %s is %+v %+v", c.what, id, all.Event(id), all.Event(id).Live)
			}
			if all.Event(id).Series != "L1" || all.Event(id).ID != id {
				t.Errorf("%s: %s lost its series", c.what, id)
			}
		}
	}
	moved := live.At(live.Span.MoveDays(2, loc))
	one := plantest.Do(t, p, planner.Move{IDs: []string{"L1"}, Days: 2})
	for _, alone := range []bool{false, true} {
		all := plantest.Do(t, one, planner.Spread(one, live, moved, others[1:2], alone))
		child := p.Children(others[1])[0]
		if stays := all.Event(child.ID).Span == child.Span; stays != alone {
			t.Errorf("alone %v, but the teaser stays: %v", alone, stays)
		}
		if all.Event(others[0]).Span != p.Event(others[0]).Span {
			t.Error("one that was not meant moved")
		}
	}
	if planner.SeriesOf(p, p.Event("V1")) != nil || !slices.Contains(others, planner.SeriesOf(p, live)[5].ID) {
		t.Error("series are mixed up")
	}
}
