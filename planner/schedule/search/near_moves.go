package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// nearMoves returns the moves that may mend a change, each as often as it is proposed: of what shares hosts, days,
// coupons or posts with it.
func nearMoves(x Edit, in *forecast.Instance) []func(*mover) bool {
	var list []func(*mover) bool
	put := func(times int, f func(*mover) bool) {
		for range times {
			list = append(list, f)
		}
	}
	has := func(kind string) bool {
		is := func(r Row) bool { return r.Kind == kind }
		return slices.ContainsFunc(x.Out, is) || slices.ContainsFunc(x.In, is)
	}
	if has(forecast.CreditLive) {
		put(4, (*mover).placeShift)
		put(1, (*mover).ejectShift)
		put(3, (*mover).slideShift)
		put(5, (*mover).stretchShift)
		put(2, (*mover).slideSession)
		put(3, (*mover).changeHost)
		put(2, (*mover).swapHosts)
		put(4, (*mover).moveShift)
		put(1, (*mover).redoDay)
		put(4, (*mover).nearDeal)
	}
	if has(forecast.CreditVideo) {
		videos := videosNear(x, in)
		put(8, func(m *mover) bool { return m.nearVideo(videos) })
	}
	if has(forecast.CreditCoupon) {
		lines := linesNear(x, in)
		put(8, func(m *mover) bool { return m.nearWindow(lines) })
		put(3, (*mover).nearDeal)
	}
	if has(forecast.CreditFlash) || has(forecast.CreditHedge) {
		put(4, (*mover).nearDeal)
	}
	return list
}

// videosNear returns the videos of the shops whose posts change.
func videosNear(x Edit, in *forecast.Instance) []int {
	shops := make([]bool, len(in.Shops))
	for _, r := range slices.Concat(x.Out, x.In) {
		if r.Kind == forecast.CreditVideo {
			shops[in.Lines[in.Videos[r.At[0]].Line].Shop] = true
		}
	}
	var list []int
	for v, y := range in.Videos {
		if shops[in.Lines[y.Line].Shop] {
			list = append(list, v)
		}
	}
	return list
}

// linesNear returns the lines of the shops whose coupons change.
func linesNear(x Edit, in *forecast.Instance) []int {
	shops := make([]bool, len(in.Shops))
	for _, r := range slices.Concat(x.Out, x.In) {
		if r.Kind == forecast.CreditCoupon {
			shops[in.Lines[r.At[0]].Shop] = true
		}
	}
	var list []int
	for g, l := range in.Lines {
		if shops[l.Shop] {
			list = append(list, g)
		}
	}
	return list
}

// nearVideo moves a video to one of the days, lets it change places with another or drops it.
func (m *mover) nearVideo(videos []int) bool {
	v := pick(&m.rng, videos)
	if m.locked[v] {
		return false
	}
	switch k := m.n(8); {
	case k == 0:
		return m.posted[v] != none && m.dropVideo(v, none)
	case k < 3:
		w := pick(&m.rng, videos)
		if m.locked[w] || v == w || m.posted[v] == m.posted[w] {
			return false
		}
		a, b := m.posted[v], m.posted[w]
		m.post(v, b)
		m.post(w, a)
		return m.postLegal(v) && m.postLegal(w)
	}
	return m.putVideo(v, m.anyDay())
}

// nearWindow adds, drops, deepens, shifts or stretches a coupon window of one of the lines.
func (m *mover) nearWindow(lines []int) bool {
	g, c := pick(&m.rng, lines), &m.p.in.Coupon
	list := m.windows[g]
	if len(list) == 0 || m.n(3) == 0 {
		w := window{mode: 1 + m.n(m.p.modes-1), day: m.anyDay(), n: c.MinLen + m.n(max(1, c.MaxLen-c.MinLen+1))}
		return w.day+w.n <= m.p.days && m.putWindow(g, w, none)
	}
	i := m.n(len(list))
	w := list[i]
	if w.pinned {
		return false
	}
	switch m.n(6) {
	case 0:
		return m.giveWindows(g, slices.Delete(slices.Clone(list), i, i+1))
	case 1:
		w.mode = 1 + m.n(m.p.modes-1)
	case 2:
		w.day += m.n(5) - 2
	case 3:
		w.n++
	case 4:
		w.n, w.day = w.n+1, w.day-1
	default:
		w.n, w.day = w.n-1, w.day+m.n(2)
	}
	return w.day >= 0 && w.day+w.n <= m.p.days && m.putWindow(g, w, i)
}

// nearDeal adds, moves or takes back a flash deal of one of the days.
func (m *mover) nearDeal() bool {
	if len(m.dealDays) == 0 {
		return false
	}
	x, d := m.n(len(m.dealDays)), m.anyDay()
	if slices.Contains(m.dealDays[x], d) {
		return m.takeDeal(x, d)
	}
	for i := len(m.dealDays[x]) - 1; i >= 0; i-- {
		if e := m.dealDays[x][i]; max(d-e, e-d) <= m.p.in.Flash.GapDays || len(m.dealDays[x]) >= m.p.in.Flash.MaxPerProduct {
			if !m.takeDeal(x, e) {
				return false
			}
		}
	}
	t := m.bestHour(m.lines[m.p.in.Products[x].Line].shop, d)
	if t == none || !m.dealFree(x, d, t) {
		return false
	}
	m.addDeal(x, d, t)
	return true
}
