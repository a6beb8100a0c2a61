package search

import (
	"fmt"
	"slices"

	"bfplanner/planner/forecast"
)

// begin returns a state in which the pins hold, with what of the start is legal beside them.
func begin(p *problem, start *forecast.Solution) (*state, error) {
	if start == nil {
		start = &forecast.Solution{}
	} else if err := within(p.in, start, "start"); err != nil {
		return nil, err
	}
	s := newState(p)
	if !s.pin(start) {
		return nil, conflict(p.given)
	}
	s.load(start)
	s.rescore()
	return s, nil
}

// within returns an error for a solution that lies outside the instance's indices.
func within(in *forecast.Instance, sol *forecast.Solution, name string) error {
	if v := forecast.Check(in, sol); len(v) > 0 && v[0].Rule == forecast.RuleRange {
		return fmt.Errorf("search: %s: %v", name, v[0])
	}
	return nil
}

// cellOf returns a cell of the shifts, which finish has still to work out.
func cellOf(list []shift) (c cell) {
	for _, x := range list {
		c.put(x)
	}
	return c
}

// cellsOf returns a solution's shifts by shop-day.
func cellsOf(p *problem, sol *forecast.Solution) []cell {
	cells := make([]cell, len(p.in.Shops)*p.days)
	for _, x := range sol.Shifts {
		cells[p.at(x[1], x[2])].put(shift{int16(x[0]), int8(x[3]), int8(x[4])})
	}
	return cells
}

// load adds what of a solution is legal.
func (s *state) load(sol *forecast.Solution) {
	p := s.p
	for at, c := range cellsOf(p, sol) {
		if c.n == 0 || p.pinOn[at] != 0 || s.setLegal(at, &c) {
			continue
		}
		for _, x := range c.list() {
			if one := s.cells[at]; one.put(x) {
				s.setLegal(at, &one)
			}
		}
	}
	posts := slices.Clone(sol.Posts)
	slices.SortStableFunc(posts, func(a, b [3]int) int { return a[1] - b[1] })
	for _, x := range posts {
		if s.posted[x[0]] != none {
			continue
		}
		s.begin()
		if s.setPost(x[0], x[1], x[2]); !s.postAlone(x[0]) {
			s.undo()
		}
	}
	for _, x := range sol.Windows {
		s.addWindow(x[0], window{mode: x[1], day: x[2], n: x[3]})
	}
	for _, x := range sol.Flash {
		if x[1]*daySlots+x[2] >= p.freeFrom && s.dealLegal(x[0], x[1], x[2]) {
			s.begin()
			if s.addDeal(x[0], x[1], x[2]); !s.legal() {
				s.undo()
			}
		}
	}
	for _, x := range sol.Hedges {
		if x[1] >= p.in.StartDay && slices.Contains(p.hedgeDay, x[1]) {
			s.begin()
			s.setHedge(p.at(x[0], x[1]), 1)
		}
	}
}
