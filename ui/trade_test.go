package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/exchange"
	"bfplanner/ui/words"
)

// trader is a Trade that remembers what it was asked.
func trader(wrote *string) Trade {
	milestone := func(p *planner.Plan) planner.Command {
		start := p.Sale.Span.Start
		return planner.Add{Events: []*planner.Event{{Kind: planner.Milestone, Title: "导入的事", Span: planner.Span{Start: start, End: start.Add(time.Hour)}, Task: &planner.MilestoneDetail{Type: planner.OtherTask}}}}
	}
	return Trade{
		Export: func(_ *editor.Snapshot, _ *words.Words, path string, _ exchange.Choice) error {
			*wrote = path
			return nil
		},
		Calendar: func(p *planner.Plan, _ *words.Words, name string, _ []byte) (exchange.Offer, error) {
			return exchange.Offer{Title: name, Changes: []exchange.Change{{What: "新增", Title: "导入的事"}}, Command: func([]int) planner.Command { return milestone(p) }}, nil
		},
		Kinds:  []string{"events"},
		Kind:   func([]byte) string { return "events" },
		Fields: func(string) []string { return []string{"start"} },
		Look: func(string, []byte, map[string]string) (exchange.Look, error) {
			return exchange.Look{Headings: []exchange.Guess{{Heading: "开始", Field: "start"}}}, nil
		},
		Read: func(p *planner.Plan, _, _ string, _ []byte, _ map[string]string) (planner.Command, error) {
			return milestone(p), nil
		},
		Plan: func(path string) (*planner.Plan, error) { return nil, planner.Problemf("problem.no_file", path) },
	}
}

func TestFilesThatAreDroppedAreShownFirst(t *testing.T) {
	var wrote string
	g := withPlan(t, func(d *Deps) { d.Trade = trader(&wrote) })
	dir := t.TempDir()
	for file, press := range map[string]string{"plan.ics": "采用", "events.csv": "导入"} {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		before := g.plan().Events.Len()
		g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
		if g.plan().Events.Len() != before {
			t.Errorf("%s is taken before anybody agreed", file)
		}
		g.press(press)
		if g.plan().Events.Len() != before+1 {
			t.Errorf("%s: %d events after %q, want one more than %d", file, g.plan().Events.Len(), press, before)
		}
		g.undo()
		if g.plan().Events.Len() != before {
			t.Errorf("one undo does not take %s back", file)
		}
	}
	g.takeIn(filepath.Join(dir, "gone.bfplan"))
	if !strings.Contains(strings.Join(g.texts(), " "), "gone.bfplan") {
		t.Error("it is not said which file cannot be read")
	}
	g.export(filepath.Join(dir, "out.xlsx"), exchange.Order{Kind: ".xlsx"})
	if wrote != filepath.Join(dir, "out.xlsx") {
		t.Errorf("written to %q", wrote)
	}
}

func TestRecentPlansAndFiles(t *testing.T) {
	var wrote string
	g := withPlan(t, func(d *Deps) { d.Trade = trader(&wrote) })
	if g.find("recent").can(g.App) {
		t.Error("the menu of recent files opens on nothing")
	}
	dir := t.TempDir()
	for i := range mostRecent + 2 {
		path := filepath.Join(dir, fmt.Sprintf("plan%d.ics", i))
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		g.used(path)
	}
	g.used(filepath.Join(dir, "plan5.ics"))
	labels := func() (list []string) {
		for _, item := range g.menuOf(menuFile).Items {
			if item.ChildMenu != nil {
				for _, x := range item.ChildMenu.Items {
					list = append(list, x.Label)
				}
			}
		}
		return list
	}
	got := labels()
	if len(got) != mostRecent || !strings.HasPrefix(got[0], "plan5.ics") || !strings.HasPrefix(got[1], "plan9.ics") || !strings.HasPrefix(got[7], "plan2.ics") {
		t.Errorf("the menu offers %q", got)
	}
	if err := os.Remove(filepath.Join(dir, "plan5.ics")); err != nil {
		t.Fatal(err)
	}
	g.recents[0].Action()
	if got := labels(); len(got) != mostRecent-1 || strings.Contains(strings.Join(g.texts(), " "), "导入的事") {
		t.Errorf("a file that is gone stays in the menu: %q", got)
	}
	g.press("确定")
	g.recents[0].Action()
	g.press("采用")
	other := *g.plan()
	other.ID, other.Name = "other", "另一个计划"
	if err := g.store.Create(&other); err != nil {
		t.Fatal(err)
	}
	g.showRecent()
	if got := labels(); got[0] != "另一个计划" {
		t.Errorf("the menu offers %q", got)
	}
	g.recents[0].Action()
	if g.plan().ID != "other" || labels()[0] != "我的黑五" {
		t.Errorf("the plan is %s, the menu offers %q", g.plan().ID, labels())
	}
}

// TestACalendarFileFollowsThePlan writes the file again after each change until it cannot be written.
func TestACalendarFileFollowsThePlan(t *testing.T) {
	var wrote []string
	var broken error
	g := withPlan(t, func(d *Deps) {
		d.Trade.Export = func(_ *editor.Snapshot, _ *words.Words, path string, c exchange.Choice) error {
			wrote = append(wrote, path+" "+strings.Join(c.Hosts, ","))
			return broken
		}
	})
	g.export("a.ics", exchange.Order{Kind: ".ics", Choice: exchange.Choice{Hosts: []string{"ana"}}, Keep: true})
	g.addNew(templates[0])
	g.undo()
	if got := strings.Join(wrote, "|"); got != "a.ics ana|a.ics ana|a.ics ana" {
		t.Fatalf("written: %s", got)
	}
	if err := g.OpenPlan(g.plan().ID); err != nil || len(wrote) != 4 {
		t.Fatalf("opened again: %v, %v", wrote, err)
	}
	broken = planner.Problemf("problem.write", "a.ics")
	g.redo()
	if len(wrote) != 5 || !strings.Contains(strings.Join(g.texts(), " "), "停止更新") {
		t.Error("it is not said that the file follows no longer")
	}
	g.press("确定")
	g.undo()
	if len(wrote) != 5 {
		t.Error("a file that cannot be written is tried again")
	}
}

// TestServerChangesAreDecidedInTheWindow publishes, takes one of the server's changes, and has the plan win over the rest.
func TestServerChangesAreDecidedInTheWindow(t *testing.T) {
	var asked []string
	decided := map[string]string{"L1": "v2"}
	take := planner.SetHead{}
	g := withPlan(t, func(d *Deps) {
		d.Trade.Publish = func(_ context.Context, s *editor.Snapshot, _ *words.Words, to exchange.Server, state string, ours map[string]string, _ func(done, total int)) (exchange.Talk, error) {
			asked = append(asked, fmt.Sprint("publish ", to.Password, " ", state, " ", ours))
			if ours != nil {
				return exchange.Talk{Written: 1, State: "s3"}, nil
			}
			head := s.Plan.Head
			head.Name = "服务器的名字"
			take.Head = head
			return exchange.Talk{State: "s1", Offer: exchange.Offer{Title: "x", Decide: "选吧", Changes: []exchange.Change{{Title: "a"}, {Title: "b", Conflict: true}},
				Command: func([]int) planner.Command { return take }},
				Settle: func(_, after *planner.Plan, chosen []int) string { return "s2 " + after.Name + fmt.Sprint(chosen) },
				Ours:   func([]int) map[string]string { return decided }}, nil
		}
		d.Trade.Pull = func(context.Context, *editor.Snapshot, *words.Words, exchange.Server, string) (exchange.Talk, error) {
			return exchange.Talk{}, planner.Problemf("problem.caldav_denied", "dav.example.com", "401")
		}
	})
	g.showServer()
	g.press("取消")
	server := exchange.Server{URL: "https://dav.example.com/a/", User: "lin", Password: "secret"}
	g.keepServer(g.plan().ID, server, noon)
	g.publish(server, nil)
	g.press("继续")
	g.press("确定")
	want := "publish secret  map[]|publish secret s2 服务器的名字[0] map[L1:v2]"
	if got := strings.Join(asked, "|"); got != want || g.plan().Name != "服务器的名字" {
		t.Errorf("asked %s, want %s; the plan is %q", got, want, g.plan().Name)
	}
	if got := g.store.settings[settingState+g.plan().ID+" "+server.URL]; got != "s3" {
		t.Errorf("the state is %q", got)
	}
	for key, value := range g.store.settings {
		if strings.Contains(value, "secret") {
			t.Errorf("the password stands in %s though nobody wanted it kept", key)
		}
	}
	g.pull(server)
	if !strings.Contains(strings.Join(g.texts(), " "), "dav.example.com 拒绝了用户名或密码") {
		t.Error("it is not said why nothing was fetched")
	}
	g.press("确定")
	server.Remember = true
	g.keepServer(g.plan().ID, server, noon)
	if k := g.serverOf(g.plan().ID); k.Password != "secret" || !k.Published.Equal(noon) {
		t.Errorf("kept %+v", k)
	}
	if k := g.serverOf("another"); k.User != "lin" || !k.Published.IsZero() {
		t.Errorf("another plan begins with %+v", k)
	}
}
