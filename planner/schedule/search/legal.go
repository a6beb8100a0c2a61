package search

import "math/bits"

// legal reports whether the move under way leaves the plan legal in all that lies outside a single shop-day:
// hosts, studios and risky hours. The setters' callers look after coupons, videos and flash deals.
func (s *state) legal() bool {
	if s.barred {
		return false
	}
	if s.risky > s.scope.risky && len(s.days) > 0 {
		return false
	}
	for _, d := range s.days {
		if s.fullHours(d) != 0 {
			return false
		}
	}
	for _, x := range s.hosts {
		if !s.hostLegal(x.host, x.day) {
			return false
		}
	}
	for _, g := range s.touched {
		if l := s.lines[g]; l.deals > l.stock {
			return false
		}
	}
	return true
}

// fullHours returns the hours of a day in which more studios are in use than there are.
func (s *state) fullHours(d int) uint64 {
	var full uint64
	for t, n := range s.studio[d] {
		if n > s.scope.studios[d][t] {
			full |= 1 << t
		}
	}
	return full
}

// wide returns the mask with k hours more on both sides.
func wide(m uint64, k int) uint64 {
	w := m
	for i := 1; i <= k; i++ {
		w |= m<<i | m>>i
	}
	return w
}

func (s *state) hostLegal(h, d int) bool {
	host := &s.p.in.Hosts[h]
	var on uint64
	for _, shop := range s.p.shopsOf[h] {
		for _, x := range s.cells[s.p.at(shop, d)].list() {
			if int(x.host) != h {
				continue
			}
			m := x.mask()
			if wide(m, host.Break)&on != 0 {
				return false
			}
			on |= m
		}
	}
	if bits.OnesCount64(on) > host.MaxDay || s.week[h*s.weeks+d/weekDays] > host.MaxWeek {
		return false
	}
	if on == 0 {
		return true
	}
	from, to := bits.TrailingZeros64(on), bits.Len64(on)
	rest := max(host.Rest, host.Break)
	day := s.p.slots
	for k := 1; (k-1)*day < rest; k++ {
		if d-k >= 0 {
			if m := s.busy[h*s.p.days+d-k]; m != 0 && from+k*day-bits.Len64(m) < rest {
				return false
			}
		}
		if d+k < s.p.days {
			if m := s.busy[h*s.p.days+d+k]; m != 0 && bits.TrailingZeros64(m)+k*day-to < rest {
				return false
			}
		}
	}
	return true
}

// windowsLegal reports whether a line may have these windows, which are in order of time, and whether shop-days
// and budget have room for them in place of the line's own.
func (s *state) windowsLegal(g int, list []window) bool {
	c := &s.p.in.Coupon
	for i, w := range list {
		if w.day < s.p.in.SaleStartDay || !w.pinned && w.day < s.p.in.StartDay || w.n < c.MinLen || w.n > c.MaxLen || w.day+w.n > s.p.days || w.mode < 1 || !s.p.depth[g][w.mode] {
			return false
		}
		if i > 0 && w.day-list[i-1].day-list[i-1].n < max(0, c.MinGap) {
			return false
		}
	}
	return true
}

// couponRoom reports whether the shop's coupons keep to the budget and to the lines of a day.
func (s *state) couponRoom(g int) bool {
	shop := s.lines[g].shop
	if s.reserved[shop] > s.p.budget[shop] {
		return false
	}
	for _, w := range s.windows[g] {
		for d := w.day; d < w.day+w.n; d++ {
			if s.coupons[s.p.at(shop, d)] > s.p.in.Shops[shop].MaxLines {
				return false
			}
		}
	}
	return true
}

// postLegal reports whether a video and those that come after it stand where they may.
func (s *state) postLegal(v int) bool {
	if !s.postAlone(v) {
		return false
	}
	for _, c := range s.p.children[v] {
		if !s.postAlone(c) {
			return false
		}
	}
	return true
}

func (s *state) postAlone(v int) bool {
	d := s.posted[v]
	if d == none {
		return true
	}
	x := &s.p.in.Videos[v]
	shop := s.p.in.Lines[x.Line].Shop
	if !s.locked[v] && d < s.p.in.StartDay || d < x.Ready || d > x.Due || s.perDay[s.p.at(shop, d)] > s.p.in.Shops[shop].VideosPerDay || s.effort[shop*s.weeks+d/weekDays] > s.p.in.Shops[shop].CrewEffort+1e-9 {
		return false
	}
	return x.After < 0 || s.posted[x.After] != none && d-s.posted[x.After] >= x.AfterGap
}

// dealLegal reports whether a flash deal of the product may be added there, apart from stock.
func (s *state) dealLegal(product, d, t int) bool {
	f := &s.p.in.Flash
	g := s.p.in.Products[product].Line
	at := s.p.at(s.lines[g].shop, d)
	if d*daySlots+t < s.p.dealFrom || s.cells[at].on&(1<<t) == 0 || int(s.slots[at][t/s.p.clock]) >= f.PerHour || len(s.dealDays[product]) >= f.MaxPerProduct ||
		!s.p.stack[product][s.lines[g].mode[d]] {
		return false
	}
	for _, day := range s.dealDays[product] {
		if max(day-d, d-day) <= f.GapDays {
			return false
		}
	}
	return true
}
