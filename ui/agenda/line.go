package agenda

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

var (
	_ desktop.Mouseable   = (*tableLine)(nil)
	_ desktop.Hoverable   = (*tableLine)(nil)
	_ fyne.DoubleTappable = (*tableLine)(nil)
)

// lineHeight is the height of a line at scale 1.
const lineHeight = 24

// tableLine is a heading or an event as it is painted.
type tableLine struct {
	kit.Line
	panel *Panel
}

func newLine(x *Panel) *tableLine {
	l := &tableLine{panel: x}
	l.Extend(l, lineHeight, 2, l.paint) // the ring of the cursor stays inside the list
	return l
}

// line returns what is shown, nothing where the list has grown shorter.
func (l *tableLine) line() line {
	if l.Index >= 0 && l.Index < len(l.panel.lines) {
		return l.panel.lines[l.Index]
	}
	return line{}
}

// number returns the number of the event among those that are listed.
func (l *tableLine) number() int { return sort.SearchInts(l.panel.shown, l.Index) }

// MouseDown takes the cursor to the event, or picks it where the box or Ctrl or Shift is pressed.
func (l *tableLine) MouseDown(ev *desktop.MouseEvent) {
	if l.line().row == nil || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	l.panel.list.press(l.number(), l.Modifier(ev))
}

// MouseUp does nothing; the press did it.
func (l *tableLine) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens the event.
func (l *tableLine) DoubleTapped(ev *fyne.PointEvent) {
	if l.line().row != nil && !l.OnCheck(ev.Position.X) {
		l.panel.list.goTo(l.number())
		l.panel.open()
	}
}

func (l *tableLine) paint() {
	switch it := l.line(); {
	case it.head != nil:
		l.heading(it.head)
	case it.row != nil:
		l.event(it.row)
	}
}

// heading paints a day: its name, what is said of it, its risk, and at the right how many events it has.
func (l *tableLine) heading(h *heading) {
	c, v := look.Current(), l.panel.view()
	name, about, flag := v.day(h)
	k := l.Begin(look.Mix(c.Phase(h.phase), c.Ink, 0.05), false)
	left := l.PutRight(v.words.T("agenda.count", h.count), 0, l.Size().Width-10*k, c.Mute)
	x := l.Put(name, 10*k, left-10*k, c.Ink, true)
	x = l.Put(about, x+14*k, left-10*k, c.Mute, false)
	if flag != "" && x+14*k < left-40*k {
		l.Put(flag, x+14*k, left-10*k, c.Risk, true)
	}
}

// event paints a row.
func (l *tableLine) event(o *row) {
	c, x := look.Current(), l.panel
	picked := x.picked[o.event.ID]
	var fill color.Color
	if picked {
		fill = look.Alpha(c.Accent, 0.14)
	}
	k := l.Begin(fill, x.list.focused && o.event.ID == x.list.id)
	l.Check(picked)
	list, v := edges(l.Size().Width, k), x.view()
	for i, col := range columns {
		from, to, tint := list[i], list[i+1]-10*k, c.Ink
		switch col.id {
		case "title":
			l.Chip(o.event.Kind, !x.snapshot.Plan.OnPlatform(o.event), from)
			from += chipRoom * k
		case "beijing":
			tint = c.Mute
		case "findings":
			tint = c.Severity(o.marks.Worst())
		}
		l.Put(col.text(v, o), from, to, tint, col.id == "findings" && o.marks[0] > 0)
	}
}
