package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// window reports whether a line may have the window at all: a legal depth in the sale, from the start or pinned.
func (p *problem) windowable(g int, w window) bool {
	if !p.depth[g][w.mode] || w.day < p.in.SaleStartDay {
		return false
	}
	return w.day >= p.in.StartDay || slices.ContainsFunc(p.in.Pins, func(x forecast.Pin) bool {
		return x.Kind == forecast.PinCoupon && x.Line == g && x.Day == w.day && x.Depth == w.mode-1 && x.Len == w.n
	})
}

// couponable reports whether a line may be under a mode on a day.
func (b *dual) couponable(g, d, mode int) bool { return d >= b.p.in.SaleStartDay && b.p.depth[g][mode] }

// line lays a line's coupon windows out, by dynamic programming from the last day.
func (b *dual) line(g int) float64 {
	p, in, n := b.p, b.p.in, b.p.days
	shop := in.Lines[g].Shop
	for i := range n + 1 {
		b.best[i], b.pick[i] = 0, window{}
	}
	for d := n - 1; d >= in.SaleStartDay; d-- {
		b.best[d] = b.best[d+1]
		for m := 1; m < p.modes; m++ {
			sum := -in.Coupon.SetupCost
			for k := 0; k < in.Coupon.MaxLen && d+k < n; k++ {
				e := d + k
				reserve := float64(p.reserve[g][e*p.modes+m]) / 100
				fc := in.Coupon.FatigueCost
				sum += b.mode.x[(g*n+e)*p.modes+m] - reserve*(fc[min(k, len(fc)-1)]+b.budget.x[shop]) - b.lines.x[p.at(shop, e)]
				for _, x := range b.clash[g][m] {
					sum -= b.stack.x[x*n+e]
				}
				w := window{mode: m, day: d, n: k + 1}
				if k+1 < in.Coupon.MinLen || !p.windowable(g, w) {
					continue
				}
				if v := sum + b.best[min(n, e+1+in.Coupon.MinGap)]; v > b.best[d] {
					b.best[d], b.pick[d] = v, w
				}
			}
		}
	}
	for d := in.SaleStartDay; d < n; {
		w := b.pick[d]
		if w.n == 0 {
			d++
			continue
		}
		for e := d; e < d+w.n; e++ {
			b.mode.slope[(g*n+e)*p.modes+w.mode]++
			b.budget.slope[shop] -= float64(p.reserve[g][e*p.modes+w.mode]) / 100
			b.lines.slope[p.at(shop, e)]--
			for _, x := range b.clash[g][w.mode] {
				b.stack.slope[x*n+e]--
			}
		}
		d += w.n + in.Coupon.MinGap
	}
	if in.SaleStartDay >= n {
		return 0
	}
	return b.best[in.SaleStartDay]
}

// bestDeal is the best flash deal of a product on a day.
type bestDeal struct {
	worth  float64
	hour   int
	hedged bool
}

// dealOf finds the best hour of a product's flash deal on a day, hedged where that is worth its price.
func (b *dual) dealOf(x, d int) bestDeal {
	p, in, n := b.p, b.p.in, b.p.days
	product := &in.Products[x]
	g := product.Line
	at := p.at(in.Lines[g].Shop, d)
	plain := p.margin[x]*in.Weight(d, false) - b.stock.x[g]
	more := p.margin[x] * (in.Weight(d, true) - in.Weight(d, false))
	best := bestDeal{worth: never}
	for t := in.OpenHour; t < in.CloseHour; t++ {
		if d*daySlots+t < p.dealFrom {
			continue
		}
		orders := p.curve[at][t] * product.FlashRate
		v := bestDeal{orders*plain - product.FlashCost - b.slot.x[at*daySlots+t] - b.stack.x[x*n+d], t, false}
		if saved := orders*more - b.cover.x[x*n+d]; b.hedge[d] && saved > 0 {
			v.worth, v.hedged = v.worth+saved, true
		}
		if v.worth > best.worth {
			best = v
		}
	}
	return best
}

// flash gives every product its best deals, as if all hours with a place were on air.
func (b *dual) flash() float64 {
	p, in, n := b.p, b.p.in, b.p.days
	if in.SaleStartDay >= n {
		return 0
	}
	total := 0.0
	most := in.Flash.MaxPerProduct
	deals := make([]bestDeal, n)
	best := make([]float64, (n+1)*(most+1))
	for x, product := range in.Products {
		skip := in.Flash.GapDays + 1
		for d := n - 1; d >= in.SaleStartDay; d-- {
			deals[d] = b.dealOf(x, d)
			for k := 1; k <= most; k++ {
				best[d*(most+1)+k] = max(best[(d+1)*(most+1)+k], deals[d].worth+best[min(n, d+skip)*(most+1)+k-1])
			}
		}
		total += best[in.SaleStartDay*(most+1)+most]
		for d, k := in.SaleStartDay, most; d < n && k > 0; {
			if best[d*(most+1)+k] == best[(d+1)*(most+1)+k] {
				d++
				continue
			}
			at := p.at(in.Lines[product.Line].Shop, d)
			b.orders[product.Line] += p.curve[at][deals[d].hour] * product.FlashRate
			b.slot.slope[at*daySlots+deals[d].hour]--
			if b.clashes[x] {
				b.stack.slope[x*n+d]--
			}
			if deals[d].hedged {
				b.cover.slope[x*n+d]--
			}
			d, k = min(n, d+skip), k-1
		}
	}
	return total
}
