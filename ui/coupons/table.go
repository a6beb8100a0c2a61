package coupons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

var _ fyne.Focusable = (*table)(nil)

// table is the list of promotions with a header whose columns sort it. Up and Down move the cursor, with Shift they
// take rows along; Space picks the row, Enter opens it, Ctrl+A picks all.
type table struct {
	widget.List
	panel   *Panel
	header  []*kit.Button
	cursor  int
	anchor  int // where a stretch of picked rows begins
	focused bool
}

func newTable(x *Panel) *table {
	t := &table{panel: x}
	t.ExtendBaseWidget(t)
	t.HideSeparators = true
	t.Length = func() int { return len(x.shown) }
	t.CreateItem = func() fyne.CanvasObject { return newLine(x) }
	t.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*tableLine).SetIndex(i) }
	return t
}

// object is the table under its header; where it is too wide for the window, both move sideways together.
func (t *table) object() fyne.CanvasObject {
	head := container.New(&headLayout{t.panel})
	for _, c := range columns {
		b := kit.NewQuiet("", func() { t.panel.sortBy(c.id) })
		t.header = append(t.header, b)
		head.Add(b)
	}
	t.name()
	sheet := container.NewBorder(container.NewVBox(head, widget.NewSeparator()), nil, nil, nil, t)
	return container.NewHScroll(container.New(leastWidth{t.panel}, sheet))
}

// name says in the header what the columns are, and by which the table is sorted.
func (t *table) name() {
	x := t.panel
	for i, c := range columns {
		text := x.deps.Words.T("coupons.column." + c.id)
		if c.id == x.sort {
			text += map[bool]string{false: " ▲", true: " ▼"}[x.down]
		}
		t.header[i].SetText(text)
	}
}

// FocusGained shows the cursor.
func (t *table) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost hides the cursor.
func (t *table) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune does nothing; a table takes no text.
func (t *table) TypedRune(rune) {}

// TypedKey moves the cursor, picks and opens.
func (t *table) TypedKey(ev *fyne.KeyEvent) {
	n := len(t.panel.shown)
	if n == 0 {
		return
	}
	const page = 10
	step, moves := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page, fyne.KeyHome: -n, fyne.KeyEnd: n}[ev.Name]
	switch {
	case moves:
		t.cursor = max(0, min(n-1, t.cursor+step))
		t.ScrollTo(t.cursor)
		t.click(t.cursor, modifiers()&fyne.KeyModifierShift, false)
	case ev.Name == fyne.KeySpace:
		t.click(t.cursor, fyne.KeyModifierControl, false)
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		t.panel.open(t.panel.shown[t.cursor].event.ID)
	}
}

// TypedShortcut picks all on Ctrl+A.
func (t *table) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutSelectAll); ok {
		t.panel.pickAll(true)
	}
}

// click is what a press on a row does: alone it opens the row, with Ctrl it picks or lets go of it, with Shift it picks
// all from the last one on. A move of the cursor alone, with opens unset, picks nothing.
func (t *table) click(i int, mod fyne.KeyModifier, opens bool) {
	x := t.panel
	t.cursor = i
	switch {
	case mod&fyne.KeyModifierShift != 0:
		for k := min(i, t.anchor); k <= max(i, t.anchor) && k < len(x.shown); k++ {
			x.picked[x.shown[k].event.ID] = true
		}
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		id := x.shown[i].event.ID
		if x.picked[id] = !x.picked[id]; !x.picked[id] {
			delete(x.picked, id)
		}
		t.anchor = i
	default:
		t.anchor = i
		if opens {
			x.open(x.shown[i].event.ID)
		}
	}
	x.showPicked()
}

func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// leastWidth gives the table room for all its columns.
type leastWidth struct{ panel *Panel }

// MinSize is as wide as the columns.
func (l leastWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list := edges(0, kit.Enlarged(l.panel.table))
	return fyne.NewSize(list[len(list)-1], objects[0].MinSize().Height)
}

// Layout fills the room.
func (l leastWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// headLayout puts the header's buttons over the columns.
type headLayout struct{ panel *Panel }

// MinSize is one button high.
func (l *headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height)
}

// Layout puts each button where its column is.
func (l *headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	k := kit.Enlarged(l.panel.table)
	list := edges(size.Width, k)
	for i, o := range objects {
		width := o.MinSize().Width
		room := list[i+1] - list[i]
		x := list[i] - 10*k
		if i > 0 {
			x += inset * k
		}
		if columns[i].right {
			x = list[i+1] - width + 2
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(min(width, max(room, width)), size.Height))
	}
}
