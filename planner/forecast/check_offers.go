package forecast

import "math"

func (c *checker) couponSale() {
	for _, w := range c.s.Windows {
		c.least(float64(w[2]), float64(c.in.SaleStartDay), ofWindow(w, c.in))
	}
}

func (c *checker) couponLength() {
	for _, w := range c.s.Windows {
		c.least(float64(w[3]), float64(c.in.Coupon.MinLen), ofWindow(w, c.in))
		c.most(float64(w[3]), float64(c.in.Coupon.MaxLen), ofWindow(w, c.in))
	}
}

// windowGaps adds a violation for each window that begins less than so many days after the end of those before it on
// its line, of the gaps that are counted.
func (c *checker) windowGaps(least int, counts func(free int) bool) {
	for _, list := range c.wins.of {
		end := 0
		for i, w := range list {
			if free := w[2] - end; i > 0 && counts(free) {
				c.least(float64(free), float64(least), ofWindow(w, c.in))
			}
			end = max(end, w[2]+w[3])
		}
	}
}

func (c *checker) couponOverlap() { c.windowGaps(0, func(int) bool { return true }) }

func (c *checker) couponGap() {
	c.windowGaps(c.in.Coupon.MinGap, func(free int) bool { return free >= 0 })
}

func (c *checker) couponLines() {
	c.count = zeroed(c.count, len(c.in.Shops)*c.in.Days)
	n := c.count
	for g := range c.in.Lines {
		days := n[c.in.Lines[g].Shop*c.in.Days:]
		for d, m := range c.mode[g*c.in.Days : (g+1)*c.in.Days] {
			if m > 0 {
				days[d]++
			}
		}
	}
	for i, k := range n {
		shop := i / c.in.Days
		c.most(float64(k), float64(c.in.Shops[shop].MaxLines), onDay(shop, i%c.in.Days))
	}
}

func (c *checker) couponBudget() {
	sum := make([]float64, len(c.in.Shops))
	for _, w := range c.s.Windows {
		for k := range w[3] {
			sum[c.in.Lines[w[0]].Shop] += c.in.Reserve(w[0], w[1]-1, w[2]+k)
		}
	}
	for shop, x := range sum {
		// Reserves are whole hundredths, so rounding the sum takes away only the error of adding.
		c.most(math.Round(x*100)/100, c.in.Shops[shop].CouponBudget, func(v *Violation) { v.Shop = shop })
	}
}

// DepthLegal reports whether a line's contribution at the depth of that index keeps the margin floor.
func (in *Instance) DepthLegal(line, depth int) bool {
	l := in.Lines[line]
	return l.Contribution(in.Coupon.Depths[depth]) >= l.Floor*l.Price-slack
}

// StackLegal reports whether a product's flash deal keeps the margin floor together with its line's coupon
// at the depth of that index, both on one day.
func (in *Instance) StackLegal(product, depth int) bool { return in.stack(product, depth) >= -slack }

// stack returns what the two offers together leave above the floor, in major units.
func (in *Instance) stack(product, depth int) float64 {
	p := in.Products[product]
	l := in.Lines[p.Line]
	floor := p.Floor
	if floor == 0 {
		floor = l.Floor
	}
	both := sold(p.Price*(1-p.FlashDiscount), in.Coupon.Depths[depth], l.PlatformShare)
	return unit(p.Cost, p.Ship, l.fee(in.Coupon.Depths[depth]), false, both) - floor*p.Price
}

func (c *checker) couponMargin() {
	for _, w := range c.s.Windows {
		if !c.in.DepthLegal(w[0], w[1]-1) {
			l := &c.in.Lines[w[0]]
			c.add(l.Contribution(c.in.Coupon.Depths[w[1]-1]), l.Floor*l.Price, ofWindow(w, c.in))
		}
	}
}

func (c *checker) stackMargin() {
	for _, x := range c.s.Flash {
		if m := c.mode[c.in.Products[x[0]].Line*c.in.Days+x[1]]; m > 0 && !c.in.StackLegal(x[0], m-1) {
			c.add(c.in.stack(x[0], m-1), 0, ofFlash(x, c.in))
		}
	}
}

// flashShop returns the shop of a flash deal.
func (c *checker) flashShop(x [3]int) int { return c.in.Lines[c.in.Products[x[0]].Line].Shop }

func (c *checker) flashOnAir() {
	for _, x := range c.s.Flash {
		c.least(float64(c.on[c.slot(c.flashShop(x), x[1], x[2])]), 1, ofFlash(x, c.in))
	}
}

func (c *checker) flashSale() {
	n := c.in.slotsDay()
	for _, x := range c.s.Flash {
		c.least(float64(x[1]*n+x[2]), float64(c.in.SaleStartDay*n+c.in.SaleStartHour), ofFlash(x, c.in))
	}
}

func (c *checker) flashPerHour() {
	c.hours = zeroed(c.hours, len(c.on))
	for _, x := range c.s.Flash {
		i := c.slot(c.flashShop(x), x[1], int(float64(x[2])*c.in.SlotHours())) // the clock hour
		if c.hours[i]++; int(c.hours[i]) == c.in.Flash.PerHour+1 {
			c.add(float64(c.hours[i]), float64(c.in.Flash.PerHour), ofFlash(x, c.in))
		}
	}
}

func (c *checker) flashMax() {
	n := make([]int, len(c.in.Products))
	for _, x := range c.s.Flash {
		if n[x[0]]++; n[x[0]] == c.in.Flash.MaxPerProduct+1 {
			c.add(float64(n[x[0]]), float64(c.in.Flash.MaxPerProduct), ofFlash(x, c.in))
		}
	}
}

// flashGap holds each deal against those of its product that are listed before it.
func (c *checker) flashGap() {
	for i, x := range c.s.Flash {
		for _, k := range c.flash.of[x[0]] {
			if k == i {
				break
			}
			apart := max(x[1]-c.s.Flash[k][1], c.s.Flash[k][1]-x[1])
			c.least(float64(apart), float64(c.in.Flash.GapDays+1), func(v *Violation) { v.Product, v.Day, v.Hour = x[0], x[1], x[2] })
		}
	}
}

// FlashOrders returns what a flash deal of the product sells on that day at that hour.
func (in *Instance) FlashOrders(product, day, hour int) float64 {
	p := in.Products[product]
	return in.Shops[in.Lines[p.Line].Shop].Cold * in.Day[day].Demand * in.HourCurve[hour] * p.FlashRate
}

// FlashContribution returns what an order of the product's flash deal leaves, in major units.
func (in *Instance) FlashContribution(product int) float64 {
	p := in.Products[product]
	return unit(p.Cost, p.Ship, in.constants().FlashCommission, true, sold(p.Price*(1-p.FlashDiscount), 0, 0))
}

func (c *checker) flashStock() {
	sold := make([]float64, len(c.in.Lines))
	for _, x := range c.s.Flash {
		sold[c.in.Products[x[0]].Line] += c.in.FlashOrders(x[0], x[1], x[2])
	}
	for g, n := range sold {
		c.most(n, c.in.Stock(g), func(v *Violation) { v.Line = g })
	}
}

func (c *checker) videoOnce() {
	n := make([]int, len(c.in.Videos))
	for _, p := range c.s.Posts {
		if n[p[0]]++; n[p[0]] == 2 {
			c.add(2, 1, ofPost(p))
		}
	}
}

func (c *checker) videoDays() {
	for _, p := range c.s.Posts {
		x := &c.in.Videos[p[0]]
		c.least(float64(p[1]), float64(x.Ready), ofPost(p))
		c.most(float64(p[1]), float64(x.Due), ofPost(p))
	}
}

// perShop sums something of the posts over each shop's stretches of so many days.
func (c *checker) perShop(days int, amount func(*Video) float64, limit func(*Shop) float64) {
	n := c.in.Days/days + 1
	c.sum = zeroed(c.sum, len(c.in.Shops)*n)
	sum := c.sum
	for _, p := range c.s.Posts {
		x := &c.in.Videos[p[0]]
		sum[c.in.Lines[x.Line].Shop*n+p[1]/days] += amount(x)
	}
	for shop := range c.in.Shops {
		most := limit(&c.in.Shops[shop])
		for k, x := range sum[shop*n : (shop+1)*n] {
			c.most(x, most, onDay(shop, k*days))
		}
	}
}

func (c *checker) videoPerDay() {
	c.perShop(1, func(*Video) float64 { return 1 }, func(s *Shop) float64 { return float64(s.VideosPerDay) })
}

func (c *checker) videoEffort() {
	c.perShop(weekDays, func(v *Video) float64 { return v.Effort }, func(s *Shop) float64 { return s.CrewEffort })
}

func (c *checker) videoAfter() {
	for _, p := range c.s.Posts {
		x := &c.in.Videos[p[0]]
		if x.After < 0 {
			continue
		}
		if first := c.posted[x.After]; first < 0 {
			c.add(0, float64(x.AfterGap), ofPost(p))
		} else {
			c.least(float64(p[1]-first), float64(x.AfterGap), ofPost(p))
		}
	}
}
