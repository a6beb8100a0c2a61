package paper

import (
	"strconv"

	"bfplanner/planner"
	"bfplanner/planner/report"
)

// shooting sets the videos by the days on which their samples must leave, each with a box to tick.
func (l *layout) shooting() {
	l.begin("paper.shooting")
	list := l.report.Shooting()
	if len(list) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.nothing"), st: l.style(sizeBody)}})
		return
	}
	l.paragraph([]run{{s: l.words.T("paper.shooting.lead"), st: l.mute(sizeSmall)}})
	var rows []row
	for _, s := range list {
		ship := l.style(sizeBody)
		if s.Late {
			ship = l.alarm(sizeBody)
		}
		post := l.words.T("paper.backlog.one")
		if !s.Post.IsZero() {
			post = l.words.Time(s.Post)
		}
		notes := l.noteRuns(s.Notes, sizeSmall)
		rows = append(rows, row{cells: []cell{
			of(run{box: open, st: l.style(sizeBody)}), text(l.words.Day(s.Ship), ship), text(l.words.Day(s.Film), l.style(sizeBody)),
			text(post, l.style(sizeBody)), l.shotTitle(s), l.skus(s.Products), text(strconv.Itoa(s.Event.Clip.Effort), l.style(sizeBody)),
			text(l.words.Money(l.snap.Plan.Money(s.Event.Clip.Cost)), l.style(sizeBody)), of(notes...),
		}})
	}
	l.table(l.columns([]col{{"done", 1.2, false}, {"ship", 2.2, false}, {"film", 2.2, false}, {"post", 2.8, false}, {"video", 6, false},
		{"samples", 4, false}, {"effort", 1.4, true}, {"cost", 1.8, true}, {"notes", 1.5, false}}), rows)
}

func (l *layout) shotTitle(s report.Shot) cell {
	c := of(run{chip: planner.Video, st: l.style(sizeBody)}, run{s: l.words.EventTitle(l.snap.Plan, s.Event), st: l.bold(sizeBody)})
	if s.Event.Note != "" {
		c.paras = append(c.paras, []run{{s: s.Event.Note, st: l.style(sizeBody)}})
	}
	return c
}

// skusNamed is how many products are named one by one.
const skusNamed = 6

// skus names a few products, and counts them where they are many.
func (l *layout) skus(list []*planner.Product) cell {
	if len(list) > skusNamed {
		return text(l.words.T("subject.products", len(list)), l.style(sizeBody))
	}
	var c cell
	for _, x := range list {
		c.paras = append(c.paras, []run{{s: x.SKU + " ", st: l.style(sizeSmall)}, {s: l.words.Name(x), st: l.mute(sizeSmall)}})
	}
	return c
}

// checklist sets what must be ready, phase by phase, each row with a box to tick.
func (l *layout) checklist() {
	l.begin("paper.checklist")
	groups := l.report.Checklist()
	if len(groups) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.nothing"), st: l.style(sizeBody)}})
		return
	}
	var rows []row
	for _, g := range groups {
		rows = append(rows, row{span: true, fill: l.ink.head, cells: []cell{text(l.words.Show(g.Phase), l.bold(sizeBody+1))}})
		for _, c := range g.Rows {
			box := open
			if c.Done {
				box = ticked
			}
			what := of(run{chip: c.Event.Kind, st: l.style(sizeBody)}, run{s: l.words.EventTitle(l.snap.Plan, c.Event), st: l.bold(sizeBody)})
			do := text(l.words.Text(c.Do), l.style(sizeBody))
			if c.Event.Note != "" && c.Event.Task != nil {
				do.paras = append(do.paras, []run{{s: c.Event.Note, st: l.style(sizeBody)}})
			}
			rows = append(rows, row{cells: []cell{of(run{box: box, st: l.style(sizeBody)}), text(l.words.Time(c.By), l.style(sizeBody)),
				what, do, text(c.Owner, l.style(sizeBody)), of(l.noteRuns(c.Notes, sizeSmall)...)}})
		}
	}
	l.table(l.columns([]col{{"done", 1.2, false}, {"by", 2.8, false}, {"event", 6, false}, {"do", 6, false}, {"owner", 2.4, false}, {"notes", 1.5, false}}), rows)
}
