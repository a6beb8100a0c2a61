package ui

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/engine"
	"bfplanner/ui/kit"
)

func TestFirstRunMakesAPlanOfTheSampleShop(t *testing.T) {
	g := open(t, newMemory(), nil)
	if g.editor != nil {
		t.Fatal("a plan is open before there is one")
	}
	g.press("创建计划")
	if g.editor == nil {
		t.Fatalf("no plan was opened; the window says %q", g.texts())
	}
	if got := g.plan().Products.Len(); got != 4 {
		t.Errorf("%d products, want 4", got)
	}
	if g.plan().Sale.ID != "us-2025" {
		t.Errorf("sale %s, want the announced one that comes last", g.plan().Sale.ID)
	}
	if len(g.store.order) != 1 || g.store.settings["plan"] != g.plan().ID {
		t.Errorf("the store has plans %v and remembers %q", g.store.order, g.store.settings["plan"])
	}
}

func TestStartPageNamesEveryProblemAndCreatesNothing(t *testing.T) {
	g := open(t, newMemory(), func(d *Deps) {
		d.ReadShop = func(string, []byte, string) (planner.ShopData, error) {
			var list planner.Problems
			for row := 2; row < 42; row++ {
				p := planner.Problemf("problem.price", "SKU")
				p.File, p.Sheet, p.Row, p.Field = "shop.xlsx", "products", row, "price"
				list = append(list, p)
			}
			return planner.ShopData{}, list
		}
	})
	g.press("创建计划")
	if g.editor != nil || len(g.store.order) != 0 {
		t.Fatal("a plan was made of a bad sheet")
	}
	lines := 0
	for _, s := range g.texts() {
		if strings.Contains(s, "shop.xlsx") && strings.Contains(s, "products") {
			lines++
		}
	}
	if lines != 40 {
		t.Errorf("%d lines of problems, want 40", lines)
	}
}

func TestFieldOfTheInspectorIsOneEditThatUndoTakesBack(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	was := g.plan().Event(id)
	steps := len(g.editor.Steps())
	g.typeIn("开始", "2024-11-20 18:30")
	e := g.plan().Event(id)
	if got := e.Span.Start.In(g.plan().Zone()).Format("01-02 15:04"); got != "11-20 18:30" {
		t.Errorf("starts %s, want 11-20 18:30", got)
	}
	if e.Span.Length() != was.Span.Length() || e.Live.Shifts[0].Span != e.Span {
		t.Errorf("span %v with shift %v: a new start keeps the length and takes the shifts along", e.Span, e.Live.Shifts[0].Span)
	}
	if len(g.editor.Steps()) != steps+1 {
		t.Errorf("%d steps more, want one", len(g.editor.Steps())-steps)
	}
	g.act("undo")
	if g.plan().Event(id).Span != was.Span {
		t.Error("undo did not bring the old time back")
	}
	if got := g.field("开始").Text; got != was.Span.Start.In(g.plan().Zone()).Format("2006-01-02 15:04") {
		t.Errorf("the field says %q after undo", got)
	}
	if got := g.store.plans["p"].plan.Event(id).Span; got != was.Span {
		t.Errorf("the store has %v after undo", got)
	}
}

func TestWhatIsWrongStandsBelowTheField(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	was := g.plan().Event(id)
	f := g.typeIn("结束", "2024-11-01 10:00")
	if f.Wrong() == "" {
		t.Error("an end before the start is not complained about")
	}
	if g.plan().Event(id) != was {
		t.Error("the plan took an end before the start")
	}
	f = g.typeIn("结束", "tomorrow")
	if !strings.Contains(f.Wrong(), "tomorrow") {
		t.Errorf("complaint %q does not name what was typed", f.Wrong())
	}
}

func TestBarePercentIsAskedAbout(t *testing.T) {
	g := withPlan(t, nil)
	g.act("new.coupon")
	id := g.selection[0]
	g.typeIn("折扣", "7.5")
	if got := g.plan().Event(id).Promo.PercentOff; got != 2000 {
		t.Errorf("percent off %d before the answer, want the old 2000", got)
	}
	g.press("7.5 折（减 25%）")
	if got := g.plan().Event(id).Promo.PercentOff; got != 2500 {
		t.Errorf("7.5 折 made %d basis points off, want 2500", got)
	}
	g.typeIn("折扣", "30%")
	if got := g.plan().Event(id).Promo.PercentOff; got != 3000 {
		t.Errorf("30%% made %d basis points off, want 3000", got)
	}
}

func TestEveryActionHasALabelInBothLanguages(t *testing.T) {
	g := withPlan(t, nil)
	seen := map[string]bool{}
	for _, lang := range []string{"zh-Hans", "en"} {
		v := g.settings
		v.Lang = lang
		g.set(v)
		for _, x := range g.actions {
			if s := x.text(g.App); s == "" || strings.Contains(s, "[ui.") {
				t.Errorf("%s: action %s is labelled %q", lang, x.id, s)
			}
			if x.do == nil {
				t.Errorf("action %s does nothing", x.id)
			}
			if lang == "en" && seen[x.id] {
				continue
			}
			seen[x.id] = true
		}
	}
	for _, id := range toolbarActions {
		if id != "new" {
			g.find(id)
		}
	}
	keys := map[string]string{}
	for _, x := range g.actions {
		if k := x.keys(); k != "" && keys[k] != "" {
			t.Errorf("%s is the key of %s and of %s", k, keys[k], x.id)
		} else {
			keys[k] = x.id
		}
	}
}

func TestMenusLeaveTheKeysOfEntriesAlone(t *testing.T) {
	g := withPlan(t, nil)
	for _, menu := range g.mainMenu().Items {
		for _, item := range menu.Items {
			if _, only := item.Shortcut.(shown); only || item.Shortcut == nil {
				continue
			}
			for _, taken := range []string{"Z", "Y", "X", "C", "V", "A"} {
				if strings.HasSuffix(item.Shortcut.ShortcutName(), "+"+taken) {
					t.Errorf("the menu takes %s from entries, for %s", item.Shortcut.ShortcutName(), item.Label)
				}
			}
		}
	}
}

// TestMenusShowEveryKey: a key that the menu must not hear stands beside its item under a name that nothing sends.
func TestMenusShowEveryKey(t *testing.T) {
	g := withPlan(t, nil)
	for _, x := range g.actions {
		s := x.shortcut()
		if (s == nil) != (x.keys() == "") {
			t.Errorf("%s: the menu shows %v of %q", x.id, s, x.keys())
		}
		if s == nil || x.inMenu {
			continue
		}
		k := s.(fyne.KeyboardShortcut)
		if sent := (&desktop.CustomShortcut{KeyName: k.Key(), Modifier: k.Mod()}).ShortcutName(); sent == s.ShortcutName() {
			t.Errorf("%s: the menu hears %s", x.id, sent)
		}
		if !strings.Contains(x.keys(), string(k.Key())) {
			t.Errorf("%s: the menu shows %s, the help %s", x.id, k.Key(), x.keys())
		}
	}
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func TestSwitchOfLanguageLeavesNothingBehind(t *testing.T) {
	g := withPlan(t, nil)
	if err := g.rename(g.plan().ID, "Sale"); err != nil {
		t.Fatal(err)
	}
	for _, tpl := range templates {
		g.act("new." + tpl.id)
	}
	looks := map[string]func(){"plan": func() { g.selectIDs(nil) }, "start": g.showStart, "settings": g.showSettings,
		"about": g.showAbout, "help": g.showHelp, "risks": g.showRisks, "print": g.showPrint, "plans": g.showPlans}
	for _, e := range g.plan().Events.All() {
		looks[e.ID] = func() { g.selectIDs([]string{e.ID}) }
	}
	for _, lang := range []string{"zh-Hans", "en", "zh-Hans"} {
		v := g.settings
		v.Lang = lang
		g.set(v)
		for name, show := range looks {
			show()
			g.readable(lang + ", " + name)
			for _, o := range g.window.Canvas().Overlays().List() {
				g.window.Canvas().Overlays().Remove(o)
			}
			if name == "start" {
				g.build()
			}
		}
	}
}

// rawKey is how words show a key for which there is no text, and a key itself.
var rawKey = regexp.MustCompile(`\[[a-z_]+\.[a-z_.]+|^[a-z_]+\.[a-z_]+$`)

// own are texts that are the same in every language.
var own = []string{"中文", "中文 / EN", "中文 + English", "English"}

// readable fails where the window shows the key of a text, or a text of the other language. what begins with the
// language and names what is looked at.
func (g *ground) readable(what string) {
	g.t.Helper()
	english := strings.HasPrefix(what, "en")
	for _, s := range g.texts() {
		if rawKey.MatchString(s) {
			g.t.Errorf("%s: a key shows: %q", what, s)
		}
		if english && han(s) && !slices.Contains(own, s) && !strings.Contains(s, "折") {
			g.t.Errorf("%s: %q", what, s)
		}
	}
	if !english && !slices.ContainsFunc(g.texts(), han) {
		g.t.Errorf("%s: nothing is Chinese", what)
	}
}

func TestFindingLeadsToItsEvent(t *testing.T) {
	g := withPlan(t, func(d *Deps) {
		d.Check = func(p *planner.Plan, _ time.Time) []rules.Finding {
			var list []rules.Finding
			for _, e := range p.Events.All() {
				list = append(list, rules.Finding{Rule: "made-up", Severity: rules.Warn, Events: []string{e.ID},
					Fixes: []rules.Fix{{Label: planner.T("ui.delete"), Command: planner.Remove{IDs: []string{e.ID}}}}})
			}
			return list
		}
	})
	a, b := g.live(), g.live()
	g.selectIDs(nil)
	g.findings.Pick(0)
	if !slices.Equal(g.selection, []string{a}) || !slices.Equal(g.board.Selected(), []string{a}) {
		t.Errorf("selected %v, on the calendar %v, want %s", g.selection, g.board.Selected(), a)
	}
	fix := g.findings.Shown()[0].Fixes[0]
	g.doOrTell(fix.Command)
	if g.plan().Event(a) != nil || len(g.findings.Shown()) != 1 || g.findings.Shown()[0].Events[0] != b {
		t.Error("the fix did not mend the finding")
	}
	g.doOrTell(planner.Put{Rows: []planner.Row{&planner.Dismissal{Key: g.findings.Shown()[0].Key()}}})
	if len(g.findings.Shown()) != 0 || len(g.editor.Snapshot().Dismissed) != 1 {
		t.Error("a dismissed finding is still listed")
	}
}

func TestTitleSaysSavedOnlyWhenItIs(t *testing.T) {
	g := withPlan(t, nil)
	if strings.Contains(g.window.Title(), "12:00:00") {
		t.Error("the title says saved before anything was")
	}
	g.live()
	if want := g.words.T("ui.state.saved", noon.In(time.Local).Format(time.TimeOnly)); !strings.Contains(g.window.Title(), want) {
		t.Errorf("title %q does not say %q", g.window.Title(), want)
	}
	g.store.broken = errors.New("disk full")
	g.live()
	if !strings.Contains(g.window.Title(), "未保存") {
		t.Errorf("title %q after a failed write", g.window.Title())
	}
	g.live()
	if n := len(g.saver.queue); n != 2 {
		t.Errorf("%d writes wait, want 2", n)
	}
	g.store.broken = nil
	g.press("重试")
	if len(g.saver.queue) != 0 || strings.Contains(g.window.Title(), "未保存") {
		t.Error("trying again did not save")
	}
	if got, want := g.store.plans["p"].plan.Events.Len(), g.plan().Events.Len(); got != want {
		t.Errorf("the store has %d events, the window %d", got, want)
	}
}

func TestHistoryOutlivesTheWindow(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	again := open(t, g.store, nil)
	if again.plan().Event(id) == nil {
		t.Fatal("the live is gone after a restart")
	}
	again.act("undo")
	if again.plan().Event(id) != nil {
		t.Error("undo after a restart did not take the live back")
	}
}

func TestPlanKeepsWhatTheUserDoesMeanwhile(t *testing.T) {
	var during func(*planner.Plan)
	var made []planner.Command
	g := withPlan(t, func(d *Deps) {
		d.Plan = func(_ context.Context, r schedule.Request, _ engine.Options, report func(Progress)) (schedule.Outcome, error) {
			report(Progress{Stage: planner.T("ui.job.plan"), Done: 1, Total: 2})
			during(r.Plan)
			return schedule.Outcome{Command: planner.Batch{Commands: made, Why: planner.T("ui.action.plan")}}, nil
		}
	})
	a, b := g.live(), g.live()
	during = func(*planner.Plan) { g.doOrTell(planner.Move{IDs: []string{a}, Days: 3}) }
	made = []planner.Command{planner.Move{IDs: []string{a, b}, Days: 1}}
	was := g.plan().Event(b).Span
	want := g.plan().Event(a).Span.MoveDays(3, g.plan().Zone())
	g.act("plan")
	if got := g.plan().Event(a).Span; got != want {
		t.Errorf("the user's move became %v, want %v", got, want)
	}
	if got := g.plan().Event(b).Span; got != was.MoveDays(1, g.plan().Zone()) {
		t.Errorf("the engine's move of the other live became %v", got)
	}
	if !slices.ContainsFunc(g.texts(), func(s string) bool { return s == g.words.T("ui.plan.kept", 1) }) {
		t.Error("nobody said that one change was left out")
	}
}

func TestRiskWindowFromTheForm(t *testing.T) {
	g := withPlan(t, nil)
	g.drawRisk(planner.Span{Start: planner.Date{Year: 2024, Month: 11, Day: 21}.At(0, 0, g.plan().Zone()), End: planner.Date{Year: 2024, Month: 11, Day: 23}.At(0, 0, g.plan().Zone())})
	g.typeIn("每日概率", "12%")
	g.typeIn("标题", "假设停摆")
	g.press("保存")
	var own *planner.RiskWindow
	for _, w := range g.plan().Risks.All() {
		if w.Own {
			own = w
		}
	}
	if own == nil {
		t.Fatalf("no window was made; the form says %q", g.texts())
	}
	if days := own.Span.Dates(g.plan().Zone()); len(days) != 2 || days[0].Day != 21 || own.Probability != 1200 || !own.AllDay || own.Kind != planner.ServiceOff {
		t.Errorf("window %+v", own)
	}
	if n := len(flags(g.editor.Snapshot())); n == 0 {
		t.Error("the calendar hatches nothing")
	}
	g.showRisks()
	g.press("删除")
	if _, still := g.plan().Risks.Get(own.ID); still {
		t.Error("the window is still there")
	}
}

func TestPlansAreRenamedDuplicatedAndDeleted(t *testing.T) {
	g := withPlan(t, nil)
	if err := g.rename("p", "新名字"); err != nil {
		t.Fatal(err)
	}
	if g.store.plans["p"].plan.Name != "新名字" || !strings.Contains(g.window.Title(), "新名字") {
		t.Error("the new name did not arrive")
	}
	id, err := g.store.Duplicate("p", "副本")
	if err != nil {
		t.Fatal(err)
	}
	if err := g.rename(id, "第二份"); err != nil || g.store.plans[id].plan.Name != "第二份" || g.plan().Name != "新名字" {
		t.Errorf("renaming a plan that is not open: %v", err)
	}
	if err := g.deletePlan("p"); err != nil || g.editor != nil {
		t.Errorf("deleting the open plan: %v, editor %v", err, g.editor)
	}
	if !slices.Contains(g.texts(), "创建计划") {
		t.Error("the start page does not show")
	}
}

func TestManyFindingsAreDrawnAsFewRows(t *testing.T) {
	calls := 0
	g := withPlan(t, func(d *Deps) {
		d.Check = func(*planner.Plan, time.Time) []rules.Finding {
			calls++
			list := make([]rules.Finding, 500)
			for i := range list {
				list[i] = rules.Finding{Rule: "made-up", Severity: rules.Hint, Detail: string(rune('a' + i))}
			}
			return list
		}
	})
	rows := 0
	for _, o := range g.everything() {
		if tag, ok := o.(*kit.Tag); ok && tag.Visible() {
			rows++
		}
	}
	if rows == 0 || rows > 40 {
		t.Errorf("%d rows are drawn for 500 findings", rows)
	}
	if calls == 0 {
		t.Error("nobody asked the rule book")
	}
}

// held are jobs that the test lets run when it wants to.
type held struct{ waiting []func() }

func (h *held) Start(lane string, work Work, progress func(Progress), done func(error)) func() {
	ctx, cancel := context.WithCancel(context.Background())
	h.waiting = append(h.waiting, func() { done(work(ctx, progress)) })
	return cancel
}

// run lets what waits run.
func (h *held) run() {
	list := h.waiting
	h.waiting = nil
	for _, f := range list {
		f()
	}
}

func TestLongWorkShowsItsProgressAndCanBeCancelled(t *testing.T) {
	jobs := &held{}
	var seen []string
	var g *ground
	g = withPlan(t, func(d *Deps) {
		d.Jobs = jobs
		d.Plan = func(ctx context.Context, r schedule.Request, _ engine.Options, report func(Progress)) (schedule.Outcome, error) {
			report(Progress{Stage: planner.T("ui.job.print"), Done: 1, Total: 4})
			seen = g.texts()
			return schedule.Outcome{Command: planner.SetHead{Head: planner.Head{}}}, ctx.Err()
		}
	})
	g.act("plan")
	if !slices.Contains(g.texts(), "正在排期…") || !slices.Contains(g.texts(), "停止并采用") {
		t.Error("the window does not say that it plans, or has no Cancel")
	}
	g.act("print")
	if len(g.window.Canvas().Overlays().List()) != 0 {
		t.Error("a second long job can be begun")
	}
	g.press("停止并采用")
	before := g.plan()
	jobs.run()
	if !slices.Contains(seen, "正在生成 PDF…") {
		t.Error("the stage does not show")
	}
	if g.plan() != before || g.job != nil || slices.Contains(g.texts(), "正在排期…") {
		t.Error("a cancelled job changed the plan, or still shows")
	}
}

func TestClosingWaitsForWhatIsNotYetOnDisk(t *testing.T) {
	jobs := &held{}
	g := withPlan(t, func(d *Deps) { d.Jobs = jobs })
	g.live()
	if !strings.Contains(g.window.Title(), "正在保存") {
		t.Errorf("title %q while a write waits", g.window.Title())
	}
	closed := false
	g.window.SetOnClosed(func() { closed = true })
	g.quit()
	if closed {
		t.Error("the window closed before the plan was on disk")
	}
	jobs.run()
	if !closed {
		t.Error("the window did not close once the plan was on disk")
	}
}
