package calendar

import (
	"bfplanner/planner"
	"bfplanner/ui/look"
)

// The strip at the foot of the board in which the loss of each day is drawn, and the flag at the top of the line.
const (
	lossHigh float32 = 46
	flagWide float32 = 13
)

// darkLine paints the line, what would be lost at the start of each day in sight, and the card of its instant.
func (p *painter) darkLine() {
	d := &p.b.dark
	if !p.b.lined() {
		return
	}
	foot := p.size.Height
	if len(p.s.flags) > 0 {
		foot -= flagRow
	}
	p.losses(foot)
	x := round(p.s.scale.x(d.at))
	if x < p.s.scale.left || x > p.s.scale.right {
		return
	}
	l := p.layers[ghostLayer]
	if to := fmin(p.s.scale.right, p.s.scale.x(p.s.plan.Sale.Campaign().End)); to > x {
		l.fill(rect{x, p.s.top, to, p.size.Height}, look.Alpha(p.c.Ink, 0.10))
	}
	wide := float32(2)
	if d.held || d.keys {
		wide = 3
	}
	l.fill(rect{x - wide/2, phaseRow, x + wide/2, p.size.Height}, p.c.Ink)
	l.box(rect{x - flagWide/2, phaseRow - flagWide, x + flagWide/2, phaseRow + 2}, p.c.Ink, 3, p.c.Ground, 1)
	if d.loss.Lines == nil || p.b.drag.active() {
		return
	}
	var lines []line
	for i, n := range d.loss.Lines(d.at) {
		lines = append(lines, line{name: n.Name, text: n.Amount, style: style{p.c.OnCard, i == 0}})
	}
	p.cardAt(lines, rect{x, phaseRow + dateRow, x + 1, p.s.top})
}

// losses draws a bar for each day in sight, as high as what would be lost if the platform went dark as it begins.
func (p *painter) losses(foot float32) {
	if p.b.dark.loss.At == nil {
		return
	}
	l, loc := p.layers[hatchLayer], p.s.scale.loc
	campaign := p.s.plan.Sale.Campaign()
	days := p.s.scale.days()
	amounts, most := make([]planner.Money, len(days)), int64(0)
	for i, day := range days {
		if at := day.At(0, 0, loc); !at.Before(campaign.Start) && at.Before(campaign.End) {
			amounts[i] = p.b.dark.loss.At(at)
			most = max(most, amounts[i].Minor)
		}
	}
	for i, day := range days {
		if amounts[i].Minor <= 0 {
			continue
		}
		from, to := p.s.scale.dayX(day)
		from, to = fmax(from, p.s.scale.left), fmin(to, p.s.scale.right)
		if high := lossHigh * float32(float64(amounts[i].Minor)/float64(most)); to > from+1 {
			l.fill(rect{round(from) + 1, foot - high, round(to), foot}, look.Alpha(p.c.Risk, 0.28))
		}
	}
}
