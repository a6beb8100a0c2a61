package main

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

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

// wide reports whether a terminal gives the character two columns: Chinese and its punctuation.
func wide(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe4f || r >= 0xff00 && r <= 0xff60
}

// columns returns how many columns of a terminal the text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		if n++; wide(r) {
			n++
		}
	}
	return n
}

// table writes rows in columns, the first to the left and the others to the right. A row of one cell is a heading.
func (e *env) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if len(row) > 1 {
				widths[i] = max(widths[i], columns(cell))
			}
		}
	}
	for _, row := range rows {
		text := ""
		for i, cell := range row {
			gap := strings.Repeat(" ", max(0, widths[i]-columns(cell)))
			if i == 0 {
				text = cell + gap
			} else {
				text += "  " + gap + cell
			}
		}
		e.line("%s", strings.TrimRight(text, " "))
	}
}
