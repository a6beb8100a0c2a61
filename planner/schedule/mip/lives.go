package mip

import (
	"slices"

	"bfplanner/planner/forecast"
)

// pinned reports whether a row that is placed before the start is there because a pin says so.
func (b *builder) pinned(p forecast.Pin) bool { return slices.Contains(b.in.Pins, p) }

// early reports whether a slot lies before the first free one.
func (b *builder) early(day, slot int) bool {
	return day < b.in.StartDay || day == b.in.StartDay && slot < b.in.StartHour
}

// roster adds a column for each shift that a host may take, and one for each slot in which a shop may be on air.
func (b *builder) roster() {
	in := b.in
	b.cover = make([][][]int32, len(in.Shops)*in.Days)
	for i := range b.cover {
		b.cover[i] = make([][]int32, b.slots)
	}
	b.busy = make([][]shiftAt, len(in.Hosts)*in.Days)
	for h, x := range in.Hosts {
		for d, stretches := range x.Avail {
			for _, shop := range slices.Compact(slices.Sorted(slices.Values(x.Shops))) {
				for _, a := range stretches {
					for from := max(a[0], in.OpenHour); from < min(a[1], in.CloseHour); from++ {
						for n := max(1, x.MinShift); n <= x.MaxShift && from+n <= min(a[1], in.CloseHour); n++ {
							b.shiftCol([5]int{h, shop, d, from, n})
						}
					}
				}
			}
		}
	}
	b.live = make([][]int32, len(b.cover))
	for i := range b.live {
		b.live[i] = slices.Repeat([]int32{none}, b.slots)
		for t, cover := range b.cover[i] {
			if len(cover) == 0 {
				continue
			}
			on := b.col(named("on", i/in.Days, i%in.Days, t), 0, 0, 1, false)
			b.live[i][t] = on
			b.row(named("shop_one_host", i/in.Days, i%in.Days, t), true, 0, append(sum(cover), term{on, -1})...)
		}
	}
}

// shiftCol adds the column of a shift, unless something else stands in its place.
func (b *builder) shiftCol(x [5]int) {
	in := b.in
	host, shop, d, from, to := x[0], x[1], x[2], x[3], x[3]+x[4]
	if _, twice := b.shift[x]; twice || b.early(d, from) && !b.allowed(x) {
		return
	}
	if in.Fixed != nil {
		gap := in.Shops[shop].MinGap
		for _, a := range in.Fixed.Air {
			if a.Shop == shop && a.Day == d && from < a.To+gap && to > a.From-gap {
				return
			}
		}
	}
	c := b.col(named("shift", x[0], x[1], x[2], x[3], x[4]), -float64(x[4])*in.SlotHours()*(in.Hosts[host].Cost+in.StudioCost), 0, 1, true)
	b.shift[x] = c
	for t := from; t < to; t++ {
		b.cover[b.shopDay(shop, d)][t] = append(b.cover[b.shopDay(shop, d)][t], c)
	}
	b.busy[host*in.Days+d] = append(b.busy[host*in.Days+d], shiftAt{c, shop, from, to})
}

// allowed reports whether pins let a shift stand before the start: it is pinned, or in every slot its shop is.
func (b *builder) allowed(x [5]int) bool {
	if b.pinned(forecast.Pin{Kind: forecast.PinShift, Host: x[0], Shop: x[1], Day: x[2], From: x[3], To: x[3] + x[4]}) {
		return true
	}
	for t := x[3]; t < x[3]+x[4]; t++ {
		if !slices.ContainsFunc(b.in.Pins, func(p forecast.Pin) bool {
			return p.Kind == forecast.PinLive && p.Shop == x[1] && p.Day == x[2] && p.From <= t && t < p.To
		}) {
			return false
		}
	}
	return true
}

// hostRules adds the rows of each host: one place at a time with breaks, hours of days and weeks, nights.
func (b *builder) hostRules() {
	in := b.in
	for h, x := range in.Hosts {
		for d := range in.Days {
			shifts := b.busy[h*in.Days+d]
			var hours []term
			for _, s := range shifts {
				hours = append(hours, term{s.col, float64(s.to - s.from)})
			}
			b.most(named("host_hours_day", h, d), float64(x.MaxDay), hours)
			for t := range b.slots {
				var here []int32
				for _, s := range shifts {
					if s.from <= t && t < s.to+x.Break {
						here = append(here, s.col)
					}
				}
				b.most(named("host_break", h, d, t), 1, sum(here))
			}
			if d%weekDays == 0 {
				var week []term
				for e := d; e < min(d+weekDays, in.Days); e++ {
					for _, s := range b.busy[h*in.Days+e] {
						week = append(week, term{s.col, float64(s.to - s.from)})
					}
				}
				b.most(named("host_hours_week", h, d/weekDays), float64(x.MaxWeek), week)
			}
			for apart := 1; d+apart < in.Days && max(x.Rest, x.Break) > b.slots*apart-in.CloseHour+in.OpenHour; apart++ {
				b.night(h, d, apart)
			}
		}
	}
}

// night keeps a host off air between two days. Of the shifts that end within a break and the least shift no two can
// be worked on one day, nor of those that start so, which makes one row of many pairs.
func (b *builder) night(h, d, apart int) {
	in, x := b.in, b.in.Hosts[h]
	few := max(1, x.MinShift) + x.Break
	off := max(x.Rest, x.Break) - apart*b.slots // a shift that ends at e forbids starts before e + off
	for end := in.OpenHour; end <= in.CloseHour; end++ {
		for last := end + off - 1; last >= in.OpenHour; last -= few {
			var row []int32
			for _, s := range b.busy[h*in.Days+d] {
				if s.to >= end && s.to < end+few {
					row = append(row, s.col)
				}
			}
			n := len(row)
			for _, s := range b.busy[h*in.Days+d+apart] {
				if s.from <= last && s.from > last-few {
					row = append(row, s.col)
				}
			}
			if n > 0 && n < len(row) {
				b.row(named("host_rest", h, d, apart, end, last), false, 1, sum(row)...)
			}
		}
	}
}

// shopRules adds the rows of sessions, of the shop's day, of studios and of risky days.
func (b *builder) shopRules() {
	in := b.in
	b.start = make([][]int32, len(b.live))
	var risky []term
	for i, live := range b.live {
		shop, d := i/in.Days, i%in.Days
		x := in.Shops[shop]
		b.start[i] = slices.Repeat([]int32{none}, b.slots)
		for t, on := range live {
			if on != none {
				b.start[i][t] = b.col(named("start", shop, d, t), -x.SetupCost, 0, 1, false)
			}
		}
		var hours, starts []term
		for t, on := range live {
			if on == none {
				continue
			}
			hours, starts = append(hours, term{on, 1}), append(starts, term{b.start[i][t], 1})
			begins := []term{{on, 1}, {b.start[i][t], -1}}
			if t > 0 && live[t-1] != none {
				begins = append(begins, term{live[t-1], -1})
			}
			b.row(named("session_start", shop, d, t), false, 0, begins...)
			for before := max(in.OpenHour, t-x.MinGap); before < t; before++ {
				if live[before] != none {
					b.row(named("shop_session_gap", shop, d, t, before), false, 1, term{live[before], 1}, term{b.start[i][t], 1})
				}
			}
			var run []term
			for k := t; k <= min(t+x.MaxSession, b.slots-1) && live[k] != none; k++ {
				run = append(run, term{live[k], 1})
			}
			if len(run) > x.MaxSession {
				b.row(named("shop_session_hours", shop, d, t), false, float64(x.MaxSession), run...)
			}
		}
		air, sessions := 0, 0
		if in.Fixed != nil {
			for _, a := range in.Fixed.Air {
				if a.Shop == shop && a.Day == d {
					air, sessions = air+a.To-a.From, sessions+1
				}
			}
		}
		b.most(named("shop_hours_day", shop, d), float64(max(0, x.MaxHoursDay-air)), hours)
		b.most(named("shop_sessions_day", shop, d), float64(max(0, x.MaxSessions-sessions)), starts)
		if in.Risky(d) {
			risky = append(risky, hours...)
		}
	}
	b.most(named("risky_hours"), float64(in.Risk.MaxLiveHours), risky)
	for d := range in.Days {
		for t := in.OpenHour; t < in.CloseHour; t++ {
			b.studio(d, t)
		}
	}
}

// studio limits who is on air or sets up in a slot.
func (b *builder) studio(d, t int) {
	in := b.in
	var used []term
	for shop := range in.Shops {
		i := b.shopDay(shop, d)
		if on := b.live[i][t]; on != none {
			used = append(used, term{on, 1})
		}
		for k := t + 1; k <= min(t+in.Rules.StudioSetup, b.slots-1); k++ {
			if s := b.start[i][k]; s != none {
				used = append(used, term{s, 1})
			}
		}
	}
	taken := 0
	if in.Fixed != nil && in.Fixed.Studio != nil {
		taken = in.Fixed.Studio[d][t]
	}
	b.most(named("studio", d, t), float64(max(0, in.Studios-taken)), used)
}
