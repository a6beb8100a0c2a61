package calendar

import (
	"image"
	"image/color"
	"math"
)

// paintTiles paints tiles, each over those before it, with edges between pixels. A tile is at least a pixel wide and
// high.
func paintTiles(tiles []tile, place rect, pixels float32) *image.RGBA {
	edge := func(v float32) int { return int(round(v * pixels)) }
	img := image.NewRGBA(image.Rect(0, 0, max(1, edge(place.w())), max(1, edge(place.h()))))
	for _, t := range tiles {
		r := image.Rect(edge(t.x0-place.x0), edge(t.y0-place.y0), edge(t.x1-place.x0), edge(t.y1-place.y0))
		r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
		paintTile(img, r, t, pixels)
	}
	return img
}

// paintTile paints a tile into the rectangle of pixels r: the four corners by how much of each pixel is covered, the
// rest, which the edges leave whole, by rows.
func paintTile(img *image.RGBA, r image.Rectangle, t tile, pixels float32) {
	width := int(round(t.width * pixels))
	if t.stroke.A == 0 {
		width = 0
	}
	radius := fmin(t.radius*pixels, float32(min(r.Dx(), r.Dy()))/2)
	corner := max(int(radius+0.999), width)
	corner = min(corner, (r.Dx()+1)/2, (r.Dy()+1)/2)
	body, line := pixelOf(t.fill), pixelOf(t.stroke)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		if y < img.Rect.Min.Y || y >= img.Rect.Max.Y {
			continue
		}
		fromEdge := min(y-r.Min.Y, r.Max.Y-1-y)
		from, to := r.Min.X, r.Max.X
		if fromEdge < corner {
			from, to = from+corner, to-corner
			for i := range corner {
				c := cornerPixel(float32(i)+0.5, float32(fromEdge)+0.5, radius, float32(width), t)
				lay(img, r.Min.X+i, y, c)
				if mirror := r.Max.X - 1 - i; mirror != r.Min.X+i {
					lay(img, mirror, y, c)
				}
			}
		}
		switch {
		case fromEdge < width:
			run(img, from, to, y, line)
		case fromEdge < corner:
			run(img, from, to, y, body)
		default:
			run(img, from, min(from+width, to), y, line)
			run(img, from+width, to-width, y, body)
			run(img, max(to-width, from+width), to, y, line)
		}
	}
}

// cornerPixel returns the colour of the pixel whose middle is x, y from the corner of a tile: how far it is inside the
// rounded edge says how much of it the tile covers, and how far inside the outline how much of that is fill.
func cornerPixel(x, y, radius, width float32, t tile) pixel {
	inside := fmin(x, y)
	if x < radius && y < radius {
		inside = radius - float32(math.Hypot(float64(radius-x), float64(radius-y)))
	}
	share := func(v float32) float64 { return float64(fmax(0, fmin(1, v+0.5))) }
	c := t.fill
	if width > 0 {
		c = over(t.stroke, 1-share(inside-width), t.fill)
	}
	c.A = uint8(float64(c.A)*share(inside) + 0.5)
	return pixelOf(c)
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

// lay lays a colour over a pixel, if it is in the picture.
func lay(img *image.RGBA, x, y int, p pixel) { run(img, x, x+1, y, p) }

// over lays the colour over a pixel of a picture.
func (p pixel) over(pix []uint8) {
	rest := 255 - uint32(p[3])
	for i := range p {
		pix[i] = p[i] + uint8((uint32(pix[i])*rest+127)/255)
	}
}
