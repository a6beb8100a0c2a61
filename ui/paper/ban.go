package paper

import (
	"bfplanner/planner"
	"bfplanner/planner/report"
)

// ban sets on one page who does what when the platform goes dark, with boxes to tick and room for the hour.
func (l *layout) ban() {
	l.begin("paper.ban")
	b := l.report.BanActions(l.Dark)
	x := b.Drill.Exposure
	l.paragraph([]run{{s: l.words.T("paper.ban.at", b.Drill.At), st: l.alarm(sizeHead)}})
	l.paragraph([]run{{s: l.words.T("paper.ban.loss", x.Total(), x.UnsoldGMV, x.Unsettled, x.OpenReturns), st: l.style(sizeBody)}})
	l.paragraph([]run{{s: l.words.T("paper.ban.worth", b.Drill.Before, b.Drill.After), st: l.mute(sizeSmall)}})
	l.y += 3
	var rows []row
	within := ""
	for _, a := range b.Actions {
		if a.Within != within {
			within = a.Within
			title := l.words.T("paper.ban."+within) + "  " + l.words.T("paper.ban.by", a.Due)
			rows = append(rows, row{span: true, fill: l.ink.head, cells: []cell{text(title, l.bold(sizeBody+1))}})
		}
		rows = append(rows, row{cells: []cell{of(run{box: open, st: l.style(sizeBody)}), text(l.words.Text(a.Do), l.style(sizeBody)),
			text(a.Owner, l.style(sizeBody)), l.concerned(a.Events), text("", l.style(sizeBody))}})
	}
	l.table(l.columns([]col{{"done", 1.2, false}, {"do", 8, false}, {"owner", 2.4, false}, {"concerns", 5.6, false}, {"done_at", 1.8, false}}), rows)
	if l.room() > flagsRoom {
		l.flags(report.Cover{Flags: b.Flags, Sale: l.snap.Plan.Sale})
	}
}

// flagsRoom is the height that the list of flagged dates asks for; where the page has less it stands on the cover alone.
const flagsRoom = 110

// concerned names the first few events of an action and counts the others.
func (l *layout) concerned(events []*planner.Event) cell {
	const named = 4
	var c cell
	for i, e := range events {
		if i == named {
			c.paras = append(c.paras, []run{{s: l.words.T("paper.others", len(events)-named), st: l.mute(sizeSmall)}})
			break
		}
		c.paras = append(c.paras, []run{{chip: e.Kind, st: l.style(sizeSmall)}, {s: l.words.Time(e.Span.Start) + " ", st: l.bold(sizeSmall)},
			{s: l.words.EventTitle(l.snap.Plan, e), st: l.style(sizeSmall)}})
	}
	return c
}
