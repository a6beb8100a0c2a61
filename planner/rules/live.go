package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
)

func liveTooShort(x *index, e *planner.Event, add report) {
	if e.Span.Length() >= x.lim.Live.Min || !x.onPlatform(e) {
		return
	}
	f := Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span.Length(), x.lim.Live.Min}}
	if longer := e.At(planner.Span{Start: e.Span.Start, End: e.Span.Start.Add(x.lim.Live.Min)}); x.allowed(longer) {
		f.Fixes = []Fix{change("live-too-short", []any{longer.Span.End}, longer)}
	}
	add(f)
}

func liveTooLong(x *index, e *planner.Event, add report) {
	if e.Span.Length() <= x.lim.Live.Max || !x.onPlatform(e) {
		return
	}
	f := Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span.Length(), x.lim.Live.Max}}
	slot := planner.Span{Start: e.Span.Start, End: e.Span.Start.Add(x.lim.Live.Max)}
	shorter := withSpan(withShifts(e, func(_ int, s planner.Shift) []planner.Shift {
		part, ok := s.Span.Intersect(slot)
		if !ok {
			return nil
		}
		return []planner.Shift{{Host: s.Host, Span: part}}
	}), slot)
	inside := !slices.ContainsFunc(x.promos, func(o promo) bool {
		return o.tool.InsideLive && o.Shop == e.Shop && e.Span.Covers(o.Span) && !shorter.Span.Covers(o.Span)
	})
	if inside && shorter.Span.End.After(x.now) {
		f.Fixes = []Fix{change("live-too-long", []any{shorter.Span.End}, shorter)}
	}
	add(f)
}

func liveWithoutHost(x *index, e *planner.Event, add report) {
	gaps := uncovered(e)
	if len(gaps) == 0 {
		return
	}
	var empty time.Duration
	for _, g := range gaps {
		empty += g.Length()
	}
	f := Finding{Events: ids(e), Span: planner.Span{Start: gaps[0].Start, End: gaps[len(gaps)-1].End}, Args: []any{x.name(e), empty, gaps[0]}}
	filled := withShifts(e, func(_ int, s planner.Shift) []planner.Shift { return []planner.Shift{s} })
	var names []any
	for _, g := range gaps {
		h := x.substitute(e.Shop, g)
		if h == nil || g.Start.Before(x.now) {
			add(f)
			return
		}
		names = append(names, h.Name)
		filled.Live.Shifts = append(filled.Live.Shifts, planner.Shift{Host: h.ID, Span: g})
	}
	slices.SortFunc(filled.Live.Shifts, func(a, b planner.Shift) int { return a.Span.Start.Compare(b.Span.Start) })
	f.Fixes = []Fix{change("live-without-host", names[:1], filled)}
	add(f)
}

// uncovered returns the stretches of a live in which nobody is on air.
func uncovered(e *planner.Event) []planner.Span {
	shifts := slices.Clone(e.Live.Shifts)
	slices.SortFunc(shifts, func(a, b planner.Shift) int { return a.Span.Start.Compare(b.Span.Start) })
	var gaps []planner.Span
	at := e.Span.Start
	for _, s := range shifts {
		if s.Span.Start.After(at) {
			gaps = append(gaps, planner.Span{Start: at, End: s.Span.Start})
		}
		if s.Span.End.After(at) {
			at = s.Span.End
		}
	}
	if at.Before(e.Span.End) {
		gaps = append(gaps, planner.Span{Start: at, End: e.Span.End})
	}
	return gaps
}

func liveNoStudio(x *index, e *planner.Event, add report) {
	if e.Live.Studio == "" && x.p.Studios.Len() > 0 {
		add(Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span}, Fixes: x.toStudio("live-no-studio", e)})
	}
}

// studios makes the rule of two lives of one studio that are closer than they may be; two that overlap are
// double-booked, two with less than the set-up between them leave no time for it.
func studios(id string, overlap bool) check {
	return func(x *index, add report) {
		for _, s := range x.p.Studios.All() {
			lives, setup := x.studios[s.ID], x.lim.Setup(s.ID)
			for i, a := range lives {
				for _, b := range lives[i+1:] {
					gap := b.Span.Start.Sub(a.Span.End)
					if gap >= setup {
						break
					}
					if gap < 0 == overlap {
						between := planner.Span{Start: minTime(a.Span.End, b.Span.Start), End: maxTime(b.Span.Start, minTime(a.Span.End, b.Span.End))}
						if gap == 0 {
							between.End = between.End.Add(time.Minute)
						}
						add(Finding{Events: ids(b, a), Span: between, Detail: s.ID, Args: []any{s.Name, x.name(a), x.name(b), b.Span.Start, max(gap, 0), setup}, Fixes: x.toStudio(id, b)})
					}
				}
			}
		}
	}
}

func liveTooManyProducts(x *index, e *planner.Event, add report) {
	if n := x.scopes.of(e).count(); x.lim.LiveProducts > 0 && n > x.lim.LiveProducts {
		add(Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), n, x.lim.LiveProducts}})
	}
}

func teaserMissing(x *index, e *planner.Event, add report) {
	if e.Span.Start.Before(x.sale().Start.AddDate(0, 0, -x.lim.SeedingDays)) {
		return
	}
	var missing []*planner.Event
	for _, t := range teasers(x.p, e, x.children[e.ID], x.lim.Teasers) {
		if t.Span.Start.After(x.now) {
			missing = append(missing, t)
		}
	}
	if len(missing) == 0 {
		return
	}
	key := "rule.teaser-missing.leads"
	args := []any{e.Span.Start.Sub(missing[0].Span.Start)}
	for _, m := range missing[1:] {
		args = append(args, e.Span.Start.Sub(m.Span.Start))
	}
	f := Finding{Events: ids(e), Span: planner.Span{Start: missing[0].Span.Start, End: e.Span.Start}, Args: []any{x.name(e), e.Span.Start, planner.T(key, args...)}}
	if !slices.ContainsFunc(missing, x.banned) {
		f.Fixes = []Fix{addition("teaser-missing", []any{len(missing)}, missing...)}
	}
	add(f)
}

func onAir(x *index, d planner.Date, shop string, lives []*planner.Event, add report) {
	var total time.Duration
	for _, e := range lives {
		total += e.Span.Length()
	}
	if most := x.lim.Shop(shop).HoursDay; most > 0 && total > most {
		add(Finding{Events: ids(lives...), Span: spanOf(lives), Detail: shop + " " + d.String(), Args: []any{d, total, most}, Fixes: x.spread("live-hours-a-day", lives)})
	}
}

func sessions(x *index, d planner.Date, shop string, lives []*planner.Event, add report) {
	if most := x.lim.Shop(shop).SessionsDay; most > 0 && len(lives) > most {
		f := Finding{Events: ids(lives...), Span: spanOf(lives), Detail: shop + " " + d.String(), Args: []any{d, len(lives), most}}
		if len(lives) == most+1 {
			f.Fixes = x.spread("live-sessions-a-day", lives)
		}
		add(f)
	}
}

// spread returns the fix that the last of the day's lives that is not pinned goes to a day that has room for it, or none.
func (x *index) spread(rule string, lives []*planner.Event) []Fix {
	lim := x.lim.Shop(lives[0].Shop)
	if !x.roomOnAir(lives[0].Shop, lim.SessionsDay) {
		return nil
	}
	var total time.Duration
	for _, e := range lives {
		total += e.Span.Length()
	}
	for _, e := range slices.Backward(lives) {
		if e.Pinned || total-e.Span.Length() > lim.HoursDay {
			continue
		}
		days := x.shiftDays(e, func(to planner.Span) bool {
			air := x.onAir[shopDay{e.Shop, x.day(to.Start)}]
			return air.sessions < lim.SessionsDay && air.total+to.Length() <= lim.HoursDay && x.sale().Covers(to)
		})
		if days != 0 {
			return []Fix{move(rule, []any{x.day(e.Span.MoveDays(days, x.loc).Start)}, e, days)}
		}
	}
	return nil
}

// roomOnAir reports whether the shop has a date of the sale on which another session is allowed.
func (x *index) roomOnAir(shop string, most int) bool {
	room, ok := x.room[shop]
	if !ok {
		room = slices.ContainsFunc(x.sale().Dates(x.loc), func(d planner.Date) bool { return x.onAir[shopDay{shop, d}].sessions < most })
		x.room[shop] = room
	}
	return room
}

func sessionGap(x *index, _ planner.Date, _ string, lives []*planner.Event, add report) {
	for i := 1; i < len(lives); i++ {
		a, b := lives[i-1], lives[i]
		if gap := b.Span.Start.Sub(a.Span.End); gap >= 0 && gap < x.lim.SessionGap {
			add(Finding{Events: ids(b, a), Span: planner.Span{Start: a.Span.End, End: b.Span.Start.Add(time.Minute)}, Args: []any{x.name(a), x.name(b), gap, x.lim.SessionGap}})
		}
	}
}

func liveOffHours(x *index, e *planner.Event, add report) {
	d := x.day(e.Span.Start)
	open := planner.Span{Start: d.At(x.lim.OpenHour, 0, x.loc), End: d.At(x.lim.CloseHour, 0, x.loc)}
	if !open.Covers(e.Span) {
		add(Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Span, open}})
	}
}

// all takes every event, for perDay.
func all(*planner.Event) bool { return true }

func spanOf(events []*planner.Event) planner.Span {
	s := events[0].Span
	for _, e := range events[1:] {
		s.End = maxTime(s.End, e.Span.End)
	}
	return s
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func maxTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
