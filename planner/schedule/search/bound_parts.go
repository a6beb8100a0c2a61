package search

// The parts of the Lagrangian. Each returns the most that it can earn at the prices and adds what it then uses
// to the subgradient.

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
	if c.worth[shelfViewer] > price*c.orders[shelfViewer]+b.level[i] {
		b.orders[g] += c.orders[shelfViewer] * p.shelf[g][d]
		b.use[i] += p.shelf[g][d]
	}
}

// lives lays every shop-day out.
func (b *dual) lives() float64 {
	p, in, n := b.p, b.p.in, b.p.days
	total := 0.0
	for shop := range in.Shops {
		for d := range n {
			at := p.at(shop, d)
			worth := 0.0
			for _, g := range p.linesOf[shop] {
				if b.wide[d] {
					worth += b.seen.x[g*n+d]
				} else {
					worth += b.rate(g, d, 0, 0)
				}
			}
			over, stop := conjugate(in.SatWidth, in.SatSlope, p.unit[at], b.flat.x[at])
			v := b.roster.best(shop, d, worth*b.flat.x[at], func(i, t int) float64 { return b.toll(shop, d, p.hostsOf[shop][i], t) }, func(i, t int) float64 { return b.leave(d, p.hostsOf[shop][i], t) }, func(t int) float64 { return b.prep(d, t) })
			total += worth*(over+b.flat.x[at]*p.extra[at]) + v
			raw := p.extra[at] + b.book(shop, d)
			b.flat.slope[at] = worth * (raw - stop)
			b.seenBy[at] = over + b.flat.x[at]*raw
			for _, g := range p.linesOf[shop] {
				if b.wide[d] {
					b.seen.slope[g*n+d] += b.seenBy[at]
				}
			}
		}
	}
	return total
}

// toll is what an hour of a host costs, prices included, less what the places for flash deals are worth.
func (b *dual) toll(shop, d, h, t int) float64 {
	p, n := b.p, b.p.days
	at := p.at(shop, d)
	v := p.in.Hosts[h].Cost + p.in.StudioCost + b.long.x[at] + b.hours.x[h*n+d] + b.weeks.x[h*b.week+d/weekDays] + b.studio.x[d*dayHours+t] -
		float64(p.in.Flash.PerHour)*b.slot.x[at*dayHours+t]
	if len(p.shopsOf[h]) > 1 {
		v += b.place.x[(h*n+d)*dayHours+t]
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
		v += b.place.x[(h*b.p.days+d)*dayHours+k]
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
		v += b.studio.x[d*dayHours+k]
	}
	return v
}

// book adds what the roster just found uses, and returns its exposure before saturation.
func (b *dual) book(shop, d int) float64 {
	p, in, n := b.p, b.p.in, b.p.days
	at := p.at(shop, d)
	raw := 0.0
	for _, x := range b.roster.path {
		h := p.hostsOf[shop][x.host]
		raw += p.curve[at][x.hour] * in.Hosts[h].Mult * in.Fatigue[min(x.k-1, len(in.Fatigue)-1)]
		b.long.slope[at]--
		b.hours.slope[h*n+d]--
		b.weeks.slope[h*b.week+d/weekDays]--
		b.studio.slope[d*dayHours+x.hour]--
		b.slot.slope[at*dayHours+x.hour] += float64(in.Flash.PerHour)
		if len(p.shopsOf[h]) > 1 {
			b.place.slope[(h*n+d)*dayHours+x.hour]--
		}
		if in.Risky(d) {
			b.risky.slope[0]--
		}
		for k := x.hour + 1; x.last && k < b.breakEnd(h, x.hour); k++ {
			b.place.slope[(h*n+d)*dayHours+k]--
		}
		for k := max(in.OpenHour, x.hour-in.Rules.StudioSetup); x.start && k < x.hour; k++ {
			b.studio.slope[d*dayHours+k]--
		}
	}
	return raw
}

// lineDay is the best that a line can do on a day under a mode: hedged or not, seeing all or nothing.
type lineDay struct {
	value  float64
	seen   float64
	hedged int
}

// dayOf works out a line-day on which exposure has a price.
func (b *dual) dayOf(g, d, mode int) lineDay {
	p := b.p
	at := p.at(p.in.Lines[g].Shop, d)
	best := lineDay{value: never}
	for hedged := range 2 {
		if hedged == 1 && !b.hedge[d] {
			break
		}
		x := lineDay{hedged: hedged, value: -float64(hedged) * p.in.Risk.HedgeCost * b.share[g]}
		if v := b.rate(g, d, mode, hedged) - b.seen.x[g*p.days+d]; v > 0 {
			x.value += v * b.most[at]
			x.seen = b.most[at]
		}
		if x.value > best.value {
			best = x
		}
	}
	best.value += b.shelf(g, d, mode)
	return best
}

// line lays a line's coupon windows out, by dynamic programming from the last day.
func (b *dual) line(g int) float64 {
	p, in, n := b.p, b.p.in, b.p.days
	shop := in.Lines[g].Shop
	plain := func(d int) float64 {
		if b.wide[d] {
			return b.dayOf(g, d, 0).value
		}
		return b.shelf(g, d, 0)
	}
	none := make([]float64, n)
	best := make([]float64, n+1)
	pick := make([]window, n)
	for d := n - 1; d >= 0; d-- {
		none[d] = plain(d)
		best[d] = none[d] + best[d+1]
		for m := 1; m < p.modes && d >= in.SaleStartDay; m++ {
			if !p.depth[g][m] {
				continue
			}
			sum := -in.Coupon.SetupCost
			for k := 0; k < in.Coupon.MaxLen && d+k < n; k++ {
				e := d + k
				reserve := float64(p.reserve[g][e*p.modes+m]) / 100
				fc := in.Coupon.FatigueCost
				sum += b.dayOf(g, e, m).value - reserve*(fc[min(k, len(fc)-1)]+b.budget.x[shop]) - b.lines.x[p.at(shop, e)]
				if k+1 < in.Coupon.MinLen {
					continue
				}
				v, f := sum, e+1
				for ; f < n && f <= e+in.Coupon.MinGap; f++ {
					v += none[f]
				}
				if v += best[f]; v > best[d] {
					best[d], pick[d] = v, window{mode: m, day: d, n: k + 1}
				}
			}
		}
	}
	for d := 0; d < n; {
		w := pick[d]
		if w.n == 0 {
			b.useDay(g, d, 0)
			d++
			continue
		}
		for ; d < w.day+w.n; d++ {
			b.useDay(g, d, w.mode)
			b.budget.slope[shop] -= float64(p.reserve[g][d*p.modes+w.mode]) / 100
			b.lines.slope[p.at(shop, d)]--
		}
		for k := 0; k < in.Coupon.MinGap && d < n; k++ {
			b.useDay(g, d, 0)
			d++
		}
	}
	return best[0]
}

// useDay adds what a line-day uses.
func (b *dual) useDay(g, d, mode int) {
	if !b.wide[d] {
		b.serve(g, d, mode, 0, b.seenBy[b.p.at(b.p.in.Lines[g].Shop, d)])
		return
	}
	x := b.dayOf(g, d, mode)
	b.serve(g, d, mode, x.hedged, x.seen)
	b.seen.slope[g*b.p.days+d] -= x.seen
}

// flash gives every product its best deals, as if all hours with a place were on air and hedged for nothing.
func (b *dual) flash() float64 {
	p, in, n := b.p, b.p.in, b.p.days
	total := 0.0
	most := in.Flash.MaxPerProduct
	hour, worth := make([]int, n), make([]float64, n)
	best := make([]float64, (n+1)*(most+1))
	for x, product := range in.Products {
		g := product.Line
		shop := in.Lines[g].Shop
		for d := in.SaleStartDay; d < n; d++ {
			at := p.at(shop, d)
			margin := p.margin[x]*max(in.Weight(d, b.hedge[d]), in.Weight(d, false)) - b.stock.x[g]
			worth[d] = never
			for t := in.OpenHour; t < in.CloseHour; t++ {
				if v := p.curve[at][t]*product.FlashRate*margin - product.FlashCost - b.slot.x[at*dayHours+t]; v > worth[d] && d*dayHours+t >= p.dealFrom {
					worth[d], hour[d] = v, t
				}
			}
		}
		skip := in.Flash.GapDays + 1
		for d := n - 1; d >= in.SaleStartDay; d-- {
			for k := 1; k <= most; k++ {
				best[d*(most+1)+k] = max(best[(d+1)*(most+1)+k], worth[d]+best[min(n, d+skip)*(most+1)+k-1])
			}
		}
		if in.SaleStartDay >= n {
			continue
		}
		total += best[in.SaleStartDay*(most+1)+most]
		for d, k := in.SaleStartDay, most; d < n && k > 0; {
			if best[d*(most+1)+k] == best[(d+1)*(most+1)+k] {
				d++
				continue
			}
			at := p.at(shop, d)
			b.orders[g] += p.curve[at][hour[d]] * product.FlashRate
			b.slot.slope[at*dayHours+hour[d]]--
			d, k = min(n, d+skip), k-1
		}
	}
	return total
}
