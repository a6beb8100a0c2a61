package search

import (
	"math/bits"
	"slices"

	"bfplanner/planner/forecast"
)

// shift is a host on air; hour and length are slots.
type shift struct {
	host     int16
	hour, ln int8
}

func (x shift) mask() uint64 { return span(int(x.hour), int(x.ln)) }

// maxShifts is how many shifts a shop-day can hold, one a slot.
const maxShifts = daySlots

// cell is a shop-day's lives: its shifts by hour, the hours on air, the set-up hours before its sessions, the
// exposure after saturation and the cost.
type cell struct {
	n        int8
	shifts   [maxShifts]shift
	on, prep uint64
	seen     float64
	cost     float64
}

func (c *cell) list() []shift { return c.shifts[:c.n] }

// put adds a shift in its place by hour. It reports false if the day is full.
func (c *cell) put(x shift) bool {
	if int(c.n) == maxShifts {
		return false
	}
	i := int(c.n)
	for ; i > 0 && c.shifts[i-1].hour > x.hour; i-- {
		c.shifts[i] = c.shifts[i-1]
	}
	c.shifts[i] = x
	c.n++
	return true
}

// take removes the i-th shift and returns it.
func (c *cell) take(i int) shift {
	x := c.shifts[i]
	copy(c.shifts[i:], c.shifts[i+1:c.n])
	c.n--
	return x
}

// clear takes the hours of the mask off the shifts of a host, none for all. What remains of a shift stays if it
// is long enough, of a shift cut in two the longer part.
func (c *cell) clear(p *problem, mask uint64, host int) {
	for i := int(c.n) - 1; i >= 0; i-- {
		x := &c.shifts[i]
		if x.mask()&mask == 0 || host != none && int(x.host) != host {
			continue
		}
		rest := x.mask() &^ mask
		var from, n int
		for rest != 0 {
			t := bits.TrailingZeros64(rest)
			k := bits.TrailingZeros64(^(rest >> t))
			if k > n {
				from, n = t, k
			}
			rest &^= span(t, k)
		}
		if n < p.in.Hosts[x.host].MinShift || n == 0 {
			c.take(i)
			continue
		}
		x.hour, x.ln = int8(from), int8(n)
	}
}

// finish works out what follows from the shifts and reports whether the shop's own rules hold: one host at a
// time, own hosts while available, lengths of shifts, sessions, gaps, hours of the day and what is pinned.
func (c *cell) finish(p *problem, s, d int) bool {
	shop := &p.in.Shops[s]
	at := p.at(s, d)
	curve := &p.curve[at]
	fatigue := p.in.Fatigue
	var on uint64
	raw, cost := p.extra[at], 0.0
	for _, x := range c.list() {
		host := &p.in.Hosts[x.host]
		m := x.mask()
		if on&m != 0 || !p.own[x.host][s] || int(x.ln) > int(p.left[int(x.host)*p.days+d][x.hour]) || int(x.ln) < host.MinShift || int(x.ln) > host.MaxShift {
			return false
		}
		if p.early[d]>>x.hour&1 != 0 && m&^p.pinLive[at] != 0 && !slices.Contains(p.pinShift[at], x) {
			return false
		}
		on |= m
		var sum float64
		for k := range int(x.ln) {
			sum += curve[int(x.hour)+k] * fatigue[min(k, len(fatigue)-1)]
		}
		raw += sum * host.Mult
		cost += float64(x.ln) * (host.Cost + p.in.StudioCost)
	}
	if p.pinOn[at]&^on != 0 || on&p.air[at] != 0 || !c.within(p, shop, at, on) {
		return false
	}
	if len(p.pinShift) > 0 {
		for _, x := range p.pinShift[at] {
			if !slices.Contains(c.list(), x) {
				return false
			}
		}
	}
	c.cost = cost + float64(bits.OnesCount64(on&^(on<<1)))*shop.SetupCost
	c.seen = concave(raw, p.in.SatWidth, p.in.SatSlope, p.unit[at])
	return true
}

// within takes slots on air as the cell's own and reports whether they keep to the shop's hours, sessions and gaps,
// with what is on air outside the grid.
func (c *cell) within(p *problem, shop *forecast.Shop, at int, on uint64) bool {
	air := p.air[at]
	fixed := bits.OnesCount64(air)
	if on != 0 && bits.OnesCount64(on)+fixed > max(fixed, shop.MaxHoursDay) {
		return false
	}
	if air != 0 && wide(air, shop.MinGap)&on != 0 {
		return false
	}
	c.on, c.prep = on, 0
	sessions, end := 0, none
	for rest := on; rest != 0; {
		t := bits.TrailingZeros64(rest)
		n := bits.TrailingZeros64(^(rest >> t))
		if n > shop.MaxSession || end != none && t-end < shop.MinGap {
			return false
		}
		prep := span(max(t-p.in.Rules.StudioSetup, p.in.OpenHour), min(p.in.Rules.StudioSetup, t-p.in.OpenHour))
		if c.prep&prep != 0 {
			return false // of two sessions so short and close that both are set up at once, one is enough
		}
		c.prep |= prep
		end = t + n
		rest &^= span(t, n)
		sessions++
	}
	return sessions == 0 || sessions+p.airRuns[at] <= max(p.airRuns[at], shop.MaxSessions)
}
