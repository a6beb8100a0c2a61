package report

import "bfplanner/planner"

// Lane is one row of the timeline, day by day.
type Lane struct {
	Kind planner.Kind
	Host *planner.Host // for a host's shifts; nil for the lanes of kinds
	Days [][]Slot      // by the days of the period
}

// Slot is an event, or a host's shift, on the day on which it begins; of a band there is one on every day.
type Slot struct {
	Event *planner.Event
	Span  planner.Span // the shift's in a host's lane, else the event's
	Band  bool
}

// Timeline returns the lanes that hold something, in the order of the screen: videos, lives by host and those
// without a host, coupons, flash deals, ads, milestones.
func (r *Report) Timeline() []Lane {
	days := r.Period()
	at := map[planner.Date]int{}
	for i, d := range days {
		at[d] = i
	}
	var list []Lane
	lane := func(k planner.Kind, h *planner.Host, slots []Slot) {
		l := Lane{Kind: k, Host: h, Days: make([][]Slot, len(days))}
		some := false
		for _, s := range slots {
			dates := []planner.Date{planner.DateOf(s.Span.Start, r.loc)}
			if s.Band {
				dates = s.Span.Dates(r.loc)
			}
			for _, d := range dates {
				if i, ok := at[d]; ok {
					l.Days[i], some = append(l.Days[i], s), true
				}
			}
		}
		if some {
			list = append(list, l)
		}
	}
	events := r.scheduled()
	for _, k := range planner.Kinds {
		if k == planner.Live {
			for _, h := range r.Snapshot.Plan.Hosts.All() {
				lane(k, h, shiftsOf(events, h.ID))
			}
		}
		var slots []Slot
		for _, e := range events {
			if e.Kind == k && (k != planner.Live || len(e.Live.Shifts) == 0) {
				slots = append(slots, Slot{e, e.Span, r.IsBand(e)})
			}
		}
		lane(k, nil, slots)
	}
	return list
}

func shiftsOf(events []*planner.Event, host string) []Slot {
	var slots []Slot
	for _, e := range events {
		if e.Live == nil {
			continue
		}
		for _, s := range e.Live.Shifts {
			if s.Host == host {
				slots = append(slots, Slot{Event: e, Span: s.Span})
			}
		}
	}
	return slots
}
