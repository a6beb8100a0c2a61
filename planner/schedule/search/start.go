package search

import (
	"fmt"
	"math/bits"
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

// pinTries bounds the search for hosts who can be on air for the pinned hours.
const pinTries = 200_000

// begin returns a state in which the pins hold, with what of the start is legal beside them.
func begin(p *problem, start *forecast.Solution) (*state, error) {
	if start == nil {
		start = &forecast.Solution{}
	} else if v := forecast.Check(p.in, start); len(v) > 0 && v[0].Rule == forecast.RuleRange {
		return nil, fmt.Errorf("search: start: %v", v[0])
	}
	s := newState(p)
	if !s.pin(start) {
		return nil, conflict(p.in)
	}
	s.load(start)
	s.rescore()
	return s, nil
}

// conflict drops pins one by one, as long as what is left still cannot hold.
func conflict(in *forecast.Instance) *ConflictError {
	keep := make([]int, len(in.Pins))
	for i := range keep {
		keep[i] = i
	}
	part := *in
	pins := func(list []int) []forecast.Pin {
		var out []forecast.Pin
		for _, i := range list {
			out = append(out, in.Pins[i])
		}
		return out
	}
	for i := 0; i < len(keep); {
		fewer := slices.Delete(slices.Clone(keep), i, i+1)
		part.Pins = pins(fewer)
		if newState(newProblem(&part)).pin(&forecast.Solution{}) {
			i++
		} else {
			keep = fewer
		}
	}
	part.Pins = pins(keep)
	return &ConflictError{keep, brokenBy(&part)}
}

// brokenBy names the constraint that the instance's pins break when they are all laid out.
func brokenBy(in *forecast.Instance) string {
	var s forecast.Solution
	for _, x := range in.Pins {
		switch x.Kind {
		case forecast.PinCoupon:
			s.Windows = append(s.Windows, [4]int{x.Line, x.Depth + 1, x.Day, x.Len})
		case forecast.PinVideo:
			s.Posts = append(s.Posts, [3]int{x.Video, x.Day, x.Band})
		}
	}
	for _, v := range forecast.Check(in, &s) {
		if v.Rule != "pin-live" {
			return v.Rule
		}
	}
	return "pin-live"
}

// pin lays the pins out and reports whether they can all hold.
func (s *state) pin(start *forecast.Solution) bool {
	for _, x := range s.p.in.Pins {
		switch x.Kind {
		case forecast.PinCoupon:
			w := window{x.Depth + 1, x.Day, x.Len, true}
			if slices.Contains(s.windows[x.Line], w) {
				continue
			}
			list := append(slices.Clone(s.windows[x.Line]), w)
			slices.SortFunc(list, func(a, b window) int { return a.day - b.day })
			if !s.windowsLegal(x.Line, list) {
				return false
			}
			if s.setWindows(x.Line, list); !s.couponRoom(x.Line) {
				return false
			}
		case forecast.PinVideo:
			if s.locked[x.Video] && s.posted[x.Video] != x.Day {
				return false
			}
			s.locked[x.Video] = true
			s.setPost(x.Video, x.Day)
		}
	}
	for v, on := range s.locked {
		if on && !s.pinFirst(v, start) {
			return false
		}
	}
	var days []int
	for at, mask := range s.p.pinOn {
		if mask != 0 {
			days = append(days, at)
		}
	}
	tries := pinTries
	return s.pinLives(days, cellsOf(s.p, start), &tries)
}

// pinFirst sees to it that what a pinned video comes after is out in time.
func (s *state) pinFirst(v int, start *forecast.Solution) bool {
	x := &s.p.in.Videos[v]
	if x.After >= 0 && !s.locked[x.After] {
		w := &s.p.in.Videos[x.After]
		var days []int
		for _, p := range start.Posts {
			if p[0] == x.After {
				days = append(days, p[1])
			}
		}
		for d := min(s.posted[v]-x.AfterGap, w.Due); d >= w.Ready; d-- {
			days = append(days, d)
		}
		s.locked[x.After] = true
		defer func() { s.locked[x.After] = false }()
		found := false
		for _, d := range days {
			if s.setPost(x.After, d); s.postAlone(v) && s.pinFirst(x.After, start) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return s.postAlone(v)
}

// cellsOf returns a solution's shifts by shop-day.
func cellsOf(p *problem, sol *forecast.Solution) []cell {
	cells := make([]cell, len(p.in.Shops)*p.days)
	for _, x := range sol.Shifts {
		cells[p.at(x[1], x[2])].put(shift{int16(x[0]), int8(x[3]), int8(x[4])})
	}
	return cells
}

// pinLives covers the pinned hours of the shop-days, of each first as the start has it, then in every way that
// the hosts can, and reports false when all are tried.
func (s *state) pinLives(days []int, start []cell, tries *int) bool {
	if len(days) == 0 {
		return true
	}
	shop, d := days[0]/s.p.days, days[0]%s.p.days
	attempt := func(c cell) bool {
		if *tries--; *tries < 0 || !c.finish(s.p, shop, d) {
			return false
		}
		s.begin()
		was := s.cells[days[0]]
		s.setCell(shop, d, &c)
		if s.legal() && s.pinLives(days[1:], start, tries) {
			return true
		}
		s.setCell(shop, d, &was)
		return false
	}
	return attempt(start[days[0]]) || s.cover(cell{}, shop, d, 0, attempt, tries)
}

// cover adds shifts to a cell until all pinned hours are covered and hands what it finds to attempt.
func (s *state) cover(c cell, shop, d int, on uint64, attempt func(cell) bool, tries *int) bool {
	open := s.p.pinOn[s.p.at(shop, d)] &^ on
	if open == 0 {
		return attempt(c)
	}
	if *tries--; *tries < 0 {
		return false
	}
	t := bits.TrailingZeros64(open)
	for _, h := range s.p.hostsOf[shop] {
		host := &s.p.in.Hosts[h]
		for n := host.MaxShift; n >= host.MinShift && n > 0; n-- {
			for from := t; from > t-n && from >= s.p.in.OpenHour; from-- {
				x := shift{int16(h), int8(from), int8(n)}
				if from+n > s.p.in.CloseHour || n > int(s.p.left[h*s.p.days+d][from]) || x.mask()&on != 0 {
					continue
				}
				next := c
				if next.put(x) && s.cover(next, shop, d, on|x.mask(), attempt, tries) {
					return true
				}
			}
		}
	}
	return false
}

// load adds what of a solution is legal.
func (s *state) load(sol *forecast.Solution) {
	p := s.p
	for at, c := range cellsOf(p, sol) {
		shop, d := at/p.days, at%p.days
		if c.n == 0 || p.pinOn[at] != 0 || !c.finish(p, shop, d) {
			continue
		}
		s.begin()
		if s.setCell(shop, d, &c); !s.legal() {
			s.undo()
		}
	}
	posts := slices.Clone(sol.Posts)
	slices.SortStableFunc(posts, func(a, b [3]int) int { return a[1] - b[1] })
	for _, x := range posts {
		if s.posted[x[0]] != none {
			continue
		}
		s.begin()
		if s.setPost(x[0], x[1]); !s.postAlone(x[0]) {
			s.undo()
		}
	}
	for _, x := range sol.Windows {
		list := append(slices.Clone(s.windows[x[0]]), window{mode: x[1], day: x[2], n: x[3]})
		slices.SortFunc(list, func(a, b window) int { return a.day - b.day })
		if !s.windowsLegal(x[0], list) {
			continue
		}
		s.begin()
		if s.setWindows(x[0], list); !s.couponRoom(x[0]) {
			s.undo()
		}
	}
	for _, x := range sol.Flash {
		if s.dealLegal(x[0], x[1], x[2]) {
			s.begin()
			if s.addDeal(x[0], x[1], x[2]); !s.legal() {
				s.undo()
			}
		}
	}
	for _, x := range sol.Hedges {
		if slices.Contains(p.hedgeDay, x[1]) {
			s.begin()
			s.setHedge(p.at(x[0], x[1]), 1)
		}
	}
}
