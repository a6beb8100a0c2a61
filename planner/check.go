package planner

import (
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// checkAll returns the first impossible thing about the events.
func (p *Plan) checkAll(events []*Event) error {
	for _, e := range events {
		if err := p.CheckEvent(e); err != nil {
			return err
		}
	}
	return nil
}

// CheckEvent returns a *Problem where the event is impossible: an unknown kind or reference, a missing
// detail, an end before its start, a shift outside its session, a percentage beyond 100.
func (p *Plan) CheckEvent(e *Event) error {
	bad := func(key string, args ...any) error {
		pr := Problemf(key, append([]any{e.ID}, args...)...)
		return pr
	}
	refs := []struct {
		table, id string
		known     bool
	}{
		{"shops", e.Shop, has(p.Shops, e.Shop)},
		{"channels", e.Channel, has(p.Channels, e.Channel)},
		{"lines", e.Line, has(p.Lines, e.Line)},
		{"events", e.Parent, has(p.Events, e.Parent)},
	}
	for _, r := range refs {
		if r.id != "" && !r.known {
			return bad("problem.unknown_ref", T("table."+r.table), r.id)
		}
	}
	for _, sku := range e.Products {
		if !has(p.Products, sku) {
			return bad("problem.unknown_ref", T("table.products"), sku)
		}
	}
	if e.Scheduled() && !e.Span.Start.Before(e.Span.End) {
		return bad("problem.end_before_start", e.Span.Start, e.Span.End)
	}
	if details[e.Kind] == nil || !details[e.Kind](e) {
		return bad("problem.event_detail", string(e.Kind))
	}
	if e.Live != nil {
		return p.checkLive(e, bad)
	}
	if e.Promo != nil {
		return p.checkPromo(e.Promo, bad)
	}
	return nil
}

// details says which detail an event of each kind must have.
var details = map[Kind]func(*Event) bool{
	Video:     func(e *Event) bool { return e.Clip != nil && slices.Contains(VideoTypes, e.Clip.Type) },
	Live:      func(e *Event) bool { return e.Live != nil },
	Coupon:    func(e *Event) bool { return e.Promo != nil },
	Flash:     func(e *Event) bool { return e.Promo != nil },
	Ad:        func(e *Event) bool { return e.Ad != nil && e.Ad.Daily >= 0 },
	Milestone: func(e *Event) bool { return e.Task != nil && slices.Contains(MilestoneTypes, e.Task.Type) },
}

func (p *Plan) checkLive(e *Event, bad func(string, ...any) error) error {
	if e.Live.Studio != "" && !has(p.Studios, e.Live.Studio) {
		return bad("problem.unknown_ref", T("table.studios"), e.Live.Studio)
	}
	for _, s := range e.Live.Shifts {
		if !has(p.Hosts, s.Host) {
			return bad("problem.unknown_ref", T("table.hosts"), s.Host)
		}
		if !s.Span.Start.Before(s.Span.End) {
			return bad("problem.end_before_start", s.Span.Start, s.Span.End)
		}
		if e.Scheduled() && !e.Span.Covers(s.Span) {
			return bad("problem.shift_outside", s.Host)
		}
	}
	for _, m := range e.Live.Mirrors {
		if !has(p.Channels, m) {
			return bad("problem.unknown_ref", T("table.channels"), m)
		}
	}
	return nil
}

func (p *Plan) checkPromo(o *Promo, bad func(string, ...any) error) error {
	switch {
	case !has(p.Tools, o.Tool):
		return bad("problem.unknown_ref", T("table.tools"), o.Tool)
	case o.PercentOff < 0 || o.PercentOff > 10000:
		return bad("problem.percent_range", o.PercentOff)
	case o.PlatformShare > 10000:
		return bad("problem.percent_range", o.PlatformShare)
	case o.AmountOff < 0 || o.Price < 0 || o.MinSpend < 0 || o.MaxOff < 0 || o.Quantity < 0 || o.PerBuyer < 0 || o.Valid < 0:
		return bad("problem.negative")
	}
	return nil
}

// Check returns a *Problem where the head is impossible.
func (h Head) Check() error {
	if _, err := Zone(h.Market.Zone); err != nil {
		return err
	}
	if _, err := Zone(h.Sale.Zone); err != nil {
		return err
	}
	if !h.Sale.Span.Start.Before(h.Sale.Span.End) {
		return Problemf("problem.sale_order", h.Sale.Span.Start, h.Sale.Span.End)
	}
	if days := h.Sale.Span.Length().Hours() / 24; days > 366 {
		return Problemf("problem.sale_length", int(days))
	}
	if h.MarginFloor < 0 || h.MarginFloor > 10000 {
		return Problemf("problem.percent_range", "", h.MarginFloor)
	}
	return nil
}

// checkRows returns the first impossible thing about rows of the smaller tables.
func (p *Plan) checkRows(rows []Row) error {
	for _, r := range rows {
		if r.RowID() == "" {
			return Problemf("problem.no_id", T("table."+tableOf(r)))
		}
		var err error
		switch x := r.(type) {
		case *Line:
			if !has(p.Shops, x.Shop) {
				err = Problemf("problem.unknown_ref", x.ID, T("table.shops"), x.Shop)
			}
		case *Product:
			err = p.CheckProduct(x)
		case *RiskWindow:
			err = CheckRisk(x)
		case *Param:
			err = CheckParam(x)
		case *Event:
			err = p.CheckEvent(x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// CheckProduct returns a *Problem where the product is impossible: a price that is not above zero, a
// negative cost or stock, a share beyond 100 %, a line that the plan does not have.
func (p *Plan) CheckProduct(x *Product) error {
	switch {
	case x.Price <= 0:
		return Problemf("problem.price", x.SKU)
	case x.Cost < 0 || x.Ship < 0 || x.ShipFee < 0 || x.Low30 < 0 || x.Stock < 0 || x.InboundStock < 0:
		return Problemf("problem.negative", x.SKU)
	case !has(p.Lines, x.Line):
		return Problemf("problem.unknown_ref", x.SKU, T("table.lines"), x.Line)
	}
	for _, b := range []BasisPoints{x.Affiliate, x.Returns, x.MarginFloor, x.FlashDiscount} {
		if b < 0 || b > 10000 {
			return Problemf("problem.percent_range", x.SKU, b)
		}
	}
	return nil
}

// CheckRisk returns a *Problem where the window is impossible.
func CheckRisk(w *RiskWindow) error {
	switch {
	case !w.Span.Start.Before(w.Span.End):
		return Problemf("problem.end_before_start", w.ID, w.Span.Start, w.Span.End)
	case !slices.Contains(RiskKinds, w.Kind):
		return Problemf("problem.risk_kind", w.ID, string(w.Kind))
	case w.Probability > 10000:
		return Problemf("problem.percent_range", w.ID, w.Probability)
	}
	return nil
}

func has[T Row](t Table[T], id string) bool {
	_, ok := t.Get(id)
	return ok
}
