package main

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/ui/words"
)

type compareCmd struct {
	File  string   `arg:"" help:"The plan file."`
	Other string   `arg:"" help:"The plan file that it is compared with."`
	Take  []string `help:"Take these differences over, by the IDs of their rows and commas; 'all' for all." placeholder:"IDS"`
}

// rowJSON is a difference, as --json shows it.
type rowJSON struct {
	What  string `json:"what"` // added, removed, moved or changed
	Table string `json:"table"`
	ID    string `json:"id"`
}

// Run lists in what the other plan differs and takes over what --take names, as one edit. It ends as where there are
// findings while differences are left.
func (c *compareCmd) Run(e *env) error {
	var theirs *planner.Plan
	if err := e.withPlan(c.Other, func(f *planFile) error { theirs = f.Snapshot().Plan; return nil }); err != nil {
		return err
	}
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
		err := e.print(map[string]any{"differences": rows, "taken": len(chosen)}, func() {
			for _, d := range list {
				e.line("%s", rowWords(w, theirs, d))
			}
			if len(list) == 0 {
				e.line("%s", w.T("exchange.none"))
			}
		})
		if err == nil && len(left) > 0 {
			return errFindings
		}
		return err
	})
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
