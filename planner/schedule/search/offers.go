package search

import "slices"

// putVideo tries to put a video on a day and makes way for it.
func (m *mover) putVideo(v, d int) bool {
	x := &m.p.in.Videos[v]
	shop := m.p.in.Lines[x.Line].Shop
	if d < x.Ready || d > x.Due || d >= m.p.days || d == m.posted[v] {
		return false
	}
	m.setPost(v, d)
	for range 4 {
		full := m.perDay[m.p.at(shop, d)] > m.p.in.Shops[shop].VideosPerDay
		if !full && m.effort[shop*m.weeks+d/weekDays] <= m.p.in.Shops[shop].CrewEffort+1e-9 {
			break
		}
		if w := pick(&m.rng, m.p.videos[shop]); w != v && m.posted[w] != none && m.posted[w]/weekDays == d/weekDays && (!full || m.posted[w] == d) && !m.dropVideo(w, v) {
			return false
		}
	}
	return m.postLegal(v)
}

// dropVideo takes a video back with those that come after it, but not the one that is kept.
func (m *mover) dropVideo(v, keep int) bool {
	if v == keep || m.locked[v] {
		return false
	}
	if m.posted[v] == none {
		return true
	}
	for _, c := range m.p.children[v] {
		if !m.dropVideo(c, keep) {
			return false
		}
	}
	m.setPost(v, none)
	return true
}

func (m *mover) anyVideo() (int, bool) {
	if len(m.posted) == 0 {
		return 0, false
	}
	v := m.n(len(m.posted))
	return v, !m.locked[v]
}

func (m *mover) moveVideo() bool {
	v, ok := m.anyVideo()
	if !ok {
		return false
	}
	x := &m.p.in.Videos[v]
	d := m.posted[v]
	switch k := m.n(4); {
	case d != none && k == 0:
		return m.dropVideo(v, none)
	case d != none && k < 3:
		d += m.n(7) - 3
	default:
		d = x.Ready + m.n(max(1, min(x.Due, m.p.days-1)-x.Ready+1))
	}
	return m.putVideo(v, d)
}

func (m *mover) swapVideos() bool {
	v, ok := m.anyVideo()
	w, also := m.anyVideo()
	if !ok || !also || v == w || m.posted[v] == m.posted[w] {
		return false
	}
	a, b := m.posted[v], m.posted[w]
	m.setPost(v, b)
	m.setPost(w, a)
	return m.postLegal(v) && m.postLegal(w)
}

func (m *mover) anyLine() (int, bool) {
	if len(m.lines) == 0 || m.p.days <= m.p.in.SaleStartDay {
		return 0, false
	}
	return m.n(len(m.lines)), true
}

// placeWindow puts a coupon window anywhere and makes way for it.
func (m *mover) placeWindow() bool {
	g, ok := m.anyLine()
	if !ok || m.p.modes < 2 {
		return false
	}
	in := m.p.in
	w := window{mode: 1 + m.n(m.p.modes-1), day: in.SaleStartDay + m.n(m.p.days-in.SaleStartDay), n: in.Coupon.MinLen + m.n(max(1, in.Coupon.MaxLen-in.Coupon.MinLen+1))}
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
	return m.giveWindows(g, list) && m.makeBudget(g, w)
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
			if d := m.dealDays[x][i]; !m.p.stack[x][m.lines[g].mode[d]] {
				m.removeDeal(x, d)
			}
		}
	}
	return true
}

// makeBudget takes back other lines' windows until the shop's coupons have room for a new one.
func (m *mover) makeBudget(g int, w window) bool {
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
		over := m.reserved[shop] > m.p.budget[shop]
		if x.pinned || !over && (x.day >= w.day+w.n || w.day >= x.day+x.n) {
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

// moveDeal adds, moves or takes back a flash deal.
func (m *mover) moveDeal() bool {
	if len(m.dealDays) == 0 || m.p.days <= m.p.in.SaleStartDay {
		return false
	}
	x := m.n(len(m.dealDays))
	days := m.dealDays[x]
	k := m.n(4)
	if len(days) > 0 && k == 0 {
		m.removeDeal(x, pick(&m.rng, days))
		return true
	}
	d := m.p.in.SaleStartDay + m.n(m.p.days-m.p.in.SaleStartDay)
	if k == 1 {
		if len(days) == 0 {
			return false
		}
		d = pick(&m.rng, days)
	}
	shop := m.lines[m.p.in.Products[x].Line].shop
	for i := len(days) - 1; i >= 0; i-- {
		if max(d-days[i], days[i]-d) <= m.p.in.Flash.GapDays {
			m.removeDeal(x, days[i])
		}
	}
	if n := len(m.dealDays[x]); n >= m.p.in.Flash.MaxPerProduct && n > 0 {
		m.removeDeal(x, pick(&m.rng, m.dealDays[x]))
	}
	t := m.bestHour(shop, d)
	if at := m.p.at(shop, d); m.n(2) == 0 && len(m.deals[at]) > 0 {
		// In place of another product's.
		y := pick(&m.rng, m.deals[at])
		m.removeDeal(y.product, d)
		if t = y.hour; m.n(2) == 0 {
			if free := m.bestHour(shop, d); free != none && m.dealLegal(x, d, t) {
				m.addDeal(x, d, t)
				if e := m.bestHour(shop, d); e != none {
					m.addDeal(y.product, d, e)
				}
				return true
			}
		}
	}
	if t == none || !m.dealLegal(x, d, t) {
		return false
	}
	m.addDeal(x, d, t)
	return true
}

func (m *mover) toggleHedge() bool {
	if len(m.p.hedgeDay) == 0 || len(m.p.in.Shops) == 0 {
		return false
	}
	at := m.p.at(m.n(len(m.p.in.Shops)), pick(&m.rng, m.p.hedgeDay))
	on := 1
	if m.hedged[at] {
		on = 0
	}
	m.setHedge(at, on)
	return true
}
