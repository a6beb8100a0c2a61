// Package schedule lays a campaign out: it makes the backlog of seeding videos and gives lives, videos,
// coupons, flash deals and milestones their time. Solve is its one door.
package schedule

import (
	"cmp"
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// Request is what a plan is asked of: the plan as it stands, the instant before which nothing is changed,
// and the rule book, by which the outcome is looked over once more.
type Request struct {
	Plan  *planner.Plan
	Now   time.Time
	Check rules.Checker
}

// Progress is how far Solve has come: the stage that it is at, and how many are done of all.
type Progress struct {
	Stage planner.Text
	Done  int
	Total int
}

// stages is how Solve goes about it, in order: what needs hosts first, then what hangs on that.
var stages = []struct {
	key string
	do  func(*draft)
}{
	{"schedule.stage.lives", (*draft).lives},
	{"schedule.stage.teasers", (*draft).teasers},
	{"schedule.stage.videos", eachShop((*draft).seed)},
	{"schedule.stage.coupons", eachShop((*draft).coupons)},
	{"schedule.stage.flash", eachShop((*draft).flashes)},
	{"schedule.stage.milestones", eachShop((*draft).milestones)},
}

// Solve returns the edit that lays the campaign out, a Batch named edit.plan with the number of events that
// it places. Events that are pinned or began before Now stay, with the live to which they belong, and so does
// everything that is not planned here: ads, other promotions, milestones of other types or done. Seeding videos keep their ID and get a time; the
// other unpinned events to come are planned anew, and one that comes out at the same place keeps its ID, so that
// planning twice changes nothing the second time. The same plan and instant give the same edit.
//
// A plan without products is a *planner.Problem. When ctx ends, Solve returns its error and no edit. Progress,
// which may be nil, is called on the caller's goroutine.
func Solve(ctx context.Context, r Request, progress func(Progress)) (planner.Command, error) {
	if r.Plan.Products.Len() == 0 {
		return nil, planner.Problemf("problem.no_products")
	}
	if err := r.Plan.Head.Check(); err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	d := newDraft(r.Plan, r.Now)
	total := len(stages) + 1
	for i, s := range stages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress(Progress{planner.T(s.key), i, total})
		s.do(d)
	}
	progress(Progress{planner.T("schedule.stage.check"), len(stages), total})
	if err := d.mend(ctx, r.Check); err != nil {
		return nil, err
	}
	progress(Progress{planner.T("schedule.stage.check"), total, total})
	return d.edit(), ctx.Err()
}

func eachShop(f func(*draft, *planner.Shop)) func(*draft) {
	return func(d *draft) {
		for _, s := range d.shops() {
			f(d, s)
		}
	}
}

// byStart returns the scheduled events in the order of their starts.
func byStart(events []*planner.Event) []*planner.Event {
	list := slices.DeleteFunc(slices.Clone(events), func(e *planner.Event) bool { return !e.Scheduled() })
	slices.SortStableFunc(list, func(a, b *planner.Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.Shop, b.Shop), cmp.Compare(a.Line, b.Line))
	})
	return list
}
