package calendar

import (
	"slices"

	"bfplanner/planner"
)

// command returns the edit that dropping what is held would be, nil where it would change nothing.
func (d *drag) command(s *scene) planner.Command {
	if !d.active() || d.grip == gripRisk || d.grip == gripFrame || d.lane < 0 {
		return nil
	}
	if d.grip == gripNew {
		e := d.placed(s)
		if s.plan.Event(e.ID) != nil {
			return planner.Change{Events: []*planner.Event{e}}
		}
		e.ID = ""
		return planner.Add{Events: []*planner.Event{e}}
	}
	if d.grip == gripDraw {
		return planner.Add{Events: []*planner.Event{d.made(s)}}
	}
	if d.away {
		return unscheduled(s.plan, d.ids)
	}
	lane, _ := s.lanes[d.lane].accepts(s.plan, d.held, s.lanes[d.own])
	if d.span == d.held.span && lane == (planner.Lane{}) {
		return nil
	}
	move := planner.Move{IDs: d.ids, Days: d.move.days, By: d.move.by, Lane: lane, Alone: d.alone}
	switch {
	case d.copy && d.copies():
		return copied(s.plan, move)
	case d.grip == gripMove && d.ends != [2]shift{} && d.held.whole():
		return resized(s.plan, move, d.held.event.ID, d.span)
	case d.grip != gripMove && d.held.whole():
		return planner.Change{Events: []*planner.Event{d.held.event.At(d.span)}}
	case d.grip != gripMove || d.inner:
		return planner.Change{Events: []*planner.Event{retime(d.held.event, d.held.shift, d.span, lane.Host)}}
	}
	return move
}

// copies reports whether what is held can be copied: whole events, as they are moved.
func (d *drag) copies() bool {
	return d.grip == gripMove && d.ends == [2]shift{} && !d.inner
}

// unscheduled returns the edit that puts events back into the backlog, nil where all of them are there.
func unscheduled(p *planner.Plan, ids []string) planner.Command {
	change := planner.Change{Why: planner.T("ui.edit.backlog")}
	for _, id := range ids {
		if e := p.Event(id); e != nil && e.Scheduled() {
			n := *e
			n.Span = planner.Span{}
			change.Events = append(change.Events, &n)
		}
	}
	if len(change.Events) == 0 {
		return nil
	}
	return change
}

// copied returns the edit that puts copies of events where a move would bring them. A copy belongs to the copy of its
// live where that is copied too, else to none. A move that cannot be is returned itself, which tells why.
func copied(p *planner.Plan, move planner.Move) planner.Command {
	move.Alone = true
	moved, err := move.Apply(*p)
	if err != nil {
		return move
	}
	list := make([]*planner.Event, len(move.IDs))
	for i, id := range move.IDs {
		list[i] = moved.Event(id)
	}
	return planner.Add{Events: planner.CopiesOf(list), Why: planner.T("calendar.edit.copy", len(list))}
}

// resized returns the edit that moves an event, if it moves, and then gives it the span.
func resized(p *planner.Plan, move planner.Move, id string, span planner.Span) planner.Command {
	if move.Days == 0 && move.By == 0 && move.Lane == (planner.Lane{}) {
		return planner.Change{Events: []*planner.Event{p.Event(id).At(span)}}
	}
	moved, err := move.Apply(*p)
	if err != nil {
		return move
	}
	change := planner.Change{Events: []*planner.Event{moved.Event(id).At(span)}}
	return planner.Batch{Commands: []planner.Command{move, change}, Why: move.Label()}
}

// retime returns the live with one shift in another stretch of its session and, where host is set, with another
// host. A shift that met it at an end which moved goes on meeting it there, as long as something is left of it.
func retime(e *planner.Event, shift int, span planner.Span, host string) *planner.Event {
	n, live := *e, *e.Live
	live.Shifts = slices.Clone(live.Shifts)
	was := live.Shifts[shift].Span
	for i := range live.Shifts {
		o := &live.Shifts[i]
		switch {
		case i == shift:
			o.Span = span
			if host != "" {
				o.Host = host
			}
		case o.Span.End.Equal(was.Start) && span.End.Equal(was.End) && o.Span.Start.Before(span.Start):
			o.Span.End = span.Start
		case o.Span.Start.Equal(was.End) && span.Start.Equal(was.Start) && span.End.Before(o.Span.End):
			o.Span.Start = span.End
		}
	}
	slices.SortStableFunc(live.Shifts, func(a, b planner.Shift) int { return a.Span.Start.Compare(b.Span.Start) })
	n.Live = &live
	return &n
}

// placed returns the template as it would stand on the plan.
func (d *drag) placed(s *scene) *planner.Event {
	e := d.held.event.At(d.span)
	lane, _ := s.lanes[d.lane].accepts(s.plan, d.held, s.lanes[d.own])
	if lane.Channel != "" {
		e.Channel = lane.Channel
	}
	if lane.Studio != "" && e.Live != nil {
		live := *e.Live
		live.Studio = lane.Studio
		e.Live = &live
	}
	return e
}
