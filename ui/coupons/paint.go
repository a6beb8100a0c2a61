package coupons

import (
	"image/color"

	"fyne.io/fyne/v2"

	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
)

// axis draws round amounts and their lines.
func (p *burnPainter) axis(room chart.Rect, v chart.Values) {
	_, _, ticks := chart.Round(v.Lo, v.Hi, max(2, int(room.H/(32*p.k))))
	for _, n := range ticks {
		if n > v.Hi {
			continue
		}
		y := v.Y(n)
		p.at.Fill(chart.Rect{X: room.X, Y: y, W: room.W, H: 1}, p.c.Line)
		p.at.Text(p.words.Money(p.plan.Money(n)), room.X-5*p.k, y, 10*p.k, 1, false, p.c.Mute)
	}
}

// runOut marks the day on which the budget runs out.
func (p *burnPainter) runOut() {
	for i, d := range p.s.days {
		if d.date != p.s.out {
			continue
		}
		x := p.f.bars.X + (float32(i)+0.5)*p.f.pitch()
		p.at.Fill(chart.Rect{X: x, Y: p.f.line.Y, W: 1.5 * p.k, H: p.f.bars.Y + p.f.bars.H - p.f.line.Y}, p.c.Risk)
		text := p.words.T("coupons.budget.out", d.date)
		align := float32(0)
		gap := 6 * p.k
		if x > p.f.line.X+p.f.line.W*0.7 {
			align, gap = 1, -gap
		}
		p.at.Text(text, x+gap, p.f.line.Y+p.f.line.H-9*p.k, 11*p.k, align, true, p.c.Risk)
	}
}

// legend names the colours.
func (p *burnPainter) legend(seller, platform color.NRGBA) {
	x, y := p.f.legend.X, p.f.legend.Y+p.f.legend.H/2
	for _, l := range []struct {
		key   string
		tint  color.NRGBA
		thick float32
	}{{"coupons.budget.spent", p.c.Ink, 2}, {"pricing.seller_pays", seller, 9}, {"pricing.platform_pays", platform, 9}} {
		p.at.Fill(chart.Rect{X: x, Y: y - l.thick*p.k/2, W: 14 * p.k, H: l.thick * p.k}, l.tint)
		x += 19*p.k + p.at.Text(p.words.T(l.key), x+19*p.k, y, 10*p.k, 0, false, p.c.Ink) + 14*p.k
	}
}

// told is the card with the numbers of the day under the pointer.
func (p *burnPainter) told() {
	if p.hover < 0 || p.hover >= len(p.s.days) {
		return
	}
	d, w := p.s.days[p.hover], p.words
	bar := p.f.bar(p.hover)
	p.card.Box(chart.Rect{X: bar.X - 2, Y: p.f.line.Y, W: bar.W + 4, H: p.f.bars.Y + p.f.bars.H - p.f.line.Y}, look.Alpha(p.c.Ink, 0.07), 3, color.NRGBA{}, 0)
	list := []string{w.Date(d.date), w.T("coupons.card.units", d.units), w.T("coupons.card.seller", p.plan.Money(d.seller)),
		w.T("coupons.card.platform", p.plan.Money(d.platform)), w.T("coupons.card.total", p.plan.Money(d.total))}
	if p.s.most > 0 {
		list = append(list, w.T("coupons.card.left", p.plan.Money(p.s.most-d.total)))
	}
	size, gap := look.CaptionSize*p.k, 17*p.k
	var width float32
	for _, s := range list {
		width = max(width, fyne.MeasureText(s, size, fyne.TextStyle{Bold: true}).Width)
	}
	r := chart.Rect{W: width + 18*p.k, H: float32(len(list))*gap + 10*p.k, Y: 4 * p.k}
	r.X = chart.Beside(bar.X+bar.W/2, r.W, bar.W/2+8*p.k, p.f.line.X+p.f.line.W)
	p.card.Box(r, p.c.Card, 8*p.k, look.Alpha(p.c.Line, 0.3), 1)
	for i, s := range list {
		p.card.Text(s, r.X+9*p.k, r.Y+5*p.k+gap*(float32(i)+0.5), size, 0, i == 0, p.c.OnCard)
	}
}
