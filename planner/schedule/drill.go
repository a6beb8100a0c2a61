package schedule

import (
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/risk"
)

// Action is what the drill does with an event.
type Action string

// The actions of a drill.
const (
	Keep   Action = "keep"   // it is over, or goes on without the platform
	Cancel Action = "cancel" // it cannot run, or what is left of it cannot
	Shift  Action = "move"   // it runs on another channel
)

// DrillMove says what becomes of one event when the platform goes dark.
type DrillMove struct {
	Event   string // its ID
	Action  Action
	Start   time.Time // when it now begins, UTC; zero for what stands in the backlog
	Channel string    // on which it now runs; for what is cancelled, the one on which it was to run
	Reason  planner.Text
	Value   planner.Money // what a moved event is expected to leave on its new channel after its costs
	// Command does this alone; nil for what is kept. Moving or cancelling a live takes its teasers and deals along.
	Command planner.Command
}

// DrillResult is a drill: what becomes of each event, in the order of their starts, the backlog last, and what that is worth.
type DrillResult struct {
	At       time.Time
	Exposure exposure.Exposure
	Moves    []DrillMove
	// Before is what the rest of the plan on the platform was expected to leave to the seller from the instant on, After
	// what the moved events are expected to leave on other channels. What other channels sell anyway is in neither.
	Before planner.Money
	After  planner.Money
	// Command does all of it as one edit, named drill.edit; it changes nothing where nothing is to be done.
	Command planner.Command
	// Proven says that no other way changes less: fewer events cancelled, then fewer days moved, then more value.
	Proven bool
}

// Drill answers what to do if the platform goes dark at the instant and stays dark. What began before it, or before
// now, is past and stays; what runs over it ends there. Promotions, advertising and the platform's own tasks cannot
// run elsewhere and are cancelled. Each live and video goes to the channel of the plan on which it changes least,
// at its own time with its own hosts and studio where there is room, a live else up to shiftDays days off; a live that
// would bring less there than it costs is cancelled. Of a channel are known its fee, its conversion and how many orders
// a day it can take beside those that it has; the audience that follows there is the parameter hedge_recover. Orders
// end with the line's stock. When ctx ends, Drill returns its error.
func Drill(ctx context.Context, p *planner.Plan, now, at time.Time) (DrillResult, error) {
	d := newDrill(p, now, at)
	open := d.open()
	items := d.items(open)
	picks, proven, err := pickAll(ctx, items, d.room)
	if err != nil {
		return DrillResult{}, err
	}
	for i, it := range items {
		d.take(it, picks[i])
	}
	for _, e := range p.Events.All() {
		d.follow(e)
	}
	r := DrillResult{At: d.at, Exposure: d.model.At(d.at), Before: d.model.ValueAfter(d.at), After: p.Money(0), Proven: proven, Command: d.whole()}
	for _, e := range append(byStart(p.Events.All()), backlog(p)...) {
		move := d.moves[e.ID]
		r.After = r.After.Add(move.Value)
		r.Moves = append(r.Moves, *move)
	}
	return r, nil
}

func backlog(p *planner.Plan) []*planner.Event {
	return slices.DeleteFunc(slices.Clone(p.Events.All()), func(e *planner.Event) bool { return e.Scheduled() })
}

// drill is one drill in the making.
type drill struct {
	p     *planner.Plan
	loc   *time.Location
	at    time.Time // dark from here on
	from  time.Time // what begins before it is past
	moves map[string]*DrillMove
	model *exposure.Model
	room  []int // how much of each resource there is, see item
	edits planner.Change
	gone  []string
}

func newDrill(p *planner.Plan, now, at time.Time) *drill {
	d := &drill{p: p, loc: p.Zone(), at: at.UTC(), from: at.UTC(), moves: map[string]*DrillMove{}, model: exposure.New(p, now)}
	if now.After(at) {
		d.from = now.UTC()
	}
	return d
}

// open settles what needs no choice and returns the events that need one, by their starts.
func (d *drill) open() []*planner.Event {
	dark := risk.Hit{Hits: planner.HitsSaleTail, Effective: planner.Span{Start: d.at, End: planner.Forever}}
	var list []*planner.Event
	for _, e := range d.p.Events.All() {
		if d.settle(e, dark) {
			list = append(list, e)
		}
	}
	return byStart(list)
}

// settle decides what needs no choice, and reports whether the event needs one: a live or a video that is still to come
// and was to run on the platform, and that belongs to no live.
func (d *drill) settle(e *planner.Event, dark risk.Hit) bool {
	move := &DrillMove{Event: e.ID, Action: Keep, Start: e.Span.Start, Channel: e.Channel, Value: d.p.Money(0)}
	d.moves[e.ID] = move
	why := func(key string, args ...any) bool { move.Reason = planner.T("drill.why."+key, args...); return false }
	switch {
	case !e.Scheduled():
		return why("backlog")
	case !e.Span.End.After(d.from):
		return why("past")
	case !d.p.OnPlatform(e):
		return why("elsewhere", d.nameOf(e.Channel))
	case !risk.HitsEvent(d.p, dark, e):
		return why("untouched")
	case e.Span.Start.Before(d.from):
		if e.Kind == planner.Video || e.Kind == planner.Milestone {
			return why("past")
		}
		d.cancel(move, planner.T("drill.why.cut", d.from), d.cut(e))
		return false
	case e.Kind == planner.Live, e.Kind == planner.Video && !d.belongs(e):
		return true
	case e.Kind == planner.Video:
		return false // goes the way of its live
	}
	d.cancel(move, planner.T("drill.why."+string(e.Kind)), nil)
	return false
}

// belongs reports whether the event goes the way of a live of the plan.
func (d *drill) belongs(e *planner.Event) bool {
	parent := d.p.Event(e.Parent)
	return parent != nil && parent.Kind == planner.Live
}

// cut returns the event up to the instant from which on it cannot run.
func (d *drill) cut(e *planner.Event) *planner.Event {
	return e.At(planner.Span{Start: e.Span.Start, End: d.from})
}

// cancel notes that the event is taken off the plan, or that what is left of it stays.
func (d *drill) cancel(move *DrillMove, why planner.Text, left *planner.Event) {
	move.Action, move.Reason = Cancel, why
	if left != nil {
		move.Command = planner.Change{Events: []*planner.Event{left}, Why: d.name(move)}
		d.edits.Events = append(d.edits.Events, left)
		return
	}
	move.Command = planner.Remove{IDs: []string{move.Event}, Why: d.name(move)}
	d.gone = append(d.gone, move.Event)
}

// name is what the history calls an edit of one event.
func (d *drill) name(move *DrillMove) planner.Text {
	e := d.p.Event(move.Event)
	return planner.T("drill.edit."+string(move.Action), e.Kind, e.Span.Start)
}

// take does with an item what was picked for it; no option is to cancel it.
func (d *drill) take(it item, pick int) {
	move := d.moves[it.event.ID]
	if pick < 0 {
		key := "no_value"
		if len(it.options) > 0 {
			key = "no_room"
		}
		d.cancel(move, planner.T("drill.why."+key), nil)
		return
	}
	o := it.options[pick]
	n := o.apply(it.event, d.loc)
	move.Action, move.Start, move.Channel, move.Value = Shift, n.Span.Start, o.channel.ID, d.p.Money(int64(o.value))
	switch {
	case it.event.Clip != nil:
		move.Reason = planner.T("drill.why.video", channelName(o.channel))
	case o.days == 0:
		move.Reason = planner.T("drill.why.channel", channelName(o.channel), o.orders/milli, move.Value)
	default:
		move.Reason = planner.T("drill.why.day", channelName(o.channel), o.cost(), o.orders/milli, move.Value)
	}
	changed := []*planner.Event{n}
	for _, c := range d.p.Children(it.event.ID) {
		if d.followed(c) {
			changed = append(changed, o.apply(c, d.loc))
		}
	}
	move.Command = planner.Change{Events: changed, Why: d.name(move)}
	d.edits.Events = append(d.edits.Events, changed...)
}

// followed reports whether a live's child still goes the way of its live: a teaser to come.
func (d *drill) followed(c *planner.Event) bool {
	move := d.moves[c.ID]
	return c.Kind == planner.Video && move.Reason.Key == "" && move.Action == Keep
}

// follow gives a teaser the lot of its live.
func (d *drill) follow(e *planner.Event) {
	move := d.moves[e.ID]
	if move.Reason.Key != "" {
		return
	}
	live, parent := d.moves[e.Parent], d.p.Event(e.Parent)
	if live.Action == Cancel || live.Action == Keep && d.p.OnPlatform(parent) {
		d.cancel(move, planner.T("drill.why.with_live_off"), nil)
		return
	}
	i := slices.IndexFunc(d.edits.Events, func(n *planner.Event) bool { return n.ID == e.ID })
	if i < 0 {
		n := *e
		n.Channel = live.Channel
		d.edits.Events, i = append(d.edits.Events, &n), len(d.edits.Events)
	}
	move.Action, move.Channel, move.Reason = Shift, live.Channel, planner.T("drill.why.with_live")
	move.Start = d.edits.Events[i].Span.Start
	move.Command = planner.Change{Events: []*planner.Event{d.edits.Events[i]}, Why: d.name(move)}
}

// whole is the edit that does everything at once.
func (d *drill) whole() planner.Command {
	why := planner.T("drill.edit", d.at)
	batch := planner.Batch{Why: why}
	if len(d.edits.Events) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: d.edits.Events, Why: why})
	}
	if len(d.gone) > 0 {
		slices.Sort(d.gone)
		batch.Commands = append(batch.Commands, planner.Remove{IDs: d.gone, Alone: true, Why: why})
	}
	return batch
}

// nameOf names a channel by its ID, which is its name where the plan does not have it.
func (d *drill) nameOf(id string) any {
	if c, ok := d.p.Channels.Get(id); ok {
		return channelName(c)
	}
	return id
}

// channelName is the channel by its own name or, where it has none, by the words for its ID.
func channelName(c *planner.Channel) any {
	if c.Name == "" {
		return planner.T("channel." + c.ID)
	}
	return c.Name
}
