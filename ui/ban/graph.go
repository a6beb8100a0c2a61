package ban

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
)

var (
	_ fyne.Draggable     = (*graph)(nil)
	_ fyne.Tappable      = (*graph)(nil)
	_ fyne.Focusable     = (*graph)(nil)
	_ desktop.Cursorable = (*graph)(nil)
)

// graph is the chart of what would be lost at each instant of the campaign and its tails, with the line of the instant
// that is looked at. Dragging and tapping move the line; with the focus, the left and right arrow keys move it by
// a day, up and down by an hour.
type graph struct {
	widget.BaseWidget
	panel   *Panel
	focused bool
	image   *canvas.Image
	painted areaKey
	top     int64 // the highest total seen
}

// areaKey says what the picture of the areas shows.
type areaKey struct {
	model *exposure.Model
	w, h  int
	dark  bool
}

func newGraph(x *Panel) *graph {
	g := &graph{panel: x, image: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}}
	g.ExtendBaseWidget(g)
	return g
}

// part is one band of the chart.
type part struct {
	key    string
	amount func(exposure.Exposure) planner.Money
	kind   planner.Kind // whose colour it has
}

// parts are the bands from the bottom: orders of the past below, the sale above.
var parts = []part{
	{"returns", func(e exposure.Exposure) planner.Money { return e.OpenReturns }, planner.Milestone},
	{"unsettled", func(e exposure.Exposure) planner.Money { return e.Unsettled }, planner.Flash},
	{"unsold", func(e exposure.Exposure) planner.Money { return e.UnsoldGMV }, planner.Video},
	{"sunk", func(e exposure.Exposure) planner.Money { return e.SunkCost }, planner.Ad},
	{"coupons", func(e exposure.Exposure) planner.Money { return e.OpenCouponCost }, planner.Coupon},
}

// span is what the chart shows: the campaign and all its tails.
func (g *graph) span() planner.Span {
	return planner.Span{Start: g.panel.snapshot.Plan.Sale.Campaign().Start, End: g.panel.model.End()}
}

// hold returns the instant held inside the chart.
func (g *graph) hold(t time.Time) time.Time {
	s := g.span()
	switch {
	case t.Before(s.Start):
		return s.Start
	case t.After(s.End):
		return s.End
	}
	return t
}

// room is where the areas are drawn.
func (g *graph) room() chart.Rect {
	k, size := kit.Enlarged(g), g.Size()
	return chart.Rect{X: 74 * k, Y: 38 * k, W: max(1, size.Width-90*k), H: max(1, size.Height-64*k)}
}

func (g *graph) times() chart.Times {
	r := g.room()
	return chart.Times{Span: g.span(), X0: r.X, X1: r.X + r.W}
}

// Cursor says that the line can be dragged.
func (g *graph) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Tapped moves the line there.
func (g *graph) Tapped(ev *fyne.PointEvent) {
	g.move(ev.Position.X)
	g.DragEnd()
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// Dragged moves the line along.
func (g *graph) Dragged(ev *fyne.DragEvent) { g.move(ev.Position.X) }

// DragEnd lets the page follow.
func (g *graph) DragEnd() {
	if g.panel.snapshot != nil {
		g.panel.turn()
	}
}

func (g *graph) move(x float32) {
	if g.panel.snapshot != nil {
		g.panel.drag(g.times().At(x).Truncate(15 * time.Minute))
	}
}

// FocusGained shows that the keys move the line.
func (g *graph) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost takes that back.
func (g *graph) FocusLost() { g.focused = false; g.Refresh() }

// TypedRune does nothing.
func (g *graph) TypedRune(rune) {}

// TypedKey moves the line by a day or an hour.
func (g *graph) TypedKey(ev *fyne.KeyEvent) {
	if g.panel.snapshot == nil {
		return
	}
	at, loc := g.panel.at, g.panel.snapshot.Plan.Zone()
	day := func(n int) time.Time {
		return planner.Span{Start: at, End: at.Add(time.Minute)}.MoveDays(n, loc).Start
	}
	to, ok := map[fyne.KeyName]time.Time{fyne.KeyLeft: day(-1), fyne.KeyRight: day(1), fyne.KeyUp: at.Add(time.Hour), fyne.KeyDown: at.Add(-time.Hour)}[ev.Name]
	if ok {
		g.panel.drag(g.hold(to))
		g.DragEnd()
	}
}

// CreateRenderer draws the chart.
func (g *graph) CreateRenderer() fyne.WidgetRenderer {
	return &graphRenderer{g: g, base: canvas.NewRectangle(color.Transparent)}
}

type graphRenderer struct {
	g       *graph
	base    *canvas.Rectangle
	layers  [2]chart.Layer // below the areas, above them
	objects []fyne.CanvasObject
}

// Destroy leaves nothing behind.
func (r *graphRenderer) Destroy() {}

// Objects returns what is in sight, from the bottom.
func (r *graphRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize leaves room for the chart and its legend.
func (r *graphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(420*kit.Enlarged(r.g), 170*kit.Enlarged(r.g))
}

// Layout paints the chart for its new size.
func (r *graphRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the chart anew.
func (r *graphRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.base)
}

func (r *graphRenderer) paint() {
	g, c := r.g, look.Current()
	r.base.FillColor = c.Ground
	r.base.Resize(g.Size())
	for i := range r.layers {
		r.layers[i].Begin()
	}
	r.objects = append(r.objects[:0], r.base)
	if g.panel.snapshot == nil || g.Size().Width < 1 {
		return
	}
	g.areas(c)
	p := &painter{g: g, c: c, k: kit.Enlarged(g), room: g.room(), t: g.times(), w: g.panel.words(), below: &r.layers[0], above: &r.layers[1]}
	p.paint()
	r.objects = r.layers[0].Objects(r.objects)
	r.objects = append(r.objects, g.image)
	r.objects = r.layers[1].Objects(r.objects)
}

// areas paints the picture of the bands, unless it is still the same.
func (g *graph) areas(c *look.Colors) {
	room := g.room()
	want := areaKey{g.panel.model, int(room.W), int(room.H), c.Dark}
	g.image.Move(fyne.NewPos(room.X, room.Y))
	g.image.Resize(fyne.NewSize(room.W, room.H))
	if want == g.painted {
		return
	}
	t, n := g.times(), want.w
	bands := make([][]int64, n)
	g.top = 0
	for i := range n {
		e := g.panel.model.At(t.At(room.X + float32(i) + 0.5))
		sum := int64(0)
		for _, p := range parts {
			sum += p.amount(e).Minor
			bands[i] = append(bands[i], sum)
		}
		g.top = max(g.top, sum)
	}
	_, high, _ := chart.Round(0, g.top, ticks)
	inks := make([]color.NRGBA, len(parts))
	for i, p := range parts {
		inks[i] = look.Mix(c.Ground, c.Kind(p.kind, false), 0.75)
	}
	g.image.Image, g.painted = paintBands(n, want.h, bands, high, inks), want
	g.image.Refresh()
}

// ticks is about how many amounts stand on the axis.
const ticks = 4

// paintBands paints a column of bands for each pixel of width; bands hold sums from the bottom, high is the top of the
// picture. It is RGBA, which is what textures are made of.
func paintBands(w, h int, bands [][]int64, high int64, inks []color.NRGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	for x, sums := range bands {
		from := h
		for i, sum := range sums {
			to := h - int(float64(sum)/float64(max(high, 1))*float64(h)+0.5)
			for y := max(to, 0); y < from; y++ {
				ink := inks[i]
				copy(img.Pix[img.PixOffset(x, y):], []byte{ink.R, ink.G, ink.B, 255})
			}
			from = min(from, to)
		}
	}
	return img
}
