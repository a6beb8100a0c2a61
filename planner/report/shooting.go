package report

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// Shot is one video of the shooting list.
type Shot struct {
	Event    *planner.Event
	Post     time.Time    // zero for one in the backlog
	Ship     planner.Date // last day on which samples leave for the creator; zero where Post and Due are not known
	Film     planner.Date // last day of filming: the crew's days of work before the post
	Late     bool         // Ship is before the plan's as-of day
	Products []*planner.Product
	Notes    []int
}

// Shooting returns the videos by the days on which their samples must leave, those without such a day last.
// Samples leave as many days before a post as the parameters samples_days and seeding_days lie apart: a video of
// the first day of seeding needs them when all samples are due. Teasers are filmed with what the studio has and
// need none of their own, so their Ship is zero.
func (r *Report) Shooting() []Shot {
	p := r.Snapshot.Plan
	lead := max(0, int(p.Num("samples_days")-p.Num("seeding_days")))
	today := planner.DateOf(r.Snapshot.Now, r.loc)
	var list []Shot
	add := func(e *planner.Event, post planner.Date) {
		s := Shot{Event: e, Products: p.ProductsOf(e), Notes: r.NotesOf(e)}
		if e.Scheduled() {
			s.Post = e.Span.Start
		}
		if !post.IsZero() {
			s.Film = post.Add(-max(1, e.Clip.Effort))
			if e.Clip.Type != planner.Teaser {
				s.Ship = post.Add(-lead)
				s.Late = s.Ship.Before(today)
			}
		}
		list = append(list, s)
	}
	for _, e := range r.scheduled() {
		if e.Clip != nil {
			add(e, planner.DateOf(e.Span.Start, r.loc))
		}
	}
	for _, e := range p.Events.All() {
		if e.Clip != nil && !e.Scheduled() {
			add(e, e.Clip.Due)
		}
	}
	slices.SortStableFunc(list, func(a, b Shot) int { return shotDay(a).Sub(shotDay(b)) })
	return list
}

// shotDay is the day by which a video stands in the list: samples, else filming, else far away.
func shotDay(s Shot) planner.Date {
	for _, d := range []planner.Date{s.Ship, s.Film} {
		if !d.IsZero() {
			return d
		}
	}
	return planner.Date{Year: 9999, Month: 12, Day: 31}
}
