package schedule

import (
	"time"

	"bfplanner/planner"
)

// norms is how a campaign is laid out by the plan's parameters where no rule holds it to a limit.
type norms struct {
	slot        time.Duration         // grid of lives
	usual, long time.Duration         // length of a live
	risky       planner.BasisPoints   // from this chance of being down on, a day is likely to be lost
	riskyLive   time.Duration         // live on such days, of all shops
	depths      []planner.BasisPoints // of coupons, the lowest first
	couponMin   int                   // days of a window
	couponMax   int
	couponGap   int // free days between two windows of a line
	couponLines int // of a shop on coupon on a day
	flashHour   int // deals of a shop in an hour
	flashMost   int // deals of a product in the campaign
	flashGap    int // days that two deals of a product are more than apart
}

func normsOf(p *planner.Plan) norms {
	n := func(id string) int { return int(p.Num(id)) }
	minutes := func(id string) time.Duration { return time.Duration(n(id)) * time.Minute }
	v := norms{
		slot: max(time.Minute, minutes("slot_minutes")), usual: minutes("live_usual_minutes"), long: minutes("live_long_minutes"),
		risky: planner.BasisPoints(n("risk_theta")), riskyLive: time.Duration(n("risky_live_hours")) * time.Hour,
		couponMin: max(1, n("coupon_min_days")), couponMax: max(1, n("coupon_max_days")), couponGap: n("coupon_gap_days"), couponLines: n("max_lines_on_coupon"),
		flashHour: n("flash_per_hour"), flashMost: n("flash_max_per_product"), flashGap: n("flash_gap_days"),
	}
	for _, depth := range p.Nums("coupon_depths") {
		v.depths = append(v.depths, planner.BasisPoints(depth))
	}
	return v
}
