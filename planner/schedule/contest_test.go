package schedule

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// TestReachAddsHoursUntilTheAim aims for more live hours than a plan has, then for more than there can be.
func TestReachAddsHoursUntilTheAim(t *testing.T) {
	p, now := laidOut(t)
	for i, e := range someOf(p, planner.Live, 100) {
		if i%3 == 0 { // room for more
			p = plantest.Do(t, p, planner.Remove{IDs: []string{e.ID}})
		}
	}
	aim := AimOf(p)
	has := StandingOf(p, aim)
	aim.Hours, aim.HourWorth = has.HasHours+6, p.Money(1_000_000)
	got, err := Reach(t.Context(), p, now, aim)
	if err != nil {
		t.Fatal(err)
	}
	after := plantest.Do(t, p, got.Command)
	if is := StandingOf(after, aim); !is.Reached() || is.HasHours != got.To.HasHours || got.Stop.Key != "" {
		t.Errorf("%.1f hours of %.1f, said %.1f, %v", is.HasHours, aim.Hours, got.To.HasHours, got.Stop)
	}
	if rules.Count(rules.Check(after, now)).Block > rules.Count(rules.Check(p, now)).Block {
		t.Error("the way to the aim adds something to block")
	}
	for _, e := range p.Events.All() {
		if after.Event(e.ID) == nil {
			t.Errorf("%s is gone", e.ID)
		}
	}
	aim.Sessions = 1
	if one := StandingOf(p, aim); one.HasHours >= has.HasHours || !one.Full() {
		t.Errorf("%.1f hours of one session, %.1f of all", one.HasHours, has.HasHours)
	}
	if none, err := Reach(t.Context(), p, now, Aim{Span: p.Sale.Span}); err != nil || len(none.Parts) > 0 {
		t.Errorf("%d parts without an aim, %v", len(none.Parts), err)
	}
}

func TestStandingOfTheChallenge(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	video := func(id, title, line string, start time.Time) *planner.Event {
		return &planner.Event{ID: id, Kind: planner.Video, Title: title, Shop: "main", Channel: planner.TikTok, Line: line, Clip: &planner.VideoDetail{Type: planner.Challenge},
			Span: planner.Span{Start: start, End: start.Add(planner.PostLength)}}
	}
	good, late := plantest.At(t, p, "2024-11-01 18:00"), plantest.At(t, p, "2024-11-12 18:00")
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{video("V1", "#bf", "pets", good), video("V2", "plain", "pets", good), video("V3", "#bf", "", good), video("V4", "#bf", "pets", late)}})
	s := StandingOf(p, AimOf(p))
	why := map[string]string{}
	for _, f := range s.Faults {
		why[f.Event] = f.Why.Key
	}
	if s.HasVideos != 1 || why["V2"] != "contest.hashtag" || why["V3"] != "contest.product" || why["V4"] != "contest.window" {
		t.Errorf("%d videos count, faults %v", s.HasVideos, why)
	}
}
