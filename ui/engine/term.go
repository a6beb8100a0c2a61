package engine

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// termRow is a named amount with a bar that grows from the middle, to the right for what is earned and to the left for
// what is paid; most is the amount whose bar fills its half.
func termRow(w *words.Words, name string, amount planner.Money, most int64) fyne.CanvasObject {
	value := widget.NewLabelWithStyle(difference(w, amount), fyne.TextAlignTrailing, fyne.TextStyle{})
	label := widget.NewLabel(name)
	label.Truncation = fyne.TextTruncateEllipsis
	return container.New(kit.Columns{0.4, 0.26, 0.34}, label, newSigned(float32(float64(amount.Minor)/float64(most))), value)
}

// sumRow is a named sum below the terms.
func sumRow(name, sum string) fyne.CanvasObject {
	label := widget.NewLabel(name)
	label.Truncation = fyne.TextTruncateEllipsis
	return container.New(kit.Columns{0.62, 0.38}, label, widget.NewLabelWithStyle(sum, fyne.TextAlignTrailing, fyne.TextStyle{Bold: true}))
}

// signed is a bar from the middle of its place.
type signed struct {
	widget.BaseWidget
	share float32 // -1 to 1
}

func newSigned(share float32) *signed {
	s := &signed{share: share}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the bar.
func (s *signed) CreateRenderer() fyne.WidgetRenderer {
	r := &signedRenderer{s: s, axis: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type signedRenderer struct {
	s         *signed
	axis, bar *canvas.Rectangle
}

// Destroy leaves nothing behind.
func (r *signedRenderer) Destroy() {}

// MinSize is that of a short line.
func (r *signedRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 12) }

// Objects returns the bar and its axis.
func (r *signedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.bar, r.axis} }

// Layout draws the bar for its size.
func (r *signedRenderer) Layout(size fyne.Size) {
	half := size.Width / 2
	width := half * r.s.share
	left := half
	if width < 0 {
		left, width = half+width, -width
	}
	r.bar.Move(fyne.NewPos(left, size.Height/2-4))
	r.bar.Resize(fyne.NewSize(width, 8))
	r.axis.Move(fyne.NewPos(half, size.Height/2-7))
	r.axis.Resize(fyne.NewSize(1, 14))
}

// Refresh takes up the colours of the theme.
func (r *signedRenderer) Refresh() {
	c := look.Current()
	r.axis.FillColor, r.bar.FillColor = c.Strong, look.Mix(c.Panel, c.Good, 0.8)
	if r.s.share < 0 {
		r.bar.FillColor = look.Mix(c.Panel, c.Block, 0.7)
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}
