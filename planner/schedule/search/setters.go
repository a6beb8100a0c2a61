package search

// The setters change a state: its solution, its totals and the bound on its value, and note how it was.

import (
	"math/bits"
	"slices"
)

// setCell gives a shop-day other lives, which finish has found in order. Flash deals of hours that are no longer
// on air move to the best hour that is, or go. What lies outside the scope is left as it is, and the move barred.
func (s *state) setCell(shop, d int, c *cell) {
	p := s.p
	at := p.at(shop, d)
	old := &s.cells[at]
	if s.scope.part && !s.undoing && !s.scope.leaves(shop, old, c) {
		s.barred = true
		return
	}
	if !s.undoing {
		s.oldSeen = append(s.oldSeen, *old)
		s.note(changedCell, shop, d, len(s.oldSeen)-1)
		s.rise += s.price[shop][d] * (c.seen - old.seen)
		s.shown = append(s.shown, exposed{shop, d, c.seen - old.seen})
		s.touchShop(shop)
		s.days = append(s.days, d)
	}
	wasOn, wasPrep := old.on, old.prep
	s.fixed += old.cost - c.cost + s.base.lives(at, c) - s.base.lives(at, old)
	if p.in.Risky(d) {
		s.risky += bits.OnesCount64(c.on) - bits.OnesCount64(wasOn)
	}
	for _, m := range [2][2]uint64{{wasOn, c.on}, {wasPrep, c.prep}} {
		for x := m[0] &^ m[1]; x != 0; x &= x - 1 {
			s.studio[d][bits.TrailingZeros64(x)]--
		}
		for x := m[1] &^ m[0]; x != 0; x &= x - 1 {
			s.studio[d][bits.TrailingZeros64(x)]++
		}
	}
	var hosts [2 * maxShifts]int16
	list := hosts[:0]
	for _, cs := range [2]*cell{old, c} {
		for _, x := range cs.list() {
			list = append(list, x.host)
		}
	}
	*old = *c
	s.seen[shop][d] = c.seen
	for i, h := range list {
		if again(list[:i], h) {
			continue
		}
		s.count(int(h), d)
		if !s.undoing {
			s.hosts = append(s.hosts, hostDay{int(h), d})
		}
	}
	if !s.undoing {
		s.moveDeals(shop, d, wasOn&^c.on)
	}
}

func again(list []int16, h int16) bool {
	for _, x := range list {
		if x == h {
			return true
		}
	}
	return false
}

// count works out a host's hours of a day.
func (s *state) count(h, d int) {
	var on uint64
	for _, shop := range s.p.shopsOf[h] {
		for _, x := range s.cells[s.p.at(shop, d)].list() {
			if int(x.host) == h {
				on |= x.mask()
			}
		}
	}
	b := &s.busy[h*s.p.days+d]
	s.week[h*s.weeks+d/weekDays] += bits.OnesCount64(on) - bits.OnesCount64(*b)
	*b = on
}

// moveDeals mends the flash deals of hours that went off air.
func (s *state) moveDeals(shop, d int, off uint64) {
	at := s.p.at(shop, d)
	for i := len(s.deals[at]) - 1; i >= 0; i-- {
		x := s.deals[at][i]
		if off&(1<<x.hour) == 0 {
			continue
		}
		s.removeDeal(x.product, d)
		if s.stay || slices.Contains(s.p.pinDeal[x.product], d) {
			s.barred = true
			return
		}
		if t := s.bestHour(shop, d); t != none && s.margin(x.product, d) > 0 {
			s.addDeal(x.product, d, t)
		}
	}
}

// margin returns what a flash order of the product is worth on the day.
func (s *state) margin(product, d int) float64 {
	shop := s.p.in.Lines[s.p.in.Products[product].Line].Shop
	return s.p.margin[product] * s.p.in.Weight(d, s.hedged[s.p.at(shop, d)])
}

// bestHour returns the hour of most viewers on air that has room for a flash deal, or none.
func (s *state) bestHour(shop, d int) int {
	at := s.p.at(shop, d)
	on := s.cells[at].on
	for _, t := range s.p.hourRank {
		if on&(1<<t) != 0 && int(s.slots[at][t/s.p.clock]) < s.p.in.Flash.PerHour && d*daySlots+t >= max(s.p.dealFrom, s.p.freeFrom) {
			return t
		}
	}
	return none
}

func (s *state) addDeal(product, d, t int) {
	g := s.p.in.Products[product].Line
	at := s.p.at(s.p.in.Lines[g].Shop, d)
	s.note(addedDeal, product, d, t)
	s.deals[at] = append(s.deals[at], deal{product, t})
	s.slots[at][t/s.p.clock]++
	s.dealDays[product] = append(s.dealDays[product], d)
	s.sell(g, product, d, t, 1)
}

func (s *state) removeDeal(product, d int) {
	g := s.p.in.Products[product].Line
	at := s.p.at(s.p.in.Lines[g].Shop, d)
	list := s.deals[at]
	for i, x := range list {
		if x.product == product {
			s.note(removedDeal, product, d, x.hour)
			list[i] = list[len(list)-1]
			s.deals[at] = list[:len(list)-1]
			s.slots[at][x.hour/s.p.clock]--
			days := s.dealDays[product]
			for k, day := range days {
				if day == d {
					days[k] = days[len(days)-1]
					s.dealDays[product] = days[:len(days)-1]
					break
				}
			}
			s.sell(g, product, d, x.hour, -1)
			return
		}
	}
}

// sell books a flash deal's orders and money, or takes them back.
func (s *state) sell(g, product, d, t int, sign float64) {
	orders := s.p.in.FlashOrders(product, d, t)
	l := s.lines[g]
	l.deals += sign * orders
	s.fixed += sign * (orders*s.margin(product, d) - s.p.in.Products[product].FlashCost + s.base.deal(product, d, t))
	if !s.undoing {
		s.rise -= sign * orders * l.lambda
		l.rise -= sign * orders * l.lambda
		if l.stock-l.deals+sign*orders <= 0 { // a line that was sold out has no prices
			s.blind, l.blind = true, true
		}
		s.mark(g)
	}
}

// setPost puts a video into a band of a day, or takes it back with none.
func (s *state) setPost(v, d, band int) {
	x := &s.p.in.Videos[v]
	shop := s.p.in.Lines[x.Line].Shop
	s.note(changedPost, v, s.posted[v], s.band[v])
	for _, m := range [2]struct {
		day, band int
		sign      float64
	}{{s.posted[v], s.band[v], -1}, {d, band, 1}} {
		if m.day == none {
			continue
		}
		s.perDay[s.p.at(shop, m.day)] += int(m.sign)
		s.effort[shop*s.weeks+m.day/weekDays] += m.sign * x.Effort
		s.fixed -= m.sign * (x.Cost - s.base.post(v, m.day, m.band))
		l := s.lines[x.Line]
		s.arrive(l, m.day, m.sign*x.Reach*s.p.in.Bands[m.band].Mult*s.p.in.Day[m.day].Weight)
	}
	s.posted[v], s.band[v] = d, band
	s.touch(x.Line)
}

// arrive changes a line's posts of a day and the bound by what comes of it.
func (s *state) arrive(l *line, d int, reach float64) {
	end := min(d+len(s.p.in.Kernel), s.p.days)
	rise := 0.0
	for k := d; k < end && !s.undoing; k++ {
		rise -= l.pool[k] * l.supply[k]
	}
	l.post(d, reach)
	for k := d; k < end && !s.undoing; k++ {
		rise += l.pool[k] * l.supply[k]
	}
	s.rise += rise
	l.rise += rise
}

// setWindows gives a line other coupon windows.
func (s *state) setWindows(g int, list []window) {
	l := s.lines[g]
	if !s.undoing {
		s.oldWins = append(s.oldWins, s.windows[g])
		s.note(changedWindows, g, len(s.oldWins)-1, 0)
		s.blind, l.blind = true, true
		s.touch(g)
	}
	for _, m := range [2]struct {
		list []window
		sign int
	}{{s.windows[g], -1}, {list, 1}} {
		for _, w := range m.list {
			s.fixed -= float64(m.sign) * (s.p.in.Coupon.SetupCost - s.base.window(g, w))
			for k := range w.n {
				d := w.day + k
				r := s.p.reserve[g][d*s.p.modes+w.mode]
				fc := s.p.in.Coupon.FatigueCost
				s.fixed -= float64(m.sign) * fc[min(k, len(fc)-1)] * float64(r) / 100
				s.reserved[l.shop] += int64(m.sign) * r
				at := s.p.at(l.shop, d)
				s.coupons[at] += m.sign
				mode := int8(w.mode)
				if m.sign < 0 {
					mode = 0
				}
				l.set(d, mode, s.hedged[at])
			}
		}
	}
	s.windows[g] = list
}

// setHedge mirrors a shop-day or, with 0, does not.
func (s *state) setHedge(at, on int) {
	p := s.p
	was := s.hedged[at]
	if was == (on == 1) {
		return
	}
	shop, d := at/p.days, at%p.days
	s.note(changedHedge, at, 1-on, 0)
	sold := func(sign float64) {
		for _, x := range s.deals[at] {
			s.fixed += sign * p.in.FlashOrders(x.product, d, x.hour) * s.margin(x.product, d)
		}
	}
	sold(-1)
	s.hedged[at] = on == 1
	sold(1)
	s.fixed -= float64(2*on-1) * (p.in.Risk.HedgeCost - s.base.hedge(at))
	for _, g := range p.linesOf[shop] {
		s.lines[g].set(d, s.lines[g].mode[d], on == 1)
	}
	if !s.undoing {
		s.blind = true
		s.touchShop(shop)
		for _, g := range p.linesOf[shop] {
			s.lines[g].blind = true
		}
	}
}
