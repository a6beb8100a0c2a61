package chart

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Layer hands out rectangles, one picture and texts that it keeps, so that a repaint makes none anew. Rectangles lie
// below the picture, the picture below texts. Begin takes everything off.
type Layer struct {
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	usedR   int
	usedT   int
	hatch   *canvas.Image
	hatched hatching
	shown   bool
}

// Begin takes everything off the layer.
func (l *Layer) Begin() { l.usedR, l.usedT, l.shown = 0, 0, false }

// Objects appends what stands on the layer, from the bottom.
func (l *Layer) Objects(into []fyne.CanvasObject) []fyne.CanvasObject {
	for _, o := range l.rects[:l.usedR] {
		into = append(into, o)
	}
	if l.shown {
		into = append(into, l.hatch)
	}
	for _, o := range l.texts[:l.usedT] {
		into = append(into, o)
	}
	return into
}

// Fill draws a plain rectangle.
func (l *Layer) Fill(r Rect, c color.NRGBA) { l.Box(r, c, 0, color.NRGBA{}, 0) }

// Box draws a rectangle with rounded corners and an outline.
func (l *Layer) Box(r Rect, c color.NRGBA, radius float32, stroke color.NRGBA, width float32) {
	if l.usedR == len(l.rects) {
		l.rects = append(l.rects, &canvas.Rectangle{})
	}
	o := l.rects[l.usedR]
	l.usedR++
	if o.FillColor != color.Color(c) {
		o.FillColor = c
	}
	if o.StrokeColor != color.Color(stroke) {
		o.StrokeColor = stroke
	}
	o.CornerRadius, o.StrokeWidth = radius, width
	o.Move(fyne.NewPos(r.X, r.Y))
	o.Resize(fyne.NewSize(r.W, r.H))
}

// Line draws strokes of one colour.
func (l *Layer) Line(strokes []Rect, c color.NRGBA) {
	for _, r := range strokes {
		l.Fill(r, c)
	}
}

// Text draws a line of text and returns its width. align is 0 where x is its left end, 0.5 for its middle and 1 for
// its right end; y is its middle.
func (l *Layer) Text(s string, x, y, size, align float32, bold bool, c color.NRGBA) float32 {
	if s == "" {
		return 0
	}
	if l.usedT == len(l.texts) {
		l.texts = append(l.texts, &canvas.Text{})
	}
	o := l.texts[l.usedT]
	l.usedT++
	o.Text, o.TextSize, o.TextStyle = s, size, fyne.TextStyle{Bold: bold}
	if o.Color != color.Color(c) {
		o.Color = c
	}
	min := o.MinSize()
	o.Move(fyne.NewPos(x-align*min.Width, y-min.Height/2))
	o.Resize(min)
	return min.Width
}

// hatching says what the layer's picture shows.
type hatching struct {
	w, h  int
	scale float32
	ink   color.NRGBA
	marks string // the stretches, as drawn
}

// The measures of the hatch, in pixels at scale 1.
const (
	hatchPeriod = 9.0
	hatchStripe = 3.0
)

// Hatch draws slanted stripes over the stretches of a room, as one picture that is painted anew only where it is not
// what it was. pixels is how many of the screen's pixels one of Fyne's is. There is one hatch on a layer.
func (l *Layer) Hatch(room Rect, stretches []Rect, ink color.NRGBA, pixels float32) {
	want := hatching{int(room.W*pixels + 0.5), int(room.H*pixels + 0.5), pixels, ink, spell(stretches, room.X)}
	if len(stretches) == 0 || want.w < 1 || want.h < 1 {
		return
	}
	if l.hatch == nil {
		l.hatch = &canvas.Image{ScaleMode: canvas.ImageScaleFastest}
	}
	if l.hatched != want {
		l.hatch.Image, l.hatched = paintHatch(want, stretches, room.X), want
		l.hatch.Refresh()
	}
	l.hatch.Move(fyne.NewPos(room.X, room.Y))
	l.hatch.Resize(fyne.NewSize(room.W, room.H))
	l.shown = true
}

// spell writes the stretches down to a tenth of a pixel, so that two lists can be compared.
func spell(list []Rect, x0 float32) string {
	b := make([]byte, 0, 8*len(list))
	for _, r := range list {
		for _, v := range []int{int((r.X - x0) * 10), int(r.W * 10)} {
			b = append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	}
	return string(b)
}

// paintHatch paints the stripes. The picture is RGBA, which is what textures are made of.
func paintHatch(h hatching, stretches []Rect, x0 float32) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, h.w, h.h))
	k := float64(h.scale)
	r, g, b, a := h.ink.RGBA()
	pix := [4]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)}
	for _, s := range stretches {
		from, to := int(float64(s.X-x0)*k), int(math.Ceil(float64(s.X+s.W-x0)*k))
		for y := range h.h {
			for x := max(from, 0); x < min(to, h.w); x++ {
				if math.Mod(float64(x+y), hatchPeriod*k) < hatchStripe*k {
					copy(img.Pix[img.PixOffset(x, y):], pix[:])
				}
			}
		}
	}
	return img
}
