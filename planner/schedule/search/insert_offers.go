package search

import (
	"math"
	"math/bits"
	"slices"

	"bfplanner/planner/forecast"
)

// auditVideos asks after the videos that are touched and those that come after them, and the days and weeks on which
// they go out.
func (e *Evaluator) auditVideos() {
	in := e.in
	weeks := in.Days/weekDays + 1
	for _, a := range e.touch.videos {
		v := nowhere
		v.Video = a
		if list := e.posts[a]; len(list) > 1 {
			v.Day = list[0][1]
			e.add("video-once", 2, 1, v)
		}
		e.auditAfter(a)
		for _, c := range e.p.children[a] {
			e.auditAfter(c)
		}
		shop := in.Lines[in.Videos[a].Line].Shop
		for _, x := range e.posts[a] {
			here := atDay(shop, x[1])
			e.most("video-per-day", float64(e.perDay[e.p.at(shop, x[1])]), float64(in.Shops[shop].VideosPerDay), here)
			here.Day = x[1] / weekDays * weekDays
			e.most("video-effort", e.effort[shop*weeks+x[1]/weekDays], in.Shops[shop].CrewEffort, here)
		}
	}
}

// auditAfter asks whether what a video comes after is out in time.
func (e *Evaluator) auditAfter(a int) {
	x := &e.in.Videos[a]
	if x.After < 0 {
		return
	}
	first := math.MaxInt
	for _, y := range e.posts[x.After] {
		first = min(first, y[1])
	}
	for _, y := range e.posts[a] {
		v := nowhere
		v.Video, v.Day = a, y[1]
		if first == math.MaxInt {
			e.add("video-after", 0, float64(x.AfterGap), v)
		} else {
			e.least("video-after", float64(y[1]-first), float64(x.AfterGap), v)
		}
	}
}

// auditWindows asks after a line's windows, its shop's coupons and the flash deals under them.
func (e *Evaluator) auditWindows(g int) {
	in, shop := e.in, e.in.Lines[g].Shop
	list := slices.Clone(e.windows[g])
	slices.SortStableFunc(list, func(a, b [4]int) int { return byNumbers([3]int{a[2], a[3]}, [3]int{b[2], b[3]}) })
	end := 0
	for i, w := range list {
		if i > 0 {
			v := atDay(shop, w[2])
			v.Line = g
			free := float64(w[2] - end)
			e.least("coupon-one-window", free, 0, v)
			if free >= 0 {
				e.least("coupon-gap", free, float64(in.Coupon.MinGap), v)
			}
		}
		end = max(end, w[2]+w[3])
	}
	for d, m := range e.lines[g].mode {
		if at := e.p.at(shop, d); m > 0 {
			e.most("coupon-lines-day", float64(e.coupons[at]), float64(in.Shops[shop].MaxLines), atDay(shop, d))
		}
	}
	v := nowhere
	v.Shop = shop
	e.most("coupon-budget", float64(e.reserved[shop])/100, in.Shops[shop].CouponBudget, v)
	for _, i := range e.products[g] {
		for _, x := range e.dealsOf[i] {
			e.auditStack(x)
		}
	}
}

// atDeal returns the place of a flash deal.
func (e *Evaluator) atDeal(x [3]int) forecast.Violation {
	v, g := nowhere, e.in.Products[x[0]].Line
	v.Product, v.Line, v.Shop, v.Day, v.Hour = x[0], g, e.in.Lines[g].Shop, x[1], x[2]
	return v
}

// auditStack asks whether a flash deal and the line's coupon of that day keep the margin between them.
func (e *Evaluator) auditStack(x [3]int) {
	if m := e.lines[e.in.Products[x[0]].Line].mode[x[1]]; m > 0 && !e.p.stack[x[0]][m] {
		e.add("coupon-flash-margin", -1, 0, e.atDeal(x))
	}
}

// auditDeal asks what a new flash deal breaks beside others.
func (e *Evaluator) auditDeal(x [3]int) {
	in, v := e.in, e.atDeal(x)
	e.auditStack(x)
	at := e.p.at(v.Shop, x[1])
	if e.on(at)>>x[2]&1 == 0 && !slices.Contains(e.touch.live, at) {
		e.add("flash-on-air", 0, 1, v)
	}
	n := 0
	hour := func(slot int) int { return int(float64(slot) * in.SlotHours()) }
	for _, y := range e.deals[at] {
		if hour(y[2]) == hour(x[2]) {
			n++
		}
	}
	here := atDay(v.Shop, x[1])
	here.Hour = hour(x[2])
	e.most("flash-per-hour", float64(n), float64(in.Flash.PerHour), here)
	seen := 0
	for _, y := range e.dealsOf[x[0]] {
		if y == x {
			if seen++; seen == 1 {
				continue
			}
		}
		e.least("flash-gap", float64(max(x[1]-y[1], y[1]-x[1])), float64(in.Flash.GapDays+1), v)
	}
}

// auditDeals asks after what the touched products and lines sell in flash deals.
func (e *Evaluator) auditDeals() {
	for _, i := range e.touch.products {
		v := nowhere
		v.Product = i
		e.most("flash-max", float64(len(e.dealsOf[i])), float64(e.in.Flash.MaxPerProduct), v)
	}
	for _, g := range e.touch.deals {
		v := nowhere
		v.Line = g
		e.most("flash-stock", e.lines[g].deals, e.lines[g].stock, v)
	}
}

// auditPins asks whether the pins of touched places hold.
func (e *Evaluator) auditPins() {
	p := e.p
	for i, x := range e.in.Pins {
		v := nowhere
		v.Pin, v.Day = i, x.Day
		held := true
		switch x.Kind {
		case forecast.PinLive:
			if at := p.at(x.Shop, x.Day); slices.Contains(e.touch.live, at) {
				v.Shop = x.Shop
				for off := span(x.From, x.To-x.From) &^ e.on(at); off != 0; off &= off - 1 {
					e.add("pin-live", 0, 1, atHour(v, bits.TrailingZeros64(off)))
				}
			}
		case forecast.PinShift:
			held = slices.Contains(e.shifts[p.at(x.Shop, x.Day)], [5]int{x.Host, x.Shop, x.Day, x.From, x.To - x.From})
		case forecast.PinCoupon:
			held = slices.Contains(e.windows[x.Line], [4]int{x.Line, x.Depth + 1, x.Day, x.Len})
		case forecast.PinVideo:
			held = slices.Contains(e.posts[x.Video], [3]int{x.Video, x.Day, x.Band})
		case forecast.PinFlash:
			held = slices.Contains(e.dealsOf[x.Product], [3]int{x.Product, x.Day, x.From})
		case forecast.PinHedge:
			held = e.hedges[p.at(x.Shop, x.Day)] > 0
		}
		if !held {
			e.add("pin-"+x.Kind, 0, 1, v)
		}
	}
}
