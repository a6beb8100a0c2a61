package paper

import (
	"bfplanner/planner"
)

// The sections of the paper by the names that users give.
const (
	Cover     = "cover"
	Calendar  = "calendar"
	Timeline  = "timeline"
	Week      = "week"
	Run       = "run"
	Hosts     = "hosts"
	Coupons   = "coupons"
	Stock     = "stock"
	Shooting  = "shooting"
	Ban       = "ban"
	Checklist = "checklist"
)

// sections is the table of sections in the order in which they are printed.
var sections = []struct {
	id string
	do func(*layout)
}{
	{Cover, (*layout).cover},
	{Calendar, (*layout).calendar},
	{Timeline, (*layout).poster},
	{Week, (*layout).weeks},
	{Run, (*layout).runSheet},
	{Hosts, (*layout).hostSheets},
	{Coupons, (*layout).coupons},
	{Stock, (*layout).stock},
	{Shooting, (*layout).shooting},
	{Ban, (*layout).ban},
	{Checklist, (*layout).checklist},
}

// Sections returns the names of the sections in the order in which they are printed.
func Sections() []string {
	list := make([]string, len(sections))
	for i, s := range sections {
		list[i] = s.id
	}
	return list
}

// The margins that printers and eyes bear, in points.
const (
	leastMargin = 14
	mostMargin  = 120
)

// longestRange is how many days a document goes over at most.
const longestRange = 366

// checkPages returns a Problem for a section that there is not, days the wrong way round, or an impossible margin.
func (o Options) checkPages() error {
	known := Sections()
	for _, s := range o.Sections {
		if !contains(known, s) {
			return planner.Problemf("problem.section", s, join(known))
		}
	}
	switch {
	case o.Margin != 0 && (o.Margin < leastMargin || o.Margin > mostMargin):
		return planner.Problemf("problem.margin", leastMargin, mostMargin)
	case o.From.IsZero() || o.To.IsZero():
		return nil
	case o.To.Before(o.From):
		return planner.Problemf("problem.range", o.From, o.To)
	case o.To.Sub(o.From) >= longestRange:
		return planner.Problemf("problem.range_length", longestRange)
	}
	return nil
}

// chosen returns the work of the sections that the options name, all where they name none, and of the footnotes.
func (o Options) chosen() []func(*layout) {
	var list []func(*layout)
	for _, s := range sections {
		if len(o.Sections) == 0 || contains(o.Sections, s.id) {
			list = append(list, s.do)
		}
	}
	return append(list, (*layout).footnotes)
}
