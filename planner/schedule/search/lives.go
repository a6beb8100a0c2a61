package search

// mover proposes moves: changes of a state that are legal when they are done, or that report false.
type mover struct {
	*state
	rng
	roster *roster
	layout layout
}

// rng is a small random generator (xorshift64*), so that a seed gives the same plan everywhere.
type rng struct{ x uint64 }

func newRNG(seed uint64) rng { return rng{seed*0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D} }

func (r *rng) next() uint64 {
	r.x ^= r.x >> 12
	r.x ^= r.x << 25
	r.x ^= r.x >> 27
	return r.x * 2685821657736338717
}

// n returns a number in [0, k); k must be positive.
func (r *rng) n(k int) int { return int((r.next() >> 32) * uint64(k) >> 32) }

// unit returns a number in (0, 1].
func (r *rng) unit() float64 { return float64(r.next()>>11+1) / (1 << 53) }

// pick returns one of the list, which is not empty.
func pick[T any](r *rng, list []T) T { return list[r.n(len(list))] }

func (m *mover) anyDay() int { return pick(&m.rng, m.p.dayPick) }

// anyCell returns a shop and day, with lives if asked for.
func (m *mover) anyCell(live bool) (shop, d int, ok bool) {
	for range 4 {
		shop, d = pick(&m.rng, m.scope.shops), m.anyDay()
		if !live || m.cells[m.p.at(shop, d)].n > 0 {
			return shop, d, true
		}
	}
	return 0, 0, false
}

// anyShift returns a shift on air and its place in its cell.
func (m *mover) anyShift() (shop, d, i int, ok bool) {
	shop, d, ok = m.anyCell(true)
	if ok {
		i = m.n(int(m.cells[m.p.at(shop, d)].n))
	}
	return shop, d, i, ok
}

// fit returns a random shift of the host on the day.
func (m *mover) fit(h, d int) (shift, bool) {
	host := &m.p.in.Hosts[h]
	left := &m.p.left[h*m.p.days+d]
	in := m.p.in
	for range 4 {
		t := in.OpenHour + m.n(in.CloseHour-in.OpenHour)
		most := min(host.MaxShift, int(left[t]))
		if most >= host.MinShift {
			return shift{int16(h), int8(t), int8(host.MinShift + m.n(most-host.MinShift+1))}, true
		}
	}
	return shift{}, false
}

// placeShift puts a random host on air somewhere.
func (m *mover) placeShift() bool {
	shop, d, _ := m.anyCell(false)
	hosts := m.scope.hostsOf[shop]
	if len(hosts) == 0 || m.p.in.CloseHour == m.p.in.OpenHour {
		return false
	}
	x, ok := m.fit(pick(&m.rng, hosts), d)
	return ok && m.place(shop, d, x)
}

// place puts a shift on air and makes way for it.
func (m *mover) place(shop, d int, x shift) bool {
	c := m.cells[m.p.at(shop, d)]
	c.clear(m.p, x.mask(), none)
	c.clear(m.p, wide(x.mask(), m.p.in.Hosts[x.host].Break), int(x.host))
	if !c.put(x) || !c.finish(m.p, shop, d) {
		return false
	}
	m.setCell(shop, d, &c)
	return !m.barred && m.makeWay(shop, d, x)
}

// edit changes a copy of a cell and sets it if the shop's rules hold.
func (m *mover) edit(shop, d int, f func(*cell)) bool {
	c := m.cells[m.p.at(shop, d)]
	f(&c)
	if !c.finish(m.p, shop, d) {
		return false
	}
	m.setCell(shop, d, &c)
	return !m.barred
}

// ejectShift takes a shift off air.
func (m *mover) ejectShift() bool {
	shop, d, i, ok := m.anyShift()
	return ok && m.edit(shop, d, func(c *cell) { c.take(i) })
}

// slideShift moves a shift within its day.
func (m *mover) slideShift() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	c := m.cells[m.p.at(shop, d)]
	x := c.take(i)
	by := 1 + m.n(3)
	if m.n(2) == 0 {
		by = -by
	}
	return m.again(shop, d, &c, shift{x.host, x.hour + int8(by), x.ln})
}

// again puts a shift into a copy of its cell from which it was taken, and makes way.
func (m *mover) again(shop, d int, c *cell, x shift) bool {
	if int(x.hour) < m.p.in.OpenHour || int(x.hour)+int(x.ln) > m.p.in.CloseHour || x.ln < 1 {
		return false
	}
	c.clear(m.p, x.mask(), none)
	c.clear(m.p, wide(x.mask(), m.p.in.Hosts[x.host].Break), int(x.host))
	if !c.put(x) || !c.finish(m.p, shop, d) {
		return false
	}
	m.setCell(shop, d, c)
	return !m.barred && m.makeWay(shop, d, x)
}

// stretchShift lengthens or shortens a shift at one end; a neighbour gives or takes the hour where it can.
func (m *mover) stretchShift() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	c := m.cells[m.p.at(shop, d)]
	x := c.shifts[i]
	front, by := m.n(2) == 0, int8(1)
	if m.n(2) == 0 {
		by = -1
	}
	follow := m.n(2) == 0
	if front {
		if follow && i > 0 && c.shifts[i-1].hour+c.shifts[i-1].ln == x.hour {
			c.shifts[i-1].ln -= by
		}
		x.hour -= by
	} else if follow && i+1 < int(c.n) && c.shifts[i+1].hour == x.hour+x.ln {
		c.shifts[i+1].hour += by
		c.shifts[i+1].ln -= by
	}
	x.ln += by
	c.take(i)
	return m.again(shop, d, &c, x)
}

// slideSession moves all that a shop has on air in a day, or one session of it.
func (m *mover) slideSession() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	by := int8(1 + m.n(2))
	if m.n(2) == 0 {
		by = -by
	}
	return m.edit(shop, d, func(c *cell) {
		lo, hi := i, i
		for lo > 0 && c.shifts[lo-1].hour+c.shifts[lo-1].ln == c.shifts[lo].hour {
			lo--
		}
		for hi+1 < int(c.n) && c.shifts[hi].hour+c.shifts[hi].ln == c.shifts[hi+1].hour {
			hi++
		}
		for k := lo; k <= hi; k++ {
			c.shifts[k].hour = max(0, min(c.shifts[k].hour+by, int8(m.p.slots)-c.shifts[k].ln))
		}
	}) && m.makeRoom(shop, d)
}

// changeHost gives a shift to another host.
func (m *mover) changeHost() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	c := m.cells[m.p.at(shop, d)]
	x := c.take(i)
	if len(m.scope.hostsOf[shop]) == 0 {
		return false
	}
	h := pick(&m.rng, m.scope.hostsOf[shop])
	return h != int(x.host) && m.again(shop, d, &c, shift{int16(h), x.hour, x.ln})
}

// swapHosts lets two hosts change places on a day.
func (m *mover) swapHosts() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	other := pick(&m.rng, m.scope.shops)
	o := &m.cells[m.p.at(other, d)]
	if o.n == 0 {
		return false
	}
	j := m.n(int(o.n))
	a, b := m.cells[m.p.at(shop, d)].shifts[i].host, o.shifts[j].host
	if a == b {
		return false
	}
	if other == shop {
		return m.edit(shop, d, func(c *cell) { c.shifts[i].host, c.shifts[j].host = b, a })
	}
	return m.edit(shop, d, func(c *cell) { c.shifts[i].host = b }) && m.edit(other, d, func(c *cell) { c.shifts[j].host = a })
}

// moveShift takes a shift to another day of the host's week, or to another of the host's shops.
func (m *mover) moveShift() bool {
	shop, d, i, ok := m.anyShift()
	if !ok {
		return false
	}
	x := m.cells[m.p.at(shop, d)].shifts[i]
	if !m.edit(shop, d, func(c *cell) { c.take(i) }) {
		return false
	}
	h := int(x.host)
	to := pick(&m.rng, m.p.shopsOf[h])
	if !m.scope.shop[to] || !m.scope.host[h] {
		return false
	}
	e := d
	if to == shop || m.n(2) == 0 {
		first := d / weekDays * weekDays
		e = first + m.n(min(weekDays, m.p.days-first))
	}
	if m.n(2) == 0 || int(m.p.left[h*m.p.days+e][x.hour]) < int(x.ln) {
		y, ok := m.fit(h, e)
		if !ok {
			return false
		}
		x = y
	}
	return m.place(to, e, x)
}
