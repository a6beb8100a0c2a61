package ui

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
)

// offer is an edit of one event of a series, which can be made of the others too.
type offer struct {
	seq           int // the step that it was
	cmd           planner.Command
	before, after *planner.Event // after is nil where it was removed
	alone         bool           // what belongs to it stayed
}

// offered returns what an edit offers: nothing, unless it changed exactly one event of a series beside what belongs to it.
func offered(s *editor.Snapshot, w *editor.Write, cmd planner.Command) *offer {
	if w == nil || w.Step == nil || cmd == nil {
		return nil
	}
	var o *offer
	children := 0
	for _, c := range w.Changes {
		before, was := c.Before.(*planner.Event)
		after, is := c.After.(*planner.Event)
		switch {
		case was && before.Series == "" && before.Parent != "":
			children++
		case !was || before.Series == "" || is && after.Series != before.Series || o != nil:
			if c.Table == "events" {
				return nil
			}
		default:
			o = &offer{seq: w.Cursor, cmd: cmd, before: before, after: after}
		}
	}
	if o == nil || len(o.others(s.Plan, false)) == 0 {
		return nil
	}
	o.alone = children == 0
	return o
}

// others returns the IDs of the other events of the series, or of those alone that are later than the edited one was.
func (o *offer) others(p *planner.Plan, later bool) []string {
	var ids []string
	for _, e := range planner.SeriesOf(p, o.before) {
		if e.ID != o.before.ID && (!later || e.Span.Start.After(o.before.Span.Start)) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// followSeries makes the edit of one event of a series also of those after it, or of all, as one edit.
func (a *App) followSeries(later bool) {
	o := a.offer
	p := a.editor.Snapshot().Plan
	ids := o.others(p, later)
	var more planner.Command = planner.Remove{IDs: ids, Alone: o.alone}
	if o.after != nil {
		more = planner.Spread(p, o.before, o.after, ids, o.alone)
	}
	if _, err := a.editor.Preview(more); err != nil {
		a.tell(err)
		return
	}
	if err := a.goTo(o.seq - 1); err != nil {
		a.tell(err)
		return
	}
	a.doOrTell(planner.Batch{Commands: []planner.Command{o.cmd, more}, Why: planner.T("drag.edit.series", o.cmd.Label(), len(ids)+1)})
}

func canFollow(later bool) func(*App) bool {
	return func(a *App) bool {
		return a.editor != nil && a.offer != nil && len(a.offer.others(a.editor.Snapshot().Plan, later)) > 0
	}
}

// inSeries returns the events of the series of the one selected event, nil where it is in none or alone in it.
func (a *App) inSeries() []*planner.Event {
	if a.editor == nil || len(a.selection) != 1 {
		return nil
	}
	p := a.editor.Snapshot().Plan
	if list := planner.SeriesOf(p, p.Event(a.selection[0])); len(list) > 1 {
		return list
	}
	return nil
}

// selectSeries selects the whole series of the selected event.
func (a *App) selectSeries() {
	var ids []string
	for _, e := range a.inSeries() {
		ids = append(ids, e.ID)
	}
	a.selectIDs(ids)
}

// remove takes the selected events off the plan. Of one that is part of a series it asks which are meant.
func (a *App) remove() {
	list := a.inSeries()
	if list == nil {
		a.doOrTell(planner.Remove{IDs: a.selection})
		return
	}
	id := a.selection[0]
	from := slices.IndexFunc(list, func(e *planner.Event) bool { return e.ID == id })
	var d *kit.Dialog
	drop := func(key string, events []*planner.Event) *kit.Button {
		return kit.NewButton(a.words.T(key, len(events)), func() {
			d.Hide()
			ids := make([]string, len(events))
			for i, e := range events {
				ids[i] = e.ID
			}
			a.doOrTell(planner.Remove{IDs: ids})
		})
	}
	d = kit.Open(a.window, a.words.T("ui.action.delete"), kit.Wrapped(a.words.T("drag.series.which", len(list))),
		kit.NewButton(a.words.T("ui.cancel"), func() { d.Hide() }),
		drop("drag.series.one", list[from:from+1]), drop("drag.series.rest", list[from:]), drop("drag.series.all", list))
}

// canRepeat reports whether one event with a time is selected.
func canRepeat(a *App) bool {
	return hasSelection(a) && len(a.selection) == 1 && a.editor.Snapshot().Plan.Event(a.selection[0]).Scheduled()
}

// patternsOfDays are the ways in which an event is repeated.
var patternsOfDays = []struct {
	id   string
	days []time.Weekday
}{
	{"every", nil},
	{"weekdays", []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}},
	{"weekends", []time.Weekday{time.Saturday, time.Sunday}},
}

// showRepeat asks how the selected event is repeated.
func (a *App) showRepeat() {
	p, w, id := a.editor.Snapshot().Plan, a.words, a.selection[0]
	e := p.Event(id)
	loc := p.Zone()
	var days, zones, ends []kit.Option
	for _, x := range patternsOfDays {
		days = append(days, kit.Option{ID: x.id, Label: w.T("drag.repeat." + x.id)})
	}
	for _, c := range a.clocks() {
		zones = append(zones, kit.Option{ID: c.Zone.String(), Label: w.In(c.Zone).ZoneName()})
	}
	if ny := "America/New_York"; !slices.ContainsFunc(zones, func(o kit.Option) bool { return o.ID == ny }) {
		if z, err := planner.Zone(ny); err == nil {
			zones = append(zones, kit.Option{ID: ny, Label: w.In(z).ZoneName()})
		}
	}
	for _, key := range []string{"cyber", "sale", "date", "count"} {
		ends = append(ends, kit.Option{ID: key, Label: w.T("drag.repeat.until." + key)})
	}
	preview := kit.Mute("")
	var read func() (planner.Command, error)
	show := func() {
		text := ""
		if cmd, err := read(); err != nil {
			text = kit.Lines(w.Problem(err))
		} else if next, err := a.editor.Preview(cmd); err == nil {
			list := planner.SeriesOf(next.Plan, next.Plan.Event(id))
			first, last := list[0].Span.Start, list[len(list)-1].Span.Start
			text = w.In(loc).T("drag.repeat.sum", len(list), first, last)
		}
		preview.SetText(text)
	}
	change := func(string) { show() }
	pattern, zone, end := kit.NewPick(days, "every", change), kit.NewPick(zones, loc.String(), nil), kit.NewPick(ends, "cyber", nil)
	every, at, value := kit.NewField("1", nil), kit.NewField(w.In(loc).Clock(e.Span.Start), nil), kit.NewField("", nil)
	every.OnChanged, at.OnChanged, value.OnChanged = change, change, change
	zoneOf := func() *time.Location { z, _ := planner.Zone(zone.Value()); return z }
	zone.OnChanged = func(string) { at.SetText(w.In(zoneOf()).Clock(e.Span.Start)); show() }
	needed := func() {
		if end.Value() == "date" || end.Value() == "count" {
			value.Enable()
		} else {
			value.Disable()
		}
	}
	end.OnChanged = func(string) { needed(); show() }
	needed()
	read = func() (planner.Command, error) {
		form := repeatForm{pattern: pattern.Value(), every: every.Text, at: at.Text, zone: zoneOf(), end: end.Value(), value: value.Text}
		return form.command(p, e)
	}
	show()
	rows := kit.Column(kit.Row(w.T("drag.repeat.days"), pattern), kit.Row(w.T("drag.repeat.step"), every.Box()), kit.Row(w.T("drag.repeat.at"), at.Box()),
		kit.Row(w.T("ui.field.zone"), zone), kit.Row(w.T("drag.repeat.until"), end), kit.Row(w.T("drag.repeat.value"), value.Box()), preview)
	kit.Ask(a.window, w.T("ui.action.repeat"), kit.Sized(460, 300, rows), w.T("drag.repeat.do"), w.T("ui.cancel"), func() string {
		cmd, err := read()
		if err == nil {
			err = a.do(cmd)
		}
		return kit.Lines(w.Problem(err))
	})
}
