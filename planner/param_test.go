package planner_test

import (
	"math"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestCheckParam(t *testing.T) {
	for _, c := range []struct {
		name string
		x    planner.Param
		key  string // "" where it is fine
	}{
		{"a share", planner.Param{ID: "decay", Values: []float64{0.9}, Unit: "share a day"}, ""},
		{"more than all", planner.Param{ID: "decay", Values: []float64{1.1}, Unit: "share a day"}, "problem.param_range"},
		{"nothing is kept", planner.Param{ID: "decay", Values: []float64{0}, Unit: "share a day"}, "problem.param_zero"},
		{"more buyers than there were", planner.Param{ID: "coupon_uplift", Values: []float64{0.3, 1.4}, Unit: "share more buyers"}, ""},
		{"percent", planner.Param{ID: "conv_shelf", Values: []float64{10001}, Unit: "basis points"}, "problem.param_range"},
		{"hour", planner.Param{ID: "close_hour", Values: []float64{25}, Unit: "clock hour"}, "problem.param_range"},
		{"below zero", planner.Param{ID: "studio_cost_hour", Values: []float64{-1}, Unit: "minor units"}, "problem.param_range"},
		{"no number", planner.Param{ID: "studio_cost_hour", Values: []float64{math.NaN()}, Unit: "minor units"}, "problem.param_range"},
		{"without end", planner.Param{ID: "studio_cost_hour", Values: []float64{math.Inf(1)}, Unit: "minor units"}, "problem.param_range"},
		{"no value", planner.Param{ID: "studio_cost_hour", Unit: "minor units"}, "problem.param_empty"},
		{"half hours", planner.Param{ID: "slot_minutes", Values: []float64{30}, Unit: "minutes"}, ""},
		{"quarters", planner.Param{ID: "slot_minutes", Values: []float64{15}, Unit: "minutes"}, "problem.param_slot"},
		{"rising slopes", planner.Param{ID: "sat_slope", Values: []float64{0.8, 0.9}, Unit: "share"}, "problem.param_rising"},
		{"level slopes", planner.Param{ID: "sat_slope", Values: []float64{0.8, 0.8}, Unit: "share"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := planner.CheckParam(&c.x)
			switch {
			case c.key == "" && err != nil:
				t.Fatal(err)
			case c.key != "" && (err == nil || planner.AsProblems(err)[0].Key != c.key):
				t.Fatalf("%v, want %s", err, c.key)
			}
		})
	}
}

func TestPutKeepsTheNumberOfValues(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	_, err := planner.Put{Rows: []planner.Row{&planner.Param{ID: "hour_curve", Values: []float64{1, 2}, Unit: "times the 18 o'clock hour"}}}.Apply(*p)
	if err == nil || planner.AsProblems(err)[0].Key != "problem.param_length" {
		t.Fatal(err)
	}
	next := plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.Param{ID: "own_number", Values: []float64{1, 2}, Unit: "times"}}})
	if got := next.Nums("own_number"); len(got) != 2 {
		t.Fatal(got)
	}
}

// Every parameter of the presets is one that an edit would take.
func TestPresetParamsAreInRange(t *testing.T) {
	for _, x := range plantest.Empty(t, "us-2024").Params.All() {
		if err := planner.CheckParam(x); err != nil {
			t.Error(x.ID, err)
		}
	}
}
