package schedule

import (
	"time"

	"bfplanner/planner"
)

// roster is who and what is taken when: hosts by their shifts, studios by their sessions.
type roster struct {
	loc     *time.Location
	limits  planner.Limits
	week0   planner.Date              // first day of the first week of hosts' hours
	shifts  map[string][]planner.Span // by host
	studios map[string][]studioUse    // by studio
}

// studioUse is a session in a studio and when its set-up begins.
type studioUse struct{ setup, session planner.Span }

func newRoster(loc *time.Location, limits planner.Limits, week0 planner.Date) *roster {
	return &roster{loc: loc, limits: limits, week0: week0, shifts: map[string][]planner.Span{}, studios: map[string][]studioUse{}}
}

// book takes the hosts and the studio of a live.
func (r *roster) book(p *planner.Plan, live *planner.Event) {
	for _, s := range live.Live.Shifts {
		r.shifts[s.Host] = append(r.shifts[s.Host], s.Span)
	}
	if studio, ok := p.Studios.Get(live.Live.Studio); ok {
		r.studios[studio.ID] = append(r.studios[studio.ID], r.usage(studio, live.Span))
	}
}

func (r *roster) usage(s *planner.Studio, session planner.Span) studioUse {
	return studioUse{planner.Span{Start: session.Start.Add(-r.limits.Setup(s.ID)), End: session.Start}, session}
}

// hostFree reports whether the host may take the shift besides what is booked and the shifts of the session
// that is being made: hours, length of shift, breaks, rest overnight, minutes a day and a week.
func (r *roster) hostFree(h *planner.Host, shift planner.Span, making []planner.Shift) bool {
	limits := r.limits.Host(h.ID)
	if n := shift.Length(); n < limits.Shift.Min || limits.Shift.Max > 0 && n > limits.Shift.Max || !h.Available(shift, r.loc) {
		return false
	}
	day := planner.DateOf(shift.Start, r.loc)
	inDay, inWeek := shift.Length(), shift.Length()
	fits := func(s planner.Span) bool {
		gap, d := limits.Rest, planner.DateOf(s.Start, r.loc)
		if d == day {
			gap = limits.Break
			inDay += s.Length()
		}
		if r.week(d) == r.week(day) {
			inWeek += s.Length()
		}
		return !s.End.Add(gap).After(shift.Start) || !shift.End.Add(gap).After(s.Start)
	}
	for _, s := range r.shifts[h.ID] {
		if !fits(s) {
			return false
		}
	}
	for _, s := range making {
		if s.Host == h.ID && !fits(s.Span) {
			return false
		}
	}
	return (limits.Day == 0 || inDay <= limits.Day) && (limits.Week == 0 || inWeek <= limits.Week)
}

// week numbers the sevens of days from the start of seeding.
func (r *roster) week(d planner.Date) int {
	n := d.Sub(r.week0)
	if n < 0 {
		n -= 6
	}
	return n / 7
}
