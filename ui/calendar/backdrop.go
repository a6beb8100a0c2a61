package calendar

import (
	"image"
	"image/color"
	"image/draw"
	"slices"

	"fyne.io/fyne/v2/canvas"
)

// tile is a plain rectangle of one colour.
type tile struct {
	rect
	color color.NRGBA
}

// backdrop is many tiles as one picture: a ruler and a mini-map are made of a hundred, and each rectangle that the
// canvas draws by itself costs as much as a large one.
type backdrop struct {
	tiles, shown []tile
	pixels       float32 // that a unit of the tiles is wide
	image        *canvas.Image
}

func newBackdrop() *backdrop {
	return &backdrop{image: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}}
}

// bounds returns the rectangle about all tiles.
func bounds(tiles []tile) rect {
	r := tiles[0].rect
	for _, t := range tiles[1:] {
		r = rect{fmin(r.x0, t.x0), fmin(r.y0, t.y0), fmax(r.x1, t.x1), fmax(r.y1, t.y1)}
	}
	return r
}

// update paints the picture anew if the tiles or their scale are not what it shows, and returns its place.
func (b *backdrop) update(pixels float32) rect {
	place := bounds(b.tiles)
	if pixels != b.pixels || !slices.Equal(b.tiles, b.shown) {
		b.pixels, b.shown = pixels, append(b.shown[:0], b.tiles...)
		b.image.Image = paintTiles(b.tiles, place, pixels)
		b.image.Refresh()
	}
	return place
}

// paintTiles paints tiles, each over those before it, with edges between pixels. A tile that is not empty is at least
// a pixel wide and high.
func paintTiles(tiles []tile, place rect, pixels float32) *image.RGBA {
	edge := func(v float32) int { return int(round(v * pixels)) }
	img := image.NewRGBA(image.Rect(0, 0, max(1, edge(place.w())), max(1, edge(place.h()))))
	for _, t := range tiles {
		r := image.Rect(edge(t.x0-place.x0), edge(t.y0-place.y0), edge(t.x1-place.x0), edge(t.y1-place.y0))
		r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
		draw.Draw(img, r, image.NewUniform(t.color), image.Point{}, draw.Over)
	}
	return img
}
