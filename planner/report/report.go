// Package report says what paper and sheets show of a plan, as typed rows: cover, calendars, run sheet, promotions,
// and the sheets of hosts, warehouse and film crew. It chooses, orders and numbers; it holds no words and knows no ink.
package report

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/pricing"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
)

// Note is a finding under the number by which every page refers to it.
type Note struct {
	Number int // from 1
	rules.Finding
}

// Report answers what each page shows of one snapshot. It is read only.
type Report struct {
	Snapshot *editor.Snapshot
	Notes    []Note // the snapshot's findings in its order
	byEvent  map[string][]int
	flags    []risk.Day
	flagOf   map[planner.Date][]risk.Hit
	holidays map[planner.Date][]planner.Holiday
	loc      *time.Location
	price    func(sku string, at time.Time) (planner.Money, error) // what a buyer pays
	from, to planner.Date                                          // first and last day; zero for no limit
}

// New makes the report of a snapshot.
func New(s *editor.Snapshot) *Report {
	r := &Report{
		Snapshot: s, byEvent: map[string][]int{}, flagOf: map[planner.Date][]risk.Hit{},
		holidays: map[planner.Date][]planner.Holiday{}, loc: s.Plan.Zone(),
	}
	book := pricing.New(s.Plan)
	r.price = func(sku string, at time.Time) (planner.Money, error) {
		q, err := book.At(sku, at)
		return q.Final, err
	}
	for i, f := range s.Findings {
		r.Notes = append(r.Notes, Note{i + 1, f})
		for _, id := range f.Events {
			if !slices.Contains(r.byEvent[id], i+1) {
				r.byEvent[id] = append(r.byEvent[id], i+1)
			}
		}
	}
	campaign := s.Plan.Sale.Campaign()
	r.flags = risk.Flagged(s.Plan, s.Now, campaign)
	for _, d := range r.flags {
		r.flagOf[d.Date] = d.Windows
	}
	for _, h := range planner.Holidays(campaign, r.loc) {
		r.holidays[h.Date] = append(r.holidays[h.Date], h)
	}
	return r
}

// NotesOf returns the numbers of the findings that concern the event, in order.
func (r *Report) NotesOf(e *planner.Event) []int { return r.byEvent[e.ID] }

// Projected reports whether the dates of the sale are a projection, which every page must say.
func (r *Report) Projected() bool { return r.Snapshot.Plan.Sale.Status == planner.Projected }

// Period returns the whole days in the market's zone from the start of seeding to the end of the sale, which
// calendars show, or those that Between asked for.
func (r *Report) Period() []planner.Date {
	sale := r.Snapshot.Plan.Sale
	for _, p := range sale.Phases() {
		if p.ID == planner.Seeding {
			return r.clip(planner.Span{Start: p.Span.Start, End: sale.Span.End}.Dates(r.loc))
		}
	}
	return r.clip(sale.Span.Dates(r.loc))
}

// Day is one civil date of the market's zone with what is known of it.
type Day struct {
	Date     planner.Date
	Phase    planner.PhaseID // in force at noon, "" outside the campaign
	Holidays []planner.Holiday
	Risks    []risk.Hit // the gravest first
	In       bool       // inside the period that calendars show
}

// DayOf returns what is known of a date of the market's zone; it is In where it lies between the report's ends.
func (r *Report) DayOf(d planner.Date) Day { return r.day(d, r.holds(d)) }

func (r *Report) day(d planner.Date, in bool) Day {
	return Day{d, r.Snapshot.Plan.Sale.PhaseAt(d.At(12, 0, r.loc)), r.holidays[d], r.flagOf[d], in}
}

// scheduled returns the events that have a time, by their starts, then in the order of the lanes, then by ID.
func (r *Report) scheduled() []*planner.Event {
	var list []*planner.Event
	for _, e := range r.Snapshot.Plan.Events.All() {
		if e.Scheduled() && r.touches(e.Span) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *planner.Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), kindOrder(a.Kind)-kindOrder(b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func kindOrder(k planner.Kind) int { return slices.Index(planner.Kinds, k) }
