// Package paper lays a plan out as pages of boxes, lines and text, and paints them as a PDF or as pictures.
//
// Pages makes the pages; WritePDF paints them as a PDF and Raster as pictures, since an item is no more than its
// place, its colour and, for text, its letters. Lengths are points, 72 to an inch, from the top left corner.
// Nothing is clipped: text wraps, rows and pages grow, and what a calendar cell cannot hold stands in a list
// after it. Every string passes one sanitiser, which puts a mark and a footnote where the fonts have no character.
package paper

import "math"

// Size is the width and height of a page in points.
type Size struct{ W, H float64 }

// sizes are the papers by the names that users give, upright (ISO 216; ANSI/ASME Y14.1).
var sizes = map[string]Size{
	"a4":     {595.28, 841.89},
	"a3":     {841.89, 1190.55},
	"letter": {612, 792},
	"legal":  {612, 1008},
}

// Papers lists the names of the papers in the order in which forms show them.
var Papers = []string{"a4", "letter", "a3", "legal"}

// Orientations of the paper.
const (
	Portrait  = "portrait"
	Landscape = "landscape"
)

// Orientations lists the orientations in the order in which forms show them.
var Orientations = []string{Portrait, Landscape}

// Color is a colour of ink by its red, green and blue light.
type Color struct{ R, G, B uint8 }

// mix returns the colour thinned with white: all of it at 1, white at 0.
func (c Color) mix(part float64) Color {
	thin := func(v uint8) uint8 { return uint8(math.Round(255 - (255-float64(v))*part)) }
	return Color{thin(c.R), thin(c.G), thin(c.B)}
}

// Box is a rectangle by its top left corner.
type Box struct{ X, Y, W, H float64 }

// Right returns the x of the right edge, Bottom the y of the lower one.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom returns the y of the lower edge.
func (b Box) Bottom() float64 { return b.Y + b.H }

// inset returns the box smaller by d on every side.
func (b Box) inset(d float64) Box { return Box{b.X + d, b.Y + d, b.W - 2*d, b.H - 2*d} }

// Item is a thing on a page: Text, Rect, Line or Hatch.
type Item interface {
	// Bounds is the box that the item stays inside.
	Bounds() Box
}

// Page is one side of paper; items are painted in their order.
type Page struct {
	Size
	Title string // what the page is, for lists of pages
	Items []Item
}

// Text is a stretch of letters in one font on one line.
type Text struct {
	X, Y  float64 // left end of the baseline
	W     float64 // width as the font measures it
	Size  float64 // of the font
	Bold  bool
	Color Color
	S     string
}

// How far letters reach above and below their baseline, in parts of the font's size: what the embedded font's
// Chinese characters and its Latin descenders need.
const (
	ascent  = 0.88
	descent = 0.22
)

// Bounds implements Item.
func (t Text) Bounds() Box {
	return Box{t.X, t.Y - ascent*t.Size, t.W, (ascent + descent) * t.Size}
}

// Rect is a filled or outlined box; nil colours paint nothing.
type Rect struct {
	Box
	Fill   *Color
	Stroke *Color
	Width  float64 // of the outline
}

// Bounds implements Item.
func (r Rect) Bounds() Box { return r.Box }

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          Color
}

// Bounds implements Item.
func (l Line) Bounds() Box {
	return Box{min(l.X1, l.X2), min(l.Y1, l.Y2), math.Abs(l.X2 - l.X1), math.Abs(l.Y2 - l.Y1)}
}

// Pattern is a way of hatching a box.
type Pattern string

// The patterns, named by the run of their lines. Plain has none.
const (
	Plain      Pattern = ""
	Rising     Pattern = "rising"
	Falling    Pattern = "falling"
	Crossed    Pattern = "crossed"
	Horizontal Pattern = "horizontal"
	Vertical   Pattern = "vertical"
)

// slopes are the directions of a pattern's lines, dx to dy, with y growing downwards.
var slopes = map[Pattern][][2]float64{
	Rising: {{1, -1}}, Falling: {{1, 1}}, Crossed: {{1, -1}, {1, 1}}, Horizontal: {{1, 0}}, Vertical: {{0, 1}},
}

// Hatch is a box filled with a pattern of lines.
type Hatch struct {
	Box
	Pattern Pattern
	Gap     float64 // between two lines, across them
	Width   float64
	Color   Color
}

// Bounds implements Item.
func (h Hatch) Bounds() Box { return h.Box }

// Lines returns the lines of the pattern, cut to the box, so that painters need no clipping.
func (h Hatch) Lines() []Line {
	var lines []Line
	for _, s := range slopes[h.Pattern] {
		lines = append(lines, h.lines(s[0], s[1])...)
	}
	return lines
}

// lines walks across the box along the normal of the direction and cuts each line to the box.
func (h Hatch) lines(dx, dy float64) []Line {
	if h.Gap <= 0 || h.W <= 0 || h.H <= 0 {
		return nil
	}
	length := math.Hypot(dx, dy)
	dx, dy = dx/length, dy/length
	nx, ny := -dy, dx
	low, high := math.Inf(1), math.Inf(-1)
	for _, c := range [][2]float64{{h.X, h.Y}, {h.Right(), h.Y}, {h.X, h.Bottom()}, {h.Right(), h.Bottom()}} {
		d := c[0]*nx + c[1]*ny
		low, high = min(low, d), max(high, d)
	}
	var lines []Line
	for d := (math.Floor(low/h.Gap) + 0.5) * h.Gap; d < high; d += h.Gap {
		if l, ok := h.cut(d*nx, d*ny, dx, dy); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// cut returns the part inside the box of the line through (x, y) along (dx, dy).
func (h Hatch) cut(x, y, dx, dy float64) (Line, bool) {
	from, to := math.Inf(-1), math.Inf(1)
	for _, a := range [][4]float64{{x, dx, h.X, h.Right()}, {y, dy, h.Y, h.Bottom()}} {
		at, d, low, high := a[0], a[1], a[2], a[3]
		if d == 0 {
			if at < low || at > high {
				return Line{}, false
			}
			continue
		}
		t1, t2 := (low-at)/d, (high-at)/d
		from, to = max(from, min(t1, t2)), min(to, max(t1, t2))
	}
	if to-from < 0.1 {
		return Line{}, false
	}
	return Line{x + from*dx, y + from*dy, x + to*dx, y + to*dy, h.Width, h.Color}, true
}
