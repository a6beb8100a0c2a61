package schedule

import (
	"context"
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// mend takes back what was placed in a way that the rule book would block, one event a finding, the one made
// last, until nothing of that kind is left. Findings on what was not placed here are the user's.
func (d *draft) mend(ctx context.Context, check rules.Checker) error {
	if check == nil {
		return nil
	}
	for again := true; again; {
		again = false
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, f := range check(d.work, d.now) {
			if f.Severity != rules.Block {
				continue
			}
			if e := d.culprit(f); e != nil {
				d.takeBack(e)
				again = true
			}
		}
	}
	return nil
}

// culprit returns the event made last of those that the finding concerns, or nil where none of them was
// placed here or one of them is gone already.
func (d *draft) culprit(f rules.Finding) *planner.Event {
	var last *planner.Event
	for _, id := range f.Events {
		e := d.work.Event(id)
		if e == nil || !e.Scheduled() {
			return nil
		}
		if d.placed(e) && (last == nil || number(e.ID) > number(last.ID)) {
			last = e
		}
	}
	return last
}

// placed reports whether the event was made or given its time here.
func (d *draft) placed(e *planner.Event) bool {
	if number(e.ID) >= 0 {
		return e.Scheduled()
	}
	was := d.given.Event(e.ID)
	return seeding(e) && e.Scheduled() && !was.Pinned && !(was.Scheduled() && was.Span.Start.Before(d.now))
}

// takeBack removes a made event with what belongs to it; a seeding video goes back to the backlog.
func (d *draft) takeBack(e *planner.Event) {
	if seeding(e) {
		d.put(e.At(planner.Span{}))
		return
	}
	work := *d.work
	for _, child := range work.Children(e.ID) {
		work.Events = work.Events.Drop(child.ID)
	}
	work.Events = work.Events.Drop(e.ID)
	d.work = &work
}

// ref returns the ID of the made event of that number, which planner.Add reads as a reference.
func ref(n int) string { return "#" + strconv.Itoa(n) }

// number returns which made event the ID names, or -1 for an ID of the plan.
func number(id string) int {
	if rest, ok := strings.CutPrefix(id, "#"); ok {
		if n, err := strconv.Atoi(rest); err == nil {
			return n
		}
	}
	return -1
}
