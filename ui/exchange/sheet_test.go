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
	kinds    []string // that were read
}

func (d *desk) deps(win fyne.Window) SheetDeps {
	return SheetDeps{
		Window: win, Kinds: []string{"events", "products"}, Kind: "events",
		Fields: func(string) []string { return []string{"kind", "start"} },
		Look: func(_ string, _ []byte, m map[string]string) (Look, error) {
			return Look{[]Guess{{"Art", "kind"}, {"Wann", m["Wann"]}}, []Line{{2, []string{"Live", "8 Uhr"}}, {3, []string{"Video"}}, {4, []string{"", ""}}}, 3}, nil
		},
		Read: func(kind, name string, _ []byte, m map[string]string) (planner.Command, error) {
			d.kinds = append(d.kinds, kind)
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
	if s.Command() == nil || s.state.Text != "3 rows read: 2 new, 1 changed" || len(s.bad) != 0 {
		t.Errorf("after mapping the column: %q", s.state.Text)
	}
	press(t, win, "Import")
	if len(d.done) != 1 || !strings.Contains(d.settings[s.key()], `"Wann":"start"`) {
		t.Errorf("%d edits, kept %q", len(d.done), d.settings)
	}
}

func TestEachRowIsChecked(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{}}
	s := NewSheet(speak(t, "en"), "events.csv", nil, d.deps(win))
	win.SetContent(s.Object()) // the table draws itself
	row := func(n int) (out []string) {
		for c := range 4 {
			text, _ := s.cell(n, c)
			out = append(out, text)
		}
		return out
	}
	if got := row(0); got[0] != "2" || got[1] == "" || got[2] != "Live" || got[3] != "8 Uhr" {
		t.Errorf("a bad row shows %q", got)
	}
	if got := row(2); got[0] != "4" || got[1] != "" {
		t.Errorf("a good row beside bad ones shows %q", got)
	}
	if s.head(2) != "Kind" || s.head(3) != "Wann" {
		t.Errorf("the columns are headed %q and %q", s.head(2), s.head(3))
	}
	s.mean("Wann", "start")
	if got := row(1); got[1] != "Good" || s.head(3) != "Start" {
		t.Errorf("mapped, the row shows %q under %q", got, s.head(3))
	}
	if text, _ := s.cell(9, 9); text != "" {
		t.Errorf("what is not there shows %q", text)
	}
}

// TestTheMappingIsRemembered keeps it for the same headings under the same kind, and for no others.
func TestTheMappingIsRemembered(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{}}
	key := NewSheet(speak(t, "zh"), "events.csv", nil, d.deps(win)).key()
	d.settings[key] = `{"Wann":"start"}`
	s := NewSheet(speak(t, "zh"), "events.csv", nil, d.deps(win))
	if s.Command() == nil || s.state.Text != "读到 3 行：新增 2 项，修改 1 项" {
		t.Errorf("with a kept mapping: %q", s.state.Text)
	}
	s.take("products")
	if s.Command() != nil || d.kinds[len(d.kinds)-1] != "products" {
		t.Errorf("a mapping of events is used for %s", d.kinds[len(d.kinds)-1])
	}
	d.settings[key] = "nonsense"
	if s := NewSheet(speak(t, "en"), "events.csv", nil, d.deps(win)); s.Command() != nil {
		t.Error("a mapping that cannot be read is used")
	}
}

func TestAnEditThatIsRefusedIsExplained(t *testing.T) {
	win := window(t)
	d := &desk{settings: map[string]string{}, refuse: planner.Problemf("problem.no_event", "X1")}
	s := NewSheet(speak(t, "en"), "events.csv", nil, d.deps(win))
	s.mean("Wann", "start")
	if wrong := s.Take(); !strings.Contains(wrong, "X1") || len(d.settings) != 0 {
		t.Errorf("it says %q, kept %q", wrong, d.settings)
	}
}
