package calendar

import (
	"strconv"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// hourLabel is the room that the name of an hour takes in the ruler.
const hourLabel float32 = 30

// beijing is the second of the clocks that are shown where none were chosen.
const beijing = "Asia/Shanghai"

// zones returns the clocks on the time axis, the market's first.
func (b *Board) zones() []Clock {
	if len(b.clocks) > 0 {
		return b.clocks
	}
	list := []Clock{{Zone: b.scene.scale.loc}}
	if z, err := planner.Zone(beijing); err == nil {
		list = append(list, Clock{Zone: z})
	}
	return append(list, Clock{Zone: time.UTC})
}

// name returns what the clock is called.
func (c Clock) name(w *words.Words) string {
	if c.Name != "" {
		return c.Name
	}
	return w.In(c.Zone).ZoneName()
}

// ruler paints the days, the holidays or hours, the clocks and the strip of load. It covers what is scrolled
// beneath it.
func (p *painter) ruler() {
	l, s := p.layers[rulerLayer], p.s
	l.fill(rect{0, 0, p.size.Width, s.top}, p.c.Ground)
	for _, ph := range s.plan.Sale.Phases() {
		if from, to, ok := p.inSight(ph.Span); ok {
			l.fill(rect{from, phaseRow, to, s.top}, p.c.Phase(ph.ID))
			p.say(rulerLayer, p.b.words.T("phase."+string(ph.ID)), from+6, phaseRow/2, look.CaptionSize, to-from-8, style{p.c.Mute, false})
		}
	}
	for _, d := range s.scale.days() {
		p.day(l, d)
	}
	if s.scale.far() {
		p.holidays()
	} else {
		p.hourNames()
	}
	p.clocks(l)
	l.fill(rect{0, s.top - 1, p.size.Width, s.top}, p.c.Line)
}

// day paints one date: its line, number and weekday, and how busy it is.
func (p *painter) day(l *layer, d planner.Date) {
	s := p.s
	a, z := s.scale.dayX(d)
	from, to := round(a), round(z)
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	if busy := p.b.load[d]; busy > 0 && to-2 > fmax(from, s.scale.left) {
		strip := look.Mix(p.c.Phase(s.plan.Sale.PhaseAt(d.At(12, 0, s.scale.loc))), p.c.Kind(planner.Live, false), 0.1+0.75*busy)
		l.box(rect{fmax(from+1, s.scale.left), s.top - loadRow + 1, to - 1, s.top - loadRow + 6}, strip, 2, p.c.Ground, 0)
	}
	narrow := s.scale.pxPerDay() < 16
	if narrow && d.Weekday() != time.Monday {
		return
	}
	if from >= s.scale.left {
		line := look.Mix(p.c.Line, p.c.Ground, 0.25)
		if d.Weekday() == time.Saturday || d.Weekday() == time.Monday {
			line = p.c.Strong
		}
		l.fill(rect{from, phaseRow, from + 1, s.top}, line)
	}
	ink, mute := p.c.Ink, p.c.Mute
	if weekend {
		ink, mute = p.c.Risk, p.c.Risk
	}
	x := fmax(from, s.scale.left) + 4
	room := to - x
	if narrow {
		room = 7*(to-from) - 4
	}
	if !s.scale.far() {
		p.wideDay(d, x, room, style{ink, true})
		return
	}
	number, weekday := strconv.Itoa(d.Day), p.b.words.T("calendar.weekday."+strconv.Itoa(int(d.Weekday())))
	if d.Day == 1 {
		if long := p.b.words.T("calendar.first", strconv.Itoa(int(d.Month)), number); p.b.rule.width(long, nameText, true) <= room {
			number = long
		} else if month := p.b.words.T("month." + strconv.Itoa(int(d.Month))); p.b.rule.width(month, smallText, false) <= room+2 {
			weekday = month
		}
	}
	if p.b.rule.width(number, nameText, true) > room+3 {
		return
	}
	p.say(rulerLayer, number, x, phaseRow+9, nameText, room+3, style{ink, true})
	p.say(rulerLayer, weekday, x, phaseRow+22.5, smallText, room+2, style{mute, false})
}

// wideDay names a date, its weekday and its holidays in one line, as there is room closer in.
func (p *painter) wideDay(d planner.Date, x, room float32, date style) {
	w := p.say(rulerLayer, p.b.words.Day(d), x, phaseRow+10, nameText, room-2, date)
	for _, name := range p.b.notes[d] {
		if left := room - w - 12; left > 30 {
			w += 10 + p.say(rulerLayer, name, x+w+10, phaseRow+10, look.CaptionSize, left, style{p.c.Risk, false})
		}
	}
}

// holidays names the holidays under their dates, in two rows so that neighbours have room.
func (p *painter) holidays() {
	var ends [2]float32
	for _, d := range p.s.scale.days() {
		from, _ := p.s.scale.dayX(d)
		if from < p.s.scale.left-2 {
			continue
		}
		for _, name := range p.b.notes[d] {
			bold := p.s.plan.Sale.PhaseAt(d.At(12, 0, p.s.scale.loc)) == planner.Peak
			wide := p.b.rule.width(name, smallText, bold)
			for row := range ends {
				if from+3 < ends[row] || from+3+wide > p.s.scale.right && wide < 200 {
					continue
				}
				p.say(rulerLayer, name, from+3, phaseRow+dateRow+7+float32(row)*13, smallText, wide+1, style{p.c.Risk, bold})
				ends[row] = from + 3 + wide + 5
				break
			}
		}
	}
}

// hourRow returns the middle of the ruler's row for the clock of that number.
func hourRow(i int) float32 { return phaseRow + 19 + 6.5 + float32(i)*13 }

// hourNames writes the hours as each clock shows them.
func (p *painter) hourNames() {
	step := p.s.scale.hourStep(hourLabel)
	if step == 0 {
		return
	}
	for i, c := range p.b.zones() {
		ink := p.c.Mute
		if i == 0 {
			ink = p.c.Ink
		}
		for _, t := range p.hours(step) {
			x := p.s.scale.x(t)
			if x < p.s.scale.left-1 || x > p.s.scale.right-14 {
				continue
			}
			local := t.In(c.Zone)
			text := local.Format("15")
			if local.Minute() != 0 || p.s.scale.pxPerHour > 60 {
				text = local.Format("15:04")
			}
			bold := false
			if i > 0 && local.Hour() < step { // where this clock's date begins
				text, bold = p.b.words.T("calendar.first", strconv.Itoa(int(local.Month())), strconv.Itoa(local.Day())), true
			}
			p.say(rulerLayer, text, x+3, hourRow(i), smallText, float32(step)*float32(p.s.scale.pxPerHour)-3, style{ink, bold})
		}
	}
}

// clocks names the clocks left of the ruler, and above them the month of the first day in sight.
func (p *painter) clocks(l *layer) {
	s := p.s
	l.fill(rect{0, 0, s.scale.left, s.top}, p.c.Ground)
	l.fill(rect{s.scale.left - 1, phaseRow, s.scale.left, s.top}, p.c.Line)
	first := s.scale.origin.In(s.scale.loc)
	p.say(rulerLayer, p.b.words.Month(first.Year(), first.Month()), 10, phaseRow/2, look.CaptionSize, s.scale.left-12, style{p.c.Mute, true})
	for i, c := range p.b.zones() {
		text := c.name(p.b.words)
		ink := p.c.Ink
		if i > 0 {
			text, ink = p.b.words.T("calendar.offset", text, p.ahead(c.Zone)), p.c.Mute
		}
		p.say(rulerLayer, text, 10, hourRow(i), smallText, s.scale.left-14, style{ink, false})
	}
}

// ahead returns by how many hours the zone is ahead of the market in the view: "+16h", or "+15/16h" where the
// clocks change in sight.
func (p *painter) ahead(z *time.Location) string {
	span := p.s.scale.visible()
	gap := func(t time.Time) string {
		_, a := t.In(z).Zone()
		_, b := t.In(p.s.scale.loc).Zone()
		return strconv.FormatFloat(float64(a-b)/3600, 'f', -1, 64)
	}
	from, to := gap(span.Start), gap(span.End)
	sign := "+"
	if from[0] == '-' {
		sign = ""
	}
	if from != to {
		return sign + from + "/" + to + "h"
	}
	return sign + from + "h"
}

// laneName returns what a lane is called.
func (b *Board) laneName(l lane) string {
	key := map[laneKind]string{
		videoLane: "video", liveLane: "live", studioLane: "studio", hostLane: "host", couponLane: "coupon",
		flashLane: "flash", channelLane: "channel", allOfChannel: "channel", lineLane: "line", milestoneLane: "milestone",
	}[l.kind]
	p := b.snap.Plan
	name := l.id
	switch {
	case l.kind == hostLane && p.Host(l.id) != nil:
		name = b.words.Name(p.Host(l.id))
	case l.kind == studioLane:
		if s, ok := p.Studios.Get(l.id); ok {
			name = b.words.Name(s)
		}
	case l.kind == lineLane && l.id == "":
		key = "shop"
	case l.kind == lineLane:
		if x, ok := p.Lines.Get(l.id); ok {
			name = b.words.Name(x)
		}
	case l.kind == channelLane || l.kind == allOfChannel:
		if c, ok := p.Channels.Get(l.id); ok {
			if name = b.words.Name(c); c.Platform && l.kind == channelLane {
				key = "ads"
			}
		}
	}
	return b.words.T("calendar.lane."+key, name)
}

// nameWidth returns how wide the column of names is: as wide as the longest, within limits.
func (b *Board) nameWidth() float32 {
	wide := float32(84)
	for i, name := range b.lanes {
		pad := float32(20)
		if i < len(b.scene.lanes) && b.scene.lanes[i].kind == hostLane {
			pad = 30
		}
		wide = fmax(wide, b.rule.width(name, nameText, false)+pad)
	}
	for _, c := range b.zones() {
		wide = fmax(wide, b.rule.width(b.words.T("calendar.offset", c.name(b.words), "+15/16h"), smallText, false)+20)
	}
	return round(fmin(wide, 140))
}
