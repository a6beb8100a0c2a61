package calendar

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// grip says what a press has taken hold of.
type grip uint8

const (
	gripNone  grip = iota
	gripPan        // the board
	gripMove       // a block
	gripStart      // the start of a block
	gripEnd        // its end
	gripRisk       // days of the ruler
	gripNew        // a template on its way to the plan
	gripFrame      // a frame about blocks, which it selects
	gripDraw       // a new event on an empty place
)

// phase is where a drag stands: idle until something is pressed, pressed until the pointer moves, dragging until
// it is dropped or cancelled.
type phase uint8

const (
	idle phase = iota
	pressed
	dragging
)

// drag is the state machine of everything that is dragged, by pointer or by keys. It changes nothing: what a drop
// would do is the Command that it returns.
type drag struct {
	phase phase
	grip  grip
	held  item     // the block; for gripNew its event is the template
	own   int      // the lane from which it comes, -1 for a template
	ids   []string // the events that move
	grab  time.Duration
	from  place // of the press
	keys  bool  // lifted by key, so that the pointer does not matter

	span planner.Span // where the held block would stand; for gripRisk the days
	lane int
	move shift
	ends [2]shift // what keys moved the start and the end by, after the block
	copy bool     // copies are dropped, and the originals stay
	lock bool     // a drag goes along one axis alone
	away bool     // a drop takes the time of what is held away
	free bool     // a drag heeds neither grid nor days
	// A shift moves inside its session and not the session. By days, as drags go far out, no shift can go alone.
	inner bool
	// A live leaves its teasers and flash deals where they are: while keys are held, or since a key said so.
	alone, solo bool

	inside bool // a template has been clear of the edges

	create maker    // for gripDraw
	pulls  []magnet // found once

	corner       place    // for gripFrame the corner at the pointer
	kept, before []string // events that stay selected whatever the frame holds, and those that were
}

// edges are the grips of the parts of a block.
var edges = map[part]grip{body: gripMove, startEdge: gripStart, endEdge: gripEnd, rulerDate: gripRisk}

// press takes hold of what is under the pointer. A block that is one of several selected takes the others along.
func (d *drag) press(s *scene, h hit, selected []string) {
	*d = drag{phase: pressed, grip: gripPan, own: h.lane, lane: h.lane, from: place{h.at, h.y, h.x}}
	if g, ok := edges[h.part]; ok {
		d.grip = g
	}
	if h.item >= 0 {
		d.hold(s.items[h.item], selected)
		d.grab = h.at.Sub(d.held.span.Start)
		if d.grip == gripEnd {
			d.grab = h.at.Sub(d.held.span.End)
		}
	}
}

func (d *drag) hold(it item, selected []string) {
	d.held, d.own, d.lane, d.span = it, it.lane, it.lane, it.span
	d.ids = []string{it.event.ID}
	if it.whole() && len(selected) > 1 && slices.Contains(selected, it.event.ID) {
		d.ids = slices.Clone(selected)
	}
}

// lift takes hold of a block by key.
func (d *drag) lift(it item, selected []string) {
	*d = drag{phase: dragging, grip: gripMove, keys: true}
	d.hold(it, selected)
}

// template takes hold of an event that has no place on the plan yet, be it new or in the backlog. Its span gives its
// length; one that has none is as long as a post, or two hours.
func (d *drag) template(e *planner.Event, loc *time.Location) {
	if !e.Scheduled() {
		n := *e
		n.Span.Start = planner.Date{Year: 2000, Month: 1, Day: 1}.At(usualHour, 0, loc)
		n.Span.End = n.Span.Start.Add(planner.PostLength)
		if !instant(e.Kind) {
			n.Span.End = n.Span.Start.Add(2 * time.Hour)
		}
		e = &n
	}
	*d = drag{phase: dragging, grip: gripNew, own: -1, lane: -1}
	d.held = item{event: e, shift: -1, span: e.Span}
	d.span = e.Span
}

// usualHour is the hour of the market's clock at which an event without one is put down where only days count.
const usualHour = 18

// active reports whether a block, an edge, a template, a frame or the days of a risk window are on their way.
func (d *drag) active() bool { return d.phase == dragging && d.grip != gripPan && d.grip != gripNone }

// to moves what is held to the pointer and reports whether the drop would now be another.
func (d *drag) to(s *scene, x, y float32) bool {
	if d.phase == idle || d.grip == gripNone || d.keys {
		return false
	}
	if d.phase == pressed && d.grip == gripDraw && d.trembles(s, x, y) {
		return false
	}
	d.phase = dragging
	t := s.instant(x, y, d.from)
	switch d.grip {
	case gripFrame:
		d.corner = s.place(x, y)
	case gripRisk:
		return d.aim(wholeDays(d.from.at, t, s.scale.loc), d.lane, shift{})
	case gripStart, gripEnd:
		return d.resize(s, t.Add(-d.grab))
	case gripDraw:
		return d.drawTo(s, t)
	case gripMove, gripNew:
		if d.lock && d.grip == gripMove {
			x, y = d.along(s, x, y)
			t = s.instant(x, y, d.from)
		}
		start := t.Add(-d.grab)
		if w, ok := s.grid.(*week); ok && d.from.y >= 0 {
			start = w.startOf(s, d, x, y)
		}
		return d.moveTo(s, start, s.laneAt(y))
	}
	return false
}

// slack is how far the pointer goes before something new is drawn, so that a click that trembles draws nothing.
const slack = 6

// trembles reports whether the pointer has hardly left the place of the press.
func (d *drag) trembles(s *scene, x, y float32) bool {
	dx, dy := x-s.xOf(d.from), y-s.yOf(d.from)
	return dx*dx+dy*dy < slack*slack
}

func (d *drag) aim(span planner.Span, lane int, move shift) bool {
	if d.span == span && d.lane == lane {
		return false
	}
	d.span, d.lane, d.move = span, lane, move
	return true
}

func (d *drag) moveTo(s *scene, start time.Time, lane int) bool {
	if d.grip == gripNew {
		return d.place(s, start, lane)
	}
	if len(d.ids) > 1 {
		lane = d.own
	} else if _, ok := s.lanes[lane].accepts(s.plan, d.held, s.lanes[d.own]); !ok {
		lane = d.own
	}
	move := d.shiftTo(s, start)
	span := d.stretched(move.apply(d.held.span, s.scale.loc), s.scale.loc)
	if d.inner = !d.held.whole() && !d.byDays(s); d.inner {
		span = inside(span, d.held.event.Span)
	}
	return d.aim(span, lane, move)
}

// place moves a template: far out it keeps the hour that it came with.
func (d *drag) place(s *scene, start time.Time, lane int) bool {
	length := d.held.event.Span.Length()
	if d.byDays(s) {
		y, m, day := start.In(s.scale.loc).Date()
		c := d.held.event.Span.Start.In(s.scale.loc)
		start = planner.Date{Year: y, Month: m, Day: day}.At(c.Hour(), c.Minute(), s.scale.loc)
	} else {
		start = d.snapSpan(s, start, length)
	}
	own := s.homeOf(d.held.event)
	if own < 0 {
		own = lane
	}
	if _, ok := s.lanes[lane].accepts(s.plan, d.held, s.lanes[own]); !ok {
		lane = own
	}
	d.own = own
	return d.aim(planner.Span{Start: start, End: start.Add(length)}, lane, shift{})
}

// homeOf returns the lane in which the event would stand, -1 where there is none yet.
func (s *scene) homeOf(e *planner.Event) int {
	home := -1
	keysOf(s.plan, e, s.mode, func(k laneKey, n int) {
		for i, l := range s.lanes {
			if n < 0 && l.kind == k.kind && (l.id == k.id || k.id == "") && home < 0 {
				home = i
			}
		}
	})
	return home
}

// shortest is the length below which no block can be drawn together.
const shortest = 15 * time.Minute

func (d *drag) resize(s *scene, t time.Time) bool {
	span := d.held.span
	if d.grip == gripStart {
		span.Start = d.edgeTo(s, span.Start, t)
	} else {
		span.End = d.edgeTo(s, span.End, t)
	}
	if !d.held.whole() {
		if cut, ok := span.Intersect(d.held.event.Span); ok {
			span = cut
		}
	}
	if span.Length() < shortest {
		return false
	}
	return d.aim(span, d.own, shift{})
}

// along returns the pointer moved back to the axis of the press from which it is nearer.
func (d *drag) along(s *scene, x, y float32) (float32, float32) {
	x0, y0 := s.xOf(d.from), s.yOf(d.from)
	if dx, dy := x-x0, y-y0; dx*dx >= dy*dy {
		return x, y0
	}
	return x0, y
}

// stretched returns the span with its ends where keys moved them.
func (d *drag) stretched(span planner.Span, loc *time.Location) planner.Span {
	for i, end := range []*time.Time{&span.Start, &span.End} {
		*end = d.ends[i].apply(planner.Span{Start: *end, End: end.Add(1)}, loc).Start
	}
	return span
}

// stretch moves the start (0) or the end (1) of a block that was lifted by key, by days far out and by steps of the
// grid closer in. One that moves with others, or has no length, stays as it is.
func (d *drag) stretch(s *scene, end, steps int) bool {
	switch {
	case d.phase != dragging:
		return false
	case d.grip == gripDraw:
		return d.stretchNew(s, end, steps)
	case d.grip != gripMove || len(d.ids) > 1 || instant(d.held.event.Kind) || !d.held.whole() && d.byDays(s):
		return false
	}
	d.inner = !d.held.whole()
	was := d.ends
	base := d.move.apply(d.held.span, s.scale.loc)
	from, edge := base.End, d.span.End
	if end == 0 {
		from, edge = base.Start, d.span.Start
	}
	if d.byDays(s) {
		d.ends[end].days += steps
	} else {
		d.ends[end] = shift{by: snap(edge, d.grid(s), s.scale.loc).Add(time.Duration(steps) * d.grid(s)).Sub(from)}
	}
	span := d.stretched(base, s.scale.loc)
	if !d.held.whole() {
		span, _ = span.Intersect(d.held.event.Span)
	}
	if span.Length() < shortest {
		d.ends = was
		return false
	}
	return d.aim(span, d.lane, d.move)
}

// nudge moves a block that was lifted by key: by days and steps of the grid, and by lanes that take it.
func (d *drag) nudge(s *scene, steps, lanes int) bool {
	switch {
	case d.phase != dragging:
		return false
	case d.grip == gripDraw:
		return d.nudgeNew(s, steps, lanes)
	case d.grip != gripMove:
		return false
	}
	span := shift{-d.ends[0].days, -d.ends[0].by}.apply(d.span, s.scale.loc) // before keys moved its start
	start := span.Start.Add(time.Duration(steps) * d.grid(s))
	if d.byDays(s) {
		start = span.MoveDays(steps, s.scale.loc).Start
	}
	return d.moveTo(s, start, d.nextLane(s, lanes))
}

// nextLane returns the next lane up or down that takes the held block, the present one where there is none.
func (d *drag) nextLane(s *scene, step int) int {
	for l := d.lane + step; step != 0 && l >= 0 && l < len(s.lanes); l += step {
		if _, ok := s.lanes[l].accepts(s.plan, d.held, s.lanes[d.own]); ok {
			return l
		}
	}
	return d.lane
}

// cancel lets go of whatever is held.
func (d *drag) cancel() { *d = drag{} }

// inside returns the span moved, if it must be, so that it lies in the session.
func inside(span, session planner.Span) planner.Span {
	length := span.Length()
	if span.End.After(session.End) {
		span = planner.Span{Start: session.End.Add(-length), End: session.End}
	}
	if span.Start.Before(session.Start) {
		span = planner.Span{Start: session.Start, End: session.Start.Add(length)}
	}
	return span
}
