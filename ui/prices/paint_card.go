package prices

import (
	"image/color"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
	"bfplanner/ui/prices/chart"
)

// mostCauses is how many promotions the card names.
const mostCauses = 3

// said is one line of the card.
type said struct {
	text  string
	bold  bool
	color color.NRGBA
}

// cross is the pointer's cross and the card that says what holds there and which promotions made it so.
func (p *painter) cross() {
	x := p.hover.X
	if !p.hovered || x < p.t.X0 || x > p.t.X1 {
		return
	}
	tint := look.Alpha(p.c.Ink, 0.5)
	p.marks.Fill(chart.Rect{X: x, Y: p.a.price.Y, W: 1, H: p.a.days.Y - p.a.price.Y}, tint)
	for _, room := range []chart.Rect{p.a.price, p.a.margin} {
		if p.hover.Y >= room.Y && p.hover.Y < room.Y+room.H {
			p.marks.Fill(chart.Rect{X: room.X, Y: p.hover.Y, W: room.W, H: 1}, tint)
		}
	}
	p.box(p.cardLines(), x)
}

// cardLines are what the card says of the instant under the pointer.
func (p *painter) cardLines() []said {
	at := p.t.At(p.hover.X)
	i := p.trail.at(at)
	if i < 0 {
		return nil
	}
	q, w := p.trail.points[i], p.words
	plain := func(key string, args ...any) said { return said{w.T(key, args...), false, p.c.OnCard} }
	list := []said{
		{w.Time(at), true, p.c.OnCard},
		plain("prices.card.usual", priceArgs(q.List, q.Final)...),
		plain("prices.card.lowest", priceArgs(q.List, q.Worst)...),
		plain("prices.card.low30", q.Low30),
	}
	margin := plain("prices.card.margin", q.MarginWorst, p.trail.floor)
	if q.MarginWorst.Minor < p.trail.floor.Minor {
		margin.color, margin.bold = p.c.SeverityOnCard(rules.Block), true
	}
	list = append(list, margin)
	step := p.trail.step(at)
	if step <= 0 {
		return list
	}
	why := p.trail.causes(p.trail.steps[step])
	for n, text := range say(w, p.plan, why) {
		if n == mostCauses {
			list = append(list, plain("prices.card.more", len(why)-mostCauses))
			break
		}
		list = append(list, said{text, false, p.c.SeverityOnCard(rules.Hint)})
	}
	return list
}

// priceArgs are a price and, where it is not the list price, how much that is off.
func priceArgs(list, price planner.Money) []any {
	if price == list {
		return []any{price}
	}
	return []any{price, offText(list.Minor, price.Minor)}
}

// box draws the lines on a dark card beside x.
func (p *painter) box(list []said, x float32) {
	size, gap := look.CaptionSize*p.k, 17*p.k
	var width float32
	for _, s := range list {
		width = max(width, fyne.MeasureText(s.text, size, fyne.TextStyle{Bold: s.bold}).Width)
	}
	r := chart.Rect{W: width + 18*p.k, H: float32(len(list))*gap + 10*p.k}
	r.X = chart.Beside(x, r.W, 12*p.k, p.t.X1)
	r.Y = min(p.a.price.Y+8*p.k, max(0, p.Size().Height-r.H))
	p.card.Box(r, p.c.Card, 8*p.k, look.Alpha(p.c.Line, 0.3), 1)
	for i, s := range list {
		p.card.Text(s.text, r.X+9*p.k, r.Y+5*p.k+gap*(float32(i)+0.5), size, 0, s.bold, s.color)
	}
}
