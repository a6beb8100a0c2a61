package rules

import (
	"time"

	"bfplanner/planner"
)

// stretch is a host's time on air without a pause in one live: shifts of it that touch count as one.
type stretch struct {
	live   *planner.Event
	shifts []int // numbers among the live's shifts
	span   planner.Span
}

// air returns the host's stretches in the order of time.
func (x *index) air(host string) []stretch {
	var list []stretch
	for _, s := range x.shifts[host] {
		if n := len(list) - 1; n >= 0 && list[n].live == s.live && s.span.Start.Equal(list[n].span.End) {
			list[n].shifts, list[n].span.End = append(list[n].shifts, s.n), s.span.End
			continue
		}
		list = append(list, stretch{s.live, []int{s.n}, s.span})
	}
	return list
}

func hostDoubleBooked(x *index, h *planner.Host, air []stretch, add report) {
	for i, a := range air {
		for _, b := range air[i+1:] {
			both, ok := a.span.Intersect(b.span)
			if !ok {
				break
			}
			add(Finding{Events: ids(b.live, a.live), Span: both, Detail: h.ID, Args: []any{h.Name, both, x.name(a.live), x.name(b.live)},
				Fixes: x.handOver("host-double-booked", h, b)})
		}
	}
}

func hostOverLongestShift(x *index, h *planner.Host, air []stretch, add report) {
	most := x.lim.Host(h.ID).Shift.Max
	for _, s := range air {
		if most > 0 && s.span.Length() > most {
			add(Finding{Events: ids(s.live), Span: s.span, Detail: h.ID, Args: []any{h.Name, s.span, s.span.Length(), most}, Fixes: x.relieve(h, s, most)})
		}
	}
}

func hostWithoutRest(x *index, h *planner.Host, air []stretch, add report) {
	lim := x.lim.Host(h.ID)
	for i := 1; i < len(air); i++ {
		a, b := air[i-1], air[i]
		gap, need := b.span.Start.Sub(a.span.End), lim.Break
		if x.number(a.span.Start) != x.number(b.span.Start) {
			need = lim.Rest
		}
		if gap >= 0 && gap < need {
			add(Finding{Events: ids(b.live, a.live), Span: planner.Span{Start: a.span.End, End: b.span.Start.Add(time.Minute)}, Detail: h.ID,
				Args:  []any{h.Name, x.day(a.span.Start), a.span.Length(), gap, need, x.name(b.live)},
				Fixes: x.handOver("host-without-rest", h, b)})
		}
	}
}

// hostOver makes the rule that a host is on air no longer than most in each period, such as a civil date or
// a week; period returns the number of the first date of the one in which an instant lies, and days is how long it is.
func hostOver(id string, days int, period func(*index, time.Time) int, most func(HostLimits) time.Duration) check {
	return eachHost(func(x *index, h *planner.Host, air []stretch, add report) {
		limit := most(x.lim.Host(h.ID))
		for i := 0; i < len(air); {
			number, total, j := period(x, air[i].span.Start), time.Duration(0), i
			var lives []*planner.Event
			for ; j < len(air) && period(x, air[j].span.Start) == number; j++ {
				total += air[j].span.Length()
				if n := len(lives); n == 0 || lives[n-1] != air[j].live {
					lives = append(lives, air[j].live)
				}
			}
			if limit > 0 && total > limit {
				last, first := air[j-1], x.date(number)
				var fixes []Fix
				if total-last.span.Length() <= limit {
					fixes = x.handOver(id, h, last)
				}
				add(Finding{Events: ids(lives...), Span: planner.Span{Start: air[i].span.Start, End: last.span.End}, Detail: h.ID + " " + first.String(),
					Args: []any{h.Name, first, total, limit, first.Add(days - 1)}, Fixes: fixes})
			}
			i = j
		}
	})
}

// onDay and inWeek are the periods of hostOver; a stretch belongs to that in which it starts.
func onDay(x *index, t time.Time) int { return x.number(t) }

func inWeek(x *index, t time.Time) int {
	n := x.number(t)
	return n - ((n-x.seedingDay)%7+7)%7
}

func hostNotAvailable(x *index, h *planner.Host, air []stretch, add report) {
	for _, s := range air {
		if !x.available(h, s.span) {
			add(Finding{Events: ids(s.live), Span: s.span, Detail: h.ID, Args: []any{h.Name, s.span, x.name(s.live)}, Fixes: x.handOver("host-not-available", h, s)})
		}
	}
}

func hostOfOtherShop(x *index, h *planner.Host, air []stretch, add report) {
	for _, s := range air {
		if shop, ok := x.p.Shops.Get(s.live.Shop); ok && !worksFor(h, shop.ID) {
			add(Finding{Events: ids(s.live), Span: s.span, Detail: h.ID, Args: []any{h.Name, shop.Name, x.name(s.live)}, Fixes: x.handOver("host-of-other-shop", h, s)})
		}
	}
}

func worksFor(h *planner.Host, shop string) bool {
	if len(h.Shops) == 0 || shop == "" {
		return true
	}
	for _, s := range h.Shops {
		if s == shop {
			return true
		}
	}
	return false
}

// hostDay names the hours of a host on a date.
type hostDay struct {
	host string
	d    planner.Date
}

// available is planner.Host.Available with the hours of each date looked up once.
func (x *index) available(h *planner.Host, s planner.Span) bool {
	at, last := s.Start, x.day(s.End)
	for d := x.day(s.Start).Add(-1); !last.Before(d); d = d.Add(1) {
		key := hostDay{h.ID, d}
		hours, ok := x.hours[key]
		if !ok {
			hours = h.HoursOn(d, x.loc)
			x.hours[key] = hours
		}
		for _, w := range hours {
			if !w.Start.After(at) && w.End.After(at) {
				at = w.End
			}
		}
	}
	return !at.Before(s.End)
}

// couldTake reports whether the host could present the span for the shop without breaking any rule of hosts.
func (x *index) couldTake(h *planner.Host, shop string, s planner.Span) bool {
	lim := x.lim.Host(h.ID)
	if !worksFor(h, shop) || lim.Shift.Max > 0 && s.Length() > lim.Shift.Max {
		return false
	}
	day, week := x.number(s.Start), inWeek(x, s.Start)
	onDayAir, inWeekAir := s.Length(), s.Length()
	for _, b := range x.shifts[h.ID] {
		pause := lim.Break
		if x.number(b.span.Start) != day {
			pause = lim.Rest
		} else {
			onDayAir += b.span.Length()
		}
		if s.Overlaps(planner.Span{Start: b.span.Start.Add(-pause), End: b.span.End.Add(pause)}) {
			return false
		}
		if inWeek(x, b.span.Start) == week {
			inWeekAir += b.span.Length()
		}
	}
	return (lim.Day == 0 || onDayAir <= lim.Day) && (lim.Week == 0 || inWeekAir <= lim.Week) && x.available(h, s)
}

// substitute returns the first host who could take the span, other than those of the IDs; nil where there is none.
func (x *index) substitute(shop string, s planner.Span, not ...string) *planner.Host {
next:
	for _, h := range x.p.Hosts.All() {
		for _, id := range not {
			if id == h.ID {
				continue next
			}
		}
		if x.couldTake(h, shop, s) {
			return h
		}
	}
	return nil
}

// handOver returns the fix that another host takes the stretch, or none where nobody could or it has begun.
func (x *index) handOver(rule string, h *planner.Host, s stretch) []Fix {
	if !s.span.Start.After(x.now) {
		return nil
	}
	other := x.substitute(s.live.Shop, s.span, h.ID)
	if other == nil {
		return nil
	}
	return []Fix{change(rule, []any{other.Name}, withShifts(s.live, func(n int, t planner.Shift) []planner.Shift {
		for _, m := range s.shifts {
			if m == n {
				t.Host = other.ID
			}
		}
		return []planner.Shift{t}
	}))}
}

// relieve returns the fix that another host takes over what exceeds the longest stretch, in equal parts where one is not enough.
func (x *index) relieve(h *planner.Host, s stretch, most time.Duration) []Fix {
	at := s.span.Start.Add(most)
	rest := planner.Span{Start: at, End: s.span.End}
	if !at.After(x.now) {
		return nil
	}
	other := x.substitute(s.live.Shop, rest, h.ID)
	if other == nil {
		return nil
	}
	return []Fix{change("host-over-longest-shift", []any{other.Name, at}, withShifts(s.live, func(_ int, t planner.Shift) []planner.Shift {
		late, ok := t.Span.Intersect(rest)
		if t.Host != h.ID || !ok {
			return []planner.Shift{t}
		}
		if late.Start.Equal(t.Span.Start) {
			return []planner.Shift{{Host: other.ID, Span: late}}
		}
		return []planner.Shift{{Host: h.ID, Span: planner.Span{Start: t.Span.Start, End: at}}, {Host: other.ID, Span: late}}
	}))}
}

// withShifts returns the live with each shift replaced by what f makes of it.
func withShifts(e *planner.Event, f func(n int, s planner.Shift) []planner.Shift) *planner.Event {
	n, live := *e, *e.Live
	live.Shifts = nil
	for i, s := range e.Live.Shifts {
		live.Shifts = append(live.Shifts, f(i, s)...)
	}
	n.Live = &live
	return &n
}
