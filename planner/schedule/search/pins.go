package search

import (
	"math/bits"
	"slices"

	"bfplanner/planner/forecast"
)

// pinTries bounds the search for hosts who can be on air for the pinned hours.
const pinTries = 50_000

// pin lays the pins out and reports whether they can all hold.
func (s *state) pin(start *forecast.Solution) bool {
	for _, x := range s.p.in.Pins {
		switch x.Kind {
		case forecast.PinCoupon:
			w := window{x.Depth + 1, x.Day, x.Len, true}
			if slices.Contains(s.windows[x.Line], w) {
				continue
			}
			if !s.addWindow(x.Line, w) {
				return false
			}
		case forecast.PinVideo:
			if s.locked[x.Video] && (s.posted[x.Video] != x.Day || s.band[x.Video] != x.Band) {
				return false
			}
			if !s.locked[x.Video] {
				s.locked[x.Video] = true
				s.setPost(x.Video, x.Day, x.Band)
			}
		case forecast.PinHedge:
			if !slices.Contains(s.p.hedgeDay, x.Day) {
				return false
			}
			s.setHedge(s.p.at(x.Shop, x.Day), 1)
		}
	}
	for v, on := range s.locked {
		if on && !s.pinFirst(v, start) {
			return false
		}
	}
	var days []int
	for at, mask := range s.p.pinOn {
		if mask != 0 || s.p.pinShift[at] != nil {
			days = append(days, at)
		}
	}
	tries := pinTries
	return s.pinLives(days, cellsOf(s.p, start), &tries) && s.pinDeals()
}

// addWindow gives a line one more window if the shop's coupons have room for it.
func (s *state) addWindow(g int, w window) bool {
	list := append(slices.Clone(s.windows[g]), w)
	slices.SortFunc(list, func(a, b window) int { return a.day - b.day })
	if !s.windowsLegal(g, list) {
		return false
	}
	s.begin()
	if s.setWindows(g, list); s.couponRoom(g) && s.stackLegal(g) {
		return true
	}
	s.undo()
	return false
}

// stackLegal reports whether the line's flash deals may stand under its coupons.
func (s *state) stackLegal(g int) bool {
	for _, x := range s.p.deals[s.lines[g].shop] {
		for _, d := range s.dealDays[x] {
			if s.p.in.Products[x].Line == g && !s.p.stack[x][s.lines[g].mode[d]] {
				return false
			}
		}
	}
	return true
}

func (s *state) pinDeals() bool {
	for _, x := range s.p.in.Pins {
		if x.Kind != forecast.PinFlash || slices.Contains(s.deals[s.p.at(s.p.in.Lines[s.p.in.Products[x.Product].Line].Shop, x.Day)], deal{x.Product, x.From}) {
			continue
		}
		if !s.dealLegal(x.Product, x.Day, x.From) {
			return false
		}
		s.begin()
		if s.addDeal(x.Product, x.Day, x.From); !s.legal() {
			return false
		}
	}
	return true
}

// pinFirst sees to it that what a pinned video comes after is out in time.
func (s *state) pinFirst(v int, start *forecast.Solution) bool {
	x := &s.p.in.Videos[v]
	if x.After >= 0 && !s.locked[x.After] {
		w := &s.p.in.Videos[x.After]
		var days [][2]int
		for _, p := range start.Posts {
			if p[0] == x.After && p[1] >= s.p.in.StartDay {
				days = append(days, [2]int{p[1], p[2]})
			}
		}
		for d := min(s.posted[v]-x.AfterGap, w.Due); d >= max(w.Ready, s.p.in.StartDay); d-- {
			days = append(days, [2]int{d, s.p.bands[x.After]})
		}
		s.locked[x.After] = true
		defer func() { s.locked[x.After] = false }()
		found := false
		for _, d := range days {
			if s.setPost(x.After, d[0], d[1]); s.postAlone(v) && s.pinFirst(x.After, start) {
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

// setLegal gives a shop-day other lives if that is legal.
func (s *state) setLegal(at int, c *cell) bool {
	shop, d := at/s.p.days, at%s.p.days
	if !c.finish(s.p, shop, d) {
		return false
	}
	s.begin()
	if s.setCell(shop, d, c); s.legal() {
		return true
	}
	s.undo()
	return false
}

// pinLives covers the pinned hours of the shop-days, of each first as the start has it, then in every way that
// the hosts can, and reports false when all are tried.
func (s *state) pinLives(days []int, start []cell, tries *int) bool {
	if len(days) == 0 {
		return true
	}
	attempt := func(c cell) bool {
		was := s.cells[days[0]]
		if *tries--; *tries < 0 || !s.setLegal(days[0], &c) {
			return false
		}
		if s.pinLives(days[1:], start, tries) {
			return true
		}
		s.begin()
		s.setCell(days[0]/s.p.days, days[0]%s.p.days, &was)
		return false
	}
	if attempt(start[days[0]]) {
		return true
	}
	// Pinned shifts with a hole between them may be too many sessions, or too close, unless it is filled.
	first := cellOf(s.p.pinShift[days[0]])
	var on, all uint64
	for _, x := range first.list() {
		on |= x.mask()
	}
	ways := []uint64{0}
	for i := 1; i < int(first.n); i++ {
		a, b := first.shifts[i-1], first.shifts[i]
		if hole := int(b.hour) - int(a.hour+a.ln); hole > 0 {
			ways = append(ways, span(int(a.hour+a.ln), hole))
			all |= span(int(a.hour+a.ln), hole)
		}
	}
	if len(ways) > 2 {
		ways = append(ways, all)
	}
	for _, fill := range ways {
		if s.cover(first, days[0], on, s.p.pinOn[days[0]]|fill, attempt, tries) {
			return true
		}
	}
	return false
}

// cover adds shifts to a cell until all slots that must be on air are covered and hands what it finds to attempt.
func (s *state) cover(c cell, at int, on, must uint64, attempt func(cell) bool, tries *int) bool {
	open := must &^ on
	if open == 0 {
		return attempt(c)
	}
	if *tries--; *tries < 0 {
		return false
	}
	shop, d, t := at/s.p.days, at%s.p.days, bits.TrailingZeros64(open)
	for _, h := range s.p.hostsOf[shop] {
		host := &s.p.in.Hosts[h]
		for n := host.MaxShift; n >= host.MinShift && n > 0; n-- {
			for from := t; from > t-n && from >= s.p.in.OpenHour; from-- {
				x := shift{int16(h), int8(from), int8(n)}
				if from+n > s.p.in.CloseHour || n > int(s.p.left[h*s.p.days+d][from]) || x.mask()&on != 0 {
					continue
				}
				next := c
				if next.put(x) && s.cover(next, at, on|x.mask(), must, attempt, tries) {
					return true
				}
			}
		}
	}
	return false
}
