// Package rules is the rule book: one table of rules, each of which looks at a plan and reports what the
// platform would refuse, what loses money and what a careful seller would do otherwise.
package rules

import (
	"sort"
	"strings"
	"time"

	"bfplanner/planner"
)

// Severity says how bad a finding is.
type Severity string

// The severities: Block means that the platform would refuse it or that it loses money.
const (
	Block Severity = "block"
	Warn  Severity = "warn"
	Hint  Severity = "hint"
)

// Finding is one thing that a rule has found. Its words are the translations rule.<Rule>.title and
// rule.<Rule>.why, both filled with Args.
type Finding struct {
	Rule     string
	Severity Severity
	Events   []string // IDs of the events that it concerns, the one to go to first
	Span     planner.Span
	Args     []any // of the kinds that planner.Text allows, and rows and lengths of time
	Fixes    []Fix
	Detail   string // tells two findings of one rule on the same events apart; part of the key
}

// Fix is a remedy: one edit that the user can have with one press.
type Fix struct {
	Label   planner.Text // "rule.<id>.fix", or one of several under it
	Command planner.Command
}

// Key names the finding across edits, so that a list keeps its place and a dismissed finding stays
// dismissed: the rule, its events whatever their times, and the detail.
func (f Finding) Key() string {
	ids := append([]string(nil), f.Events...)
	sort.Strings(ids)
	return f.Rule + "|" + strings.Join(ids, ",") + "|" + f.Detail
}

// Totals counts findings by severity.
type Totals struct {
	Block int `json:"block"`
	Warn  int `json:"warn"`
	Hint  int `json:"hint"`
}

// Count returns how many findings there are of each severity.
func Count(list []Finding) Totals {
	var t Totals
	for _, f := range list {
		switch f.Severity {
		case Block:
			t.Block++
		case Warn:
			t.Warn++
		case Hint:
			t.Hint++
		}
	}
	return t
}

// Checker is what Check is; the editor is given one so that its tests can do without a rule book.
type Checker func(p *planner.Plan, now time.Time) []Finding
