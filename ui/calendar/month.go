package calendar

import (
	"math"
	"time"

	"bfplanner/planner"
)

// month is the grid of weeks beneath each other. Days are cells; drags go by the day and keep the hour.
type month struct {
	first planner.Date // a Monday
	weeks int          // in sight; 0 takes as many as the height has room for
	rest  float32      // pixels by which the view was moved since its last whole week
}

// The limits of how many weeks are in sight, and the measures of the month.
const (
	minWeeks          = 2
	maxWeeks          = 9
	usualWeek float32 = 112 // height of a week where nobody chose how many are in sight
	moreWidth float32 = 44  // of what says how many blocks a day hides
	monthHead float32 = 24  // names of the weekdays
	cellHead  float32 = 20  // date, holiday and phase in a cell
)

func (m *month) byDay() bool { return true }

func (m *month) step(dx, dy int) (days, steps int) { return dx + dayCount*dy, 0 }

func (m *month) span(loc *time.Location) planner.Span {
	return planner.Span{Start: m.first.At(0, 0, loc), End: m.first.Add(dayCount*m.weeks).At(0, 0, loc)}
}

// rowHeight returns how high a week is.
func (m *month) rowHeight(s *scene) float32 { return (s.height - monthHead) / float32(m.weeks) }

// cell returns where the date stands, false where it is out of sight.
func (m *month) cell(s *scene, d planner.Date) (rect, bool) {
	n := d.Sub(m.first)
	if n < 0 || n >= dayCount*m.weeks {
		return rect{}, false
	}
	col, row := float32(n%dayCount), float32(n/dayCount)
	w, h := s.scale.right/dayCount, m.rowHeight(s)
	return rect{round(col * w), round(monthHead + row*h), round((col + 1) * w), round(monthHead + (row+1)*h)}, true
}

// date returns the date of the cell at x, y, the nearest where there is none, and how far into it x lies, from 0 to 1.
func (m *month) date(s *scene, x, y float32) (planner.Date, float64) {
	col := float64(x) / float64(s.scale.right/dayCount)
	row := float64(y-monthHead) / float64(m.rowHeight(s))
	c := math.Max(0, math.Min(dayCount-1, math.Floor(col)))
	r := math.Max(0, math.Min(float64(m.weeks-1), math.Floor(row)))
	return m.first.Add(int(r)*dayCount + int(c)), math.Max(0, math.Min(0.999, col-c))
}

func (m *month) at(s *scene, x, y float32, _ place) time.Time {
	d, into := m.date(s, x, y)
	day := d.Span(s.scale.loc)
	return day.Start.Add(min(time.Duration(into*float64(24*time.Hour)).Round(time.Second), day.Length()-time.Second))
}

// slots returns how many blocks stand over each other in a cell.
func (m *month) slots(s *scene) int {
	return max(1, int((m.rowHeight(s)-cellHead-2)/cellRow))
}

// slotRect returns where a block stands that takes a row's cells from one column to another.
func (m *month) slotRect(s *scene, row, first, last, slot int, starts, ends bool) rect {
	a, _ := m.cell(s, m.first.Add(row*dayCount+first))
	z, _ := m.cell(s, m.first.Add(row*dayCount+last))
	y := a.y0 + cellHead + float32(slot)*cellRow
	r := rect{a.x0 + 1, y, z.x1, y + cellRow - rowGap}
	if starts {
		r.x0 += cellPad
	}
	if ends {
		r.x1 -= cellPad
	}
	return r
}

func (m *month) lay(s *scene) {
	s.scale.left, s.scale.step, s.top = 0, 24*time.Hour, monthHead
	if m.weeks == 0 {
		m.weeks = max(3, min(6, int((s.height-monthHead)/usualWeek)))
	}
	s.row, s.total, s.scroll = cellRow, s.height-s.top, 0
	s.lanes[0].y, s.lanes[0].h = 0, s.total
	slots := m.slots(s)
	long := func(b bar) bool { return severalDays(s.items[b.item].span) }
	for row := range m.weeks {
		date := m.first.Add(row * dayCount)
		list := s.barsOf(date, dayCount, false)
		hidden := stackBars(list, dayCount, slots, long)
		s.byTime(list, long)
		for _, b := range list {
			if !b.hidden {
				s.pieces = append(s.pieces, piece{item: b.item, r: m.slotRect(s, row, b.first, b.last, b.slot, b.starts, b.ends), starts: b.starts, ends: b.ends})
			}
		}
		for col, n := range hidden {
			if n > 0 {
				c, _ := m.cell(s, date.Add(col))
				s.mores = append(s.mores, more{date.Add(col), n, rect{c.x1 - moreWidth, c.y0 + 3, c.x1 - 1, c.y0 + cellHead}})
			}
		}
	}
}

func (m *month) rects(s *scene, span planner.Span, _ planner.Kind) []rect {
	first, last := datesOf(span, s.scale.loc)
	var list []rect
	for row := range m.weeks {
		date := m.first.Add(row * dayCount)
		a, z := first.Sub(date), last.Sub(date)
		if a >= dayCount || z < 0 {
			continue
		}
		r := m.slotRect(s, row, max(a, 0), min(z, dayCount-1), 0, a >= 0, z < dayCount)
		list = append(list, m.free(s, r))
	}
	return list
}

// free returns the slot moved down to where no block stands, the first where all are taken.
func (m *month) free(s *scene, r rect) rect {
	for slot := range m.slots(s) {
		o := rect{r.x0, r.y0 + float32(slot)*cellRow, r.x1, r.y1 + float32(slot)*cellRow}
		taken := false
		for _, p := range s.pieces {
			taken = taken || p.r.x0 < o.x1 && o.x0 < p.r.x1 && p.r.y0 < o.y1 && o.y0 < p.r.y1
		}
		if !taken {
			return o
		}
	}
	return r
}

func (m *month) hit(s *scene, x, y float32) hit {
	h := hit{item: -1, lane: -1, flag: -1, at: m.at(s, x, y, place{}), x: x, y: y - s.top}
	if y < s.top {
		h.part = ruler
		return h
	}
	h.lane, h.part = 0, spot
	if h = s.hitPiece(h, x, y); h.part != spot {
		return h
	}
	d, _ := m.date(s, x, y)
	if c, ok := m.cell(s, d); ok && y < c.y0+cellHead {
		h.part = dateLabel
		if f := s.flagOn(d); f >= 0 && x > c.x0+c.w()/2 {
			h.part, h.flag = riskLabel, f
		}
	}
	return h
}

func (m *month) show(s *scene, span planner.Span) {
	d := planner.DateOf(span.Start, s.scale.loc)
	switch n := d.Sub(m.first); {
	case n < 0:
		m.first = monday(d)
	case n >= dayCount*m.weeks:
		m.first = monday(d).Add(-dayCount * (m.weeks - 1))
	}
}

func (m *month) fit(s *scene, span planner.Span) {
	m.first = monday(planner.DateOf(span.Start, s.scale.loc))
	days := planner.DateOf(span.End.Add(-1), s.scale.loc).Sub(m.first) + 1
	m.weeks = max(minWeeks, min(maxWeeks, (days+dayCount-1)/dayCount))
}

func (m *month) pan(s *scene, _, dy float32) {
	h := m.rowHeight(s)
	m.rest += dy
	for ; m.rest >= h; m.rest -= h {
		m.first = m.first.Add(-dayCount)
	}
	for ; m.rest <= -h; m.rest += h {
		m.first = m.first.Add(dayCount)
	}
}

func (m *month) zoom(s *scene, factor float64, y float32) {
	weeks := m.weeks - 1
	if factor < 1 {
		weeks = m.weeks + 1
	}
	weeks = max(minWeeks, min(maxWeeks, weeks))
	row := int((y - monthHead) / m.rowHeight(s))
	m.first = m.first.Add(dayCount * (row - row*weeks/m.weeks))
	m.weeks = weeks
}
