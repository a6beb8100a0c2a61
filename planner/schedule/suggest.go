package schedule

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// Landing is a place that an event could have.
type Landing struct {
	Event   string
	Span    planner.Span
	Hosts   []string // of a live, in the order of their shifts
	Line    string   // of a coupon
	Parent  string   // the live of a flash deal or a teaser
	Delta   planner.Money
	Reason  planner.Text
	Command planner.Command // the edit that puts it there
}

const (
	places     = 5 // that Suggest names
	nearPlaces = 3 // that SuggestNear names
	spares     = 4 // places looked at besides, in case the rule book blocks some
)

// Suggest returns the five best places for an event of the plan as of now, the best first: lives, seeding videos,
// sale coupons and flash deals, on the calendar or in the backlog, on a day each as long as there are days. Delta is by how much the forecast of the plan
// differs after the place's Command, to the minor unit; no place adds a finding of severity block. A place may be worse
// than where the event stands: Delta says so. A teaser or a milestone has the places that its rule gives it, at no
// difference. What the engine does not place at all, what is past or pinned, and an event for which there is no place
// left are a *planner.Problem that says why.
func Suggest(p *planner.Plan, now time.Time, id string) ([]Landing, error) {
	return suggest(context.Background(), p, now, id, time.Time{}, places)
}

// SuggestNear returns the best three places for an event close to an instant: within a day of it and, for what is
// placed by the hour, within three hours of its clock time. When ctx ends it returns its error. It is otherwise as Suggest.
func SuggestNear(ctx context.Context, p *planner.Plan, now time.Time, id string, near time.Time) ([]Landing, error) {
	return suggest(ctx, p, now, id, near, nearPlaces)
}

func suggest(ctx context.Context, p *planner.Plan, now time.Time, id string, near time.Time, n int) ([]Landing, error) {
	e := p.Event(id)
	switch {
	case e == nil:
		return nil, planner.Problemf("problem.no_event", id)
	case e.Kind == planner.Milestone || e.Kind == planner.Video && !forecast.Seeds(e):
		return ruled(p, now, e)
	case e.Pinned:
		return nil, planner.Problemf("problem.place_pinned")
	case e.Scheduled() && e.Span.Start.Before(now):
		return nil, planner.Problemf("problem.place_past")
	}
	d, err := newDesk(p, now)
	if err != nil {
		return nil, err
	}
	if e.Scheduled() && len(d.m.Rows(id)) == 0 {
		if t := d.outside(e); t.Key != "outside.grid" && t.Key != "outside.horizon" {
			return nil, planner.Problemf("problem.no_place", t)
		}
		// It is placed on the grid as if it had no time yet.
		n := *e
		n.Span = planner.Span{}
		work := *p
		work.Events = p.Events.Put(&n)
		if d, err = newDesk(&work, now); err != nil {
			return nil, err
		}
	}
	s := &suggester{desk: d, plan: p, e: e, near: near}
	if err := s.shape(); err != nil {
		return nil, err
	}
	list, err := s.best(ctx, n)
	if err == nil && len(list) == 0 {
		return nil, planner.Problemf("problem.no_place", s.refusal())
	}
	return list, err
}

// suggester looks for places of one event.
type suggester struct {
	*desk
	plan *planner.Plan // as it was handed in; the desk's may have the event in the backlog
	e    *planner.Event
	near time.Time // zero: anywhere

	out  []search.Row // the event's rows, if it has any, and those that go with it
	have []search.Row // its rows, or for one without a place a shape of them at day 0
	shop int
}

// best tries all places day by day and returns the n best that the rule book does not block.
func (s *suggester) best(ctx context.Context, n int) ([]Landing, error) {
	var list, more []search.Choice
	for day := range s.m.Instance.Days {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if best := s.onDay(day, n); len(best) > 0 {
			list, more = append(list, best[0]), append(more, best[1:]...)
		}
	}
	byGain := func(a, b search.Choice) int { return cmp.Compare(b.Gain, a.Gain) }
	slices.SortStableFunc(list, byGain)
	slices.SortStableFunc(more, byGain)
	if !s.near.IsZero() {
		list = append(list, more...)
		slices.SortStableFunc(list, byGain)
	} else if len(list) < n+spares {
		list = append(list, more...) // a second place of a day, where there are too few days
	}
	before, err := worth(s.plan, s.now)
	if err != nil {
		return nil, err
	}
	check := rules.NewChecker()
	had := blocking(check(s.plan, s.now))
	var landings []Landing
	for _, c := range list[:min(len(list), n+spares)] {
		if len(landings) == n || ctx.Err() != nil {
			break
		}
		l, after, err := s.land(c)
		if err != nil {
			return nil, err
		}
		if addsBlock(check, had, after, s.now) {
			continue
		}
		now, err := worth(after, s.now)
		if err != nil {
			return nil, err
		}
		l.Delta = now.Sub(before)
		l.Reason = s.reason(c, l.Delta)
		landings = append(landings, l)
	}
	slices.SortStableFunc(landings, func(a, b Landing) int { return cmp.Compare(b.Delta.Minor, a.Delta.Minor) })
	return landings, ctx.Err()
}

// blocking returns the keys of the findings of severity block.
func blocking(list []rules.Finding) []string {
	var keys []string
	for _, f := range list {
		if f.Severity == rules.Block {
			keys = append(keys, f.Key())
		}
	}
	return keys
}

// onDay returns the best places of a day.
func (s *suggester) onDay(day, n int) []search.Choice {
	if !s.near.IsZero() && math.Abs(float64(s.dayNear()-day)) > 1 {
		return nil
	}
	return s.desk.e.Best(slices.DeleteFunc(s.candidates(day), s.same), n)
}

// same reports whether an edit leaves all as it is.
func (s *suggester) same(x search.Edit) bool {
	return len(x.In) == len(x.Out) && !slices.ContainsFunc(x.In, func(r search.Row) bool { return !slices.Contains(x.Out, r) })
}

// dayNear returns the day of the instant that places are to be near.
func (s *suggester) dayNear() int {
	return planner.DateOf(s.near, s.p.Zone()).Sub(s.m.Date(0))
}

// closeTo reports whether a slot lies within three hours of the clock time that places are to be near.
func (s *suggester) closeTo(slot int) bool {
	if s.near.IsZero() {
		return true
	}
	at := s.near.In(s.p.Zone())
	want := float64(at.Hour()*60+at.Minute()) / 60 / s.m.Instance.SlotHours()
	return math.Abs(float64(slot)-want) <= 3*float64(s.perHour())
}

// land makes the landing of a choice and the plan after it.
func (s *suggester) land(c search.Choice) (Landing, *planner.Plan, error) {
	to := c.Edit.Of(s.m.Solution)
	cmd := s.m.Command(&to, planner.T("edit.place"))
	after, err := cmd.Apply(*s.p)
	if err != nil {
		return Landing{}, nil, err
	}
	l := Landing{Event: s.e.ID, Command: cmd}
	e := after.Event(s.e.ID)
	if !e.Scheduled() { // the model has no row for it: what it made anew is it
		for _, x := range after.Events.All() {
			if s.p.Event(x.ID) == nil && x.Kind == s.e.Kind {
				e = s.adopt(x)
				break
			}
		}
		l.Command = planner.Change{Events: []*planner.Event{e}, Why: planner.T("edit.place")}
	}
	if after, err = l.Command.Apply(*s.plan); err != nil {
		return Landing{}, nil, err
	}
	l.Span, l.Hosts, l.Line, l.Parent = e.Span, e.Hosts(), e.Line, e.Parent
	return l, &after, nil
}

// adopt returns the event with the time and all that goes with it of one that was made for its place.
func (s *suggester) adopt(x *planner.Event) *planner.Event {
	n := *s.e
	n.Span, n.Parent = x.Span, x.Parent
	switch {
	case n.Live != nil:
		live := *n.Live
		live.Shifts, live.Studio, live.Mirrors = x.Live.Shifts, x.Live.Studio, x.Live.Mirrors
		n.Live = &live
	case n.Kind == planner.Coupon:
		promo := *n.Promo
		promo.PercentOff = x.Promo.PercentOff
		n.Promo = &promo
	}
	return &n
}

// reason names the term that changes most in the direction of the difference.
func (s *suggester) reason(c search.Choice, delta planner.Money) planner.Text {
	to := c.Edit.Of(s.m.Solution)
	diff := map[string]float64{}
	add := func(sol *forecast.Solution, rows []search.Row, sign float64) {
		all := search.Rows(sol)
		for i, credit := range forecast.Credits(s.m.Instance, sol) {
			if i < len(all) && slices.Contains(rows, all[i]) {
				for name, v := range credit.Terms {
					diff[name] += sign * v
				}
			}
		}
	}
	add(s.m.Solution, c.Out, -1)
	add(&to, c.In, 1)
	most, name := 0.005, ""
	for _, id := range forecast.TermNames {
		if v := diff[id] * sign(delta.Minor); v > most {
			most, name = v, id
		}
	}
	key := "landing.more"
	if delta.Minor < 0 {
		key, delta = "landing.less", delta.Times(-1)
	}
	if name == "" {
		return planner.T(key+".others", delta)
	}
	return planner.T(key, delta, planner.T("term."+name), s.money(most))
}

func sign(n int64) float64 {
	if n < 0 {
		return -1
	}
	return 1
}

// refusal says why there is no place at all: the rule that stands in the way of the place that breaks fewest.
func (s *suggester) refusal() planner.Text {
	why, fewest := planner.T("limit.none"), math.MaxInt
	for day := range s.m.Instance.Days {
		for _, x := range slices.DeleteFunc(s.candidates(day), s.same) {
			if v := s.desk.e.Try(x); len(v.Broken) > 0 && len(v.Broken) < fewest {
				why, fewest = s.violation(v.Broken[0]), len(v.Broken)
			}
		}
	}
	return why
}
