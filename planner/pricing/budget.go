package pricing

import (
	"iter"
	"math"
	"time"

	"bfplanner/planner"
)

// BudgetDay is what a promotion is expected to cost on one day of the market's zone.
type BudgetDay struct {
	Date         planner.Date
	Redemptions  int           // units sold under it
	SellerCost   planner.Money // the seller's part of the discount on them
	PlatformCost planner.Money
	Sold         bool // its quantity is used up on this day or was before
}

// Demand is the expected number of units of a product that buyers whom the promotion is meant for order on a
// day of 24 hours.
type Demand func(sku string, d planner.Date) float64

// Budget returns, day by day of its window in the market's zone, what a promotion is expected to cost: the
// demand over the part of the day in which the promotion is on, times its part in the price there. That part
// is taken from the usual price if it applies there, else from the lowest price, else it is nothing. Orders
// end with the promotion's Quantity. A coupon is counted on the day on which it is claimed. Redemptions and
// costs of a day are rounded half away from zero. An event that is not there or no promotion is a *planner.Problem.
func (b *Book) Budget(event string, demand Demand) ([]BudgetDay, error) {
	e := b.plan.Event(event)
	if e == nil || e.Promo == nil {
		return nil, planner.Problemf("pricing.problem.no_promotion", event)
	}
	loc := b.plan.Zone()
	window := Window(b.plan, e)
	left := math.Inf(1)
	if e.Promo.Quantity > 0 {
		left = float64(e.Promo.Quantity)
	}
	var days []BudgetDay
	var desk desk
	for _, date := range window.Dates(loc) {
		var units, seller, platform float64
		part, _ := window.Intersect(date.Span(loc))
		for _, x := range b.plan.ProductsOf(e) {
			perHour := demand(x.SKU, date) / 24
			for p := range desk.steps(b.find(x.SKU), event, part) {
				n := perHour * p.length.Hours()
				units += n
				seller += n * float64(p.step.SellerPays)
				platform += n * float64(p.step.PlatformPays)
			}
		}
		if units > left {
			seller, platform, units = seller*left/units, platform*left/units, left
		}
		left -= units
		days = append(days, BudgetDay{date, int(math.Round(units)), b.money(int64(math.Round(seller))), b.money(int64(math.Round(platform))), left <= 0})
	}
	return days, nil
}

// stepFor is an event's part in a price and how long it holds.
type stepFor struct {
	step   Step
	length time.Duration
}

// steps goes through the event's part in the product's price over the span.
func (d *desk) steps(it *item, event string, span planner.Span) iter.Seq[stepFor] {
	return func(yield func(stepFor) bool) {
		from, to := instant(span.Start), instant(span.End)
		promos := it.during(from, to)
		cuts := append(it.cuts(promos, from, to), to)
		for i, t := range cuts[:len(cuts)-1] {
			d.open(it, promos, t)
			var arena []Step
			q := d.quote(&arena)
			for _, s := range append(q.Chain, q.WorstChain...) {
				if s.Event == event {
					if !yield(stepFor{s, timeOf(cuts[i+1]).Sub(timeOf(t))}) {
						return
					}
					break
				}
			}
		}
	}
}

// RunsOut returns the first day up to and with which the seller's cost of the days is more than the amount,
// and whether there is one. Days of several promotions may be given, in the order of dates.
func RunsOut(days []BudgetDay, amount planner.Money) (planner.Date, bool) {
	var spent int64
	for _, d := range days {
		if spent += d.SellerCost.Minor; spent > amount.Minor {
			return d.Date, true
		}
	}
	return planner.Date{}, false
}
