package paper

import (
	"fmt"

	"bfplanner/planner"
	"bfplanner/planner/report"
)

// weeks sets a page a week: a row an hour in which something begins, a column a day. An hour that holds more than a
// page goes on over the next.
func (l *layout) weeks() {
	for _, w := range l.report.WeekPages() {
		l.section = l.words.T("paper.week", w.Days[0].Date, w.Days[6].Date)
		l.newPage(l.section)
		l.paragraph([]run{{s: l.words.T("paper.zone", zoneName(l.words)), st: l.mute(sizeSmall)}})
		l.week(w)
	}
}

func (l *layout) week(w report.WeekPage) {
	cols := []column{{head: l.words.T("paper.col.hour"), part: 0.62}}
	var running, heads row
	running.cells = []cell{text(l.words.T("paper.running"), l.mute(sizeSmall))}
	heads.cells = []cell{{}}
	heads.fill = l.ink.head
	for i, d := range w.Days {
		cols = append(cols, column{head: l.words.Day(d.Date), part: 1})
		heads.cells = append(heads.cells, l.weekDay(d))
		running.cells = append(running.cells, l.slotCell(w.Running[i], false))
	}
	rows := []row{heads, running}
	for _, h := range w.Hours {
		r := row{cells: []cell{text(fmt.Sprintf("%02d:00", h.Hour), l.bold(sizeSmall))}}
		for _, events := range h.Events {
			r.cells = append(r.cells, l.slotCell(events, true))
		}
		rows = append(rows, r)
	}
	l.table(cols, rows)
}

// weekDay is what is known of a day: its phase, holiday and risk.
func (l *layout) weekDay(d report.Day) cell {
	if !d.In {
		return cell{}
	}
	runs := []run{{s: l.words.Show(d.Phase) + " ", st: l.mute(sizeSmall)}}
	for _, h := range d.Holidays {
		runs = append(runs, run{s: l.words.T(h.Key) + " ", st: l.alarm(sizeSmall)})
	}
	for _, h := range d.Risks {
		runs = append(runs, run{tag: "R", st: l.alarm(sizeSmall)}, run{s: l.words.Name(h.Window) + " ", st: l.alarm(sizeSmall)})
	}
	return of(runs...)
}

// slotCell lists events, each with its clock time where it has one here.
func (l *layout) slotCell(events []*planner.Event, clock bool) cell {
	var c cell
	g := &grid{layout: l}
	for _, e := range events {
		c.paras = append(c.paras, g.eventRuns(e, clock))
	}
	return c
}
