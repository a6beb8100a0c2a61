package exposure

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/risk"
)

// Point is one instant of the curve: the exposure, the chance that the platform is down on the civil date of the
// market on which it lies, and the chance that it was up on every date of the curve up to and with that one.
type Point struct {
	Exposure
	Down    planner.BasisPoints
	Survive planner.BasisPoints
}

// Curve returns the exposure over the span, from its start in steps to the last before its end, under the risk
// windows known at the model's now. A step of zero or less is a day of 24 hours.
func (m *Model) Curve(span planner.Span, step time.Duration) []Point {
	if step <= 0 {
		step = 24 * time.Hour
	}
	loc := m.p.Zone()
	dates := span.Dates(loc)
	if len(dates) == 0 {
		return nil
	}
	down, up := risk.DownChances(m.p, m.now, dates), risk.Survival(m.p, m.now, dates)
	var list []Point
	for t := span.Start; t.Before(span.End); t = t.Add(step) {
		i := planner.DateOf(t, loc).Sub(dates[0])
		list = append(list, Point{m.At(t), down[i], up[i]})
	}
	return list
}

// Expected is what the risk windows are expected to cost the plan.
type Expected struct {
	Sale  planner.Money // of what Exposure.Sale counts
	Tail  planner.Money // of what Exposure.Tail counts, by windows that touch orders of the past
	Worst planner.Date  // the date that adds most; zero where no window can hit
}

// Total returns both parts together.
func (e Expected) Total() planner.Money { return e.Sale.Add(e.Tail) }

// Expected returns the expected loss from now to the end of the last tail under the windows known at now. Dates
// count as independent of each other, as risk.DownChances has it, and of all dates on which the platform is
// down the one with the largest exposure at its start counts, once: what is lost cannot be lost again. It is the mean of
// that maximum, so a higher chance on any date never makes it less.
func (m *Model) Expected() Expected {
	span := planner.Span{Start: m.now, End: m.end}
	dates := span.Dates(m.p.Zone())
	sale := risk.DownChances(m.p, m.now, dates)
	tail := risk.TailChances(m.p, m.now, dates)
	a, b := make([]int64, len(dates)), make([]int64, len(dates))
	var out Expected
	var most float64
	for i, d := range dates {
		if sale[i] == 0 && tail[i] == 0 {
			continue
		}
		at := d.At(0, 0, m.p.Zone())
		if at.Before(m.now) {
			at = m.now
		}
		e := m.At(at)
		a[i], b[i] = e.Sale().Minor, e.Tail().Minor
		if v := sale[i].Fraction()*float64(a[i]) + tail[i].Fraction()*float64(b[i]); v > most {
			most, out.Worst = v, d
		}
	}
	out.Sale, out.Tail = m.p.Money(meanOfWorst(a, sale)), m.p.Money(meanOfWorst(b, tail))
	return out
}

// meanOfWorst returns the mean of the largest of the losses that happen, each with its own chance, 0 where none
// does, rounded to a minor unit.
func meanOfWorst(losses []int64, chances []planner.BasisPoints) int64 {
	order := make([]int, len(losses))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case losses[i] > losses[j]:
			return -1
		case losses[i] < losses[j]:
			return 1
		}
		return 0
	})
	none, sum := 1.0, 0.0 // none: the chance that nothing larger happens
	for _, i := range order {
		q := min(chances[i].Fraction(), 1)
		sum += none * q * float64(losses[i])
		none *= 1 - q
	}
	return int64(math.Round(sum))
}
