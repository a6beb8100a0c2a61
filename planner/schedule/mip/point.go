package mip

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// Point returns the columns' values for a solution: its decisions, and the viewers served as the best split over the
// days has it. Decisions that the model does not have are named in missing; each of them breaks a hard constraint.
func (m *Model) Point(s *forecast.Solution) (x []float64, missing []string) {
	x = make([]float64, len(m.cols))
	take(x, m.shift, s.Shifts, "shift", &missing)
	take(x, m.post, s.Posts, "post", &missing)
	take(x, m.window, s.Windows, "window", &missing)
	take(x, m.flash, s.Flash, "flash", &missing)
	take(x, m.hedge, s.Hedges, "hedge", &missing)
	// The other columns follow from those before them.
	for i, r := range m.rows[:len(m.rows)-1] {
		cols, by := m.entries(i)
		switch last := cols[len(cols)-1]; r.name.kind {
		case "shop_one_host", "coupon_mode":
			for k, c := range cols[:len(cols)-1] {
				x[last] += by[k] * x[c]
			}
		case "video_out":
			x[cols[0]] = m.rest(i, cols[0], x)
		case "session_start":
			x[cols[1]] = max(0, m.rest(i, cols[1], x))
		case "saturation", "reach":
			m.fill(i, x)
		case "seen":
			x[last] = -m.rest(i, last, x)
		}
	}
	for flash, saved := range m.saved {
		shop, d := m.in.Lines[m.in.Products[m.cols[flash].name.at[0]].Line].Shop, int(m.cols[flash].name.at[1])
		x[saved] = min(x[flash], x[m.hedge[[2]int{shop, d}]])
	}
	for g := range m.lines {
		m.serve(g, x)
	}
	return x, missing
}

// take adds one to the column of each row.
func take[K comparable](x []float64, cols map[K]int32, rows []K, kind string, missing *[]string) {
	for _, r := range rows {
		if c, ok := cols[r]; ok {
			x[c]++
		} else {
			*missing = append(*missing, fmt.Sprint(kind, r))
		}
	}
}

// rest returns what the entries of a row but one sum to, less its limit.
func (m *Model) rest(i int, but int32, x []float64) float64 {
	total := -m.rows[i].limit
	cols, by := m.entries(i)
	for k, c := range cols {
		if c != but {
			total += by[k] * x[c]
		}
	}
	return total
}

// fill spreads what a row of a saturating quantity brings over its pieces, which come in order.
func (m *Model) fill(i int, x []float64) {
	left := m.rows[i].limit
	cols, by := m.entries(i)
	piece := func(c int32) bool { return m.cols[c].name.kind == "drawn" || m.cols[c].name.kind == "come" }
	for k, c := range cols {
		if !piece(c) {
			left -= by[k] * x[c]
		}
	}
	for _, c := range cols {
		if piece(c) {
			x[c] = min(left, m.cols[c].hi)
			left -= x[c]
		}
	}
}

// offer is a sort of viewers that a line may serve on a day: how many, and what one is worth in the units of the
// first day's audience.
type offer struct {
	served
	day           int
	room          float64
	worth, orders float64
}

// serve fills in the viewers that a line serves: greedily by worth net of a price of stock, which is found by
// bisection; at the price where the stock just runs out it mixes the answers of both sides.
func (m *Model) serve(g int, x []float64) {
	in := m.in
	l := in.Lines[g]
	arrived, stock := make([]float64, in.Days), in.Stock(g)
	var offers []offer
	scale, sum, top := 1.0, l.Pool, 0.0
	for d := range in.Days {
		for _, t := range m.arrivals(g, d) {
			sum += t.by * x[t.col] / scale
		}
		arrived[d] = sum
		mode := 0
		for k, c := range m.lines[g].mode[d] {
			if c != none && x[c] > 0 {
				mode = k
			}
		}
		hedge, ok := m.hedge[[2]int{l.Shop, d}]
		hedged := ok && x[hedge] > 0
		for _, s := range m.lines[g].sold[d] {
			if s.mode != mode || s.kind != shelf && s.hedged != hedged {
				continue
			}
			o := offer{s, d, 0, s.worth, s.orders}
			most, by := m.supply(g, d, s.kind)
			if o.room = most; by != none {
				o.room *= x[by] / m.cols[by].hi
			}
			if s.kind != cold {
				o.room, o.worth, o.orders = o.room/scale, s.worth*scale, s.orders*scale
			}
			top = max(top, s.worth/s.orders)
			offers = append(offers, o)
		}
		scale *= l.Decay
	}
	for p, y := range in.Products {
		for d := range in.Days {
			for t := 0; y.Line == g && t < len(in.HourCurve); t++ {
				if c, ok := m.flash[[3]int{p, d, t}]; ok {
					stock -= in.FlashOrders(p, d, t) * x[c]
				}
			}
		}
	}
	few, orders := greedy(offers, arrived, 0)
	many, share := few, 0.0
	if lo, hi := 0.0, 2*top; orders > stock {
		var manyOrders, fewOrders float64
		for range 200 {
			if mid := (lo + hi) / 2; mid == lo || mid == hi {
				break
			} else if _, n := greedy(offers, arrived, mid); n > stock {
				lo = mid
			} else {
				hi = mid
			}
		}
		many, manyOrders = greedy(offers, arrived, lo)
		few, fewOrders = greedy(offers, arrived, hi)
		share = max(0, stock-fewOrders) / max(manyOrders-fewOrders, 1e-300)
	}
	left := slices.Clone(arrived)
	scale = 1
	units := make([]float64, in.Days)
	for d := range in.Days {
		units[d] = scale
		scale *= l.Decay
	}
	for i, o := range offers {
		n := share*many[i] + (1-share)*few[i]
		x[o.col] = n
		if o.kind != cold {
			x[o.col] *= units[o.day]
			for d := o.day; d < in.Days; d++ {
				left[d] -= n
			}
		}
	}
	for d, c := range m.lines[g].left {
		x[c] = max(0, left[d]*units[d])
	}
}

// greedy serves the offers in the order of their worth net of a price an order, within what has arrived.
func greedy(offers []offer, arrived []float64, price float64) (take []float64, orders float64) {
	order := make([]int, len(offers))
	for i := range order {
		order[i] = i
	}
	net := func(i int) float64 { return offers[i].worth - price*offers[i].orders }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(net(b), net(a)) })
	take, room := make([]float64, len(offers)), slices.Clone(arrived)
	for _, i := range order {
		if net(i) <= 0 {
			break
		}
		o := offers[i]
		n := o.room
		if o.kind != cold {
			for _, r := range room[o.day:] {
				n = math.Min(n, r)
			}
			for d := o.day; d < len(room); d++ {
				room[d] -= n
			}
		}
		take[i] = n
		orders += n * o.orders
	}
	return take, orders
}

// Value returns what the columns' values earn.
func (m *Model) Value(x []float64) float64 {
	total := 0.0
	for j, c := range m.cols {
		total += c.earns * x[j]
	}
	return total
}

// Broken names the rows and the bounds that the columns' values break by more than a rounding error.
func (m *Model) Broken(x []float64) []string {
	var list []string
	for j, c := range m.cols {
		if slack := tolerance * math.Max(1, c.hi); x[j] < c.lo-slack || x[j] > c.hi+slack {
			list = append(list, c.name.String())
		}
	}
	for i, r := range m.rows[:len(m.rows)-1] {
		size := math.Max(1, math.Abs(r.limit))
		total := -r.limit
		cols, by := m.entries(i)
		for k, c := range cols {
			total += by[k] * x[c]
			size = math.Max(size, math.Abs(by[k]*x[c]))
		}
		if total > tolerance*size || r.equal && total < -tolerance*size {
			list = append(list, r.name.String())
		}
	}
	return list
}

// tolerance is the rounding error of a row against its largest entry.
const tolerance = 1e-7
