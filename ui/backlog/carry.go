package backlog

import (
	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

// Board is the calendar as far as the panel needs it: where events are dragged, or put by a key.
type Board interface {
	fyne.CanvasObject
	// BeginTemplate, DragTo and Drop carry an event that has no place yet; positions are on the board.
	BeginTemplate(e *planner.Event, at fyne.Position)
	DragTo(at fyne.Position)
	Drop()
	// Place puts such an event in the middle of the view.
	Place(e *planner.Event)
}

// carry forwards the pointer from a row of the panel to the board, since a drag stays with the widget in which it
// began. Its zero value carries nothing.
type carry struct{ under bool }

// dragged takes the event to the pointer; what is made when the drag begins.
func (c *carry) dragged(board Board, ev *fyne.DragEvent, what func() *planner.Event) {
	at := ev.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(board))
	if c.under {
		board.DragTo(at)
		return
	}
	c.under = true
	board.BeginTemplate(what(), at)
}

// end drops what is carried.
func (c *carry) end(board Board) {
	if c.under {
		c.under = false
		board.Drop()
	}
}
