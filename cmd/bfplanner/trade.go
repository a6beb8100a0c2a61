package main

import (
	"bytes"
	"cmp"
	"io"
	"path/filepath"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/report"
	"bfplanner/planner/risk"
	"bfplanner/storage"
	"bfplanner/storage/ical"
	"bfplanner/storage/sheet"
	"bfplanner/ui"
	"bfplanner/ui/exchange"
	"bfplanner/ui/words"
)

// trade joins the window to files of other programs.
func trade(book *words.Book, presets *planner.Presets) ui.Trade {
	return ui.Trade{
		Export: export, Calendar: calendar, Plan: readPlan, Publish: publish, Pull: pull, Orders: sheet.ReadOrders,
		Kinds: sheet.RowKinds(), Kind: sheet.KindOf, Fields: sheet.Fields, Look: lookAt,
		Risks: func(p *planner.Plan, w *words.Words, name string, data []byte) (exchange.Offer, error) {
			return risks(p, w, name, data, speech(book, p))
		},
		LeaveRisks: leaveRisks,
		Read: func(p *planner.Plan, kind, name string, data []byte, mapping map[string]string) (planner.Command, error) {
			return sheet.ReadRows(kind, name, data, p, presets, speech(book, p), mapping)
		},
	}
}

// lookAt is a sheet before it is read, as the window shows it.
func lookAt(kind string, data []byte, mapping map[string]string) (exchange.Look, error) {
	l, err := sheet.LookAt(kind, data, mapping)
	out := exchange.Look{Rows: l.Rows}
	for _, g := range l.Headings {
		out.Headings = append(out.Headings, exchange.Guess(g))
	}
	for _, line := range l.Lines {
		out.Lines = append(out.Lines, exchange.Line(line))
	}
	return out, err
}

// speech is what people call things, in every language.
func speech(book *words.Book, p *planner.Plan) sheet.Speech {
	all := []*words.Words{book.In("en").In(p.Zone()), book.In("zh").In(p.Zone())}
	return sheet.Speech{
		Names: func(key string) []string {
			var list []string
			for _, w := range all {
				if w.Has(key) {
					list = append(list, w.T(key))
				}
			}
			return list
		},
		Titles: func(e *planner.Event) []string { return []string{all[0].EventTitle(p, e), all[1].EventTitle(p, e)} },
	}
}

// export writes the plan as the kind of file that the path ends in; the choice is of a calendar.
func export(s *editor.Snapshot, w *words.Words, path string, choice exchange.Choice) error {
	w = w.In(s.Plan.Zone())
	title := func(e *planner.Event) string { return w.EventTitle(s.Plan, e) }
	table := &sheet.Export{Plan: s.Plan, Word: w.T, Title: title, Name: w.Name}
	formats := map[string]func(io.Writer) error{
		".csv":  table.CSV,
		".xlsx": func(out io.Writer) error { return table.Book(out, report.New(s)) },
		".ics": (&ical.Export{Plan: s.Plan, Stamp: time.Now(), Word: w.T, Title: title, Silent: choice.Silent,
			Filter: ical.Filter{Hosts: choice.Hosts, Kinds: choice.Kinds, Channels: choice.Channels}}).Write,
	}
	make, ok := formats[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return planner.Problemf("problem.format", filepath.Ext(path), ".csv, .xlsx, .ics")
	}
	return storage.WriteWhole(path, make)
}

// calendar offers what an edited calendar file changes.
func calendar(p *planner.Plan, w *words.Words, name string, data []byte) (exchange.Offer, error) {
	w = w.In(p.Zone())
	file, err := ical.Read(bytes.NewReader(data), p.Zone())
	if err != nil {
		return exchange.Offer{}, err
	}
	written := &ical.Export{Plan: p, Title: func(e *planner.Event) string { return w.EventTitle(p, e) }}
	list := file.Differences(p, written.Summary)
	o := exchange.Offer{Title: w.T("exchange.sheet", name)}
	for _, d := range list {
		o.Changes = append(o.Changes, changeOf(w, p, d))
	}
	o.Command = func(chosen []int) planner.Command {
		return ical.Command(pick(list, chosen), planner.T("edit.import", name))
	}
	return o, nil
}

// changeOf shows a difference of a calendar: of a moved event its times, else its titles or notes.
func changeOf(w *words.Words, p *planner.Plan, d ical.Difference) exchange.Change {
	c := exchange.Change{What: w.T("exchange.what." + d.What), Conflict: d.Conflict, Ours: "–", Theirs: "–"}
	show := func(e *planner.Event) string {
		switch d.What {
		case ical.Retitled:
			return w.EventTitle(p, e)
		case ical.Noted:
			return cmp.Or(e.Note, "–")
		}
		return w.Span(e.Span)
	}
	if d.After != nil {
		c.Title, c.Theirs = w.EventTitle(p, d.After), show(d.After)
	}
	if d.What == ical.Unreadable {
		c.Theirs = w.T("paper.server.unreadable")
	}
	if d.Event != nil {
		c.Title, c.Ours = w.EventTitle(p, d.Event), show(d.Event)
	}
	return c
}

// readPlan reads the plan of a plan file, which stays where it is.
func readPlan(path string) (*planner.Plan, error) {
	f, err := storage.OpenFile(path, storage.Options{})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	id, err := f.OnlyPlan()
	if err != nil {
		return nil, err
	}
	p, _, _, err := f.Load(id)
	return p, err
}

// risks offers each risk window of a file that the plan has not, or has otherwise.
func risks(p *planner.Plan, w *words.Words, name string, data []byte, say sheet.Speech) (exchange.Offer, error) {
	put, err := sheet.ReadRisks(name, data, p, say)
	if err != nil {
		return exchange.Offer{}, err
	}
	w = w.In(p.Zone())
	next, err := put.Apply(*p)
	if err != nil {
		return exchange.Offer{}, err
	}
	show := func(row planner.Row) string {
		if win, ok := row.(*planner.RiskWindow); ok {
			return w.T("ban.window", w.Span(win.Span), win.Kind, risk.Why(p, win))
		}
		return "–"
	}
	o := exchange.Offer{Title: w.T("exchange.sheet", name)}
	list := planner.Diff(p, &next)
	for _, d := range list {
		what := "added"
		if d.Before != nil {
			what = "changed"
		}
		o.Changes = append(o.Changes, exchange.Change{What: w.T("exchange.what." + what), Title: w.Name(d.After), Ours: show(d.Before), Theirs: show(d.After)})
	}
	o.Command = func(chosen []int) planner.Command {
		take := planner.Put{Why: put.Why}
		for _, i := range chosen {
			take.Rows = append(take.Rows, list[i].After)
		}
		return take
	}
	return o, nil
}

// leaveRisks writes the user's own risk windows as the kind of file that the path ends in.
func leaveRisks(p *planner.Plan, path string) error {
	formats := map[string]func(io.Writer, *planner.Plan) error{".json": sheet.RisksJSON, ".csv": sheet.RisksCSV, ".xlsx": sheet.RisksBook}
	make, ok := formats[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return planner.Problemf("problem.format", filepath.Ext(path), ".json, .csv, .xlsx")
	}
	var b bytes.Buffer
	if err := make(&b, p); err != nil {
		return err
	}
	return write(path, b.Bytes())
}
