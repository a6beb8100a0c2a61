package planner

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func la(t testing.TB) *time.Location {
	z, err := Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func at(t testing.TB, clock string) time.Time {
	t.Helper()
	x, err := ParseClock(clock, la(t))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestDaysOverSummerTime(t *testing.T) {
	for _, c := range []struct {
		date  string
		hours float64
	}{{"2024-11-02", 24}, {"2024-11-03", 25}, {"2025-03-09", 23}, {"2024-12-31", 24}} {
		d, err := ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Span(la(t)).Length().Hours(); got != c.hours {
			t.Errorf("%s has %v hours, want %v", c.date, got, c.hours)
		}
	}
}

func TestMoveDaysKeepsTheHour(t *testing.T) {
	for _, c := range []struct {
		name, start, end   string
		days               int
		wantStart, wantEnd string
	}{
		{"a live over the November change", "2024-11-02 19:00", "2024-11-02 21:00", 1, "2024-11-03 19:00", "2024-11-03 21:00"},
		{"a live that crosses midnight", "2024-11-01 23:00", "2024-11-02 02:00", 30, "2024-12-01 23:00", "2024-12-02 02:00"},
		{"a window of whole days", "2024-11-01", "2024-11-03", 1, "2024-11-02", "2024-11-04"},
		{"back over the change", "2024-11-04", "2024-11-06", -2, "2024-11-02", "2024-11-04"},
		{"an hour that spring skips", "2025-03-08 02:30", "2025-03-08 03:30", 1, "2025-03-09 03:30", "2025-03-09 04:30"},
	} {
		got := Span{at(t, c.start), at(t, c.end)}.MoveDays(c.days, la(t))
		if want := (Span{at(t, c.wantStart), at(t, c.wantEnd)}); got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

func TestSpansAreHalfOpen(t *testing.T) {
	a := Span{at(t, "2024-11-01 10:00"), at(t, "2024-11-01 12:00")}
	b := Span{at(t, "2024-11-01 12:00"), at(t, "2024-11-01 13:00")}
	if a.Overlaps(b) || b.Overlaps(a) || a.Contains(b.Start) || !a.Contains(a.Start) {
		t.Error("touching spans overlap")
	}
	if _, ok := a.Intersect(b); ok {
		t.Error("touching spans share something")
	}
	if got := a.Dates(la(t)); len(got) != 1 {
		t.Errorf("dates %v", got)
	}
	if got := (Span{a.Start, Forever}).Dates(la(t)); got != nil {
		t.Errorf("a span without end lists %d dates", len(got))
	}
	midnight := Span{at(t, "2024-11-01"), at(t, "2024-11-02")}
	if got := midnight.Dates(la(t)); len(got) != 1 {
		t.Errorf("a day touches %v", got)
	}
}

func TestIntersectIsTheSharedPart(t *testing.T) {
	base := time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)
	span := rapid.Custom(func(t *rapid.T) Span {
		a := rapid.IntRange(0, 100).Draw(t, "a")
		return Span{base.Add(time.Duration(a) * time.Hour), base.Add(time.Duration(a+rapid.IntRange(1, 50).Draw(t, "n")) * time.Hour)}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := span.Draw(t, "x"), span.Draw(t, "y")
		both, ok := a.Intersect(b)
		for h := range 160 {
			at := base.Add(time.Duration(h) * time.Hour)
			if in := a.Contains(at) && b.Contains(at); in != (ok && both.Contains(at)) {
				t.Fatalf("%v in %v and %v: %v, in %v", at, a, b, in, both)
			}
		}
		if ok && (!a.Covers(both) || !b.Covers(both)) {
			t.Fatalf("%v is not inside both", both)
		}
	})
}

func TestDatesAreCivil(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{2024, 1, 1}.Add(rapid.IntRange(-4000, 4000).Draw(t, "day"))
		n := rapid.IntRange(-4000, 4000).Draw(t, "n")
		if d.Add(n).Sub(d) != n || d.Add(n).Add(-n) != d || d.Before(d.Add(n)) != (n > 0) {
			t.Fatalf("%v and %d days", d, n)
		}
		b, err := json.Marshal(d)
		var back Date
		if err != nil || json.Unmarshal(b, &back) != nil || back != d {
			t.Fatalf("%v through %s is %v", d, b, back)
		}
	})
}

func TestUnknownZonesAreNamed(t *testing.T) {
	for _, name := range []string{"", "Local", "Mars/Olympus", "../etc/passwd"} {
		if _, err := Zone(name); err == nil {
			t.Errorf("zone %q is known", name)
		} else if AsProblems(err)[0].Key != "problem.zone" {
			t.Errorf("zone %q: %v", name, err)
		}
	}
}

func TestSalePeriodsAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		start, end, zone string
		wantEnd          string // Pacific
		problem          string
	}{
		{"2024-11-13 16:00", "2024-12-02 23:59", "America/Los_Angeles", "2024-12-03", ""},
		{"2024-11-13", "2024-12-02", "America/Los_Angeles", "2024-12-03", ""},
		{"2024-11-13T16:00:00", "2024-12-02T23:59:59", "America/Los_Angeles", "2024-12-03", ""},
		{"2024-11-13 16:00", "2024-12-02 20:00", "America/Los_Angeles", "2024-12-02 20:00", ""},
		{"2024-11-14 08:00", "2024-12-03 15:59", "Asia/Shanghai", "2024-12-03", ""},
		{"2024-12-02", "2024-11-13", "America/Los_Angeles", "", "problem.sale_order"},
		{"2024-11-13 16:00", "2024-12-02 23:59", "Pacific", "", "problem.zone"},
		{"13/11/2024", "2024-12-02 23:59", "America/Los_Angeles", "", "problem.time"},
	} {
		got, err := ParseSalePeriod(c.start, c.end, c.zone)
		if c.problem != "" {
			if err == nil || AsProblems(err)[0].Key != c.problem {
				t.Errorf("%s to %s: %v, want %s", c.start, c.end, err, c.problem)
			}
			continue
		}
		if err != nil || !got.End.Equal(at(t, c.wantEnd)) {
			t.Errorf("%s to %s: %v, %v", c.start, c.end, got, err)
		}
	}
}
