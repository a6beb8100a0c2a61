package engine

import (
	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/words"
)

// SoFar says what the engine has while it thinks, "" where it has nothing yet.
func SoFar(w *words.Words, value, bound planner.Money, placed int) string {
	if value.Currency == "" {
		return ""
	}
	if bound.Minor > 0 && bound.Minor >= value.Minor {
		return w.T("engine.progress.gap", value, placed, planner.BasisPoints((bound.Minor-value.Minor)*10000/bound.Minor))
	}
	return w.T("engine.progress", value, placed)
}

// Found says what the engine found.
func Found(w *words.Words, out schedule.Outcome) string {
	switch {
	case len(out.Moved) == 0:
		return w.T("engine.unchanged")
	case out.Bound.Minor > 0:
		return w.T("engine.found", out.After, out.Before, out.Gap)
	}
	return w.T("engine.found.unproven", out.After, out.Before)
}

// Asked returns the kinds as the engine is asked for them: none where it may place all of them, and milestones too.
func (o Options) Asked() []planner.Kind {
	if len(o.Kinds) == len(Kinds) {
		return nil
	}
	return o.Kinds
}
