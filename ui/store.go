package ui

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// Store keeps plans and settings. Its methods may be called from a goroutine other than the UI's, one at a time
// for Save. Errors are shown to the user through words.Problem.
type Store interface {
	// Plans lists the plans, the one changed last first.
	Plans() ([]PlanInfo, error)
	// Load returns a plan with its history, oldest step first, and the number of the last step in force.
	Load(id string) (*planner.Plan, []editor.Step, int, error)
	// Create keeps a new plan, whose ID must be free.
	Create(p *planner.Plan) error
	// Save writes what one edit, undo or redo changed, with its journal row, in one transaction.
	Save(w editor.Write) error
	// Delete removes a plan with its history.
	Delete(id string) error
	// Duplicate copies a plan under a new name and returns the copy's ID.
	Duplicate(id, name string) (string, error)
	// Export writes a plan to a file of its own; Import reads one and returns the ID under which it now is kept.
	Export(id, path string) error
	Import(path string) (string, error)
	// Setting returns a setting, "" where it was never set.
	Setting(key string) string
	SetSetting(key, value string) error
}

// PlanInfo is a plan as the list of plans shows it.
type PlanInfo struct {
	ID   string
	Name string
	// Of is the ID of the real plan that this is a scenario of, "" for a real plan; that plan may be gone. Scenario is
	// what the scenario is called.
	Of, Scenario string
	Sale         string // its name
	Events       int
	Changed      time.Time // of the last edit, in UTC
}
