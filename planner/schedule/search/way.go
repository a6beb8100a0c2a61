package search

import "math/bits"

// makeWay takes off air what a shift now set cannot stand beside.
func (m *mover) makeWay(shop, d int, x shift) bool {
	h, p := int(x.host), m.p
	host := &p.in.Hosts[h]
	around := wide(x.mask(), host.Break)
	for _, other := range p.shopsOf[h] {
		if other == shop {
			continue
		}
		for _, y := range m.cells[p.at(other, d)].list() {
			if int(y.host) == h && y.mask()&around != 0 {
				if !m.edit(other, d, func(c *cell) { c.clear(p, around, h) }) {
					return false
				}
				break
			}
		}
	}
	for bits.OnesCount64(m.busy[h*p.days+d]) > host.MaxDay {
		if !m.shrink(h, d, bits.OnesCount64(m.busy[h*p.days+d])-host.MaxDay, x.mask()) {
			return false
		}
	}
	if d > 0 {
		if limit := int(x.hour) + p.slots - host.Rest; limit < p.slots && bits.Len64(m.busy[h*p.days+d-1]) > limit && !m.clearHost(h, d-1, ^uint64(0)<<max(0, limit)) {
			return false
		}
	}
	if d+1 < p.days {
		if limit := int(x.hour) + int(x.ln) + host.Rest - p.slots; limit > 0 && m.busy[h*p.days+d+1]&span(0, limit) != 0 && !m.clearHost(h, d+1, span(0, limit)) {
			return false
		}
	}
	for range 4 {
		over := m.week[h*m.weeks+d/weekDays] - host.MaxWeek
		if over <= 0 {
			break
		}
		first := d / weekDays * weekDays
		if e := first + m.n(min(weekDays, p.days-first)); e != d && m.busy[h*p.days+e] != 0 && !m.shrink(h, e, over, 0) {
			return false
		}
	}
	for range 4 {
		over := m.risky - m.scope.risky
		if over <= 0 || len(p.riskDay) == 0 {
			break
		}
		s, e := pick(&m.rng, m.scope.shops), pick(&m.rng, p.riskDay)
		c := &m.cells[p.at(s, e)]
		if c.n == 0 || s == shop && e == d {
			continue
		}
		if !m.trim(s, e, m.n(int(c.n)), over) {
			return false
		}
	}
	return m.makeRoom(shop, d)
}

// makeRoom takes other shops off air in the hours for which there are too few studios.
func (m *mover) makeRoom(shop, d int) bool {
	for range 3 {
		full := m.fullHours(d)
		if full == 0 {
			return true
		}
		other := pick(&m.rng, m.scope.shops)
		c := &m.cells[m.p.at(other, d)]
		if other == shop || (c.on|c.prep)&full == 0 {
			continue
		}
		mask := full | (full & c.prep << 1)
		if !m.edit(other, d, func(c *cell) { c.clear(m.p, mask, none) }) {
			return false
		}
	}
	return m.fullHours(d) == 0
}

// clearHost takes a host off air in the hours of the mask.
func (m *mover) clearHost(h, d int, mask uint64) bool {
	for _, shop := range m.p.shopsOf[h] {
		for _, y := range m.cells[m.p.at(shop, d)].list() {
			if int(y.host) == h && y.mask()&mask != 0 {
				if !m.edit(shop, d, func(c *cell) { c.clear(m.p, mask, h) }) {
					return false
				}
				break
			}
		}
	}
	return true
}

// shrink takes hours from a host's day, but not from the shift that is kept.
func (m *mover) shrink(h, d, over int, keep uint64) bool {
	shop, at, seen := none, 0, 0
	for _, s := range m.p.shopsOf[h] {
		for i, y := range m.cells[m.p.at(s, d)].list() {
			if int(y.host) == h && y.mask() != keep {
				if seen++; m.n(seen) == 0 {
					shop, at = s, i
				}
			}
		}
	}
	return shop != none && m.trim(shop, d, at, over)
}

// trim shortens a shift by some hours at either end, or takes it off air where too little would remain.
func (m *mover) trim(shop, d, i, over int) bool {
	x := m.cells[m.p.at(shop, d)].shifts[i]
	if int(x.ln)-over >= m.p.in.Hosts[x.host].MinShift {
		late := m.n(2) == 0
		if m.edit(shop, d, func(c *cell) {
			c.shifts[i].ln -= int8(over)
			if late {
				c.shifts[i].hour += int8(over)
			}
		}) {
			return true
		}
	}
	return m.edit(shop, d, func(c *cell) { c.take(i) })
}
