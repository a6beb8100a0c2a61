package calendar

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// Loss is what the board asks about the platform going dark. Its functions are called while the line is dragged, so they
// must be quick.
type Loss struct {
	// At returns what would be lost at the instant; the board draws it below the days.
	At func(time.Time) planner.Money
	// Lines returns what the card beside the line says of the instant, the total first.
	Lines func(time.Time) []LossLine
	// Drop is told where the line was dropped, or Enter pressed on it.
	Drop func(time.Time)
}

// LossLine is a line of the card: what it is, and how much.
type LossLine struct{ Name, Amount string }

// darkLine is the instant at which the platform goes dark, as a line across the timeline that is dragged along it. Only
// the timeline has one.
type darkLine struct {
	loss Loss
	at   time.Time // zero: no line
	plan string    // on which it was drawn; another plan has none
	grip float32   // from the line to the pointer that holds it
	held bool
	went bool // it was dragged since it was pressed
	keys bool // the arrows move it
	near bool // the pointer is over it
}

// lineReach is how near to the line the pointer takes hold of it.
const lineReach float32 = 6

// SetLoss says what the board knows of losses; without any there is no line.
func (b *Board) SetLoss(loss Loss) { b.dark.loss = loss }

// Dark returns the instant at which the line stands, zero where there is none.
func (b *Board) Dark() time.Time {
	if b.snap == nil || b.dark.plan != b.snap.Plan.ID {
		return time.Time{}
	}
	return b.dark.at
}

// SetDark shows the line at the instant, held inside the campaign, brings it into sight and gives it the arrow keys:
// a day each, with Shift an hour. The zero instant takes it away.
func (b *Board) SetDark(t time.Time) {
	d := &b.dark
	d.held, d.keys, d.near = false, !t.IsZero(), false
	if t.IsZero() || b.snap == nil {
		d.at = time.Time{}
		b.Refresh()
		return
	}
	b.letGo()
	b.SetView(Timeline)
	d.at, d.plan = b.heldInside(t), b.snap.Plan.ID
	if !b.VisibleSpan().Contains(d.at) {
		b.GoTo(d.at)
	}
	b.Refresh()
}

// heldInside returns the instant held inside the campaign and its tail.
func (b *Board) heldInside(t time.Time) time.Time {
	switch c := b.snap.Plan.Sale.Campaign(); {
	case t.Before(c.Start):
		return c.Start
	case t.After(c.End):
		return c.End
	}
	return t.UTC()
}

// lined reports whether the line can be seen and held.
func (b *Board) lined() bool { return !b.Dark().IsZero() && b.scene.grid == nil }

// onLine reports whether a point of the scene is where the line is taken hold of.
func (b *Board) onLine(at fyne.Position) bool {
	x := b.scene.scale.x(b.dark.at)
	return b.lined() && at.X >= b.scene.scale.left && at.Y >= phaseRow && at.X > x-lineReach && at.X < x+lineReach
}

// pressLine takes hold of the line under the pointer, and reports whether it did. A press elsewhere takes the keys from it.
func (b *Board) pressLine(ev *desktop.MouseEvent) bool {
	d, at := &b.dark, b.point(ev.Position)
	if d.keys = false; !b.onLine(at) || ev.Button != desktop.MouseButtonPrimary {
		return false
	}
	d.held, d.keys, d.went, d.grip = true, true, false, at.X-b.scene.scale.x(d.at)
	b.Refresh()
	return true
}

// dragLine moves the line with the pointer, and reports whether it is held. Near a side it takes the view along.
func (b *Board) dragLine(ev *fyne.DragEvent) bool {
	d := &b.dark
	if d.held && b.lined() {
		d.went = true
		at := b.point(ev.Position)
		switch {
		case at.X > b.scene.scale.right-scrollZone:
			b.panBy(-scrollStep, 0)
		case at.X < b.scene.scale.left+scrollZone:
			b.panBy(scrollStep, 0)
		}
		d.at = b.heldInside(b.scene.scale.snapped(b.scene.scale.at(at.X - d.grip)))
		b.Refresh()
	}
	return d.held
}

// dropLine lets the line go after a drag and tells where; it reports whether it was held.
func (b *Board) dropLine() bool {
	d := &b.dark
	if !d.held {
		return false
	}
	d.held = false
	b.Refresh()
	if d.loss.Drop != nil {
		d.loss.Drop(d.at)
	}
	return true
}

// releaseLine lets the line go after a press without a drag, and reports whether it was held. The end of a drag, which is told after,
// is dropLine's.
func (b *Board) releaseLine() bool {
	held := b.dark.held
	b.dark.held = held && b.dark.went
	return held
}

// hoverLine notes whether the pointer is over the line.
func (b *Board) hoverLine(at fyne.Position) { b.dark.near = b.onLine(at) }

// snapped returns the instant on the grid on which the line goes: whole days far out, hours closer in, quarters where hours are wide.
func (s scale) snapped(t time.Time) time.Time {
	switch {
	case s.far():
		return planner.DateOf(t.Add(12*time.Hour), s.loc).At(0, 0, s.loc)
	case s.pxPerHour < 4*nearPxPerHour:
		return t.Round(time.Hour)
	}
	return t.Round(15 * time.Minute)
}

// keyLine does what a key means while the line has the keys, and reports whether it means anything: arrows move it, by a day or
// with Shift by an hour, Enter asks for the drill, Escape gives the keys back and then takes the line away.
func (b *Board) keyLine(key fyne.KeyName) bool {
	d := &b.dark
	if !b.lined() || !d.keys {
		return false
	}
	step := steps[key]
	switch {
	case key == fyne.KeyEscape:
		b.SetDark(time.Time{})
	case key == fyne.KeyReturn || key == fyne.KeyEnter:
		if d.loss.Drop != nil {
			d.loss.Drop(d.at)
		}
	case step[0] == 0:
		return false
	case b.modifiers()&extendModifier != 0:
		b.SetDark(d.at.Add(time.Duration(step[0]) * time.Hour))
	default:
		b.SetDark(d.at.In(b.scene.scale.loc).AddDate(0, 0, step[0]))
	}
	return true
}
