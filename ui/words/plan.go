package words

import "bfplanner/planner"

// PlanName returns what a plan is called: its name and, for a what-if plan, that of its scenario.
func (w *Words) PlanName(h planner.Head) string {
	if h.Scenario == "" {
		return h.Name
	}
	return w.T("scenario.plan_name", h.Name, h.Scenario)
}

// Measure returns a value of a comparison of plans, in words; a plan that has none has a dash.
func (w *Words) Measure(value any) string {
	if value == nil {
		return "–"
	}
	return w.Show(value)
}
