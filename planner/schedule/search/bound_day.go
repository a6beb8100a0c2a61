package search

import "math"

// shopDay finds the best modes, hedge and roster of a shop-day together. Given modes and a hedge, the day's viewers are
// worth a constant and so much a unit of exposure; of all those lines over exposure only the ones on top can be best,
// and a roster is sought only for those whose best could still be.
type shopDay struct {
	lines  []topLine
	modes  []int8 // by the shop's lines, for each of the lines on top
	tried  []trial
	roster *roster
	path   []onAir // of the best

	tolls, leaves []float64 // host, hour
	preps         [daySlots]float64
	at            []int8 // scratch: modes
}

// topLine is a line over exposure that is on top somewhere: the modes that make it start at from.
type topLine struct {
	base, worth float64
	hedged      int
	from        int
	done        bool
}

// trial is a roster's value for what a unit of exposure is worth, which is convex in the worth.
type trial struct{ worth, value float64 }

// add keeps a line with the modes at hand.
func (x *shopDay) add(base, worth float64, hedged int) {
	x.lines = append(x.lines, topLine{base, worth, hedged, len(x.modes), false})
	x.modes = append(x.modes, x.at...)
}

// offers lists the lines over exposure that are on top: from the best at no exposure, mode after mode as each line's
// next becomes better.
func (x *shopDay) offers(b *dual, shop, d int) {
	p, n := b.p, b.p.days
	x.lines, x.modes = x.lines[:0], x.modes[:0]
	most := concave(b.most[p.at(shop, d)], p.in.SatWidth, p.in.SatSlope, p.unit[p.at(shop, d)])
	for hedged := range 2 {
		if hedged == 1 && !b.hedge[d] {
			break
		}
		base, worth := 0.0, 0.0
		if hedged == 1 {
			base = -p.in.Risk.HedgeCost
			for _, k := range p.deals[shop] {
				base += b.cover.x[k*n+d]
			}
		}
		x.at = x.at[:0]
		value := func(g, mode int) (float64, float64) {
			v := b.shelf(g, d, mode)
			if mode > 0 {
				v -= b.mode.x[(g*n+d)*p.modes+mode]
			}
			return v, b.rate(g, d, mode, hedged)
		}
		for _, g := range p.linesOf[shop] {
			best := 0
			v, r := value(g, 0)
			for mode := 1; mode < p.modes; mode++ {
				if w, s := value(g, mode); b.couponable(g, d, mode) && (w > v || w == v && s > r) {
					best, v, r = mode, w, s
				}
			}
			x.at = append(x.at, int8(best))
			base, worth = base+v, worth+r
		}
		x.add(base, worth, hedged)
		for from := 0.0; ; {
			next, line, to := most, none, int8(0)
			for i, g := range p.linesOf[shop] {
				v, r := value(g, int(x.at[i]))
				for mode := range p.modes {
					if w, s := value(g, mode); s > r && (mode == 0 || b.couponable(g, d, mode)) {
						if e := max(from, (v-w)/(s-r)); e < next {
							next, line, to = e, i, int8(mode)
						}
					}
				}
			}
			if line == none {
				break
			}
			v, r := value(p.linesOf[shop][line], int(x.at[line]))
			w, s := value(p.linesOf[shop][line], int(to))
			x.at[line] = to
			base, worth, from = base+w-v, worth+s-r, next
			x.add(base, worth, hedged)
		}
	}
}

// best returns the best of the lines with its roster in path, and its value: no modes, hedge and roster earn more.
func (x *shopDay) best(b *dual, shop, d int, over float64) (topLine, float64) {
	p := b.p
	at := p.at(shop, d)
	slope, extra := b.flat.x[at], p.extra[at]
	most := over + slope*b.most[at] // exposure at that slope
	x.tried = x.tried[:0]
	var top topLine
	value := never
	for {
		next, hope := none, value
		for i := range x.lines {
			l := &x.lines[i]
			if h := l.base + x.hope(l.worth, most); !l.done && (h > hope || next == none && value == never) {
				next, hope = i, h
			}
		}
		if next == none {
			return top, value
		}
		l := &x.lines[next]
		l.done = true
		v := x.roster.best(shop, d, l.worth*slope, func(i, t int) float64 { return x.tolls[i*daySlots+t] }, func(i, t int) float64 { return x.leaves[i*daySlots+t] }, func(t int) float64 { return x.preps[t] })
		v += l.worth * (over + slope*extra)
		x.tried = append(x.tried, trial{l.worth, v})
		if v += l.base; v > value || value == never {
			top, value = *l, v
			x.path = append(x.path[:0], x.roster.path...)
		}
	}
}

// hope returns what a roster can be worth at most where a unit of exposure is worth so much, by those already tried:
// the value is convex in the worth, does not fall, and does not rise faster than the most exposure.
func (x *shopDay) hope(worth, most float64) float64 {
	hope := math.Inf(1)
	for _, a := range x.tried {
		if a.worth >= worth {
			hope = min(hope, a.value)
		} else {
			hope = min(hope, a.value+(worth-a.worth)*most)
		}
		for _, c := range x.tried {
			if a.worth < worth && worth < c.worth {
				hope = min(hope, a.value+(worth-a.worth)/(c.worth-a.worth)*(c.value-a.value))
			}
		}
	}
	return hope
}
