package planner

import (
	"time"
)

// Command is one edit of a plan, as data. Apply is pure and fails only on the impossible (an end before
// its start, an unknown SKU), with a *Problem; a plan that is merely bad is the rule book's to say.
type Command interface {
	Apply(Plan) (Plan, error)
	Label() Text // what Undo shows; "edit.move" with the event's title, for one
}

// Add puts new events on the plan. Events without an ID are given the next one. A Parent or After of the
// form "#2" means the third event of this Add, which has no ID yet.
type Add struct {
	Events []*Event
	Why    Text // "" takes "edit.add"
}

// Apply adds the events.
func (c Add) Apply(p Plan) (Plan, error) {
	added := make([]*Event, len(c.Events))
	ids := map[string]string{}
	for i, e := range c.Events {
		n := *e
		for n.ID == "" || e.ID == "" && p.Event(n.ID) != nil { // a number may be taken by an event that came with its ID
			n.ID, p.Head = p.newID(n.Kind)
		}
		if p.Event(n.ID) != nil {
			return p, Problemf("problem.event_exists", n.ID)
		}
		ids["#"+itoa(i)] = n.ID
		added[i] = &n
	}
	for _, n := range added {
		if id, ok := ids[n.Parent]; ok {
			n.Parent = id
		}
		if n.Clip != nil && ids[n.Clip.After] != "" {
			clip := *n.Clip
			clip.After = ids[clip.After]
			n.Clip = &clip
		}
	}
	p.Events = p.Events.Put(added...)
	return p, p.checkAll(added)
}

// Label names the edit.
func (c Add) Label() Text { return labelOf(c.Why, "edit.add", c.Events) }

// Change replaces events by new versions of themselves.
type Change struct {
	Events []*Event
	Why    Text // "" takes "edit.change"
}

// Apply replaces the events; one that the plan does not have is a Problem.
func (c Change) Apply(p Plan) (Plan, error) {
	for _, e := range c.Events {
		if p.Event(e.ID) == nil {
			return p, Problemf("problem.no_event", e.ID)
		}
	}
	p.Events = p.Events.Put(c.Events...)
	return p, p.checkAll(c.Events)
}

// Label names the edit.
func (c Change) Label() Text { return labelOf(c.Why, "edit.change", c.Events) }

// Move moves events by whole days on the market's calendar, keeping their hours, and then by a length of
// time. Teasers and flash deals of a moved live go with it unless Alone is set. Lane, where set, is applied too.
type Move struct {
	IDs   []string
	Days  int
	By    time.Duration
	Alone bool
	Lane  Lane
	Why   Text // "" takes "edit.move" with the event's title
}

// Lane is what dropping an event on another lane changes; empty fields change nothing. A live takes the host
// in place of From, or of all its hosts where From is empty.
type Lane struct {
	Host    string
	From    string
	Studio  string
	Channel string
	Line    string
}

// Apply moves the events.
func (c Move) Apply(p Plan) (Plan, error) {
	loc := p.Zone()
	var moved []*Event
	seen := map[string]bool{}
	put := func(e *Event, lane Lane) {
		if seen[e.ID] || !e.Scheduled() {
			return
		}
		seen[e.ID] = true
		moved = append(moved, lane.apply(e.At(e.Span.MoveDays(c.Days, loc).Shift(c.By))))
	}
	for _, id := range c.IDs {
		e := p.Event(id)
		if e == nil {
			return p, Problemf("problem.no_event", id)
		}
		put(e, c.Lane)
	}
	for _, id := range c.IDs {
		if c.Alone || p.Event(id).Kind != Live || c.Days == 0 && c.By == 0 {
			continue
		}
		for _, child := range p.Children(id) {
			put(child, Lane{})
		}
	}
	p.Events = p.Events.Put(moved...)
	return p, p.checkAll(moved)
}

// Label names the edit.
func (c Move) Label() Text {
	if c.Why.Key != "" {
		return c.Why
	}
	return T("edit.move", len(c.IDs))
}

func (l Lane) apply(e *Event) *Event {
	n := *e
	if l.Channel != "" {
		n.Channel = l.Channel
	}
	if l.Line != "" {
		n.Line, n.Products = l.Line, nil
	}
	if e.Live != nil && (l.Host != "" || l.Studio != "") {
		live := *e.Live
		if l.Studio != "" {
			live.Studio = l.Studio
		}
		if l.Host != "" {
			live.Shifts = append([]Shift(nil), live.Shifts...)
			for i, s := range live.Shifts {
				if l.From == "" || s.Host == l.From {
					live.Shifts[i].Host = l.Host
				}
			}
		}
		n.Live = &live
	}
	return &n
}

// Remove takes events off the plan, with the teasers and flash deals of a removed live unless Alone is set.
type Remove struct {
	IDs   []string
	Alone bool
	Why   Text // "" takes "edit.remove"
}

// Apply removes the events; IDs that the plan does not have are a Problem.
func (c Remove) Apply(p Plan) (Plan, error) {
	gone := append([]string(nil), c.IDs...)
	for _, id := range c.IDs {
		if p.Event(id) == nil {
			return p, Problemf("problem.no_event", id)
		}
		if !c.Alone {
			for _, child := range p.Children(id) {
				gone = append(gone, child.ID)
			}
		}
	}
	p.Events = p.Events.Drop(gone...)
	var kept []*Event
	dead := map[string]bool{}
	for _, id := range gone {
		dead[id] = true
	}
	for _, e := range p.Events.All() {
		if n := forget(e, dead); n != e {
			kept = append(kept, n)
		}
	}
	p.Events = p.Events.Put(kept...)
	return p, nil
}

// forget returns the event without references to events that are gone.
func forget(e *Event, dead map[string]bool) *Event {
	if !dead[e.Parent] && (e.Clip == nil || !dead[e.Clip.After]) {
		return e
	}
	n := *e
	if dead[n.Parent] {
		n.Parent = ""
	}
	if n.Clip != nil && dead[n.Clip.After] {
		clip := *n.Clip
		clip.After, clip.AfterGap = "", 0
		n.Clip = &clip
	}
	return &n
}

// Label names the edit.
func (c Remove) Label() Text {
	if c.Why.Key != "" {
		return c.Why
	}
	return T("edit.remove", len(c.IDs))
}

// Batch is several commands as one edit: all of them or none.
type Batch struct {
	Commands []Command
	Why      Text
}

// Apply applies the commands in order.
func (c Batch) Apply(p Plan) (Plan, error) {
	start := p
	for _, one := range c.Commands {
		var err error
		if p, err = one.Apply(p); err != nil {
			return start, err
		}
	}
	return p, nil
}

// Label names the edit, by its first command where it was given no name.
func (c Batch) Label() Text {
	if c.Why.Key == "" && len(c.Commands) > 0 {
		return c.Commands[0].Label()
	}
	return c.Why
}

// SetHead replaces what the plan has one of: its name, sale, market or as-of instant. The ID, the plan that it is
// a scenario of and the numbering of events stay.
type SetHead struct {
	Head Head
	Why  Text
}

// Apply sets the head; a sale that ends before it starts, or stands in an unknown zone, is a Problem.
func (c SetHead) Apply(p Plan) (Plan, error) {
	id, of, next := p.ID, p.Of, p.NextID
	p.Head = c.Head
	p.ID, p.Of, p.NextID = id, of, next
	return p, p.Head.Check()
}

// Label names the edit.
func (c SetHead) Label() Text {
	if c.Why.Key == "" {
		return T("edit.head")
	}
	return c.Why
}

// Put adds or replaces rows of the plan's tables, whichever they are: products, hosts, risk windows, parameters.
type Put struct {
	Rows []Row
	Why  Text
}

// Apply puts the rows; a row of a type that plans do not hold is a Problem, as is one that its own check refuses.
func (c Put) Apply(p Plan) (Plan, error) {
	for _, r := range c.Rows {
		if err := p.checkLength(r); err != nil {
			return p, err
		}
		if err := p.put(r); err != nil {
			return p, err
		}
	}
	return p, p.checkRows(c.Rows)
}

// Label names the edit.
func (c Put) Label() Text {
	if c.Why.Key == "" && len(c.Rows) > 0 {
		return T("edit.put", T("table."+tableOf(c.Rows[0])), c.Rows[0].RowID())
	}
	return c.Why
}

// Drop removes rows of one table by their IDs. Rows that other rows still refer to are a Problem.
type Drop struct {
	Table string
	IDs   []string
	Why   Text
}

// Apply removes the rows.
func (c Drop) Apply(p Plan) (Plan, error) {
	if err := p.drop(c.Table, c.IDs); err != nil {
		return p, err
	}
	for _, rows := range [][]Row{p.Rows("lines"), p.Rows("products"), p.Rows("events")} {
		if err := p.checkRows(rows); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Label names the edit.
func (c Drop) Label() Text {
	if c.Why.Key == "" {
		return T("edit.drop", T("table."+c.Table), len(c.IDs))
	}
	return c.Why
}

func labelOf(why Text, key string, events []*Event) Text {
	switch {
	case why.Key != "":
		return why
	case len(events) == 1:
		return T(key, 1, events[0].Kind, events[0].Title)
	}
	return T(key, len(events))
}
