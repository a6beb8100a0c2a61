package calendar

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// drawn says what is drawn on an empty place of a lane. Where a lane holds several kinds, it is what stands there most.
var drawn = map[laneKind]planner.Kind{
	videoLane: planner.Video, liveLane: planner.Live, studioLane: planner.Live, hostLane: planner.Live, couponLane: planner.Coupon,
	flashLane: planner.Flash, channelLane: planner.Ad, milestoneLane: planner.Milestone, everyLane: planner.Live,
	lineLane: planner.Coupon, allOfChannel: planner.Live,
}

// ofDays are the kinds that are planned by the day: far out they are drawn over as many days as the pointer goes.
var ofDays = []planner.Kind{planner.Coupon, planner.Ad}

// maker makes a new event of the kind, which has no ID yet, in that span; the zero span asks for the time and the
// length with which one begins.
type maker func(planner.Kind, planner.Span) *planner.Event

// begin makes ready to draw a new event on an empty place of the lane, by pointer or by keys. It reports whether
// anything can be drawn there.
func (d *drag) begin(s *scene, lane int, from place, create maker, keys bool) bool {
	if create == nil || lane < 0 || drawn[s.lanes[lane].kind] == "" {
		return false
	}
	*d = drag{phase: pressed, grip: gripDraw, from: from, create: create, keys: keys, own: lane, lane: lane, held: item{shift: -1}}
	d.held.event = create(drawn[s.lanes[lane].kind], planner.Span{})
	if keys {
		d.phase = dragging
		d.span = d.usual(s, from.at)
	}
	return true
}

// fresh reports whether what is held is not on the plan yet.
func (d *drag) fresh() bool { return d.grip == gripNew || d.grip == gripDraw }

// usual returns the span that begins at t: far out on t's day at the hour with which such events begin.
func (d *drag) usual(s *scene, t time.Time) planner.Span {
	was := d.held.event.Span
	start := d.snap(s, t)
	if d.byDays(s) {
		clock := was.Start.In(s.scale.loc)
		start = planner.DateOf(t, s.scale.loc).At(clock.Hour(), clock.Minute(), s.scale.loc)
		if slices.Contains(ofDays, d.held.event.Kind) {
			return wholeDays(t, t, s.scale.loc)
		}
	}
	return planner.Span{Start: start, End: start.Add(was.Length())}
}

// drawTo brings the end that is drawn to t and reports whether the drop would now be another.
func (d *drag) drawTo(s *scene, t time.Time) bool {
	kind := d.held.event.Kind
	switch {
	case d.byDays(s) && slices.Contains(ofDays, kind):
		return d.aim(wholeDays(d.from.at, t, s.scale.loc), d.lane, shift{})
	case d.byDays(s) || instant(kind):
		return d.aim(d.usual(s, t), d.lane, shift{})
	}
	from, to := d.snap(s, d.from.at), d.snap(s, t)
	if to.Before(from) {
		from, to = to, from
	}
	if to.Sub(from) < shortest {
		to = from.Add(max(shortest, d.grid(s)))
	}
	return d.aim(planner.Span{Start: from, End: to}, d.lane, shift{})
}

// nudgeNew moves what is drawn by keys: by days and steps of the grid, and to other lanes, where it is of their kind.
func (d *drag) nudgeNew(s *scene, steps, lanes int) bool {
	lane := d.lane
	for l := lane + lanes; lanes != 0 && l >= 0 && l < len(s.lanes); l += lanes {
		if drawn[s.lanes[l].kind] != "" {
			lane = l
			break
		}
	}
	span := d.span
	switch {
	case lane != d.lane:
		at := d.span.Start
		d.held.event = d.create(drawn[s.lanes[lane].kind], planner.Span{})
		d.own, d.lane = lane, lane
		span = d.usual(s, at)
	case d.byDays(s):
		span = span.MoveDays(steps, s.scale.loc)
	default:
		span = span.Shift(snap(span.Start, d.grid(s), s.scale.loc).Sub(span.Start) + time.Duration(steps)*d.grid(s))
	}
	d.span = planner.Span{} // so that another kind at the same time is something new, too
	return d.aim(span, lane, shift{})
}

// stretchNew moves an end of what is drawn by keys.
func (d *drag) stretchNew(s *scene, end, steps int) bool {
	if instant(d.held.event.Kind) {
		return false
	}
	span := d.span
	edge := []*time.Time{&span.Start, &span.End}[end]
	if d.byDays(s) {
		*edge = planner.Span{Start: *edge, End: edge.Add(1)}.MoveDays(steps, s.scale.loc).Start
	} else {
		*edge = snap(*edge, d.grid(s), s.scale.loc).Add(time.Duration(steps) * d.grid(s))
	}
	if span.Length() < shortest {
		return false
	}
	return d.aim(span, d.lane, shift{})
}

// made returns the event that is drawn as the lane wants it: with its host, studio or channel.
func (d *drag) made(s *scene) *planner.Event {
	e, l := *d.create(d.held.event.Kind, d.span), s.lanes[d.lane]
	switch {
	case (l.kind == channelLane || l.kind == allOfChannel) && l.id != "":
		e.Channel = l.id
	case l.kind == lineLane:
		e.Line, e.Products = l.id, nil
	case e.Live != nil:
		live := *e.Live
		if l.kind == studioLane && l.id != "" {
			live.Studio = l.id
		}
		if l.kind == hostLane {
			live.Shifts = []planner.Shift{{Host: l.id, Span: d.span}}
		}
		e.Live = &live
	}
	return &e
}
