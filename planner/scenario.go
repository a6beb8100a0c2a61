package planner

// WhatIf returns a copy of the plan as a scenario beside it, under an ID of its own: what would be, by a name, of the
// plan that is really followed. A scenario of a scenario belongs to the same real plan, so that all of them stand side
// by side. The copy has no history.
func (p *Plan) WhatIf(id, name string) *Plan {
	n := *p
	if p.Of == "" {
		n.Of = p.ID
	}
	n.ID, n.Scenario = id, name
	return &n
}

// Real returns the ID of the plan that is really followed: that of which this is a scenario, else its own.
func (h Head) Real() string {
	if h.Of != "" {
		return h.Of
	}
	return h.ID
}
