package scenarios

import (
	"os"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/ui/words"
)

// panel is a page on a real plan "plan-us-2024" that is open and three scenarios of it.
func panel(t *testing.T) (*Panel, map[string]int) {
	t.Helper()
	test.NewTempApp(t)
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	base := plantest.Plan(t, 20)
	looked := map[string]int{}
	plans := []Plan{{ID: "c", Name: "丙"}, {ID: "a", Name: "甲"}, {ID: base.ID, Name: "real", Real: true}, {ID: "b", Name: "乙"}}
	x := New(Deps{
		Words: book.In("en"), Window: test.NewTempWindow(t, nil),
		Plans: func() ([]Plan, error) { return slices.Clone(plans), nil },
		Look: func(id string) (*editor.Snapshot, error) {
			looked[id]++
			return &editor.Snapshot{Plan: base.WhatIf(id, id), Now: base.Sale.Campaign().Start}, nil
		},
		Outlined: func() string { return "" },
	})
	x.SetSnapshot(&editor.Snapshot{Plan: base, Now: base.Sale.Campaign().Start})
	return x, looked
}

func TestTheTableHoldsThreeAtMost(t *testing.T) {
	x, looked := panel(t)
	real := x.snapshot.Plan.ID
	if x.plans[0].ID != real || len(x.picked) != 3 || x.picked[0] != real {
		t.Fatalf("plans %+v, picked %v", x.plans, x.picked)
	}
	out := x.plans[3].ID
	x.pick(out, true)
	if len(x.picked) != 3 || !slices.Contains(x.picked, out) || x.picked[0] != real {
		t.Errorf("with a fourth picked: %v", x.picked)
	}
	x.pick(out, false)
	if slices.Contains(x.picked, out) || len(x.picked) != 2 {
		t.Errorf("without it: %v", x.picked)
	}
	x.SetSnapshot(x.snapshot)
	for id, n := range looked {
		if n != 1 || id == real {
			t.Errorf("%s, which nobody changed, is read %d times", id, n)
		}
	}
	for _, id := range slices.Clone(x.picked) {
		x.pick(id, false)
	}
	if len(x.table.Objects) != 0 {
		t.Errorf("an empty table has %d rows", len(x.table.Objects))
	}
}

func TestDifferencesHaveTheirSign(t *testing.T) {
	x, _ := panel(t)
	w := x.words()
	usd := func(n int64) planner.Money { return planner.Money{Minor: n, Currency: "USD"} }
	for _, c := range []struct {
		a, b any
		want string
	}{
		{usd(1000), usd(123456), "+$1,224.56"}, {usd(1000), usd(-500), "−$15.00"}, {usd(5), usd(5), ""}, {usd(5), planner.Money{Minor: 9, Currency: "EUR"}, ""},
		{3, 1, "−2"}, {1, 1200, "+1,199"}, {2 * time.Hour, 5 * time.Hour, "+3 h"}, {nil, usd(5), ""}, {usd(5), nil, ""},
		{planner.Date{Year: 2024, Month: 11, Day: 1}, planner.Date{Year: 2024, Month: 11, Day: 2}, ""},
	} {
		if got := difference(w, c.a, c.b); got != c.want {
			t.Errorf("from %v to %v: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
