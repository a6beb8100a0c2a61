package calendar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

// The keys that a press or an arrow goes together with: one adds to the selection, another extends it, and a third frees
// a drag.
const (
	addModifier    = fyne.KeyModifierControl | fyne.KeyModifierSuper
	extendModifier = fyne.KeyModifierShift
	freeModifier   = fyne.KeyModifierAlt
)

// heed takes up the keys that are held while something is dragged, and reports whether a drop would now do another
// thing: Ctrl copies, Shift keeps to one axis, Alt frees from grid and days, and Ctrl with Alt leaves a live's teasers
// and flash deals where they are.
func (d *drag) heed(keys fyne.KeyModifier) bool {
	was := [2]bool{d.copy, d.alone}
	add, free, moves := keys&addModifier != 0, keys&freeModifier != 0, d.grip == gripMove
	d.alone = d.solo || moves && add && free
	d.copy = moves && add && !free
	d.free, d.lock = free && !(moves && add), keys&extendModifier != 0
	if d.copy != was[0] {
		d.pulls = nil // what stays where it is draws, too
	}
	return was != [2]bool{d.copy, d.alone}
}

// choose makes these the selected events and tells who listens.
func (b *Board) choose(ids []string) {
	if slices.Equal(ids, b.selected) {
		return
	}
	b.selected = ids
	b.Refresh()
	b.tellSelection()
}

func (b *Board) tellSelection() {
	if b.OnSelect == nil {
		return
	}
	if len(b.selected) == 0 {
		b.OnSelect(nil)
		return
	}
	b.OnSelect(b.Selected())
}

// selectOnly selects one event, none for "".
func (b *Board) selectOnly(id string) {
	if id == "" {
		b.choose(nil)
		return
	}
	b.choose([]string{id})
}

// chooseNew selects what the plan did not have before.
func (b *Board) chooseNew(before *planner.Plan) {
	var ids []string
	for _, e := range changed(before, b.snap.Plan, "") {
		ids = append(ids, e.ID)
	}
	if len(ids) > 0 {
		b.stand(cursor{ids[0], -1})
		b.choose(ids)
	}
}

// stand puts the keys on a block, from which a selection is extended later.
func (b *Board) stand(c cursor) { b.cursor, b.anchor = c, c }

// toggle takes the event into the selection, or out of it.
func (b *Board) toggle(id string) {
	if i := slices.Index(b.selected, id); i >= 0 {
		b.choose(slices.Delete(b.Selected(), i, i+1))
		return
	}
	b.choose(append(b.Selected(), id))
}

// extend selects all from the block where the selection began to the one on which the keys stand.
func (b *Board) extend() {
	from, to := b.scene.find(b.anchor.id, b.anchor.shift), b.scene.find(b.cursor.id, b.cursor.shift)
	if to < 0 {
		return
	}
	if from < 0 {
		from = to
	}
	b.choose(b.scene.between(from, to))
}

// between returns the events of all blocks that stand in the lanes and in the time of two blocks and of what lies
// between these, each once, in the order of the lanes.
func (s *scene) between(i, j int) []string {
	a, z := s.items[i], s.items[j]
	first, last := min(a.lane, z.lane), max(a.lane, z.lane)
	from, until := min(a.from, z.from), max(a.until, z.until)
	return s.eventsOf(func(it item) bool {
		return it.lane >= first && it.lane <= last && it.from < until && it.until > from
	})
}

// within returns the events of all blocks that the rectangle touches, each once.
func (s *scene) within(r rect) []string {
	touched := func(o rect) bool { return o.x0 < r.x1 && r.x0 < o.x1 && o.y0 < r.y1 && r.y0 < o.y1 }
	if s.grid != nil {
		return s.eventsOf(func(it item) bool { return touched(s.pieceOf(it)) })
	}
	return s.eventsOf(func(it item) bool { return touched(s.rect(it)) })
}

// eventsOf returns the events of the blocks that are meant, each once, in the order of the blocks.
func (s *scene) eventsOf(meant func(item) bool) []string {
	var ids []string
	seen := map[string]bool{}
	for _, it := range s.items {
		if !seen[it.event.ID] && meant(it) {
			seen[it.event.ID] = true
			ids = append(ids, it.event.ID)
		}
	}
	return ids
}

// place is a point of the board that stays where it is on the plan however the view moves: an instant, and a
// distance from the top of the first lane, which among the days without hours of a grid is below zero. x is where it
// was on the board.
type place struct {
	at time.Time
	y  float32
	x  float32
}

// place returns what stands at x, y.
func (s *scene) place(x, y float32) place {
	if s.grid != nil {
		h := s.grid.hit(s, x, y)
		return place{h.at, h.y, x}
	}
	return place{s.scale.at(x), y - s.top + s.scroll, x}
}

// xOf returns where the place stands; a grid, whose days are not in one row, leaves it where it was.
func (s *scene) xOf(p place) float32 {
	if s.grid != nil {
		return p.x
	}
	return s.scale.x(p.at)
}

// yOf returns the height at which the place stands; what lasts for days stands above the hours of a week, and does not
// scroll with them.
func (s *scene) yOf(p place) float32 {
	if _, ok := s.grid.(*week); ok && p.y < 0 {
		return p.y + s.top
	}
	return p.y + s.top - s.scroll
}

// frame makes a press on an empty place draw a frame about blocks, which are selected beside those kept.
func (d *drag) frame(kept, before []string) {
	d.grip, d.kept, d.before = gripFrame, kept, before
}

// framed returns the events to select: those kept, then those that the frame touches.
func (d *drag) framed(s *scene) []string {
	ids := slices.Clone(d.kept)
	for _, id := range s.within(d.frameRect(s)) {
		if !slices.Contains(d.kept, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// frameRect returns the frame that is drawn about blocks, cut to where lanes stand.
func (d *drag) frameRect(s *scene) rect {
	x0, x1 := s.xOf(d.from), s.xOf(d.corner)
	y0, y1 := s.yOf(d.from), s.yOf(d.corner)
	return rect{fmax(fmin(x0, x1), s.scale.left), fmax(fmin(y0, y1), s.top), fmax(x0, x1), fmax(y0, y1)}
}
