package ical

import (
	"encoding/json"
	"io"
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

	own *planner.Event // what our property says, whatever the UID
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
		if err := json.Unmarshal([]byte(own), &base); err == nil && base.ID != "" {
			e.own = &base
			if strings.HasSuffix(e.UID, "-"+base.ID+Host) {
				e.Base = &base
			}
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
