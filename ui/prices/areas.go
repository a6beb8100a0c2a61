package prices

import (
	"fyne.io/fyne/v2"

	"bfplanner/planner/pricing"
	"bfplanner/ui/prices/chart"
)

// The measures of the chart at scale 1.
const (
	axisWidth    = 58
	legendHeight = 24
	dayHeight    = 20
	stripGap     = 12
	stripShare   = 0.3 // of the height that both charts share
	edge         = 8
)

// areas is where the parts of the chart stand.
type areas struct {
	legend chart.Rect
	price  chart.Rect
	margin chart.Rect
	days   chart.Rect // labels of the axis of time
}

// areasOf lays the chart out in a widget of that size, k times as large as at scale 1.
func areasOf(size fyne.Size, k float32) areas {
	x, w := axisWidth*k, max(0, size.Width-axisWidth*k-edge*k)
	room := max(0, size.Height-(legendHeight+dayHeight+stripGap)*k)
	strip := room * stripShare
	a := areas{legend: chart.Rect{X: x, Y: 0, W: w, H: legendHeight * k}}
	a.price = chart.Rect{X: x, Y: a.legend.H, W: w, H: room - strip}
	a.margin = chart.Rect{X: x, Y: a.price.Y + a.price.H + stripGap*k, W: w, H: strip}
	a.days = chart.Rect{X: x, Y: a.margin.Y + a.margin.H, W: w, H: dayHeight * k}
	return a
}

// bounds returns the least and the greatest of amounts over the points, with others to be held in it.
func bounds(points []pricing.Point, of func(pricing.Point) []int64, others ...int64) (lo, hi int64) {
	first := true
	see := func(n int64) {
		if first || n < lo {
			lo = n
		}
		if first || n > hi {
			hi = n
		}
		first = false
	}
	for _, p := range points {
		for _, n := range of(p) {
			see(n)
		}
	}
	for _, n := range others {
		see(n)
	}
	return lo, hi
}

// padded gives a range a little air at both ends, so that no line lies on the edge.
func padded(lo, hi int64) (int64, int64) {
	air := max(1, (hi-lo)/20)
	return lo - air, hi + air
}

// tickCount is how many labels an axis of that height has room for.
func tickCount(height, k float32) int { return max(2, int(height/(34*k))) }
