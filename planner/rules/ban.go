package rules

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/risk"
)

// hedgeKinds are the events that can run on another channel of the plan.
var hedgeKinds = []planner.Kind{planner.Video, planner.Live}

func eventInBanWindow(x *index, add report) {
	for _, h := range x.hits {
		for _, e := range x.events {
			if !e.Span.Start.Before(h.Effective.End) {
				break
			}
			if !risk.HitsEvent(x.p, h, e) {
				continue
			}
			when, _ := e.Span.Intersect(h.Effective)
			add(Finding{Severity: Severity(h.Severity), Events: ids(e), Span: when, Detail: h.Window.ID,
				Args: []any{x.name(e), e.Span.Start, h.Window.Kind, h.Window, h.Window.Span, h.Probability}, Fixes: x.leaveWindow(h, e)})
		}
	}
}

// leaveWindow returns the fixes that take the event out of the window: to the nearest day on which it fits, or to another channel.
func (x *index) leaveWindow(h risk.Hit, e *planner.Event) []Fix {
	var fixes []Fix
	days := x.shiftDays(e, func(to planner.Span) bool {
		return !to.Overlaps(h.Effective) && x.inPhase(e.Kind, to)
	})
	if days != 0 {
		fixes = append(fixes, move("event-in-ban-window", []any{x.day(e.Span.Start).Add(days)}, e, days))
	}
	if slices.Contains(hedgeKinds, e.Kind) && x.coming(e) {
		if c := x.otherChannel(); c != nil {
			n := *e
			n.Channel = c.ID
			fixes = append(fixes, Fix{planner.T("rule.event-in-ban-window.fix.channel", c.Name),
				planner.Change{Events: []*planner.Event{&n}, Why: planner.T("rule.event-in-ban-window.fix.channel", c.Name)}})
		}
	}
	return fixes
}

// otherChannel returns the channel off the platform that takes the largest share of orders today, or nil.
func (x *index) otherChannel() *planner.Channel {
	var best *planner.Channel
	for _, c := range x.p.Channels.All() {
		if !c.Platform && (best == nil || c.Share > best.Share) {
			best = c
		}
	}
	return best
}

// dateInBanWindow says of each window how many dates of the sale and of its tail it flags, whether or not an event stands on them.
func dateInBanWindow(x *index, add report) {
	tail := x.phases[planner.Tail]
	for _, h := range x.hits {
		severity := Severity(h.Severity)
		if severity == Block {
			severity = Warn // a date is not an event: nothing is refused yet
		}
		for _, part := range []struct {
			name string
			span planner.Span
			hit  bool
		}{{"sale", planner.Span{Start: x.phases[planner.Seeding].Start, End: x.sale().End}, true}, {"tail", tail, h.HitsTail()}} {
			when, ok := h.Effective.Intersect(part.span)
			if !ok || !part.hit {
				continue
			}
			days := when.Dates(x.loc)
			add(Finding{Severity: severity, Span: when, Detail: h.Window.ID + " " + part.name,
				Args: []any{h.Window, len(days), days[0], days[len(days)-1], planner.T("rule.date-in-ban-window." + part.name), h.Window.Kind, h.Probability}})
		}
	}
}
