package calendar

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// magnetKind says what draws an edge of a block to itself. Where several lie on one instant, the first names it.
type magnetKind uint8

const (
	phaseBorder magnetKind = iota
	blockEdge
	primeTime
)

// magnet is an instant, beside those of the grid, at which what is dragged comes to stand.
type magnet struct {
	at    time.Time
	kind  magnetKind
	phase planner.PhaseID // that begins, for a phaseBorder
	event *planner.Event  // whose edge it is, for a blockEdge
}

// magnetsOf returns the magnets of the plan in the order of time, one for each instant: the borders of its phases, the
// edges of its blocks but for those of events that move, and the evening's best hours on every day of the campaign.
func magnetsOf(s *scene, moves func(*planner.Event) bool) []magnet {
	var list []magnet
	for _, p := range s.plan.Sale.Phases() {
		list = append(list, magnet{at: p.Span.Start, kind: phaseBorder, phase: p.ID})
	}
	for _, it := range s.items {
		if moves(it.event) {
			continue
		}
		list = append(list, magnet{at: it.span.Start, kind: blockEdge, event: it.event})
		if !instant(it.event.Kind) {
			list = append(list, magnet{at: it.span.End, kind: blockEdge, event: it.event})
		}
	}
	for _, d := range s.plan.Sale.Campaign().Dates(s.scale.loc) {
		for _, h := range primeHours(s.plan, d) {
			list = append(list, magnet{at: d.At(0, h[0], s.scale.loc), kind: primeTime}, magnet{at: d.At(0, h[1], s.scale.loc), kind: primeTime})
		}
	}
	slices.SortStableFunc(list, func(a, b magnet) int {
		if c := a.at.Compare(b.at); c != 0 {
			return c
		}
		return int(a.kind) - int(b.kind)
	})
	return slices.CompactFunc(list, func(a, b magnet) bool { return a.at.Equal(b.at) })
}

// magnets returns the magnets of the plan for what is held. They are found once a drag.
func (d *drag) magnets(s *scene) []magnet {
	if d.pulls == nil {
		d.pulls = magnetsOf(s, func(e *planner.Event) bool {
			return d.held.event == e || !d.copy && (slices.Contains(d.ids, e.ID) || slices.Contains(d.ids, e.Parent))
		})
	}
	return d.pulls
}

// around returns the magnets next to the instant, the earlier and the later.
func around(list []magnet, t time.Time) []magnet {
	i, _ := slices.BinarySearchFunc(list, t, func(m magnet, t time.Time) int { return m.at.Compare(t) })
	return list[max(0, i-1):min(len(list), i+1)]
}

// snap returns where an edge that the pointer brings to t comes to stand: at the nearest instant of the grid or, with
// the pointer, of a magnet. A drag that is freed stands on a finer grid and heeds no magnet.
func (d *drag) snap(s *scene, t time.Time) time.Time {
	best := snap(t, d.grid(s), s.scale.loc)
	if d.free || d.keys {
		return best
	}
	for _, m := range around(d.magnets(s), t) {
		if m.at.Sub(t).Abs() < best.Sub(t).Abs() {
			best = m.at
		}
	}
	return best
}

// snapSpan is snap for a span that is moved as a whole, whichever of its ends is nearer to something: it returns where
// the span begins.
func (d *drag) snapSpan(s *scene, start time.Time, length time.Duration) time.Time {
	best := d.snap(s, start)
	if d.free || d.keys || instant(d.held.event.Kind) {
		return best
	}
	end := start.Add(length)
	for _, m := range around(d.magnets(s), end) {
		if by := m.at.Sub(end); by.Abs() < best.Sub(start).Abs() {
			best = start.Add(by)
		}
	}
	return best
}

// grid returns the steps of the clock on which what is held stands; 0 where it goes by whole days.
func (d *drag) grid(s *scene) time.Duration {
	switch {
	case d.free && s.scale.far():
		return time.Hour
	case d.free:
		return 5 * time.Minute
	}
	return s.scale.grid()
}

// byDays reports whether what is held goes by whole days and keeps its hour.
func (d *drag) byDays(s *scene) bool { return d.grid(s) == 0 }

// guides returns the magnets at which an end of what is held stands, for the lines that say so.
func (d *drag) guides(s *scene) []magnet {
	if !d.active() || s.scale.far() && !d.free || d.grip == gripRisk || d.grip == gripFrame || d.away || d.lane < 0 {
		return nil
	}
	ends := []time.Time{d.span.Start, d.span.End}
	if instant(d.held.event.Kind) {
		ends = ends[:1]
	}
	var list []magnet
	for _, t := range ends {
		for _, m := range around(d.magnets(s), t) {
			if m.at.Equal(t) && (d.span.Start.Equal(t) || !d.span.IsZero()) {
				list = append(list, m)
			}
		}
	}
	return list
}
