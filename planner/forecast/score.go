package forecast

import (
	"math"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// Terms is a plan's value in its parts, in major units of the currency; costs are negative.
type Terms struct {
	Lines   float64 `json:"lines"`
	Flash   float64 `json:"flash"`
	Lives   float64 `json:"lives"`
	Videos  float64 `json:"videos"`
	Coupons float64 `json:"coupons"`
	Hedges  float64 `json:"hedges"`
}

// Value returns the sum of the terms.
func (t Terms) Value() float64 { return t.Lines + t.Flash + t.Lives + t.Videos + t.Coupons + t.Hedges }

// board is a solution spread over days and hours.
type board struct {
	exposure [][]float64 // shop, day: after saturation
	slots    []int       // live slots by host
	mode     [][]int     // line, day: coupon mode
	nth      [][]int     // line, day: which day of its window
	hedged   [][]bool
}

// Score returns the exact value of the solution in its terms. The solution must be within the instance's
// indices; whether it is legal is not asked.
func Score(in *Instance, s *Solution) Terms {
	var t Terms
	b := spread(in, s)
	for h, n := range b.slots {
		t.Lives -= float64(n) * in.SlotHours() * (in.Hosts[h].Cost + in.StudioCost)
	}
	t.Lives -= setupCosts(in, s)
	for _, p := range s.Posts {
		t.Videos -= in.Videos[p[0]].Cost
	}
	for g := range in.Lines {
		for d, m := range b.mode[g] {
			if m == 0 {
				continue
			}
			if b.nth[g][d] == 0 {
				t.Coupons -= in.Coupon.SetupCost
			}
			t.Coupons -= at(in.Coupon.FatigueCost, b.nth[g][d]) * in.Reserve(g, m-1, d)
		}
	}
	for range s.Hedges {
		t.Hedges -= in.Risk.HedgeCost
	}
	sold := make([]float64, len(in.Lines))
	for _, f := range s.Flash {
		p, d := in.Products[f[0]], f[1]
		shop := in.Lines[p.Line].Shop
		orders := in.FlashOrders(f[0], d, f[2])
		sold[p.Line] += orders
		t.Flash += orders*in.FlashContribution(f[0])*in.Weight(d, b.hedged[shop][d]) - p.FlashCost
	}
	for g, l := range in.Lines {
		v, _ := newLineProblem(in.lineDays(g, s, b), l.Pool, l.Decay, in.Stock(g)-sold[g]).value()
		t.Lines += v
	}
	return t
}

// Contribution returns what an order of the line leaves with a coupon of that depth, in major units: the margin of
// package pricing, with the commission on what the buyer pays unless the line says otherwise.
func (l Line) Contribution(depth float64) float64 {
	return unit(l.Cost, l.Ship, l.fee(depth), !l.OnNet, sold(l.Price, depth, l.PlatformShare))
}

// fee returns the commission on an order with a coupon of that depth, 0 for none.
func (l Line) fee(depth float64) float64 {
	if depth > 0 {
		return l.Commission + l.CouponFee
	}
	return l.Commission
}

// sold is what a unit brings in at that price with a coupon of that depth, of which the platform pays its share.
func sold(price, depth, share float64) pricing.Sold[float64] {
	return pricing.Sold[float64]{Paid: price * (1 - depth), Platform: price * depth * share}
}

// unit returns the contribution of a unit, in major units. The commission is charged on what the buyer pays, or
// without onPaid on the platform's part too; it counts in whole basis points.
func unit(cost, ship, commission float64, onPaid bool, in pricing.Sold[float64]) float64 {
	terms := pricing.Terms[float64]{Cost: cost, Ship: ship, Referral: planner.Percent(commission * 100), OnPaid: onPaid}
	return pricing.Contribution(terms, in).Contribution
}

// Uplift returns how many more buy under the coupon mode on that day, as a share; mode 0 is no coupon.
func (in *Instance) Uplift(g, mode, d int) float64 {
	if mode == 0 {
		return 0
	}
	u := in.Lines[g].Uplift[mode-1]
	if c := in.constants(); in.Day[d].Demand > c.BoostAbove {
		u *= c.Boost
	}
	return u
}

// Reserve returns what the coupon budget must set aside for a line on a day at the depth of that index,
// rounded half up to a hundredth.
func (in *Instance) Reserve(g, depth, d int) float64 {
	l := in.Lines[g]
	shop := in.Shops[l.Shop]
	r := in.Coupon.Depths[depth] * (1 - l.PlatformShare) * l.Price * shop.Cold * in.Day[d].Demand * in.constants().ReserveHours * l.AirtimeShare * l.ConvCold * (1 + in.Uplift(g, depth+1, d))
	return math.Floor(r*100+0.5) / 100
}

// Weight returns the share of that day's live and flash value that is counted upon, hedged or not.
func (in *Instance) Weight(d int, hedged bool) float64 {
	if hedged {
		return in.Day[d].Weight + in.Risk.HedgeRecover*in.Day[d].Down
	}
	return in.Day[d].Weight
}

// at returns the i-th value of a list whose last value repeats.
func at(list []float64, i int) float64 { return list[min(i, len(list)-1)] }

// concave returns the sum of a quantity over pieces of the given widths, each weighted by its slope.
func concave(x float64, width, slope []float64, unit float64) float64 {
	var y float64
	for i, w := range width {
		part := math.Min(x, w*unit)
		y += part * slope[i]
		x -= part
	}
	return y
}

func grid[T any](rows, columns int) [][]T {
	g := make([][]T, rows)
	for i := range g {
		g[i] = make([]T, columns)
	}
	return g
}

func spread(in *Instance, s *Solution) *board {
	b := &board{exposure: grid[float64](len(in.Shops), in.Days), slots: make([]int, len(in.Hosts)), mode: grid[int](len(in.Lines), in.Days),
		nth: grid[int](len(in.Lines), in.Days), hedged: grid[bool](len(in.Shops), in.Days)}
	for _, x := range s.Shifts {
		host, shop, d := x[0], x[1], x[2]
		b.slots[host] += x[4]
		for k := range x[4] {
			b.exposure[shop][d] += in.Draw(host, shop, d, x[3]+k, k)
		}
	}
	for shop := range in.Shops {
		for d := range in.Days {
			b.exposure[shop][d] = concave(b.exposure[shop][d]+in.fixedExposure(shop, d), in.SatWidth, in.SatSlope, in.Shops[shop].Cold*in.Day[d].Demand)
		}
	}
	for _, w := range s.Windows {
		for k := range w[3] {
			b.mode[w[0]][w[2]+k], b.nth[w[0]][w[2]+k] = w[1], k
		}
	}
	for _, h := range s.Hedges {
		b.hedged[h[0]][h[1]] = true
	}
	return b
}

// setupCosts returns the cost of all sessions; a session is a maximal run of covered hours in a shop-day.
func setupCosts(in *Instance, s *Solution) float64 {
	on := make(map[[3]int]bool)
	for _, x := range s.Shifts {
		for k := range x[4] {
			on[[3]int{x[1], x[2], x[3] + k}] = true
		}
	}
	var cost float64
	for at := range on {
		if !on[[3]int{at[0], at[1], at[2] - 1}] {
			cost += in.Shops[at[0]].SetupCost
		}
	}
	return cost
}

// lineDays spreads a line's posts over the days on which their viewers arrive and says what each day may serve.
func (in *Instance) lineDays(g int, s *Solution, b *board) []lineDay {
	l := in.Lines[g]
	days := make([]lineDay, in.Days)
	posts := make([]float64, in.Days)
	for _, p := range s.Posts {
		if in.Videos[p[0]].Line == g {
			posts[p[1]] += in.Videos[p[0]].Reach * in.Bands[p[2]].Mult * in.Day[p[1]].Weight
		}
	}
	for d, raw := range posts {
		come := concave(raw, in.PostWidth, in.PostSlope, 1)
		for k, share := range in.Kernel {
			if d+k < in.Days {
				days[d+k].arrivals += come * share
			}
		}
	}
	for d := range days {
		x := &days[d]
		more := 1 + in.Uplift(g, b.mode[g][d], d)
		depth := 0.0
		if m := b.mode[g][d]; m > 0 {
			depth = in.Coupon.Depths[m-1]
		}
		unit := l.Contribution(depth)
		seen := l.AirtimeShare * b.exposure[l.Shop][d]
		x.cap = [3]float64{seen, l.WarmPerCold * seen, l.ShelfCap * in.Day[d].Demand}
		x.orders = [3]float64{l.ConvCold * more, l.ConvWarm * more, l.ConvShelf * more}
		live := in.Weight(d, b.hedged[l.Shop][d])
		for k, w := range [3]float64{live, live, in.Day[d].Weight} {
			x.worth[k] = w * x.orders[k] * unit
		}
	}
	return days
}
