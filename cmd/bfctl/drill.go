package main

import (
	"os"
	"path/filepath"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/risk"
	"bfplanner/planner/schedule"
	"bfplanner/storage"
)

type drillCmd struct {
	File   string `arg:"" help:"The plan file."`
	At     string `required:"" help:"The instant: RFC 3339, or a clock time of the market." placeholder:"TIME"`
	Accept bool   `help:"Make the drill's changes in the plan." xor:"what"`
	Output string `short:"o" help:"Keep the plan with the drill's changes as a what-if plan, in a file of its own." placeholder:"PLAN"`
	Name   string `help:"What the what-if plan is called."`
	// Rehearse is only looked at, so it is not kept in the plan.
	Rehearse string `help:"As if this window of history began at that instant, in the plan's market; 'bfctl show' lists them." xor:"what" placeholder:"WINDOW"`
}

type drillJSON struct {
	At          string       `json:"at"`
	Currency    string       `json:"currency"`
	Exposure    exposureJSON `json:"exposure"`
	Moves       []moveJSON   `json:"moves"`
	ValueBefore string       `json:"value_before"`
	ValueAfter  string       `json:"value_after"`
	Expected    expectedJSON `json:"expected_loss"`
	Proven      bool         `json:"proven"` // that nothing changes less
	Platform    float64      `json:"platform_share"`
	HHI         int64        `json:"concentration"` // Herfindahl-Hirschman index, to 10000
}

type exposureJSON struct {
	UnsoldGMV       string `json:"unsold_gmv"`
	StuckStockUnits int64  `json:"stuck_stock_units"`
	StuckStockCost  string `json:"stuck_stock_cost"`
	OpenCoupons     int64  `json:"open_coupons"`
	OpenCouponCost  string `json:"open_coupon_cost"`
	Unsettled       string `json:"unsettled"`
	OpenReturns     string `json:"open_returns"`
	SunkCost        string `json:"sunk_cost"`
}

type expectedJSON struct {
	Sale  string  `json:"sale"`
	Tail  string  `json:"tail"`
	Worst *string `json:"worst"` // the date that adds most
}

type moveJSON struct {
	Event   string  `json:"event"`
	Action  string  `json:"action"`
	Start   *string `json:"start"`
	Channel *string `json:"channel"`
	Reason  string  `json:"reason"`
}

// Run rehearses the day on which the platform goes dark.
func (c *drillCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		at, err := planner.ParseClock(c.At, s.Plan.Zone())
		if err != nil {
			return err
		}
		p, err := c.rehearsed(s.Plan, at)
		if err != nil {
			return err
		}
		r, err := schedule.Drill(e.ctx, p, s.Now, at)
		if err != nil {
			return err
		}
		if c.Accept {
			if err := f.do(r.Command); err != nil {
				return err
			}
		}
		if c.Output != "" {
			if err := c.keep(e, p, r); err != nil {
				return err
			}
		}
		return e.print(drillOf(e, p, s.Now, r), func() { c.tell(e, p, r) })
	})
}

// keep writes the plan after the drill as a scenario of it. It never overwrites a file.
func (c *drillCmd) keep(e *env, p *planner.Plan, r schedule.DrillResult) error {
	if _, err := os.Stat(c.Output); err == nil {
		return &planner.Problem{Text: planner.T("problem.file_exists", c.Output), File: filepath.Base(c.Output)}
	}
	after, err := r.Command.Apply(*p)
	if err != nil {
		return err
	}
	name := c.Name
	if name == "" {
		name = e.words.In(p.Zone()).T("scenario.drill_name", r.At)
	}
	return storage.CreateFile(c.Output, after.WhatIf(storage.NewID(), name), storage.Options{Now: e.wall})
}

// rehearsed returns the plan with the window of history that is rehearsed, if any.
func (c *drillCmd) rehearsed(p *planner.Plan, at time.Time) (*planner.Plan, error) {
	if c.Rehearse == "" {
		return p, nil
	}
	w, ok := p.Risks.Get(c.Rehearse)
	if !ok {
		return nil, planner.Problemf("ban.problem.window", c.Rehearse)
	}
	n, err := planner.Put{Rows: []planner.Row{risk.Rehearse(w, p, at)}}.Apply(*p)
	return &n, err
}

func drillOf(e *env, p *planner.Plan, now time.Time, r schedule.DrillResult) drillJSON {
	loc, w := p.Zone(), e.words.In(p.Zone())
	x, expected, spread := r.Exposure, exposure.New(p, now).Expected(), exposure.ConcentrationOf(p)
	v := drillJSON{At: r.At.In(loc).Format(time.RFC3339), Currency: p.Market.Currency, Moves: []moveJSON{}, ValueBefore: r.Before.Decimal(), ValueAfter: r.After.Decimal(),
		Exposure: exposureJSON{x.UnsoldGMV.Decimal(), x.StuckUnits, x.StuckCost.Decimal(), x.OpenCoupons, x.OpenCouponCost.Decimal(),
			x.Unsettled.Decimal(), x.OpenReturns.Decimal(), x.SunkCost.Decimal()},
		Expected: expectedJSON{Sale: expected.Sale.Decimal(), Tail: expected.Tail.Decimal()}, Proven: r.Proven, Platform: spread.Platform.Fraction(), HHI: spread.HHI}
	if !expected.Worst.IsZero() {
		v.Expected.Worst = some(expected.Worst.String())
	}
	for _, m := range r.Moves {
		j := moveJSON{Event: m.Event, Action: string(m.Action), Channel: some(m.Channel), Reason: w.Text(m.Reason)}
		if !m.Start.IsZero() {
			j.Start = some(m.Start.In(loc).Format(time.RFC3339))
		}
		v.Moves = append(v.Moves, j)
	}
	return v
}

// tell says it in words; what is merely kept is left out.
func (c *drillCmd) tell(e *env, p *planner.Plan, r schedule.DrillResult) {
	w, x := e.words.In(p.Zone()), r.Exposure
	e.line("%s", w.T("bfctl.drill", r.At))
	for _, row := range []struct {
		key    string
		amount any
	}{{"unsold", x.UnsoldGMV}, {"stuck", planner.T("exposure.units", int(x.StuckUnits), x.StuckCost)}, {"coupons", planner.T("exposure.count", int(x.OpenCoupons), x.OpenCouponCost)},
		{"unsettled", x.Unsettled}, {"returns", x.OpenReturns}, {"sunk", x.SunkCost}} {
		e.line("  %s", w.T("bfctl.drill_exposure", planner.T("exposure."+row.key), row.amount))
	}
	for _, m := range r.Moves {
		if m.Action != schedule.Keep {
			e.line("%-6s %-7s %s  %s", m.Event, w.T("drill.action."+string(m.Action)), w.Time(p.Event(m.Event).Span.Start), w.Text(m.Reason))
		}
	}
	e.line("%s", w.T("bfctl.drill_value", r.Before, r.After))
	if c.Accept {
		e.line("%s", w.T("bfctl.drill_accepted"))
	}
}
