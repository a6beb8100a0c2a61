package search

import "math/bits"

// The lives of the Lagrangian: every shop-day gets its best roster together with its best coupon modes and hedge. A
// mode has a price on each line-day, which the line's windows earn; so what a coupon is worth to all of a day's viewers
// is known to the shop-day alone, and nothing about it is left between two parts.

// rate returns what a unit of exposure earns a line on a day under a mode, hedged or not.
func (b *dual) rate(g, d, mode, hedged int) float64 {
	c := &b.p.coef[g][(d*b.p.modes+mode)*2+hedged]
	price, level := b.stock.x[g], b.level[g*b.p.days+d]
	return b.p.in.Lines[g].AirtimeShare*max(0, c.worth[coldViewer]-price*c.orders[coldViewer]) +
		b.p.warm[g][d]*max(0, c.worth[warmViewer]-price*c.orders[warmViewer]-level)
}

// shelf returns what a line's shelf earns on a day under a mode.
func (b *dual) shelf(g, d, mode int) float64 {
	c := &b.p.coef[g][(d*b.p.modes+mode)*2]
	return b.p.shelf[g][d] * max(0, c.worth[shelfViewer]-b.stock.x[g]*c.orders[shelfViewer]-b.level[g*b.p.days+d])
}

// serve adds what a line uses on a day under a mode when it sees so much exposure.
func (b *dual) serve(g, d, mode, hedged int, seen float64) {
	p, i := b.p, g*b.p.days+d
	c := &p.coef[g][(d*p.modes+mode)*2+hedged]
	price := b.stock.x[g]
	if c.worth[coldViewer] > price*c.orders[coldViewer] {
		b.orders[g] += c.orders[coldViewer] * p.in.Lines[g].AirtimeShare * seen
	}
	if c.worth[warmViewer] > price*c.orders[warmViewer]+b.level[i] {
		b.orders[g] += c.orders[warmViewer] * p.warm[g][d] * seen
		b.use[i] += p.warm[g][d] * seen
	}
	c = &p.coef[g][(d*p.modes+mode)*2]
	if c.worth[shelfViewer] > price*c.orders[shelfViewer]+b.level[i] {
		b.orders[g] += c.orders[shelfViewer] * p.shelf[g][d]
		b.use[i] += p.shelf[g][d]
	}
}

// lives lays every shop-day out.
func (b *dual) lives() float64 {
	p, n := b.p, b.p.days
	total := 0.0
	for shop := range p.in.Shops {
		for d := range n {
			at := p.at(shop, d)
			b.fees(shop, d)
			b.day.offers(b, shop, d)
			over, stop := conjugate(p.in.SatWidth, p.in.SatSlope, p.unit[at], b.flat.x[at])
			x, value := b.day.best(b, shop, d, over)
			total += value
			raw := p.extra[at] + b.book(shop, d)
			b.flat.slope[at] = x.worth * (raw - stop)
			seen := over + b.flat.x[at]*raw
			for i, g := range p.linesOf[shop] {
				mode := int(b.day.modes[x.from+i])
				b.serve(g, d, mode, x.hedged, seen)
				if mode > 0 {
					b.mode.slope[(g*n+d)*p.modes+mode]--
				}
			}
			if x.hedged == 1 {
				for _, k := range p.deals[shop] {
					b.cover.slope[k*n+d]++
				}
			}
		}
	}
	return total
}

// fees works out what hours, the ends of shifts and set-ups of a shop-day cost, prices included.
func (b *dual) fees(shop, d int) {
	in := b.p.in
	for i, h := range b.p.hostsOf[shop] {
		for t := in.OpenHour; t < in.CloseHour; t++ {
			b.day.tolls[i*daySlots+t], b.day.leaves[i*daySlots+t] = b.toll(shop, d, h, t), b.leave(d, h, t)
		}
	}
	for t := in.OpenHour; t < in.CloseHour; t++ {
		b.day.preps[t] = b.prep(d, t)
	}
}

// toll is what an hour of a host costs, prices included, less what the places for flash deals are worth.
func (b *dual) toll(shop, d, h, t int) float64 {
	p, n := b.p, b.p.days
	at := p.at(shop, d)
	v := p.in.Hosts[h].Cost + p.in.StudioCost + b.long.x[at] + b.hours.x[h*n+d] + b.weeks.x[h*b.week+d/weekDays] + b.studio.x[d*daySlots+t] -
		float64(p.in.Flash.PerHour)*b.slot.x[at*daySlots+t]
	if len(p.shopsOf[h]) > 1 {
		v += b.place.x[(h*n+d)*daySlots+t]
	}
	if p.in.Risky(d) {
		v += b.risky.x[0]
	}
	return v
}

// leave is what the break after a shift costs a host who could be on air elsewhere: until it is over, the host is
// nowhere else.
func (b *dual) leave(d, h, t int) float64 {
	v := 0.0
	for k := t + 1; k < b.breakEnd(h, t); k++ {
		v += b.place.x[(h*b.p.days+d)*daySlots+k]
	}
	return v
}

// breakEnd returns the hour from which a host may be elsewhere after a shift that ends with hour t.
func (b *dual) breakEnd(h, t int) int {
	if len(b.p.shopsOf[h]) < 2 {
		return t + 1
	}
	return min(t+1+b.p.in.Hosts[h].Break, b.p.in.CloseHour)
}

// prep is what setting up costs before a session that starts at that hour.
func (b *dual) prep(d, t int) float64 {
	v := 0.0
	for k := max(b.p.in.OpenHour, t-b.p.in.Rules.StudioSetup); k < t; k++ {
		v += b.studio.x[d*daySlots+k]
	}
	return v
}

// book adds what the roster just found uses, and returns its exposure before saturation.
func (b *dual) book(shop, d int) float64 {
	p, in, n := b.p, b.p.in, b.p.days
	at := p.at(shop, d)
	raw := 0.0
	for _, x := range b.day.path {
		h := p.hostsOf[shop][x.host]
		raw += p.curve[at][x.hour] * in.Hosts[h].Mult * in.Fatigue[min(x.k-1, len(in.Fatigue)-1)]
		b.long.slope[at]--
		b.hours.slope[h*n+d]--
		b.weeks.slope[h*b.week+d/weekDays]--
		b.studio.slope[d*daySlots+x.hour]--
		b.slot.slope[at*daySlots+x.hour] += float64(in.Flash.PerHour)
		if len(p.shopsOf[h]) > 1 {
			b.place.slope[(h*n+d)*daySlots+x.hour]--
		}
		if in.Risky(d) {
			b.risky.slope[0]--
		}
		for k := x.hour + 1; x.last && k < b.breakEnd(h, x.hour); k++ {
			b.place.slope[(h*n+d)*daySlots+k]--
		}
		for k := max(in.OpenHour, x.hour-in.Rules.StudioSetup); x.start && k < x.hour; k++ {
			b.studio.slope[d*daySlots+k]--
		}
	}
	return raw
}

// limits works out the most that lives draw of a shop-day before saturation: its best hours, all by its best host fresh.
func (b *dual) limits() {
	p := b.p
	for shop, x := range p.in.Shops {
		mult := 0.0
		for _, h := range p.hostsOf[shop] {
			mult = max(mult, p.in.Hosts[h].Mult)
		}
		for d := range p.days {
			at := p.at(shop, d)
			raw, left := p.extra[at], x.MaxHoursDay
			for _, t := range p.hourRank {
				if t >= p.in.OpenHour && t < p.in.CloseHour && left > 0 {
					raw += p.curve[at][t] * mult
					left--
				}
			}
			b.most = append(b.most, raw)
			b.longest = append(b.longest, float64(max(0, x.MaxHoursDay-bits.OnesCount64(p.air[at]))))
		}
	}
}
