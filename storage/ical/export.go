// Package ical writes a plan as an iCalendar file (RFC 5545), which any calendar program reads, and reads back what
// was changed in such a file. What iCalendar has no place for travels in properties of our own, whose names begin
// with X-BFPLANNER, so that a file that comes back unchanged changes nothing.
//
// Content lines are those of github.com/arran4/golang-ical: it takes them apart, escapes, folds and writes them. Two
// things stand before it. It numbers lines within their component and does not go on after a bad one, so the nesting of
// components is followed here, where a problem can name the row of the file; and it writes control characters as they are,
// so texts lose them first. Times are read and written here too: its own take the zone that a file names to be known to
// the machine, and know neither the zones of Windows nor the hour that clocks show twice.
package ical

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

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
	// UIDs are those of events that came from another calendar and are known there, by the events' IDs.
	UIDs map[string]string
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

// Host ends the UIDs of our events, after the event's ID.
const Host = "@bfplanner"

// refresh is how often a program that subscribes to the file is asked to read it again (RFC 7986, section 5.7; programs
// of Microsoft and Apple go by X-PUBLISHED-TTL).
const refresh = "PT1H"

// UID returns the identity of an event in calendars: the same in every export of the plan.
func UID(planID, eventID string) string { return strings.ToLower(planID) + "-" + eventID + Host }

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
	c := &ics.Calendar{}
	head(c, ics.PropertyVersion, "2.0")
	head(c, ics.PropertyProductId, "-//bfplanner//Black Friday Planner//EN")
	head(c, ics.PropertyCalscale, "GREGORIAN")
	head(c, ics.PropertyMethod, string(ics.MethodPublish))
	c.SetRefreshInterval(refresh, ics.WithValue(string(ics.ValueDataTypeDuration)))
	c.SetXPublishedTTL(refresh)
	head(c, ics.PropertyXWRCalName, x.Plan.Name)
	head(c, ics.PropertyXWRTimezone, x.Plan.Market.Zone)
	head(c, propPlan, x.Plan.ID)
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	head(c, propEvents, strings.Join(ids, " "))
	if err := x.fill(c, events); err != nil {
		return err
	}
	return serialize(w, c)
}

// Object returns the event as a calendar file of its own, as calendar servers keep it: without a METHOD, which they
// refuse (RFC 4791, section 4.1).
func (x *Export) Object(e *planner.Event) ([]byte, error) {
	c := &ics.Calendar{}
	head(c, ics.PropertyVersion, "2.0")
	head(c, ics.PropertyProductId, "-//bfplanner//Black Friday Planner//EN")
	head(c, ics.PropertyCalscale, "GREGORIAN")
	head(c, propPlan, x.Plan.ID)
	if err := x.fill(c, []*planner.Event{e}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := serialize(&b, c)
	return b.Bytes(), err
}

// head adds a property of the calendar itself.
func head(c *ics.Calendar, name ics.Property, value string) {
	c.CalendarProperties = append(c.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: string(name), Value: clean(value)}})
}

// fill adds the zone over the time of the events and of the sale, and the events.
func (x *Export) fill(c *ics.Calendar, events []*planner.Event) error {
	over := x.Plan.Sale.Campaign()
	for _, e := range events {
		if e.Span.Start.Before(over.Start) {
			over.Start = e.Span.Start
		}
		if e.Span.End.After(over.End) && e.Span.End.Before(planner.Forever) {
			over.End = e.Span.End
		}
	}
	c.AddVTimezone(zoneComponent(x.Plan.Zone(), over))
	for _, e := range events {
		v, err := x.event(e)
		if err != nil {
			return err
		}
		c.AddVEvent(v)
	}
	return nil
}

func (x *Export) event(e *planner.Event) (*ics.VEvent, error) {
	loc := x.Plan.Zone()
	v := ics.NewEvent(cmp.Or(x.UIDs[e.ID], UID(x.Plan.ID, e.ID)))
	v.SetDtStampTime(x.Stamp)
	addTime(v, ics.ComponentPropertyDtStart, e.Span.Start, loc)
	addTime(v, ics.ComponentPropertyDtEnd, e.Span.End, loc)
	summary := x.Summary(e)
	v.SetSummary(summary)
	v.AddCategory(clean(x.Word("kind." + string(e.Kind))))
	if e.Note != "" {
		v.SetDescription(clean(e.Note))
	}
	if e.Live != nil {
		if s, ok := x.Plan.Studios.Get(e.Live.Studio); ok {
			v.SetLocation(clean(s.Name))
		}
	}
	own, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	v.AddProperty(propEvent, clean(string(own)))
	v.AddProperty(propSummary, summary)
	if before, ok := alarmBefore[e.Kind]; ok && !x.Silent {
		a := v.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(summary)
		a.SetTrigger(fmt.Sprintf("-PT%dM", int(before/time.Minute)))
	}
	return v, nil
}

// Summary is the title under which calendars show the event: the letter of its kind and its title, on one line.
func (x *Export) Summary(e *planner.Event) string {
	return strings.Join(strings.Fields(clean(e.Kind.Letter()+" "+x.Title(e))), " ")
}
