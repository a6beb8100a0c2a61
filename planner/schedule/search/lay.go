package search

import "slices"

// layout is the scratch of laying a line's coupon windows out.
type layout struct {
	gain []float64 // day, mode: what the coupon adds to the day
	best []float64 // day: the best from here on
	pick []window  // day: the window that begins the best, or none
}

// layWindows lays all coupon windows of a line out afresh; other lines may have to make way.
func (m *mover) layWindows() bool {
	g, ok := m.anyLine()
	return ok && m.p.modes > 1 && m.lay(g, m.n(3) == 0)
}

// layPair clears the coupons of two lines of a shop and lays first one's and then the other's out afresh.
func (m *mover) layPair() bool {
	g, ok := m.anyLine()
	if !ok || m.p.modes < 2 {
		return false
	}
	o := pick(&m.rng, m.p.linesOf[m.lines[g].shop])
	if o == g || len(m.windows[g])+len(m.windows[o]) == 0 {
		return false
	}
	for _, g := range [2]int{g, o} {
		if list := m.pinnedWindows(g); len(list) < len(m.windows[g]) && !m.giveWindows(g, list) {
			return false
		}
	}
	return m.lay(g, false) && m.lay(o, false)
}

// pinnedWindows returns the line's windows that are pinned.
func (m *mover) pinnedWindows(g int) (list []window) {
	for _, w := range m.windows[g] {
		if w.pinned {
			list = append(list, w)
		}
	}
	return list
}

// lay lays all coupon windows of a line out afresh. What the budget is worth and how much of the gain is believed are
// drawn at random.
func (m *mover) lay(g int, push bool) bool {
	toll, belief := 2*m.unit()*m.unit(), 0.4+0.8*m.unit()
	list := m.bestWindows(g, toll, belief, push)
	return slices.Equal(list, m.windows[g]) || m.giveWindows(g, list) && m.makeBudget(g)
}

// bestWindows returns the windows of a line that are best, exactly, as the prices of the moment have it: of exposure,
// of viewers, of stock, and with a toll on a unit of reserve. With push it takes days on which the shop has
// as many lines on coupon as it may. Pinned windows stay.
func (m *mover) bestWindows(g int, toll, belief float64, push bool) []window {
	p, in, l := m.p, m.p.in, m.lines[g]
	first, gap := m.firstOffer(), max(0, in.Coupon.MinGap)
	x := &m.layout
	x.gain, x.best, x.pick = room(x.gain, p.days*p.modes), room(x.best, p.days+1), room(x.pick, p.days)
	x.best[p.days] = 0
	for d := p.days - 1; d >= first; d-- {
		x.best[d], x.pick[d] = x.best[d+1], window{}
		at := p.at(l.shop, d)
		plain := l.dayValue(d, 0, m.seen[l.shop][d], m.hedged[at])
		crowd := m.coupons[at] >= in.Shops[l.shop].MaxLines && l.mode[d] == 0 && !push
		for mode := 1; mode < p.modes; mode++ {
			v := never
			if p.depth[g][mode] && !crowd && !m.nearPinned(g, d, gap) {
				v = belief*(l.dayValue(d, mode, m.seen[l.shop][d], m.hedged[at])-plain) - toll*float64(p.reserve[g][d*p.modes+mode])/100
			}
			x.gain[d*p.modes+mode] = v
		}
		for mode := 1; mode < p.modes; mode++ {
			sum := -in.Coupon.SetupCost
			for k := 0; k < in.Coupon.MaxLen && d+k < p.days; k++ {
				e := (d+k)*p.modes + mode
				fc := in.Coupon.FatigueCost
				if sum += x.gain[e] - fc[min(k, len(fc)-1)]*float64(p.reserve[g][e])/100; sum == never {
					break
				}
				if k+1 < in.Coupon.MinLen {
					continue
				}
				if v := sum + x.best[min(p.days, d+k+1+gap)]; v > x.best[d] {
					x.best[d], x.pick[d] = v, window{mode: mode, day: d, n: k + 1}
				}
			}
		}
	}
	list := m.pinnedWindows(g)
	for d := first; d < p.days; {
		w := x.pick[d]
		if w.n == 0 {
			d++
			continue
		}
		list = append(list, w)
		d += w.n + gap
	}
	slices.SortFunc(list, func(a, b window) int { return a.day - b.day })
	return list
}

// nearPinned reports whether a day lies in a pinned window of the line or too close to one.
func (m *mover) nearPinned(g, d, gap int) bool {
	return slices.ContainsFunc(m.windows[g], func(w window) bool { return w.pinned && d >= w.day-gap && d < w.day+w.n+gap })
}

// dayValue returns what a day serves under a coupon mode at the prices of the moment.
func (l *line) dayValue(d, mode int, seen float64, hedged bool) float64 {
	i := (d*l.p.modes + mode) * 2
	if hedged {
		i++
	}
	c := &l.p.coef[l.g][i]
	return l.mu*seen*max(0, c.worth[coldViewer]-l.lambda*c.orders[coldViewer]) +
		l.p.warm[l.g][d]*seen*max(0, c.worth[warmViewer]-l.lambda*c.orders[warmViewer]-l.pool[d]) +
		l.p.shelf[l.g][d]*max(0, c.worth[shelfViewer]-l.lambda*c.orders[shelfViewer]-l.pool[d])
}
