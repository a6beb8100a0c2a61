// Package editor is the one way to change a plan. It keeps the plan, the history of its edits and what the
// rule book says of it, and gives screens a Snapshot of all that. It knows no clock but the one it is given
// and writes nothing: whoever listens is handed each Write and keeps it.
package editor

import (
	"slices"
	"sync"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
)

// Step is one edit of the history: what it is called, when it was made and the rows it changed.
type Step struct {
	Seq     int // from 1, without gaps
	Label   planner.Text
	At      time.Time
	Changes []planner.RowChange
}

// Write tells the store what happened: the plan, which stood after the step From, now stands after the step Cursor.
// For an edit, Step is the new step, and steps of the same or a higher number are gone; for a way back or forth in the
// history, however far, it is nil and Changes are the rows to write, each once, with After as they now are.
type Write struct {
	PlanID  string
	Step    *Step
	Changes []planner.RowChange
	From    int
	Cursor  int
	At      time.Time
}

// Snapshot is the one thing that a screen is given: a plan, its findings and where it stands in its history.
// It is immutable.
type Snapshot struct {
	Plan      *planner.Plan
	Now       time.Time // the plan's as-of instant
	Findings  []rules.Finding
	Dismissed []rules.Finding // findings that the user does not want to see again
	Totals    rules.Totals    // of Findings
	Undo      planner.Text    // what Undo would undo; no key where there is nothing
	Redo      planner.Text
	Cursor    int  // number of the last step that is in force; 0 at the beginning
	Preview   bool // not done, only looked at
	outlook   *outlook
}

// outlook is the forecast of a snapshot once it was asked for.
type outlook struct {
	once sync.Once
	is   forecast.Outlook
	err  error
}

// Outlook returns the forecast of the plan. It is worked out when first asked for, in about a microsecond an event, and
// kept; a plan without products is a *planner.Problem.
func (s *Snapshot) Outlook() (forecast.Outlook, error) {
	if s.outlook == nil { // made without an editor
		return forecast.OutlookOf(s.Plan, s.Now)
	}
	s.outlook.once.Do(func() { s.outlook.is, s.outlook.err = forecast.OutlookOf(s.Plan, s.Now) })
	return s.outlook.is, s.outlook.err
}

// Gain returns by how much more the forecast values this snapshot than another one, which is what a preview shows beside a
// block on its way; false where one of them has no forecast.
func (s *Snapshot) Gain(over *Snapshot) (planner.Money, bool) {
	after, err := s.Outlook()
	if err != nil {
		return planner.Money{}, false
	}
	before, err := over.Outlook()
	return after.Value.Sub(before.Value), err == nil
}

// Options is what an editor needs from outside.
type Options struct {
	Check rules.Checker
	Wall  func() time.Time // the wall clock
	At    time.Time        // --now; zero follows the plan and the clock
}

// Editor holds one plan and its history. It is not safe for use from several goroutines at once.
type Editor struct {
	opts      Options
	steps     []Step
	cursor    int
	snapshot  *Snapshot
	listeners []func(*Snapshot, *Write)
}

// Open starts editing a plan with the history that its store kept; cursor is the number of the last step
// that is in force. Steps are in order, numbered from any number without gaps.
func Open(p *planner.Plan, steps []Step, cursor int, opts Options) *Editor {
	e := &Editor{opts: opts, steps: steps, cursor: cursor}
	e.snapshot = e.look(p, false)
	return e
}

// Listen has f called, on the caller's goroutine, with every new Snapshot and the Write that keeps it; the
// Write is nil where only the looks changed, as after Refresh.
func (e *Editor) Listen(f func(*Snapshot, *Write)) { e.listeners = append(e.listeners, f) }

// Snapshot returns the plan as it stands.
func (e *Editor) Snapshot() *Snapshot { return e.snapshot }

// Steps returns the history, oldest first, undone steps last. The caller must not change it.
func (e *Editor) Steps() []Step { return e.steps }

// Preview returns what the plan would be after the command, without doing it.
func (e *Editor) Preview(cmd planner.Command) (*Snapshot, error) {
	next, err := e.apply(cmd)
	if err != nil {
		return nil, err
	}
	return e.look(next, true), nil
}

// apply returns the plan after the command, with what the rule book has to remember of the plan before.
func (e *Editor) apply(cmd planner.Command) (*planner.Plan, error) {
	before := e.snapshot.Plan
	next, err := cmd.Apply(*before)
	if err != nil {
		return nil, err
	}
	return rules.Remember(before, &next, before.Now(e.opts.At, e.opts.Wall())), nil
}

// Do makes the edit. An edit that changes nothing leaves no trace in the history.
func (e *Editor) Do(cmd planner.Command) (*Snapshot, error) {
	next, err := e.apply(cmd)
	if err != nil {
		return nil, err
	}
	changes := planner.Diff(e.snapshot.Plan, next)
	if len(changes) == 0 {
		return e.snapshot, nil
	}
	e.steps = append(e.steps[:e.index(e.cursor):e.index(e.cursor)], Step{e.cursor + 1, cmd.Label(), e.opts.Wall().UTC(), changes})
	e.cursor++
	step := &e.steps[len(e.steps)-1]
	e.set(next, &Write{PlanID: next.ID, Step: step, Changes: changes, From: e.cursor - 1, Cursor: e.cursor, At: step.At})
	return e.snapshot, nil
}

// Undo takes the last edit back; with none left it changes nothing.
func (e *Editor) Undo() (*Snapshot, error) { return e.GoTo(e.cursor - 1) }

// Redo does the last undone edit again; with none it changes nothing.
func (e *Editor) Redo() (*Snapshot, error) { return e.GoTo(e.cursor + 1) }

// GoTo undoes or redoes until the step of that number is the last in force; a number beyond the history stops at its
// end. However many steps lie between, the rule book is asked once and the listeners hear one Write.
func (e *Editor) GoTo(seq int) (*Snapshot, error) {
	from, to := e.index(e.cursor), e.index(seq)
	if from == to {
		return e.snapshot, nil
	}
	changes := between(e.steps, from, to)
	next, err := e.snapshot.Plan.Patch(changes, true)
	if err != nil {
		return nil, err
	}
	w := &Write{PlanID: next.ID, Changes: changes, From: e.cursor, Cursor: e.steps[0].Seq - 1 + to, At: e.opts.Wall().UTC()}
	e.cursor = w.Cursor
	e.set(next, w)
	return e.snapshot, nil
}

// Refresh looks at the plan again, since the clock went on, and tells the listeners.
func (e *Editor) Refresh() { e.set(e.snapshot.Plan, nil) }

// between returns what leads from the plan after the first from steps to the plan after the first to, each row once:
// as it is before the way and as it is after it.
func between(steps []Step, from, to int) []planner.RowChange {
	var list []planner.RowChange
	known := map[[2]string]int{}
	add := func(c planner.RowChange) {
		key := [2]string{c.Table, c.ID}
		if i, ok := known[key]; ok {
			list[i].After = c.After
			return
		}
		known[key] = len(list)
		list = append(list, c)
	}
	for ; from < to; from++ {
		for _, c := range steps[from].Changes {
			add(c)
		}
	}
	for ; from > to; from-- {
		for _, c := range slices.Backward(steps[from-1].Changes) {
			c.Before, c.After = c.After, c.Before
			add(c)
		}
	}
	return list
}

// index returns how many of the kept steps are in force when seq is the last; old steps may have been let go.
func (e *Editor) index(seq int) int {
	if len(e.steps) == 0 {
		return 0
	}
	return max(0, min(len(e.steps), seq-e.steps[0].Seq+1))
}

func (e *Editor) set(p *planner.Plan, w *Write) {
	e.snapshot = e.look(p, false)
	for _, f := range e.listeners {
		f(e.snapshot, w)
	}
}

func (e *Editor) look(p *planner.Plan, preview bool) *Snapshot {
	s := &Snapshot{Plan: p, Now: p.Now(e.opts.At, e.opts.Wall()), Cursor: e.cursor, Preview: preview, outlook: &outlook{}}
	for _, f := range e.opts.Check(p, s.Now) {
		if _, ok := p.Dismissals.Get(f.Key()); ok {
			s.Dismissed = append(s.Dismissed, f)
			continue
		}
		s.Findings = append(s.Findings, f)
	}
	s.Totals = rules.Count(s.Findings)
	i := e.index(e.cursor)
	if i > 0 {
		s.Undo = e.steps[i-1].Label
	}
	if i < len(e.steps) {
		s.Redo = e.steps[i].Label
	}
	return s
}
