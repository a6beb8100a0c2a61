package report

import (
	"time"

	"bfplanner/planner"
)

// Month is one page of the calendar: the weeks, from Monday to Sunday, that hold days of the period in one month.
// A month of which the period has less than a week stands on the page of the month beside it.
type Month struct {
	First, Last planner.Date
	Weeks       []Week
}

// Week is one row of a month's grid.
type Week struct {
	Days  [7]MonthDay // Monday first
	Bands []Band
}

// MonthDay is a cell of the grid. Days of other months and days outside the period are not In and hold nothing.
type MonthDay struct {
	Day
	Events []*planner.Event // that begin on the day and are not bands, by their starts
}

// Band is the part of an event of more than one day that lies in a week's row.
type Band struct {
	Event       *planner.Event
	First, Last int  // columns, 0 for Monday; First <= Last
	Begins      bool // the event begins in this part
	Ends        bool
}

// bandLength is how long an event must be, and over more than one date, to be drawn as a band across days.
const bandLength = 20 * time.Hour

// IsBand reports whether calendars draw the event as a band across days rather than inside the day on which it begins.
func (r *Report) IsBand(e *planner.Event) bool {
	return e.Span.Length() >= bandLength && len(e.Span.Dates(r.loc)) > 1
}

// Months returns the pages of the calendar over the period, in order. A week that two months share stands on
// both pages, each with its own days.
func (r *Report) Months() []Month {
	byDay := map[planner.Date][]*planner.Event{}
	var bands []*planner.Event
	for _, e := range r.scheduled() {
		if r.IsBand(e) {
			bands = append(bands, e)
			continue
		}
		d := planner.DateOf(e.Span.Start, r.loc)
		byDay[d] = append(byDay[d], e)
	}
	months := pagesOf(r.Period())
	for n := range months {
		m := &months[n]
		for d := m.First; !m.Last.Before(d); d = d.Add(1) {
			column := (int(d.Weekday()) + 6) % 7
			if len(m.Weeks) == 0 || column == 0 {
				m.Weeks = append(m.Weeks, emptyWeek(d.Add(-column)))
			}
			m.Weeks[len(m.Weeks)-1].Days[column] = MonthDay{r.day(d, true), byDay[d]}
		}
	}
	for i := range months {
		for j := range months[i].Weeks {
			r.band(&months[i].Weeks[j], bands)
		}
	}
	return months
}

// pagesOf cuts days that follow one another into pages at the ends of months.
func pagesOf(days []planner.Date) []Month {
	var months []Month
	for _, d := range days {
		if n := len(months); n > 0 && (months[n-1].Last.Month == d.Month || months[n-1].Last.Sub(months[n-1].First) < 6 || days[len(days)-1].Sub(d) < 6) {
			months[n-1].Last = d
			continue
		}
		months = append(months, Month{First: d, Last: d})
	}
	return months
}

func emptyWeek(monday planner.Date) Week {
	var w Week
	for i := range w.Days {
		w.Days[i].Date = monday.Add(i)
	}
	return w
}

// band adds the parts of the events that lie on the week's own days.
func (r *Report) band(w *Week, events []*planner.Event) {
	for _, e := range events {
		days := e.Span.Dates(r.loc)
		b := Band{Event: e, First: -1}
		for i, d := range w.Days {
			if !d.In || d.Date.Before(days[0]) || days[len(days)-1].Before(d.Date) {
				continue
			}
			if b.First < 0 {
				b.First = i
			}
			b.Last = i
		}
		if b.First < 0 {
			continue
		}
		b.Begins = w.Days[b.First].Date == days[0]
		b.Ends = w.Days[b.Last].Date == days[len(days)-1]
		w.Bands = append(w.Bands, b)
	}
}
