package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/storage/ical"
	"bfplanner/storage/sheet"
	"bfplanner/ui/words"
)

// differenceJSON is a change of a calendar, as --json shows it.
type differenceJSON struct {
	What     string     `json:"what"` // moved, retitled, noted, removed or added
	Event    *string    `json:"event"`
	Title    string     `json:"title"`
	Before   *[2]string `json:"before"` // start and end
	After    *[2]string `json:"after"`
	Conflict bool       `json:"conflict"`
}

// calendar takes the changes of an edited calendar file. Where both sides changed the same thing the plan stays as
// it is, unless --theirs is given, and the program ends as it does where there are findings.
func (c *importCmd) calendar(e *env) error {
	data, err := os.ReadFile(c.Sheet)
	if err != nil {
		return cannotRead(c.Sheet, err)
	}
	return e.withPlan(c.File, func(f *planFile) error {
		file, err := ical.Read(bytes.NewReader(data), f.Snapshot().Plan.Zone())
		if err != nil {
			return inFile(err, c.Sheet)
		}
		_, left, err := e.takeDifferences(f, file, filepath.Base(c.Sheet), c.DryRun, c.Theirs)
		if err == nil && left > 0 {
			return errFindings
		}
		return err
	})
}

// takeDifferences puts what a calendar changed on the plan and lists it. It returns what was taken, and how many changes
// were left since both sides changed the same thing.
func (e *env) takeDifferences(f *planFile, file *ical.File, from string, dryRun, theirs bool) (taken []ical.Difference, left int, err error) {
	p := f.Snapshot().Plan
	w := e.words.In(p.Zone())
	all := file.Differences(p, e.calendarOf(p).Summary)
	for _, d := range all {
		if d.Conflict && !theirs {
			left++
			continue
		}
		taken = append(taken, d)
	}
	if !dryRun && len(taken) > 0 {
		if err := f.do(ical.Command(taken, planner.T("edit.import", from))); err != nil {
			return nil, left, err
		}
	}
	list := make([]differenceJSON, len(all))
	for i, d := range all {
		list[i] = differenceOf(w, p, d)
	}
	return taken, left, e.print(map[string]any{"differences": list, "conflicts": left}, func() {
		for _, d := range all {
			e.line("%s", differenceWords(w, p, d))
		}
		if len(all) == 0 {
			e.line("%s", w.T("exchange.none"))
		}
	})
}

// inFile names the file in problems that do not yet.
func inFile(err error, path string) error {
	list := planner.AsProblems(err)
	for i, p := range list {
		n := *p
		n.File = filepath.Base(path)
		list[i] = &n
	}
	return list
}

func differenceOf(w *words.Words, p *planner.Plan, d ical.Difference) differenceJSON {
	out := differenceJSON{What: d.What, Conflict: d.Conflict}
	times := func(x *planner.Event) *[2]string {
		const layout = "2006-01-02T15:04:05Z07:00"
		return &[2]string{x.Span.Start.In(p.Zone()).Format(layout), x.Span.End.In(p.Zone()).Format(layout)}
	}
	if d.Event != nil {
		out.Event, out.Title, out.Before = &d.Event.ID, w.EventTitle(p, d.Event), times(d.Event)
	}
	if d.After != nil {
		out.Title, out.After = w.EventTitle(p, d.After), times(d.After)
	}
	return out
}

func differenceWords(w *words.Words, p *planner.Plan, d ical.Difference) string {
	var s string
	switch d.What {
	case ical.Added:
		s = w.T("exchange.added", w.EventTitle(p, d.After), d.After.Span)
	case ical.Removed:
		s = w.T("exchange.removed", w.EventTitle(p, d.Event), d.Event.Span)
	case ical.Moved:
		s = w.T("exchange.moved", w.EventTitle(p, d.Event), d.Event.Span, d.After.Span)
	case ical.Retitled:
		s = w.T("exchange.retitled", w.EventTitle(p, d.Event), d.After.Title)
	default:
		s = w.T("exchange.noted", w.EventTitle(p, d.Event))
	}
	if d.Conflict {
		s += " (" + w.T("exchange.conflict") + ")"
	}
	return s
}

// rows puts the rows of a sheet on the plan as one edit, or none.
func (c *importCmd) rows(e *env) error {
	if kinds := sheet.RowKinds(); !slices.Contains(kinds, c.Rows) {
		return planner.Problemf("problem.choice", c.Rows, strings.Join(kinds, ", "))
	}
	mapping := map[string]string{}
	for _, m := range c.Map {
		heading, field, ok := strings.Cut(m, "=")
		if known := sheet.Fields(c.Rows); !ok || field != "" && !slices.Contains(known, field) {
			return planner.Problemf("problem.mapping", m, strings.Join(known, ", "))
		}
		mapping[heading] = field
	}
	data, err := os.ReadFile(c.Sheet)
	if err != nil {
		return cannotRead(c.Sheet, err)
	}
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		cmd, err := sheet.ReadRows(c.Rows, c.Sheet, data, p, e.presets, sheet.Speech{Names: e.names, Titles: func(x *planner.Event) []string {
			return []string{e.book.In("en").In(p.Zone()).EventTitle(p, x), e.book.In("zh").In(p.Zone()).EventTitle(p, x)}
		}}, mapping)
		if err != nil {
			return err
		}
		next, err := cmd.Apply(*p)
		if err != nil {
			return err
		}
		rows := len(planner.Diff(p, &next))
		if !c.DryRun {
			if err := f.do(cmd); err != nil {
				return err
			}
		}
		return e.print(map[string]any{"rows": rows}, func() { e.line("%s", e.words.T("bfctl.imported", rows, c.Sheet)) })
	})
}

// names are what the translations call a thing, in every language.
func (e *env) names(key string) []string {
	var list []string
	for _, lang := range []string{"en", "zh"} {
		if w := e.book.In(lang); w.Has(key) {
			list = append(list, w.T(key))
		}
	}
	return list
}
