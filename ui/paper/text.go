package paper

import (
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/ui/words"
)

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func join(list []string) string { return strings.Join(list, ", ") }

// zoneName names the words' zone, for T, in every language that is spoken.
func zoneName(w *words.Words) any {
	if key := "zone." + w.Zone().String(); w.Has(key) {
		return planner.T(key)
	}
	return w.ZoneName()
}

// spanOn returns a span as it is read on a sheet of the day: clock times alone where it lies on that day in the
// clock's zone, the days too where it does not.
func spanOn(w *words.Words, d planner.Date, s planner.Span) string {
	last := s.End
	if s.Start.Before(s.End) {
		last = last.Add(-1)
	}
	if planner.DateOf(s.Start, w.Zone()) != d || planner.DateOf(last, w.Zone()) != d {
		return w.Span(s)
	}
	from, to := w.Clock(s.Start), w.Clock(s.End)
	switch {
	case !s.Start.Before(s.End):
		return from
	case to == "00:00":
		to = "24:00"
	}
	return from + "–" + to
}

// ranges returns dates as words, days that follow one another as from and to, with their years where it is not the one given.
func ranges(w *words.Words, dates []planner.Date, year int) string {
	var parts []string
	day := func(d planner.Date) string {
		if d.Year != year {
			return w.Date(d)
		}
		return w.Day(d)
	}
	for i := 0; i < len(dates); {
		j := i
		for j+1 < len(dates) && dates[j+1] == dates[j].Add(1) {
			j++
		}
		part := day(dates[i])
		if j > i {
			part += " – " + day(dates[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
