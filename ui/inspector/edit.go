package inspector

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// copyOf returns the event with details of its own, so that a field can be set on it.
func copyOf(e *planner.Event) *planner.Event {
	n := *e
	n.Products = slices.Clone(e.Products)
	if e.Clip != nil {
		v := *e.Clip
		n.Clip = &v
	}
	if e.Live != nil {
		v := *e.Live
		v.Shifts = slices.Clone(v.Shifts)
		v.Mirrors = slices.Clone(v.Mirrors)
		n.Live = &v
	}
	if e.Promo != nil {
		v := *e.Promo
		n.Promo = &v
	}
	if e.Ad != nil {
		v := *e.Ad
		n.Ad = &v
	}
	if e.Task != nil {
		v := *e.Task
		n.Task = &v
	}
	return &n
}

// Lengths are how long an event of a kind lasts when it is given a start and had no time before.
var Lengths = map[planner.Kind]time.Duration{
	planner.Video: planner.PostLength, planner.Live: 2 * time.Hour, planner.Coupon: 72 * time.Hour,
	planner.Flash: 15 * time.Minute, planner.Ad: 72 * time.Hour, planner.Milestone: time.Hour,
}

// startAt returns the edit that makes the event begin at that instant and keeps its length. What belongs to a
// live goes along. The zero instant puts the event back into the backlog.
func startAt(p *planner.Plan, e *planner.Event, at time.Time) planner.Command {
	if at.IsZero() {
		n := *e
		n.Span = planner.Span{}
		return planner.Change{Events: []*planner.Event{&n}, Why: planner.T("ui.edit.backlog")}
	}
	if !e.Scheduled() {
		n := copyOf(e)
		n.Span = planner.Span{Start: at, End: at.Add(Lengths[e.Kind])}
		if n.Live != nil && len(n.Live.Shifts) > 0 {
			n.Live.Shifts = []planner.Shift{{Host: n.Live.Shifts[0].Host, Span: n.Span}}
		}
		return planner.Change{Events: []*planner.Event{n}, Why: planner.T("ui.edit.schedule")}
	}
	loc := p.Zone()
	days := planner.DateOf(at, loc).Sub(planner.DateOf(e.Span.Start, loc))
	by := at.Sub(e.Span.MoveDays(days, loc).Start)
	return planner.Move{IDs: []string{e.ID}, Days: days, By: by}
}

// endAt returns the edit that makes the event end at that instant and keeps its start.
func endAt(e *planner.Event, at time.Time) planner.Command {
	span := planner.Span{Start: e.Span.Start, End: at}
	n := e
	if at.After(e.Span.Start) {
		n = e.At(span)
	} else {
		n = copyOf(e)
		n.Span = span // impossible, and said to be so by the plan
	}
	return planner.Change{Events: []*planner.Event{n}, Why: planner.T("ui.edit.resize")}
}

// setShift returns the live with one shift replaced.
func setShift(e *planner.Event, i int, s planner.Shift) *planner.Event {
	n := copyOf(e)
	n.Live.Shifts[i] = s
	return n
}

// addShift returns the live with one more shift: the last one is halved, and the host after its host takes over.
func addShift(e *planner.Event, hosts []*planner.Host) *planner.Event {
	n := copyOf(e)
	if len(hosts) == 0 {
		return n
	}
	k := len(n.Live.Shifts)
	if k == 0 {
		n.Live.Shifts = []planner.Shift{{Host: hosts[0].ID, Span: n.Span}}
		return n
	}
	last := &n.Live.Shifts[k-1]
	half := last.Span.Start.Add((last.Span.Length() / 2).Truncate(15 * time.Minute))
	next := hosts[0].ID
	for i, h := range hosts {
		if h.ID == last.Host {
			next = hosts[(i+1)%len(hosts)].ID
		}
	}
	if half.After(last.Span.Start) {
		n.Live.Shifts = append(n.Live.Shifts, planner.Shift{Host: next, Span: planner.Span{Start: half, End: last.Span.End}})
		n.Live.Shifts[k-1].Span.End = half
	}
	return n
}

// dropShift returns the live without one shift; the one beside it takes over its time.
func dropShift(e *planner.Event, i int) *planner.Event {
	n := copyOf(e)
	gone := n.Live.Shifts[i].Span
	n.Live.Shifts = slices.Delete(n.Live.Shifts, i, i+1)
	switch {
	case i > 0 && n.Live.Shifts[i-1].Span.End.Equal(gone.Start):
		n.Live.Shifts[i-1].Span.End = gone.End
	case i < len(n.Live.Shifts) && n.Live.Shifts[i].Span.Start.Equal(gone.End):
		n.Live.Shifts[i].Span.Start = gone.Start
	}
	return n
}
