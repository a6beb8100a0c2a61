package search

import (
	"slices"

	"bfplanner/planner/forecast"
)

// An instance's facts as the search reads them: tables over shop-days (shop*days+day), host-days and line-days.

const (
	weekDays = 7
	daySlots = 48 // of half-hours, the most that a day has
	none     = -1
)

// coef is what a viewer of each sort is worth, and orders, on a line-day under a coupon mode, hedged or not.
type coef struct{ worth, orders [3]float64 }

const (
	coldViewer = iota
	warmViewer
	shelfViewer
)

// problem is an instance prepared for the search. It does not change. Its own instance is the given one with the
// slot as the unit of time: an hour's rates, costs and fatigue are a slot's.
type problem struct {
	given    *forecast.Instance
	in       *forecast.Instance
	days     int
	slots    int // of a day
	clock    int // slots of a clock hour
	modes    int // coupon modes with "none"
	hostsOf  [][]int
	linesOf  [][]int
	shopsOf  [][]int // by host
	own      [][]bool
	curve    [][daySlots]float64 // shop-day: fresh viewers of a slot
	unit     []float64           // shop-day: width of saturation
	extra    []float64           // shop-day: viewers of lives outside the grid
	left     [][daySlots]uint8   // host-day: slots from here to the end of the stretch
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
	bands    []int               // video: the band that reaches most, or its pin's
	dealFrom int                 // first instant of flash deals, day*daySlots+slot
	hourRank []int               // slots of the day, best first
	dayPick  []int               // days to pick from, the ones of high demand more often
	deals    [][]int             // shop: its products
	videos   [][]int             // shop: its videos
	hedgeDay []int               // days on which hedges are allowed
	riskDay  []int

	base  *base // what changes are counted against, or nil
	whole *scope

	pinOn    []uint64          // shop-day: slots that pins hold on air, and
	pinLive  []uint64          // those that pinned lives do
	pinShift map[int][]shift   // shop-day: shifts that are pinned
	pinHost  []uint64          // host-day: their slots
	pinDeal  [][]int           // product: days of its pinned deals
	pinHedge []bool            // shop-day
	early    []uint64          // day: slots before the first free one
	freeFrom int               // first free instant, day*daySlots+slot
	air      []uint64          // shop-day: slots on air outside the grid
	airRuns  []int             // shop-day: sessions outside the grid
	studios  [][daySlots]int16 // day: studios there are, and
	used     [][daySlots]int16 // those in use outside the grid
}

// newProblem prepares an instance, in which a shift is at least a slot and a session no longer than the day.
func newProblem(given *forecast.Instance) *problem {
	in := perSlot(given)
	p := &problem{given: given, in: in, days: in.Days, slots: len(in.HourCurve), clock: int(1 / in.SlotHours()), modes: len(in.Coupon.Depths) + 1,
		dealFrom: in.SaleStartDay*daySlots + in.SaleStartHour, freeFrom: in.StartDay*daySlots + in.StartHour}
	n := len(in.Shops)
	p.hostsOf, p.linesOf, p.deals, p.videos = make([][]int, n), make([][]int, n), make([][]int, n), make([][]int, n)
	p.shops()
	p.outside()
	p.pins()
	p.hosts()
	p.lines()
	p.offers()
	for t := range p.slots {
		i := len(p.hourRank)
		p.hourRank = append(p.hourRank, t)
		for ; i > 0 && in.HourCurve[p.hourRank[i-1]] < in.HourCurve[t]; i-- {
			p.hourRank[i] = p.hourRank[i-1]
		}
		p.hourRank[i] = t
	}
	p.pickDays()
	p.whole = p.all()
	return p
}

func (p *problem) shops() {
	in := p.in
	for _, shop := range in.Shops {
		p.budget = append(p.budget, hundredths(shop.CouponBudget))
		for _, day := range in.Day {
			unit := shop.Cold * day.Demand
			var c [daySlots]float64
			for t, share := range in.HourCurve {
				c[t] = unit * share
			}
			p.unit = append(p.unit, unit)
			p.curve = append(p.curve, c)
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
			shut := p.early[d] &^ p.pinHost[h*p.days+d]
			for _, s := range shops {
				shut &^= p.pinLive[p.at(s, d)]
			}
			var left [daySlots]uint8
			for _, a := range host.Avail[d] {
				run := 0
				for t := min(a[1], in.CloseHour) - 1; t >= max(a[0], in.OpenHour); t-- {
					if run++; shut&(1<<t) != 0 {
						run = 0
					}
					left[t] = max(left[t], uint8(run))
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
	best := 0
	for b, x := range in.Bands {
		if x.Mult > in.Bands[best].Mult {
			best = b
		}
	}
	p.bands = slices.Repeat([]int{best}, len(in.Videos))
	for _, x := range in.Pins {
		if x.Kind == forecast.PinVideo {
			p.bands[x.Video] = x.Band
		}
	}
}

// bandOf returns the reach of the best band that a video can have.
func (p *problem) bandOf(v int) float64 { return p.in.Bands[p.bands[v]].Mult }

// at returns the index of a shop-day.
func (p *problem) at(shop, day int) int { return shop*p.days + day }

// span returns the bits of n hours from t.
func span(t, n int) uint64 { return (1<<n - 1) << t }

// hundredths returns an amount in major units as whole hundredths.
func hundredths(x float64) int64 { return int64(x*100 + 0.5) }
