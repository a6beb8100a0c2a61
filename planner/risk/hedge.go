package risk

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// Task is one thing to have done before the platform may go dark.
type Task struct {
	ID    string // "followers"; its words are hedge.<id> and hedge.<id>.how
	Due   time.Time
	Owner string
	// Event is the ID of the milestone under which the task stands on a plan, so that it is not put there twice.
	Event string
	Type  string // of milestone
	Must  bool   // no plan that a window threatens should be without it
	Done  bool   // it stands on the plan already
}

// tasks lists what there is to do in the order in which it is begun. The days before the instant are the values of the
// parameter hedge_task_days, in this order; those of the export are the parameter export_days. What must be done is
// what TikTok Music's closing of 2024 gave dates for: data out by one day, money back by another.
var tasks = []struct {
	id, kind string
	must     bool
}{
	{"followers", planner.Followers, true}, // ask viewers to follow on other channels
	{"store", planner.OtherTask, false},    // videos and lives name the own store
	{"stock", planner.OtherTask, false},    // no stock beyond what sells before
	{"settlement", planner.Payout, false},  // money out of the platform
	{"coupons", planner.OtherTask, false},  // no coupon works beyond
	{"orders", planner.OpenOrders, true},   // shipped or refunded
	{"export", planner.DataExport, true},   // orders, followers, products, statements
}

// Looming returns the windows known at now for which a plan prepares, in the order in which their effect begins: those that touch
// orders of the past too, are still to come, begin inside the campaign, and are no less likely on a day than the parameter hedge_min_q.
func Looming(p *planner.Plan, now time.Time) []Hit {
	campaign, least := p.Sale.Campaign(), planner.BasisPoints(p.Num("hedge_min_q"))
	return slices.DeleteFunc(Active(p, now), func(h Hit) bool {
		return !h.HitsTail() || h.Probability < least || !h.Effective.Start.After(now) || !campaign.Contains(h.Effective.Start)
	})
}

// Tasks returns what to do before the platform goes dark at an instant, each with the day on which it is due, at
// nine on the market's clock. What would be due before now is due at once, that is on the next day; what cannot be
// done before the instant any more is left out.
func Tasks(p *planner.Plan, now, dark time.Time) []Task {
	loc := p.Zone()
	day, days := planner.DateOf(dark, loc), p.Nums("hedge_task_days")
	soonest := planner.DateOf(now, loc).Add(1)
	var list []Task
	for i, h := range tasks {
		before := int(p.Num("export_days"))
		if h.kind != planner.DataExport {
			if i >= len(days) {
				continue
			}
			before = int(days[i])
		}
		due := day.Add(-before)
		if due.Before(soonest) {
			due = soonest
		}
		t := Task{ID: h.id, Due: due.At(hedgeHour, 0, loc), Event: "hedge-" + h.id + "-" + day.String(), Type: h.kind, Must: h.must}
		if !t.Due.Before(dark) {
			continue
		}
		if e := planned(p, t, dark); e != nil {
			t.Done, t.Due, t.Owner, t.Event = true, e.Span.Start, e.Task.Owner, e.ID
		}
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(a, b Task) int { return a.Due.Compare(b.Due) })
	return list
}

// planned returns the milestone by which the plan has the task: the one made for it, else the first of its type that is
// due before the instant; nil where there is none.
func planned(p *planner.Plan, t Task, dark time.Time) *planner.Event {
	if e := p.Event(t.Event); e != nil && e.Task != nil {
		return e
	}
	if t.Type == planner.OtherTask {
		return nil
	}
	var first *planner.Event
	for _, e := range p.Events.All() {
		if e.Task != nil && e.Task.Type == t.Type && e.Scheduled() && e.Span.Start.Before(dark) && (first == nil || e.Span.Start.Before(first.Span.Start)) {
			first = e
		}
	}
	return first
}

// hedgeHour is the hour at which tasks are due.
const hedgeHour = 9

// Milestone returns the task as the milestone that puts it on the plan, an hour long, in the first shop. Its title is left to the screen,
// which names it by its type.
func (t Task) Milestone(p *planner.Plan) *planner.Event {
	e := &planner.Event{ID: t.Event, Kind: planner.Milestone, Channel: planner.TikTok, Span: planner.Span{Start: t.Due, End: t.Due.Add(time.Hour)},
		Task: &planner.MilestoneDetail{Type: t.Type, Owner: t.Owner}}
	if shops := p.Shops.All(); len(shops) > 0 {
		e.Shop = shops[0].ID
	}
	return e
}

// Hedge returns the edit, named hedge.edit, that puts the tasks on the plan as milestones with their owners, those
// aside that stand there already. Titles are what word says of hedge.<id>, in the user's language.
func Hedge(p *planner.Plan, list []Task, word func(key string, args ...any) string) planner.Command {
	var events []*planner.Event
	for _, t := range list {
		if t.Done || p.Event(t.Event) != nil {
			continue
		}
		e := t.Milestone(p)
		e.Title, e.Note = word("hedge."+t.ID), word("hedge."+t.ID+".how")
		events = append(events, e)
	}
	why := planner.T("hedge.edit", len(events))
	if len(events) == 0 {
		return planner.Batch{Why: why}
	}
	return planner.Add{Events: events, Why: why}
}
