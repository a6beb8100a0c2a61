package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// inPhase reports whether the span lies in the phases in which events of the kind belong: videos and ads
// from the start of seeding, what sells in the sale, milestones anywhere.
func (x *index) inPhase(kind planner.Kind, s planner.Span) bool {
	campaign := planner.Span{Start: x.phases[planner.Seeding].Start, End: x.sale().End}
	switch kind {
	case planner.Milestone:
		return true
	case planner.Video, planner.Ad, planner.Live:
		return campaign.Covers(s)
	}
	return x.sale().Covers(s)
}

func eventOutsidePhase(x *index, e *planner.Event, add report) {
	if x.inPhase(e.Kind, e.Span) || e.Clip != nil && !seeding(e) || e.Promo != nil && x.salePeriod(e) {
		return
	}
	f := Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span, x.phases[planner.Seeding].Start, x.sale()}}
	switch {
	case e.Kind == planner.Video || e.Kind == planner.Live:
		if days := x.shiftDays(e, func(to planner.Span) bool { return x.inPhase(e.Kind, to) }); days != 0 {
			f.Fixes = []Fix{move("event-outside-phase", []any{x.day(e.Span.Start).Add(days)}, e, days)}
		}
	case e.Promo == nil || !x.insideLive(e):
		allowed := x.sale()
		if e.Kind == planner.Ad {
			allowed.Start = x.phases[planner.Seeding].Start
		}
		f.Fixes = x.cutTo("event-outside-phase", e, allowed)
	}
	add(f)
}

// cutTo returns the fix that the event runs only in its part inside the span, or none where there is no such part to come.
func (x *index) cutTo(rule string, e *planner.Event, s planner.Span) []Fix {
	part, ok := e.Span.Intersect(s)
	if !ok || !part.End.After(x.now) {
		return nil
	}
	cut := change(rule, []any{part.Start}, withSpan(e, part))
	i := slices.IndexFunc(x.promos, func(o promo) bool { return o.ID == e.ID })
	if i < 0 {
		return []Fix{cut}
	}
	if o := x.promos[i]; !part.Start.Equal(e.Span.Start) && x.settled(o) || !x.endsBy(o, part.End) {
		return nil
	}
	return x.harmless(cut)
}

func liveInSeeding(x *index, add report) {
	n, span := 0, planner.Span{}
	for _, e := range x.kind[planner.Live] {
		if !x.inPhase(e.Kind, e.Span) || !e.Span.Start.Before(x.sale().Start) {
			continue
		}
		if n == 0 || e.Span.Start.Before(span.Start) {
			span.Start = e.Span.Start
		}
		if e.Span.End.After(span.End) {
			span.End = e.Span.End
		}
		n++
	}
	if n > 0 {
		add(Finding{Span: span, Args: []any{n, span.Start, x.sale().Start}})
	}
}

func saleProjected(x *index, add report) {
	if x.p.Sale.Status == planner.Projected {
		add(Finding{Args: []any{&x.p.Sale, x.sale()}})
	}
}

// shipped are the milestones for which a warehouse or a carrier has to work.
var shipped = []string{planner.Samples, planner.Inbound}

func publicHoliday(x *index, add report) {
	names := map[planner.Date]string{}
	for _, h := range planner.Holidays(x.p.Sale.Campaign(), x.loc) {
		if h.Public {
			names[h.Date] = h.Key
		}
	}
	for _, kind := range []planner.Kind{planner.Live, planner.Milestone} {
		for _, e := range x.kind[kind] {
			d := x.day(e.Span.Start)
			if names[d] == "" || e.Task != nil && (e.Task.Done || !slices.Contains(shipped, e.Task.Type)) {
				continue
			}
			f := Finding{Events: ids(e), Span: e.Span, Detail: string(kind), Args: []any{planner.T(names[d]), d, x.name(e)}}
			if e.Task != nil {
				days := -1
				for at := d.Add(days); names[at] != "" || at.Weekday() == time.Saturday || at.Weekday() == time.Sunday; at = d.Add(days) {
					days--
				}
				if x.coming(e) && x.canMove(e, days, nil) {
					f.Fixes = []Fix{move("public-holiday", []any{d.Add(days)}, e, days)}
				}
			}
			add(f)
		}
	}
}

// due is when a milestone of a type must be done.
type due struct {
	task string
	at   time.Time
}

// dues returns when each type of milestone must be done, worked backwards from the sale and the first live.
// Times of day are nine in the morning of the market's zone.
func (x *index) dues() []due {
	first := x.day(x.sale().Start)
	before := func(param string) time.Time { return first.Add(-int(x.p.Num(param))).At(9, 0, x.loc) }
	list := []due{{planner.Samples, before("samples_days")}, {planner.Inbound, before("inbound_days")}, {planner.Registration, before("registration_days")}}
	if lives := x.kind[planner.Live]; len(lives) > 0 {
		list = append(list, due{planner.Approval, lives[0].Span.Start.Add(-x.lim.Approval)})
	}
	return list
}

// Milestones returns the milestones that the plan lacks and that can still be met after now, ready to Add:
// samples, inbound stock, registration, approval of products before the first live, and what no plan should be
// without before the first risk window.
func Milestones(p *planner.Plan, now time.Time) []*planner.Event {
	x := newIndex(pricing.New(p), now)
	var list []*planner.Event
	for _, d := range x.dues() {
		if !x.hasTask(d.task) && d.at.After(now) {
			list = append(list, x.milestone(d))
		}
	}
	return append(list, x.hedgeTasks()...)
}

// taskLength is how long a milestone is drawn.
const taskLength = time.Hour

func (x *index) milestone(d due) *planner.Event {
	e := &planner.Event{Kind: planner.Milestone, Span: planner.Span{Start: d.at, End: d.at.Add(taskLength)}, Channel: planner.TikTok, Task: &planner.MilestoneDetail{Type: d.task}}
	if shops := x.p.Shops.All(); len(shops) > 0 {
		e.Shop = shops[0].ID
	}
	return e
}

func (x *index) hasTask(task string) bool {
	return slices.ContainsFunc(x.kind[planner.Milestone], func(e *planner.Event) bool { return e.Task.Type == task })
}

func milestoneMissing(x *index, add report) {
	for _, d := range x.dues() {
		if x.hasTask(d.task) || !d.at.After(x.now) {
			continue
		}
		e := x.milestone(d)
		f := Finding{Span: e.Span, Detail: d.task, Args: []any{planner.T("milestone." + d.task), d.at}}
		if !x.banned(e) {
			f.Fixes = []Fix{addition("milestone-missing", []any{d.at}, e)}
		}
		add(f)
	}
}

func milestoneLate(x *index, add report) {
	dues := map[string]time.Time{}
	for _, d := range x.dues() {
		dues[d.task] = d.at
	}
	for _, e := range x.kind[planner.Milestone] {
		at, ok := dues[e.Task.Type]
		if live := x.p.Event(e.Parent); live != nil && live.Scheduled() && e.Task.Type == planner.Approval {
			at = live.Span.Start.Add(-x.lim.Approval)
		}
		if !ok || e.Task.Done || !e.Span.Start.After(at) || e.Parent == "" && x.timely(e.Task.Type, at) {
			continue
		}
		f := Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span.Start, at}}
		days := x.day(at).Sub(x.day(e.Span.Start))
		for e.Span.MoveDays(days, x.loc).Start.After(at) {
			days--
		}
		if x.coming(e) && x.canMove(e, days, nil) {
			f.Fixes = []Fix{move("milestone-late", []any{x.day(e.Span.Start).Add(days)}, e, days)}
		}
		add(f)
	}
}

// timely reports whether some milestone of the type is met in time, so that a later one is for something else.
func (x *index) timely(task string, at time.Time) bool {
	return slices.ContainsFunc(x.kind[planner.Milestone], func(e *planner.Event) bool { return e.Task.Type == task && !e.Span.Start.After(at) })
}
