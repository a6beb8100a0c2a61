// Package history is the list of the plan's edits by name, in which going back, and forth again, is one press: what is
// undone stays in sight until another edit takes its place.
package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside. OnKey and OnShortcut may be nil.
type Deps struct {
	Words *words.Words
	// Steps returns the edits, oldest first, undone ones last, as the editor and the store keep them.
	Steps func() []editor.Step
	// GoTo makes the step of that number the last in force, the number before the first being the beginning; its
	// error is said below the list.
	GoTo func(seq int) error
	// OnKey and OnShortcut are told the keys that the list does not use itself.
	OnKey      func(*fyne.KeyEvent)
	OnShortcut func(fyne.Shortcut)
}

// Panel is the list of edits, the newest first, with the beginning at its foot. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	steps    []editor.Step

	list    *list
	head    *header
	heading *widget.Label
	note    *widget.Label
}

// New makes a panel that lists nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack()}
	x.list = newList(x)
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// Focus gives the list the keyboard.
func (x *Panel) Focus() { focus(x.list) }

func focus(t *list) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

// SetSnapshot lists the edits of the plan. The list keeps its place, and follows the state of the plan where that changed.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	moved := x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID || x.snapshot.Cursor != s.Cursor
	top := x.list.top()
	x.snapshot, x.steps = s, x.deps.Steps()
	x.say()
	x.list.restore(top)
	if moved {
		x.tell(nil)
		x.list.goTo(x.lineOf(s.Cursor))
	}
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	x.say()
	x.list.Refresh()
}

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words {
	if x.snapshot == nil {
		return x.deps.Words
	}
	return x.deps.Words.In(x.snapshot.Plan.Zone())
}

// build makes the widgets around the list, in the panel's language.
func (x *Panel) build() {
	x.heading, x.note = kit.Heading(""), kit.Note("")
	x.note.Wrapping, x.note.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	x.head = newHeader(x)
	x.tell(nil)
	top := container.NewVBox(x.heading, x.head, widget.NewSeparator())
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(container.NewBorder(top, x.note, nil, nil, x.list))}
	x.holder.Refresh()
}

// say tells how many edits there are, and how many of them are undone.
func (x *Panel) say() {
	undone := 0
	for i := range x.steps {
		if x.steps[i].Seq > x.cursor() {
			undone++
		}
	}
	x.heading.SetText(x.deps.Words.T("history.heading", len(x.steps), undone))
	x.head.Refresh()
}

// tell says below the list what went wrong; where nothing did, how the list is used, or that it is empty.
func (x *Panel) tell(err error) {
	if err != nil {
		kit.Put(x.note, kit.Lines(x.words().Problem(err)), widget.DangerImportance)
		return
	}
	key := "history.keys"
	if len(x.steps) == 0 {
		key = "history.none"
	}
	kit.Put(x.note, x.deps.Words.T(key), widget.LowImportance)
}

// cursor is the number of the last step in force.
func (x *Panel) cursor() int {
	if x.snapshot == nil {
		return 0
	}
	return x.snapshot.Cursor
}

// lines is how many lines there are: the edits and the beginning.
func (x *Panel) lines() int {
	if x.snapshot == nil {
		return 0
	}
	return len(x.steps) + 1
}

// step returns the edit on that line, nil for the beginning.
func (x *Panel) step(line int) *editor.Step {
	if i := len(x.steps) - 1 - line; i >= 0 && i < len(x.steps) {
		return &x.steps[i]
	}
	return nil
}

// seq returns the number of the state on that line, that of the beginning being one below the first edit's.
func (x *Panel) seq(line int) int {
	if s := x.step(line); s != nil {
		return s.Seq
	}
	if len(x.steps) > 0 {
		return x.steps[0].Seq - 1
	}
	return x.cursor()
}

// lineOf returns the line of the state of that number, the nearest one where it is not kept.
func (x *Panel) lineOf(seq int) int {
	if len(x.steps) == 0 {
		return 0
	}
	return max(0, min(len(x.steps), len(x.steps)-1-(seq-x.steps[0].Seq)))
}

// goTo makes the state on that line the plan's.
func (x *Panel) goTo(line int) {
	if line < 0 || line >= x.lines() || x.seq(line) == x.cursor() {
		return
	}
	x.tell(nil)
	if err := x.deps.GoTo(x.seq(line)); err != nil {
		x.tell(err)
	}
}
