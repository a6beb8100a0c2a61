package report

import (
	"cmp"
	"slices"

	"bfplanner/planner"
)

// WeekPage is seven days by the hour, Monday first.
type WeekPage struct {
	Days    [7]Day
	Running [7][]*planner.Event // bands that cover some of the day, by their starts
	Hours   []HourRow           // those in which something begins, in order
}

// HourRow is what begins in one clock hour of the market's zone.
type HourRow struct {
	Hour   int // 0 to 23
	Events [7][]*planner.Event
}

// WeekPages returns a page a week of the period.
func (r *Report) WeekPages() []WeekPage {
	days := r.Period()
	if len(days) == 0 {
		return nil
	}
	in := map[planner.Date]bool{}
	for _, d := range days {
		in[d] = true
	}
	byDay, running := map[planner.Date][]*planner.Event{}, map[planner.Date][]*planner.Event{}
	for _, e := range r.scheduled() {
		if !r.IsBand(e) {
			d := planner.DateOf(e.Span.Start, r.loc)
			byDay[d] = append(byDay[d], e)
			continue
		}
		for _, d := range e.Span.Dates(r.loc) {
			running[d] = append(running[d], e)
		}
	}
	var pages []WeekPage
	first := days[0].Add(-(int(days[0].Weekday()) + 6) % 7)
	for ; !days[len(days)-1].Before(first); first = first.Add(7) {
		var w WeekPage
		hours := map[int]*HourRow{}
		for i := range w.Days {
			d := first.Add(i)
			w.Days[i] = r.day(d, in[d])
			if !in[d] {
				continue
			}
			w.Running[i] = running[d]
			for _, e := range byDay[d] {
				h := e.Span.Start.In(r.loc).Hour()
				if hours[h] == nil {
					hours[h] = &HourRow{Hour: h}
				}
				hours[h].Events[i] = append(hours[h].Events[i], e)
			}
		}
		for _, h := range hours {
			w.Hours = append(w.Hours, *h)
		}
		slices.SortFunc(w.Hours, func(a, b HourRow) int { return cmp.Compare(a.Hour, b.Hour) })
		pages = append(pages, w)
	}
	return pages
}
