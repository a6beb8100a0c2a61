package report

import (
	"math"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
)

// Stock is what the warehouse is told: what each product has, and what each day asks of it.
type Stock struct {
	Products []ProductStock // in the order of their SKUs
	Lines    []*planner.Line
	Days     []StockDay
}

// ProductStock is one product's stock for the campaign, in units.
type ProductStock struct {
	Product  *planner.Product
	Line     *planner.Line // nil for one that the plan does not have
	Stock    int
	Inbound  int          // still on their way
	Arrives  planner.Date // of the inbound milestone; zero where nothing is on its way or no such milestone is planned
	Promised int          // units of flash deals and other promotions with a limit
	Expected int          // units that the model expects to sell over the days of the report
	Short    planner.Date // first day at whose end less than nothing would be left; zero for none
}

// Left is how many units the model expects to be left; below zero where the stock does not last.
func (s ProductStock) Left() int {
	left := s.Stock - s.Expected
	if !s.Arrives.IsZero() {
		left += s.Inbound
	}
	return left
}

// StockDay is one day of the market's zone, units by line in the order of Stock.Lines.
type StockDay struct {
	Day
	Parcels  int              // units that the model expects to be ordered
	Promised int              // units of the promotions with a limit that begin on the day
	Left     []int            // at the end of the day
	Deals    []*planner.Event // promotions with a limit that begin on the day
	Arrivals []*planner.Event // inbound milestones
}

// Stock returns the stock by day. What a day sells is expected by the rule book's reserve model,
//
//	cold viewers an hour x hours on air that day x demand x airtime x conversion of a live
//
// shared among a line's products by the value of their stock; days without a live sell nothing by it. A promise
// beyond that counts in its place.
func (r *Report) Stock() Stock {
	p := r.Snapshot.Plan
	s := Stock{Lines: p.Lines.All()}
	w := newWarehouse(r)
	for _, d := range r.Period() {
		s.Days = append(s.Days, w.day(d))
	}
	for _, x := range p.Products.All() {
		s.Products = append(s.Products, w.product(x))
	}
	return s
}

// warehouse counts units day by day.
type warehouse struct {
	*Report
	demand   *forecast.Demand
	air      map[planner.Date]map[string]time.Duration // on air, by shop
	deals    map[planner.Date][]*planner.Event
	arrivals map[planner.Date][]*planner.Event
	arrives  map[string]planner.Date // by SKU
	share    map[string]float64      // of a product in its line
	airtime  map[string]float64      // of a line in its shop's lives
	sold     map[string]float64      // by SKU, up to now
	promised map[string]int
	short    map[string]planner.Date
}

func newWarehouse(r *Report) *warehouse {
	w := &warehouse{Report: r, air: map[planner.Date]map[string]time.Duration{}, deals: map[planner.Date][]*planner.Event{},
		arrivals: map[planner.Date][]*planner.Event{}, arrives: map[string]planner.Date{}, share: map[string]float64{},
		demand: forecast.NewDemand(r.Snapshot.Plan), airtime: map[string]float64{}, sold: map[string]float64{}, promised: map[string]int{}, short: map[string]planner.Date{}}
	p := r.Snapshot.Plan
	for _, e := range r.scheduled() {
		d := planner.DateOf(e.Span.Start, r.loc)
		switch {
		case e.Live != nil && p.OnPlatform(e):
			w.onAir(e)
		case e.Promo != nil && e.Promo.Quantity > 0:
			w.deals[d] = append(w.deals[d], e)
		case e.Task != nil && e.Task.Type == planner.Inbound:
			w.arrivals[d] = append(w.arrivals[d], e)
			for _, x := range p.ProductsOf(e) {
				if at, ok := w.arrives[x.SKU]; !ok || d.Before(at) {
					w.arrives[x.SKU] = d
				}
			}
		}
	}
	w.weigh()
	return w
}

// onAir adds a live's hours to the days over which it runs.
func (w *warehouse) onAir(e *planner.Event) {
	for _, d := range e.Span.Dates(w.loc) {
		part, _ := e.Span.Intersect(d.Span(w.loc))
		if w.air[d] == nil {
			w.air[d] = map[string]time.Duration{}
		}
		w.air[d][e.Shop] += part.Length()
	}
}

// weigh works out which part of a day's orders each line and product takes.
func (w *warehouse) weigh() {
	p := w.Snapshot.Plan
	lines, shops := map[string]float64{}, map[string]float64{}
	value := func(x *planner.Product) float64 { return float64(x.Price) * float64(max(1, x.Stock+x.InboundStock)) }
	shopOf := func(line string) string {
		if l, ok := p.Lines.Get(line); ok {
			return l.Shop
		}
		return ""
	}
	for _, x := range p.Products.All() {
		lines[x.Line] += value(x)
		shops[shopOf(x.Line)] += value(x)
	}
	for _, x := range p.Products.All() {
		w.share[x.SKU] = value(x) / lines[x.Line]
	}
	for _, l := range p.Lines.All() {
		w.airtime[l.ID] = l.AirtimeShare.Fraction()
		if l.AirtimeShare == 0 && shops[l.Shop] > 0 {
			w.airtime[l.ID] = lines[l.ID] / shops[l.Shop]
		}
	}
}

// day lets the day's orders leave the stock.
func (w *warehouse) day(d planner.Date) StockDay {
	p := w.Snapshot.Plan
	out := StockDay{Day: w.Report.day(d, true), Deals: w.deals[d], Arrivals: w.arrivals[d], Left: make([]int, p.Lines.Len())}
	claims := map[string]int{}
	for _, e := range w.deals[d] {
		out.Promised += e.Promo.Quantity
		list := p.ProductsOf(e)
		for i, x := range list {
			// A limit over several products is shared evenly, the first taking what is left over.
			n := e.Promo.Quantity / len(list)
			if i < e.Promo.Quantity%len(list) {
				n++
			}
			claims[x.SKU] += n
			w.promised[x.SKU] += n
		}
	}
	demand, parcels := w.demand.On(d), 0.0
	for i, l := range p.Lines.All() {
		orders := w.demand.Viewers(l) * w.air[d][l.Shop].Hours() * demand * w.airtime[l.ID] * p.Num("conv_live_cold") / 10000
		var left float64
		for _, x := range p.Products.All() {
			if x.Line != l.ID {
				continue
			}
			n := math.Max(orders*w.share[x.SKU], float64(claims[x.SKU]))
			parcels += n
			left += w.take(x, d, n)
		}
		out.Left[i] = int(math.Floor(left))
	}
	out.Parcels = int(math.Ceil(parcels - 1e-9))
	return out
}

// take counts units of a product as sold and returns what is left of it.
func (w *warehouse) take(x *planner.Product, d planner.Date, units float64) float64 {
	w.sold[x.SKU] += units
	has := float64(x.Stock)
	if at, ok := w.arrives[x.SKU]; ok && !d.Before(at) {
		has += float64(x.InboundStock)
	}
	left := has - w.sold[x.SKU]
	if _, known := w.short[x.SKU]; !known && left < 0 {
		w.short[x.SKU] = d
	}
	return left
}

func (w *warehouse) product(x *planner.Product) ProductStock {
	s := ProductStock{Product: x, Stock: x.Stock, Inbound: x.InboundStock, Promised: w.promised[x.SKU],
		Expected: int(math.Ceil(w.sold[x.SKU] - 1e-9)), Short: w.short[x.SKU]}
	s.Line, _ = w.Snapshot.Plan.Lines.Get(x.Line)
	if x.InboundStock > 0 {
		s.Arrives = w.arrives[x.SKU]
	}
	return s
}
