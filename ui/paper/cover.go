package paper

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/report"
)

// cover sets the first pages: what the campaign is, its totals, and its findings by their numbers.
func (l *layout) cover() {
	c := l.report.Cover()
	l.bare = true
	l.begin("paper.cover")
	l.paragraph([]run{{s: c.Name, st: l.bold(sizeTitle)}})
	l.paragraph([]run{{s: l.words.Name(&c.Sale), st: l.style(sizeHead + 1)}})
	if c.Projected {
		l.paragraph([]run{{s: l.words.T("sale.status.projected"), st: l.alarm(sizeHead)}})
	}
	l.y += 6
	for _, w := range l.clocks {
		l.paragraph([]run{{s: w.ZoneName() + "  ", st: l.mute(sizeBody)}, {s: w.Span(c.Sale.Span), st: l.bold(sizeBody)}})
	}
	for _, p := range l.source(c.Sale.Provenance) {
		l.paragraph(p)
	}
	l.y += 8
	l.kindBoxes(c.Kinds)
	l.outlook(c)
	l.phases(c)
	l.hosts(c)
	l.budgets(c)
	l.flags(c)
	l.packs(c)
	l.notes(c)
}

// source says, as far as it is known, where a fact comes from and how far it is to be trusted.
func (l *layout) source(p planner.Provenance) [][]run {
	var parts []string
	if p.Source != "" {
		parts = append(parts, p.Source)
	}
	if trust := l.words.Confidence(p.Confidence); trust != "" {
		parts = append(parts, trust)
	}
	if len(parts) == 0 {
		return nil
	}
	return [][]run{{{s: l.words.T("paper.source") + " " + strings.Join(parts, " · "), st: l.mute(sizeSmall)}}}
}

// kindBoxes sets a box a kind: its mark, how many, and how long they are together.
func (l *layout) kindBoxes(kinds []report.KindCount) {
	const gap = 6
	w := (l.body.W - gap*float64(len(kinds)-1)) / float64(len(kinds))
	var cells [][]line
	height := 0.0
	for _, k := range kinds {
		lines := l.wrap([]run{{chip: k.Kind, st: l.style(sizeBody)}, {s: l.words.Show(k.Kind), st: l.mute(sizeBody)}}, w-12)
		lines = append(lines, l.wrap([]run{{s: strconv.Itoa(k.Scheduled), st: l.bold(18)}}, w-12)...)
		if k.Kind == planner.Live || k.Kind == planner.Flash {
			lines = append(lines, l.wrap([]run{{s: l.words.Hours(k.Length), st: l.mute(sizeSmall)}}, w-12)...)
		}
		if k.Backlog > 0 {
			lines = append(lines, l.wrap([]run{{s: l.words.T("paper.backlog", k.Backlog), st: l.mute(sizeSmall)}}, w-12)...)
		}
		cells = append(cells, lines)
		height = max(height, heightOf(lines)+10)
	}
	l.need(height)
	x := l.body.X
	for _, lines := range cells {
		l.add(Rect{Box: Box{x, l.y, w, height}, Stroke: &l.ink.line, Width: 0.6})
		y := l.y + 5
		for _, n := range lines {
			l.put(n, x+6, y)
			y += n.height
		}
		x += w + gap
	}
	l.y += height
}

// phases sets a strip of the phases to scale and a table of them on every clock.
func (l *layout) phases(c report.Cover) {
	if len(c.Phases) == 0 {
		return
	}
	l.heading("paper.phases")
	whole := planner.Span{Start: c.Phases[0].Span.Start, End: c.Phases[len(c.Phases)-1].Span.End}.Length().Hours()
	x := l.body.X
	for _, p := range c.Phases {
		box := Box{x, l.y, l.body.W * p.Span.Length().Hours() / whole, 14}
		fill := white
		if tint, ok := l.ink.phases[p.ID]; ok {
			fill = tint
		}
		l.add(Rect{Box: box, Fill: &fill, Stroke: &l.ink.mute, Width: 0.3})
		if name := l.wrap([]run{{s: l.words.Show(p.ID), st: l.mute(sizeSmall)}}, l.body.W)[0]; name.w+4 < box.W {
			l.put(name, box.X+3, box.Y+2)
		}
		x = box.Right()
	}
	l.y += 17
	cols := []column{{head: l.words.T("paper.col.phase"), part: 2}}
	for _, w := range l.clocks {
		cols = append(cols, column{head: w.ZoneName(), part: 4})
	}
	cols = append(cols, column{head: l.words.T("paper.col.days"), part: 1, right: true})
	var rows []row
	for _, p := range c.Phases {
		r := row{cells: []cell{text(l.words.Show(p.ID), l.bold(sizeBody))}}
		for _, w := range l.clocks {
			r.cells = append(r.cells, text(w.Span(p.Span), l.style(sizeBody)))
		}
		days := fmt.Sprintf("%.1f", p.Span.Length().Hours()/24)
		r.cells = append(r.cells, text(strings.TrimSuffix(days, ".0"), l.style(sizeBody)))
		rows = append(rows, r)
	}
	l.table(cols, rows)
}

// outlook sets what the campaign is expected to come to, and what each line sells of its stock.
func (l *layout) outlook(c report.Cover) {
	if c.Outlook == nil {
		return
	}
	l.heading("engine.forecast")
	o := c.Outlook
	l.paragraph([]run{{s: l.words.T("engine.sum", o.Value, o.GMV, int(math.Round(o.Orders))), st: l.style(sizeBody)}})
	var rows []row
	for _, x := range o.Lines {
		name := x.Line
		if r, ok := l.snap.Plan.Lines.Get(x.Line); ok {
			name = l.words.Name(r)
		}
		sold := cell{paras: [][]run{{{s: strconv.Itoa(int(math.Round(x.Orders))), st: l.style(sizeBody)}}}, bars: true}
		if x.Stock > 0 {
			sold.bar = x.Orders / x.Stock
		}
		rows = append(rows, row{cells: []cell{text(name, l.bold(sizeBody)), sold, text(strconv.Itoa(int(x.Stock)), l.style(sizeBody)), text(l.words.Money(x.GMV), l.style(sizeBody))}})
	}
	l.table([]column{{head: l.words.T("engine.col.line"), part: 4}, {head: l.words.T("engine.col.orders"), part: 4},
		{head: l.words.T("engine.col.stock"), part: 2, right: true}, {head: l.words.T("engine.col.gmv"), part: 3, right: true}}, rows)
}

func (l *layout) hosts(c report.Cover) {
	if len(c.Hosts) == 0 {
		return
	}
	l.heading("paper.hosts")
	var rows []row
	for _, h := range c.Hosts {
		rows = append(rows, row{cells: []cell{
			text(l.words.Name(h.Host), l.bold(sizeBody)), text(strconv.Itoa(h.Shifts), l.style(sizeBody)),
			text(l.words.Hours(h.OnAir), l.style(sizeBody)), text(l.words.Money(h.Cost), l.style(sizeBody)),
		}})
	}
	l.table([]column{{head: l.words.T("paper.col.host"), part: 4}, {head: l.words.T("paper.col.shifts"), part: 2, right: true},
		{head: l.words.T("paper.col.on_air"), part: 3, right: true}, {head: l.words.T("paper.col.cost"), part: 3, right: true}}, rows)
}

func (l *layout) budgets(c report.Cover) {
	if len(c.Budgets) == 0 {
		return
	}
	l.heading("paper.budgets")
	var rows []row
	for _, b := range c.Budgets {
		st := l.style(sizeBody)
		if b.Over() {
			st = l.alarm(sizeBody)
		}
		planned := cell{paras: [][]run{{{s: l.words.Money(b.Planned), st: st}}}, bars: true}
		if b.Limit.Minor > 0 {
			planned.bar = float64(b.Planned.Minor) / float64(b.Limit.Minor)
		} else if b.Over() {
			planned.bar = 2
		}
		rows = append(rows, row{cells: []cell{
			of(run{chip: b.Kind, st: l.style(sizeBody)}, run{s: l.words.Show(b.Kind), st: l.style(sizeBody)}),
			text(l.words.Name(b.Shop), l.style(sizeBody)), planned, text(l.words.Money(b.Limit), l.style(sizeBody)),
		}})
	}
	l.table([]column{{head: l.words.T("paper.col.budget"), part: 2}, {head: l.words.T("paper.col.shop"), part: 3},
		{head: l.words.T("paper.col.planned"), part: 4}, {head: l.words.T("paper.col.limit"), part: 2, right: true}}, rows)
}

// flags lists the dates on which the platform may be down, by what threatens them.
func (l *layout) flags(c report.Cover) {
	l.heading("paper.flags")
	if len(c.Flags) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.flags.none"), st: l.style(sizeBody)}})
		return
	}
	var rows []row
	for _, f := range c.Flags {
		rows = append(rows, row{cells: []cell{
			of(run{tag: "R", st: l.alarm(sizeBody)}, run{s: ranges(l.words, f.Dates, c.Sale.Span.Start.In(l.words.Zone()).Year()), st: l.bold(sizeBody)}),
			{paras: append([][]run{{{s: l.words.Name(f.Window), st: l.style(sizeBody)}}}, l.source(f.Window.Provenance)...)},
			text(l.words.Show(f.Window.Kind), l.style(sizeBody)),
			text(l.words.T("severity."+f.Severity), l.style(sizeBody)), text(l.words.Percent(f.Probability), l.style(sizeBody)),
		}})
	}
	l.table([]column{{head: l.words.T("paper.col.dates"), part: 4}, {head: l.words.T("paper.col.what"), part: 6}, {head: l.words.T("paper.col.kind"), part: 2.4},
		{head: l.words.T("paper.col.severity"), part: 1.6}, {head: l.words.T("paper.col.chance"), part: 1.8, right: true}}, rows)
}

func (l *layout) packs(c report.Cover) {
	if len(c.Packs) == 0 {
		return
	}
	l.heading("paper.packs")
	var parts []string
	for _, p := range c.Packs {
		name := planner.T("pack." + p.ID)
		switch {
		case !p.Known:
			parts = append(parts, l.words.T("paper.pack", name, p.AsOf))
		case p.Months <= 0:
			parts = append(parts, l.words.T("paper.pack.new", name, p.AsOf))
		default:
			parts = append(parts, l.words.T("paper.pack.age", name, p.AsOf, p.Months))
		}
	}
	l.paragraph([]run{{s: strings.Join(parts, " · "), st: l.style(sizeBody)}})
}

// notes lists the findings under the numbers by which every page refers to them.
func (l *layout) notes(c report.Cover) {
	t := l.snap.Totals
	l.heading("paper.notes", t.Block, t.Warn, t.Hint)
	if len(c.Notes) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.notes.none"), st: l.style(sizeBody)}})
		return
	}
	var rows []row
	for _, n := range c.Notes {
		what := [][]run{{{s: l.words.T("rule."+n.Rule+".title", n.Args...), st: l.bold(sizeBody)}}}
		if why := "rule." + n.Rule + ".why"; l.words.Has(why) {
			what = append(what, []run{{s: l.words.T(why, n.Args...), st: l.style(sizeBody)}})
		}
		rows = append(rows, row{cells: []cell{
			of(run{tag: strconv.Itoa(n.Number), st: style{size: sizeBody, bold: true, color: l.severityColor(n.Severity)}}),
			text(l.words.Show(n.Severity), l.bold(sizeBody)), {paras: what}, text(l.words.Span(n.Span), l.style(sizeSmall)),
		}})
	}
	l.table([]column{{head: l.words.T("paper.col.number"), part: 1}, {head: l.words.T("paper.col.severity"), part: 1.6},
		{head: l.words.T("paper.col.finding"), part: 11}, {head: l.words.T("paper.col.when"), part: 4}}, rows)
}
