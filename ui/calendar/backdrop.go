package calendar

import (
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2/canvas"
)

// tile is a rectangle with a finish, in units of the layer that it lies on.
type tile struct {
	rect
	finish
}

// finish is what a rectangle looks like: with rounded corners, and an outline inside its edge.
type finish struct {
	fill   color.NRGBA
	radius float32
	stroke color.NRGBA
	width  float32

	pattern pattern // in place of all that
}

// backdrop is many tiles as one picture: a board is made of hundreds, and each rectangle that the canvas draws by
// itself costs as much as a large one.
type backdrop struct {
	shown       []tile
	clip, place rect    // what is in sight of the layer, and of it what the picture covers
	pixels      float32 // that a unit of the tiles is wide
	picture     *image.RGBA
	image       *canvas.Image
}

func newBackdrop() *backdrop {
	return &backdrop{image: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}}
}

// update paints the picture anew if the tiles are not what it shows. It reports whether there is anything to show.
func (b *backdrop) update(tiles []tile, pixels float32) bool {
	place := bounds(tiles, b.clip)
	if place.w() <= 0 || place.h() <= 0 {
		return false
	}
	if pixels != b.pixels || place != b.place || !slices.Equal(tiles, b.shown) {
		b.pixels, b.place, b.shown = pixels, place, append(b.shown[:0], tiles...)
		b.picture = paintTiles(b.picture, tiles, place, pixels)
		b.image.Image = b.picture
		b.image.Refresh()
	}
	return true
}

// bounds returns the rectangle about all tiles, as far as it lies within the clip.
func bounds(tiles []tile, clip rect) rect {
	if len(tiles) == 0 {
		return rect{}
	}
	r := tiles[0].rect
	for _, t := range tiles[1:] {
		r = rect{fmin(r.x0, t.x0), fmin(r.y0, t.y0), fmax(r.x1, t.x1), fmax(r.y1, t.y1)}
	}
	return rect{fmax(r.x0, clip.x0), fmax(r.y0, clip.y0), fmin(r.x1, clip.x1), fmin(r.y1, clip.y1)}
}
