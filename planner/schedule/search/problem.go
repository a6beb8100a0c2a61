package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// An instance's facts as the search reads them: tables over shop-days (shop*days+day), host-days and line-days.

const (
	weekDays = 7
	dayHours = 24
	none     = -1
)

// coef is what a viewer of each sort is worth, and orders, on a line-day under a coupon mode, hedged or not.
type coef struct{ worth, orders [3]float64 }

const (
	coldViewer = iota
	warmViewer
	shelfViewer
)

// problem is an instance prepared for the search. It does not change.
type problem struct {
	in       *forecast.Instance
	days     int
	modes    int // coupon modes with "none"
	hostsOf  [][]int
	linesOf  [][]int
	shopsOf  [][]int // by host
	own      [][]bool
	curve    [][dayHours]float64 // shop-day: fresh viewers of an hour
	unit     []float64           // shop-day: width of saturation
	left     [][dayHours]uint8   // host-day: hours from here to the end of the stretch
	coef     [][]coef            // line: (day*modes+mode)*2 + hedged
	inv      [][]float64         // line, day: decay^-day
	shelf    [][]float64         // line, day: shelf viewers in scaled units
	warm     [][]float64         // line, day: warm viewers of a unit of exposure in scaled units
	reserve  [][]int64           // line: day*modes+mode, in hundredths
	depth    [][]bool            // line, mode: legal
	stack    [][]bool            // product, mode: legal
	margin   []float64           // product: a flash order's contribution
	budget   []int64             // shop, in hundredths
	children [][]int             // videos that come after this one
	band     int                 // the band that reaches most
	pinOn    []uint64            // shop-day: hours that a pin holds on air
	dealFrom int                 // first instant of flash deals, day*24+hour
	hourRank []int               // hours of the day, best first
	dayPick  []int               // days to pick from, the ones of high demand more often
	deals    [][]int             // shop: its products
	videos   [][]int             // shop: its videos
	hedgeDay []int               // days on which hedges are allowed
	riskDay  []int
}

// newProblem prepares an instance, in which a shift is at least an hour and a session no longer than the day.
func newProblem(given *forecast.Instance) *problem {
	in := new(forecast.Instance)
	*in = *given
	in.Hosts, in.Shops = slices.Clone(given.Hosts), slices.Clone(given.Shops)
	for i := range in.Hosts {
		in.Hosts[i].MinShift = max(1, in.Hosts[i].MinShift)
		in.Hosts[i].MaxShift = min(in.Hosts[i].MaxShift, dayHours)
	}
	for i := range in.Shops {
		in.Shops[i].MaxSession = min(in.Shops[i].MaxSession, in.CloseHour-in.OpenHour)
		in.Shops[i].MaxSessions = min(in.Shops[i].MaxSessions, dayHours)
	}
	p := &problem{in: in, days: in.Days, modes: len(in.Coupon.Depths) + 1, dealFrom: in.SaleStartDay*dayHours + in.SaleStartHour}
	n := len(in.Shops)
	p.hostsOf, p.linesOf, p.deals, p.videos = make([][]int, n), make([][]int, n), make([][]int, n), make([][]int, n)
	p.shops()
	p.hosts()
	p.lines()
	p.offers()
	for t := range dayHours {
		i := len(p.hourRank)
		p.hourRank = append(p.hourRank, t)
		for ; i > 0 && in.HourCurve[p.hourRank[i-1]] < in.HourCurve[t]; i-- {
			p.hourRank[i] = p.hourRank[i-1]
		}
		p.hourRank[i] = t
	}
	var mean float64
	for _, d := range in.Day {
		mean += d.Demand * d.Weight / float64(in.Days)
	}
	for d, x := range in.Day {
		for range 2 + int(2*min(8, x.Demand*x.Weight/max(mean, 1e-9))) {
			p.dayPick = append(p.dayPick, d)
		}
		if x.Down >= in.Risk.HedgeMinDown {
			p.hedgeDay = append(p.hedgeDay, d)
		}
		if in.Risky(d) {
			p.riskDay = append(p.riskDay, d)
		}
	}
	return p
}

func (p *problem) shops() {
	in := p.in
	for s, shop := range in.Shops {
		p.budget = append(p.budget, hundredths(shop.CouponBudget))
		for d, day := range in.Day {
			unit := shop.Cold * day.Demand
			var c [dayHours]float64
			for t := range c {
				c[t] = unit * in.HourCurve[t]
			}
			p.unit = append(p.unit, unit)
			p.curve = append(p.curve, c)
			var pinned uint64
			for _, pin := range in.Pins {
				if pin.Kind == forecast.PinLive && pin.Shop == s && pin.Day == d {
					pinned |= span(pin.From, pin.To-pin.From)
				}
			}
			p.pinOn = append(p.pinOn, pinned)
		}
	}
}

func (p *problem) hosts() {
	in := p.in
	for h, host := range in.Hosts {
		own := make([]bool, len(in.Shops))
		for _, s := range host.Shops {
			if !own[s] {
				own[s] = true
				p.hostsOf[s] = append(p.hostsOf[s], h)
			}
		}
		p.own = append(p.own, own)
		var shops []int
		for s, is := range own {
			if is {
				shops = append(shops, s)
			}
		}
		p.shopsOf = append(p.shopsOf, shops)
		for d := range in.Days {
			var left [dayHours]uint8
			for _, a := range host.Avail[d] {
				for t := max(a[0], in.OpenHour); t < min(a[1], in.CloseHour); t++ {
					left[t] = max(left[t], uint8(min(a[1], in.CloseHour)-t))
				}
			}
			p.left = append(p.left, left)
		}
	}
}

func (p *problem) lines() {
	in := p.in
	for g, l := range in.Lines {
		p.linesOf[l.Shop] = append(p.linesOf[l.Shop], g)
		inv, shelf, warm := make([]float64, p.days), make([]float64, p.days), make([]float64, p.days)
		var reserve []int64
		var list []coef
		scale := 1.0
		for d, day := range in.Day {
			inv[d], shelf[d], warm[d] = 1/scale, l.ShelfCap*day.Demand/scale, l.WarmPerCold*l.AirtimeShare/scale
			for m := range p.modes {
				for _, hedged := range []bool{false, true} {
					list = append(list, p.viewer(g, d, m, hedged, scale))
				}
				var r int64
				if m > 0 {
					r = hundredths(in.Reserve(g, m-1, d))
				}
				reserve = append(reserve, r)
			}
			scale *= l.Decay
		}
		legal := make([]bool, p.modes)
		for m := 1; m < p.modes; m++ {
			legal[m] = in.DepthLegal(g, m-1)
		}
		p.inv, p.shelf, p.warm = append(p.inv, inv), append(p.shelf, shelf), append(p.warm, warm)
		p.coef, p.reserve, p.depth = append(p.coef, list), append(p.reserve, reserve), append(p.depth, legal)
	}
}

// viewer returns the worth of viewers; those of the pool in its scaled units.
func (p *problem) viewer(g, d, mode int, hedged bool, scale float64) coef {
	l := p.in.Lines[g]
	more, depth := 1+p.in.Uplift(g, mode, d), 0.0
	if mode > 0 {
		depth = p.in.Coupon.Depths[mode-1]
	}
	unit := l.Contribution(depth)
	live, usual := p.in.Weight(d, hedged), p.in.Weight(d, false)
	var c coef
	c.orders = [3]float64{l.ConvCold * more, l.ConvWarm * more * scale, l.ConvShelf * more * scale}
	for k, w := range [3]float64{live, live, usual} {
		c.worth[k] = w * unit * c.orders[k]
	}
	return c
}

func (p *problem) offers() {
	in := p.in
	for i, x := range in.Products {
		p.margin = append(p.margin, in.FlashContribution(i))
		legal := make([]bool, p.modes)
		legal[0] = true
		for m := 1; m < p.modes; m++ {
			legal[m] = in.StackLegal(i, m-1)
		}
		p.stack = append(p.stack, legal)
		s := in.Lines[x.Line].Shop
		p.deals[s] = append(p.deals[s], i)
	}
	p.children = make([][]int, len(in.Videos))
	for v, x := range in.Videos {
		if x.After >= 0 {
			p.children[x.After] = append(p.children[x.After], v)
		}
		s := in.Lines[x.Line].Shop
		p.videos[s] = append(p.videos[s], v)
	}
	for b, x := range in.Bands {
		if x.Mult > in.Bands[p.band].Mult {
			p.band = b
		}
	}
}

// at returns the index of a shop-day.
func (p *problem) at(shop, day int) int { return shop*p.days + day }

// span returns the bits of n hours from t.
func span(t, n int) uint64 { return (1<<n - 1) << t }

// hundredths returns an amount in major units as whole hundredths.
func hundredths(x float64) int64 { return int64(x*100 + 0.5) }
