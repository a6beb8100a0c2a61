package ical

import (
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
)

// zones are what the times of a calendar are read by.
type zones struct {
	floating *time.Location      // of clock times without a zone, and of whole days
	named    map[string]fileZone // by TZID: those that the file itself describes
}

// readZones returns the zones of a calendar whose times without a zone are of the location given.
func readZones(c *component, floating *time.Location) zones {
	z := zones{floating, map[string]fileZone{}}
	for _, s := range c.subs {
		if id, ok := s.text("TZID"); ok && s.name == "VTIMEZONE" {
			z.named[id] = readFileZone(s)
		}
	}
	return z
}

// instant returns the UTC instant of a clock time, given as if it were UTC, in the zone of that TZID. A zone that the
// program knows is taken as it knows it, which goes beyond the years that a file describes; it is false for one that
// neither the program nor the file knows.
func (z zones) instant(wall time.Time, id string) (time.Time, bool) {
	loc, ok := z.floating, true
	if id != "" {
		loc, ok = zoneOf(id)
	}
	file := z.named[id]
	if !ok {
		if loc, ok = zoneOf(file.place); !ok {
			return file.instant(wall)
		}
	}
	y, m, d := wall.Date()
	return time.Date(y, m, d, wall.Hour(), wall.Minute(), wall.Second(), 0, loc).UTC(), true
}

// fileZone is a zone that the program does not know, as the file describes it (RFC 5545, section 3.6.5).
type fileZone struct {
	place   string // an IANA name, where the program that wrote the file gave one
	changes []change
}

// change is an observance: from its onset on, a clock time as it was shown before, another offset holds.
type change struct {
	onset         time.Time // the clock time, as if it were UTC
	before, after time.Duration
	rule          *yearly // of the onsets in later years; nil for none
}

// yearly is a rule such as the second Sunday of March.
type yearly struct {
	month time.Month
	nth   int // -1 is the last
	day   time.Weekday
	until time.Time // zero for no end
}

func readFileZone(c *component) fileZone {
	var z fileZone
	z.place, _ = c.text("X-LIC-LOCATION")
	for _, s := range c.subs {
		x, ok := readChange(s)
		if !ok {
			return fileZone{place: z.place}
		}
		z.changes = append(z.changes, x)
	}
	return z
}

// readChange reads an observance; it is false for one whose onsets are not known from what is read here.
func readChange(c *component) (x change, ok bool) {
	start, _ := c.text("DTSTART")
	from, _ := c.text("TZOFFSETFROM")
	to, _ := c.text("TZOFFSETTO")
	var err error
	x.onset, err = time.Parse(localLayout, start)
	var good [2]bool
	x.before, good[0] = readOffset(from)
	x.after, good[1] = readOffset(to)
	if err != nil || !good[0] || !good[1] || c.get("RDATE") != nil {
		return x, false
	}
	rule, ok := c.text("RRULE")
	if !ok {
		return x, true
	}
	x.rule, ok = readYearly(rule)
	return x, ok
}

func readOffset(s string) (time.Duration, bool) {
	for _, layout := range []string{"-0700", "-070000"} {
		if t, err := time.Parse(layout, s); err == nil {
			return time.Duration(offsetOf(t)) * time.Second, true
		}
	}
	return 0, false
}

var weekdays = map[string]time.Weekday{"SU": time.Sunday, "MO": time.Monday, "TU": time.Tuesday, "WE": time.Wednesday, "TH": time.Thursday, "FR": time.Friday, "SA": time.Saturday}

// readYearly reads a rule of the one form in which zones are written: FREQ=YEARLY;BYMONTH=3;BYDAY=2SU.
func readYearly(s string) (*yearly, bool) {
	r := &yearly{}
	for part := range strings.SplitSeq(strings.ToUpper(s), ";") {
		name, value, _ := strings.Cut(part, "=")
		var ok bool
		var err error
		switch name {
		case "FREQ":
			ok = value == "YEARLY"
		case "INTERVAL":
			ok = value == "1"
		case "WKST":
			ok = true
		case "BYMONTH":
			var m int
			m, err = strconv.Atoi(value)
			r.month, ok = time.Month(m), m >= 1 && m <= 12
		case "BYDAY":
			day := value[max(len(value)-2, 0):]
			r.nth, err = strconv.Atoi(strings.TrimSuffix(value, day))
			r.day, ok = weekdays[day]
			ok = ok && r.nth >= -1 && r.nth != 0 && r.nth <= 5
		case "UNTIL":
			r.until, err = time.Parse(localLayout, strings.TrimSuffix(value, "Z"))
			ok = true
		}
		if !ok || err != nil {
			return nil, false
		}
	}
	return r, r.month != 0 && r.nth != 0
}

// in returns the day of the rule in a year.
func (r *yearly) in(year int) planner.Date {
	if r.nth < 0 {
		last := time.Date(year, r.month+1, 0, 0, 0, 0, 0, time.UTC)
		return planner.DateOf(last.AddDate(0, 0, -(int(last.Weekday()-r.day)+7)%7), time.UTC)
	}
	first := time.Date(year, r.month, 1, 0, 0, 0, 0, time.UTC)
	return planner.DateOf(first.AddDate(0, 0, (int(r.day-first.Weekday())+7)%7+7*(r.nth-1)), time.UTC)
}

// latest returns the last onset that is not after the clock time.
func (x change) latest(wall time.Time) (time.Time, bool) {
	if x.rule != nil {
		for _, year := range []int{wall.Year(), wall.Year() - 1} {
			at := x.rule.in(year).At(x.onset.Hour(), x.onset.Minute(), time.UTC)
			if !at.After(wall) && !at.Before(x.onset) && (x.rule.until.IsZero() || !at.Add(-x.before).After(x.rule.until)) {
				return at, true
			}
		}
	}
	return x.onset, !x.onset.After(wall)
}

// instant returns the UTC instant of a clock time, false where the file does not tell the offset.
func (z fileZone) instant(wall time.Time) (time.Time, bool) {
	var onset time.Time
	var offset time.Duration
	found := false
	for _, x := range z.changes {
		if at, ok := x.latest(wall); ok && (!found || at.After(onset)) {
			onset, offset, found = at, x.after, true
		}
	}
	if !found && len(z.changes) > 0 {
		offset, found = z.changes[0].before, true
	}
	return wall.Add(-offset), found
}
