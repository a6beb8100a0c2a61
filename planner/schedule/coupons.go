package schedule

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/planner/rules"
)

// block is a run of days of the sale that a line may have on coupon.
type block struct {
	days   []day
	demand float64 // of all its days
	depth  planner.BasisPoints
}

func (b block) span() planner.Span {
	return planner.Span{Start: b.days[0].sale.Start, End: b.days[len(b.days)-1].sale.End}
}

// coupons gives the shop's lines their windows of the sale coupon, in whole days. The days that draw most
// get theirs first; of the lines that may run then, those that had least come first. Each run of days has its
// share of the budget, by demand and depth, so that the peak leaves something for the rest; then what is left
// over goes to whatever still fits.
func (d *draft) coupons(shop *planner.Shop) {
	if d.work.Tool(couponTool) == nil || len(d.norms.depths) == 0 {
		return
	}
	lines := d.lines(shop.ID)
	blocks := d.blocks(len(lines) > d.norms.couponLines)
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(b.demand, a.demand) })
	var weights float64
	for _, b := range blocks {
		weights += b.weight()
	}
	had := map[string]float64{}
	left := d.couponMoney(shop)
	for _, whole := range []int64{left, 0} {
		for _, b := range blocks {
			share := left
			if whole > 0 {
				share = int64(float64(whole) * b.weight() / weights)
			}
			slices.SortStableFunc(lines, func(a, c *planner.Line) int { return cmp.Compare(had[a.ID], had[c.ID]) })
			for _, l := range slices.Clone(lines) {
				if e := d.coupon(shop, l, b, min(share, left)); e != nil {
					d.add(e)
					had[l.ID] += b.demand
					cost := rules.CouponReserve(d.work, e).Minor
					share, left = share-cost, left-cost
				}
			}
		}
	}
}

// weight is the block's claim to the budget.
func (b block) weight() float64 { return b.demand * float64(b.depth) }

// blocks cuts the sale into runs of days for coupons: at the bounds of the peak and at days that are likely
// to be lost. Where lines take turns the runs are as short as a line's pause between two windows allows; else
// they are as long as a window may be, with the pause between them.
func (d *draft) blocks(turns bool) []block {
	length, pause := d.norms.couponMax, d.norms.couponGap
	if turns {
		length, pause = max(d.norms.couponMin, min(length, pause+1)), 0
	}
	peak := d.work.Sale.PeakSpan()
	var list []block
	for _, run := range d.runs(peak) {
		inPeak := peak.Overlaps(run[0].span)
		if inPeak {
			// The peak is cut into runs of like length, the longer ones first.
			for n := (len(run) + length - 1) / length; n > 0; n-- {
				k := (len(run) + n - 1) / n
				list = append(list, block{days: run[:k]})
				run = run[k:]
			}
			continue
		}
		for end := len(run) - pause; end > 0; end -= length + pause {
			list = append(list, block{days: run[max(0, end-length):end]})
		}
	}
	list = slices.DeleteFunc(list, func(b block) bool { return len(b.days) < d.norms.couponMin })
	for i := range list {
		list[i].depth = d.depth(list[i], peak)
		for _, x := range list[i].days {
			list[i].demand += x.demand
		}
	}
	return list
}

// runs returns the days of the sale on which coupons may run, cut at the bounds of the peak.
func (d *draft) runs(peak planner.Span) [][]day {
	var runs [][]day
	open := false
	for i, x := range d.days {
		if !x.selling() || x.down >= d.norms.risky || x.span.Start.Before(d.now) {
			open = false
			continue
		}
		if !open || peak.Contains(x.span.Start) != peak.Contains(d.days[i-1].span.Start) {
			runs = append(runs, nil)
		}
		open = true
		runs[len(runs)-1] = append(runs[len(runs)-1], x)
	}
	return runs
}

// depth returns how deep the block's coupons are meant to be: the deepest at the peak, the middle one in
// the week before it, else the lowest. A sale that does not reach a peak has its last week for one.
func (d *draft) depth(b block, peak planner.Span) planner.BasisPoints {
	depths := d.norms.depths
	top, _ := d.work.Sale.Span.Intersect(peak)
	if top.IsZero() {
		top = planner.Span{Start: d.work.Sale.Span.End, End: d.work.Sale.Span.End}
	}
	switch span := b.span(); {
	case span.Overlaps(top):
		return depths[len(depths)-1]
	case !span.End.After(top.Start) && span.End.After(top.Start.AddDate(0, 0, -7)):
		return depths[len(depths)/2]
	}
	return depths[0]
}

// coupon returns the line's coupon over the block, as deep as meant or, where the budget or the margin floor
// forbid that, less deep; nil where none can be had. It is for the whole line unless some of its products
// cannot bear it while those that can are at least half of the line's stock by value.
func (d *draft) coupon(shop *planner.Shop, line *planner.Line, b block, left int64) *planner.Event {
	if !d.couponFree(shop, line, b) {
		return nil
	}
	for _, depth := range slices.Backward(d.norms.depths) {
		if depth > b.depth {
			continue
		}
		e := &planner.Event{Kind: planner.Coupon, Shop: shop.ID, Channel: planner.TikTok, Line: line.ID, Span: b.span(),
			Promo: &planner.Promo{Tool: couponTool, PercentOff: depth, PlatformShare: -1}}
		if d.barred(e) {
			continue
		}
		if e = d.bear(e); e != nil && rules.CouponReserve(d.work, e).Minor <= left {
			return e
		}
	}
	return nil
}

// couponMoney returns what is left of the shop's coupon budget, or of the model's where it has none, after
// the seller's coupons that stay, by the reserve that the budget's rule counts. Amounts are minor units.
func (d *draft) couponMoney(shop *planner.Shop) int64 {
	left := shop.CouponBudget
	if left == 0 {
		left = int64(d.work.Num("coupon_budget"))
	}
	layer := d.work.Tool(couponTool).Layer
	for _, e := range d.work.Events.All() {
		if e.Promo != nil && e.Shop == shop.ID && d.work.Tool(e.Promo.Tool).Layer == layer {
			left -= rules.CouponReserve(d.work, e).Minor
		}
	}
	return left
}

// couponFree reports whether the line may have a coupon over the block besides what runs already: not two
// seller coupons on one product, tails of claimed coupons included, the pause between two windows of a line, and
// not too many lines on one day.
func (d *draft) couponFree(shop *planner.Shop, line *planner.Line, b block) bool {
	span := b.span()
	tail := time.Duration(d.work.Tool(couponTool).ValidMinutes) * time.Minute
	pause := max(tail, time.Duration(d.norms.couponGap)*24*time.Hour)
	onDay := map[planner.Date]map[string]bool{}
	for _, e := range d.work.Events.All() {
		if e.Kind != planner.Coupon || !e.Scheduled() || e.Shop != shop.ID {
			continue
		}
		window := planner.Span{Start: e.Span.Start, End: pricing.TailOf(d.work, e).End}
		if window.End.Before(e.Span.End) {
			window.End = e.Span.End
		}
		if e.Promo.Tool != couponTool || e.Line == "" {
			if d.share(e, line.ID) && window.Overlaps(planner.Span{Start: span.Start, End: span.End.Add(tail)}) {
				return false
			}
			continue
		}
		if e.Line == line.ID && e.Span.Start.Before(span.End.Add(pause)) && span.Start.Before(e.Span.End.Add(pause)) {
			return false
		}
		for _, x := range b.days {
			if e.Span.Overlaps(x.span) {
				if onDay[x.date] == nil {
					onDay[x.date] = map[string]bool{}
				}
				onDay[x.date][e.Line] = true
			}
		}
	}
	for _, lines := range onDay {
		if len(lines) >= d.norms.couponLines {
			return false
		}
	}
	return true
}

// share reports whether the event concerns a product of the line.
func (d *draft) share(e *planner.Event, line string) bool {
	return slices.ContainsFunc(d.work.ProductsOf(e), func(x *planner.Product) bool { return x.Line == line })
}
