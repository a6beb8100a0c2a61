package calendar

import (
	"image/color"
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
)

// ghost paints the block on its way, and whatever goes with it, where they would stand.
func (p *painter) ghost() {
	d := &p.b.drag
	if d.active() && d.grip == gripFrame {
		p.layers[ghostLayer].box(d.frameRect(p.s), look.Alpha(p.c.Accent, 0.1), 2, p.c.Accent, 1)
		return
	}
	if !d.active() || d.grip == gripRisk || d.away || d.lane < 0 || p.b.ghost.command == nil && !d.keys {
		return
	}
	held := p.held()
	if p.s.grid == nil {
		p.target(held)
	}
	p.guides()
	p.landings(held)
	p.shadow(held, heldStrength)
	g := p.b.ghost
	if g.after != nil {
		p.companions(g.after, besideStrength, func(it item) bool {
			return it.lane == held.lane && (it.shift < 0) == (held.shift < 0) && it.span.Start.Equal(held.span.Start)
		})
	}
	if d.fresh() {
		return
	}
	for _, e := range g.others {
		p.companions(e, strengthOf(d, e), func(it item) bool {
			return d.copy && it.lane == held.lane && it.event.Kind == held.event.Kind && it.span == held.span && it.event.Title == held.event.Title
		})
	}
}

// target marks the lane to which a block is going, and in the ruler the time.
func (p *painter) target(it item) {
	lane := p.s.laneRect(it.lane)
	hue := p.c.Kind(it.event.Kind, !p.s.plan.OnPlatform(it.event))
	p.layers[hatchLayer].fill(rect{p.s.scale.left, fmax(lane.y0, p.s.top), p.size.Width, lane.y1}, look.Alpha(hue, 0.07))
	if from, to, ok := p.inSight(it.span); ok {
		p.layers[frontLayer].fill(rect{from, p.s.top - 3, fmax(to, from+6), p.s.top}, hue)
	}
}

// guides draws a line at each phase border, block's edge or prime time with which an end of the block on its way is
// level, and says what it is.
func (p *painter) guides() {
	l := p.layers[ghostLayer]
	for i, m := range p.b.drag.guides(p.s) {
		if w, ok := p.s.grid.(*week); ok {
			p.levelGuide(w, m)
			continue
		}
		x := round(p.s.scale.x(m.at))
		if x < p.s.scale.left || x > p.s.scale.right {
			continue
		}
		l.fill(rect{x, p.s.top, x + 1, p.size.Height}, p.c.Accent)
		text := p.b.guideName(m)
		wide := fmin(p.b.rule.width(text, smallText, false), 150)
		at := rect{x + 1, p.s.top + 2 + 16*float32(i), x + wide + 9, p.s.top + 17 + 16*float32(i)}
		if at.x1 > p.s.scale.right {
			at.x0, at.x1 = x-wide-8, x
		}
		l.box(at, look.Alpha(p.c.Ground, 0.92), 3, look.Alpha(p.c.Accent, 0.5), 1)
		p.say(ghostLayer, text, at.x0+4, (at.y0+at.y1)/2, smallText, wide+1, style{p.c.Accent, false})
	}
}

// levelGuide draws the guide across the days of the week.
func (p *painter) levelGuide(w *week, m magnet) {
	y := round(w.y(p.s, wallClock(m.at, p.s.scale.loc)))
	if y < p.s.top || y > p.size.Height {
		return
	}
	x, _ := w.column(p.s, max(0, min(dayCount-1, planner.DateOf(m.at, p.s.scale.loc).Sub(w.first))))
	p.layers[ghostLayer].fill(rect{p.s.scale.left, y, p.size.Width, y + 1}, p.c.Accent)
	text := p.b.guideName(m)
	wide := fmin(p.b.rule.width(text, smallText, false), 150)
	at := rect{fmin(x+4, p.s.scale.right-wide-9), y - 16, fmin(x+4, p.s.scale.right-wide-9) + wide + 8, y - 1}
	p.layers[ghostLayer].box(at, look.Alpha(p.c.Ground, 0.92), 3, look.Alpha(p.c.Accent, 0.5), 1)
	p.say(ghostLayer, text, at.x0+4, (at.y0+at.y1)/2, smallText, wide+1, style{p.c.Accent, false})
}

// guideName says what stands at a magnet: the phase that begins, the event whose edge it is, or prime time.
func (b *Board) guideName(m magnet) string {
	switch m.kind {
	case phaseBorder:
		return b.words.T("phase." + string(m.phase))
	case primeTime:
		return b.words.T("calendar.guide.prime")
	}
	return b.words.In(b.scene.scale.loc).EventTitle(b.snap.Plan, m.event)
}

// held returns the block on its way as it would stand.
func (p *painter) held() item {
	d := &p.b.drag
	it := d.held
	it.span, it.lane, it.stands = d.span, d.lane, 0
	it.from, it.until = it.span.Start.Unix(), p.s.scale.drawnEnd(it.event.Kind, it.span)
	if p.s.grid == nil {
		it.row = p.s.freeRow(it.lane, it.from, it.until, p.b.ghost.moving, nil)
	}
	return it
}

// How much of its colour a block on its way has: one that is held, and one that goes along.
const (
	heldStrength   = 0.26
	besideStrength = 0.1
)

func strengthOf(d *drag, e *planner.Event) float64 {
	if d.copy || slices.Contains(d.ids, e.ID) {
		return heldStrength
	}
	return besideStrength
}

// companions paints the blocks of an event that changes along, but for those that are shown already.
func (p *painter) companions(e *planner.Event, strength float64, shown func(item) bool) {
	keysOf(p.s.plan, e, p.s.mode, func(k laneKey, shift int) {
		it := item{event: e, shift: shift, span: e.Span, lane: p.s.laneOf(k)}
		if shift >= 0 {
			it.span = e.Live.Shifts[shift].Span
		}
		if it.lane < 0 || shown(it) {
			return
		}
		it.from, it.until = it.span.Start.Unix(), p.s.scale.drawnEnd(e.Kind, it.span)
		if sight := p.s.sight(); it.from > sight.End.Unix() || it.until < sight.Start.Unix() {
			return
		}
		if p.s.grid == nil {
			it.row = p.s.freeRow(it.lane, it.from, it.until, p.b.ghost.moving, p.taken)
		}
		p.shadow(it, strength)
	})
}

// shadow paints a dashed block and remembers that its place is taken.
func (p *painter) shadow(it item, strength float64) {
	p.taken = append(p.taken, slot{it.lane, it.row, it.from, it.until})
	for _, r := range p.s.rects(it) {
		if m, ok := p.s.grid.(*month); ok {
			r = p.clear(r, m.slots(p.s))
		}
		p.dashed(it, r, strength)
	}
}

// clear returns the slot of a month's cell moved to where no other block on its way stands: down, from the bottom on again at the top.
func (p *painter) clear(r rect, slots int) rect {
	for range slots {
		taken := slices.ContainsFunc(p.shadows, func(o rect) bool { return o.x0 < r.x1 && r.x0 < o.x1 && o.y0 < r.y1 && r.y0 < o.y1 })
		if !taken {
			break
		}
		r.y0, r.y1 = r.y0+cellRow, r.y1+cellRow
	}
	p.shadows = append(p.shadows, r)
	return r
}

// dashed paints one rectangle of a block on its way.
func (p *painter) dashed(it item, r rect, strength float64) {
	if r.x0, r.x1 = round(r.x0), round(r.x1); p.s.grid != nil && !severalDays(it.span) {
		r.y0 = fmax(r.y0, p.s.top)
	}
	if r.x1 <= p.s.scale.left || r.x0 >= p.s.scale.right || r.y1 <= p.s.top && p.s.grid == nil || r.h() < 2 {
		return
	}
	hue := p.c.Kind(it.event.Kind, !p.s.plan.OnPlatform(it.event))
	fill := look.Mix(p.c.Ground, hue, strength)
	ink := hue
	if p.c.Dark {
		ink = look.Mix(hue, p.c.Ink, 0.45)
	}
	shown := r
	shown.x0, shown.x1 = fmax(r.x0, p.s.scale.left-12), fmin(r.x1, p.s.scale.right+12)
	p.layers[ghostLayer].picture(shown, pattern{kind: dashed, ink: ink, fill: fill})
	p.label(ghostLayer, &it, r, p.c.Ink)
}

// line is one line of the card: a mark of severity or a name, what it says, and how.
type line struct {
	mark  rules.Severity
	name  string
	text  string
	style style
}

// The measures of the card.
const (
	cardText  float32 = 12
	cardLine  float32 = 18
	cardPad   float32 = 10
	cardWidth float32 = 340
	cardFinds         = 3 // findings that it names
)

// goal returns where the block on its way would stand, or begin to.
func (p *painter) goal() rect {
	if list := p.s.rects(p.held()); len(list) > 0 {
		return list[0]
	}
	return rect{p.b.pointer.X, p.b.pointer.Y - 9, p.b.pointer.X, p.b.pointer.Y + 9}
}

// card paints what a drop would do, or what the block under the pointer is.
func (p *painter) card() {
	d := &p.b.drag
	switch {
	case d.active() && d.grip == gripRisk:
		p.cardAt(p.riskLines(), rect{p.s.scale.x(d.span.Start), phaseRow, p.s.scale.x(d.span.End), phaseRow + dateRow})
	case d.active() && d.away:
		y := p.b.pointer.Y
		p.cardAt(p.dropLines(), rect{0, y - 9, 0, y + 9})
	case d.active() && d.grip != gripFrame && d.lane >= 0:
		p.cardAt(p.dropLines(), p.goal())
	case d.phase == idle && p.b.told && p.b.over.item >= 0 && p.b.over.item < len(p.s.items):
		it := &p.s.items[p.b.over.item]
		p.cardAt(p.hoverLines(it), p.s.rect(*it))
	}
}

func (p *painter) riskLines() []line {
	span := p.b.drag.span
	return []line{
		{text: p.b.words.T("calendar.card.risk"), style: style{p.c.OnCard, true}},
		{text: p.b.words.In(p.s.scale.loc).Span(span), style: style{p.c.OnCard, false}},
	}
}

// times returns a line for each clock with the span as it shows it.
func (p *painter) times(span planner.Span, k planner.Kind) []line {
	var lines []line
	if instant(k) {
		span.End = span.Start
	}
	for i, c := range p.b.zones() {
		st := style{p.faint(), false}
		if i == 0 {
			st = style{p.c.OnCard, true}
		}
		lines = append(lines, line{name: c.name(p.b.words), text: p.b.words.In(c.Zone).Span(span), style: st})
	}
	return lines
}

func (p *painter) faint() color.NRGBA { return look.Mix(p.c.OnCard, p.c.Card, 0.28) }

func (p *painter) dropLines() []line {
	d, w := &p.b.drag, p.b.words
	lines := p.times(d.span, d.held.event.Kind)
	if d.away {
		lines = []line{{text: w.T("calendar.card.away", len(d.ids)), style: style{p.c.OnCard, true}}}
	}
	if d.copy && d.copies() && !d.away {
		lines = append(lines, line{text: w.T("calendar.card.copy", len(d.ids)), style: style{p.c.OnCard, true}})
	}
	if d.lane != d.own && !d.away && !d.fresh() {
		lines = append(lines, line{text: w.T("calendar.card.to", p.b.lanes[d.lane]), style: style{p.c.OnCard, false}})
	}
	if others := max(len(d.ids)-1, len(p.b.ghost.others)); others > 0 && !d.copy && !d.away && !d.fresh() {
		lines = append(lines, line{text: w.T("calendar.card.others", others), style: style{p.faint(), false}})
	}
	if d.alone && d.grip == gripMove && d.held.event.Kind == planner.Live {
		lines = append(lines, line{text: w.T("calendar.card.alone"), style: style{p.c.OnCard, false}})
	}
	v := p.b.ghost.verdict
	switch {
	case v.err != nil:
		for _, text := range w.Problem(v.err) {
			lines = append(lines, p.wrapped(line{mark: rules.Block, text: text, style: style{p.c.SeverityOnCard(rules.Block), false}})...)
		}
	case p.b.ghost.command == nil:
		lines = append(lines, line{text: w.T("calendar.card.same"), style: style{p.faint(), false}})
	case len(v.fresh) == 0 && v.resolved == 0:
		lines = append(lines, line{text: w.T("calendar.card.clean"), style: style{p.faint(), false}})
	}
	for _, x := range p.b.ghost.effects {
		n := line{text: w.In(p.s.scale.loc).Text(x.Text), style: style{p.c.OnCard, false}}
		if x.Bad {
			n.mark, n.style.color = rules.Block, p.c.SeverityOnCard(rules.Block)
		}
		lines = append(lines, p.wrapped(n)...)
	}
	lines = append(lines, p.findingLines(v.fresh)...)
	if v.resolved > 0 {
		lines = append(lines, line{text: w.T("calendar.card.resolved", v.resolved), style: style{look.Mix(p.c.OnCard, p.c.Good, 0.6), false}})
	}
	return append(lines, p.landingLines()...)
}

// findingLines names the first findings and counts the others.
func (p *painter) findingLines(list []rules.Finding) []line {
	var lines []line
	for i, f := range list {
		if i == cardFinds {
			return append(lines, line{text: p.b.words.T("calendar.card.more", len(list)-i), style: style{p.faint(), false}})
		}
		text := p.b.words.In(p.s.scale.loc).T("rule."+f.Rule+".title", f.Args...)
		lines = append(lines, p.wrapped(line{mark: f.Severity, text: text, style: style{p.c.SeverityOnCard(f.Severity), false}})...)
	}
	return lines
}

// wrapped returns a line as the one or two that it takes; the second has a blank in place of the mark.
func (p *painter) wrapped(n line) []line {
	var lines []line
	for i, text := range p.b.rule.wrap(n.text, cardText, n.style.bold, cardWidth-2*cardPad-indent(n, 0)) {
		n.text = text
		if i > 0 {
			n.mark = continued
		}
		lines = append(lines, n)
	}
	return lines
}

// continued marks the second line of a finding.
const continued rules.Severity = "continued"

func (p *painter) hoverLines(it *item) []line {
	w := p.b.words.In(p.s.scale.loc)
	lines := []line{{text: w.EventTitle(p.s.plan, it.event), style: style{p.c.OnCard, true}}}
	lines = append(lines, p.times(it.span, it.event.Kind)...)
	lines[1].style.bold = false
	return append(lines, p.findingLines(touching(p.b.snap.Findings, it.event.ID))...)
}

// cardAt paints the card beneath or above what it speaks of, inside the board.
func (p *painter) cardAt(lines []line, of rect) {
	l, rule := p.layers[cardLayer], p.b.rule
	names := float32(0)
	for _, n := range lines {
		if n.name != "" {
			names = fmax(names, rule.width(n.name, cardText, false)+10)
		}
	}
	wide := float32(150)
	for _, n := range lines {
		wide = fmax(wide, rule.width(n.text, cardText, n.style.bold)+indent(n, names)+2*cardPad+4)
	}
	wide = round(fmin(fmin(wide, cardWidth), p.size.Width-8))
	high := cardLine*float32(len(lines)) + 2*cardPad - 4
	x := fmax(p.s.scale.left+4, fmin(of.x0+14, p.size.Width-wide-6))
	y := of.y1 + 9
	if y+high > p.size.Height-6 {
		y = of.y0 - high - 9
	}
	x, y = round(fmax(4, x)), round(fmax(4, fmin(y, p.size.Height-high-4)))
	l.box(rect{x - 3, y - 1, x + wide + 3, y + high + 5}, color.NRGBA{A: 26}, 11, color.NRGBA{}, 0)
	l.box(rect{x - 1, y, x + wide + 1, y + high + 2}, color.NRGBA{A: 38}, 9, color.NRGBA{}, 0)
	rim := p.c.Card
	if p.c.Dark {
		rim = p.c.Strong
	}
	l.box(rect{x, y, x + wide, y + high}, p.c.Card, 8, rim, 1)
	for i, n := range lines {
		mid := y + cardPad - 2 + cardLine*(float32(i)+0.5)
		if n.mark != "" && n.mark != continued {
			l.triangle(x+cardPad, mid-3.5, 9, n.style.color, color.NRGBA{})
		}
		p.say(cardLayer, n.name, x+cardPad, mid, cardText, names, style{p.faint(), false})
		left := indent(n, names)
		p.say(cardLayer, n.text, x+cardPad+left, mid, cardText, wide-2*cardPad-left+2, n.style)
	}
}

func indent(n line, names float32) float32 {
	switch {
	case n.name != "":
		return names
	case n.mark != "":
		return 15
	}
	return 0
}
