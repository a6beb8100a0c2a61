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

// stretches joins one host's shifts, which are in the order of time.
func stretches(shifts []shift) []stretch {
	var list []stretch
	for _, s := range shifts {
		if n := len(list) - 1; n >= 0 && list[n].live == s.live && s.span.Start.Equal(list[n].span.End) {
			list[n].shifts, list[n].span.End = append(list[n].shifts, s.n), s.span.End
			continue
		}
		list = append(list, stretch{s.live, []int{s.n}, s.span})
	}
	return list
}

// hostDoubleBooked reports each two lives in which the host is at once; the fix frees the one that comes later.
func hostDoubleBooked(x *index, h *planner.Host, air []stretch, add report) {
	type pair struct{ a, b *planner.Event }
	clashes, order := map[pair][]stretch{}, []pair(nil)
	spans := map[pair]planner.Span{}
	for i, a := range air {
		for _, b := range air[i+1:] {
			both, ok := a.span.Intersect(b.span)
			if !ok {
				break
			}
			k := pair{a.live, b.live}
			if b.live.Span.Start.Before(a.live.Span.Start) {
				k = pair{b.live, a.live}
			}
			if s, ok := spans[k]; ok {
				both = planner.Span{Start: s.Start, End: maxTime(s.End, both.End)}
			} else {
				order = append(order, k)
			}
			late := b
			if k.b == a.live {
				late = a
			}
			clashes[k], spans[k] = append(clashes[k], late), both
		}
	}
	for _, k := range order {
		add(Finding{Events: ids(k.b, k.a), Span: spans[k], Detail: h.ID, Args: []any{h.Name, spans[k], x.name(k.a), x.name(k.b)},
			Fixes: x.handOver("host-double-booked", h, clashes[k]...)})
	}
}

// eachHostLive makes a rule of the stretches of a host that are at fault: one finding for each live, about
// the first of them there.
func eachHostLive(faulty func(x *index, h *planner.Host, s stretch) bool, f func(x *index, h *planner.Host, list []stretch) Finding) check {
	return eachHost(func(x *index, h *planner.Host, air []stretch, add report) {
		lives, order := map[*planner.Event][]stretch{}, []*planner.Event(nil)
		for _, s := range air {
			if !faulty(x, h, s) {
				continue
			}
			if lives[s.live] == nil {
				order = append(order, s.live)
			}
			lives[s.live] = append(lives[s.live], s)
		}
		for _, live := range order {
			one := f(x, h, lives[live])
			one.Events, one.Span, one.Detail = ids(live), lives[live][0].span, h.ID
			add(one)
		}
	})
}

func tooLong(x *index, h *planner.Host, s stretch) bool {
	most := x.lim.Host(h.ID).Shift.Max
	return most > 0 && s.span.Length() > most
}

func hostOverLongestShift(x *index, h *planner.Host, list []stretch) Finding {
	s, most := list[0], x.lim.Host(h.ID).Shift.Max
	f := Finding{Args: []any{h.Name, s.span, s.span.Length(), most}}
	if len(list) == 1 {
		f.Fixes = x.relieve(h, s, most)
	}
	return f
}

func hostWithoutRest(x *index, h *planner.Host, air []stretch, add report) {
	lim := x.lim.Host(h.ID)
	seen := map[[2]*planner.Event]bool{}
	for i := 1; i < len(air); i++ {
		a, b := air[i-1], air[i]
		gap, need := b.span.Start.Sub(a.span.End), lim.Break
		if x.number(a.span.Start) != x.number(b.span.Start) {
			need = lim.Rest
		}
		if gap < 0 || gap >= need || seen[[2]*planner.Event{a.live, b.live}] {
			continue
		}
		seen[[2]*planner.Event{a.live, b.live}] = true
		f := Finding{Events: ids(b.live, a.live), Span: planner.Span{Start: a.span.End, End: b.span.Start.Add(time.Minute)}, Detail: h.ID,
			Args: []any{h.Name, x.day(a.span.Start), a.span.Length(), gap, need, x.name(b.live)}}
		if a.live == b.live {
			f.Events = ids(b.live)
		}
		var later []stretch
		for _, c := range air[i:] {
			if c.live == b.live {
				later = append(later, c)
			}
		}
		f.Fixes = x.handOver("host-without-rest", h, later...)
		add(f)
	}
}

// hostOver makes the rule that a host is on air no longer than most in each period, such as a civil date or
// a week; period returns the number of the first date of the one in which an instant lies, and days is how long it is.
func hostOver(id string, days int, period func(*index, time.Time) int, most func(planner.HostLimits) time.Duration) check {
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

func away(x *index, h *planner.Host, s stretch) bool { return !x.available(h, s.span) }

func hostNotAvailable(x *index, h *planner.Host, list []stretch) Finding {
	return Finding{Args: []any{h.Name, list[0].span, x.name(list[0].live)}, Fixes: x.handOver("host-not-available", h, list...)}
}

func stranger(_ *index, h *planner.Host, s stretch) bool { return !worksFor(h, s.live.Shop) }

func hostOfOtherShop(x *index, h *planner.Host, list []stretch) Finding {
	live := list[0].live
	return Finding{Args: []any{h.Name, x.shopName(live.Shop), x.name(live)}, Fixes: x.handOver("host-of-other-shop", h, list...)}
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

// handOver returns the fix that other hosts take the stretches of one live, or none where nobody could take
// one of them or one has begun.
func (x *index) handOver(rule string, h *planner.Host, list ...stretch) []Fix {
	takes, name := map[int]string{}, ""
	for _, s := range list {
		other := x.substitute(s.live.Shop, s.span, h.ID)
		if other == nil || !s.span.Start.After(x.now) {
			return nil
		}
		if name == "" {
			name = other.Name
		}
		for _, n := range s.shifts {
			takes[n] = other.ID
		}
	}
	return []Fix{change(rule, []any{name}, withShifts(list[0].live, func(n int, t planner.Shift) []planner.Shift {
		if takes[n] != "" {
			t.Host = takes[n]
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
