package schedule

import (
	"fmt"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// videoPlan returns the made-up shop's plan of us-2024 with own videos in its backlog.
func videoPlan(t testing.TB, change func(*planner.ShopData), own ...*planner.Event) *planner.Plan {
	t.Helper()
	p := shopPlan(t, *saleOf(t, "us-2024"), with(change))
	for _, e := range own {
		e.Kind, e.Shop, e.Channel = planner.Video, "main", planner.TikTok
	}
	return plantest.Do(t, p, planner.Add{Events: own})
}

// onDate returns the clock time of the market at which the event starts, "11-12 18:00", or "" without a time.
func onDate(p *planner.Plan, e *planner.Event) string {
	if !e.Scheduled() {
		return ""
	}
	return e.Span.Start.In(p.Zone()).Format("01-02 15:04")
}

func TestVideosKeepTheirDates(t *testing.T) {
	day := func(d int) planner.Date { return planner.Date{Year: 2024, Month: time.November, Day: d} }
	for _, c := range []struct {
		name        string
		clip        planner.VideoDetail
		first, last string
	}{
		{"free", planner.VideoDetail{Type: planner.Challenge, Effort: 1}, "10-14", "11-13"},
		{"ready late", planner.VideoDetail{Type: planner.Challenge, Effort: 1, Ready: day(11)}, "11-11", "11-13"},
		{"due early", planner.VideoDetail{Type: planner.Challenge, Effort: 1, Due: planner.Date{Year: 2024, Month: time.October, Day: 16}}, "10-14", "10-17"},
		{"one day", planner.VideoDetail{Type: planner.Challenge, Effort: 1, Ready: day(5), Due: day(5)}, "11-05", "11-06"},
		{"never", planner.VideoDetail{Type: planner.Challenge, Effort: 1, Ready: day(20), Due: day(22)}, "", "0"},
		{"too much for the crew", planner.VideoDetail{Type: planner.Challenge, Effort: 12}, "", "0"},
	} {
		p := videoPlan(t, nil, &planner.Event{Title: "own", Clip: &c.clip})
		got, _ := solve(t, p, start(p))
		if at := onDate(got, got.Event("V1")); at < c.first || at >= c.last {
			t.Errorf("%s: at %q, want %q to %q", c.name, at, c.first, c.last)
		}
	}
}

func TestVideosInOrderAndWithinMeans(t *testing.T) {
	for _, crew := range []float64{4, 11, 40} {
		for _, perDay := range []int{1, 3, 8} {
			t.Run(fmt.Sprint(crew, " ", perDay), func(t *testing.T) {
				p := videoPlan(t, func(d *planner.ShopData) { d.Shops[0].VideosPerDay = perDay })
				param, _ := p.Params.Get("crew_effort_week")
				own := *param
				own.Values = []float64{crew}
				p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&own}})
				got, _ := solve(t, p, start(p))
				days, weeks := map[planner.Date]int{}, map[int]int{}
				for _, e := range kind(got, planner.Video, seeding) {
					d := planner.DateOf(e.Span.Start, got.Zone())
					days[d]++
					weeks[d.Sub(got.Horizon()[0])/7] += e.Clip.Effort
					if first := got.Event(e.Clip.After); first != nil && d.Sub(planner.DateOf(first.Span.Start, got.Zone())) < e.Clip.AfterGap {
						t.Errorf("%s goes out on %v, too soon after %s", e.ID, d, first.ID)
					}
				}
				for d, n := range days {
					if n > perDay {
						t.Errorf("%d videos on %v", n, d)
					}
				}
				for w, n := range weeks {
					if n > int(crew) {
						t.Errorf("%d days of work in week %d", n, w)
					}
				}
				if len(days) == 0 {
					t.Error("no video has a time")
				}
			})
		}
	}
}

func TestVideosGoOutAtTheBands(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, _ := solve(t, p, start(p))
	hours := map[int]bool{}
	for _, h := range got.Nums("band_hours") {
		hours[int(h)] = true
	}
	seen := map[time.Time]string{}
	for _, e := range kind(got, planner.Video, seeding) {
		if at := e.Span.Start.In(got.Zone()); !hours[at.Hour()] || e.Span.Length() != planner.PostLength {
			t.Errorf("%s goes out at %v", e.ID, at)
		}
		if other := seen[e.Span.Start]; other != "" {
			t.Errorf("%s and %s go out at once", e.ID, other)
		}
		seen[e.Span.Start] = e.ID
	}
}

func TestVideosThatFitNowhereStayInTheBacklog(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := plantest.At(t, p, "2024-11-10 12:00")
	got, _ := solve(t, p, now)
	placed, waiting := 0, 0
	for _, e := range got.Events.All() {
		switch {
		case !seeding(e):
		case e.Scheduled():
			placed++
		default:
			waiting++
		}
	}
	if placed == 0 || waiting == 0 {
		t.Errorf("%d placed and %d waiting three days before the sale, want some of each", placed, waiting)
	}
	later, _ := solve(t, plantest.Empty(t, "us-2024"), plantest.At(t, p, "2024-11-20 12:00"))
	for _, e := range later.Events.All() {
		if seeding(e) {
			t.Fatalf("video %s was made after the sale had begun", e.ID)
		}
	}
}

func TestTeasersOfEveryLive(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	got, _ := solve(t, p, start(p))
	for _, live := range kind(got, planner.Live, nil) {
		leads := map[time.Duration]bool{}
		for _, e := range got.Children(live.ID) {
			if e.Clip != nil {
				leads[live.Span.Start.Sub(e.Span.Start)] = true
			}
		}
		if len(leads) != 2 || !leads[24*time.Hour] || !leads[time.Hour] {
			t.Errorf("teasers of %s: %v", live.ID, leads)
		}
		if missing := rules.Teasers(got, live); len(missing) > 0 {
			t.Errorf("%s lacks %d teasers", live.ID, len(missing))
		}
	}
}

func TestTeaserLeavesABan(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: "own", Markets: []string{"US"}, Kind: planner.ServiceOff, Own: true, Probability: -1,
		Span: clock(t, p, "2024-11-20 00:00", "2024-11-21 00:00")}}})
	got, _ := solve(t, p, start(p))
	lives := kind(got, planner.Live, func(e *planner.Event) bool {
		return planner.DateOf(e.Span.Start, got.Zone()) == planner.Date{Year: 2024, Month: time.November, Day: 21}
	})
	if len(lives) != 1 || len(rules.Teasers(got, lives[0])) > 0 {
		t.Errorf("%d lives on the day after the ban, want one with all its teasers", len(lives))
	}
}
