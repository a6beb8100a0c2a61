package schedule

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// TestReachAddsHoursUntilTheAim aims for more live hours than a plan has, then for more than there can be.
// withRoom is a plan with fewer lives than it has room for.
func withRoom(t *testing.T) (*planner.Plan, time.Time) {
	t.Helper()
	p, now := laidOut(t)
	for i, e := range someOf(p, planner.Live, 100) {
		if i%3 == 0 {
			p = plantest.Do(t, p, planner.Remove{IDs: []string{e.ID}})
		}
	}
	return p, now
}

func stands(t *testing.T, p *planner.Plan, now time.Time, aim Aim) Standing {
	t.Helper()
	s, err := StandingOf(p, now, aim)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReachAddsHoursUntilTheAim(t *testing.T) {
	p, now := withRoom(t)
	aim := AimOf(p)
	has := stands(t, p, now, aim)
	aim.Hours = has.HasHours + 6
	got, err := Reach(t.Context(), p, now, aim)
	if err != nil {
		t.Fatal(err)
	}
	after := plantest.Do(t, p, got.Command)
	if is := stands(t, after, now, aim); !is.Reached() || is.HasHours != got.To.HasHours || got.Stop.Key != "" {
		t.Errorf("%.1f hours of %.1f, said %.1f, %v", is.HasHours, aim.Hours, got.To.HasHours, got.Stop)
	}
	checkTeasers(t, p, after, now)
	if rules.Count(rules.Check(after, now)).Block > rules.Count(rules.Check(p, now)).Block {
		t.Error("the way to the aim adds something to block")
	}
	for _, e := range p.Events.All() {
		if after.Event(e.ID) == nil {
			t.Errorf("%s is gone", e.ID)
		}
	}
	aim.Sessions = 1
	if one := stands(t, p, now, aim); one.HasHours >= has.HasHours || !one.Full() {
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
	s := stands(t, p, good, AimOf(p))
	why := map[string]string{}
	for _, f := range s.Faults {
		why[f.Event] = f.Why.Key
	}
	if s.HasVideos != 1 || why["V2"] != "contest.hashtag" || why["V3"] != "contest.product" || why["V4"] != "contest.window" {
		t.Errorf("%d videos count, faults %v", s.HasVideos, why)
	}
}

// TestReachSellsMoreUntilTheAim aims for more sales than a plan has, then for more than there can be.
func TestReachSellsMoreUntilTheAim(t *testing.T) {
	p, now := withRoom(t)
	aim := AimOf(p)
	has := stands(t, p, now, aim)
	o, err := forecast.OutlookOf(p, now)
	if err != nil || has.HasGMV.Minor <= 0 || has.HasGMV.Minor >= o.GMV.Minor {
		t.Fatalf("%v of the contest's days, %v of all, %v", has.HasGMV, o.GMV, err)
	}
	aim.GMV = has.HasGMV.Add(p.Money(200_000))
	got, err := Reach(t.Context(), p, now, aim)
	if err != nil {
		t.Fatal(err)
	}
	if is := stands(t, plantest.Do(t, p, got.Command), now, aim); !is.Reached() || is.HasGMV != got.To.HasGMV || got.From.HasGMV != has.HasGMV {
		t.Errorf("%v of %v, said %v from %v, %v", is.HasGMV, aim.GMV, got.To.HasGMV, got.From.HasGMV, got.Stop)
	}
	aim.GMV = has.HasGMV.Times(1000)
	most, err := Reach(t.Context(), p, now, aim)
	if err != nil || most.Stop.Key == "" || most.To.HasGMV.Minor <= got.To.HasGMV.Minor {
		t.Errorf("%v at most, %v, %v", most.To.HasGMV, most.Stop, err)
	}
}

// TestReachHasChallengeVideosGoOut asks for a video from the backlog and one that goes out too late, but not for one
// that lacks its hashtag.
func TestReachHasChallengeVideosGoOut(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := p.Sale.Campaign().Start
	aim := AimOf(p)
	video := func(id, title string) *planner.Event {
		return &planner.Event{ID: id, Kind: planner.Video, Title: title, Shop: "main", Channel: planner.TikTok, Line: "pets", Clip: &planner.VideoDetail{Type: planner.Challenge, Reach: 1000}}
	}
	late, good := video("V2", "#bf"), video("V4", "#bf")
	late.Span = planner.Span{Start: aim.Posting.End, End: aim.Posting.End.Add(planner.PostLength)}
	good.Span = planner.Span{Start: aim.Posting.Start, End: aim.Posting.Start.Add(planner.PostLength)}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{video("V1", "#bf"), late, video("V3", "plain"), good}})
	aim.Videos = 4
	got, err := Reach(t.Context(), p, now, aim)
	if err != nil {
		t.Fatal(err)
	}
	after := plantest.Do(t, p, got.Command)
	if is := stands(t, after, now, aim); got.From.HasVideos != 1 || is.HasVideos != 3 || got.Stop.Key != "contest.videos" || after.Event("V3").Scheduled() || after.Event("V4").Span != good.Span {
		t.Errorf("%d videos count after %d, %v", is.HasVideos, got.From.HasVideos, got.Stop)
	}
}

// TestTheChallengesDaysAreTheUsers moves the posting days by their parameter.
func TestTheChallengesDaysAreTheUsers(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	x, _ := p.Params.Get("challenge_days")
	days := *x
	days.Values = []float64{10, 9}
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&days}})
	start := planner.DateOf(p.Sale.Span.Start, p.Zone())
	if got := AimOf(p).Posting.Dates(p.Zone()); len(got) != 2 || got[0] != start.Add(-10) {
		t.Error(got)
	}
	for _, e := range Backlog(p) {
		if challenges(e) && (e.Clip.Ready != start.Add(-10) || e.Clip.Due != start.Add(-9)) {
			t.Error(e.Clip.Ready, e.Clip.Due)
		}
	}
}
