package paper

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Raster paints pages as pictures, the same items at the same places as in the PDF. It keeps the shapes of letters
// that it has drawn. It is not safe for use from several goroutines at once.
type Raster struct {
	fonts  *Fonts
	scale  float64 // pixels a point
	glyphs map[glyphKey]glyph
	buf    sfnt.Buffer
	shape  *vector.Rasterizer
}

// glyphKey names the shape of a letter: placement between pixels counts in quarters.
type glyphKey struct {
	r       rune
	bold    bool
	size    fixed.Int26_6
	quarter uint8
}

// glyph is a letter's coverage with its place beside the pixel of its origin.
type glyph struct {
	mask *image.Alpha // nil where nothing is seen, as of a space
	at   image.Point
}

// NewRaster makes a painter for pictures of that many pixels an inch; 72 is a pixel a point.
func NewRaster(fonts *Fonts, dpi float64) *Raster {
	return &Raster{fonts: fonts, scale: dpi / 72, glyphs: map[glyphKey]glyph{}, shape: vector.NewRasterizer(1, 1)}
}

// Page paints the page on white.
func (r *Raster) Page(p Page) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(p.W*r.scale-0.01)), int(math.Ceil(p.H*r.scale-0.01))))
	draw.Draw(m, m.Bounds(), image.White, image.Point{}, draw.Src)
	for _, item := range p.Items {
		switch x := item.(type) {
		case Text:
			r.text(m, x)
		case Rect:
			r.rect(m, x)
		case Line:
			r.lines(m, []Line{x}, x.Color)
		case Hatch:
			r.lines(m, x.Lines(), x.Color)
		}
	}
	return m
}

// WritePNG paints the page as a PNG file of that many pixels an inch.
func WritePNG(w io.Writer, p Page, fonts *Fonts, dpi float64) error {
	return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(w, NewRaster(fonts, dpi).Page(p))
}

func (r *Raster) rect(m *image.RGBA, x Rect) {
	if x.Fill != nil {
		r.box(m, x.Box, *x.Fill)
	}
	if x.Stroke == nil {
		return
	}
	b, h := x.Box, x.Width/2
	for _, edge := range []Box{
		{b.X - h, b.Y - h, b.W + x.Width, x.Width}, {b.X - h, b.Bottom() - h, b.W + x.Width, x.Width},
		{b.X - h, b.Y + h, x.Width, b.H - x.Width}, {b.Right() - h, b.Y + h, x.Width, b.H - x.Width},
	} {
		r.box(m, edge, *x.Stroke)
	}
}

// box fills a box; pixels at its edges take as much of the colour as they are covered.
func (r *Raster) box(m *image.RGBA, b Box, c Color) {
	x0, y0, x1, y1 := b.X*r.scale, b.Y*r.scale, b.Right()*r.scale, b.Bottom()*r.scale
	if x1 <= x0 || y1 <= y0 {
		return
	}
	inside := image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1))).Intersect(m.Bounds())
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		cy := min(y1, float64(y+1)) - max(y0, float64(y))
		for x := inside.Min.X; x < inside.Max.X; x++ {
			cover := cy * (min(x1, float64(x+1)) - max(x0, float64(x)))
			blend(m.Pix[m.PixOffset(x, y):], c, uint32(cover*255+0.5))
		}
	}
}

// blend lays a colour over a pixel, cover of 255 parts of it.
func blend(pix []uint8, c Color, cover uint32) {
	if cover == 0 {
		return
	}
	rest := 255 - cover
	pix[0] = uint8((uint32(c.R)*cover + uint32(pix[0])*rest + 127) / 255)
	pix[1] = uint8((uint32(c.G)*cover + uint32(pix[1])*rest + 127) / 255)
	pix[2] = uint8((uint32(c.B)*cover + uint32(pix[2])*rest + 127) / 255)
}

// lines draws lines of one colour, their ends square and half a width longer, as in the PDF.
func (r *Raster) lines(m *image.RGBA, list []Line, c Color) {
	var slanted []Line
	for _, l := range list {
		switch h := l.Width / 2; {
		case l.Y1 == l.Y2:
			r.box(m, Box{min(l.X1, l.X2) - h, l.Y1 - h, math.Abs(l.X2-l.X1) + l.Width, l.Width}, c)
		case l.X1 == l.X2:
			r.box(m, Box{l.X1 - h, min(l.Y1, l.Y2) - h, l.Width, math.Abs(l.Y2-l.Y1) + l.Width}, c)
		default:
			slanted = append(slanted, l)
		}
	}
	if len(slanted) == 0 {
		return
	}
	b := slanted[0].Bounds()
	left, top, right, bottom := b.X, b.Y, b.Right(), b.Bottom()
	for _, l := range slanted[1:] {
		b := l.Bounds()
		left, top, right, bottom = min(left, b.X), min(top, b.Y), max(right, b.Right()), max(bottom, b.Bottom())
	}
	const room = 3 // points around the lines for their widths
	origin := image.Pt(int(math.Floor((left-room)*r.scale)), int(math.Floor((top-room)*r.scale)))
	size := image.Pt(int(math.Ceil((right+room)*r.scale))-origin.X, int(math.Ceil((bottom+room)*r.scale))-origin.Y)
	r.shape.Reset(size.X, size.Y)
	for _, l := range slanted {
		r.slant(l, origin)
	}
	r.shape.Draw(m, image.Rectangle{Min: origin, Max: origin.Add(size)}, image.NewUniform(color.RGBA{c.R, c.G, c.B, 255}), image.Point{})
}

// slant adds a line to the shape as a box along it.
func (r *Raster) slant(l Line, origin image.Point) {
	dx, dy := l.X2-l.X1, l.Y2-l.Y1
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	h := l.Width / 2
	dx, dy = dx/length*h, dy/length*h
	point := func(x, y float64) (float32, float32) {
		return float32(x*r.scale - float64(origin.X)), float32(y*r.scale - float64(origin.Y))
	}
	r.shape.MoveTo(point(l.X1-dx+dy, l.Y1-dy-dx))
	r.shape.LineTo(point(l.X2+dx+dy, l.Y2+dy-dx))
	r.shape.LineTo(point(l.X2+dx-dy, l.Y2+dy+dx))
	r.shape.LineTo(point(l.X1-dx-dy, l.Y1-dy+dx))
	r.shape.ClosePath()
}

// text draws letters from the left end of their baseline, each as wide as the layout measured it.
func (r *Raster) text(m *image.RGBA, t Text) {
	x, y := t.X*r.scale, t.Y*r.scale
	row := int(math.Round(y))
	widths := r.fonts.face(t.Bold).widths
	for _, c := range t.S {
		if c >= 0x10000 {
			continue
		}
		at := math.Floor(x*4+0.5) / 4
		cell := math.Floor(at)
		g := r.glyph(glyphKey{c, t.Bold, fixed.Int26_6(t.Size*r.scale*64 + 0.5), uint8((at - cell) * 4)})
		if g.mask != nil {
			drawMask(m, g.mask, image.Pt(int(cell), row).Add(g.at), t.Color)
		}
		x += float64(widths[c]) * t.Size / 1000 * r.scale
	}
}

func drawMask(m *image.RGBA, mask *image.Alpha, at image.Point, c Color) {
	inside := mask.Rect.Add(at).Intersect(m.Rect)
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		row := mask.Pix[mask.PixOffset(inside.Min.X-at.X, y-at.Y):]
		out := m.Pix[m.PixOffset(inside.Min.X, y):]
		for x := range inside.Dx() {
			blend(out[4*x:], c, uint32(row[x]))
		}
	}
}

// glyph returns the shape of a letter, drawn once.
func (r *Raster) glyph(k glyphKey) glyph {
	g, ok := r.glyphs[k]
	if !ok {
		g = r.draw(k)
		r.glyphs[k] = g
	}
	return g
}

func (r *Raster) draw(k glyphKey) glyph {
	f := r.fonts.face(k.bold).font
	index, err := f.GlyphIndex(&r.buf, k.r)
	if err != nil || index == 0 {
		return glyph{}
	}
	segments, err := f.LoadGlyph(&r.buf, index, k.size, nil)
	if err != nil || len(segments) == 0 {
		return glyph{}
	}
	b := segments.Bounds()
	at := image.Pt(b.Min.X.Floor(), b.Min.Y.Floor())
	size := image.Pt(b.Max.X.Ceil()-at.X+1, b.Max.Y.Ceil()-at.Y) // a pixel more for the part of one to the right
	if size.X <= 0 || size.Y <= 0 {
		return glyph{}
	}
	r.shape.Reset(size.X, size.Y)
	dx := float32(k.quarter)/4 - float32(at.X)
	point := func(p fixed.Point26_6) (float32, float32) {
		return float32(p.X)/64 + dx, float32(p.Y)/64 - float32(at.Y)
	}
	for _, s := range segments {
		x, y := point(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.shape.ClosePath()
			r.shape.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			r.shape.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := point(s.Args[1])
			r.shape.QuadTo(x, y, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := point(s.Args[1])
			x2, y2 := point(s.Args[2])
			r.shape.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	r.shape.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, size.X, size.Y))
	r.shape.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return glyph{mask, at}
}
