package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// search is the field of the text that is looked for. Enter and Down leave it for the list, Esc empties it.
type search struct {
	widget.Entry
	leave func()
}

// TypedKey leaves the field, empties it, or edits its text.
func (s *search) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		s.leave()
	case fyne.KeyEscape:
		s.SetText("")
	default:
		s.Entry.TypedKey(ev)
	}
}

// build makes the widgets around the list, in the panel's language.
func (x *Panel) build() {
	w := x.deps.Words
	x.heading, x.note, x.empty = kit.Heading(""), small(""), small(w.T("agenda.none"))
	x.empty.Hide()
	x.tell("", 0)
	x.search = &search{leave: x.Focus}
	x.search.ExtendBaseWidget(x.search)
	x.search.SetPlaceHolder(w.T("agenda.search"))
	x.search.SetText(x.filter.text)
	x.search.OnChanged = func(s string) { x.filter.text = s; x.arrange() }
	pick := func(part *string) *kit.Pick {
		return kit.NewPick(nil, "", func(id string) { *part = id; x.arrange() })
	}
	x.kinds, x.hosts, x.chans, x.worst = pick(&x.filter.kind), pick(&x.filter.host), pick(&x.filter.channel), pick(&x.filter.severity)
	bar := container.NewHBox(x.heading, layout.NewSpacer(),
		kit.NewQuiet(w.T("agenda.clear"), x.clear),
		kit.NewButton(w.T("agenda.copy"), func() { x.copyTo(fyne.CurrentApp().Clipboard()) }))
	filters := container.NewGridWithColumns(5, x.search, x.kinds.Box(), x.hosts.Box(), x.chans.Box(), x.worst.Box())
	x.head = newHeader(x)
	sheet := container.NewBorder(container.NewVBox(x.head, widget.NewSeparator()), nil, nil, nil, container.NewStack(container.NewVBox(x.empty), x.list))
	wide := container.NewHScroll(container.New(leastWidth{x.list}, sheet))
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(container.NewBorder(container.NewVBox(bar, filters), x.note, nil, nil, wide))}
	x.holder.Refresh()
}

// small is a line of small print, shortened where it does not fit.
func small(text string) *widget.Label {
	l := kit.Note(text)
	l.Wrapping, l.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	return l
}

// clear lists everything again.
func (x *Panel) clear() {
	x.filter = filter{}
	x.search.SetText("")
	if x.snapshot != nil {
		x.options()
		x.arrange()
	}
}

// options fills the lists of the filter with what the plan has.
func (x *Panel) options() {
	w, p := x.deps.Words, x.snapshot.Plan
	lists := map[*kit.Pick][]kit.Option{}
	add := func(pick *kit.Pick, id, label string) {
		lists[pick] = append(lists[pick], kit.Option{ID: id, Label: label})
	}
	for pick, key := range map[*kit.Pick]string{x.kinds: "agenda.all_kinds", x.hosts: "agenda.all_hosts", x.chans: "agenda.all_channels", x.worst: "agenda.all_findings"} {
		add(pick, "", w.T(key))
	}
	for _, k := range planner.Kinds {
		add(x.kinds, string(k), w.Show(k))
	}
	for _, h := range p.Hosts.All() {
		add(x.hosts, h.ID, w.Name(h))
	}
	for _, c := range p.Channels.All() {
		add(x.chans, c.ID, w.Name(c))
	}
	for _, s := range severities {
		add(x.worst, string(s), w.Show(s))
	}
	for pick, value := range map[*kit.Pick]string{x.kinds: x.filter.kind, x.hosts: x.filter.host, x.chans: x.filter.channel, x.worst: x.filter.severity} {
		pick.SetOptions(lists[pick])
		pick.SetValue(value)
	}
}
