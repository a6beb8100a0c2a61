package calendar

import (
	"cmp"
	"image/color"
	"slices"

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

// layer is what lies on one height: rectangles at the bottom, then pictures and text.
type layer struct {
	k      float32 // how much larger than at scale 1 everything is drawn
	pixels float32 // of the screen in a unit of what is drawn
	baked  bool    // rectangles and pictures are tiles of a backdrop; else each is drawn by itself
	tiles  []tile
	back   *backdrop // of this layer's tiles and those of the layers above; nil where another layer's has them
	above  []*layer
	all    []tile
	rects  pool[*canvas.Rectangle]
	images pool[*canvas.Image]
	lines  []text
	texts  pool[*canvas.Text]
	drawn  map[*canvas.Image]drawing
}

// text is a line on the canvas, its upper left corner at a place there.
type text struct {
	text  string
	size  float32
	bold  bool
	color color.NRGBA
	at    fyne.Position
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
		pixels: 1,
		rects:  pool[*canvas.Rectangle]{make: func() *canvas.Rectangle { return &canvas.Rectangle{} }},
		images: pool[*canvas.Image]{make: func() *canvas.Image { return &canvas.Image{ScaleMode: canvas.ImageScaleFastest} }},
		texts:  pool[*canvas.Text]{make: func() *canvas.Text { return &canvas.Text{} }},
		drawn:  map[*canvas.Image]drawing{},
	}
}

// newBackedLayer makes a layer whose rectangles and patterns are one picture with those of the layers above it.
func newBackedLayer(above ...*layer) *layer {
	l := newLayer()
	l.baked, l.back, l.above = true, newBackdrop(), above
	for _, a := range above {
		a.baked = true
	}
	return l
}

// begin takes everything off the layer, which is drawn k times as large from now on, on a canvas of that scale. Size is
// how much of it is in sight.
func (l *layer) begin(k, scale float32, size fyne.Size) {
	l.k, l.pixels = k, k*scale
	l.tiles = l.tiles[:0]
	if l.back != nil {
		l.back.clip = rect{0, 0, size.Width, size.Height}
	}
	l.rects.used, l.images.used, l.lines = 0, 0, l.lines[:0]
}

// objects adds what lies on the layer, from the bottom.
func (l *layer) objects(into []fyne.CanvasObject) []fyne.CanvasObject {
	if l.back != nil {
		l.all = append(l.all[:0], l.tiles...)
		for _, a := range l.above {
			l.all = append(l.all, a.tiles...)
		}
		if l.back.update(l.all, l.pixels) {
			l.place(l.back.image, l.back.place)
			into = append(into, l.back.image)
		}
	}
	into = gather(into, &l.rects)
	into = gather(into, &l.images)
	l.set()
	return gather(into, &l.texts)
}

// set hands the lines to text objects, those of the same look one after the other: they share a texture, and a driver
// keeps what it needs for a draw as long as nothing of it changes, 64 KiB a change where there is no graphics card.
func (l *layer) set() {
	slices.SortStableFunc(l.lines, func(a, b text) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.text, b.text), cmp.Compare(bits(a.color), bits(b.color)))
	})
	l.texts.used = 0
	for _, t := range l.lines {
		o := l.texts.next()
		o.Text, o.TextSize, o.TextStyle = t.text, t.size, fyne.TextStyle{Bold: t.bold}
		if o.Color != color.Color(t.color) {
			o.Color = t.color
		}
		o.Move(t.at)
	}
}

// bits returns a colour as one number, by which colours have an order.
func bits(c color.NRGBA) uint32 {
	return uint32(c.R)<<24 | uint32(c.G)<<16 | uint32(c.B)<<8 | uint32(c.A)
}

func (l *layer) place(o fyne.CanvasObject, r rect) {
	o.Move(fyne.NewPos(r.x0*l.k, r.y0*l.k))
	o.Resize(fyne.NewSize(r.w()*l.k, r.h()*l.k))
}

// fill draws a plain rectangle.
func (l *layer) fill(r rect, c color.NRGBA) { l.box(r, c, 0, color.NRGBA{}, 0) }

// box draws a rectangle with rounded corners and an outline.
func (l *layer) box(r rect, c color.NRGBA, radius float32, stroke color.NRGBA, width float32) {
	if l.baked {
		l.tiles = append(l.tiles, tile{r, finish{fill: c, radius: radius, stroke: stroke, width: width}})
		return
	}
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
	l.write(s, size, bold, c, x, y-height/2-textRise*size)
}

// write draws a line whose upper left corner is at x, y.
func (l *layer) write(s string, size float32, bold bool, c color.NRGBA, x, y float32) {
	l.lines = append(l.lines, text{s, size * l.k, bold, c, fyne.NewPos(x*l.k, y*l.k)})
}

// A triangle is a letter: all of a colour share one texture, where a polygon is worked out pixel by pixel. The
// measures are those of the letter in the font, as shares of its size.
const (
	triangle       = "▲"
	triangleMiddle = 0.5   // of its width
	triangleCentre = 0.877 // of the circle through its corners, below the top of the line
	triangleWide   = 1.085 // that circle's diameter
)

// triangle draws a small triangle that points up, in a circle that is size wide, with a rim that parts it from what
// lies beneath.
func (l *layer) triangle(x, y, size float32, c, rim color.NRGBA) {
	put := func(size float32, c color.NRGBA) {
		l.write(triangle, size, false, c, x-triangleMiddle*size, y-triangleCentre*size)
	}
	x, y, size = x+size/2, y+size/2, size/triangleWide
	if rim.A > 0 {
		put(size+4, rim)
	}
	put(size, c)
}

// picture draws a pattern, which is painted anew only where its size or colours are not what they were.
func (l *layer) picture(r rect, p pattern) {
	if l.baked {
		l.tiles = append(l.tiles, tile{r, finish{pattern: p}})
		return
	}
	want := drawing{p, int(r.w()*l.pixels + 0.5), int(r.h()*l.pixels + 0.5), l.pixels}
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
