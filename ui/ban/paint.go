package ban

import (
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
	"bfplanner/ui/words"
)

// painter paints one frame of the chart.
type painter struct {
	g            *graph
	c            *look.Colors
	k            float32
	room         chart.Rect
	t            chart.Times
	w            *words.Words
	below, above *chart.Layer
}

func (p *painter) paint() {
	p.phases()
	p.axes()
	p.legend()
	p.flagged()
	p.now()
	p.line()
}

// phases tints the phases behind the areas and names them.
func (p *painter) phases() {
	for _, ph := range p.g.panel.snapshot.Plan.Sale.Phases() {
		x0, x1 := p.t.X(ph.Span.Start), p.t.X(ph.Span.End)
		p.below.Fill(chart.Rect{X: x0, Y: p.room.Y, W: x1 - x0, H: p.room.H}, p.c.Phase(ph.ID))
		p.below.Fill(chart.Rect{X: x0, Y: p.room.Y, W: 1, H: p.room.H}, p.c.Line)
		name := p.w.Show(ph.ID)
		if fyne.MeasureText(name, look.CaptionSize*p.k, fyne.TextStyle{}).Width < x1-x0-6*p.k {
			p.below.Text(name, x0+4*p.k, p.room.Y+9*p.k, look.CaptionSize*p.k, 0, false, p.c.Mute)
		}
	}
}

// axes draws the amounts and the days.
func (p *painter) axes() {
	plan := p.g.panel.snapshot.Plan
	_, high, list := chart.Round(0, p.g.top, ticks)
	v := chart.Values{Hi: high, Bottom: p.room.Y + p.room.H, Top: p.room.Y}
	for _, n := range list {
		y := v.Y(n)
		p.below.Fill(chart.Rect{X: p.room.X, Y: y, W: p.room.W, H: 1}, p.c.Line)
		p.below.Text(whole(p.w, plan.Money(n)), p.room.X-6*p.k, y, look.CaptionSize*p.k, 1, false, p.c.Mute)
	}
	for _, tick := range chart.Ticks(p.t, plan.Zone(), 64*p.k) {
		x := p.t.X(tick.At)
		p.below.Fill(chart.Rect{X: x, Y: p.room.Y + p.room.H, W: 1, H: 4 * p.k}, p.c.Strong)
		p.below.Text(kit.ShortDay(p.w, planner.DateOf(tick.At, plan.Zone())), x, p.room.Y+p.room.H+12*p.k, look.CaptionSize*p.k, 0.5, false, p.c.Mute)
	}
}

// whole is an amount without its minor units where it has none.
func whole(w *words.Words, m planner.Money) string { return strings.TrimSuffix(w.Money(m), ".00") }

// legend names the bands, the uppermost first.
func (p *painter) legend() {
	x, y := p.room.X+p.room.W, float32(10)*p.k
	for i := range parts {
		part := parts[i]
		text := p.w.T("exposure." + part.key)
		width := p.above.Text(text, x, y, look.CaptionSize*p.k, 1, false, p.c.Mute)
		x -= width + 14*p.k
		p.above.Box(chart.Rect{X: x, Y: y - 5*p.k, W: 10 * p.k, H: 10 * p.k}, p.c.Kind(part.kind, false), 2*p.k, p.c.Ground, 0)
		x -= 12 * p.k
		if x < p.room.X {
			break
		}
	}
}

// flagged hatches the days that a window flags.
func (p *painter) flagged() {
	s, loc := p.g.panel.snapshot, p.g.panel.snapshot.Plan.Zone()
	var list []chart.Rect
	for _, d := range risk.Flagged(s.Plan, s.Now, p.t.Span) {
		span := d.Date.Span(loc)
		x0, x1 := max(p.t.X(span.Start), p.room.X), min(p.t.X(span.End), p.room.X+p.room.W)
		if n := len(list); n > 0 && x0-(list[n-1].X+list[n-1].W) < 0.5 {
			list[n-1].W = x1 - list[n-1].X
			continue
		}
		list = append(list, chart.Rect{X: x0, Y: p.room.Y, W: x1 - x0, H: p.room.H})
	}
	p.above.Hatch(p.room, list, look.Alpha(p.c.Risk, 0.45), 1)
}

// now marks what is past.
func (p *painter) now() {
	x := p.t.X(p.g.panel.snapshot.Now)
	if x > p.room.X && x < p.room.X+p.room.W {
		for y := p.room.Y; y < p.room.Y+p.room.H; y += 6 * p.k {
			p.above.Fill(chart.Rect{X: x, Y: y, W: 1, H: 3 * p.k}, p.c.Mute)
		}
	}
}

// line draws the instant that is looked at, with its date on a card at its top.
func (p *painter) line() {
	at := p.g.panel.at
	x := p.t.X(at)
	p.above.Fill(chart.Rect{X: x - 1, Y: p.room.Y - 4*p.k, W: 2, H: p.room.H + 4*p.k}, p.c.Ink)
	text := p.w.T("ban.dark_at", at)
	width := fyne.MeasureText(text, look.CaptionSize*p.k, fyne.TextStyle{Bold: true}).Width + 14*p.k
	left := min(max(x-width/2, p.room.X), p.room.X+p.room.W-width)
	stroke, wide := p.c.Card, float32(0)
	if p.g.focused {
		stroke, wide = p.c.Accent, 2
	}
	p.above.Box(chart.Rect{X: left, Y: p.room.Y - 19*p.k, W: width, H: 17 * p.k}, p.c.Card, 4*p.k, stroke, wide)
	p.above.Text(text, left+width/2, p.room.Y-10.5*p.k, look.CaptionSize*p.k, 0.5, true, p.c.OnCard)
}
