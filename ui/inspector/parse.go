package inspector

import (
	"strings"
	"time"

	"bfplanner/planner"
)

// parseHour reads a clock time "14:30" as the first instant from the session's start at which clocks of the
// zone show it, or a full time "2024-11-29 14:30".
func parseHour(s string, session planner.Span, loc *time.Location) (time.Time, error) {
	t, err := time.Parse("15:04", strings.TrimSpace(strings.ReplaceAll(s, "：", ":")))
	if err != nil {
		return planner.ParseClock(s, loc)
	}
	d := planner.DateOf(session.Start, loc)
	at := d.At(t.Hour(), t.Minute(), loc)
	if at.Before(session.Start) {
		at = d.Add(1).At(t.Hour(), t.Minute(), loc)
	}
	return at, nil
}
