package forecast

import "slices"

// Weeks are the runs of seven days from the first day of the horizon.
const weekDays = 7

func (c *checker) oneHost() {
	for _, a := range c.air {
		for t, n := range c.hostsOn(a.shop, a.day) {
			if n > 1 {
				c.add(float64(n), 1, func(v *Violation) { v.Shop, v.Day, v.Hour = a.shop, a.day, t })
			}
		}
	}
}

func (c *checker) openHours() {
	for _, x := range c.s.Shifts {
		c.least(float64(x[3]), float64(c.in.OpenHour), ofShift(x))
		c.most(float64(x[3]+x[4]), float64(c.in.CloseHour), ofShift(x))
	}
}

func (c *checker) sessionHours() {
	for _, a := range c.air {
		for _, x := range a.own {
			c.most(float64(x.to-x.from), float64(c.in.Shops[a.shop].MaxSession), a.at(x))
		}
	}
}

func (c *checker) hoursDay() {
	for _, a := range c.air {
		fixed := slotsOf(a.fixed)
		c.most(float64(fixed+slotsOf(a.own)), float64(max(fixed, c.in.Shops[a.shop].MaxHoursDay)), onDay(a.shop, a.day))
	}
}

func slotsOf(list []session) (n int) {
	for _, x := range list {
		n += x.to - x.from
	}
	return n
}

func (c *checker) sessionsDay() {
	for _, a := range c.air {
		fixed := len(a.fixed)
		c.most(float64(fixed+len(a.own)), float64(max(fixed, c.in.Shops[a.shop].MaxSessions)), onDay(a.shop, a.day))
	}
}

func (c *checker) sessionGap() {
	for _, a := range c.air {
		limit := float64(c.in.Shops[a.shop].MinGap)
		for i := 1; i < len(a.own); i++ {
			c.least(float64(a.own[i].from-a.own[i-1].to), limit, a.at(a.own[i]))
		}
		for _, f := range a.fixed {
			for _, x := range a.own {
				if off := max(x.from-f.to, f.from-x.to); off >= 0 {
					c.least(float64(off), limit, a.at(x))
				}
			}
		}
	}
}

// fixedAir finds shifts that stand where the shop is on air outside the grid.
func (c *checker) fixedAir() {
	for _, a := range c.air {
		for _, f := range a.fixed {
			for _, x := range a.own {
				if both := min(x.to, f.to) - max(x.from, f.from); both > 0 {
					c.add(float64(both), 0, a.at(x))
				}
			}
		}
	}
}

func (c *checker) ownShop() {
	for _, x := range c.s.Shifts {
		if shops := c.in.Hosts[x[0]].Shops; !slices.Contains(shops, x[1]) {
			c.add(float64(x[1]), float64(len(shops)), ofShift(x))
		}
	}
}

func (c *checker) available() {
	for _, x := range c.s.Shifts {
		if !slices.ContainsFunc(c.in.Hosts[x[0]].Avail[x[2]], func(a []int) bool { return a[0] <= x[3] && x[3]+x[4] <= a[1] }) {
			c.add(float64(x[4]), 0, ofShift(x))
		}
	}
}

func (c *checker) minShift() {
	for _, x := range c.s.Shifts {
		c.least(float64(x[4]), float64(c.in.Hosts[x[0]].MinShift), ofShift(x))
	}
}

func (c *checker) maxShift() {
	for _, x := range c.s.Shifts {
		c.most(float64(x[4]), float64(c.in.Hosts[x[0]].MaxShift), ofShift(x))
	}
}

func (c *checker) onePlace() {
	for _, p := range c.pauses {
		c.least(float64(p.off), 0, ofShift(*p.until))
	}
}

func (c *checker) hostBreak() {
	for _, p := range c.pauses {
		if p.off >= 0 {
			c.least(float64(p.off), float64(c.in.Hosts[p.until[0]].Break), ofShift(*p.until))
		}
	}
}

func (c *checker) hostRest() {
	for _, p := range c.pauses {
		if p.night {
			c.least(float64(p.off), float64(c.in.Hosts[p.until[0]].Rest), ofShift(*p.until))
		}
	}
}

// hostHours sums each host's hours over stretches of so many days.
func (c *checker) hostHours(days int, limit func(*Host) int) {
	sum := make([]int, c.in.Days/days+1)
	for i, list := range c.shifts.of {
		clear(sum)
		for _, x := range list {
			sum[x[2]/days] += x[4]
		}
		most := limit(&c.in.Hosts[i])
		for k, n := range sum {
			if n > most {
				c.add(float64(n), float64(most), func(v *Violation) { v.Host, v.Day = i, k*days })
			}
		}
	}
}

func (c *checker) hostDay()  { c.hostHours(1, func(h *Host) int { return h.MaxDay }) }
func (c *checker) hostWeek() { c.hostHours(weekDays, func(h *Host) int { return h.MaxWeek }) }

// studio counts the shop-hours on air and the hours of setting up before each session that does not start
// at opening.
func (c *checker) studio() {
	slots := len(c.in.HourCurve)
	used := make([]int, c.in.Days*slots)
	for _, a := range c.air {
		for _, x := range a.own {
			for t := max(x.from-c.in.Rules.StudioSetup, min(c.in.OpenHour, x.from)); t < x.to; t++ {
				used[a.day*slots+t]++
			}
		}
	}
	for i, n := range used {
		d, t := i/slots, i%slots
		fixed := c.in.fixedStudio(d, t)
		c.most(float64(n+fixed), float64(max(fixed, c.in.Studios)), func(v *Violation) { v.Day, v.Hour = d, t })
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
		c.least(c.in.Day[x[1]].Down, c.in.Risk.HedgeMinDown, onDay(x[0], x[1]))
	}
}

func (c *checker) hedgeOnce() {
	c.count = zeroed(c.count, len(c.in.Shops)*c.in.Days)
	n := c.count
	for _, x := range c.s.Hedges {
		i := x[0]*c.in.Days + x[1]
		if n[i]++; n[i] == 2 {
			c.add(2, 1, onDay(x[0], x[1]))
		}
	}
}
