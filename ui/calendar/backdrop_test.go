package calendar

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
)

var (
	red   = color.NRGBA{R: 200, A: 255}
	green = color.NRGBA{G: 180, A: 255}
)

func TestTilesHaveRoundCornersAndAnOutline(t *testing.T) {
	for _, scale := range []float32{1, 1.5, 2} {
		one := tile{rect{4, 6, 44, 24}, finish{fill: red, radius: 4, stroke: green, width: 1}}
		img := paintTiles(nil, []tile{one}, rect{4, 6, 44, 24}, scale)
		w, h := img.Rect.Dx(), img.Rect.Dy()
		if w != int(40*scale) || h != int(18*scale) {
			t.Fatalf("at scale %v the picture is %d x %d", scale, w, h)
		}
		for _, p := range []struct {
			what string
			x, y int
			want color.NRGBA
		}{
			{"the middle", w / 2, h / 2, red}, {"the upper edge", w / 2, 0, green}, {"the lower edge", w / 2, h - 1, green},
			{"the left edge", 0, h / 2, green}, {"the right edge", w - 1, h / 2, green}, {"a corner", 0, 0, color.NRGBA{}},
		} {
			if got := color.NRGBAModel.Convert(img.RGBAAt(p.x, p.y)); got != p.want {
				t.Errorf("at scale %v %s is %v, want %v", scale, p.what, got, p.want)
			}
		}
		for y := range h {
			for x := range w {
				c := img.RGBAAt(x, y)
				if c != img.RGBAAt(w-1-x, y) || c != img.RGBAAt(x, h-1-y) {
					t.Fatalf("at scale %v it is not the same at both sides of %d, %d", scale, x, y)
				}
			}
		}
	}
}

func TestTilesAreLaidOverEachOther(t *testing.T) {
	half := color.NRGBA{G: 180, A: 128}
	img := paintTiles(nil, []tile{{rect{0, 0, 10, 10}, finish{fill: red}}, {rect{5, 0, 10, 10}, finish{fill: half}}, {rect{8, 0, 8.2, 10}, finish{fill: green}}}, rect{0, 0, 10, 10}, 1)
	for x, want := range map[int]color.RGBA{0: {200, 0, 0, 255}, 5: {100, 90, 0, 255}, 8: {0, 180, 0, 255}, 9: {100, 90, 0, 255}} {
		if got := img.RGBAAt(x, 5); got != want {
			t.Errorf("column %d is %v, want %v", x, got, want)
		}
	}
}

func TestABackdropShowsWhatIsInSight(t *testing.T) {
	b := newBackdrop()
	show := func(tiles ...tile) bool {
		b.clip = rect{0, 0, 100, 50}
		return b.update(tiles, 2)
	}
	if show() || show(tile{rect{120, 0, 140, 9}, finish{fill: red}}) {
		t.Error("nothing in sight is shown")
	}
	long := tile{rect{-900, 10, 900, 20}, finish{fill: red}}
	if !show(long) || b.place != (rect{0, 10, 100, 20}) || b.image.Image.Bounds().Dx() != 200 {
		t.Errorf("a long tile is shown at %v, %v", b.place, b.image.Image.Bounds())
	}
	b.picture.Pix[0] = 77
	if show(long); b.picture.Pix[0] != 77 {
		t.Error("the same tiles are painted again")
	}
	if long.fill = green; !show(long) || b.picture.RGBAAt(0, 0) != (color.RGBA{G: 180, A: 255}) {
		t.Error("another colour is not painted")
	}
}

// TestLinesOfOneLookFollowEachOther pins what spares a driver most of its work, and that a repaint of the same lines
// leaves every text object where it is.
func TestLinesOfOneLookFollowEachOther(t *testing.T) {
	l := newLayer()
	draw := func() []fyne.CanvasObject {
		l.begin(1, 1, fyne.NewSize(100, 100))
		for i := range 6 {
			l.text([]string{"V", "L"}[i%2], float32(i), 5, 11, 14, i%2 == 0, []color.NRGBA{red, green}[i/4])
		}
		return l.objects(nil)
	}
	first := draw()
	changes := 0
	for i, o := range l.texts.all[:l.texts.used] {
		if i > 0 && (o.Text != l.texts.all[i-1].Text || o.Color != l.texts.all[i-1].Color) {
			changes++
		}
	}
	if changes != 3 {
		t.Errorf("%d changes of look among two letters in two colours, want 3", changes)
	}
	for i, o := range draw() {
		if o != first[i] {
			t.Error("the same lines are shown by other objects")
		}
	}
}

func BenchmarkBackdrop(b *testing.B) {
	var tiles []tile
	for i := range 300 {
		x, y := float32(i%20)*40, float32(i/20)*20
		tiles = append(tiles, tile{rect{x, y, x + 36, y + 18}, finish{fill: red, radius: 4, stroke: green, width: 1}})
	}
	var img *image.RGBA
	for b.Loop() {
		img = paintTiles(img, tiles, rect{0, 0, 800, 300}, 2)
	}
}
