package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/engine"
)

// moves is how far the tests' engine searches.
const moves = 3000

// withEngine is open with a plan that the engine has laid out.
func withEngine(t *testing.T) *ground {
	t.Helper()
	g := withPlan(t, func(d *Deps) {
		d.Plan = func(ctx context.Context, r schedule.Request, _ engine.Options, report func(Progress)) (schedule.Outcome, error) {
			r.Check, r.Moves = rules.Check, moves
			return schedule.Solve(ctx, r, func(s schedule.Progress) {
				report(Progress{Stage: s.Stage, Done: s.Done, Total: s.Total, Value: s.Value, Bound: s.Bound, Placed: s.Placed})
			})
		}
		d.Mend = func(ctx context.Context, r schedule.MendRequest, _ engine.Options) (schedule.Repair, error) {
			r.Moves = moves
			return schedule.Mend(ctx, r)
		}
	})
	g.act("plan")
	return g
}

// first returns the first event of the plan in time that has a time and is of the kind.
func (g *ground) first(k planner.Kind) *planner.Event {
	g.t.Helper()
	var first *planner.Event
	for _, e := range g.plan().Events.All() {
		if e.Kind == k && e.Scheduled() && (first == nil || e.Span.Start.Before(first.Span.Start)) {
			first = e
		}
	}
	if first == nil {
		g.t.Fatalf("the plan has no %s", k)
	}
	return first
}

func (g *ground) says(part string) bool {
	return slices.ContainsFunc(g.texts(), func(s string) bool { return strings.Contains(s, part) })
}

func TestPlanSaysWhatItFoundUntilThatIsSentAway(t *testing.T) {
	g := withEngine(t)
	if !g.says("排好了：预测") {
		t.Fatal(g.texts())
	}
	g.press("✕")
	if g.says("排好了：预测") {
		t.Error("it still says so")
	}
}

func TestWhyAndBestSlotsOfTheSelectedEvent(t *testing.T) {
	g := withEngine(t)
	live := g.first(planner.Live)
	g.selectIDs([]string{live.ID})
	g.act("why")
	for _, want := range []string{"为什么「", g.words.T("term.exposure"), "对方案的贡献", "去掉它会损失"} {
		if !g.says(want) {
			t.Errorf("the card does not say %s: %q", want, g.texts())
		}
	}
	g.act("slots")
	if g.says("对方案的贡献") || !g.says("的最佳时段") {
		t.Error("the card still says why")
	}
	list, err := schedule.Suggest(g.plan(), g.editorNow(), live.ID)
	if err != nil {
		t.Fatal(err)
	}
	g.press("放到这里")
	if got := g.plan().Event(live.ID).Span; !slices.ContainsFunc(list, func(l schedule.Landing) bool { return l.Span == got }) {
		t.Errorf("it was put at %v, which is none of the places", got)
	}
	if g.says("的最佳时段") {
		t.Error("the card speaks of a plan that is no more")
	}
}

func TestMendShowsWhatMovesBeforeAnythingDoes(t *testing.T) {
	g := withEngine(t)
	live := g.first(planner.Live)
	other := g.plan().Event(live.ID).Span
	for _, e := range g.plan().Events.All() {
		if e.Kind == planner.Live && e.ID != live.ID {
			other = e.Span
		}
	}
	g.doOrTell(planner.Move{IDs: []string{live.ID}, By: other.Start.Sub(live.Span.Start)}) // onto another live
	moved := g.plan().Event(live.ID).Span
	was := g.plan()
	g.act("mend")
	g.press("计算")
	if g.plan() != was {
		t.Fatal("the plan changed before it was accepted")
	}
	g.press("全部采用")
	if g.plan() == was || g.plan().Event(live.ID) != nil && g.plan().Event(live.ID).Span != moved {
		t.Error("the repair was not taken, or moved what the user had just moved")
	}
	g.act("undo")
	if len(planner.Diff(g.plan(), was)) != 0 {
		t.Error("one undo does not take the repair back")
	}
}

func TestAContestsAimIsShownBeforeItIsTaken(t *testing.T) {
	g := withEngine(t)
	var lives []string
	for i, e := range g.plan().Events.All() {
		if e.Kind == planner.Live && i%2 == 0 { // room for more
			lives = append(lives, e.ID)
		}
	}
	g.doOrTell(planner.Remove{IDs: lives})
	was, now := g.plan(), g.editorNow()
	s, err := schedule.StandingOf(was, now, schedule.AimOf(was))
	if err != nil {
		t.Fatal(err)
	}
	g.act("contest")
	for _, line := range s.Texts() {
		if !g.says(g.words.In(was.Zone()).Text(line)) {
			t.Errorf("it does not say %v: %q", line, g.texts())
		}
	}
	g.typeIn("要达到", "soon")
	g.press("计算")
	if !g.says("“soon”不能作为目标") {
		t.Error(g.texts())
	}
	g.typeIn("要达到", strconv.FormatFloat(s.HasHours+2, 'f', -1, 64))
	g.press("计算")
	if g.plan() != was {
		t.Fatal("the plan changed before it was accepted")
	}
	if !g.says("已达到目标") {
		t.Fatal(g.texts())
	}
	g.press("全部采用")
	if is, err := schedule.StandingOf(g.plan(), now, schedule.AimOf(was)); err != nil || is.HasHours < s.HasHours+2 {
		t.Errorf("%v hours after %v, %v", is.HasHours, s.HasHours, err)
	}
	g.act("undo")
	if len(planner.Diff(g.plan(), was)) != 0 {
		t.Error("one undo does not take it back")
	}
}

func TestPinsAtOddsAreNamedWithWhatEndsIt(t *testing.T) {
	g := withEngine(t)
	g.act("undo")
	lives := func(days ...int) []*planner.Event {
		var list []*planner.Event
		for i, from := range []int{20, 8} { // a night of ten hours is longer
			day := planner.Date{Year: 2024, Month: time.November, Day: days[i]}
			span := planner.Span{Start: day.At(from, 0, g.plan().Zone()), End: day.At(from+3, 0, g.plan().Zone())}
			list = append(list, &planner.Event{Kind: planner.Live, Shop: g.plan().Shops.All()[0].ID, Channel: planner.TikTok, Pinned: true, Span: span,
				Live: &planner.LiveDetail{Studio: g.plan().Studios.All()[0].ID, Shifts: []planner.Shift{{Host: "ana", Span: span}}}})
		}
		return list
	}
	g.doOrTell(planner.Add{Events: lives(19, 20)})
	g.act("plan")
	if !g.says("固定的日程互相冲突") {
		t.Fatal(g.texts())
	}
	var unpin fyne.Tappable
	for _, text := range g.texts() {
		if strings.HasPrefix(text, "取消固定") {
			unpin = g.button(text)
			break
		}
	}
	if unpin == nil {
		t.Fatal("no way out is offered", g.texts())
	}
	cursor := g.editor.Snapshot().Cursor
	unpin.Tapped(nil)
	if g.editor.Snapshot().Cursor != cursor+1 {
		t.Error("the way out is no edit")
	}
}

func TestNoTwoActionsShareAKey(t *testing.T) {
	seen := map[string]string{}
	for _, x := range actionTable() {
		if x.combo == nil {
			continue
		}
		key := x.combo.ShortcutName()
		if seen[key] != "" {
			t.Errorf("%s and %s are both on %s", seen[key], x.id, key)
		}
		seen[key] = x.id
	}
	letters := map[rune]string{}
	for _, x := range actionTable() {
		if x.letter != 0 && letters[x.letter] != "" {
			t.Errorf("%s and %s are both on %c", letters[x.letter], x.id, x.letter)
		}
		letters[x.letter] = x.id
	}
}

func TestWhatStandsAroundTheLastEditIsMended(t *testing.T) {
	g := withEngine(t)
	video := g.first(planner.Video)
	g.doOrTell(planner.Move{IDs: []string{video.ID}, Days: 2})
	moved, cursor := g.plan().Event(video.ID).Span, g.editor.Snapshot().Cursor
	g.act("mend_near")
	if g.result == "" {
		t.Error("nobody says what was done")
	}
	if e := g.plan().Event(video.ID); e == nil || e.Span != moved {
		t.Error("what was moved does not stand where it was put")
	}
	if c := g.editor.Snapshot().Cursor; c > cursor+1 {
		t.Errorf("%d steps for one repair", c-cursor)
	}
}
