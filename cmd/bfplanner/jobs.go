package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/ui"
)

// workers runs jobs on goroutines, the only ones that the program itself starts. What they report reaches the
// window on Fyne's goroutine.
type workers struct {
	mu   sync.Mutex
	last map[string]chan struct{} // of each lane, closed when its newest job is over
	all  sync.WaitGroup
}

func newWorkers() *workers { return &workers{last: map[string]chan struct{}{}} }

// progressEvery keeps a busy job from flooding the window.
const progressEvery = 50 * time.Millisecond

// Start runs the work once the lane's earlier jobs are over.
func (w *workers) Start(lane string, work ui.Work, progress func(ui.Progress), done func(error)) func() {
	ctx, cancel := context.WithCancel(context.Background())
	w.mu.Lock()
	before, over := w.last[lane], make(chan struct{})
	w.last[lane] = over
	w.mu.Unlock()
	w.all.Add(1)
	go func() {
		defer w.all.Done()
		defer close(over)
		defer cancel()
		if before != nil {
			<-before
		}
		err := guarded(ctx, work, throttled(progress))
		fyne.Do(func() { done(err) })
	}()
	return cancel
}

// guarded runs the work; a panic in it becomes an error, since the plan in the window is worth more than the job.
func guarded(ctx context.Context, work ui.Work, report func(ui.Progress)) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
			fyne.LogError("a job failed:\n"+string(debug.Stack()), err)
		}
	}()
	if err := ctx.Err(); err != nil {
		return err
	}
	return work(ctx, report)
}

// throttled passes progress on to Fyne's goroutine, no more often than it can be seen.
func throttled(progress func(ui.Progress)) func(ui.Progress) {
	var last time.Time
	return func(p ui.Progress) {
		if progress == nil || time.Since(last) < progressEvery && p.Done < p.Total {
			return
		}
		last = time.Now()
		fyne.Do(func() { progress(p) })
	}
}

// wait lets the jobs end, for as long as a person would.
func (w *workers) wait(limit time.Duration) {
	over := make(chan struct{})
	go func() { w.all.Wait(); close(over) }()
	select {
	case <-over:
	case <-time.After(limit):
	}
}
