package search

import "slices"

// putVideo tries to put a video on a day and makes way for it.
func (m *mover) putVideo(v, d int) bool {
	x := &m.p.in.Videos[v]
	shop := m.p.in.Lines[x.Line].Shop
	band := m.bandOn(v, d)
	if d < max(x.Ready, m.p.in.StartDay) || d > x.Due || d >= m.p.days || d == m.posted[v] && band == m.band[v] {
		return false
	}
	m.setPost(v, d, band)
	for range 4 {
		full := m.perDay[m.p.at(shop, d)] > m.p.in.Shops[shop].VideosPerDay
		if !full && m.effort[shop*m.weeks+d/weekDays] <= m.p.in.Shops[shop].CrewEffort+1e-9 {
			break
		}
		if w := m.rival(v, d, full); w == none || !m.dropVideo(w, v) {
			return false
		}
	}
	return m.postLegal(v)
}

// rival returns one of the shop's other videos that go out in that week, or on that very day, or none.
func (m *mover) rival(v, d int, sameDay bool) int {
	shop := m.p.in.Lines[m.p.in.Videos[v].Line].Shop
	found, seen := none, 0
	for _, w := range m.p.videos[shop] {
		if e := m.posted[w]; e != none && e/weekDays == d/weekDays && (!sameDay || e == d) && w != v && !m.locked[w] {
			if seen++; m.n(seen) == 0 {
				found = w
			}
		}
	}
	return found
}

// post puts a video on a day, in the band that it has there.
func (m *mover) post(v, d int) { m.setPost(v, d, m.bandOn(v, d)) }

// bandOn returns the band in which a video goes out on a day: the best, but where it stays that of the base.
func (m *mover) bandOn(v, d int) int {
	if m.base != nil && m.base.posted[v] == d && m.n(2) == 0 {
		return m.base.band[v]
	}
	return m.p.bands[v]
}

// dropVideo takes a video back with those that come after it, but not the one that is kept.
func (m *mover) dropVideo(v, keep int) bool {
	if v == keep || m.locked[v] || !m.scope.shop[m.p.in.Lines[m.p.in.Videos[v].Line].Shop] {
		return false
	}
	if m.posted[v] == none {
		return true
	}
	m.post(v, none)
	for _, c := range m.p.children[v] {
		if !m.dropVideo(c, keep) {
			return false
		}
	}
	return true
}

func (m *mover) anyVideo() (int, bool) {
	if len(m.scope.videos) == 0 {
		return 0, false
	}
	v := pick(&m.rng, m.scope.videos)
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
		first := max(x.Ready, m.p.in.StartDay)
		d = first + m.n(max(1, min(x.Due, m.p.days-1)-first+1))
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
	m.post(v, b)
	m.post(w, a)
	return m.postLegal(v) && m.postLegal(w)
}

// moveDeal adds, moves or takes back a flash deal.
func (m *mover) moveDeal() bool {
	first := m.firstOffer()
	if len(m.scope.products) == 0 || m.p.days <= first {
		return false
	}
	x := pick(&m.rng, m.scope.products)
	days := m.dealDays[x]
	k := m.n(4)
	if len(days) > 0 && k == 0 {
		return m.takeDeal(x, pick(&m.rng, days))
	}
	d := first + m.n(m.p.days-first)
	if k == 1 {
		if len(days) == 0 {
			return false
		}
		d = pick(&m.rng, days)
	}
	shop := m.lines[m.p.in.Products[x].Line].shop
	for i := len(days) - 1; i >= 0; i-- {
		if max(d-days[i], days[i]-d) <= m.p.in.Flash.GapDays && !m.takeDeal(x, days[i]) {
			return false
		}
	}
	if n := len(m.dealDays[x]); n >= m.p.in.Flash.MaxPerProduct && n > 0 && !m.takeDeal(x, pick(&m.rng, m.dealDays[x])) {
		return false
	}
	t := m.bestHour(shop, d)
	if at := m.p.at(shop, d); m.n(2) == 0 && len(m.deals[at]) > 0 {
		// In place of another product's.
		y := pick(&m.rng, m.deals[at])
		if t = y.hour; !m.takeDeal(y.product, d) {
			return false
		}
		if m.n(2) == 0 {
			if free := m.bestHour(shop, d); free != none && m.dealFree(x, d, t) {
				m.addDeal(x, d, t)
				if e := m.bestHour(shop, d); e != none {
					m.addDeal(y.product, d, e)
				}
				return true
			}
		}
	}
	if t == none || !m.dealFree(x, d, t) {
		return false
	}
	m.addDeal(x, d, t)
	return true
}

// takeDeal removes a flash deal, or reports false if it must stay.
func (m *mover) takeDeal(x, d int) bool {
	if m.stay || slices.Contains(m.p.pinDeal[x], d) {
		return false
	}
	m.removeDeal(x, d)
	return true
}

func (m *mover) dealFree(x, d, t int) bool {
	return d*daySlots+t >= m.p.freeFrom && m.dealLegal(x, d, t)
}

func (m *mover) toggleHedge() bool {
	if len(m.p.hedgeDay) == 0 || len(m.p.in.Shops) == 0 {
		return false
	}
	at := m.p.at(pick(&m.rng, m.scope.shops), pick(&m.rng, m.p.hedgeDay))
	if at%m.p.days < m.p.in.StartDay || m.p.pinHedge[at] {
		return false
	}
	on := 1
	if m.hedged[at] {
		on = 0
	}
	m.setHedge(at, on)
	return true
}
