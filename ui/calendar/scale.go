package calendar

import (
	"math"
	"time"

	"bfplanner/planner"
)

// The limits of the zoom, in pixels an hour: from about 80 days to a few hours in a window of usual width.
const (
	minPxPerHour = 0.55
	maxPxPerHour = 240
	// nearPxPerHour is where blocks take their true length and drags go by the clock in place of the day.
	nearPxPerHour = 8
)

// scale is the time axis: which instant stands where. It is linear in elapsed time, so that a day of 23 or 25
// hours is as much narrower or wider; where days start is asked of the zone.
type scale struct {
	loc       *time.Location
	origin    time.Time // the instant at left
	left      float32   // where the axis begins, right of the lanes' names
	right     float32   // where it ends
	pxPerHour float64
	step      time.Duration // in which drags go, 24 hours for days; 0 follows the zoom
}

// x returns where the instant stands.
func (s scale) x(t time.Time) float32 {
	return s.left + float32(t.Sub(s.origin).Hours()*s.pxPerHour)
}

// at returns the instant that stands at x, to the second.
func (s scale) at(x float32) time.Time {
	hours := float64(x-s.left) / s.pxPerHour
	return s.origin.Add(time.Duration(hours * float64(time.Hour))).Round(time.Second)
}

// far reports whether blocks are chips and drags go by the day.
func (s scale) far() bool {
	if s.step > 0 {
		return s.step >= 24*time.Hour
	}
	return s.pxPerHour < nearPxPerHour
}

// pxPerDay returns how wide a day of 24 hours is.
func (s scale) pxPerDay() float64 { return s.pxPerHour * 24 }

// visible returns the span that is in sight.
func (s scale) visible() planner.Span { return planner.Span{Start: s.origin, End: s.at(s.right)} }

// days returns the civil dates in sight, also those cut at the edges.
func (s scale) days() []planner.Date { return s.visible().Dates(s.loc) }

// dayX returns where the date begins and ends.
func (s scale) dayX(d planner.Date) (from, to float32) {
	span := d.Span(s.loc)
	return s.x(span.Start), s.x(span.End)
}

// zoom returns the axis enlarged by the factor, the instant at x staying where it is.
func (s scale) zoom(factor float64, x float32) scale {
	fixed := s.at(x)
	s.pxPerHour = math.Max(minPxPerHour, math.Min(maxPxPerHour, s.pxPerHour*factor))
	s.origin = fixed.Add(-time.Duration(float64(x-s.left) / s.pxPerHour * float64(time.Hour))).Round(time.Second)
	return s
}

// pan returns the axis moved so that what stood at x stands at x+dx.
func (s scale) pan(dx float32) scale {
	s.origin = s.at(s.left - dx)
	return s
}

// fit returns the axis that shows the whole span, as near as the limits of the zoom allow.
func (s scale) fit(span planner.Span) scale {
	if width := float64(s.right - s.left); width > 0 && span.Length() > 0 {
		s.pxPerHour = math.Max(minPxPerHour, math.Min(maxPxPerHour, width/span.Length().Hours()))
	}
	s.origin = span.Start
	return s
}

// within returns the axis moved, if it must be, so that its middle lies in the span.
func (s scale) within(span planner.Span) scale {
	half := s.visible().Length() / 2
	middle := s.origin.Add(half)
	switch {
	case span.IsZero():
	case middle.Before(span.Start):
		s.origin = span.Start.Add(-half)
	case middle.After(span.End):
		s.origin = span.End.Add(-half)
	}
	return s
}

// showing returns the axis moved as little as brings the span, or its start where it is too long, into sight
// with some room beside it.
func (s scale) showing(span planner.Span) scale {
	room := (s.right - s.left) / 12
	from, to := s.x(span.Start), s.x(span.End)
	switch {
	case from < s.left+room || to-from > s.right-s.left-2*room:
		return s.pan(s.left + room - from)
	case to > s.right-room:
		return s.pan(s.right - room - to)
	}
	return s
}

// hourSteps are the distances, in hours, at which the ruler may name hours.
var hourSteps = []int{1, 2, 3, 4, 6, 12}

// hourStep returns every how many hours the ruler has room for a label of that width; 0 where it has none.
func (s scale) hourStep(label float32) int {
	for _, step := range hourSteps {
		if float64(step)*s.pxPerHour >= float64(label) {
			return step
		}
	}
	return 0
}
