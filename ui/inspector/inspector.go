// Package inspector shows the selected event as rows of a label and a value, each of which can be edited by
// keyboard, and the plan itself where nothing is selected. A field that is left becomes one edit; what the plan
// refuses is said below the field.
package inspector

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the inspector needs from outside.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	// Do makes an edit; its error is shown beside the field.
	Do func(planner.Command) error
	// Clocks are the zones shown beside the market's own, IANA names.
	Clocks []string
	// Act runs one of the program's actions by its ID: "duplicate", "delete", "risks".
	Act func(id string)
	// Can reports whether that action makes sense now.
	Can func(id string) bool
}

// Panel is the inspector. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	ids      []string
	shape    string // of the form that stands: another shape needs other widgets
	update   []func()
	fields   []*kit.Field
	title    *kit.Field
}

// New makes an inspector that shows nothing yet.
func New(deps Deps) *Panel { return &Panel{deps: deps, holder: container.NewStack()} }

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot shows the plan as it now stands. Widgets stay where the form keeps its shape, so that the keyboard
// does too.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	x.snapshot = s
	x.show()
}

// Select shows the event of that ID, of several what they have in common, of none the plan. What was typed and
// not yet left is committed first.
func (x *Panel) Select(ids []string) {
	for _, f := range x.fields {
		f.Finish()
	}
	x.ids = ids
	x.show()
}

// FocusTitle puts the keyboard into the title of the selected event, with its text selected.
func (x *Panel) FocusTitle() {
	if x.title != nil {
		x.deps.Window.Canvas().Focus(x.title)
		x.title.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// selected returns the events that are selected and still there.
func (x *Panel) selected() []*planner.Event {
	var list []*planner.Event
	for _, id := range x.ids {
		if e := x.snapshot.Plan.Event(id); e != nil {
			list = append(list, e)
		}
	}
	return list
}

func (x *Panel) show() {
	if x.snapshot == nil {
		return
	}
	list := x.selected()
	shape := x.shapeOf(list)
	if shape != x.shape {
		x.shape = shape
		x.update, x.fields, x.title = nil, nil, nil
		x.holder.Objects = []fyne.CanvasObject{kit.Scrolled(x.build(list))}
		x.holder.Refresh()
	}
	for _, f := range x.update {
		f()
	}
}

// shapeOf names the widgets that the form for these events needs.
func (x *Panel) shapeOf(list []*planner.Event) string {
	p := x.snapshot.Plan
	tables := fmt.Sprint(p.ID, p.Shops.Len(), p.Lines.Len(), p.Products.Len(), p.Hosts.Len(), p.Studios.Len(), p.Channels.Len())
	switch len(list) {
	case 0:
		return "plan " + tables
	case 1:
		e := list[0]
		shifts := 0
		if e.Live != nil {
			shifts = len(e.Live.Shifts)
		}
		return fmt.Sprint("event ", e.ID, e.Kind, e.Scheduled(), shifts, e.Series, tables)
	}
	kinds := map[planner.Kind]bool{}
	for _, e := range list {
		kinds[e.Kind] = true
	}
	return fmt.Sprint("events ", strings.Join(x.ids, " "), kinds, tables)
}

func (x *Panel) build(list []*planner.Event) fyne.CanvasObject {
	switch len(list) {
	case 0:
		return x.planForm()
	case 1:
		return x.eventForm(list[0])
	}
	return x.manyForm(list)
}

// event returns the one event that the form shows, as it now stands, or nil.
func (x *Panel) event() *planner.Event {
	if list := x.selected(); len(list) == 1 {
		return list[0]
	}
	return nil
}

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words { return x.deps.Words.In(x.snapshot.Plan.Zone()) }

// do makes the edit and returns what is wrong, in the user's language.
func (x *Panel) do(cmd planner.Command) string {
	return kit.Lines(x.words().Problem(x.deps.Do(cmd)))
}

// clockLayout is how a time is shown where it can be typed.
const clockLayout = "2006-01-02 15:04"

func (x *Panel) clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(x.snapshot.Plan.Zone()).Format(clockLayout)
}

// clocks returns rows that show a span on the other clocks.
func (x *Panel) clocks(span func() planner.Span) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, name := range x.deps.Clocks {
		loc, err := planner.Zone(name)
		if err != nil {
			continue
		}
		w := x.deps.Words.In(loc)
		rows = append(rows, x.fact(w.ZoneName(), func() string { return w.Span(span()) }))
	}
	return rows
}
