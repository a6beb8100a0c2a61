package calendar

import (
	"slices"

	"bfplanner/planner"
)

// Mark marks places for an event of the plan until it is called again; an empty ID takes the marks away.
func (b *Board) Mark(id string, places []Landing) {
	if b.marked == "" && id == "" {
		return
	}
	b.marked, b.places = id, places
	b.Refresh()
}

// Lane returns the kind of event that stands on the lane of a spot, and whose lane it is. A spot of a view without lanes
// is one for lives.
func (b *Board) Lane(spot Spot) (planner.Kind, planner.Lane) {
	s := &b.scene
	if spot.lane < 0 || spot.lane >= len(s.lanes) {
		return planner.Live, planner.Lane{}
	}
	l := s.lanes[spot.lane]
	kind := drawn[l.kind]
	if kind == "" {
		kind = planner.Live
	}
	lane := planner.Lane{}
	switch l.kind {
	case hostLane:
		lane.Host = l.id
	case lineLane:
		lane.Line = l.id
	}
	return kind, lane
}

// advised paints the places that are marked while nothing is dragged.
func (p *painter) advised() {
	if p.b.marked == "" || p.b.drag.active() {
		return
	}
	i := slices.IndexFunc(p.s.items, func(it item) bool { return it.event.ID == p.b.marked && it.shift < 0 })
	held := item{shift: -1, event: p.b.snap.Plan.Event(p.b.marked)}
	if i >= 0 {
		held = p.s.items[i]
	} else if held.event == nil {
		return
	} else if held.lane = slices.IndexFunc(p.s.lanes, func(l lane) bool { return drawn[l.kind] == held.event.Kind }); held.lane < 0 {
		return
	}
	p.mark(held, p.b.places)
}
