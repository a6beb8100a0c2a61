package search

import (
	"context"
	"math"

	"bfplanner/planner/forecast"
)

// BoundOptions says how long a bound is worked on.
type BoundOptions struct {
	Near   *forecast.Solution  // a good solution, whose prices the bound starts from; nil for that of a short search
	Rounds int                 // at most; 0 is 1
	Stop   func() bool         // whether to stop now; may be nil
	Report func(bound float64) // called with each lower bound; may be nil
}

// Bound returns a number, in major units, that the value of no legal solution exceeds. It is a Lagrangian
// bound: every rule that reaches beyond one shop-day, line, product or video has a price, each of those is then
// laid out exactly as its prices have it, and the prices follow a subgradient. Any prices give a valid bound,
// so it is valid whenever it is stopped. It is 0 for an instance whose pins cannot all hold.
func Bound(ctx context.Context, in *forecast.Instance, o BoundOptions) float64 {
	if len(in.Shops) == 0 || in.Days == 0 || len(in.Lines) == 0 {
		return 0
	}
	p := newProblem(in)
	near := o.Near
	if near == nil {
		r, err := Solve(ctx, in, Options{Seed: 1, Moves: priceMoves, Stop: o.Stop})
		if err != nil {
			return 0
		}
		near = &r.Solution
	}
	if len(forecast.Check(in, near)) > 0 {
		near = &forecast.Solution{}
	}
	s, err := begin(p, near)
	if err != nil {
		return 0
	}
	b := newDual(p)
	b.from(s)
	best := math.Inf(1)
	for k := range max(1, o.Rounds) {
		if v := b.evaluate(); v < best {
			best = v
			if o.Report != nil {
				o.Report(best)
			}
		}
		if ctx.Err() != nil || o.Stop != nil && o.Stop() {
			break
		}
		b.follow(firstPace / math.Sqrt(1+float64(k)/slowing))
	}
	return best
}

// priceMoves is how many moves of a search find a solution from whose prices a bound may start.
const priceMoves = 50_000

// prices is a group of multipliers: their values, the subgradient, its running mean and mean square, how far a
// price goes in a step, and the limits.
type prices struct {
	x, slope, drift, square []float64
	scale                   float64
	least, most             float64
}

func newPrices(n int, scale, most float64) *prices {
	return &prices{x: make([]float64, n), slope: make([]float64, n), drift: make([]float64, n), square: make([]float64, n), scale: scale, most: most}
}

// follow steps against the subgradient, each price by its own history.
func (g *prices) follow(pace float64) {
	for i, v := range g.slope {
		g.drift[i] = keepDrift*g.drift[i] + (1-keepDrift)*v
		g.square[i] = keepSquare*g.square[i] + (1-keepSquare)*v*v
		if g.square[i] > 0 {
			g.x[i] = min(g.most, max(g.least, g.x[i]-pace*g.scale*g.drift[i]/math.Sqrt(g.square[i])))
		}
	}
}

// What the running means keep a round, and how the steps grow shorter: pace/sqrt(1 + round/slowing).
const (
	keepDrift  = 0.9
	keepSquare = 0.999
	firstPace  = 0.5
	slowing    = 60
)

// dual is the Lagrangian: prices of what the parts share, and scratch.
type dual struct {
	p   *problem
	all []*prices

	pool   *prices // line, day: a unit of supply that reaches no further than this day
	stock  *prices // line: an order
	mode   *prices // line, day, mode: being under it; what windows earn and shop-days pay
	flat   *prices // shop-day: slope of the exposure, from the last to the first of saturation
	long   *prices // shop-day: an hour, against the hours of a day
	hours  *prices // host-day: an hour
	weeks  *prices // host, week: an hour
	place  *prices // host-day, hour: being in one place
	studio *prices // day, hour
	risky  *prices // an hour on a risky day
	slot   *prices // shop-day, hour: a place for a flash deal
	budget *prices // shop: a unit of reserve
	lines  *prices // shop-day: a line on coupon
	effort *prices // shop, week
	count  *prices // shop-day: a video
	once   *prices // video: going out
	stack  *prices // product, day: a flash deal or a coupon with which it would lose money
	cover  *prices // product, day: a hedge of its flash deal

	hedge   []bool    // day
	most    []float64 // shop-day: the most that lives draw
	longest []float64 // shop-day: hours of lives
	clashes []bool    // product: there is such a mode
	clash   [][][]int // line, mode: products whose flash deals it makes lose money
	level   []float64 // line, day: worth of a unit of supply
	use     []float64 // line, day: supply used less supply come
	orders  []float64 // line
	day     shopDay
	best    []float64 // day: of the windows from there on
	pick    []window
	week    int

	videos   [][]int // line: its videos
	postable []bool  // video, day
}

func newDual(p *problem) *dual {
	in := p.in
	n, inf := p.days, math.Inf(1)
	shopDays, lineDays, hostDays := len(in.Shops)*n, len(in.Lines)*n, len(in.Hosts)*n
	h := p.heat() / hottest // a live hour
	unit, order := 0.0, 0.0
	for g, l := range in.Lines {
		unit += p.coef[g][0].worth[shelfViewer] / float64(len(in.Lines))
		order += max(0, l.Contribution(0)) / float64(len(in.Lines))
	}
	b := &dual{p: p, week: n/weekDays + 1, best: make([]float64, n+1), pick: make([]window, n+1), level: make([]float64, lineDays), use: make([]float64, lineDays), orders: make([]float64, len(in.Lines))}
	for _, x := range []struct {
		to          **prices
		n           int
		scale, most float64
	}{
		{&b.pool, lineDays, 0.004 * unit, inf}, {&b.stock, len(in.Lines), 0.03 * order, inf}, {&b.mode, lineDays * p.modes, 0.03 * h, inf},
		{&b.flat, shopDays, 0.03, 1}, {&b.long, shopDays, 0.03 * h, inf}, {&b.hours, hostDays, 0.03 * h, inf}, {&b.weeks, len(in.Hosts) * b.week, 0.03 * h, inf},
		{&b.place, hostDays * daySlots, 0.03 * h, inf}, {&b.studio, n * daySlots, 0.03 * h, inf}, {&b.risky, 1, 0.05 * h, inf},
		{&b.slot, shopDays * daySlots, 0.01 * h, inf}, {&b.budget, len(in.Shops), 0.03, inf}, {&b.lines, shopDays, 0.03 * h, inf},
		{&b.effort, len(in.Shops) * b.week, 0.03 * h, inf}, {&b.count, shopDays, 0.03 * h, inf}, {&b.once, len(in.Videos), 0.03 * h, inf},
		{&b.stack, len(in.Products) * n, 0.01 * h, inf}, {&b.cover, len(in.Products) * n, 0.01 * h, inf},
	} {
		*x.to = newPrices(x.n, x.scale, x.most)
		b.all = append(b.all, *x.to)
	}
	b.hedge = make([]bool, n)
	for _, d := range p.hedgeDay {
		b.hedge[d] = true
	}
	b.flat.least, b.mode.least = lastSlope(in.SatSlope), -inf
	hosts := 0
	for _, list := range p.hostsOf {
		hosts = max(hosts, len(list))
	}
	b.day.roster, b.day.tolls, b.day.leaves = &roster{p: p}, make([]float64, hosts*daySlots), make([]float64, hosts*daySlots)
	for range in.Lines {
		b.clash = append(b.clash, make([][]int, p.modes))
	}
	b.clashes = make([]bool, len(in.Products))
	for x, product := range in.Products {
		for m := 1; m < p.modes; m++ {
			if !p.stack[x][m] {
				b.clash[product.Line][m], b.clashes[x] = append(b.clash[product.Line][m], x), true
			}
		}
	}
	b.videos = make([][]int, len(in.Lines))
	for v, x := range in.Videos {
		b.videos[x.Line] = append(b.videos[x.Line], v)
		for d := range n {
			b.postable = append(b.postable, p.postable(v, d))
		}
	}
	b.limits()
	return b
}

func lastSlope(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

// from takes the prices of a state.
func (b *dual) from(s *state) {
	n := b.p.days
	for g, l := range s.lines {
		b.stock.x[g] = l.lambda
		for d := range n {
			next := 0.0
			if d+1 < n {
				next = l.pool[d+1]
			}
			b.pool.x[g*n+d] = max(0, l.pool[d]-next)
		}
	}
	for i := range b.flat.x {
		shop, d := i/n, i%n
		b.flat.x[i] = slopeAt(s.seen[shop][d], b.p.in.SatWidth, b.p.in.SatSlope, b.p.unit[i])
	}
	b.supplyLevels()
	for g, l := range b.p.in.Lines {
		for d := range n {
			seen, hedged := s.seen[l.Shop][d], 0
			if s.hedged[b.p.at(l.Shop, d)] {
				hedged = 1
			}
			for m := 1; m < b.p.modes; m++ {
				b.mode.x[(g*n+d)*b.p.modes+m] = seen*(b.rate(g, d, m, hedged)-b.rate(g, d, 0, hedged)) + b.shelf(g, d, m) - b.shelf(g, d, 0)
			}
		}
	}
	for v, x := range b.p.in.Videos {
		for d := range n {
			if !b.postable[v*n+d] {
				continue
			}
			raw, reach := s.lines[x.Line].raw[d], b.reach(v, d)
			if s.posted[v] == d {
				raw -= reach
			}
			more := concave(raw+reach, b.p.in.PostWidth, b.p.in.PostSlope, 1) - concave(raw, b.p.in.PostWidth, b.p.in.PostSlope, 1)
			b.once.x[v] = max(b.once.x[v], more*b.come(x.Line, d)-x.Cost)
		}
	}
}

// supplyLevels works out what a unit of supply is worth from each day on.
func (b *dual) supplyLevels() {
	n := b.p.days
	for g := range b.p.in.Lines {
		sum := 0.0
		for d := n - 1; d >= 0; d-- {
			sum += b.pool.x[g*n+d]
			b.level[g*n+d] = sum
		}
	}
}

// slopeAt returns the slope of the piece in which a quantity, as concave gives it, lies.
func slopeAt(y float64, width, slope []float64, unit float64) float64 {
	for i, w := range width {
		if y -= w * unit * slope[i]; y < 0 {
			return slope[i]
		}
	}
	return lastSlope(slope)
}

// conjugate returns the largest of a piecewise concave function less slope times its argument, and where.
func conjugate(width, slope []float64, unit, less float64) (value, at float64) {
	for i, w := range width {
		if slope[i] <= less {
			break
		}
		value += w * unit * (slope[i] - less)
		at += w * unit
	}
	return value, at
}

// follow moves all prices against the subgradient.
func (b *dual) follow(pace float64) {
	for _, g := range b.all {
		g.follow(pace)
	}
}

// evaluate returns the bound at the prices of the moment and leaves the subgradient in them.
func (b *dual) evaluate() float64 {
	p, in, n := b.p, b.p.in, b.p.days
	for _, g := range b.all {
		clear(g.slope)
	}
	clear(b.use)
	clear(b.orders)
	b.supplyLevels()
	total := b.lives()
	for g, l := range in.Lines {
		total += b.line(g)
		total += b.stock.x[g]*l.Stock + b.level[g*n]*l.Pool
		b.use[g*n] -= l.Pool
	}
	total += b.posts() + b.flash()
	for g, l := range in.Lines {
		b.stock.slope[g] += l.Stock - b.orders[g]
		sum := 0.0
		for d := range n {
			sum -= b.use[g*n+d]
			b.pool.slope[g*n+d] = sum
		}
	}
	limit := func(g *prices, i int, most float64) {
		total += g.x[i] * most
		g.slope[i] += most
	}
	for shop, x := range in.Shops {
		limit(b.budget, shop, x.CouponBudget)
		for w := range b.week {
			limit(b.effort, shop*b.week+w, x.CrewEffort)
		}
		for d := range n {
			limit(b.long, p.at(shop, d), b.longest[p.at(shop, d)])
			limit(b.lines, p.at(shop, d), float64(x.MaxLines))
			limit(b.count, p.at(shop, d), float64(x.VideosPerDay))
		}
	}
	for h, x := range in.Hosts {
		for w := range b.week {
			limit(b.weeks, h*b.week+w, float64(x.MaxWeek))
		}
		for d := range n {
			limit(b.hours, h*n+d, float64(x.MaxDay))
			for t := in.OpenHour; t < in.CloseHour && len(p.shopsOf[h]) > 1; t++ {
				limit(b.place, (h*n+d)*daySlots+t, 1)
			}
		}
	}
	for d := range n {
		for t := in.OpenHour; t < in.CloseHour; t++ {
			limit(b.studio, d*daySlots+t, float64(p.studios[d][t]-p.used[d][t]))
		}
	}
	for v := range in.Videos {
		limit(b.once, v, 1)
	}
	for x, clashes := range b.clashes {
		for d := in.SaleStartDay; clashes && d < n; d++ {
			limit(b.stack, x*n+d, 1)
		}
	}
	limit(b.risky, 0, float64(in.Risk.MaxLiveHours))
	return total
}
