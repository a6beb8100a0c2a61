package pricing

import "bfplanner/planner"

// BudgetDay is what a promotion is expected to cost on one day of the market's zone.
type BudgetDay struct {
	Date         planner.Date
	Redemptions  int           // units sold under it
	SellerCost   planner.Money // the seller's part of the discount on them
	PlatformCost planner.Money
	Sold         bool // its quantity is used up on this day or was before
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
