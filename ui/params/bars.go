package params

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
	"bfplanner/ui/prices/chart"
)

var (
	_ fyne.Draggable     = (*bars)(nil)
	_ fyne.Tappable      = (*bars)(nil)
	_ fyne.Focusable     = (*bars)(nil)
	_ desktop.Hoverable  = (*bars)(nil)
	_ desktop.Cursorable = (*bars)(nil)
)

// bar is one value of a curve.
type bar struct {
	value float64
	group int    // bars of a group share their value and move together
	label string // below the bar, "" for none
	title string // of the bar when it is looked at
	tint  shade
}

// shade says in which colour a bar stands.
type shade int

const (
	plain shade = iota
	faint
	strong
)

// bars is a curve as bars that are dragged up and down. With the focus, the left and right arrow keys choose a bar,
// up and down change it, and Enter takes the change. A curve without a way to change it is read alone.
type bars struct {
	widget.BaseWidget
	name    string
	list    []bar
	marks   []float64 // data beside the bars, NaN where there is none
	before  []float64 // an earlier curve, drawn as strokes
	changed func(i int, value float64)
	at      int     // the bar that is looked at, -1 for none
	pulled  float64 // its value while it is changed
	pulling bool
	focused bool
	top     float64 // of the scale
}

func newBars(name string, changed func(i int, value float64)) *bars {
	b := &bars{name: name, changed: changed, at: -1}
	b.ExtendBaseWidget(b)
	return b
}

// set shows other bars.
func (b *bars) set(list []bar, marks, before []float64) {
	b.list, b.marks, b.before, b.pulling = list, marks, before, false
	b.at = min(b.at, len(list)-1)
	b.scale()
	b.Refresh()
}

// headroom is how much higher than the highest bar the scale reaches, so that it can be dragged up.
const headroom = 1.3

// grid is how many values that are set by hand there are from one whole number to the next.
const grid = 100

// onGrid returns the value that can be set by hand next to v, as the number that its decimals spell.
func onGrid(v float64) float64 { return math.Round(v*grid) / grid }

// scale fits the height to what is shown; it stands still while a bar is dragged.
func (b *bars) scale() {
	b.top = 1.0 / grid
	for i, x := range b.list {
		b.top = max(b.top, x.value)
		if i < len(b.marks) && !math.IsNaN(b.marks[i]) {
			b.top = max(b.top, b.marks[i])
		}
	}
	if b.changed != nil {
		b.top *= headroom
	}
}

// value returns what a bar shows now.
func (b *bars) value(i int) float64 {
	if b.pulling && b.list[i].group == b.list[b.at].group {
		return b.pulled
	}
	return b.list[i].value
}

// room is where the bars stand.
func (b *bars) room() chart.Rect {
	k, size := kit.Enlarged(b), b.Size()
	return chart.Rect{X: 40 * k, Y: 20 * k, W: max(1, size.Width-44*k), H: max(1, size.Height-38*k)}
}

// index returns the bar at a horizontal place, held inside the curve.
func (b *bars) index(x float32) int {
	r := b.room()
	return max(0, min(len(b.list)-1, int((x-r.X)/r.W*float32(len(b.list)))))
}

// level returns the value at a vertical place, on the grid.
func (b *bars) level(y float32) float64 {
	r := b.room()
	share := float64((r.Y + r.H - y) / r.H)
	return onGrid(max(0, min(1, share)) * b.top)
}

// Cursor says that bars can be dragged.
func (b *bars) Cursor() desktop.Cursor {
	if b.changed == nil {
		return desktop.DefaultCursor
	}
	return desktop.VResizeCursor
}

// MouseIn does what MouseMoved does.
func (b *bars) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved looks at the bar under the pointer.
func (b *bars) MouseMoved(ev *desktop.MouseEvent) {
	if len(b.list) > 0 && !b.pulling {
		b.look(b.index(ev.Position.X))
	}
}

// MouseOut looks at none.
func (b *bars) MouseOut() {
	if !b.pulling && !b.focused {
		b.look(-1)
	}
}

func (b *bars) look(i int) {
	if b.at != i {
		b.at = i
		b.Refresh()
	}
}

// Tapped takes the keyboard.
func (b *bars) Tapped(ev *fyne.PointEvent) {
	if len(b.list) == 0 {
		return
	}
	b.look(b.index(ev.Position.X))
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b)
	}
}

// Dragged pulls the bar at which the drag began.
func (b *bars) Dragged(ev *fyne.DragEvent) {
	if b.changed == nil || len(b.list) == 0 {
		return
	}
	if !b.pulling {
		b.at, b.pulling = b.index(ev.Position.X-ev.Dragged.DX), true
	}
	b.pulled = b.level(ev.Position.Y)
	b.Refresh()
}

// DragEnd takes the value.
func (b *bars) DragEnd() { b.take() }

// take hands over the value of the bar that was changed, if any.
func (b *bars) take() {
	if b.pulling {
		b.pulling = false
		if b.pulled != b.list[b.at].value {
			b.changed(b.at, b.pulled)
		}
		b.Refresh()
	}
}

// FocusGained shows that the keys work.
func (b *bars) FocusGained() { b.focused, b.at = true, max(b.at, 0); b.Refresh() }

// FocusLost takes a change that was begun.
func (b *bars) FocusLost() { b.take(); b.focused, b.at = false, -1; b.Refresh() }

// TypedRune does nothing.
func (b *bars) TypedRune(rune) {}

// keyStep is by how much a key changes a bar.
const keyStep = 0.05

// TypedKey chooses and changes bars; Esc takes a change back.
func (b *bars) TypedKey(ev *fyne.KeyEvent) {
	if len(b.list) == 0 {
		return
	}
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		b.take()
		by := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[ev.Name]
		b.look(max(0, min(len(b.list)-1, b.at+by)))
	case fyne.KeyUp, fyne.KeyDown:
		if b.changed == nil {
			return
		}
		if !b.pulling {
			b.at = max(b.at, 0)
			b.pulled, b.pulling = b.list[b.at].value, true
		}
		by := map[fyne.KeyName]float64{fyne.KeyUp: keyStep, fyne.KeyDown: -keyStep}[ev.Name]
		b.pulled = onGrid(max(0, b.pulled+by))
		b.top = max(b.top, b.pulled)
		b.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.take()
	case fyne.KeyEscape:
		b.pulling = false
		b.Refresh()
	}
}

// number writes a value of a curve.
func number(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64) }
