package schedule

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// HedgeTask is one thing to have done before the platform may go dark.
type HedgeTask struct {
	ID    string // "followers"; its words are hedge.<id> and hedge.<id>.how
	Due   time.Time
	Owner string
	// Event is the ID of the milestone under which the task stands on a plan, so that it is not put there twice.
	Event string
	Type  string // of milestone
	Done  bool   // it stands on the plan already
}

// hedges lists the tasks in the order in which they are begun. Their days before the instant are the values of the
// parameter hedge_task_days, in this order; the export's are the parameter export_days.
var hedges = []struct{ id, kind string }{
	{"followers", planner.OtherTask},  // ask viewers to follow on other channels
	{"store", planner.OtherTask},      // videos and lives name the own store
	{"stock", planner.OtherTask},      // no stock beyond what sells before
	{"settlement", planner.OtherTask}, // money out of the platform
	{"coupons", planner.OtherTask},    // no coupon works beyond
	{"export", planner.DataExport},    // orders, followers, products, statements
}

// HedgeTasks returns what to do before the platform goes dark at an instant, each with the day on which it is due, at
// nine on the market's clock. What would be due before now is due at once, that is on the next day; what cannot be
// done before the instant any more is left out.
func HedgeTasks(p *planner.Plan, now, dark time.Time) []HedgeTask {
	loc := p.Zone()
	day, days := planner.DateOf(dark, loc), p.Nums("hedge_task_days")
	soonest := planner.DateOf(now, loc).Add(1)
	var list []HedgeTask
	for i, h := range hedges {
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
		t := HedgeTask{ID: h.id, Due: due.At(hedgeHour, 0, loc), Event: "hedge-" + h.id + "-" + day.String(), Type: h.kind}
		if !t.Due.Before(dark) {
			continue
		}
		if e := p.Event(t.Event); e != nil && e.Task != nil {
			t.Done, t.Due, t.Owner = true, e.Span.Start, e.Task.Owner
		}
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(a, b HedgeTask) int { return a.Due.Compare(b.Due) })
	return list
}

// hedgeHour is the hour at which tasks are due.
const hedgeHour = 9

// Hedge returns the edit, named hedge.edit, that puts the tasks on the plan as milestones with their owners, those
// aside that stand there already. Titles are what word says of hedge.<id>, in the user's language.
func Hedge(p *planner.Plan, tasks []HedgeTask, word func(key string, args ...any) string) planner.Command {
	var events []*planner.Event
	for _, t := range tasks {
		if t.Done || p.Event(t.Event) != nil {
			continue
		}
		e := &planner.Event{ID: t.Event, Kind: planner.Milestone, Title: word("hedge." + t.ID), Channel: planner.TikTok, Note: word("hedge." + t.ID + ".how"),
			Span: planner.Span{Start: t.Due, End: t.Due.Add(time.Hour)}, Task: &planner.MilestoneDetail{Type: t.Type, Owner: t.Owner}}
		if shops := p.Shops.All(); len(shops) > 0 {
			e.Shop = shops[0].ID
		}
		events = append(events, e)
	}
	why := planner.T("hedge.edit", len(events))
	if len(events) == 0 {
		return planner.Batch{Why: why}
	}
	return planner.Add{Events: events, Why: why}
}
