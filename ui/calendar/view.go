package calendar

import (
	"time"

	"bfplanner/planner"
)

// View is a way to look at the plan. All views stand on one engine: the same snapshot, selection, drags and findings.
type View string

// The views: lanes along a time axis, weeks of days beneath each other, and seven days beside each other by the hour.
const (
	Timeline View = "timeline"
	Month    View = "month"
	Week     View = "week"
)

// Views lists the views in the order in which switches show them.
var Views = []View{Timeline, Month, Week}

// grid lays blocks out by dates in place of along a time axis: the month and the week. A scene without one is the
// timeline. A grid has a single lane, so that what is dragged changes its time alone.
type grid interface {
	// lay places the blocks in sight for the size of the board, and says in the scene what room they have.
	lay(s *scene)
	// hit returns what stands at x, y.
	hit(s *scene, x, y float32) hit
	// at returns the instant at x, y for a drag that began at the place; one that began among the days without hours
	// goes by the day.
	at(s *scene, x, y float32, from place) time.Time
	// rects returns where a block of the kind would stand, a rectangle for each row or column, and none where it is out of sight.
	rects(s *scene, span planner.Span, k planner.Kind) []rect
	// span returns the days in sight.
	span(loc *time.Location) planner.Span
	// show moves the view as little as brings the start of the span into sight.
	show(s *scene, span planner.Span)
	// fit shows as much of the span as it can, from its start.
	fit(s *scene, span planner.Span)
	// pan moves what is shown by pixels.
	pan(s *scene, dx, dy float32)
	// zoom enlarges what is shown, the point at y staying where it is.
	zoom(s *scene, factor float64, y float32)
	// step returns the move of an arrow key for what is lifted: days, and steps of the clock's grid.
	step(dx, dy int) (days, steps int)
	// byDay reports whether drags go by the day and keep the hour.
	byDay() bool
}

// piece is a block, or the part of one that stands in one row or column of a grid.
type piece struct {
	item    int
	r       rect    // on the board
	starts  bool    // the block begins here
	ends    bool    // it ends here
	upright bool    // time runs down, so that its ends are above and below
	textTo  float32 // where what stands in front of it begins; 0 for nowhere
}

// more is what a full day says in place of the blocks that found no room.
type more struct {
	date  planner.Date
	count int
	r     rect
}

// instant returns the instant at x, y for a drag that began at the place.
func (s *scene) instant(x, y float32, from place) time.Time {
	if s.grid != nil {
		return s.grid.at(s, x, y, from)
	}
	return s.scale.at(x)
}

// sight returns the span that is in sight.
func (s *scene) sight() planner.Span {
	if s.grid != nil {
		return s.grid.span(s.scale.loc)
	}
	return s.scale.visible()
}

// rects returns where a block that is not among the pieces would stand.
func (s *scene) rects(it item) []rect {
	if s.grid != nil {
		return s.grid.rects(s, it.span, it.event.Kind)
	}
	return []rect{s.rect(it)}
}

// pieceOf returns where the block's first part in sight stands.
func (s *scene) pieceOf(it item) rect {
	for _, p := range s.pieces {
		if o := &s.items[p.item]; o.event == it.event && o.shift == it.shift {
			return p.r
		}
	}
	if list := s.grid.rects(s, it.span, it.event.Kind); len(list) > 0 {
		return list[0]
	}
	return rect{-2, -2, -1, -1}
}

// hitPiece adds to h which block, or full day, stands at x, y.
func (s *scene) hitPiece(h hit, x, y float32) hit {
	for i := len(s.pieces) - 1; i >= 0; i-- {
		p := s.pieces[i]
		if p.upright && y < s.top || !p.r.holds(x, y) {
			continue
		}
		h.item, h.part = p.item, body
		if k := s.items[p.item].event.Kind; instant(k) {
			return h
		}
		at, from, to := x, p.r.x0, p.r.x1
		if p.upright {
			at, from, to = y, p.r.y0, p.r.y1
		}
		switch {
		case to-from < 4*edgeWidth:
		case p.starts && at < from+edgeWidth:
			h.part = startEdge
		case p.ends && at >= to-edgeWidth:
			h.part = endEdge
		}
		return h
	}
	for i, m := range s.mores {
		if m.r.holds(x, y) {
			h.part, h.more = moreLabel, i
		}
	}
	return h
}

// flagOn returns the number of the first risk window that touches the date, -1 for none.
func (s *scene) flagOn(d planner.Date) int {
	for i, f := range s.flags {
		if f.Span.Overlaps(d.Span(s.scale.loc)) {
			return i
		}
	}
	return -1
}

// neighbour returns the block to which an arrow goes from the one of that number in a grid: the one before or after
// it, or the nearest about a row or a column away. It is -1 where there is none.
func (s *scene) neighbour(at, dx, dy int) int {
	days, steps := s.grid.step(dx, dy)
	n := max(-1, min(1, days+steps))
	if days == n && days != 0 && s.grid.byDay() || days == 0 { // along the reading direction
		if next := at + n; next >= 0 && next < len(s.items) {
			return next
		}
		return -1
	}
	best := s.nearest(0, s.items[at].from+int64(days)*24*3600)
	if best == at || best >= 0 && (s.items[best].from > s.items[at].from) != (days > 0) {
		return -1
	}
	return best
}

// monday returns the first day of the date's week, which begins on a Monday.
func monday(d planner.Date) planner.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// severalDays reports whether the span is so long that grids show it as a bar over days.
func severalDays(s planner.Span) bool { return s.Length() >= 24*time.Hour }

// datesOf returns the first and the last date on which a block is drawn: a bar on all that it touches, any other on the
// date of its start.
func datesOf(span planner.Span, loc *time.Location) (first, last planner.Date) {
	first = planner.DateOf(span.Start, loc)
	if !severalDays(span) {
		return first, first
	}
	return first, planner.DateOf(span.End.Add(-1), loc)
}
