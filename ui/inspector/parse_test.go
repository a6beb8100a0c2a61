package inspector

import (
	"testing"
	"time"

	"bfplanner/planner"
)

func TestHoursAreThoseAfterTheSessionBegins(t *testing.T) {
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	// The night in which clocks go back: a session from 22:00 to 03:00 is six hours long.
	night := planner.Date{Year: 2024, Month: time.November, Day: 2}
	session := planner.Span{Start: night.At(22, 0, loc), End: night.Add(1).At(3, 0, loc)}
	for _, c := range []struct{ typed, want string }{
		{"22:00", "2024-11-02T22:00:00-07:00"}, {"23:30", "2024-11-02T23:30:00-07:00"}, {"02:30", "2024-11-03T02:30:00-08:00"},
		{"2024-11-03 02:00", "2024-11-03T02:00:00-08:00"},
	} {
		got, err := parseHour(c.typed, session, loc)
		if err != nil || got.In(loc).Format(time.RFC3339) != c.want {
			t.Errorf("%s is %s, %v, want %s", c.typed, got.In(loc).Format(time.RFC3339), err, c.want)
		}
	}
	if _, err := parseHour("25:00", session, loc); err == nil {
		t.Error("25:00 is taken for a time")
	}
}

// live is a session of four hours with two hosts.
func live() *planner.Event {
	start := time.Date(2024, 11, 20, 1, 0, 0, 0, time.UTC)
	half, end := start.Add(2*time.Hour), start.Add(4*time.Hour)
	return &planner.Event{ID: "L1", Kind: planner.Live, Span: planner.Span{Start: start, End: end}, Live: &planner.LiveDetail{Shifts: []planner.Shift{
		{Host: "ana", Span: planner.Span{Start: start, End: half}}, {Host: "bo", Span: planner.Span{Start: half, End: end}}}}}
}

func TestShiftsStayWithoutGaps(t *testing.T) {
	hosts := []*planner.Host{{ID: "ana"}, {ID: "bo"}}
	e := live()
	more := addShift(e, hosts)
	if len(e.Live.Shifts) != 2 || len(more.Live.Shifts) != 3 {
		t.Fatalf("%d shifts became %d", len(e.Live.Shifts), len(more.Live.Shifts))
	}
	if got := more.Live.Shifts[2]; got.Host != "ana" || got.Span.Length() != time.Hour || !got.Span.End.Equal(e.Span.End) {
		t.Errorf("the new shift is %+v", got)
	}
	for i := range more.Live.Shifts {
		less := dropShift(more, i)
		if len(less.Live.Shifts) != 2 || !less.Live.Shifts[0].Span.Start.Equal(e.Span.Start) || !less.Live.Shifts[1].Span.End.Equal(e.Span.End) ||
			!less.Live.Shifts[0].Span.End.Equal(less.Live.Shifts[1].Span.Start) {
			t.Errorf("without shift %d: %+v", i, less.Live.Shifts)
		}
	}
	only := dropShift(dropShift(e, 0), 0)
	if len(only.Live.Shifts) != 0 {
		t.Errorf("%+v is left of two dropped shifts", only.Live.Shifts)
	}
	if again := addShift(only, hosts); len(again.Live.Shifts) != 1 || again.Live.Shifts[0].Span != e.Span {
		t.Errorf("the first shift is %+v", again.Live.Shifts)
	}
}
