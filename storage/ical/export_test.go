package ical

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"bfplanner/planner"
)

func plan(t *testing.T) *planner.Plan {
	t.Helper()
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	sale, _ := ps.Sales.Get("us-2024")
	p, err := ps.NewPlan("ABC", "Home; shop, \"one\"", *sale, planner.ShopData{Shops: []*planner.Shop{{ID: "s"}}, Studios: []*planner.Studio{{ID: "a", Name: "Studio A"}}})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2024, 11, 3, 8, 30, 0, 0, time.UTC) // the night on which summer time ends
	n, err := planner.Add{Events: []*planner.Event{
		{Kind: planner.Live, Span: planner.Span{Start: start, End: start.Add(2 * time.Hour)}, Live: &planner.LiveDetail{Studio: "a"}, Note: "line one\nline two, with; marks\x00 and 中文 " + strings.Repeat("长", 60)},
		{Kind: planner.Video, Clip: &planner.VideoDetail{Type: planner.Unboxing}},
	}}.Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	return &n
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	p := plan(t)
	var b bytes.Buffer
	x := &Export{Plan: p, Stamp: time.Unix(0, 0), Word: func(k string, _ ...any) string { return k }, Title: func(e *planner.Event) string { return "直播 " + e.ID }}
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.SplitAfter(b.String(), "\n") {
		if line != "" && !strings.HasSuffix(line, "\r\n") || len(line) > 77 {
			t.Errorf("line %d of %d octets: %q", i, len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(cal.Events()); n != 1 {
		t.Fatalf("%d events, the backlog has no place", n)
	}
	v, e := cal.Events()[0], p.Event("L1")
	start, err1 := v.GetStartAt()
	end, err2 := v.GetEndAt()
	if err1 != nil || err2 != nil || !start.Equal(e.Span.Start) || !end.Equal(e.Span.End) {
		t.Errorf("%v to %v, want %v", start, end, e.Span)
	}
	if v.Id() != UID("ABC", "L1") {
		t.Errorf("UID %s", v.Id())
	}
	for prop, want := range map[ics.ComponentProperty]string{ics.ComponentPropertySummary: "L 直播 L1", ics.ComponentPropertyLocation: "Studio A",
		ics.ComponentPropertyDescription: strings.ReplaceAll(e.Note, "\x00", "")} {
		if got := v.GetProperty(prop); got == nil || ics.FromText(got.Value) != want && got.Value != want {
			t.Errorf("%s is %+v, want %q", prop, got, want)
		}
	}
}
