package storage

import (
	"testing"
	"time"

	"bfplanner/planner"
)

// BenchmarkSave is what the title's "saved" lags behind an edit of one event in a plan of 2,000.
func BenchmarkSave(b *testing.B) {
	l, _ := withPlan(b, 2000)
	e := edit(b, l, "p1")
	for b.Loop() {
		if _, err := e.Do(planner.Move{IDs: []string{"V1"}, By: time.Minute}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad loads a plan of 2,000 events with a journal of 50 steps.
func BenchmarkLoad(b *testing.B) {
	l, _ := withPlan(b, 2000)
	e := edit(b, l, "p1")
	for range 50 {
		e.Do(planner.Move{IDs: []string{"V1"}, By: time.Minute})
	}
	for b.Loop() {
		loaded(b, l, "p1")
	}
}

// BenchmarkOpen opens a library of ten such plans, with its soundness check, its backup of the day made.
func BenchmarkOpen(b *testing.B) {
	l, _ := withPlan(b, 2000)
	for range 9 {
		must(b, l.Duplicate("p1", NewID(), "Copy"))
	}
	must(b, l.Close())
	for b.Loop() {
		again, err := OpenLibrary(l.path, at(noon))
		must(b, err)
		must(b, again.Close())
	}
}
