package ui

import (
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// repeatForm is what was typed into the form that repeats an event.
type repeatForm struct {
	pattern   string // of patternsOfDays
	every, at string
	zone      *time.Location // of at
	end       string         // "cyber", "sale", "date" or "count"
	value     string         // the date or the count
}

// command returns the edit that the form asks for: the event moves to the time of day, if that is another, and is
// repeated.
func (f repeatForm) command(p *planner.Plan, e *planner.Event) (planner.Command, error) {
	r := planner.Repeat{Zone: f.zone}
	for _, x := range patternsOfDays {
		if x.id == f.pattern {
			r.Weekdays = x.days
		}
	}
	var err error
	if r.Every, err = kit.ParseCount(f.every); err != nil {
		return nil, err
	}
	first := planner.DateOf(e.Span.Start, f.zone)
	clock, err := time.Parse("15:04", strings.TrimSpace(strings.ReplaceAll(f.at, "：", ":")))
	if err != nil {
		return nil, planner.Problemf("problem.time", f.at)
	}
	if err := f.until(&r, p, first); err != nil {
		return nil, err
	}
	by := first.At(clock.Hour(), clock.Minute(), f.zone).Sub(e.Span.Start)
	if by == 0 {
		return r.Of(p, e.ID)
	}
	move := planner.Move{IDs: []string{e.ID}, By: by}
	next, err := move.Apply(*p)
	if err != nil {
		return nil, err
	}
	cmd, err := r.Of(&next, e.ID)
	if err != nil {
		return nil, err
	}
	return planner.Batch{Commands: []planner.Command{move, cmd}, Why: cmd.Label()}, nil
}

// until reads where the series ends.
func (f repeatForm) until(r *planner.Repeat, p *planner.Plan, first planner.Date) (err error) {
	switch f.end {
	case "cyber":
		r.Until = planner.CyberMonday(p.Sale.Span.Start.In(p.Zone()).Year())
	case "sale":
		r.Until = planner.DateOf(p.Sale.Span.End.Add(-1), f.zone)
	case "date":
		r.Until, err = parseDay(f.value, first, p.Sale.Campaign().Dates(p.Zone()))
	case "count":
		r.Count, err = kit.ParseCount(f.value)
	}
	return err
}
