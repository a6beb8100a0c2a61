package pricing

import (
	"testing"

	"bfplanner/planner"
)

func TestRunsOut(t *testing.T) {
	day := func(n int, cost int64) BudgetDay {
		return BudgetDay{Date: planner.Date{Year: 2024, Month: 11, Day: n}, SellerCost: planner.Money{Minor: cost, Currency: "USD"}}
	}
	days := []BudgetDay{day(20, 300), day(21, 300), day(22, 300)}
	for _, c := range []struct {
		amount int64
		day    int // 0: it lasts
	}{{900, 0}, {899, 22}, {600, 22}, {599, 21}, {299, 20}, {0, 20}} {
		d, out := RunsOut(days, planner.Money{Minor: c.amount, Currency: "USD"})
		if out != (c.day > 0) || d.Day != c.day {
			t.Errorf("%d runs out on %v %v, want %d", c.amount, d, out, c.day)
		}
	}
}
