package report

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// CheckGroup is the checks of one phase of the campaign.
type CheckGroup struct {
	Phase planner.PhaseID // "" for what lies outside the campaign
	Rows  []CheckRow      // by their times
}

// CheckRow is one thing to tick off.
type CheckRow struct {
	By    time.Time
	Do    planner.Text
	Event *planner.Event
	Owner string
	Done  bool
	Notes []int
}

// Checklist returns what must be ready, phase by phase: milestones as planned; promotions to be set up and lives to
// be rehearsed a day before they begin. What only runs, such as a post, stands on the run sheet instead.
func (r *Report) Checklist() []CheckGroup {
	var rows []CheckRow
	for _, e := range r.scheduled() {
		row := CheckRow{By: e.Span.Start, Event: e, Notes: r.NotesOf(e)}
		switch {
		case e.Task != nil:
			row.Do, row.Owner, row.Done = planner.T("do.milestone."+e.Task.Type), e.Task.Owner, e.Task.Done
		case e.Kind == planner.Coupon:
			row.By, row.Do = e.Span.Start.Add(-24*time.Hour), planner.T("check.coupon")
		case e.Kind == planner.Live:
			row.By, row.Do = e.Span.Start.Add(-24*time.Hour), planner.T("check.live")
		case e.Kind == planner.Ad:
			row.By, row.Do = e.Span.Start.Add(-24*time.Hour), planner.T("check.ad")
		default:
			continue
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b CheckRow) int { return a.By.Compare(b.By) })
	var groups []CheckGroup
	for _, row := range rows {
		phase := r.Snapshot.Plan.Sale.PhaseAt(row.By)
		if n := len(groups); n == 0 || groups[n-1].Phase != phase {
			groups = append(groups, CheckGroup{Phase: phase})
		}
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, row)
	}
	return groups
}
