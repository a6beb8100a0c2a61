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

// shiftTo returns the move that brings the span's start to the snapped instant: far out the day alone, keeping
// the hour, closer in also the clock.
func (s scale) shiftTo(span planner.Span, start time.Time) shift {
	if s.far() {
		return shift{days: nearestDays(span.Start, start)}
	}
	start = snap(start, s.grid(), s.loc)
	days := daysBetween(span.Start, start, s.loc)
	return shift{days, start.Sub(span.MoveDays(days, s.loc).Start)}
}

// apply returns the span after the move.
func (m shift) apply(span planner.Span, loc *time.Location) planner.Span {
	return span.MoveDays(m.days, loc).Shift(m.by)
}

// edgeTo returns where an edge of a block goes when it is dragged to t: far out by whole days, keeping its
// hour, closer in on the grid.
func (s scale) edgeTo(edge, t time.Time) time.Time {
	if s.far() {
		return planner.Span{Start: edge, End: edge.Add(1)}.MoveDays(nearestDays(edge, t), s.loc).Start
	}
	return snap(t, s.grid(), s.loc)
}

// wholeDays returns the span of all dates between two instants, whichever comes first, both dates included.
func wholeDays(a, b time.Time, loc *time.Location) planner.Span {
	if b.Before(a) {
		a, b = b, a
	}
	return planner.Span{Start: planner.DateOf(a, loc).At(0, 0, loc), End: planner.DateOf(b, loc).Add(1).At(0, 0, loc)}
}
