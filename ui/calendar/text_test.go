package calendar

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bfplanner/ui/look"
)

func TestTextIsShortenedToItsRoom(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light))
	m := newRule()
	for _, s := range []string{"开箱·收纳 1 号", "Unboxing · Kettle", "直播 8h Ana → Bo", "x"} {
		full := m.width(s, 11, false)
		if want := fyne.MeasureText(s, 11, fyne.TextStyle{}).Width; math.Abs(float64(full-want)) > 1.5 {
			t.Errorf("%q is %v wide, Fyne says %v", s, full, want)
		}
		if got := m.fit(s, 11, false, full); got != s {
			t.Errorf("%q does not fit into its own width: %q", s, got)
		}
		for room := float32(0); room < full; room += 3 {
			got := m.fit(s, 11, false, room)
			if w := m.width(got, 11, false); w > room+0.5 {
				t.Errorf("%q in %v is %q, %v wide", s, room, got, w)
			}
			if got != "" && !strings.HasSuffix(got, "…") && !strings.HasSuffix(got, "...") {
				t.Errorf("%q in %v is %q without a sign that it goes on", s, room, got)
			}
		}
	}
}

func TestFindingsTakeTwoLinesAtMost(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light))
	m := newRule()
	for _, c := range []struct {
		text  string
		lines int
	}{
		{"short", 1}, {"Ana is in two lives at once on Friday evening", 2}, {strings.Repeat("很长的一句话，", 20), 2}, {strings.Repeat("x", 90), 1},
	} {
		got := m.wrap(c.text, 12, false, 160)
		if len(got) != c.lines {
			t.Errorf("%q takes %q", c.text, got)
		}
		for _, l := range got {
			if w := m.width(l, 12, false); w > 160.5 {
				t.Errorf("line %q is %v wide", l, w)
			}
		}
	}
	if got := m.wrap("Ana is in two lives at once on Friday evening", 12, false, 160); strings.Join(got, " ") != "Ana is in two lives at once on Friday evening" {
		t.Errorf("words were lost: %q", got)
	}
}
