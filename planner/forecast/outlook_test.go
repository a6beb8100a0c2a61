package forecast_test

import (
	"fmt"
	"math"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
)

// TestOutlookAddsUp holds days, lines and terms against one another, where stock is plenty and where it binds.
func TestOutlookAddsUp(t *testing.T) {
	for _, stock := range []int{1200, 40, 0} {
		p := plantest.Plan(t, 900)
		var rows []planner.Row
		for _, x := range p.Products.All() {
			n := *x
			n.Stock = stock
			rows = append(rows, &n)
		}
		p = plantest.Do(t, p, planner.Put{Rows: rows})
		m := compile(t, p, start(p))
		o, err := forecast.OutlookOf(p, start(p))
		if err != nil {
			t.Fatal(err)
		}
		if want := forecast.Money(p, forecast.Score(m.Instance, m.Solution).Value()+m.Outside.Sum()); o.Value != want {
			t.Errorf("stock %d: worth %v, the score is %v", stock, o.Value, want)
		}
		var days, gmv, lines, orders, sold float64
		for _, d := range o.Days {
			days += float64(d.Value.Minor) / 100
			gmv += float64(d.GMV.Minor) / 100
			orders += d.Orders
		}
		for _, l := range o.Lines {
			lines += float64(l.GMV.Minor) / 100
			sold += l.Orders
			if l.Orders > l.Stock+1e-6 {
				t.Errorf("stock %d: %s sells %v of %v", stock, l.Line, l.Orders, l.Stock)
			}
			if stock == 40 && l.Orders < 0.95*l.Stock {
				t.Errorf("%s sells %v of its scarce %v", l.Line, l.Orders, l.Stock)
			}
		}
		if math.Abs(days-o.Terms.Value()) > 1 {
			t.Errorf("stock %d: the days are worth %v, the terms %v", stock, days, o.Terms.Value())
		}
		if whole := float64(o.GMV.Minor) / 100; math.Abs(gmv-whole) > 1 || math.Abs(lines-whole) > 10 || math.Abs(orders-sold) > 1e-6 {
			t.Errorf("stock %d: GMV %v by days, %v by lines, %v in all; %v and %v orders", stock, gmv, lines, whole, orders, sold)
		}
		if stock == 1200 && (o.GMV.Minor < o.Value.Minor || o.Orders < 1000 || o.Outside.Ads >= 0) {
			t.Errorf("GMV %v, value %v, %v orders, outside %+v", o.GMV, o.Value, o.Orders, o.Outside)
		}
	}
}

func BenchmarkOutlook(b *testing.B) {
	for _, n := range []int{100, 2000, 10000} {
		p := plantest.Plan(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := forecast.OutlookOf(p, start(p)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
