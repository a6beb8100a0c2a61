package schedule

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
)

// The model counts by lines and days; the rule book looks at every product and every instant. What they see
// differently, such as a coupon claimed on its last day and used in a flash deal of the next, is mended here.

// unwelcome are the findings under severity block that a layout must not have either.
var unwelcome = []string{"coupon-overlap", "coupon-tail-overlap", "coupon-budget-exceeded"}

// mendRounds bounds how often the book is asked; each round takes back at least one event of each finding left.
const mendRounds = 40

// mend takes back what was placed in a way that the rule book would refuse, one event a finding, until nothing of that
// kind is left. Findings on what is held or outside the model are the user's.
func (j *job) mend() {
	for range mendRounds {
		if j.Check == nil {
			return
		}
		again := false
		for _, f := range j.Check(j.work, j.Now) {
			if f.Severity != rules.Block && !slices.Contains(unwelcome, f.Rule) {
				continue
			}
			if e := j.culprit(f); e != nil {
				j.takeBack(e, f)
				again = true
			}
		}
		if !again {
			return
		}
	}
}

// culprit returns the event to take back for a finding: of those that the engine may place the one that others hang on
// least, flash deals before coupons before videos before lives, of equals the last; nil where there is none, or where
// another finding has taken one of them back already.
func (j *job) culprit(f rules.Finding) *planner.Event {
	var worst *planner.Event
	for _, id := range f.Events {
		e := j.work.Event(id)
		if e == nil || !e.Scheduled() {
			return nil
		}
		if !plannable(e) || j.model.Held(id) || !j.may(e.Kind) || !j.known(e) {
			continue
		}
		if worst == nil || weight(e) < weight(worst) || weight(e) == weight(worst) && e.Span.Start.After(worst.Span.Start) {
			worst = e
		}
	}
	return worst
}

// weight ranks events by what hangs on them.
func weight(e *planner.Event) int {
	return slices.Index([]planner.Kind{planner.Flash, planner.Milestone, planner.Coupon, planner.Video, planner.Live}, e.Kind)
}

// takeBack removes an event with what belongs to it; a seeding video goes back to the backlog, and a coupon that one
// product cannot bear stays for the others while those are at least half of its stock by value.
func (j *job) takeBack(e *planner.Event, f rules.Finding) {
	if forecast.Seeds(e) {
		j.put(e.At(planner.Span{}))
		return
	}
	if n := j.spare(e, f.Detail); n != nil {
		j.put(n)
		return
	}
	for _, child := range j.work.Children(e.ID) {
		if child.Task == nil && !j.model.Held(child.ID) {
			j.drop(child.ID)
		}
	}
	j.drop(e.ID)
}

// spare returns the coupon without the product, or nil.
func (j *job) spare(e *planner.Event, sku string) *planner.Event {
	if e.Kind != planner.Coupon {
		return nil
	}
	n := *e
	n.Products = nil
	var rest, whole int64
	found := false
	for _, x := range j.work.ProductsOf(&planner.Event{Shop: e.Shop, Line: e.Line}) {
		whole += stockValue(x)
		if inside := len(e.Products) == 0 || slices.Contains(e.Products, x.SKU); inside && x.SKU != sku {
			rest += stockValue(x)
			n.Products = append(n.Products, x.SKU)
		} else if inside {
			found = true
		}
	}
	if !found || len(n.Products) == 0 || 2*rest < whole {
		return nil
	}
	return &n
}
