package report

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// HostSheet is what one host takes along: every shift, and what is to be said in it.
type HostSheet struct {
	Host   *planner.Host
	OnAir  time.Duration // of all the shifts
	Shifts []HostShift   // by their starts
}

// HostShift is one stretch on air.
type HostShift struct {
	Day      Day // on which it begins, in the market's zone
	Live     *planner.Event
	Span     planner.Span
	Studio   *planner.Studio // nil for none
	Before   *planner.Host   // who hands over at the start; nil for nobody
	After    *planner.Host   // who takes over at the end
	CallOut  []Promotion     // coupons that are active at some instant of the shift, by their starts
	Flashes  []FlashCall     // flash deals that begin in the shift, by their starts
	Products []*planner.Product
	Notes    []int
}

// FlashCall is a flash deal as a host calls it out.
type FlashCall struct {
	Event    *planner.Event
	At       time.Time
	FromLive time.Duration // from the start of the live to the deal
	Length   time.Duration
	Quantity int // units in all; 0 for no limit
	Prices   []PriceOf
	Notes    []int
}

// PriceOf is what a product costs in a promotion, beside its list price.
type PriceOf struct {
	Product *planner.Product
	List    planner.Money
	Price   planner.Money
	Known   bool // whether Price stands
}

// HostSheets returns a sheet for every host who is on air, in the order of the hosts' IDs.
func (r *Report) HostSheets() []HostSheet {
	events := r.scheduled()
	coupons := r.Coupons()
	byHost := map[string][]HostShift{}
	for _, live := range events {
		if live.Live == nil {
			continue
		}
		for i, s := range live.Live.Shifts {
			if r.touches(s.Span) {
				byHost[s.Host] = append(byHost[s.Host], r.hostShift(live, i, events, coupons))
			}
		}
	}
	var list []HostSheet
	for _, h := range r.Snapshot.Plan.Hosts.All() {
		shifts := byHost[h.ID]
		if len(shifts) == 0 {
			continue
		}
		sheet := HostSheet{Host: h, Shifts: shifts}
		slices.SortStableFunc(sheet.Shifts, func(a, b HostShift) int { return a.Span.Start.Compare(b.Span.Start) })
		for _, s := range shifts {
			sheet.OnAir += s.Span.Length()
		}
		list = append(list, sheet)
	}
	return list
}

func (r *Report) hostShift(live *planner.Event, n int, events []*planner.Event, coupons []Promotion) HostShift {
	p, shift := r.Snapshot.Plan, live.Live.Shifts[n]
	s := HostShift{Day: r.day(planner.DateOf(shift.Span.Start, r.loc), true), Live: live, Span: shift.Span,
		Products: p.ProductsOf(live), Notes: r.NotesOf(live)}
	s.Studio, _ = p.Studios.Get(live.Live.Studio)
	for _, other := range live.Live.Shifts {
		if other.Host == shift.Host {
			continue
		}
		if other.Span.End.Equal(shift.Span.Start) {
			s.Before = p.Host(other.Host)
		}
		if other.Span.Start.Equal(shift.Span.End) {
			s.After = p.Host(other.Host)
		}
	}
	for _, c := range coupons {
		if c.Span.Overlaps(shift.Span) && shares(s.Products, p.ProductsOf(c.Event)) {
			s.CallOut = append(s.CallOut, c)
		}
	}
	for _, e := range events {
		if e.Kind == planner.Flash && shift.Span.Contains(e.Span.Start) && (e.Parent == live.ID || e.Parent == "" && shares(s.Products, p.ProductsOf(e))) {
			s.Flashes = append(s.Flashes, r.flashCall(live, e))
		}
	}
	return s
}

func (r *Report) flashCall(live, e *planner.Event) FlashCall {
	p := r.Snapshot.Plan
	c := FlashCall{Event: e, At: e.Span.Start, FromLive: e.Span.Start.Sub(live.Span.Start), Length: e.Span.Length(),
		Quantity: e.Promo.Quantity, Notes: r.NotesOf(e)}
	for _, x := range p.ProductsOf(e) {
		price, err := r.price(x.SKU, e.Span.Start)
		c.Prices = append(c.Prices, PriceOf{x, p.Money(x.Price), price, err == nil})
	}
	return c
}

// shares reports whether the lists, both in the order of their SKUs, have a product in common.
func shares(a, b []*planner.Product) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].SKU == b[0].SKU:
			return true
		case a[0].SKU < b[0].SKU:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}
