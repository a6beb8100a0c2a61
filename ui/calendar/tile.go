package calendar

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// paintTiles paints tiles, each over those before it, with edges between pixels, and returns their picture, for which
// it takes the memory of an earlier one where that is enough. A tile is at least a pixel wide and high.
func paintTiles(was *image.RGBA, tiles []tile, place rect, pixels float32) *image.RGBA {
	edge := func(v float32) int { return int(round(v * pixels)) }
	img := empty(was, max(1, edge(place.w())), max(1, edge(place.h())))
	cut := map[finish]*corner{}
	for _, t := range tiles {
		r := image.Rect(edge(t.x0-place.x0), edge(t.y0-place.y0), edge(t.x1-place.x0), edge(t.y1-place.y0))
		r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
		if t.pattern.ink.A > 0 {
			r = r.Intersect(img.Rect)
			draw.Draw(img, r, paintPattern(drawing{t.pattern, r.Dx(), r.Dy(), pixels}), image.Point{}, draw.Over)
			continue
		}
		least := fmin(float32(r.Dx()), float32(r.Dy())) / 2
		t.radius = fmin(t.radius*pixels, least)
		if t.width = round(t.width * pixels); t.stroke.A == 0 {
			t.width = 0
		}
		c := cut[t.finish]
		if c == nil {
			c = newCorner(t.finish)
			cut[t.finish] = c
		}
		c.paint(img, r)
	}
	return img
}

// empty returns a picture without ink, in the memory of another one where that is enough.
func empty(was *image.RGBA, w, h int) *image.RGBA {
	if was == nil || cap(was.Pix) < 4*w*h {
		return image.NewRGBA(image.Rect(0, 0, w, h))
	}
	img := &image.RGBA{Pix: was.Pix[:4*w*h], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	clear(img.Pix)
	return img
}

// corner is the upper left corner of all tiles of a finish, which the others mirror, and what lies between them.
type corner struct {
	size       int // pixels a side
	pixels     []pixel
	width      int // of the outline
	body, line pixel
}

// newCorner cuts the corner of a finish that is measured in pixels: how far a pixel lies inside the rounded edge says
// how much of it is covered, and how far inside the outline how much of that is fill.
func newCorner(f finish) *corner {
	c := &corner{size: max(int(math.Ceil(float64(f.radius))), int(f.width)), width: int(f.width), body: pixelOf(f.fill), line: pixelOf(f.stroke)}
	share := func(v float32) float64 { return float64(fmax(0, fmin(1, v+0.5))) }
	for i := range c.size * c.size {
		x, y := float32(i%c.size)+0.5, float32(i/c.size)+0.5
		inside := fmin(x, y)
		if x < f.radius && y < f.radius {
			inside = f.radius - float32(math.Hypot(float64(f.radius-x), float64(f.radius-y)))
		}
		p := f.fill
		if f.width > 0 {
			p = over(f.stroke, 1-share(inside-f.width), f.fill)
		}
		p.A = uint8(float64(p.A)*share(inside) + 0.5)
		c.pixels = append(c.pixels, pixelOf(p))
	}
	return c
}

// paint paints a tile into the pixels r of the picture: by rows, which are whole but for the corners.
func (c *corner) paint(img *image.RGBA, r image.Rectangle) {
	size := min(c.size, (r.Dx()+1)/2, (r.Dy()+1)/2)
	for y := max(r.Min.Y, img.Rect.Min.Y); y < min(r.Max.Y, img.Rect.Max.Y); y++ {
		row := min(y-r.Min.Y, r.Max.Y-1-y)
		from, to := r.Min.X, r.Max.X
		if row < size {
			from, to = from+size, to-size
			for i := range size {
				p := c.pixels[row*c.size+i]
				run(img, r.Min.X+i, r.Min.X+i+1, y, p)
				if mirror := r.Max.X - 1 - i; mirror > r.Min.X+i {
					run(img, mirror, mirror+1, y, p)
				}
			}
		}
		switch {
		case row < c.width:
			run(img, from, to, y, c.line)
		case row < size:
			run(img, from, to, y, c.body)
		default:
			left, right := min(from+c.width, to), max(to-c.width, from)
			run(img, from, left, y, c.line)
			run(img, left, right, y, c.body)
			run(img, max(left, right), to, y, c.line)
		}
	}
}

// pixel is a colour multiplied by its opacity, as textures have it.
type pixel [4]uint8

func pixelOf(c color.NRGBA) pixel {
	var p pixel
	put(p[:], c)
	return p
}

// run lays a colour over the pixels of a row from one column to before another, as far as they are in the picture.
func run(img *image.RGBA, from, to, y int, p pixel) {
	from, to = max(from, img.Rect.Min.X), min(to, img.Rect.Max.X)
	if p[3] == 0 || from >= to {
		return
	}
	pix := img.Pix[img.PixOffset(from, y):img.PixOffset(to, y):img.PixOffset(to, y)]
	if p[3] == 255 { // one pixel, then as many again as stand there already
		for done := copy(pix, p[:]); done < len(pix); done *= 2 {
			copy(pix[done:], pix[:done])
		}
		return
	}
	for ; len(pix) > 0; pix = pix[4:] {
		p.over(pix)
	}
}

// over lays the colour over a pixel of a picture.
func (p pixel) over(pix []uint8) {
	rest := 255 - uint32(p[3])
	for i := range p {
		pix[i] = p[i] + uint8((uint32(pix[i])*rest+127)/255)
	}
}
