package schedule

import (
	"cmp"
	"math"
	"slices"
	"time"

	"bfplanner/planner"
)

// lives gives every day of the sale a live of each shop, the days that draw most first, so that they have
// their pick of hosts and studios: of the usual length on a usual day, longer where more buyers come, and the
// long live on Black Friday.
func (d *draft) lives() {
	order := slices.DeleteFunc(slices.Clone(d.days), func(x day) bool { return !x.selling() || x.down >= certain })
	slices.SortStableFunc(order, func(a, b day) int { return cmp.Compare(b.demand, a.demand) })
	shops := d.shops()
	risky := d.riskyTime()
	for i, day := range order {
		for k := range shops {
			shop := shops[(i+k)%len(shops)] // shops take turns at the first choice
			length := d.length(day) - d.onAir(shop.ID, day)
			if day.down >= d.norms.risky {
				length = min(length, risky)
			}
			live := d.live(shop, day, length)
			if live == nil {
				continue
			}
			d.add(live)
			d.roster.book(d.work, live)
			if day.down >= d.norms.risky {
				risky -= live.Span.Length()
			}
		}
	}
}

// length returns how long a day's lives ought to be: the usual length times the day's demand in whole
// numbers, and the length of the long live on Black Friday.
func (d *draft) length(x day) time.Duration {
	if x.date == planner.BlackFriday(x.date.Year) {
		return d.norms.long
	}
	return d.norms.usual * max(1, time.Duration(math.Round(x.demand)))
}

// onAir returns the length of the shop's lives that begin on the day.
func (d *draft) onAir(shop string, x day) (length time.Duration) {
	for _, s := range d.roster.session[shop] {
		if x.span.Contains(s.Start) {
			length += s.Length()
		}
	}
	return length
}

// riskyTime returns how long may still be planned live on days that are likely to be lost.
func (d *draft) riskyTime() time.Duration {
	left := d.norms.riskyLive
	for _, x := range d.days {
		for _, shop := range d.work.Shops.All() {
			if x.down >= d.norms.risky {
				left -= d.onAir(shop.ID, x)
			}
		}
	}
	return left
}

// live returns the best live of the shop on the day: as near to the length as hosts and studio allow, then
// when most viewers come. It returns nil where none can be had that is half as long as a usual one.
func (d *draft) live(shop *planner.Shop, x day, length time.Duration) *planner.Event {
	hosts := slices.DeleteFunc(slices.Clone(d.work.Hosts.All()), func(h *planner.Host) bool {
		return len(h.Shops) > 0 && !slices.Contains(h.Shops, shop.ID)
	})
	step := d.norms.slot
	length = min(length, d.limits.Session, d.limits.Live.Max, d.limits.Shop(shop.ID).HoursDay-d.onAir(shop.ID, x)).Truncate(step)
	shortest := max(d.limits.Live.Min, d.norms.usual/2)
	for ; len(hosts) > 0 && length >= shortest; length -= step {
		for _, session := range d.sessions(x, length) {
			if e := d.manned(shop, x, session, hosts); e != nil {
				return e
			}
		}
	}
	return nil
}

// sessions returns the spans of that length on the day's grid, inside the hours of lives and the sale, the
// one that draws most viewers first. Hours outside prime time count half.
func (d *draft) sessions(x day, length time.Duration) []planner.Span {
	type choice struct {
		span planner.Span
		draw float64
	}
	var list []choice
	curve := d.work.Nums("hour_curve")
	step, n := int(d.norms.slot/time.Minute), int(length/time.Minute)
	for start := d.limits.OpenHour * 60; start+n <= d.limits.CloseHour*60; start += step {
		span := planner.Span{Start: x.date.At(0, start, d.loc)}
		span.End = span.Start.Add(length)
		if !x.sale.Covers(span) {
			continue
		}
		var draw float64
		for m := start; m < start+n; m += step {
			part := at(curve, m/60%24)
			if !d.prime(x.date, m) {
				part /= 2
			}
			draw += part
		}
		list = append(list, choice{span, draw})
	}
	slices.SortStableFunc(list, func(a, b choice) int { return cmp.Compare(b.draw, a.draw) })
	spans := make([]planner.Span, len(list))
	for i, c := range list {
		spans[i] = c.span
	}
	return spans
}

// prime reports whether the minute of the day is in prime time: the evening, and at weekends the morning.
func (d *draft) prime(date planner.Date, minute int) bool {
	inside := func(param string) bool {
		hours := d.work.Nums(param)
		return len(hours) == 2 && minute >= int(hours[0]*60) && minute < int(hours[1]*60)
	}
	weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
	return inside("prime_time_weekday") || weekend && inside("prime_time_weekend")
}

// manned returns the shop's live in that span with hosts and a studio, or nil where they cannot be had, the
// shop is on air too near, or the event would be barred.
func (d *draft) manned(shop *planner.Shop, x day, session planner.Span, hosts []*planner.Host) *planner.Event {
	sessions := 0
	gap := d.limits.SessionGap
	for _, s := range d.roster.session[shop.ID] {
		if x.span.Contains(s.Start) {
			sessions++
		}
		if s.Start.Before(session.End.Add(gap)) && session.Start.Before(s.End.Add(gap)) {
			return nil
		}
	}
	e := &planner.Event{Kind: planner.Live, Shop: shop.ID, Channel: planner.TikTok, Span: session}
	if sessions >= d.limits.Shop(shop.ID).SessionsDay || d.barred(e) {
		return nil
	}
	studio, ok := d.roster.studioFor(d.work, session)
	if !ok {
		return nil
	}
	shifts := d.roster.man(hosts, session, d.norms.slot, d.norms.usual)
	if shifts == nil {
		return nil
	}
	e.Live = &planner.LiveDetail{Shifts: shifts, Studio: studio}
	e.Products = d.shown(shop)
	return e
}

// shown returns the SKUs that the shop's lives show: nil for all of them, or those in stock where a whole line
// has none or where there are more than a live may show.
func (d *draft) shown(shop *planner.Shop) []string {
	most, inStock := d.limits.LiveProducts, d.products(shop.ID, "")
	all, lines := 0, 0
	for _, l := range d.work.Lines.All() {
		if l.Shop == shop.ID {
			lines++
			all += len(d.work.ProductsOf(&planner.Event{Line: l.ID}))
		}
	}
	if lines == len(d.lines(shop.ID)) && (most == 0 || all <= most) {
		return nil
	}
	if most > 0 && len(inStock) > most {
		inStock = inStock[:most]
	}
	var skus []string
	for _, x := range inStock {
		skus = append(skus, x.SKU)
	}
	slices.Sort(skus)
	return skus
}
