package backlog

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// Template is a sort of event that is dragged onto the calendar.
type Template struct {
	Name string // the key of what it is called
	Kind planner.Kind
	Make func() *planner.Event // a new one, with its length and its usual hour
}

// tile is one template of the palette. It is dragged onto the calendar; two clicks, or Enter, put its event in the
// middle of what the calendar shows.
type tile struct {
	widget.BaseWidget
	panel    *Panel
	template Template
	text     *widget.Label
	ring     *canvas.Rectangle
	carry    carry

	hovered, focused bool
}

var (
	_ fyne.Draggable      = (*tile)(nil)
	_ fyne.DoubleTappable = (*tile)(nil)
	_ fyne.Focusable      = (*tile)(nil)
	_ desktop.Hoverable   = (*tile)(nil)
	_ desktop.Cursorable  = (*tile)(nil)
)

func newTile(x *Panel, t Template) *tile {
	l := &tile{panel: x, template: t, text: widget.NewLabel(x.deps.Words.T(t.Name)), ring: &canvas.Rectangle{CornerRadius: 4, StrokeWidth: 1}}
	l.text.Truncation = fyne.TextTruncateEllipsis
	l.text.SizeName = theme.SizeNameCaptionText
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer lays the tile out: letter, name, and a ring where pointer or keys are.
func (l *tile) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(rowLayout{}, look.NewChip(l.template.Kind, false), l.text)
	l.paint()
	return widget.NewSimpleRenderer(container.NewStack(l.ring, row))
}

// Refresh follows the theme.
func (l *tile) Refresh() {
	l.paint()
	l.BaseWidget.Refresh()
}

func (l *tile) paint() {
	c := look.Current()
	l.ring.FillColor, l.ring.StrokeColor = color.Transparent, color.Transparent
	switch {
	case l.focused:
		l.ring.StrokeColor = c.Accent
	case l.hovered:
		l.ring.StrokeColor = c.Strong
	}
}

// TemplateName returns the key of what the template is called.
func (l *tile) TemplateName() string { return l.template.Name }

// Dragged carries a new event to the calendar.
func (l *tile) Dragged(ev *fyne.DragEvent) { l.carry.dragged(l.panel.deps.Board, ev, l.template.Make) }

// DragEnd drops it there.
func (l *tile) DragEnd() { l.carry.end(l.panel.deps.Board) }

// DoubleTapped puts a new event on the calendar.
func (l *tile) DoubleTapped(*fyne.PointEvent) { l.place() }

func (l *tile) place() { l.panel.deps.Board.Place(l.template.Make()) }

// TypedKey puts a new event on the calendar with Enter or Space.
func (l *tile) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.place()
	}
}

// TypedRune does nothing; Space is a key.
func (l *tile) TypedRune(rune) {}

// FocusGained shows where the keys are.
func (l *tile) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost shows that they are elsewhere.
func (l *tile) FocusLost() { l.focused = false; l.Refresh() }

// MouseIn shows that the tile can be taken.
func (l *tile) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing.
func (l *tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows the tile as it was.
func (l *tile) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor is a hand over what can be taken.
func (l *tile) Cursor() desktop.Cursor { return desktop.PointerCursor }

// rowLayout puts a chip and a text in one row that is no higher than the chip with a little air.
type rowLayout struct{}

// rowAir is the room above and below a chip, textAir that between it and its text.
const (
	rowAir  float32 = 2
	textAir float32 = 4
)

// MinSize is as high as the chip asks.
func (rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	chip := objects[0].MinSize()
	return fyne.NewSize(chip.Width+30, chip.Height+2*rowAir)
}

// Layout gives the text what the chip leaves. A label brings air of its own, which stands under the chip and over the
// row's end.
func (rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	chip, text := objects[0].MinSize(), objects[1].MinSize()
	air := theme.InnerPadding()
	objects[0].Move(fyne.NewPos(air, (size.Height-chip.Height)/2))
	objects[0].Resize(chip)
	x := chip.Width + textAir
	objects[1].Move(fyne.NewPos(x, (size.Height-text.Height)/2))
	objects[1].Resize(fyne.NewSize(size.Width-x+2*air, text.Height))
}
