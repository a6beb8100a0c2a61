package mip

import "slices"

// exposure adds what each shop-day's lives draw, before and after saturation.
func (b *builder) exposure() {
	in := b.in
	b.shops = make([]shopDay, len(b.live))
	draws := make([][]term, len(b.live))
	top := make([][]float64, len(b.live)) // shop-day, slot: the most that a host draws
	for i := range top {
		top[i] = make([]float64, b.slots)
	}
	for h := range in.Hosts {
		for d := range in.Days {
			for _, s := range b.busy[h*in.Days+d] {
				i, raw := b.shopDay(s.shop, d), 0.0
				for t := s.from; t < s.to; t++ {
					raw += in.Draw(h, s.shop, d, t, t-s.from)
					top[i][t] = max(top[i][t], in.Draw(h, s.shop, d, t, 0))
				}
				draws[i] = append(draws[i], term{s.col, -raw})
			}
		}
	}
	for i := range b.shops {
		shop, d := i/in.Days, i%in.Days
		raw, fixed := bestOf(top[i], in.Shops[shop].MaxHoursDay), 0.0
		if in.Fixed != nil && in.Fixed.Exposure != nil {
			fixed = in.Fixed.Exposure[shop][d]
		}
		raw += fixed
		x := &b.shops[i]
		x.seen = none
		if raw <= 0 {
			continue
		}
		var seen []term
		for k, w := range in.SatWidth {
			w = min(w*in.Shops[shop].Cold*in.Day[d].Demand, raw)
			raw -= w
			x.most += w * in.SatSlope[k]
			c := b.col(named("drawn", shop, d, k), 0, 0, w, false)
			x.pieces = append(x.pieces, c)
			draws[i] = append(draws[i], term{c, 1})
			seen = append(seen, term{c, -in.SatSlope[k]})
		}
		x.seen = b.col(named("exposure", shop, d), 0, 0, x.most, false)
		b.row(named("saturation", shop, d), false, fixed, draws[i]...)
		b.row(named("seen", shop, d), false, 0, append(seen, term{x.seen, 1})...)
	}
}

// bestOf returns the sum of the n largest values.
func bestOf(values []float64, n int) float64 {
	list := slices.Clone(values)
	slices.Sort(list)
	total := 0.0
	for i := len(list) - 1; i >= max(0, len(list)-n); i-- {
		total += list[i]
	}
	return total
}

// lineCols are the columns of a line's days.
type lineCols struct {
	mode [][]int32  // day, coupon mode: how much of the day is under it; none for mode 0
	sold [][]served // day: what may be sold
	left []int32    // day: the audience that is left over for the next
}

// served is a sort of viewers of a line-day under a coupon mode, hedged or not: its column, and what a viewer orders
// and earns.
type served struct {
	col           int32
	kind, mode    int
	hedged        bool
	orders, worth float64
}

// The sorts of viewers: in a live without a tie, in a live out of the audience, on the shelf out of the audience.
const (
	cold = iota
	warm
	shelf
)

var kinds = [3]string{"cold", "warm", "shelf"}

// line adds the viewers that a line may serve, its audience and its stock.
func (b *builder) line(g int) {
	in := b.in
	l := in.Lines[g]
	x := &b.lines[g]
	x.sold, x.left = make([][]served, in.Days), make([]int32, in.Days)
	var stock []term
	most := l.Pool // the largest audience there can be
	for d := range in.Days {
		for kind := range kinds {
			b.offer(g, d, kind)
		}
		come := b.arrivals(g, d)
		if d > 0 {
			most *= l.Decay
		}
		for _, t := range come {
			most += t.by * b.cols[t.col].hi
		}
		x.left[d] = b.col(named("audience", g, d), 0, 0, most, false)
		row := []term{{x.left[d], 1}}
		for _, t := range come {
			row = append(row, term{t.col, -t.by})
		}
		for _, s := range x.sold[d] {
			stock = append(stock, term{s.col, s.orders})
			if s.kind != cold {
				row = append(row, term{s.col, 1})
			}
		}
		if d == 0 {
			b.row(named("pool", g, d), false, l.Pool, row...)
		} else {
			b.row(named("pool", g, d), false, 0, append(row, term{x.left[d-1], -l.Decay})...)
		}
	}
	for p, y := range in.Products {
		if y.Line != g {
			continue
		}
		for d := range in.Days {
			for t := range b.slots {
				if c, ok := b.flash[[3]int{p, d, t}]; ok {
					stock = append(stock, term{c, in.FlashOrders(p, d, t)})
				}
			}
		}
	}
	b.most(named("flash_stock", g), in.Stock(g), stock)
}

// arrivals returns what arrives on a day of the line's posts.
func (m *Model) arrivals(g, d int) []term {
	in := m.in
	var list []term
	for k, share := range in.Kernel {
		if d-k < 0 {
			break
		}
		for i, c := range m.come[g*in.Days+d-k] {
			list = append(list, term{c, share * in.PostSlope[i]})
		}
	}
	return list
}

// supply returns how many viewers of a kind a line-day has at most, and the column that they come with: the exposure
// of the day, or none for the shelf.
func (m *Model) supply(g, d, kind int) (most float64, by int32) {
	l := m.in.Lines[g]
	day := &m.shops[m.shopDay(l.Shop, d)]
	switch kind {
	case cold:
		return l.AirtimeShare * day.most, day.seen
	case warm:
		return l.WarmPerCold * l.AirtimeShare * day.most, day.seen
	}
	return l.ShelfCap * m.in.Day[d].Demand, none
}

// offer adds the viewers of a kind whom the line may serve on the day, by coupon mode and hedge, and their limits.
func (b *builder) offer(g, d, kind int) {
	in := b.in
	l := in.Lines[g]
	x := &b.lines[g]
	most, supply := b.supply(g, d, kind)
	if most <= 0 {
		return
	}
	hedge, hedgeable := b.hedge[[2]int{l.Shop, d}]
	conv := [3]float64{l.ConvCold, l.ConvWarm, l.ConvShelf}[kind]
	var all, saved, plain, modes []term
	for mode, under := range x.mode[d] {
		depth := 0.0
		if mode > 0 {
			if under == none {
				continue
			}
			modes, depth = append(modes, term{under, most}), in.Coupon.Depths[mode-1]
		}
		orders := conv * (1 + in.Uplift(g, mode, d))
		var here []term
		for _, hedged := range []bool{false, true} {
			worth := in.Weight(d, hedged) * orders * l.Contribution(depth)
			if worth <= 0 || hedged && (!hedgeable || kind == shelf) {
				continue
			}
			flag := 0
			if hedged {
				flag = 1
			}
			c := b.col(named(kinds[kind], g, d, mode, flag), worth, 0, most, false)
			x.sold[d] = append(x.sold[d], served{c, kind, mode, hedged, orders, worth})
			here = append(here, term{c, 1})
			if hedged {
				saved = append(saved, term{c, 1})
			}
		}
		all = append(all, here...)
		if mode == 0 {
			plain = here
		} else if len(here) > 0 {
			b.row(named(kinds[kind]+"_mode", g, d, mode), false, 0, append(here, term{under, -most})...)
		}
	}
	if len(plain) > 0 && len(modes) > 0 {
		b.row(named(kinds[kind]+"_mode", g, d, 0), false, most, append(plain, modes...)...)
	}
	if len(saved) > 0 {
		b.row(named(kinds[kind]+"_hedged", g, d), false, 0, append(saved, term{hedge, -most})...)
	}
	if len(all) > 0 && supply != none {
		b.row(named(kinds[kind], g, d), false, 0, append(all, term{supply, -most / b.cols[supply].hi})...)
	}
}
