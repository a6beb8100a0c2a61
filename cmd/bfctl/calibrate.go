package main

import (
	"os"
	"strconv"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/storage/sheet"
)

type calibrateCmd struct {
	File   string `arg:"" help:"The plan file."`
	Sheet  string `arg:"" help:"Last year's sales: a CSV or XLSX with a column of dates and one of orders."`
	DryRun bool   `help:"Only say what would change."`
}

type fitJSON struct {
	Usual  float64              `json:"usual_day_orders"`
	Days   int                  `json:"days"`
	Left   int                  `json:"left_out"`
	Before float64              `json:"error_before"` // orders a day, root mean square
	After  float64              `json:"error_after"`
	Params map[string][]float64 `json:"params"`
}

// Run fits the plan's day curve to last year's sales.
func (c *calibrateCmd) Run(e *env) error {
	data, err := os.ReadFile(c.Sheet)
	if err != nil {
		return cannotRead(c.Sheet, err)
	}
	sold, err := sheet.ReadOrders(c.Sheet, data)
	if err != nil {
		return err
	}
	return e.withPlan(c.File, func(f *planFile) error {
		fit, err := forecast.Calibrate(f.Snapshot().Plan, sold)
		if err != nil {
			return err
		}
		v := fitJSON{fit.Usual, len(fit.Days), fit.Left, fit.Before, fit.After, map[string][]float64{}}
		rows := make([]planner.Row, len(fit.Params))
		for i, x := range fit.Params {
			rows[i], v.Params[x.ID] = x, x.Values
		}
		if len(rows) > 0 && !c.DryRun {
			if err := f.do(planner.Put{Rows: rows, Why: planner.T("edit.calibrate", c.Sheet)}); err != nil {
				return err
			}
		}
		return e.print(v, func() {
			decimal := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
			e.line("%s", e.words.T("params.calibrate.usual", decimal(fit.Usual), len(fit.Days), fit.Left))
			if len(rows) == 0 {
				e.line("%s", e.words.T("params.calibrate.same"))
				return
			}
			e.line("%s", e.words.T("params.calibrate.error", decimal(fit.Before), decimal(fit.After)))
		})
	})
}
