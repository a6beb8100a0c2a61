package ui

import (
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
		Export: func(_ *editor.Snapshot, _ *words.Words, path string) error { *wrote = path; return nil },
		Calendar: func(p *planner.Plan, _ *words.Words, name string, _ []byte) (exchange.Offer, error) {
			return exchange.Offer{Title: name, Changes: []exchange.Change{{What: "新增", Title: "导入的事"}}, Command: func([]int) planner.Command { return milestone(p) }}, nil
		},
		Fields: []string{"start"},
		Guess: func([]byte, map[string]string) ([]exchange.Guess, error) {
			return []exchange.Guess{{Heading: "开始", Field: "start"}}, nil
		},
		Read: func(p *planner.Plan, _ string, _ []byte, _ map[string]string) (planner.Command, error) {
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
	g.export(filepath.Join(dir, "out.xlsx"))
	if wrote != filepath.Join(dir, "out.xlsx") {
		t.Errorf("written to %q", wrote)
	}
}
