package calendar

import (
	"image/color"
	"strconv"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// month paints the weeks, their blocks and what waits behind full days.
func (p *painter) month(m *month) {
	s, l := p.s, p.layers[groundLayer]
	for n := range dayCount * m.weeks {
		p.cell(m, m.first.Add(n), n)
	}
	for _, f := range s.flags {
		p.hatchCells(m, f.Span)
	}
	if p.b.drag.active() && p.b.drag.lane >= 0 && p.b.drag.grip != gripFrame && p.b.drag.grip != gripRisk {
		p.aim(m)
	}
	p.outlines()
	p.pieces()
	p.mores()
	p.nowInMonth(m)
	l.fill(rect{0, 0, p.size.Width, monthHead}, p.c.Ground)
	for col := range dayCount {
		r, _ := m.cell(s, m.first.Add(col))
		day := m.first.Add(col).Weekday()
		ink := p.c.Mute
		if day == time.Saturday || day == time.Sunday {
			ink = p.c.Risk
		}
		p.say(groundLayer, p.b.words.Weekday(day), r.x0+6, monthHead/2, look.CaptionSize, r.w()-8, style{ink, false})
	}
	l.fill(rect{0, monthHead - 1, p.size.Width, monthHead}, p.c.Line)
}

// cell paints one day's ground and head: how busy it is, its date, holidays and phase.
func (p *painter) cell(m *month, d planner.Date, n int) {
	s, l := p.s, p.layers[groundLayer]
	r, _ := m.cell(s, d)
	noon := d.At(12, 0, s.scale.loc)
	phase := s.plan.Sale.PhaseAt(noon)
	l.fill(r, p.c.Phase(phase))
	l.fill(rect{r.x1 - 1, r.y0, r.x1, r.y1}, p.c.Line)
	l.fill(rect{r.x0, r.y1 - 1, r.x1, r.y1}, p.c.Strong)
	if busy := p.b.load[d]; busy > 0 {
		l.box(rect{r.x0 + 1, r.y0 + 1, r.x1 - 2, r.y0 + 4}, p.heat(phase, busy), 1.5, color.NRGBA{}, 0)
	}
	ink := p.c.Ink
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
		ink = p.c.Risk
	}
	mid := r.y0 + cellHead/2 + 1.5
	text := strconv.Itoa(d.Day)
	if d.Day == 1 || n == 0 {
		text = p.b.words.T("calendar.first", strconv.Itoa(int(d.Month)), text)
	}
	x := r.x0 + 6
	if d == planner.DateOf(p.b.snap.Now, s.scale.loc) {
		wide := p.b.rule.width(text, nameText, true)
		l.box(rect{x - 4, mid - 8, x + wide + 4, mid + 8}, p.c.Ink, 8, color.NRGBA{}, 0)
		ink = p.c.Ground
	}
	x += p.say(groundLayer, text, x, mid, nameText, r.w(), style{ink, true}) + 7
	right := r.x1 - 5 - p.hiddenOn(d)
	if f := s.flagOn(d); f >= 0 && (n%dayCount == 0 || s.flagOn(d.Add(-1)) != f) {
		name := "R " + p.b.words.Percent(s.flags[f].Probability)
		if w := p.b.rule.width(name, smallText, true); w < right-x {
			p.say(frontLayer, name, right-w, mid, smallText, w+1, style{p.c.Risk, true})
			right -= w + 6
		}
	}
	for _, name := range p.b.notes[d] {
		if right-x > 24 {
			x += p.say(groundLayer, name, x, mid, smallText, right-x, style{p.c.Risk, phase == planner.Peak}) + 6
		}
	}
	if phase != "" && (n == 0 || s.plan.Sale.PhaseAt(noon.AddDate(0, 0, -1)) != phase) {
		name := p.b.words.T("phase." + string(phase))
		if w := p.b.rule.width(name, smallText, false); w <= right-x {
			p.say(groundLayer, name, right-w, mid, smallText, w+1, style{p.c.Mute, false})
		}
	}
}

// hiddenOn returns the room that the count of what a day hides takes in its head.
func (p *painter) hiddenOn(d planner.Date) float32 {
	for _, m := range p.s.mores {
		if m.date == d {
			return p.b.rule.width(p.b.words.T("calendar.more", m.count), smallText, true) + 6
		}
	}
	return 0
}

// heat returns the colour of a strip that says how busy a time is, from 0 to 1.
func (p *painter) heat(phase planner.PhaseID, busy float64) color.NRGBA {
	return look.Mix(p.c.Phase(phase), p.c.Kind(planner.Live, false), 0.1+0.75*busy)
}

// hatchCells hatches the days that a risk window touches, a stretch for each week.
func (p *painter) hatchCells(m *month, span planner.Span) {
	dates := span.Dates(p.s.scale.loc)
	for row := range m.weeks {
		first, last := dayCount, -1
		for _, d := range dates {
			if n := d.Sub(m.first) - row*dayCount; n >= 0 && n < dayCount {
				first, last = min(first, n), max(last, n)
			}
		}
		if last < 0 {
			continue
		}
		a, _ := m.cell(p.s, m.first.Add(row*dayCount+first))
		z, _ := m.cell(p.s, m.first.Add(row*dayCount+last))
		p.layers[hatchLayer].picture(rect{a.x0, a.y0, z.x1 - 1, a.y1 - 1}, p.stripes())
	}
}

// stripes returns the hatch of a risk window.
func (p *painter) stripes() pattern {
	strength := 0.15
	if p.c.Dark {
		strength = 0.2
	}
	return pattern{kind: hatched, ink: look.Alpha(p.c.Risk, strength)}
}

// aim marks the days to which a block is going.
func (p *painter) aim(m *month) {
	first, last := datesOf(p.b.drag.span, p.s.scale.loc)
	for d := first; !last.Before(d) && d.Sub(first) < dayCount*maxWeeks; d = d.Add(1) {
		if r, ok := m.cell(p.s, d); ok {
			p.layers[groundLayer].fill(rect{r.x0, r.y0, r.x1 - 1, r.y1 - 1}, look.Alpha(p.c.Accent, 0.09))
		}
	}
}

// nowInMonth marks the present in its cell.
func (p *painter) nowInMonth(m *month) {
	now := p.b.snap.Now
	d := planner.DateOf(now, p.s.scale.loc)
	r, ok := m.cell(p.s, d)
	if !ok {
		return
	}
	x := round(r.x0 + (r.w()-1)*float32(wallClock(now, p.s.scale.loc))/(24*60))
	p.layers[frontLayer].fill(rect{x, r.y0 + cellHead, x + 1, r.y1 - 1}, look.Alpha(p.c.Ink, 0.55))
}

// pieces paints the blocks of a grid.
func (p *painter) pieces() {
	for _, x := range p.s.pieces {
		it := &p.s.items[x.item]
		if x.upright && (x.r.y1 <= p.s.top || x.r.y0 >= p.size.Height) {
			continue
		}
		p.textTo = x.textTo
		p.block(it, x.r, p.b.ghost.moving[it.event.ID])
	}
	p.textTo = 0
}

// mores writes how many blocks the full days hide.
func (p *painter) mores() {
	for _, m := range p.s.mores {
		text := p.b.words.T("calendar.more", m.count)
		wide := p.b.rule.width(text, smallText, true)
		p.say(p.at(blockLayer), text, m.r.x1-4-wide, (m.r.y0+m.r.y1)/2, smallText, wide+1, style{p.c.Accent, true})
	}
}
