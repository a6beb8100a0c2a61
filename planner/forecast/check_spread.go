package forecast

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// checker holds the solution spread over days and slots, each thing once for all constraints that look at it.
type checker struct {
	in    *Instance
	s     *Solution
	rule  string
	list  []Violation
	asked map[rowKey]bool // rows that pins ask for, and whether they are there; nil without pins
	live  []bool          // what live pins ask for, as on; nil where there are none
	scratch
}

// scratch is the part of a checker whose memory serves the next check too.
type scratch struct {
	on       []int32        // hosts on air, by shop, day and slot as slot counts them
	aired    []bool         // shop-days with shifts, shop*days+day
	air      []airDay       // those days, by shop and day
	sessions []session      // of those days
	byStart  groups[[5]int] // shifts by the slot of the horizon in which they begin
	shifts   groups[[5]int] // by host, in order of time
	pauses   []pause        // by host, in order of time
	wins     groups[[4]int] // by line, in order of time
	mode     []int          // of the coupon, line*days+day; 0 for none
	posted   []int          // first day of each video, -1 for none
	rows     []int          // of flash deals
	flash    groups[int]    // rows of each product
	hours    []int32        // flash deals by clock hour, counted as slots are
	count    []int          // of what is counted by shop and day
	sum      []float64      // of what is summed by shop and stretches of days
}

// scratches are those that no check is using.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

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

// zeroed returns n zeros, in the room of a list that is needed no more where that is enough.
func zeroed[T any](room []T, n int) []T {
	if cap(room) < n {
		return make([]T, n)
	}
	room = room[:n]
	clear(room)
	return room
}

// groups are rows by a key, those of a key in the order in which they came.
type groups[T any] struct {
	of    [][]T
	all   []T
	count []int
}

// fill groups the rows by a key that is below n.
func (g *groups[T]) fill(rows []T, n int, key func(*T) int) {
	g.count, g.of, g.all = zeroed(g.count, n), zeroed(g.of, n), zeroed(g.all, len(rows))
	for i := range rows {
		g.count[key(&rows[i])]++
	}
	all := g.all
	for k, m := range g.count {
		g.of[k], all = all[:0:m], all[m:]
	}
	for i := range rows {
		k := key(&rows[i])
		g.of[k] = append(g.of[k], rows[i])
	}
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
	c.on, c.aired = zeroed(c.on, days*len(in.HourCurve)), zeroed(c.aired, days)
	for _, x := range c.s.Shifts {
		c.aired[x[1]*in.Days+x[2]] = true
		from := c.slot(x[1], x[2], x[3])
		for t := range x[4] {
			c.on[from+t]++
		}
	}
	fixed := c.fixed(days)
	c.air = c.air[:0]
	all := zeroed(c.sessions, len(c.s.Shifts))[:0] // a session has at least one shift
	for i, on := range c.aired {
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
	c.sessions = all
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
	n := c.in.slotsDay()
	c.byStart.fill(c.s.Shifts, c.in.Days*n, func(x *[5]int) int { return x[2]*n + x[3] })
	c.shifts.fill(c.byStart.all, len(c.in.Hosts), func(x *[5]int) int { return x[0] })
	c.pauses = c.pauses[:0]
	for _, list := range c.shifts.of {
		slices.SortFunc(list, func(a, b [5]int) int { // what begins at once by shop and length
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
	c.wins.fill(c.s.Windows, len(in.Lines), func(w *[4]int) int { return w[0] })
	c.mode = zeroed(c.mode, len(in.Lines)*in.Days)
	for _, w := range c.s.Windows {
		for k := range w[3] {
			c.mode[w[0]*in.Days+w[2]+k] = w[1]
		}
	}
	for _, list := range c.wins.of {
		slices.SortFunc(list, func(a, b [4]int) int { return cmp.Or(a[2]-b[2], a[3]-b[3]) })
	}
	c.posted = zeroed(c.posted, len(in.Videos))
	for i := range c.posted {
		c.posted[i] = -1
	}
	for _, p := range c.s.Posts {
		if c.posted[p[0]] < 0 || p[1] < c.posted[p[0]] {
			c.posted[p[0]] = p[1]
		}
	}
	c.rows = zeroed(c.rows, len(c.s.Flash))
	for i := range c.rows {
		c.rows[i] = i
	}
	c.flash.fill(c.rows, len(in.Products), func(i *int) int { return c.s.Flash[*i][0] })
}
