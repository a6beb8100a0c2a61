package forecast

import (
	"math"
	"slices"
	"sort"
)

// The value of a line for fixed decisions is a linear program: viewers of three sorts are served on each
// day, two of them drawn from an audience pool that fades, under one row of stock. For a given price of
// stock it falls into nested capacities, which a greedy solves; the right price is found by bisection.

// lineDay is what one line may serve on one day and what a viewer of each sort is worth.
type lineDay struct {
	arrivals float64
	cap      [3]float64 // cold, warm, shelf viewers
	worth    [3]float64 // a viewer's expected contribution
	orders   [3]float64 // a viewer's orders
}

const (
	cold = iota
	warm
	shelf
)

// item is a sort of viewer on a day, drawn from the pool, in the pool's scaled units: one unit on day d is decay^d viewers.
type item struct {
	day, kind     int
	cap           float64
	worth, orders float64 // of a unit
}

// lineProblem is the program of one line.
type lineProblem struct {
	free  []item    // cold viewers, who do not come from the pool
	items []item    // warm and shelf viewers
	slack []float64 // units that have arrived up to each day
	stock float64
	room  []float64 // scratch
	order []int     // scratch
	taken []float64 // of the free items, then of the others, by the last serve
	lo    float64   // prices of stock between which the best lies, after value
	hi    float64
}

func newLineProblem(days []lineDay, pool, decay, stock float64) *lineProblem {
	lp := &lineProblem{stock: stock, slack: make([]float64, len(days)), room: make([]float64, len(days))}
	scale, sum := 1.0, pool
	for d, x := range days {
		sum += x.arrivals / scale
		lp.slack[d] = sum
		if x.cap[cold] > 0 && x.worth[cold] > 0 {
			lp.free = append(lp.free, item{d, cold, x.cap[cold], x.worth[cold], x.orders[cold]})
		}
		for _, k := range []int{warm, shelf} {
			if x.cap[k] > 0 && x.worth[k] > 0 {
				lp.items = append(lp.items, item{d, k, x.cap[k] / scale, x.worth[k] * scale, x.orders[k] * scale})
			}
		}
		scale *= decay
	}
	lp.order = make([]int, len(lp.items))
	lp.taken = make([]float64, len(lp.free)+len(lp.items))
	return lp
}

// serve returns the best worth net of lambda an order, and the orders that it takes.
func (lp *lineProblem) serve(lambda float64) (net, orders float64) {
	clear(lp.taken)
	for i, x := range lp.free {
		if v := x.worth - lambda*x.orders; v > 0 {
			lp.taken[i] = x.cap
			net += v * x.cap
			orders += x.orders * x.cap
		}
	}
	value := func(i int) float64 { return lp.items[i].worth - lambda*lp.items[i].orders }
	for i := range lp.order {
		lp.order[i] = i
	}
	sort.Slice(lp.order, func(a, b int) bool {
		x, y := lp.order[a], lp.order[b]
		if vx, vy := value(x), value(y); vx != vy {
			return vx > vy
		}
		return x < y
	})
	copy(lp.room, lp.slack)
	for _, i := range lp.order {
		v := value(i)
		if v <= 0 {
			break
		}
		x := lp.items[i]
		take := x.cap
		for _, r := range lp.room[x.day:] {
			take = math.Min(take, r)
		}
		if take <= 0 {
			continue
		}
		for d := x.day; d < len(lp.room); d++ {
			lp.room[d] -= take
		}
		lp.taken[len(lp.free)+i] = take
		net += v * take
		orders += x.orders * take
	}
	return net, orders
}

// value returns the program's optimum and the shadow price of stock, per order. It is exact up to rounding:
// the least of the dual function over the price, found by bisection on whether the stock is oversold.
func (lp *lineProblem) value() (value, price float64) {
	if lp.stock <= 0 {
		return 0, math.Inf(1)
	}
	net, orders := lp.serve(0)
	if orders <= lp.stock {
		return net, 0
	}
	lo, hi := 0.0, 0.0
	for _, list := range [][]item{lp.free, lp.items} {
		for _, x := range list {
			hi = math.Max(hi, x.worth/x.orders)
		}
	}
	best := math.Inf(1)
	for range 200 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		net, orders = lp.serve(mid)
		if dual := net + mid*lp.stock; dual < best {
			best, price = dual, mid
		}
		if orders > lp.stock {
			lo = mid
		} else {
			hi = mid
		}
	}
	lp.lo, lp.hi = lo, hi
	return best, price
}

// served returns a plan of the optimum: for each sort of viewer of each day, what is served of it, in the line's own
// viewers, as orders and as worth. Where stock binds it mixes the answers on either side of its price, so that all of
// it is sold.
func (lp *lineProblem) served(f func(day, kind int, orders, worth float64)) {
	_, price := lp.value()
	if lp.stock <= 0 {
		return
	}
	share, first := 1.0, make([]float64, len(lp.taken))
	if price > 0 {
		_, more := lp.serve(lp.lo)
		copy(first, lp.taken)
		_, fewer := lp.serve(lp.hi)
		if share = 0; more > fewer {
			share = math.Min(1, math.Max(0, (lp.stock-fewer)/(more-fewer)))
		}
	} else {
		lp.serve(0)
		copy(first, lp.taken)
	}
	for i, x := range append(slices.Clone(lp.free), lp.items...) {
		if n := share*first[i] + (1-share)*lp.taken[i]; n > 0 {
			f(x.day, x.kind, n*x.orders, n*x.worth)
		}
	}
}

// prices returns, for a price of stock, what one scaled unit more arriving on each day would be worth.
func (lp *lineProblem) prices(lambda float64) []float64 {
	lp.serve(lambda) // leaves the order
	copy(lp.room, lp.slack)
	price := make([]float64, len(lp.room))
	top := 0 // days below have their price
	for _, i := range lp.order {
		x := lp.items[i]
		v := x.worth - lambda*x.orders
		if v <= 0 {
			break
		}
		take := x.cap
		for _, r := range lp.room[x.day:] {
			take = math.Min(take, r)
		}
		for d := x.day; d < len(lp.room); d++ {
			lp.room[d] -= take
		}
		if take == x.cap {
			continue
		}
		for d := len(lp.room) - 1; d >= x.day; d-- {
			if lp.room[d] <= 0 {
				for ; top <= d; top++ {
					price[top] = v
				}
				break
			}
		}
	}
	return price
}
