package pricing

import (
	"cmp"
	"time"

	"bfplanner/planner"
)

// Window returns the span in which the promotion runs: the event's own, cut to the dates on which its
// tool's row holds and, for a tool of the sale period, to the sale. It is zero for an event that has no
// time, no promotion or an unknown tool, and where nothing is left.
func Window(p *planner.Plan, e *planner.Event) planner.Span {
	if e.Promo == nil || !e.Scheduled() || !e.Span.Start.Before(e.Span.End) {
		return planner.Span{}
	}
	tool := p.Tool(e.Promo.Tool)
	if tool == nil {
		return planner.Span{}
	}
	s, ok := e.Span, true
	if tool.SalePeriod {
		s, ok = s.Intersect(p.Sale.Span)
	}
	loc := p.Zone()
	if ok && !tool.From.IsZero() {
		s, ok = s.Intersect(planner.Span{Start: tool.From.At(0, 0, loc), End: planner.Forever})
	}
	if ok && !tool.To.IsZero() {
		s, ok = s.Intersect(planner.Span{Start: time.Time{}, End: tool.To.Add(1).At(0, 0, loc)})
	}
	if !ok {
		return planner.Span{}
	}
	return s
}

// TailOf returns the span after a promotion's window in which a coupon that was claimed in its last moment
// still works: from the window's end for the minutes of Promo.Valid, or of the tool's ValidMinutes where that
// is 0. It is zero where nothing can be claimed and kept.
func TailOf(p *planner.Plan, e *planner.Event) planner.Span {
	w := Window(p, e)
	if w.IsZero() {
		return w
	}
	minutes := cmp.Or(e.Promo.Valid, p.Tool(e.Promo.Tool).ValidMinutes)
	if minutes <= 0 {
		return planner.Span{}
	}
	return planner.Span{Start: w.End, End: w.End.Add(time.Duration(minutes) * time.Minute)}
}

// promotion is an event made ready for pricing.
type promotion struct {
	ev    *planner.Event
	o     *planner.Promo
	layer int // index in the order of stacking
	rank  int // among the tools of a best_of layer, 0 first
	share planner.BasisPoints
	fee   planner.BasisPoints // campaign service fee on what is sold under it
	aud   string              // audience; "" is everyone
	from  int64               // microseconds since 1970
	to    int64               // end of the window
	tail  int64               // end of the tail; to where there is none
}

// compile returns the event made ready, or nil where it touches no price: not a promotion on the sale's
// platform, without a time, or of a tool in no layer, such as a giveaway.
func (v *env) compile(p *planner.Plan, e *planner.Event) *promotion {
	if e.Promo == nil || e.Channel != "" && !p.OnPlatform(e) {
		return nil
	}
	tool := p.Tool(e.Promo.Tool)
	if tool == nil {
		return nil
	}
	layer, ok := v.byID[tool.Layer]
	w := Window(p, e)
	if !ok || w.IsZero() {
		return nil
	}
	m := &promotion{ev: e, o: e.Promo, layer: layer, rank: v.layers[layer].rank(tool.ID), aud: tool.Audience,
		share: e.Promo.PlatformShare, fee: tool.CampaignFee, from: w.Start.UnixMicro(), to: w.End.UnixMicro()}
	if m.share < 0 {
		m.share = tool.PlatformShare
	}
	m.share = min(max(m.share, 0), 10000)
	m.tail = m.to
	if t := TailOf(p, e); !t.IsZero() {
		m.tail = t.End.UnixMicro()
	}
	return m
}

// off returns how much the promotion takes off one unit that stands at before. Where the minimum spend is
// above that, the unit is part of an order that just meets it, over which an amount and a cap are spread in
// proportion to price. A fixed price is a price of the unit.
func (m *promotion) off(before int64) int64 {
	if m.o.Price > 0 {
		return max(0, before-m.o.Price)
	}
	order := max(before, m.o.MinSpend)
	whole := min(m.o.AmountOff, order)
	if m.o.AmountOff <= 0 {
		pct := min(max(m.o.PercentOff, 0), 10000)
		whole = part(order, pct)
		if m.o.MaxOff <= 0 || whole <= m.o.MaxOff {
			return part(before, pct)
		}
	}
	if m.o.MaxOff > 0 {
		whole = min(whole, m.o.MaxOff)
	}
	if order > before {
		return mulDiv(whole, before, order)
	}
	return whole
}

// scarce reports whether a buyer may find the promotion used up.
func (m *promotion) scarce() bool { return m.o.Quantity > 0 || m.o.PerBuyer > 0 }
