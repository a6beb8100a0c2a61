package risk

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// DownChances returns, for each of the dates in order, the chance that the platform is down on it: that of every
// window which touches it, taken as independent of each other, and certainty where one is of severity block. It is
// 1 - (1-p1)(1-p2)..., rounded to a basis point.
func DownChances(p *planner.Plan, now time.Time, days []planner.Date) []planner.BasisPoints {
	return chances(p, Active(p, now), days)
}

// TailChances is DownChances by the windows alone that touch orders of the past, as Hit.HitsTail has it: a
// technical failure stops sales for its time and takes nobody's money.
func TailChances(p *planner.Plan, now time.Time, days []planner.Date) []planner.BasisPoints {
	return chances(p, slices.DeleteFunc(Active(p, now), func(h Hit) bool { return !h.HitsTail() }), days)
}

func chances(p *planner.Plan, hits []Hit, days []planner.Date) []planner.BasisPoints {
	loc := p.Zone()
	out := make([]planner.BasisPoints, len(days))
	for i, d := range days {
		up, day := 1.0, d.Span(loc)
		for _, h := range hits {
			if h.Effective.Overlaps(day) {
				up *= 1 - h.Probability.Fraction()
			}
		}
		out[i] = certain - rounded(up)
	}
	return out
}

// Survival returns, for each of the dates in order, the chance that the platform has been up on every date
// of the list up to and including that one; days count as independent of each other.
func Survival(p *planner.Plan, now time.Time, days []planner.Date) []planner.BasisPoints {
	out, up := DownChances(p, now, days), 1.0
	for i, q := range out {
		up *= 1 - q.Fraction()
		out[i] = rounded(up)
	}
	return out
}

func rounded(share float64) planner.BasisPoints { return planner.Percent(share * 100) }
