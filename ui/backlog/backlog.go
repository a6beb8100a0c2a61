// Package backlog is the left panel: what the plan is about in a few numbers, a palette of templates, and the events
// that have no time yet. Both are dragged onto the calendar, and what is dragged from there onto the panel loses its
// time.
package backlog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words *words.Words
	// Select is told the event that was clicked, Open the one that was clicked twice.
	Select, Open func(id string)
	// Board is where templates and events are dragged to.
	Board     Board
	Templates []Template
	// Timed gives an event of the backlog the length and the usual hour with which it is put on the calendar.
	Timed func(*planner.Event) *planner.Event
}

// Panel is the left panel. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	snapshot *editor.Snapshot
	waiting  []*planner.Event
	facts    *fyne.Container
	heading  *widget.Label
	empty    *widget.Label
	list     *widget.List
	target   *canvas.Rectangle // shown while a block is over the panel
	object   fyne.CanvasObject
}

// New makes a panel that shows nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, facts: kit.Column(), heading: kit.Heading("")}
	x.empty = kit.Note(deps.Words.T("ui.backlog.none"))
	x.list = widget.NewList(func() int { return len(x.waiting) }, x.newItem, x.fill)
	x.list.OnSelected = func(i widget.ListItemID) { // by Space, since a click is the item's own
		x.list.UnselectAll()
		x.deps.Board.Place(x.deps.Timed(x.waiting[i]))
	}
	tiles := container.NewGridWithColumns(2)
	for _, t := range deps.Templates {
		tiles.Add(newTile(x, t))
	}
	x.target = &canvas.Rectangle{StrokeWidth: 2, CornerRadius: 6}
	x.target.Hide()
	top := container.NewVBox(x.facts, kit.Heading(deps.Words.T("calendar.new.heading")), tiles, x.heading)
	panel := kit.Panel(container.NewBorder(top, nil, nil, nil, container.NewStack(container.NewVBox(x.empty), x.list)))
	x.object = container.NewStack(panel, x.target)
	return x
}

// SetTarget shows, or no longer, that a block which is dropped now goes back to the backlog.
func (x *Panel) SetTarget(on bool) {
	c := look.Current()
	x.target.FillColor, x.target.StrokeColor = look.Alpha(c.Accent, 0.08), c.Accent
	if on {
		x.target.Show()
	} else {
		x.target.Hide()
	}
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.object }

// Waiting returns the events that have no time yet, in the order of the list.
func (x *Panel) Waiting() []*planner.Event { return x.waiting }

// SetSnapshot shows the plan as it now stands.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	x.snapshot = s
	x.waiting = nil
	for _, e := range s.Plan.Events.All() {
		if !e.Scheduled() {
			x.waiting = append(x.waiting, e)
		}
	}
	w := x.deps.Words.In(s.Plan.Zone())
	x.heading.SetText(w.T("ui.backlog.heading", len(x.waiting)))
	if len(x.waiting) == 0 {
		x.empty.Show()
	} else {
		x.empty.Hide()
	}
	x.list.Refresh()
	x.showFacts(w)
}

// showFacts fills the upper part: the phase the plan is in and how many events there are of each kind.
func (x *Panel) showFacts(w *words.Words) {
	p := x.snapshot.Plan
	x.facts.Objects = []fyne.CanvasObject{kit.Heading(w.T("ui.facts.heading"))}
	for _, ph := range p.Sale.Phases() {
		if ph.ID != planner.Preparation {
			x.facts.Objects = append(x.facts.Objects, line(w.Show(ph.ID), days(w, ph.Span)))
		}
	}
	x.facts.Objects = append(x.facts.Objects, line(w.T("ui.facts.now"), w.Day(planner.DateOf(x.snapshot.Now, p.Zone()))))
	counts := container.NewGridWithColumns(3)
	for _, k := range planner.Kinds {
		n := 0
		for _, e := range p.Events.All() {
			if e.Kind == k && e.Scheduled() {
				n++
			}
		}
		number := widget.NewLabel(words.Group(int64(n)))
		number.SizeName = theme.SizeNameCaptionText
		counts.Add(container.New(rowLayout{}, look.NewChip(k, false), number))
	}
	x.facts.Objects = append(x.facts.Objects, kit.Heading(w.T("ui.facts.events")), counts)
	x.facts.Refresh()
}

// days returns the first and the last day of a span in short, "11-13 – 11-27".
func days(w *words.Words, s planner.Span) string {
	first, last := planner.DateOf(s.Start, w.Zone()), planner.DateOf(s.End.Add(-1), w.Zone())
	return first.String()[5:] + " – " + last.String()[5:]
}

// line is a label on the left and a value at the right edge, in small type.
func line(label, value string) fyne.CanvasObject {
	l, v := kit.Mute(label), widget.NewLabel(value)
	l.SizeName, v.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	return container.New(layout.NewCustomPaddedLayout(-3, -3, 0, 0), container.NewHBox(l, layout.NewSpacer(), v))
}

func (x *Panel) newItem() fyne.CanvasObject { return newItem(x) }

func (x *Panel) fill(i widget.ListItemID, o fyne.CanvasObject) { o.(*item).show(x.waiting[i]) }

// item is one event of the list.
type item struct {
	widget.BaseWidget
	panel *Panel
	event *planner.Event
	chip  *look.Chip
	text  *widget.Label
	carry carry
}

var (
	_ fyne.Draggable      = (*item)(nil)
	_ fyne.Tappable       = (*item)(nil)
	_ fyne.DoubleTappable = (*item)(nil)
)

func newItem(x *Panel) *item {
	it := &item{panel: x, chip: look.NewChip(planner.Video, false), text: widget.NewLabel("")}
	it.text.Truncation = fyne.TextTruncateEllipsis
	it.text.SizeName = theme.SizeNameCaptionText
	it.ExtendBaseWidget(it)
	return it
}

// CreateRenderer lays the item out.
func (it *item) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, kit.Inset(it.chip), nil, it.text))
}

func (it *item) show(e *planner.Event) {
	p := it.panel.snapshot.Plan
	it.event = e
	it.chip.SetKind(e.Kind, !p.OnPlatform(e))
	it.text.SetText(it.panel.deps.Words.In(p.Zone()).EventTitle(p, it.panel.deps.Timed(e)))
}

// Tapped selects the event.
func (it *item) Tapped(*fyne.PointEvent) { it.panel.deps.Select(it.event.ID) }

// DoubleTapped opens the event.
func (it *item) DoubleTapped(*fyne.PointEvent) { it.panel.deps.Open(it.event.ID) }

// Dragged carries the event to the calendar.
func (it *item) Dragged(ev *fyne.DragEvent) {
	it.carry.dragged(it.panel.deps.Board, ev, func() *planner.Event { return it.panel.deps.Timed(it.event) })
}

// DragEnd drops it there.
func (it *item) DragEnd() { it.carry.end(it.panel.deps.Board) }
