package report

import (
	"context"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/risk"
	"bfplanner/planner/schedule"
)

// When an action of the ban sheet is due, counted from the instant at which the platform goes dark.
const (
	FirstHour = "hour"
	FirstDay  = "day"
	FirstWeek = "week"
)

// withins are how long after the instant each is over.
var withins = map[string]time.Duration{FirstHour: time.Hour, FirstDay: 24 * time.Hour, FirstWeek: 7 * 24 * time.Hour}

// Action is one thing that is done when the platform goes dark.
type Action struct {
	Within string    // FirstHour, FirstDay or FirstWeek
	Due    time.Time // by when, UTC
	Do     planner.Text
	Owner  string           // who, where a milestone of the plan names somebody; "" for nobody
	Events []*planner.Event // what it concerns, by their starts
}

// Ban is the sheet of what to do when the platform goes dark at an instant, by the drill of it.
type Ban struct {
	Drill    schedule.DrillResult
	Flags    []Flag
	Channels []*planner.Channel // those that stay up
	Actions  []Action           // in the order in which they are done
}

// DarkAt returns the instant that a sheet assumes where nobody says another: the start of the first window for which the plan prepares, else of the
// peak, the worst that could be hit.
func (r *Report) DarkAt() time.Time {
	p := r.Snapshot.Plan
	if list := risk.Looming(p, r.Snapshot.Now); len(list) > 0 {
		return list[0].Effective.Start
	}
	return p.Sale.PeakSpan().Start
}

// BanActions returns who does what in the first hour, the first day and the first week after the platform goes dark at the instant; the zero instant
// takes DarkAt. The events of an action are those to which the drill does it, its owner is the one of the milestone that prepares for it.
func (r *Report) BanActions(at time.Time) Ban {
	p := r.Snapshot.Plan
	if at.IsZero() {
		at = r.DarkAt()
	}
	drill, _ := schedule.Drill(context.Background(), p, r.Snapshot.Now, at) // it fails only with its context
	b := Ban{Drill: drill, Flags: r.flagged()}
	for _, c := range p.Channels.All() {
		if !c.Platform {
			b.Channels = append(b.Channels, c)
		}
	}
	by, owner := b.moves(p), r.owners()
	add := func(within, key, task string, events []*planner.Event, args ...any) {
		b.Actions = append(b.Actions, Action{within, drill.At.Add(withins[within]), planner.T("ban."+key, args...), owner[task], events})
	}
	ads, promos := by[moved{schedule.Cancel, planner.Ad, ""}], slices.Concat(by[moved{schedule.Cancel, planner.Coupon, ""}], by[moved{schedule.Cancel, planner.Flash, ""}])
	add(FirstHour, "confirm", planner.OtherTask, nil)
	if len(ads) > 0 {
		add(FirstHour, "ads", planner.OtherTask, ads, len(ads))
	}
	if len(promos) > 0 {
		add(FirstHour, "promotions", planner.Registration, promos, len(promos))
	}
	if off := by[moved{schedule.Cancel, planner.Live, ""}]; len(off) > 0 {
		add(FirstHour, "hosts", planner.OtherTask, off, len(off))
	}
	add(FirstHour, "announce", planner.Followers, nil, len(b.Channels))
	add(FirstDay, "export", planner.DataExport, nil)
	add(FirstDay, "orders", planner.OpenOrders, nil, int(p.Num("delivery_days")))
	for _, c := range b.Channels {
		lives, videos := by[moved{schedule.Shift, planner.Live, c.ID}], by[moved{schedule.Shift, planner.Video, c.ID}]
		if len(lives)+len(videos) > 0 {
			add(FirstDay, "channel", planner.OtherTask, append(lives, videos...), channelName(c), len(lives), len(videos), c.Capacity)
		}
	}
	add(FirstDay, "creators", planner.Samples, nil)
	if days := r.soldBefore(drill.At); len(days) > 0 {
		open := risk.OpenOf(p, days[len(days)-1])
		if drill.Exposure.Unsettled.Minor > 0 {
			add(FirstWeek, "money", planner.Payout, nil, drill.Exposure.Unsettled, open.Settled, open.PaidLast)
		}
		add(FirstWeek, "returns", planner.Inbound, nil, open.Returned)
	}
	if drill.Exposure.StuckUnits > 0 {
		add(FirstWeek, "stock", planner.Inbound, nil, int(drill.Exposure.StuckUnits), drill.Exposure.StuckCost)
	}
	add(FirstWeek, "reopen", planner.Approval, nil)
	return b
}

// moved is what a drill does with events of a kind; the channel is that to which it moves them.
type moved struct {
	action  schedule.Action
	kind    planner.Kind
	channel string
}

// moves gathers the events by what the drill does with them, by their starts.
func (b Ban) moves(p *planner.Plan) map[moved][]*planner.Event {
	by := map[moved][]*planner.Event{}
	for _, m := range b.Drill.Moves {
		e := p.Event(m.Event)
		key := moved{m.Action, e.Kind, ""}
		if m.Action == schedule.Shift {
			key.channel = m.Channel
		}
		by[key] = append(by[key], e)
	}
	return by
}

// owners returns who is named for each type of milestone, the earliest first.
func (r *Report) owners() map[string]string {
	owner := map[string]string{}
	for _, e := range r.scheduled() {
		if e.Task != nil && e.Task.Owner != "" && owner[e.Task.Type] == "" {
			owner[e.Task.Type] = e.Task.Owner
		}
	}
	return owner
}

// soldBefore returns the days of the report's period that begin before the instant.
func (r *Report) soldBefore(at time.Time) []planner.Date {
	return slices.DeleteFunc(slices.Clone(r.Period()), func(d planner.Date) bool { return !d.At(0, 0, r.loc).Before(at) })
}

// channelName is the channel by its own name or, where it has none, by the words for its ID.
func channelName(c *planner.Channel) any {
	if c.Name == "" {
		return planner.T("channel." + c.ID)
	}
	return c.Name
}
