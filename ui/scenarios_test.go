package ui

import (
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
)

// scenario makes a what-if plan of the open one and returns its ID.
func (g *ground) scenario(name string) string {
	g.t.Helper()
	g.act("whatif")
	g.typeIn("方案名称", name)
	g.press("确定")
	list, err := g.family()
	if err != nil {
		g.t.Fatal(err)
	}
	for _, p := range list {
		if p.Name == name {
			return p.ID
		}
	}
	g.t.Fatalf("no scenario %q among %+v", name, list)
	return ""
}

func TestAWhatIfPlanFromItsMakingToItsAdoption(t *testing.T) {
	g := withPlan(t, nil)
	live := g.live()
	before := g.plan()
	id := g.scenario("平台被封")
	if g.plan() != before {
		t.Fatal("making a scenario changes the real plan")
	}
	g.turnTo(pageWhatIf)
	g.press("打开")
	if p := g.plan(); p.ID != id || p.Of != "p" || p.Scenario != "平台被封" || p.Event(live) == nil {
		t.Fatalf("the window has %+v", p.Head)
	}
	if !strings.Contains(g.window.Title(), "平台被封") {
		t.Errorf("the title is %q", g.window.Title())
	}
	g.doOrTell(planner.Remove{IDs: []string{live}})
	g.turnTo(pageCalendar)
	g.turnTo(pageWhatIf)
	texts := g.texts()
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.HasSuffix(s, "(−1)") }) {
		t.Errorf("the table does not say that there is a live less: %q", texts)
	}
	g.press("并入正式计划…")
	if g.plan().ID != "p" || g.plan().Event(live) == nil {
		t.Fatalf("before anybody agreed, the plan is %s and its live is %v", g.plan().ID, g.plan().Event(live))
	}
	g.press("采用")
	if g.plan().Event(live) != nil || g.plan().Scenario != "" || g.plan().Name != before.Name {
		t.Errorf("after the adoption %+v", g.plan().Head)
	}
	g.undo()
	if d := planner.Diff(before, g.plan()); len(d) > 0 {
		t.Errorf("one undo leaves %d rows changed", len(d))
	}
}

func TestScenariosAreNamedRenamedAndDeleted(t *testing.T) {
	g := withPlan(t, nil)
	first := g.scenario("甲")
	g.act("whatif")
	if f := g.field("方案名称"); f.Text != "备选方案 1" {
		t.Errorf("the next name is %q", f.Text)
	}
	g.typeIn("方案名称", "  ")
	g.press("确定")
	if list, _ := g.family(); len(list) != 2 {
		t.Errorf("%d plans after one without a name", len(list))
	}
	g.press("取消")
	if err := g.rename(first, "乙"); err != nil {
		t.Fatal(err)
	}
	if p := g.store.plans[first].plan; p.Scenario != "乙" || p.Name != g.plan().Name {
		t.Errorf("renamed to %+v", p.Head)
	}
	g.turnTo(pageWhatIf)
	g.scenarioPage().Reload()
	g.press("删除")
	g.press("删除")
	if g.store.plans[first] != nil || g.store.plans["p"] == nil {
		t.Error("the wrong plan is gone")
	}
}

func TestDeletingTheOpenScenarioGoesBackToTheRealPlan(t *testing.T) {
	g := withPlan(t, nil)
	id := g.scenario("甲")
	if err := g.OpenPlan(id); err != nil {
		t.Fatal(err)
	}
	g.live() // is saved before anything is deleted
	if err := g.deleteScenario(id); err != nil {
		t.Fatal(err)
	}
	if g.plan().ID != "p" || g.store.plans[id] != nil {
		t.Errorf("the window has %s, the store %v", g.plan().ID, g.store.plans[id])
	}
	other := g.scenario("乙")
	if err := g.OpenPlan(other); err != nil {
		t.Fatal(err)
	}
	if err := g.store.Delete("p"); err != nil {
		t.Fatal(err)
	}
	if err := g.deleteScenario(other); err != nil || g.editor != nil {
		t.Errorf("without the real plan: %v, an editor is open: %v", err, g.editor != nil)
	}
	g.scenarioPage().Reload() // as the list does after a deletion
}
