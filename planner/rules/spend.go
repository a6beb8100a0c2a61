package rules

import (
	"time"

	"bfplanner/planner"
)

// Budget names one of a shop's budgets.
type Budget string

// The budgets of a shop, in the order in which screens show them.
const (
	CouponBudget Budget = "coupon"
	AdBudget     Budget = "ad"
	VideoBudget  Budget = "video"
)

// Spends returns what the plan's events take of their shops' budgets: a function that gives, for an event, the budget on
// which it draws and how much, as the rules of the budgets count it. A seller's coupon takes its CouponReserve, ads
// their daily amount for each civil date of the market that they touch, a video its cost. An event that draws on no
// budget, or has no time yet, has the budget "" and no amount.
func Spends(p *planner.Plan) func(*planner.Event) (Budget, planner.Money) {
	r := newReserve(p)
	return func(e *planner.Event) (Budget, planner.Money) {
		switch {
		case !e.Scheduled():
		case e.Kind == planner.Coupon || e.Kind == planner.Flash:
			if t := p.Tool(e.Promo.Tool); t != nil && t.Layer == sellerLayer {
				return CouponBudget, p.Money(r.of(e))
			}
		case e.Kind == planner.Ad:
			return AdBudget, p.Money(adSpend(e, r.loc))
		case e.Kind == planner.Video:
			return VideoBudget, p.Money(e.Clip.Cost)
		}
		return "", p.Money(0)
	}
}

// adSpend is the daily amount for each civil date that the advertising touches.
func adSpend(e *planner.Event, loc *time.Location) int64 {
	if e.Span.Length() > 366*24*time.Hour {
		return 0
	}
	return e.Ad.Daily * int64(len(e.Span.Dates(loc)))
}
