package risk

import (
	"time"

	"bfplanner/planner"
)

// Open says until when the orders of one day are still open. All dates are of the market's zone; the
// lengths are the parameters delivery_days, settlement_days and payout_days.
type Open struct {
	Ordered   planner.Date
	Delivered planner.Date
	Settled   planner.Date // the platform counts the money as the seller's
	PaidFirst planner.Date // the earliest day on which it is paid out
	PaidLast  planner.Date // the latest
	Returned  planner.Date // the last day on which buyers may return the goods
}

// OpenOf returns until when the orders of the date are open. Where the sale announces no last day of
// returns, that of the end of its tail is taken.
func OpenOf(p *planner.Plan, ordered planner.Date) Open {
	o := Open{Ordered: ordered}
	o.Delivered = ordered.Add(int(p.Num("delivery_days")))
	o.Settled = o.Delivered.Add(int(p.Num("settlement_days")))
	o.PaidFirst, o.PaidLast = o.Settled, o.Settled
	if v := p.Nums("payout_days"); len(v) > 0 {
		o.PaidFirst, o.PaidLast = o.Settled.Add(int(v[0])), o.Settled.Add(int(v[len(v)-1]))
		if o.PaidLast.Before(o.PaidFirst) {
			o.PaidFirst, o.PaidLast = o.PaidLast, o.PaidFirst
		}
	}
	o.Returned = p.Sale.ReturnsUntil
	if o.Returned.IsZero() {
		o.Returned = planner.DateOf(p.Sale.Campaign().End.Add(-time.Nanosecond), p.Zone())
	}
	if o.Returned.Before(o.Delivered) {
		o.Returned = o.Delivered
	}
	return o
}

// Settlement returns the span in which money of the day's orders is with the platform: from the start of
// the day to the end of the last day on which it may be paid out.
func Settlement(p *planner.Plan, ordered planner.Date) planner.Span {
	loc := p.Zone()
	return planner.Span{Start: ordered.At(0, 0, loc), End: OpenOf(p, ordered).PaidLast.Add(1).At(0, 0, loc)}
}

// Returns returns the span in which the day's orders may come back: from delivery to the end of the last day of returns.
func Returns(p *planner.Plan, ordered planner.Date) planner.Span {
	loc, o := p.Zone(), OpenOf(p, ordered)
	return planner.Span{Start: o.Delivered.At(0, 0, loc), End: o.Returned.Add(1).At(0, 0, loc)}
}
