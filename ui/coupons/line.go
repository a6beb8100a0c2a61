package coupons

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

var (
	_ desktop.Mouseable  = (*tableLine)(nil)
	_ desktop.Hoverable  = (*tableLine)(nil)
	_ desktop.Cursorable = (*tableLine)(nil)
)

// lineHeight is the height of a row at scale 1.
const lineHeight = 28

// chipRoom is the room of the kind's letter before the tool's name, at scale 1.
const chipRoom = 24

// tableLine is one row of the table as it is painted: a box to pick it by, the kind's letter, and a text a column.
type tableLine struct {
	kit.Line
	panel *Panel
}

func newLine(x *Panel) *tableLine {
	l := &tableLine{panel: x}
	l.Extend(l, lineHeight, 0, l.paint)
	return l
}

// row returns the promotion that the line shows, nil where the list has grown shorter.
func (l *tableLine) row() *row {
	if l.Index >= 0 && l.Index < len(l.panel.shown) {
		return l.panel.shown[l.Index]
	}
	return nil
}

// MouseDown opens the row, or picks it where the box or Ctrl or Shift is pressed.
func (l *tableLine) MouseDown(ev *desktop.MouseEvent) {
	if l.row() == nil || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l.panel.table); c != nil {
		c.Focus(l.panel.table)
	}
	l.panel.table.click(l.Index, l.Modifier(ev), true)
}

// MouseUp does nothing; the press did it.
func (l *tableLine) MouseUp(*desktop.MouseEvent) {}

// Cursor is the hand.
func (l *tableLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *tableLine) paint() {
	x, c, o := l.panel, look.Current(), l.row()
	if o == nil {
		return
	}
	picked := x.picked[o.event.ID]
	k := l.Begin(l.fill(c, o, picked), x.table.focused && l.Index == x.table.cursor)
	l.Check(picked)
	list, v := edges(l.Size().Width, k), x.viewOf()
	l.Chip(o.event.Kind, !x.snapshot.Plan.OnPlatform(o.event), list[0])
	for i, col := range columns {
		from, to, tint := list[i], list[i+1]-10*k, c.Ink
		if col.color != nil {
			tint = col.color(c, o)
		}
		switch text := col.text(v, o); {
		case i == 0:
			l.Put(text, from+chipRoom*k, to, tint, false)
		case col.right:
			l.PutRight(text, from, to, tint)
		default:
			l.Put(text, from+inset*k, to, tint, false)
		}
	}
}

// fill is the ground of a row that is open or picked, nil for others.
func (l *tableLine) fill(c *look.Colors, o *row, picked bool) color.Color {
	switch {
	case o.event.ID == l.panel.opened:
		return look.Alpha(c.Accent, 0.22)
	case picked:
		return look.Alpha(c.Accent, 0.12)
	}
	return nil
}
