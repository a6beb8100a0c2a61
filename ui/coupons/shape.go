package coupons

import (
	"fyne.io/fyne/v2"

	"bfplanner/ui/prices/chart"
)

// The measures of the burn-down at scale 1.
const (
	burnAxis   = 64
	burnLegend = 22
	burnDays   = 20
	burnGap    = 8
	burnEdge   = 10
	lineShare  = 0.6 // of the height that both charts share
)

// shape is where the burn-down's parts stand.
type shape struct {
	legend chart.Rect
	line   chart.Rect   // what is spent up to each day, against the budget
	bars   chart.Rect   // what each day costs
	total  chart.Values // of line
	daily  chart.Values // of bars
	count  int          // of days
}

// shapeOf lays the chart out in a widget of that size, k times as large as at scale 1.
func shapeOf(size fyne.Size, k float32, s spending) shape {
	x, w := burnAxis*k, max(0, size.Width-(burnAxis+burnEdge)*k)
	room := max(0, size.Height-(burnLegend+burnDays+burnGap)*k)
	f := shape{legend: chart.Rect{X: x, W: w, H: burnLegend * k}, count: len(s.days)}
	f.line = chart.Rect{X: x, Y: f.legend.H, W: w, H: room * lineShare}
	f.bars = chart.Rect{X: x, Y: f.line.Y + f.line.H + burnGap*k, W: w, H: room * (1 - lineShare)}
	most := max(s.most, s.seller)
	var day int64
	for _, d := range s.days {
		day = max(day, d.seller+d.platform)
	}
	f.total = chart.Values{Hi: most + most/8 + 1, Bottom: f.line.Y + f.line.H, Top: f.line.Y}
	f.daily = chart.Values{Hi: day + day/12 + 1, Bottom: f.bars.Y + f.bars.H, Top: f.bars.Y}
	return f
}

// pitch is the room of one day.
func (f shape) pitch() float32 {
	if f.count == 0 {
		return 0
	}
	return f.bars.W / float32(f.count)
}

// bar is where the bar of a day stands; its height is that of the chart. Bars are no wider than they look well.
func (f shape) bar(i int) chart.Rect {
	pitch := f.pitch()
	width := min(pitch*0.72, 46)
	return chart.Rect{X: f.bars.X + float32(i)*pitch + (pitch-width)/2, Y: f.bars.Y, W: width, H: f.bars.H}
}

// day returns the index of the day at a pixel, -1 where there is none.
func (f shape) day(x float32) int {
	if f.count == 0 || x < f.bars.X || x >= f.bars.X+f.bars.W {
		return -1
	}
	return min(f.count-1, int((x-f.bars.X)/f.pitch()))
}

// steps is the line of what is spent: up by each day's cost in the middle of the day, level between.
func (f shape) steps(s spending, thick float32) []chart.Rect {
	var line []chart.Rect
	x, y := f.line.X, f.total.Y(0)
	for i, d := range s.days {
		at, up := f.line.X+(float32(i)+0.5)*f.pitch(), f.total.Y(d.total)
		line = append(line, chart.Rect{X: x, Y: y - thick/2, W: at - x, H: thick})
		if up < y {
			line = append(line, chart.Rect{X: at - thick/2, Y: up - thick/2, W: thick, H: y - up + thick})
		}
		x, y = at, up
	}
	return append(line, chart.Rect{X: x, Y: y - thick/2, W: f.line.X + f.line.W - x, H: thick})
}
