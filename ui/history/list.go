package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

// list is the edits under each other, of which only those in sight are drawn.
type list struct {
	widget.List
	panel   *Panel
	cursor  int // the line on which the keys stand
	focused bool
}

func newList(x *Panel) *list {
	t := &list{panel: x}
	t.ExtendBaseWidget(t)
	t.HideSeparators = true
	t.Length = x.lines
	t.CreateItem = func() fyne.CanvasObject { return newLine(x) }
	t.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*line).SetIndex(i) }
	return t
}

// FocusGained shows where the keys stand.
func (t *list) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost hides it.
func (t *list) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune does nothing; a list takes no text.
func (t *list) TypedRune(rune) {}

// TypedKey walks the list, and goes to the state on the line with Enter or Space.
func (t *list) TypedKey(ev *fyne.KeyEvent) {
	n := t.panel.lines()
	page := max(1, int(t.Size().Height/t.pitch())-1)
	step, moves := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page, fyne.KeyHome: -n, fyne.KeyEnd: n}[ev.Name]
	switch {
	case moves:
		t.goTo(t.cursor + step)
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter || ev.Name == fyne.KeySpace:
		t.panel.goTo(t.cursor)
	case t.panel.deps.OnKey != nil:
		t.panel.deps.OnKey(ev)
	}
}

// TypedShortcut hands shortcuts on, such as Undo and Redo, since the list keeps none to itself.
func (t *list) TypedShortcut(s fyne.Shortcut) {
	if t.panel.deps.OnShortcut != nil {
		t.panel.deps.OnShortcut(s)
	}
}

// press is what a press of the pointer on a line does: it goes there.
func (t *list) press(line int) {
	focus(t)
	t.cursor = line
	t.Refresh()
	t.panel.goTo(line)
}

// goTo puts the keys on that line, the nearest one where there is none, and brings it into sight.
func (t *list) goTo(line int) {
	t.cursor = max(0, min(t.panel.lines()-1, line))
	t.ScrollTo(t.cursor)
}

// pitch is the height of a line with the gap below it.
func (t *list) pitch() float32 {
	return lineHeight*kit.Enlarged(t) + t.Theme().Size(theme.SizeNamePadding)
}

// top is where the list stands: the number of the state on its first line in sight, how far that is scrolled out, and
// the number of the state on which the keys stand.
type top struct {
	seq, keys int
	out       float32
	scrolled  bool
}

// top notes where the list stands before its lines change.
func (t *list) top() top {
	offset := t.GetScrollOffset()
	i := int(offset / t.pitch())
	return top{seq: t.panel.seq(i), keys: t.panel.seq(t.cursor), out: offset - float32(i)*t.pitch(), scrolled: offset > 0}
}

// restore puts the list back to where it stood, under whatever came on top of it since.
func (t *list) restore(was top) {
	t.cursor = t.panel.lineOf(was.keys)
	t.Refresh()
	if was.scrolled {
		t.ScrollToOffset(float32(t.panel.lineOf(was.seq))*t.pitch() + was.out)
	}
}
