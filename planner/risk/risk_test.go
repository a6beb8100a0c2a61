package risk

import (
	"fmt"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// own is a window that the user draws, over whole days of the plan's market.
func own(p *planner.Plan, kind planner.RiskKind, first, last planner.Date, chance planner.BasisPoints) *planner.RiskWindow {
	return &planner.RiskWindow{ID: "own-1", Markets: []string{p.Market.ID}, Kind: kind, AllDay: true, Own: true, Title: "my worry", Probability: chance,
		Span: planner.Span{Start: first.At(0, 0, p.Zone()), End: last.Add(1).At(0, 0, p.Zone())}}
}

func day(month time.Month, d int) planner.Date {
	year := 2024
	if month < time.June {
		year = 2025
	}
	return planner.Date{Year: year, Month: month, Day: d}
}

func quiet(t *testing.T) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	p.Risks = planner.Table[*planner.RiskWindow]{}
	return p
}

func with(t *testing.T, p *planner.Plan, rows ...planner.Row) *planner.Plan {
	return plantest.Do(t, p, planner.Put{Rows: rows})
}

// downChance is DownChances of one date.
func downChance(p *planner.Plan, now time.Time, d planner.Date) planner.BasisPoints {
	return DownChances(p, now, []planner.Date{d})[0]
}

func dates(days []Day) []string {
	var out []string
	for _, d := range days {
		out = append(out, d.Date.String())
	}
	return out
}

func TestOwnWindowFlagsItsDates(t *testing.T) {
	p := quiet(t)
	p = with(t, p, own(p, planner.ServiceOff, day(11, 21), day(11, 22), -1))
	now := plantest.At(t, p, "2024-10-01 09:00")
	days := Flagged(p, now, p.Sale.Campaign())
	if got := fmt.Sprint(dates(days)); got != "[2024-11-21 2024-11-22]" {
		t.Fatalf("flagged %s", got)
	}
	if h := days[0].Windows[0]; h.Severity != "block" || h.Probability != 10000 || h.Window.Title != "my worry" {
		t.Errorf("hit %+v", h)
	}
	if q := downChance(p, now, day(11, 21)); q != 10000 {
		t.Errorf("down with chance %d, want certainty", q)
	}
	if q := downChance(p, now, day(11, 23)); q != 0 {
		t.Errorf("down with chance %d on the day after", q)
	}
}

func TestClosingOfAnotherServiceFlagsNothing(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := plantest.At(t, p, "2024-11-20 09:00")
	music, ok := p.Risks.Get("multi-2024-11-28-other-service")
	if !ok || music.Kind != planner.OtherService {
		t.Fatal("the presets have lost the closing of TikTok Music")
	}
	here := *music
	here.Markets = []string{"US"}
	loud := planner.RiskDefault{Kind: planner.OtherService, Severity: "block", Probability: 10000, Hits: planner.HitsSaleTail}
	for name, q := range map[string]*planner.Plan{"other markets": p, "in the US": with(t, p, &here), "defaults edited": with(t, p, &here, &loud)} {
		if days := Flagged(q, now, p.Sale.Span); len(days) > 0 {
			t.Errorf("%s: flagged %v", name, dates(days))
		}
		if c := downChance(q, now, day(11, 28)); c != 0 {
			t.Errorf("%s: chance %d", name, c)
		}
	}
}

func TestDeadlineOf2025FlagsTheTailOf2024(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := plantest.At(t, p, "2024-10-01 09:00")
	if days := Flagged(p, now, p.Sale.Span); len(days) > 0 {
		t.Errorf("the sale has flagged dates %v", dates(days))
	}
	got := fmt.Sprint(dates(Flagged(p, now, p.Sale.Campaign())))
	if want := "[2025-01-19 2025-01-20 2025-01-21 2025-01-22]"; got != want {
		t.Errorf("flagged %s, want %s", got, want)
	}
}

func TestAPlanDoesNotKnowWhatIsKnownLater(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	dark := plantest.At(t, p, "2025-01-18 19:30")
	before, after := Active(p, dark.Add(-time.Second)), Active(p, dark)
	known := func(hits []Hit) bool {
		for _, h := range hits {
			if h.Window.ID == "us-2025-01-18-service-off" {
				return true
			}
		}
		return false
	}
	if known(before) || !known(after) {
		t.Errorf("known before %v, at the instant %v; want false, true", known(before), known(after))
	}
	days := Flagged(p, dark, planner.Span{Start: dark, End: dark.Add(5 * time.Hour)})
	if len(days) != 2 || days[0].Windows[0].Severity != "block" || days[0].Date != day(1, 18) {
		t.Errorf("the night of the 18th flags %v", days)
	}
}

func TestEndlessWindowFlagsOnlyTheSpanAskedFor(t *testing.T) {
	p := quiet(t)
	w := own(p, planner.Deadline, day(11, 30), day(11, 30), -1)
	w.Span.End = planner.Forever
	p = with(t, p, w)
	if got := fmt.Sprint(dates(Flagged(p, p.Sale.Span.Start, p.Sale.Span))); got != "[2024-11-30 2024-12-01 2024-12-02]" {
		t.Errorf("flagged %s", got)
	}
}

func TestChances(t *testing.T) {
	p := quiet(t)
	a, b := own(p, planner.Deadline, day(11, 21), day(11, 21), 3000), own(p, planner.Outage, day(11, 22), day(11, 22), 5000)
	b.ID = "own-2"
	p = with(t, p, a, b)
	now := p.Sale.Span.Start
	list := []planner.Date{day(11, 20), day(11, 21), day(11, 22), day(11, 24), day(11, 25)}
	// The deadline's effect spreads over three more days; on the 22nd 1 - 0.7 x 0.5 = 65 %.
	if got := fmt.Sprint(DownChances(p, now, list)); got != "[0 3000 6500 3000 0]" {
		t.Errorf("chances %s", got)
	}
	// 1, 0.7, 0.7 x 0.35 = 0.245, x 0.7 = 0.1715, and so on.
	if got := fmt.Sprint(Survival(p, now, list)); got != "[10000 7000 2450 1715 1715]" {
		t.Errorf("survival %s", got)
	}
}

func TestUncertainClosureIsAWarning(t *testing.T) {
	p := quiet(t)
	p = with(t, p, own(p, planner.ServiceOff, day(11, 21), day(11, 21), 4000))
	hits := Active(p, p.Sale.Span.Start)
	if len(hits) != 1 || hits[0].Severity != "warn" {
		t.Errorf("hits %+v, want one warning", hits)
	}
	if q := downChance(p, p.Sale.Span.Start, day(11, 21)); q != 4000 {
		t.Errorf("chance %d, want the user's own 4000", q)
	}
}

func TestWhatAKindHits(t *testing.T) {
	base := quiet(t)
	span := day(11, 21).Span(base.Zone())
	short := planner.Span{Start: span.Start.Add(12 * time.Hour), End: span.Start.Add(14 * time.Hour)}
	events := map[string]*planner.Event{
		"video": {Kind: planner.Video, Clip: &planner.VideoDetail{Type: planner.Unboxing}}, "live": {Kind: planner.Live, Live: &planner.LiveDetail{}},
		"coupon": {Kind: planner.Coupon, Promo: &planner.Promo{Tool: "sale_coupon"}}, "new": {Kind: planner.Coupon, Promo: &planner.Promo{Tool: "new_customer_coupon"}},
		"ad": {Kind: planner.Ad, Ad: &planner.AdDetail{}}, "stock": {Kind: planner.Milestone, Task: &planner.MilestoneDetail{Type: planner.Inbound}},
		"approval":  {Kind: planner.Milestone, Task: &planner.MilestoneDetail{Type: planner.Approval}},
		"elsewhere": {Kind: planner.Live, Channel: "instagram", Live: &planner.LiveDetail{}}, "backlog": {Kind: planner.Live, Live: &planner.LiveDetail{}},
		"day before": {Kind: planner.Live, Live: &planner.LiveDetail{}},
	}
	for name, e := range events {
		e.Span = short
		if e.Channel == "" {
			e.Channel = planner.TikTok
		}
		switch name {
		case "backlog":
			e.Span = planner.Span{}
		case "day before":
			e.Span = planner.Span{Start: span.Start.Add(-time.Hour), End: span.Start}
		}
	}
	for kind, want := range map[planner.RiskKind]string{
		planner.ServiceOff:   "ad approval coupon live new video",
		planner.CommerceOff:  "ad coupon live new",
		planner.Outage:       "ad approval coupon live new video",
		planner.StoreRemoval: "ad new",
		planner.Watch:        "",
		planner.OtherService: "",
	} {
		p := with(t, base, own(base, kind, day(11, 21), day(11, 21), -1))
		got := ""
		for _, name := range []string{"ad", "approval", "backlog", "coupon", "day before", "elsewhere", "live", "new", "stock", "video"} {
			for _, h := range Active(p, p.Sale.Span.Start) {
				if HitsEvent(p, h, events[name]) {
					got += " " + name
				}
			}
		}
		if want != "" {
			want = " " + want
		}
		if got != want {
			t.Errorf("%s hits%s, want%s", kind, got, want)
		}
	}
}

func TestTails(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	// Delivered in 5 days, settled 7 later, paid out 1 to 31 days after that.
	o := OpenOf(p, day(11, 29))
	want := Open{day(11, 29), day(12, 4), day(12, 11), day(12, 12), day(1, 11), day(2, 10)}
	if o != want {
		t.Errorf("open %+v, want %+v", o, want)
	}
	// The last orders of the sale are still unpaid when the app goes dark on 2025-01-18? Paid by 2025-01-14.
	last := Settlement(p, day(12, 2))
	if got := planner.DateOf(last.End.Add(-1), p.Zone()); got != day(1, 14) {
		t.Errorf("the money of the last day is out by %v", got)
	}
	back := Returns(p, day(12, 2))
	dark := plantest.At(t, p, "2025-01-18 19:30")
	if !back.Contains(dark) || last.Contains(dark) {
		t.Errorf("at the dark instant: returns open %v, money open %v; want true, false", back.Contains(dark), last.Contains(dark))
	}
}

func TestReturnsWithoutAnnouncedEndLastAsLongAsTheTail(t *testing.T) {
	p := plantest.Empty(t, "us-2026")
	first := p.Horizon()[30]
	if o, end := OpenOf(p, first), p.Sale.Campaign().End; !o.Returned.Add(1).At(0, 0, p.Zone()).Equal(end) {
		t.Errorf("returns until %v, tail until %v", o.Returned, end)
	}
	late := planner.DateOf(p.Sale.Campaign().End, p.Zone()).Add(30)
	if o := OpenOf(p, late); o.Returned != o.Delivered {
		t.Errorf("an order after the tail can be returned until %v, delivered %v", o.Returned, o.Delivered)
	}
}
