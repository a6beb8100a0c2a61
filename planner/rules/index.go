package rules

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/planner/risk"
)

// index is what the rules of one Check share: the plan's events sorted and grouped once. Every list of
// events is in the order of their starts, then IDs, and holds only scheduled ones.
type index struct {
	p          *planner.Plan
	now        time.Time
	loc        *time.Location
	lim        planner.Limits
	phases     map[planner.PhaseID]planner.Span // the first of each
	events     []*planner.Event
	kind       map[planner.Kind][]*planner.Event
	children   map[string][]*planner.Event // by live
	shifts     map[string][]shift          // by host
	air        map[string][]stretch        // by host
	studios    map[string][]*planner.Event // lives by studio
	hits       []risk.Hit
	ahead      []risk.Hit // those for which the plan prepares
	scopes     scopes
	promos     []promo
	hours      map[hostDay][]planner.Span
	dates      []planner.Date // of the campaign
	midnight   []time.Time    // their starts
	seedingDay int            // number of the first date of seeding
	onAir      map[shopDay]airtime
	longest    time.Duration   // of all lives
	room       map[string]bool // by shop: see roomOnAir
	videos     map[shopDay]int // seeding videos
	losses     []loss          // of every product; nil until asked for
	book       *pricing.Book
	memo       *memory         // what a Checker keeps; nil outside a check
	low        map[string]bool // products under their floors; nil until asked for
	tried      int             // promotions tried against the book
	named      map[*planner.Event]any
}

// shift is one shift of a live.
type shift struct {
	live *planner.Event
	n    int // among the live's shifts
	span planner.Span
}

// shopDay names the civil date of a shop.
type shopDay struct {
	shop string
	d    planner.Date
}

// airtime is how much a shop is live on a date, by the lives that start on it.
type airtime struct {
	sessions int
	total    time.Duration
}

// promo is a coupon or flash deal on the platform with its tool and the products that it touches.
type promo struct {
	*planner.Event
	tool  *planner.Tool
	scope set
}

func newIndex(prices *pricing.Book, now time.Time) *index {
	p := prices.Plan()
	x := &index{
		book: prices, p: p, now: now, loc: p.Zone(), lim: planner.LimitsOf(p), phases: map[planner.PhaseID]planner.Span{}, kind: map[planner.Kind][]*planner.Event{},
		children: map[string][]*planner.Event{}, shifts: map[string][]shift{}, air: map[string][]stretch{}, studios: map[string][]*planner.Event{},
		hits: risk.Active(p, now), ahead: risk.Looming(p, now), scopes: newScopes(p), hours: map[hostDay][]planner.Span{},
		onAir: map[shopDay]airtime{}, videos: map[shopDay]int{}, room: map[string]bool{}, named: map[*planner.Event]any{},
	}
	x.calendar(p.Sale.Campaign())
	for _, f := range p.Sale.Phases() {
		if _, ok := x.phases[f.ID]; !ok {
			x.phases[f.ID] = f.Span
		}
	}
	x.seedingDay = x.number(x.phases[planner.Seeding].Start)
	x.events = make([]*planner.Event, 0, p.Events.Len())
	for _, e := range p.Events.All() {
		if e.Scheduled() {
			x.events = append(x.events, e)
		}
	}
	slices.SortFunc(x.events, func(a, b *planner.Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.ID, b.ID))
	})
	for _, e := range x.events {
		x.put(e)
	}
	for host, list := range x.shifts {
		slices.SortStableFunc(list, func(a, b shift) int { return a.span.Start.Compare(b.span.Start) })
		x.air[host] = stretches(list)
	}
	return x
}

func (x *index) put(e *planner.Event) {
	x.kind[e.Kind] = append(x.kind[e.Kind], e)
	on := shopDay{e.Shop, x.day(e.Span.Start)}
	if seeding(e) {
		x.videos[on]++
	}
	if e.Parent != "" {
		x.children[e.Parent] = append(x.children[e.Parent], e)
	}
	if e.Promo != nil && x.onPlatform(e) {
		if t := x.p.Tool(e.Promo.Tool); t != nil {
			x.promos = append(x.promos, promo{e, t, x.scopes.of(e)})
		}
	}
	if e.Live == nil {
		return
	}
	x.longest = max(x.longest, e.Span.Length())
	air := x.onAir[on]
	x.onAir[on] = airtime{air.sessions + 1, air.total + e.Span.Length()}
	if e.Live.Studio != "" {
		x.studios[e.Live.Studio] = append(x.studios[e.Live.Studio], e)
	}
	for n, s := range e.Live.Shifts {
		x.shifts[s.Host] = append(x.shifts[s.Host], shift{e, n, s.Span})
	}
}

// calendar writes down the midnights of the campaign's dates, so that day need not ask the time zone.
func (x *index) calendar(campaign planner.Span) {
	x.dates = campaign.Dates(x.loc)
	x.midnight = make([]time.Time, len(x.dates))
	for i, d := range x.dates {
		x.midnight[i] = d.At(0, 0, x.loc)
	}
}

// number returns how many dates after the campaign's first an instant falls, in the market's zone; it is below 0 before.
func (x *index) number(t time.Time) int {
	if len(x.dates) == 0 {
		return planner.DateOf(t, x.loc).Sub(planner.Date{Year: 1970, Month: 1, Day: 1})
	}
	// A date is an hour longer or shorter than 24 at most, so the guess is off by one at most.
	i, last := int(t.Sub(x.midnight[0])/(24*time.Hour)), len(x.dates)-1
	if t.Before(x.midnight[0]) || i > last {
		return planner.DateOf(t, x.loc).Sub(x.dates[0])
	}
	switch {
	case t.Before(x.midnight[i]):
		return i - 1
	case i == last:
		return planner.DateOf(t, x.loc).Sub(x.dates[0])
	case !t.Before(x.midnight[i+1]):
		return i + 1
	}
	return i
}

// date returns the civil date of a number.
func (x *index) date(n int) planner.Date {
	if n >= 0 && n < len(x.dates) {
		return x.dates[n]
	}
	if len(x.dates) == 0 {
		return planner.Date{Year: 1970, Month: 1, Day: 1 + n}.Add(0)
	}
	return x.dates[0].Add(n)
}

// day returns the civil date of an instant in the market's zone.
func (x *index) day(t time.Time) planner.Date { return x.date(x.number(t)) }

// onPlatform reports whether the platform's limits hold for the event; one without a channel is taken to be there.
func (x *index) onPlatform(e *planner.Event) bool { return e.Channel == "" || x.p.OnPlatform(e) }

// coming reports whether the event has not begun, so that it can still be moved.
func (x *index) coming(e *planner.Event) bool { return e.Span.Start.After(x.now) }

// banned reports whether a window of severity block hits the event.
func (x *index) banned(e *planner.Event) bool {
	for _, h := range x.hits {
		if h.Severity == string(Block) && risk.HitsEvent(x.p, h, e) {
			return true
		}
	}
	return false
}

// report is how a rule hands over what it found.
type report func(Finding)

// check is what a rule does.
type check func(x *index, add report)

// each makes a rule of what there is to say of one event of the kinds.
func each(f func(x *index, e *planner.Event, add report), kinds ...planner.Kind) check {
	return func(x *index, add report) {
		for _, k := range kinds {
			for _, e := range x.kind[k] {
				f(x, e, add)
			}
		}
	}
}

// eachPromo makes a rule of what there is to say of one promotion.
func eachPromo(f func(x *index, o promo, add report)) check {
	return func(x *index, add report) {
		for _, o := range x.promos {
			f(x, o, add)
		}
	}
}

// eachHost makes a rule of what there is to say of one host's stretches on air, in the order of time.
func eachHost(f func(x *index, h *planner.Host, air []stretch, add report)) check {
	return func(x *index, add report) {
		for _, h := range x.p.Hosts.All() {
			f(x, h, x.air[h.ID], add)
		}
	}
}

// promoPairs makes a rule of what there is to say of two promotions of one shop that run at the same time,
// on a product in common; reach says how long a promotion works. The earlier comes first.
func promoPairs(takes func(promo) bool, reach func(*index, promo) planner.Span, f func(x *index, a, b promo, add report)) check {
	return func(x *index, add report) {
		var open []promo
		for _, b := range x.promos {
			if !takes(b) {
				continue
			}
			open = slices.DeleteFunc(open, func(a promo) bool { return !reach(x, a).End.After(b.Span.Start) })
			for _, a := range open {
				if a.Shop == b.Shop && a.scope.meets(b.scope) {
					f(x, a, b, add)
				}
			}
			open = append(open, b)
		}
	}
}

// run is how long a promotion itself runs, for promoPairs.
func run(_ *index, o promo) planner.Span { return o.Span }

// perDay makes a rule of what there is to say of the events that start on one civil date in one shop.
func perDay(kind planner.Kind, takes func(*planner.Event) bool, f func(x *index, d planner.Date, shop string, day []*planner.Event, add report)) check {
	return func(x *index, add report) {
		days, order := map[shopDay][]*planner.Event{}, []shopDay(nil)
		for _, e := range x.kind[kind] {
			if !takes(e) {
				continue
			}
			k := shopDay{e.Shop, x.day(e.Span.Start)}
			if days[k] == nil {
				order = append(order, k)
			}
			days[k] = append(days[k], e)
		}
		for _, k := range order {
			f(x, k.d, k.shop, days[k], add)
		}
	}
}

// ids returns the IDs of the events.
func ids(events ...*planner.Event) []string {
	out := make([]string, len(events))
	for i, e := range events {
		out[i] = e.ID
	}
	return out
}

// inOrder sorts the findings of one rule by their starts, then by their first events.
func inOrder(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), slices.Compare(a.Events, b.Events), cmp.Compare(a.Detail, b.Detail))
	})
}
