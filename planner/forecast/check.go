package forecast

import (
	"fmt"
	"math"
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
	own := scratches.Get().(*scratch)
	c.scratch = *own
	c.fill()
	for _, k := range Constraints {
		c.rule = k.ID
		k.find(c)
	}
	*own = c.scratch
	scratches.Put(own)
	return c.list
}

// slack absorbs the rounding of floating point where a sum stands exactly at its limit.
const slack = 1e-9

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
	if got > limit && got > limit+slack*max(1, math.Abs(limit)) {
		c.add(got, limit, place)
	}
}

// least adds a violation if got falls short of the limit.
func (c *checker) least(got, limit float64, place func(*Violation)) {
	if got < limit && got < limit-slack*max(1, math.Abs(limit)) {
		c.add(got, limit, place)
	}
}

// within adds a violation if x is no index below n.
func (c *checker) within(x, n int, place func(*Violation)) {
	if x < 0 || x >= n {
		c.add(float64(x), float64(n), place)
	}
}

// The places of rows.

func ofShift(x [5]int) func(*Violation) {
	return func(v *Violation) { v.Host, v.Shop, v.Day, v.Hour = x[0], x[1], x[2], x[3] }
}

func ofPost(x [3]int) func(*Violation) {
	return func(v *Violation) { v.Video, v.Day = x[0], x[1] }
}

func ofWindow(w [4]int, in *Instance) func(*Violation) {
	return func(v *Violation) { v.Line, v.Shop, v.Day = w[0], in.Lines[w[0]].Shop, w[2] }
}

func ofFlash(x [3]int, in *Instance) func(*Violation) {
	return func(v *Violation) {
		line := in.Products[x[0]].Line
		v.Product, v.Line, v.Shop, v.Day, v.Hour = x[0], line, in.Lines[line].Shop, x[1], x[2]
	}
}

func onDay(shop, day int) func(*Violation) {
	return func(v *Violation) { v.Shop, v.Day = shop, day }
}

// ranges lists the rows outside the instance's indices.
func (c *checker) ranges() {
	in := c.in
	for _, x := range c.s.Shifts {
		p := ofShift(x)
		c.within(x[0], len(in.Hosts), p)
		c.within(x[1], len(in.Shops), p)
		c.within(x[2], in.Days, p)
		c.within(x[3], len(in.HourCurve), p)
		c.within(x[4]-1, len(in.HourCurve)-x[3], p)
	}
	for _, x := range c.s.Posts {
		p := ofPost(x)
		c.within(x[0], len(in.Videos), p)
		c.within(x[1], in.Days, p)
		c.within(x[2], len(in.Bands), p)
	}
	for _, x := range c.s.Windows {
		p := func(v *Violation) { v.Line, v.Day = x[0], x[2] }
		c.within(x[0], len(in.Lines), p)
		c.within(x[1]-1, len(in.Coupon.Depths), p)
		c.within(x[2], in.Days, p)
		c.within(x[3]-1, in.Days-x[2], p)
	}
	for _, x := range c.s.Flash {
		p := func(v *Violation) { v.Product, v.Day, v.Hour = x[0], x[1], x[2] }
		c.within(x[0], len(in.Products), p)
		c.within(x[1], in.Days, p)
		c.within(x[2], len(in.HourCurve), p)
	}
	for _, x := range c.s.Hedges {
		p := onDay(x[0], x[1])
		c.within(x[0], len(in.Shops), p)
		c.within(x[1], in.Days, p)
	}
}
