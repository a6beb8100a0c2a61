package calendar

import (
	"math"

	"bfplanner/planner"
)

// The heights of the lanes: a row of blocks at its lowest, as it is where there is room and at its highest, the
// space between rows, and what a lane has above and below its rows.
const (
	rowMin    float32 = 18
	rowMax    float32 = 26
	rowGap    float32 = 2
	lanePad   float32 = 6
	blockGap  float32 = 2 // between blocks of one row
	laneShort float32 = 32
)

// chip says how wide a block is drawn at least: far out a share of a day up to a limit, closer in so many pixels.
// Posts and milestones have no length of their own, so that they keep a width in which their title can be read.
type chip struct{ days, most, near float64 }

var chips = map[planner.Kind]chip{
	planner.Video:     {1.9, 84, 118},
	planner.Live:      {1.2, 58, 32},
	planner.Coupon:    {0.9, 40, 18},
	planner.Flash:     {0.48, 20, 18},
	planner.Ad:        {0.9, 40, 18},
	planner.Milestone: {2.2, 104, 128},
}

// instant reports whether events of the kind have no length to speak of.
func instant(k planner.Kind) bool { return k == planner.Video || k == planner.Milestone }

// chipWidth returns how wide a block of the kind is drawn at least, in pixels.
func (s scale) chipWidth(k planner.Kind) float64 {
	c := chips[k]
	if s.far() {
		return math.Max(18, math.Min(c.most, c.days*s.pxPerDay()))
	}
	return c.near
}

// trueLength reports whether the block is drawn as long as it lasts, so that its ends can be taken hold of.
func (s scale) trueLength(it item) bool {
	return !instant(it.event.Kind) && it.until == it.span.End.Unix()
}

// drawnEnd returns where a block of the kind that fills the span ends as drawn, in Unix seconds.
func (s scale) drawnEnd(k planner.Kind, span planner.Span) int64 {
	end := span.End.Unix()
	if chip := span.Start.Unix() + int64(s.chipWidth(k)/s.pxPerHour*3600); chip > end {
		return chip
	}
	return end
}

// flashRows is how many flash deals stand over each other far out; more are folded.
const flashRows = 3

// foldRows says after how many rows the blocks of a lane are folded far out, so that a busy day leaves the other lanes
// in sight. Coupons, of which each has its own time, are never folded.
var foldRows = map[laneKind]int{
	flashLane: flashRows, videoLane: 6, liveLane: 6, studioLane: 6, hostLane: 4, channelLane: 6, lineLane: 8, allOfChannel: 8,
}

// pack gives the blocks of each lane their rows: from the left, the first row that is free, and for coupons
// rather the row in which their line stood last.
func pack(lanes []lane, items []item, s scale) {
	gap := int64(float64(blockGap) / s.pxPerHour * 3600)
	var ends []int64
	for l := range lanes {
		ends = ends[:0]
		last := map[string]int{}
		fold := foldRows[lanes[l].kind]
		lowest := -1 // the last block that stands in the last row
		for i := lanes[l].from; i < lanes[l].to; i++ {
			it := &items[i]
			it.until = s.drawnEnd(it.event.Kind, it.span)
			it.folded, it.stands = false, 0
			row := -1
			if lanes[l].kind == couponLane {
				if r, ok := last[it.event.Line]; ok && ends[r] <= it.from {
					row = r
				}
			}
			for r := 0; row < 0 && r < len(ends); r++ {
				if ends[r] <= it.from {
					row = r
				}
			}
			if row < 0 && fold > 0 && s.far() && len(ends) == fold {
				it.row, it.folded = fold-1, true
				items[lowest].stands++
				continue
			}
			if row < 0 {
				row = len(ends)
				ends = append(ends, 0)
			}
			if row == fold-1 {
				lowest = i
			}
			ends[row] = it.until + gap
			if lanes[l].kind == couponLane {
				last[it.event.Line] = row
			}
			it.row = row
		}
		lanes[l].rows = max(1, len(ends))
	}
}

// stack gives the lanes their heights and places and returns the height of a row and of all lanes together. Lanes
// fill the height that they have, rows growing first; what does not fit is scrolled.
func stack(lanes []lane, height float32) (row, total float32) {
	rows := 0
	for _, l := range lanes {
		rows += l.rows
	}
	n := float32(len(lanes))
	room := height - n*2*lanePad
	row = float32(math.Floor(float64(room / float32(max(1, rows)))))
	row = fmin(rowMax, fmax(rowMin, row-rowGap)) + rowGap
	heights := make([]float32, len(lanes))
	for i, l := range lanes {
		heights[i] = fmax(laneShort, float32(l.rows)*row+2*lanePad-rowGap)
		total += heights[i]
	}
	spare := fmax(0, float32(math.Floor(float64((height-total)/fmax(1, n)))))
	total = 0
	for i := range lanes {
		lanes[i].y, lanes[i].h = total, heights[i]+spare
		total += lanes[i].h
	}
	if rest := height - total; rest > 0 && rest < n+1 && len(lanes) > 0 {
		lanes[len(lanes)-1].h += rest
		total = height
	}
	return row, total
}

func fmin(a, b float32) float32 {
	if a < b {
		return a
	}
	return b
}

func fmax(a, b float32) float32 {
	if a > b {
		return a
	}
	return b
}
