package mip

import "bfplanner/planner/forecast"

// hedges adds a column for each shop-day that may be mirrored off the platform.
func (b *builder) hedges() {
	in := b.in
	for shop := range in.Shops {
		for d, day := range in.Day {
			x := [2]int{shop, d}
			if day.Down >= in.Risk.HedgeMinDown && (d >= in.StartDay || b.pinned(forecast.Pin{Kind: forecast.PinHedge, Shop: shop, Day: d})) {
				b.hedge[x] = b.col(named("hedge", shop, d), -in.Risk.HedgeCost, 0, 1, true)
			}
		}
	}
}

// windows adds the coupon windows of all lines and what limits them.
func (b *builder) windows() {
	in := b.in
	modes := len(in.Coupon.Depths) + 1
	b.lines = make([]lineCols, len(in.Lines))
	onCoupon, reserve := make([][]term, len(in.Shops)*in.Days), make([][]term, len(in.Shops))
	for g, l := range in.Lines {
		one, by := make([][]int32, in.Days), make([][]int32, in.Days*modes)
		for mode := 1; mode < modes; mode++ {
			if !in.DepthLegal(g, mode-1) {
				continue
			}
			for d := in.SaleStartDay; d < in.Days; d++ {
				for n := max(1, in.Coupon.MinLen); n <= in.Coupon.MaxLen && d+n <= in.Days; n++ {
					if d < in.StartDay && !b.pinned(forecast.Pin{Kind: forecast.PinCoupon, Line: g, Depth: mode - 1, Day: d, Len: n}) {
						continue
					}
					b.windowCol([4]int{g, mode, d, n}, one, by)
				}
			}
		}
		b.lines[g].mode = make([][]int32, in.Days)
		for d := range in.Days {
			b.most(named("coupon_gap", g, d), 1, sum(one[d]))
			b.lines[g].mode[d] = make([]int32, modes)
			for mode := range modes {
				b.lines[g].mode[d][mode] = none
				if list := by[d*modes+mode]; len(list) > 0 {
					c := b.col(named("mode", g, d, mode), 0, 0, 1, false)
					b.lines[g].mode[d][mode] = c
					b.row(named("coupon_mode", g, d, mode), true, 0, append(sum(list), term{c, -1})...)
					onCoupon[b.shopDay(l.Shop, d)] = append(onCoupon[b.shopDay(l.Shop, d)], term{c, 1})
					reserve[l.Shop] = append(reserve[l.Shop], term{c, in.Reserve(g, mode-1, d)})
				}
			}
		}
	}
	for shop, x := range in.Shops {
		b.most(named("coupon_budget", shop), x.CouponBudget, reserve[shop])
		for d := range in.Days {
			b.most(named("coupon_lines_day", shop, d), float64(x.MaxLines), onCoupon[b.shopDay(shop, d)])
		}
	}
}

// windowCol adds a window to the days that it takes, with the free days after it, and to those that are under it.
func (b *builder) windowCol(x [4]int, one, by [][]int32) {
	in := b.in
	cost := in.Coupon.SetupCost
	for k := range x[3] {
		cost += in.Coupon.FatigueCost[min(k, len(in.Coupon.FatigueCost)-1)] * in.Reserve(x[0], x[1]-1, x[2]+k)
	}
	c := b.col(named("window", x[0], x[1], x[2], x[3]), -cost, 0, 1, true)
	b.window[x] = c
	for d := x[2]; d < min(x[2]+x[3]+in.Coupon.MinGap, in.Days); d++ {
		one[d] = append(one[d], c)
		if d < x[2]+x[3] {
			by[d*(len(in.Coupon.Depths)+1)+x[1]] = append(by[d*(len(in.Coupon.Depths)+1)+x[1]], c)
		}
	}
}

// videos adds the posts, what limits them, and the pieces of what the posts of a line-day bring.
func (b *builder) videos() {
	in := b.in
	byDay, effort := make([][]term, len(in.Shops)*in.Days), make([][]term, len(in.Shops)*(in.Days/weekDays+1))
	reach := make([][]term, len(in.Lines)*in.Days)
	most := make([]float64, len(reach))
	posts := make([][]term, len(in.Videos)*in.Days) // video-day
	for v, x := range in.Videos {
		shop := in.Lines[x.Line].Shop
		var all []term
		for d := max(0, x.Ready); d <= min(x.Due, in.Days-1); d++ {
			top := 0.0
			for band, y := range in.Bands {
				if d < in.StartDay && !b.pinned(forecast.Pin{Kind: forecast.PinVideo, Video: v, Day: d, Band: band}) {
					continue
				}
				c := b.col(named("post", v, d, band), -x.Cost, 0, 1, true)
				b.post[[3]int{v, d, band}] = c
				all = append(all, term{c, 1})
				posts[v*in.Days+d] = append(posts[v*in.Days+d], term{c, 1})
				byDay[b.shopDay(shop, d)] = append(byDay[b.shopDay(shop, d)], term{c, 1})
				effort[shop*(in.Days/weekDays+1)+d/weekDays] = append(effort[shop*(in.Days/weekDays+1)+d/weekDays], term{c, x.Effort})
				raw := x.Reach * y.Mult * in.Day[d].Weight
				reach[x.Line*in.Days+d] = append(reach[x.Line*in.Days+d], term{c, -raw})
				top = max(top, raw)
			}
			most[x.Line*in.Days+d] += top
		}
		b.most(named("video_once", v), 1, all)
	}
	for i, x := range byDay {
		b.most(named("video_per_day", i/in.Days, i%in.Days), float64(in.Shops[i/in.Days].VideosPerDay), x)
	}
	for i, x := range effort {
		weeks := in.Days/weekDays + 1
		b.most(named("video_effort", i/weeks, i%weeks), in.Shops[i/weeks].CrewEffort, x)
	}
	b.come = make([][]int32, len(reach))
	for i, x := range reach {
		if len(x) == 0 {
			continue
		}
		left := most[i]
		for k, w := range in.PostWidth {
			w = min(w, left)
			left -= w
			c := b.col(named("come", i/in.Days, i%in.Days, k), 0, 0, w, false)
			b.come[i] = append(b.come[i], c)
			x = append(x, term{c, 1})
		}
		b.row(named("reach", i/in.Days, i%in.Days), false, 0, x...)
	}
	b.sequels(posts)
}

// sequels makes a video wait for the one that it comes after.
func (b *builder) sequels(posts [][]term) {
	in := b.in
	b.out = make([][]int32, len(in.Videos))
	follow := func(v int) {
		if b.out[v] != nil {
			return
		}
		last := none
		for d := range in.Days {
			c := b.col(named("out", v, d), 0, 0, 1, false)
			row := append([]term{{c, -1}}, posts[v*in.Days+d]...)
			if last != none {
				row = append(row, term{last, 1})
			}
			b.row(named("video_out", v, d), true, 0, row...)
			b.out[v], last = append(b.out[v], c), c
		}
	}
	for v, x := range in.Videos {
		if x.After < 0 {
			continue
		}
		follow(v)
		follow(x.After)
		for d := range in.Days {
			row := []term{{b.out[v][d], 1}}
			if e := d - x.AfterGap; e >= 0 && e < in.Days {
				row = append(row, term{b.out[x.After][e], -1})
			}
			b.row(named("video_after", v, d), false, 0, row...)
		}
	}
}

// deals adds the flash deals, what limits them, and the part of each that a hedge saves.
func (b *builder) deals() {
	in := b.in
	hours := make(map[[3]int][]term) // shop, day, clock hour
	for p, x := range in.Products {
		shop := in.Lines[x.Line].Shop
		var all []term
		byDay := make([][]term, in.Days)
		for d := range in.Days {
			var saved []term
			hedge, hedged := b.hedge[[2]int{shop, d}]
			for t, on := range b.live[b.shopDay(shop, d)] {
				if on == none || d*b.slots+t < in.SaleStartDay*b.slots+in.SaleStartHour ||
					b.early(d, t) && !b.pinned(forecast.Pin{Kind: forecast.PinFlash, Product: p, Day: d, From: t}) {
					continue
				}
				earns := in.FlashOrders(p, d, t) * in.FlashContribution(p)
				c := b.col(named("flash", p, d, t), earns*in.Weight(d, false)-x.FlashCost, 0, 1, true)
				b.flash[[3]int{p, d, t}] = c
				all, byDay[d] = append(all, term{c, 1}), append(byDay[d], term{c, 1})
				hour := [3]int{shop, d, int(float64(t) * in.SlotHours())}
				hours[hour] = append(hours[hour], term{c, 1})
				b.row(named("flash_on_air", p, d, t), false, 0, term{c, 1}, term{on, -1})
				if hedged {
					more := b.col(named("hedgedflash", p, d, t), earns*(in.Weight(d, true)-in.Weight(d, false)), 0, 1, false)
					b.saved[c] = more
					b.row(named("hedged_flash", p, d, t), false, 0, term{more, 1}, term{c, -1})
					saved = append(saved, term{more, 1})
				}
			}
			if len(saved) > 0 {
				b.row(named("hedged_flash_day", p, d), false, 0, append(saved, term{hedge, -1})...)
			}
			b.stack(p, d, byDay[d])
		}
		b.most(named("flash_max", p), float64(in.Flash.MaxPerProduct), all)
		for d := range in.Days {
			var near []term
			for e := d; e <= min(d+in.Flash.GapDays, in.Days-1); e++ {
				near = append(near, byDay[e]...)
			}
			b.most(named("flash_gap", p, d), 1, near)
		}
	}
	for shop := range in.Shops {
		for d := range in.Days {
			for t := range b.slots {
				if list := hours[[3]int{shop, d, t}]; len(list) > in.Flash.PerHour {
					b.row(named("flash_per_hour", shop, d, t), false, float64(in.Flash.PerHour), list...)
				}
			}
		}
	}
}

// stack keeps a product's flash deal from coupons under which it would fall below the margin floor.
func (b *builder) stack(p, d int, deals []term) {
	row := deals[:len(deals):len(deals)]
	for mode, c := range b.lines[b.in.Products[p].Line].mode[d] {
		if c != none && !b.in.StackLegal(p, mode-1) {
			row = append(row, term{c, 1})
		}
	}
	if len(deals) > 0 && len(row) > len(deals) {
		b.row(named("coupon_flash_margin", p, d), false, 1, row...)
	}
}
