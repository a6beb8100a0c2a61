package calendar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// The layers of the board, from the bottom.
const (
	groundLayer = iota
	hatchLayer
	blockLayer
	markLayer
	nameLayer
	rulerLayer
	frontLayer
	ghostLayer
	cardLayer
	layerCount
)

// CreateRenderer draws the board.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{board: b, base: canvas.NewRectangle(color.Transparent)}
	for i := range r.layers {
		r.layers[i] = newLayer()
	}
	r.layers[groundLayer] = newBackedLayer(r.layers[hatchLayer], r.layers[blockLayer])
	r.layers[rulerLayer] = newBackedLayer()
	return r
}

// extent is what the layout of the board depends on.
type extent struct {
	size         fyne.Size
	text, pixels float32 // how much larger than at scale 1 the theme wants text, and the canvas everything
}

type renderer struct {
	board   *Board
	laid    extent
	base    *canvas.Rectangle
	layers  [layerCount]*layer
	objects []fyne.CanvasObject
}

// MinSize is what shows the ruler, a lane and some days.
func (r *renderer) MinSize() fyne.Size {
	k := kit.Enlarged(r.board)
	return fyne.NewSize(320*k, (rulerSize+2*laneShort)*k)
}

// Destroy leaves nothing behind.
func (r *renderer) Destroy() {}

// Objects returns what is in sight, from the bottom.
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout paints the board for its new size. The window asks for a layout whenever a text on the board has become longer
// or shorter, too, for which there is nothing to do.
func (r *renderer) Layout(size fyne.Size) {
	if now := (extent{size, kit.Enlarged(r.board), pixelsOf(r.board)}); now != r.laid {
		r.laid = now
		r.paint()
		r.board.tellView(false)
	}
}

// Refresh paints the board anew. It refreshes an object that nobody sees, which has the window redrawn and throws none
// of the textures away that the rest is made of.
func (r *renderer) Refresh() {
	r.paint()
	canvas.Refresh(r.base)
	r.board.tellView(false)
}

func (r *renderer) paint() {
	b, c := r.board, look.Current()
	k := kit.Enlarged(b)
	size := fyne.NewSize(b.Size().Width/k, b.Size().Height/k)
	b.arrange(size)
	if b.shown != c {
		b.shown, b.inks = c, map[color.NRGBA]color.NRGBA{}
	}
	r.base.Resize(b.Size())
	for _, l := range r.layers {
		l.begin(k, pixelsOf(b), size)
	}
	r.layers[groundLayer].fill(rect{0, 0, size.Width, size.Height}, c.Ground)
	if b.snap != nil && size.Width > 0 {
		p := &painter{b: b, s: &b.scene, c: c, layers: &r.layers, size: size, selected: map[string]bool{}}
		for _, id := range b.selected {
			p.selected[id] = true
		}
		switch g := b.scene.grid.(type) {
		case *month:
			p.month(g)
		case *week:
			p.week(g)
		default:
			p.timeline()
		}
		p.ring()
		p.darkLine()
		p.ghost()
		p.advised()
		p.card()
	}
	r.objects = append(r.objects[:0], r.base)
	for _, l := range r.layers {
		r.objects = l.objects(r.objects)
	}
}

// point returns a position on the widget as one of the scene.
func (b *Board) point(at fyne.Position) fyne.Position {
	k := kit.Enlarged(b)
	return fyne.NewPos(at.X/k, at.Y/k)
}

func pixelsOf(b *Board) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}

// painter paints one frame.
type painter struct {
	b       *Board
	s       *scene
	c       *look.Colors
	layers  *[layerCount]*layer
	size    fyne.Size
	taken   []slot  // by blocks on their way
	shadows []rect  // where they stand in a month
	over    bool    // blocks are painted above the ruler
	textTo  float32 // where the text of an upright block ends; 0 at its end

	selected map[string]bool // IDs of events
}

// The sizes of text on the board.
const (
	tinyText  float32 = 9
	smallText float32 = 10
	blockText float32 = look.CaptionSize
	nameText  float32 = 12
)

// timeline paints the lanes along their time axis.
func (p *painter) timeline() {
	p.ground()
	p.flags()
	p.outlines()
	p.blocks()
	p.laneNames()
	p.ruler()
	p.front()
}

// at returns the layer on which blocks and their marks are painted in place of the usual one.
func (p *painter) at(layer int) int {
	if p.over {
		return frontLayer
	}
	return layer
}

// say writes a line whose middle is at y, shortened to the room.
func (p *painter) say(l int, text string, x, y, size, room float32, style style) float32 {
	rule := p.b.rule
	text = rule.fit(text, size, style.bold, room)
	p.layers[l].text(text, x, y, size, rule.height(size), style.bold, style.color)
	return rule.width(text, size, style.bold)
}
