package exposure

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/planner/risk"
)

// Model is a plan's expected orders with all that hangs on them, made once for many questions. It is read only.
type Model struct {
	p        *planner.Plan
	now      time.Time
	slices   []slice // of orders, by their starts
	spend    []spend
	gmv      int64 // of all slices, minor units
	saleEnd  time.Time
	end      time.Time // from here on nothing is open
	days     []DaySales
	left     int64 // units that the plan does not sell
	leftCost int64
}

// slice is the orders of one source, the shelf of a day or a live's part of it, which come evenly over the
// span. Amounts are minor units.
type slice struct {
	span    planner.Span
	units   int64
	gmv     int64        // what buyers pay
	cost    int64        // of the goods
	margin  int64        // what it leaves to the seller, below zero where it loses
	payout  int64        // what the platform owes the seller after its fees
	refunds int64        // expected for what comes back
	pays    planner.Span // in which the payout comes, evenly
	back    planner.Span // in which goods may come back
	claims  []claim
}

// claim is the claims of one coupon in a slice and the seller's part of their discount.
type claim struct {
	n, cost int64
	valid   time.Duration // how long a claimed coupon works
}

// spend is a cost of content, hosts, studios or advertising, which falls due evenly over the span.
type spend struct {
	span planner.Span
	cost int64
}

// DaySales is what the plan is expected to sell on the platform on one civil date of the market's zone.
type DaySales struct {
	Date   planner.Date
	Orders int64 // of one unit each
	GMV    planner.Money
	Units  map[string]int64 // by SKU
}

// Sales returns the expected orders of the plan, day by day from the start of seeding to the end of the sale.
// For a product and a day they are
//
//	demand of the day x (1 + uplift of the discount) x part of its line's stock by value x
//	  (shelf viewers x conversion of the shelf
//	   + hours live x viewers an hour x airtime of its line x conversion of lives)
//
// with the plan's parameters shelf_cap_day, conv_shelf, cold_viewers_hour, conv_live_cold, coupon_uplift and
// demand_*, the lives on the platform as planned, and the discount of the usual price at that time. Orders end
// when the stock, units on their way included, is sold. They are whole units: fractions are carried on to the
// next day. Viewers that seeding brings, and the rush of a flash deal, are not in it.
func Sales(p *planner.Plan) []DaySales { return New(p, time.Time{}).days }

// New makes the model of a plan. Risk windows are those known at now; they do not change what is planned.
func New(p *planner.Plan, now time.Time) *Model {
	m := &Model{p: p, now: now, saleEnd: p.Sale.Span.End, end: p.Sale.Campaign().End}
	b := builder{m: m, loc: p.Zone(), d: newDemand(p), book: pricing.New(p), cum: make([]float64, p.Products.Len()),
		sold: make([]int64, p.Products.Len()), day: map[planner.Date]int{}}
	b.orders()
	b.spending()
	for i, x := range p.Products.All() {
		left := int64(x.Stock+x.InboundStock) - b.sold[i]
		m.left += left
		m.leftCost += left * x.Cost
	}
	for _, s := range m.slices {
		m.end = latest(m.end, s.pays.End, s.back.End, s.span.End)
		for _, c := range s.claims {
			m.end = latest(m.end, s.span.End.Add(c.valid))
		}
	}
	return m
}

// End returns the instant from which on nothing is exposed: the end of the last tail.
func (m *Model) End() time.Time { return m.end }

// Days returns the expected sales day by day, as Sales does.
func (m *Model) Days() []DaySales { return m.days }

// Surplus returns the units of stock that the plan is not expected to sell, and what they cost. They are no
// loss of a dark platform, which is why StuckUnits leaves them out.
func (m *Model) Surplus() (units int64, cost planner.Money) { return m.left, m.p.Money(m.leftCost) }

// builder fills a model.
type builder struct {
	m    *Model
	loc  *time.Location
	d    *demand
	book *pricing.Book
	cum  []float64 // expected units so far, by product
	sold []int64
	day  map[planner.Date]int
}

// source is where orders come from in a span, before they meet prices and stock.
type source struct {
	span planner.Span
	date planner.Date
	rate func(x *planner.Product) float64 // units over the span at demand 1 and list price
}

func (b *builder) orders() {
	var list []source
	days := b.m.p.Horizon()
	shelf := make(map[string]float64, b.m.p.Products.Len())
	for _, x := range b.m.p.Products.All() {
		shelf[x.SKU] = b.d.shelf(x)
	}
	for i, date := range days {
		b.day[date] = i
		b.m.days = append(b.m.days, DaySales{Date: date, Units: map[string]int64{}})
		span := date.Span(b.loc)
		if span.End.After(b.m.saleEnd) {
			span.End = b.m.saleEnd
		}
		part := span.Length().Hours() / date.Span(b.loc).Length().Hours()
		list = append(list, source{span, date, func(x *planner.Product) float64 { return shelf[x.SKU] * part }})
	}
	for _, e := range b.m.p.Events.All() {
		if e.Kind != planner.Live || !e.Scheduled() || !b.m.p.OnPlatform(e) {
			continue
		}
		rates := b.d.live(e)
		for _, date := range e.Span.Dates(b.loc) {
			span, _ := e.Span.Intersect(date.Span(b.loc))
			if _, known := b.day[date]; !known {
				continue
			}
			hours := span.Length().Hours()
			list = append(list, source{span, date, func(x *planner.Product) float64 { return rates[x.SKU] * hours }})
		}
	}
	slices.SortStableFunc(list, func(a, b source) int { return a.span.Start.Compare(b.span.Start) })
	for _, s := range list {
		b.slice(s)
	}
}

// slice turns a source into whole orders at the prices in the middle of its span.
func (b *builder) slice(s source) {
	p := b.m.p
	open := risk.OpenOf(p, s.date)
	out := slice{span: s.span, back: risk.Returns(p, s.date),
		pays: planner.Span{Start: open.PaidFirst.At(0, 0, b.loc), End: open.PaidLast.Add(1).At(0, 0, b.loc)}}
	middle := s.span.Start.Add(s.span.Length() / 2)
	busy := b.d.On(s.date)
	claims := map[string]*claim{}
	var order []string
	day := &b.m.days[b.day[s.date]]
	for i, x := range p.Products.All() {
		rate := s.rate(x)
		if rate == 0 {
			continue
		}
		q, err := b.book.At(x.SKU, middle)
		if err != nil {
			continue // a product of the plan is in its book
		}
		depth := 1 - float64(q.Final.Minor)/float64(max(x.Price, 1))
		b.cum[i] += rate * busy * (1 + b.d.Uplift(depth, busy))
		n := min(int64(math.Floor(b.cum[i]+0.5)), int64(x.Stock+x.InboundStock)) - b.sold[i]
		if n <= 0 {
			continue
		}
		b.sold[i] += n
		out.units += n
		out.gmv += n * q.Final.Minor
		out.cost += n * x.Cost
		out.margin += n * q.MarginFinal.Minor
		out.payout += n * b.payout(x.SKU, middle, q)
		out.refunds += planner.DivRound(n*q.Final.Minor*int64(x.Returns), 10000)
		day.Units[x.SKU] += n
		for _, step := range q.Chain {
			if e := p.Event(step.Event); e != nil && step.SellerPays+step.PlatformPays > 0 {
				tail := pricing.TailOf(p, e)
				if tail.IsZero() {
					continue
				}
				if claims[e.ID] == nil {
					claims[e.ID] = &claim{valid: tail.Length()}
					order = append(order, e.ID)
				}
				claims[e.ID].n += n
				claims[e.ID].cost += n * step.SellerPays
			}
		}
	}
	for _, id := range order {
		out.claims = append(out.claims, *claims[id])
	}
	if out.units == 0 {
		return
	}
	day.Orders += out.units
	day.GMV = day.GMV.Add(p.Money(out.gmv))
	b.m.gmv += out.gmv
	b.m.slices = append(b.m.slices, out)
}

// payout returns what the platform pays out for a unit after its fees and the creator's commission; none where they are more.
func (b *builder) payout(sku string, t time.Time, q pricing.Quote) int64 {
	g, err := b.book.Explain(sku, t, q.Chain)
	if err != nil {
		return 0
	}
	return max(0, g.Revenue-g.Referral-g.PerOrder-g.Campaign-g.Affiliate)
}

// spending lists what the plan's events on the platform cost, each when it is spent: a video when it is posted,
// a live and advertising as they run.
func (b *builder) spending() {
	for _, e := range b.m.p.Events.All() {
		if !e.Scheduled() || !b.m.p.OnPlatform(e) {
			continue
		}
		if cost := CostOf(b.m.p, e).Minor; cost > 0 {
			b.m.spend = append(b.m.spend, spend{e.Span, cost})
		}
	}
}

// CostOf returns what an event costs to make: a video; the hosts of a live by their shifts, its studio and its
// setup; advertising for each civil date that it touches. Other kinds, and advertising longer than a year, cost nothing here.
func CostOf(p *planner.Plan, e *planner.Event) planner.Money {
	switch {
	case e.Clip != nil:
		return p.Money(e.Clip.Cost)
	case e.Ad != nil && e.Span.Length() <= 366*24*time.Hour:
		return p.Money(e.Ad.Daily * int64(len(e.Span.Dates(p.Zone()))))
	case e.Live != nil:
		return p.Money(liveCost(p, e))
	}
	return p.Money(0)
}

func liveCost(p *planner.Plan, e *planner.Event) int64 {
	hourly := func(own int64, usual string, s planner.Span) int64 {
		return planner.DivRound(cmp.Or(own, int64(p.Num(usual)))*int64(s.Length()/time.Minute), 60)
	}
	cost := int64(p.Num("session_setup_cost"))
	for _, s := range e.Live.Shifts {
		if h := p.Host(s.Host); h != nil {
			cost += hourly(h.CostHour, "host_cost_hour", s.Span)
		}
	}
	if s, ok := p.Studios.Get(e.Live.Studio); ok {
		cost += hourly(s.CostHour, "studio_cost_hour", e.Span)
	}
	return cost
}

func latest(list ...time.Time) time.Time { return slices.MaxFunc(list, time.Time.Compare) }

// passed returns the part of x that lies before t where x falls evenly over the span, rounded down.
func passed(x int64, s planner.Span, t time.Time) int64 {
	switch {
	case !t.After(s.Start):
		return 0
	case !t.Before(s.End):
		return x
	}
	return mulDiv(x, int64(t.Sub(s.Start)), int64(s.Length()))
}

// mulDiv returns x * a / b rounded down, for 0 <= a <= b, b > 0 and x >= 0, without overflow.
func mulDiv(x, a, b int64) int64 {
	high, low := bits.Mul64(uint64(x), uint64(a))
	q, _ := bits.Div64(high, low, uint64(b))
	return int64(q)
}
