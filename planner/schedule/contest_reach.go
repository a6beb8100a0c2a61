package schedule

import (
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// Reach lengthens lives and adds some in the contest's time until the plan comes up to the aim: at each step the
// shift that costs least for each hour that counts, as long as it costs no more than the worth of an hour. What
// stands stays. It returns the edit with its parts, as a repair does, and the standing before and after; where the
// aim is not reached, Stop says why. When ctx ends it returns what it has so far. The same plan and instant give the same edit.
func Reach(ctx context.Context, p *planner.Plan, now time.Time, aim Aim) (Reached, error) {
	m, err := forecast.Compile(p, now)
	if err != nil {
		return Reached{}, err
	}
	start := StandingOf(p, aim)
	out := Reached{From: start, To: start}
	sol, plan := m.Solution, p
	for !out.To.Reached() && ctx.Err() == nil {
		e, err := search.NewEvaluator(m.Instance, sol)
		if err != nil {
			return out, err
		}
		r := &reacher{m: m, e: e, sol: sol, s: &out.To, p: p}
		best, ok := r.best()
		if !ok {
			out.Stop = r.stop()
			break
		}
		next := best.Of(sol)
		sol = &next
		after, err := m.Command(sol, planner.Text{}).Apply(*p)
		if err != nil {
			return out, err
		}
		plan, out.To = &after, StandingOf(&after, aim)
	}
	d, err := deskOf(p, now, m)
	if err != nil {
		return out, err
	}
	if out.Before, err = worth(p, now); err != nil {
		return out, err
	}
	if out.After, err = worth(plan, now); err != nil {
		return out, err
	}
	if out.Parts, err = d.parts(plan); err != nil {
		return out, err
	}
	out.Command = m.Command(sol, planner.T("edit.reach", len(out.Parts)))
	return out, nil
}

// Reached is the edit that brings a plan towards its aim.
type Reached struct {
	Repair
	From, To Standing
	Stop     planner.Text // why the aim is not reached; Key is "" where it is, and where the context ended
}

// reacher looks for the next shift.
type reacher struct {
	m    *forecast.Model
	e    *search.Evaluator
	sol  *forecast.Solution
	s    *Standing
	p    *planner.Plan
	dear bool // there was a shift, but it costs more than its hours are worth
}

// best returns the edit that costs least for an hour.
func (r *reacher) best() (search.Edit, bool) {
	hours := map[int][]search.Edit{} // by the slots that they add
	for _, x := range r.edits() {
		n := x.In[0].At[4]
		for _, o := range x.Out {
			n -= o.At[4]
		}
		hours[n] = append(hours[n], x)
	}
	var best search.Choice
	most, found := 0.0, false
	for n := 1; n <= len(r.m.Instance.HourCurve); n++ {
		for _, c := range r.e.Best(hours[n], 1) {
			if each := c.Gain / (float64(n) * r.m.Instance.SlotHours()); !found || each > most {
				best, most, found = c, each, true
			}
		}
	}
	d := desk{p: r.p}
	if r.dear = found && d.money(-most).Minor > r.s.HourWorth.Minor; r.dear {
		return search.Edit{}, false
	}
	return best.Edit, found
}

// edits returns the shifts that may be added or lengthened. When no further session counts, only such as join one.
func (r *reacher) edits() []search.Edit {
	in := r.m.Instance
	var list []search.Edit
	for _, x := range r.sol.Shifts {
		old := search.Row{Kind: forecast.CreditLive, At: x}
		early, late := old, old
		early.At[3], early.At[4] = x[3]-1, x[4]+1
		late.At[4]++
		for _, to := range []search.Row{early, late} {
			if r.inTime(to.At) {
				list = append(list, search.Edit{Out: []search.Row{old}, In: []search.Row{to}})
			}
		}
	}
	for day := range in.Days {
		for h, x := range in.Hosts {
			for _, a := range x.Avail[day] {
				for t := max(a[0], in.OpenHour); t < min(a[1], in.CloseHour); t++ {
					for n := max(1, x.MinShift); n <= min(x.MaxShift, a[1]-t); n++ {
						for _, shop := range x.Shops {
							to := [5]int{h, shop, day, t, n}
							if r.inTime(to) && (!r.s.Full() || r.joins(to)) {
								list = append(list, search.Edit{In: []search.Row{{Kind: forecast.CreditLive, At: to}}})
							}
						}
					}
				}
			}
		}
	}
	return list
}

func (r *reacher) inTime(x [5]int) bool {
	return x[3] >= 0 && x[3]+x[4] <= len(r.m.Instance.HourCurve) && r.s.counts(planner.Span{Start: r.m.Slot(x[2], x[3]), End: r.m.Slot(x[2], x[3]+x[4])})
}

// joins reports whether a shift begins or ends where another of its shop does, and so makes no session of its own.
func (r *reacher) joins(x [5]int) bool {
	return slices.ContainsFunc(r.sol.Shifts, func(o [5]int) bool {
		return o[1] == x[1] && o[2] == x[2] && (o[3]+o[4] == x[3] || x[3]+x[4] == o[3])
	})
}

// stop says why there is no further shift.
func (r *reacher) stop() planner.Text {
	switch {
	case r.dear:
		return planner.T("contest.dear", r.s.HourWorth)
	case r.s.Full():
		return planner.T("contest.sessions", r.s.Sessions)
	}
	return planner.T("contest.no_room")
}
