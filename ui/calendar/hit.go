package calendar

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// rect is a rectangle of the board, in its own coordinates.
type rect struct{ x0, y0, x1, y1 float32 }

func (r rect) w() float32 { return r.x1 - r.x0 }
func (r rect) h() float32 { return r.y1 - r.y0 }
func (r rect) holds(x, y float32) bool {
	return x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1
}

// scene is where everything stands: the time axis, the lanes and the blocks. It is what hits and drags are
// worked out on, and knows nothing of windows.
type scene struct {
	plan   *planner.Plan
	scale  scale
	lanes  []lane
	items  []item
	mode   LaneMode
	flags  []Flag
	top    float32 // height of the ruler
	height float32 // of the board
	row    float32 // height of a row with the gap below it
	total  float32 // height of all lanes
	scroll float32 // how far the lanes are scrolled down

	grid   grid // nil for the timeline
	pieces []piece
	mores  []more
}

// laneRect returns where the lane stands, names included.
func (s *scene) laneRect(i int) rect {
	y := s.top + s.lanes[i].y - s.scroll
	return rect{0, y, s.scale.right, y + s.lanes[i].h}
}

// rect returns where the block is drawn.
func (s *scene) rect(it item) rect {
	if s.grid != nil {
		return s.pieceOf(it)
	}
	x0 := s.scale.x(it.span.Start)
	x1 := x0 + float32(float64(it.until-it.from)/3600*s.scale.pxPerHour)
	y := s.top + s.lanes[it.lane].y - s.scroll + lanePad + float32(it.row)*s.row
	return rect{x0, y, fmax(x1, x0+3), y + s.row - rowGap}
}

// find returns the index of the block of that event, or of that shift of it, and -1 where there is none.
func (s *scene) find(id string, shift int) int {
	for i := range s.items {
		if s.items[i].shift == shift && s.items[i].event.ID == id {
			return i
		}
	}
	return -1
}

// slot is a stretch of a row that something on its way takes.
type slot struct {
	lane, row   int
	from, until int64
}

// freeRow returns the first row of the lane in which nothing stands between the two Unix seconds, but for blocks
// of events that are moving and what else is on its way. Where no row is free it is the one below the last, as
// long as the lane is high enough.
func (s *scene) freeRow(l int, from, until int64, moving map[string]bool, taken []slot) int {
	rows := s.lanes[l].rows
	if 2*lanePad+float32(rows+1)*s.row-rowGap <= s.lanes[l].h {
		rows++
	}
	for _, end := range []int64{until, from + (until-from)/2, from + 1} { // rather half over another than wholly
		full := make([]bool, rows)
		for _, it := range s.items[s.lanes[l].from:s.lanes[l].to] {
			if it.from < end && from < it.until && !moving[it.event.ID] {
				full[it.row] = true
			}
		}
		for _, t := range taken {
			if t.lane == l && t.from < end && from < t.until && t.row < rows {
				full[t.row] = true
			}
		}
		if r := slices.Index(full, false); r >= 0 {
			return r
		}
	}
	return 0
}

// part says what of the board is under the pointer.
type part uint8

const (
	nothing part = iota
	body
	startEdge
	endEdge
	spot      // an empty place of a lane
	laneName  // the name of a lane
	rulerDate // the row of dates, where a risk window is drawn
	ruler     // the rest of the ruler, which pans
	riskLabel // what names a risk window at the bottom
	moreLabel // what counts the blocks of a full day
	dateLabel // the date of a cell
)

// hit is what is under the pointer.
type hit struct {
	part part
	item int // index of the block, -1 for none
	lane int // -1 for none
	flag int // index of the risk window, -1 for none
	more int // index of the full day, for moreLabel
	at   time.Time
	x    float32 // on the board
	y    float32 // from the top of the first lane
}

// edgeWidth is how near to an end of a block the pointer takes hold of that end.
const edgeWidth float32 = 5

// The rows of the ruler, from the top.
const (
	phaseRow  float32 = 18 // names of the phases
	dateRow   float32 = 30 // dates and weekdays
	noteRow   float32 = 28 // holidays far out, hours closer in
	loadRow   float32 = 9  // the strip of load
	rulerSize         = phaseRow + dateRow + noteRow + loadRow
	flagRow   float32 = 20 // the names of risk windows at the bottom
)

// hit returns what stands at x, y.
func (s *scene) hit(x, y float32) hit {
	if s.grid != nil {
		return s.grid.hit(s, x, y)
	}
	h := hit{item: -1, lane: -1, flag: -1, at: s.scale.at(x), x: x, y: y - s.top + s.scroll}
	if y < s.top {
		switch {
		case x < s.scale.left:
			h.part = nothing
		case y >= phaseRow && y < phaseRow+dateRow:
			h.part = rulerDate
		default:
			h.part = ruler
		}
		return h
	}
	for i := range s.lanes {
		if s.laneRect(i).holds(x, y) {
			h.lane, h.part = i, spot
		}
	}
	if x < s.scale.left {
		if h.lane >= 0 {
			h.part = laneName
		}
		return h
	}
	if y >= s.height-flagRow {
		for i, f := range s.flags {
			if x >= s.scale.x(f.Span.Start) && x < s.scale.x(f.Span.End) {
				h.part, h.flag = riskLabel, i
			}
		}
	}
	if h.lane < 0 {
		if h.part == nothing {
			h.part = spot
		}
		return h
	}
	for i := s.lanes[h.lane].from; i < s.lanes[h.lane].to; i++ {
		r := s.rect(s.items[i])
		if s.items[i].folded || !r.holds(x, y) {
			continue
		}
		h.item, h.part, h.flag = i, body, -1
		if s.scale.trueLength(s.items[i]) && r.w() >= 4*edgeWidth {
			switch {
			case x < r.x0+edgeWidth:
				h.part = startEdge
			case x >= r.x1-edgeWidth:
				h.part = endEdge
			}
		}
		return h
	}
	return h
}

// laneAt returns the lane at y, the first or last where y lies beyond them.
func (s *scene) laneAt(y float32) int {
	for i := range s.lanes {
		if y < s.laneRect(i).y1 {
			return i
		}
	}
	return len(s.lanes) - 1
}
