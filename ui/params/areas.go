package params

import (
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/ui/words"
)

// areas are the groups of parameters in the order of the list; what stands in none is shown in the last.
var areas = []struct {
	id     string
	params []string
}{
	{"demand", append(slices.Clone(forecast.DayCurve), hourCurve, "calibration_weight", "prime_time_weekday", "prime_time_noon", "prime_time_weekend")},
	{"live", []string{"open_hour", "close_hour", "slot_minutes", "cold_viewers_hour", "conv_live_cold", "conv_live_warm", "warm_per_cold", "sat_width", "sat_slope", "max_session_hours",
		"max_hours_day", "max_sessions_day", "min_gap_hours", "session_setup_cost", "live_min_minutes", "live_max_minutes", "live_usual_minutes", "live_long_minutes", "live_products_max"}},
	{"hosts", []string{"fatigue", "host_cost_hour", "host_min_shift", "host_max_shift", "host_break", "host_max_day", "host_max_week", "host_rest", "studio_cost_hour", "studio_setup_minutes"}},
	{"seeding", []string{"conv_shelf", "shelf_cap_day", "pool0", "decay", "kernel", "band_hours", "band_mult", "post_width", "post_slope", "videos_per_day", "crew_effort_week",
		"video_effort", "video_reach", "video_cost", "tutorial_gap_days", "teaser_lead_minutes"}},
	{"coupons", []string{"coupon_depths", "coupon_uplift", "uplift_boost", "uplift_boost_above", "sale_percent", "coupon_budget", "platform_coupon_share", "reserve_live_hours", "max_lines_on_coupon",
		"coupon_min_days", "coupon_max_days", "coupon_gap_days", "coupon_setup_cost", "coupon_fatigue", "margin_floor"}},
	{"flash", []string{"flash_discount", "flash_rate", "flash_commission", "flash_minutes", "flash_quantity", "flash_per_hour", "flash_max_per_product", "flash_gap_days", "flash_cost"}},
	{"risk", []string{"risk_aversion", "risk_theta", "risky_live_hours", "hedge_cost_day", "hedge_recover", "hedge_min_q", "hedge_task_days", "export_days", "news_weight"}},
	{"deadlines", []string{"preparation_days", "seeding_days", "samples_days", "transit_days", "inbound_days", "registration_days", "approval_minutes", "promote_days_ahead"}},
	{"money", []string{"delivery_days", "settlement_days", "payout_days", "spread_target", "spread_loss", "spread_uplift"}},
	{"goals", []string{"contest_sessions", "challenge_days", "change_penalty"}},
}

// hourCurve is the parameter of the demand by clock hour.
const hourCurve = "hour_curve"

// inArea returns the plan's parameters of an area in their order.
func inArea(p *planner.Plan, area string) []*planner.Param {
	var list []*planner.Param
	placed := map[string]bool{}
	for _, a := range areas {
		for _, id := range a.params {
			placed[id] = true
			if x, ok := p.Params.Get(id); ok && a.id == area {
				list = append(list, x)
			}
		}
	}
	if area == areas[len(areas)-1].id {
		for _, x := range p.Params.All() {
			if !placed[x.ID] {
				list = append(list, x)
			}
		}
	}
	return list
}

// found returns the plan's parameters whose name or ID holds the text, in the order of the areas.
func found(w *words.Words, p *planner.Plan, text string) []*planner.Param {
	text = strings.ToLower(strings.TrimSpace(text))
	var list []*planner.Param
	for _, a := range areas {
		for _, x := range inArea(p, a.id) {
			if strings.Contains(strings.ToLower(name(w, x.ID)), text) || strings.Contains(x.ID, strings.ReplaceAll(text, " ", "_")) {
				list = append(list, x)
			}
		}
	}
	return list
}
