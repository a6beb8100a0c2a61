package calendar

import (
	"image"
	"image/color"
	"math"
)

// patternKind is a kind of hatch.
type patternKind uint8

const (
	hatched patternKind = iota // diagonal stripes: a ban-risk window
	striped                    // upright stripes: a coupon's tail
	dashed                     // a dashed outline around a faint fill: the ghost
)

// pattern is a hatch in a colour.
type pattern struct {
	kind patternKind
	ink  color.NRGBA // of stripes and outline
	fill color.NRGBA // between them
}

// The measures of the patterns, in pixels at scale 1.
const (
	hatchPeriod  = 11.0
	hatchStripe  = 5.0
	stripePeriod = 6.0
	stripeWidth  = 3.0
	dashPeriod   = 7.0
	dashLength   = 4.0
	dashWidth    = 1.5
	ghostRadius  = 5.0
)

// paintPattern paints a pattern. The picture is RGBA, which is what textures are made of.
func paintPattern(d drawing) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, d.w, d.h))
	k := float64(d.scale)
	switch d.pattern.kind {
	case hatched:
		stripes(img, d.pattern, hatchPeriod*k*math.Sqrt2, hatchStripe*k*math.Sqrt2, 1)
	case striped:
		stripes(img, d.pattern, stripePeriod*k, stripeWidth*k, 0)
	case dashed:
		outline(img, d.pattern, k)
	}
	return img
}

// cover returns how much of a pixel a stripe covers, at that distance past the start of the stripes' period. Edges
// are soft over the width of a pixel, leaning ones over more of them.
func cover(at, width, period, soft float64) float64 {
	if at > (period+width)/2 {
		at -= period
	}
	return math.Max(0, math.Min(1, (width/2-math.Abs(at+0.5-width/2))/soft+0.5))
}

// stripes paints one row, longer than the picture by what it leans, and copies the others from it: each is the one
// above moved by slope pixels.
func stripes(img *image.RGBA, p pattern, period, width float64, slope int) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	strip := make([]byte, 4*(w+slope*h))
	for x := range w + slope*h {
		put(strip[4*x:], over(p.ink, cover(math.Mod(float64(x), period), width, period, 1+0.6*float64(slope)), p.fill))
	}
	for y := range h {
		copy(img.Pix[y*img.Stride:y*img.Stride+4*w], strip[4*slope*y:])
	}
}

// outline paints the ghost's rounded, dashed outline.
func outline(img *image.RGBA, p pattern, k float64) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	radius := math.Min(ghostRadius*k, math.Min(w, h)/2)
	for y := 0; y < img.Rect.Dy(); y++ {
		for x := 0; x < img.Rect.Dx(); x++ {
			px, py := float64(x)+0.5, float64(y)+0.5
			// qx and qy are the way to the corner's centre, d how far the pixel lies inside the outline.
			qx := math.Max(radius-px, px-(w-radius))
			qy := math.Max(radius-py, py-(h-radius))
			d := radius - math.Hypot(math.Max(qx, 0), math.Max(qy, 0))
			if qx <= 0 || qy <= 0 {
				d = math.Min(math.Min(px, w-px), math.Min(py, h-py))
			}
			along := px
			if math.Min(px, w-px) < math.Min(py, h-py) {
				along = py
			}
			dash := 1.0
			if qx <= 0 || qy <= 0 {
				dash = cover(math.Mod(along, dashPeriod*k), dashLength*k, dashPeriod*k, 1)
			}
			ink := math.Max(0, math.Min(1, dashWidth*k-d+0.5)) * dash
			inside := math.Max(0, math.Min(1, d+0.5))
			c := over(p.ink, ink*inside, p.fill)
			a := float64(c.A) * inside
			put(img.Pix[img.PixOffset(x, y):], color.NRGBA{c.R, c.G, c.B, uint8(a)})
		}
	}
}

// over returns the colour of ink laid with that share over fill; both may be translucent.
func over(ink color.NRGBA, share float64, fill color.NRGBA) color.NRGBA {
	ai := float64(ink.A) / 255 * share
	af := float64(fill.A) / 255 * (1 - ai)
	a := ai + af
	if a == 0 {
		return color.NRGBA{}
	}
	mix := func(x, y uint8) uint8 { return uint8((float64(x)*ai + float64(y)*af) / a) }
	return color.NRGBA{mix(ink.R, fill.R), mix(ink.G, fill.G), mix(ink.B, fill.B), uint8(math.Round(a * 255))}
}

// put stores a colour as premultiplied RGBA.
func put(pix []byte, c color.NRGBA) {
	r, g, b, a := c.RGBA()
	pix[0], pix[1], pix[2], pix[3] = uint8(r>>8), uint8(g>>8), uint8(b>>8), uint8(a>>8)
}
