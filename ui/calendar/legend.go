package calendar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/look"
)

// Legend says what the colours and letters of the board stand for.
type Legend struct {
	widget.BaseWidget
	board *Board
}

func newLegend(b *Board) *Legend {
	l := &Legend{board: b}
	l.ExtendBaseWidget(l)
	return l
}

// The measures of the legend.
const (
	legendChip float32 = 14
	legendGap  float32 = 12
	legendMost float32 = 420
)

// CreateRenderer draws the legend.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer {
	r := &legendRenderer{l: l, base: canvas.NewRectangle(color.Transparent), layer: newLayer()}
	r.Refresh()
	return r
}

type legendRenderer struct {
	l       *Legend
	base    *canvas.Rectangle
	layer   *layer
	objects []fyne.CanvasObject
}

func (r *legendRenderer) Destroy()                     {}
func (r *legendRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *legendRenderer) Layout(fyne.Size)             { r.paint() }
func (r *legendRenderer) Refresh()                     { r.paint(); canvas.Refresh(r.base) }

// MinSize is what all of it takes, within limits; more names than fit are cut at the end.
func (r *legendRenderer) MinSize() fyne.Size {
	k := r.l.board.enlarged()
	return fyne.NewSize(fmin(r.width(), legendMost)*k, miniHeight*k)
}

func (r *legendRenderer) width() float32 {
	x := float32(4)
	for _, key := range r.l.board.Legend() {
		x += legendChip + 4 + r.l.board.rule.width(key.Name, smallText, false) + legendGap
	}
	return x
}

func (r *legendRenderer) paint() {
	b, c := r.l.board, look.Current()
	k, size := b.enlarged(), r.l.Size()
	r.base.FillColor = c.Ground
	r.base.Resize(size)
	r.layer.begin(k)
	x, mid := float32(6), size.Height/k/2
	for _, key := range b.Legend() {
		name := b.rule.width(key.Name, smallText, false)
		if x+legendChip+4+name > size.Width/k {
			break
		}
		box := rect{x, mid - legendChip/2, x + legendChip, mid + legendChip/2}
		r.layer.box(box, key.Fill, 3, color.NRGBA{}, 0)
		if key.Hatch {
			r.layer.picture(box, pattern{kind: hatched, ink: look.Alpha(c.On(key.Fill), 0.22)}, pixelsOf(b))
		}
		letter := b.rule.width(key.Letter, smallText, true)
		r.layer.text(key.Letter, x+(legendChip-letter)/2, mid, smallText, b.rule.height(smallText), true, c.On(key.Fill))
		r.layer.text(key.Name, x+legendChip+4, mid, smallText, b.rule.height(smallText), false, c.Mute)
		x += legendChip + 4 + name + legendGap
	}
	r.objects = append(r.objects[:0], r.base)
	r.objects = r.layer.objects(r.objects)
}
