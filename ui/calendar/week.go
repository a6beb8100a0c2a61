package calendar

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
)

// week is the grid of hours: days beside each other, the market's clock running down, and above it a strip of what
// lasts for days. Drags go by quarters of an hour; in the strip they go by the day.
type week struct {
	first     planner.Date
	pxPerHour float32
	strip     float32 // height of what lasts for days
	rest      float32 // pixels by which the view was moved since its last whole day
	clocks    int     // how many stand left of the hours

	hour     float32        // that stands at the top, counted from midnight
	opened   opening        // for which the hour was found
	stays    bool           // the hour was asked for, and none is to be found
	scrolled bool           // by hand, so that other weeks are shown at the same hour
	wanted   []planner.Span // the first of these that stands in the week is to be in sight
}

// The limits of the zoom in pixels an hour, and the measures of the week.
const (
	minHour    float32 = 20
	usualHours float32 = 34
	maxHour    float32 = 120
	weekHead   float32 = 50 // phases, dates and holidays
	weekStep           = 15 * time.Minute
	clockWidth float32 = 38
	stripRows          = 5
	leastBlock float32 = 17   // height of the shortest block
	besideLive float32 = 0.56 // where in a live its flash deals begin, as a share of its width
)

func (w *week) byDay() bool { return false }

func (w *week) step(dx, dy int) (days, steps int) { return dx, dy }

func (w *week) span(loc *time.Location) planner.Span {
	return planner.Span{Start: w.first.At(0, 0, loc), End: w.first.Add(dayCount).At(0, 0, loc)}
}

// column returns where the day of that number begins and ends.
func (w *week) column(s *scene, n int) (x0, x1 float32) {
	wide := (s.scale.right - s.scale.left) / dayCount
	return round(s.scale.left + float32(n)*wide), round(s.scale.left + float32(n+1)*wide)
}

// y returns where the minute of the day stands on the board.
func (w *week) y(s *scene, minute int) float32 {
	return s.top - s.scroll + float32(minute)/60*w.pxPerHour
}

// day returns the number of the column at x, the nearest where there is none.
func (w *week) day(s *scene, x float32) int {
	n := math.Floor(float64((x - s.scale.left) / ((s.scale.right - s.scale.left) / dayCount)))
	return int(math.Max(0, math.Min(dayCount-1, n)))
}

func (w *week) at(s *scene, x, y float32, from place) time.Time {
	d := w.first.Add(w.day(s, x))
	if from.y < 0 {
		return d.At(0, 0, s.scale.loc)
	}
	return clockTime(d, w.minute(s, y), s.scale.loc)
}

// minute returns the minute of the day at y, the nearest where there is none.
func (w *week) minute(s *scene, y float32) int {
	n := math.Round(float64((y - s.top + s.scroll) / w.pxPerHour * 60))
	return int(math.Max(0, math.Min(24*60, n)))
}

// clockTime returns the instant of that minute of the day, of those that the clock skips the one at which it goes on.
func clockTime(d planner.Date, minute int, loc *time.Location) time.Time {
	t := d.At(0, minute, loc)
	if minute >= 0 && minute < 24*60 && wallClock(t, loc) != minute {
		t, _ = t.In(loc).ZoneBounds()
	}
	return t.UTC()
}

// startOf returns when the block on its way begins that is held at x, y: on the clock, by which it is drawn, as much
// earlier as where it was pressed, and not beyond the ends of the day.
func (w *week) startOf(s *scene, d *drag, x, y float32) time.Time {
	loc, days, grab, was := s.scale.loc, 0, 0, d.held.span.Start
	if d.grip != gripNew {
		days = daysBetween(was, d.from.at, loc)
		grab = days*24*60 + wallClock(d.from.at, loc) - wallClock(was, loc)
	}
	last := 24*60 - int(weekStep.Minutes())
	minute := max(-days*24*60, min(w.minute(s, y)-grab, last))
	start := clockTime(w.first.Add(w.day(s, x)), minute, loc)
	if daysBetween(was, start, loc) == 0 && wallClock(was, loc) == wallClock(start, loc) {
		return was // which may be the second of an hour that the clock shows twice
	}
	return start
}

func (w *week) lay(s *scene) {
	if w.pxPerHour == 0 {
		w.pxPerHour = usualHours
	}
	s.scale.left, s.scale.step = float32(w.clocks)*clockWidth+4, weekStep
	list := s.barsOf(w.first, dayCount, true)
	hidden := stackBars(list, dayCount, stripRows, func(bar) bool { return true })
	rows := 1
	for _, b := range list {
		rows = max(rows, b.slot+1)
	}
	w.strip = float32(rows)*cellRow + 2*cellPad
	s.top = weekHead + w.strip
	s.row, s.total = cellRow, 24*w.pxPerHour
	days := make([][]upright, dayCount)
	for d := range days {
		days[d] = w.uprights(s, d)
	}
	w.place(s, days)
	s.lanes[0].y, s.lanes[0].h = 0, s.total
	slot := func(first, last, slot int, starts, ends bool) rect {
		x0, _ := w.column(s, first)
		_, x1 := w.column(s, last)
		y := weekHead + cellPad + float32(slot)*cellRow
		r := rect{x0 + 1, y, x1, y + cellRow - rowGap}
		if starts {
			r.x0 += cellPad - 1
		}
		if ends {
			r.x1 -= cellPad
		}
		return r
	}
	for _, b := range list {
		if !b.hidden {
			s.pieces = append(s.pieces, piece{item: b.item, r: slot(b.first, b.last, b.slot, b.starts, b.ends), starts: b.starts, ends: b.ends})
		}
	}
	for d, n := range hidden {
		if n > 0 {
			_, x1 := w.column(s, d)
			s.mores = append(s.mores, more{w.first.Add(d), n, rect{x1 - moreWidth, phaseRow + 18, x1 - 1, weekHead - 5}})
		}
	}
	for d, list := range days {
		w.layDay(s, d, list)
	}
}

// upright is a block as it stands in the column of one day, in minutes of its clock.
type upright struct {
	item     int
	from, to int
	drawn    int // where it ends as drawn
	col      int
	left     float32 // where it begins and how wide it is, as shares of the room
	wide     float32
	narrow   bool // an instant, which leaves its room to what it stands beside
	starts   bool
	ends     bool
}

// least returns how many minutes high the lowest block is. One at the end of a day begins that much before it.
func (w *week) least() int { return int(math.Ceil(float64(leastBlock / w.pxPerHour * 60))) }

// uprights returns the blocks of one day in the order of their starts.
func (w *week) uprights(s *scene, n int) []upright {
	loc := s.scale.loc
	day := w.first.Add(n).Span(loc)
	from, until := day.Start.Unix(), day.End.Unix()
	var list []upright
	for i := range s.items {
		it := &s.items[i]
		if it.from >= until {
			break
		}
		if severalDays(it.span) || it.span.End.Unix() <= from && it.from < from {
			continue
		}
		u := upright{item: i, narrow: instant(it.event.Kind), starts: it.from >= from, ends: it.span.End.Unix() <= until, to: 24 * 60}
		if u.starts {
			u.from = min(wallClock(it.span.Start, loc), 24*60-w.least())
		}
		if it.span.End.Unix() < until {
			u.to = wallClock(it.span.End, loc)
		}
		u.drawn = max(u.to, u.from+w.least())
		list = append(list, u)
	}
	return list
}

// layDay places the blocks of one day beside each other where they meet. Flash deals stand in front of their live.
func (w *week) layDay(s *scene, n int, all []upright) {
	var list []upright
	inside := map[string][]upright{} // of the live of that ID
	lives := map[string]bool{}
	for _, u := range all {
		lives[s.items[u.item].event.ID] = s.items[u.item].event.Kind == planner.Live
	}
	for _, u := range all {
		if e := s.items[u.item].event; e.Kind == planner.Flash && lives[e.Parent] {
			inside[e.Parent] = append(inside[e.Parent], u)
			continue
		}
		list = append(list, u)
	}
	x0, x1 := w.column(s, n)
	for _, x := range w.across(s, list, x0+cellPad-1, x1-cellPad-1) {
		deals := inside[s.items[x.item].event.ID]
		if len(deals) > 0 {
			x.textTo = x.r.x0 + x.r.w()*besideLive
		}
		s.pieces = append(s.pieces, x)
		s.pieces = append(s.pieces, w.across(s, deals, x.textTo, x.r.x1-cellPad)...)
	}
}

// across places blocks between two edges.
func (w *week) across(s *scene, list []upright, from, to float32) []piece {
	beside(list)
	pieces := make([]piece, len(list))
	for i, u := range list {
		a, wide := from+u.left*(to-from), u.wide*(to-from)
		y0, y1 := w.y(s, u.from), fmax(w.y(s, u.to), w.y(s, u.from)+leastBlock)
		pieces[i] = piece{item: u.item, r: rect{a, y0, a + wide - 1, y1 - 1}, starts: u.starts, ends: u.ends, upright: true}
	}
	return pieces
}

// narrowShare is how wide a column of instants is beside one of blocks that last.
const narrowShare = 0.4

// beside gives blocks that meet in time columns beside each other, as many as the most that meet at once; the blocks
// come in the order of their starts.
func beside(list []upright) {
	var ends []int
	group, last := 0, 0
	share := func(until int) {
		widths := make([]float32, len(ends))
		for i := range widths {
			widths[i] = narrowShare
		}
		for _, u := range list[group:until] {
			if !u.narrow {
				widths[u.col] = 1
			}
		}
		total := float32(0)
		for _, w := range widths {
			total += w
		}
		for i := group; i < until; i++ {
			u := &list[i]
			for _, w := range widths[:u.col] {
				u.left += w / total
			}
			u.wide = widths[u.col] / total
		}
		group, ends = until, ends[:0]
	}
	for i := range list {
		u := &list[i]
		if u.from >= last {
			share(i)
		}
		u.col = slices.IndexFunc(ends, func(end int) bool { return end <= u.from })
		if u.col < 0 {
			u.col = len(ends)
			ends = append(ends, 0)
		}
		ends[u.col] = u.drawn
		last = max(last, u.drawn)
	}
	share(len(list))
}

func (w *week) rects(s *scene, span planner.Span, _ planner.Kind) []rect {
	loc := s.scale.loc
	var list []rect
	if severalDays(span) {
		first, last := datesOf(span, loc)
		a, z := max(0, first.Sub(w.first)), min(dayCount-1, last.Sub(w.first))
		if a > z {
			return nil
		}
		x0, _ := w.column(s, a)
		_, x1 := w.column(s, z)
		return append(list, rect{x0 + cellPad, weekHead + cellPad, x1 - cellPad, weekHead + cellPad + cellRow - rowGap})
	}
	for n := range dayCount {
		day := w.first.Add(n).Span(loc)
		part, ok := day.Intersect(span)
		if !ok {
			continue
		}
		x0, x1 := w.column(s, n)
		from, to := wallClock(part.Start, loc), wallClock(part.End, loc)
		if part.End.Equal(day.End) {
			to = 24 * 60
		}
		from = min(from, 24*60-w.least())
		list = append(list, rect{x0 + cellPad, w.y(s, from), x1 - cellPad, fmax(w.y(s, to), w.y(s, from)+leastBlock)})
	}
	return list
}

func (w *week) hit(s *scene, x, y float32) hit {
	from := place{}
	h := hit{item: -1, lane: -1, flag: -1, x: x, y: y - s.top + s.scroll}
	if y < s.top {
		h.y = y - s.top // among the days
		from.y = h.y
	}
	h.at = w.at(s, x, y, from)
	switch {
	case x < s.scale.left:
		h.part = laneName
		return h
	case y < weekHead-18 && y >= phaseRow-2:
		h.part = rulerDate
		return h
	case y < weekHead:
		h.part = ruler
		if f := s.flagOn(w.first.Add(w.day(s, x))); f >= 0 && y >= phaseRow {
			h.part, h.flag = riskLabel, f
		}
		return h
	}
	h.lane, h.part = 0, spot
	return s.hitPiece(h, x, y)
}

func (w *week) show(s *scene, span planner.Span) {
	d := planner.DateOf(span.Start, s.scale.loc)
	switch n := d.Sub(w.first); {
	case n < 0 || n >= 2*dayCount:
		w.first = monday(d)
	case n >= dayCount:
		w.first = d.Add(1 - dayCount)
	}
	if severalDays(span) {
		return
	}
	w.wanted = []planner.Span{span}
}

func (w *week) fit(s *scene, span planner.Span) {
	w.first = monday(planner.DateOf(span.Start, s.scale.loc))
	w.pxPerHour = fmax(minHour, (s.height-s.top)/24)
	w.hour, w.stays = 0, true
}

func (w *week) pan(s *scene, dx, dy float32) {
	w.scrollTo(s, s.scroll-dy)
	w.stays, w.scrolled = true, w.scrolled || dy != 0
	wide := (s.scale.right - s.scale.left) / dayCount
	w.rest += dx
	for ; w.rest >= wide; w.rest -= wide {
		w.first = w.first.Add(-1)
	}
	for ; w.rest <= -wide; w.rest += wide {
		w.first = w.first.Add(1)
	}
}

func (w *week) zoom(s *scene, factor float64, y float32) {
	was := w.pxPerHour
	w.pxPerHour = fmax(minHour, fmin(maxHour, was*float32(factor)))
	into := fmax(0, y-s.top)
	w.scrollTo(s, (s.scroll+into)*w.pxPerHour/was-into)
	w.stays, w.scrolled = true, true
}
