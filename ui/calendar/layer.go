package calendar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// pool hands out objects that it keeps, so that a repaint makes none anew.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
	make func() T
}

func (p *pool[T]) next() T {
	if p.used == len(p.all) {
		p.all = append(p.all, p.make())
	}
	p.used++
	return p.all[p.used-1]
}

func gather[T fyne.CanvasObject](into []fyne.CanvasObject, p *pool[T]) []fyne.CanvasObject {
	for _, o := range p.all[:p.used] {
		into = append(into, o)
	}
	return into
}

// layer is what lies on one height: rectangles at the bottom, then pictures, marks and text.
type layer struct {
	k      float32 // how much larger than at scale 1 everything is drawn
	rects  pool[*canvas.Rectangle]
	images pool[*canvas.Image]
	polys  pool[*canvas.Polygon]
	texts  pool[*canvas.Text]
	drawn  map[*canvas.Image]drawing
}

// drawing says what an image of the layer shows.
type drawing struct {
	pattern pattern
	w, h    int
	scale   float32
}

func newLayer() *layer {
	return &layer{
		k:      1,
		rects:  pool[*canvas.Rectangle]{make: func() *canvas.Rectangle { return &canvas.Rectangle{} }},
		images: pool[*canvas.Image]{make: func() *canvas.Image { return &canvas.Image{ScaleMode: canvas.ImageScaleFastest} }},
		polys:  pool[*canvas.Polygon]{make: func() *canvas.Polygon { return &canvas.Polygon{Sides: 3} }},
		texts:  pool[*canvas.Text]{make: func() *canvas.Text { return &canvas.Text{} }},
		drawn:  map[*canvas.Image]drawing{},
	}
}

// begin takes everything off the layer, which is drawn k times as large from now on.
func (l *layer) begin(k float32) {
	l.k = k
	l.rects.used, l.images.used, l.polys.used, l.texts.used = 0, 0, 0, 0
}

func (l *layer) objects(into []fyne.CanvasObject) []fyne.CanvasObject {
	into = gather(into, &l.rects)
	into = gather(into, &l.images)
	into = gather(into, &l.polys)
	return gather(into, &l.texts)
}

func (l *layer) place(o fyne.CanvasObject, r rect) {
	o.Move(fyne.NewPos(r.x0*l.k, r.y0*l.k))
	o.Resize(fyne.NewSize(r.w()*l.k, r.h()*l.k))
}

// fill draws a plain rectangle.
func (l *layer) fill(r rect, c color.NRGBA) { l.box(r, c, 0, color.NRGBA{}, 0) }

// box draws a rectangle with rounded corners and an outline.
func (l *layer) box(r rect, c color.NRGBA, radius float32, stroke color.NRGBA, width float32) {
	o := l.rects.next()
	if o.FillColor != color.Color(c) {
		o.FillColor = c
	}
	if o.StrokeColor != color.Color(stroke) {
		o.StrokeColor = stroke
	}
	o.CornerRadius, o.StrokeWidth = radius*l.k, width*l.k
	l.place(o, r)
}

// textRise is how far above the middle of a line the middle of its letters is meant to be, as a share of their size:
// the font has more room above them than below.
const textRise = 0.07

// text draws a line whose left end is at x and whose middle is at y.
func (l *layer) text(s string, x, y, size, height float32, bold bool, c color.NRGBA) {
	if s == "" {
		return
	}
	o := l.texts.next()
	o.Text, o.TextSize, o.TextStyle = s, size*l.k, fyne.TextStyle{Bold: bold}
	if o.Color != color.Color(c) {
		o.Color = c
	}
	o.Move(fyne.NewPos(x*l.k, (y-height/2-textRise*size)*l.k))
}

// triangle draws a small triangle that points up, with a rim that parts it from what lies beneath.
func (l *layer) triangle(x, y, size float32, c, rim color.NRGBA) {
	o := l.polys.next()
	o.FillColor, o.StrokeColor, o.StrokeWidth = c, rim, 0
	r := rect{x, y, x + size, y + size}
	if rim.A > 0 {
		o.StrokeWidth = 1.2 * l.k
		r = rect{x - 2, y - 2, x + size + 2, y + size + 2}
	}
	l.place(o, r)
}

// picture draws a pattern, which is painted anew only where its size or colours are not what they were. pixels is
// how many of the screen's pixels one of Fyne's is.
func (l *layer) picture(r rect, p pattern, pixels float32) {
	want := drawing{p, int(r.w()*pixels + 0.5), int(r.h()*pixels + 0.5), pixels}
	if want.w < 1 || want.h < 1 {
		return
	}
	o := l.images.next()
	if l.drawn[o] != want {
		o.Image, l.drawn[o] = paintPattern(want), want
		o.Refresh()
	}
	l.place(o, r)
}
