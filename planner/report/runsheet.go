package report

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// RunDay is what is to be done on one day of the market's zone.
type RunDay struct {
	Day
	Rows []RunRow
}

// What a row of the run sheet is about: all of an event, or one end of an event that goes over days.
const (
	Whole  = "whole"
	Begins = "start"
	Ends   = "end"
)

// RunRow is one thing to be done.
type RunRow struct {
	Event *planner.Event
	Edge  string // Whole, Begins or Ends
	// Span is the event's, or for Begins and Ends the instant at which it begins or ends, with no length.
	Span   planner.Span
	Shifts []planner.Shift // of a live
	Studio *planner.Studio // nil for none
	Do     planner.Text    // "do.live" and its like
	Notes  []int
}

// At returns the instant by which the row is ordered.
func (r RunRow) At() time.Time { return r.Span.Start }

// RunSheet returns every day, also before and after the period, on which something is to be done, in order.
func (r *Report) RunSheet() []RunDay {
	byDay := map[planner.Date][]RunRow{}
	put := func(row RunRow) {
		if d := planner.DateOf(row.At(), r.loc); r.holds(d) {
			byDay[d] = append(byDay[d], row)
		}
	}
	for _, e := range r.scheduled() {
		if !r.IsBand(e) {
			put(r.row(e, Whole, e.Span))
			continue
		}
		put(r.row(e, Begins, planner.Span{Start: e.Span.Start, End: e.Span.Start}))
		// An end at midnight belongs to the day that it closes.
		last := e.Span.End
		if planner.DateOf(last, r.loc) != planner.DateOf(last.Add(-time.Nanosecond), r.loc) {
			last = last.Add(-time.Minute)
		}
		put(r.row(e, Ends, planner.Span{Start: last, End: last}))
	}
	inPeriod := map[planner.Date]bool{}
	for _, d := range r.Period() {
		inPeriod[d] = true
	}
	days := make([]RunDay, 0, len(byDay))
	for d, rows := range byDay {
		slices.SortStableFunc(rows, func(a, b RunRow) int {
			return cmp.Or(a.At().Compare(b.At()), kindOrder(a.Event.Kind)-kindOrder(b.Event.Kind), cmp.Compare(a.Event.ID, b.Event.ID))
		})
		days = append(days, RunDay{r.day(d, inPeriod[d]), rows})
	}
	slices.SortFunc(days, func(a, b RunDay) int { return a.Date.Sub(b.Date) })
	return days
}

func (r *Report) row(e *planner.Event, edge string, span planner.Span) RunRow {
	row := RunRow{Event: e, Edge: edge, Span: span, Notes: r.NotesOf(e)}
	if e.Live != nil {
		row.Shifts = e.Live.Shifts
		row.Studio, _ = r.Snapshot.Plan.Studios.Get(e.Live.Studio)
	}
	row.Do = r.do(e, row)
	return row
}

// do says what to do: "do.<kind>", or one of its special cases. Arguments are what the text needs to name.
func (r *Report) do(e *planner.Event, row RunRow) planner.Text {
	switch {
	case e.Clip != nil:
		return planner.T("do.video." + e.Clip.Type)
	case e.Live != nil && row.Studio != nil && row.Studio.Setup > 0:
		return planner.T("do.live.setup", row.Studio.Name, planner.T("unit.min", row.Studio.Setup))
	case e.Live != nil:
		return planner.T("do.live")
	case e.Promo != nil && e.Promo.Quantity > 0 && row.Edge != Ends:
		return planner.T("do."+string(e.Kind)+"."+row.Edge+".quantity", e.Promo.Quantity)
	case e.Task != nil:
		return planner.T("do.milestone." + e.Task.Type)
	}
	return planner.T("do." + string(e.Kind) + "." + row.Edge)
}
