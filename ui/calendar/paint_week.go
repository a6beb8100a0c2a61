package calendar

import (
	"image/color"
	"strconv"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// week paints the hours, the blocks and, over what is scrolled, the head with dates and what lasts for days.
func (p *painter) week(w *week) {
	p.hours24(w)
	p.outlines()
	p.pieces()
	p.nowInWeek(w)
	p.over = true // above the ruler, which covers what is scrolled
	defer func() { p.over = false }()
	p.weekRuler(w)
	for _, x := range p.s.pieces {
		if it := &p.s.items[x.item]; !x.upright {
			p.block(it, x.r, p.b.ghost.moving[it.event.ID])
		}
	}
	p.mores()
	p.gutter(w)
}

// hours24 paints the columns: phases, prime time, hours, dates of the other clocks, risk windows.
func (p *painter) hours24(w *week) {
	s, l := p.s, p.layers[groundLayer]
	loc, bottom := s.scale.loc, fmin(p.size.Height, w.y(s, 24*60))
	faint := look.Mix(p.c.Line, p.c.Ground, 0.35)
	for n := range dayCount {
		d := w.first.Add(n)
		x0, x1 := w.column(s, n)
		l.fill(rect{x0, s.top, x1, p.size.Height}, p.c.Phase(s.plan.Sale.PhaseAt(d.At(12, 0, loc))))
		for _, h := range primeHours(s.plan, d) {
			if from, to := fmax(w.y(s, h[0]), s.top), w.y(s, h[1]); to > from {
				l.fill(rect{x0, from, x1, to}, p.primeTint())
			}
		}
	}
	for h := range 25 {
		if y := round(w.y(s, h*60)); y >= s.top && y < p.size.Height {
			l.fill(rect{s.scale.left, y, p.size.Width, y + 1}, faint)
		}
	}
	for n := range dayCount {
		x0, x1 := w.column(s, n)
		l.fill(rect{x0, s.top, x0 + 1, bottom}, p.c.Line)
		p.dateLines(w, w.first.Add(n), x0, x1)
	}
	for _, f := range s.flags {
		for n := range dayCount {
			day := w.first.Add(n).Span(loc)
			part, ok := f.Span.Intersect(day)
			if !ok {
				continue
			}
			x0, x1 := w.column(s, n)
			from, to := w.y(s, wallClock(part.Start, loc)), w.y(s, wallClock(part.End, loc))
			if part.End.Equal(day.End) {
				to = w.y(s, 24*60)
			}
			if from = fmax(from, s.top); to > from {
				p.layers[hatchLayer].picture(rect{x0 + 1, from, x1, to}, p.stripes())
			}
		}
	}
}

// dateLines marks where the dates of the other clocks begin in a column.
func (p *painter) dateLines(w *week, d planner.Date, x0, x1 float32) {
	s := p.s
	day := d.Span(s.scale.loc)
	for i, c := range p.b.zones() {
		if i == 0 {
			continue
		}
		other := planner.DateOf(day.End.Add(-1), c.Zone)
		t := other.At(0, 0, c.Zone)
		if !day.Contains(t) || t.Equal(day.Start) {
			continue
		}
		y := round(w.y(s, wallClock(t, s.scale.loc)))
		if y < s.top || y > p.size.Height {
			continue
		}
		ink := look.Alpha(p.c.Accent, 0.45)
		p.layers[groundLayer].fill(rect{x0 + 1, y, x1, y + 1}, ink)
		text := p.b.words.T("calendar.first", strconv.Itoa(int(other.Month)), strconv.Itoa(other.Day))
		wide := p.b.rule.width(text, tinyText, false)
		if i == 1 && wide < (x1-x0)/2 && y-12 >= s.top {
			p.say(groundLayer, text, x1-wide-3, y-6, tinyText, wide+1, style{look.Alpha(p.c.Accent, 0.9), false})
		}
	}
}

// weekRuler paints dates, holidays, phases and how busy the days are.
func (p *painter) weekRuler(w *week) {
	s, l := p.s, p.layers[rulerLayer]
	l.fill(rect{0, 0, p.size.Width, s.top}, p.c.Ground)
	today := planner.DateOf(p.b.snap.Now, s.scale.loc)
	var last planner.PhaseID
	for n := range dayCount {
		d := w.first.Add(n)
		x0, x1 := w.column(s, n)
		phase := s.plan.Sale.PhaseAt(d.At(12, 0, s.scale.loc))
		l.fill(rect{x0, phaseRow, x1, s.top}, p.c.Phase(phase))
		if phase != "" && phase != last {
			p.say(rulerLayer, p.b.words.T("phase."+string(phase)), x0+6, phaseRow/2, look.CaptionSize, x1-x0-8, style{p.c.Mute, false})
		}
		last = phase
		l.fill(rect{x0, phaseRow, x0 + 1, s.top}, p.c.Line)
		if busy := p.b.load[d]; busy > 0 {
			l.box(rect{x0 + 2, weekHead - 6, x1 - 1, weekHead - 2}, p.heat(phase, busy), 2, color.NRGBA{}, 0)
		}
		ink := p.c.Ink
		if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
			ink = p.c.Risk
		}
		x, mid, room := x0+6, phaseRow+12, x1-x0-10
		text := p.dayName(d, room)
		if d == today {
			wide := fmin(room, p.b.rule.width(text, nameText, true))
			l.box(rect{x - 4, mid - 9, x + wide + 4, mid + 9}, p.c.Ink, 8, color.NRGBA{}, 0)
			ink = p.c.Ground
		}
		x += p.say(rulerLayer, text, x, mid, nameText, room, style{ink, true}) + 8
		right := x1 - 4
		if f := s.flagOn(d); f >= 0 {
			p.layers[frontLayer].picture(rect{x0 + 1, phaseRow, x1, s.top}, p.stripes())
			name := "R " + p.b.words.Percent(s.flags[f].Probability)
			if wide := p.b.rule.width(name, smallText, true); wide < right-x {
				p.say(frontLayer, name, right-wide, mid, smallText, wide+1, style{p.c.Risk, true})
				right -= wide + 6
			}
		}
		for _, name := range p.b.notes[d] {
			if right-x > 24 {
				x += p.say(rulerLayer, name, x, mid, smallText, right-x, style{p.c.Risk, false}) + 6
			}
		}
	}
	l.fill(rect{0, weekHead - 1, p.size.Width, weekHead}, p.c.Line)
	l.fill(rect{0, s.top - 1, p.size.Width, s.top}, p.c.Strong)
}

// dayName names the date at the length for which there is room.
func (p *painter) dayName(d planner.Date, room float32) string {
	number := strconv.Itoa(d.Day)
	for _, text := range []string{p.b.words.Day(d), number + " " + p.b.words.T("calendar.weekday."+strconv.Itoa(int(d.Weekday())))} {
		if p.b.rule.width(text, nameText, true) <= room {
			return text
		}
	}
	return number
}

// gutter paints the hours of all clocks left of the columns.
func (p *painter) gutter(w *week) {
	s, l := p.s, p.layers[nameLayer]
	l.fill(rect{0, s.top, s.scale.left, p.size.Height}, p.c.Ground)
	head := p.layers[rulerLayer]
	head.fill(rect{0, 0, s.scale.left, s.top - 1}, p.c.Ground)
	noon := w.first.Add(dayCount/2).At(12, 0, s.scale.loc)
	p.say(rulerLayer, p.b.words.Month(noon.Year(), noon.In(s.scale.loc).Month()), 6, phaseRow/2, look.CaptionSize, s.scale.left-8, style{p.c.Mute, true})
	for i, c := range p.b.zones() {
		x := 4 + float32(i)*clockWidth
		ink := p.c.Mute
		if i == 0 {
			ink = p.c.Ink
		}
		p.say(rulerLayer, p.b.words.In(c.Zone).ZoneShort(noon), x+2, phaseRow+12, smallText, clockWidth-2, style{ink, i == 0})
		for h := range 24 {
			y := round(w.y(s, h*60))
			if y < s.top-4 || y > p.size.Height-13 {
				continue
			}
			local := w.first.Add(dayCount/2).At(h, 0, s.scale.loc).In(c.Zone)
			text, bold := local.Format("15:04"), false
			if i > 0 && local.Hour() == 0 {
				bold, ink = true, p.c.Accent
			} else if i > 0 {
				ink = p.c.Mute
			}
			p.say(nameLayer, text, x+2, y+7, smallText, clockWidth, style{ink, bold})
		}
	}
	for h := range 24 {
		if y := round(w.y(s, h*60)); y >= s.top {
			l.fill(rect{0, y, s.scale.left, y + 1}, look.Mix(p.c.Line, p.c.Ground, 0.35))
		}
	}
	p.say(rulerLayer, p.b.words.T("calendar.allday"), 6, weekHead+cellPad+8, smallText, s.scale.left-8, style{p.c.Mute, false})
	l.fill(rect{s.scale.left - 1, s.top, s.scale.left, p.size.Height}, p.c.Line)
	head.fill(rect{s.scale.left - 1, phaseRow, s.scale.left, s.top}, p.c.Line)
}

// nowInWeek marks the present across its day, and faintly across the week.
func (p *painter) nowInWeek(w *week) {
	now, s := p.b.snap.Now, p.s
	n := planner.DateOf(now, s.scale.loc).Sub(w.first)
	y := round(w.y(s, wallClock(now, s.scale.loc)))
	if n < 0 || n >= dayCount || y < s.top {
		return
	}
	x0, x1 := w.column(s, n)
	l := p.layers[frontLayer]
	l.fill(rect{s.scale.left, y, p.size.Width, y + 1}, look.Alpha(p.c.Ink, 0.18))
	l.fill(rect{x0, y - 0.5, x1, y + 1}, p.c.Ink)
	l.box(rect{x0 - 3, y - 3, x0 + 3.5, y + 3.5}, p.c.Ink, 3.25, color.NRGBA{}, 0)
}
