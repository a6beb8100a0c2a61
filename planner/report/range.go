package report

import "bfplanner/planner"

// Between returns the report of those days alone, both included, counted in the market's zone: events that touch
// none of them are left out, and calendars show these days. A zero date leaves that end as it is.
func (r *Report) Between(from, to planner.Date) *Report {
	n := *r
	n.from, n.to = from, to
	return &n
}

// holds reports whether the day lies between the first and the last day of the report.
func (r *Report) holds(d planner.Date) bool {
	return (r.from.IsZero() || !d.Before(r.from)) && (r.to.IsZero() || !r.to.Before(d))
}

// touches reports whether some day of the span lies between the first and the last day of the report.
func (r *Report) touches(s planner.Span) bool {
	first, last := planner.DateOf(s.Start, r.loc), planner.DateOf(s.End.Add(-1), r.loc)
	return (r.from.IsZero() || !last.Before(r.from)) && (r.to.IsZero() || !r.to.Before(first))
}

// clip returns the days from first to last, with the ends of the report in place of them where it has its own.
func (r *Report) clip(days []planner.Date) []planner.Date {
	if len(days) == 0 || r.from.IsZero() && r.to.IsZero() {
		return days
	}
	first, last := days[0], days[len(days)-1]
	if !r.from.IsZero() {
		first = r.from
	}
	if !r.to.IsZero() {
		last = r.to
	}
	var list []planner.Date
	for d := first; !last.Before(d); d = d.Add(1) {
		list = append(list, d)
	}
	return list
}
