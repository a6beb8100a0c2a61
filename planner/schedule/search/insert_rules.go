package search

import (
	"math"
	"math/bits"
	"slices"

	"bfplanner/planner/forecast"
)

// slack absorbs the rounding of floating point where a sum stands exactly at its limit, as forecast.Check has it.
const slack = 1e-9

// audit lists what of the touched places breaks a hard constraint, as forecast.Check would; what a row breaks by
// itself is asked of the given rows only.
func (e *Evaluator) audit(rows []Row) {
	t := &e.touch
	for _, r := range rows {
		e.auditRow(r)
	}
	for _, at := range t.live {
		e.auditCell(at)
	}
	for _, h := range t.hosts {
		e.auditHost(h)
	}
	for _, d := range t.days {
		e.auditStudios(d)
	}
	if len(t.live) > 0 {
		e.most("risky-hours", float64(e.risky), float64(e.in.Risk.MaxLiveHours), nowhere)
	}
	e.auditVideos()
	for _, g := range t.wins {
		e.auditWindows(g)
	}
	e.auditDeals()
	for _, at := range t.hedged {
		if e.hedges[at] > 1 {
			e.add("hedge-once", 2, 1, atDay(at/e.in.Days, at%e.in.Days))
		}
	}
	e.auditPins()
}

// nowhere is a violation without a place.
var nowhere = forecast.Violation{Shop: -1, Host: -1, Line: -1, Product: -1, Video: -1, Pin: -1, Day: -1, Hour: -1}

func atDay(shop, day int) forecast.Violation {
	v := nowhere
	v.Shop, v.Day = shop, day
	return v
}

func atHour(v forecast.Violation, t int) forecast.Violation {
	v.Hour = t
	return v
}

func (e *Evaluator) add(rule string, got, limit float64, v forecast.Violation) {
	v.Rule, v.Got, v.Limit = rule, got, limit
	e.found = append(e.found, v)
}

func (e *Evaluator) most(rule string, got, limit float64, v forecast.Violation) {
	if got > limit+slack*math.Max(1, math.Abs(limit)) {
		e.add(rule, got, limit, v)
	}
}

func (e *Evaluator) least(rule string, got, limit float64, v forecast.Violation) {
	if got < limit-slack*math.Max(1, math.Abs(limit)) {
		e.add(rule, got, limit, v)
	}
}

// auditRow asks what a row breaks wherever the others stand.
func (e *Evaluator) auditRow(r Row) {
	in, a, v := e.in, r.At, nowhere
	switch r.Kind {
	case forecast.CreditLive:
		h := &in.Hosts[a[0]]
		v.Host, v.Shop, v.Day, v.Hour = a[0], a[1], a[2], a[3]
		e.least("shop-open-hours", float64(a[3]), float64(in.OpenHour), v)
		e.most("shop-open-hours", float64(a[3]+a[4]), float64(in.CloseHour), v)
		if e.early(r) && !e.onPinned(a) {
			e.add("start", float64(a[3]), float64(in.StartHour), v)
		}
		if !slices.Contains(h.Shops, a[1]) {
			e.add("host-own-shop", float64(a[1]), float64(len(h.Shops)), v)
		}
		if !slices.ContainsFunc(h.Avail[a[2]], func(s []int) bool { return s[0] <= a[3] && a[3]+a[4] <= s[1] }) {
			e.add("host-available", float64(a[4]), 0, v)
		}
		e.least("host-min-shift", float64(a[4]), float64(h.MinShift), v)
		e.most("host-max-shift", float64(a[4]), float64(h.MaxShift), v)
	case forecast.CreditVideo:
		x := &in.Videos[a[0]]
		v.Video, v.Day = a[0], a[1]
		e.least("video-ready-due", float64(a[1]), float64(x.Ready), v)
		e.most("video-ready-due", float64(a[1]), float64(x.Due), v)
		if e.early(r) {
			e.add("start", float64(a[1]), float64(in.StartDay), v)
		}
	case forecast.CreditCoupon:
		l := in.Lines[a[0]]
		v.Line, v.Shop, v.Day = a[0], l.Shop, a[2]
		if e.early(r) {
			e.add("start", float64(a[2]), float64(in.StartDay), v)
		}
		e.least("coupon-sale", float64(a[2]), float64(in.SaleStartDay), v)
		e.least("coupon-length", float64(a[3]), float64(in.Coupon.MinLen), v)
		e.most("coupon-length", float64(a[3]), float64(in.Coupon.MaxLen), v)
		if !e.p.depth[a[0]][a[1]] {
			e.add("coupon-margin", l.Contribution(in.Coupon.Depths[a[1]-1]), l.Floor*l.Price, v)
		}
	case forecast.CreditFlash:
		e.auditDeal([3]int(a[:3]))
		v = e.atDeal([3]int(a[:3]))
		if e.early(r) {
			e.add("start", float64(a[2]), float64(in.StartHour), v)
		}
		e.least("flash-sale", float64(a[1]*e.slots+a[2]), float64(in.SaleStartDay*e.slots+in.SaleStartHour), v)
	case forecast.CreditHedge:
		v.Shop, v.Day = a[0], a[1]
		if e.early(r) {
			e.add("start", float64(a[1]), float64(in.StartDay), v)
		}
		e.least("hedge-risk", in.Day[a[1]].Down, in.Risk.HedgeMinDown, v)
	}
}

// early reports whether a row stands before the first free slot without a pin.
func (e *Evaluator) early(r Row) bool {
	in, a := e.in, r.At
	day, slot := a[1], in.StartHour
	var pin forecast.Pin
	switch r.Kind {
	case forecast.CreditLive:
		day, slot = a[2], a[3]
		pin = forecast.Pin{Kind: forecast.PinShift, Host: a[0], Shop: a[1], From: a[3], To: a[3] + a[4]}
	case forecast.CreditVideo:
		pin = forecast.Pin{Kind: forecast.PinVideo, Video: a[0], Band: a[2]}
	case forecast.CreditCoupon:
		day = a[2]
		pin = forecast.Pin{Kind: forecast.PinCoupon, Line: a[0], Depth: a[1] - 1, Len: a[3]}
	case forecast.CreditFlash:
		slot = a[2]
		pin = forecast.Pin{Kind: forecast.PinFlash, Product: a[0], From: a[2]}
	case forecast.CreditHedge:
		pin = forecast.Pin{Kind: forecast.PinHedge, Shop: a[0]}
	}
	if day > in.StartDay || day == in.StartDay && slot >= in.StartHour {
		return false
	}
	pin.Day = day
	return !slices.Contains(in.Pins, pin)
}

// onPinned reports whether pins put the shop on air in every slot of the shift.
func (e *Evaluator) onPinned(x [5]int) bool {
	return span(x[3], x[4])&^e.p.pinOn[e.p.at(x[1], x[2])] == 0
}

// auditCell asks after the shop's own rules of a day.
func (e *Evaluator) auditCell(at int) {
	in, shop, d := e.in, at/e.in.Days, at%e.in.Days
	x, v := &in.Shops[shop], atDay(shop, d)
	var on, twice uint64
	for _, s := range e.shifts[at] {
		m := span(s[3], s[4])
		twice |= on & m
		on |= m
	}
	for rest := twice; rest != 0; rest &= rest - 1 {
		t := bits.TrailingZeros64(rest)
		n := 0
		for _, s := range e.shifts[at] {
			n += int(span(s[3], s[4]) >> t & 1)
		}
		e.add("shop-one-host", float64(n), 1, atHour(v, t))
	}
	sessions, slots, end := 0, bits.OnesCount64(on), none
	fixedSlots := 0
	for _, f := range e.fixed[at] {
		fixedSlots += f.to - f.from
	}
	for rest := on; rest != 0; {
		t := bits.TrailingZeros64(rest)
		n := bits.TrailingZeros64(^(rest >> t))
		rest &^= span(t, n)
		sessions++
		here := atHour(v, t)
		e.most("shop-session-hours", float64(n), float64(x.MaxSession), here)
		if end != none {
			e.least("shop-session-gap", float64(t-end), float64(x.MinGap), here)
		}
		for _, f := range e.fixed[at] {
			if both := min(t+n, f.to) - max(t, f.from); both > 0 {
				e.add("fixed-air", float64(both), 0, here)
			}
			if off := max(t-f.to, f.from-t-n); off >= 0 {
				e.least("shop-session-gap", float64(off), float64(x.MinGap), here)
			}
		}
		end = t + n
	}
	e.most("shop-hours-day", float64(fixedSlots+slots), float64(max(fixedSlots, x.MaxHoursDay)), v)
	e.most("shop-sessions-day", float64(len(e.fixed[at])+sessions), float64(max(len(e.fixed[at]), x.MaxSessions)), v)
	for _, f := range e.deals[at] {
		if on>>f[2]&1 == 0 {
			e.add("flash-on-air", 0, 1, e.atDeal(f))
		}
	}
}

// auditHost asks after a host's hours.
func (e *Evaluator) auditHost(h int) {
	x, v := &e.in.Hosts[h], nowhere
	v.Host = h
	list := e.hosts[h]
	end, last := math.MinInt, 0
	day, week := 0, 0
	for i, s := range list {
		from := s[2]*e.slots + s[3]
		if i > 0 {
			here, off := v, float64(from-end)
			here.Shop, here.Day, here.Hour = s[1], s[2], s[3]
			e.least("host-one-place", off, 0, here)
			if off >= 0 {
				e.least("host-break", off, float64(x.Break), here)
			}
			if last != s[2] {
				e.least("host-rest", off, float64(x.Rest), here)
			}
		}
		if from+s[4] > end {
			end, last = from+s[4], s[2]
		}
		day, week = day+s[4], week+s[4]
		next := e.in.Days * weekDays
		if i+1 < len(list) {
			next = list[i+1][2]
		}
		here := v
		if next != s[2] {
			here.Day = s[2]
			e.most("host-hours-day", float64(day), float64(x.MaxDay), here)
			day = 0
		}
		if next/weekDays != s[2]/weekDays {
			here.Day = s[2] / weekDays * weekDays
			e.most("host-hours-week", float64(week), float64(x.MaxWeek), here)
			week = 0
		}
	}
}

// auditStudios counts the studios of a day: the shops on air, and setting up before each session.
func (e *Evaluator) auditStudios(d int) {
	in, v := e.in, nowhere
	v.Day = d
	var used [64]int
	for shop := range in.Shops {
		on := e.on(e.p.at(shop, d))
		use := on
		for rest := on &^ (on << 1); rest != 0; rest &= rest - 1 {
			from := bits.TrailingZeros64(rest)
			for t := max(from-in.Rules.StudioSetup, min(in.OpenHour, from)); t < from; t++ {
				use |= 1 << t
			}
		}
		for ; use != 0; use &= use - 1 {
			used[bits.TrailingZeros64(use)]++
		}
	}
	for t, n := range used[:e.slots] {
		fixed := 0
		if in.Fixed != nil && in.Fixed.Studio != nil {
			fixed = in.Fixed.Studio[d][t]
		}
		if n > 0 {
			e.most("studio", float64(n+fixed), float64(max(fixed, in.Studios)), atHour(v, t))
		}
	}
}
