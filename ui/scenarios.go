package ui

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/exchange"
	"bfplanner/ui/kit"
	"bfplanner/ui/scenarios"
)

// newScenarios makes the page of what-if plans.
func newScenarios(a *App) *scenarios.Panel {
	return scenarios.New(scenarios.Deps{
		Words: a.words, Window: a.window, Plans: a.family, Look: a.look, New: a.newScenario, Adopt: a.adopt, Delete: a.deleteScenario, Rename: a.rename,
		Outline: a.outline, Outlined: func() string { return a.outlined },
		Open: func(id string) { a.saver.whenSaved(func() { _ = a.OpenPlan(id) }) }, // says itself what goes wrong
	})
}

// scenarioPage is the page of what-if plans.
func (a *App) scenarioPage() *scenarios.Panel { return a.pages.panels[pageWhatIf].(*scenarios.Panel) }

// outline shows the events of another plan as outlines on the calendar, "" for none.
func (a *App) outline(id string) {
	a.outlined = ""
	a.board.SetOutline(nil, "")
	if id == "" {
		return
	}
	p, _, _, err := a.deps.Store.Load(id)
	if err != nil {
		a.tell(err)
		return
	}
	name := p.Scenario
	if name == "" {
		name = p.Name
	}
	a.outlined = id
	a.board.SetOutline(p.Events.All(), a.words.T("calendar.outline", name))
	a.turnTo(pageCalendar)
}

// family lists the real plan of the one that is open and all scenarios of it.
func (a *App) family() ([]scenarios.Plan, error) {
	if a.editor == nil {
		return nil, nil
	}
	real := a.editor.Snapshot().Plan.Real()
	list, err := a.deps.Store.Plans()
	var out []scenarios.Plan
	for _, p := range list {
		switch {
		case p.ID == real:
			out = append(out, scenarios.Plan{ID: p.ID, Name: p.Name, Real: true, Events: p.Events, Changed: p.Changed})
		case p.Of == real:
			out = append(out, scenarios.Plan{ID: p.ID, Name: p.Scenario, Events: p.Events, Changed: p.Changed})
		}
	}
	return out, err
}

// look returns a plan of the store as a screen would have it.
func (a *App) look(id string) (*editor.Snapshot, error) {
	ed, err := a.editorOf(id)
	if err != nil {
		return nil, err
	}
	return ed.Snapshot(), nil
}

// editorOf opens a plan of the store beside the one in the window.
func (a *App) editorOf(id string) (*editor.Editor, error) {
	p, steps, cursor, err := a.deps.Store.Load(id)
	if err != nil {
		return nil, err
	}
	return editor.Open(p, steps, cursor, editor.Options{Check: a.deps.Check, Wall: a.deps.Wall, At: a.deps.At}), nil
}

// newScenario asks for a name and keeps a copy of the plan as a scenario beside it.
func (a *App) newScenario() { a.keepScenario(planner.Batch{}, a.freeName()) }

// freeName is the first name of the form "What if 2" that no scenario of the plan has.
func (a *App) freeName() string {
	list, _ := a.family() // without the list the first name is as good as any
	for n := 1; ; n++ {
		name := a.words.T("scenario.name_n", n)
		if !slices.ContainsFunc(list, func(p scenarios.Plan) bool { return !p.Real && p.Name == name }) {
			return name
		}
	}
}

// keepScenario asks for a name and keeps what the plan would be after the edit as a scenario beside it, which is then shown with
// the others.
func (a *App) keepScenario(cmd planner.Command, name string) {
	scenarios.AskName(a.window, a.words.T("scenario.new"), name, a.words.T, func(name string) string {
		p, err := cmd.Apply(*a.editor.Snapshot().Plan)
		if err == nil {
			err = a.deps.Store.Create(p.WhatIf(a.deps.NewID(), name))
		}
		if err != nil {
			return kit.Lines(a.words.Problem(err))
		}
		a.turnTo(pageWhatIf)
		a.scenarioPage().Reload()
		return ""
	})
}

// deleteScenario removes a scenario for good; with the open one the window goes to the real plan, if that is still there.
func (a *App) deleteScenario(id string) error {
	p := a.editor.Snapshot().Plan
	if _, _, _, err := a.deps.Store.Load(p.Of); p.ID != id || err != nil {
		return a.deletePlan(id)
	}
	a.saver.whenSaved(func() {
		if a.OpenPlan(p.Of) != nil {
			return // it has said what went wrong
		}
		if err := a.deps.Store.Delete(id); err != nil {
			a.tell(err)
		}
		a.scenarioPage().Reload()
	})
	return nil
}

// adopt goes to the real plan and offers what the scenario has otherwise; what is taken is one edit.
func (a *App) adopt(id string) {
	a.saver.whenSaved(func() {
		theirs, _, _, err := a.deps.Store.Load(id)
		if err != nil {
			a.tell(err)
			return
		}
		if a.editor.Snapshot().Plan.ID != theirs.Of && a.OpenPlan(theirs.Of) != nil {
			return // it has said what went wrong
		}
		exchange.Show(a.words, a.window, exchange.FromPlan(a.words, a.editor.Snapshot().Plan, theirs), a.takeOver)
	})
}
