package main

import (
	"context"
	"time"

	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui"
	"bfplanner/ui/engine"
)

// spent returns the share of so many seconds, from now on, that is used up.
func spent(seconds int) func() float64 {
	began := time.Now()
	return func() float64 { return time.Since(began).Seconds() / float64(seconds) }
}

// plan lays a campaign out with the planner's own engine.
func plan(ctx context.Context, r schedule.Request, o engine.Options, report func(ui.Progress)) (schedule.Outcome, error) {
	r.Check, r.Spent = rules.NewChecker(), spent(o.Seconds)
	return schedule.Solve(ctx, r, func(s schedule.Progress) {
		report(ui.Progress{Stage: s.Stage, Done: s.Done, Total: s.Total, Value: s.Value, Bound: s.Bound, Placed: s.Placed})
	})
}

// mend repairs a campaign.
func mend(ctx context.Context, r schedule.MendRequest, o engine.Options) (schedule.Repair, error) {
	r.Spent = spent(o.Seconds)
	return schedule.Mend(ctx, r)
}
