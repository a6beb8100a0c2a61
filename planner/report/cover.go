package report

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/risk"
)

// Cover is what the first page says of the whole campaign.
type Cover struct {
	Name      string
	Sale      planner.Sale
	Projected bool
	Now       time.Time // the plan's as-of instant
	Phases    []planner.Phase
	Kinds     []KindCount // every kind, in the order of the lanes
	Hosts     []HostHours // every host of the plan
	Budgets   []Budget
	Outlook   *forecast.Outlook // nil where there is nothing to sell
	Notes     []Note
	Flags     []Flag
	Packs     []Pack
}

// KindCount is how many events of a kind have a time and how many wait in the backlog.
type KindCount struct {
	Kind      planner.Kind
	Scheduled int
	Backlog   int
	Length    time.Duration // of the scheduled ones together; 0 for posts, which are instants
}

// HostHours is how long a host is on air, and what that costs.
type HostHours struct {
	Host   *planner.Host
	Shifts int
	OnAir  time.Duration
	Cost   planner.Money
}

// Budget is what a shop's events of one kind are expected to cost beside the shop's limit.
type Budget struct {
	Shop    *planner.Shop
	Kind    planner.Kind // Coupon, Ad or Video
	Planned planner.Money
	Limit   planner.Money
}

// Over reports whether more is planned than the limit allows.
func (b Budget) Over() bool { return b.Planned.Minor > b.Limit.Minor }

// Flag is a risk window that flags dates of the campaign.
type Flag struct {
	risk.Hit
	Dates []planner.Date // in the market's zone, in order
}

// Pack is a preset file that the plan was made from, with the age of its facts.
type Pack struct {
	planner.Pack
	Months int // whole months from the date of the facts to the as-of instant; negative where they are later
	Known  bool
}

// Cover returns the first page's rows.
func (r *Report) Cover() Cover {
	s := r.Snapshot
	c := Cover{
		Name: s.Plan.Name, Sale: s.Plan.Sale, Projected: r.Projected(), Now: s.Now, Phases: s.Plan.Sale.Phases(), Notes: r.Notes,
		Kinds: r.kinds(), Hosts: r.hosts(), Budgets: r.budgets(), Flags: r.flagged(),
	}
	if o, err := s.Outlook(); err == nil {
		c.Outlook = &o
	}
	for _, p := range s.Plan.Packs {
		c.Packs = append(c.Packs, packAge(p, planner.DateOf(s.Now, r.loc)))
	}
	return c
}

func (r *Report) kinds() []KindCount {
	list := make([]KindCount, len(planner.Kinds))
	for i, k := range planner.Kinds {
		list[i].Kind = k
	}
	for _, e := range r.Snapshot.Plan.Events.All() {
		i := kindOrder(e.Kind)
		switch {
		case i < 0:
		case !e.Scheduled():
			list[i].Backlog++
		default:
			list[i].Scheduled++
			if e.Kind != planner.Video && e.Kind != planner.Milestone {
				list[i].Length += e.Span.Length()
			}
		}
	}
	return list
}

func (r *Report) hosts() []HostHours {
	p := r.Snapshot.Plan
	list := make([]HostHours, 0, p.Hosts.Len())
	at := map[string]int{}
	for i, h := range p.Hosts.All() {
		at[h.ID] = i
		list = append(list, HostHours{Host: h})
	}
	for _, e := range p.Events.All() {
		if e.Live == nil || !e.Scheduled() {
			continue
		}
		for _, s := range e.Live.Shifts {
			if i, ok := at[s.Host]; ok {
				list[i].Shifts++
				list[i].OnAir += s.Span.Length()
			}
		}
	}
	for i, h := range list {
		list[i].Cost = p.Money(planner.DivRound(h.Host.CostHour*int64(h.OnAir/time.Minute), 60))
	}
	return list
}

// flagged gathers the flagged dates by the window that flags them, in the order of their first dates.
func (r *Report) flagged() []Flag {
	var list []Flag
	at := map[string]int{}
	for _, d := range r.flags {
		for _, h := range d.Windows {
			i, ok := at[h.Window.ID]
			if !ok {
				i = len(list)
				at[h.Window.ID] = i
				list = append(list, Flag{Hit: h})
			}
			list[i].Dates = append(list[i].Dates, d.Date)
		}
	}
	return list
}

// packAge reads the date of the facts, which may be a year, a month or a day, as the first day of it.
func packAge(p planner.Pack, today planner.Date) Pack {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, p.AsOf); err == nil {
			d := planner.DateOf(t, time.UTC)
			months := (today.Year-d.Year)*12 + int(today.Month) - int(d.Month)
			if today.Day < d.Day {
				months--
			}
			return Pack{p, months, true}
		}
	}
	return Pack{Pack: p}
}
