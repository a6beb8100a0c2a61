package rules

import (
	"math"
	"slices"

	"bfplanner/planner"
)

// demandOf is what each day is expected to sell, for the products of a plan by their number. A day sells
//
//	cold viewers an hour x hours on air that day x demand x airtime of the line x part of the line's stock
//	  by value x conversion of a live x (1 + uplift of the deepest coupon of the day)
//
// with the parameters of CouponReserve, or what the flash deals that begin on it promise, if that is more. Days
// off air sell nothing by it.
type demandOf struct {
	x      *index
	r      *reserve
	first  int // number of the first day
	days   int
	air    map[string][]float64 // hours on air by shop and day
	depths [][]float64          // of the deepest coupon, by product and day; nil where there is none
	claims [][]int              // units that flash deals promise
	ups    map[[2]float64]float64
}

// newDemand gathers what the days of the span sell; those of the span's last instant are left out.
func (x *index) newDemand(s planner.Span) *demandOf {
	n := x.p.Products.Len()
	d := &demandOf{x: x, r: newReserve(x.p), first: x.number(s.Start), days: x.number(s.End) - x.number(s.Start),
		air: map[string][]float64{}, depths: make([][]float64, n), claims: make([][]int, n), ups: map[[2]float64]float64{}}
	for _, e := range x.kind[planner.Live] {
		if x.onPlatform(e) {
			d.onAir(e)
		}
	}
	for _, o := range x.promos {
		switch {
		case o.Kind == planner.Flash && o.Promo.Quantity > 0:
			d.promise(o)
		case sellerCoupon(o) && o.tool.Audience == "":
			d.coupon(o)
		}
	}
	return d
}

// each goes through the days of the demand that the span touches.
func (d *demandOf) each(s planner.Span, f func(day int)) {
	for i := max(0, d.x.number(s.Start)-d.first); i < d.days && i <= d.x.number(s.End.Add(-1))-d.first; i++ {
		f(i)
	}
}

func (d *demandOf) onAir(e *planner.Event) {
	if d.air[e.Shop] == nil {
		d.air[e.Shop] = make([]float64, max(d.days, 0))
	}
	d.each(e.Span, func(day int) {
		date := d.x.date(d.first + day)
		part, _ := e.Span.Intersect(date.Span(d.x.loc))
		d.air[e.Shop][day] += part.Length().Hours()
	})
}

// promise counts a deal's units on the day on which it begins, shared evenly among its products, the first taking what is left over.
func (d *demandOf) promise(o promo) {
	day, n := d.x.number(o.Span.Start)-d.first, o.scope.count()
	if day < 0 || day >= d.days || n == 0 {
		return
	}
	left := o.Promo.Quantity % n
	for i := range d.claims {
		if !o.scope.has(i) {
			continue
		}
		if d.claims[i] == nil {
			d.claims[i] = make([]int, d.days)
		}
		d.claims[i][day] += o.Promo.Quantity / n
		if left > 0 {
			d.claims[i][day]++
			left--
		}
	}
}

func (d *demandOf) coupon(o promo) {
	for i, q := range d.x.p.Products.All() {
		if !o.scope.has(i) {
			continue
		}
		depth := depth(o.Promo, q)
		d.each(o.Span, func(day int) {
			if d.depths[i] == nil {
				d.depths[i] = make([]float64, d.days)
			}
			d.depths[i][day] = max(d.depths[i][day], depth)
		})
	}
}

// units returns the expected units of the product by day. Without coupons it leaves out what they add.
func (d *demandOf) units(i int, q *planner.Product, l *planner.Line, coupons bool) []float64 {
	air, out := d.air[l.Shop], make([]float64, max(d.days, 0))
	rate := d.r.Viewers(l) * d.r.Airtime(l) * d.r.Part(q) * d.x.p.Num("conv_live_cold") / 10000
	for day := range out {
		if air != nil && air[day] > 0 {
			demand := d.r.On(d.x.date(d.first + day))
			out[day] = rate * air[day] * demand
			if coupons && d.depths[i] != nil {
				out[day] *= 1 + d.uplift(d.depths[i][day], demand)
			}
		}
		if d.claims[i] != nil {
			out[day] = math.Max(out[day], float64(d.claims[i][day]))
		}
	}
	return out
}

func (d *demandOf) uplift(depth, demand float64) float64 {
	if depth == 0 {
		return 0
	}
	up, ok := d.ups[[2]float64{depth, demand}]
	if !ok {
		up = d.r.Uplift(depth, demand)
		d.ups[[2]float64{depth, demand}] = up
	}
	return up
}

// stockOut says of products whose stock is expected to be sold before the sale's peak begins, which is when
// most is sold. Stock that is still on its way counts from the day of its inbound milestone. Products without
// any stock written down are left out, since nothing is known of them.
func stockOut(x *index, add report) {
	peak, ok := x.phases[planner.Peak]
	if !ok || len(x.kind[planner.Live])+len(x.kind[planner.Flash]) == 0 {
		return
	}
	before := planner.Span{Start: x.phases[planner.Seeding].Start, End: peak.Start}
	d := x.newDemand(before)
	for i, q := range x.p.Products.All() {
		l, known := x.p.Lines.Get(q.Line)
		if !known || q.Stock+q.InboundStock == 0 {
			continue
		}
		has := x.stockByDay(i, q, d)
		day, short := firstShort(d.units(i, q, l, true), has)
		if day < 0 {
			continue
		}
		date := x.date(d.first + day)
		f := Finding{Span: planner.Span{Start: date.At(0, 0, x.loc), End: peak.Start}, Detail: q.SKU,
			Args: []any{q, l, date, short, x.day(peak.Start)}}
		if none, _ := firstShort(d.units(i, q, l, false), has); none < 0 {
			f.Fixes = x.outOfCoupons(i, q, before)
		}
		add(f)
	}
}

// stockByDay returns what has been there to be sold by the end of each day.
func (x *index) stockByDay(i int, q *planner.Product, d *demandOf) []float64 {
	arrives := math.MaxInt
	for _, e := range x.kind[planner.Milestone] {
		if e.Task.Type == planner.Inbound && x.scopes.of(e).has(i) {
			arrives = x.number(e.Span.Start) - d.first
			break
		}
	}
	has := make([]float64, max(d.days, 0))
	for day := range has {
		has[day] = float64(q.Stock)
		if day >= arrives {
			has[day] += float64(q.InboundStock)
		}
	}
	return has
}

// firstShort returns the first day by whose end more would be sold than there has been, -1 for none, and how
// many units are lacking by the end of the last.
func firstShort(units, has []float64) (day, short int) {
	day = -1
	var sold, lack float64
	for i, n := range units {
		sold += n
		lack = sold - has[i]
		if day < 0 && lack > 1e-9 {
			day = i
		}
	}
	return day, max(1, int(math.Ceil(lack-1e-9)))
}

// outOfCoupons returns the fix that the product takes no part in the coupons that end before the peak, which
// are to sell more of it, or none where that is not possible or lets a product fall under its floor.
func (x *index) outOfCoupons(i int, q *planner.Product, before planner.Span) []Fix {
	var edits []planner.Command
	for _, o := range x.promos {
		if !sellerCoupon(o) || o.tool.Audience != "" || !o.scope.has(i) || !o.Span.Overlaps(before) {
			continue
		}
		if o.Pinned || !x.coming(o.Event) || !before.Covers(o.Span) {
			return nil
		}
		edits = append(edits, without(o.Event, q.SKU, x.p))
	}
	if edits == nil {
		return nil
	}
	return x.harmless(fix("stock-out-before-peak", []any{len(edits)}, func(why planner.Text) planner.Command {
		return planner.Batch{Commands: slices.Clip(edits), Why: why}
	}))
}
