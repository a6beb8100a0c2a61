package forecast

import (
	"math"
	"slices"
)

// eachWindow calls f for each coupon window.
func (c *checker) eachWindow(f func(w [4]int, place func(*Violation))) {
	for _, w := range c.s.Windows {
		f(w, func(v *Violation) { v.Line, v.Shop, v.Day = w[0], c.in.Lines[w[0]].Shop, w[2] })
	}
}

func (c *checker) couponSale() {
	c.eachWindow(func(w [4]int, place func(*Violation)) { c.least(float64(w[2]), float64(c.in.SaleStartDay), place) })
}

func (c *checker) couponLength() {
	c.eachWindow(func(w [4]int, place func(*Violation)) {
		c.least(float64(w[3]), float64(c.in.Coupon.MinLen), place)
		c.most(float64(w[3]), float64(c.in.Coupon.MaxLen), place)
	})
}

// windowGaps calls f for each two successive windows of a line with the free days between them.
func (c *checker) windowGaps(f func(free int, place func(*Violation))) {
	for g, list := range c.wins {
		end := 0
		for i, w := range list {
			if i > 0 {
				f(w[2]-end, func(v *Violation) { v.Line, v.Shop, v.Day = g, c.in.Lines[g].Shop, w[2] })
			}
			end = max(end, w[2]+w[3])
		}
	}
}

func (c *checker) couponOverlap() {
	c.windowGaps(func(free int, place func(*Violation)) { c.least(float64(free), 0, place) })
}

func (c *checker) couponGap() {
	c.windowGaps(func(free int, place func(*Violation)) {
		if free >= 0 {
			c.least(float64(free), float64(c.in.Coupon.MinGap), place)
		}
	})
}

func (c *checker) couponLines() {
	n := grid[int](len(c.in.Shops), c.in.Days)
	for g, days := range c.mode {
		for d, m := range days {
			if m > 0 {
				n[c.in.Lines[g].Shop][d]++
			}
		}
	}
	for shop, days := range n {
		for d, k := range days {
			c.most(float64(k), float64(c.in.Shops[shop].MaxLines), func(v *Violation) { v.Shop, v.Day = shop, d })
		}
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
	c.eachWindow(func(w [4]int, place func(*Violation)) {
		if l := c.in.Lines[w[0]]; !c.in.DepthLegal(w[0], w[1]-1) {
			c.add(l.Contribution(c.in.Coupon.Depths[w[1]-1]), l.Floor*l.Price, place)
		}
	})
}

// eachFlash calls f for each flash deal.
func (c *checker) eachFlash(f func(x [3]int, shop int, place func(*Violation))) {
	for _, x := range c.s.Flash {
		line := c.in.Products[x[0]].Line
		shop := c.in.Lines[line].Shop
		f(x, shop, func(v *Violation) { v.Product, v.Line, v.Shop, v.Day, v.Hour = x[0], line, shop, x[1], x[2] })
	}
}

func (c *checker) stackMargin() {
	c.eachFlash(func(x [3]int, _ int, place func(*Violation)) {
		if m := c.mode[c.in.Products[x[0]].Line][x[1]]; m > 0 && !c.in.StackLegal(x[0], m-1) {
			c.add(c.in.stack(x[0], m-1), 0, place)
		}
	})
}

func (c *checker) flashOnAir() {
	c.eachFlash(func(x [3]int, shop int, place func(*Violation)) {
		c.least(float64(c.on[[3]int{shop, x[1], x[2]}]), 1, place)
	})
}

func (c *checker) flashSale() {
	c.eachFlash(func(x [3]int, _ int, place func(*Violation)) {
		n := c.in.slotsDay()
		c.least(float64(x[1]*n+x[2]), float64(c.in.SaleStartDay*n+c.in.SaleStartHour), place)
	})
}

func (c *checker) flashPerHour() {
	n := make(map[[3]int]int)
	c.eachFlash(func(x [3]int, shop int, place func(*Violation)) {
		k := [3]int{shop, x[1], int(float64(x[2]) * c.in.SlotHours())} // the clock hour
		if n[k]++; n[k] == c.in.Flash.PerHour+1 {
			c.add(float64(n[k]), float64(c.in.Flash.PerHour), place)
		}
	})
}

func (c *checker) flashMax() {
	n := make([]int, len(c.in.Products))
	c.eachFlash(func(x [3]int, _ int, place func(*Violation)) {
		if n[x[0]]++; n[x[0]] == c.in.Flash.MaxPerProduct+1 {
			c.add(float64(n[x[0]]), float64(c.in.Flash.MaxPerProduct), place)
		}
	})
}

func (c *checker) flashGap() {
	for i, x := range c.s.Flash {
		for _, y := range c.s.Flash[:i] {
			if x[0] == y[0] {
				apart := max(x[1]-y[1], y[1]-x[1])
				c.least(float64(apart), float64(c.in.Flash.GapDays+1), func(v *Violation) { v.Product, v.Day, v.Hour = x[0], x[1], x[2] })
			}
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
			c.add(2, 1, func(v *Violation) { v.Video, v.Day = p[0], p[1] })
		}
	}
}

func (c *checker) videoDays() {
	for _, p := range c.s.Posts {
		x := c.in.Videos[p[0]]
		place := func(v *Violation) { v.Video, v.Day = p[0], p[1] }
		c.least(float64(p[1]), float64(x.Ready), place)
		c.most(float64(p[1]), float64(x.Due), place)
	}
}

// perShop sums something of the posts over each shop's stretches of so many days.
func (c *checker) perShop(days int, amount func(Video) float64, limit func(Shop) float64) {
	sum := grid[float64](len(c.in.Shops), c.in.Days/days+1)
	for _, p := range c.s.Posts {
		x := c.in.Videos[p[0]]
		sum[c.in.Lines[x.Line].Shop][p[1]/days] += amount(x)
	}
	for shop, list := range sum {
		for k, n := range list {
			c.most(n, limit(c.in.Shops[shop]), func(v *Violation) { v.Shop, v.Day = shop, k*days })
		}
	}
}

func (c *checker) videoPerDay() {
	c.perShop(1, func(Video) float64 { return 1 }, func(s Shop) float64 { return float64(s.VideosPerDay) })
}

func (c *checker) videoEffort() {
	c.perShop(weekDays, func(v Video) float64 { return v.Effort }, func(s Shop) float64 { return s.CrewEffort })
}

func (c *checker) videoAfter() {
	for _, p := range c.s.Posts {
		x := c.in.Videos[p[0]]
		if x.After < 0 {
			continue
		}
		place := func(v *Violation) { v.Video, v.Day = p[0], p[1] }
		if first := c.posted[x.After]; first < 0 {
			c.add(0, float64(x.AfterGap), place)
		} else {
			c.least(float64(p[1]-first), float64(x.AfterGap), place)
		}
	}
}

func (c *checker) pinCoupon() {
	c.pinRow(PinCoupon, func(p Pin) bool { return slices.Contains(c.s.Windows, [4]int{p.Line, p.Depth + 1, p.Day, p.Len}) },
		func(v *Violation, p Pin) { v.Line = p.Line })
}

func (c *checker) pinVideo() {
	c.pinRow(PinVideo, func(p Pin) bool { return slices.Contains(c.s.Posts, [3]int{p.Video, p.Day, p.Band}) },
		func(v *Violation, p Pin) { v.Video = p.Video })
}

func (c *checker) pinFlash() {
	c.pinRow(PinFlash, func(p Pin) bool { return slices.Contains(c.s.Flash, [3]int{p.Product, p.Day, p.From}) },
		func(v *Violation, p Pin) { v.Product, v.Hour = p.Product, p.From })
}

func (c *checker) pinHedge() {
	c.pinRow(PinHedge, func(p Pin) bool { return slices.Contains(c.s.Hedges, [2]int{p.Shop, p.Day}) },
		func(v *Violation, p Pin) { v.Shop = p.Shop })
}
