package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

// started returns when the events that were added last begin, on the market's clock.
func (g *ground) started(ids []string) []string {
	var list []string
	for _, id := range ids {
		list = append(list, g.plan().Event(id).Span.Start.In(g.plan().Zone()).Format("01-02 15:04"))
	}
	return list
}

func TestCutCopyAndPaste(t *testing.T) {
	g := withPlan(t, nil)
	live := g.live()
	if err := g.do(planner.Add{Events: []*planner.Event{{ID: "V7", Kind: planner.Video, Shop: "home", Channel: planner.TikTok, Parent: live,
		Span: g.plan().Event(live).Span.Shift(-time.Hour), Clip: &planner.VideoDetail{Type: planner.Teaser}}}}); err != nil {
		t.Fatal(err)
	}
	if x := g.find("paste"); x.can(g.App) {
		t.Error("there is something to paste before anything was copied")
	}
	n := g.plan().Events.Len()
	g.selectIDs([]string{live})
	g.board.TypedShortcut(&fyne.ShortcutCopy{})
	if text := g.deps.App.Clipboard().Content(); strings.Count(text, "\n") != 1 || !strings.Contains(text, "直播") {
		t.Errorf("other programs get %q", text)
	}
	day := g.plan().Event(live).Span.Start.In(g.plan().Zone())
	for i := 1; i <= 2; i++ { // each a day later than the one before
		g.board.TypedShortcut(&fyne.ShortcutPaste{})
		if g.plan().Events.Len() != n+2*i || len(g.selection) != 2 {
			t.Fatalf("%d events, selected %v", g.plan().Events.Len(), g.selection)
		}
		slices.SortFunc(g.selection, func(a, b string) int { return g.plan().Event(a).Span.Start.Compare(g.plan().Event(b).Span.Start) })
		want := day.AddDate(0, 0, i)
		if got := g.started(g.selection); !slices.Equal(got, []string{want.Add(-time.Hour).Format("01-02 15:04"), want.Format("01-02 15:04")}) {
			t.Errorf("pasted at %v", got)
		}
		if g.plan().Event(g.selection[0]).Parent != g.selection[1] {
			t.Error("the pasted teaser does not belong to the pasted live")
		}
	}
	g.selectIDs([]string{live})
	g.act("cut")
	if g.plan().Event(live) != nil || g.plan().Event("V7") != nil {
		t.Error("cut, it is still there")
	}
	g.act("new.milestone")
	at := g.plan().Event(g.selection[0]).Span.Start.In(g.plan().Zone())
	g.act("paste")
	if got := g.started(g.selection); !slices.Contains(got, at.Format("01-02")+" "+day.Format("15:04")) {
		t.Errorf("pasted onto the selected day at %v", got)
	}
	for range 5 {
		g.act("undo")
	}
	if g.plan().Events.Len() != n || g.plan().Event(live) == nil {
		t.Error("undone, it is not as it was")
	}
}

func TestPartFromItsLive(t *testing.T) {
	g := withPlan(t, nil)
	live := g.live()
	if err := g.do(planner.Add{Events: []*planner.Event{{ID: "V7", Kind: planner.Video, Shop: "home", Channel: planner.TikTok, Parent: live,
		Span: g.plan().Event(live).Span.Shift(-time.Hour), Clip: &planner.VideoDetail{Type: planner.Teaser}}}}); err != nil {
		t.Fatal(err)
	}
	g.selectIDs([]string{"V7"})
	g.board.TypedRune('u')
	if g.plan().Event("V7").Parent != "" || g.find("detach").can(g.App) {
		t.Error("it still belongs to its live")
	}
	if got := g.editor.Snapshot().Undo.Key; got != "edit.detach" {
		t.Errorf("undo would undo %s", got)
	}
}

func TestGoToDate(t *testing.T) {
	g := withPlan(t, nil)
	near := planner.Date{Year: 2024, Month: time.November, Day: 20}
	campaign := g.plan().Sale.Campaign().Dates(g.plan().Zone())
	for text, want := range map[string]string{"2024-11-29": "2024-11-29", "11/29": "2024-11-29", "11月29日": "2024-11-29", "29": "2024-11-29",
		"1/15": "2025-01-15", "2/30": "", "24.12.1": "2024-12-01", "0": "", "": "", "soon": "", "1-2-3-4": "", "8/9": "2024-08-09"} {
		d, err := parseDay(text, near, campaign)
		if want == "" && err == nil || want != "" && (err != nil || d.String() != want) {
			t.Errorf("%q is %v, %v; want %s", text, d, err, want)
		}
	}
	for range 8 {
		g.act("zoom_in")
	}
	g.act("go_to_date")
	focused := g.window.Canvas().Focused()
	if focused == nil {
		t.Fatal("nobody has the keyboard")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n := len(g.window.Canvas().Overlays().List()); n != 0 {
		t.Errorf("Escape leaves %d boxes open", n)
	}
	g.act("go_to_date")
	g.press("网一 · 12-02 周一")
	if seen := g.board.VisibleSpan(); !seen.Contains(planner.Date{Year: 2024, Month: 12, Day: 2}.At(12, 0, g.plan().Zone())) {
		t.Errorf("the board shows %v", seen)
	}
}

func TestEveryMenuOfTheCalendarComesFromTheTable(t *testing.T) {
	g := withPlan(t, nil)
	g.live()
	seen := map[string]int{}
	for _, x := range g.actions {
		for _, place := range x.context {
			seen[place]++
			if place != onBlock && place != onSpot {
				t.Errorf("%s stands in the menu of %q", x.id, place)
			}
		}
		if x.letter != 0 && x.keys() == "" {
			t.Errorf("help does not name the letter of %s", x.id)
		}
	}
	if seen[onBlock] < 9 || seen[onSpot] < 2 {
		t.Errorf("the menus have %v actions", seen)
	}
	for _, key := range boardKeys {
		for _, k := range []string{"ui.help." + key, "ui.help." + key + ".key"} {
			if !g.words.Has(k) {
				t.Errorf("no text %s", k)
			}
		}
	}
}
