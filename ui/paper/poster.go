package paper

import (
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/report"
)

// poster sets the timeline as a wall poster: sheets side by side hold a few days each, sheets below one another a
// few lanes each. Every row of sheets has the same heights, so that they meet when their marks are laid on one another.
func (l *layout) poster() {
	lanes, days := l.report.Timeline(), l.report.Period()
	if len(days) == 0 {
		return
	}
	p := newPoster(l, lanes, days)
	for row := range p.rows {
		for sheet := range p.sheets() {
			p.sheet(row, sheet)
		}
	}
	if len(p.over) > 0 {
		l.section = l.words.T("paper.timeline")
		(&grid{layout: l, over: p.over}).continuation()
	}
}

// Widths of the poster in points: of the lanes' names, and the least of a day.
const (
	laneWidth = 62
	dayWidth  = 96
)

// joinRoom is kept free below the lanes for the marks and words of the joins.
const joinRoom = 22

// poster is the geometry that all sheets share.
type poster struct {
	*layout
	days   []planner.Date
	column float64  // width of a day
	across int      // days on a sheet
	heads  [][]line // by day
	headH  float64  // of the highest
	lanes  []laneRow
	rows   [][]int // lanes of each row of sheets
	over   []overflow
}

// laneRow is a lane whose texts have been wrapped.
type laneRow struct {
	report.Lane
	name   []line
	cells  [][]slotLines // by day
	bands  []posterBand
	bandH  []float64 // of each row of bands
	height float64
	cut    bool // the lane asked for more than a sheet
}

type slotLines struct {
	event *planner.Event
	lines []line
}

// posterBand is an event over several days in its row of the lane; first and last are days.
type posterBand struct {
	event            *planner.Event
	first, last, row int
}

func newPoster(l *layout, lanes []report.Lane, days []planner.Date) *poster {
	p := &poster{layout: l, days: days}
	wide := l.body.W - laneWidth
	p.across = max(2, int(wide/dayWidth))
	p.column = wide / float64(p.across)
	for _, d := range days {
		head := l.wrap(p.dayRuns(d), p.column-2*cellPad)
		p.heads = append(p.heads, head)
		p.headH = max(p.headH, heightOf(head)+2*cellPad)
	}
	for _, lane := range lanes {
		p.lanes = append(p.lanes, p.measure(lane))
	}
	p.split()
	return p
}

// dayRuns are the heading of a day: its name, holidays and risks.
func (p *poster) dayRuns(d planner.Date) []run {
	day := p.report.DayOf(d)
	runs := []run{{s: p.words.Day(d) + " ", st: p.bold(sizeBody)}}
	for _, h := range day.Holidays {
		runs = append(runs, run{s: p.words.T(h.Key) + " ", st: p.alarm(sizeSmall)})
	}
	for _, h := range day.Risks {
		runs = append(runs, run{tag: "R", st: p.alarm(sizeSmall)}, run{s: p.words.Percent(h.Probability) + " ", st: p.alarm(sizeSmall)})
	}
	return runs
}

func (p *poster) measure(lane report.Lane) laneRow {
	r := laneRow{Lane: lane, cells: make([][]slotLines, len(lane.Days))}
	runs := []run{{chip: lane.Kind, st: p.style(sizeSmall)}, {s: p.words.Show(lane.Kind), st: p.bold(sizeSmall)}}
	if lane.Host != nil {
		runs = append(runs, run{s: "\n" + p.words.Name(lane.Host), st: p.style(sizeSmall)})
	}
	r.name = p.wrap(runs, laneWidth-6)
	seen := map[string]bool{}
	g := &grid{layout: p.layout}
	var most float64
	for i, slots := range lane.Days {
		var h float64
		for _, s := range slots {
			if s.Band {
				if !seen[s.Event.ID] {
					seen[s.Event.ID] = true
					p.place(&r, s.Event, i)
				}
				continue
			}
			e := *s.Event
			e.Span = s.Span
			lines := p.wrap(g.eventRuns(&e, withClock), p.column-2*cellPad)
			r.cells[i] = append(r.cells[i], slotLines{s.Event, lines})
			h += heightOf(lines) + cellGap
		}
		most = max(most, h)
	}
	for _, h := range r.bandH {
		r.height += h + cellGap
	}
	r.height = max(r.height+most, heightOf(r.name)) + 2*cellPad
	return r
}

// place gives a band the first row of its lane that is free over its days, as high as its words on any sheet.
func (p *poster) place(r *laneRow, e *planner.Event, first int) {
	b := posterBand{event: e, first: first, last: first}
	for i := first; i < len(r.Days); i++ {
		for _, s := range r.Days[i] {
			if s.Event == e {
				b.last = i
			}
		}
	}
	for clash := true; clash; {
		clash = false
		for _, o := range r.bands {
			if o.row == b.row && o.first <= b.last && b.first <= o.last {
				clash, b.row = true, b.row+1
			}
		}
	}
	if b.row == len(r.bandH) {
		r.bandH = append(r.bandH, 0)
	}
	for sheet := b.first / p.across; sheet <= b.last/p.across; sheet++ {
		r.bandH[b.row] = max(r.bandH[b.row], heightOf(p.bandLines(b, sheet))+2)
	}
	r.bands = append(r.bands, b)
}

// part is the columns of a sheet that the band covers.
func (p *poster) part(b posterBand, sheet int) (first, last int) {
	return max(b.first, sheet*p.across) - sheet*p.across, min(b.last, sheet*p.across+p.across-1) - sheet*p.across
}

func (p *poster) bandLines(b posterBand, sheet int) []line {
	first, last := p.part(b, sheet)
	return p.wrap((&grid{layout: p.layout}).eventRuns(b.event, titleOnly), float64(last-first+1)*p.column-2*cellPad-2*bandPad)
}

// split deals the lanes out to rows of sheets; a lane higher than a sheet is cut to its height, and what it then
// cannot hold is listed after the poster.
func (p *poster) split() {
	title := heightOf(p.wrap([]run{{s: p.title(len(p.lanes), p.sheets()), st: p.bold(sizeSection)}}, p.body.W)) + 4
	total := p.body.H - title - p.headH - joinRoom
	var left float64
	for i := range p.lanes {
		if p.lanes[i].height > total {
			p.lanes[i].height, p.lanes[i].cut = total, true
		}
		if len(p.rows) == 0 || p.lanes[i].height > left {
			p.rows = append(p.rows, nil)
			left = total
		}
		p.rows[len(p.rows)-1] = append(p.rows[len(p.rows)-1], i)
		left -= p.lanes[i].height
	}
	if len(p.rows) == 0 {
		p.rows = [][]int{nil}
	}
}

// sheets is how many sheets stand side by side.
func (p *poster) sheets() int { return (len(p.days) + p.across - 1) / p.across }

// code names a sheet by its row and place, "A2": the second of the first row.
func code(row, sheet int) string {
	letters := ""
	for n := row; ; n = n/26 - 1 {
		letters = string(rune('A'+n%26)) + letters
		if n < 26 {
			return letters + strconv.Itoa(sheet+1)
		}
	}
}

func (p *poster) title(row, sheet int) string {
	return p.words.T("paper.timeline.sheet", code(row, sheet))
}

// sheet draws one sheet: the days' headings, its lanes, and the marks at which it joins the next ones.
func (p *poster) sheet(row, sheet int) {
	p.section = p.words.T("paper.timeline")
	p.newPage(p.title(row, sheet))
	first := sheet * p.across
	n := min(p.across, len(p.days)-first)
	top := p.y
	left := p.body.X + laneWidth
	for i := range n {
		p.dayHead(first+i, Box{left + float64(i)*p.column, p.y, p.column, p.headH})
	}
	p.y += p.headH
	for _, i := range p.rows[row] {
		p.lane(&p.lanes[i], sheet, n)
	}
	right := left + float64(n)*p.column
	p.joins(row, sheet, Box{left, top, right - left, p.y - top})
}

func (p *poster) dayHead(i int, box Box) {
	day := p.report.DayOf(p.days[i])
	fill := p.ink.head
	if tint, ok := p.ink.phases[day.Phase]; ok {
		fill = &tint
	}
	p.add(Rect{Box: box, Fill: fill, Stroke: &p.ink.line, Width: 0.5})
	y := box.Y + cellPad
	for _, n := range p.heads[i] {
		p.put(n, box.X+cellPad, y)
		y += n.height
	}
}

func (p *poster) lane(r *laneRow, sheet, n int) {
	left, first := p.body.X+laneWidth, sheet*p.across
	y := p.y + cellPad
	for _, one := range r.name {
		p.put(one, p.body.X+2, y)
		y += one.height
	}
	for i := range n {
		box := Box{left + float64(i)*p.column, p.y, p.column, r.height}
		p.add(Rect{Box: box, Stroke: &p.ink.line, Width: 0.5})
		if risks := p.report.DayOf(p.days[first+i]).Risks; len(risks) > 0 && p.ink.hatchCells {
			hatch := p.ink.riskHatch
			hatch.Box = box.inset(0.5)
			p.add(hatch)
		}
	}
	p.add(Line{p.body.X, p.y, left, p.y, 0.5, p.ink.line})
	at, fit := p.laneBands(r, sheet)
	for i := range n {
		p.laneCell(r, first+i, Box{left + float64(i)*p.column + cellPad, at, p.column - 2*cellPad, p.y + r.height - cellPad - at}, fit)
	}
	p.y += r.height
}

// laneBands draws the bands of a sheet and returns where the cells begin and how many rows of bands there was room for.
func (p *poster) laneBands(r *laneRow, sheet int) (at float64, fit int) {
	at = p.y + cellPad
	tops := make([]float64, len(r.bandH))
	bottom := p.y + r.height
	if r.cut {
		bottom -= leading*sizeSmall + cellPad // for the line that counts what is left over
	}
	for i, h := range r.bandH {
		if at+h > bottom {
			break
		}
		tops[i], fit = at, i+1
		at += h + cellGap
	}
	for _, b := range r.bands {
		first, last := p.part(b, sheet)
		if b.row >= fit || first > last {
			continue
		}
		box := Box{p.body.X + laneWidth + float64(first)*p.column + cellPad, tops[b.row], float64(last-first+1)*p.column - 2*cellPad, r.bandH[b.row]}
		look := p.ink.kinds[b.event.Kind]
		rect := Rect{Box: box, Fill: look.band}
		if look.band == nil {
			rect.Fill, rect.Stroke, rect.Width = &white, &p.ink.text, 0.4
		}
		p.add(rect)
		y := box.Y + 1
		for _, n := range p.bandLines(b, sheet) {
			p.put(n, box.X+bandPad, y)
			y += n.height
		}
	}
	return at, fit
}

// laneCell draws what begins on a day as far as the box holds it, and a line that counts the others.
func (p *poster) laneCell(r *laneRow, day int, box Box, fit int) {
	var lost []*planner.Event
	for _, b := range r.bands {
		if b.row >= fit && b.first == day {
			lost = append(lost, b.event)
		}
	}
	cells, y := r.cells[day], box.Y
	var all float64
	for _, c := range cells {
		all += heightOf(c.lines) + cellGap
	}
	whole := len(lost) == 0 && box.Y+all <= box.Bottom()+cellGap+0.01
	n := 0
	for ; n < len(cells); n++ {
		h := heightOf(cells[n].lines)
		if !whole && y+h+cellGap+leading*sizeSmall > box.Bottom()+0.01 {
			break
		}
		at := y
		for _, one := range cells[n].lines {
			p.put(one, box.X, at)
			at += one.height
		}
		y += h + cellGap
	}
	for _, c := range cells[n:] {
		lost = append(lost, c.event)
	}
	if len(lost) == 0 {
		return
	}
	p.over = append(p.over, overflow{p.days[day], lost})
	p.put(p.wrap([]run{{s: "+" + strconv.Itoa(len(lost)), st: p.alarm(sizeSmall)}}, box.W)[0], box.X, y)
}

// joins marks the edges at which other sheets are laid on: a cross at each end of the edge, which both sheets have
// at the same place, and the name of the sheet that follows.
func (p *poster) joins(row, sheet int, box Box) {
	cross := func(x, y float64) {
		const arm = 5
		p.add(Line{max(x-arm, p.body.X), y, min(x+arm, p.body.Right()), y, 0.7, p.ink.text}, Line{x, y - arm/2, x, y + arm, 0.7, p.ink.text})
	}
	var says []string
	if sheet > 0 {
		cross(box.X, box.Bottom())
		cross(box.X, box.Y)
		says = append(says, p.words.T("paper.join.left", code(row, sheet-1)))
	}
	if sheet+1 < p.sheets() {
		cross(box.Right(), box.Bottom())
		cross(box.Right(), box.Y)
		says = append(says, p.words.T("paper.join.right", code(row, sheet+1)))
	}
	if row > 0 {
		says = append(says, p.words.T("paper.join.up", code(row-1, sheet)))
	}
	if row+1 < len(p.rows) {
		says = append(says, p.words.T("paper.join.down", code(row+1, sheet)))
	}
	p.y += 6
	p.put(p.wrap([]run{{s: strings.Join(says, "  ·  "), st: p.mute(sizeSmall)}}, p.body.W)[0], p.body.X, p.y)
}
