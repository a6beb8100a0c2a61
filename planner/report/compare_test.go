package report

import (
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func sayDiffs(list []Difference) string {
	var out []string
	for _, d := range list {
		out = append(out, d.What+" "+d.Table+" "+d.ID)
	}
	return strings.Join(out, ", ")
}

// variant is the fixture's plan, and what somebody else made of it.
func variant(t *testing.T) (ours, theirs *planner.Plan) {
	t.Helper()
	ours = fixture(t).Plan
	theirs = plantest.Do(t, ours, planner.Move{IDs: []string{"L1"}, By: time.Hour, Alone: true})
	v := *theirs.Event("V1")
	v.Title = "新标题"
	host := &planner.Host{ID: "e-host", Name: "Eve"}
	price := *theirs.Product("SKU-11")
	price.Price += 100
	live := *theirs.Event("L2")
	live.ID = ""
	live.Live = &planner.LiveDetail{Shifts: []planner.Shift{{Host: "e-host", Span: live.Span}}}
	head := theirs.Head
	head.Name = "Theirs"
	for _, c := range []planner.Command{planner.Change{Events: []*planner.Event{&v}}, planner.Put{Rows: []planner.Row{host, &price}},
		planner.Add{Events: []*planner.Event{&live}}, planner.Remove{IDs: []string{"A2"}}, planner.SetHead{Head: head},
		planner.Drop{Table: "studios", IDs: []string{"s2"}}, planner.Put{Rows: []planner.Row{&planner.Dismissal{Key: "x"}}}} {
		theirs = plantest.Do(t, theirs, c)
	}
	theirs.ID = "another"
	return ours, theirs
}

func TestCompare(t *testing.T) {
	ours, theirs := variant(t)
	list := Compare(ours, theirs)
	want := "changed head plan-us-2024, changed products SKU-11, added hosts e-host, removed studios s2, removed events A2, changed events V1, moved events L1, added events L3"
	if got := sayDiffs(list); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if same := Compare(ours, ours); len(same) != 0 {
		t.Errorf("a plan differs from itself: %s", sayDiffs(same))
	}
}

func TestMergeTakesWhatIsChosen(t *testing.T) {
	ours, theirs := variant(t)
	list := Compare(ours, theirs)
	all := plantest.Do(t, ours, Merge(list, planner.T("edit.merge", "x")))
	if rest := Compare(all, theirs); len(rest) != 0 {
		t.Errorf("after taking all it still differs: %s", sayDiffs(rest))
	}
	if all.ID != ours.ID || all.Name != "Theirs" {
		t.Errorf("the plan is %s, %s", all.ID, all.Name)
	}
	var moved []Difference
	for _, d := range list {
		if d.What == RowMoved {
			moved = append(moved, d)
		}
	}
	one := plantest.Do(t, ours, Merge(moved, planner.Text{}))
	if got := planner.Diff(ours, one); len(got) != 1 || got[0].ID != "L1" {
		t.Errorf("taking one move changes %d rows", len(got))
	}
	back := plantest.Do(t, all, Merge(Compare(all, ours), planner.Text{}))
	if rest := Compare(back, ours); len(rest) != 0 {
		t.Errorf("the way back leaves %s", sayDiffs(rest))
	}
}

func TestMergeRefusesWhatRefersToNothing(t *testing.T) {
	ours, theirs := variant(t)
	var lives []Difference
	for _, d := range Compare(ours, theirs) {
		if d.What == RowAdded && d.Table == "events" {
			lives = append(lives, d) // without the host that it needs
		}
	}
	if _, err := Merge(lives, planner.Text{}).Apply(*ours); err == nil || planner.AsProblems(err)[0].Key != "problem.unknown_ref" {
		t.Errorf("error %v", err)
	}
}
