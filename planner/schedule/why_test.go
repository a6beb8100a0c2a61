package schedule

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
)

// TestCreditsAddUpToTheForecast sums the credits of a plan's events and of what no event earns.
func TestCreditsAddUpToTheForecast(t *testing.T) {
	p, now := laidOut(t)
	m, err := forecast.Compile(p, now)
	if err != nil {
		t.Fatal(err)
	}
	value, sum := forecast.Score(m.Instance, m.Solution).Value(), 0.0
	of := map[string]float64{}
	for _, c := range forecast.Credits(m.Instance, m.Solution) {
		sum += c.Value
		of[m.Event(c.Kind, c.Row)] += c.Value
	}
	if math.Abs(sum-value) > 1e-6*value {
		t.Errorf("credits add up to %.6f, the forecast is %.6f", sum, value)
	}
	for _, k := range placedKinds {
		for _, e := range someOf(p, k, 4) {
			r, err := Why(p, now, e.ID)
			if err != nil {
				t.Fatal(err)
			}
			terms := p.Money(0)
			for _, x := range r.Terms {
				terms = terms.Add(x.Value)
			}
			if r.Total != terms || math.Abs(float64(r.Total.Minor)-100*of[e.ID]) > float64(len(r.Terms)) {
				t.Errorf("%s: credit %v, terms %v, the model's %.2f", e.ID, r.Total, terms, of[e.ID])
			}
		}
	}
}

// TestWhyRemoveIsTheForecastsLoss removes events and looks at the forecast.
func TestWhyRemoveIsTheForecastsLoss(t *testing.T) {
	p, now := laidOut(t)
	was, err := worth(p, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range placedKinds {
		for _, e := range someOf(p, k, 6) {
			r, err := Why(p, now, e.ID)
			if err != nil {
				t.Fatal(err)
			}
			is, err := worth(plantest.Do(t, p, planner.Remove{IDs: []string{e.ID}}), now)
			if err != nil {
				t.Fatal(err)
			}
			if off := was.Sub(is).Sub(r.Remove).Minor; off < -1 || off > 1 {
				t.Errorf("%s: the forecast loses %v without it, said %v", e.ID, was.Sub(is), r.Remove)
			}
		}
	}
}

// TestWhyNotLater holds what is said of an hour or a day later against the plan moved so.
func TestWhyNotLater(t *testing.T) {
	p, now := laidOut(t)
	was, _ := worth(p, now)
	checked := 0
	for _, k := range []planner.Kind{planner.Live, planner.Video, planner.Coupon} {
		for _, e := range someOf(p, k, 12) {
			r, err := Why(p, now, e.ID)
			if err != nil {
				t.Fatal(err)
			}
			move := planner.Move{IDs: []string{e.ID}, Days: 1}
			if k == planner.Live {
				move = planner.Move{IDs: []string{e.ID}, By: time.Hour}
			}
			n := plantest.Do(t, p, move)
			want := int64(1)
			switch r.Later.Key {
			case "why.later.less":
				want = -1
			case "why.later.rule":
				d, err := newDesk(n, now)
				if err != nil {
					t.Fatal(err)
				}
				if len(d.m.Rows(e.ID)) > 0 && len(forecast.Check(d.m.Instance, d.m.Solution)) == 0 {
					t.Errorf("%s: %v, but nothing is broken", e.ID, r.Later)
				}
				continue
			}
			is, err := worth(n, now)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Later.Args) < 2 {
				continue
			}
			checked++
			said := r.Later.Args[1].(planner.Money).Minor * want
			if off := is.Sub(was).Minor - said; off < -1 || off > 1 {
				t.Errorf("%s: the forecast differs by %v, said %v", e.ID, is.Sub(was), r.Later)
			}
		}
	}
	if checked < 5 {
		t.Errorf("only %d events could be later", checked)
	}
}

func TestWhyOfWhatTheEngineDoesNotPlace(t *testing.T) {
	p, now := laidOut(t)
	at := someOf(p, planner.Live, 3)[1].Span
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "A900", Kind: planner.Ad, Shop: "main", Channel: planner.TikTok, Ad: &planner.AdDetail{Daily: 12345}, Span: planner.Span{Start: at.Start, End: at.Start.Add(time.Hour)}},
		{ID: "M900", Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Task: &planner.MilestoneDetail{Type: planner.Samples}, Span: at},
		{ID: "V900", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Line: "pets", Clip: &planner.VideoDetail{Type: planner.Unboxing, Cost: 100}},
	}})
	for id, want := range map[string]string{"A900": "outside.ad", "M900": "outside.milestone", "V900": "outside.backlog"} {
		r, err := Why(p, now, id)
		if err != nil || r.Outside.Key != want || r.Total.Minor != 0 {
			t.Errorf("%s: %+v, %v", id, r, err)
		}
		if id == "A900" && r.Remove.Minor != -12345 {
			t.Errorf("without the ad the plan loses %v, want -123.45", r.Remove)
		}
	}
	if _, err := Why(p, now, "X1"); planner.AsProblems(err)[0].Key != "problem.no_event" {
		t.Errorf("an event that there is not: %v", err)
	}
}

// TestWhyNotAnEmptySlot fills gaps with what is said to be best for them.
func TestWhyNotAnEmptySlot(t *testing.T) {
	p, now := laidOut(t)
	was, _ := worth(p, now)
	keys := map[string]int{}
	for i := range 40 {
		day := p.Horizon()[(i*7)%len(p.Horizon())]
		g := Gap{Kind: placedKinds[i%4], At: day.At(8+(i*5)%16, 0, p.Zone())}
		if g.Kind == planner.Live && i%8 == 0 {
			g.Host = "b-host"
		}
		a, err := WhyNot(p, now, g)
		if err != nil {
			t.Fatal(err)
		}
		keys[a.Why.Key]++
		if a.Command == nil {
			continue
		}
		is, err := worth(plantest.Do(t, p, a.Command), now)
		if err != nil {
			t.Fatal(err)
		}
		if off := is.Sub(was).Sub(a.Gain).Minor; off < -2 || off > 2 {
			t.Errorf("%s at %v: the forecast gains %v, said %v", g.Kind, g.At, is.Sub(was), a)
		}
	}
	if keys["whynot.rule"] == 0 || len(keys) < 2 {
		t.Errorf("answers: %v", keys)
	}
	first := p.Horizon()[0].At(0, 0, p.Zone())
	for _, c := range []struct {
		g    Gap
		want string
	}{
		{Gap{Kind: planner.Ad, At: first}, "outside.ads"},
		{Gap{Kind: planner.Live, At: first, Shop: "elsewhere"}, "limit.no_shop"},
		{Gap{Kind: planner.Live, At: first.Add(-time.Hour)}, "outside.horizon"},
		{Gap{Kind: planner.Live, At: first, Host: "nobody"}, "limit.no_live"},
	} {
		if a, err := WhyNot(p, now, c.g); err != nil || a.Why.Key != c.want || a.Command != nil {
			t.Errorf("%+v: %v, %v", c.g, a, err)
		}
	}
}

// TestEveryConstraintHasWords reads the translations for what can stand in a way and for every term.
func TestEveryConstraintHasWords(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hans"} {
		b, err := os.ReadFile("../../assets/translations/" + lang + "/advise.json")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(b, &texts); err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, c := range forecast.Constraints {
			keys = append(keys, "limit."+c.ID)
		}
		for _, name := range forecast.TermNames {
			keys = append(keys, "term."+name)
		}
		for _, key := range slices.Concat(keys, []string{"limit." + forecast.RuleRange}) {
			if texts[key] == "" {
				t.Errorf("%s: %s has no words", lang, key)
			}
		}
	}
}
