package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// roster is who and what is taken when: hosts by their shifts, studios and shops by their sessions.
type roster struct {
	loc     *time.Location
	limits  planner.Limits
	week0   planner.Date              // first day of the first week of hosts' hours
	shifts  map[string][]planner.Span // by host
	onAir   map[string]time.Duration  // by host
	studios map[string][]studioUse    // by studio
	session map[string][]planner.Span // by shop
}

// studioUse is a session in a studio and when its set-up begins.
type studioUse struct{ setup, session planner.Span }

func newRoster(loc *time.Location, limits planner.Limits, week0 planner.Date) *roster {
	return &roster{loc: loc, limits: limits, week0: week0, shifts: map[string][]planner.Span{}, onAir: map[string]time.Duration{},
		studios: map[string][]studioUse{}, session: map[string][]planner.Span{}}
}

// book takes the hosts, the studio and the shop of a live.
func (r *roster) book(p *planner.Plan, live *planner.Event) {
	for _, s := range live.Live.Shifts {
		r.shifts[s.Host] = append(r.shifts[s.Host], s.Span)
		r.onAir[s.Host] += s.Span.Length()
	}
	if studio, ok := p.Studios.Get(live.Live.Studio); ok {
		r.studios[studio.ID] = append(r.studios[studio.ID], r.usage(studio, live.Span))
	}
	r.session[live.Shop] = append(r.session[live.Shop], live.Span)
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

// studioFor returns the studio that is free for the session with its set-up before it: the cheapest, of
// equals the one used least so far. A shop without studios sends from none, which is "".
func (r *roster) studioFor(p *planner.Plan, session planner.Span) (string, bool) {
	if p.Studios.Len() == 0 {
		return "", true
	}
	free := slices.DeleteFunc(slices.Clone(p.Studios.All()), func(s *planner.Studio) bool {
		want := r.usage(s, session)
		return slices.ContainsFunc(r.studios[s.ID], func(u studioUse) bool {
			return want.session.Overlaps(u.session) || want.setup.Overlaps(u.session) || u.setup.Overlaps(want.session)
		})
	})
	if len(free) == 0 {
		return "", false
	}
	best := slices.MinFunc(free, func(a, b *planner.Studio) int {
		return cmp.Or(cmp.Compare(a.CostHour, b.CostHour), cmp.Compare(len(r.studios[a.ID]), len(r.studios[b.ID])), cmp.Compare(a.ID, b.ID))
	})
	return best.ID, true
}

// partial is a session manned from its start to at.
type partial struct {
	at     time.Time
	shifts []planner.Shift
	cost   int
}

// keep is how many partial sessions are followed up at each instant. Sessions of the usual kind have fewer.
const keep = 24

// man returns shifts that cover the session without a gap, or nil. Work is spread evenly over the hosts, in
// shifts of the usual length where that can be had. Step is the grid on which hosts hand over.
func (r *roster) man(hosts []*planner.Host, session planner.Span, step, usual time.Duration) []planner.Shift {
	steps := int(session.Length() / step)
	layers := make([][]partial, steps+1)
	layers[0] = []partial{{at: session.Start}}
	for i, layer := range layers[:steps] {
		slices.SortStableFunc(layer, func(a, b partial) int { return cmp.Compare(a.cost, b.cost) })
		for _, from := range layer[:min(keep, len(layer))] {
			for _, h := range hosts {
				if n := len(from.shifts); n > 0 && from.shifts[n-1].Host == h.ID {
					continue
				}
				for j := i + 1; j <= steps; j++ {
					shift := planner.Span{Start: from.at, End: session.Start.Add(time.Duration(j) * step)}
					if most := r.limits.Host(h.ID).Shift.Max; most > 0 && shift.Length() > most {
						break
					}
					if !r.hostFree(h, shift, from.shifts) {
						continue
					}
					shifts := append(slices.Clip(from.shifts), planner.Shift{Host: h.ID, Span: shift})
					layers[j] = append(layers[j], partial{shift.End, shifts, from.cost + r.strain(h, shift, from.shifts, usual)})
				}
			}
		}
	}
	done := layers[steps]
	if len(done) == 0 {
		return nil
	}
	return slices.MinFunc(done, func(a, b partial) int { return cmp.Compare(a.cost, b.cost) }).shifts
}

// strain is what a shift costs in the choice of hosts, in minutes squared: more the more the host has done
// already, more the further the shift is from the usual length, less the better the host draws.
func (r *roster) strain(h *planner.Host, shift planner.Span, making []planner.Shift, usual time.Duration) int {
	n, done := int(shift.Length()/time.Minute), int(r.onAir[h.ID]/time.Minute)
	for _, s := range making {
		if s.Host == h.ID {
			done += int(s.Span.Length() / time.Minute)
		}
	}
	off := n - int(usual/time.Minute)
	return n*(2*done+n) + 4*off*off - n*int(h.Mult)/1000
}
