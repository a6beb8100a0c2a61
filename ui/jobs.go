package ui

import (
	"context"
	"errors"

	"bfplanner/planner"
)

// Progress says how far a job is: Done of Total steps, or unknown where Total is 0.
type Progress struct {
	Stage       planner.Text
	Done, Total int
	// What the engine has so far: what its plan is worth, what no plan exceeds, zero where that is not known yet, and how
	// many events it has placed. A Value of no currency is none.
	Value, Bound planner.Money
	Placed       int
}

// Work is what a job does. It runs off the UI goroutine, so it touches no widget and no editor.
type Work func(ctx context.Context, report func(Progress)) error

// Jobs runs work beside the window. Start returns at once; report's Progress reaches progress, and what the work
// returned reaches done, both on the UI goroutine, done last and exactly once. Jobs of one lane run one after
// the other in the order of their starts. Cancelling a job that is over does nothing.
type Jobs interface {
	Start(lane string, work Work, progress func(Progress), done func(error)) (cancel func())
}

// The lanes: edits are saved in one, long work waits in another, and what the engine is asked in passing has its own.
const (
	laneSave = "save"
	laneWork = "work"
	laneNear = "near"
)

// Inline runs every job to its end inside Start. Tests use it, and whatever wants no goroutines.
type Inline struct{}

// Start runs the work.
func (Inline) Start(_ string, work Work, progress func(Progress), done func(error)) func() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := work(ctx, func(p Progress) {
		if progress != nil {
			progress(p)
		}
	})
	done(err)
	return func() {}
}

// cancelled reports whether a job ended because its user wanted it to.
func cancelled(err error) bool { return errors.Is(err, context.Canceled) }
