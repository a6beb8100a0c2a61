// Package chart is what the charts of prices and budgets are drawn with: scales of time and money, step lines
// cut to what is seen, and a pool of canvas objects that a repaint uses again.
package chart

import (
	"math"
	"time"

	"bfplanner/planner"
)

// Times lays a span of time out on the pixels from X0 to X1.
type Times struct {
	Span   planner.Span
	X0, X1 float32
}

// X returns where the instant lies; instants outside the span lie outside the pixels.
func (t Times) X(at time.Time) float32 {
	if !t.Span.Start.Before(t.Span.End) {
		return t.X0
	}
	return t.X0 + float32(float64(at.Sub(t.Span.Start))/float64(t.Span.Length()))*(t.X1-t.X0)
}

// At returns the instant of a pixel, to the minute, held inside the span.
func (t Times) At(x float32) time.Time {
	if t.X1 <= t.X0 {
		return t.Span.Start
	}
	part := math.Max(0, math.Min(1, float64((x-t.X0)/(t.X1-t.X0))))
	at := t.Span.Start.Add(time.Duration(part * float64(t.Span.Length()))).Truncate(time.Minute)
	if at.Before(t.Span.Start) {
		return t.Span.Start
	}
	return at
}

// Zoom returns the span that is factor times as long, with the instant kept at its place, held inside the whole
// and no shorter than least.
func Zoom(view, whole planner.Span, at time.Time, factor float64, least time.Duration) planner.Span {
	length := time.Duration(float64(view.Length()) * factor)
	length = max(least, min(length, whole.Length()))
	part := float64(at.Sub(view.Start)) / float64(view.Length())
	start := at.Add(-time.Duration(part * float64(length)))
	return Hold(planner.Span{Start: start, End: start.Add(length)}, whole)
}

// Hold returns the span moved so that it lies inside the whole, cut where it is longer.
func Hold(view, whole planner.Span) planner.Span {
	if view.Length() >= whole.Length() {
		return whole
	}
	if d := whole.Start.Sub(view.Start); d > 0 {
		return view.Shift(d)
	}
	if d := whole.End.Sub(view.End); d < 0 {
		return view.Shift(d)
	}
	return view
}

// Values lays the amounts from Lo to Hi out on the pixels from Bottom up to Top.
type Values struct {
	Lo, Hi      int64
	Bottom, Top float32
}

// Y returns where the amount lies.
func (v Values) Y(minor int64) float32 {
	if v.Hi <= v.Lo {
		return v.Bottom
	}
	return v.Bottom - float32(float64(minor-v.Lo)/float64(v.Hi-v.Lo))*(v.Bottom-v.Top)
}

// Round returns the least range of round numbers around lo to hi, and the round numbers in it, about n of them,
// from the lowest. Steps are 1, 2 or 5 times a power of ten. A range of nothing is given a step of its own.
func Round(lo, hi int64, n int) (from, to int64, ticks []int64) {
	if hi <= lo {
		hi = lo + 1
	}
	step := roundStep(float64(hi-lo) / float64(max(n, 1)))
	from, to = floorTo(lo, step), -floorTo(-hi, step)
	for t := from; t <= to; t += step {
		ticks = append(ticks, t)
	}
	return from, to, ticks
}

func roundStep(least float64) int64 {
	if least <= 1 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= least {
			return int64(m * power)
		}
	}
	return int64(10 * power)
}

func floorTo(n, step int64) int64 {
	q := n / step
	if n%step < 0 {
		q--
	}
	return q * step
}

// Tick is a mark of the axis of time. Day says that it is a midnight.
type Tick struct {
	At  time.Time
	Day bool
}

// The distances between two ticks: hours below a day, then days.
var (
	hourSteps = []int{1, 3, 6, 12}
	daySteps  = []int{1, 2, 7, 14, 28}
)

// Ticks returns the marks of what is seen, as close as labels of that width let them stand: clock hours of loc, or
// midnights. Midnights stand among the hours. On nights on which clocks change the hours are those on the clock.
func Ticks(t Times, loc *time.Location, width float32) []Tick {
	if t.X1 <= t.X0 || !t.Span.Start.Before(t.Span.End) {
		return nil
	}
	perHour := float64(t.X1-t.X0) / t.Span.Length().Hours()
	first := planner.DateOf(t.Span.Start, loc)
	last := planner.DateOf(t.Span.End, loc)
	var list []Tick
	add := func(at time.Time, day bool) {
		if !at.Before(t.Span.Start) && at.Before(t.Span.End) && (len(list) == 0 || at.After(list[len(list)-1].At)) {
			list = append(list, Tick{at, day})
		}
	}
	for _, h := range hourSteps {
		if float64(h)*perHour >= float64(width) {
			for d := first; !last.Before(d); d = d.Add(1) {
				for hour := 0; hour < 24; hour += h {
					add(d.At(hour, 0, loc), hour == 0)
				}
			}
			return list
		}
	}
	step := daySteps[len(daySteps)-1]
	for _, n := range daySteps {
		if float64(24*n)*perHour >= float64(width) {
			step = n
			break
		}
	}
	for d := first; !last.Before(d); d = d.Add(step) {
		add(d.At(0, 0, loc), true)
	}
	return list
}

// Beside returns the left end of a card of that width beside x: to its right where it has room up to that edge, else
// to its left.
func Beside(x, width, gap, right float32) float32 {
	if x+gap+width <= right {
		return x + gap
	}
	return max(0, x-gap-width)
}
