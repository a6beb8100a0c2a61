package search

import (
	"fmt"
	"slices"

	"bfplanner/planner/forecast"
)

// ConflictError says that pins cannot all hold. Pins are indices into Instance.Pins; without any one of them
// the others can be laid out. Rule is the constraint that they break between them.
type ConflictError struct {
	Pins []int
	Rule string
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("search: pins %v cannot all hold: %s", e.Pins, e.Rule)
}

// conflict finds a minimal set of pins that cannot all hold, by halves (QuickXplain), so that few of thousands of
// pins are named after some dozens of layouts.
func conflict(in *forecast.Instance) *ConflictError {
	part := *in
	take := func(list []int) {
		part.Pins = nil
		for _, i := range list {
			part.Pins = append(part.Pins, in.Pins[i])
		}
	}
	hold := func(list []int) bool {
		take(list)
		return newState(newProblem(&part)).pin(&forecast.Solution{})
	}
	var least func(given []int, grown bool, list []int) []int
	least = func(given []int, grown bool, list []int) []int {
		if grown && !hold(given) {
			return nil
		}
		if len(list) <= 1 {
			return list
		}
		first, second := list[:len(list)/2], list[len(list)/2:]
		b := least(slices.Concat(given, first), true, second)
		a := least(slices.Concat(given, b), len(b) > 0, first)
		return slices.Concat(a, b)
	}
	all := make([]int, len(in.Pins))
	for i := range all {
		all[i] = i
	}
	found := least(nil, false, all)
	slices.Sort(found)
	take(found)
	return &ConflictError{found, brokenBy(&part)}
}

// brokenBy names the constraint that the instance's pins break when they are all laid out. Hosts for pinned lives and
// a live for pinned flash deals are laid out by the search, so their lack is the reason only where no other is.
func brokenBy(in *forecast.Instance) string {
	var s forecast.Solution
	rule := "flash-on-air"
	for _, x := range in.Pins {
		switch x.Kind {
		case forecast.PinLive:
			rule = "pin-live"
		case forecast.PinShift:
			s.Shifts = append(s.Shifts, [5]int{x.Host, x.Shop, x.Day, x.From, x.To - x.From})
		case forecast.PinCoupon:
			s.Windows = append(s.Windows, [4]int{x.Line, x.Depth + 1, x.Day, x.Len})
		case forecast.PinVideo:
			s.Posts = append(s.Posts, [3]int{x.Video, x.Day, x.Band})
		case forecast.PinFlash:
			s.Flash = append(s.Flash, [3]int{x.Product, x.Day, x.From})
		case forecast.PinHedge:
			s.Hedges = append(s.Hedges, [2]int{x.Shop, x.Day})
		}
	}
	for _, v := range forecast.Check(in, &s) {
		if v.Rule != "pin-live" && v.Rule != "flash-on-air" {
			return v.Rule
		}
	}
	return rule
}
