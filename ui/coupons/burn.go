package coupons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
	"bfplanner/ui/words"
)

var _ desktop.Hoverable = (*burn)(nil)

// burn is the chart of a coupon budget: above, what is spent up to each day against the budget; below, a bar a day,
// the seller's part with the platform's on top. The day under the pointer is told.
type burn struct {
	widget.BaseWidget
	words *words.Words
	plan  *planner.Plan
	s     spending
	hover int // index of the day under the pointer, -1 for none
}

func newBurn() *burn {
	b := &burn{hover: -1}
	b.ExtendBaseWidget(b)
	return b
}

func (b *burn) set(w *words.Words, p *planner.Plan, s spending) {
	b.words, b.plan, b.s, b.hover = w, p, s, -1
	b.Refresh()
}

// MouseIn tells the day under the pointer.
func (b *burn) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved tells the day under the pointer.
func (b *burn) MouseMoved(ev *desktop.MouseEvent) {
	if i := b.shape().day(ev.Position.X); i != b.hover {
		b.hover = i
		b.Refresh()
	}
}

// MouseOut tells nothing.
func (b *burn) MouseOut() {
	if b.hover >= 0 {
		b.hover = -1
		b.Refresh()
	}
}

func (b *burn) shape() shape { return shapeOf(b.Size(), kit.Enlarged(b), b.s) }

// CreateRenderer draws the chart.
func (b *burn) CreateRenderer() fyne.WidgetRenderer {
	return &burnRenderer{b: b, base: canvas.NewRectangle(look.Current().Ground)}
}

type burnRenderer struct {
	b       *burn
	base    *canvas.Rectangle
	layers  [2]chart.Layer // the chart, the card
	objects []fyne.CanvasObject
}

// Destroy leaves nothing behind.
func (r *burnRenderer) Destroy() {}

// Objects returns what is in sight, from the bottom.
func (r *burnRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize leaves room for both charts.
func (r *burnRenderer) MinSize() fyne.Size {
	return fyne.NewSize(280*kit.Enlarged(r.b), 140*kit.Enlarged(r.b))
}

// Layout paints the chart for its new size.
func (r *burnRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the chart anew.
func (r *burnRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.base)
}

func (r *burnRenderer) paint() {
	b, c := r.b, look.Current()
	r.base.FillColor = c.Ground
	r.base.Resize(b.Size())
	for i := range r.layers {
		r.layers[i].Begin()
	}
	if b.words != nil && b.Size().Width > 0 {
		p := &burnPainter{burn: b, c: c, k: kit.Enlarged(b), f: b.shape(), at: &r.layers[0], card: &r.layers[1]}
		p.paint()
	}
	r.objects = append(r.objects[:0], r.base)
	for i := range r.layers {
		r.objects = r.layers[i].Objects(r.objects)
	}
}

// burnPainter paints one frame.
type burnPainter struct {
	*burn
	c    *look.Colors
	k    float32
	f    shape
	at   *chart.Layer
	card *chart.Layer
}

func (p *burnPainter) paint() {
	if len(p.s.days) == 0 {
		p.at.Text(p.words.T("coupons.budget.empty"), p.Size().Width/2, p.Size().Height/2, look.TextSize*p.k, 0.5, false, p.c.Mute)
		return
	}
	p.axis(p.f.line, p.f.total)
	p.axis(p.f.bars, p.f.daily)
	seller, platform := p.c.Kind(planner.Coupon, false), look.Mix(p.c.Kind(planner.Coupon, false), p.c.Ground, 0.6)
	free := float32(0)
	for i, d := range p.s.days {
		bar := p.f.bar(i)
		p.at.Fill(chart.Rect{X: bar.X, Y: p.f.daily.Y(d.seller), W: bar.W, H: p.f.daily.Bottom - p.f.daily.Y(d.seller)}, seller)
		top := p.f.daily.Y(d.seller + d.platform)
		p.at.Fill(chart.Rect{X: bar.X, Y: top, W: bar.W, H: p.f.daily.Y(d.seller) - top}, platform)
		if bar.X >= free {
			text := kit.ShortDay(p.words, d.date)
			free = bar.X + 12*p.k + p.at.Text(text, bar.X, p.f.bars.Y+p.f.bars.H+10*p.k, 10*p.k, 0, d.date == p.s.out, p.c.Mute)
		}
	}
	p.at.Line(p.f.steps(p.s, 2*p.k), p.c.Ink)
	if p.s.most > 0 {
		y := p.f.total.Y(p.s.most)
		p.at.Line(chart.Dashes([]chart.Rect{{X: p.f.line.X, Y: y, W: p.f.line.W, H: 1.5 * p.k}}, 7*p.k, 3*p.k), p.c.Risk)
		p.at.Text(p.words.T("coupons.budget.cap", p.plan.Money(p.s.most)), p.f.line.X+6*p.k, y-8*p.k, 10*p.k, 0, true, p.c.Risk)
	}
	p.runOut()
	p.legend(seller, platform)
	p.told()
}
