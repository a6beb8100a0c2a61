package report

import (
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

func shot(p *planner.Plan) *editor.Snapshot {
	now := p.Sale.Campaign().Start
	s := &editor.Snapshot{Plan: p, Now: now, Findings: rules.Check(p, now)}
	s.Totals = rules.Count(s.Findings)
	return s
}

// row returns the measure of that ID, of the kind where it has one.
func row(t *testing.T, table []Measure, id string, kind ...planner.Kind) Measure {
	t.Helper()
	for _, m := range table {
		if m.ID == id && (len(kind) == 0 || m.Args[0] == kind[0]) {
			return m
		}
	}
	t.Fatalf("no row %s %v", id, kind)
	return Measure{}
}

func TestScenariosSideBySide(t *testing.T) {
	base := fixture(t).Plan
	same := base.WhatIf("same", "same")
	moved := plantest.Do(t, base.WhatIf("moved", "on Instagram"), planner.Batch{Commands: []planner.Command{
		planner.Change{Events: []*planner.Event{func() *planner.Event { e := *base.Event("L2"); e.Channel = "instagram"; return &e }()}},
		planner.Remove{IDs: []string{"A1"}},
	}})
	table := Scenarios([]*editor.Snapshot{shot(base), shot(same), shot(moved)})
	for _, m := range table {
		if len(m.Values) != 3 {
			t.Fatalf("%s has %d values", m.ID, len(m.Values))
		}
		if m.Values[0] != m.Values[1] {
			t.Errorf("%s %v: %v and %v of two plans that are the same", m.ID, m.Args, m.Values[0], m.Values[1])
		}
		if m.Differs != (m.Values[0] != m.Values[2]) {
			t.Errorf("%s %v: differs %v, values %v", m.ID, m.Args, m.Differs, m.Values)
		}
	}
	for _, c := range []struct {
		row         Measure
		first, last any
	}{
		{row(t, table, "kind", planner.Live), 2, 1},
		{row(t, table, "kind_off", planner.Live), 0, 1},
		{row(t, table, "kind", planner.Ad), 2, 1},
		{row(t, table, "kind", planner.Video), 1, 1}, // the other stands in the backlog
		{row(t, table, "on_air"), 11 * time.Hour, 11 * time.Hour},
		{row(t, table, "budget", planner.Ad), base.Money(50000), base.Money(10000)},
		{row(t, table, "term.ads"), base.Money(-50000), base.Money(-10000)}, // 100 a day
		{row(t, table, "gmv"), expected(t, base), expected(t, moved)},
		{row(t, table, "worst_day"), planner.Date{Year: 2024, Month: 11, Day: 21}, planner.Date{Year: 2024, Month: 11, Day: 21}},
	} {
		if c.row.Values[0] != c.first || c.row.Values[2] != c.last {
			t.Errorf("%s %v: %v, want %v and %v", c.row.ID, c.row.Args, c.row.Values, c.first, c.last)
		}
	}
	if got := row(t, table, "kind_off", planner.Live).Group; got != GroupEvents {
		t.Errorf("group %s", got)
	}
}

// The terms add up to the value, whatever of them a table leaves out.
func TestTermsAddUp(t *testing.T) {
	table := Scenarios([]*editor.Snapshot{shot(fixture(t).Plan)})
	var sum int64
	for _, m := range table {
		if strings.HasPrefix(m.ID, "term.") && m.ID != "term.value" {
			sum += m.Values[0].(planner.Money).Minor
		}
	}
	if got := row(t, table, "term.value").Values[0].(planner.Money).Minor; got-sum > 4 || sum-got > 4 { // each is rounded to a cent
		t.Errorf("the terms add up to %d, the value is %d", sum, got)
	}
}

// What none of the plans has is not shown; what is wrong with them is, even where nothing is.
func TestScenariosLeaveOutWhatNobodyHas(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p.Risks = planner.Table[*planner.RiskWindow]{}
	for _, m := range Scenarios([]*editor.Snapshot{{Plan: p, Now: p.Sale.Campaign().Start}, {Plan: p, Now: p.Sale.Campaign().Start}}) {
		switch m.ID {
		case "kind", "kind_off", "on_air", "worst_day", "at_worst":
			t.Errorf("row %s %v of plans without events and windows: %v", m.ID, m.Args, m.Values)
		}
	}
	groups := map[string]int{}
	for _, m := range Scenarios([]*editor.Snapshot{shot(p)}) {
		groups[m.Group]++
	}
	if groups[GroupFindings] != 3 {
		t.Errorf("groups %v", groups)
	}
}

// Taking a scenario over is one edit: the real plan then has the scenario's rows under its own head, and one Undo gives the old plan.
func TestAScenarioIsAdopted(t *testing.T) {
	ours, theirs := variant(t)
	what := theirs.WhatIf("w", "what if")
	what.Of, what.Name = ours.ID, "a name of before"
	e := editor.Open(ours, nil, 0, editor.Options{Check: rules.Check, Wall: func() time.Time { return ours.Sale.Span.Start }})
	s, err := e.Do(Merge(Compare(ours, what), planner.T("edit.merge", what.Scenario)))
	if err != nil {
		t.Fatal(err)
	}
	if s.Plan.ID != ours.ID || s.Plan.Of != "" || s.Plan.Scenario != "" || s.Plan.Name != ours.Name {
		t.Errorf("the head became %+v", s.Plan.Head)
	}
	if left := Compare(s.Plan, what); len(left) > 0 {
		t.Errorf("still differs: %s", sayDiffs(left))
	}
	if back, _ := e.Undo(); len(planner.Diff(ours, back.Plan)) > 0 {
		t.Error("one undo does not give the old plan")
	}
}

// expected is the GMV of the plan's forecast.
func expected(t *testing.T, p *planner.Plan) planner.Money {
	t.Helper()
	o, err := forecast.OutlookOf(p, p.Sale.Campaign().Start)
	if err != nil {
		t.Fatal(err)
	}
	return o.GMV
}
