package paper

// column is one column of a table.
type column struct {
	head  string
	part  float64 // of the width, beside the parts of the others
	right bool    // set to the right edge
}

// cell is what stands in a column of a row: paragraphs, each beginning on a line of its own, and under them a
// bar where there is one.
type cell struct {
	paras [][]run
	bar   float64 // filled part of a bar; more than 1 is over its limit
	bars  bool    // there is a bar
}

// text makes a cell of one paragraph.
func text(s string, st style) cell { return cell{paras: [][]run{{{s: s, st: st}}}} }

// of makes a cell of one paragraph of runs.
func of(runs ...run) cell { return cell{paras: [][]run{runs}} }

// row is one row of a table.
type row struct {
	cells []cell
	fill  *Color
	span  bool // the first cell goes over the whole width, as a heading that stays with the row after it
	hatch bool // the ground shows that the platform may be down
}

// Padding inside the cells of a table, in points.
const (
	padX = 4
	padY = 2.5
)

// hatchStrip is how much of the width of a hatched row is hatched.
const hatchStrip = 60

// barHeight is the height of a bar with the gap above it.
const barHeight = 5

// table sets rows under their headings, which stand again on every page. A row stays on one page where it can;
// one that is higher than a page goes on over the next.
func (l *layout) table(cols []column, rows []row) {
	t := &table{l, cols, l.widths(cols)}
	t.start(rows)
	t.head()
	for i, r := range rows {
		lines := t.wrap(r)
		h := t.height(r, lines)
		keep := h
		if r.span && i+1 < len(rows) {
			keep += t.height(rows[i+1], t.wrap(rows[i+1]))
		}
		if keep > l.room() && (h > l.room() || keep <= t.pageRoom()) && !t.fresh() {
			l.nextPage()
			t.head()
		}
		for {
			rest := t.row(r, lines)
			if rest == nil {
				break
			}
			lines = rest
			l.nextPage()
			t.head()
		}
	}
	l.y += 4
}

// start goes to the next page where the headings and the first row, with the one that it heads, have no room on this one.
func (t *table) start(rows []row) {
	head := t.headRow()
	h := t.height(head, t.wrap(head))
	for _, r := range rows {
		h += t.height(r, t.wrap(r))
		if !r.span {
			break
		}
	}
	if h > t.room() && !t.fresh() && (h <= t.pageRoom() || t.room() < t.pageRoom()/4) {
		t.nextPage()
	}
}

type table struct {
	*layout
	cols   []column
	widths []float64
}

// widths shares the width of the page among the columns.
func (l *layout) widths(cols []column) []float64 {
	var sum float64
	for _, c := range cols {
		sum += c.part
	}
	ws := make([]float64, len(cols))
	for i, c := range cols {
		ws[i] = l.body.W * c.part / sum
	}
	return ws
}

func (t *table) headRow() row {
	var r row
	for _, c := range t.cols {
		r.cells = append(r.cells, text(c.head, t.mute(sizeSmall)))
	}
	return r
}

// head sets the headings; a table whose columns have none has no such row.
func (t *table) head() {
	for _, c := range t.cols {
		if c.head != "" {
			r := t.headRow()
			t.row(r, t.wrap(r))
			return
		}
	}
}

// fresh reports whether the page holds nothing yet but its title and the headings, so that a new one would not help.
func (t *table) fresh() bool { return t.room() >= t.pageRoom()-0.5 }

// pageRoom is the height for rows on a page of their own.
func (t *table) pageRoom() float64 {
	title := heightOf(t.layout.wrap([]run{{s: t.continued(), st: t.bold(sizeSection)}}, t.body.W)) + 4
	head := t.headRow()
	return t.body.H - title - t.height(head, t.wrap(head))
}

func (t *table) wrap(r row) [][]line {
	out := make([][]line, len(r.cells))
	for i, c := range r.cells {
		w := t.widths[i]
		if r.span {
			w = t.body.W
		}
		if r.hatch {
			w -= hatchStrip
		}
		for _, p := range c.paras {
			out[i] = append(out[i], t.layout.wrap(p, w-2*padX)...)
		}
	}
	return out
}

func (t *table) height(r row, lines [][]line) float64 {
	var h float64
	for i, c := range r.cells {
		one := heightOf(lines[i])
		if c.bars {
			one += barHeight
		}
		h = max(h, one)
	}
	return h + 2*padY
}

// row draws the row as far as the page has room and returns the lines that are left, or nil for none. At least
// one line of each cell is drawn, so that it comes to an end.
func (t *table) row(r row, lines [][]line) [][]line {
	h := min(t.height(r, lines), t.room())
	if r.fill != nil {
		t.add(Rect{Box: Box{t.body.X, t.y, t.body.W, h}, Fill: r.fill})
	}
	if r.hatch {
		hatch := t.ink.riskHatch
		hatch.Box = Box{t.body.Right() - hatchStrip, t.y + 1, hatchStrip, h - 2}
		t.add(hatch)
	}
	rest := make([][]line, len(lines))
	more := false
	x := t.body.X
	for i, c := range r.cells {
		y, n := t.y+padY, 0
		for ; n < len(lines[i]) && (n == 0 || y+lines[i][n].height <= t.y+h-padY+0.01); n++ {
			t.set(lines[i][n], i, x, y, r.span)
			y += lines[i][n].height
		}
		rest[i] = lines[i][n:]
		more = more || n < len(lines[i])
		if c.bars && n == len(lines[i]) {
			t.bar(c.bar, Box{x + padX, y + 1, t.widths[i] - 2*padX, 3})
		}
		x += t.widths[i]
	}
	t.y += h
	t.add(Line{t.body.X, t.y, t.body.Right(), t.y, 0.4, t.ink.line})
	if !more {
		return nil
	}
	return rest
}

func (t *table) set(n line, i int, x, y float64, span bool) {
	if t.cols[i].right && !span {
		t.put(n, x+t.widths[i]-padX-n.w, y)
		return
	}
	t.put(n, x+padX, y)
}

// bar draws how much of a limit is used, in the colour of risk where it is more than all.
func (l *layout) bar(part float64, box Box) {
	l.add(Rect{Box: box, Fill: &white, Stroke: &l.ink.bar, Width: 0.4})
	c := l.ink.bar
	if part > 1 {
		c = l.ink.risk
	}
	if part > 0 {
		box.W *= min(part, 1)
		l.add(Rect{Box: box, Fill: &c})
	}
}
