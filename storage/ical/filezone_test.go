package ical

import (
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
)

// custom is how Outlook describes a zone that its user changed, here with the rules of the United States.
const custom = "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n" +
	"BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\n" +
	"BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"

// TestZonesThatTheFileDescribes holds a zone that only the file knows against the place whose rules it has, every
// hour of a year but those that clocks leave out.
func TestZonesThatTheFileDescribes(t *testing.T) {
	calendars, err := parse(strings.NewReader("BEGIN:VCALENDAR\r\n" + custom + "END:VCALENDAR\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	z := readZones(calendars[0], time.UTC)
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2026; at = at.Add(time.Hour) {
		if local := at.In(loc); !ambiguous(local) {
			wall, _ := time.Parse(localLayout, local.Format(localLayout))
			if got, ok := z.instant(wall, "Customized Time Zone"); !ok || !got.Equal(at) {
				t.Fatalf("%s is %s, %v; want %s", wall, got, ok, at)
			}
		}
	}
}

func TestZonesOfFiles(t *testing.T) {
	file := func(zone string) string {
		return "BEGIN:VCALENDAR\r\n" + zone + "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Here:20241125T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	}
	block := func(lines string) string {
		return file("BEGIN:VTIMEZONE\r\nTZID:Here\r\n" + lines + "END:VTIMEZONE\r\n")
	}
	fixed := "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n"
	for name, c := range map[string]struct{ text, want string }{
		"one offset":          {block(fixed + "END:STANDARD\r\n"), "03:30"},
		"a place":             {block("X-LIC-LOCATION:Asia/Shanghai\r\n" + fixed + "END:STANDARD\r\n"), "01:00"},
		"the last Sunday":     {block(strings.Replace(fixed, "+0530\r\nTZOFFSETTO:+0530", "+0200\r\nTZOFFSETTO:+0100", 1) + "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;WKST=MO\r\nEND:STANDARD\r\n"), "08:00"},
		"before any change":   {block(strings.Replace(strings.Replace(fixed, "1970", "2030", 1), "FROM:+0530", "FROM:+0400", 1) + "END:STANDARD\r\n"), "05:00"},
		"a rule that ended":   {block(fixed + "RRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=1;UNTIL=19800101T000000Z\r\nEND:STANDARD\r\n"), "03:30"},
		"not described":       {file(""), ""},
		"empty":               {block(""), ""},
		"a rule not known":    {block(fixed + "RRULE:FREQ=YEARLY;BYMONTHDAY=3;BYMONTH=1\r\nEND:STANDARD\r\n"), ""},
		"an offset not known": {block(strings.Replace(fixed, "+0530", "half", 1) + "END:STANDARD\r\n"), ""},
		"dates of its own":    {block(fixed + "RDATE:20240101T000000\r\nEND:STANDARD\r\n"), ""},
		"an empty rule":       {block(fixed + "RRULE:\r\nEND:STANDARD\r\n"), ""},
	} {
		f, err := Read(strings.NewReader(c.text), time.UTC)
		switch {
		case c.want == "" && (err == nil || planner.AsProblems(err)[0].Key != "problem.ics_zone"):
			t.Errorf("%s: error %v", name, err)
		case c.want != "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && f.Entries[0].Span.Start.Format("15:04") != c.want:
			t.Errorf("%s is %s, want %s", name, f.Entries[0].Span.Start, c.want)
		}
	}
}

// TestLinesThatTheLibraryTakesAreRefused holds content lines to the standard where the library does not.
func TestLinesThatTheLibraryTakesAreRefused(t *testing.T) {
	for _, line := range []string{"!SUMMARY:a", " :a", ":a", "A;!B=c:d", "A;=c:d", "A;B=\"c:d", "A" + strings.Repeat(";B=c", maxParams+1) + ":d", "A;B=c", "A;B"} {
		if p, ok := parseLine(line); ok {
			t.Errorf("%q is read as %+v", line, *p)
		}
	}
	p, ok := parseLine(`summary;x="a:b;c,d",e;y=f:Gr\, ü\;\nß\\`)
	if !ok || p.IANAToken != "SUMMARY" || p.Value != "Gr, ü;\nß\\" || strings.Join(p.ICalParameters["X"], "|") != "a:b;c,d|e" || p.ICalParameters["Y"][0] != "f" {
		t.Errorf("the line is read as %+v, %v", p, ok)
	}
}

func TestWholeDays(t *testing.T) {
	p := plan(t)
	f := read(t, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20241103\nEND:VEVENT\nEND:VCALENDAR\n", p)
	if got := f.Entries[0].Span.Length(); got != 25*time.Hour {
		t.Errorf("the day on which summer time ends has %s", got)
	}
}
