package history

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

var (
	_ fyne.Tappable      = (*line)(nil)
	_ desktop.Hoverable  = (*line)(nil)
	_ desktop.Cursorable = (*line)(nil)
)

// The measures of a line at scale 1: its height, and where its columns begin.
const (
	lineHeight = 26
	stateAt    = 12
	timeAt     = 92
	labelAt    = 290
)

// line is one edit as it is painted. Lines are used again for others as the list scrolls.
type line struct {
	widget.BaseWidget
	panel   *Panel
	index   int
	hovered bool
}

func newLine(x *Panel) *line {
	l := &line{panel: x}
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) show(i int) {
	l.index = i
	l.Refresh()
}

// Tapped goes to the state on the line.
func (l *line) Tapped(*fyne.PointEvent) { l.panel.list.press(l.index) }

// MouseIn shades the line.
func (l *line) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing; the whole line is one place.
func (l *line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (l *line) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor is the hand.
func (l *line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// texts are what the line says: whether it is the state now or undone, when it was made, and what it is.
func (l *line) texts() (state, at, label string) {
	x := l.panel
	w := x.words()
	switch seq := x.seq(l.index); {
	case seq == x.cursor():
		state = w.T("history.now")
	case seq > x.cursor():
		state = w.T("history.undone")
	}
	s := x.step(l.index)
	switch {
	case s != nil:
		return state, w.Date(planner.DateOf(s.At, w.Zone())) + " " + w.Clock(s.At), w.Text(s.Label)
	case x.seq(l.index) > 0:
		return state, "", w.T("history.earliest")
	}
	return state, "", w.T("history.beginning")
}

// CreateRenderer draws the line.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l: l, ground: &canvas.Rectangle{CornerRadius: 4}}
	for i := range r.texts {
		r.texts[i] = &canvas.Text{}
	}
	r.paint()
	return r
}

type lineRenderer struct {
	l      *line
	ground *canvas.Rectangle
	texts  [3]*canvas.Text // state, time, label
}

// Destroy leaves nothing behind.
func (r *lineRenderer) Destroy() {}

// Objects returns what the line is made of.
func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.texts[0], r.texts[1], r.texts[2]}
}

// MinSize is one line high.
func (r *lineRenderer) MinSize() fyne.Size { return fyne.NewSize(0, lineHeight*enlarged(r.l)) }

// Layout paints the line for its new size.
func (r *lineRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the line anew.
func (r *lineRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.l)
}

func (r *lineRenderer) paint() {
	x, size := r.l.panel, r.l.Size()
	if r.l.index >= x.lines() || size.Width == 0 {
		return
	}
	c, k := look.Current(), enlarged(r.l)
	seq := x.seq(r.l.index)
	r.ground.Move(fyne.NewPos(2, 0)) // the ring of the cursor stays inside the list
	r.ground.Resize(fyne.NewSize(size.Width-4, size.Height))
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	switch {
	case seq == x.cursor():
		r.ground.FillColor = look.Alpha(c.Accent, 0.14)
	case r.l.hovered:
		r.ground.FillColor = look.Alpha(c.Ink, 0.05)
	}
	if x.list.focused && r.l.index == x.list.cursor {
		r.ground.StrokeColor, r.ground.StrokeWidth = c.Accent, 1
	}
	ink := c.Ink
	if seq > x.cursor() {
		ink = c.Mute
	}
	state, at, label := r.l.texts()
	ends := edges(size.Width, k)
	for i, s := range [...]string{state, at, label} {
		t := r.texts[i]
		t.TextSize, t.Color, t.TextStyle.Bold = look.TextSize*k, color.Color(ink), seq == x.cursor()
		if i == 1 {
			t.Color = c.Mute
		}
		t.Text = kit.Fit(s, t.TextSize, t.TextStyle, ends[i+1]-ends[i]-8*k)
		want := t.MinSize()
		t.Move(fyne.NewPos(ends[i], (size.Height-want.Height)/2))
		t.Resize(want)
	}
}

// edges returns where the columns begin, and after them where the line ends, k times as large as at scale 1.
func edges(width, k float32) [4]float32 {
	return [...]float32{stateAt * k, timeAt * k, labelAt * k, width}
}

// header names the columns above the list.
type header struct {
	widget.BaseWidget
	panel *Panel
}

func newHeader(x *Panel) *header {
	h := &header{panel: x}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer draws the names.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{h: h}
	for i := range r.texts {
		r.texts[i] = &canvas.Text{TextStyle: fyne.TextStyle{Bold: true}}
	}
	return r
}

type headerRenderer struct {
	h     *header
	texts [3]*canvas.Text
}

// Destroy leaves nothing behind.
func (r *headerRenderer) Destroy() {}

// Objects returns the names.
func (r *headerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.texts[0], r.texts[1], r.texts[2]}
}

// MinSize is one line high.
func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 22*enlarged(r.h)) }

// Layout puts each name where its column is.
func (r *headerRenderer) Layout(size fyne.Size) {
	w, k := r.h.panel.words(), enlarged(r.h)
	ends := edges(size.Width, k)
	for i, s := range [...]string{w.T("history.state"), w.T("history.at", w.ZoneName()), w.T("history.edit")} {
		t := r.texts[i]
		t.Text, t.TextSize, t.Color = s, look.CaptionSize*k, look.Current().Mute
		want := t.MinSize()
		t.Move(fyne.NewPos(ends[i], (size.Height-want.Height)/2))
		t.Resize(want)
	}
}

// Refresh names the columns anew.
func (r *headerRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
