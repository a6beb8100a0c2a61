package calendar

import (
	"image/color"
	"math"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// style is how text is set.
type style struct {
	color color.NRGBA
	bold  bool
}

func round(x float32) float32 { return float32(math.Round(float64(x))) }

// within returns the stretch of the time axis that is in sight, false where none is.
func (p *painter) inSight(span planner.Span) (from, to float32, ok bool) {
	from, to = round(p.s.scale.x(span.Start)), round(p.s.scale.x(span.End))
	ok = to > p.s.scale.left && from < p.s.scale.right
	return fmax(from, p.s.scale.left), fmin(to, p.s.scale.right), ok && to > from
}

// ground paints phases, days, hours and lanes.
func (p *painter) ground() {
	l, s := p.layers[groundLayer], p.s
	for _, ph := range s.plan.Sale.Phases() {
		if from, to, ok := p.inSight(ph.Span); ok {
			l.fill(rect{from, s.top, to, p.size.Height}, p.c.Phase(ph.ID))
		}
	}
	p.primeTime(l)
	p.hourLines(l)
	for _, d := range s.scale.days() {
		x, _ := s.scale.dayX(d)
		if x = round(x); x < s.scale.left || s.scale.pxPerDay() < 16 && d.Weekday() != time.Monday {
			continue
		}
		line := look.Mix(p.c.Line, p.c.Ground, 0.25)
		if wd := d.Weekday(); wd == time.Saturday || wd == time.Monday {
			line = p.c.Strong
		}
		l.fill(rect{x, s.top, x + 1, p.size.Height}, line)
	}
	for i := range s.lanes {
		if r := s.laneRect(i); r.y1 > s.top && r.y1 < p.size.Height {
			l.fill(rect{s.scale.left, round(r.y1) - 1, p.size.Width, round(r.y1)}, p.c.Line)
		}
	}
}

// primeTint shades the hours in which most people watch.
func (p *painter) primeTint() color.NRGBA {
	if p.c.Dark {
		return look.Alpha(p.c.Kind(planner.Live, false), 0.13)
	}
	return look.Alpha(p.c.Kind(planner.Live, false), 0.065)
}

// primeTime shades when most people watch, as far as hours can be seen.
func (p *painter) primeTime(l *layer) {
	if p.s.scale.far() {
		return
	}
	for _, d := range p.s.scale.days() {
		for _, h := range primeHours(p.s.plan, d) {
			span := planner.Span{Start: d.At(h[0]/60, h[0]%60, p.s.scale.loc), End: d.At(h[1]/60, h[1]%60, p.s.scale.loc)}
			if from, to, ok := p.inSight(span); ok {
				l.fill(rect{from, p.s.top, to, p.size.Height}, p.primeTint())
			}
		}
	}
}

func (p *painter) hourLines(l *layer) {
	step := p.s.scale.hourStep(hourLabel)
	if step == 0 || p.s.scale.far() {
		return
	}
	faint := look.Mix(p.c.Line, p.c.Ground, 0.5)
	for _, t := range p.hours(step) {
		if x := round(p.s.scale.x(t)); x >= p.s.scale.left {
			l.fill(rect{x, p.s.top, x + 1, p.size.Height}, faint)
		}
	}
}

// hours returns the instants in sight at which the market's clock shows a multiple of step.
func (p *painter) hours(step int) []time.Time {
	var list []time.Time
	loc := p.s.scale.loc
	for _, d := range p.s.scale.days() {
		day := d.Span(loc)
		for t := day.Start; t.Before(day.End); t = t.Add(time.Hour) {
			if h := t.In(loc).Hour(); h%step == 0 {
				list = append(list, t)
			}
		}
	}
	return list
}

// flags hatches the ban-risk windows, and the days that are being drawn on the ruler.
func (p *painter) flags() {
	for _, f := range p.s.flags {
		p.hatch(f.Span)
	}
	if p.b.drag.active() && p.b.drag.grip == gripRisk {
		p.hatch(p.b.drag.span)
	}
}

func (p *painter) hatch(span planner.Span) {
	from, to, ok := p.inSight(span)
	if !ok {
		return
	}
	stripes := p.stripes()
	p.layers[hatchLayer].picture(rect{from, p.s.top, to, p.size.Height}, stripes)
	p.layers[frontLayer].picture(rect{from, phaseRow, to, p.s.top}, stripes)
	for _, edge := range []time.Time{span.Start, span.End} {
		if x := round(p.s.scale.x(edge)); x >= p.s.scale.left && x <= p.s.scale.right {
			p.layers[hatchLayer].fill(rect{x - 1, p.s.top, x + 0.5, p.size.Height}, p.c.Risk)
			p.layers[frontLayer].fill(rect{x - 1, phaseRow, x + 0.5, p.s.top}, p.c.Risk)
		}
	}
}

// laneNames paints the column of names left of the lanes, and the marks of how far the lanes are scrolled.
func (p *painter) laneNames() {
	l, s := p.layers[nameLayer], p.s
	left := s.scale.left
	l.fill(rect{0, s.top, left, p.size.Height}, p.c.Ground)
	l.fill(rect{left - 1, s.top, left, p.size.Height}, p.c.Line)
	for i := range s.lanes {
		r := s.laneRect(i)
		if r.y1 <= s.top || r.y0 >= p.size.Height {
			continue
		}
		if r.y1 < p.size.Height {
			l.fill(rect{0, round(r.y1) - 1, left, round(r.y1)}, p.c.Line)
		}
		mid := r.y0 + lanePad + (s.row-rowGap)/2
		if s.lanes[i].kind == hostLane {
			p.say(nameLayer, p.b.lanes[i], 20, mid, nameText, left-26, style{p.c.Mute, false})
			continue
		}
		p.say(nameLayer, p.b.lanes[i], 10, mid, nameText, left-16, style{p.c.Ink, false})
	}
	if room := p.size.Height - s.top; s.total > room+1 {
		h := room * room / s.total
		y := s.top + (room-h)*s.scroll/(s.total-room)
		p.layers[frontLayer].box(rect{p.size.Width - 7, y + 2, p.size.Width - 3, y + h - 2}, look.Alpha(p.c.Ink, 0.3), 2, color.NRGBA{}, 0)
	}
}
