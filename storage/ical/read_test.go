package ical

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func read(t testing.TB, text string, p *planner.Plan) *File {
	t.Helper()
	f, err := Read(strings.NewReader(text), p.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestRoundTripIsLossless writes plans out and puts them back on a plan that has none of their events.
func TestRoundTripIsLossless(t *testing.T) {
	for name, p := range map[string]*planner.Plan{"hand-made": plan(t), "500 events": plantest.Plan(t, 500)} {
		f := read(t, written(t, export(p)), p)
		for _, x := range f.Entries {
			id, ours := eventID(x.UID, p.ID)
			if e := p.Event(id); !ours || !reflect.DeepEqual(x.Base, e) || x.Span != e.Span || x.Note != e.Note {
				t.Errorf("%s: %s came back as %+v, want %+v", name, x.UID, x.Base, e)
			}
		}
		if n := len(export(p).Events()); len(f.Entries) != n || len(f.Listed) != n {
			t.Errorf("%s: %d entries, %d listed, want %d", name, len(f.Entries), len(f.Listed), n)
		}
		if d := f.Differences(p, export(p).Summary); len(d) != 0 {
			t.Errorf("%s: an unchanged file differs: %+v", name, d[0])
		}
	}
}

// edited writes the plan out, changes the text, and returns what that changed.
func edited(t *testing.T, p *planner.Plan, pairs ...string) []Difference {
	t.Helper()
	text := strings.ReplaceAll(written(t, export(p)), "\r\n ", "")
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the file has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return read(t, text, p).Differences(p, export(p).Summary)
}

func whats(list []Difference) string {
	var out []string
	for _, d := range list {
		s := d.What
		if d.Event != nil {
			s += " " + d.Event.ID
		}
		if d.Conflict {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestChangesComeBack(t *testing.T) {
	p := plan(t)
	list := edited(t, p,
		"DTSTART:20241103T083000Z", "DTSTART;TZID=America/New_York:20241103T143000", "DTEND;TZID=America/Los_Angeles:20241103T023000", "DURATION:PT2H",
		"SUMMARY:V 开箱", "SUMMARY:V 新开箱\\, 好物", "BEGIN:VEVENT\r\nUID:plan-us-2024-V2@bfplanner", "BEGIN:VEVENT\r\nDESCRIPTION:note\r\nUID:plan-us-2024-V2@bfplanner",
		"END:VCALENDAR", "BEGIN:VEVENT\r\nUID:abc@google\r\nDTSTART;VALUE=DATE:20241125\r\nSUMMARY:Pick up\r\nEND:VEVENT\r\nEND:VCALENDAR")
	if got := whats(list); got != "moved L1, retitled V2, noted V2, added" {
		t.Fatalf("differences: %s", got)
	}
	p = plantest.Do(t, p, Command(list, planner.T("edit.import", "x.ics")))
	live := p.Event("L1")
	if want := time.Date(2024, 11, 3, 19, 30, 0, 0, time.UTC); !live.Span.Start.Equal(want) || live.Live.Shifts[1].Span.End != live.Span.End {
		t.Errorf("the live moved to %v with shifts %v", live.Span, live.Live.Shifts)
	}
	if v := p.Event("V2"); v.Title != "新开箱, 好物" || v.Note != "note" || v.Clip.Reach != 900 {
		t.Errorf("the video is %+v", v)
	}
	added := p.Events.All()[len(p.Events.All())-2]
	for _, e := range p.Events.All() {
		if e.Title == "Pick up" {
			added = e
		}
	}
	if added.Kind != planner.Milestone || added.Span != (planner.Date{Year: 2024, Month: 11, Day: 25}).Span(p.Zone()) {
		t.Errorf("added %+v", added)
	}
}

func TestTakenOutEventsAreRemoved(t *testing.T) {
	p := plan(t)
	text := written(t, export(p))
	from := strings.Index(text, "BEGIN:VEVENT\r\nUID:plan-us-2024-V2")
	to := from + strings.Index(text[from:], "END:VEVENT") + len("END:VEVENT\r\n")
	f := read(t, text[:from]+text[to:], p)
	list := f.Differences(p, export(p).Summary)
	if got := whats(list); got != "removed V2" {
		t.Fatalf("differences: %s", got)
	}
	if got := plantest.Do(t, p, Command(list, planner.Text{})); got.Event("V2") != nil || got.Event("L1") == nil {
		t.Error("the wrong event is gone")
	}
	// What was added to the plan after the file was written is not missing from it, and another plan's file removes nothing.
	later := plantest.Do(t, p, planner.Add{Events: []*planner.Event{{ID: "A9", Kind: planner.Ad, Shop: "main", Span: p.Event("C3").Span, Ad: &planner.AdDetail{}}}})
	if got := whats(read(t, text, p).Differences(later, export(p).Summary)); got != "" {
		t.Errorf("an older file differs by %s", got)
	}
	head := p.Head
	head.ID = "another"
	other := *p
	other.Head = head
	if got := whats(f.Differences(&other, export(p).Summary)); strings.Contains(got, "removed") {
		t.Errorf("a file of another plan: %s", got)
	}
	if got := whats(edited(t, p, "BEGIN:VEVENT\r\nUID:plan-us-2024-C3", "BEGIN:VEVENT\r\nSTATUS:CANCELLED\r\nUID:plan-us-2024-C3")); got != "removed C3" {
		t.Errorf("a cancelled event: %s", got)
	}
}

func TestBothSidesChanged(t *testing.T) {
	p := plan(t)
	text := strings.Replace(written(t, export(p)), "20241119T180000\r\nDTEND;TZID=America/Los_Angeles:20241119T181500", "20241119T173000\r\nDTEND;TZID=America/Los_Angeles:20241119T174500", 1)
	moved := *p.Event("V2")
	moved.Span = moved.Span.Shift(time.Hour)
	now := plantest.Do(t, p, planner.Change{Events: []*planner.Event{&moved}})
	list := read(t, text, p).Differences(now, export(p).Summary)
	if got := whats(list); got != "moved V2!" {
		t.Errorf("differences: %s", got)
	}
	// The plan alone changed: the file has nothing to say.
	if got := whats(read(t, written(t, export(p)), p).Differences(now, export(p).Summary)); got != "" {
		t.Errorf("an untouched file: %s", got)
	}
	// A calendar program that dropped our properties is compared with the plan.
	lean := ""
	for _, line := range strings.SplitAfter(strings.ReplaceAll(written(t, export(p)), "\r\n ", ""), "\r\n") {
		if !strings.HasPrefix(line, "X-BFPLANNER") {
			lean += line
		}
	}
	if got := whats(read(t, lean, p).Differences(p, export(p).Summary)); got != "" {
		t.Errorf("a file without our properties: %s", got)
	}
	if got := whats(read(t, lean, p).Differences(now, export(p).Summary)); got != "moved V2" {
		t.Errorf("a file without our properties beside a later plan: %s", got)
	}
}

func TestForeignKinds(t *testing.T) {
	p := plan(t)
	for summary, want := range map[string]planner.Kind{"L evening": planner.Live, "V clip": planner.Video, "A push": planner.Ad, "M ship": planner.Milestone, "Lunch": planner.Milestone, "C 25%": planner.Milestone} {
		e := Entry{Summary: summary, Span: p.Event("C3").Span}.event(p)
		if e.Kind != want || p.CheckEvent(e) != nil {
			t.Errorf("%q becomes a %s: %v", summary, e.Kind, p.CheckEvent(e))
		}
	}
}

func TestZonesOfOtherPrograms(t *testing.T) {
	for id, want := range map[string]string{"America/New_York": "America/New_York", "/freeassociation.sourceforge.net/America/New_York": "America/New_York",
		"Pacific Standard Time": "America/Los_Angeles", "Mars/Olympus": "", "": "", "Local": ""} {
		z, ok := zoneOf(id)
		if ok != (want != "") || ok && z.String() != want {
			t.Errorf("%q is %v, %v", id, z, ok)
		}
	}
}

func TestDurations(t *testing.T) {
	for s, want := range map[string]time.Duration{"PT1H30M": 90 * time.Minute, "P1DT2H": 26 * time.Hour, "-PT15M": -15 * time.Minute, "P2W": 14 * 24 * time.Hour, "+PT5S": 5 * time.Second} {
		if got, ok := readDuration(s); !ok || got != want {
			t.Errorf("%s is %s, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "P", "1H", "P1H", "PT1D", "PT", "PTT1H", "P1", "PT9999999H", "PT1HX"} {
		if got, ok := readDuration(s); ok && s != "PT" {
			t.Errorf("%q is %s", s, got)
		}
	}
}

const vevent = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20241101T100000Z\r\n"

func TestBrokenFilesAreExplained(t *testing.T) {
	p := plan(t)
	for name, c := range map[string]struct {
		text, key string
		row       int
	}{
		"empty":                {"", "problem.ics_empty", 0},
		"not a calendar":       {"hello\n", "problem.ics_line", 1},
		"a card":               {"BEGIN:VCARD\r\nEND:VCARD\r\n", "problem.ics_begin", 1},
		"text before":          {"X-A:b\r\nBEGIN:VCALENDAR\r\n", "problem.ics_begin", 1},
		"cut short":            {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "problem.ics_cut", 1},
		"ends that cross":      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "problem.ics_end", 3},
		"too deep":             {"BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:X\n", 9), "problem.ics_begin", 7},
		"a bad line":           {vevent + "no value\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_line", 5},
		"a bad parameter":      {vevent + "A;B:c\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_line", 5},
		"an unknown zone":      {vevent + "DTEND;TZID=Mars/Olympus:20241101T110000\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_zone", 5},
		"a bad time":           {vevent + "DTEND:tomorrow\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_time", 5},
		"a bad length":         {vevent + "DURATION:long\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_time", 5},
		"the end first":        {vevent + "DTEND:20241101T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.end_before_start", 2},
		"a repeating event":    {vevent + "RRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_repeat", 5},
		"no start":             {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_start", 2},
		"no UID":               {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR", "problem.ics_uid", 2},
		"the same event twice": {vevent + "END:VEVENT\r\n" + strings.TrimPrefix(vevent, "BEGIN:VCALENDAR\r\n") + "END:VEVENT\r\nEND:VCALENDAR", "problem.ics_twice", 6},
	} {
		_, err := Read(strings.NewReader(c.text), p.Zone())
		if err == nil {
			t.Errorf("%s is read", name)
			continue
		}
		if got := planner.AsProblems(err)[0]; got.Key != c.key || got.Row != c.row {
			t.Errorf("%s: %s in row %d, want %s in row %d", name, got.Key, got.Row, c.key, c.row)
		}
	}
}

func TestAllProblemsComeTogether(t *testing.T) {
	text := vevent + "RRULE:X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	_, err := Read(strings.NewReader(text), time.UTC)
	var list planner.Problems
	if !errors.As(err, &list) || len(list) != 2 {
		t.Errorf("problems %v, want two", err)
	}
}

func TestHugeFilesAreRefused(t *testing.T) {
	_, err := Read(strings.NewReader("BEGIN:VCALENDAR\r\n"+strings.Repeat("X-A:bbbbbbbbbbbbbbbb\r\n", maxSize/20)), time.UTC)
	if err == nil || planner.AsProblems(err)[0].Key != "problem.ics_size" {
		t.Errorf("error %v", err)
	}
}

func TestTimesWithoutAZoneAreOfThePlan(t *testing.T) {
	p := plan(t)
	for value, want := range map[string]string{
		"DTSTART:20241125T090000": "2024-11-25 09:00", "DTSTART;VALUE=DATE:20241125": "2024-11-25 00:00", "DTSTART:20241125T170000Z": "2024-11-25 09:00",
		"DTSTART;TZID=Asia/Shanghai:20241126T010000": "2024-11-25 09:00", "DTSTART;X=\"a:b;c\";TZID=\"China Standard Time\":20241126T010000": "2024-11-25 09:00",
	} {
		f := read(t, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n"+value+"\nEND:VEVENT\nEND:VCALENDAR\n", p)
		if got := f.Entries[0].Span.Start; !got.Equal(plantest.At(t, p, want)) {
			t.Errorf("%s is %s, want %s", value, got, want)
		}
	}
}

// FuzzRead reads anything without breaking, and what it reads can be put on the plan or is refused in words.
func FuzzRead(f *testing.F) {
	p := plan(f)
	f.Add(written(f, export(p)))
	f.Add(vevent + "DTEND;TZID=\"x:y\",z:20241101T110000\r\nDURATION:P1W\r\nSUMMARY:a\\nb\\\r\nEND:VEVENT\r\nEND:VCALENDAR")
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:plan-us-2024-L1@bfplanner\nDTSTART:20241101T100000\nEND:VEVENT\nEND:VCALENDAR")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Read(strings.NewReader(text), p.Zone())
		if err != nil {
			for _, one := range planner.AsProblems(err) {
				if one.Key == "problem.other" {
					t.Errorf("an error without words: %v", err)
				}
			}
			return
		}
		list := file.Differences(p, export(p).Summary)
		if _, err := Command(list, planner.Text{}).Apply(*p); err != nil && planner.AsProblems(err)[0].Key == "problem.other" {
			t.Errorf("an error without words: %v", err)
		}
	})
}
