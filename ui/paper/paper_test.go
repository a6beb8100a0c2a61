package paper

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/words"
)

// speak returns the words of a language, "both" for Chinese and English.
func speak(t testing.TB, lang string) *words.Words {
	t.Helper()
	b, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	if lang == "both" {
		return b.In("zh-Hans").With(b.In("en"))
	}
	return b.In(lang)
}

var theFonts *Fonts

func fonts(t testing.TB) *Fonts {
	t.Helper()
	if theFonts == nil {
		f, err := NewFonts(assets.FontRegular, assets.FontBold)
		if err != nil {
			t.Fatal(err)
		}
		theFonts = f
	}
	return theFonts
}

func snapshot(t testing.TB, p *planner.Plan, now time.Time) *editor.Snapshot {
	t.Helper()
	findings := rules.Check(p, now)
	return &editor.Snapshot{Plan: p, Now: now, Findings: findings, Totals: rules.Count(findings)}
}

// solved is the made-up shop's plan as the planner lays it out, with a risk window of the user's over 21 and 22
// November.
func solved(t testing.TB, sale string) *editor.Snapshot {
	t.Helper()
	p := plantest.Empty(t, sale)
	now := p.Sale.Campaign().Start
	first := planner.DateOf(p.Sale.Span.Start, p.Zone()).Add(8)
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff, Own: true,
		AllDay: true, Title: "What if it goes dark", TitleZh: "停摆假设", Probability: -1,
		Span: planner.Span{Start: first.At(0, 0, p.Zone()), End: first.Add(2).At(0, 0, p.Zone())}}}})
	out, err := schedule.Solve(context.Background(), schedule.Request{Plan: p, Now: now, Check: rules.Check, Change: 1, Long: true, Moves: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return snapshot(t, plantest.Do(t, p, out.Command), now)
}

func lay(t testing.TB, s *editor.Snapshot, o Options) []Page {
	t.Helper()
	o.Fonts = fonts(t)
	pages, err := Pages(context.Background(), s, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// write paints the pages into a file of a temporary folder and returns its path.
func write(t testing.TB, pages []Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := WritePDF(context.Background(), &b, pages, fonts(t), Meta{Title: "Test", Lang: "zh-Hans"}, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hostile is a plan whose texts are as hard to lay out as a seller could make them: names without a space, a note
// longer than a page, line breaks, and characters that no font of ours has.
func hostile(t testing.TB) *editor.Snapshot {
	t.Helper()
	s := solved(t, "us-2024")
	p := s.Plan
	events := p.Events.All()
	sentence := "主播先讲三遍优惠口令，再挂链接，最后提醒观众预约明晚八点的专场。"
	change := func(i int, f func(e *planner.Event)) planner.Command {
		n := *events[i%len(events)]
		f(&n)
		return planner.Change{Events: []*planner.Event{&n}}
	}
	head := p.Head
	head.Name = "家居小店 " + strings.Repeat("超长计划名", 12) + " " + strings.Repeat("Unbreakable", 12)
	for _, c := range []planner.Command{
		planner.SetHead{Head: head},
		change(3, func(e *planner.Event) {
			e.Title = "爆款🔥🔥 陶喆同款 𠮷野家 👨‍👩‍👧 \u202eabc\x07"
		}),
		change(20, func(e *planner.Event) { e.Title = strings.Repeat("ContinuousTitleWithoutAnySpace", 8) }),
		change(40, func(e *planner.Event) { e.Title = strings.Repeat("很长的标题", 30) }),
		change(60, func(e *planner.Event) { e.Note = strings.Repeat(sentence, 150) + "\n第二段。\n\n\t第三段。" }),
		change(80, func(e *planner.Event) {
			e.Title, e.Note = "(((((——……，，，。。", "مرحبا שלום नमस्ते"
		}),
	} {
		p = plantest.Do(t, p, c)
	}
	return snapshot(t, p, s.Now)
}
