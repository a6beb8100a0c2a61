package paper

import (
	"bfplanner/planner"
	"bfplanner/planner/report"
)

// runSheet sets day by day what is to be done, on every clock.
func (l *layout) runSheet() {
	l.begin("paper.runsheet")
	days := l.report.RunSheet()
	if len(days) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.nothing"), st: l.style(sizeBody)}})
		return
	}
	var cols []column
	for _, w := range l.clocks {
		cols = append(cols, column{head: w.ZoneName(), part: 2.6})
	}
	cols = append(cols, column{head: l.words.T("paper.col.event"), part: 6}, column{head: l.words.T("paper.col.who"), part: 4},
		column{head: l.words.T("paper.col.do"), part: 5}, column{head: l.words.T("paper.col.notes"), part: 1.5})
	var rows []row
	for _, d := range days {
		rows = append(rows, l.dayRow(d.Day))
		for _, r := range d.Rows {
			rows = append(rows, l.runRow(d.Date, r))
		}
	}
	l.table(cols, rows)
}

// dayRow is the heading of a day: its date, holiday, phase, and the risks that flag it.
func (l *layout) dayRow(d report.Day) row {
	runs := []run{{s: l.words.Date(d.Date) + "  ", st: l.bold(sizeBody + 1)}}
	if d.Phase != "" {
		runs = append(runs, run{s: l.words.Show(d.Phase) + "  ", st: l.mute(sizeBody)})
	}
	for _, h := range d.Holidays {
		runs = append(runs, run{s: l.words.T(h.Key) + "  ", st: l.alarm(sizeBody)})
	}
	for _, h := range d.Risks {
		runs = append(runs, run{tag: "R", st: l.alarm(sizeBody)}, run{s: l.words.Name(h.Window) + " " + l.words.Percent(h.Probability) + "  ", st: l.alarm(sizeBody)})
	}
	return row{span: true, fill: l.ink.head, hatch: len(d.Risks) > 0, cells: []cell{of(runs...)}}
}

func (l *layout) runRow(d planner.Date, r report.RunRow) row {
	var out row
	shown := r.Span
	if r.Event.Kind == planner.Video || r.Event.Kind == planner.Milestone {
		shown.End = shown.Start // a post and a deadline are instants
	}
	for i, w := range l.clocks {
		st := l.style(sizeBody)
		if i == 0 {
			st = l.bold(sizeBody)
		}
		out.cells = append(out.cells, text(spanOn(w, d, shown), st))
	}
	title := []run{{chip: r.Event.Kind, st: l.style(sizeBody)}, {s: l.words.EventTitle(l.snap.Plan, r.Event) + " ", st: l.bold(sizeBody)}}
	if r.Edge != report.Whole {
		title = append(title, run{s: l.words.T("paper.edge." + r.Edge), st: l.mute(sizeBody)})
	}
	do := [][]run{{{s: l.words.Text(r.Do), st: l.style(sizeBody)}}}
	if r.Event.Note != "" {
		do = append(do, []run{{s: r.Event.Note, st: l.style(sizeBody)}})
	}
	return row{cells: append(out.cells, of(title...), l.who(d, r), cell{paras: do}, of(l.noteRuns(r.Notes, sizeSmall)...))}
}

// who names the hosts of a live with their shifts, its studio, the owner of a task, and a channel other than the
// sale's own platform.
func (l *layout) who(d planner.Date, r report.RunRow) cell {
	var c cell
	add := func(s string, st style) { c.paras = append(c.paras, []run{{s: s, st: st}}) }
	p := l.snap.Plan
	for _, s := range r.Shifts {
		if h := p.Host(s.Host); h != nil {
			add(l.words.Name(h)+" "+spanOn(l.words, d, s.Span), l.style(sizeBody))
		}
	}
	if r.Studio != nil {
		add(l.words.Name(r.Studio), l.mute(sizeBody))
	}
	if r.Event.Task != nil && r.Event.Task.Owner != "" {
		add(r.Event.Task.Owner, l.style(sizeBody))
	}
	if ch, ok := p.Channels.Get(r.Event.Channel); ok && !ch.Platform {
		add(l.words.Name(ch), l.mute(sizeBody))
	}
	return c
}

// footnotes lists what the fonts could not show, where there was such a thing.
func (l *layout) footnotes() {
	if len(l.clean.marks) == 0 {
		return
	}
	l.begin("paper.footnotes")
	l.paragraph([]run{{s: l.words.T("paper.footnotes.why"), st: l.style(sizeBody)}})
	l.y += 4
	var rows []row
	for i, lost := range l.clean.marks {
		rows = append(rows, row{cells: []cell{text(markOf(i+1), l.bold(sizeBody)), text(names(lost), l.style(sizeBody))}})
	}
	l.table([]column{{part: 1}, {part: 8}}, rows)
}
