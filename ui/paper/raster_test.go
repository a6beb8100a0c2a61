package paper

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// ground is a page on which something is drawn, of a pixel a point.
func ground(t *testing.T, items ...Item) *image.RGBA {
	t.Helper()
	return NewRaster(fonts(t), 72).Page(Page{Size: Size{40, 30}, Items: items})
}

func TestBoxesCoverTheirPixels(t *testing.T) {
	m := ground(t, Rect{Box: Box{10, 5, 2.5, 3}, Fill: &black})
	for _, c := range []struct {
		x, y int
		want uint8
	}{{9, 5, 255}, {10, 5, 0}, {11, 7, 0}, {12, 6, 127}, {13, 6, 255}, {10, 4, 255}, {10, 8, 255}} {
		if got := m.RGBAAt(c.x, c.y).R; got != c.want {
			t.Errorf("pixel %d,%d is %d, want %d", c.x, c.y, got, c.want)
		}
	}
	red := Color{200, 0, 0}
	edge := ground(t, Rect{Box: Box{10, 10, 10, 10}, Stroke: &red, Width: 2})
	if got := edge.RGBAAt(9, 15); got.R != 200 || got.G != 0 {
		t.Errorf("the outline is %v", got)
	}
	if got := edge.RGBAAt(15, 15); got.R != 255 || got.G != 255 {
		t.Errorf("the inside is %v", got)
	}
}

func TestSlantedLinesAreDrawn(t *testing.T) {
	m := ground(t, Line{5, 5, 25, 25, 3, black})
	if on, off := m.RGBAAt(15, 15).R, m.RGBAAt(15, 20).R; on > 20 || off != 255 {
		t.Errorf("on the line %d, beside it %d", on, off)
	}
	ground(t, Line{5, 5, 5, 5, 1, black}, Hatch{Box{0, 0, 0, 0}, Rising, 2, 1, black}) // nothing to see, nothing to break
}

func TestLettersStandOnTheirBaseline(t *testing.T) {
	m := ground(t, Text{X: 5, Y: 20, Size: 16, Color: black, S: "口"})
	box := inkOf(m)
	if box.Min.X < 5 || box.Max.X > 21 || box.Max.Y > 23 || box.Min.Y < 4 || box.Dx() < 10 {
		t.Errorf("the character covers %v", box)
	}
	if empty := ground(t, Text{X: 5, Y: 20, Size: 16, Color: black, S: " \U00020bb7"}); !inkOf(empty).Empty() {
		t.Errorf("a space and what the font lacks leave ink at %v", inkOf(empty))
	}
}

// inkOf is the smallest box around what is not white.
func inkOf(m *image.RGBA) image.Rectangle {
	var box image.Rectangle
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			if m.RGBAAt(x, y).R < 250 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// TestPicturesMatchThePDF compares each page with Poppler's picture of the PDF: how dark every part of it is.
func TestPicturesMatchThePDF(t *testing.T) {
	const dpi, block = 100, 20
	day := planner.Date{Year: 2024, Month: 11, Day: 28}
	for _, o := range []Options{{Words: speak(t, "zh-Hans")}, {Words: speak(t, "en"), Ink: InkBW, Orientation: Landscape, Paper: "letter"}} {
		o.From, o.To, o.Sections = day, day.Add(1), []string{Cover, Calendar, Timeline, Run, Hosts, Checklist}
		pages := lay(t, solved(t, "us-2024"), o)
		dir := t.TempDir()
		poppler(t, "pdftoppm", "-r", "100", "-png", write(t, pages), filepath.Join(dir, "p"))
		files, err := os.ReadDir(dir)
		if err != nil || len(files) != len(pages) {
			t.Fatalf("%d pictures of %d pages, %v", len(files), len(pages), err)
		}
		r := NewRaster(fonts(t), dpi)
		for i, f := range files {
			data, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			theirs := image.NewRGBA(decoded.Bounds())
			draw.Draw(theirs, theirs.Rect, decoded, image.Point{}, draw.Src)
			ours := r.Page(pages[i])
			if d := theirs.Bounds().Size().Sub(ours.Rect.Size()); d.X < -1 || d.X > 1 || d.Y < -1 || d.Y > 1 {
				t.Fatalf("page %d is %v, want %v", i+1, ours.Rect.Size(), theirs.Bounds().Size())
			}
			worst, at := 0.0, image.Point{}
			for y := 0; y+block <= ours.Rect.Max.Y; y += block {
				for x := 0; x+block <= ours.Rect.Max.X; x += block {
					b := image.Rect(x, y, x+block, y+block)
					if d := math.Abs(darkness(ours, b) - darkness(theirs, b)); d > worst {
						worst, at = d, b.Min
					}
				}
			}
			// Poppler draws lines thinner than a pixel as wide as one and letters not on the same parts of a pixel.
			if worst > 0.2 {
				t.Errorf("page %d (%s) differs by %.2f at %v", i+1, pages[i].Title, worst, at)
			}
		}
	}
}

// darkness is how dark a part of a picture is on average, 0 white to 1 black.
func darkness(m *image.RGBA, b image.Rectangle) float64 {
	var light int
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			pix := m.Pix[m.PixOffset(x, y):]
			light += int(pix[0]) + int(pix[1]) + int(pix[2])
		}
	}
	return 1 - float64(light)/float64(3*255*b.Dx()*b.Dy())
}

// TestKindsDifferInBlackAndWhitePictures holds the marks of kinds against each other, each pixel black or white.
func TestKindsDifferInBlackAndWhitePictures(t *testing.T) {
	marks := map[planner.Kind][]bool{}
	for _, k := range planner.Kinds {
		l := bare(t, InkBW)
		l.put(l.wrap([]run{{chip: k, st: l.style(12)}}, 100)[0], 4, 4)
		m := NewRaster(fonts(t), 150).Page(Page{Size: Size{40, 24}, Items: l.page().Items})
		var bits []bool
		for y := range m.Rect.Max.Y {
			for x := range m.Rect.Max.X {
				bits = append(bits, m.RGBAAt(x, y).R < 128)
			}
		}
		marks[k] = bits
	}
	for a, x := range marks {
		for b, y := range marks {
			different := 0
			for i := range x {
				if x[i] != y[i] {
					different++
				}
			}
			if a != b && different < 40 {
				t.Errorf("%s and %s differ in %d pixels", a, b, different)
			}
		}
	}
}

func TestPNGFiles(t *testing.T) {
	pages := lay(t, solved(t, "us-2024"), Options{Words: speak(t, "en"), Sections: []string{Cover}})
	var b bytes.Buffer
	if err := WritePNG(&b, pages[0], fonts(t), 100); err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(&b)
	if err != nil || m.Bounds().Size() != image.Pt(827, 1170) {
		t.Errorf("a picture of %v, %v", m.Bounds(), err)
	}
}

// BenchmarkPreviewPage paints a full month at the size of a preview, letters known.
func BenchmarkPreviewPage(b *testing.B) {
	benchPreview(b, func(f *Fonts) func() *Raster { r := NewRaster(f, 96); return func() *Raster { return r } })
}

// BenchmarkFirstPreviewPage paints it with no letter known yet.
func BenchmarkFirstPreviewPage(b *testing.B) {
	benchPreview(b, func(f *Fonts) func() *Raster { return func() *Raster { return NewRaster(f, 96) } })
}

func benchPreview(b *testing.B, painter func(*Fonts) func() *Raster) {
	p := plantest.Plan(b, 300)
	s := snapshot(b, p, p.Sale.Campaign().Start)
	pages := lay(b, s, Options{Words: speak(b, "zh-Hans"), Sections: []string{Calendar}})
	next := painter(fonts(b))
	for b.Loop() {
		next().Page(pages[len(pages)/2])
	}
}
