package exposure

import "bfplanner/planner"

// What the tests of the formulas look at.
var (
	NewDemand   = newDemand
	MeanOfWorst = meanOfWorst
	Claimed     = claimed
)

// On, Uplift and LiveRates open the expectation of demand to tests.
func (d *demand) On(date planner.Date) float64                  { return d.on(date) }
func (d *demand) UpliftAt(depth, busy float64) float64          { return d.uplift(depth, busy) }
func (d *demand) LiveRates(e *planner.Event) map[string]float64 { return d.live(e) }
