package kit

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/ui/words"
)

func TestOneSegmentIsChosen(t *testing.T) {
	test.NewTempApp(t)
	var told []string
	s := NewSegments([]Option{{"a", "A"}, {"b", "B"}}, "a", func(id string) { told = append(told, id) })
	if s.Value() != "a" || s.buttons[0].Weight != Plain || s.buttons[1].Weight != Quiet {
		t.Errorf("at first %q", s.Value())
	}
	test.Tap(s.buttons[1])
	test.Tap(s.buttons[1])
	if s.Value() != "b" || s.buttons[0].Weight != Quiet || len(told) != 1 || told[0] != "b" {
		t.Errorf("after two presses %q, told %q", s.Value(), told)
	}
	s.SetValue("a")
	if s.Value() != "a" || len(told) != 1 {
		t.Errorf("set from outside %q, told %q", s.Value(), told)
	}
}

func TestFitShortensToTheRoom(t *testing.T) {
	test.NewTempApp(t)
	width := func(s string) float32 { return fyne.MeasureText(s, 13, fyne.TextStyle{}).Width }
	for _, text := range []string{"", "Whole shop", "厨房 25% off · 7.5 折 · 香薰灯"} {
		if got := Fit(text, 13, fyne.TextStyle{}, width(text)); got != text {
			t.Errorf("%q in its own room is %q", text, got)
		}
		for _, room := range []float32{width(text) * 0.7, 30} {
			got := Fit(text, 13, fyne.TextStyle{}, room)
			if text != "" && (got == text || width(got) > room || got == "…") {
				t.Errorf("%q in %v is %q, %v wide", text, room, got, width(got))
			}
		}
	}
}

func TestColumnsShareTheWidth(t *testing.T) {
	a, b := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	a.SetMinSize(fyne.NewSize(10, 20))
	c := Columns{0.25, 0.75}
	c.Layout([]fyne.CanvasObject{a, b}, fyne.NewSize(400, 30))
	if a.Size() != fyne.NewSize(100, 30) || b.Position().X != 100 || b.Size().Width != 300 {
		t.Errorf("%v, and %v at %v", a.Size(), b.Size(), b.Position())
	}
	if got := c.MinSize([]fyne.CanvasObject{a, b}); got != fyne.NewSize(0, 20) {
		t.Errorf("they need %v", got)
	}
}

func TestShortDays(t *testing.T) {
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	d := planner.Date{Year: 2024, Month: 11, Day: 3}
	for lang, want := range map[string]string{"en": "Nov 3", "zh-Hans": "11-03"} {
		if got := ShortDay(book.In(lang), d); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
