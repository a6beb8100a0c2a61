package report

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/risk"
)

// When an action of the ban sheet is due, counted from the instant at which the platform goes dark.
const (
	FirstHour = "hour"
	FirstDay  = "day"
	FirstWeek = "week"
)

// Action is one thing that is done when the platform goes dark.
type Action struct {
	Within string // FirstHour, FirstDay or FirstWeek
	Do     planner.Text
	Owner  string           // who, where a milestone of the plan names somebody; "" for nobody
	Events []*planner.Event // what it concerns, by their starts
}

// Ban is the sheet of what to do when the platform goes dark.
type Ban struct {
	Flags    []Flag
	Channels []*planner.Channel // those that stay up
	Actions  []Action           // in the order in which they are done
}

// busyDays are the busiest days of the sale, whose events the sheet names as an example of a day's work.
const busyDays = 5 * 24 * time.Hour

// BanActions returns who does what in the first hour, the first day and the first week. Since it is not known when
// that hour comes, the events named are those of the peak, the worst that could be hit.
func (r *Report) BanActions() Ban {
	p := r.Snapshot.Plan
	b := Ban{Flags: r.flagged()}
	for _, c := range p.Channels.All() {
		if !c.Platform {
			b.Channels = append(b.Channels, c)
		}
	}
	owner := map[string]string{}
	by := map[planner.Kind][]*planner.Event{}
	peak := p.Sale.PeakSpan()
	peak.End = minTime(peak.End, peak.Start.Add(busyDays))
	for _, e := range r.scheduled() {
		if e.Task != nil && e.Task.Owner != "" && owner[e.Task.Type] == "" {
			owner[e.Task.Type] = e.Task.Owner
		}
		if e.Span.Overlaps(peak) && p.OnPlatform(e) {
			by[e.Kind] = append(by[e.Kind], e)
		}
	}
	add := func(within, key, task string, events []*planner.Event, args ...any) {
		b.Actions = append(b.Actions, Action{within, planner.T("ban."+key, args...), owner[task], events})
	}
	add(FirstHour, "confirm", planner.OtherTask, nil)
	add(FirstHour, "ads", planner.OtherTask, by[planner.Ad], len(by[planner.Ad]))
	add(FirstHour, "promotions", planner.Registration, by[planner.Coupon], len(by[planner.Coupon])+len(by[planner.Flash]))
	add(FirstHour, "hosts", planner.OtherTask, by[planner.Live], len(by[planner.Live]))
	add(FirstHour, "announce", planner.OtherTask, nil, len(b.Channels))
	add(FirstDay, "export", planner.DataExport, nil)
	add(FirstDay, "orders", planner.Inbound, nil, int(p.Num("delivery_days")))
	for _, c := range b.Channels {
		add(FirstDay, "channel", planner.OtherTask, nil, channelName(c), c.Capacity)
	}
	add(FirstDay, "creators", planner.Samples, by[planner.Video], len(by[planner.Video]))
	if days := r.Period(); len(days) > 0 {
		open := risk.OpenOf(p, days[len(days)-1])
		add(FirstWeek, "money", planner.DataExport, nil, open.Settled, open.PaidLast)
		add(FirstWeek, "returns", planner.Inbound, nil, open.Returned)
	}
	add(FirstWeek, "stock", planner.Inbound, nil)
	add(FirstWeek, "reopen", planner.Approval, nil)
	return b
}

// channelName is the channel by its own name or, where it has none, by the words for its ID.
func channelName(c *planner.Channel) any {
	if c.Name == "" {
		return planner.T("channel." + c.ID)
	}
	return c.Name
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
