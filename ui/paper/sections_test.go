package paper

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestPagesAreThoseAskedFor(t *testing.T) {
	s := solved(t, "us-2024")
	w := speak(t, "en")
	for _, id := range Sections() {
		pages := lay(t, s, Options{Words: w, Sections: []string{id}})
		if len(pages) == 0 {
			t.Errorf("%s has no page", id)
		}
		if !w.Has("section." + id) {
			t.Errorf("%s has no name for people", id)
		}
	}
	one := lay(t, s, Options{Words: w, Sections: []string{Run}})
	if !strings.HasPrefix(one[0].Title, "Run sheet") || !strings.Contains(said(one[:1]), "Runsheet") {
		t.Errorf("the first page is %q, without its title", one[0].Title)
	}
	both := lay(t, s, Options{Words: w, Sections: []string{Checklist, Cover}})
	if both[0].Title != "Overview" || !strings.HasPrefix(both[len(both)-1].Title, "Checklist") {
		t.Errorf("pages from %q to %q, want the order of the table", both[0].Title, both[len(both)-1].Title)
	}
}

func TestRangeAndMargin(t *testing.T) {
	s := solved(t, "us-2024")
	day := planner.Date{Year: 2024, Month: 11, Day: 29}
	o := Options{Words: speak(t, "en"), From: day, To: day, Margin: 72, Sections: []string{Calendar, Run, Week, Timeline}}
	pages := lay(t, s, o)
	text := said(pages)
	if !strings.Contains(text, "Nov29") || strings.Contains(text, "Nov20,2024") {
		t.Error("the run sheet does not keep to its day")
	}
	for i, p := range pages {
		for _, item := range p.Items {
			if b := item.Bounds(); b.X < 71.4 || b.Y < 71.4 || b.Right() > p.W-71.4 || b.Bottom() > p.H-71.4 {
				t.Fatalf("page %d: %+v leaves the margin of an inch", i+1, item)
			}
		}
	}
}

func TestChoicesThatCannotBe(t *testing.T) {
	s := solved(t, "us-2024")
	early, late := planner.Date{Year: 2024, Month: 1, Day: 1}, planner.Date{Year: 2025, Month: 6, Day: 1}
	for key, o := range map[string]Options{"problem.section": {Sections: []string{"horoscope"}}, "problem.margin": {Margin: 3},
		"problem.range": {From: late, To: early}, "problem.range_length": {From: early, To: late}} {
		o.Words, o.Fonts = speak(t, "en"), fonts(t)
		_, err := Pages(context.Background(), s, o, nil)
		var p *planner.Problem
		if !errors.As(err, &p) || p.Key != key {
			t.Errorf("%s: error %v", key, err)
			continue
		}
		if lines := o.Words.Problem(err); strings.Contains(lines[0], "[") || strings.Contains(lines[0], "{") {
			t.Errorf("%s says %q", key, lines[0])
		}
	}
}

func TestHostSheetsBeginOnPagesOfTheirOwn(t *testing.T) {
	s := solved(t, "us-2024")
	w := speak(t, "en")
	var titles []string
	for _, p := range lay(t, s, Options{Words: w, Sections: []string{Hosts}}) {
		if !strings.Contains(p.Title, "(continued)") {
			titles = append(titles, p.Title)
		}
	}
	if want := []string{"Host sheet·Ana", "Host sheet·Ben", "Host sheet·Chloe", "Host sheet·Dee"}; !slices.Equal(titles, want) {
		t.Errorf("sheets %q, want %q", titles, want)
	}
	text := said(lay(t, s, Options{Words: w, Sections: []string{Hosts}}))
	for _, want := range []string{"PacificBeijingMinuteWhattosay", "+0:30", "Onair", "Offair"} {
		if !strings.Contains(text, want) {
			t.Errorf("the host sheets lack %q", want)
		}
	}
}

// TestPosterSheetsMeet compares the edges of sheets that are laid on one another.
func TestPosterSheetsMeet(t *testing.T) {
	p := plantest.Plan(t, 300)
	for _, o := range []Options{{Words: speak(t, "zh-Hans"), Orientation: Landscape}, {Words: speak(t, "en"), Paper: "a3"}} {
		o.Fonts = fonts(t)
		o, err := o.check()
		if err != nil {
			t.Fatal(err)
		}
		l := newLayout(snapshot(t, p, p.Sale.Campaign().Start), o)
		lay := newPoster(l, l.report.Timeline(), l.report.Period())
		if lay.sheets()*lay.across < len(lay.days) {
			t.Errorf("%d sheets of %d days do not hold %d", lay.sheets(), lay.across, len(lay.days))
		}
		for row := range lay.rows {
			var edges []string
			for sheet := range lay.sheets() {
				lay.sheet(row, sheet)
				edges = append(edges, edgesOf(l.pages[len(l.pages)-1], l.body.X+laneWidth))
			}
			for i, e := range edges {
				if e != edges[0] {
					t.Errorf("row %d: sheet %d has the edges\n%s\nwant those of the first\n%s", row, i, e, edges[0])
				}
			}
		}
	}
}

// edgesOf lists where the lanes' cells of the first day begin and end.
func edgesOf(p Page, x float64) string {
	var b strings.Builder
	for _, i := range p.Items {
		if r, ok := i.(Rect); ok && r.X == x && r.Stroke != nil && r.Width == 0.5 {
			fmt.Fprintf(&b, "%.1f-%.1f ", r.Y, r.Bottom())
		}
	}
	return b.String()
}

func TestSheetCodes(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {0, 0}, "B3": {1, 2}, "Z1": {25, 0}, "AA10": {26, 9}} {
		if got := code(at[0], at[1]); got != want {
			t.Errorf("sheet %v is %s, want %s", at, got, want)
		}
	}
}

func TestEveryEventIsOnThePoster(t *testing.T) {
	p := plantest.Plan(t, 900)
	var numbered []*planner.Event
	for i, e := range p.Events.All() {
		n := *e
		n.Title = fmt.Sprintf("事项%04d号", i)
		numbered = append(numbered, &n)
	}
	p = plantest.Do(t, p, planner.Change{Events: numbered})
	s := snapshot(t, p, p.Sale.Campaign().Start)
	period := map[planner.Date]bool{}
	for _, d := range p.Horizon() {
		period[d] = true
	}
	for _, section := range []string{Timeline, Week} {
		text := said(lay(t, s, Options{Words: speak(t, "zh-Hans"), Sections: []string{section}}))
		for _, e := range numbered {
			if period[planner.DateOf(e.Span.Start, p.Zone())] && !strings.Contains(text, e.Title) {
				t.Errorf("%s lacks %s", section, e.Title)
			}
		}
	}
}

func TestBoxesAreShapes(t *testing.T) {
	l := bare(t, InkBW)
	l.put(l.wrap([]run{{box: open, st: l.style(10)}, {box: ticked, st: l.style(10)}}, 100)[0], 50, 50)
	var rects, lines int
	for _, i := range l.page().Items {
		switch i.(type) {
		case Rect:
			rects++
		case Line:
			lines++
		case Text:
			t.Errorf("a box is drawn as text: %+v", i)
		}
	}
	if rects != 2 || lines != 2 {
		t.Errorf("%d squares and %d strokes, want two squares and one tick", rects, lines)
	}
}

// TestTheCouponSheetHasWhatIsTypedIn sets a coupon of every field: each stands on the sheet, and none that it does not have.
func TestTheCouponSheetHasWhatIsTypedIn(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	start := p.Sale.Span.Start
	span := planner.Span{Start: start, End: start.Add(48 * time.Hour)}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "C1", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Products: []string{"SKU-11", "SKU-12"}, Span: span, Note: "先报名",
			Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2500, MinSpend: 3500, MaxOff: 1200, Quantity: 4000, PerBuyer: 2, Valid: 90, Code: "BF25", PlatformShare: -1}},
	}})
	pages := lay(t, snapshot(t, p, start), Options{Words: speak(t, "zh"), Sections: []string{Coupons}})
	text := squeezed(said(pages))
	last := 0
	for _, want := range []string{"大促专享券", "11-13", "11-15", "7.5 折", "最低消费", "$35.00", "最高减", "$12.00", "总量", "4,000", "每人限", "2", "领取后有效", "SKU-11, SKU-12", "预计成本"} {
		at := strings.Index(text[last:], squeezed(want))
		if at < 0 {
			t.Fatalf("the sheet lacks %q, or has it out of order:\n%s", want, text)
		}
		last += at
	}
	for _, want := range []string{"BF25", "先报名"} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
}
