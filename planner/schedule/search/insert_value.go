package search

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"bfplanner/planner/forecast"
)

// touch is what an edit reaches: the places whose figures it changes, each once.
type touch struct {
	live     []int // shop-days whose lives change
	cells    []int // shop-days whose lives, flash deals or hedge change
	days     []int // whose studios are counted
	hosts    []int
	lines    []int // whose value changes
	wins     []int // lines whose windows change
	posts    []int // lines whose posts change
	deals    []int // lines whose flash deals change
	videos   []int
	products []int
	hedged   []int   // shop-days
	rise     float64 // bound on the change of the lines' value, by their prices
}

// add puts x on a list that has it at most once.
func add(list *[]int, x int) {
	if !slices.Contains(*list, x) {
		*list = append(*list, x)
	}
}

// mark finds what the edit reaches.
func (e *Evaluator) mark(x Edit) {
	t := &e.touch
	for _, list := range []*[]int{&t.live, &t.cells, &t.days, &t.hosts, &t.lines, &t.wins, &t.posts, &t.deals, &t.videos, &t.products, &t.hedged} {
		*list = (*list)[:0]
	}
	t.rise = 0
	for _, rows := range [2][]Row{x.Out, x.In} {
		for _, r := range rows {
			e.markRow(r)
		}
	}
}

func (e *Evaluator) markRow(r Row) {
	t, a := &e.touch, r.At
	switch r.Kind {
	case forecast.CreditLive:
		add(&t.live, e.p.at(a[1], a[2]))
		add(&t.cells, e.p.at(a[1], a[2]))
		add(&t.days, a[2])
		add(&t.hosts, a[0])
		e.markShop(a[1])
	case forecast.CreditVideo:
		add(&t.videos, a[0])
		add(&t.posts, e.in.Videos[a[0]].Line)
		add(&t.lines, e.in.Videos[a[0]].Line)
	case forecast.CreditCoupon:
		add(&t.wins, a[0])
		add(&t.lines, a[0])
	case forecast.CreditFlash:
		g := e.in.Products[a[0]].Line
		add(&t.products, a[0])
		add(&t.deals, g)
		add(&t.lines, g)
		add(&t.cells, e.p.at(e.in.Lines[g].Shop, a[1]))
	case forecast.CreditHedge:
		add(&t.hedged, e.p.at(a[0], a[1]))
		add(&t.cells, e.p.at(a[0], a[1]))
		e.markShop(a[0])
	}
}

func (e *Evaluator) markShop(shop int) {
	for _, g := range e.p.linesOf[shop] {
		add(&e.touch.lines, g)
	}
}

// put adds a row to the lists.
func (e *Evaluator) put(r Row) { e.count(r, 1) }

// count adds a row to the lists, or with -1 takes it from them. Lists whose order does not matter are kept in order of
// time, so that the same rows give the same sums.
func (e *Evaluator) count(r Row, sign int) {
	in, p, a := e.in, e.p, r.At
	weeks := in.Days/weekDays + 1
	switch r.Kind {
	case forecast.CreditLive:
		at := p.at(a[1], a[2])
		e.shifts[at] = kept(e.shifts[at], a, sign, byTime)
		e.hosts[a[0]] = kept(e.hosts[a[0]], a, sign, byTime)
		if in.Risky(a[2]) {
			e.risky += sign * a[4]
		}
	case forecast.CreditVideo:
		x := &in.Videos[a[0]]
		shop := in.Lines[x.Line].Shop
		e.posts[a[0]] = kept(e.posts[a[0]], [3]int(a[:3]), sign, byNumbers)
		e.perDay[p.at(shop, a[1])] += sign
		e.effort[shop*weeks+a[1]/weekDays] += float64(sign) * x.Effort
	case forecast.CreditCoupon:
		w := [4]int(a[:4])
		if sign > 0 {
			e.windows[w[0]] = append(e.windows[w[0]], w)
		} else {
			e.windows[w[0]] = cut(e.windows[w[0]], w)
		}
		for k := range w[3] {
			e.reserved[in.Lines[w[0]].Shop] += int64(sign) * p.reserve[w[0]][(w[2]+k)*p.modes+w[1]]
		}
	case forecast.CreditFlash:
		at := p.at(in.Lines[in.Products[a[0]].Line].Shop, a[1])
		e.deals[at] = kept(e.deals[at], [3]int(a[:3]), sign, byNumbers)
		e.dealsOf[a[0]] = kept(e.dealsOf[a[0]], [3]int(a[:3]), sign, byNumbers)
	case forecast.CreditHedge:
		e.hedges[p.at(a[0], a[1])] += sign
	}
}

func byTime(a, b [5]int) int { return cmp.Or(a[2]-b[2], a[3]-b[3], a[1]-b[1], a[4]-b[4], a[0]-b[0]) }

func byNumbers(a, b [3]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1], a[2]-b[2]) }

// kept adds an element to a list in order, or takes it from there.
func kept[T comparable](list []T, x T, sign int, order func(a, b T) int) []T {
	if sign < 0 {
		return cut(list, x)
	}
	i, _ := slices.BinarySearchFunc(list, x, order)
	return slices.Insert(list, i, x)
}

// apply makes the edit and works out the figures of what it reaches.
func (e *Evaluator) apply(x Edit) {
	for _, r := range x.Out {
		e.count(r, -1)
	}
	for _, r := range x.In {
		e.count(r, 1)
	}
	e.settle()
}

// revert takes the edit back. The windows of a line come back in the order of the solution.
func (e *Evaluator) revert(x Edit) {
	for _, r := range x.In {
		e.count(r, -1)
	}
	for _, r := range x.Out {
		e.count(r, 1)
	}
	for _, g := range e.touch.wins {
		e.windows[g] = e.windows[g][:0]
		for _, w := range e.base.Windows {
			if w[0] == g {
				e.windows[g] = append(e.windows[g], w)
			}
		}
	}
	e.settle()
}

// settle works out the figures of all that is touched, and what the lines' prices allow the change to bring.
func (e *Evaluator) settle() {
	t := &e.touch
	t.rise = 0
	for _, at := range t.cells {
		shop, d := at/e.in.Days, at%e.in.Days
		before := e.seen[shop][d]
		e.settleCell(at)
		for _, g := range e.p.linesOf[shop] {
			t.rise += e.lines[g].seen[d] * (e.seen[shop][d] - before)
		}
	}
	for _, at := range t.hedged {
		for _, g := range e.p.linesOf[at/e.in.Days] {
			e.settleWindows(g)
		}
	}
	for _, g := range t.wins {
		e.settleWindows(g)
	}
	for _, g := range t.posts {
		l := e.lines[g]
		for d, v := range l.supply {
			t.rise -= l.pool[d] * v
		}
		e.settlePosts(g)
		for d, v := range l.supply {
			t.rise += l.pool[d] * v
		}
	}
	for _, g := range t.deals {
		l := e.lines[g]
		before := l.deals
		e.settleDeals(g)
		if t.rise -= l.lambda * (l.deals - before); before >= l.stock {
			t.rise = math.Inf(1) // a line that is sold out has no prices
		}
	}
	if len(t.wins)+len(t.hedged) > 0 {
		t.rise = math.Inf(1)
	}
}

// settled returns the value of all that is touched but for the lines, in major units.
func (e *Evaluator) settled() float64 {
	t := &e.touch
	sum := 0.0
	for _, at := range t.cells {
		sum += e.cells[at].deals - e.cells[at].lives - float64(e.hedges[at])*e.in.Risk.HedgeCost
	}
	for _, g := range t.wins {
		sum -= e.offers[g]
	}
	for _, v := range t.videos {
		sum -= float64(len(e.posts[v])) * e.in.Videos[v].Cost
	}
	return sum
}

// on returns the slots in which the grid has the shop-day on air.
func (e *Evaluator) on(at int) (on uint64) {
	for _, x := range e.shifts[at] {
		on |= span(x[3], x[4])
	}
	return on
}

// settleCell works out the exposure and the figures of a shop-day.
func (e *Evaluator) settleCell(at int) {
	in, shop, d := e.in, at/e.in.Days, at%e.in.Days
	raw, cost := 0.0, 0.0
	if in.Fixed != nil && in.Fixed.Exposure != nil {
		raw = in.Fixed.Exposure[shop][d]
	}
	for _, x := range e.shifts[at] {
		for k := range x[4] {
			raw += in.Draw(x[0], shop, d, x[3]+k, k)
		}
		cost += float64(x[4]) * in.SlotHours() * (in.Hosts[x[0]].Cost + in.StudioCost)
	}
	on := e.on(at)
	sessions := bits.OnesCount64(on &^ (on << 1))
	e.seen[shop][d] = concave(raw, in.SatWidth, in.SatSlope, e.p.unit[at])
	deals := 0.0
	for _, x := range e.deals[at] {
		deals += in.FlashOrders(x[0], d, x[2])*in.FlashContribution(x[0])*in.Weight(d, e.hedges[at] > 0) - in.Products[x[0]].FlashCost
	}
	e.cells[at] = cellFigures{cost + float64(sessions)*in.Shops[shop].SetupCost, deals}
}

// settleWindows puts a line under its windows, of which the last in the list counts where they overlap.
func (e *Evaluator) settleWindows(g int) {
	in, l := e.in, e.lines[g]
	modes, nths := e.modes, e.nths
	clear(modes)
	clear(nths)
	for _, w := range e.windows[g] {
		for k := range w[3] {
			modes[w[2]+k], nths[w[2]+k] = int8(w[1]), k
		}
	}
	cost := 0.0
	for d := range in.Days {
		at := e.p.at(l.shop, d)
		m := int(modes[d])
		if was := l.mode[d] > 0; was != (m > 0) {
			if was {
				e.coupons[at]--
			} else {
				e.coupons[at]++
			}
		}
		l.set(d, modes[d], e.hedges[at] > 0)
		if m == 0 {
			continue
		}
		if nths[d] == 0 {
			cost += in.Coupon.SetupCost
		}
		cost += in.Coupon.FatigueCost[min(nths[d], len(in.Coupon.FatigueCost)-1)] * float64(e.p.reserve[g][d*e.p.modes+m]) / 100
	}
	e.offers[g] = cost
}

// settlePosts lets what a line's posts bring arrive.
func (e *Evaluator) settlePosts(g int) {
	l := e.lines[g]
	clear(l.raw)
	clear(l.supply)
	if len(l.supply) > 0 {
		l.supply[0] = e.in.Lines[g].Pool
	}
	for _, v := range e.videosOf[g] {
		for _, x := range e.posts[v] {
			l.post(x[1], e.in.Videos[v].Reach*e.in.Bands[x[2]].Mult*e.in.Day[x[1]].Weight)
		}
	}
}

// settleDeals sums the orders of a line's flash deals.
func (e *Evaluator) settleDeals(g int) {
	l := e.lines[g]
	l.deals = 0
	for _, i := range e.products[g] {
		for _, x := range e.dealsOf[i] {
			l.deals += e.in.FlashOrders(i, x[1], x[2])
		}
	}
}
