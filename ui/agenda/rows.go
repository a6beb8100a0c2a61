package agenda

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/risk"
	"bfplanner/ui/filter"
	"bfplanner/ui/words"
)

// row is one event of the list.
type row struct {
	event *planner.Event
	date  planner.Date // of its start on the market's calendar; zero for one without a time
	marks filter.Marks
}

// heading is a day of the list, with what is said of it.
type heading struct {
	date     planner.Date // zero for the events without a time
	holidays []string     // keys of the translations
	phase    planner.PhaseID
	risks    []risk.Hit
	count    int // events that are listed below it
}

// line is a heading or a row.
type line struct {
	head *heading
	row  *row
}

// rowsOf makes a row of each event of the plan in the order of time; those without a time stand last.
func rowsOf(s *editor.Snapshot, index *filter.Index) []*row {
	loc, events := s.Plan.Zone(), s.Plan.Events.All()
	list, store := make([]*row, len(events)), make([]row, len(events))
	for i, e := range events {
		store[i] = row{event: e, marks: index.Marks(e.ID)}
		if e.Scheduled() {
			store[i].date = planner.DateOf(e.Span.Start, loc)
		}
		list[i] = &store[i]
	}
	slices.SortFunc(list, func(a, b *row) int {
		switch timed := a.event.Scheduled(); {
		case timed && !b.event.Scheduled():
			return -1
		case !timed && b.event.Scheduled():
			return 1
		}
		return cmp.Or(a.event.Span.Start.Compare(b.event.Span.Start), cmp.Compare(rank(a.event.Kind), rank(b.event.Kind)), strings.Compare(a.event.ID, b.event.ID))
	})
	return list
}

// rank is the place of a kind among the calendar's lanes.
func rank(k planner.Kind) int { return slices.Index(planner.Kinds, k) }

// linesOf returns the rows that the filter keeps, each day under its heading.
func linesOf(s *editor.Snapshot, rows []*row, keeps func(*planner.Event) bool) []line {
	list := make([]line, 0, len(rows)+100)
	var head *heading
	for _, r := range rows {
		if !keeps(r.event) {
			continue
		}
		if head == nil || head.date != r.date {
			head = &heading{date: r.date}
			list = append(list, line{head: head})
		}
		head.count++
		list = append(list, line{row: r})
	}
	describe(s, list)
	return list
}

// describe says of each heading's day what it is: its holidays, its phase, the risk windows that touch it.
func describe(s *editor.Snapshot, list []line) {
	var days []*heading
	for _, l := range list {
		if l.head != nil && !l.head.date.IsZero() {
			days = append(days, l.head)
		}
	}
	if len(days) == 0 {
		return
	}
	p, loc := s.Plan, s.Plan.Zone()
	span := planner.Span{Start: days[0].date.At(0, 0, loc), End: days[len(days)-1].date.Add(1).At(0, 0, loc)}
	byDate := make(map[planner.Date]*heading, len(days))
	phases := p.Sale.Phases()
	for _, d := range days {
		byDate[d.date] = d
		noon := d.date.At(12, 0, loc)
		for _, ph := range phases {
			if ph.Span.Contains(noon) {
				d.phase = ph.ID
			}
		}
	}
	for _, h := range planner.Holidays(span, loc) {
		if d := byDate[h.Date]; d != nil {
			d.holidays = append(d.holidays, h.Key)
		}
	}
	for _, flagged := range risk.Flagged(p, s.Now, span) {
		if d := byDate[flagged.Date]; d != nil {
			d.risks = flagged.Windows
		}
	}
}

// wholeDays reports whether the span begins and ends at midnights of loc.
func wholeDays(s planner.Span, loc *time.Location) bool {
	midnight := func(t time.Time) bool { return planner.DateOf(t, loc).At(0, 0, loc).Equal(t) }
	return s.Start.Before(s.End) && midnight(s.Start) && midnight(s.End)
}

// view is what the words of a row depend on; its words show times on the market's clock.
type view struct {
	words *words.Words
	plan  *planner.Plan
}
