package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/look"
)

// Heading is the small muted title of a group of rows.
func Heading(text string) *widget.Label {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.Importance, l.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	return l
}

// Title is the name of what a panel shows.
func Title(text string) *widget.Label {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName, l.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	return l
}

// Mute is text that stands back.
func Mute(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Importance = widget.LowImportance
	return l
}

// Wrapped is text that takes as many lines as it needs.
func Wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Note is muted text that takes as many lines as it needs.
func Note(text string) *widget.Label {
	l := Wrapped(text)
	l.Importance, l.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	return l
}

// ErrorText is a line that says what is wrong with the field above it; it is hidden until told something.
func ErrorText() *widget.Label {
	l := Wrapped("")
	l.Importance, l.SizeName = widget.DangerImportance, theme.SizeNameCaptionText
	l.Hide()
	return l
}

// Say shows the text in an ErrorText, and hides it for "".
func Say(l *widget.Label, text string) {
	l.SetText(text)
	if text == "" {
		l.Hide()
		return
	}
	l.Show()
}

// labelShare is the part of a row that its label takes.
const labelShare = 0.34

// Row is a muted label on the left and a value on the right; of several rows the values stand in one column.
func Row(label string, value fyne.CanvasObject) *fyne.Container {
	l := Mute(label)
	l.Truncation = fyne.TextTruncateEllipsis
	if p, ok := value.(*Pick); ok {
		value = p.Box()
	}
	return container.New(rowLayout{}, l, value)
}

// Fact is a row whose value is read, not edited.
func Fact(label, value string) *fyne.Container {
	v := widget.NewLabelWithStyle(value, fyne.TextAlignLeading, fyne.TextStyle{})
	v.Wrapping = fyne.TextWrapWord
	return Row(label, v)
}

type rowLayout struct{}

func (rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	label, value := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(value.Width/(1-labelShare), fyne.Max(label.Height, value.Height))
}

func (rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := size.Width * labelShare
	label := objects[0].MinSize()
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(w, label.Height))
	objects[1].Move(fyne.NewPos(w, 0))
	objects[1].Resize(fyne.NewSize(size.Width-w, size.Height))
}

// Column puts objects below each other with no more air between them than they bring themselves.
func Column(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(1), objects...)
}

// Tag is a short word on a coloured ground, such as a severity or a kind's letter.
type Tag struct {
	widget.BaseWidget
	text *canvas.Text
	box  *canvas.Rectangle
}

// NewTag makes a tag.
func NewTag(text string, ground color.NRGBA) *Tag {
	t := &Tag{text: canvas.NewText(text, look.Current().On(ground)), box: canvas.NewRectangle(ground)}
	t.text.TextStyle.Bold, t.text.Alignment = true, fyne.TextAlignCenter
	t.box.CornerRadius = 4
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the word and the ground.
func (t *Tag) Set(text string, ground color.NRGBA) {
	t.text.Text, t.text.Color, t.box.FillColor = text, look.Current().On(ground), ground
	t.Refresh()
}

// CreateRenderer draws the tag in the middle of its place, no higher than its word asks.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	t.text.TextSize = t.Theme().Size(theme.SizeNameCaptionText)
	inset := container.New(layout.NewCustomPaddedLayout(0, 0, 5, 5), t.text)
	return widget.NewSimpleRenderer(container.NewCenter(container.NewStack(t.box, inset)))
}

// Inset moves an object in from the left as far as labels move their text, so that both stand in one line.
func Inset(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, theme.InnerPadding(), 0), o)
}

// Scrolled lets content scroll up and down, clear of the bar at its side.
func Scrolled(content fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), content))
}

// Panel puts a little air around the content of a panel. Its ground is the window's own.
func Panel(content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(6, 6, 8, 8), content)
}

// Ground is a rectangle in a colour of the theme, which follows the theme.
type Ground struct {
	widget.BaseWidget
	name fyne.ThemeColorName
	box  *canvas.Rectangle
}

// NewGround makes a ground of that colour.
func NewGround(name fyne.ThemeColorName) *Ground {
	g := &Ground{name: name, box: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

// Refresh takes the colour from the theme again.
func (g *Ground) Refresh() {
	g.box.FillColor = g.Theme().Color(g.name, fyne.CurrentApp().Settings().ThemeVariant())
	g.BaseWidget.Refresh()
}

// CreateRenderer draws the ground.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	g.box.FillColor = g.Theme().Color(g.name, fyne.CurrentApp().Settings().ThemeVariant())
	return widget.NewSimpleRenderer(g.box)
}
