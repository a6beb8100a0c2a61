package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
)

// What is derived from a layout: teasers before the lives, and milestones before the sale.

// teaserShares are the ways in which a teaser is moved out of a risk window or off a full day; the rule of teasers
// lets it go out between half and twice its lead before the live.
var teaserShares = []float64{1, 0.75, 0.5, 1.5, 2}

// teasers gives each coming live of those that are meant the teasers that it lacks, by the one rule of when they go out, the lives of the
// busiest days first while the shop's budget for videos lasts. They count with the shop's videos of a day: one moves to
// another day, as far as the rule lets it, rather than make a day too full.
func (j *job) teasers(meant func(live *planner.Event) bool) {
	full, spent := map[shopDay]int{}, map[string]int64{}
	loc := j.given.Zone()
	on := func(e *planner.Event) shopDay { return shopDay{e.Shop, planner.DateOf(e.Span.Start, loc)} }
	for _, e := range j.work.Events.All() {
		if e.Kind == planner.Video && e.Scheduled() {
			full[on(e)]++
			spent[e.Shop] += e.Clip.Cost
		}
	}
	limits := planner.LimitsOf(j.given)
	hits := risk.Active(j.given, j.Now)
	var list []*planner.Event
	for _, live := range j.busiest() {
		if !meant(live) || live.Span.Start.Before(j.Now) || !j.work.OnPlatform(live) || !j.known(live) {
			continue
		}
		for _, e := range rules.Teasers(j.work, live) {
			var best *planner.Event
			lead := live.Span.Start.Sub(e.Span.Start)
			for _, share := range teaserShares {
				start := live.Span.Start.Add(-time.Duration(float64(lead) * share)).Truncate(time.Minute)
				moved := e.At(planner.Span{Start: start, End: start.Add(planner.PostLength)})
				if j.barred(hits, moved) {
					continue
				}
				room := full[on(moved)] < limits.Shop(e.Shop).VideosDay
				if best == nil || room {
					best = moved
				}
				if room {
					break
				}
			}
			budget := limits.Shop(e.Shop).VideoBudget
			if best != nil && (budget == 0 || spent[e.Shop]+e.Clip.Cost <= budget) {
				full[on(best)]++
				spent[e.Shop] += e.Clip.Cost
				list = append(list, best)
			}
		}
	}
	j.add(list)
}

// busiest returns the lives, those of the days of most demand first.
func (j *job) busiest() []*planner.Event {
	demand := forecast.NewDemand(j.given)
	on := map[planner.Date]float64{}
	of := func(e *planner.Event) float64 {
		d := planner.DateOf(e.Span.Start, j.given.Zone())
		if _, ok := on[d]; !ok {
			on[d] = demand.On(d)
		}
		return on[d]
	}
	list := slices.DeleteFunc(byStart(j.work.Events.All()), func(e *planner.Event) bool { return e.Kind != planner.Live })
	slices.SortStableFunc(list, func(a, b *planner.Event) int { return cmp.Compare(of(b), of(a)) })
	return list
}

// shopDay is a civil date of a shop.
type shopDay struct {
	shop string
	date planner.Date
}

// known reports whether the event is of a shop of the plan.
func (j *job) known(e *planner.Event) bool {
	_, ok := j.given.Shops.Get(e.Shop)
	return ok
}

// barred reports whether an event lies before now or in a risk window that the platform would not survive.
func (j *job) barred(hits []risk.Hit, e *planner.Event) bool {
	return e.Span.Start.Before(j.Now) || slices.ContainsFunc(hits, func(h risk.Hit) bool {
		return h.Severity == string(rules.Block) && risk.HitsEvent(j.work, h, e)
	})
}

// add puts new events on the work.
func (j *job) add(list []*planner.Event) {
	if n, err := (planner.Add{Events: list}).Apply(*j.work); err == nil {
		j.work = &n
	}
}

// ownTasks are the milestones that are planned; those of another type are the user's own.
var ownTasks = []string{planner.Samples, planner.Inbound, planner.Registration, planner.Approval, planner.DataExport}

// milestones lays out what must be done before each shop's sale, by the one rule of when it is due: samples out to
// creators, stock on its way, the sale's registration, the products' approval before the first live, and what is to be
// done before a risk window. Stock has to leave so much earlier as it is on its way, if that is still to come. A
// milestone that would fall into a ban is moved to the day before it. Those of the plan that are not held are laid out
// anew and keep their ID, title, note and owner.
func (j *job) milestones() {
	hits := risk.Active(j.given, j.Now)
	old := map[string]*planner.Event{}
	for _, e := range j.work.Events.All() {
		if e.Kind == planner.Milestone && plannable(e) && !j.model.Held(e.ID) && j.known(e) {
			old[e.Shop+"|"+e.Task.Type] = e
			j.drop(e.ID)
		}
	}
	for _, shop := range j.given.Shops.All() {
		if len(linesOf(j.given, shop.ID)) == 0 {
			continue
		}
		own := *j.work
		own.Shops = planner.TableOf(shop)
		own.Events = planner.TableOf(slices.DeleteFunc(slices.Clone(own.Events.All()), func(e *planner.Event) bool { return e.Shop != shop.ID })...)
		for _, e := range rules.Milestones(&own, j.Now) {
			if e = j.due(&own, shop.ID, e, hits); e == nil {
				continue
			}
			if was := old[shop.ID+"|"+e.Task.Type]; was != nil {
				delete(old, shop.ID+"|"+e.Task.Type)
				task := *e.Task
				task.Owner = was.Task.Owner
				e.ID, e.Title, e.Note, e.Task = was.ID, was.Title, was.Note, &task
			}
			j.add([]*planner.Event{e})
		}
	}
}

// due returns a milestone with what it concerns at its time, nil where that is past or barred.
func (j *job) due(own *planner.Plan, shop string, e *planner.Event, hits []risk.Hit) *planner.Event {
	loc := j.given.Zone()
	switch e.Task.Type {
	case planner.Approval:
		for _, live := range byStart(own.Events.All()) {
			if live.Kind == planner.Live {
				e.Parent = live.ID
				break
			}
		}
	case planner.Inbound:
		e.Products = j.coming(shop)
		left := e.At(e.Span.MoveDays(-int(j.given.Num("transit_days")), loc))
		if len(e.Products) > 0 && !left.Span.Start.Before(j.Now) {
			e = left
		}
	}
	for j.barred(hits, e) && e.Span.Start.After(j.Now) {
		e = e.At(e.Span.MoveDays(-1, loc))
	}
	if j.barred(hits, e) {
		return nil
	}
	return e
}

// coming returns the SKUs of the shop's products of which units are on their way.
func (j *job) coming(shop string) []string {
	var list []string
	for _, x := range j.given.Products.All() {
		if l, ok := j.given.Lines.Get(x.Line); ok && l.Shop == shop && x.InboundStock > 0 {
			list = append(list, x.SKU)
		}
	}
	return list
}

// drop takes events off the work.
func (j *job) drop(ids ...string) {
	n := *j.work
	n.Events = n.Events.Drop(ids...)
	j.work = &n
}

// put puts events on the work under their IDs.
func (j *job) put(events ...*planner.Event) {
	n := *j.work
	n.Events = n.Events.Put(events...)
	j.work = &n
}
