package exchange

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Guess is a heading of a sheet and the field that it is taken for, "" for none.
type Guess struct{ Heading, Field string }

// SheetDeps is what the import of a sheet needs from outside.
type SheetDeps struct {
	Window fyne.Window
	Fields []string // that a column may be mapped to
	// Guess reads the headings under the user's mapping of headings to fields.
	Guess func(data []byte, mapping map[string]string) ([]Guess, error)
	// Read makes one edit of all rows, or says what is wrong with each row that is bad.
	Read func(name string, data []byte, mapping map[string]string) (planner.Command, error)
	// Count returns how many events the edit adds and changes.
	Count func(planner.Command) (added, changed int, err error)
	Do    func(planner.Command) error
	// Setting and Keep remember the mapping for the next sheet.
	Setting func(key string) string
	Keep    func(key, value string)
}

// settingMapping is where the mapping is kept, as JSON.
const settingMapping = "import.columns"

// Sheet is the panel of a sheet of events: what its columns mean, and what its rows would do.
type Sheet struct {
	deps    SheetDeps
	words   *words.Words
	name    string
	data    []byte
	mapping map[string]string
	command planner.Command // nil while something is wrong
	state   *widget.Label
	wrong   *fyne.Container
	root    fyne.CanvasObject
}

// NewSheet makes the panel of a file's content.
func NewSheet(w *words.Words, name string, data []byte, deps SheetDeps) *Sheet {
	s := &Sheet{deps: deps, words: w, name: name, data: data, mapping: map[string]string{}, state: kit.Title(""), wrong: container.NewVBox()}
	if kept := deps.Setting(settingMapping); kept != "" {
		if json.Unmarshal([]byte(kept), &s.mapping) != nil {
			s.mapping = map[string]string{} // of a program that kept it otherwise
		}
	}
	form := container.NewVBox(kit.Heading(w.T("exchange.columns")))
	guesses, err := deps.Guess(data, s.mapping)
	if err == nil {
		for _, g := range guesses {
			form.Add(kit.Row(g.Heading, kit.NewPick(s.fields(), g.Field, func(field string) { s.mean(g.Heading, field) })))
		}
	}
	right := container.NewBorder(s.state, nil, nil, nil, kit.Scrolled(s.wrong))
	split := container.NewHSplit(kit.Scrolled(form), right)
	split.SetOffset(0.4)
	s.root = split
	s.read()
	return s
}

// Object returns what the dialog shows.
func (s *Sheet) Object() fyne.CanvasObject { return s.root }

// Command returns the edit, nil while something is wrong.
func (s *Sheet) Command() planner.Command { return s.command }

// fields are the options of a column.
func (s *Sheet) fields() []kit.Option {
	list := []kit.Option{{ID: "", Label: s.words.T("exchange.field.none")}}
	for _, f := range s.deps.Fields {
		list = append(list, kit.Option{ID: f, Label: s.words.T("exchange.field." + f)})
	}
	return list
}

// mean takes a heading for a field and reads the sheet again.
func (s *Sheet) mean(heading, field string) {
	s.mapping[heading] = field
	s.read()
}

// read reads the rows and shows what they would do or what is wrong with them.
func (s *Sheet) read() {
	s.wrong.RemoveAll()
	s.command = nil
	cmd, err := s.deps.Read(s.name, s.data, s.mapping)
	added, changed := 0, 0
	if err == nil {
		added, changed, err = s.deps.Count(cmd)
	}
	if err != nil {
		lines := s.words.Problem(err)
		s.state.SetText(s.words.T("exchange.rows_wrong", len(lines)))
		for _, line := range lines {
			s.wrong.Add(kit.Wrapped(line))
		}
		return
	}
	s.command = cmd
	s.state.SetText(s.words.T("exchange.rows_good", added, changed))
}

// Take does the edit and remembers the mapping; it returns what is wrong, "" for nothing.
func (s *Sheet) Take() string {
	if s.command == nil {
		return s.words.T("exchange.rows_first")
	}
	if err := s.deps.Do(s.command); err != nil {
		return kit.Lines(s.words.Problem(err))
	}
	if kept, err := json.Marshal(s.mapping); err == nil {
		s.deps.Keep(settingMapping, string(kept))
	}
	return ""
}

// ShowSheet opens the import of a file over the window.
func ShowSheet(w *words.Words, name string, data []byte, deps SheetDeps) *Sheet {
	s := NewSheet(w, name, data, deps)
	kit.Ask(deps.Window, w.T("exchange.sheet", name), kit.Sized(900, 460, s.Object()), w.T("exchange.import"), w.T("ui.cancel"), s.Take)
	return s
}
