// Package ical writes a plan as an iCalendar file (RFC 5545), which any calendar program reads.
package ical

import (
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"bfplanner/planner"
)

// Export is a plan to be written as a calendar.
type Export struct {
	Plan  *planner.Plan
	Stamp time.Time // when the file is made (DTSTAMP)
	Word  func(key string, args ...any) string
	Title func(*planner.Event) string
}

// UID returns the identity of an event in calendars: the same in every export of the plan.
func UID(planID, eventID string) string {
	return strings.ToLower(planID) + "-" + eventID + "@bfplanner"
}

// Write writes one VEVENT for each event that has a time, in UTC, with lines ended by CRLF as the standard
// wants. What is in the backlog has no place in a calendar.
func (x *Export) Write(w io.Writer) error {
	cal := ics.NewCalendarFor("Black Friday Planner")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(clean(x.Plan.Name))
	cal.SetXWRTimezone(x.Plan.Market.Zone)
	for _, e := range x.Plan.Events.All() {
		if !e.Scheduled() {
			continue
		}
		v := cal.AddEvent(UID(x.Plan.ID, e.ID))
		v.SetDtStampTime(x.Stamp)
		v.SetStartAt(e.Span.Start)
		v.SetEndAt(e.Span.End)
		v.SetSummary(clean(e.Kind.Letter() + " " + x.Title(e)))
		v.AddCategory(x.Word("kind." + string(e.Kind)))
		if e.Note != "" {
			v.SetDescription(clean(e.Note))
		}
		if e.Live != nil {
			if s, ok := x.Plan.Studios.Get(e.Live.Studio); ok {
				v.SetLocation(clean(s.Name))
			}
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

// clean takes out control characters, which iCalendar text may not hold; a line break stays.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
