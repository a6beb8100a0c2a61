package exchange

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Guess is a heading of a sheet and the field that it is taken for, "" for none.
type Guess struct{ Heading, Field string }

// Line is a row of a sheet as it is shown, with its number as the person's spreadsheet counts it.
type Line struct {
	Row   int
	Cells []string // below the headings of the Look
}

// Look is a sheet before it is read: its headings, its first rows, and how many rows there are.
type Look struct {
	Headings []Guess
	Lines    []Line
	Rows     int
}

// SheetDeps is what the import of a sheet needs from outside. A kind is what the rows of a sheet are.
type SheetDeps struct {
	Window fyne.Window
	Kinds  []string
	Kind   string                     // that the sheet seems to be
	Fields func(kind string) []string // that a column may be mapped to
	// Look reads the headings under the user's mapping of headings to fields, and the first rows.
	Look func(kind string, data []byte, mapping map[string]string) (Look, error)
	// Read makes one edit of all rows, or says what is wrong with each row that is bad.
	Read func(kind, name string, data []byte, mapping map[string]string) (planner.Command, error)
	// Count returns how many rows of the plan the edit adds and changes.
	Count func(planner.Command) (added, changed int, err error)
	Do    func(planner.Command) error
	// Setting and Keep remember the mapping for the next sheet with the same headings.
	Setting func(key string) string
	Keep    func(key, value string)
}

// settingMapping is where mappings are kept, as JSON, each under its kind and its headings.
const settingMapping = "import.columns"

// Sheet is the panel of a sheet: what its rows are, what its columns mean, and what each row would do.
type Sheet struct {
	deps    SheetDeps
	words   *words.Words
	name    string
	data    []byte
	kind    string
	look    Look
	mapping map[string]string
	command planner.Command // nil while something is wrong
	state   *widget.Label
	form    *fyne.Container
	wrong   *fyne.Container // what is wrong, a line each
	bad     map[int]string  // what is wrong with a row
	table   *widget.Table
	root    fyne.CanvasObject
}

// NewSheet makes the panel of a file's content.
func NewSheet(w *words.Words, name string, data []byte, deps SheetDeps) *Sheet {
	s := &Sheet{deps: deps, words: w, name: name, data: data, kind: deps.Kind, state: kit.Title(""), form: container.NewVBox(), wrong: container.NewVBox()}
	kinds := make([]kit.Option, len(deps.Kinds))
	for i, k := range deps.Kinds {
		kinds[i] = kit.Option{ID: k, Label: w.T("paper.rows." + k)}
	}
	s.table = s.newTable()
	rows := container.NewVSplit(kit.Scrolled(s.wrong), s.table)
	rows.SetOffset(0.3)
	right := container.NewBorder(s.state, nil, nil, nil, rows)
	left := container.NewBorder(kit.Row(w.T("paper.rows"), kit.NewPick(kinds, s.kind, s.take)), nil, nil, nil, kit.Scrolled(s.form))
	split := container.NewHSplit(left, right)
	split.SetOffset(0.36)
	s.root = split
	s.take(s.kind)
	return s
}

// Object returns what the dialog shows.
func (s *Sheet) Object() fyne.CanvasObject { return s.root }

// Command returns the edit, nil while something is wrong.
func (s *Sheet) Command() planner.Command { return s.command }

// take takes the rows for a kind, under the mapping that was last used for these headings.
func (s *Sheet) take(kind string) {
	s.kind, s.mapping = kind, map[string]string{}
	look, err := s.deps.Look(kind, s.data, nil)
	s.look = look
	if kept := s.deps.Setting(s.key()); kept != "" {
		if json.Unmarshal([]byte(kept), &s.mapping) != nil {
			s.mapping = map[string]string{} // of a program that kept it otherwise
		}
	}
	s.form.RemoveAll()
	s.form.Add(kit.Heading(s.words.T("exchange.columns")))
	if err == nil {
		s.look, err = s.deps.Look(kind, s.data, s.mapping)
	}
	if err == nil {
		for _, g := range s.look.Headings {
			s.form.Add(kit.Row(g.Heading, kit.NewPick(s.fields(), g.Field, func(field string) { s.mean(g.Heading, field) })))
		}
	}
	s.read()
}

// key is where the mapping of this kind and these headings is kept.
func (s *Sheet) key() string {
	sum := fnv.New64a()
	for _, g := range s.look.Headings {
		fmt.Fprintln(sum, strings.ToLower(g.Heading))
	}
	return fmt.Sprintf("%s.%s.%x", settingMapping, s.kind, sum.Sum64())
}

// fields are the options of a column.
func (s *Sheet) fields() []kit.Option {
	list := []kit.Option{{ID: "", Label: s.words.T("exchange.field.none")}}
	for _, f := range s.deps.Fields(s.kind) {
		list = append(list, kit.Option{ID: f, Label: s.words.T("exchange.field." + f)})
	}
	return list
}

// mean takes a heading for a field and reads the sheet again.
func (s *Sheet) mean(heading, field string) {
	s.mapping[heading] = field
	for i, g := range s.look.Headings {
		if g.Heading == heading {
			s.look.Headings[i].Field = field
		}
	}
	s.read()
}

// read reads the rows and shows what they would do or what is wrong with them.
func (s *Sheet) read() {
	s.wrong.RemoveAll()
	s.command, s.bad = nil, map[int]string{}
	cmd, err := s.deps.Read(s.kind, s.name, s.data, s.mapping)
	added, changed := 0, 0
	if err == nil {
		added, changed, err = s.deps.Count(cmd)
	}
	defer s.table.Refresh()
	if err == nil {
		s.command = cmd
		s.state.SetText(s.words.T("paper.rows_good", s.look.Rows, added, changed))
		s.wrong.Add(kit.Wrapped(s.words.T("paper.rows_one_undo")))
		return
	}
	lines := s.words.Problem(err)
	s.state.SetText(s.words.T("exchange.rows_wrong", len(lines)))
	for _, line := range lines {
		s.wrong.Add(kit.Wrapped(line))
	}
	for _, p := range planner.AsProblems(err) {
		if p.Row > 0 && s.bad[p.Row] == "" {
			s.bad[p.Row] = s.words.Text(p.Text)
			if p.Field != "" {
				s.bad[p.Row] = p.Field + " · " + s.bad[p.Row]
			}
		}
	}
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
		s.deps.Keep(s.key(), string(kept))
	}
	return ""
}

// ShowSheet opens the import of a file over the window.
func ShowSheet(w *words.Words, name string, data []byte, deps SheetDeps) *Sheet {
	s := NewSheet(w, name, data, deps)
	kit.Ask(deps.Window, w.T("exchange.sheet", name), kit.Sized(1060, 520, s.Object()), w.T("exchange.import"), w.T("ui.cancel"), s.Take)
	return s
}
