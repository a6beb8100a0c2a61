package ui

import (
	"slices"

	"bfplanner/planner"
)

// rebase fits a command that was made for one plan to what the user has made of that plan meanwhile: what the
// user touched stays as the user left it. It returns the command and how many of its changes it left out.
func rebase(cmd planner.Command, made, now *planner.Plan) (planner.Command, int) {
	touched := map[string]bool{}
	for _, c := range planner.Diff(made, now) {
		if c.Table == "events" {
			touched[c.ID] = true
		}
	}
	if len(touched) == 0 {
		return cmd, 0
	}
	return without(cmd, touched)
}

// without returns the command less its changes of those events.
func without(cmd planner.Command, touched map[string]bool) (planner.Command, int) {
	keptIDs := func(ids []string) []string {
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return touched[id] })
	}
	switch c := cmd.(type) {
	case planner.Batch:
		dropped := 0
		list := make([]planner.Command, len(c.Commands))
		for i, one := range c.Commands {
			var n int
			list[i], n = without(one, touched)
			dropped += n
		}
		c.Commands = list
		return c, dropped
	case planner.Remove:
		was := len(c.IDs)
		c.IDs = keptIDs(c.IDs)
		return c, was - len(c.IDs)
	case planner.Move:
		was := len(c.IDs)
		c.IDs = keptIDs(c.IDs)
		return c, was - len(c.IDs)
	case planner.Change:
		was := len(c.Events)
		c.Events = slices.DeleteFunc(slices.Clone(c.Events), func(e *planner.Event) bool { return touched[e.ID] })
		return c, was - len(c.Events)
	}
	return cmd, 0
}
