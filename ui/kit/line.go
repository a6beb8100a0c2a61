package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// CheckWidth is the room of the box that Check draws, from the left end of a line on, at scale 1.
const CheckWidth = 30

// Line is one row of a long list, painted from few objects that are used again as the list scrolls: a ground, and as
// asked for a box, the chip of a kind, and texts out of a pool. A list embeds it in a line of its own, calls Extend on
// that, and paints a row by Begin and after it Check, Chip, Put and PutRight. Positions count from the left end of the
// line in Fyne's pixels. Under the pointer a line is shaded; what a press does is the list's own affair.
type Line struct {
	widget.BaseWidget
	Index int // of the row that is shown; the list may have grown shorter since

	self          fyne.Widget
	height, inset float32
	paint         func()
	hovered       bool

	k       float32 // how much larger than at scale 1 the row is painted
	ground  *canvas.Rectangle
	box     *canvas.Rectangle // with the tick, and like the chip, nil until a row has one
	tick    *canvas.Text
	chip    *look.Chip
	texts   []*canvas.Text // the pool
	used    int            // of the pool by this row
	objects []fyne.CanvasObject
}

// Extend makes self, which embeds the line, a widget of that height at scale 1. Its ground leaves the inset free at both
// ends, in Fyne's pixels at any scale. The function paints the row of that Index; where there is none, it draws nothing
// and the line stays as it is.
func (l *Line) Extend(self fyne.Widget, height, inset float32, paint func()) {
	l.self, l.height, l.inset, l.paint = self, height, inset, paint
	l.ground = &canvas.Rectangle{CornerRadius: 4}
	l.objects = []fyne.CanvasObject{l.ground}
	l.ExtendBaseWidget(self)
}

// SetIndex makes the line show another row of its list.
func (l *Line) SetIndex(i int) {
	l.Index = i
	l.Refresh()
}

// MouseIn shades the line.
func (l *Line) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing; the whole line is one place.
func (l *Line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (l *Line) MouseOut() { l.hovered = false; l.Refresh() }

// OnCheck says whether that position is in the room of the box.
func (l *Line) OnCheck(x float32) bool { return x < CheckWidth*Enlarged(l.self) }

// Modifier returns the keys held at a press. The box picks as Ctrl does, so a bare press on it counts as one with Ctrl.
func (l *Line) Modifier(ev *desktop.MouseEvent) fyne.KeyModifier {
	if ev.Modifier == 0 && l.OnCheck(ev.Position.X) {
		return fyne.KeyModifierControl
	}
	return ev.Modifier
}

// Begin clears the line for a row and paints its ground: the fill, or for nil the shade of the pointer, if it is there;
// with a ring around it where the list's cursor stands. It returns how much larger than at scale 1 the row is painted.
func (l *Line) Begin(fill color.Color, ring bool) (k float32) {
	c, size := look.Current(), l.Size()
	l.k, l.used = Enlarged(l.self), 0
	for _, t := range l.texts {
		t.Text = ""
	}
	if l.box != nil {
		l.box.Hidden, l.tick.Hidden = true, true
	}
	if l.chip != nil {
		l.chip.Hidden = true
	}
	switch {
	case fill != nil:
	case l.hovered:
		fill = look.Alpha(c.Ink, 0.05)
	default:
		fill = color.Transparent
	}
	g := l.ground
	g.Move(fyne.NewPos(l.inset, 0))
	g.Resize(fyne.NewSize(size.Width-2*l.inset, size.Height))
	g.FillColor, g.StrokeColor, g.StrokeWidth = fill, color.Transparent, 0
	if ring {
		g.StrokeColor, g.StrokeWidth = c.Accent, 1
	}
	return l.k
}

// Check draws the box that says whether the row is picked.
func (l *Line) Check(picked bool) {
	if l.box == nil {
		l.box = &canvas.Rectangle{CornerRadius: 3, StrokeWidth: 1}
		l.tick = &canvas.Text{Text: "✓", TextStyle: fyne.TextStyle{Bold: true}}
		l.objects = append(l.objects, l.box, l.tick)
	}
	c, at, side, height := look.Current(), 8*l.k, 14*l.k, l.Size().Height
	l.box.Hidden, l.tick.Hidden = false, !picked
	l.box.Move(fyne.NewPos(at, (height-side)/2))
	l.box.Resize(fyne.NewSquareSize(side))
	l.box.FillColor, l.box.StrokeColor = color.Transparent, c.Mute
	if picked {
		l.box.FillColor, l.box.StrokeColor = c.Accent, c.Accent
	}
	l.tick.Color, l.tick.TextSize = c.On(c.Accent), 10*l.k
	tick := l.tick.MinSize()
	l.tick.Move(fyne.NewPos(at+(side-tick.Width)/2, (height-tick.Height)/2))
}

// Chip draws the letter of the kind from that position on; offPlatform says that the event happens outside the sale's
// platform.
func (l *Line) Chip(kind planner.Kind, offPlatform bool, from float32) {
	if l.chip == nil {
		l.chip = look.NewChip(kind, offPlatform)
		l.objects = append(l.objects, l.chip)
	}
	l.chip.Hidden = false
	l.chip.SetKind(kind, offPlatform)
	l.chip.Move(fyne.NewPos(from, (l.Size().Height-look.ChipSize)/2))
	l.chip.Resize(fyne.NewSquareSize(look.ChipSize))
}

// Put writes a text at the left end of its room, shortened to fit, and returns where it ends.
func (l *Line) Put(text string, from, to float32, tint color.Color, bold bool) (end float32) {
	t := l.write(text, to-from, tint, bold)
	t.Move(fyne.NewPos(from, (l.Size().Height-t.Size().Height)/2))
	return from + t.Size().Width
}

// PutRight writes a text at the right end of its room, shortened to fit, and returns where it begins.
func (l *Line) PutRight(text string, from, to float32, tint color.Color) (start float32) {
	t := l.write(text, to-from, tint, false)
	start = to - t.Size().Width
	t.Move(fyne.NewPos(start, (l.Size().Height-t.Size().Height)/2))
	return start
}

// write takes a text out of the pool and makes it as large as what it says.
func (l *Line) write(text string, room float32, tint color.Color, bold bool) *canvas.Text {
	if l.used == len(l.texts) {
		t := &canvas.Text{}
		l.texts, l.objects = append(l.texts, t), append(l.objects, t)
	}
	t := l.texts[l.used]
	l.used++
	t.TextSize, t.Color, t.TextStyle.Bold = look.TextSize*l.k, tint, bold
	t.Text = Fit(text, t.TextSize, t.TextStyle, room)
	t.Resize(t.MinSize())
	return t
}

// CreateRenderer draws the line.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := lineRenderer{l}
	r.Layout(l.Size())
	return r
}

type lineRenderer struct{ l *Line }

// Destroy leaves nothing behind.
func (r lineRenderer) Destroy() {}

// Objects returns what the line is made of: the ground, and what rows have asked for so far.
func (r lineRenderer) Objects() []fyne.CanvasObject { return r.l.objects }

// MinSize is one line high; the width is whatever there is.
func (r lineRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.l.height*Enlarged(r.l.self)) }

// Layout paints the line for its new size.
func (r lineRenderer) Layout(size fyne.Size) {
	if size.Width > 0 {
		r.l.paint()
	}
}

// Refresh paints the line anew.
func (r lineRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.l.self)
}
