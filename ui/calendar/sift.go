package calendar

import (
	"bfplanner/planner"
	"bfplanner/ui/filter"
)

// SetFilter dims the events that the filter does not take, or hides them.
func (b *Board) SetFilter(f filter.Filter, hide bool) {
	if b.filter != f || b.hides != hide {
		b.filter, b.hides = f, hide
		b.rebuild()
		b.viewed()
	}
}

// Filter returns the filter and whether it hides what it does not take.
func (b *Board) Filter() (f filter.Filter, hide bool) { return b.filter, b.hides }

// Kept returns how many of the scheduled events the filter takes, and how many there are.
func (b *Board) Kept() (kept, all int) {
	if b.snap == nil {
		return 0, 0
	}
	for _, e := range b.snap.Plan.Events.All() {
		if e.Scheduled() {
			all++
		}
	}
	return all - len(b.sifted), all
}

// sift finds the scheduled events that the filter does not take.
func (b *Board) sift() {
	b.sifted = map[string]bool{}
	if b.filter.IsZero() {
		return
	}
	w, p := b.words.In(b.snap.Plan.Zone()), b.snap.Plan
	index := filter.NewIndex(b.snap, func(e *planner.Event) string { return filter.Text(w, p, e) })
	for _, e := range p.Events.All() {
		if e.Scheduled() && !index.Keeps(b.filter, e) {
			b.sifted[e.ID] = true
		}
	}
}

// SetOutline draws events of another plan as outlines beneath the plan's own; those that stand where the plan has them
// are left out. label says what they are. No events takes the outlines away.
func (b *Board) SetOutline(events []*planner.Event, label string) {
	b.outlined, b.outlineLabel = events, label
	b.Refresh()
}

// outlines paints the events of another plan.
func (p *painter) outlines() {
	if len(p.b.outlined) == 0 {
		return
	}
	sight := p.s.sight()
	for _, e := range p.b.outlined {
		if !e.Scheduled() || !sight.Overlaps(e.Span) {
			continue
		}
		own := p.s.plan.Event(e.ID)
		keysOf(p.s.plan, e, p.s.mode, func(k laneKey, shift int) {
			it := item{event: e, shift: shift, span: e.Span, lane: p.s.laneOf(k)}
			if shift >= 0 {
				it.span = e.Live.Shifts[shift].Span
			}
			if it.lane < 0 || own != nil && same(own, e, shift) {
				return
			}
			it.from, it.until = it.span.Start.Unix(), p.s.scale.drawnEnd(e.Kind, it.span)
			if p.s.grid == nil {
				it.row = p.s.freeRow(it.lane, it.from, it.until, nil, p.taken)
				p.taken = append(p.taken, slot{it.lane, it.row, it.from, it.until})
			}
			p.outlineOf(&it)
		})
	}
	p.taken = p.taken[:0]
	text := p.b.outlineLabel
	wide := fmin(p.b.rule.width(text, smallText, true)+14, p.s.scale.right-p.s.scale.left-16)
	y := p.size.Height - flagRow - 6
	p.layers[frontLayer].box(rect{p.s.scale.right - wide - 12, y, p.s.scale.right - 12, y + flagRow}, p.c.Ground, 4, p.c.Mute, 1)
	p.say(frontLayer, text, p.s.scale.right-wide-5, y+flagRow/2, smallText, wide-8, style{p.c.Mute, true})
}

// same reports whether the event, or that shift of it, stands where the other has it.
func same(a, b *planner.Event, shift int) bool {
	if shift < 0 || a.Live == nil || shift >= len(a.Live.Shifts) {
		return a.Span == b.Span && a.Channel == b.Channel && a.Line == b.Line
	}
	return a.Live.Shifts[shift] == b.Live.Shifts[shift]
}

// outlineOf paints one of them: an outline in its tint, with its letter.
func (p *painter) outlineOf(it *item) {
	t := p.b.tints(p.c).of(it.event, it.host())
	for i, r := range p.s.rects(*it) {
		r.x0, r.x1 = fmax(round(r.x0), p.s.scale.left), fmin(round(r.x1), p.s.scale.right)
		if r.y0 = fmax(r.y0, p.s.top); r.x1-r.x0 < 3 || r.y1-r.y0 < 3 || r.y0 >= p.size.Height {
			continue
		}
		p.layers[hatchLayer].box(r, p.c.Ground, blockRadius, t.fill, 1.5)
		if i == 0 {
			p.label(hatchLayer, it, rect{r.x0, r.y0, r.x1, fmin(r.y1, r.y0+cellRow)}, p.c.Mute)
		}
	}
}
