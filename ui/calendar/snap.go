package calendar

import (
	"math"
	"time"

	"bfplanner/planner"
)

// grid returns the steps of the clock to which a drag snaps; 0 far out, where drags go by the day.
func (s scale) grid() time.Duration {
	switch {
	case s.far():
		return 0
	case s.step > 0:
		return s.step
	case s.pxPerHour < 32:
		return 30 * time.Minute
	}
	return 15 * time.Minute
}

// snap returns the instant of the grid nearest to t on the clock of loc, whose day starts the grid anew.
func snap(t time.Time, grid time.Duration, loc *time.Location) time.Time {
	if grid <= 0 {
		return t
	}
	midnight := planner.DateOf(t, loc).At(0, 0, loc)
	return midnight.Add(t.Sub(midnight).Round(grid))
}

// daysBetween returns how many dates lie between the dates of two instants.
func daysBetween(from, to time.Time, loc *time.Location) int {
	return planner.DateOf(to, loc).Sub(planner.DateOf(from, loc))
}

// shift is a move as a Command has it: whole days on the calendar, then a length of time.
type shift struct {
	days int
	by   time.Duration
}

// nearestDays returns how many days the pointer went, to the nearest.
func nearestDays(from, to time.Time) int { return int(math.Round(to.Sub(from).Hours() / 24)) }

// shiftTo returns the move that brings what is held to the snapped instant: far out the day alone, keeping the hour,
// closer in also the clock.
func (d *drag) shiftTo(s *scene, start time.Time) shift {
	span, loc := d.held.span, s.scale.loc
	if d.byDays(s) {
		by := time.Duration(0)
		if d.keys {
			by = d.move.by // keys that freed it moved it off its hour
		}
		return shift{nearestDays(span.Start, start.Add(-by)), by}
	}
	start = d.snapSpan(s, start, span.Length())
	days := daysBetween(span.Start, start, loc)
	return shift{days, start.Sub(span.MoveDays(days, loc).Start)}
}

// apply returns the span after the move.
func (m shift) apply(span planner.Span, loc *time.Location) planner.Span {
	return span.MoveDays(m.days, loc).Shift(m.by)
}

// edgeTo returns where an edge of a block goes when it is dragged to t: far out by whole days, keeping its hour, closer
// in to the grid or to a magnet.
func (d *drag) edgeTo(s *scene, edge, t time.Time) time.Time {
	if d.byDays(s) {
		return planner.Span{Start: edge, End: edge.Add(1)}.MoveDays(nearestDays(edge, t), s.scale.loc).Start
	}
	return d.snap(s, t)
}

// wholeDays returns the span of all dates between two instants, whichever comes first, both dates included.
func wholeDays(a, b time.Time, loc *time.Location) planner.Span {
	if b.Before(a) {
		a, b = b, a
	}
	return planner.Span{Start: planner.DateOf(a, loc).At(0, 0, loc), End: planner.DateOf(b, loc).Add(1).At(0, 0, loc)}
}
