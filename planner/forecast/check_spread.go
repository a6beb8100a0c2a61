package forecast

import (
	"cmp"
	"math"
	"slices"
)

// checker holds the solution spread over days and slots, each thing once for all constraints that look at it.
type checker struct {
	in     *Instance
	s      *Solution
	rule   string
	list   []Violation
	on     []int32         // hosts on air, by shop, day and slot as slot counts them
	air    []airDay        // the shop-days with shifts, by shop and day
	shifts [][][5]int      // by host, in order of time
	pauses []pause         // by host, in order of time
	wins   [][][4]int      // by line, in order of time
	mode   []int           // of the coupon, line*days+day; 0 for none
	posted []int           // first day of each video, -1 for none
	flash  [][]int         // rows of each product
	asked  map[rowKey]bool // rows that pins ask for, and whether they are there; nil without pins
	live   []bool          // what live pins ask for, as on; nil where there are none
}

// session is a maximal run of covered slots.
type session struct{ from, to int }

// airDay is a shop's day with its sessions on the grid and outside it.
type airDay struct {
	shop, day  int
	own, fixed []session
}

// at is the place of a session of the day.
func (a *airDay) at(x session) func(*Violation) {
	return func(v *Violation) { v.Shop, v.Day, v.Hour = a.shop, a.day, x.from }
}

// pause is the time off, in slots, between a host's shift and the latest end of those before it.
type pause struct {
	until *[5]int
	off   int
	night bool // whether the two are of different days
}

// slot is the index of a shop's slot in on.
func (c *checker) slot(shop, day, slot int) int {
	return (shop*c.in.Days+day)*len(c.in.HourCurve) + slot
}

// hostsOn returns the hosts on air in each slot of a shop's day.
func (c *checker) hostsOn(shop, day int) []int32 {
	return c.on[c.slot(shop, day, 0):c.slot(shop, day+1, 0)]
}

// group returns the rows by their key, which is below n, those of a key in the order in which they came.
func group[T any](rows []T, n int, key func(*T) int) [][]T {
	count := make([]int, n)
	for i := range rows {
		count[key(&rows[i])]++
	}
	all, lists := make([]T, len(rows)), make([][]T, n)
	for k, m := range count {
		lists[k], all = all[:0:m], all[m:]
	}
	for i := range rows {
		k := key(&rows[i])
		lists[k] = append(lists[k], rows[i])
	}
	return lists
}

// fill spreads the solution.
func (c *checker) fill() {
	c.fillLives()
	c.fillHosts()
	c.fillOffers()
	c.fillPins()
}

// fillLives spreads the shifts over the shops' days.
func (c *checker) fillLives() {
	in := c.in
	days := len(in.Shops) * in.Days
	c.on = make([]int32, days*len(in.HourCurve))
	aired, n := make([]bool, days), 0
	for _, x := range c.s.Shifts {
		i := x[1]*in.Days + x[2]
		if !aired[i] {
			aired[i] = true
			n++
		}
		from := c.slot(x[1], x[2], x[3])
		for t := range x[4] {
			c.on[from+t]++
		}
	}
	fixed := c.fixed(days)
	c.air = make([]airDay, 0, n)
	all := make([]session, 0, len(c.s.Shifts)) // a session has at least one shift
	for i, on := range aired {
		if !on {
			continue
		}
		a := airDay{shop: i / in.Days, day: i % in.Days}
		begin, last := len(all), int32(0)
		for t, hosts := range c.hostsOn(a.shop, a.day) {
			if hosts > 0 && last == 0 {
				all = append(all, session{t, t})
			}
			if hosts > 0 {
				all[len(all)-1].to++
			}
			last = hosts
		}
		if a.own = all[begin:]; fixed != nil {
			a.fixed = fixed[i]
		}
		c.air = append(c.air, a)
	}
}

// fixed returns the sessions outside the grid by shop*days+day, nil where there are none.
func (c *checker) fixed(days int) [][]session {
	air := c.in.air()
	if len(air) == 0 {
		return nil
	}
	lists := make([][]session, days)
	for _, a := range air {
		i := a.Shop*c.in.Days + a.Day
		lists[i] = append(lists[i], session{a.From, a.To})
	}
	return lists
}

// fillHosts puts each host's shifts into order and finds the pauses between them.
func (c *checker) fillHosts() {
	c.shifts = group(c.s.Shifts, len(c.in.Hosts), func(x *[5]int) int { return x[0] })
	c.pauses = make([]pause, 0, len(c.s.Shifts))
	n := c.in.slotsDay()
	for _, list := range c.shifts {
		slices.SortFunc(list, func(a, b [5]int) int {
			if a[2] != b[2] {
				return a[2] - b[2]
			}
			return cmp.Or(a[3]-b[3], a[1]-b[1], a[4]-b[4])
		})
		end, last := math.MinInt, 0
		for i := range list {
			x := &list[i]
			from := x[2]*n + x[3]
			if i > 0 {
				c.pauses = append(c.pauses, pause{x, from - end, last != x[2]})
			}
			if from+x[4] > end {
				end, last = from+x[4], x[2]
			}
		}
	}
}

// fillOffers spreads coupons, videos and flash deals.
func (c *checker) fillOffers() {
	in := c.in
	c.wins = group(c.s.Windows, len(in.Lines), func(w *[4]int) int { return w[0] })
	c.mode = make([]int, len(in.Lines)*in.Days)
	for _, w := range c.s.Windows {
		for k := range w[3] {
			c.mode[w[0]*in.Days+w[2]+k] = w[1]
		}
	}
	for _, list := range c.wins {
		slices.SortFunc(list, func(a, b [4]int) int { return cmp.Or(a[2]-b[2], a[3]-b[3]) })
	}
	c.posted = slices.Repeat([]int{-1}, len(in.Videos))
	for _, p := range c.s.Posts {
		if c.posted[p[0]] < 0 || p[1] < c.posted[p[0]] {
			c.posted[p[0]] = p[1]
		}
	}
	rows := make([]int, len(c.s.Flash))
	for i := range rows {
		rows[i] = i
	}
	c.flash = group(rows, len(in.Products), func(i *int) int { return c.s.Flash[*i][0] })
}
