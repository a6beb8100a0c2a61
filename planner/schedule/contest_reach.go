package schedule

import (
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// Reach lengthens lives and adds some in the contest's time, and has challenge videos go out in the posting days, until
// the plan comes up to the aim: at each step the shift that costs least for each hour that counts, or for what more
// the contest's days sell, and the video that costs least. Lives stay where they stand; what is new or moved gets the
// teasers that it lacks. It returns the edit with its parts, as a repair does, and the standing before and after; where the aim is not reached, Stop says why. When ctx ends
// it returns what it has so far. The same plan, instant and aim give the same edit.
func Reach(ctx context.Context, p *planner.Plan, now time.Time, aim Aim) (Reached, error) {
	m, err := forecast.Compile(p, now)
	if err != nil {
		return Reached{}, err
	}
	out := Reached{From: standing(p, aim, m.OutlookOf(m.Solution))}
	s, sol := out.From, m.Solution
	for !s.Reached() && ctx.Err() == nil {
		e, err := search.NewEvaluator(m.Instance, sol)
		if err != nil {
			return out, err
		}
		r := &reacher{m: m, e: e, sol: sol, s: &s, p: p}
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
		s = standing(&after, aim, m.OutlookOf(sol))
	}
	cmd, plan, err := completed(p, now, m, sol, nil)
	if err != nil {
		return out, err
	}
	if out.To, err = StandingOf(plan, now, aim); err != nil {
		return out, err
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
	out.Command = cmd(planner.T("edit.reach", len(out.Parts)))
	return out, nil
}

// Reached is the edit that brings a plan towards its aim.
type Reached struct {
	Repair
	From, To Standing
	Stop     planner.Text // why the aim is not reached; Key is "" where it is, and where the context ended
}

// Said says whether the aim is reached, and if not, why not.
func (r *Reached) Said() planner.Text {
	switch {
	case r.Stop.Key != "":
		return planner.T("contest.missed", r.Stop)
	case !r.To.Reached():
		return planner.T("contest.cut")
	}
	return planner.T("contest.reached")
}

// reacher looks for the next edit.
type reacher struct {
	m    *forecast.Model
	e    *search.Evaluator
	sol  *forecast.Solution
	s    *Standing
	p    *planner.Plan
	idle bool // there was a shift, but it sells nothing more
}

// best returns the edit that costs least for what it brings.
func (r *reacher) best() (search.Edit, bool) {
	if r.s.wantsLives() {
		if x, ok := r.shift(); ok {
			return x, true
		}
	}
	if r.s.HasVideos < r.s.Videos {
		for _, c := range r.e.Best(r.films(), 1) {
			return c.Edit, true
		}
	}
	return search.Edit{}, false
}

// looked is of how many shifts of each length, those that cost least, the sales are worked out.
const looked = 4

// shift returns the shift that costs least for each hour while hours are wanting, and then for each unit of sales.
func (r *reacher) shift() (search.Edit, bool) {
	hours := map[int][]search.Edit{} // by the slots that they add
	for _, x := range r.edits() {
		n := x.In[0].At[4]
		for _, o := range x.Out {
			n -= o.At[4]
		}
		hours[n] = append(hours[n], x)
	}
	few, brings := 1, func(n int, _ search.Edit) float64 { return float64(n) * r.m.Instance.SlotHours() }
	if r.s.HasHours >= r.s.Hours {
		few, brings = looked, func(_ int, x search.Edit) float64 { return r.sells(x) }
	}
	var best search.Edit
	most, found := 0.0, false
	for n := 1; n <= len(r.m.Instance.HourCurve); n++ {
		for _, c := range r.e.Best(hours[n], few) {
			more := brings(n, c.Edit)
			if r.idle = r.idle || more <= 0; more <= 0 {
				continue
			}
			if each := c.Gain / more; !found || each > most {
				best, most, found = c.Edit, each, true
			}
		}
	}
	return best, found
}

// sells returns by how much an edit raises the sales of the contest's days, in minor units.
func (r *reacher) sells(x search.Edit) float64 {
	next := x.Of(r.sol)
	return float64(salesIn(r.p, r.s.Span, r.m.OutlookOf(&next)).Sub(r.s.HasGMV).Minor)
}

// films returns the ways in which challenge videos that do not count yet may go out so that they do.
func (r *reacher) films() []search.Edit {
	in := r.m.Instance
	var list []search.Edit
	for i, v := range in.Videos {
		e := r.p.Event(v.ID)
		if !challenges(e) || r.m.Held(v.ID) || flaw(e).Key != "" {
			continue
		}
		var out []search.Row
		counts := false
		for _, x := range r.sol.Posts {
			if x[0] == i {
				out = append(out, search.Row{Kind: forecast.CreditVideo, At: [5]int{x[0], x[1], x[2]}})
				counts = counts || r.s.posts(r.m.Slot(x[1], 0))
			}
		}
		for day := 0; day < in.Days && !counts; day++ {
			for band := range in.Bands {
				if r.s.posts(r.m.Slot(day, 0)) {
					list = append(list, search.Edit{Out: out, In: []search.Row{{Kind: forecast.CreditVideo, At: [5]int{i, day, band}}}})
				}
			}
		}
	}
	return list
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

// stop says why there is no further edit.
func (r *reacher) stop() planner.Text {
	switch {
	case !r.s.wantsLives():
		return planner.T("contest.videos")
	case r.idle:
		return planner.T("contest.no_gain")
	case r.s.Full():
		return planner.T("contest.sessions", r.s.Sessions)
	}
	return planner.T("contest.no_room")
}
