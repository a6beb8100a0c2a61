package forecast

import (
	"math"
	"slices"

	"bfplanner/planner"
)

// Sold is how many orders a shop had on a civil date of the market.
type Sold struct {
	Date   planner.Date
	Orders float64
}

// FitDay is a day of data beside what the day curve says of it, in orders.
type FitDay struct {
	Date   planner.Date // of the data
	As     planner.Date // the day of the plan for which it stands
	Orders float64
	Before float64 // by the curve that the plan has
	After  float64 // by the curve of the fit
}

// Fit is a day curve laid through the sales of an earlier year.
type Fit struct {
	Params []*planner.Param // the curve's parameters whose values change, with the origin own
	Usual  float64          // orders of a usual sale day, which is demand 1
	Days   []FitDay         // the data that the campaign's days cover, by date
	Left   int              // days of data outside the campaign, which say nothing of it
	Before float64          // root of the mean square of the errors, in orders, by the curve that the plan has
	After  float64          // the same by the curve of the fit
}

// fewestDays is how many days of data a fit needs: a week, so that every weekday speaks.
const fewestDays = 7

// Calibrate lays the day curve of the plan, which is the parameters demand_seeding, demand_main, demand_first_day and
// demand_peak, through the orders of an earlier year by least squares. A day of data stands for the day of the plan
// that lies as many days from Thanksgiving, which keeps its weekday. With s orders on a usual sale day, which is the
// least-squares scale of the plan's own curve, the values c of the curve minimise
//
//	sum over days (orders - s c)^2 + w s^2 sum over values (c - own)^2,
//
// so that a value of which the data say nothing stays and one of which they say little moves little; w is the
// parameter calibration_weight, in days. Fewer than seven days inside the campaign, and orders that are all zero, are
// a *planner.Problem.
func Calibrate(p *planner.Plan, data []Sold) (Fit, error) {
	d := NewDemand(p)
	horizon := p.Horizon()
	var f Fit
	for _, x := range data {
		as := x.Date.Add(d.peak.Sub(planner.Thanksgiving(x.Date.Year)))
		if as.Before(horizon[0]) || horizon[len(horizon)-1].Before(as) {
			f.Left++
			continue
		}
		f.Days = append(f.Days, FitDay{Date: x.Date, As: as, Orders: x.Orders})
	}
	slices.SortFunc(f.Days, func(a, b FitDay) int { return a.Date.Sub(b.Date) })
	var cross, square float64
	for _, x := range f.Days {
		c := d.On(x.As)
		cross, square = cross+c*x.Orders, square+c*c
	}
	if len(f.Days) < fewestDays || square == 0 || cross == 0 {
		return Fit{}, planner.Problemf("problem.calibrate_few", len(f.Days), fewestDays)
	}
	f.Usual = cross / square
	after := d.fitted(&f, p.Num("calibration_weight"))
	for i := range f.Days {
		x := &f.Days[i]
		x.Before, x.After = f.Usual*d.On(x.As), f.Usual*after(x.As)
		f.Before += (x.Orders - x.Before) * (x.Orders - x.Before)
		f.After += (x.Orders - x.After) * (x.Orders - x.After)
	}
	n := float64(len(f.Days))
	f.Before, f.After = math.Sqrt(f.Before/n), math.Sqrt(f.After/n)
	return f, nil
}

// shown is the number of decimals to which fitted values are rounded, so that a person can read and retype them.
const shown = 1000

// fitted puts the changed parameters into the fit and returns the new curve.
func (d *Demand) fitted(f *Fit, weight float64) func(planner.Date) float64 {
	sum, days := map[cell]float64{}, map[cell]float64{}
	for _, x := range f.Days {
		at := d.cell(x.As)
		sum[at] += x.Orders / f.Usual
		days[at]++
	}
	values := map[string][]float64{}
	for _, id := range DayCurve {
		old, ok := d.p.Params.Get(id)
		if !ok {
			continue
		}
		list := slices.Clone(old.Values)
		for i, own := range list {
			if n := days[cell{id, i}]; n > 0 {
				list[i] = math.Round((sum[cell{id, i}]+weight*own)/(n+weight)*shown) / shown
			}
		}
		values[id] = list
		if !slices.Equal(list, old.Values) {
			n := *old
			n.Values, n.Origin = list, planner.Own
			f.Params = append(f.Params, &n)
		}
	}
	return func(date planner.Date) float64 { at := d.cell(date); return nth(values[at.id], at.i) }
}
