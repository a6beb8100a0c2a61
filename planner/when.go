package planner

import (
	"fmt"
	"sync"
	"time"
)

// Date is a civil date: a day on the wall calendar of a place, with no hour and no zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the civil date on which the instant falls in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads "2024-11-29".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, Problemf("problem.date", s)
	}
	return DateOf(t, time.UTC), nil
}

// String returns the date as "2024-11-29".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero reports whether the date was never set.
func (d Date) IsZero() bool { return d == Date{} }

// Add returns the date n days later; n may be negative.
func (d Date) Add(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC), time.UTC)
}

// Sub returns the number of days from e to d.
func (d Date) Sub(e Date) int {
	return int(d.At(0, 0, time.UTC).Sub(e.At(0, 0, time.UTC)) / (24 * time.Hour))
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Sub(e) < 0 }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.At(0, 0, time.UTC).Weekday() }

// At returns the instant, in UTC, at which the clock in loc shows hour:minute on this date. A time that
// a change to summer time skips is as much later as the clock is put forward; hour may be 24 or more and
// then falls on a later day.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, loc)
	want := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, time.UTC)
	_, offset := t.Zone()
	if skipped := want.Unix() - (t.Unix() + int64(offset)); skipped > 0 {
		t = t.Add(time.Duration(skipped) * time.Second)
	}
	return t.UTC()
}

// Span returns the whole day in loc, 23, 24 or 25 hours long.
func (d Date) Span(loc *time.Location) Span { return Span{d.At(0, 0, loc), d.Add(1).At(0, 0, loc)} }

// MarshalText writes the date as "2024-11-29" and the zero date as "".
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// Span is the half-open stretch of time [Start, End), both instants in UTC.
type Span struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Forever is the end of spans that have none, such as a ban that still holds.
var Forever = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// Length returns how long the span lasts.
func (s Span) Length() time.Duration { return s.End.Sub(s.Start) }

// IsZero reports whether the span was never set.
func (s Span) IsZero() bool { return s.Start.IsZero() && s.End.IsZero() }

// Contains reports whether the instant lies in the span.
func (s Span) Contains(t time.Time) bool { return !t.Before(s.Start) && t.Before(s.End) }

// Covers reports whether u lies wholly inside s.
func (s Span) Covers(u Span) bool { return !u.Start.Before(s.Start) && !u.End.After(s.End) }

// Overlaps reports whether the spans share any instant.
func (s Span) Overlaps(u Span) bool { return s.Start.Before(u.End) && u.Start.Before(s.End) }

// Intersect returns the part that both share, and false where they share none.
func (s Span) Intersect(u Span) (Span, bool) {
	if !s.Overlaps(u) {
		return Span{}, false
	}
	if u.Start.After(s.Start) {
		s.Start = u.Start
	}
	if u.End.Before(s.End) {
		s.End = u.End
	}
	return s, true
}

// Shift returns the span moved by d of elapsed time.
func (s Span) Shift(d time.Duration) Span { return Span{s.Start.Add(d), s.End.Add(d)} }

// Dates returns every civil date in loc that the span touches, in order. A span that reaches Forever has no such list: nil.
func (s Span) Dates(loc *time.Location) []Date {
	if !s.Start.Before(s.End) || s.End.Equal(Forever) {
		return nil
	}
	first, last := DateOf(s.Start, loc), DateOf(s.End.Add(-1), loc)
	days := make([]Date, 0, last.Sub(first)+1)
	for d := first; !last.Before(d); d = d.Add(1) {
		days = append(days, d)
	}
	return days
}

// MoveDays returns the span moved by whole days on the calendar of loc. The clock time of the start stays.
// A span shorter than a day keeps its length; a longer one keeps the clock time of its end too, so that
// a window of whole days stays one over a change to or from summer time.
func (s Span) MoveDays(n int, loc *time.Location) Span {
	if n == 0 {
		return s
	}
	move := func(t time.Time) time.Time {
		_, m, sec := t.In(loc).Clock()
		rest := time.Duration(sec)*time.Second + time.Duration(t.Nanosecond())
		return DateOf(t, loc).Add(n).At(t.In(loc).Hour(), m, loc).Add(rest)
	}
	start := move(s.Start)
	if s.Length() < 23*time.Hour {
		return Span{start, start.Add(s.Length())}
	}
	return Span{start, move(s.End)}
}

var zones sync.Map // name -> *time.Location

// Zone returns the IANA time zone of that name. An unknown name is a Problem; so is "Local", which means another place on another machine.
func Zone(name string) (*time.Location, error) {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location), nil
	}
	z, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, Problemf("problem.zone", name)
	}
	zones.Store(name, z)
	return z, nil
}
