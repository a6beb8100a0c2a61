package calendar

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
)

const blockRadius float32 = 4

// blocks paints the events, their marks and the tails of coupons.
func (p *painter) blocks() {
	s := p.s
	for i := range s.items {
		it := &s.items[i]
		r := s.rect(*it)
		if r.y1 <= s.top || r.y0 >= p.size.Height || r.x0 >= p.size.Width {
			continue
		}
		if it.event.Kind == planner.Coupon {
			p.tail(it.event, r)
		}
		if r.x1 <= s.scale.left || it.folded {
			continue
		}
		p.block(it, r, p.b.ghost.moving[it.event.ID])
	}
}

// fills returns the fill, outline and text of a block. A host's shift is a lighter sister of its session; what is
// past, or on its way elsewhere, is faint.
func (p *painter) fills(it *item, gone bool) (fill, line, ink color.NRGBA) {
	fill = p.b.tints(p.c).of(it.event, it.host()).fill
	line, ink = fill, p.on(fill)
	if it.shift >= 0 || p.isFlag(it) {
		share := 0.78
		if p.c.Dark {
			share = 0.62
		}
		fill, ink = look.Mix(fill, p.c.Ground, share), p.c.Ink
	}
	switch {
	case gone || p.b.sifted[it.event.ID]:
		fill, line, ink = look.Mix(fill, p.c.Ground, 0.72), look.Mix(line, p.c.Ground, 0.6), p.c.Mute
	case it.span.End.Before(p.b.snap.Now):
		fill, line = look.Mix(fill, p.c.Ground, 0.45), look.Mix(line, p.c.Ground, 0.45)
		if it.shift < 0 && !p.isFlag(it) {
			ink = p.on(fill)
		}
	}
	return fill, line, ink
}

// isFlag reports whether the block is a label that flies from an instant, as posts and milestones are where
// other blocks are as long as they last.
func (p *painter) isFlag(it *item) bool { return instant(it.event.Kind) && !p.s.scale.far() }

// on returns the colour of text on the fill, worked out once for each.
func (p *painter) on(fill color.NRGBA) color.NRGBA {
	ink, ok := p.b.inks[fill]
	if !ok {
		ink = p.c.On(fill)
		p.b.inks[fill] = ink
	}
	return ink
}

func (p *painter) block(it *item, r rect, gone bool) {
	l, marks := p.layers[p.at(blockLayer)], p.layers[p.at(markLayer)]
	fill, line, ink := p.fills(it, gone)
	r.x0, r.x1 = round(r.x0), round(r.x1)
	switch {
	case it.shift >= 0:
		l.box(r, fill, blockRadius, line, 1)
	case p.isFlag(it):
		l.box(r, fill, blockRadius, color.NRGBA{}, 0)
		l.box(rect{r.x0, r.y0, r.x0 + 3, r.y1}, line, 1.5, color.NRGBA{}, 0)
	default:
		l.box(r, fill, blockRadius, color.NRGBA{}, 0)
	}
	if p.b.tints(p.c).of(it.event, it.host()).hatch && !gone {
		l.picture(rect{r.x0, r.y0, r.x1, r.y1}, pattern{kind: hatched, ink: look.Alpha(p.c.On(fill), 0.22)})
	}
	if p.selected[it.event.ID] || p.stands(it) {
		p.outline(r, it)
	}
	if p.upright(it) {
		p.tallLabel(blockLayer, it, r, ink)
	} else {
		p.label(p.at(blockLayer), it, r, ink)
	}
	if gone {
		return
	}
	if it.event.Pinned && r.w() >= 26 {
		marks.box(rect{r.x1 - 8, r.y0 + 3, r.x1 - 3, r.y0 + 8}, ink, 2.5, color.NRGBA{}, 0)
	}
	if severity, ok := p.b.marks[it.event.ID]; ok && it.shift <= 0 && severity != rules.Hint {
		marks.triangle(r.x1-8, r.y0-4, 10, p.c.Severity(severity), p.c.Ground)
	}
}

// stands reports whether the keys stand on the block.
func (p *painter) stands(it *item) bool {
	return p.b.focused && p.b.cursor == cursor{it.event.ID, it.shift}
}

// outline marks a selected block, more strongly the one on which the keys stand, and that one thinly where it is not
// selected.
func (p *painter) outline(r rect, it *item) {
	ink, width := p.c.Mute, float32(2)
	if p.stands(it) || !p.b.focused {
		ink = p.c.Ink
	}
	if !p.selected[it.event.ID] {
		width = 1
	}
	p.layers[p.at(blockLayer)].box(rect{r.x0 - 3, r.y0 - 3, r.x1 + 3, r.y1 + 3}, color.NRGBA{}, blockRadius+3, ink, width)
}

// label writes letter and title into a block. A block that begins out of sight has them where it comes into sight.
// Where the title has no room its short form stands, where that has none the letter alone, in the middle.
func (p *painter) label(layer int, it *item, r rect, ink color.NRGBA) {
	rule := p.b.rule
	letter := p.b.tints(p.c).of(it.event, it.host()).letter
	wide := rule.width(letter, blockText, true)
	mid, x := (r.y0+r.y1)/2, fmax(r.x0, p.s.scale.left)
	room := r.x1 - x
	if room < wide+2 {
		return
	}
	left := room - wide - 12
	if it.event.Pinned {
		left -= 7
	}
	forms := p.timed(it, p.b.title(it), left)
	if n := it.stands + 1; n > 1 { // what is folded into it is counted in place of its own title
		forms = title{long: p.b.words.T("calendar.more", n), short: "+" + strconv.Itoa(n)}
		if left < 20 {
			letter, wide, left = forms.short, rule.width(forms.short, blockText, true), 0
		}
	}
	title := p.fitTitle(forms, left)
	if title == "" {
		at := x + 5
		if room < wide+20 {
			at = x + fmax(1, (room-wide)/2)
		}
		p.layers[layer].text(letter, at, mid, blockText, rule.height(blockText), true, ink)
		return
	}
	p.layers[layer].text(letter, x+5, mid, blockText, rule.height(blockText), true, ink)
	p.layers[layer].text(title, x+wide+8.5, mid, blockText, rule.height(blockText), false, ink)
}

// timed returns the title with the time before it where a cell of the month has room for both.
func (p *painter) timed(it *item, t title, room float32) title {
	if _, ok := p.s.grid.(*month); !ok || severalDays(it.span) || room < 64 {
		return t
	}
	clock := p.b.words.In(p.s.scale.loc).Clock(it.span.Start) + " "
	t.long = clock + t.long
	if t.short != "" {
		t.short = clock + t.short
	}
	return t
}

// fitTitle returns the longest form of a title for which there is room, else what is left of the short one, as long
// as that is more than a stump.
func (p *painter) fitTitle(t title, room float32) string {
	if room <= 0 {
		return ""
	}
	rule, text := p.b.rule, t.long
	for _, form := range []string{t.long, t.short, t.least} {
		if form == "" {
			continue
		}
		if text = form; rule.width(form, blockText, false) <= room {
			return form
		}
	}
	cut := rule.fit(text, blockText, false, room)
	if rule.width(cut, blockText, false) < 26 {
		return ""
	}
	return cut
}

// tail paints the stretch after a coupon's end in which claimed coupons still work.
func (p *painter) tail(e *planner.Event, r rect) {
	find := p.b.Tail
	if find == nil {
		find = tailOf
	}
	from, to, ok := p.inSight(find(p.s.plan, e))
	if !ok || to-from < 3 {
		return
	}
	stripes := pattern{kind: striped, ink: look.Alpha(p.b.tints(p.c).of(e, "").fill, 0.4)}
	p.layers[hatchLayer].picture(rect{from + 1, r.y0, to, r.y1}, stripes)
}

// front paints what lies over the blocks: the line of now, the names of risk windows, the ring of the focus.
func (p *painter) front() {
	s, l := p.s, p.layers[frontLayer]
	if x := round(s.scale.x(p.b.snap.Now)); x >= s.scale.left && x < s.scale.right {
		l.fill(rect{x - 0.5, phaseRow, x + 1, p.size.Height}, p.c.Ink)
		l.box(rect{x - 3, phaseRow - 3, x + 3.5, phaseRow + 3.5}, p.c.Ink, 3.25, color.NRGBA{}, 0)
	}
	var taken float32
	for _, f := range s.flags {
		p.flagName(f, &taken)
	}
}

// ring shows that the board has the keyboard while no block does.
func (p *painter) ring() {
	if !p.b.focused || p.b.cursor.id != "" {
		return
	}
	const width = 2
	l, w, h, ink := p.layers[frontLayer], p.size.Width, p.size.Height, look.Alpha(p.c.Accent, 0.8)
	for _, side := range []rect{{0, 0, w, width}, {0, h - width, w, h}, {0, width, width, h - width}, {w - width, width, w, h - width}} {
		l.fill(side, ink)
	}
}

// flagName writes the letter, the name and the chance of a risk window at its foot.
func (p *painter) flagName(f Flag, taken *float32) {
	from, to, ok := p.inSight(f.Span)
	if !ok {
		return
	}
	y := p.size.Height - flagRow
	text := p.b.words.T("calendar.risk", f.Window, f.Probability)
	wide := fmin(p.b.rule.width(text, smallText, false)+22, fmax(to-from, 260))
	x := fmax(p.s.scale.left, fmin(from, p.s.scale.right-wide))
	for *taken > x && y > p.s.top+flagRow { // an earlier name is in the way
		y, *taken = y-flagRow, 0
	}
	*taken = fmax(*taken, x+wide)
	p.layers[frontLayer].box(rect{x + 2, y + 1, x + wide, y + flagRow - 2}, look.Alpha(p.c.Ground, 0.92), 3, p.c.Risk, 1)
	p.say(frontLayer, "R", x+6, y+flagRow/2-1, smallText, 20, style{p.c.Risk, true})
	p.say(frontLayer, text, x+16, y+flagRow/2-1, smallText, wide-20, style{p.c.Risk, false})
}

// upright reports whether the block stands among the hours of a week, where it is as high as it lasts.
func (p *painter) upright(it *item) bool {
	_, ok := p.s.grid.(*week)
	return ok && !severalDays(it.span)
}

// tallLabel writes title, times and hosts beneath each other into a block of the week, as far as there is room. A block
// that begins above what is in sight has them where it comes into sight.
func (p *painter) tallLabel(layer int, it *item, r rect, ink color.NRGBA) {
	if r.y0 = fmax(r.y0, p.s.top); p.textTo > 0 {
		r.x1 = p.textTo
	}
	p.label(layer, it, rect{r.x0, r.y0, r.x1, fmin(r.y1, r.y0+cellRow)}, ink)
	if r.w() < 40 {
		return
	}
	w := p.b.words.In(p.s.scale.loc)
	lines := []string{w.Clock(it.span.Start)}
	several := it.event.Live != nil && len(it.event.Live.Shifts) > 1
	if whole := lines[0] + "–" + w.Clock(it.span.End); !instant(it.event.Kind) && p.b.rule.width(whole, smallText, false) <= r.w()-8 {
		lines[0] = whole
	} else if several {
		lines = lines[:0] // the first host's line says it
	}
	if several {
		for _, shift := range it.event.Live.Shifts {
			if h := p.s.plan.Host(shift.Host); h != nil {
				lines = append(lines, w.Clock(shift.Span.Start)+" "+w.Name(h))
			}
		}
	}
	tight := slices.ContainsFunc(lines, func(text string) bool { return p.b.rule.width(text, smallText, false) > r.w()-8 })
	for i, text := range lines {
		if _, name, ok := strings.Cut(text, " "); tight && ok {
			text = name // the times have no room
		}
		if mid := r.y0 + cellRow + 13*float32(i) + 4; mid+7 <= r.y1 {
			p.say(layer, text, r.x0+5, mid, smallText, r.w()-8, style{ink, false})
		}
	}
}
