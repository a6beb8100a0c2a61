package printing

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// preview shows thumbnails of all pages and one of them large.
type preview struct {
	words  *words.Words
	fonts  *paper.Fonts
	pages  []paper.Page
	at     int     // page that is shown
	zoom   float64 // pixels a point; 0 fits the width
	wide   float32 // of the place for the page
	thumbs *widget.List
	small  map[int]image.Image // thumbnails that were seen
	sheet  *canvas.Image
	scroll *container.Scroll
	where  *widget.Label
	root   fyne.CanvasObject
	// raster paints at a size; painters of other sizes are thrown away, since letters are kept by their size.
	raster    *paper.Raster
	rasterDPI float64
	tiny      *paper.Raster
}

// zooms are the sizes beside fitting the width, in pixels a point.
var zooms = []float64{0.5, 0.75, 1, 1.5, 2, 3}

// thumbSize is the place for a thumbnail.
var thumbSize = fyne.NewSize(112, 124)

// thumbDPI paints a thumbnail about as large as its place.
const thumbDPI = 15

func newPreview(w *words.Words, fonts *paper.Fonts) *preview {
	p := &preview{words: w, fonts: fonts, small: map[int]image.Image{}, where: kit.Mute(""), tiny: paper.NewRaster(fonts, 2*thumbDPI)}
	p.sheet = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
	p.thumbs = widget.NewList(func() int { return len(p.pages) }, p.newThumb, p.setThumb)
	p.thumbs.OnSelected = func(i widget.ListItemID) { p.show(i) }
	under := canvas.NewRectangle(color.White)
	under.StrokeColor, under.StrokeWidth = color.NRGBA{A: 0x30}, 1
	frame := container.NewStack(under, container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), p.sheet))
	p.scroll = container.NewScroll(container.NewCenter(frame))
	bar := container.NewHBox(
		kit.NewQuiet("‹", func() { p.turn(-1) }), kit.NewQuiet("›", func() { p.turn(1) }), p.where)
	sizes := container.NewHBox(kit.NewQuiet("−", func() { p.resize(-1) }), kit.NewQuiet(w.T("printing.fit"), func() { p.zoom = 0; p.paint() }), kit.NewQuiet("+", func() { p.resize(1) }))
	place := container.New(&fitting{p}, p.scroll)
	right := container.NewBorder(container.NewBorder(nil, nil, nil, sizes, bar), nil, nil, nil, container.NewStack(kit.NewGround(theme.ColorNameHeaderBackground), place))
	p.root = container.NewBorder(nil, nil, kit.Sized(thumbSize.Width+26, 0, p.thumbs), nil, right)
	return p
}

// fitting gives the page its place and paints it anew where the place became wider or narrower.
type fitting struct{ *preview }

// MinSize implements fyne.Layout.
func (f *fitting) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 300) }

// Layout implements fyne.Layout.
func (f *fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
	if size.Width != f.wide {
		f.wide = size.Width
		if f.zoom == 0 {
			f.paint()
		}
	}
}

// set shows other pages, on the page that was shown where there still is one.
func (p *preview) set(pages []paper.Page) {
	p.pages, p.small = pages, map[int]image.Image{}
	p.at = min(p.at, len(pages)-1)
	p.thumbs.Refresh()
	p.paint()
}

func (p *preview) show(i int) {
	if i >= 0 && i < len(p.pages) && i != p.at {
		p.at = i
		p.scroll.ScrollToTop()
		p.paint()
	}
}

// turn goes some pages on or back.
func (p *preview) turn(by int) {
	i := p.at + by
	if i >= 0 && i < len(p.pages) {
		p.thumbs.Select(i)
		p.show(i)
	}
}

// resize takes the next larger or smaller size.
func (p *preview) resize(by int) {
	now := p.points()
	next := now
	for _, z := range zooms {
		if by > 0 && z > now+0.01 {
			next = z
			break
		}
		if by < 0 && z < now-0.01 {
			next = z
		}
	}
	p.zoom = next
	p.paint()
}

// edge is kept free beside a page that fits the width.
const edge = 24

// points is how many pixels a point has on the screen.
func (p *preview) points() float64 {
	if p.zoom > 0 || len(p.pages) == 0 {
		return max(p.zoom, zooms[0])
	}
	return max(0.2, float64(p.wide-edge)/p.pages[p.at].W)
}

// paint draws the page that is shown.
func (p *preview) paint() {
	if len(p.pages) == 0 || p.wide == 0 {
		return
	}
	page, scale := p.pages[p.at], p.points()
	dpi := 72 * scale * float64(p.density())
	if p.raster == nil || p.rasterDPI != dpi {
		p.raster, p.rasterDPI = paper.NewRaster(p.fonts, dpi), dpi
	}
	p.sheet.Image = p.raster.Page(page)
	p.sheet.SetMinSize(fyne.NewSize(float32(page.W*scale), float32(page.H*scale)))
	p.sheet.Refresh()
	p.scroll.Refresh()
	p.where.SetText(p.words.T("printing.where", p.at+1, len(p.pages), page.Title))
}

// density is how many pixels of the screen a pixel of the canvas has.
func (p *preview) density() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.scroll); c != nil {
		return c.Scale()
	}
	return 1
}

func (p *preview) newThumb() fyne.CanvasObject {
	m := &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
	m.SetMinSize(thumbSize)
	n := widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	n.Importance, n.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	return container.NewBorder(nil, n, nil, nil, m)
}

func (p *preview) setThumb(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(p.pages) {
		return
	}
	m, ok := p.small[i]
	if !ok {
		m = p.tiny.Page(p.pages[i])
		p.small[i] = m
	}
	for _, x := range o.(*fyne.Container).Objects {
		switch x := x.(type) {
		case *canvas.Image:
			x.Image = m
			x.Refresh()
		case *widget.Label:
			x.SetText(strconv.Itoa(i + 1))
		}
	}
}
