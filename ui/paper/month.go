package paper

import (
	"strconv"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/report"
)

// calendar sets a page a month: a grid of weeks, events of more than a day as bands across their days, and after
// it a list of what the cells could not hold.
func (l *layout) calendar() {
	for _, m := range l.report.Months() {
		l.section = l.words.Month(m.First.Year, m.First.Month)
		if m.Last.Month != m.First.Month {
			l.section += " – " + l.words.Month(m.Last.Year, m.Last.Month)
		}
		l.newPage(l.section)
		l.month(m)
	}
}

// grid is the geometry of one month's page.
type grid struct {
	*layout
	column float64 // width of a day
	over   []overflow
}

// overflow is what the cell of a day could not hold.
type overflow struct {
	date   planner.Date
	events []*planner.Event
}

// Inner spaces of a day's cell, in points.
const (
	cellPad = 2.5
	cellGap = 1.5 // between two events
)

// squeeze is how much more than a page has room for its weeks may ask for before some go to another page; what
// their cells then cannot hold stands in the list after the grid.
const squeeze = 1.15

func (l *layout) month(m report.Month) {
	g := &grid{layout: l, column: l.body.W / 7}
	g.head()
	var weeks []*weekRow
	var heights []float64
	var sum float64
	for _, w := range m.Weeks {
		r := g.measure(w)
		if sum += r.height(); sum > squeeze*l.room() && len(weeks) > 0 {
			g.rows(weeks, heights)
			l.nextPage()
			g.head()
			weeks, heights, sum = nil, nil, r.height()
		}
		weeks, heights = append(weeks, r), append(heights, r.height())
	}
	g.rows(weeks, heights)
	if len(g.over) > 0 {
		g.continuation()
	}
}

// head sets the clock and the names of the days above a page's weeks.
func (g *grid) head() {
	g.paragraph([]run{{s: g.words.T("paper.zone", zoneName(g.words)), st: g.mute(sizeSmall)}})
	g.y += 2
	for i := range 7 {
		n := g.wrap([]run{{s: g.words.Weekday(time.Weekday((i + 1) % 7)), st: g.mute(sizeSmall)}}, g.column)[0]
		g.put(n, g.body.X+float64(i)*g.column+cellPad, g.y)
	}
	g.y += leading * sizeSmall
}

func (g *grid) rows(weeks []*weekRow, heights []float64) {
	for i, h := range share(heights, g.room()-0.5) {
		g.week(weeks[i], h)
	}
}

// share gives each row the height that it asks for and spreads what is left over the lower ones, up to a fifth of
// the page; or where the rows ask for too much it cuts the highest down to a common height.
func share(asked []float64, total float64) []float64 {
	out := append([]float64(nil), asked...)
	var sum float64
	for _, h := range asked {
		sum += h
	}
	if len(asked) == 0 {
		return out
	}
	if sum <= total {
		for i := range out {
			out[i] += min((total-sum)/float64(len(asked)), max(0, total/5-out[i]))
		}
		return out
	}
	left, rows := total, len(asked)
	level := left / float64(rows)
	for {
		again := false
		for i, h := range asked {
			if out[i] >= 0 && h <= level {
				left, rows, again = left-h, rows-1, true
				out[i] = -1 - h // settled
			}
		}
		if !again || rows == 0 {
			break
		}
		level = left / float64(rows)
	}
	for i := range out {
		if out[i] < 0 {
			out[i] = -out[i] - 1
		} else {
			out[i] = level
		}
	}
	return out
}

// weekRow is a week whose texts have been wrapped to the width of its cells.
type weekRow struct {
	report.Week
	heads  [7][]line
	items  [7][][]line
	bands  []bandBox
	lanes  []float64 // heights of the lanes of bands
	headsH float64
}

// bandBox is a band with its wrapped text and its lane.
type bandBox struct {
	report.Band
	lines []line
	lane  int
}

// height is what the week needs to hold all.
func (w *weekRow) height() float64 {
	var most float64
	for i := range w.items {
		var h float64
		for _, lines := range w.items[i] {
			h += heightOf(lines) + cellGap
		}
		most = max(most, h)
	}
	return w.headsH + w.bandsHeight(len(w.lanes)) + most + 2*cellPad
}

func (w *weekRow) bandsHeight(lanes int) float64 {
	var h float64
	for _, one := range w.lanes[:lanes] {
		h += one + cellGap
	}
	return h
}

func (g *grid) measure(w report.Week) *weekRow {
	out := &weekRow{Week: w}
	for i, d := range w.Days {
		if !d.In {
			continue
		}
		out.heads[i] = g.dayHead(d)
		out.headsH = max(out.headsH, heightOf(out.heads[i]))
		for _, e := range d.Events {
			out.items[i] = append(out.items[i], g.layout.wrap(g.eventRuns(e, withClock), g.column-2*cellPad))
		}
	}
	out.headsH += 1
	for _, b := range w.Bands {
		g.place(out, b)
	}
	return out
}

// place gives a band the first lane that is free over its days.
func (g *grid) place(w *weekRow, b report.Band) {
	box := bandBox{Band: b}
	width := float64(b.Last-b.First+1)*g.column - 2*cellPad - 2*bandPad
	box.lines = g.layout.wrap(g.eventRuns(b.Event, titleOnly), width)
	for taken := true; taken; {
		taken = false
		for _, o := range w.bands {
			if o.lane == box.lane && o.First <= b.Last && b.First <= o.Last {
				taken = true
				box.lane++
				break
			}
		}
	}
	if box.lane == len(w.lanes) {
		w.lanes = append(w.lanes, 0)
	}
	w.lanes[box.lane] = max(w.lanes[box.lane], heightOf(box.lines)+2)
	w.bands = append(w.bands, box)
}

// hatchCorner is the width of the hatch in a flagged day's heading, where the cell is not hatched whole.
const hatchCorner = 14

// bandPad is the space inside a band at its ends.
const bandPad = 2

// Whether an event's words begin with the clock time of its start.
const (
	withClock = true
	titleOnly = false
)

// eventRuns are an event in a few words: its kind's mark, when it begins, what it is, and its findings.
func (g *grid) eventRuns(e *planner.Event, clock bool) []run {
	st := g.style(sizeSmall)
	runs := []run{{chip: e.Kind, st: st}}
	if clock {
		runs = append(runs, run{s: g.words.Clock(e.Span.Start) + " ", st: g.bold(sizeSmall)})
	}
	runs = append(runs, run{s: g.words.EventTitle(g.snap.Plan, e) + " ", st: st})
	return append(runs, g.noteRuns(g.report.NotesOf(e), sizeSmall*0.9)...)
}

// dayHead is a day's number with its name, the phase that begins on it, and its risk.
func (g *grid) dayHead(d report.MonthDay) []line {
	number := strconv.Itoa(d.Date.Day)
	if d.Date.Day == 1 {
		number = strconv.Itoa(int(d.Date.Month)) + "/1"
	}
	runs := []run{{s: number + " ", st: g.bold(sizeBody)}}
	if len(d.Risks) > 0 {
		runs = append(runs, run{tag: "R", st: g.alarm(sizeSmall)})
	}
	for _, h := range d.Holidays {
		runs = append(runs, run{s: g.words.T(h.Key) + " ", st: g.alarm(sizeSmall)})
	}
	if p := g.snap.Plan.Sale.PhaseAt(d.Date.Add(-1).At(12, 0, g.words.Zone())); p != d.Phase || d.Date.Day == 1 {
		runs = append(runs, run{s: g.words.Show(d.Phase), st: g.mute(sizeSmall)})
	}
	width := g.column - 2*cellPad
	if len(d.Risks) > 0 && !g.ink.hatchCells {
		width -= hatchCorner
	}
	return g.layout.wrap(runs, width)
}

// week draws a week in a row of the height; what does not fit goes to the list after the grid.
func (g *grid) week(w *weekRow, height float64) {
	for i, d := range w.Days {
		g.ground(d, Box{g.body.X + float64(i)*g.column, g.y, g.column, height}, w.headsH+cellPad)
	}
	for i, head := range w.heads {
		y := g.y + cellPad
		for _, n := range head {
			g.put(n, g.body.X+float64(i)*g.column+cellPad, y)
			y += n.height
		}
	}
	lost := g.bandsOf(w, height)
	top := g.y + cellPad + w.headsH + w.bandsHeight(g.lanesThatFit(w, height))
	for i := range w.items {
		g.cell(w, i, Box{g.body.X + float64(i)*g.column + cellPad, top, g.column - 2*cellPad, g.y + height - cellPad - top}, lost[i])
	}
	g.y += height
}

// more says how many events stand in the list after the grid.
func (g *grid) more(n int) []line {
	return g.layout.wrap([]run{{s: g.words.T("paper.more", n), st: g.mute(sizeSmall)}}, g.column-2*cellPad)
}

// lanesThatFit is how many lanes of bands the row holds beside its headings and a line for what is left over.
func (g *grid) lanesThatFit(w *weekRow, height float64) int {
	n := len(w.lanes)
	if w.height() <= height+0.01 {
		return n
	}
	for n > 0 && w.headsH+w.bandsHeight(n)+2*cellPad+heightOf(g.more(len(w.bands))) > height {
		n--
	}
	return n
}

// bandsOf draws the bands whose lanes fit and returns the others by the column in which they begin.
func (g *grid) bandsOf(w *weekRow, height float64) [7][]*planner.Event {
	var lost [7][]*planner.Event
	fit := g.lanesThatFit(w, height)
	for _, b := range w.bands {
		if b.lane >= fit {
			lost[b.First] = append(lost[b.First], b.Event)
			continue
		}
		box := Box{g.body.X + float64(b.First)*g.column, g.y + cellPad + w.headsH + w.bandsHeight(b.lane), float64(b.Last-b.First+1) * g.column, w.lanes[b.lane]}
		if b.Begins {
			box.X, box.W = box.X+cellPad, box.W-cellPad
		}
		if b.Ends {
			box.W -= cellPad
		}
		look := g.ink.kinds[b.Event.Kind]
		r := Rect{Box: box, Fill: look.band}
		if look.band == nil {
			r.Fill, r.Stroke, r.Width = &white, &g.ink.text, 0.4
		}
		g.add(r)
		y := box.Y + 1
		for _, n := range b.lines {
			g.put(n, g.body.X+float64(b.First)*g.column+cellPad+bandPad, y)
			y += n.height
		}
	}
	return lost
}

// ground draws a day's cell: the tint of its phase, the hatch of its risk, its edges.
func (g *grid) ground(d report.MonthDay, box Box, head float64) {
	fill := g.ink.off
	if d.In {
		fill = nil
		if tint, ok := g.ink.phases[d.Phase]; ok {
			fill = &tint
		}
	}
	g.add(Rect{Box: box, Fill: fill, Stroke: &g.ink.line, Width: 0.5})
	if !d.In || len(d.Risks) == 0 {
		return
	}
	hatch := g.ink.riskHatch
	hatch.Box = box.inset(0.5)
	if !g.ink.hatchCells {
		hatch.Box = Box{box.Right() - hatchCorner, box.Y + 0.5, hatchCorner - 0.5, head - 1}
	}
	g.add(hatch)
}

// cell draws as many of a day's events as its box holds, and a line that counts the others.
func (g *grid) cell(w *weekRow, i int, box Box, lost []*planner.Event) {
	events, y, n := w.Days[i].Events, box.Y, 0
	more := heightOf(g.more(len(events) + len(lost)))
	fits := func(from int, bottom float64) bool {
		h := y
		for _, lines := range w.items[i][from:] {
			h += heightOf(lines) + cellGap
		}
		return h <= bottom+0.01
	}
	all := len(lost) == 0 && fits(0, box.Bottom())
	for ; n < len(events); n++ {
		h := heightOf(w.items[i][n])
		if !all && y+h+cellGap+more > box.Bottom()+0.01 {
			break
		}
		at := y
		for _, one := range w.items[i][n] {
			g.put(one, box.X, at)
			at += one.height
		}
		y += h + cellGap
	}
	over := append(append([]*planner.Event(nil), lost...), events[n:]...)
	if len(over) == 0 {
		return
	}
	g.over = append(g.over, overflow{w.Days[i].Date, over})
	for _, one := range g.more(len(over)) {
		g.put(one, box.X, y)
		y += one.height
	}
}

// continuation lists, day by day, what the cells could not hold.
func (g *grid) continuation() {
	g.nextPage()
	var rows []row
	for _, o := range g.over {
		rows = append(rows, row{span: true, fill: g.ink.head, cells: []cell{text(g.words.Date(o.date), g.bold(sizeBody))}})
		for _, e := range o.events {
			rows = append(rows, row{cells: []cell{text(spanOn(g.words, o.date, e.Span), g.style(sizeBody)), of(g.eventRuns(e, titleOnly)...)}})
		}
	}
	g.table([]column{{part: 1}, {part: 4}}, rows)
}
