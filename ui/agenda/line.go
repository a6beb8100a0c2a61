package agenda

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

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

// tableLine is a heading or an event as it is painted. Lines are used again for others as the list scrolls.
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

// line returns what is shown, nothing where the list has grown shorter.
func (l *tableLine) line() line {
	if l.index >= 0 && l.index < len(l.panel.lines) {
		return l.panel.lines[l.index]
	}
	return line{}
}

// number returns the number of the event among those that are listed.
func (l *tableLine) number() int { return sort.SearchInts(l.panel.shown, l.index) }

// MouseDown takes the cursor to the event, or picks it where the box or Ctrl or Shift is pressed.
func (l *tableLine) MouseDown(ev *desktop.MouseEvent) {
	if l.line().row == nil || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	mod := ev.Modifier
	if ev.Position.X < checkWidth*enlarged(l) && mod == 0 {
		mod = fyne.KeyModifierControl
	}
	l.panel.list.press(l.number(), mod)
}

// MouseUp does nothing; the press did it.
func (l *tableLine) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens the event.
func (l *tableLine) DoubleTapped(ev *fyne.PointEvent) {
	if l.line().row != nil && ev.Position.X >= checkWidth*enlarged(l) {
		l.panel.list.goTo(l.number())
		l.panel.open()
	}
}

// MouseIn shades the event.
func (l *tableLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved does nothing; the whole line is one place.
func (l *tableLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (l *tableLine) MouseOut() { l.hovered = false; l.Refresh() }

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
	texts   []*canvas.Text // one a column; a heading takes the first ones
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

func (r *lineRenderer) paint() {
	it, c, size := r.l.line(), look.Current(), r.l.Size()
	if it == (line{}) || size.Width == 0 {
		return
	}
	k := enlarged(r.l)
	r.ground.Move(fyne.NewPos(2, 0)) // the ring of the cursor stays inside the list
	r.ground.Resize(fyne.NewSize(size.Width-4, size.Height))
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	for _, t := range r.texts {
		t.Text, t.TextStyle.Bold = "", false
	}
	r.box.Hidden, r.tick.Hidden, r.chip.Hidden = it.row == nil, true, it.row == nil
	if it.head != nil {
		r.heading(c, it.head, size, k)
		return
	}
	r.event(c, it.row, size, k)
}

// put writes one text, shortened to its room, and returns where it ends.
func (r *lineRenderer) put(i int, s string, from, to float32, tint color.NRGBA, bold bool, k float32) float32 {
	t := r.texts[i]
	t.TextSize, t.Color, t.TextStyle.Bold = look.TextSize*k, tint, bold
	t.Text = kit.Fit(s, t.TextSize, t.TextStyle, to-from)
	want := t.MinSize()
	t.Move(fyne.NewPos(from, (r.l.Size().Height-want.Height)/2))
	t.Resize(want)
	return from + want.Width
}

// heading paints a day: its name, what is said of it, its risk, and at the right how many events it has.
func (r *lineRenderer) heading(c *look.Colors, h *heading, size fyne.Size, k float32) {
	v := r.l.panel.view()
	name, about, flag := v.day(h)
	r.ground.FillColor = look.Mix(c.Phase(h.phase), c.Ink, 0.05)
	count := v.words.T("agenda.count", h.count)
	right := size.Width - 10*k
	left := right - fyne.MeasureText(count, look.TextSize*k, fyne.TextStyle{}).Width
	r.put(0, count, left, right+1, c.Mute, false, k)
	x := r.put(1, name, 10*k, left-10*k, c.Ink, true, k)
	x = r.put(2, about, x+14*k, left-10*k, c.Mute, false, k)
	if flag != "" && x+14*k < left-40*k {
		r.put(3, flag, x+14*k, left-10*k, c.Risk, true, k)
	}
}

// event paints a row.
func (r *lineRenderer) event(c *look.Colors, o *row, size fyne.Size, k float32) {
	x := r.l.panel
	picked := x.picked[o.event.ID]
	switch {
	case picked:
		r.ground.FillColor = look.Alpha(c.Accent, 0.14)
	case r.l.hovered:
		r.ground.FillColor = look.Alpha(c.Ink, 0.05)
	}
	if x.list.focused && o.event.ID == x.list.id {
		r.ground.StrokeColor, r.ground.StrokeWidth = c.Accent, 1
	}
	r.check(c, picked, size, k)
	list, v := edges(size.Width, k), x.view()
	for i, col := range columns {
		from, to, tint := list[i], list[i+1]-10*k, c.Ink
		switch col.id {
		case "title":
			r.chip.SetKind(o.event.Kind, !x.snapshot.Plan.OnPlatform(o.event))
			r.chip.Move(fyne.NewPos(from, (size.Height-look.ChipSize)/2))
			r.chip.Resize(fyne.NewSquareSize(look.ChipSize))
			from += chipRoom * k
		case "beijing":
			tint = c.Mute
		case "findings":
			tint = c.Severity(o.marks.Worst())
		}
		r.put(i, col.text(v, o), from, to, tint, col.id == "findings" && o.marks[0] > 0, k)
	}
}

// check paints the box that says whether the event is picked.
func (r *lineRenderer) check(c *look.Colors, picked bool, size fyne.Size, k float32) {
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
}
