package main

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"bfplanner/planner"
)

// byStart returns the events in the order of their starts, the backlog last.
func byStart(events []*planner.Event) []*planner.Event {
	list := slices.Clone(events)
	slices.SortStableFunc(list, func(a, b *planner.Event) int {
		if a.Scheduled() != b.Scheduled() {
			if a.Scheduled() {
				return -1
			}
			return 1
		}
		return a.Span.Start.Compare(b.Span.Start)
	})
	return list
}

func readAll(f fs.File, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// cannotRead explains a file that is not there or may not be read.
func cannotRead(path string, err error) error {
	key := "problem.read"
	if errors.Is(err, fs.ErrNotExist) {
		key = "problem.no_file"
	}
	return &planner.Problem{Text: planner.T(key, path), File: filepath.Base(path), Cause: err}
}
