package calendar

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

// Effect is one thing that a drop does beyond findings, such as what it takes of a budget. Bad marks what the seller
// would not want.
type Effect struct {
	Text planner.Text
	Bad  bool
}

// Landing is a place for the event that is held, by how much the plan would be worth more there than it is, and the edit
// that puts it there.
type Landing struct {
	Span    planner.Span
	Host    string // whose shift it would be, "" for the host that it has
	Delta   planner.Money
	Command planner.Command
}

// ghost is what is known of the drop that a drag would be.
type ghost struct {
	command planner.Command
	verdict verdict
	effects []Effect
	after   *planner.Event   // the held event as it would be
	others  []*planner.Event // events that go with it, as they would be
	moving  map[string]bool  // the IDs of all of them
}

// reconsider asks what the drop would do.
func (b *Board) reconsider() {
	if b.drag.grip == gripRisk || b.drag.grip == gripFrame {
		return
	}
	b.moved()
	held, fresh := b.drag.held.event.ID, b.drag.fresh()
	b.ghost = ghost{command: b.drag.command(&b.scene), moving: map[string]bool{}}
	copied := b.drag.copy && b.drag.copies()
	if !copied {
		b.ghost.moving[held] = true
	}
	if b.ghost.command == nil || b.Preview == nil {
		return
	}
	preview, err := b.Preview(b.ghost.command)
	if err != nil {
		b.ghost.verdict.err = err
		return
	}
	b.ghost.verdict = judge(b.keys, preview)
	b.ghost.others = changed(b.snap.Plan, preview.Plan, held)
	if i := slices.IndexFunc(b.ghost.others, func(e *planner.Event) bool { return b.snap.Plan.Event(e.ID) == nil }); fresh && i >= 0 {
		held = b.ghost.others[i].ID
	}
	if b.Effects != nil {
		b.ghost.effects = b.Effects(b.snap, preview, held)
	}
	if !copied {
		b.ghost.after = preview.Plan.Event(held)
	}
	for _, e := range b.ghost.others {
		b.ghost.moving[e.ID] = true
	}
	b.await()
}

// stillTime is how long a block is held still before better places near it are looked for.
const stillTime = 250 * time.Millisecond

// moved drops the places that were found, and the search for them.
func (b *Board) moved() {
	if b.pause != nil {
		b.pause.Stop()
		b.pause = nil
	}
	if b.looking != nil {
		b.looking()
		b.looking = nil
	}
	b.landings = nil
}

// await looks for better places once the block has been held still for a while.
func (b *Board) await() {
	d := &b.drag
	if b.Near == nil || !d.active() || d.grip != gripMove || len(d.ids) != 1 || d.copy || d.away || d.inner {
		return
	}
	id, at := d.held.event.ID, d.span.Start
	b.pause = &fyne.Animation{Duration: stillTime, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done < 1 || b.looking != nil || !d.active() || d.held.event.ID != id || !d.span.Start.Equal(at) {
			return
		}
		b.looking = b.Near(id, at, func(list []Landing) {
			if d.active() && d.held.event.ID == id && d.span.Start.Equal(at) {
				b.landings = list
				b.Refresh()
			}
		})
	}}
	b.pause.Start()
}

// land drops what is held at a place that was found.
func (b *Board) land(l Landing) {
	byPointer := !b.drag.keys
	b.letGo()
	if byPointer {
		b.drag.phase = pressed // and moves nothing more until it is released
	}
	if l.Command != nil && b.OnDo != nil {
		b.OnDo(l.Command)
	}
}

// laneOf returns the lane of that key, -1 where there is none.
func (s *scene) laneOf(k laneKey) int {
	return slices.IndexFunc(s.lanes, func(l lane) bool { return l.kind == k.kind && l.id == k.id })
}

// landings marks the places that were found near the held block.
func (p *painter) landings(held item) { p.mark(held, p.b.landings) }

// mark marks places for a block: an outline, its number and, where there is room, by how much the plan is better there.
func (p *painter) mark(held item, places []Landing) {
	ink := style{look.Mix(p.c.Good, p.c.Ink, 0.4), true}
	var labels []rect
	for i, place := range places {
		it := held
		it.span = place.Span
		if l := p.s.laneOf(laneKey{hostLane, place.Host}); l >= 0 && held.shift >= 0 {
			it.lane = l
		}
		it.from, it.until = it.span.Start.Unix(), p.s.scale.drawnEnd(it.event.Kind, it.span)
		if p.s.grid == nil {
			it.row = p.s.freeRow(it.lane, it.from, it.until, p.b.ghost.moving, p.taken)
			p.taken = append(p.taken, slot{it.lane, it.row, it.from, it.until})
		}
		list := p.s.rects(it)
		if len(list) == 0 {
			continue
		}
		r := list[0]
		if r.x1 <= p.s.scale.left || r.x0 >= p.s.scale.right || r.y1 <= p.s.top {
			continue
		}
		p.layers[ghostLayer].picture(r, pattern{kind: dashed, ink: look.Mix(p.c.Good, p.c.Ground, 0.25), fill: look.Mix(p.c.Ground, p.c.Good, 0.14)})
		text := p.b.words.T("calendar.landing", i+1, p.b.signed(place.Delta))
		at := rect{r.x0 + 4, r.y0, r.x0 + 6 + p.b.rule.width(text, smallText, true), r.y1}
		if at.x1 > r.x1 && len(places) > 1 || crowded(at, labels) {
			text = strconv.Itoa(i + 1)
			at.x1 = at.x0 + 9
		}
		for crowded(at, labels) {
			at.x0, at.x1 = at.x0+9, at.x1+9
		}
		labels = append(labels, at)
		p.say(ghostLayer, text, at.x0, (r.y0+r.y1)/2, smallText, at.w(), ink)
	}
}

// crowded reports whether the rectangle lies on one of the others.
func crowded(r rect, others []rect) bool {
	return slices.ContainsFunc(others, func(o rect) bool { return o.x0 < r.x1 && r.x0 < o.x1 && o.y0 < r.y1 && r.y0 < o.y1 })
}

// signed shows by how much something is more or less.
func (b *Board) signed(m planner.Money) string {
	if m.Minor > 0 {
		return "+" + b.words.Money(m)
	}
	return b.words.Money(m)
}

// landingLines are the places that were found, for the card: the key that drops it there, when, and the difference.
func (p *painter) landingLines() []line {
	if len(p.b.landings) == 0 {
		return nil
	}
	w := p.b.words.In(p.s.scale.loc)
	lines := []line{{text: w.T("calendar.card.landings", len(p.b.landings)), style: style{p.faint(), false}}}
	for i, l := range p.b.landings {
		lines = append(lines, line{text: w.T("calendar.card.landing", i+1, l.Span, p.b.signed(l.Delta)), style: style{look.Mix(p.c.OnCard, p.c.Good, 0.6), false}})
	}
	return lines
}
