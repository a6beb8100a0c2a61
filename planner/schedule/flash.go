package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// flashes puts live flash sales into the shop's long lives, one an hour, in the middle of it: the lives that
// draw most first, and of the products those that had fewest, then those whose stock is worth most.
func (d *draft) flashes(shop *planner.Shop) {
	if d.work.Tool(flashTool) == nil {
		return
	}
	lives := slices.DeleteFunc(slices.Clone(d.work.Events.All()), func(e *planner.Event) bool {
		return e.Kind != planner.Live || e.Shop != shop.ID || !e.Scheduled() || !d.work.OnPlatform(e) || e.Span.Length() < 2*d.norms.usual ||
			!d.work.Sale.Span.Covers(e.Span)
	})
	slices.SortFunc(lives, func(a, b *planner.Event) int {
		return cmp.Or(cmp.Compare(d.dayOf(b.Span.Start).demand, d.dayOf(a.Span.Start).demand), a.Span.Start.Compare(b.Span.Start))
	})
	for _, live := range lives {
		start := live.Span.Start.Add(30 * time.Minute)
		for ; !start.Add(30 * time.Minute).After(live.Span.End); start = start.Add(time.Hour) {
			if e := d.flash(shop, live, start); e != nil {
				d.add(e)
			}
		}
	}
}

// dayOf returns the day of the horizon on which the instant falls, or an empty one.
func (d *draft) dayOf(t time.Time) day {
	i := planner.DateOf(t, d.loc).Sub(d.days[0].date)
	if i < 0 || i >= len(d.days) {
		return day{}
	}
	return d.days[i]
}

// flash returns a live flash sale of the best product at that instant of the live, or nil where none is allowed.
func (d *draft) flash(shop *planner.Shop, live *planner.Event, start time.Time) *planner.Event {
	span := planner.Span{Start: start, End: start.Add(d.limits.FlashLength)}
	if d.inHour(shop, start) >= d.norms.flashHour {
		return nil
	}
	products := d.products(shop.ID, "")
	deals := map[string][]*planner.Event{}
	for _, e := range d.work.Events.All() {
		if e.Kind == planner.Flash && e.Scheduled() {
			for _, x := range d.work.ProductsOf(e) {
				deals[x.SKU] = append(deals[x.SKU], e)
			}
		}
	}
	slices.SortStableFunc(products, func(a, b *planner.Product) int { return len(deals[a.SKU]) - len(deals[b.SKU]) })
	for _, x := range products {
		if !slices.Contains(d.work.ProductsOf(live), x) || !d.flashFree(deals[x.SKU], span) {
			continue
		}
		quantity := min(d.limits.FlashUnits, x.Stock/max(1, d.norms.flashMost))
		off := d.flashOff(x)
		if quantity < 1 || off == 0 {
			continue
		}
		e := &planner.Event{Kind: planner.Flash, Shop: shop.ID, Channel: live.Channel, Line: x.Line, Products: []string{x.SKU}, Parent: live.ID, Span: span,
			Promo: &planner.Promo{Tool: flashTool, PercentOff: off, Quantity: quantity, PlatformShare: -1}}
		if d.barred(e) {
			return nil
		}
		if d.excluded(e, x) {
			continue
		}
		if e = d.bear(e); e != nil {
			return e
		}
	}
	return nil
}

// excluded reports whether a promotion of the product runs at the same time with whose tool the platform
// does not let the event's tool run.
func (d *draft) excluded(e *planner.Event, x *planner.Product) bool {
	tool := d.work.Tool(e.Promo.Tool)
	return slices.ContainsFunc(d.work.Events.All(), func(o *planner.Event) bool {
		if o.Promo == nil || !o.Scheduled() || !o.Span.Overlaps(e.Span) {
			return false
		}
		other := d.work.Tool(o.Promo.Tool)
		clash := slices.Contains(tool.Exclusive, other.ID) || slices.Contains(other.Exclusive, tool.ID)
		return clash && slices.Contains(d.work.ProductsOf(o), x)
	})
}

// inHour returns how many flash deals of the shop run in the clock hour of the instant.
func (d *draft) inHour(shop *planner.Shop, t time.Time) (n int) {
	hour := planner.Span{Start: t.Truncate(time.Hour), End: t.Truncate(time.Hour).Add(time.Hour)}
	for _, e := range d.work.Events.All() {
		if e.Kind == planner.Flash && e.Shop == shop.ID && e.Span.Overlaps(hour) {
			n++
		}
	}
	return n
}

// flashFree reports whether a product with those deals may have one more at the span: not too many in all,
// and none within the days of pause.
func (d *draft) flashFree(deals []*planner.Event, span planner.Span) bool {
	if len(deals) >= d.norms.flashMost {
		return false
	}
	day := planner.DateOf(span.Start, d.loc)
	for _, e := range deals {
		if n := planner.DateOf(e.Span.Start, d.loc).Sub(day); max(n, -n) <= d.norms.flashGap {
			return false
		}
	}
	return true
}

// flashOff returns how deep a product's flash deal is: its usual discount, or the next whole percent that
// brings the price below its lowest of the past 30 days; 0 where that is half the price or more.
func (d *draft) flashOff(x *planner.Product) planner.BasisPoints {
	off := x.FlashDiscount
	if off == 0 {
		off = planner.BasisPoints(d.work.Num("flash_discount"))
	}
	for ; off < 5000; off += 100 - off%100 {
		price := x.Price - d.work.Money(x.Price).Percent(off).Minor
		if x.Low30 == 0 || price < x.Low30 {
			return off
		}
	}
	return 0
}
