package forecast

import (
	"math"
	"slices"
)

// Weeks are the runs of seven days from the first day of the horizon.
const weekDays = 7

// eachDay calls f for each shop-day with its sessions.
func (c *checker) eachDay(f func(shop, day int, list []session, place func(*Violation))) {
	for i, list := range c.starts {
		shop, day := i/c.in.Days, i%c.in.Days
		f(shop, day, list, func(v *Violation) { v.Shop, v.Day = shop, day })
	}
}

func (c *checker) oneHost() {
	for shop := range c.in.Shops {
		for d := range c.in.Days {
			for t := range len(c.in.HourCurve) {
				c.most(float64(c.on[[3]int{shop, d, t}]), 1, func(v *Violation) { v.Shop, v.Day, v.Hour = shop, d, t })
			}
		}
	}
}

func (c *checker) openHours() {
	for _, x := range c.s.Shifts {
		p := func(v *Violation) { v.Host, v.Shop, v.Day, v.Hour = x[0], x[1], x[2], x[3] }
		c.least(float64(x[3]), float64(c.in.OpenHour), p)
		c.most(float64(x[3]+x[4]), float64(c.in.CloseHour), p)
	}
}

func (c *checker) sessionHours() {
	c.eachDay(func(shop, day int, list []session, place func(*Violation)) {
		for _, x := range list {
			c.most(float64(x.to-x.from), float64(c.in.Shops[shop].MaxSession), func(v *Violation) { place(v); v.Hour = x.from })
		}
	})
}

func (c *checker) hoursDay() {
	c.eachDay(func(shop, day int, list []session, place func(*Violation)) {
		fixed := slotsOf(c.fixed[shop*c.in.Days+day])
		c.most(float64(fixed+slotsOf(list)), float64(max(fixed, c.in.Shops[shop].MaxHoursDay)), place)
	})
}

func slotsOf(list []session) (n int) {
	for _, x := range list {
		n += x.to - x.from
	}
	return n
}

func (c *checker) sessionsDay() {
	c.eachDay(func(shop, day int, list []session, place func(*Violation)) {
		fixed := len(c.fixed[shop*c.in.Days+day])
		c.most(float64(fixed+len(list)), float64(max(fixed, c.in.Shops[shop].MaxSessions)), place)
	})
}

func (c *checker) sessionGap() {
	c.eachDay(func(shop, day int, list []session, place func(*Violation)) {
		for i := 1; i < len(list); i++ {
			c.least(float64(list[i].from-list[i-1].to), float64(c.in.Shops[shop].MinGap), func(v *Violation) { place(v); v.Hour = list[i].from })
		}
		for _, f := range c.fixed[shop*c.in.Days+day] {
			for _, x := range list {
				if off := max(x.from-f.to, f.from-x.to); off >= 0 {
					c.least(float64(off), float64(c.in.Shops[shop].MinGap), func(v *Violation) { place(v); v.Hour = x.from })
				}
			}
		}
	})
}

// fixedAir finds shifts that stand where the shop is on air outside the grid.
func (c *checker) fixedAir() {
	c.eachDay(func(shop, day int, list []session, place func(*Violation)) {
		for _, f := range c.fixed[shop*c.in.Days+day] {
			for _, x := range list {
				if both := min(x.to, f.to) - max(x.from, f.from); both > 0 {
					c.add(float64(both), 0, func(v *Violation) { place(v); v.Hour = x.from })
				}
			}
		}
	})
}

// start finds what is placed before the first free slot without a pin.
func (c *checker) start() {
	early := func(day, slot int, pin Pin) bool {
		if day > c.in.StartDay || day == c.in.StartDay && slot >= c.in.StartHour {
			return false
		}
		pin.Day = day
		return !slices.Contains(c.in.Pins, pin)
	}
	c.eachShift(func(x [5]int, _ Host, place func(*Violation)) {
		if early(x[2], x[3], Pin{Kind: PinShift, Host: x[0], Shop: x[1], From: x[3], To: x[3] + x[4]}) && !c.onPinned(x) {
			c.add(float64(x[3]), float64(c.in.StartHour), place)
		}
	})
	for _, x := range c.s.Posts {
		if early(x[1], c.in.StartHour, Pin{Kind: PinVideo, Video: x[0], Band: x[2]}) {
			c.add(float64(x[1]), float64(c.in.StartDay), func(v *Violation) { v.Video, v.Day = x[0], x[1] })
		}
	}
	c.eachWindow(func(w [4]int, place func(*Violation)) {
		if early(w[2], c.in.StartHour, Pin{Kind: PinCoupon, Line: w[0], Depth: w[1] - 1, Len: w[3]}) {
			c.add(float64(w[2]), float64(c.in.StartDay), place)
		}
	})
	c.eachFlash(func(x [3]int, _ int, place func(*Violation)) {
		if early(x[1], x[2], Pin{Kind: PinFlash, Product: x[0], From: x[2]}) {
			c.add(float64(x[2]), float64(c.in.StartHour), place)
		}
	})
	for _, x := range c.s.Hedges {
		if early(x[1], c.in.StartHour, Pin{Kind: PinHedge, Shop: x[0]}) {
			c.add(float64(x[1]), float64(c.in.StartDay), func(v *Violation) { v.Shop, v.Day = x[0], x[1] })
		}
	}
}

// onPinned reports whether pins put the shop on air in every slot of the shift.
func (c *checker) onPinned(x [5]int) bool {
	for t := x[3]; t < x[3]+x[4]; t++ {
		if !slices.ContainsFunc(c.in.Pins, func(p Pin) bool {
			return p.Kind == PinLive && p.Shop == x[1] && p.Day == x[2] && p.From <= t && t < p.To
		}) {
			return false
		}
	}
	return true
}

// eachShift calls f for each shift with its host.
func (c *checker) eachShift(f func(x [5]int, h Host, place func(*Violation))) {
	for _, x := range c.s.Shifts {
		f(x, c.in.Hosts[x[0]], func(v *Violation) { v.Host, v.Shop, v.Day, v.Hour = x[0], x[1], x[2], x[3] })
	}
}

func (c *checker) ownShop() {
	c.eachShift(func(x [5]int, h Host, place func(*Violation)) {
		for _, s := range h.Shops {
			if s == x[1] {
				return
			}
		}
		c.add(float64(x[1]), float64(len(h.Shops)), place)
	})
}

func (c *checker) available() {
	c.eachShift(func(x [5]int, h Host, place func(*Violation)) {
		for _, a := range h.Avail[x[2]] {
			if a[0] <= x[3] && x[3]+x[4] <= a[1] {
				return
			}
		}
		c.add(float64(x[4]), 0, place)
	})
}

func (c *checker) minShift() {
	c.eachShift(func(x [5]int, h Host, place func(*Violation)) { c.least(float64(x[4]), float64(h.MinShift), place) })
}

func (c *checker) maxShift() {
	c.eachShift(func(x [5]int, h Host, place func(*Violation)) { c.most(float64(x[4]), float64(h.MaxShift), place) })
}

// between calls f for each two successive shifts of a host with the hours off between them.
func (c *checker) between(f func(h Host, a, b [5]int, off int, place func(*Violation))) {
	for i, list := range c.shifts {
		end := math.MinInt
		var last [5]int
		for k, x := range list {
			from := x[2]*c.in.slotsDay() + x[3]
			if k > 0 {
				f(c.in.Hosts[i], last, x, from-end, func(v *Violation) { v.Host, v.Shop, v.Day, v.Hour = i, x[1], x[2], x[3] })
			}
			if from+x[4] > end {
				end, last = from+x[4], x
			}
		}
	}
}

func (c *checker) onePlace() {
	c.between(func(_ Host, _, _ [5]int, off int, place func(*Violation)) { c.least(float64(off), 0, place) })
}

func (c *checker) hostBreak() {
	c.between(func(h Host, _, _ [5]int, off int, place func(*Violation)) {
		if off >= 0 {
			c.least(float64(off), float64(h.Break), place)
		}
	})
}

func (c *checker) hostRest() {
	c.between(func(h Host, a, b [5]int, off int, place func(*Violation)) {
		if a[2] != b[2] {
			c.least(float64(off), float64(h.Rest), place)
		}
	})
}

// hostHours sums each host's hours over stretches of so many days.
func (c *checker) hostHours(days int, limit func(Host) int) {
	for i, list := range c.shifts {
		sum := make([]int, c.in.Days/days+1)
		for _, x := range list {
			sum[x[2]/days] += x[4]
		}
		for k, n := range sum {
			c.most(float64(n), float64(limit(c.in.Hosts[i])), func(v *Violation) { v.Host, v.Day = i, k*days })
		}
	}
}

func (c *checker) hostDay()  { c.hostHours(1, func(h Host) int { return h.MaxDay }) }
func (c *checker) hostWeek() { c.hostHours(weekDays, func(h Host) int { return h.MaxWeek }) }

// studio counts the shop-hours on air and the hours of setting up before each session that does not start
// at opening.
func (c *checker) studio() {
	used := grid[int](c.in.Days, len(c.in.HourCurve))
	c.eachDay(func(shop, day int, list []session, _ func(*Violation)) {
		for _, x := range list {
			for t := max(x.from-c.in.Rules.StudioSetup, min(c.in.OpenHour, x.from)); t < x.to; t++ {
				used[day][t]++
			}
		}
	})
	for d, hours := range used {
		for t, n := range hours {
			fixed := c.in.fixedStudio(d, t)
			c.most(float64(n+fixed), float64(max(fixed, c.in.Studios)), func(v *Violation) { v.Day, v.Hour = d, t })
		}
	}
}

func (c *checker) riskyHours() {
	n := 0
	for _, x := range c.s.Shifts {
		if c.in.Risky(x[2]) {
			n += x[4]
		}
	}
	c.most(float64(n), float64(c.in.Risk.MaxLiveHours), func(*Violation) {})
}

// Risky reports whether live hours on that day count against the limit of risky days.
func (in *Instance) Risky(day int) bool { return in.Day[day].Down >= in.Risk.Theta }

func (c *checker) hedgeRisk() {
	for _, x := range c.s.Hedges {
		c.least(c.in.Day[x[1]].Down, c.in.Risk.HedgeMinDown, func(v *Violation) { v.Shop, v.Day = x[0], x[1] })
	}
}

func (c *checker) hedgeOnce() {
	n := make(map[[2]int]int)
	for _, x := range c.s.Hedges {
		if n[x]++; n[x] == 2 {
			c.add(2, 1, func(v *Violation) { v.Shop, v.Day = x[0], x[1] })
		}
	}
}

func (c *checker) pinLive() {
	for i, p := range c.in.Pins {
		if p.Kind != PinLive {
			continue
		}
		for t := p.From; t < p.To; t++ {
			c.least(float64(c.on[[3]int{p.Shop, p.Day, t}]), 1, func(v *Violation) { v.Pin, v.Shop, v.Day, v.Hour = i, p.Shop, p.Day, t })
		}
	}
}

// pinRow holds a pin that is a row of its own.
func (c *checker) pinRow(kind string, held func(Pin) bool, place func(*Violation, Pin)) {
	for i, p := range c.in.Pins {
		if p.Kind == kind && !held(p) {
			c.add(0, 1, func(v *Violation) { v.Pin, v.Day = i, p.Day; place(v, p) })
		}
	}
}

func (c *checker) pinShift() {
	c.pinRow(PinShift, func(p Pin) bool {
		return slices.Contains(c.s.Shifts, [5]int{p.Host, p.Shop, p.Day, p.From, p.To - p.From})
	},
		func(v *Violation, p Pin) { v.Host, v.Shop, v.Hour = p.Host, p.Shop, p.From })
}
