package planner

import (
	"math"
	"slices"
	"strings"
)

// Param is one number, or list of numbers, of the model, with its unit and origin; each is shown as such and can be edited.
type Param struct {
	ID     string    `json:"id"`
	Values []float64 `json:"values"`
	Unit   string    `json:"unit"`
	Origin string    `json:"origin"` // seed, official, press, vendor, default or own
	Note   string    `json:"note,omitempty"`
}

// RowID returns the parameter's ID.
func (p *Param) RowID() string { return p.ID }

// unitRanges are the least and the greatest value by the beginning of a unit; the first that fits counts. Units that
// do not stand here go from zero up.
var unitRanges = []struct {
	unit     string
	low, top float64
}{
	{"basis points", 0, 10000},
	{"clock hour", 0, 24},
	{"share more", 0, 100},
	{"share of a fresh", 0, 10},
	{"share", 0, 1},
}

// falling are lists that must not rise: the model takes them as the slopes of a concave curve.
var falling = []string{"sat_slope", "post_slope"}

// positive are parameters that must not hold a zero: the model divides by them or counts with them.
var positive = []string{"slot_minutes", "decay", "sat_width", "post_width", "preparation_days", "seeding_days"}

// slotLengths are the grids on which lives can be planned, in minutes.
var slotLengths = []float64{30, 60}

// CheckParam returns a *Problem where the parameter is impossible: without a value, with one that is no number or that
// its unit does not allow, or with slopes that rise.
func CheckParam(x *Param) error {
	if len(x.Values) == 0 {
		return Problemf("problem.param_empty", T("param."+x.ID))
	}
	low, top := 0.0, math.MaxFloat64
	for _, r := range unitRanges {
		if strings.HasPrefix(x.Unit, r.unit) {
			low, top = r.low, r.top
			break
		}
	}
	for i, v := range x.Values {
		switch {
		case math.IsNaN(v) || v < low || v > top:
			return Problemf("problem.param_range", T("param."+x.ID), i+1)
		case v == 0 && slices.Contains(positive, x.ID):
			return Problemf("problem.param_zero", T("param."+x.ID))
		case x.ID == "slot_minutes" && !slices.Contains(slotLengths, v):
			return Problemf("problem.param_slot", T("param."+x.ID))
		case i > 0 && v > x.Values[i-1] && slices.Contains(falling, x.ID):
			return Problemf("problem.param_rising", T("param."+x.ID))
		}
	}
	return nil
}

// checkLength returns a *Problem where the row is a parameter with more or fewer values than the plan has of it.
func (p *Plan) checkLength(r Row) error {
	x, ok := r.(*Param)
	if !ok {
		return nil
	}
	if old, ok := p.Params.Get(x.ID); ok && len(old.Values) != len(x.Values) {
		return Problemf("problem.param_length", T("param."+x.ID), len(old.Values), len(x.Values))
	}
	return nil
}
