package calendar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
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
	legendChip float32 = 12
	legendGap  float32 = 9
	legendMost float32 = 300
	legendRows         = 2
)

// CreateRenderer draws the legend.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer {
	r := &legendRenderer{l: l, base: canvas.NewRectangle(color.Transparent), layer: newBackedLayer()}
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

// MinSize is what all of it takes in two rows, within limits; names that find no room are left out.
func (r *legendRenderer) MinSize() fyne.Size {
	k := kit.Enlarged(r.l.board)
	_, wide := layLegend(r.l.board.rule, r.l.board.Legend(), legendMost)
	return fyne.NewSize(wide*k, miniHeight*k)
}

// keyAt is where a line of the legend stands.
type keyAt struct {
	Key
	x, y float32
}

// layLegend lays the legend out in rows, by columns from left to right, and returns how wide it is.
func layLegend(rule *ruleOfType, keys []Key, most float32) (list []keyAt, wide float32) {
	x := float32(6)
	for i := 0; i < len(keys); i += legendRows {
		column := float32(0)
		part := keys[i:min(i+legendRows, len(keys))]
		for _, key := range part {
			column = fmax(column, legendChip+4+rule.width(key.Name, smallText, false)+legendGap)
		}
		if x+column > most {
			break
		}
		for n, key := range part {
			list = append(list, keyAt{key, x, miniHeight * (float32(n) + 0.5) / legendRows})
		}
		x += column
	}
	return list, x
}

func (r *legendRenderer) paint() {
	b, c := r.l.board, look.Current()
	k, size := kit.Enlarged(b), r.l.Size()
	r.base.FillColor = c.Ground
	r.base.Resize(size)
	r.layer.begin(k, pixelsOf(b), size)
	list, _ := layLegend(b.rule, b.Legend(), size.Width/k+1)
	for _, at := range list {
		box := rect{at.x, at.y - legendChip/2, at.x + legendChip, at.y + legendChip/2}
		r.layer.box(box, at.Fill, 3, color.NRGBA{}, 0)
		if at.Hatch {
			r.layer.picture(box, pattern{kind: hatched, ink: look.Alpha(c.On(at.Fill), 0.22)})
		}
		letter := b.rule.width(at.Letter, tinyText, true)
		r.layer.text(at.Letter, at.x+(legendChip-letter)/2, at.y, tinyText, b.rule.height(tinyText), true, c.On(at.Fill))
		r.layer.text(at.Name, at.x+legendChip+4, at.y, smallText, b.rule.height(smallText), false, c.Mute)
	}
	r.objects = append(r.objects[:0], r.base)
	r.objects = r.layer.objects(r.objects)
}
