package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/forecast"
)

// item is an event that the platform can no longer carry, with the ways in which it can go on. Options are in the
// order in which they change least: days moved, then value.
type item struct {
	event   *planner.Event
	options []option
}

// option is one way to go on: on a channel, so many days off, for what it is expected to leave.
type option struct {
	channel *planner.Channel
	days    int
	orders  int // thousandths
	value   int // minor units; of a live above zero
	uses    []use
}

// use is how much of a resource an option takes: orders of a channel's day or of a line's stock, in thousandths,
// or the one day-change that a host and a studio is asked to bear.
type use struct{ resource, amount int }

// milli is the thousandths of an order.
const milli = 1000

// shiftDays is how far, in days, a drill moves a live or video for which no channel has room on its own day.
const shiftDays = 3

// cost is how much the option changes: an event that keeps its time changes least.
func (o option) cost() int { return max(o.days, -o.days) }

// apply returns the event as it goes on.
func (o option) apply(e *planner.Event, loc *time.Location) *planner.Event {
	n := *e.At(e.Span.MoveDays(o.days, loc))
	n.Channel = o.channel.ID
	if n.Live != nil && slices.Contains(n.Live.Mirrors, o.channel.ID) {
		live := *n.Live
		live.Mirrors = slices.DeleteFunc(slices.Clone(live.Mirrors), func(m string) bool { return m == o.channel.ID })
		n.Live = &live
	}
	return &n
}

// rooms numbers the resources as they are first asked for.
type rooms struct {
	index map[string]int
	room  []int
}

func (r *rooms) of(key string, amount func() int) int {
	i, ok := r.index[key]
	if !ok {
		i = len(r.room)
		r.index[key], r.room = i, append(r.room, amount())
	}
	return i
}

// items works out the options of the events that need a choice.
func (d *drill) items(open []*planner.Event) []item {
	r := &rooms{index: map[string]int{}}
	o := &outlook{drill: d, rooms: r, limits: planner.LimitsOf(d.p), demand: forecast.NewDemand(d.p), recover: d.p.Num("hedge_recover") / 10000, sold: map[planner.Date]int64{}, stock: map[string]int64{}}
	o.week0 = d.p.Horizon()[0]
	for _, c := range d.p.Channels.All() {
		if c.Platform {
			o.platform += float64(c.Share)
		}
	}
	for _, x := range d.p.Products.All() {
		o.stock[x.Line] += int64(x.Stock + x.InboundStock)
	}
	for _, day := range d.model.Days() {
		o.sold[day.Date] = day.Orders
		if day.Date.Before(planner.DateOf(d.at, d.loc)) {
			for sku, n := range day.Units {
				o.stock[d.p.Product(sku).Line] -= n
			}
		}
	}
	list := make([]item, len(open))
	for i, e := range open {
		list[i] = item{e, o.options(e)}
	}
	d.room = r.room
	return list
}

// outlook is what is known of the channels and the stock.
type outlook struct {
	*drill
	*rooms
	limits   planner.Limits
	demand   *forecast.Demand
	recover  float64 // share of the audience that follows to another channel
	platform float64 // its share of today's orders, basis points
	sold     map[planner.Date]int64
	stock    map[string]int64 // by line, units left at the instant
	week0    planner.Date
}

// options lists how the event can go on: on its own day on every channel, and where some channel has no room for it
// on that day, on the days around.
//
// A video sells nothing by itself in the expectation of orders, so it goes, at its own time, to the channel that most
// orders come from today, for what it costs to make.
func (o *outlook) options(e *planner.Event) []option {
	var list []option
	if e.Clip != nil {
		if c := o.busiest(); c != nil {
			list = append(list, option{channel: c, value: -int(e.Clip.Cost)})
		}
		return list
	}
	for days := -shiftDays; days <= shiftDays; days++ {
		to := e.At(e.Span.MoveDays(days, o.loc))
		if days != 0 && (e.Pinned || !o.fits(e, to)) {
			continue
		}
		for _, c := range o.p.Channels.All() {
			if c.Platform {
				continue
			}
			if one, ok := o.option(e, to, c, days); ok {
				list = append(list, one)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b option) int { return cmp.Or(cmp.Compare(a.cost(), b.cost()), cmp.Compare(b.value, a.value)) })
	return list
}

// busiest returns the channel off the platform with the largest share of today's orders, or nil.
func (o *outlook) busiest() *planner.Channel {
	var best *planner.Channel
	for _, c := range o.p.Channels.All() {
		if !c.Platform && (best == nil || c.Share > best.Share) {
			best = c
		}
	}
	return best
}

// fits reports whether the live can be moved there at all: still to come, before the sale ends, its hosts available
// and free, its studio free, everything else being where it is.
func (o *outlook) fits(e, to *planner.Event) bool {
	if to.Span.Start.Before(o.from) || to.Span.End.After(o.p.Sale.Span.End) || to.Span.Start.Before(o.p.Sale.Span.Start) != e.Span.Start.Before(o.p.Sale.Span.Start) {
		return false
	}
	for _, c := range o.p.Children(e.ID) {
		if o.followed(c) && c.Span.MoveDays(planner.DateOf(to.Span.Start, o.loc).Sub(planner.DateOf(e.Span.Start, o.loc)), o.loc).Start.Before(o.from) {
			return false
		}
	}
	return o.manned(e, to)
}

// manned reports whether the live's hosts and studio are free at its new time, every other live being at its own.
func (o *outlook) manned(e, to *planner.Event) bool {
	r := newRoster(o.loc, o.limits, o.week0)
	for _, x := range o.p.Events.All() {
		if x.Kind == planner.Live && x.Scheduled() && x.ID != e.ID {
			r.book(o.p, x)
		}
	}
	for i, s := range to.Live.Shifts {
		h := o.p.Host(s.Host)
		if h == nil || !r.hostFree(h, s.Span, to.Live.Shifts[:i]) {
			return false
		}
	}
	studio, ok := o.p.Studios.Get(to.Live.Studio)
	if !ok {
		return true
	}
	want := r.usage(studio, to.Span)
	return !slices.ContainsFunc(r.studios[studio.ID], func(u studioUse) bool {
		return want.session.Overlaps(u.session) || want.setup.Overlaps(u.session) || u.setup.Overlaps(want.session)
	})
}

// option returns what the live would do on the channel at its new time, false where that is not worth its cost.
func (o *outlook) option(e, to *planner.Event, c *planner.Channel, days int) (option, bool) {
	date := planner.DateOf(to.Span.Start, o.loc)
	viewers := o.limits.Shop(e.Shop).ColdViewers * to.Span.Length().Hours() * o.demand.On(date)
	orders := viewers * o.recover * c.Conversion.Fraction()
	var net, value float64
	lines := map[string]float64{}
	for _, x := range o.p.ProductsOf(e) {
		worth := float64(stockValue(x))
		value += worth
		lines[x.Line] += worth
		net += worth * (float64(x.Price)*(1-c.Fee.Fraction()) - float64(x.Cost+x.Ship))
	}
	if value == 0 {
		return option{}, false
	}
	n := option{channel: c, days: days, orders: int(orders * milli)}
	n.value = int(orders*net/value) - int(exposure.CostOf(o.p, to).Minor)
	if n.value <= 0 || n.orders == 0 {
		return n, false
	}
	n.uses = append(n.uses, use{o.of("day "+c.ID+" "+date.String(), func() int { return o.free(c, date) }), n.orders})
	for _, line := range o.p.Lines.All() {
		if part := lines[line.ID] / value; part > 0 {
			n.uses = append(n.uses, use{o.of("stock "+line.ID, func() int { return int(o.stock[line.ID]) * milli }), int(float64(n.orders) * part)})
		}
	}
	if days != 0 {
		for _, h := range e.Hosts() {
			n.uses = append(n.uses, use{o.of("host "+h, func() int { return 1 }), 1})
		}
		if e.Live.Studio != "" {
			n.uses = append(n.uses, use{o.of("studio "+e.Live.Studio, func() int { return 1 }), 1})
		}
	}
	return n, true
}

// free returns how many thousandths of orders the channel can still take on the date, beside its own share of the day's.
func (o *outlook) free(c *planner.Channel, date planner.Date) int {
	own := 0.0
	if o.platform > 0 {
		own = float64(o.sold[date]) * float64(c.Share) / o.platform
	}
	return max(0, int((float64(c.Capacity)-own)*milli))
}
