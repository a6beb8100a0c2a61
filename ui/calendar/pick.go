package calendar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// Spot is a place of the board as a menu on it knows it.
type Spot struct {
	At     time.Time // the nearest instant to which drags go, or any of the day
	ByDays bool      // only the day of At counts
	lane   int
}

// TappedSecondary asks for a menu on what is under the pointer.
func (b *Board) TappedSecondary(ev *fyne.PointEvent) {
	if b.snap == nil || b.OnMenu == nil {
		return
	}
	id, at, s := "", b.point(ev.Position), &b.scene
	h := s.hit(at.X, at.Y)
	if h.item >= 0 {
		id = s.items[h.item].event.ID
	}
	b.OnMenu(id, Spot{snap(h.at, s.scale.grid(), s.scale.loc), s.scale.far(), h.lane}, ev.AbsolutePosition)
}

// NewAt puts a new event of the kind where a menu was opened: on the lane there if it holds such events, else on the
// first that does.
func (b *Board) NewAt(kind planner.Kind, spot Spot) {
	if b.snap == nil || b.New == nil {
		return
	}
	b.letGo()
	s := &b.scene
	at := spot.lane
	if at < 0 || drawn[s.lanes[at].kind] != kind {
		at = max(0, slices.IndexFunc(s.lanes, func(l lane) bool { return drawn[l.kind] == kind }))
	}
	d := &b.drag
	*d = drag{phase: dragging, grip: gripDraw, keys: true, create: b.New, own: at, lane: at, held: item{shift: -1, event: b.New(kind, planner.Span{})}}
	d.span = d.usual(s, spot.At)
	b.drop()
}

// Lift takes the event's block up, and what is selected with it, as Space does: arrow keys or the pointer bring it to
// another place, Enter or a click puts it down, Escape gives up.
func (b *Board) Lift(id string) {
	if i := b.scene.find(id, -1); b.snap != nil && i >= 0 {
		b.letGo()
		b.stand(cursor{id, -1})
		b.lift()
		b.Refresh()
	}
}

// firmly is how far the pointer moves before it carries a block that was lifted by key, so that the keys may go on
// while the hand lies on the mouse.
const firmly = 12

// carry brings a block that was lifted by key to the pointer, once that has moved firmly.
func (b *Board) carry(at fyne.Position) {
	if b.lifted.IsZero() {
		b.lifted = at
		return
	}
	if dx, dy := at.X-b.lifted.X, at.Y-b.lifted.Y; dx*dx+dy*dy < firmly*firmly {
		return
	}
	b.lifted = at.AddXY(-2*firmly, 0) // from now on it follows
	b.bring(at)
}

// bring has the pointer move a block that was lifted by key, as if it held its start.
func (b *Board) bring(at fyne.Position) {
	d := &b.drag
	if d.grip != gripMove {
		return
	}
	b.pointer, d.keys, d.ends = at, false, [2]shift{}
	d.free = b.modifiers()&freeModifier != 0
	if d.to(&b.scene, at.X, at.Y) {
		b.reconsider()
	}
	d.keys, d.free = true, false
	b.Refresh()
}

// putDown drops a block that was lifted by key where the board is clicked.
func (b *Board) putDown(ev *desktop.MouseEvent) {
	at := b.point(ev.Position)
	if !b.drag.keys || ev.Button != desktop.MouseButtonPrimary || at.X < b.scene.scale.left || at.Y < b.scene.top {
		return
	}
	b.bring(at)
	b.drop()
	b.presses = [2]string{}
}
