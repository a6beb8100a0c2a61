package coupons

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

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

// tableLine is one row of the table as it is painted: a box to pick it by, the kind's letter, and a text a column.
// Lines are used again for other rows as the table scrolls.
type tableLine struct {
	widget.BaseWidget
	panel   *Panel
	index   int
	hovered bool
}

func newLine(x *Panel) *tableLine {
	l := &tableLine{panel: x}
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableLine) show(i int) {
	l.index = i
	l.Refresh()
}

// row returns the promotion that the line shows, nil where the list has grown shorter.
func (l *tableLine) row() *row {
	if l.index >= 0 && l.index < len(l.panel.shown) {
		return l.panel.shown[l.index]
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
	mod := ev.Modifier
	if ev.Position.X < checkWidth*enlarged(l) && mod == 0 {
		mod = fyne.KeyModifierControl
	}
	l.panel.table.click(l.index, mod, true)
}

// MouseUp does nothing; the press did it.
func (l *tableLine) MouseUp(*desktop.MouseEvent) {}

// MouseIn shades the row.
func (l *tableLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing; the whole row is one place.
func (l *tableLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (l *tableLine) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor is the hand.
func (l *tableLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (l *tableLine) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l: l, ground: &canvas.Rectangle{CornerRadius: 4}, box: &canvas.Rectangle{CornerRadius: 3, StrokeWidth: 1},
		tick: &canvas.Text{Text: "✓", TextStyle: fyne.TextStyle{Bold: true}}, chip: look.NewChip("", false)}
	r.objects = []fyne.CanvasObject{r.ground, r.box, r.tick, r.chip}
	for range columns {
		t := &canvas.Text{}
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	r.paint()
	return r
}

type lineRenderer struct {
	l       *tableLine
	ground  *canvas.Rectangle
	box     *canvas.Rectangle
	tick    *canvas.Text
	chip    *look.Chip
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

// Destroy leaves nothing behind.
func (r *lineRenderer) Destroy() {}

// Objects returns what the line is made of.
func (r *lineRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is one line high.
func (r *lineRenderer) MinSize() fyne.Size { return fyne.NewSize(0, lineHeight*enlarged(r.l)) }

// Layout paints the line for its new size.
func (r *lineRenderer) Layout(fyne.Size) { r.paint() }

// Refresh paints the line anew.
func (r *lineRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.l)
}

// chipRoom is the room of the kind's letter before the tool's name, at scale 1.
const chipRoom = 24

func (r *lineRenderer) paint() {
	x, c, o := r.l.panel, look.Current(), r.l.row()
	if o == nil || r.l.Size().Width == 0 {
		return
	}
	k := enlarged(r.l)
	size := r.l.Size()
	picked := x.picked[o.event.ID]
	r.ground.Resize(size)
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = r.shade(c, o, picked), color.Transparent, 0
	if x.table.focused && r.l.index == x.table.cursor {
		r.ground.StrokeColor, r.ground.StrokeWidth = c.Accent, 1
	}
	side := 14 * k
	r.box.Move(fyne.NewPos(8*k, (size.Height-side)/2))
	r.box.Resize(fyne.NewSquareSize(side))
	r.box.FillColor, r.box.StrokeColor, r.tick.Hidden = color.Transparent, c.Mute, !picked
	if picked {
		r.box.FillColor, r.box.StrokeColor = c.Accent, c.Accent
	}
	r.tick.Color, r.tick.TextSize = c.On(c.Accent), 10*k
	tick := r.tick.MinSize()
	r.tick.Move(fyne.NewPos(8*k+(side-tick.Width)/2, (size.Height-tick.Height)/2))
	r.columns(c, o, size, k)
}

// shade is the ground of the row: open, picked, under the pointer, or none.
func (r *lineRenderer) shade(c *look.Colors, o *row, picked bool) color.Color {
	switch {
	case o.event.ID == r.l.panel.opened:
		return look.Alpha(c.Accent, 0.22)
	case picked:
		return look.Alpha(c.Accent, 0.12)
	case r.l.hovered:
		return look.Alpha(c.Ink, 0.05)
	}
	return color.Transparent
}

func (r *lineRenderer) columns(c *look.Colors, o *row, size fyne.Size, k float32) {
	x := r.l.panel
	list := edges(size.Width, k)
	r.chip.SetKind(o.event.Kind, !x.snapshot.Plan.OnPlatform(o.event))
	r.chip.Move(fyne.NewPos(list[0], (size.Height-look.ChipSize)/2))
	r.chip.Resize(fyne.NewSquareSize(look.ChipSize))
	v := x.viewOf()
	for i, col := range columns {
		t := r.texts[i]
		from, to := list[i], list[i+1]-10*k
		switch {
		case i == 0:
			from += chipRoom * k
		case !col.right:
			from += inset * k
		}
		t.TextSize, t.Color = look.TextSize*k, color.Color(c.Ink)
		if col.color != nil {
			t.Color = col.color(c, o)
		}
		t.Text = kit.Fit(col.text(v, o), t.TextSize, t.TextStyle, to-from)
		want := t.MinSize()
		if col.right {
			from = to - want.Width
		}
		t.Move(fyne.NewPos(from, (size.Height-want.Height)/2))
		t.Resize(want)
	}
}
