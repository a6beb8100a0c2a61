package params

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
)

// CreateRenderer draws the bars.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	return &barsRenderer{b: b, base: canvas.NewRectangle(color.Transparent)}
}

type barsRenderer struct {
	b       *bars
	base    *canvas.Rectangle
	layer   chart.Layer
	objects []fyne.CanvasObject
}

// Destroy leaves nothing behind.
func (r *barsRenderer) Destroy() {}

// Objects returns what is in sight, from the bottom.
func (r *barsRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize leaves room for the bars and their labels.
func (r *barsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(360*kit.Enlarged(r.b), 110*kit.Enlarged(r.b))
}

// Layout paints the bars for their new size.
func (r *barsRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the bars anew.
func (r *barsRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.base)
}

// ticks is about how many values stand on the axis, which counts on the grid.
const ticks = 4

func (r *barsRenderer) paint() {
	b, c := r.b, look.Current()
	r.base.FillColor = c.Ground
	r.base.Resize(b.Size())
	r.layer.Begin()
	r.objects = append(r.objects[:0], r.base)
	if len(b.list) == 0 || b.Size().Width < 1 {
		return
	}
	k, room := kit.Enlarged(b), b.room()
	y := func(v float64) float32 { return room.Y + room.H - float32(min(1, v/b.top))*room.H }
	_, _, list := chart.Round(0, int64(b.top*grid), ticks)
	for _, n := range list {
		if v := float64(n) / grid; v <= b.top {
			r.layer.Fill(chart.Rect{X: room.X, Y: y(v), W: room.W, H: 1}, c.Line)
			r.layer.Text(number(v), room.X-6*k, y(v), look.CaptionSize*k, 1, false, c.Mute)
		}
	}
	width := room.W / float32(len(b.list))
	for i, x := range b.list {
		left, v := room.X+float32(i)*width, b.value(i)
		ink := map[shade]color.NRGBA{plain: c.Kind(planner.Live, false), faint: c.Kind(planner.Video, false), strong: c.Risk}[x.tint]
		if b.at >= 0 && x.group == b.list[b.at].group {
			ink = c.Accent
		} else {
			ink = look.Mix(c.Ground, ink, 0.7)
		}
		r.layer.Fill(chart.Rect{X: left + 1, Y: y(v), W: max(1, width-2), H: room.Y + room.H - y(v)}, ink)
		if i < len(b.before) {
			r.layer.Fill(chart.Rect{X: left, Y: y(b.before[i]) - 1, W: width, H: 2}, c.Mute)
		}
		if i < len(b.marks) && !math.IsNaN(b.marks[i]) {
			r.layer.Box(chart.Rect{X: left + width/2 - 3*k, Y: y(b.marks[i]) - 3*k, W: 6 * k, H: 6 * k}, c.Ink, 3*k, c.Ground, 1)
		}
		if x.label != "" {
			r.layer.Text(x.label, left+width/2, room.Y+room.H+10*k, look.CaptionSize*k, 0.5, false, c.Mute)
		}
	}
	if b.focused {
		r.layer.Box(chart.Rect{X: 0, Y: 0, W: b.Size().Width, H: b.Size().Height}, color.NRGBA{}, 4*k, c.Accent, 1)
	}
	if b.at >= 0 {
		x := b.list[b.at]
		text := x.title + "  " + number(b.value(b.at))
		left := min(max(room.X+(float32(b.at)+0.5)*width, room.X), room.X+room.W)
		half := fyne.MeasureText(text, look.CaptionSize*k, fyne.TextStyle{Bold: true}).Width/2 + 4
		r.layer.Text(text, min(max(left, room.X+half), room.X+room.W-half), 9*k, look.CaptionSize*k, 0.5, true, c.Ink)
	}
	r.objects = r.layer.Objects(r.objects)
}
