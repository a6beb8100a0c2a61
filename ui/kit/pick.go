package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is one choice: the ID that the program knows and the label that the user reads.
type Option struct{ ID, Label string }

// Pick is a drop-down list of options.
type Pick struct {
	widget.Select
	options []Option
}

// NewPick makes a list that shows the option of that ID and tells changed the ID of another when it is picked.
func NewPick(options []Option, selected string, changed func(id string)) *Pick {
	p := &Pick{}
	p.ExtendBaseWidget(p)
	p.PlaceHolder = "—"
	p.SetOptions(options)
	p.SetValue(selected)
	p.OnChanged = func(string) {
		if id := p.Value(); changed != nil {
			changed(id)
		}
	}
	return p
}

// SetOptions replaces the options. Options of one label are told apart by their IDs.
func (p *Pick) SetOptions(options []Option) {
	p.options = slices.Clone(options)
	seen := map[string]bool{}
	p.Options = make([]string, len(options))
	for i, o := range options {
		label := o.Label
		if seen[label] {
			label += " (" + o.ID + ")"
		}
		seen[label] = true
		p.Options[i] = label
	}
}

// Value returns the ID of the option that is shown, "" for none.
func (p *Pick) Value() string {
	if i := p.SelectedIndex(); i >= 0 && i < len(p.options) {
		return p.options[i].ID
	}
	return ""
}

// SetValue shows the option of that ID without telling anybody; an ID that there is not shows itself.
func (p *Pick) SetValue(id string) {
	text := id
	for i, o := range p.options {
		if o.ID == id {
			text = p.Options[i]
		}
	}
	if p.Selected != text {
		p.Selected = text
		p.Refresh()
	}
}

// Box returns the list with an outline like that of a field.
func (p *Pick) Box() fyne.CanvasObject { return container.NewStack(p, newOutline()) }

// outline is a frame in the colour of the theme's input borders.
type outline struct {
	widget.BaseWidget
	frame *canvas.Rectangle
}

func newOutline() *outline {
	o := &outline{frame: canvas.NewRectangle(color.Transparent)}
	o.frame.StrokeWidth, o.frame.CornerRadius = 1, 6
	o.ExtendBaseWidget(o)
	return o
}

// CreateRenderer draws the frame.
func (o *outline) CreateRenderer() fyne.WidgetRenderer {
	o.tint()
	return widget.NewSimpleRenderer(o.frame)
}

// Refresh takes the colour from the theme again.
func (o *outline) Refresh() {
	o.tint()
	o.BaseWidget.Refresh()
}

func (o *outline) tint() {
	o.frame.StrokeColor = o.Theme().Color(theme.ColorNameInputBorder, fyne.CurrentApp().Settings().ThemeVariant())
}

// Many is a button that names what was picked of a list and opens the list to tick others.
type Many struct {
	*Button
	options []Option
	picked  []string
	title   string
	words   ManyWords
	window  fyne.Window
	changed func(ids []string)
}

// ManyWords is what Many says: the labels of its two buttons, and what was picked in short.
type ManyWords struct {
	OK, Cancel string
	Sum        func(labels []string) string
}

// NewMany makes a button that opens a list of options to tick.
func NewMany(window fyne.Window, title string, options []Option, picked []string, words ManyWords, changed func(ids []string)) *Many {
	m := &Many{options: options, title: title, words: words, window: window, changed: changed}
	m.Button = NewButton("", m.open)
	m.SetValue(picked)
	return m
}

// SetValue shows what is picked.
func (m *Many) SetValue(picked []string) {
	m.picked = picked
	m.SetText(m.words.Sum(m.labels(picked)))
}

func (m *Many) labels(ids []string) []string {
	var out []string
	for _, o := range m.options {
		if slices.Contains(ids, o.ID) {
			out = append(out, o.Label)
		}
	}
	return out
}

func (m *Many) open() {
	ticked := map[string]bool{}
	for _, id := range m.picked {
		ticked[id] = true
	}
	list := container.NewVBox()
	for _, o := range m.options {
		box := widget.NewCheck(o.Label, func(on bool) { ticked[o.ID] = on })
		box.Checked = ticked[o.ID]
		list.Add(box)
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(380, fyne.Min(360, list.MinSize().Height)))
	Ask(m.window, m.title, scroll, m.words.OK, m.words.Cancel, func() string {
		var ids []string
		for _, o := range m.options {
			if ticked[o.ID] {
				ids = append(ids, o.ID)
			}
		}
		m.changed(ids)
		return ""
	})
}

// Lines joins what is to be said into one text of lines.
func Lines(list []string) string { return strings.Join(list, "\n") }
