package agenda

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

// quarter is the step by which Shift and an arrow move an event.
const quarter = 15 * time.Minute

// list is the lines under each other, of which only those in sight are drawn. The cursor stands on an event.
type list struct {
	widget.List
	panel   *Panel
	cursor  int    // number among the events that are listed
	id      string // of the event there
	anchor  int    // where a stretch of picked events begins
	focused bool
	mods    func() fyne.KeyModifier
}

func newList(x *Panel) *list {
	t := &list{panel: x, mods: modifiers}
	t.ExtendBaseWidget(t)
	t.HideSeparators = true
	t.Length = func() int { return len(x.lines) }
	t.CreateItem = func() fyne.CanvasObject { return newLine(x) }
	t.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*tableLine).SetIndex(i) }
	return t
}

func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// FocusGained shows the cursor.
func (t *list) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost hides the cursor.
func (t *list) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune does nothing; a list takes no text.
func (t *list) TypedRune(rune) {}

// TypedKey walks, picks, opens, moves and removes events.
func (t *list) TypedKey(ev *fyne.KeyEvent) {
	x := t.panel
	n := len(x.shown)
	if deed := deeds[ev.Name]; deed != nil && n > 0 {
		x.tell("", 0)
		deed(t)
		return
	}
	if to, walks := t.target(ev.Name); walks && n > 0 {
		t.goTo(max(0, min(n-1, to)))
		if t.mods()&fyne.KeyModifierShift != 0 {
			t.stretch()
		} else {
			t.anchor = t.cursor
		}
		return
	}
	if x.deps.OnKey != nil {
		x.deps.OnKey(ev)
	}
}

// target returns the event to which a key walks, beyond the ends where there is none.
func (t *list) target(key fyne.KeyName) (to int, walks bool) {
	x := t.panel
	page := max(1, int(t.Size().Height/t.pitch())-1)
	switch key {
	case fyne.KeyUp:
		return t.cursor - 1, true
	case fyne.KeyDown:
		return t.cursor + 1, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return len(x.shown) - 1, true
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if len(x.shown) == 0 {
			return 0, true
		}
		if key == fyne.KeyPageUp {
			return min(t.cursor-1, x.numberAt(x.shown[t.cursor]-page)), true
		}
		return max(t.cursor+1, x.numberAt(x.shown[t.cursor]+page)), true
	}
	return 0, false
}

// deeds are what keys do to the event under the cursor, or to those picked.
var deeds = map[fyne.KeyName]func(*list){
	fyne.KeyLeft:      func(t *list) { t.shift(-1) },
	fyne.KeyRight:     func(t *list) { t.shift(1) },
	fyne.KeySpace:     func(t *list) { t.toggle() },
	fyne.KeyReturn:    func(t *list) { t.panel.open() },
	fyne.KeyEnter:     func(t *list) { t.panel.open() },
	fyne.KeyDelete:    func(t *list) { t.panel.remove() },
	fyne.KeyBackspace: func(t *list) { t.panel.remove() },
}

// shift moves by a day, with Shift by a quarter of an hour, earlier for -1 and later for 1.
func (t *list) shift(way int) {
	if t.mods()&fyne.KeyModifierShift != 0 {
		t.panel.move(0, time.Duration(way)*quarter)
		return
	}
	t.panel.move(way, 0)
}

// toggle picks the event under the cursor, or lets go of it.
func (t *list) toggle() {
	t.anchor = t.cursor
	id := t.panel.row(t.cursor).event.ID
	t.panel.pick(func(picked map[string]bool) {
		if picked[id] = !picked[id]; !picked[id] {
			delete(picked, id)
		}
	})
}

// stretch picks the events from the anchor to the cursor.
func (t *list) stretch() {
	x := t.panel
	x.pick(func(picked map[string]bool) {
		for i := min(t.cursor, t.anchor); i <= max(t.cursor, t.anchor) && i < len(x.shown); i++ {
			picked[x.row(i).event.ID] = true
		}
	})
}

// TypedShortcut copies on Ctrl+C, picks all that is listed on Ctrl+A, and hands other shortcuts on.
func (t *list) TypedShortcut(s fyne.Shortcut) {
	x := t.panel
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		x.copyTo(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		x.pick(func(picked map[string]bool) {
			for i := range x.shown {
				picked[x.row(i).event.ID] = true
			}
		})
	default:
		if x.deps.OnShortcut != nil {
			x.deps.OnShortcut(s)
		}
	}
}

// press is what a press of the pointer on an event does: alone it takes the cursor there, with Ctrl it picks the event
// or lets go of it, with Shift it picks all from the last one on.
func (t *list) press(i int, mod fyne.KeyModifier) {
	focus(t, t)
	t.goTo(i)
	switch {
	case mod&fyne.KeyModifierShift != 0:
		t.stretch()
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		t.toggle()
	default:
		t.anchor = i
	}
}

// goTo puts the cursor on the event of that number and brings it into sight, with the heading above it.
func (t *list) goTo(i int) {
	x := t.panel
	t.cursor, t.id = i, x.row(i).event.ID
	at := x.shown[i]
	if at > 0 && x.lines[at-1].head != nil {
		t.ScrollTo(at - 1)
	}
	t.ScrollTo(at)
}

// pitch is the height of a line with the gap below it.
func (t *list) pitch() float32 {
	return lineHeight*kit.Enlarged(t) + t.Theme().Size(theme.SizeNamePadding)
}

// place is where the list stands: the lines in sight from the top on, and how far the first is scrolled out.
type place struct {
	lines  []line
	offset float32 // of the first line's top, zero or below
	top    bool    // nothing is scrolled out
	seen   bool    // the cursor was in sight
}

// place notes where the list stands before its lines change.
func (t *list) place() place {
	x := t.panel
	offset := t.GetScrollOffset()
	first := min(int(offset/t.pitch()), len(x.lines))
	last := min(first+int(t.Size().Height/t.pitch())+1, len(x.lines))
	p := place{lines: x.lines[first:last], offset: float32(first)*t.pitch() - offset, top: offset <= 0}
	if t.cursor < len(x.shown) {
		p.seen = x.shown[t.cursor] >= first && x.shown[t.cursor] < last
	}
	return p
}

// restore puts the first line that was in sight, and is still listed unchanged, back to where it was, the cursor on the
// event that it was on, and follows that event where it was in sight before.
func (t *list) restore(p place) {
	x := t.panel
	t.Refresh()
	if !p.top {
		t.ScrollToOffset(t.offsetOf(p))
	}
	if len(x.shown) == 0 {
		t.cursor = 0
		return
	}
	i := x.find(t.id)
	if i < 0 {
		i = max(0, min(t.cursor, len(x.shown)-1)) // the event is gone: its neighbour takes the cursor
	}
	t.cursor, t.id = i, x.row(i).event.ID
	t.anchor = min(t.anchor, len(x.shown)-1)
	if p.seen {
		t.goTo(i)
	}
}

// offsetOf returns how far to scroll so that what was in sight stands where it stood.
func (t *list) offsetOf(p place) float32 {
	x := t.panel
	events, days := map[*planner.Event]int{}, map[planner.Date]int{}
	for i, l := range x.lines {
		if l.row != nil {
			events[l.row.event] = i
		} else {
			days[l.head.date] = i
		}
	}
	for k, l := range p.lines {
		i, ok := 0, false
		if l.row != nil {
			i, ok = events[l.row.event]
		} else {
			i, ok = days[l.head.date]
		}
		if ok {
			return float32(i-k)*t.pitch() - p.offset
		}
	}
	return t.GetScrollOffset()
}

// leastWidth gives the list room for all its columns.
type leastWidth struct{ list *list }

// MinSize is as wide as the columns.
func (l leastWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	all := edges(0, kit.Enlarged(l.list))
	return fyne.NewSize(all[len(all)-1], objects[0].MinSize().Height)
}

// Layout fills the room.
func (l leastWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
