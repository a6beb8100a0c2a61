package risk

import (
	"time"

	"bfplanner/planner"
)

// Rehearse returns what happened once as a window on the plan: the window of another market or year, moved so that
// it begins at start, in the plan's market and always known, so that its rules, flags and losses can be tried out.
// A window of whole days begins on the civil date of start, in the market's zone; one that never ended does not
// end here either. It is a row of the user's own, to be put on the plan and dropped like any other, with the ID
// of what it repeats in its note. A kind that touches no event of the Shop touches none here.
func Rehearse(w *planner.RiskWindow, p *planner.Plan, start time.Time) *planner.RiskWindow {
	n, loc := *w, p.Zone()
	n.ID, n.Own, n.Markets, n.KnownFrom = RehearsalPrefix+w.ID, true, []string{p.Market.ID}, time.Time{}
	n.Note = w.ID
	n.Span = planner.Span{Start: start.UTC(), End: planner.Forever}
	first := planner.DateOf(start, loc)
	if w.AllDay {
		n.Span.Start = first.At(0, 0, loc)
	}
	switch length := w.Span.Length(); {
	case w.Span.End.Equal(planner.Forever):
	case w.AllDay:
		n.Span.End = first.Add(int(length.Round(24*time.Hour)/(24*time.Hour))).At(0, 0, loc)
	default:
		n.Span.End = n.Span.Start.Add(length)
	}
	return &n
}

// RehearsalPrefix begins the IDs of windows that Rehearse made.
const RehearsalPrefix = "rehearse-"
