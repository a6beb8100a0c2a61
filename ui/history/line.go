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

// line is one edit as it is painted.
type line struct {
	kit.Line
	panel *Panel
}

func newLine(x *Panel) *line {
	l := &line{panel: x}
	l.Extend(l, lineHeight, 2, l.paint) // the ring of the cursor stays inside the list
	return l
}

// Tapped goes to the state on the line.
func (l *line) Tapped(*fyne.PointEvent) { l.panel.list.press(l.Index) }

// Cursor is the hand.
func (l *line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// texts are what the line says: whether it is the state now or undone, when it was made, and what it is.
func (l *line) texts() (state, at, label string) {
	x := l.panel
	w := x.words()
	switch seq := x.seq(l.Index); {
	case seq == x.cursor():
		state = w.T("history.now")
	case seq > x.cursor():
		state = w.T("history.undone")
	}
	s := x.step(l.Index)
	switch {
	case s != nil:
		return state, w.Date(planner.DateOf(s.At, w.Zone())) + " " + w.Clock(s.At), w.Text(s.Label)
	case x.seq(l.Index) > 0:
		return state, "", w.T("history.earliest")
	}
	return state, "", w.T("history.beginning")
}

func (l *line) paint() {
	x := l.panel
	if l.Index >= x.lines() {
		return
	}
	c, seq := look.Current(), x.seq(l.Index)
	now, ink := seq == x.cursor(), c.Ink
	if seq > x.cursor() {
		ink = c.Mute
	}
	var fill color.Color
	if now {
		fill = look.Alpha(c.Accent, 0.14)
	}
	k := l.Begin(fill, x.list.focused && l.Index == x.list.cursor)
	state, at, label := l.texts()
	ends := edges(l.Size().Width, k)
	l.Put(state, ends[0], ends[1]-8*k, ink, now)
	l.Put(at, ends[1], ends[2]-8*k, c.Mute, now)
	l.Put(label, ends[2], ends[3]-8*k, ink, now)
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
func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 22*kit.Enlarged(r.h)) }

// Layout puts each name where its column is.
func (r *headerRenderer) Layout(size fyne.Size) {
	w, k := r.h.panel.words(), kit.Enlarged(r.h)
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
