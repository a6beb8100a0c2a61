package calendar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// MouseDown selects what is pressed and makes ready to drag it.
func (b *Board) MouseDown(ev *desktop.MouseEvent) {
	if b.snap == nil {
		return
	}
	if b.drag.active() {
		b.putDown(ev)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b)
	}
	if b.pressLine(ev) {
		return
	}
	at := b.point(ev.Position)
	b.pressed = at
	h := b.scene.hit(at.X, at.Y)
	keys := b.modifiers()
	if ev.Button != desktop.MouseButtonPrimary {
		keys = 0
	}
	id := b.pick(h, keys)
	b.presses = [2]string{b.presses[1], id}
	if ev.Button == desktop.MouseButtonPrimary {
		b.drag.press(&b.scene, h, b.selected)
		if h.part == spot && keys&extendModifier != 0 {
			var kept []string
			if keys&addModifier != 0 {
				kept = b.Selected()
			}
			b.drag.frame(kept, b.Selected())
		} else if h.part == spot {
			b.drag.begin(&b.scene, h.lane, b.drag.from, b.New, false)
		}
		b.over = hit{item: -1, lane: -1, flag: -1}
		b.Refresh()
	}
}

// pick selects what is pressed, beside what is selected already where the keys say so, and leaves in b.click what
// waits until it is known that no drag follows. It returns the event that is pressed, "" for none and where keys are
// held, with which two clicks open nothing.
func (b *Board) pick(h hit, keys fyne.KeyModifier) string {
	b.click = nil
	if h.item < 0 {
		switch {
		case h.part == riskLabel && b.OnRisk != nil:
			b.click = func() { b.OnRisk(b.scene.flags[h.flag].Window.ID) }
		case h.part == moreLabel || h.part == dateLabel:
			b.click = func() { b.openCell(h) }
		case h.part == spot && keys&(addModifier|extendModifier) == 0:
			b.click = func() { b.selectOnly("") }
		}
		return ""
	}
	it := b.scene.items[h.item]
	id, chosen := it.event.ID, slices.Contains(b.selected, it.event.ID)
	b.cursor = cursor{id, it.shift}
	switch {
	case keys&addModifier != 0 && chosen:
		b.click = func() { b.toggle(id) }
	case keys&addModifier != 0:
		b.toggle(id)
	case !chosen:
		b.selectOnly(id)
	case len(b.selected) > 1:
		b.click = func() { b.selectOnly(id) }
	}
	if keys&extendModifier != 0 {
		b.click = b.extend
		return ""
	}
	b.anchor = b.cursor
	if keys&addModifier != 0 {
		return ""
	}
	return id
}

// MouseUp ends a press from which no drag came: on an empty place it clears the selection.
func (b *Board) MouseUp(*desktop.MouseEvent) {
	if b.releaseLine() || b.snap == nil || b.drag.phase != pressed {
		return
	}
	given := b.drag.grip == gripNone // up by Escape
	if b.drag.cancel(); given {
		return
	}
	if b.click != nil {
		b.click()
	}
}

// Tapped does nothing that MouseDown and MouseUp have not done, since Fyne calls it only after the time in which a
// second click could come.
func (b *Board) Tapped(*fyne.PointEvent) {}

// DoubleTapped opens the event on which both clicks were.
func (b *Board) DoubleTapped(*fyne.PointEvent) {
	if id := b.presses[1]; id != "" && id == b.presses[0] && b.OnOpen != nil {
		b.OnOpen(id)
	}
}

// Dragged moves what was pressed. A drag that begins without a press, as on a touch screen, presses first.
func (b *Board) Dragged(ev *fyne.DragEvent) {
	if b.dragLine(ev) || b.snap == nil || b.drag.keys {
		return
	}
	at, by := b.point(ev.Position), b.point(fyne.NewPos(ev.Dragged.DX, ev.Dragged.DY))
	if b.drag.phase == idle {
		from := at.Subtract(by)
		b.drag.press(&b.scene, b.scene.hit(from.X, from.Y), b.selected)
	}
	if b.drag.grip == gripPan {
		b.drag.phase = dragging
		b.panBy(by.X, by.Y)
		return
	}
	b.follow(at)
	if b.shelve(ev.AbsolutePosition); b.drag.away {
		b.stopScrolling()
	} else if b.drag.active() {
		b.scrollAtEdge(at)
	}
}

// shelve finds whether blocks are where events without a time are kept.
func (b *Board) shelve(at fyne.Position) {
	away := b.Shelf != nil && b.drag.grip == gripMove && b.drag.active() && b.Shelf(at)
	if away == b.drag.away {
		return
	}
	b.drag.away = away
	b.reconsider()
	b.Refresh()
	if b.OnShelf != nil {
		b.OnShelf(away)
	}
}

// follow brings what is held to the pointer.
func (b *Board) follow(at fyne.Position) {
	b.pointer = at
	changed := b.drag.heed(b.modifiers())
	if b.drag.to(&b.scene, at.X, at.Y) || changed {
		b.reconsider()
	}
	if b.drag.grip == gripFrame {
		b.selected = b.drag.framed(&b.scene)
	}
	b.Refresh()
}

// DragEnd drops what was dragged.
func (b *Board) DragEnd() {
	if !b.dropLine() && !b.drag.keys {
		b.drag.heed(b.modifiers())
		b.drop()
	}
}

func (b *Board) drop() {
	command, grip, span := b.drag.command(&b.scene), b.drag.grip, b.drag.span
	if !b.drag.active() {
		grip = gripNone
	}
	b.letGo()
	switch {
	case grip == gripFrame:
		b.tellSelection()
	case command != nil && b.OnDo != nil:
		before := b.snap
		b.OnDo(command)
		if _, added := command.(planner.Add); (added || grip == gripNew) && before.Plan.ID == b.snap.Plan.ID {
			b.chooseNew(before.Plan)
		}
		if grip == gripDraw && b.OnNew != nil && len(b.selected) == 1 && before != b.snap {
			b.OnNew(b.selected[0])
		}
	case grip == gripRisk && b.OnRiskDraw != nil:
		b.OnRiskDraw(span)
	}
}

// letGo ends a drag without a trace.
func (b *Board) letGo() {
	b.stopScrolling()
	if b.drag.away && b.OnShelf != nil {
		b.OnShelf(false)
	}
	b.drag.cancel()
	b.ghost = ghost{}
	b.moved()
	b.Refresh()
}

// Cancel gives up the drag that is under way and reports whether there was one.
func (b *Board) Cancel() bool {
	if !b.drag.active() {
		return false
	}
	byPointer := !b.drag.keys && b.drag.grip != gripNew
	if b.drag.grip == gripFrame {
		b.selected = b.drag.before
	}
	b.letGo()
	if byPointer { // what is still pressed moves nothing more until it is released
		b.drag.phase = pressed
	}
	return true
}

// BeginTemplate starts to drag an event that has no place yet: a new one, as from a palette, or one of the backlog.
// Its span gives its length and, for the view of many days, its hour; it may be zero. at is on the board, and may lie outside while the pointer does. DragTo and
// Drop or Cancel follow.
func (b *Board) BeginTemplate(e *planner.Event, at fyne.Position) {
	if b.snap != nil {
		b.letGo()
		if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
			c.Focus(b) // so that Escape gives up
		}
		b.drag.template(e, b.scene.scale.loc)
		b.pressed = b.point(at)
		b.DragTo(at)
	}
}

// Place puts an event that has no place yet, as BeginTemplate takes it, in the middle of the view and of its lane.
func (b *Board) Place(e *planner.Event) {
	if b.snap == nil {
		return
	}
	b.letGo()
	s := &b.scene
	b.drag.template(e, s.scale.loc)
	lane := s.laneRect(max(0, s.homeOf(e)))
	b.drag.to(s, (s.scale.left+s.scale.right)/2, (lane.y0+lane.y1)/2)
	b.drop()
	if i := s.find(b.cursor.id, -1); i >= 0 {
		b.bringIntoSight(i)
	}
}

// DragTo moves a template to the pointer; outside the lanes it would not be dropped.
func (b *Board) DragTo(at fyne.Position) {
	if b.drag.grip != gripNew {
		return
	}
	if at = b.point(at); at.X < b.scene.scale.left || at.Y < b.scene.top || at.X > b.scene.scale.right || at.Y > b.scene.height {
		b.drag.lane, b.drag.span, b.ghost = -1, planner.Span{}, ghost{}
		b.stopScrolling()
		b.Refresh()
		return
	}
	b.follow(at)
	// What comes in from the side scrolls nothing before it has been clear of the edges.
	if clear := at.X > b.scene.scale.left+scrollZone && at.X < b.scene.scale.right-scrollZone; clear || b.drag.inside {
		b.drag.inside = true
		b.scrollAtEdge(at)
	}
}

// Drop drops a template where it was dragged to.
func (b *Board) Drop() {
	if b.drag.grip == gripNew {
		b.drop()
	}
}

// Scrolled scrolls down and up, with Shift to the sides, and with Ctrl zooms about the pointer.
func (b *Board) Scrolled(ev *fyne.ScrollEvent) {
	if b.snap == nil {
		return
	}
	dx, dy := ev.Scrolled.DX, ev.Scrolled.DY
	switch mod := b.modifiers(); {
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		factor := zoomStep
		if dy+dx < 0 {
			factor = 1 / zoomStep
		}
		at := b.point(ev.Position)
		b.zoom(factor, fyne.NewPos(fmax(b.scene.scale.left, at.X), at.Y))
		return
	case mod&fyne.KeyModifierShift != 0:
		dx, dy = dx+dy, 0
	}
	b.panBy(dx, dy)
}

// MouseIn begins to follow the pointer.
func (b *Board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved finds what is under the pointer, for the cursor and the card that tells of a block.
func (b *Board) MouseMoved(ev *desktop.MouseEvent) {
	if b.snap != nil && b.drag.keys {
		b.carry(b.point(ev.Position))
		return
	}
	if b.snap == nil || b.drag.phase != idle {
		return
	}
	was, at := b.over, b.point(ev.Position)
	b.over = b.scene.hit(at.X, at.Y)
	b.hoverLine(at)
	if was.item != b.over.item {
		b.rest()
	}
}

// MouseOut forgets the pointer.
func (b *Board) MouseOut() {
	b.over = hit{item: -1, lane: -1, flag: -1}
	b.rest()
}

// restTime is how long the pointer rests on a block before a card tells of it.
const restTime = 350 * time.Millisecond

// rest takes the card of the last block away and waits before it shows the next.
func (b *Board) rest() {
	if b.resting != nil {
		b.resting.Stop()
		b.resting = nil
	}
	if b.told {
		b.told = false
		b.Refresh()
	}
	if b.over.item < 0 {
		return
	}
	b.resting = &fyne.Animation{Duration: restTime, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done >= 1 && b.over.item >= 0 && b.drag.phase == idle {
			b.told = true
			b.Refresh()
		}
	}}
	b.resting.Start()
}

// cursors are the shapes of the pointer over parts of the board.
var cursors = map[part]desktop.Cursor{
	body: desktop.PointerCursor, rulerDate: desktop.CrosshairCursor, riskLabel: desktop.PointerCursor, moreLabel: desktop.PointerCursor, dateLabel: desktop.PointerCursor,
}

// Cursor returns the shape of the pointer.
func (b *Board) Cursor() desktop.Cursor {
	if b.dark.near || b.dark.held {
		return desktop.HResizeCursor
	}
	if (b.over.part == startEdge || b.over.part == endEdge) && b.drag.phase == idle {
		return resizeCursor(b.upDown())
	}
	if c, ok := cursors[b.over.part]; ok && b.drag.phase == idle {
		return c
	}
	return desktop.DefaultCursor
}
