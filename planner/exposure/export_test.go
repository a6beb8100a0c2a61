package exposure

import "bfplanner/planner"

// What the tests of the formulas look at.
var (
	NewDemand   = newDemand
	MeanOfWorst = meanOfWorst
	Claimed     = claimed
)

// LiveRates opens what an hour live sells to tests.
func (d *demand) LiveRates(e *planner.Event) map[string]float64 { return d.live(e) }
