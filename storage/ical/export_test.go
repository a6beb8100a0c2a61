package ical

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// plan is a plan with a live in the night on which summer time ends, notes that are hard to write, and a backlog.
func plan(t testing.TB) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, "us-2024")
	head := p.Head
	head.Name = "Home; shop, \"one\""
	p = plantest.Do(t, p, planner.SetHead{Head: head})
	start := time.Date(2024, 11, 3, 8, 30, 0, 0, time.UTC) // 01:30 PDT, the first of two
	live := planner.Span{Start: start, End: start.Add(2 * time.Hour)}
	post := time.Date(2024, 11, 20, 2, 0, 0, 0, time.UTC)
	return plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "L1", Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: live, Pinned: true, Live: &planner.LiveDetail{Studio: "s1", Mirrors: []string{"youtube"},
			Shifts: []planner.Shift{{Host: "a-host", Span: planner.Span{Start: live.Start, End: start.Add(time.Hour)}}, {Host: "b-host", Span: planner.Span{Start: start.Add(time.Hour), End: live.End}}}},
			Note: "line one\nline two, with; marks\\ and 中文 " + strings.Repeat("长", 60)},
		{ID: "V2", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Line: "pets", Title: "开箱", Span: planner.Span{Start: post, End: post.Add(planner.PostLength)},
			Clip: &planner.VideoDetail{Type: planner.Unboxing, Ready: planner.Date{Year: 2024, Month: 11, Day: 1}, Effort: 2, Reach: 900, Cost: 4700}},
		{ID: "C3", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Products: []string{"SKU-11", "SKU-12"}, Span: planner.Span{Start: post, End: post.Add(72 * time.Hour)},
			Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2500, Quantity: 10, PlatformShare: -1, Code: "BF25"}},
		{ID: "V4", Kind: planner.Video, Shop: "main", Clip: &planner.VideoDetail{Type: planner.Unboxing}},
	}})
}

func export(p *planner.Plan) *Export {
	return &Export{Plan: p, Stamp: time.Unix(1700000000, 0), Word: func(k string, _ ...any) string { return k },
		Title: func(e *planner.Event) string {
			if e.Title != "" {
				return e.Title
			}
			return "直播 " + e.ID
		}}
}

func written(t testing.TB, x *Export) string {
	t.Helper()
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLinesKeepToTheStandard(t *testing.T) {
	text := written(t, export(plan(t)))
	for i, line := range strings.SplitAfter(text, "\n") {
		if line != "" && !strings.HasSuffix(line, "\r\n") || len(line) > lineOctets+2 {
			t.Errorf("line %d of %d octets: %q", i+1, len(line), line)
		}
		if !strings.HasPrefix(line, " ") && strings.ToValidUTF8(line, "?") != line {
			t.Errorf("line %d is folded inside a character: %q", i+1, line)
		}
	}
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "X-WR-CALNAME:Home\\; shop\\, \"one\"\r\n", "UID:plan-us-2024-L1@bfplanner\r\n", "LOCATION:Studio 1\r\n",
		"DTSTART:20241103T083000Z\r\n", // 01:30 comes twice that night
		"DTSTART;TZID=America/Los_Angeles:20241119T180000\r\nDTEND;TZID=America/Los_Angeles:20241119T181500\r\n",
		"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:L 直播 L1\r\nTRIGGER:-PT60M\r\nEND:VALARM\r\n", "END:VCALENDAR\r\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	if strings.Contains(text, "V4@") {
		t.Error("the backlog stands in the calendar")
	}
}

// TestZoneIsWrittenFromItsTransitions holds the observances against the zone itself, hour by hour.
func TestZoneIsWrittenFromItsTransitions(t *testing.T) {
	for _, name := range []string{"America/Los_Angeles", "Asia/Shanghai", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"} {
		loc, err := planner.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		span := planner.Span{Start: time.Date(2018, 9, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC)}
		var text bytes.Buffer
		if err := serialize(&text, &ics.Calendar{Components: []ics.Component{zoneComponent(loc, span)}}); err != nil {
			t.Fatal(err)
		}
		calendars, err := parse(&text)
		if err != nil {
			t.Fatal(err)
		}
		z := calendars[0].subs[0]
		for at := span.Start; at.Before(span.End); at = at.Add(time.Hour) {
			offset := 0
			for _, o := range z.subs {
				from, to := offsetValue(t, o.get("TZOFFSETFROM").Value), offsetValue(t, o.get("TZOFFSETTO").Value)
				local, err := time.Parse(localLayout, o.get("DTSTART").Value)
				if err != nil {
					t.Fatal(err)
				}
				if !local.Add(-from).After(at) {
					offset = int(to / time.Second)
				}
			}
			if want := offsetOf(at.In(loc)); offset != want {
				t.Fatalf("%s at %s: offset %d, want %d", name, at, offset, want)
			}
		}
	}
}

func offsetValue(t *testing.T, s string) time.Duration {
	t.Helper()
	var h, m int
	if _, err := fmt.Sscanf(s[1:], "%02d%02d", &h, &m); err != nil {
		t.Fatal(err)
	}
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if s[0] == '-' {
		return -d
	}
	return d
}

func TestOffsets(t *testing.T) {
	for seconds, want := range map[int]string{-28800: "-0800", 19800: "+0530", 0: "+0000", -1172: "-001932"} {
		if got := offsetText(seconds); got != want {
			t.Errorf("%d seconds are %s, want %s", seconds, got, want)
		}
	}
}

func TestFilter(t *testing.T) {
	p := plan(t)
	for _, c := range []struct {
		filter Filter
		want   string
	}{
		{Filter{}, "C3 L1 V2"}, {Filter{Kinds: []planner.Kind{planner.Video, planner.Coupon}}, "C3 V2"}, {Filter{Hosts: []string{"b-host"}}, "L1"},
		{Filter{Channels: []string{"instagram"}}, ""}, {Filter{Hosts: []string{"a-host"}, Kinds: []planner.Kind{planner.Video}}, ""},
	} {
		x := export(p)
		x.Filter = c.filter
		var ids []string
		for _, e := range x.Events() {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%+v lets %q through, want %q", c.filter, got, c.want)
		}
		if n := strings.Count(written(t, x), "BEGIN:VEVENT"); n != len(ids) {
			t.Errorf("%+v: %d events are written", c.filter, n)
		}
	}
	x := export(p)
	x.Silent = true
	if strings.Contains(written(t, x), "VALARM") {
		t.Error("a silent calendar has alarms")
	}
}
