package prices

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/prices/chart"
	"bfplanner/ui/words"
)

var (
	_ fyne.Tappable      = (*View)(nil)
	_ fyne.Focusable     = (*View)(nil)
	_ fyne.Scrollable    = (*View)(nil)
	_ fyne.Draggable     = (*View)(nil)
	_ desktop.Hoverable  = (*View)(nil)
	_ desktop.Cursorable = (*View)(nil)
)

// View is the chart of one product's price trail: list price, usual price, lowest price and 30-day low as step
// lines, and below them the lowest unit margin with the floor, hatched where it is under it. A cross follows the
// pointer and shows what holds there. A click, or Left and Right, picks an instant; the wheel and + and - zoom,
// dragging moves what is seen, 0 shows all of it. It draws what is seen alone, and nothing while nothing changes.
type View struct {
	widget.BaseWidget
	OnPick func(at time.Time) // told the instant that was picked

	words   *words.Words
	plan    *planner.Plan
	now     time.Time
	trail   trail
	span    planner.Span // what is seen
	picked  time.Time    // zero for none
	hover   fyne.Position
	hovered bool
	focused bool
}

func newView(onPick func(time.Time)) *View {
	v := &View{OnPick: onPick}
	v.ExtendBaseWidget(v)
	return v
}

// set shows a trail. What is seen and what is picked stay where the plan's span is the same.
func (v *View) set(w *words.Words, s *editor.Snapshot, t trail) {
	if v.span.IsZero() || !t.whole.Covers(v.span) || v.plan == nil || v.plan.ID != s.Plan.ID {
		v.span = t.whole
	}
	v.words, v.plan, v.now, v.trail = w, s.Plan, s.Now, t
	v.Refresh()
}

// look shows that span.
func (v *View) look(span planner.Span) {
	v.span = chart.Hold(span, v.trail.whole)
	v.Refresh()
}

// mark shows the instant as picked and brings it into sight, without telling anybody.
func (v *View) mark(at time.Time) {
	v.picked = at
	if !at.IsZero() && !v.span.Contains(at) && v.trail.whole.Contains(at) {
		v.span = chart.Hold(v.span.Shift(at.Sub(v.span.Start)-v.span.Length()/2), v.trail.whole)
	}
	v.Refresh()
}

func (v *View) pick(at time.Time) {
	v.mark(at)
	if v.OnPick != nil {
		v.OnPick(at)
	}
}

// leastSeen is how far the view zooms in.
const leastSeen = 2 * time.Hour

func (v *View) times() chart.Times {
	a := areasOf(v.Size(), kit.Enlarged(v))
	return chart.Times{Span: v.span, X0: a.price.X, X1: a.price.X + a.price.W}
}

// Tapped picks the instant under the pointer.
func (v *View) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	if len(v.trail.points) > 0 {
		v.pick(v.times().At(ev.Position.X))
	}
}

// Scrolled zooms about the pointer, and moves what is seen where the wheel goes sideways.
func (v *View) Scrolled(ev *fyne.ScrollEvent) {
	if len(v.trail.points) == 0 {
		return
	}
	if dx := ev.Scrolled.DX; dx != 0 {
		v.shift(-dx)
	}
	if dy := ev.Scrolled.DY; dy != 0 {
		v.zoom(v.times().At(ev.Position.X), dy < 0)
	}
}

func (v *View) zoom(at time.Time, out bool) {
	factor := 0.8
	if out {
		factor = 1.25
	}
	v.span = chart.Zoom(v.span, v.trail.whole, at, factor, leastSeen)
	v.Refresh()
}

// shift moves what is seen by pixels.
func (v *View) shift(pixels float32) {
	t := v.times()
	if t.X1 > t.X0 {
		v.look(v.span.Shift(time.Duration(float64(v.span.Length()) * float64(pixels/(t.X1-t.X0)))))
	}
}

// Dragged moves what is seen with the pointer.
func (v *View) Dragged(ev *fyne.DragEvent) { v.shift(-ev.Dragged.DX) }

// DragEnd has nothing to finish.
func (v *View) DragEnd() {}

// MouseIn shows the cross.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved moves the cross.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	v.hover, v.hovered = ev.Position, true
	v.Refresh()
}

// MouseOut takes the cross away.
func (v *View) MouseOut() {
	v.hovered = false
	v.Refresh()
}

// Cursor is a cross over the chart.
func (v *View) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// FocusGained draws the focus ring.
func (v *View) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost takes the focus ring away.
func (v *View) FocusLost() { v.focused = false; v.Refresh() }

// TypedRune zooms on + and -, and shows all on 0.
func (v *View) TypedRune(r rune) {
	at := v.picked
	if !v.span.Contains(at) {
		at = v.span.Start.Add(v.span.Length() / 2)
	}
	switch r {
	case '+', '=':
		v.zoom(at, false)
	case '-':
		v.zoom(at, true)
	case '0':
		v.look(v.trail.whole)
	}
}

// TypedKey goes along the steps.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	if len(v.trail.steps) == 0 {
		return
	}
	far := len(v.trail.steps)
	if n, ok := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyHome: -far, fyne.KeyEnd: far}[ev.Name]; ok {
		from := v.picked
		if from.IsZero() {
			from = v.trail.whole.Start
		}
		v.pick(v.trail.beside(from, n))
	}
}
