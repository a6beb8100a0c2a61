package planner

import "time"

// Limits is the one table of limits that a plan is held to, read from its parameters and from the rows of
// its shops, hosts and studios; a row that says nothing takes the parameter. Rules and engine read it alike.
type Limits struct {
	Live         LengthRange // length of a live session on the platform
	Session      time.Duration
	OpenHour     int // clock hours of the market's zone between which lives are planned
	CloseHour    int
	SessionGap   time.Duration // off air between two sessions of a shop on a day
	LiveProducts int           // products in one live; 0: no limit
	Teasers      []time.Duration
	SalePercent  [2]BasisPoints // depth of the sale's own coupon
	FlashLength  time.Duration  // usual length of a live flash sale
	FlashUnits   int            // usual purchase limit of one
	Approval     time.Duration  // products are approved so long before a live
	CrewWeek     int            // days of work on videos in seven days from the start of seeding
	SeedingDays  int            // before the sale
	hosts        map[string]HostLimits
	shops        map[string]ShopLimits
	setup        map[string]time.Duration
}

// LengthRange is a shortest and a longest length of time.
type LengthRange struct{ Min, Max time.Duration }

// HostLimits is how long a host may work.
type HostLimits struct {
	Shift LengthRange   // one stretch on air
	Break time.Duration // between two stretches of a day, also when changing to another live
	Day   time.Duration // on air on a civil date
	Week  time.Duration // on air in seven days, counted from the start of seeding
	Rest  time.Duration // between the stretches of two days
}

// ShopLimits is what a shop may do on a day and spend in the campaign, amounts in minor units; a budget of 0 is none.
type ShopLimits struct {
	HoursDay     time.Duration
	SessionsDay  int
	VideosDay    int // seeding videos; teasers do not count
	ColdViewers  float64
	CouponBudget int64
	AdBudget     int64
	VideoBudget  int64
}

// LimitsOf reads the plan's limits.
func LimitsOf(p *Plan) Limits {
	n := func(id string) int { return int(p.Num(id)) }
	l := Limits{
		Live:    LengthRange{minutes(n("live_min_minutes")), minutes(n("live_max_minutes"))},
		Session: time.Duration(n("max_session_hours")) * time.Hour, OpenHour: n("open_hour"), CloseHour: n("close_hour"),
		SessionGap: time.Duration(n("min_gap_hours")) * time.Hour, LiveProducts: n("live_products_max"),
		FlashLength: minutes(n("flash_minutes")), FlashUnits: n("flash_quantity"), Approval: minutes(n("approval_minutes")),
		CrewWeek: n("crew_effort_week"), SeedingDays: n("seeding_days"),
		hosts: map[string]HostLimits{}, shops: map[string]ShopLimits{}, setup: map[string]time.Duration{},
	}
	for _, m := range p.Nums("teaser_lead_minutes") {
		l.Teasers = append(l.Teasers, minutes(int(m)))
	}
	if v := p.Nums("sale_percent"); len(v) == 2 {
		l.SalePercent = [2]BasisPoints{BasisPoints(v[0]), BasisPoints(v[1])}
	}
	for _, h := range p.Hosts.All() {
		l.hosts[h.ID] = HostLimits{
			Shift: LengthRange{minutes(or(h.MinShift, n("host_min_shift"))), minutes(or(h.MaxShift, n("host_max_shift")))},
			Break: minutes(or(h.Break, n("host_break"))), Day: minutes(or(h.MaxDay, n("host_max_day"))),
			Week: minutes(or(h.MaxWeek, n("host_max_week"))), Rest: minutes(or(h.Rest, n("host_rest"))),
		}
	}
	for _, s := range p.Shops.All() {
		l.shops[s.ID] = ShopLimits{
			HoursDay:    time.Duration(or(s.MaxHoursDay, n("max_hours_day"))) * time.Hour,
			SessionsDay: or(s.MaxSessionsDay, n("max_sessions_day")), VideosDay: or(s.VideosPerDay, n("videos_per_day")),
			ColdViewers: float64(or(s.ColdViewers, n("cold_viewers_hour"))), CouponBudget: s.CouponBudget, AdBudget: s.AdBudget, VideoBudget: s.VideoBudget,
		}
	}
	for _, s := range p.Studios.All() {
		l.setup[s.ID] = minutes(or(s.Setup, n("studio_setup_minutes")))
	}
	return l
}

// Host returns the limits of a host; one that the plan does not have has none, which is to say zeros.
func (l Limits) Host(id string) HostLimits { return l.hosts[id] }

// Shop returns the limits of a shop; one that the plan does not have has none, which is to say zeros.
func (l Limits) Shop(id string) ShopLimits { return l.shops[id] }

// Setup returns how long a studio is got ready before each session.
func (l Limits) Setup(studio string) time.Duration { return l.setup[studio] }

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func or(own, usual int) int {
	if own > 0 {
		return own
	}
	return usual
}
