package planner

import (
	"reflect"
	"slices"
	"time"
)

// Repeat says on which days an event is repeated. One of Until and Count ends it.
type Repeat struct {
	Every    int            // days from one to the next; 0 is every day
	Weekdays []time.Weekday // on these alone; empty: any
	Until    Date           // the last day; zero: none
	Count    int            // how many there are in all, the first one among them; 0: as many as there are until Until
	Zone     *time.Location // whose days and whose clock are meant; nil is the market's
}

// mostRepeats is how many events one series may have.
const mostRepeats = 200

// Dates returns the days after the first, in order. A Repeat without an end, one that has no other day, and one of more
// than 200 days is a *Problem.
func (r Repeat) Dates(first Date) ([]Date, error) {
	if r.Until.IsZero() && r.Count <= 0 {
		return nil, Problemf("problem.repeat_endless")
	}
	var list []Date
	step := max(1, r.Every)
	for d := first.Add(step); r.Until.IsZero() || !r.Until.Before(d); d = d.Add(step) {
		if r.Count > 0 && len(list)+1 >= r.Count || d.Sub(first) > 7*mostRepeats*step {
			break
		}
		if len(r.Weekdays) > 0 && !slices.Contains(r.Weekdays, d.Weekday()) {
			continue
		}
		if list = append(list, d); len(list) >= mostRepeats {
			return nil, Problemf("problem.repeat_many", mostRepeats)
		}
	}
	if len(list) == 0 {
		return nil, Problemf("problem.repeat_none")
	}
	return list, nil
}

// Of returns the edit that repeats an event: on each day an ordinary event like it, with copies of what belongs to a live,
// at the same time on the clock of the Repeat's zone also over a change to or from summer time. All of them remember
// that they are one series. Copies of a pinned event are pinned.
func (r Repeat) Of(p *Plan, id string) (Command, error) {
	e := p.Event(id)
	switch {
	case e == nil:
		return nil, Problemf("problem.no_event", id)
	case !e.Scheduled():
		return nil, Problemf("problem.repeat_backlog")
	}
	loc := r.Zone
	if loc == nil {
		loc = p.Zone()
	}
	first := DateOf(e.Span.Start, loc)
	dates, err := r.Dates(first)
	if err != nil {
		return nil, err
	}
	head := *e
	if head.Series == "" {
		head.Series = head.ID
	}
	group := append([]*Event{&head}, p.Children(id)...)
	batch := Batch{Commands: []Command{Change{Events: []*Event{&head}}}, Why: T("edit.repeat", len(dates)+1)}
	for _, d := range dates {
		list := make([]*Event, len(group))
		for i, x := range group {
			list[i] = x
			if x.Scheduled() {
				list[i] = x.At(x.Span.MoveDays(d.Sub(first), loc))
			}
		}
		list = CopiesOf(list)
		list[0].Series, list[0].Pinned = head.Series, head.Pinned
		batch.Commands = append(batch.Commands, Add{Events: list})
	}
	return batch, nil
}

// SeriesOf returns the events of the event's series in the order of time, itself among them; nil where it is in none.
// Those of the backlog come first.
func SeriesOf(p *Plan, e *Event) []*Event {
	if e == nil || e.Series == "" {
		return nil
	}
	var list []*Event
	for _, x := range p.Events.All() {
		if x.Series == e.Series {
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b *Event) int { return a.Span.Start.Compare(b.Span.Start) })
	return list
}

// Spread returns the edit that does to the events of the IDs what was done to one of their series, from before to after:
// each gets the fields that were changed, and moves by as many days and as much time on the market's clock. What
// belongs to a live goes along unless alone is set.
func Spread(p *Plan, before, after *Event, ids []string, alone bool) Command {
	loc := p.Zone()
	var batch Batch
	start, end := between(before.Span.Start, after.Span.Start, loc), between(before.Span.End, after.Span.End, loc)
	timed := before.Scheduled() && after.Scheduled()
	moved := *p
	if timed && start == end && start != (step{}) {
		move := Move{Days: start.days, By: start.by, Alone: alone}
		for _, id := range ids {
			if e := p.Event(id); e != nil && e.Scheduled() {
				move.IDs = append(move.IDs, id)
			}
		}
		if next, err := move.Apply(*p); err == nil && len(move.IDs) > 0 {
			batch.Commands, moved = append(batch.Commands, move), next
		}
	}
	var change Change
	for _, id := range ids {
		e := moved.Event(id)
		if e == nil {
			continue
		}
		n := *e
		switch {
		case before.Scheduled() && !after.Scheduled():
			n.Span = Span{}
		case timed && start != end && e.Scheduled():
			if span := (Span{start.apply(e.Span.Start, loc), end.apply(e.Span.End, loc)}); span.Start.Before(span.End) {
				n = *e.At(span)
			}
		}
		merge(reflect.ValueOf(&n).Elem(), reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem())
		if n.Live != nil && before.Live != nil && after.Live != nil && n.Scheduled() {
			if relative := shiftsAt(after, n.Span); !reflect.DeepEqual(shiftsAt(before, n.Span), relative) {
				live := *n.Live
				live.Shifts = fitShifts(relative, 0, n.Span)
				n.Live = &live
			}
		}
		change.Events = append(change.Events, &n)
	}
	if len(change.Events) > 0 {
		batch.Commands = append(batch.Commands, change)
	}
	return batch
}

// step is how an instant moved: by days on the calendar and then by a length of time.
type step struct {
	days int
	by   time.Duration
}

func between(from, to time.Time, loc *time.Location) step {
	s := step{days: DateOf(to, loc).Sub(DateOf(from, loc))}
	s.by = to.Sub(s.apply(from, loc))
	return s
}

func (s step) apply(t time.Time, loc *time.Location) time.Time {
	return Span{t, t.Add(1)}.MoveDays(s.days, loc).Start.Add(s.by)
}

// shiftsAt returns the hosts' shifts of a live as they would stand in a session that begins with the span.
func shiftsAt(e *Event, span Span) []Shift {
	list := make([]Shift, len(e.Live.Shifts))
	for i, s := range e.Live.Shifts {
		list[i] = Shift{s.Host, s.Span.Shift(span.Start.Sub(e.Span.Start))}
	}
	return list
}

// ownFields are the fields that each event of a series has for itself, and those that Spread sees to otherwise.
var ownFields = []string{"ID", "Kind", "Span", "Parent", "Series", "Active", "Shifts"}

// merge sets the fields of n that differ between before and after to what they are after, also inside details.
func merge(n, before, after reflect.Value) {
	for i := range n.NumField() {
		b, a := before.Field(i), after.Field(i)
		switch {
		case slices.Contains(ownFields, n.Type().Field(i).Name) || reflect.DeepEqual(b.Interface(), a.Interface()):
		case a.Kind() == reflect.Pointer && !a.IsNil() && !b.IsNil() && !n.Field(i).IsNil():
			detail := reflect.New(a.Elem().Type())
			detail.Elem().Set(n.Field(i).Elem())
			merge(detail.Elem(), b.Elem(), a.Elem())
			n.Field(i).Set(detail)
		default:
			n.Field(i).Set(a)
		}
	}
}
