package engine

import (
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
)

func usd(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: "USD"} }

func TestWhatTheEngineHasSoFar(t *testing.T) {
	w, _ := window(t)
	for _, c := range []struct {
		value, bound planner.Money
		want, not    string
	}{
		{planner.Money{}, planner.Money{}, "", "$"},
		{usd(120000), planner.Money{}, "$1,200.00", "%"},
		{usd(120000), usd(125000), "4%", ""},
		{usd(-500), usd(1000), "-$5.00", ""},
		{usd(2000), usd(1000), "$20.00", "%"}, // a bound of a coarser model says nothing
	} {
		got := SoFar(w, c.value, c.bound, 7)
		if !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%v of %v: %q", c.value, c.bound, got)
		}
	}
}

func TestWhatTheEngineFound(t *testing.T) {
	w, _ := window(t)
	moved := []schedule.Moved{{Event: "L1"}}
	for _, c := range []struct {
		out  schedule.Outcome
		want string
	}{
		{schedule.Outcome{After: usd(100)}, w.T("engine.unchanged")},
		{schedule.Outcome{After: usd(100), Before: usd(50), Moved: moved}, w.T("engine.found.unproven", usd(100), usd(50))},
		{schedule.Outcome{After: usd(100), Before: usd(50), Bound: usd(110), Gap: 909, Moved: moved}, w.T("engine.found", usd(100), usd(50), planner.BasisPoints(909))},
	} {
		if got := Found(w, c.out); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestARepairLessSomeOfItsParts(t *testing.T) {
	a, b := planner.Remove{IDs: []string{"a"}}, planner.Remove{IDs: []string{"b"}}
	whole := planner.Batch{Commands: []planner.Command{a, b}, Why: planner.T("edit.mend", 3)}
	r := schedule.Repair{Command: whole, Parts: []schedule.Part{{Event: "a", Command: a}, {Event: "b", Command: b}, {Event: "c"}}}
	if got := chosen(r, map[int]bool{0: false}).(planner.Batch); len(got.Commands) != 2 || got.Label().Args[0] != 3 {
		t.Errorf("all of it is %v", got)
	}
	got := chosen(r, map[int]bool{0: true}).(planner.Batch)
	if len(got.Commands) != 1 || got.Commands[0].(planner.Remove).IDs[0] != "b" {
		t.Errorf("less the first part it is %v", got)
	}
}
