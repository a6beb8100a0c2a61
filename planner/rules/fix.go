package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// A fix never adds a finding of severity block: each maker below offers a fix only where the rules that
// could refuse its result would let it pass.

// fix makes a remedy of a rule. Its label goes into the history, so its arguments are those of planner.Text.
func fix(key string, args []any, command func(why planner.Text) planner.Command) Fix {
	label := planner.T("rule."+key+".fix", args...)
	return Fix{label, command(label)}
}

func change(rule string, args []any, events ...*planner.Event) Fix {
	return fix(rule, args, func(why planner.Text) planner.Command { return planner.Change{Events: events, Why: why} })
}

func addition(rule string, args []any, events ...*planner.Event) Fix {
	return fix(rule, args, func(why planner.Text) planner.Command { return planner.Add{Events: events, Why: why} })
}

func removal(rule string, args []any, events ...*planner.Event) Fix {
	return fix(rule, args, func(why planner.Text) planner.Command { return planner.Remove{IDs: ids(events...), Why: why} })
}

func move(rule string, args []any, e *planner.Event, days int) Fix {
	return fix(rule, args, func(why planner.Text) planner.Command {
		return planner.Move{IDs: ids(e), Days: days, Why: why}
	})
}

// allowed reports whether the event, new or moved or stretched, would be let pass by the rules of severity
// block that look at an event's time: no host or studio booked twice, a live of legal length, what runs
// inside a live inside one, nothing in a ban window. Promotions beside it are not looked at.
func (x *index) allowed(e *planner.Event) bool {
	if x.banned(e) {
		return false
	}
	if e.Live == nil {
		return true
	}
	if e.Span.Length() < x.lim.Live.Min || e.Span.Length() > x.lim.Live.Max {
		return false
	}
	for _, s := range e.Live.Shifts {
		for _, b := range x.shifts[s.Host] {
			if b.live.ID != e.ID && b.span.Overlaps(s.Span) {
				return false
			}
		}
	}
	return x.studioFree(e.Live.Studio, e, 0)
}

// studioFree reports whether the studio has no other live in the time of this one and the set-up before either.
func (x *index) studioFree(studio string, live *planner.Event, setup time.Duration) bool {
	for _, o := range x.studios[studio] {
		if o.ID != live.ID && o.Span.Start.Before(live.Span.End.Add(setup)) && live.Span.Start.Before(o.Span.End.Add(setup)) {
			return false
		}
	}
	return true
}

// freeStudio returns a studio in which the live could stand with its set-up, "" where there is none.
func (x *index) freeStudio(live *planner.Event) string {
	for _, s := range x.p.Studios.All() {
		if s.ID != live.Live.Studio && x.studioFree(s.ID, live, x.lim.Setup(s.ID)) {
			return s.ID
		}
	}
	return ""
}

// toStudio returns the fix that the live goes to a free studio, or none.
func (x *index) toStudio(rule string, live *planner.Event) []Fix {
	id := x.freeStudio(live)
	if id == "" || !x.coming(live) {
		return nil
	}
	n, detail := *live, *live.Live
	detail.Studio, n.Live = id, &detail
	return []Fix{change(rule, []any{x.studioName(id)}, &n)}
}

// farthest is how many days away a fix looks for a free day.
const farthest = 21

// shiftDays returns the fewest whole days, later before earlier, by which the event and what belongs to it
// can move so that fits says yes and no rule of severity block says no; 0 where there is no such day.
// Promotions do not move by themselves, since another day has other prices.
func (x *index) shiftDays(e *planner.Event, fits func(planner.Span) bool) int {
	if !x.coming(e) || e.Promo != nil || e.Live != nil && x.holdsOthers(e) {
		return 0
	}
	for n := 1; n <= farthest; n++ {
		for _, days := range []int{n, -n} {
			if x.canMove(e, days, fits) {
				return days
			}
		}
	}
	return 0
}

func (x *index) canMove(e *planner.Event, days int, fits func(planner.Span) bool) bool {
	at := e.Span.MoveDays(days, x.loc)
	if !at.Start.After(x.now) || fits != nil && !fits(at) {
		return false
	}
	to := e.At(at)
	if !x.allowed(to) || e.Live != nil && !x.hostsStay(to) {
		return false
	}
	if e.Live == nil {
		return true
	}
	for _, c := range x.children[e.ID] {
		moved := c.At(c.Span.MoveDays(days, x.loc))
		if x.banned(moved) || c.Promo != nil && (x.promotedOn(moved) || !x.sale().Covers(moved.Span) || !x.aloneKeepsFloor(moved)) {
			return false
		}
	}
	return true
}

// holdsOthers reports whether a promotion that runs only inside a live stands in this one without being its own, so that it would stay behind.
func (x *index) holdsOthers(live *planner.Event) bool {
	return slices.ContainsFunc(x.promos, func(o promo) bool {
		return o.tool.InsideLive && o.Shop == live.Shop && o.Parent != live.ID && live.Span.Covers(o.Span)
	})
}

// hostsStay reports whether the hosts of a moved live are available at its new time.
func (x *index) hostsStay(live *planner.Event) bool {
	for _, s := range live.Live.Shifts {
		if h := x.p.Host(s.Host); h != nil && !x.available(h, s.Span) {
			return false
		}
	}
	return true
}

// promotedOn reports whether another promotion touches the event's products around its time, so that moving it there would change what stacks.
func (x *index) promotedOn(e *planner.Event) bool {
	scope := x.scopes.of(e)
	for _, o := range x.promos {
		if o.ID != e.ID && o.scope.meets(scope) && (planner.Span{Start: o.Span.Start, End: x.reach(o).End}).Overlaps(e.Span) {
			return true
		}
	}
	return false
}

func (x *index) sale() planner.Span { return x.p.Sale.Span }

// withSpan returns a copy of the event with another span; shifts stay as they are.
func withSpan(e *planner.Event, s planner.Span) *planner.Event {
	n := *e
	n.Span = s
	return &n
}

// withPromo returns a copy of the event with its promotion changed by f.
func withPromo(e *planner.Event, f func(*planner.Promo)) *planner.Event {
	n, o := *e, *e.Promo
	f(&o)
	n.Promo = &o
	return &n
}
