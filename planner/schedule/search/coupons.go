package search

import "slices"

func (m *mover) anyLine() (int, bool) {
	if len(m.scope.lines) == 0 || m.p.days <= m.firstOffer() {
		return 0, false
	}
	return pick(&m.rng, m.scope.lines), true
}

// firstOffer returns the first day on which a coupon or a flash deal may be placed.
func (m *mover) firstOffer() int { return max(m.p.in.SaleStartDay, m.p.in.StartDay) }

// placeWindow puts a coupon window anywhere and makes way for it.
func (m *mover) placeWindow() bool {
	g, ok := m.anyLine()
	if !ok || m.p.modes < 2 {
		return false
	}
	in, first := m.p.in, m.firstOffer()
	w := window{mode: 1 + m.n(m.p.modes-1), day: first + m.n(m.p.days-first), n: in.Coupon.MinLen + m.n(max(1, in.Coupon.MaxLen-in.Coupon.MinLen+1))}
	if m.n(3) == 0 && len(m.windows[g]) > 0 {
		// As another of the line's, elsewhere.
		w.mode = pick(&m.rng, m.windows[g]).mode
	}
	return m.putWindow(g, w, none)
}

// putWindow gives a line one more window in place of the i-th and of those that it would crowd.
func (m *mover) putWindow(g int, w window, i int) bool {
	var list []window
	gap := max(0, m.p.in.Coupon.MinGap)
	for k, x := range m.windows[g] {
		if k == i || x.day < w.day+w.n+gap && w.day < x.day+x.n+gap {
			if x.pinned {
				return false
			}
			continue
		}
		list = append(list, x)
	}
	list = append(list, w)
	slices.SortFunc(list, func(a, b window) int { return a.day - b.day })
	return m.giveWindows(g, list) && m.makeBudget(g)
}

// giveWindows sets a line's windows and takes back the flash deals that may not stand under them.
func (m *mover) giveWindows(g int, list []window) bool {
	if !m.windowsLegal(g, list) {
		return false
	}
	m.setWindows(g, list)
	for _, x := range m.p.deals[m.lines[g].shop] {
		if m.p.in.Products[x].Line != g {
			continue
		}
		for i := len(m.dealDays[x]) - 1; i >= 0; i-- {
			if d := m.dealDays[x][i]; !m.p.stack[x][m.lines[g].mode[d]] && !m.takeDeal(x, d) {
				return false
			}
		}
	}
	return true
}

// makeBudget takes back other lines' windows until the shop's coupons have room for those of a line.
func (m *mover) makeBudget(g int) bool {
	shop := m.lines[g].shop
	lines := m.p.linesOf[shop]
	for range 8 {
		if m.couponRoom(g) {
			return true
		}
		o := pick(&m.rng, lines)
		if o == g || len(m.windows[o]) == 0 {
			continue
		}
		i := m.n(len(m.windows[o]))
		x := m.windows[o][i]
		if x.pinned || m.reserved[shop] <= m.p.budget[shop] && !m.crowded(shop, x) {
			continue
		}
		list := slices.Clone(m.windows[o])
		if x.n > m.p.in.Coupon.MinLen && m.n(2) == 0 {
			list[i].n--
			if m.n(2) == 0 {
				list[i].day++
			}
		} else {
			list = slices.Delete(list, i, i+1)
		}
		if !m.giveWindows(o, list) {
			return false
		}
	}
	return m.couponRoom(g)
}

// crowded reports whether a window stands on a day with more lines on coupon than there may be.
func (m *mover) crowded(shop int, w window) bool {
	for d := w.day; d < w.day+w.n; d++ {
		if m.coupons[m.p.at(shop, d)] > m.p.in.Shops[shop].MaxLines {
			return true
		}
	}
	return false
}

// changeWindow deepens, shifts, stretches or drops a coupon window.
func (m *mover) changeWindow() bool {
	g, ok := m.anyLine()
	if !ok || len(m.windows[g]) == 0 {
		return false
	}
	i := m.n(len(m.windows[g]))
	w := m.windows[g][i]
	if w.pinned {
		return false
	}
	switch m.n(6) {
	case 0:
		return m.giveWindows(g, slices.Delete(slices.Clone(m.windows[g]), i, i+1))
	case 1:
		w.mode = 1 + m.n(m.p.modes-1)
	case 2:
		w.day += m.n(5) - 2
	case 3:
		w.n++
	case 4:
		w.n++
		w.day--
	default:
		w.n--
		w.day += m.n(2)
	}
	return w.day+w.n <= m.p.days && m.putWindow(g, w, i)
}
