package calendar

import (
	"cmp"
	"slices"

	"bfplanner/planner"
	"bfplanner/ui/filter"
)

// LaneMode says whose lanes the lives stand in.
type LaneMode int

// The lane modes: ByHost has one lane for the sessions and one for each host with the shifts, ByStudio one lane
// for each studio with its sessions, ByKind one lane for each kind. ByLine has a lane for each line of products, and
// ByChannel one for each channel on which something happens, whatever the kind; milestones keep a lane of their own.
const (
	ByHost LaneMode = iota
	ByStudio
	ByKind
	ByLine
	ByChannel
	byDate // a single lane, as grids have it
)

// LaneModes lists the modes in the order in which switches show them.
var LaneModes = []LaneMode{ByHost, ByStudio, ByKind, ByLine, ByChannel}

// String returns the mode as settings keep it: host, studio, kind, line or channel.
func (m LaneMode) String() string {
	return [...]string{"host", "studio", "kind", "line", "channel", "date"}[m]
}

// laneKind says what a lane holds; the order is that of the lanes.
type laneKind uint8

const (
	videoLane laneKind = iota
	liveLane
	studioLane
	hostLane
	couponLane
	flashLane
	lineLane     // everything about a line; the one without an ID is the whole shop
	channelLane  // what is off the sale's platform, and ads
	allOfChannel // everything on a channel
	milestoneLane
	everyLane // of a grid
)

// kindLanes says in which lane events of a kind stand on the sale's platform; ads and whatever happens elsewhere
// stand in the lane of their channel.
var kindLanes = map[planner.Kind]laneKind{
	planner.Video: videoLane, planner.Live: liveLane, planner.Coupon: couponLane, planner.Flash: flashLane,
	planner.Ad: channelLane, planner.Milestone: milestoneLane,
}

// lane is one strip of the board. Its y is counted from the top of the first lane, before scrolling.
type lane struct {
	kind laneKind
	id   string // of the host, studio or channel
	y, h float32
	rows int
	from int // its items are items[from:to] of the scene, in the order of their starts
	to   int
}

// item is one block: an event, or one shift of a live in its host's lane.
type item struct {
	event *planner.Event
	shift int // index of the shift, -1 for the event itself
	span  planner.Span
	lane  int
	row   int
	from  int64 // of span, Unix seconds
	until int64 // where the drawn block ends, which for a chip is later than the span's end
	// Far out, blocks of a busy day that find no row any more are folded into the last that did.
	folded bool
	stands int // how many the block stands for besides itself
}

// whole reports whether moving the block moves its event: it is the event, or the only shift of its live.
func (it item) whole() bool { return it.shift < 0 || it.span == it.event.Span }

// host returns the host whose shift the block is, "" where it is none.
func (it item) host() string {
	if it.shift < 0 {
		return ""
	}
	return it.event.Live.Shifts[it.shift].Host
}

// laneKey finds a lane by what it holds.
type laneKey struct {
	kind laneKind
	id   string
}

// keysOf returns the lanes in which the event stands, and for each the shift that stands there.
func keysOf(p *planner.Plan, e *planner.Event, mode LaneMode, put func(laneKey, int)) {
	kind := kindLanes[e.Kind]
	switch {
	case mode == byDate:
		put(laneKey{kind: everyLane}, -1)
	case e.Kind == planner.Milestone:
		put(laneKey{kind: milestoneLane}, -1)
	case mode == ByLine:
		put(laneKey{lineLane, lineOf(p, e)}, -1)
	case mode == ByChannel:
		put(laneKey{allOfChannel, e.Channel}, -1)
	case !p.OnPlatform(e) && e.Channel != "":
		put(laneKey{channelLane, e.Channel}, -1)
	case kind == channelLane:
		put(laneKey{channelLane, e.Channel}, -1)
	case e.Live != nil && mode == ByStudio:
		put(laneKey{studioLane, e.Live.Studio}, -1)
	case e.Live != nil:
		put(laneKey{kind: liveLane}, -1)
		if mode == ByKind {
			return
		}
		for i, s := range e.Live.Shifts {
			put(laneKey{hostLane, s.Host}, i)
		}
	default:
		put(laneKey{kind: kind}, -1)
	}
}

// lineOf returns the line in whose lane the event stands: its own, or that of its first product; "" for the whole shop.
func lineOf(p *planner.Plan, e *planner.Event) string {
	if list := filter.Lines(p, e); len(list) > 0 {
		return list[0]
	}
	return ""
}

// standing returns the lanes that are there whatever the plan has, but for that of the milestones.
func standing(p *planner.Plan, mode LaneMode) []lane {
	var lanes []lane
	switch mode {
	case ByLine:
		lanes = append(lanes, lane{kind: lineLane})
		for _, l := range p.Lines.All() {
			lanes = append(lanes, lane{kind: lineLane, id: l.ID})
		}
		return lanes
	case ByChannel:
		return append(lanes, lane{kind: allOfChannel, id: platformOf(p)})
	}
	lanes = append(lanes, lane{kind: videoLane})
	if mode == ByStudio {
		for _, s := range p.Studios.All() {
			lanes = append(lanes, lane{kind: studioLane, id: s.ID})
		}
	} else {
		lanes = append(lanes, lane{kind: liveLane})
	}
	if mode == ByHost {
		for _, h := range p.Hosts.All() {
			lanes = append(lanes, lane{kind: hostLane, id: h.ID})
		}
	}
	return append(lanes, lane{kind: couponLane}, lane{kind: flashLane})
}

// lanesOf returns the plan's lanes from top to bottom: those that are always there, one for each host or studio,
// and one for each channel that has events of its own.
func lanesOf(p *planner.Plan, mode LaneMode) []lane {
	if mode == byDate {
		return []lane{{kind: everyLane}}
	}
	lanes := standing(p, mode)
	known := map[laneKey]bool{}
	for _, l := range lanes {
		known[laneKey{l.kind, l.id}] = true
	}
	var extra []lane
	for _, e := range p.Events.All() {
		if !e.Scheduled() {
			continue
		}
		keysOf(p, e, mode, func(k laneKey, _ int) {
			if !known[k] && k.kind != milestoneLane {
				known[k] = true
				extra = append(extra, lane{kind: k.kind, id: k.id})
			}
		})
	}
	lanes = append(lanes, extra...)
	slices.SortStableFunc(lanes, func(a, b lane) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) })
	return append(lanes, lane{kind: milestoneLane})
}

// itemsOf returns the blocks of the plan's scheduled events, those of one lane together and in the order of their
// starts, and tells each lane which are its own.
func itemsOf(p *planner.Plan, mode LaneMode, lanes []lane) []item {
	return itemsBut(p, mode, lanes, nil)
}

// itemsBut leaves the events of those IDs out.
func itemsBut(p *planner.Plan, mode LaneMode, lanes []lane, out map[string]bool) []item {
	index := make(map[laneKey]int, len(lanes))
	for i, l := range lanes {
		index[laneKey{l.kind, l.id}] = i
	}
	items := make([]item, 0, p.Events.Len()+p.Events.Len()/2)
	for _, e := range p.Events.All() {
		if !e.Scheduled() || out[e.ID] {
			continue
		}
		keysOf(p, e, mode, func(k laneKey, shift int) {
			i, ok := index[k]
			if !ok {
				return
			}
			span := e.Span
			if shift >= 0 {
				span = e.Live.Shifts[shift].Span
			}
			items = append(items, item{event: e, shift: shift, span: span, lane: i, from: span.Start.Unix()})
		})
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Or(cmp.Compare(a.lane, b.lane), cmp.Compare(a.from, b.from)) })
	at := 0
	for i := range lanes {
		lanes[i].from = at
		for at < len(items) && items[at].lane == i {
			at++
		}
		lanes[i].to = at
	}
	return items
}

// accepts returns what dropping the block on the lane changes about its event, and false where the block cannot
// stand there.
func (l lane) accepts(p *planner.Plan, it item, own lane) (planner.Lane, bool) {
	if l.kind == own.kind && l.id == own.id {
		return planner.Lane{}, true
	}
	e := it.event
	switch {
	case l.kind == lineLane && l.id != "":
		return planner.Lane{Line: l.id}, true
	case l.kind == allOfChannel && l.id != "" && e.Kind != planner.Milestone:
		return planner.Lane{Channel: l.id}, true
	case l.kind == hostLane && it.shift >= 0:
		return planner.Lane{Host: l.id, From: it.host()}, true
	case l.kind == studioLane && e.Live != nil && p.OnPlatform(e) && l.id != "":
		return planner.Lane{Studio: l.id}, true
	case it.shift >= 0:
		return planner.Lane{}, false
	case l.kind == channelLane && l.id != "" && e.Kind != planner.Milestone:
		if c, ok := p.Channels.Get(l.id); ok && (!c.Platform || e.Kind == planner.Ad) {
			return planner.Lane{Channel: l.id}, true
		}
	case own.kind == channelLane && l.kind == kindLanes[e.Kind]:
		return planner.Lane{Channel: platformOf(p)}, true
	}
	return planner.Lane{}, false
}

// platformOf returns the channel on which the plan's sale runs.
func platformOf(p *planner.Plan) string {
	for _, c := range p.Channels.All() {
		if c.Platform {
			return c.ID
		}
	}
	return planner.TikTok
}
