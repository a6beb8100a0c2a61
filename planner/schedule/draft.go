package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
)

// couponTool and flashTool are the promotions that are planned; events of other tools are the user's own.
const (
	couponTool = "sale_coupon"
	flashTool  = "live_flash_sale"
)

// ownTasks are the milestones that are planned; those of another type are the user's own.
var ownTasks = []string{planner.Samples, planner.Inbound, planner.Registration, planner.Approval, planner.DataExport, planner.Followers, planner.OpenOrders}

// draft is a plan in the making: the plan without the events that are planned anew, what stands already,
// and the events made so far, in the order in which they will be added.
type draft struct {
	given  *planner.Plan // as it was handed in
	work   *planner.Plan // given without what is planned anew, and with what was made so far
	now    time.Time
	loc    *time.Location
	limits planner.Limits
	norms  norms
	hits   []risk.Hit
	days   []day
	roster *roster
	old    []*planner.Event // what is planned anew under another ID; seeding videos keep theirs
	made   int              // how many events were made; the IDs of new ones are the reference to their number
}

// day is one day of the plan's horizon.
type day struct {
	date   planner.Date
	span   planner.Span
	sale   planner.Span // the part that lies in the sale; zero in the seeding month
	demand float64      // times a usual day of the sale
	down   planner.BasisPoints
}

// certain is the chance of being down of a day in a ban.
const certain planner.BasisPoints = 10000

// selling reports whether the sale runs on the day.
func (d day) selling() bool { return !d.sale.IsZero() }

func newDraft(p *planner.Plan, now time.Time) *draft {
	d := &draft{given: p, now: now, loc: p.Zone(), limits: planner.LimitsOf(p), norms: normsOf(p), hits: risk.Active(p, now)}
	work := *p
	held := d.held()
	var lifted []*planner.Event
	var gone []string
	for _, e := range p.Events.All() {
		_, known := p.Shops.Get(e.Shop)
		switch {
		case held[e.ID] || !known || !ours(e):
		case seeding(e):
			lifted = append(lifted, e.At(planner.Span{}))
		default:
			gone = append(gone, e.ID)
			d.old = append(d.old, e)
		}
	}
	work.Events = work.Events.Drop(gone...).Put(lifted...)
	d.work = &work
	dates := p.Horizon()
	downs := risk.DownChances(p, now, dates)
	demand := forecast.NewDemand(p)
	for i, date := range dates {
		one := day{date: date, span: date.Span(d.loc), demand: demand.On(date), down: downs[i]}
		if part, ok := one.span.Intersect(p.Sale.Span); ok {
			one.sale = part
		}
		d.days = append(d.days, one)
	}
	d.roster = newRoster(d.loc, d.limits, dates[0])
	for _, e := range work.Events.All() {
		if e.Kind == planner.Live && e.Scheduled() {
			d.roster.book(&work, e)
		}
	}
	return d
}

// ours reports whether the event is of a sort that is planned, whoever made it. One that names no shop of the
// plan stays all the same.
func ours(e *planner.Event) bool {
	switch e.Kind {
	case planner.Video, planner.Live:
		return true
	case planner.Coupon:
		return e.Promo.Tool == couponTool
	case planner.Flash:
		return e.Promo.Tool == flashTool
	case planner.Milestone:
		return slices.Contains(ownTasks, e.Task.Type) && !e.Task.Done
	}
	return false
}

// seeding reports whether the event is a video that keeps its identity when it is planned anew. Teasers do
// not: they come and go with their live.
func seeding(e *planner.Event) bool {
	return e.Kind == planner.Video && (e.Clip.Type != planner.Teaser || e.Parent == "")
}

// held returns the IDs of the events that stay as they are: pinned or past ones, and the lives to which such
// belong, since a live whose teaser is out has been announced.
func (d *draft) held() map[string]bool {
	held := map[string]bool{}
	for _, e := range d.given.Events.All() {
		if e.Pinned || e.Scheduled() && e.Span.Start.Before(d.now) {
			held[e.ID] = true
			if e.Parent != "" && e.Task == nil {
				held[e.Parent] = true
			}
		}
	}
	return held
}

// add puts a new event into the draft and gives it an ID.
func (d *draft) add(e *planner.Event) {
	e.ID = ref(d.made)
	d.made++
	d.put(e)
}

// put puts events that have an ID into the draft.
func (d *draft) put(events ...*planner.Event) {
	work := *d.work
	work.Events = work.Events.Put(events...)
	d.work = &work
}

// barred reports whether an event lies before now or in a risk window that the platform would not survive.
func (d *draft) barred(e *planner.Event) bool {
	return e.Span.Start.Before(d.now) || slices.ContainsFunc(d.hits, func(h risk.Hit) bool {
		return h.Severity == string(rules.Block) && risk.HitsEvent(d.work, h, e)
	})
}

// shops returns the shops that have something to sell, in the order of their IDs.
func (d *draft) shops() []*planner.Shop {
	return slices.DeleteFunc(slices.Clone(d.work.Shops.All()), func(s *planner.Shop) bool { return len(d.products(s.ID, "")) == 0 })
}

// lines returns the shop's lines that have something to sell, those whose stock is worth most first.
func (d *draft) lines(shop string) []*planner.Line {
	return linesOf(d.work, shop)
}

// products returns the products in stock of a shop, or of one of its lines, those whose stock is worth most first.
func (d *draft) products(shop, line string) []*planner.Product { return productsOf(d.work, shop, line) }

func linesOf(p *planner.Plan, shop string) []*planner.Line {
	var list []*planner.Line
	worth := map[string]int64{}
	for _, l := range p.Lines.All() {
		if l.Shop != shop {
			continue
		}
		for _, x := range productsOf(p, shop, l.ID) {
			worth[l.ID] += stockValue(x)
		}
		if worth[l.ID] > 0 {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b *planner.Line) int {
		return cmp.Or(cmp.Compare(worth[b.ID], worth[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func productsOf(p *planner.Plan, shop, line string) []*planner.Product {
	var list []*planner.Product
	for _, x := range p.Products.All() {
		l, ok := p.Lines.Get(x.Line)
		if ok && l.Shop == shop && (line == "" || l.ID == line) && stockValue(x) > 0 {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b *planner.Product) int {
		return cmp.Or(cmp.Compare(stockValue(b), stockValue(a)), cmp.Compare(a.SKU, b.SKU))
	})
	return list
}

// at returns the i-th value, or 1 where a list was cut short.
func at(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return 1
}

// stockValue is what the product's units, those on their way included, cost at list price, in minor units.
func stockValue(x *planner.Product) int64 { return x.Price * int64(x.Stock+x.InboundStock) }
