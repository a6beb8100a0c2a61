package search

import (
	"cmp"
	"math"
	"slices"
)

// Choice is one of several edits with what it does.
type Choice struct {
	Edit
	Verdict
}

// Best returns the legal edits of most gain, n at most and the best first; of equal gains the one that stands first
// in the list. It works out exactly only those that may be among them.
func (e *Evaluator) Best(edits []Edit, n int) []Choice {
	type rough struct {
		i     int
		bound float64
	}
	order := make([]rough, 0, len(edits))
	for i, x := range edits {
		if v, exact := e.try(x, math.Inf(1)); !exact || len(v.Broken) == 0 {
			order = append(order, rough{i, v.Gain})
		}
	}
	slices.SortStableFunc(order, func(a, b rough) int { return cmp.Compare(b.bound, a.bound) })
	var best []Choice
	for _, o := range order {
		if len(best) == n && o.bound <= best[n-1].Gain {
			break
		}
		v := e.Try(edits[o.i])
		if len(v.Broken) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, v.Gain, func(c Choice, gain float64) int {
			if c.Gain >= gain {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, at, Choice{edits[o.i], v})
		best = best[:min(n, len(best))]
	}
	return best
}
