package exchange

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

func labelOf(o fyne.CanvasObject) string {
	if b, ok := o.(*kit.Button); ok {
		return b.Text
	}
	return ""
}

// desk answers for the reader: a column "Wann" is not known until it is mapped.
type desk struct {
	settings map[string]string
	done     []planner.Command
	refuse   error
}

func (d *desk) deps(win fyne.Window) SheetDeps {
	return SheetDeps{
		Window: win, Fields: []string{"kind", "start"},
		Guess: func(_ []byte, m map[string]string) ([]Guess, error) {
			return []Guess{{"Art", "kind"}, {"Wann", m["Wann"]}}, nil
		},
		Read: func(name string, _ []byte, m map[string]string) (planner.Command, error) {
			if m["Wann"] != "start" {
				return nil, planner.Problems{{Text: planner.T("problem.missing_value"), File: name, Row: 2, Field: "start"}, {Text: planner.T("problem.missing_value"), Row: 3}}
			}
			return planner.Batch{Why: planner.T("edit.import", name)}, nil
		},
		Count:   func(planner.Command) (int, int, error) { return 2, 1, nil },
		Do:      func(c planner.Command) error { d.done = append(d.done, c); return d.refuse },
		Setting: func(k string) string { return d.settings[k] },
		Keep:    func(k, v string) { d.settings[k] = v },
	}
}

func TestRowsAreShownBeforeTheyAreTaken(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{}}
	s := ShowSheet(speak(t, "en"), "events.csv", nil, d.deps(win))
	if s.Command() != nil || !strings.Contains(s.state.Text, "2 problems") || !says(win, "row 2") {
		t.Errorf("a sheet with bad rows says %q", s.state.Text)
	}
	press(t, win, "Import")
	if len(d.done) != 0 || !says(win, "Mend the rows first") {
		t.Error("bad rows are taken, or it is not said why they are not")
	}
	s.mean("Wann", "start")
	if s.Command() == nil || s.state.Text != "2 new, 1 changed" || len(s.wrong.Objects) != 0 {
		t.Errorf("after mapping the column: %q", s.state.Text)
	}
	press(t, win, "Import")
	if len(d.done) != 1 || !strings.Contains(d.settings[settingMapping], `"Wann":"start"`) {
		t.Errorf("%d edits, kept %q", len(d.done), d.settings[settingMapping])
	}
}

func TestTheMappingIsRemembered(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{settingMapping: `{"Wann":"start"}`}}
	if s := NewSheet(speak(t, "zh"), "events.csv", nil, d.deps(win)); s.Command() == nil || s.state.Text != "新增 2 项，修改 1 项" {
		t.Errorf("with a kept mapping: %q", s.state.Text)
	}
	d.settings[settingMapping] = "nonsense"
	if s := NewSheet(speak(t, "en"), "events.csv", nil, d.deps(win)); s.Command() != nil {
		t.Error("a mapping that cannot be read is used")
	}
}

func TestAnEditThatIsRefusedIsExplained(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{settingMapping: `{"Wann":"start"}`}, refuse: planner.Problemf("problem.no_event", "X1")}
	s := NewSheet(speak(t, "en"), "events.csv", nil, d.deps(win))
	if wrong := s.Take(); !strings.Contains(wrong, "X1") || d.settings[settingMapping] != `{"Wann":"start"}` {
		t.Errorf("it says %q", wrong)
	}
}
