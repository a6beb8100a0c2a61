package calendar

import (
	"math"
	"time"

	"bfplanner/planner"
)

// mini is the geometry of the mini-map: the whole campaign over its width, and what is seen of it.
type mini struct {
	whole, seen planner.Span
	width       float32
}

// x returns where the instant stands.
func (g mini) x(t time.Time) float32 {
	if g.whole.Length() <= 0 {
		return 0
	}
	return float32(float64(t.Sub(g.whole.Start)) / float64(g.whole.Length()) * float64(g.width))
}

// at returns the instant at x.
func (g mini) at(x float32) time.Time {
	if g.width <= 0 {
		return g.whole.Start
	}
	return g.whole.Start.Add(time.Duration(float64(x) / float64(g.width) * float64(g.whole.Length()))).Round(time.Minute)
}

// leastFrame is how wide the frame is at least, so that it can be taken hold of.
const leastFrame float32 = 10

// frame returns where the frame about what is seen begins and ends.
func (g mini) frame() (from, to float32) {
	from, to = fmax(0, g.x(g.seen.Start)), fmin(g.width, g.x(g.seen.End))
	if to-from < leastFrame {
		from = fmax(0, fmin(from, g.width-leastFrame))
		to = from + leastFrame
	}
	return from, to
}

// startAt has the view begin at the instant: the timeline as it is, grids with the week or the day that it lies in.
func (b *Board) startAt(t time.Time) {
	switch g := b.scene.grid.(type) {
	case *month:
		g.first = monday(planner.DateOf(t, b.scene.scale.loc))
	case *week:
		g.first = planner.DateOf(t, b.scene.scale.loc)
	default:
		s := b.scene.scale
		s.origin = t
		b.look(s)
		return
	}
	b.viewed()
}

// ZoomLevel returns how near the view is, from 0 for the most days to 1 for the fewest.
func (b *Board) ZoomLevel() float64 {
	part := func(x, low, high float64) float64 { return math.Log(x/low) / math.Log(high/low) }
	level := 0.0
	switch g := b.scene.grid.(type) {
	case *month:
		level = float64(maxWeeks-g.weeks) / (maxWeeks - minWeeks)
	case *week:
		level = part(math.Max(float64(minHour), float64(g.pxPerHour)), float64(minHour), float64(maxHour))
	default:
		level = part(math.Max(minPxPerHour, b.scene.scale.pxPerHour), minPxPerHour, maxPxPerHour)
	}
	return math.Max(0, math.Min(1, level))
}

// SetZoomLevel brings the view to that level about its middle.
func (b *Board) SetZoomLevel(level float64) {
	if b.snap == nil || math.Abs(level-b.ZoomLevel()) < 0.002 {
		return
	}
	of := func(low, high float64) float64 { return low * math.Pow(high/low, level) }
	switch g := b.scene.grid.(type) {
	case *month:
		for weeks := maxWeeks - int(math.Round(level*(maxWeeks-minWeeks))); g.weeks != weeks; {
			factor := zoomStep
			if g.weeks < weeks {
				factor = 1 / zoomStep
			}
			g.zoom(&b.scene, factor, b.centre().Y)
		}
		b.viewed()
	case *week:
		b.zoom(of(float64(minHour), float64(maxHour))/float64(g.pxPerHour), b.centre())
	default:
		b.zoom(of(minPxPerHour, maxPxPerHour)/b.scene.scale.pxPerHour, b.centre())
	}
}

// MiniMap returns the strip that shows the whole campaign and what the board shows of it.
func (b *Board) MiniMap() *MiniMap {
	if b.mini == nil {
		b.mini = newMiniMap(b)
	}
	return b.mini
}

// Keys returns the legend of the board's colours.
func (b *Board) Keys() *Legend {
	if b.legend == nil {
		b.legend = newLegend(b)
	}
	return b.legend
}

// seen is what was last told of the view.
type seen struct {
	span   planner.Span
	colors bool // dark
}

// tellView has what follows the view follow it where it is another than before, or anyway.
func (b *Board) tellView(anyway bool) {
	if b.snap == nil {
		return
	}
	now := seen{b.VisibleSpan(), b.shown != nil && b.shown.Dark}
	if anyway || now != b.seen {
		b.seen = now
		if b.mini != nil {
			b.mini.Refresh()
		}
		if b.legend != nil && anyway {
			b.legend.Refresh()
		}
		if b.OnView != nil {
			b.OnView()
		}
	}
}
