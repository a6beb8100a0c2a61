package ical

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"bfplanner/planner"
)

// zoneComponent makes a VTIMEZONE out of the zone's own changes of offset over the span, one observance each, with
// the offset that holds before the first as an observance of its own. There are no rules to be wrong later.
func zoneComponent(loc *time.Location, over planner.Span) *ics.VTimezone {
	z := ics.NewTimezone(loc.String())
	from, to := over.Start.AddDate(-1, 0, 0), over.End.AddDate(1, 0, 0)
	observance(z, from, offsetOf(from.In(loc)), from.In(loc))
	for at := from; ; {
		next, ok := nextChange(at, to, loc)
		if !ok {
			return z
		}
		observance(z, next, offsetOf(next.Add(-time.Second).In(loc)), next.In(loc))
		at = next
	}
}

func offsetOf(t time.Time) int {
	_, offset := t.Zone()
	return offset
}

// observance adds what holds from an instant on; DTSTART is the clock time before the change.
func observance(z *ics.VTimezone, at time.Time, before int, after time.Time) {
	var c ics.ComponentBase
	abbreviation, _ := after.Zone()
	c.AddProperty(ics.ComponentPropertyDtStart, at.Add(time.Duration(before)*time.Second).UTC().Format(localLayout))
	c.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offsetText(before))
	c.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offsetText(offsetOf(after)))
	c.AddProperty(ics.ComponentProperty(ics.PropertyTzname), abbreviation)
	if after.IsDST() {
		z.Components = append(z.Components, &ics.Daylight{ComponentBase: c})
		return
	}
	z.Components = append(z.Components, &ics.Standard{ComponentBase: c})
}

// nextChange finds the first instant after at, before to, from which another offset holds.
func nextChange(at, to time.Time, loc *time.Location) (time.Time, bool) {
	const step = 7 * 24 * time.Hour // no zone changes there and back within a week
	was := offsetOf(at.In(loc))
	for low := at; low.Before(to); low = low.Add(step) {
		high := low.Add(step)
		if offsetOf(high.In(loc)) == was {
			continue
		}
		for high.Sub(low) > time.Second {
			middle := low.Add(high.Sub(low) / 2).Truncate(time.Second)
			if offsetOf(middle.In(loc)) == was {
				low = middle
			} else {
				high = middle
			}
		}
		return high.UTC(), high.Before(to)
	}
	return time.Time{}, false
}

func offsetText(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	s := fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}

// Forms of DATE-TIME and DATE values.
const (
	localLayout = "20060102T150405"
	utcLayout   = "20060102T150405Z"
	dateLayout  = "20060102"
)

// addTime writes an instant as a clock time of the zone, or in UTC where the clock shows that time twice and the
// earlier one is not meant.
func addTime(v *ics.VEvent, name ics.ComponentProperty, t time.Time, loc *time.Location) {
	local := t.In(loc)
	text := local.Format(localLayout)
	if again, err := time.ParseInLocation(localLayout, text, loc); err != nil || !again.Equal(t) || ambiguous(local) {
		v.AddProperty(name, t.UTC().Format(utcLayout))
		return
	}
	v.AddProperty(name, text, ics.WithTZID(loc.String()))
}

// ambiguous reports whether clocks of the zone show the time twice, as in the night on which summer time ends.
func ambiguous(t time.Time) bool {
	wall := t.Format(localLayout)
	for _, d := range []time.Duration{-time.Hour, time.Hour, -30 * time.Minute, 30 * time.Minute} {
		if t.Add(d).Format(localLayout) == wall {
			return true
		}
	}
	return false
}

// windowsZones are the zones of Windows, which some calendars write in place of IANA names, as far as sellers and
// their buyers live in them (Unicode CLDR, windowsZones).
var windowsZones = map[string]string{
	"Pacific Standard Time": "America/Los_Angeles", "Mountain Standard Time": "America/Denver", "Central Standard Time": "America/Chicago",
	"Eastern Standard Time": "America/New_York", "GMT Standard Time": "Europe/London", "W. Europe Standard Time": "Europe/Berlin",
	"Romance Standard Time": "Europe/Paris", "China Standard Time": "Asia/Shanghai", "Singapore Standard Time": "Asia/Singapore",
	"SE Asia Standard Time": "Asia/Bangkok", "Tokyo Standard Time": "Asia/Tokyo", "Korea Standard Time": "Asia/Seoul",
	"Central Standard Time (Mexico)": "America/Mexico_City", "E. South America Standard Time": "America/Sao_Paulo", "UTC": "UTC",
}

// zoneOf finds the zone that a TZID means: an IANA name, one behind a vendor's path, or a name of Windows.
func zoneOf(id string) (*time.Location, bool) {
	names := []string{strings.TrimPrefix(id, "/"), windowsZones[id]}
	if parts := strings.Split(id, "/"); len(parts) > 2 {
		names = append(names, strings.Join(parts[len(parts)-2:], "/"))
	}
	for _, n := range names {
		if z, err := planner.Zone(n); err == nil {
			return z, true
		}
	}
	return nil, false
}

// readTime reads a DATE-TIME or DATE value.
func readTime(p *prop, in zones) (t time.Time, allDay bool, err error) {
	bad := func(key string, args ...any) error {
		return &planner.Problem{Text: planner.T(key, args...), Row: p.row, Field: p.IANAToken}
	}
	value := strings.TrimSpace(p.Value)
	layout := localLayout
	switch {
	case len(value) == len(dateLayout):
		layout, allDay = dateLayout, true
	case strings.HasSuffix(value, "Z"):
		layout = utcLayout
	}
	wall, err := time.Parse(layout, value)
	if err != nil {
		return t, allDay, bad("problem.ics_time", short(value))
	}
	if layout == utcLayout {
		return wall, false, nil
	}
	t, ok := in.instant(wall, p.param("TZID"))
	if !ok {
		return t, allDay, bad("problem.ics_zone", short(p.param("TZID")))
	}
	return t, allDay, nil
}

// nextDay returns the DATE value of the day after, which may be a day of 23 or 25 hours later.
func nextDay(value string) string {
	t, err := time.Parse(dateLayout, strings.TrimSpace(value))
	if err != nil {
		return value
	}
	return t.AddDate(0, 0, 1).Format(dateLayout)
}

// readDuration reads a DURATION value such as "PT1H30M", "P1D" or "-PT15M".
func readDuration(s string) (time.Duration, bool) {
	rest, negative := strings.CutPrefix(strings.TrimSpace(s), "-")
	rest = strings.TrimPrefix(rest, "+")
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || rest == "" {
		return 0, false
	}
	var total time.Duration
	var n int64
	digits, inTime := 0, false
	for _, c := range rest {
		switch {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
			if digits++; digits > 6 {
				return 0, false
			}
			continue
		case c == 'T' && !inTime && digits == 0:
			inTime = true
			continue
		}
		unit, known := durationUnits[c]
		if !known || digits == 0 || inTime != strings.ContainsRune("HMS", c) {
			return 0, false
		}
		total += time.Duration(n) * unit
		n, digits = 0, 0
	}
	if negative {
		total = -total
	}
	return total, digits == 0
}

var durationUnits = map[rune]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
