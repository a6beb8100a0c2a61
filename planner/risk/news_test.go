package risk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestRumourPressAndOfficialNewsDifferInChance(t *testing.T) {
	p := quiet(t)
	span := planner.Span{Start: day(11, 29).At(0, 0, p.Zone()), End: day(12, 1).At(0, 0, p.Zone())}
	news := News{Kind: planner.Deadline, Span: span, Title: " may stop ", Source: "a paper", Date: day(11, 20)}
	// A deadline stops service with 30 % a day; a rumour weighs 20 %, the press 60 %, an official notice all of it.
	for confidence, want := range map[string]planner.BasisPoints{Rumour: 600, Press: 1800, Official: 3000} {
		news.Confidence = confidence
		w, err := news.Window(p)
		if err != nil {
			t.Fatal(err)
		}
		if w.Probability != want || !w.AllDay || !w.Own || w.Title != "may stop" || w.ID != "news-1" {
			t.Errorf("%s: %+v, want a chance of %d", confidence, w, want)
		}
		if why := Why(p, w); why.Key != "ban.why.news" || why.Args[0] != want || !strings.Contains(fmt.Sprint(why), "a paper") {
			t.Errorf("%s: %v", confidence, why)
		}
		q := with(t, p, w)
		before, after := plantest.At(t, p, "2024-11-19 23:00"), plantest.At(t, p, "2024-11-20 00:00")
		if downChance(q, before, day(11, 29)) != 0 || downChance(q, after, day(11, 29)) != want {
			t.Errorf("%s: the chance is %d before the news and %d after it", confidence, downChance(q, before, day(11, 29)), downChance(q, after, day(11, 29)))
		}
	}
	with1, _ := news.Window(p)
	if w, _ := news.Window(with(t, p, with1)); w.ID != "news-2" {
		t.Errorf("the second piece of news is %s", w.ID)
	}
}

func TestNewsThatCannotBe(t *testing.T) {
	p := quiet(t)
	good := News{Kind: planner.Deadline, Span: day(11, 29).Span(p.Zone()), Confidence: Press, Date: day(11, 20)}
	for name, spoil := range map[string]func(*News){
		"confidence": func(n *News) { n.Confidence = "hearsay" },
		"kind":       func(n *News) { n.Kind = "eclipse" },
		"span":       func(n *News) { n.Span.End = n.Span.Start },
	} {
		n := good
		spoil(&n)
		var problem *planner.Problem
		if _, err := n.Window(p); !errors.As(err, &problem) {
			t.Errorf("%s: %v, want a Problem", name, err)
		}
	}
}

func TestWhyOfOtherWindows(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	law, _ := p.Risks.Get("us-2025-01-19-deadline")
	if why := Why(p, law); why.Key != "ban.why.kind" || why.Args[0] != planner.BasisPoints(3000) {
		t.Errorf("the deadline: %v", why)
	}
	if why := Why(p, own(p, planner.Deadline, day(11, 21), day(11, 21), 1234)); why.Key != "ban.why.own" || why.Args[0] != planner.BasisPoints(1234) {
		t.Errorf("own: %v", why)
	}
}

func TestRehearsal(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	start := plantest.At(t, p, "2024-11-27 08:30")
	for id, want := range map[string]string{
		// Shop sales stopped in Indonesia on 2023-10-04 17:00 local time and came back on 2023-12-12, which the row includes.
		"id-2023-10-04-commerce-off":     "2024-11-27 08:30 - 2025-02-04 15:30",
		"nc-2024-05-15-service-off":      "2024-11-27 00:00 - 2024-12-12 00:00",
		"in-2020-06-29-service-off":      "2024-11-27 00:00 - forever",
		"us-2025-01-18-service-off":      "2024-11-27 08:30 - 2024-11-27 22:30",
		"multi-2024-11-28-other-service": "2024-11-27 00:00 - 2024-11-28 00:00",
	} {
		w, ok := p.Risks.Get(id)
		if !ok {
			t.Fatalf("no window %s", id)
		}
		n := Rehearse(w, p, start)
		show := func(at time.Time) string {
			if at.Equal(planner.Forever) {
				return "forever"
			}
			return at.In(p.Zone()).Format("2006-01-02 15:04")
		}
		if got := show(n.Span.Start) + " - " + show(n.Span.End); got != want {
			t.Errorf("%s: %s (all day %v), want %s", id, got, w.AllDay, want)
		}
		if n.ID != RehearsalPrefix+id || !n.Own || n.Note != id || w.Note == id {
			t.Errorf("%s: %+v", id, n)
		}
		q := with(t, p, n)
		if flagged := len(Flagged(q, start.AddDate(0, -1, 0), p.Sale.Span)) > 0; flagged != (n.Kind != planner.OtherService) {
			t.Errorf("%s: flags the sale %v", id, flagged)
		}
	}
}

func TestTailChancesLeaveOutages(t *testing.T) {
	p := quiet(t)
	a, b := own(p, planner.Deadline, day(11, 21), day(11, 21), 3000), own(p, planner.Outage, day(11, 21), day(11, 21), 5000)
	b.ID = "own-2"
	p = with(t, p, a, b)
	list := []planner.Date{day(11, 21), day(11, 26)}
	if got := fmt.Sprint(TailChances(p, p.Sale.Span.Start, list)); got != "[3000 0]" {
		t.Errorf("chances %s", got)
	}
}
