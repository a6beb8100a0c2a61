package ical

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
)

// File is what a calendar file says.
type File struct {
	Name    string   // X-WR-CALNAME, "" where there is none
	PlanID  string   // of the plan that the file was written from, "" for a foreign one
	Listed  []string // IDs of the events that it held when it was written
	Entries []Entry
}

// Entry is one event of a calendar file.
type Entry struct {
	UID       string
	Base      *planner.Event // as it was written out; nil where the calendar program dropped that, and for a foreign one
	Span      planner.Span   // UTC
	Summary   string
	Written   string // the summary as it was written out, "" where that is not known
	Note      string
	Cancelled bool
	Row       int // of the event in the file
}

// Read reads a calendar file. Clock times without a zone, and whole days, are of the zone given. An event that
// cannot be read, repeats, or stands in a zone that is not known is a Problem that names its line; all of them
// come back together as planner.Problems, and then there is no File.
func Read(r io.Reader, zone *time.Location) (*File, error) {
	calendars, err := parse(r)
	if err != nil {
		return nil, err
	}
	f := &File{}
	var problems planner.Problems
	for _, c := range calendars {
		f.head(c)
		loc := zone
		if name, ok := c.text("X-WR-TIMEZONE"); ok {
			if z, known := zoneOf(name); known {
				loc = z
			}
		}
		in := readZones(c, loc)
		for _, v := range c.subs {
			if v.name != "VEVENT" {
				continue
			}
			e, err := readEvent(v, in)
			if err != nil {
				problems = append(problems, planner.AsProblems(err)...)
				continue
			}
			f.Entries = append(f.Entries, e)
		}
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		if seen[e.UID] {
			problems = append(problems, &planner.Problem{Text: planner.T("problem.ics_twice", short(e.UID)), Row: e.Row})
		}
		seen[e.UID] = true
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return f, nil
}

func (f *File) head(c *component) {
	if name, ok := c.text("X-WR-CALNAME"); ok {
		f.Name = name
	}
	if id, ok := c.text(propPlan); ok {
		f.PlanID = id
	}
	if ids, ok := c.text(propEvents); ok {
		f.Listed = append(f.Listed, strings.Fields(ids)...)
	}
}

func readEvent(v *component, in zones) (Entry, error) {
	bad := func(key string, args ...any) error {
		return &planner.Problem{Text: planner.T(key, args...), Row: v.row}
	}
	e := Entry{Row: v.row}
	e.UID, _ = v.text("UID")
	if e.UID == "" {
		return e, bad("problem.ics_uid")
	}
	for _, name := range []string{"RRULE", "RDATE", "RECURRENCE-ID"} {
		if p := v.get(name); p != nil {
			return e, &planner.Problem{Text: planner.T("problem.ics_repeat"), Row: p.row, Field: name}
		}
	}
	e.Summary, _ = v.text("SUMMARY")
	e.Summary = strings.Join(strings.Fields(clean(e.Summary)), " ")
	e.Written, _ = v.text(propSummary)
	e.Note, _ = v.text("DESCRIPTION")
	e.Note = clean(e.Note)
	if status, ok := v.text("STATUS"); ok && strings.EqualFold(status, "CANCELLED") {
		e.Cancelled = true
	}
	if own, ok := v.text(propEvent); ok {
		var base planner.Event
		if err := json.Unmarshal([]byte(own), &base); err == nil && base.ID != "" && strings.HasSuffix(e.UID, "-"+base.ID+uidHost) {
			e.Base = &base
		}
	}
	var err error
	e.Span, err = readSpan(v, in, bad)
	return e, err
}

// readSpan reads when an event is. One without an end is a day where it has no clock time, else as long as a post.
func readSpan(v *component, in zones, bad func(string, ...any) error) (planner.Span, error) {
	var s planner.Span
	start := v.get("DTSTART")
	if start == nil {
		return s, bad("problem.ics_start")
	}
	var allDay bool
	var err error
	if s.Start, allDay, err = readTime(start, in); err != nil {
		return s, err
	}
	end, length := v.get("DTEND"), v.get("DURATION")
	switch {
	case end != nil:
		if s.End, _, err = readTime(end, in); err != nil {
			return s, err
		}
	case length != nil:
		d, ok := readDuration(length.Value)
		if !ok {
			return s, &planner.Problem{Text: planner.T("problem.ics_time", short(length.Value)), Row: length.row, Field: length.IANAToken}
		}
		s.End = s.Start.Add(d)
	case allDay:
		next := *start.BaseProperty
		next.Value = nextDay(next.Value)
		s.End, _, err = readTime(&prop{&next, start.row}, in)
		if err != nil {
			return s, err
		}
	default:
		s.End = s.Start.Add(planner.PostLength)
	}
	if s.End.Equal(s.Start) && !allDay {
		s.End = s.Start.Add(planner.PostLength)
	}
	if !s.Start.Before(s.End) || s.Start.Year() < 1900 || s.End.Year() > 9000 {
		return s, bad("problem.end_before_start", short(v.get("UID").Value), s.Start, s.End)
	}
	return s, nil
}

// The ways in which a calendar differs from a plan.
const (
	Moved    = "moved"
	Retitled = "retitled"
	Noted    = "noted" // another note
	Removed  = "removed"
	Added    = "added"
)

// Difference is what one event of a calendar says differently. Several may concern one event.
type Difference struct {
	What     string
	Event    *planner.Event // as the plan has it; nil for Added
	After    *planner.Event // as it would be; nil for Removed
	Conflict bool           // the plan changed the same thing since the calendar was written
	Row      int            // of the event in the file; 0 for Removed
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
			list = append(list, Difference{What: Added, After: x.event(p), Row: x.Row})
		}
	}
	if f.PlanID != p.ID {
		return list
	}
	for _, id := range f.Listed {
		if e := p.Event(id); e != nil && !seen[id] && e.Scheduled() {
			list = append(list, Difference{What: Removed, Event: e})
		}
	}
	return list
}

// eventID returns the event's ID out of a UID of the plan, and whether it is one.
func eventID(uid, planID string) (string, bool) {
	id, ours := strings.CutPrefix(uid, strings.ToLower(planID)+"-")
	id, ended := strings.CutSuffix(id, uidHost)
	return id, ours && ended
}

func unchanged(x Entry) bool {
	return x.Base.Span == x.Span && (x.Written == "" || x.Written == x.Summary) && clean(x.Base.Note) == x.Note
}

// differences compares one event of the plan.
func (x Entry) differences(e *planner.Event, summary func(*planner.Event) string) []Difference {
	if x.Cancelled {
		return []Difference{{What: Removed, Event: e, Conflict: x.Base != nil && x.Base.Span != e.Span, Row: x.Row}}
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
		list = append(list, Difference{what, e, after, conflict, x.Row})
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

// Command puts the differences on the plan as one edit. Differences of one event are laid over each other, later
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
