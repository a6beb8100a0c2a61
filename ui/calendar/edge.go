package calendar

import (
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

// The strip along each side in which a drag scrolls the board, and by how much at each tick, at most.
const (
	scrollZone float32 = 28
	scrollStep float32 = 9
)

// pull returns by how much a drag that was pressed at one point and is at another scrolls at each tick: the more the
// nearer it is to a side. Among days without hours, as on the ruler, it does not scroll up and down.
func (d *drag) pull(s *scene, at, pressed fyne.Position) (by fyne.Delta) {
	if d.grip == gripNew {
		pressed = fyne.NewPos((s.scale.left+s.scale.right)/2, (s.top+s.height)/2) // beside the board, which says nothing
	}
	by.DX = edgePull(at.X, pressed.X, s.scale.left, s.scale.right)
	if d.grip != gripRisk && d.from.y >= 0 {
		by.DY = edgePull(at.Y, pressed.Y, s.top, s.height)
	}
	return by
}

// edgePull is the pull along one axis of the strips inside two edges.
func edgePull(at, pressed, low, high float32) float32 {
	low, high = low+scrollZone, high-scrollZone
	return stripPull(low-at, low-pressed) - stripPull(at-high, pressed-high)
}

// stripPull is the pull of one strip, by how deep in it the pointer is and was when it was pressed. What was pressed in
// the strip is scrolled only once it has gone towards the edge, since the first and the last lane, or half a day, lie
// there.
func stripPull(depth, pressed float32) float32 {
	if depth <= 0 || pressed > 0 && depth < fmin(scrollZone, pressed+scrollZone/2) {
		return 0
	}
	return scrollStep * (1 + 3*fmin(1, depth/scrollZone)) / 4
}

// scrollAtEdge starts or stops the scrolling that a drag near a side brings.
func (b *Board) scrollAtEdge(at fyne.Position) {
	by := b.drag.pull(&b.scene, at, b.pressed)
	if by.IsZero() {
		b.stopScrolling()
		return
	}
	b.scrollBy = by
	if b.scroller == nil {
		b.scroller = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear, Tick: b.scrollTick}
		b.scroller.Start()
	}
}

func (b *Board) scrollTick(float32) {
	if b.scrollBy.IsZero() || !b.drag.active() {
		return
	}
	if g := b.scene.grid; g != nil {
		g.pan(&b.scene, b.scrollBy.DX, b.scrollBy.DY)
	} else {
		b.scene.scroll -= b.scrollBy.DY
		b.scene.scale, b.frame = b.scene.scale.pan(b.scrollBy.DX).within(b.snap.Plan.Sale.Campaign()), planner.Span{}
	}
	b.follow(b.pointer)
}

func (b *Board) stopScrolling() {
	if b.scroller != nil {
		b.scroller.Stop()
	}
	b.scroller, b.scrollBy = nil, fyne.Delta{}
}
