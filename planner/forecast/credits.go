package forecast

// Credit is what one event adds to the value of a solution, in the currency's major units, by named terms. The
// index of the event is its row in the list of its kind; the base, which no event earns, has the row -1.
type Credit struct {
	Kind  string             `json:"kind"` // live, video, coupon, flash, hedge or base
	Row   int                `json:"row"`
	Value float64            `json:"value"`
	Terms map[string]float64 `json:"terms"`
}

// The kinds of credits.
const (
	CreditLive   = "live"
	CreditVideo  = "video"
	CreditCoupon = "coupon"
	CreditFlash  = "flash"
	CreditHedge  = "hedge"
	CreditBase   = "base"
)

// The names of the terms of credits.
const (
	TermCold    = "exposure"       // fresh viewers of a live
	TermWarm    = "seeded"         // viewers of the audience pool that a live converts
	TermReach   = "reach"          // what a video brings into the pool
	TermUplift  = "uplift"         // what a coupon adds to conversion less what it gives away
	TermDeal    = "deal"           // a flash deal's own contribution
	TermRisk    = "risk"           // what the chance of a ban takes off; a hedge gives some back
	TermHost    = "host"           // hosts
	TermStudio  = "studio"         // studio hours
	TermSetup   = "setup"          // of a session or a coupon
	TermFatigue = "fatigue"        // of a coupon that runs for days
	TermCost    = "cost"           // of a video, a flash deal or a hedge
	TermStock   = "stock_scarcity" // stock at its shadow price: what it is worth, or what is used of it
	TermPool    = "audience"       // the audience of the start
	TermShelf   = "shelf"          // the shelf's own traffic
)

// Credits shares the value of a legal solution out to its events: to each shift of a live, video, coupon window,
// flash deal and hedged day, in the order of the solution's lists, and last to the base. The credits of a line
// are shadow price times resource, which add up to the line's value because it is homogeneous of degree 1 in
// exposure, arrivals, shelf traffic and stock. Of several dual prices any one serves: this takes the price of
// stock that Score finds and the highest price of audience that goes with it. What a coupon or a hedge changes
// in the worth of exposure is the coupon's or the hedge's; a day's saturated exposure or posts are shared in
// proportion to what each brings before saturation; a session's set-up cost in proportion to hours.
func Credits(in *Instance, s *Solution) []Credit {
	c := &crediting{in: in, s: s, b: spread(in, s)}
	for g := range in.Lines {
		c.priceLine(g)
	}
	var list []Credit
	for i, x := range s.Shifts {
		list = append(list, credit(CreditLive, i, c.live(x)))
	}
	for i, x := range s.Posts {
		list = append(list, credit(CreditVideo, i, c.video(x)))
	}
	for i, x := range s.Windows {
		list = append(list, credit(CreditCoupon, i, c.coupon(x)))
	}
	for i, x := range s.Flash {
		list = append(list, credit(CreditFlash, i, c.flash(x)))
	}
	for i, x := range s.Hedges {
		list = append(list, credit(CreditHedge, i, c.hedge(x)))
	}
	return append(list, credit(CreditBase, -1, c.base()))
}

func credit(kind string, row int, terms map[string]float64) Credit {
	x := Credit{Kind: kind, Row: row, Terms: terms}
	for _, name := range TermNames {
		x.Value += terms[name]
	}
	return x
}

// TermNames are all terms, in the order in which they are added up.
var TermNames = []string{TermCold, TermWarm, TermReach, TermUplift, TermDeal, TermRisk, TermHost, TermStudio, TermSetup, TermFatigue, TermCost, TermStock, TermPool, TermShelf}

// crediting is a solution with the shadow prices of its lines.
type crediting struct {
	in     *Instance
	s      *Solution
	b      *board
	stock  []float64   // line: an order
	supply [][]float64 // line, day: one viewer more in the pool on that day
	posts  [][]float64 // line, day: reach of the posts
}

// priceLine finds a line's shadow prices.
func (c *crediting) priceLine(g int) {
	l := c.in.Lines[g]
	left := c.in.Stock(g)
	for _, f := range c.s.Flash {
		if c.in.Products[f[0]].Line == g {
			left -= c.in.FlashOrders(f[0], f[1], f[2])
		}
	}
	posts := make([]float64, c.in.Days)
	for _, p := range c.s.Posts {
		if c.in.Videos[p[0]].Line == g {
			posts[p[1]] += c.reach(p)
		}
	}
	lp := newLineProblem(c.in.lineDays(g, c.s, c.b), l.Pool, l.Decay, left)
	_, price := lp.value()
	supply := make([]float64, c.in.Days)
	if left > 0 {
		supply = lp.prices(price)
	} else {
		price = 0
	}
	scale := 1.0
	for d := range supply {
		supply[d] /= scale
		scale *= l.Decay
	}
	c.stock, c.supply, c.posts = append(c.stock, price), append(c.supply, supply), append(c.posts, posts)
}

// reach returns what a post reaches, weighted by its day.
func (c *crediting) reach(p [3]int) float64 {
	return c.in.Videos[p[0]].Reach * c.in.Bands[p[2]].Mult * c.in.Day[p[1]].Weight
}

// worth returns what the line's cold and warm viewers of a unit of exposure, and its shelf, earn on a day at a
// weight of the day, a coupon mode and a price of stock. A line without stock earns nothing.
func (c *crediting) worth(g, d, mode int, weight, stock float64) (cold, warm, shelf float64) {
	l := c.in.Lines[g]
	if c.sold(g) {
		return 0, 0, 0
	}
	depth := 0.0
	if mode > 0 {
		depth = c.in.Coupon.Depths[mode-1]
	}
	more, unit := 1+c.in.Uplift(g, mode, d), l.Contribution(depth)
	cold = l.AirtimeShare * max(0, l.ConvCold*more*(weight*unit-stock))
	warm = l.AirtimeShare * l.WarmPerCold * max(0, l.ConvWarm*more*(weight*unit-stock)-c.supply[g][d])
	shelf = l.ShelfCap * c.in.Day[d].Demand * max(0, l.ConvShelf*more*(c.in.Day[d].Weight*unit-stock)-c.supply[g][d])
	return cold, warm, shelf
}

// sold reports whether flash deals take all of a line's stock.
func (c *crediting) sold(g int) bool {
	n := c.in.Stock(g)
	for _, f := range c.s.Flash {
		if c.in.Products[f[0]].Line == g {
			n -= c.in.FlashOrders(f[0], f[1], f[2])
		}
	}
	return n <= 0
}

// live credits a shift.
func (c *crediting) live(x [5]int) map[string]float64 {
	in, shop, d := c.in, x[1], x[2]
	host := in.Hosts[x[0]]
	hours := float64(x[4]) * in.SlotHours()
	t := map[string]float64{TermHost: -hours * host.Cost, TermStudio: -hours * in.StudioCost, TermSetup: -c.setup(x)}
	c.seen(t, shop, d, c.rawOf(x))
	return t
}

// seen adds what so many of a shop-day's viewers before saturation earn, none of it for the coupon or the hedge.
func (c *crediting) seen(t map[string]float64, shop, d int, raw float64) {
	in, part := c.in, 0.0
	if all := c.raw(shop, d); all > 0 {
		part = c.b.exposure[shop][d] * raw / all
	}
	w := in.Day[d].Weight
	for g, l := range in.Lines {
		if l.Shop != shop {
			continue
		}
		cold, warm, _ := c.worth(g, d, 0, 1, 0)
		coldW, warmW, _ := c.worth(g, d, 0, w, 0)
		coldS, warmS, _ := c.worth(g, d, 0, w, c.stock[g])
		t[TermCold] += part * cold
		t[TermWarm] += part * warm
		t[TermRisk] += part * (coldW + warmW - cold - warm)
		t[TermStock] += part * (coldS + warmS - coldW - warmW)
	}
}

// rawOf returns a shift's exposure before saturation.
func (c *crediting) rawOf(x [5]int) float64 {
	sum := 0.0
	for k := range x[4] {
		sum += c.in.Draw(x[0], x[1], x[2], x[3]+k, k)
	}
	return sum
}

func (c *crediting) raw(shop, d int) float64 {
	sum := c.in.fixedExposure(shop, d)
	for _, x := range c.s.Shifts {
		if x[1] == shop && x[2] == d {
			sum += c.rawOf(x)
		}
	}
	return sum
}

// setup returns a shift's share of its session's set-up cost.
func (c *crediting) setup(x [5]int) float64 {
	on := make([]bool, len(c.in.HourCurve)+1)
	for _, y := range c.s.Shifts {
		for k := range y[4] {
			on[y[3]+k] = on[y[3]+k] || y[1] == x[1] && y[2] == x[2]
		}
	}
	from, to := x[3], x[3]
	for from > 0 && on[from-1] {
		from--
	}
	for on[to] {
		to++
	}
	return c.in.Shops[x[1]].SetupCost * float64(x[4]) / float64(to-from)
}

// video credits a post.
func (c *crediting) video(p [3]int) map[string]float64 {
	g, d := c.in.Videos[p[0]].Line, p[1]
	t := map[string]float64{TermCost: -c.in.Videos[p[0]].Cost}
	reach, all, w := c.reach(p), c.posts[g][d], c.in.Day[d].Weight
	if all <= 0 || w <= 0 {
		return t
	}
	come := concave(all, c.in.PostWidth, c.in.PostSlope, 1) * reach / all
	v := 0.0
	for k, share := range c.in.Kernel {
		if d+k < c.in.Days {
			v += come * share * c.supply[g][d+k]
		}
	}
	t[TermReach], t[TermRisk] = v/w, v-v/w
	return t
}

// coupon credits a window.
func (c *crediting) coupon(x [4]int) map[string]float64 {
	in, g := c.in, x[0]
	t := map[string]float64{TermSetup: -in.Coupon.SetupCost}
	for k := range x[3] {
		d := x[2] + k
		seen := c.b.exposure[in.Lines[g].Shop][d]
		cold, warm, shelf := c.worth(g, d, x[1], in.Day[d].Weight, 0)
		cold0, warm0, shelf0 := c.worth(g, d, 0, in.Day[d].Weight, 0)
		coldS, warmS, shelfS := c.worth(g, d, x[1], in.Day[d].Weight, c.stock[g])
		cold0S, warm0S, shelf0S := c.worth(g, d, 0, in.Day[d].Weight, c.stock[g])
		up := seen*(cold+warm-cold0-warm0) + shelf - shelf0
		t[TermUplift] += up
		t[TermStock] += seen*(coldS+warmS-cold0S-warm0S) + shelfS - shelf0S - up
		t[TermFatigue] -= at(in.Coupon.FatigueCost, k) * in.Reserve(g, x[1]-1, d)
	}
	return t
}

// flash credits a flash deal.
func (c *crediting) flash(x [3]int) map[string]float64 {
	p := c.in.Products[x[0]]
	orders := c.in.FlashOrders(x[0], x[1], x[2])
	v := orders * c.in.FlashContribution(x[0])
	return map[string]float64{TermDeal: v, TermRisk: v * (c.in.Day[x[1]].Weight - 1), TermStock: -orders * c.stock[p.Line], TermCost: -p.FlashCost}
}

// hedge credits a mirrored shop-day with what it gives back.
func (c *crediting) hedge(x [2]int) map[string]float64 {
	in, shop, d := c.in, x[0], x[1]
	w, hedged := in.Day[d].Weight, in.Weight(d, true)
	t := map[string]float64{TermCost: -in.Risk.HedgeCost}
	for g, l := range in.Lines {
		if l.Shop == shop {
			cold, warm, _ := c.worth(g, d, c.b.mode[g][d], hedged, c.stock[g])
			cold0, warm0, _ := c.worth(g, d, c.b.mode[g][d], w, c.stock[g])
			t[TermRisk] += c.b.exposure[shop][d] * (cold + warm - cold0 - warm0)
		}
	}
	for _, f := range c.s.Flash {
		if f[1] == d && in.Lines[in.Products[f[0]].Line].Shop == shop {
			t[TermRisk] += in.FlashOrders(f[0], f[1], f[2]) * in.FlashContribution(f[0]) * (hedged - w)
		}
	}
	return t
}

// base credits what is there without any event of the grid.
func (c *crediting) base() map[string]float64 {
	t := make(map[string]float64)
	for shop := range c.in.Shops {
		for d := range c.in.Days {
			if raw := c.in.fixedExposure(shop, d); raw > 0 {
				c.seen(t, shop, d, raw)
			}
		}
	}
	for g, l := range c.in.Lines {
		if c.in.Days == 0 || c.sold(g) {
			continue
		}
		t[TermPool] += c.supply[g][0] * l.Pool
		t[TermStock] += c.stock[g] * c.in.Stock(g)
		for d := range c.in.Days {
			_, _, shelf := c.worth(g, d, 0, c.in.Day[d].Weight, c.stock[g])
			t[TermShelf] += shelf
		}
	}
	return t
}
