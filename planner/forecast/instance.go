// Package forecast is the model of what a campaign earns. An Instance is a campaign in the model's own
// terms, a Solution is the list of decisions that are on, and Score is the exact value of one under the
// other. Value is expected contribution in the currency's major units; the model computes in floating
// point, and money that is shown as exact comes from package pricing.
package forecast

import (
	"encoding/json"
	"fmt"
	"math"
)

// Format names the instance format that this package reads.
const Format = "bfplan/1"

// Instance is a campaign in the model's terms. Indices of shops, lines, products, hosts and videos are
// 0-based and every "to" is exclusive. Every clock quantity (open_hour, the hour and length of a shift, the limits
// of hosts and sessions, the hours of pins) counts slots of SlotMinutes from midnight in the market's zone, which are
// hours unless it says otherwise; rates and costs are an hour's on any grid, fatigue goes by the hour on air, and
// Flash.PerHour counts in a clock hour.
type Instance struct {
	Format        string    `json:"format"`
	Name          string    `json:"name"`
	SlotMinutes   int       `json:"slot_minutes,omitempty"` // 30, or 60, for which 0 stands
	Days          int       `json:"days"`
	StartDay      int       `json:"start_day,omitempty"`  // nothing is placed before this slot unless it is pinned;
	StartHour     int       `json:"start_hour,omitempty"` // posts, coupons and hedges go by the day alone
	OpenHour      int       `json:"open_hour"`
	CloseHour     int       `json:"close_hour"`
	SaleStartDay  int       `json:"sale_start_day"`
	SaleStartHour int       `json:"sale_start_hour"`
	Day           []Day     `json:"day"`
	HourCurve     []float64 `json:"hour_curve"`
	Fatigue       []float64 `json:"fatigue"`
	SatWidth      []float64 `json:"sat_width"`
	SatSlope      []float64 `json:"sat_slope"`
	Bands         []Band    `json:"bands"`
	Kernel        []float64 `json:"kernel"`
	PostWidth     []float64 `json:"post_width"`
	PostSlope     []float64 `json:"post_slope"`
	Studios       int       `json:"studios"`
	StudioCost    float64   `json:"studio_cost_hour"`
	Shops         []Shop    `json:"shops"`
	Lines         []Line    `json:"lines"`
	Products      []Product `json:"products"`
	Hosts         []Host    `json:"hosts"`
	Videos        []Video   `json:"videos"`
	Coupon        Coupon    `json:"coupon"`
	Flash         Flash     `json:"flash"`
	Risk          Risk      `json:"risk"`
	Rules         Rules     `json:"rules"`
	Pins          []Pin     `json:"pins"`
	Fixed         *Fixed    `json:"fixed,omitempty"`

	Constants *Constants `json:"constants,omitempty"` // nil takes the usual ones
}

// Constants are numbers of the model that few campaigns change.
type Constants struct {
	ReserveHours    float64 `json:"reserve_hours"`    // live hours that a coupon day's reserve counts
	BoostAbove      float64 `json:"boost_above"`      // demand above which a coupon draws more
	Boost           float64 `json:"boost"`            // by this much
	FlashCommission float64 `json:"flash_commission"` // of a flash deal's price
}

// usualConstants stand where an instance has none.
var usualConstants = Constants{ReserveHours: 4, BoostAbove: 1.9, Boost: 1.3, FlashCommission: 0.05}

func (in *Instance) constants() Constants {
	if in.Constants == nil {
		return usualConstants
	}
	return *in.Constants
}

// Day is one day: its demand against a usual sale day, the chance that the platform is down, and the
// weight of what is earned on it.
type Day struct {
	Date   string  `json:"date"`
	Demand float64 `json:"demand"`
	Down   float64 `json:"q_down"`
	Weight float64 `json:"w"`
}

// Band is a time of day at which posts go out.
type Band struct {
	Name string  `json:"name"`
	Mult float64 `json:"mult"`
}

// Shop is a shop's audience and limits.
type Shop struct {
	ID           string  `json:"id"`
	Cold         float64 `json:"cold_viewers_hour"`
	MaxSession   int     `json:"max_session_hours"`
	MaxHoursDay  int     `json:"max_hours_day"`
	MaxSessions  int     `json:"max_sessions_day"`
	MinGap       int     `json:"min_gap_hours"`
	SetupCost    float64 `json:"session_setup_cost"`
	CouponBudget float64 `json:"coupon_budget"`
	MaxLines     int     `json:"max_lines_on_coupon"`
	CrewEffort   float64 `json:"crew_effort_week"`
	VideosPerDay int     `json:"videos_per_day"`
}

// Line is a product line with its usual prices and conversions.
type Line struct {
	ID            string    `json:"id"`
	Shop          int       `json:"shop"`
	AirtimeShare  float64   `json:"airtime_share"`
	Price         float64   `json:"price"`
	Cost          float64   `json:"cogs"`
	Ship          float64   `json:"ship"`
	Commission    float64   `json:"commission"`
	PlatformShare float64   `json:"platform_coupon_share"`
	ConvCold      float64   `json:"conv_live_cold"`
	ConvWarm      float64   `json:"conv_live_warm"`
	ConvShelf     float64   `json:"conv_shelf"`
	Uplift        []float64 `json:"coupon_uplift"`
	WarmPerCold   float64   `json:"warm_per_cold"`
	ShelfCap      float64   `json:"shelf_cap_day"`
	Stock         float64   `json:"stock"`
	Pool          float64   `json:"pool0"`
	Decay         float64   `json:"decay"`
	Floor         float64   `json:"margin_floor"`
	CouponFee     float64   `json:"coupon_fee,omitempty"`        // commission on top of orders with a coupon
	OnNet         bool      `json:"commission_on_net,omitempty"` // both are charged on the platform's part of a coupon too
}

// Product is a product as flash deals see it.
type Product struct {
	ID            string  `json:"id"`
	Line          int     `json:"line"`
	Price         float64 `json:"price"`
	Cost          float64 `json:"cogs"`
	Ship          float64 `json:"ship"`
	FlashDiscount float64 `json:"flash_discount"`
	FlashRate     float64 `json:"flash_rate"`
	FlashCost     float64 `json:"flash_cost"`
	Floor         float64 `json:"margin_floor,omitempty"` // of a flash deal under a coupon; 0 takes the line's
}

// Host is a presenter. Avail holds, for each day, the stretches [from, to) of clock hours; null is not available.
type Host struct {
	ID       string    `json:"id"`
	Shops    []int     `json:"shops"`
	Mult     float64   `json:"mult"`
	Cost     float64   `json:"cost_hour"`
	MinShift int       `json:"min_shift_hours"`
	MaxShift int       `json:"max_shift_hours"`
	MaxDay   int       `json:"max_hours_day"`
	MaxWeek  int       `json:"max_hours_week"`
	Break    int       `json:"break_hours"`
	Rest     int       `json:"rest_hours"`
	Avail    [][][]int `json:"avail"`
}

// Video is a seeding video; After is the index of one that must be out AfterGap days earlier, or -1.
type Video struct {
	ID       string  `json:"id"`
	Line     int     `json:"line"`
	Ready    int     `json:"ready_day"`
	Due      int     `json:"due_day"`
	Effort   float64 `json:"effort"`
	Reach    float64 `json:"reach"`
	Cost     float64 `json:"cost"`
	After    int     `json:"after"`
	AfterGap int     `json:"after_gap_days"`
}

// Coupon is what the sale coupon may be.
type Coupon struct {
	Depths      []float64 `json:"depths"`
	MinLen      int       `json:"min_len_days"`
	MaxLen      int       `json:"max_len_days"`
	MinGap      int       `json:"min_gap_days"`
	SetupCost   float64   `json:"setup_cost"`
	FatigueCost []float64 `json:"fatigue_cost"`
}

// Flash is how often flash deals may run.
type Flash struct {
	PerHour       int `json:"per_hour"`
	MaxPerProduct int `json:"max_per_product"`
	GapDays       int `json:"gap_days"`
}

// Risk is how the plan treats days on which the platform may be down.
type Risk struct {
	Theta        float64 `json:"theta"`
	MaxLiveHours int     `json:"max_live_hours_on_risky_days"`
	HedgeCost    float64 `json:"hedge_cost_day"`
	HedgeRecover float64 `json:"hedge_recover"`
	HedgeMinDown float64 `json:"hedge_min_q"`
	Aversion     float64 `json:"risk_aversion"`
}

// Rules is what else the hard constraints need.
type Rules struct {
	StudioSetup int `json:"studio_setup_hours"`
}

// Pin is a decision that must hold; a field that a kind does not use is 0. A live says that the shop is on air in
// every slot from From to To, whoever presents; a shift, coupon, video, flash deal or hedge that is pinned is a row
// of every solution exactly so.
type Pin struct {
	Kind    string `json:"kind"`
	Shop    int    `json:"shop"`
	Line    int    `json:"line"`
	Video   int    `json:"video"`
	Host    int    `json:"host,omitempty"`
	Product int    `json:"product,omitempty"`
	Day     int    `json:"day"`
	From    int    `json:"from"`
	To      int    `json:"to"`
	Len     int    `json:"len"`
	Depth   int    `json:"depth"` // index into Coupon.Depths
	Band    int    `json:"band"`
}

// The kinds of pins.
const (
	PinLive   = "live"
	PinShift  = "shift"
	PinCoupon = "coupon"
	PinVideo  = "video"
	PinFlash  = "flash"
	PinHedge  = "hedge"
)

// Solution lists the decisions that are on.
type Solution struct {
	Shifts  [][5]int `json:"shifts"`  // host, shop, day, hour, length, both in slots
	Posts   [][3]int `json:"posts"`   // video, day, band
	Windows [][4]int `json:"windows"` // line, mode (1 is the first depth), day, length in days
	Flash   [][3]int `json:"flash"`   // product, day, hour
	Hedges  [][2]int `json:"hedges"`  // shop, day
}

// ReadInstance reads an instance and checks that its lists fit each other, so that Score cannot fail on it.
func ReadInstance(b []byte) (*Instance, error) {
	var in Instance
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, fmt.Errorf("forecast: instance: %w", err)
	}
	if in.Format != Format {
		return nil, fmt.Errorf("forecast: format %q, want %q", in.Format, Format)
	}
	return &in, in.check()
}

// check returns the first thing in which the instance does not fit itself.
func (in *Instance) check() error {
	type fit struct {
		what      string
		got, want int
	}
	for _, f := range []fit{{"days", len(in.Day), in.Days}, {"hour curve", len(in.HourCurve), in.slotsDay()}, {"saturation", len(in.SatSlope), len(in.SatWidth)}, {"post slopes", len(in.PostSlope), len(in.PostWidth)}} {
		if f.got != f.want {
			return fmt.Errorf("forecast: %s: %d values, want %d", f.what, f.got, f.want)
		}
	}
	if in.SlotMinutes != 0 && in.SlotMinutes != 30 && in.SlotMinutes != 60 {
		return fmt.Errorf("forecast: slots of %d minutes, want 30 or 60", in.SlotMinutes)
	}
	if in.StartDay < 0 || in.StartDay > in.Days || in.StartHour < 0 || in.StartHour > in.slotsDay() {
		return fmt.Errorf("forecast: starts on day %d at slot %d", in.StartDay, in.StartHour)
	}
	if in.OpenHour < 0 || in.CloseHour > in.slotsDay() || in.OpenHour > in.CloseHour || len(in.Fatigue) == 0 || len(in.Coupon.FatigueCost) == 0 {
		return fmt.Errorf("forecast: hours %d to %d, %d fatigue values", in.OpenHour, in.CloseHour, len(in.Fatigue))
	}
	for i, l := range in.Lines {
		if l.Shop < 0 || l.Shop >= len(in.Shops) || len(l.Uplift) != len(in.Coupon.Depths) || l.Decay <= 0 || l.Decay > 1 {
			return fmt.Errorf("forecast: line %d does not fit", i)
		}
		if points := l.Commission * 10000; math.Abs(points-math.Round(points)) > 1e-6 {
			return fmt.Errorf("forecast: line %d: a commission of %v is no whole number of basis points", i, l.Commission)
		}
	}
	for i, p := range in.Products {
		if p.Line < 0 || p.Line >= len(in.Lines) {
			return fmt.Errorf("forecast: product %d is of line %d", i, p.Line)
		}
	}
	for i, h := range in.Hosts {
		if len(h.Avail) != in.Days {
			return fmt.Errorf("forecast: host %d has hours for %d days of %d", i, len(h.Avail), in.Days)
		}
		for d, list := range h.Avail {
			for _, a := range list {
				if len(a) != 2 {
					return fmt.Errorf("forecast: host %d, day %d: a stretch of %d numbers, want from and to", i, d, len(a))
				}
			}
		}
		for _, s := range h.Shops {
			if s < 0 || s >= len(in.Shops) {
				return fmt.Errorf("forecast: host %d is of shop %d", i, s)
			}
		}
	}
	for i, v := range in.Videos {
		if v.Line < 0 || v.Line >= len(in.Lines) || v.After >= len(in.Videos) || v.After == i {
			return fmt.Errorf("forecast: video %d does not fit", i)
		}
	}
	if len(in.Videos) > 0 && len(in.Bands) == 0 {
		return fmt.Errorf("forecast: %d videos and no band to post them in", len(in.Videos))
	}
	for i, p := range in.Pins {
		if err := in.checkPin(p); err != nil {
			return fmt.Errorf("forecast: pin %d: %w", i, err)
		}
	}
	if in.Fixed != nil {
		return in.Fixed.check(in)
	}
	return nil
}

// checkPin returns an error for a pin of an unknown kind or outside the instance's indices.
func (in *Instance) checkPin(p Pin) error {
	limits, known := map[string][][3]int{ // value, least, one above the most
		PinLive:   {{p.Shop, 0, len(in.Shops)}, {p.From, in.OpenHour, in.CloseHour}, {p.To, p.From, in.CloseHour + 1}},
		PinCoupon: {{p.Line, 0, len(in.Lines)}, {p.Depth, 0, len(in.Coupon.Depths)}, {p.Len, 1, in.Days - p.Day + 1}},
		PinVideo:  {{p.Video, 0, len(in.Videos)}, {p.Band, 0, len(in.Bands)}},
		PinShift:  {{p.Host, 0, len(in.Hosts)}, {p.Shop, 0, len(in.Shops)}, {p.From, in.OpenHour, in.CloseHour}, {p.To, p.From + 1, in.CloseHour + 1}},
		PinFlash:  {{p.Product, 0, len(in.Products)}, {p.From, 0, in.slotsDay()}},
		PinHedge:  {{p.Shop, 0, len(in.Shops)}},
	}[p.Kind]
	if !known {
		return fmt.Errorf("kind %q, want one of %q", p.Kind, []string{PinLive, PinShift, PinCoupon, PinVideo, PinFlash, PinHedge})
	}
	for _, l := range append(limits, [3]int{p.Day, 0, in.Days}) {
		if l[0] < l[1] || l[0] >= l[2] {
			return fmt.Errorf("%d, want %d to %d", l[0], l[1], l[2]-1)
		}
	}
	return nil
}
