package calendar

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

var (
	_ fyne.Draggable     = (*MiniMap)(nil)
	_ fyne.Scrollable    = (*MiniMap)(nil)
	_ desktop.Mouseable  = (*MiniMap)(nil)
	_ desktop.Cursorable = (*MiniMap)(nil)
)

// MiniMap is the whole campaign in one strip: how busy each day is, the ban-risk windows, the present, and a frame about
// what the board shows, which is dragged; a click elsewhere brings the frame there.
type MiniMap struct {
	widget.BaseWidget
	board *Board
	grab  float32 // from the frame's left end to the pointer; below zero while nothing is held
}

// miniHeight is how high the strip is.
const miniHeight float32 = 30

func newMiniMap(b *Board) *MiniMap {
	m := &MiniMap{board: b, grab: -1}
	m.ExtendBaseWidget(m)
	return m
}

// MouseDown takes hold of the frame; outside it the frame comes to the pointer first.
func (m *MiniMap) MouseDown(ev *desktop.MouseEvent) {
	g := m.geometry()
	if m.board.snap == nil || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	x := ev.Position.X
	from, to := g.frame()
	if x < from || x >= to {
		m.goTo(g, x-(to-from)/2)
		from = x - (to-from)/2
	}
	m.grab = fmax(0, x-from)
}

// MouseUp lets go of the frame.
func (m *MiniMap) MouseUp(*desktop.MouseEvent) { m.grab = -1 }

// Dragged moves the frame, and what the board shows.
func (m *MiniMap) Dragged(ev *fyne.DragEvent) {
	if m.grab >= 0 && m.board.snap != nil {
		m.goTo(m.geometry(), ev.Position.X-m.grab)
	}
}

// DragEnd lets go of the frame.
func (m *MiniMap) DragEnd() { m.grab = -1 }

// Scrolled moves or zooms the board as the wheel does over it.
func (m *MiniMap) Scrolled(ev *fyne.ScrollEvent) {
	if m.board.snap == nil {
		return
	}
	if m.board.modifiers()&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		m.board.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: m.board.centre()}, Scrolled: ev.Scrolled})
		return
	}
	m.board.panBy(ev.Scrolled.DX+ev.Scrolled.DY, 0)
}

// Cursor is a hand over the strip.
func (m *MiniMap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// goTo brings the frame's left end to x.
func (m *MiniMap) goTo(g mini, x float32) {
	from, to := g.frame()
	x = fmax(0, fmin(x, g.width-(to-from)))
	m.board.startAt(g.at(x))
}

func (m *MiniMap) geometry() mini {
	b := m.board
	g := mini{width: m.Size().Width}
	if b.snap != nil {
		g.whole, g.seen = b.snap.Plan.Sale.Campaign(), b.scene.sight()
	}
	return g
}

// CreateRenderer draws the strip.
func (m *MiniMap) CreateRenderer() fyne.WidgetRenderer {
	r := &miniRenderer{m: m, base: canvas.NewRectangle(color.Transparent), layer: newBackedLayer(), front: newLayer()}
	r.Refresh()
	return r
}

type miniRenderer struct {
	m            *MiniMap
	base         *canvas.Rectangle
	layer, front *layer
	objects      []fyne.CanvasObject
}

func (r *miniRenderer) Destroy()                     {}
func (r *miniRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *miniRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, miniHeight*kit.Enlarged(r.m.board))
}
func (r *miniRenderer) Layout(fyne.Size) { r.paint() }
func (r *miniRenderer) Refresh()         { r.paint(); canvas.Refresh(r.base) }

func (r *miniRenderer) paint() {
	b, c, g := r.m.board, look.Current(), r.m.geometry()
	size := r.m.Size()
	r.base.FillColor = c.Ground
	r.base.Resize(size)
	r.layer.begin(1, pixelsOf(b), size)
	r.front.begin(1, pixelsOf(b), size)
	if b.snap != nil && size.Width > 40 {
		r.strip(b, c, g, size.Height)
	}
	r.objects = append(r.objects[:0], r.base)
	r.objects = r.layer.objects(r.objects)
	r.objects = r.front.objects(r.objects)
}

// strip paints phases, days, risk windows, the present and the frame.
func (r *miniRenderer) strip(b *Board, c *look.Colors, g mini, high float32) {
	loc, sale := b.scene.scale.loc, &b.snap.Plan.Sale
	for _, ph := range sale.Phases() {
		from, to := g.x(ph.Span.Start), g.x(ph.Span.End)
		r.layer.fill(rect{round(from), 0, round(to), high}, c.Phase(ph.ID))
		if name := b.words.T("phase." + string(ph.ID)); b.rule.width(name, tinyText, false) < to-from-8 {
			r.layer.text(name, from+4, 7, tinyText, b.rule.height(tinyText), false, c.Mute)
		}
	}
	for _, d := range g.whole.Dates(loc) {
		x0, x1 := g.x(d.At(0, 0, loc)), g.x(d.Add(1).At(0, 0, loc))
		if busy := b.load[d]; busy > 0 {
			top := high - 2 - float32(math.Max(2, busy*float64(high-14)))
			r.layer.fill(rect{x0 + 0.5, top, fmax(x1-0.5, x0+1.5), high - 2}, look.Mix(c.Phase(sale.PhaseAt(d.At(12, 0, loc))), c.Kind(planner.Live, false), 0.45+0.5*busy))
		}
	}
	for _, f := range b.scene.flags {
		from, to := fmax(g.x(f.Span.Start), 0), fmin(g.x(f.Span.End), g.width)
		if to-from >= 1 {
			r.layer.picture(rect{from, 0, to, high}, pattern{kind: hatched, ink: look.Alpha(c.Risk, 0.4)})
		}
	}
	if x := round(g.x(b.snap.Now)); x >= 0 && x < g.width {
		r.front.fill(rect{x, 0, x + 1, high}, c.Ink)
	}
	from, to := g.frame()
	r.front.fill(rect{0, 0, from, high}, look.Alpha(c.Ground, 0.45))
	r.front.fill(rect{to, 0, g.width, high}, look.Alpha(c.Ground, 0.45))
	r.front.box(rect{from, 0.75, to, high - 0.75}, look.Alpha(c.Accent, 0.07), 3, c.Accent, 1.5)
}
