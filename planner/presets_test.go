package planner

import (
	"os"
	"testing"
	"time"
)

func presets(t testing.TB) *Presets {
	t.Helper()
	ps, err := ReadPresets(os.DirFS("../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

func TestSale2024IsAsAnnounced(t *testing.T) {
	s, ok := presets(t).Sales.Get("us-2024")
	if !ok {
		t.Fatal("no us-2024")
	}
	want := Span{time.Date(2024, 11, 14, 0, 0, 0, 0, time.UTC), time.Date(2024, 12, 3, 8, 0, 0, 0, time.UTC)}
	if s.Span != want {
		t.Errorf("span %v, want %v", s.Span, want)
	}
	for _, p := range s.Phases() {
		t.Log(p.ID, p.Span.Start, p.Span.End)
	}
	for _, c := range []struct {
		at   string
		want PhaseID
	}{
		{"2024-09-14T00:00", Preparation}, {"2024-09-13T23:59", ""}, {"2024-10-14T00:00", Seeding}, {"2024-11-13T15:59", Seeding},
		{"2024-11-13T16:00", Main}, {"2024-11-27T23:59", Main}, {"2024-11-28T00:00", Peak}, {"2024-12-02T23:59", Peak},
		{"2024-12-03T00:00", Tail}, {"2025-02-10T23:59", Tail}, {"2025-02-11T00:00", ""},
	} {
		loc, _ := Zone(s.Zone)
		at, err := ParseClock(c.at, loc)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.PhaseAt(at); got != c.want {
			t.Errorf("%s: %q, want %q", c.at, got, c.want)
		}
	}
}
