package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"bfplanner/ui"
)

// noted is a list that several goroutines write to.
type noted struct {
	mu   sync.Mutex
	list []string
}

func (n *noted) add(s string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, s)
}

func TestJobsOfOneLaneRunInOrderAndOthersBesideThem(t *testing.T) {
	test.NewTempApp(t)
	w := newWorkers()
	var order noted
	gate := make(chan struct{})
	slow := func(context.Context, func(ui.Progress)) error { <-gate; order.add("slow"); return nil }
	quick := func(name string) ui.Work {
		return func(context.Context, func(ui.Progress)) error { order.add(name); return nil }
	}
	done := func(error) {}
	w.Start("save", slow, nil, done)
	w.Start("save", quick("after"), nil, done)
	beside := make(chan error, 1)
	w.Start("work", quick("beside"), nil, func(err error) { beside <- err })
	if err := <-beside; err != nil {
		t.Fatal(err)
	}
	close(gate)
	w.wait(10 * time.Second)
	if want := []string{"beside", "slow", "after"}; !slices.Equal(order.list, want) {
		t.Errorf("ran %v, want %v", order.list, want)
	}
}

func TestJobsAreCancelledEvenBeforeTheyBegin(t *testing.T) {
	test.NewTempApp(t)
	w := newWorkers()
	gate := make(chan struct{})
	errs := make(chan error, 2)
	stop := w.Start("work", func(ctx context.Context, _ func(ui.Progress)) error { <-ctx.Done(); <-gate; return ctx.Err() }, nil, func(err error) { errs <- err })
	never := w.Start("work", func(context.Context, func(ui.Progress)) error { t.Error("a cancelled job ran"); return nil }, nil, func(err error) { errs <- err })
	never()
	stop()
	close(gate)
	for range 2 {
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled job ended with %v", err)
		}
	}
}

func TestPanicInAJobIsAnError(t *testing.T) {
	test.NewTempApp(t)
	w := newWorkers()
	errs := make(chan error, 1)
	w.Start("work", func(context.Context, func(ui.Progress)) error { panic("boom") }, nil, func(err error) { errs <- err })
	if err := <-errs; err == nil || err.Error() != "boom" {
		t.Errorf("error %v, want boom", err)
	}
}

func TestProgressIsThinnedButItsEndArrives(t *testing.T) {
	test.NewTempApp(t)
	var seen []int
	report := throttled(func(p ui.Progress) { seen = append(seen, p.Done) })
	for i := 1; i <= 1000; i++ {
		report(ui.Progress{Done: i, Total: 1000})
	}
	if len(seen) == 0 || len(seen) > 100 || seen[len(seen)-1] != 1000 {
		t.Errorf("%d reports arrived, ending with %v", len(seen), seen)
	}
}
