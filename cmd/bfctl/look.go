package main

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/planner/risk"
)

type priceCmd struct {
	File    string `arg:"" help:"The plan file."`
	Product string `required:"" help:"The SKU." placeholder:"SKU"`
	At      string `required:"" help:"The instant: RFC 3339, or a clock time of the market." placeholder:"TIME"`
}

type priceJSON struct {
	Product     string     `json:"product"`
	At          string     `json:"at"`
	Currency    string     `json:"currency"`
	List        string     `json:"list"`
	Final       string     `json:"final"` // the usual price
	Worst       string     `json:"worst"` // the lowest that any buyer can reach
	MarginFinal string     `json:"margin_final"`
	MarginWorst string     `json:"margin_worst"` // the lowest over all stacks
	Chain       []stepJSON `json:"chain"`
}

type stepJSON struct {
	Layer        string  `json:"layer"`
	Tool         string  `json:"tool"`
	Event        *string `json:"event"`
	Off          string  `json:"off"`
	After        string  `json:"after"`
	SellerPays   string  `json:"seller_pays"`
	PlatformPays string  `json:"platform_pays"`
}

// Run prices one product at one instant.
func (c *priceCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		at, err := planner.ParseClock(c.At, p.Zone())
		if err != nil {
			return err
		}
		q, err := pricing.New(p).At(c.Product, at)
		if err != nil {
			return err
		}
		v := priceJSON{q.SKU, at.In(p.Zone()).Format(time.RFC3339), p.Market.Currency, q.List.Decimal(), q.Final.Decimal(), q.Worst.Decimal(),
			q.MarginFinal.Decimal(), q.MarginWorst.Decimal(), []stepJSON{}}
		amount := func(n int64) string { return p.Money(n).Decimal() }
		for _, s := range q.Chain {
			v.Chain = append(v.Chain, stepJSON{s.Layer, s.Tool, some(s.Event), amount(s.Off), amount(s.After), amount(s.SellerPays), amount(s.PlatformPays)})
		}
		return e.print(v, func() {
			w := e.words.In(p.Zone())
			e.line("%s", w.T("bfctl.price", c.Product, at, q.List, q.Final, q.Worst))
			for _, s := range q.Chain {
				e.line("  %s", w.T("bfctl.price_step", planner.T("tool."+s.Tool), s.Event, p.Money(s.Off), p.Money(s.After)))
			}
			e.line("%s", w.T("bfctl.margin", q.MarginFinal, q.MarginWorst))
		})
	})
}

type riskCmd struct {
	File string `arg:"" help:"The plan file."`
}

type riskDayJSON struct {
	Date        string   `json:"date"`
	Kind        string   `json:"kind"`
	Severity    string   `json:"severity"`
	Window      string   `json:"window"`
	Reason      string   `json:"reason"`
	Phase       *string  `json:"phase"`
	Probability float64  `json:"probability"`
	Events      []string `json:"events"`
}

// Run lists every flagged date of the campaign and its tail, a row for each window that flags it.
func (c *riskCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		p, loc := s.Plan, s.Plan.Zone()
		list := []riskDayJSON{}
		for _, day := range risk.Flagged(p, s.Now, p.Sale.Campaign()) {
			for _, hit := range day.Windows {
				j := riskDayJSON{Date: day.Date.String(), Kind: string(hit.Window.Kind), Severity: hit.Severity, Window: hit.Window.ID, Reason: e.words.Name(hit.Window),
					Phase: some(string(p.Sale.PhaseAt(day.Date.At(12, 0, loc)))), Probability: hit.Probability.Fraction(), Events: []string{}}
				for _, x := range byStart(p.Events.All()) {
					if x.Scheduled() && x.Span.Overlaps(day.Date.Span(loc)) && risk.HitsEvent(p, hit, x) {
						j.Events = append(j.Events, x.ID)
					}
				}
				list = append(list, j)
			}
		}
		return e.print(map[string]any{"dates": list}, func() {
			for _, j := range list {
				e.line("%s  %s  %s  %s", j.Date, e.words.T("risk."+j.Kind), j.Reason, e.words.T("bfctl.events", len(j.Events)))
			}
		})
	})
}
