package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// Row is one decision of a solution: the list in which it stands, a kind of package forecast's credits, and its
// numbers as that list has them; numbers that the list does not have are 0.
type Row struct {
	Kind string
	At   [5]int
}

// Edit is a small change of a solution: rows that go and rows that come.
type Edit struct{ Out, In []Row }

// Rows returns the rows of a solution, list by list.
func Rows(s *forecast.Solution) []Row {
	var list []Row
	for _, x := range s.Shifts {
		list = append(list, Row{forecast.CreditLive, x})
	}
	for _, x := range s.Posts {
		list = append(list, Row{forecast.CreditVideo, [5]int{x[0], x[1], x[2]}})
	}
	for _, x := range s.Windows {
		list = append(list, Row{forecast.CreditCoupon, [5]int{x[0], x[1], x[2], x[3]}})
	}
	for _, x := range s.Flash {
		list = append(list, Row{forecast.CreditFlash, [5]int{x[0], x[1], x[2]}})
	}
	for _, x := range s.Hedges {
		list = append(list, Row{forecast.CreditHedge, [5]int{x[0], x[1]}})
	}
	return list
}

// Of returns the solution after the edit: without the first row equal to each that goes, and with those that come
// behind the others. Rows that the solution does not have are not missed.
func (x Edit) Of(s *forecast.Solution) forecast.Solution {
	out := forecast.Solution{Shifts: slices.Clone(s.Shifts), Posts: slices.Clone(s.Posts), Windows: slices.Clone(s.Windows), Flash: slices.Clone(s.Flash), Hedges: slices.Clone(s.Hedges)}
	for _, r := range x.Out {
		switch a := r.At; r.Kind {
		case forecast.CreditLive:
			out.Shifts = cut(out.Shifts, a)
		case forecast.CreditVideo:
			out.Posts = cut(out.Posts, [3]int(a[:3]))
		case forecast.CreditCoupon:
			out.Windows = cut(out.Windows, [4]int(a[:4]))
		case forecast.CreditFlash:
			out.Flash = cut(out.Flash, [3]int(a[:3]))
		case forecast.CreditHedge:
			out.Hedges = cut(out.Hedges, [2]int(a[:2]))
		}
	}
	for _, r := range x.In {
		switch a := r.At; r.Kind {
		case forecast.CreditLive:
			out.Shifts = append(out.Shifts, a)
		case forecast.CreditVideo:
			out.Posts = append(out.Posts, [3]int(a[:3]))
		case forecast.CreditCoupon:
			out.Windows = append(out.Windows, [4]int(a[:4]))
		case forecast.CreditFlash:
			out.Flash = append(out.Flash, [3]int(a[:3]))
		case forecast.CreditHedge:
			out.Hedges = append(out.Hedges, [2]int(a[:2]))
		}
	}
	return out
}

// cut removes the first element equal to x, in place.
func cut[T comparable](list []T, x T) []T {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}
