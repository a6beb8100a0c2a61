package search

import "math"

// line is a product line under the decisions of the moment, with its value and the prices that prove it: the
// dual of the program that package forecast solves, kept so that a change is bounded before it is scored.
type line struct {
	p    *problem
	g    int
	shop int
	mu   float64

	mode   []int8
	now    []coef    // by day, under mode and hedge
	order  []int16   // viewers of the pool, 2*day warm and 2*day+1 shelf, by key
	key    []float64 // their worth net of stock at sorted
	sorted float64   // the price of stock for which key and order hold
	stale  bool      // they hold no more
	raw    []float64 // reach of the posts of a day
	supply []float64 // arrivals of the pool in scaled units
	stock  float64
	deals  float64 // orders of flash deals

	value  float64
	lambda float64   // price of stock, an order
	seen   []float64 // price of a unit of the shop's exposure, by day
	pool   []float64 // price of a unit of supply, by day

	orders float64 // that the answer takes

	cutAt, cutNet, cutOrders float64   // the last serving tried
	price                    []float64 // by day: a unit of supply, as of the last serving, which was
	priced                   float64   // at this price of stock

	// the move under way
	served bool    // what is served has changed: all but flash deals
	blind  bool    // in a way that prices do not bound
	rise   float64 // bound on what posts and flash deals bring
}

func newLine(p *problem, g int) *line {
	x := p.in.Lines[g]
	n := p.days
	l := &line{p: p, g: g, shop: x.Shop, mu: x.AirtimeShare, stock: x.Stock, mode: make([]int8, n), now: make([]coef, n), order: make([]int16, 2*n),
		key: make([]float64, 2*n), raw: make([]float64, n), supply: make([]float64, n), seen: make([]float64, n), pool: make([]float64, n), price: make([]float64, n), stale: true}
	for i := range l.order {
		l.order[i] = int16(i)
	}
	if n > 0 {
		l.supply[0] = x.Pool
	}
	for d := range n {
		l.set(d, 0, false)
	}
	return l
}

// set puts a day under a coupon mode and hedge.
func (l *line) set(d int, mode int8, hedged bool) {
	i := (d*l.p.modes + int(mode)) * 2
	if hedged {
		i++
	}
	l.mode[d], l.now[d], l.stale = mode, l.p.coef[l.g][i], true
}

// post adds reach to a day and lets what it brings arrive.
func (l *line) post(d int, reach float64) {
	in := l.p.in
	before := concave(l.raw[d], in.PostWidth, in.PostSlope, 1)
	l.raw[d] = max(0, l.raw[d]+reach)
	come := concave(l.raw[d], in.PostWidth, in.PostSlope, 1) - before
	for k, share := range in.Kernel {
		if d+k < l.p.days {
			l.supply[d+k] += come * share * l.p.inv[l.g][d+k]
		}
	}
}

// bench is the scratch of serving.
type bench struct {
	room   []float64
	parent []int32
	hop    []int32 // the first day from here on across which nothing has been carried
}

func newBench(days int) *bench {
	return &bench{make([]float64, days), make([]int32, days+1), make([]int32, days+1)}
}

// sort brings keys and order to a price of stock. The order changes little from call to call.
func (l *line) sort(lambda float64) {
	if !l.stale && lambda == l.sorted {
		return
	}
	for d := range l.now {
		c := &l.now[d]
		l.key[2*d] = c.worth[warmViewer] - lambda*c.orders[warmViewer]
		l.key[2*d+1] = c.worth[shelfViewer] - lambda*c.orders[shelfViewer]
	}
	for i := 1; i < len(l.order); i++ {
		x := l.order[i]
		v := l.key[x]
		j := i
		for ; j > 0 && l.key[l.order[j-1]] < v; j-- {
			l.order[j] = l.order[j-1]
		}
		l.order[j] = x
	}
	l.sorted, l.stale = lambda, false
}

// serve returns the best worth net of lambda an order, and the orders it takes. Viewers of the pool are taken by
// worth, each from the latest arrivals that can still reach it; l.price is then the worth of one arrival more.
func (l *line) serve(b *bench, seen []float64, lambda float64) (net, orders float64) {
	l.sort(lambda)
	for d, e := range seen {
		if c := &l.now[d]; e > 0 {
			if v := c.worth[coldViewer] - lambda*c.orders[coldViewer]; v > 0 {
				net += v * l.mu * e
				orders += c.orders[coldViewer] * l.mu * e
			}
		}
	}
	copy(b.room, l.supply)
	for d := range b.parent {
		b.parent[d], b.hop[d] = int32(d), int32(d)
	}
	warm, shelf := l.p.warm[l.g], l.p.shelf[l.g]
	top := -1 // days up to here have nothing left
	for _, i := range l.order {
		v, d := l.key[i], int(i>>1)
		if v <= 0 || top == len(b.room)-1 {
			break
		}
		if d <= top {
			continue
		}
		need, each := shelf[d], l.now[d].orders[shelfViewer]
		if i&1 == 0 {
			need, each = warm[d]*seen[d], l.now[d].orders[warmViewer]
		}
		all := need
		for j := b.find(d + 1); need > 0; j = b.find(j) {
			if j == 0 {
				// One arrival more up to the day that nothing is carried across would be passed on to here.
				end := b.free(d)
				for k := top + 1; k <= end; k++ {
					l.price[k] = v
				}
				top = end
				break
			}
			for k := b.free(j - 1); k < d; k = b.free(k) {
				b.hop[k] = int32(k + 1)
			}
			if b.room[j-1] > need {
				b.room[j-1] -= need
				need = 0
				break
			}
			need -= b.room[j-1]
			b.parent[j] = int32(j - 1)
		}
		net += v * (all - need)
		orders += each * (all - need)
	}
	for k := top + 1; k < len(l.price); k++ {
		l.price[k] = 0
	}
	l.priced = lambda
	return net, orders
}

// find returns the latest day up to j-1 with arrivals left, plus one; 0 is none.
func (b *bench) find(j int) int {
	x := int32(j)
	for b.parent[x] != x {
		b.parent[x] = b.parent[b.parent[x]]
		x = b.parent[x]
	}
	return int(x)
}

// free returns the first day from d on across which nothing is carried.
func (b *bench) free(d int) int {
	x := int32(d)
	for b.hop[x] != x {
		b.hop[x] = b.hop[b.hop[x]]
		x = b.hop[x]
	}
	return int(x)
}

// bound returns what the line is worth at most, by serving at the price of stock of the last answer.
func (l *line) bound(b *bench, seen []float64) float64 {
	left := l.stock - l.deals
	if left <= 0 {
		l.cutAt, l.cutNet, l.cutOrders = 0, 0, 0
		return 0
	}
	l.cutAt = l.lambda
	l.cutNet, l.cutOrders = l.serve(b, seen, l.cutAt)
	return l.cutNet + l.cutAt*left
}

// most returns what bound did.
func (l *line) most() float64 { return l.cutNet + l.cutAt*max(0, l.stock-l.deals) }

// solve returns the line's value after bound, and the price of stock that proves it: the least of a convex
// function in pieces, found where the cuts from both sides meet.
func (l *line) solve(b *bench, seen []float64) (value, lambda float64) {
	left := l.stock - l.deals
	if left <= 0 {
		return 0, l.lambda
	}
	at, net, orders := l.cutAt, l.cutNet, l.cutOrders
	best, price := net+at*left, at
	if orders == left || at == 0 && orders <= left {
		return best, price
	}
	type cut struct{ at, f, slope float64 }
	var lo, hi cut // slope below and above 0
	var haveLo, haveHi bool
	step := max(0.02*at, 0.05)
	for range 80 {
		f, slope := net+at*left, left-orders
		if f < best {
			best, price = f, at
		}
		if slope >= 0 && at == 0 || slope == 0 {
			break
		}
		if slope < 0 {
			lo, haveLo = cut{at, f, slope}, true
		} else {
			hi, haveHi = cut{at, f, slope}, true
		}
		switch {
		case !haveHi:
			at, step = at+step, step*4
		case !haveLo:
			at, step = max(0, at-step), step*4
		default:
			at = (hi.f - lo.f + lo.slope*lo.at - hi.slope*hi.at) / (lo.slope - hi.slope)
			if floor := lo.f + lo.slope*(at-lo.at); best-floor <= 1e-9*(1+best) || at <= lo.at || at >= hi.at {
				return best, price
			}
		}
		net, orders = l.serve(b, seen, at)
		l.cutOrders = orders
	}
	return best, price
}

// keep makes a value the line's own after solve, and takes the prices that prove it.
func (l *line) keep(b *bench, seen []float64, value, lambda float64) {
	l.value, l.lambda, l.orders = value, lambda, math.Inf(1)
	if l.stock-l.deals <= 0 {
		clear(l.seen)
		clear(l.pool)
		l.lambda = 0
		return
	}
	if l.priced != lambda {
		_, l.cutOrders = l.serve(b, seen, lambda)
	}
	l.orders = l.cutOrders
	copy(l.pool, l.price)
	warm := l.p.warm[l.g]
	for d := range l.seen {
		c := &l.now[d]
		l.seen[d] = l.mu*max(0, c.worth[coldViewer]-lambda*c.orders[coldViewer]) + warm[d]*max(0, l.key[2*d]-l.price[d])
	}
}

// idle reports whether flash deals change nothing else of the line: its stock has no price and still suffices.
func (l *line) idle() bool { return !l.served && l.lambda == 0 && l.stock-l.deals >= l.orders }

// concave returns a quantity spread over pieces, each weighted by its slope.
func concave(x float64, width, slope []float64, unit float64) float64 {
	var y float64
	for i, w := range width {
		part := min(x, w*unit)
		y += part * slope[i]
		x -= part
	}
	return y
}
