package main

import (
	"fmt"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/report"
	"bfplanner/ui/words"
)

type compareCmd struct {
	File  string   `arg:"" help:"The plan file."`
	Other string   `arg:"" help:"The plan file that it is compared with."`
	Third string   `arg:"" optional:"" help:"One more, for the table."`
	Take  []string `help:"Take these differences over, by the IDs of their rows and commas; 'all' for all." placeholder:"IDS"`
}

// rowJSON is a difference, as --json shows it.
type rowJSON struct {
	What  string `json:"what"` // added, removed, moved or changed
	Table string `json:"table"`
	ID    string `json:"id"`
}

// measureJSON is a row of the table of plans side by side, as --json shows it. Values are in the order of the plans: amounts as
// decimals, counts, dates, hours; null where a plan has none.
type measureJSON struct {
	Group   string  `json:"group"` // value, events, budget, exposure or findings
	ID      string  `json:"id"`
	Kind    *string `json:"kind"` // of events or budget
	Values  []any   `json:"values"`
	Differs bool    `json:"differs"`
}

// Run lists in what the other plan differs and takes over what --take names, as one edit; then it sets the plans side by
// side, a third beside them where it is given. It ends as where there are findings while differences are left.
func (c *compareCmd) Run(e *env) error {
	var others []*editor.Snapshot
	for _, path := range []string{c.Other, c.Third} {
		if path == "" {
			continue
		}
		if err := e.withPlan(path, func(f *planFile) error { others = append(others, f.Snapshot()); return nil }); err != nil {
			return err
		}
	}
	theirs := others[0].Plan
	return e.withPlan(c.File, func(f *planFile) error {
		list := report.Compare(f.Snapshot().Plan, theirs)
		var chosen, left []report.Difference
		for _, d := range list {
			if slices.Contains(c.Take, "all") || slices.Contains(c.Take, d.ID) {
				chosen = append(chosen, d)
			} else {
				left = append(left, d)
			}
		}
		for _, id := range c.Take {
			if id != "all" && !slices.ContainsFunc(list, func(d report.Difference) bool { return d.ID == id }) {
				return planner.Problemf("problem.no_difference", id)
			}
		}
		if len(chosen) > 0 {
			if err := f.do(report.Merge(chosen, planner.T("edit.merge", theirs.Name))); err != nil {
				return err
			}
		}
		w := e.words.In(theirs.Zone())
		rows := make([]rowJSON, len(list))
		for i, d := range list {
			rows[i] = rowJSON{d.What, d.Table, d.ID}
		}
		all := append([]*editor.Snapshot{f.Snapshot()}, others...)
		table := report.Scenarios(all)
		names := make([]string, len(all))
		for i, s := range all {
			names[i] = w.PlanName(s.Plan.Head)
		}
		err := e.print(map[string]any{"differences": rows, "taken": len(chosen), "plans": names, "table": measuresOf(table)}, func() {
			for _, d := range list {
				e.line("%s", rowWords(w, theirs, d))
			}
			if len(list) == 0 {
				e.line("%s", w.T("exchange.none"))
			}
			e.side(w, names, table)
		})
		if err == nil && len(left) > 0 {
			return errFindings
		}
		return err
	})
}

func measuresOf(table []report.Measure) []measureJSON {
	list := make([]measureJSON, len(table))
	for i, m := range table {
		list[i] = measureJSON{Group: m.Group, ID: m.ID, Differs: m.Differs, Values: make([]any, len(m.Values))}
		if len(m.Args) > 0 {
			list[i].Kind = some(fmt.Sprint(m.Args[0]))
		}
		for j, v := range m.Values {
			switch x := v.(type) {
			case planner.Money:
				list[i].Values[j] = x.Decimal()
			case planner.Date:
				list[i].Values[j] = x.String()
			case time.Duration:
				list[i].Values[j] = x.Hours()
			default:
				list[i].Values[j] = x
			}
		}
	}
	return list
}

// side writes the table of plans side by side, with a mark on rows that differ.
func (e *env) side(w *words.Words, names []string, table []report.Measure) {
	rows := [][]string{append([]string{""}, names...)}
	for i, m := range table {
		if i == 0 || table[i-1].Group != m.Group {
			rows = append(rows, []string{w.T("scenario.group." + m.Group)})
		}
		mark := "  "
		if m.Differs {
			mark = "* "
		}
		row := []string{mark + w.T("scenario.row."+m.ID, m.Args...)}
		for _, v := range m.Values {
			row = append(row, w.Measure(v))
		}
		rows = append(rows, row)
	}
	e.line("")
	e.table(rows)
}

// rowWords says one difference: its table, its ID, and what the row is called.
func rowWords(w *words.Words, p *planner.Plan, d report.Difference) string {
	row := d.After
	if row == nil {
		row = d.Before
	}
	name := ""
	switch x := row.(type) {
	case *planner.Event:
		name = w.EventTitle(p, x)
	case *planner.HeadRow:
		name = x.Name
	default:
		name = w.Name(x)
	}
	return w.T("compare."+d.What, planner.T("table."+d.Table), d.ID, name)
}
