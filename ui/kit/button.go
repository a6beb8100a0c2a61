package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Disableable   = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

// Weight says how much a button asks for attention.
type Weight int

// The weights: Plain is outlined, Primary is filled with ink, Quiet has neither outline nor fill.
const (
	Plain Weight = iota
	Primary
	Quiet
)

// Button is a small text button. It is reached by Tab and pressed by Space or Enter.
type Button struct {
	widget.DisableableWidget
	Text     string
	Weight   Weight
	OnTapped func()

	hovered, focused bool
}

// NewButton makes an outlined button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{Text: text, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the one button of a window or form that carries its main deed.
func NewPrimary(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Weight = Primary
	return b
}

// NewQuiet makes a button without an outline, for deeds that stand beside others in a row.
func NewQuiet(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Weight = Quiet
	return b
}

// SetText replaces the label.
func (b *Button) SetText(text string) {
	if b.Text != text {
		b.Text = text
		b.Refresh()
	}
}

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}

// Tapped runs the deed, unless the button is disabled.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn shades the button.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing; the whole button is one place.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor is the hand over a button that can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained draws the focus ring.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost takes the focus ring away.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune does nothing; a button takes no text.
func (b *Button) TypedRune(rune) {}

// TypedKey presses the button on Space and Enter.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	}
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{b: b, box: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Black)}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b    *Button
	box  *canvas.Rectangle
	text *canvas.Text
}

func (r *buttonRenderer) Destroy()                     {}
func (r *buttonRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.text} }

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.text.Resize(size)
}

func (r *buttonRenderer) MinSize() fyne.Size {
	text := r.text.MinSize()
	pad := r.b.Theme().Size(theme.SizeNameText)
	return fyne.NewSize(text.Width+pad*1.6, text.Height+pad*0.6)
}

func (r *buttonRenderer) Refresh() {
	th, v := r.b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	c := func(n fyne.ThemeColorName) color.Color { return th.Color(n, v) }
	ink, fill, line := c(theme.ColorNameForeground), color.Color(color.Transparent), c(theme.ColorNameInputBorder)
	switch r.b.Weight {
	case Primary:
		fill, ink, line = ink, c(theme.ColorNameBackground), ink
	case Quiet:
		line = color.Transparent
	}
	if r.b.Disabled() {
		ink = faded(c(theme.ColorNameDisabled))
		if r.b.Weight == Primary {
			fill, line = c(theme.ColorNameDisabledButton), color.Transparent
		}
	} else if r.b.hovered && r.b.Weight != Primary {
		fill = c(theme.ColorNameHover)
	}
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = fill, line, 1
	if r.b.focused {
		r.box.StrokeColor, r.box.StrokeWidth = c(theme.ColorNamePrimary), 2
	}
	r.box.CornerRadius = 6
	r.text.Text, r.text.Color = r.b.Text, ink
	r.text.TextSize = th.Size(theme.SizeNameText)
	r.text.TextStyle.Bold = r.b.Weight == Primary
	r.box.Refresh()
	r.text.Refresh()
}

// faded returns the colour at half its strength.
func faded(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 0x80}
}
