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
// get theirs first. Each run of days has its share of the budget, in proportion to what its coupons would cost,
// so that the peak leaves something for the rest; then what is left over goes to whatever still fits.
func (d *draft) coupons(shop *planner.Shop) {
	lines := d.lines(shop.ID)
	if d.work.Tool(couponTool) == nil || len(d.norms.depths) == 0 || len(lines) == 0 {
		return
	}
	blocks := d.blocks(len(lines) > d.norms.couponLines)
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(b.demand, a.demand) })
	costs, sum := make([]float64, len(blocks)), 0.0
	for i, b := range blocks {
		costs[i] = float64(rules.CouponReserve(d.work, couponOf(shop, lines[0], b.span(), b.depth)).Minor)
		sum += costs[i]
	}
	s := &sharing{draft: d, shop: shop, lines: lines, had: map[string]float64{}, left: d.couponMoney(shop)}
	whole := float64(s.left)
	for i, b := range blocks {
		s.fill(b, int64(whole*costs[i]/max(sum, 1)))
	}
	for _, b := range blocks {
		s.fill(b, s.left)
	}
}

// sharing is the state of giving out one shop's coupons.
type sharing struct {
	*draft
	shop  *planner.Shop
	lines []*planner.Line
	had   map[string]float64 // demand of the days on which each line has a coupon
	left  int64              // of the budget, minor units
}

// fill gives out coupons over a block for no more than the money: as deep as the block asks for, then, where
// budget or margin floor forbid that, less deep. Lines that had least come first.
func (s *sharing) fill(b block, money int64) {
	for _, depth := range slices.Backward(s.norms.depths) {
		if depth > b.depth {
			continue
		}
		slices.SortStableFunc(s.lines, func(x, y *planner.Line) int { return cmp.Compare(s.had[x.ID], s.had[y.ID]) })
		for _, l := range slices.Clone(s.lines) {
			e := s.coupon(s.shop, l, b, depth)
			if e == nil {
				continue
			}
			if cost := rules.CouponReserve(s.work, e).Minor; cost <= min(money, s.left) {
				s.add(e)
				s.had[l.ID] += b.demand
				money, s.left = money-cost, s.left-cost
			}
		}
	}
}

// blocks cuts the sale into runs of days for coupons: at the bounds of the peak and at days that are likely
// to be lost. Where lines take turns the runs are as short as a line's pause between two windows allows; else
// they are as long as a window may be, with the pause between them and around the peak.
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
		first, end := 0, len(run)
		if run[0].span.Start.Equal(peak.End) {
			first += pause
		}
		if run[end-1].span.End.Equal(peak.Start) {
			end -= pause
		}
		for ; end > first; end -= length + pause {
			list = append(list, block{days: run[max(first, end-length):end]})
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

// couponOf returns a coupon of the planned tool.
func couponOf(shop *planner.Shop, line *planner.Line, span planner.Span, depth planner.BasisPoints) *planner.Event {
	return &planner.Event{Kind: planner.Coupon, Shop: shop.ID, Channel: planner.TikTok, Line: line.ID, Span: span,
		Promo: &planner.Promo{Tool: couponTool, PercentOff: depth, PlatformShare: -1}}
}

// coupon returns the line's coupon over the block, or nil where none can be had at that depth. It is for the
// whole line unless some of its products cannot bear it while those that can are at least half of the line's
// stock by value.
func (d *draft) coupon(shop *planner.Shop, line *planner.Line, b block, depth planner.BasisPoints) *planner.Event {
	e := couponOf(shop, line, b.span(), depth)
	if !d.couponFree(shop, line, b) || d.barred(e) {
		return nil
	}
	return d.bear(e)
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
		if e.Kind != planner.Coupon || !e.Scheduled() || e.Shop != "" && e.Shop != shop.ID {
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
