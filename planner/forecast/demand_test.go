package forecast_test

import (
	"math"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
)

func TestDemandOfADay(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	d := forecast.NewDemand(p)
	for day, want := range map[string]float64{
		"2024-10-20": 0.51, "2024-11-12": 0.45, "2024-11-13": 1.52, "2024-11-16": 1.18, "2024-11-25": 1, "2024-11-28": 1.95, "2024-11-29": 3.91, "2024-12-02": 3.11,
	} {
		date, err := planner.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.On(date); got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
}

func TestUpliftIsAStraightLineBetweenTheDepths(t *testing.T) {
	d := forecast.NewDemand(plantest.Empty(t, "us-2024"))
	for _, c := range []struct{ depth, demand, want float64 }{
		{0, 1, 0}, {0.1, 1, 0.16}, {0.2, 1, 0.32}, {0.225, 1, 0.385}, {0.3, 1, 0.61}, {0.5, 1, 0.61}, {0.2, 1.9, 0.32}, {0.2, 1.91, 0.416},
	} {
		if got := d.Uplift(c.depth, c.demand); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v off at demand %v: %v, want %v", c.depth, c.demand, got, c.want)
		}
	}
}

func TestSharesAddUp(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	d := forecast.NewDemand(p)
	var lines float64
	parts := map[string]float64{}
	for _, l := range p.Lines.All() {
		lines += d.Airtime(l)
	}
	for _, x := range p.Products.All() {
		parts[x.Line] += d.Part(x)
	}
	if math.Abs(lines-1) > 1e-9 {
		t.Errorf("the lines have %v of a live's minutes", lines)
	}
	for line, sum := range parts {
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the products of %s are %v of it", line, sum)
		}
	}
	own := *p.Lines.All()[0]
	own.AirtimeShare = 2500
	n := plantest.Do(t, p, planner.Put{Rows: []planner.Row{&own}})
	if got := forecast.NewDemand(n).Airtime(&own); got != 0.25 {
		t.Errorf("a line's own share is %v", got)
	}
}
