package search

import (
	"math/bits"
	"slices"
)

// forbidden is a toll that no hour on air is worth.
const forbidden = 1e12

// redoDay lays a shop-day out afresh, exactly, as the prices of the moment and the hosts' and studios' free hours
// have it. The price of exposure is stretched at random, so that the day comes out longer or shorter.
func (m *mover) redoDay() bool {
	shop, d, _ := m.anyCell(false)
	p, in := m.p, m.p.in
	hosts := p.hostsOf[shop]
	at := p.at(shop, d)
	if len(hosts) == 0 || in.Shops[shop].MaxSessions == 0 || p.pinShift[at] != nil {
		return false
	}
	c := &m.cells[at]
	taken := m.fullFor(shop, d)
	closed := taken
	if air := p.air[at]; air != 0 {
		closed |= wide(air, in.Shops[shop].MinGap)
	}
	shut := make([]uint64, len(hosts))
	for i, h := range hosts {
		if shut[i] = closed | m.shutFor(h, shop, d); !m.scope.host[h] {
			shut[i] = ^uint64(0)
		}
	}
	view := m.price[shop][d] * slopeAt(c.seen, in.SatWidth, in.SatSlope, p.unit[at]) * (0.6 + 0.8*m.unit())
	extra := m.price[shop][d] * p.unit[at] * 0.05 * m.unit()
	m.roster.best(shop, d, view, func(i, t int) float64 {
		if shut[i]&(1<<t) != 0 {
			return forbidden
		}
		return in.Hosts[hosts[i]].Cost + in.StudioCost + extra
	}, func(int, int) float64 { return 0 }, func(t int) float64 {
		if in.Rules.StudioSetup > 0 && t > in.OpenHour && taken&(1<<(t-1)) != 0 {
			return forbidden
		}
		return 0
	})
	var next cell
	for _, x := range m.roster.path {
		if n := int(next.n); n > 0 && x.k > 1 {
			next.shifts[n-1].ln++
		} else if !next.put(shift{int16(hosts[x.host]), int8(x.hour), 1}) {
			return false
		}
	}
	if slices.Equal(next.list(), c.list()) || !next.finish(p, shop, d) {
		return false
	}
	m.setCell(shop, d, &next)
	return true
}

// fullFor returns the hours of a day in which the other shops use all studios.
func (m *mover) fullFor(shop, d int) uint64 {
	c := &m.cells[m.p.at(shop, d)]
	var full uint64
	for t, n := range m.studio[d] {
		if n -= int16(c.on>>t&1 + c.prep>>t&1); n >= m.scope.studios[d][t] {
			full |= 1 << t
		}
	}
	return full
}

// shutFor returns the hours of a day in which a host may not be on air in a shop: elsewhere, or at rest.
func (m *mover) shutFor(h, shop, d int) uint64 {
	p := m.p
	host := &p.in.Hosts[h]
	var shut uint64
	for _, other := range p.shopsOf[h] {
		for _, x := range m.cells[p.at(other, d)].list() {
			if other != shop && int(x.host) == h {
				shut |= wide(x.mask(), host.Break)
			}
		}
	}
	if d > 0 {
		if before := m.busy[h*p.days+d-1]; before != 0 && bits.Len64(before)+host.Rest > p.slots {
			free := bits.Len64(before) + host.Rest - p.slots
			shut |= span(0, min(free, p.slots))
		}
	}
	if d+1 < p.days {
		if first := m.busy[h*p.days+d+1]; first != 0 {
			if last := bits.TrailingZeros64(first) + p.slots - host.Rest; last < p.slots {
				shut |= span(0, p.slots) &^ span(0, max(0, last))
			}
		}
	}
	return shut
}
