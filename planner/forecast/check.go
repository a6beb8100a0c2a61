package forecast

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Violation is one place where a solution breaks a hard constraint. The index of whatever the constraint is
// about stands in its field; fields that do not apply are -1.
type Violation struct {
	Rule    string  `json:"rule"` // stable and kebab-case, such as host-max-shift
	Shop    int     `json:"shop"`
	Host    int     `json:"host"`
	Line    int     `json:"line"`
	Product int     `json:"product"`
	Video   int     `json:"video"`
	Pin     int     `json:"pin"`
	Day     int     `json:"day"`
	Hour    int     `json:"hour"`
	Got     float64 `json:"got"`   // what the solution has
	Limit   float64 `json:"limit"` // what the instance allows
}

// String names the constraint and the place, for errors of programs; words for people are made elsewhere.
func (v Violation) String() string {
	s := v.Rule
	for _, p := range []struct {
		name string
		at   int
	}{{"shop", v.Shop}, {"host", v.Host}, {"line", v.Line}, {"product", v.Product}, {"video", v.Video}, {"pin", v.Pin}, {"day", v.Day}, {"hour", v.Hour}} {
		if p.at >= 0 {
			s += fmt.Sprintf(" %s %d", p.name, p.at)
		}
	}
	return fmt.Sprintf("%s: %g, limit %g", s, v.Got, v.Limit)
}

// Constraint is a hard constraint of the model: its stable name and the check that lists where a solution
// breaks it.
type Constraint struct {
	ID   string
	find func(*checker)
}

// Constraints is the table of all hard constraints in the order in which Check lists them.
var Constraints = []Constraint{
	{"shop-one-host", (*checker).oneHost},
	{"shop-open-hours", (*checker).openHours},
	{"start", (*checker).start},
	{"fixed-air", (*checker).fixedAir},
	{"shop-session-hours", (*checker).sessionHours},
	{"shop-hours-day", (*checker).hoursDay},
	{"shop-sessions-day", (*checker).sessionsDay},
	{"shop-session-gap", (*checker).sessionGap},
	{"host-own-shop", (*checker).ownShop},
	{"host-available", (*checker).available},
	{"host-min-shift", (*checker).minShift},
	{"host-max-shift", (*checker).maxShift},
	{"host-one-place", (*checker).onePlace},
	{"host-break", (*checker).hostBreak},
	{"host-rest", (*checker).hostRest},
	{"host-hours-day", (*checker).hostDay},
	{"host-hours-week", (*checker).hostWeek},
	{"studio", (*checker).studio},
	{"coupon-sale", (*checker).couponSale},
	{"coupon-length", (*checker).couponLength},
	{"coupon-one-window", (*checker).couponOverlap},
	{"coupon-gap", (*checker).couponGap},
	{"coupon-lines-day", (*checker).couponLines},
	{"coupon-budget", (*checker).couponBudget},
	{"coupon-margin", (*checker).couponMargin},
	{"coupon-flash-margin", (*checker).stackMargin},
	{"video-once", (*checker).videoOnce},
	{"video-ready-due", (*checker).videoDays},
	{"video-per-day", (*checker).videoPerDay},
	{"video-effort", (*checker).videoEffort},
	{"video-after", (*checker).videoAfter},
	{"flash-on-air", (*checker).flashOnAir},
	{"flash-sale", (*checker).flashSale},
	{"flash-per-hour", (*checker).flashPerHour},
	{"flash-max", (*checker).flashMax},
	{"flash-gap", (*checker).flashGap},
	{"flash-stock", (*checker).flashStock},
	{"risky-hours", (*checker).riskyHours},
	{"hedge-risk", (*checker).hedgeRisk},
	{"hedge-once", (*checker).hedgeOnce},
	{"pin-live", (*checker).pinLive},
	{"pin-shift", (*checker).pinShift},
	{"pin-coupon", (*checker).pinCoupon},
	{"pin-video", (*checker).pinVideo},
	{"pin-flash", (*checker).pinFlash},
	{"pin-hedge", (*checker).pinHedge},
}

// RuleRange is the violation of a row that lies outside the instance's indices. Where there is one, Check
// lists nothing else, for the other constraints mean nothing then, and Score must not be asked.
const RuleRange = "range"

// Check lists every place where the solution breaks a hard constraint, written plainly from the model and
// without the search's incremental state. An empty list means that the solution is legal.
func Check(in *Instance, s *Solution) []Violation {
	c := &checker{in: in, s: s}
	c.rule = RuleRange
	c.ranges()
	if len(c.list) > 0 {
		return c.list
	}
	c.fill()
	for _, k := range Constraints {
		c.rule = k.ID
		k.find(c)
	}
	return c.list
}

// slack absorbs the rounding of floating point where a sum stands exactly at its limit.
const slack = 1e-9

// checker holds the solution spread over days and hours.
type checker struct {
	in     *Instance
	s      *Solution
	rule   string
	list   []Violation
	on     map[[3]int]int // shop, day, slot: hosts on air
	starts [][]session    // sessions by shop and day, shop*days+day
	fixed  [][]session    // those outside the grid
	shifts [][][5]int     // by host, in order of time
	wins   [][][4]int     // by line, in order of time
	mode   [][]int        // line, day
	posted []int          // first day of each video, -1 for none
}

// session is a maximal run of covered slots.
type session struct{ from, to int }

// nowhere is a violation without a place.
var nowhere = Violation{Shop: -1, Host: -1, Line: -1, Product: -1, Video: -1, Pin: -1, Day: -1, Hour: -1}

// add lists a violation of the current constraint.
func (c *checker) add(got, limit float64, place func(*Violation)) {
	v := nowhere
	v.Rule, v.Got, v.Limit = c.rule, got, limit
	place(&v)
	c.list = append(c.list, v)
}

// most adds a violation if got exceeds the limit.
func (c *checker) most(got, limit float64, place func(*Violation)) {
	if got > limit+slack*math.Max(1, math.Abs(limit)) {
		c.add(got, limit, place)
	}
}

// least adds a violation if got falls short of the limit.
func (c *checker) least(got, limit float64, place func(*Violation)) {
	if got < limit-slack*math.Max(1, math.Abs(limit)) {
		c.add(got, limit, place)
	}
}

// ranges lists the rows outside the instance's indices.
func (c *checker) ranges() {
	in := c.in
	within := func(x, n int, place func(*Violation)) {
		if x < 0 || x >= n {
			c.add(float64(x), float64(n), place)
		}
	}
	for _, x := range c.s.Shifts {
		p := func(v *Violation) { v.Host, v.Shop, v.Day, v.Hour = x[0], x[1], x[2], x[3] }
		within(x[0], len(in.Hosts), p)
		within(x[1], len(in.Shops), p)
		within(x[2], in.Days, p)
		within(x[3], len(in.HourCurve), p)
		within(x[4]-1, len(in.HourCurve)-x[3], p)
	}
	for _, x := range c.s.Posts {
		p := func(v *Violation) { v.Video, v.Day = x[0], x[1] }
		within(x[0], len(in.Videos), p)
		within(x[1], in.Days, p)
		within(x[2], len(in.Bands), p)
	}
	for _, x := range c.s.Windows {
		p := func(v *Violation) { v.Line, v.Day = x[0], x[2] }
		within(x[0], len(in.Lines), p)
		within(x[1]-1, len(in.Coupon.Depths), p)
		within(x[2], in.Days, p)
		within(x[3]-1, in.Days-x[2], p)
	}
	for _, x := range c.s.Flash {
		p := func(v *Violation) { v.Product, v.Day, v.Hour = x[0], x[1], x[2] }
		within(x[0], len(in.Products), p)
		within(x[1], in.Days, p)
		within(x[2], len(in.HourCurve), p)
	}
	for _, x := range c.s.Hedges {
		p := func(v *Violation) { v.Shop, v.Day = x[0], x[1] }
		within(x[0], len(in.Shops), p)
		within(x[1], in.Days, p)
	}
}

// fill spreads the solution.
func (c *checker) fill() {
	in := c.in
	c.on = make(map[[3]int]int)
	c.shifts = make([][][5]int, len(in.Hosts))
	for _, x := range c.s.Shifts {
		for k := range x[4] {
			c.on[[3]int{x[1], x[2], x[3] + k}]++
		}
		c.shifts[x[0]] = append(c.shifts[x[0]], x)
	}
	for _, list := range c.shifts {
		slices.SortFunc(list, func(a, b [5]int) int { return cmp.Or(a[2]-b[2], a[3]-b[3], a[1]-b[1], a[4]-b[4]) })
	}
	c.starts = make([][]session, len(in.Shops)*in.Days)
	for i := range c.starts {
		for t := range len(in.HourCurve) {
			if c.on[[3]int{i / in.Days, i % in.Days, t}] == 0 {
				continue
			}
			if n := len(c.starts[i]); n > 0 && c.starts[i][n-1].to == t {
				c.starts[i][n-1].to++
			} else {
				c.starts[i] = append(c.starts[i], session{t, t + 1})
			}
		}
	}
	c.fixed = make([][]session, len(c.starts))
	for _, a := range in.air() {
		i := a.Shop*in.Days + a.Day
		c.fixed[i] = append(c.fixed[i], session{a.From, a.To})
	}
	c.wins = make([][][4]int, len(in.Lines))
	c.mode = grid[int](len(in.Lines), in.Days)
	for _, w := range c.s.Windows {
		c.wins[w[0]] = append(c.wins[w[0]], w)
		for k := range w[3] {
			c.mode[w[0]][w[2]+k] = w[1]
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
}
