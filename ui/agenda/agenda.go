// Package agenda is the plain list of all events by day, the way to the plan for whoever would rather read, type and
// copy than drag: it says in words what the calendar shows in colours and places, and every deed of it has a key.
package agenda

import (
	"sort"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/filter"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside. OnOpen, OnSelect, OnFilter, OnDelete, OnKey and OnShortcut may be nil.
type Deps struct {
	Words *words.Words
	// Do makes an edit; its error is said below the list.
	Do func(planner.Command) error
	// OnOpen is told the event to be shown in full.
	OnOpen func(eventID string)
	// OnSelect is told the IDs of the events that are picked, in the order of the list.
	OnSelect func(ids []string)
	// OnFilter is told what is looked for when the user sets it.
	OnFilter func(filter.Filter)
	// OnDelete is told the IDs of the events to be removed. Where it is nil the panel removes them itself.
	OnDelete func(ids []string)
	// OnKey and OnShortcut are told the keys that the list does not use itself.
	OnKey      func(*fyne.KeyEvent)
	OnShortcut func(fyne.Shortcut)
}

// Panel is the list under its filter. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot

	index  *filter.Index
	rows   []*row // all of the plan's
	lines  []line // what is listed
	shown  []int  // the lines that are rows
	picked map[string]bool

	list    *list
	head    *header
	heading *widget.Label
	note    *widget.Label
	empty   *widget.Label
	bar     *filter.Bar
}

// New makes a panel that lists nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), picked: map[string]bool{}}
	x.list = newList(x)
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot lists the plan as it now stands. The filter, the picks and the event under the cursor stay, and so does
// the place in the list, by the first event in sight that the edit did not touch.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	other := x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID
	x.snapshot = s
	if other {
		x.bar.SetValue(filter.Filter{})
		x.picked = map[string]bool{}
		x.list.cursor, x.list.id = 0, ""
		x.build()
		x.list.ScrollToTop()
	}
	x.bar.SetPlan(s.Plan)
	x.index = x.indexOf()
	x.rows = rowsOf(s, x.index)
	for id := range x.picked {
		if s.Plan.Event(id) == nil {
			delete(x.picked, id)
		}
	}
	x.arrange()
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.bar.SetPlan(x.snapshot.Plan)
		x.index = x.indexOf()
		x.arrange()
	}
}

// Select picks the events of those IDs and lets go of all others, without telling anybody.
func (x *Panel) Select(ids []string) {
	x.picked = map[string]bool{}
	for _, id := range ids {
		x.picked[id] = true
	}
	x.say()
	x.list.Refresh()
}

// Reveal puts the cursor on the event of that ID and scrolls to it; one that is not listed changes nothing.
func (x *Panel) Reveal(id string) {
	if i := x.find(id); i >= 0 {
		x.list.goTo(i)
	}
}

// Focus gives the list the keyboard.
func (x *Panel) Focus() { focus(x.list, x.list) }

// Find gives the keyboard to the field of the text that is looked for.
func (x *Panel) Find() { focus(x.list, x.bar.Search) }

// focus gives the keyboard to an object of the window that shows beside.
func focus(beside fyne.CanvasObject, o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(beside); c != nil {
		c.Focus(o)
	}
}

// view returns what rows are written with.
func (x *Panel) view() *view {
	return &view{x.deps.Words.In(x.snapshot.Plan.Zone()), x.snapshot.Plan}
}

// indexOf returns what the filter looks in: what is said of an event, and its times as the list has them.
func (x *Panel) indexOf() *filter.Index {
	v := x.view()
	return filter.NewIndex(x.snapshot, func(e *planner.Event) string {
		return filter.Text(v.words, v.plan, e) + "\n" + clock(v.words, e) + "\n" + clock(v.beijing(), e)
	})
}

// SetFilter lists what another filter keeps, without telling anybody.
func (x *Panel) SetFilter(f filter.Filter) {
	if x.bar.Value() != f {
		x.bar.SetValue(f)
		x.arrange()
	}
}

// arrange lists what the filter keeps.
func (x *Panel) arrange() {
	if x.snapshot == nil {
		return
	}
	place := x.list.place()
	f := x.bar.Value()
	x.lines = linesOf(x.snapshot, x.rows, func(e *planner.Event) bool { return x.index.Keeps(f, e) })
	x.shown = x.shown[:0]
	for i, l := range x.lines {
		if l.row != nil {
			x.shown = append(x.shown, i)
		}
	}
	if len(x.shown) == 0 {
		x.empty.Show()
	} else {
		x.empty.Hide()
	}
	x.say()
	x.head.Refresh()
	x.list.restore(place)
}

// say tells how many events are listed and picked.
func (x *Panel) say() {
	x.heading.SetText(x.deps.Words.T("agenda.heading", len(x.shown), len(x.rows), len(x.pickedIDs())))
}

// tell says something below the list, and nothing for "".
func (x *Panel) tell(text string, importance widget.Importance) {
	if text == "" {
		text, importance = x.deps.Words.T("agenda.keys"), widget.LowImportance
	}
	kit.Put(x.note, text, importance)
}

// row returns the event of that number among those listed.
func (x *Panel) row(i int) *row { return x.lines[x.shown[i]].row }

// find returns the number of the event among those listed, -1 where it is not.
func (x *Panel) find(id string) int {
	for i := range x.shown {
		if x.row(i).event.ID == id {
			return i
		}
	}
	return -1
}

// numberAt returns the number of the first event on that line or after it, the last one's where there is none.
func (x *Panel) numberAt(i int) int {
	return min(sort.SearchInts(x.shown, i), len(x.shown)-1)
}

// pickedIDs are the IDs of the events that are picked, in the order of the list; what the filter hides is left out.
func (x *Panel) pickedIDs() []string {
	var ids []string
	for i := range x.shown {
		if id := x.row(i).event.ID; x.picked[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// targets are the events that an edit is for: those picked where the cursor stands on one of them, else the one under
// the cursor.
func (x *Panel) targets() []*planner.Event {
	if len(x.shown) == 0 {
		return nil
	}
	at := x.row(x.list.cursor).event
	if !x.picked[at.ID] {
		return []*planner.Event{at}
	}
	var events []*planner.Event
	for _, id := range x.pickedIDs() {
		events = append(events, x.snapshot.Plan.Event(id))
	}
	return events
}

func idsOf(events []*planner.Event, keep func(*planner.Event) bool) []string {
	var ids []string
	for _, e := range events {
		if keep(e) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// move moves the events that the edit is for: by days all that have a time, by a length of time those that have hours.
func (x *Panel) move(days int, by time.Duration) {
	loc := x.snapshot.Plan.Zone()
	ids := idsOf(x.targets(), func(e *planner.Event) bool {
		return e.Scheduled() && (by == 0 || !wholeDays(e.Span, loc))
	})
	if len(ids) == 0 {
		key := "agenda.cannot.backlog"
		if by != 0 {
			key = "agenda.cannot.whole"
		}
		x.tell(x.deps.Words.T(key), widget.WarningImportance)
		return
	}
	x.do(planner.Move{IDs: ids, Days: days, By: by})
}

// remove removes the events that the edit is for.
func (x *Panel) remove() {
	ids := idsOf(x.targets(), func(*planner.Event) bool { return true })
	switch {
	case len(ids) == 0:
	case x.deps.OnDelete != nil:
		x.deps.OnDelete(ids)
	default:
		x.do(planner.Remove{IDs: ids})
	}
}

// do makes an edit and says below the list why it cannot be.
func (x *Panel) do(cmd planner.Command) {
	if err := x.deps.Do(cmd); err != nil {
		x.tell(kit.Lines(x.view().words.Problem(err)), widget.DangerImportance)
	}
}

// open tells that the event under the cursor is to be shown in full.
func (x *Panel) open() {
	if len(x.shown) > 0 && x.deps.OnOpen != nil {
		x.deps.OnOpen(x.row(x.list.cursor).event.ID)
	}
}

// copyTo writes the events that are picked to the clipboard as a table, or all that are listed where none is picked.
func (x *Panel) copyTo(c fyne.Clipboard) {
	if x.snapshot == nil {
		return
	}
	ids := x.pickedIDs()
	var rows []*row
	for i := range x.shown {
		if r := x.row(i); len(ids) == 0 || x.picked[r.event.ID] {
			rows = append(rows, r)
		}
	}
	c.SetContent(x.view().sheet(rows))
	x.tell(x.deps.Words.T("agenda.copied", len(rows)), widget.SuccessImportance)
}

// pick picks or lets go of events and tells it.
func (x *Panel) pick(change func(picked map[string]bool)) {
	change(x.picked)
	x.say()
	x.list.Refresh()
	if x.deps.OnSelect != nil {
		x.deps.OnSelect(x.pickedIDs())
	}
}
