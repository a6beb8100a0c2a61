// Package ical writes a plan as an iCalendar file (RFC 5545), which any calendar program reads, and reads back what
// was changed in such a file. What iCalendar has no place for travels in properties of our own, whose names begin
// with X-BFPLANNER, so that a file that comes back unchanged changes nothing.
package ical

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
)

// Export is a plan to be written as a calendar.
type Export struct {
	Plan   *planner.Plan
	Stamp  time.Time // when the file is made (DTSTAMP)
	Word   func(key string, args ...any) string
	Title  func(*planner.Event) string
	Filter Filter
	Silent bool // no alarms
}

// Filter chooses events; an empty list leaves its side open.
type Filter struct {
	Hosts    []string // IDs; events without a host fall out
	Kinds    []planner.Kind
	Channels []string
}

// Holds reports whether the event passes.
func (f Filter) Holds(e *planner.Event) bool {
	switch {
	case len(f.Kinds) > 0 && !slices.Contains(f.Kinds, e.Kind):
		return false
	case len(f.Channels) > 0 && !slices.Contains(f.Channels, e.Channel):
		return false
	}
	return len(f.Hosts) == 0 || slices.ContainsFunc(e.Hosts(), func(h string) bool { return slices.Contains(f.Hosts, h) })
}

// Names of our own properties.
const (
	propPlan    = "X-BFPLANNER-PLAN"    // ID of the plan
	propEvents  = "X-BFPLANNER-EVENTS"  // IDs of all events in the file, so that one that is missing was taken out
	propEvent   = "X-BFPLANNER-EVENT"   // the event as JSON
	propSummary = "X-BFPLANNER-SUMMARY" // SUMMARY as written, so that a new title is noticed
)

// uidHost ends the UIDs of our events.
const uidHost = "@bfplanner"

// UID returns the identity of an event in calendars: the same in every export of the plan.
func UID(planID, eventID string) string { return strings.ToLower(planID) + "-" + eventID + uidHost }

// alarmBefore is how long before its start a calendar reminds of an event of each kind; what is not here makes no noise.
var alarmBefore = map[planner.Kind]time.Duration{
	planner.Live: time.Hour, planner.Video: 15 * time.Minute, planner.Flash: 5 * time.Minute,
	planner.Coupon: 30 * time.Minute, planner.Milestone: 24 * time.Hour,
}

// Events returns the events that the file holds, in the order of their IDs. What is in the backlog has no place in a
// calendar.
func (x *Export) Events() []*planner.Event {
	var list []*planner.Event
	for _, e := range x.Plan.Events.All() {
		if e.Scheduled() && x.Filter.Holds(e) {
			list = append(list, e)
		}
	}
	return list
}

// Write writes one VEVENT an event, in clock times of the market's zone, with lines ended by CRLF as the standard wants.
func (x *Export) Write(w io.Writer) error {
	events := x.Events()
	c, err := x.calendar(events)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	c.write(&b)
	_, err = b.WriteTo(w)
	return err
}

func (x *Export) calendar(events []*planner.Event) (*component, error) {
	c := &component{name: "VCALENDAR"}
	c.add("VERSION", "2.0")
	c.add("PRODID", "-//bfplanner//Black Friday Planner//EN")
	c.add("CALSCALE", "GREGORIAN")
	c.add("METHOD", "PUBLISH")
	c.addText("X-WR-CALNAME", x.Plan.Name)
	c.addText("X-WR-TIMEZONE", x.Plan.Market.Zone)
	c.addText(propPlan, x.Plan.ID)
	ids := make([]string, len(events))
	over := x.Plan.Sale.Campaign()
	for i, e := range events {
		ids[i] = e.ID
		if e.Span.Start.Before(over.Start) {
			over.Start = e.Span.Start
		}
		if e.Span.End.After(over.End) && e.Span.End.Before(planner.Forever) {
			over.End = e.Span.End
		}
	}
	c.addText(propEvents, strings.Join(ids, " "))
	c.subs = append(c.subs, zoneComponent(x.Plan.Zone(), over))
	for _, e := range events {
		v, err := x.event(e)
		if err != nil {
			return nil, err
		}
		c.subs = append(c.subs, v)
	}
	return c, nil
}

func (x *Export) event(e *planner.Event) (*component, error) {
	loc := x.Plan.Zone()
	v := &component{name: "VEVENT"}
	v.addText("UID", UID(x.Plan.ID, e.ID))
	v.add("DTSTAMP", x.Stamp.UTC().Format(utcLayout))
	addTime(v, "DTSTART", e.Span.Start, loc)
	addTime(v, "DTEND", e.Span.End, loc)
	summary := x.Summary(e)
	v.addText("SUMMARY", summary)
	v.addText("CATEGORIES", x.Word("kind."+string(e.Kind)))
	if e.Note != "" {
		v.addText("DESCRIPTION", e.Note)
	}
	if e.Live != nil {
		if s, ok := x.Plan.Studios.Get(e.Live.Studio); ok {
			v.addText("LOCATION", s.Name)
		}
	}
	own, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	v.addText(propEvent, string(own))
	v.addText(propSummary, summary)
	if before, ok := alarmBefore[e.Kind]; ok && !x.Silent {
		a := v.sub("VALARM")
		a.add("ACTION", "DISPLAY")
		a.addText("DESCRIPTION", summary)
		a.add("TRIGGER", fmt.Sprintf("-PT%dM", int(before/time.Minute)))
	}
	return v, nil
}

// Summary is the title under which calendars show the event: the letter of its kind and its title, on one line.
func (x *Export) Summary(e *planner.Event) string {
	return strings.Join(strings.Fields(clean(e.Kind.Letter()+" "+x.Title(e))), " ")
}

// Object returns the event as a calendar file of its own, as calendar servers keep it: without a METHOD, which they
// refuse (RFC 4791, section 4.1).
func (x *Export) Object(e *planner.Event) ([]byte, error) {
	c, err := x.calendar([]*planner.Event{e})
	if err != nil {
		return nil, err
	}
	c.props = slices.DeleteFunc(c.props, func(p prop) bool {
		return p.name == "METHOD" || p.name == propEvents || strings.HasPrefix(p.name, "X-WR-")
	})
	var b bytes.Buffer
	c.write(&b)
	return b.Bytes(), nil
}
