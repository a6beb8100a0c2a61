package prices

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

// link is a name that can be pressed and is cut where it is long.
type link struct {
	widget.Label
	tapped func()
}

func newLink(text string, tapped func()) *link {
	l := &link{tapped: tapped}
	l.ExtendBaseWidget(l)
	l.Text, l.Importance, l.Truncation = text, widget.HighImportance, fyne.TextTruncateEllipsis
	return l
}

// Tapped opens what the name names.
func (l *link) Tapped(*fyne.PointEvent) { l.tapped() }

// Cursor is the hand.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }
