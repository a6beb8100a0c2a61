package pricing

import (
	"testing"

	"bfplanner/planner"
)

func TestBudget(t *testing.T) {
	product := func(sku string, price int64) *planner.Product {
		return &planner.Product{SKU: sku, Line: "line", Price: price}
	}
	day := func(d int) planner.Date { return planner.Date{Year: 2024, Month: 11, Day: d} }
	demand := func(sku string, d planner.Date) float64 {
		if sku == "b" {
			return 10
		}
		return map[planner.Date]float64{day(20): 24, day(21): 48}[d]
	}
	type row struct {
		date         planner.Date
		n            int
		seller, rest int64
		sold         bool
	}
	for _, c := range []struct {
		name   string
		o      planner.Promo
		tool   string
		others []*planner.Event
		want   []row
	}{
		// Half of the 20th and the whole 21st: 12 and 48 units of a at 30 % of 30.00 = 9.00, 5 and 10 of b at 3.00; half each.
		{"co-funded", planner.Promo{PercentOff: 3000, PlatformShare: 5000}, "sale_coupon", nil,
			[]row{{day(20), 17, 5400 + 750, 5400 + 750, false}, {day(21), 58, 21600 + 1500, 21600 + 1500, false}}},
		// 17 units on the first day leave 12 of 58: the seller pays 46200 x 12/58, the platform nothing.
		{"until it is used up", planner.Promo{PercentOff: 3000, Quantity: 29}, "sale_coupon", nil,
			[]row{{day(20), 17, 12300, 0, false}, {day(21), 12, 9559, 0, true}}},
		{"used up on the first day", planner.Promo{PercentOff: 3000, Quantity: 17}, "sale_coupon", nil,
			[]row{{day(20), 17, 12300, 0, true}, {day(21), 0, 0, 0, true}}},
		// A better coupon for a all day on the 21st leaves b alone: 10 x 3.00.
		{"beaten by a better one", planner.Promo{PercentOff: 3000}, "sale_coupon", []*planner.Event{
			on(t, promo("C2", "seller_coupon", planner.Promo{PercentOff: 4000}), "2024-11-21T00:00", "2024-11-22T00:00")},
			[]row{{day(20), 17, 12300, 0, false}, {day(21), 10, 3000, 0, false}}},
		// Followers: the demand is theirs, the part that of the lowest price.
		{"for an audience", planner.Promo{AmountOff: 500}, "follower_coupon", nil,
			[]row{{day(20), 17, 8500, 0, false}, {day(21), 58, 29000, 0, false}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := base(t, product("a", 3000), product("b", 1000))
			e := on(t, promo("C1", c.tool, c.o), "2024-11-20T12:00", "2024-11-22T00:00")
			for _, o := range c.others {
				o.Products = []string{"a"}
				p.Events = p.Events.Put(o)
			}
			days, err := New(p).With(e).Budget("C1", demand)
			if err != nil {
				t.Fatal(err)
			}
			if len(days) != len(c.want) {
				t.Fatalf("%+v", days)
			}
			for i, w := range c.want {
				want := BudgetDay{w.date, w.n, p.Money(w.seller), p.Money(w.rest), w.sold}
				if days[i] != want {
					t.Errorf("%+v, want %+v", days[i], want)
				}
			}
		})
	}
}

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
