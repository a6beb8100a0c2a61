package calendar

import (
	"testing"
	"time"

	"bfplanner/planner"
)

func pacific(t testing.TB) *time.Location {
	t.Helper()
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func day(y int, m time.Month, d int) planner.Date { return planner.Date{Year: y, Month: m, Day: d} }

func axis(t testing.TB, from planner.Date, pxPerHour float64) scale {
	loc := pacific(t)
	return scale{loc: loc, origin: from.At(0, 0, loc), left: 100, right: 1300, pxPerHour: pxPerHour}
}

func TestDaysStartAtMidnightAlsoWhenClocksChange(t *testing.T) {
	for _, c := range []struct {
		date  planner.Date
		hours float32
	}{
		{day(2024, 11, 2), 24}, {day(2024, 11, 3), 25}, {day(2024, 11, 4), 24},
		{day(2025, 3, 8), 24}, {day(2025, 3, 9), 23}, {day(2025, 3, 10), 24}, {day(2024, 12, 31), 24},
	} {
		s := axis(t, c.date.Add(-3), 2)
		from, to := s.dayX(c.date)
		if got := (to - from) / 2; got != c.hours {
			t.Errorf("%v is %v hours wide, want %v", c.date, got, c.hours)
		}
		next, _ := s.dayX(c.date.Add(1))
		if next != to {
			t.Errorf("%v ends at %v, the next day begins at %v", c.date, to, next)
		}
		if got := planner.DateOf(s.at(from+1), s.loc); got != c.date {
			t.Errorf("right of the start of %v lies %v", c.date, got)
		}
		if got := planner.DateOf(s.at(from-1), s.loc); got != c.date.Add(-1) {
			t.Errorf("left of the start of %v lies %v", c.date, got)
		}
	}
}

func TestZoomKeepsTheInstantUnderThePointer(t *testing.T) {
	s := axis(t, day(2024, 11, 1), 2)
	for _, factor := range []float64{0.1, 0.8, 1.25, 7, 1000} {
		for _, x := range []float32{100, 333, 1299} {
			before := s.at(x)
			z := s.zoom(factor, x)
			if gap := z.at(x).Sub(before).Abs(); gap > time.Minute {
				t.Errorf("zoom %v about %v moves what stands there by %v", factor, x, gap)
			}
			if z.pxPerHour < minPxPerHour || z.pxPerHour > maxPxPerHour {
				t.Errorf("zoom %v leaves the limits: %v", factor, z.pxPerHour)
			}
		}
	}
}

func TestFitShowsTheSpan(t *testing.T) {
	loc := pacific(t)
	for _, days := range []int{2, 22, 51} {
		span := planner.Span{Start: day(2024, 10, 14).At(0, 0, loc), End: day(2024, 10, 14+days).At(0, 0, loc)}
		s := axis(t, day(2020, 1, 1), 3).fit(span)
		if a, z := s.x(span.Start), s.x(span.End); a != 100 || z < 1299 || z > 1301 {
			t.Errorf("%d days stand from %v to %v", days, a, z)
		}
	}
}

func TestPanAndWithin(t *testing.T) {
	loc := pacific(t)
	campaign := planner.Span{Start: day(2024, 9, 14).At(0, 0, loc), End: day(2025, 2, 11).At(0, 0, loc)}
	s := axis(t, day(2024, 11, 1), 2)
	if p := s.pan(48); !p.origin.Equal(day(2024, 10, 31).At(0, 0, loc)) {
		t.Errorf("a day to the right shows from %v", p.origin)
	}
	if p := s.pan(48).pan(-48); p != s {
		t.Errorf("there and back is %v, was %v", p, s)
	}
	if p := s.within(campaign); p != s {
		t.Error("a view inside the campaign was moved")
	}
	for _, far := range []float32{1e6, -1e6} {
		v := s.pan(far).within(campaign).visible()
		if middle := v.Start.Add(v.Length() / 2); middle.Before(campaign.Start) || middle.After(campaign.End) {
			t.Errorf("panned by %v the middle is %v", far, middle)
		}
	}
}

func TestShowingMovesNoFurtherThanItMust(t *testing.T) {
	loc := pacific(t)
	s := axis(t, day(2024, 11, 1), 2)
	seen := planner.Span{Start: day(2024, 11, 10).At(0, 0, loc), End: day(2024, 11, 11).At(0, 0, loc)}
	if s.showing(seen) != s {
		t.Error("what is in sight moved the view")
	}
	for _, d := range []planner.Date{day(2024, 10, 1), day(2024, 12, 24)} {
		span := d.Span(loc)
		v := s.showing(span)
		if a, z := v.x(span.Start), v.x(span.End); a < 100 || z > 1300 {
			t.Errorf("%v stands from %v to %v", d, a, z)
		}
	}
}

func TestHourStepLeavesRoomForLabels(t *testing.T) {
	for _, c := range []struct {
		px   float64
		want int
	}{{1, 0}, {2, 12}, {8, 3}, {12, 2}, {30, 1}, {100, 1}} {
		if got := (scale{pxPerHour: c.px}).hourStep(24); got != c.want {
			t.Errorf("at %v px an hour: every %d hours, want %d", c.px, got, c.want)
		}
	}
}
