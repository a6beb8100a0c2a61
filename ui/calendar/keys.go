package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// FocusGained marks where the keys stand.
func (b *Board) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost gives up a block that was lifted by key.
func (b *Board) FocusLost() {
	b.focused = false
	if b.drag.keys {
		b.letGo()
	}
	b.Refresh()
}

// TypedShortcut walks with Ctrl and the arrows without selecting, takes the block into the selection or out of it with
// Ctrl and Space, selects everything with Ctrl+A, and hands other shortcuts on.
func (b *Board) TypedShortcut(s fyne.Shortcut) {
	custom, _ := s.(*desktop.CustomShortcut)
	switch {
	case b.snap == nil:
	case b.drag.keys && custom != nil && custom.Modifier&addModifier != 0 && b.lengthwise(steps[custom.KeyName]) != 0:
		b.stretch(0, b.lengthwise(steps[custom.KeyName]))
		return
	case b.drag.keys && custom != nil && custom.Modifier&freeModifier != 0 && steps[custom.KeyName][0] != 0:
		b.drag.free = true
		b.nudge(steps[custom.KeyName][0], 0)
		b.drag.free = false
		return
	case b.drag.active():
	case s.ShortcutName() == (&fyne.ShortcutSelectAll{}).ShortcutName():
		b.choose(b.scene.eventsOf(func(item) bool { return true }))
		return
	case custom != nil && custom.Modifier&addModifier != 0:
		if step, ok := steps[custom.KeyName]; ok {
			b.walk(step[0], step[1], addModifier)
			return
		}
		if custom.KeyName == fyne.KeySpace && b.cursor.id != "" {
			b.anchor = b.cursor
			b.toggle(b.cursor.id)
			return
		}
	}
	if b.OnShortcut != nil {
		b.OnShortcut(s)
	}
}

// steps are the arrow keys: to the sides and down.
var steps = map[fyne.KeyName][2]int{
	fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1},
}

// step returns where a key goes: an arrow, or Tab to the next lane, with Shift to the one before.
func (b *Board) step(key fyne.KeyName) ([2]int, bool) {
	if key != fyne.KeyTab {
		step, ok := steps[key]
		return step, ok
	}
	if b.modifiers()&extendModifier != 0 {
		return [2]int{0, -1}, true
	}
	return [2]int{0, 1}, true
}

// TypedKey walks the blocks by the arrows, with Shift selecting all on the way, lifts with Space, moves what is lifted by the arrows, drops with Enter and
// gives up with Escape. Delete and Enter on a block are told, Home goes to the start of the sale.
func (b *Board) TypedKey(ev *fyne.KeyEvent) {
	if b.snap == nil || b.keyLine(ev.Name) {
		return
	}
	step, arrow := b.step(ev.Name)
	switch {
	case ev.Name == fyne.KeyEscape && b.Cancel():
	case b.drag.keys && arrow && b.lengthwise(step) != 0 && b.modifiers()&extendModifier != 0:
		b.stretch(1, b.lengthwise(step))
	case b.drag.keys && arrow:
		b.nudge(step[0], step[1])
	case b.drag.keys && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter || ev.Name == fyne.KeySpace):
		b.drop()
	case b.drag.active():
		return
	case arrow:
		keys := b.modifiers()
		if ev.Name == fyne.KeyTab {
			keys = 0 // with Shift it goes back, and selects no more
		}
		b.walk(step[0], step[1], keys)
	case ev.Name == fyne.KeySpace:
		b.lift()
	case ev.Name == fyne.KeyHome:
		b.goToSale()
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && b.cursor.id != "" && b.OnOpen != nil:
		b.OnOpen(b.cursor.id)
	case (ev.Name == fyne.KeyDelete || ev.Name == fyne.KeyBackspace) && len(b.selected) > 0 && b.OnDelete != nil:
		b.OnDelete(b.Selected())
	case b.OnKey != nil:
		b.OnKey(ev)
	}
}

// Shelve puts the selected events back into the backlog.
func (b *Board) Shelve() {
	if b.snap == nil || b.OnDo == nil {
		return
	}
	if command := unscheduled(b.snap.Plan, b.selected); command != nil {
		b.letGo()
		b.OnDo(command)
	}
}

// TypedRune zooms with + and -, draws a new event with n, puts the selected events back into the backlog with b, and goes to the start of the sale with t.
func (b *Board) TypedRune(r rune) {
	switch {
	case b.vary(r):
		return
	case b.New != nil && (r == 'n' || r == 'N'):
		b.drawByKey()
		return
	}
	switch r {
	case 'b', 'B':
		b.Shelve()
	case '+', '=':
		b.ZoomIn()
	case '-':
		b.ZoomOut()
	case 't', 'T':
		b.goToSale()
	case ' ':
	default:
		if b.OnRune != nil {
			b.OnRune(r)
		}
	}
}

// vary changes what dropping the block on its way does: with c one that was lifted by key is copied in place of moved,
// with a a live goes without its teasers
// and flash deals, and 1, 2 or 3 bring it to one of the places found. It reports whether the key was meant so.
func (b *Board) vary(r rune) bool {
	d := &b.drag
	switch {
	case !d.active() || d.grip != gripMove:
		return false
	case d.keys && (r == 'c' || r == 'C'):
		d.copy = !d.copy
	case r >= '1' && int(r-'1') < len(b.landings):
		b.land(b.landings[r-'1'])
		return true
	case r == 'a' || r == 'A':
		d.solo = !d.solo
		d.alone = d.solo
	default:
		return false
	}
	b.reconsider()
	b.Refresh()
	return true
}

// drawByKey begins a new event after the block on which the keys stand, in its lane, else in the middle of the view.
func (b *Board) drawByKey() {
	if b.snap == nil || b.drag.active() {
		return
	}
	s := &b.scene
	lane, t := 0, b.focusTime()
	if i := s.find(b.cursor.id, b.cursor.shift); i >= 0 {
		lane, t = s.items[i].lane, s.items[i].span.End
	}
	for lane < len(s.lanes) && drawn[s.lanes[lane].kind] == "" {
		lane++
	}
	if lane == len(s.lanes) || !b.drag.begin(s, lane, place{at: t}, b.New, true) {
		return
	}
	b.reconsider()
	b.showSpan(b.drag.span)
}

func (b *Board) goToSale() {
	if b.snap != nil {
		if b.scene.grid != nil {
			b.showSpan(b.snap.Plan.Sale.Span)
			return
		}
		s := b.scene.scale
		s.origin = b.snap.Plan.Sale.Span.Start
		b.look(s.pan((s.right - s.left) / 12))
	}
}

func (b *Board) lift() {
	i := b.scene.find(b.cursor.id, b.cursor.shift)
	if i < 0 {
		return
	}
	b.drag.lift(b.scene.items[i], b.selected)
	b.lifted = fyne.Position{}
	b.bringIntoSight(i)
}

func (b *Board) nudge(dx, dy int) {
	var moved bool
	if b.scene.grid != nil {
		moved = b.drag.nudgeGrid(&b.scene, dx, dy)
	} else {
		moved = b.drag.nudge(&b.scene, dx, dy)
	}
	if moved {
		b.reconsider()
		b.showSpan(b.drag.span)
	}
}

// stretch moves the start (0) or the end (1) of a lifted block.
func (b *Board) stretch(end, steps int) {
	if b.drag.stretch(&b.scene, end, steps) {
		b.reconsider()
		b.showSpan(b.drag.span)
	}
}

// AcceptsTab keeps Tab for the board, on which it goes from lane to lane. F6 leaves the board.
func (b *Board) AcceptsTab() bool { return true }

// walk goes to the next block of the lane, or to the block of the next lane that is nearest in time, and selects it:
// alone, or with all from where the selection began. With Ctrl held the selection stays.
func (b *Board) walk(dx, dy int, keys fyne.KeyModifier) {
	s := &b.scene
	at := s.find(b.cursor.id, b.cursor.shift)
	next := -1
	switch {
	case at < 0:
		next = s.firstIn(s.sight())
	case s.grid != nil:
		next = s.neighbour(at, dx, dy)
	case dx != 0:
		if n := at + dx; n >= 0 && n < len(s.items) && s.items[n].lane == s.items[at].lane {
			next = n
		}
	default:
		for l := s.items[at].lane + dy; next < 0 && l >= 0 && l < len(s.lanes); l += dy {
			next = s.nearest(l, s.items[at].from)
		}
	}
	if next < 0 {
		return
	}
	it := s.items[next]
	b.cursor = cursor{it.event.ID, it.shift}
	switch {
	case keys&addModifier != 0:
	case keys&extendModifier != 0:
		b.extend()
	default:
		b.anchor = b.cursor
		b.selectOnly(it.event.ID)
	}
	b.bringIntoSight(next)
}

// firstIn returns the earliest block of the topmost lane that begins in the span, else the first of all.
func (s *scene) firstIn(span planner.Span) int {
	for i, it := range s.items {
		if span.Contains(it.span.Start) {
			return i
		}
	}
	return min(0, len(s.items)-1)
}

// nearest returns the block of the lane whose start is nearest to the Unix second, -1 where the lane is empty.
func (s *scene) nearest(l int, from int64) int {
	best, gap := -1, int64(0)
	for i := s.lanes[l].from; i < s.lanes[l].to; i++ {
		if d := max(s.items[i].from-from, from-s.items[i].from); best < 0 || d < gap {
			best, gap = i, d
		}
	}
	return best
}
