package main

import "bfplanner/planner/risk"

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
