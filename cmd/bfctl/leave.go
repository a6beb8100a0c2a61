package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/storage"
	"bfplanner/storage/ical"
	"bfplanner/storage/sheet"
)

type exportCmd struct {
	File   string `arg:"" help:"The plan file."`
	Output string `short:"o" required:"" help:"What to write: a name that ends in .csv, .xlsx or .ics; .json for risk windows." placeholder:"FILE"`

	Risks bool `help:"In .csv or .xlsx: your own risk windows, as in .json, in place of events."`

	Host    []string `help:"Of a calendar: the lives of these hosts alone, by their IDs." placeholder:"IDS"`
	Kind    []string `help:"Of a calendar: these kinds alone: video, live, coupon, flash, ad, milestone." placeholder:"KINDS"`
	Channel []string `help:"Of a calendar: these channels alone, by their IDs." placeholder:"IDS"`
	Silent  bool     `help:"Of a calendar: without alarms."`
}

// Run writes the plan as the kind of file that the output's name ends in.
func (c *exportCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		w := e.words.In(s.Plan.Zone())
		title := func(x *planner.Event) string { return w.EventTitle(s.Plan, x) }
		table := &sheet.Export{Plan: s.Plan, Word: w.T, Title: title, Name: w.Name}
		filter, err := c.filter(s.Plan)
		if err != nil {
			return err
		}
		calendar := &ical.Export{Plan: s.Plan, Stamp: e.wall(), Word: w.T, Title: title, Filter: filter, Silent: c.Silent}
		book := func(out io.Writer) error { return table.Book(out, report.New(s)) }
		risks := func(to func(io.Writer, *planner.Plan) error) func(io.Writer) error {
			return func(out io.Writer) error { return to(out, s.Plan) }
		}
		formats := map[string]func(io.Writer) error{".csv": table.CSV, ".xlsx": book, ".ics": calendar.Write, ".json": risks(sheet.RisksJSON)}
		if c.Risks {
			formats = map[string]func(io.Writer) error{".csv": risks(sheet.RisksCSV), ".xlsx": risks(sheet.RisksBook), ".json": risks(sheet.RisksJSON)}
		}
		write, ok := formats[strings.ToLower(filepath.Ext(c.Output))]
		if !ok {
			return planner.Problemf("problem.format", filepath.Ext(c.Output), ".csv, .xlsx, .ics, .json")
		}
		if err := storage.WriteWhole(c.Output, write); err != nil {
			return err
		}
		return e.print(map[string]any{"file": c.Output}, func() { e.line("%s", e.words.T("bfctl.wrote", c.Output)) })
	})
}

// filter reads the flags that choose a calendar's events; a host, kind or channel that there is not is a Problem.
func (c *exportCmd) filter(p *planner.Plan) (ical.Filter, error) {
	f := ical.Filter{Hosts: c.Host, Channels: c.Channel}
	for _, h := range c.Host {
		if p.Host(h) == nil {
			return f, planner.Problemf("problem.unknown_ref", "--host", planner.T("table.hosts"), h)
		}
	}
	for _, id := range c.Channel {
		if _, ok := p.Channels.Get(id); !ok {
			return f, planner.Problemf("problem.unknown_ref", "--channel", planner.T("table.channels"), id)
		}
	}
	for _, k := range c.Kind {
		if !slices.Contains(planner.Kinds, planner.Kind(k)) {
			return f, planner.Problemf("problem.choice", k, "video, live, coupon, flash, ad, milestone")
		}
		f.Kinds = append(f.Kinds, planner.Kind(k))
	}
	return f, nil
}

type importCmd struct {
	File  string `arg:"" help:"The plan file."`
	Sheet string `arg:"" help:"A shop's sheets, XLSX or CSV, a calendar, ICS, or risk windows, JSON, XLSX or CSV."`

	Risks  bool     `help:"The sheet holds risk windows, also where its columns do not say so."`
	Events bool     `help:"The sheet holds events, coupons or flash deals."`
	Rows   string   `help:"The sheet holds such rows, which are laid over those of the plan: events, products, hosts." placeholder:"KIND"`
	Map    []string `help:"Of rows: which column means what, such as Rabatt=percent_off; nothing after = leaves it out." placeholder:"HEADING=FIELD"`

	DryRun bool `help:"Say what would change, and change nothing."`
	Theirs bool `help:"Of a calendar: where both sides changed the same thing, take the calendar's."`
}

// Run puts every row of the sheets, or every change of a calendar, on the plan as one edit, or none.
func (c *importCmd) Run(e *env) error {
	if strings.EqualFold(filepath.Ext(c.Sheet), ".ics") {
		return c.calendar(e)
	}
	if c.Events {
		c.Rows = sheet.EventRows
	}
	if c.Rows != "" {
		return c.rows(e)
	}
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		data, err := os.ReadFile(c.Sheet)
		if err != nil {
			return cannotRead(c.Sheet, err)
		}
		if c.Risks || sheet.IsRisks(data) {
			return c.risks(e, f, data)
		}
		shop, err := sheet.ReadShop(filepath.Base(c.Sheet), data, e.presets, p.Market.Currency)
		if err != nil {
			return err
		}
		rows := shop.Rows(p)
		if err := f.do(planner.Put{Rows: rows, Why: planner.T("edit.import", filepath.Base(c.Sheet))}); err != nil {
			return err
		}
		return e.print(map[string]any{"rows": len(rows)}, func() { e.line("%s", e.words.T("bfctl.imported", len(rows), c.Sheet)) })
	})
}

// risks puts risk windows on the plan as one edit, or none.
func (c *importCmd) risks(e *env, f *planFile, data []byte) error {
	put, err := sheet.ReadRisks(c.Sheet, data, f.Snapshot().Plan, sheet.Speech{Names: e.names})
	if err != nil {
		return err
	}
	if !c.DryRun {
		if err := f.do(put); err != nil {
			return err
		}
	}
	w := e.words.In(f.Snapshot().Plan.Zone())
	ids := make([]string, len(put.Rows))
	for i, r := range put.Rows {
		ids[i] = r.RowID()
	}
	return e.print(map[string]any{"rows": len(put.Rows), "windows": ids}, func() {
		for _, r := range put.Rows {
			win := r.(*planner.RiskWindow)
			e.line("%s", w.T("ban.window", w.Span(win.Span), win.Kind, w.Name(win)))
		}
		e.line("%s", w.T("bfctl.imported", len(put.Rows), c.Sheet))
	})
}
