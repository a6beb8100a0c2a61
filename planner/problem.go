package planner

import (
	"errors"
	"fmt"
	"strings"
)

// Text is something to be said to a person, without the words: a key of the translations and its
// arguments. Arguments are strings, ints, Money, BasisPoints, Date, time.Time, Span, RiskKind, Kind or Text.
type Text struct {
	Key  string
	Args []any
}

// T makes a Text.
func T(key string, args ...any) Text { return Text{key, args} }

// String shows the key and arguments to a developer.
func (t Text) String() string {
	parts := []string{t.Key}
	for _, a := range t.Args {
		parts = append(parts, fmt.Sprint(a))
	}
	return strings.Join(parts, " ")
}

// Problem is an error that can be explained to a person: what is wrong and the remedy are the texts
// Key and Key+".fix" of the translations, and the place is named where there is one.
type Problem struct {
	Text
	File  string // the file's base name, "" where it does not apply
	Sheet string // the sheet of a workbook
	Row   int    // the row of a sheet as its reader counts it, from 1
	Field string // the column or field
	Cause error  // the error beneath, for the log
}

// Problemf makes a Problem that has no place.
func Problemf(key string, args ...any) *Problem { return &Problem{Text: Text{key, args}} }

// Error shows the problem to a developer; people are shown it in their language.
func (p *Problem) Error() string {
	s := p.Text.String()
	if p.Field != "" {
		s = p.Field + ": " + s
	}
	if p.Row > 0 {
		s = fmt.Sprintf("row %d: %s", p.Row, s)
	}
	if p.Sheet != "" {
		s = p.Sheet + ": " + s
	}
	if p.File != "" {
		s = p.File + ": " + s
	}
	if p.Cause != nil {
		s += ": " + p.Cause.Error()
	}
	return s
}

// Unwrap returns the error beneath.
func (p *Problem) Unwrap() error { return p.Cause }

// Problems is every problem of one piece of input, so that a person mends them in one go. It is an error when not empty.
type Problems []*Problem

// Error lists the problems, a line each.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// AsProblems returns the problems inside err: itself, a list, or a wrapped one; any other error becomes one of key "problem.other".
func AsProblems(err error) Problems {
	var list Problems
	var one *Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &list):
		return list
	case errors.As(err, &one):
		return Problems{one}
	}
	return Problems{{Text: T("problem.other", err.Error()), Cause: err}}
}
