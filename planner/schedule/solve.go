// Package schedule lays a campaign out. Solve is the door of the engine: it makes the backlog of seeding videos,
// has the campaign searched as an instance of package forecast's model, writes what was found back as one edit, and
// derives from it what the model leaves out: teasers and milestones.
package schedule

import (
	"cmp"
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
)

// Request is what a plan is asked of: the plan as it stands, the instant before which nothing is changed, and the
// rule book, by which the outcome is looked over once more.
type Request struct {
	Plan   *planner.Plan
	Now    time.Time
	Check  rules.Checker
	Kinds  []planner.Kind // what may be placed or changed: videos, lives, coupons, flash deals; empty is all, with milestones
	Change float64        // how much may change: 1 plans afresh, 0 touches nothing; between, each change costs
	Long   bool           // whether Black Friday is to have its long live, where hosts and studios allow it
	Seed   uint64         // tells searches apart that are alike otherwise
	Moves  int            // how many moves the search makes; 0 leaves the end to Spent, Stop and the context
	Spent  func() float64 // share of the time that is used up, from 0 to 1; may be nil
	Stop   func() bool    // whether to stop now with the best so far; may be nil
}

// Progress is how far Solve has come: its stage, how much of it is done, what the best plan so far is worth and, once
// there is one, the bound that no plan exceeds.
type Progress struct {
	Stage  planner.Text
	Done   int
	Total  int
	Value  planner.Money
	Bound  planner.Money
	Placed int // events of the search's best plan
}

// Outcome is what Solve found.
type Outcome struct {
	Command planner.Command     // the edit, named edit.plan with the number of events that it leaves planned; a Batch
	Before  planner.Money       // the forecast of the plan as it was
	After   planner.Money       // and as it is with the edit
	Bound   planner.Money       // what no plan that keeps to the limits exceeds; zero where none was worked out
	Gap     planner.BasisPoints // how far After may be from the best, as a share of Bound
	Moved   []Moved             // what the edit does to the plan's events, in the order of their IDs, then what it adds
}

// Moved is one event that an edit touches: From is its span before, To the one after. An event that is added has no
// From and no ID yet; one that is removed, or goes back to the backlog, has no To.
type Moved struct {
	Event    string
	Kind     planner.Kind
	From, To planner.Span
}

// usualMoves is how many moves a search makes where neither moves nor a clock are given.
const usualMoves = 1_000_000

// Solve returns the edit that lays the campaign out. Events that are pinned or began before Now stay, with the live to
// which they belong, and so does all that is not planned here: ads, other promotions, events of other channels, what
// stands between two slots, milestones of other types or done. Seeding videos keep their ID and get a time. Whatever
// comes in place of another event keeps its ID, title and note. The same request with a number of moves gives the
// same edit.
//
// A plan without products is a *planner.Problem, and so are pins that cannot all hold, of which a least set is named.
// When ctx has ended before there is a plan, Solve returns its error; later it keeps the best so far. Progress, which
// may be nil, is called on the caller's goroutine.
func Solve(ctx context.Context, r Request, progress func(Progress)) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	j := &job{Request: r, tell: progress}
	if err := j.open(); err != nil {
		return Outcome{}, err
	}
	out := Outcome{Before: j.value(j.given), Command: planner.Batch{Why: planner.T("edit.plan", 0)}}
	out.After = out.Before
	if r.Change <= 0 {
		return out, nil
	}
	if j.Moves == 0 && j.Spent == nil {
		j.Moves = usualMoves
	}
	j.proof = j.prove(ctx)
	defer j.proof.stop()
	found, err := j.search(ctx)
	if err != nil {
		return Outcome{}, err
	}
	out.Bound = j.finish()
	if err := j.write(found); err != nil {
		return Outcome{}, err
	}
	j.say("schedule.stage.check", 100)
	j.mend()
	out.Command, out.Moved = j.edit(planner.T("edit.plan", j.planned()))
	out.After = j.value(j.work)
	if gap := out.Bound.Minor - out.After.Minor; gap > 0 && out.Bound.Minor > 0 {
		out.Gap = planner.BasisPoints(gap * 10000 / out.Bound.Minor)
	}
	return out, nil
}

// job is one request at work.
type job struct {
	Request
	tell  func(Progress)
	given *planner.Plan   // as it was handed in
	work  *planner.Plan   // as it is to be
	model *forecast.Model // of the plan with its backlog, before the search
	last  Progress
	proof *proof
}

// open makes the backlog and the model.
func (j *job) open() error {
	j.given, j.work = j.Plan, j.Plan
	if j.may(planner.Video) && j.Change > 0 && j.Now.Before(j.Plan.Sale.Span.Start) {
		n, err := planner.Add{Events: Backlog(j.Plan)}.Apply(*j.Plan)
		if err != nil {
			return err
		}
		j.work = &n
	}
	m, err := forecast.CompileKeeping(j.work, j.Now, func(e *planner.Event) bool { return !j.may(e.Kind) })
	j.model = m
	return err
}

// may reports whether events of the kind may change.
func (j *job) may(k planner.Kind) bool { return len(j.Kinds) == 0 || slices.Contains(j.Kinds, k) }

// value returns what the forecast gives the plan.
func (j *job) value(p *planner.Plan) planner.Money {
	m, err := forecast.Compile(p, j.Now)
	if err != nil {
		return p.Money(0)
	}
	return j.money(forecast.Score(m.Instance, m.Solution).Value() + m.Outside.Sum())
}

// money returns major units as an amount.
func (j *job) money(major float64) planner.Money { return forecast.Money(j.given, major) }

// say reports that a stage has come so far, in percent.
func (j *job) say(stage string, done int) {
	j.last.Stage, j.last.Done, j.last.Total = planner.T(stage), done, 100
	j.tell(j.last)
}

// write turns the plan into the solution and derives what hangs on it.
func (j *job) write(s *forecast.Solution) error {
	in := j.model.Instance
	s.Flash = slices.DeleteFunc(s.Flash, func(x [3]int) bool { // a deal that draws nobody
		return in.Products[x[0]].FlashRate == 0 && !slices.Contains(j.model.Solution.Flash, x)
	})
	n, err := j.model.Command(s, planner.T("edit.plan", 0)).Apply(*j.work)
	if err != nil {
		return err
	}
	j.work = &n
	if j.may(planner.Live) {
		j.teasers(func(*planner.Event) bool { return true })
	}
	if len(j.Kinds) == 0 {
		j.milestones()
	}
	return nil
}

// byStart returns the scheduled events in the order of their starts.
func byStart(events []*planner.Event) []*planner.Event {
	list := slices.DeleteFunc(slices.Clone(events), func(e *planner.Event) bool { return !e.Scheduled() })
	slices.SortStableFunc(list, func(a, b *planner.Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.Shop, b.Shop), cmp.Compare(a.Line, b.Line))
	})
	return list
}

// edit returns the work as an edit of the plan that was handed in, and what it does: what is gone is removed, what
// differs is changed, the rest is added and gets its IDs only then, so that an edit of the user meanwhile is in nobody's way.
func (j *job) edit(why planner.Text) (planner.Command, []Moved) {
	var gone []string
	var changed, added []*planner.Event
	var moves, more []Moved
	for _, c := range planner.Diff(j.given, j.work) {
		was, _ := c.Before.(*planner.Event)
		is, _ := c.After.(*planner.Event)
		if c.Table != "events" {
			continue
		}
		// What is of an event that has no ID yet is made anew with it.
		moved := was != nil && is != nil && !j.refersToNew(is)
		if moved {
			changed = append(changed, is)
			moves = append(moves, Moved{c.ID, is.Kind, was.Span, is.Span})
			continue
		}
		if was != nil {
			gone = append(gone, c.ID)
			moves = append(moves, Moved{c.ID, was.Kind, was.Span, planner.Span{}})
		}
		if is != nil {
			added = append(added, is)
			more = append(more, Moved{"", is.Kind, planner.Span{}, is.Span})
		}
	}
	batch := planner.Batch{Why: why}
	if len(gone) > 0 {
		batch.Commands = append(batch.Commands, planner.Remove{IDs: gone, Alone: true, Why: why})
	}
	if len(changed) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: changed, Why: why})
	}
	if len(added) > 0 {
		batch.Commands = append(batch.Commands, planner.Add{Events: anew(added), Why: why})
	}
	return batch, append(moves, more...)
}

// planned counts the events that the work leaves planned here.
func (j *job) planned() (n int) {
	for _, e := range j.work.Events.All() {
		if e.Scheduled() && !j.model.Held(e.ID) && plannable(e) {
			n++
		}
	}
	return n
}

// refersToNew reports whether an event refers to one that the plan did not have.
func (j *job) refersToNew(e *planner.Event) bool {
	fresh := func(id string) bool { return id != "" && j.given.Event(id) == nil && j.work.Event(id) != nil }
	return fresh(e.Parent) || e.Clip != nil && fresh(e.Clip.After)
}

// plannable reports whether the event is of a sort that is planned here.
func plannable(e *planner.Event) bool {
	switch e.Kind {
	case planner.Video, planner.Live:
		return true
	case planner.Coupon:
		return e.Promo.Tool == forecast.SaleCoupon
	case planner.Flash:
		return e.Promo.Tool == forecast.LiveFlash
	}
	return e.Kind == planner.Milestone && slices.Contains(ownTasks, e.Task.Type) && !e.Task.Done
}

// anew returns the events without IDs, lives first, referring to one another by their numbers.
func anew(events []*planner.Event) []*planner.Event {
	list := slices.Clone(events)
	slices.SortStableFunc(list, func(a, b *planner.Event) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), a.Span.Start.Compare(b.Span.Start))
	})
	number := map[string]string{}
	for i, e := range list {
		number[e.ID] = ref(i)
	}
	for i, e := range list {
		n := *e
		n.ID = ""
		if to := number[n.Parent]; to != "" {
			n.Parent = to
		}
		if n.Clip != nil && number[n.Clip.After] != "" {
			clip := *n.Clip
			clip.After = number[clip.After]
			n.Clip = &clip
		}
		list[i] = &n
	}
	return list
}

// order is the order in which new events are added: what others belong to first.
var order = []planner.Kind{planner.Live, planner.Video, planner.Coupon, planner.Flash, planner.Milestone, planner.Ad}
