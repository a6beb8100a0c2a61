package calendar

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
)

// Flag is a ban-risk window as the board hatches it: with the spread of its effect, and the chance per day that
// the platform is down.
type Flag struct {
	Window      *planner.RiskWindow
	Span        planner.Span
	Severity    rules.Severity
	Probability planner.BasisPoints
}

// verdict is what a drop would do to the findings.
type verdict struct {
	fresh    []rules.Finding
	resolved int
	err      error // the drop is impossible
}

// keysOfFindings returns the keys of the findings.
func keysOfFindings(list []rules.Finding) map[string]bool {
	keys := make(map[string]bool, len(list))
	for _, f := range list {
		keys[f.Key()] = true
	}
	return keys
}

// judge compares the findings of a preview with the keys of those that stand now; new ones keep their order.
func judge(now map[string]bool, preview *editor.Snapshot) verdict {
	var v verdict
	kept := 0
	for _, f := range preview.Findings {
		if now[f.Key()] {
			kept++
			continue
		}
		v.fresh = append(v.fresh, f)
	}
	v.resolved = max(0, len(now)-kept)
	return v
}

// touching returns the findings of an event, in their order.
func touching(list []rules.Finding, id string) []rules.Finding {
	var some []rules.Finding
	for _, f := range list {
		if slices.Contains(f.Events, id) {
			some = append(some, f)
		}
	}
	return some
}

// worst returns the worst severity of the findings of each event.
func worst(list []rules.Finding) map[string]rules.Severity {
	rank := map[rules.Severity]int{rules.Block: 3, rules.Warn: 2, rules.Hint: 1}
	marks := map[string]rules.Severity{}
	for _, f := range list {
		for _, id := range f.Events {
			if rank[f.Severity] > rank[marks[id]] {
				marks[id] = f.Severity
			}
		}
	}
	return marks
}

// changed returns the events of the preview that are new or not as they were, other than the held one.
func changed(now, preview *planner.Plan, held string) []*planner.Event {
	var list []*planner.Event
	old, i := now.Events.All(), 0
	for _, e := range preview.Events.All() {
		for i < len(old) && old[i].ID < e.ID {
			i++
		}
		if same := i < len(old) && old[i] == e; !same && e.ID != held && e.Scheduled() {
			list = append(list, e)
		}
	}
	return list
}

// tailOf returns the stretch after a coupon's end in which coupons claimed before still work: the promotion's own
// minutes, else its tool's. It is empty for other events and where coupons end with the promotion.
func tailOf(p *planner.Plan, e *planner.Event) planner.Span {
	if e.Kind != planner.Coupon || e.Promo == nil {
		return planner.Span{}
	}
	minutes := e.Promo.Valid
	if t := p.Tool(e.Promo.Tool); minutes == 0 && t != nil {
		minutes = t.ValidMinutes
	}
	return planner.Span{Start: e.Span.End, End: e.Span.End.Add(minutesOf(minutes))}
}

// flagsOf returns the plan's ban-risk windows that hit anything, as far as they are known at its as-of instant.
func flagsOf(s *editor.Snapshot) []Flag {
	var flags []Flag
	for _, h := range risk.Active(s.Plan, s.Now) {
		flags = append(flags, Flag{h.Window, h.Effective, rules.Severity(h.Severity), h.Probability})
	}
	return flags
}
