package ui

import (
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/calendar"
)

// clipboard holds events that were copied or cut, and those that were made of them since.
type clipboard struct {
	events []*planner.Event
	pasted []string
}

// copySelection keeps the selected events, with what belongs to selected lives, for Paste; other programs get a line of
// text for each.
func (a *App) copySelection() {
	p, w := a.editor.Snapshot().Plan, a.words.In(a.editor.Snapshot().Plan.Zone())
	ids := slices.Clone(a.selection)
	for _, id := range a.selection {
		for _, child := range p.Children(id) {
			if !slices.Contains(ids, child.ID) {
				ids = append(ids, child.ID)
			}
		}
	}
	a.clip = clipboard{events: eventsOf(p, ids)}
	var lines []string
	for _, e := range a.clip.events {
		lines = append(lines, strings.Join([]string{w.Span(e.Span), w.Show(e.Kind), w.EventTitle(p, e)}, "\t"))
	}
	a.deps.App.Clipboard().SetContent(strings.Join(lines, "\n"))
	a.showActions()
}

// cut copies the selected events and takes them off the plan.
func (a *App) cut() {
	a.copySelection()
	a.doOrTell(planner.Remove{IDs: a.selection, Why: planner.T("drag.edit.cut", len(a.selection))})
}

// paste puts the events of the clipboard on the day of what is selected, or on the next where that is what was copied or
// pasted; where nothing is selected, on the day in the middle of the calendar.
func (a *App) paste() {
	p := a.editor.Snapshot().Plan
	loc := p.Zone()
	from := firstStart(a.clip.events)
	day := planner.DateOf(from, loc)
	if seen := a.board.VisibleSpan(); !seen.IsZero() {
		day = planner.DateOf(seen.Start.Add(seen.Length()/2), loc)
	}
	if len(a.selection) > 0 && p.Event(a.selection[0]).Scheduled() {
		id := a.selection[0]
		day = planner.DateOf(p.Event(id).Span.Start, loc)
		if slices.Contains(a.clip.pasted, id) || slices.ContainsFunc(a.clip.events, func(e *planner.Event) bool { return e.ID == id }) {
			day = day.Add(1)
		}
	}
	a.pasteBy(day.Sub(planner.DateOf(from, loc)), 0)
}

// pasteAt puts the events of the clipboard where a menu was opened: so that the first begins there, or on that day at its
// own hour where only days count.
func (a *App) pasteAt(spot calendar.Spot) {
	loc := a.editor.Snapshot().Plan.Zone()
	from := firstStart(a.clip.events)
	days := planner.DateOf(spot.At, loc).Sub(planner.DateOf(from, loc))
	by := time.Duration(0)
	if !spot.ByDays {
		by = spot.At.Sub(planner.Span{Start: from, End: from.Add(1)}.MoveDays(days, loc).Start)
	}
	a.pasteBy(days, by)
}

func (a *App) pasteBy(days int, by time.Duration) {
	before := a.editor.Snapshot().Plan
	list := moved(a.clip.events, days, by, before.Zone())
	a.doOrTell(planner.Add{Events: planner.CopiesOf(list), Why: planner.T("drag.edit.paste", len(list))})
	a.selectAdded(before)
	a.clip.pasted = append(a.clip.pasted, a.selection...)
}

// duplicate puts copies of the selected events a day later.
func (a *App) duplicate() {
	before := a.editor.Snapshot().Plan
	list := moved(eventsOf(before, a.selection), 1, 0, before.Zone())
	a.doOrTell(planner.Add{Events: planner.CopiesOf(list), Why: planner.T("ui.edit.duplicate")})
	a.selectAdded(before)
}

// eventsOf returns those of the events that the plan has.
func eventsOf(p *planner.Plan, ids []string) []*planner.Event {
	var list []*planner.Event
	for _, id := range ids {
		if e := p.Event(id); e != nil {
			list = append(list, e)
		}
	}
	return list
}

// moved returns the events moved by days on the calendar of loc and then by a length of time; one without a time stays so.
func moved(events []*planner.Event, days int, by time.Duration, loc *time.Location) []*planner.Event {
	list := make([]*planner.Event, len(events))
	for i, e := range events {
		list[i] = e
		if e.Scheduled() {
			list[i] = e.At(e.Span.MoveDays(days, loc).Shift(by))
		}
	}
	return list
}

// firstStart returns when the first of the events begins, the zero instant where none has a time.
func firstStart(events []*planner.Event) (first time.Time) {
	for _, e := range events {
		if e.Scheduled() && (first.IsZero() || e.Span.Start.Before(first)) {
			first = e.Span.Start
		}
	}
	return first
}

func canPaste(a *App) bool { return a.editor != nil && len(a.clip.events) > 0 }

// detach parts what is selected from its live.
func (a *App) detach() {
	if cmd := planner.Detached(a.editor.Snapshot().Plan, a.selection); cmd != nil {
		a.doOrTell(cmd)
	}
}

func canDetach(a *App) bool {
	return hasSelection(a) && planner.Detached(a.editor.Snapshot().Plan, a.selection) != nil
}
