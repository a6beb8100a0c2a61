package ical

import (
	"slices"
	"strings"

	"bfplanner/planner"
)

// The ways in which a calendar differs from a plan.
const (
	Moved    = "moved"
	Retitled = "retitled"
	Noted    = "noted" // another note
	Removed  = "removed"
	Added    = "added"
	// Unreadable is what a calendar server has and a plan cannot hold, such as an event that repeats. It cannot be
	// taken over.
	Unreadable = "unreadable"
)

// Difference is what one event of a calendar says differently. Several may concern one event.
type Difference struct {
	What     string
	Event    *planner.Event // as the plan has it; nil for Added
	After    *planner.Event // as it would be; nil for Removed
	Conflict bool           // the plan changed the same thing since the calendar was written
	Row      int            // of the event in the file; 0 for Removed
	UID      string         // of the event in the calendar
}

// Differences returns what the calendar changed against what it was when it was written, in the order of the file,
// removals last. Where the calendar program did not keep that, it is compared with the plan as it stands; summary
// tells under which title a calendar shows an event.
func (f *File) Differences(p *planner.Plan, summary func(*planner.Event) string) []Difference {
	var list []Difference
	seen := map[string]bool{}
	for _, x := range f.Entries {
		id, ours := eventID(x.UID, p.ID)
		e := p.Event(id)
		switch {
		case ours && e != nil:
			seen[e.ID] = true
			list = append(list, x.differences(e, summary)...)
		case x.Cancelled, ours && x.Base != nil && slices.Contains(f.Listed, id) && unchanged(x):
			// The plan took it out after the calendar was written, and the calendar has nothing new to say of it.
		default:
			list = append(list, x.added(p))
		}
	}
	if f.PlanID != p.ID {
		return list
	}
	for _, id := range f.Listed {
		if e := p.Event(id); e != nil && !seen[id] && e.Scheduled() {
			list = append(list, Difference{What: Removed, Event: e, UID: UID(p.ID, id)})
		}
	}
	return list
}

// eventID returns the event's ID out of a UID of the plan, and whether it is one.
func eventID(uid, planID string) (string, bool) {
	id, ours := strings.CutPrefix(uid, strings.ToLower(planID)+"-")
	id, ended := strings.CutSuffix(id, Host)
	return id, ours && ended
}

func unchanged(x Entry) bool {
	return x.Base.Span == x.Span && (x.Written == "" || x.Written == x.Summary) && clean(x.Base.Note) == x.Note
}

// differences compares one event of the plan.
func (x Entry) differences(e *planner.Event, summary func(*planner.Event) string) []Difference {
	if x.Cancelled {
		return []Difference{{What: Removed, Event: e, Conflict: x.Base != nil && x.Base.Span != e.Span, Row: x.Row, UID: x.UID}}
	}
	base, written := x.Base, x.Written
	if base == nil {
		base = e
	}
	if written == "" {
		written = summary(e)
	}
	var list []Difference
	put := func(what string, after *planner.Event, conflict bool) {
		list = append(list, Difference{what, e, after, conflict, x.Row, x.UID})
	}
	if x.Span != base.Span && x.Span != e.Span {
		put(Moved, e.At(x.Span), e.Span != base.Span)
	}
	if title := titleOf(x.Summary, e.Kind); x.Summary != written && title != e.Title {
		n := *e
		n.Title = title
		put(Retitled, &n, e.Title != base.Title)
	}
	if x.Note != clean(base.Note) && x.Note != clean(e.Note) {
		n := *e
		n.Note = x.Note
		put(Noted, &n, e.Note != base.Note)
	}
	return list
}

// Against returns how the entry differs from an event of the plan as it stands, whoever changed it; for no event, that the
// entry is one more.
func (x Entry) Against(p *planner.Plan, e *planner.Event, summary func(*planner.Event) string) []Difference {
	if e == nil {
		return []Difference{x.added(p)}
	}
	x.Base, x.Written = nil, ""
	return x.differences(e, summary)
}

func (x Entry) added(p *planner.Plan) Difference {
	return Difference{What: Added, After: x.event(p), Row: x.Row, UID: x.UID}
}

// Adopt makes the entry, which has the UID of another calendar, that of an event of the plan.
func (x *Entry) Adopt(planID, eventID string) {
	x.UID = UID(planID, eventID)
	if x.own != nil && x.own.ID == eventID {
		x.Base = x.own
	}
}

// Taken returns the IDs of the events of the plan that hold what was taken over, by the UIDs of the calendar; before and
// after are the plan without and with it. An event that was taken out has none.
func Taken(before, after *planner.Plan, list []Difference) map[string]string {
	ids, used := map[string]string{}, map[string]bool{}
	for _, d := range list {
		switch d.What {
		case Removed:
			ids[d.UID] = ""
			continue
		case Unreadable:
			continue
		case Added:
		default:
			ids[d.UID] = d.Event.ID
			continue
		}
		for _, e := range after.Events.All() {
			if before.Event(e.ID) == nil && !used[e.ID] && e.Kind == d.After.Kind && e.Span == d.After.Span && e.Title == d.After.Title {
				ids[d.UID], used[e.ID] = e.ID, true
				break
			}
		}
	}
	return ids
}

// titleOf is a summary without the letter of its kind.
func titleOf(summary string, k planner.Kind) string {
	return strings.TrimSpace(strings.TrimPrefix(summary, k.Letter()+" "))
}

// event makes an event of a foreign entry: of the kind whose letter its summary begins with, if such an event can
// stand without more details, else a milestone.
func (x Entry) event(p *planner.Plan) *planner.Event {
	if x.Base != nil {
		n := *x.Base.At(x.Span)
		n.ID, n.Note, n.Title = "", x.Note, x.Base.Title
		if x.Written != "" && x.Summary != x.Written {
			n.Title = titleOf(x.Summary, n.Kind)
		}
		if p.CheckEvent(&n) == nil {
			return &n
		}
	}
	e := &planner.Event{Kind: planner.Milestone, Span: x.Span, Note: x.Note, Title: x.Summary, Channel: planner.TikTok,
		Task: &planner.MilestoneDetail{Type: planner.OtherTask}}
	if shops := p.Shops.All(); len(shops) > 0 {
		e.Shop = shops[0].ID
	}
	switch letter, title, _ := strings.Cut(x.Summary, " "); letter {
	case planner.Live.Letter():
		e.Kind, e.Title, e.Task, e.Live = planner.Live, title, nil, &planner.LiveDetail{}
	case planner.Video.Letter():
		e.Kind, e.Title, e.Task, e.Clip = planner.Video, title, nil, &planner.VideoDetail{Type: planner.VideoTypes[0]}
	case planner.Ad.Letter():
		e.Kind, e.Title, e.Task, e.Ad = planner.Ad, title, nil, &planner.AdDetail{}
	case planner.Milestone.Letter():
		e.Title = title
	}
	return e
}

// Command puts the differences that can be taken on the plan as one edit. Differences of one event are laid over each other, later
// ones over earlier ones.
func Command(list []Difference, why planner.Text) planner.Command {
	b := planner.Batch{Why: why}
	changed := map[string]*planner.Event{}
	var order, gone []string
	var added []*planner.Event
	for _, d := range list {
		switch d.What {
		case Removed:
			gone = append(gone, d.Event.ID)
			continue
		case Added:
			added = append(added, d.After)
			continue
		case Unreadable:
			continue
		}
		e, ok := changed[d.Event.ID]
		if !ok {
			n := *d.Event
			e, order = &n, append(order, n.ID)
		}
		switch d.What {
		case Moved:
			e = e.At(d.After.Span)
		case Retitled:
			e.Title = d.After.Title
		case Noted:
			e.Note = d.After.Note
		}
		changed[d.Event.ID] = e
	}
	if len(order) > 0 {
		c := planner.Change{}
		for _, id := range order {
			c.Events = append(c.Events, changed[id])
		}
		b.Commands = append(b.Commands, c)
	}
	if len(gone) > 0 {
		b.Commands = append(b.Commands, planner.Remove{IDs: gone, Alone: true})
	}
	if len(added) > 0 {
		b.Commands = append(b.Commands, planner.Add{Events: added})
	}
	return b
}
