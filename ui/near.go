package ui

import (
	"context"
	"time"

	"bfplanner/planner/schedule"
	"bfplanner/ui/calendar"
)

// near looks for better places near the instant for an event that is held still on the calendar, beside the window. An
// event that the engine does not place has none.
func (a *App) near(id string, at time.Time, put func([]calendar.Landing)) func() {
	s := a.editor.Snapshot()
	var found []schedule.Landing
	return a.deps.Jobs.Start(laneNear, func(ctx context.Context, _ func(Progress)) (err error) {
		found, err = schedule.SuggestNear(ctx, s.Plan, s.Now, id, at)
		return err
	}, nil, func(err error) {
		if err != nil || a.editor == nil || a.editor.Snapshot() != s {
			return
		}
		put(landings(found))
	})
}
