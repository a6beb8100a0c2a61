package prices

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// rowList is a list whose chosen row is set by the program: it comes into sight when it changes, and what the user
// scrolled to stays when it does not.
type rowList struct {
	widget.List
	chosen int // -1 for none
	quiet  bool
	placed bool // it has had a height, so that it knows what is in sight
}

func newRowList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject), picked func(int)) *rowList {
	l := &rowList{chosen: -1}
	l.ExtendBaseWidget(l)
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnSelected = func(i widget.ListItemID) {
		if !l.quiet && i < length() {
			l.chosen = i
			picked(i)
		}
	}
	return l
}

// choose selects the row without telling anybody, none for -1, and draws all rows anew.
func (l *rowList) choose(i int) {
	l.quiet = true
	defer func() { l.quiet = false }()
	offset := l.GetScrollOffset()
	l.Refresh()
	l.UnselectAll()
	if i >= 0 {
		l.Select(i)
	}
	if i == l.chosen && l.placed {
		l.ScrollToOffset(offset)
	}
	l.chosen = i
}

// Resize brings the chosen row into sight once there is room to see it.
func (l *rowList) Resize(size fyne.Size) {
	l.List.Resize(size)
	if !l.placed && size.Height > 1 {
		l.placed = true
		l.ScrollToOffset(0)
		l.ScrollTo(max(0, l.chosen))
	}
}
