package ui

import (
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/ui/calendar"
	"bfplanner/ui/prices"
)

// effects says what a drop would do beyond findings: to what the forecast values the plan at, to what a buyer pays and the
// seller keeps, and to the budgets.
func effects(now, preview *editor.Snapshot, id string) []calendar.Effect {
	var list []calendar.Effect
	if gain, ok := preview.Gain(now); ok && gain.Minor != 0 {
		list = append(list, calendar.Effect{Text: planner.T("drag.effect.forecast", change(gain))})
	}
	if text, bad := prices.GhostLine(now, preview, id); text.Key != "" {
		list = append(list, calendar.Effect{Text: text, Bad: bad})
	}
	changes := spending(now.Plan, preview.Plan)
	for _, b := range []rules.Budget{rules.CouponBudget, rules.AdBudget, rules.VideoBudget} {
		if by := changes[b]; by != 0 {
			list = append(list, calendar.Effect{Text: planner.T("drag.effect."+string(b), change(preview.Plan.Money(by)))})
		}
	}
	return list
}

// spending returns by how much more is taken of each budget in the second plan, in minor units. Only events that differ
// are looked at.
func spending(a, b *planner.Plan) map[rules.Budget]int64 {
	sums := map[rules.Budget]int64{}
	was, is := rules.Spends(a), rules.Spends(b)
	for _, c := range planner.Diff(a, b) {
		if e, ok := c.Before.(*planner.Event); ok {
			budget, m := was(e)
			sums[budget] -= m.Minor
		}
		if e, ok := c.After.(*planner.Event); ok {
			budget, m := is(e)
			sums[budget] += m.Minor
		}
	}
	delete(sums, "")
	return sums
}

// change shows an amount with its sign.
func change(m planner.Money) planner.Text {
	if m.Minor > 0 {
		return planner.T("drag.more", m)
	}
	return planner.T("ui.plain", m)
}
