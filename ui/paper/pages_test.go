package paper

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/report"
)

// every is each paper that the program prints a plan on, upright and across, in each language and ink.
func every(t testing.TB) map[string]Options {
	t.Helper()
	all := map[string]Options{}
	for _, paper := range Papers {
		for _, orientation := range Orientations {
			for _, lang := range []string{"en", "zh-Hans", "both"} {
				all[paper+" "+orientation+" "+lang] = Options{Paper: paper, Orientation: orientation, Words: speak(t, lang)}
			}
		}
	}
	for _, ink := range Inks {
		all["a4 "+ink] = Options{Ink: ink, Words: speak(t, "zh-Hans")}
	}
	return all
}

// said is the text of the pages in the order in which it was laid out, without spaces.
func said(pages []Page) string {
	var b strings.Builder
	for _, p := range pages {
		for _, i := range p.Items {
			if x, ok := i.(Text); ok {
				b.WriteString(x.S)
			}
		}
	}
	return squeezed(b.String())
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func TestNothingLeavesTheMargins(t *testing.T) {
	s := hostile(t)
	for name, o := range every(t) {
		for i, p := range lay(t, s, o) {
			for _, item := range p.Items {
				b := item.Bounds()
				if b.X < margin-0.6 || b.Y < margin-0.6 || b.Right() > p.W-margin+0.6 || b.Bottom() > p.H-margin+0.6 {
					t.Errorf("%s, page %d: %+v leaves the margins", name, i+1, item)
				}
			}
		}
	}
}

func TestNoTextLiesOnAnother(t *testing.T) {
	full := plantest.Plan(t, 500)
	few := map[string]Options{"a4": {Words: speak(t, "zh-Hans")}, "letter": {Words: speak(t, "en"), Paper: "letter", Orientation: Landscape, Ink: InkBW}}
	for _, c := range []struct {
		name    string
		snap    *editor.Snapshot
		options map[string]Options
	}{{"hostile", hostile(t), every(t)}, {"solved", solved(t, "us-2024"), few}, {"full", snapshot(t, full, full.Sale.Campaign().Start), few}} {
		for name, o := range c.options {
			for i, p := range lay(t, c.snap, o) {
				if a, b, ok := overlap(p); ok {
					t.Errorf("%s, %s, page %d (%s): %q lies on %q", c.name, name, i+1, p.Title, a.S, b.S)
				}
			}
		}
	}
}

// overlap returns two texts of a page whose letters would touch.
func overlap(p Page) (a, b Text, ok bool) {
	var texts []Text
	for _, i := range p.Items {
		if x, ok := i.(Text); ok {
			texts = append(texts, x)
		}
	}
	for i, a := range texts {
		x := a.Bounds()
		for _, b := range texts[i+1:] {
			y := b.Bounds()
			if x.X < y.Right()-0.3 && y.X < x.Right()-0.3 && x.Y < y.Bottom()-0.3 && y.Y < x.Bottom()-0.3 {
				return a, b, true
			}
		}
	}
	return Text{}, Text{}, false
}

// TestEveryEventIsOnTheCalendarAndTheRunSheet lays out more events than a month's cells can hold.
func TestEveryEventIsOnTheCalendarAndTheRunSheet(t *testing.T) {
	p := plantest.Plan(t, 800)
	var numbered []*planner.Event
	for i, e := range p.Events.All() {
		n := *e
		n.Title = fmt.Sprintf("事项%04d号", i)
		numbered = append(numbered, &n)
	}
	p = plantest.Do(t, p, planner.Change{Events: numbered})
	s := snapshot(t, p, p.Sale.Campaign().Start)
	for _, o := range []Options{{Words: speak(t, "zh-Hans")}, {Words: speak(t, "en"), Paper: "letter", Orientation: Landscape}} {
		var calendar, sheet []Page
		for _, page := range lay(t, s, o) {
			switch {
			case strings.Contains(page.Title, "2024"):
				calendar = append(calendar, page)
			case strings.Contains(page.Title, o.Words.T("paper.runsheet")):
				sheet = append(sheet, page)
			}
		}
		inCalendar, inSheet := said(calendar), said(sheet)
		period := map[planner.Date]bool{}
		for _, d := range p.Horizon() {
			period[d] = true
		}
		for _, e := range numbered {
			if !strings.Contains(inSheet, e.Title) {
				t.Errorf("%s is not on the run sheet", e.Title)
			}
			if period[planner.DateOf(e.Span.Start, p.Zone())] && !strings.Contains(inCalendar, e.Title) {
				t.Errorf("%s is not on the calendar", e.Title)
			}
		}
	}
}

func TestLongTextIsLaidOutWhole(t *testing.T) {
	s := hostile(t)
	for _, lang := range []string{"en", "zh-Hans"} {
		text := said(lay(t, s, Options{Words: speak(t, lang)}))
		for _, e := range s.Plan.Events.All() {
			for what, long := range map[string]string{"title": e.Title, "note": e.Note} {
				// A page ends with its footer, so text over two pages is compared a sentence at a time.
				for _, sentence := range strings.SplitAfter(long, "。") {
					if clean := squeezed((&sanitiser{fonts: fonts(t)}).clean(sentence)); !strings.Contains(clean, "〔") && !strings.Contains(text, clean) {
						t.Errorf("%s: the %s of %s lacks %q", lang, what, e.ID, sentence)
					}
				}
			}
		}
		if !strings.Contains(text, squeezed(s.Plan.Name)) {
			t.Errorf("%s: the plan's name is cut", lang)
		}
	}
}

func TestWhatTheFontsLackGetsAMarkAndAFootnote(t *testing.T) {
	s := hostile(t)
	pages := lay(t, s, Options{Words: speak(t, "zh-Hans")})
	text := said(pages)
	for _, want := range []string{"喆", "爆款〔□", "U+1F525FIRE", "U+20BB7"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pages lack %q", want)
		}
	}
	if last := pages[len(pages)-1]; last.Title != "无法印出的字符" {
		t.Errorf("the last page is %q", last.Title)
	}
	for _, p := range pages {
		for _, i := range p.Items {
			if x, ok := i.(Text); ok {
				for _, r := range x.S {
					if !fonts(t).has(r) {
						t.Errorf("%q holds %U, which the fonts lack", x.S, r)
					}
				}
			}
		}
	}
	calm := lay(t, solved(t, "us-2024"), Options{Words: speak(t, "zh-Hans")})
	if last := calm[len(calm)-1]; strings.Contains(last.Title, "无法印出") {
		t.Error("a plan of common characters has footnotes")
	}
}

func TestInksKeepToTheirColours(t *testing.T) {
	s := solved(t, "us-2024")
	for ink, allowed := range map[string]func(Color) bool{
		InkGray: func(c Color) bool { return c.R == c.G && c.G == c.B },
		InkBW:   func(c Color) bool { return c == black || c == white },
	} {
		for _, p := range lay(t, s, Options{Ink: ink, Words: speak(t, "en")}) {
			for _, item := range p.Items {
				for _, c := range colorsOf(item) {
					if !allowed(c) {
						t.Fatalf("%s: %+v has the colour %v", ink, item, c)
					}
				}
			}
		}
	}
}

func colorsOf(item Item) []Color {
	switch x := item.(type) {
	case Text:
		return []Color{x.Color}
	case Line:
		return []Color{x.Color}
	case Hatch:
		return []Color{x.Color}
	case Rect:
		var list []Color
		for _, c := range []*Color{x.Fill, x.Stroke} {
			if c != nil {
				list = append(list, *c)
			}
		}
		return list
	}
	return nil
}

func TestKindsDifferInEveryInk(t *testing.T) {
	for name, ink := range inks {
		seen := map[string]planner.Kind{}
		for _, k := range planner.Kinds {
			look, ok := ink.kinds[k]
			if !ok {
				t.Errorf("%s has no %s", name, k)
			}
			mark := fmt.Sprint(look.chip, look.pattern)
			if other, ok := seen[mark]; ok && name != InkGray {
				t.Errorf("%s: %s looks like %s", name, k, other)
			}
			seen[mark] = k
			if look.chip == look.letter {
				t.Errorf("%s: the letter of %s is not seen", name, k)
			}
		}
	}
}

func TestEveryPageSaysWhatItIsOf(t *testing.T) {
	s := solved(t, "us-2026")
	w := speak(t, "en")
	pages := lay(t, s, Options{Words: w})
	for i, p := range pages {
		text := said([]Page{p})
		for _, want := range []string{s.Plan.Name, "as of", "projected, not announced", fmt.Sprintf("%d / %d", i+1, len(pages))} {
			if !strings.Contains(text, squeezed(want)) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
	}
	for i, p := range lay(t, solved(t, "us-2024"), Options{Words: w}) {
		if strings.Contains(said([]Page{p}), "projected") {
			t.Errorf("page %d calls an announced sale projected", i+1)
		}
	}
}

func TestFlaggedDatesStandOnCoverCalendarAndRunSheet(t *testing.T) {
	s := solved(t, "us-2024")
	live := plantest.At(t, s.Plan, "2024-11-21 18:00")
	p := plantest.Do(t, s.Plan, planner.Add{Events: []*planner.Event{{Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Title: "险播",
		Span: planner.Span{Start: live, End: live.Add(7200e9)}, Live: &planner.LiveDetail{}}}})
	pages := lay(t, snapshot(t, p, s.Now), Options{Words: speak(t, "zh-Hans")})
	text := said(pages)
	for _, want := range []string{"R11-21周四–11-22周五停摆假设", "2024-11-21周四大促R停摆假设100%"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pages lack %q", want)
		}
	}
	hatched := 0
	for _, page := range pages {
		if strings.HasPrefix(page.Title, "2024 年 11 月") {
			for _, i := range page.Items {
				if _, ok := i.(Hatch); ok {
					hatched++
				}
			}
		}
	}
	if hatched != 2 {
		t.Errorf("%d days of November are hatched, want 2", hatched)
	}
}

func TestNotesStandWhereTheirEventsAre(t *testing.T) {
	s := hostile(t)
	o := Options{Words: speak(t, "en"), Fonts: fonts(t)}
	o, err := o.check()
	if err != nil {
		t.Fatal(err)
	}
	l := newLayout(s, o)
	i := slices.IndexFunc(l.report.Notes, func(n report.Note) bool { return len(n.Events) > 0 })
	if i < 0 {
		t.Fatal("no finding concerns an event")
	}
	n := l.report.Notes[i]
	e := s.Plan.Event(n.Events[0])
	for _, d := range l.report.RunSheet() {
		for _, r := range d.Rows {
			if r.Event != e {
				continue
			}
			cells := l.runRow(d.Date, r).cells
			var tags []string
			for _, x := range cells[len(cells)-1].paras[0] {
				tags = append(tags, x.tag)
			}
			if !slices.Contains(tags, fmt.Sprint(n.Number)) {
				t.Errorf("the row of %s carries the notes %v, want %d", e.ID, tags, n.Number)
			}
			return
		}
	}
	t.Errorf("%s is not on the run sheet", e.ID)
}

func TestClocks(t *testing.T) {
	s := solved(t, "us-2024")
	utc, err := planner.Zone("UTC")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Words: speak(t, "en")}
	o.Clocks = append(o.Clocks, s.Plan.Zone(), utc)
	text := said(lay(t, s, o))
	if !strings.Contains(text, "PacificUTCDays") || strings.Contains(text, "Beijing") {
		t.Error("the clocks are not the market's and UTC")
	}
	if got := said(lay(t, s, Options{Words: speak(t, "en")})); !strings.Contains(got, "PacificBeijingDays") {
		t.Error("the clocks are not the market's and Beijing's")
	}
}

func TestOptionsThatAreNotKnown(t *testing.T) {
	s := solved(t, "us-2024")
	for key, o := range map[string]Options{"problem.paper": {Paper: "b5"}, "problem.orientation": {Orientation: "askew"}, "problem.ink": {Ink: "gold"}} {
		o.Words, o.Fonts = speak(t, "en"), fonts(t)
		_, err := Pages(context.Background(), s, o, nil)
		var p *planner.Problem
		if !errors.As(err, &p) || p.Key != key {
			t.Errorf("%s: error %v", key, err)
			continue
		}
		if said := o.Words.Problem(err)[0]; !strings.Contains(said, "Choose one of") {
			t.Errorf("%s says %q", key, said)
		}
	}
}

func TestEmptyPlan(t *testing.T) {
	p := plantest.Empty(t, "us-2025")
	for _, lang := range []string{"en", "zh-Hans"} {
		w := speak(t, lang)
		text := said(lay(t, snapshot(t, p, p.Sale.Campaign().Start), Options{Words: w}))
		if strings.Count(text, squeezed(w.T("paper.nothing"))) != 5 {
			t.Errorf("%s: run sheet, coupons, flash deals, shooting list and checklist do not each say that nothing is planned", lang)
		}
	}
}

func TestEveryTextIsTranslated(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hans"} {
		for _, s := range []string{"us-2024", "us-2026"} {
			text := said(lay(t, solved(t, s), Options{Words: speak(t, lang)}))
			for _, prefix := range []string{"[paper.", "[do.", "[kind.", "[holiday.", "[rule.", "[pack.", "[confidence."} {
				if i := strings.Index(text, prefix); i >= 0 {
					t.Errorf("%s, %s: no words for %s", lang, s, text[i:min(len(text), i+40)])
				}
			}
		}
	}
}

func TestWorkEndsWhenItIsCalledOff(t *testing.T) {
	s := solved(t, "us-2024")
	ctx, cancel := context.WithCancel(context.Background())
	o := Options{Words: speak(t, "en"), Fonts: fonts(t)}
	var heard []int
	_, err := Pages(ctx, s, o, func(done, total int) {
		heard = append(heard, done)
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || !slices.Equal(heard, []int{1, 2}) {
		t.Errorf("error %v after %v", err, heard)
	}
	var out strings.Builder
	err = WritePDF(ctx, &out, lay(t, s, o), fonts(t), Meta{}, nil)
	if !errors.Is(err, context.Canceled) || out.Len() != 0 {
		t.Errorf("painting: error %v after %d bytes", err, out.Len())
	}
}
