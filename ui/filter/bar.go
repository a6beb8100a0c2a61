package filter

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Bar is the row of fields by which a filter is set. Its methods are called on the UI goroutine.
type Bar struct {
	Search *Search
	words  *words.Words
	filter Filter
	picks  map[string]*kit.Pick // by part
	object fyne.CanvasObject
	tell   func(Filter)
}

// Search is the field of the text that is looked for. Enter and Down leave it, Esc empties it.
type Search struct {
	widget.Entry
	leave func()
}

// TypedKey leaves the field, empties it, or edits its text.
func (s *Search) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		s.leave()
	case fyne.KeyEscape:
		if s.Text == "" {
			s.leave()
		}
		s.SetText("")
	default:
		s.Entry.TypedKey(ev)
	}
}

// part is one of a filter's lists: what holds all of it is the translation "filter.all.<id>".
type part struct {
	id      string
	get     func(Filter) string
	set     func(*Filter, string)
	options func(*words.Words, *planner.Plan) []kit.Option
}

// parts are the lists in the order of the bar.
var parts = []part{
	{"kind", func(f Filter) string { return string(f.Kind) }, func(f *Filter, id string) { f.Kind = planner.Kind(id) },
		func(w *words.Words, _ *planner.Plan) (list []kit.Option) {
			for _, k := range planner.Kinds {
				list = append(list, kit.Option{ID: string(k), Label: w.Show(k)})
			}
			return list
		}},
	{"host", func(f Filter) string { return f.Host }, func(f *Filter, id string) { f.Host = id },
		func(w *words.Words, p *planner.Plan) []kit.Option { return named(w, p.Hosts.All()) }},
	{"line", func(f Filter) string { return f.Line }, func(f *Filter, id string) { f.Line = id },
		func(w *words.Words, p *planner.Plan) []kit.Option { return named(w, p.Lines.All()) }},
	{"channel", func(f Filter) string { return f.Channel }, func(f *Filter, id string) { f.Channel = id },
		func(w *words.Words, p *planner.Plan) []kit.Option { return named(w, p.Channels.All()) }},
	{"severity", func(f Filter) string { return string(f.Severity) }, func(f *Filter, id string) { f.Severity = rules.Severity(id) },
		func(w *words.Words, _ *planner.Plan) (list []kit.Option) {
			for _, s := range Severities {
				list = append(list, kit.Option{ID: string(s), Label: w.Show(s)})
			}
			return list
		}},
}

func named[R planner.Row](w *words.Words, rows []R) []kit.Option {
	list := make([]kit.Option, len(rows))
	for i, r := range rows {
		list[i] = kit.Option{ID: r.RowID(), Label: w.Name(r)}
	}
	return list
}

// NewBar makes a bar that takes everything. changed is told of what the user sets; leave is called when the field of the
// text is left by a key.
func NewBar(w *words.Words, changed func(Filter), leave func()) *Bar {
	b := &Bar{Search: &Search{leave: leave}, words: w, picks: map[string]*kit.Pick{}, tell: changed}
	b.Search.ExtendBaseWidget(b.Search)
	b.Search.SetPlaceHolder(w.T("filter.search"))
	b.Search.OnChanged = func(s string) { b.change(func(f *Filter) { f.Text = s }) }
	row := []fyne.CanvasObject{b.Search}
	for _, x := range parts {
		b.picks[x.id] = kit.NewPick(nil, "", func(id string) { b.change(func(f *Filter) { x.set(f, id) }) })
		row = append(row, b.picks[x.id].Box())
	}
	b.object = container.NewGridWithColumns(len(row), row...)
	return b
}

// Object returns what is to be placed in the window.
func (b *Bar) Object() fyne.CanvasObject { return b.object }

// Pick returns the list of a part: kind, host, line, channel or severity.
func (b *Bar) Pick(part string) *kit.Pick { return b.picks[part] }

// Value returns the filter that is set.
func (b *Bar) Value() Filter { return b.filter }

func (b *Bar) change(set func(*Filter)) {
	was := b.filter
	if set(&b.filter); b.filter != was {
		b.tell(b.filter)
	}
}

// SetPlan fills the lists with what the plan has.
func (b *Bar) SetPlan(p *planner.Plan) {
	for _, x := range parts {
		pick := b.picks[x.id]
		pick.SetOptions(append([]kit.Option{{Label: b.words.T("filter.all." + x.id)}}, x.options(b.words, p)...))
		pick.SetValue(x.get(b.filter))
	}
}

// SetValue shows another filter without telling anybody.
func (b *Bar) SetValue(f Filter) {
	b.filter = f
	if b.Search.Text != f.Text {
		b.Search.SetText(f.Text)
	}
	for _, x := range parts {
		b.picks[x.id].SetValue(x.get(f))
	}
}
