package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// lastYear returns orders of the year before the plan's sale, a day for each day of its campaign, as f has it.
func lastYear(p *planner.Plan, f func(as planner.Date, i int) float64) []Sold {
	year := p.Sale.Span.Start.Year()
	shift := planner.Thanksgiving(year - 1).Sub(planner.Thanksgiving(year))
	var list []Sold
	for i, d := range p.Horizon() {
		list = append(list, Sold{d.Add(shift), f(d, i)})
	}
	return list
}

func TestCalibrateFindsTheCurveThatMadeTheData(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	want := plantest.Do(t, p, planner.Put{Rows: []planner.Row{
		&planner.Param{ID: "demand_peak", Values: []float64{1, 5, 2, 2, 4}, Unit: "times a usual sale day", Origin: planner.Own},
		&planner.Param{ID: "calibration_weight", Values: []float64{0}, Unit: "days", Origin: planner.Own},
	}})
	// The data are made with the scale that the plan's own curve finds in them, so that the fit can be exact.
	truth, own := NewDemand(want), NewDemand(p)
	var cross, square float64
	for _, d := range p.Horizon() {
		cross, square = cross+own.On(d)*truth.On(d), square+own.On(d)*own.On(d)
	}
	data := lastYear(p, func(d planner.Date, _ int) float64 { return 100 * truth.On(d) })
	weightless := plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.Param{ID: "calibration_weight", Values: []float64{0}, Unit: "days"}}})
	f, err := Calibrate(weightless, data)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(f.Usual-100*cross/square) > 1e-9 || f.Left != 0 || len(f.Days) != len(data) {
		t.Fatal(f.Usual, f.Left, len(f.Days))
	}
	if f.After > 0.1 || f.Before < 10*f.After {
		t.Fatalf("errors of %v before and %v after", f.Before, f.After)
	}
	for _, x := range f.Params {
		if x.ID == "demand_peak" && math.Abs(x.Values[1]*f.Usual-500) > 0.1 {
			t.Fatalf("Black Friday at %v of %v orders, want 500", x.Values[1], f.Usual)
		}
		if x.Origin != planner.Own {
			t.Fatal(x.ID, x.Origin)
		}
	}
}

func TestCalibrateKeepsWhatTheDataDoNotSay(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	own := NewDemand(p)
	// The main weeks alone, just as the plan's own curve has them.
	var data []Sold
	for _, x := range lastYear(p, func(d planner.Date, _ int) float64 { return 80 * own.On(d) }) {
		if as := x.Date.Add(planner.Thanksgiving(2024).Sub(planner.Thanksgiving(2023))); !as.Before(own.first) && as.Before(own.peak) {
			data = append(data, x)
		}
	}
	outside := Sold{planner.Date{Year: 2023, Month: 3, Day: 1}, 7}
	f, err := Calibrate(p, append(data, outside))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Params) != 0 || math.Abs(f.Usual-80) > 1e-9 || f.Left != 1 || f.After > 1e-9 {
		t.Fatalf("%d parameters changed, %v orders a usual day, %d left out, error %v", len(f.Params), f.Usual, f.Left, f.After)
	}
}

func TestCalibrateNeedsAWeekOfSales(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	all := lastYear(p, func(planner.Date, int) float64 { return 10 })
	for name, data := range map[string][]Sold{
		"none": nil, "six days": all[:6], "no orders": lastYear(p, func(planner.Date, int) float64 { return 0 }),
		"summer": {{planner.Date{Year: 2023, Month: 7, Day: 1}, 5}},
	} {
		if _, err := Calibrate(p, data); err == nil || planner.AsProblems(err)[0].Key != "problem.calibrate_few" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Calibrate(p, all[:7]); err != nil {
		t.Error(err)
	}
}

// Any sales: the fit is no worse than the plan's own curve, and the plan that takes its values
// forecasts just what the fit said.
func TestCalibrateProperty(t *testing.T) {
	p := plantest.Empty(t, "us-2025")
	own := NewDemand(p)
	rapid.Check(t, func(rt *rapid.T) {
		data := lastYear(p, func(planner.Date, int) float64 { return float64(rapid.IntRange(0, 500).Draw(rt, "orders")) })
		from := rapid.IntRange(0, len(data)-fewestDays).Draw(rt, "from")
		f, err := Calibrate(p, data[from:])
		if err != nil {
			return // all zero
		}
		if f.After > f.Before+f.Usual/shown {
			rt.Fatalf("error %v, was %v", f.After, f.Before)
		}
		rows := make([]planner.Row, len(f.Params))
		for i, x := range f.Params {
			rows[i] = x
		}
		next, err := planner.Put{Rows: rows}.Apply(*p)
		if err != nil {
			rt.Fatal(err)
		}
		after := NewDemand(&next)
		for _, x := range f.Days {
			if got := f.Usual * after.On(x.As); math.Abs(got-x.After) > 1e-9 {
				rt.Fatalf("%v: %v orders by the plan, %v by the fit", x.As, got, x.After)
			}
		}
		if want := f.Usual * own.On(f.Days[0].As); math.Abs(want-f.Days[0].Before) > 1e-9 {
			rt.Fatal(want, f.Days[0].Before)
		}
	})
}
