package prices

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
)

// CreateRenderer draws the chart.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return &viewRenderer{v: v, base: canvas.NewRectangle(look.Current().Ground)}
}

type viewRenderer struct {
	v       *View
	base    *canvas.Rectangle
	layers  [3]chart.Layer // the charts, what marks them, the card
	objects []fyne.CanvasObject
}

// MinSize leaves room for a few days and steps.
func (r *viewRenderer) MinSize() fyne.Size {
	k := kit.Enlarged(r.v)
	return fyne.NewSize(320*k, 220*k)
}

// Destroy leaves nothing behind.
func (r *viewRenderer) Destroy() {}

// Objects returns what is in sight, from the bottom.
func (r *viewRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout paints the chart for its new size.
func (r *viewRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the chart anew. It refreshes the ground alone, which has the window redrawn and throws nothing away.
func (r *viewRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.base)
}

func (r *viewRenderer) paint() {
	c := look.Current()
	r.base.FillColor = c.Ground
	r.base.Resize(r.v.Size())
	for i := range r.layers {
		r.layers[i].Begin()
	}
	if v := r.v; len(v.trail.points) > 0 && v.Size().Width > 0 {
		p := &painter{View: v, c: c, k: kit.Enlarged(v), a: areasOf(v.Size(), kit.Enlarged(v)), t: v.times(), under: &r.layers[0], marks: &r.layers[1], card: &r.layers[2]}
		p.end = v.trail.whole.End
		p.ground()
		p.prices()
		p.margins()
		p.legend()
		p.picks()
		p.cross()
	}
	r.objects = append(r.objects[:0], r.base)
	for i := range r.layers {
		r.objects = r.layers[i].Objects(r.objects)
	}
}

// painter paints one frame.
type painter struct {
	*View
	c     *look.Colors
	k     float32
	a     areas
	t     chart.Times
	end   time.Time
	under *chart.Layer
	marks *chart.Layer
	card  *chart.Layer
}

// line is one line of the chart of prices.
type line struct {
	key    string // of the translations
	of     func(pricing.Point) planner.Money
	color  func(*look.Colors) color.NRGBA
	thick  float32
	dashed bool
}

// lines are drawn in this order, the one that matters most last.
var lines = []line{
	{"pricing.list", func(p pricing.Point) planner.Money { return p.List }, func(c *look.Colors) color.NRGBA { return c.Mute }, 1, false},
	{"pricing.low30", func(p pricing.Point) planner.Money { return p.Low30 }, func(c *look.Colors) color.NRGBA { return c.Good }, 1.5, true},
	{"pricing.usual", func(p pricing.Point) planner.Money { return p.Final }, func(c *look.Colors) color.NRGBA { return c.Accent }, 2, false},
	{"pricing.lowest", func(p pricing.Point) planner.Money { return p.Worst }, func(c *look.Colors) color.NRGBA { return c.Warn }, 2, false},
}

func lowestMargin(p pricing.Point) planner.Money { return p.MarginWorst }

func (p *painter) small() float32 { return 10 * p.k }

// ground is the tint of the phases, the days and the frames of both charts.
func (p *painter) ground() {
	for _, ph := range p.plan.Sale.Phases() {
		x0, x1 := max(p.t.X(ph.Span.Start), p.t.X0), min(p.t.X(ph.Span.End), p.t.X1)
		if x1 <= x0 {
			continue
		}
		for _, room := range []chart.Rect{p.a.price, p.a.margin} {
			p.under.Fill(chart.Rect{X: x0, Y: room.Y, W: x1 - x0, H: room.H}, p.c.Phase(ph.ID))
		}
	}
	loc := p.words.Zone()
	y := p.a.days.Y + p.a.days.H/2
	free := float32(0)
	for _, k := range chart.Ticks(p.t, loc, 62*p.k) {
		x := p.t.X(k.At)
		tint := p.c.Line
		if k.Day {
			tint = p.c.Strong
		}
		p.under.Fill(chart.Rect{X: x, Y: p.a.price.Y, W: 1, H: p.a.margin.Y + p.a.margin.H - p.a.price.Y}, look.Alpha(tint, 0.7))
		text := p.words.Clock(k.At)
		if k.Day {
			text = kit.ShortDay(p.words, planner.DateOf(k.At, loc))
		}
		if x >= free && x+40*p.k < p.t.X1+edge*p.k {
			free = x + 6*p.k + p.under.Text(text, x+2, y, p.small(), 0, k.Day, p.c.Mute)
		}
	}
	p.under.Fill(chart.Rect{X: p.t.X0, Y: p.a.days.Y, W: p.t.X1 - p.t.X0, H: 1}, p.c.Strong)
}

// scale rounds a range, draws its lines and labels, and returns it.
func (p *painter) scale(room chart.Rect, lo, hi int64) chart.Values {
	lo, hi = padded(lo, hi)
	_, _, ticks := chart.Round(lo, hi, tickCount(room.H, p.k))
	v := chart.Values{Lo: lo, Hi: hi, Bottom: room.Y + room.H, Top: room.Y}
	for _, n := range ticks {
		if n < lo || n > hi {
			continue
		}
		y := v.Y(n)
		p.under.Fill(chart.Rect{X: room.X, Y: y, W: room.W, H: 1}, p.c.Line)
		p.under.Text(p.words.Money(p.plan.Money(n)), room.X-5*p.k, y, p.small(), 1, false, p.c.Mute)
	}
	return v
}

func (p *painter) prices() {
	lo, hi := bounds(p.trail.points, func(q pricing.Point) []int64 {
		return []int64{q.List.Minor, q.Final.Minor, q.Worst.Minor, q.Low30.Minor}
	})
	v := p.scale(p.a.price, lo, hi)
	for _, l := range lines {
		strokes := chart.Steps(p.trail.levels(l.of), p.end, p.t, v, l.thick*p.k)
		if l.dashed {
			strokes = chart.Dashes(strokes, 5*p.k, 3*p.k)
		}
		p.under.Line(strokes, l.color(p.c))
	}
}

// margins is the strip of the lowest unit margin: hatched where it is under the floor.
func (p *painter) margins() {
	floor := p.trail.floor.Minor
	lo, hi := bounds(p.trail.points, func(q pricing.Point) []int64 { return []int64{q.MarginWorst.Minor} }, floor, 0)
	v := p.scale(p.a.margin, lo, hi)
	levels := p.trail.levels(lowestMargin)
	short := chart.Below(levels, p.end, p.t, floor, p.a.margin)
	p.under.Line(short, look.Alpha(p.c.Risk, 0.12))
	p.under.Hatch(p.a.margin, short, look.Alpha(p.c.Risk, 0.45), pixelsOf(p.View))
	p.under.Line(chart.Steps(levels, p.end, p.t, v, 2*p.k), p.c.Ink)
	floorLine := []chart.Rect{{X: p.t.X0, Y: v.Y(floor), W: p.t.X1 - p.t.X0, H: 1.5 * p.k}}
	p.under.Line(chart.Dashes(floorLine, 7*p.k, 3*p.k), p.c.Risk)
	for _, r := range short {
		p.under.Fill(chart.Rect{X: r.X, Y: p.a.price.Y + p.a.price.H + stripGap*p.k*0.5 - 2*p.k, W: r.W, H: 4 * p.k}, p.c.Risk)
	}
}

// legend names the lines.
func (p *painter) legend() {
	x, y := p.a.legend.X, p.a.legend.Y+p.a.legend.H/2
	item := func(strokes []chart.Rect, tint color.NRGBA, text string) {
		p.under.Line(strokes, tint)
		x += 20*p.k + p.under.Text(text, x+20*p.k, y, p.small(), 0, false, p.c.Ink) + 14*p.k
	}
	for _, l := range lines {
		stroke := []chart.Rect{{X: x, Y: y - l.thick*p.k/2, W: 16 * p.k, H: l.thick * p.k}}
		if l.dashed {
			stroke = chart.Dashes(stroke, 5*p.k, 3*p.k)
		}
		item(stroke, l.color(p.c), p.words.T(l.key))
	}
	item([]chart.Rect{{X: x, Y: y - p.k, W: 16 * p.k, H: 2 * p.k}}, p.c.Ink, p.words.T("pricing.lowest_margin"))
	item(chart.Dashes([]chart.Rect{{X: x, Y: y - p.k, W: 16 * p.k, H: 1.5 * p.k}}, 7*p.k, 3*p.k), p.c.Risk, p.words.T("pricing.floor"))
}

// picks marks now, and the instant that is picked.
func (p *painter) picks() {
	full := func(at time.Time, w float32, tint color.NRGBA) {
		if p.span.Contains(at) {
			p.marks.Fill(chart.Rect{X: p.t.X(at) - w/2, Y: p.a.price.Y, W: w, H: p.a.days.Y - p.a.price.Y}, tint)
		}
	}
	full(p.now, 1.5*p.k, look.Alpha(p.c.Ink, 0.6))
	if !p.picked.IsZero() {
		full(p.picked, 2*p.k, p.c.Kind(planner.Live, false))
	}
	if p.focused {
		p.marks.Box(chart.Rect{X: 1, Y: 1, W: p.Size().Width - 2, H: p.Size().Height - 2}, color.NRGBA{}, 6, p.c.Accent, 1)
	}
}

func pixelsOf(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}
