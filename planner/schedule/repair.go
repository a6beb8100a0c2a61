package schedule

import (
	"context"
	"reflect"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// MendRequest asks for a repair of a plan after an edit or a change of facts.
type MendRequest struct {
	Plan   *planner.Plan // as it is now
	Before *planner.Plan // as it was; events that differ are the user's and stay as they are now; may be nil
	Now    time.Time
	Change float64        // how much may change, from 0, nothing, to 1, everything anew
	Kinds  []planner.Kind // what may change; empty is all that the engine places
	Seed   uint64
	Moves  int            // at most; 0 leaves the end to Spent, Stop and the context
	Spent  func() float64 // share of the time that is used up, from 0 to 1; may be nil
	Stop   func() bool    // whether to stop now with the best so far; may be nil
}

// Repair is what a repair would change, to be looked at before it is accepted. Nothing of it has happened yet.
type Repair struct {
	Command planner.Command // all of it as one edit; one that changes nothing where there is nothing to mend
	Before  planner.Money   // forecast of the plan as it is
	After   planner.Money   // and after the repair
	Parts   []Part          // in the order of time
}

// Part is what a repair does with one event, with the teasers and flash deals that go along.
type Part struct {
	Event    string // ID; of an added event as the repaired plan has it
	Kind     planner.Kind
	Action   string          // add, remove, move, or change where its time stays
	From, To planner.Span    // zero where there is none
	Was, Is  *planner.Event  // as it is and as the repair leaves it; nil where there is none
	Why      planner.Text    // the rule that it broke, or what it brings by itself
	Command  planner.Command // this part alone; nil where alone it would add a finding of severity block
}

// The actions of parts.
const (
	ActionAdd    = "add"
	ActionRemove = "remove"
	ActionMove   = "move"
	ActionChange = "change"
)

// mendMoves is how many moves a repair makes where neither moves nor time are given.
const mendMoves = 300_000

// Mend finds the repair of a plan with least change: what breaks a hard constraint is mended whatever it takes, all
// else changes only where that brings more than a price that falls as Change rises. With Change 0 it changes nothing,
// with 1 the campaign is laid out afresh around what is pinned, past or the user's last edit. Lives that are added or
// moved get the teasers that they lack. The same request with a number of moves gives the same repair. When ctx ends it
// returns the best so far. A plan with nothing to sell is a *planner.Problem; pins that cannot all hold are an error
// that Clash explains.
func Mend(ctx context.Context, r MendRequest) (Repair, error) {
	m, err := forecast.CompileKeeping(r.Plan, r.Now, r.keeps)
	if err != nil {
		return Repair{}, err
	}
	before, err := worth(r.Plan, r.Now)
	if err != nil {
		return Repair{}, err
	}
	out := Repair{Command: planner.Batch{Why: planner.T("edit.mend", 0)}, Before: before, After: before}
	if r.Change <= 0 {
		return out, nil
	}
	o := search.Options{Seed: r.Seed, Moves: r.Moves, Spent: r.Spent, Stop: r.Stop, Kinds: rowKinds(r.Kinds)}
	if o.Moves == 0 && o.Spent == nil {
		o.Moves = mendMoves
	}
	if r.Change < 1 {
		o.Start, o.Base, o.Penalty = m.Solution, m.Solution, priceOfChange(r.Plan, r.Change)
	} else if len(o.Kinds) > 0 {
		o.Start = m.Solution
	}
	found, err := search.Solve(ctx, m.Instance, o)
	if err != nil {
		return Repair{}, &clashError{err, m}
	}
	cmd, after, err := completed(r.Plan, r.Now, m, &found.Solution, r.Kinds)
	if err != nil {
		return Repair{}, err
	}
	d, err := deskOf(r.Plan, r.Now, m)
	if err != nil {
		return Repair{}, err
	}
	if out.Parts, err = d.parts(after); err != nil || len(out.Parts) == 0 {
		return out, err
	}
	out.Command = cmd(planner.T("edit.mend", len(out.Parts)))
	then, err := worth(after, r.Now)
	out.After = then
	return out, err
}

// completed returns the edit that brings the plan to a solution of its model, with the teasers that lives lack which are
// new or moved, where lives are of the kinds that may change; and the plan after it. The edit takes its name.
func completed(p *planner.Plan, now time.Time, m *forecast.Model, s *forecast.Solution, kinds []planner.Kind) (func(planner.Text) planner.Command, *planner.Plan, error) {
	work, err := m.Command(s, planner.Text{}).Apply(*p)
	if err != nil {
		return nil, nil, err
	}
	j := &job{Request: Request{Plan: p, Now: now, Kinds: kinds}, given: p, work: &work, model: m}
	if j.may(planner.Live) {
		j.teasers(func(live *planner.Event) bool {
			was := p.Event(live.ID)
			return was == nil || was.Span != live.Span
		})
	}
	named := func(why planner.Text) planner.Command {
		cmd, _ := j.edit(why)
		return cmd
	}
	after, err := named(planner.Text{}).Apply(*p)
	return named, &after, err
}

// keeps reports which events stay: those that the user has just edited and those of kinds that are not to change.
func (r MendRequest) keeps(e *planner.Event) bool {
	if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, e.Kind) {
		return true
	}
	if r.Before == nil {
		return false
	}
	was := r.Before.Event(e.ID)
	return was != e && (was == nil || !reflect.DeepEqual(was, e))
}

// rowKinds returns the kinds of rows of kinds of events.
func rowKinds(kinds []planner.Kind) []string {
	var list []string
	for _, k := range kinds {
		switch k {
		case planner.Live:
			list = append(list, forecast.CreditLive, forecast.CreditHedge)
		case planner.Video:
			list = append(list, forecast.CreditVideo)
		case planner.Coupon:
			list = append(list, forecast.CreditCoupon)
		case planner.Flash:
			list = append(list, forecast.CreditFlash)
		}
	}
	return list
}

// addsBlock reports whether the plan has a finding of severity block that is not among those that there were.
func addsBlock(check rules.Checker, had []string, p *planner.Plan, now time.Time) bool {
	return slices.ContainsFunc(blocking(check(p, now)), func(key string) bool { return !slices.Contains(had, key) })
}
