package forecast

import (
	"slices"
	"sort"
	"sync"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/risk"
)

// Model is a plan seen as an instance and the solution that the plan has on its grid, with the way back.
//
// Days are the plan's horizon, from the start of seeding to the sale's end, in the market's zone; preparation and
// tail are outside. On the grid stand the lives, sale coupons, live flash sales and seeding videos of the sale's
// platform that the instance can say: lives and shifts on whole slots of one day, coupons of one line in whole days
// clipped to the sale, deals of one product. A live with mirror channels hedges its day where the risk allows a hedge.
// What the grid cannot say is fixed: it counts in the score and stays. A live counts for every line of its shop, also
// where it shows but some of its products, and a coupon of some products of a line for the line.
type Model struct {
	Instance *Instance
	Solution *Solution
	Outside  Outside

	plan     *planner.Plan
	now      time.Time
	loc      *time.Location
	limits   planner.Limits
	slot     time.Duration
	dates    []planner.Date
	begin    []time.Time // their midnights, and the one after the last
	plain    []bool      // days of 24 hours
	depths   []planner.BasisPoints
	index    map[planner.Row]int // shops, lines, products and hosts
	video    map[string]int      // by event
	films    []*planner.Event    // the videos
	rows     map[string][]string // by kind of row, the event of each
	refs     map[string][]Ref    // by event, when asked for
	once     sync.Once
	late     bool                        // a band of the first free day is past
	hold     map[string]hold             // what stays, by event
	off      map[string]bool             // held events that the grid cannot hold together with the others
	pins     []string                    // the event behind each pin
	busy     map[string][]planner.Span   // hosts in lives outside the grid
	others   []*planner.Event            // promotions outside the grid
	sold     []deal                      // flash deals outside the grid
	onAir    map[[2]int][]*planner.Event // shop, day: lives on the grid
	mirrored map[[2]int]string           // shop, day: the first live with mirror channels
}

// Ref names a row of a solution: the kind of credit of its list, and its number there.
type Ref struct {
	Kind string
	Row  int
}

// Outside is what the plan spends and earns outside the instance, in major units.
type Outside struct {
	Lives  float64 // hosts, studios and set-up of lives outside the grid; negative
	Videos float64 // teasers and videos outside the horizon; negative
	Ads    float64 // negative
	Flash  float64 // contribution of flash deals in lives outside the grid
}

// Sum returns the sum of all that is outside.
func (o Outside) Sum() float64 { return o.Lives + o.Videos + o.Ads + o.Flash }

// hold says why an event stays.
type hold uint8

const (
	free   hold = iota
	kept        // it is past, or its kind is not to be planned
	pinned      // the user pinned it
)

// Compile returns the plan as a model as of now. Pinned events and those that began before now are pins of the
// instance, a live with its host, and so is the live to which such an event belongs; what of the past breaks a
// limit is fixed instead, so that it is in nobody's way. A plan without a product of a known line is a
// *planner.Problem.
func Compile(p *planner.Plan, now time.Time) (*Model, error) { return CompileKeeping(p, now, nil) }

// CompileKeeping is Compile with further events kept as the past is: those of which keep, which may be nil, says so.
func CompileKeeping(p *planner.Plan, now time.Time, keep func(*planner.Event) bool) (*Model, error) {
	m, err := newModel(p, now)
	if err != nil {
		return nil, err
	}
	m.holds(keep)
	for {
		m.read()
		if !m.outcast() {
			break
		}
	}
	m.pin()
	return m, nil
}

// newModel reads what does not hang on events.
func newModel(p *planner.Plan, now time.Time) (*Model, error) {
	if err := p.Head.Check(); err != nil {
		return nil, err
	}
	m := &Model{plan: p, now: now, loc: p.Zone(), limits: planner.LimitsOf(p), slot: time.Hour, dates: p.Horizon(),
		index: map[planner.Row]int{}, hold: map[string]hold{}, off: map[string]bool{}}
	if s := p.Num("slot_minutes"); s > 0 && s < 60 {
		m.slot = 30 * time.Minute
	}
	for _, d := range m.dates {
		m.begin = append(m.begin, d.At(0, 0, m.loc))
	}
	m.begin = append(m.begin, m.dates[len(m.dates)-1].Add(1).At(0, 0, m.loc))
	for i := range m.dates {
		m.plain = append(m.plain, m.begin[i+1].Sub(m.begin[i]) == 24*time.Hour)
	}
	for i, s := range p.Shops.All() {
		m.index[s] = i
	}
	for i, h := range p.Hosts.All() {
		m.index[h] = i
	}
	has := map[string]bool{}
	for _, x := range p.Products.All() {
		has[x.Line] = true
	}
	lines, products := 0, 0
	for _, l := range p.Lines.All() {
		if _, ok := m.shop(l.Shop); ok && has[l.ID] {
			m.index[l] = lines
			lines++
		}
	}
	for _, x := range p.Products.All() {
		if _, ok := m.line(x.Line); ok {
			m.index[x] = products
			products++
		}
	}
	if lines == 0 {
		return nil, planner.Problemf("problem.no_products")
	}
	return m, nil
}

// read makes the instance, without pins, and the plan's solution.
func (m *Model) read() {
	in := &Instance{Format: Format, Name: m.plan.Name, SlotMinutes: int(m.slot / time.Minute), Days: len(m.dates)}
	if in.SlotMinutes == 60 {
		in.SlotMinutes = 0
	}
	m.Instance, m.Solution, m.Outside = in, &Solution{}, Outside{}
	m.rows, m.busy, m.others, m.sold = map[string][]string{}, map[string][]planner.Span{}, nil, nil
	m.onAir, m.mirrored, m.video, m.films = map[[2]int][]*planner.Event{}, map[[2]int]string{}, map[string]int{}, nil
	m.campaign()
	m.late = m.now.After(m.firstBand())
	m.shops()
	m.events()
	m.lines()
	m.products()
	m.deals()
	m.spend()
	m.sequels()
	m.hosts()
	m.hedges()
}

// campaign sets days, hours, curves and what all shops share.
func (m *Model) campaign() {
	p, in := m.plan, m.Instance
	slots, demand, aversion := int(24*time.Hour/m.slot), NewDemand(p), share(p.Num("risk_aversion"))
	downs := risk.DownChances(p, m.now, m.dates)
	for i, d := range m.dates {
		q := downs[i].Fraction()
		in.Day = append(in.Day, Day{Date: d.String(), Demand: demand.On(d), Down: q, Weight: max(0, 1-q*(1+aversion))})
	}
	perHour := int(time.Hour / m.slot)
	for i := range slots {
		in.HourCurve = append(in.HourCurve, nth(p.Nums("hour_curve"), i/perHour))
	}
	in.OpenHour, in.CloseHour = min(max(0, m.limits.OpenHour)*perHour, slots), min(max(0, m.limits.CloseHour)*perHour, slots)
	in.OpenHour = min(in.OpenHour, in.CloseHour)
	in.SaleStartDay = min(max(0, m.dayOf(p.Sale.Span.Start)), len(m.dates)-1)
	in.SaleStartHour = up(p.Sale.Span.Start.Sub(m.begin[in.SaleStartDay]), m.slot)
	m.start()
	in.Fatigue, in.SatWidth, in.SatSlope = listOf(p, "fatigue", 1), p.Nums("sat_width"), p.Nums("sat_slope")
	n := min(len(in.SatWidth), len(in.SatSlope))
	in.SatWidth, in.SatSlope = in.SatWidth[:n], in.SatSlope[:n]
	in.Kernel = listOf(p, "kernel", 1)
	in.PostWidth, in.PostSlope = p.Nums("post_width"), p.Nums("post_slope")
	n = min(len(in.PostWidth), len(in.PostSlope))
	in.PostWidth, in.PostSlope = in.PostWidth[:n], in.PostSlope[:n]
	for i, h := range listOf(p, "band_hours", 18) {
		in.Bands = append(in.Bands, Band{Name: clockOf(h), Mult: nth(p.Nums("band_mult"), i)})
	}
	m.coupons()
	in.Flash = Flash{PerHour: int(p.Num("flash_per_hour")), MaxPerProduct: int(p.Num("flash_max_per_product")), GapDays: int(p.Num("flash_gap_days"))}
	in.Risk = Risk{Theta: share(p.Num("risk_theta")), MaxLiveHours: int(p.Num("risky_live_hours")) * perHour, HedgeCost: m.major(p.Num("hedge_cost_day")),
		HedgeRecover: share(p.Num("hedge_recover")), HedgeMinDown: share(p.Num("hedge_min_q")), Aversion: aversion}
	if m.mirror() == "" {
		in.Risk.HedgeMinDown = 2 // there is nowhere to go
	}
	in.Constants = &Constants{ReserveHours: p.Num("reserve_live_hours"), BoostAbove: p.Num("uplift_boost_above"), Boost: p.Num("uplift_boost"),
		FlashCommission: share(p.Num("flash_commission")) + m.affiliate()}
	m.studios()
	in.Fixed = &Fixed{Exposure: grid[float64](p.Shops.Len(), len(m.dates)), Studio: grid[int](len(m.dates), slots), Stock: make([]float64, m.lineCount())}
}

// start finds the first slot that does not begin before now.
func (m *Model) start() {
	in, last := m.Instance, len(m.dates)
	switch {
	case !m.now.After(m.begin[0]):
		return
	case !m.now.Before(m.begin[last]):
		in.StartDay = last
		return
	}
	day := m.dayOf(m.now)
	slots := len(in.HourCurve)
	slot := sort.Search(slots, func(i int) bool { return !m.Slot(day, i).Before(m.now) })
	in.StartDay, in.StartHour = day, slot
	if slot == slots {
		in.StartDay, in.StartHour = day+1, 0
	}
}

// studios counts the rooms; without any, lives are sent from none and each shop has room for its own.
func (m *Model) studios() {
	p, in := m.plan, m.Instance
	in.Studios, in.StudioCost = p.Shops.Len(), m.major(p.Num("studio_cost_hour"))
	if n := p.Studios.Len(); n > 0 {
		in.Studios = n
		var cost int64
		for _, s := range p.Studios.All() {
			cost += s.CostHour
			in.Rules.StudioSetup = max(in.Rules.StudioSetup, up(m.limits.Setup(s.ID), m.slot))
		}
		in.StudioCost = m.major(float64(cost) / float64(n))
	}
}

// coupons sets what windows of the sale coupon may be. Where a plan has a depth of its own within the sale's range,
// it is one of the depths.
func (m *Model) coupons() {
	p, in := m.plan, m.Instance
	m.depths = nil
	for _, d := range p.Nums("coupon_depths") {
		m.depths = append(m.depths, planner.BasisPoints(d))
	}
	for _, e := range p.Events.All() {
		if e.Kind == planner.Coupon && e.Promo.Tool == SaleCoupon && m.limits.SalePercent[0] <= e.Promo.PercentOff && e.Promo.PercentOff <= m.limits.SalePercent[1] && e.Promo.PercentOff > 0 {
			m.depths = append(m.depths, e.Promo.PercentOff)
		}
	}
	slices.Sort(m.depths)
	m.depths = slices.Compact(m.depths)
	if p.Tool(SaleCoupon) == nil {
		m.depths = nil
	}
	for _, d := range m.depths {
		in.Coupon.Depths = append(in.Coupon.Depths, d.Fraction())
	}
	in.Coupon.MinLen, in.Coupon.MaxLen = max(1, int(p.Num("coupon_min_days"))), max(1, int(p.Num("coupon_max_days")))
	in.Coupon.MinGap, in.Coupon.SetupCost = max(0, int(p.Num("coupon_gap_days"))), m.major(p.Num("coupon_setup_cost"))
	if t := p.Tool(SaleCoupon); t != nil {
		in.Coupon.MinGap = max(in.Coupon.MinGap, up(time.Duration(t.ValidMinutes)*time.Minute, 24*time.Hour))
		in.Coupon.MinLen = max(in.Coupon.MinLen, up(time.Duration(t.MinMinutes)*time.Minute, 24*time.Hour))
		if t.MaxMinutes > 0 {
			in.Coupon.MaxLen = min(in.Coupon.MaxLen, max(1, t.MaxMinutes/(24*60)))
		}
	}
	in.Coupon.FatigueCost = listOf(p, "coupon_fatigue", 0)
}

// shops sets each shop's audience and limits.
func (m *Model) shops() {
	p, in := m.plan, m.Instance
	slots := len(in.HourCurve)
	for _, s := range p.Shops.All() {
		l := m.limits.Shop(s.ID)
		budget := s.CouponBudget
		if budget == 0 {
			budget = int64(p.Num("coupon_budget"))
		}
		in.Shops = append(in.Shops, Shop{ID: s.ID, Cold: l.ColdViewers, MaxSession: down(shorter(m.limits.Session, m.limits.Live.Max), m.slot, slots),
			MaxHoursDay: down(l.HoursDay, m.slot, slots), MaxSessions: l.SessionsDay, MinGap: up(m.limits.SessionGap, m.slot), SetupCost: m.major(p.Num("session_setup_cost")),
			CouponBudget: m.major(float64(budget)), MaxLines: int(p.Num("max_lines_on_coupon")), CrewEffort: float64(m.limits.CrewWeek), VideosPerDay: l.VideosDay})
	}
}
