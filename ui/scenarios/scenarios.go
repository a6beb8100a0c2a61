// Package scenarios is where the what-if plans of a plan are kept: the list of them beside the real plan, and a table
// that sets up to three side by side.
package scenarios

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Plan is one of the plans of the list.
type Plan struct {
	ID      string
	Name    string // the scenario's, or for the real plan its own
	Real    bool
	Events  int
	Changed time.Time // of the last edit, UTC
}

// Deps is what the panel needs from outside. An error is said below the list.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	// Plans lists the real plan, if it is still there, and its scenarios.
	Plans func() ([]Plan, error)
	// Look returns a plan of the list, other than the one that is open, as its screens would have it.
	Look func(id string) (*editor.Snapshot, error)
	// New asks for a name and makes a what-if plan of the open one.
	New func()
	// Open opens a plan of the list in place of the open one.
	Open func(id string)
	// Adopt offers what a scenario has otherwise to the real plan.
	Adopt func(id string)
	// Rename and Delete act on a scenario; Delete is asked for twice.
	Rename func(id, name string) error
	Delete func(id string) error
	// Outline shows the outlines of a plan on the calendar, "" for none, and Outlined returns the ID of the plan whose
	// outlines stand there; nil where the calendar has none.
	Outline  func(id string)
	Outlined func() string
}

// most is how many plans stand side by side.
const most = 3

// Panel is the list and the table. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	plans    []Plan
	picked   []string // IDs of the plans in the table, in the order of the list
	looks    map[string]kept
	list     *fyne.Container
	table    *fyne.Container
	wrong    *widget.Label
}

// kept is a plan as it was when it was last changed.
type kept struct {
	changed time.Time
	*editor.Snapshot
}

// New makes a panel that lists nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), looks: map[string]kept{}}
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot shows the plan as it now stands beside the others of its family. On another plan the table begins with
// the real one, the open one and the first of the others.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	other := x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID
	x.snapshot = s
	x.read()
	if other {
		x.pickFirst()
	}
	x.show()
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.show()
	}
}

// Reload reads the list anew, since plans came or went.
func (x *Panel) Reload() {
	if x.snapshot == nil {
		return
	}
	had := len(x.plans)
	x.read()
	if len(x.plans) != had {
		x.pickFirst()
	}
	x.show()
}

func (x *Panel) build() {
	w := x.deps.Words
	x.list, x.table, x.wrong = container.NewVBox(), container.NewVBox(), kit.ErrorText()
	add := kit.NewPrimary(w.T("scenario.new"), x.deps.New)
	head := container.NewBorder(nil, nil, kit.Heading(w.T("scenario.heading")), add)
	top := container.NewBorder(container.NewVBox(head, kit.Note(w.T("scenario.note"))), x.wrong, nil, nil, kit.Scrolled(x.list))
	split := container.NewVSplit(top, kit.Scrolled(x.table))
	split.Offset = 0.32
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(split)}
	x.holder.Refresh()
}

func (x *Panel) say(err error) { kit.Say(x.wrong, kit.Lines(x.words().Problem(err))) }

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words {
	if x.snapshot == nil {
		return x.deps.Words
	}
	return x.deps.Words.In(x.snapshot.Plan.Zone())
}

// read lists the plans: the real one first, then the scenarios by name.
func (x *Panel) read() {
	list, err := x.deps.Plans()
	slices.SortStableFunc(list, func(a, b Plan) int {
		switch {
		case a.Real != b.Real && a.Real:
			return -1
		case a.Real != b.Real:
			return 1
		case a.Name < b.Name:
			return -1
		case a.Name > b.Name:
			return 1
		}
		return 0
	})
	x.plans = list
	x.picked = slices.DeleteFunc(x.picked, func(id string) bool { return x.plan(id) == nil })
	x.say(err)
}

func (x *Panel) plan(id string) *Plan {
	if i := slices.IndexFunc(x.plans, func(p Plan) bool { return p.ID == id }); i >= 0 {
		return &x.plans[i]
	}
	return nil
}

// pickFirst puts the real plan, the open one and then as many others as there is room for into the table.
func (x *Panel) pickFirst() {
	x.picked = nil
	for _, wanted := range []func(Plan) bool{
		func(p Plan) bool { return p.Real }, func(p Plan) bool { return p.ID == x.snapshot.Plan.ID }, func(Plan) bool { return true },
	} {
		for _, p := range x.plans {
			if wanted(p) && len(x.picked) < most && !slices.Contains(x.picked, p.ID) {
				x.picked = append(x.picked, p.ID)
			}
		}
	}
	x.order()
}

// pick puts a plan into the table or takes it out. For a fourth the last of the others goes.
func (x *Panel) pick(id string, on bool) {
	x.picked = slices.DeleteFunc(x.picked, func(p string) bool { return p == id })
	if on {
		if len(x.picked) == most {
			x.picked = x.picked[:most-1]
		}
		x.picked = append(x.picked, id)
	}
	x.order()
	x.show()
}

// order sorts the picked plans as the list has them.
func (x *Panel) order() {
	slices.SortFunc(x.picked, func(a, b string) int {
		at := func(id string) int { return slices.IndexFunc(x.plans, func(p Plan) bool { return p.ID == id }) }
		return at(a) - at(b)
	})
}

// shot returns a plan of the list; the open one is as the window has it, others as they were kept last.
func (x *Panel) shot(p Plan) (*editor.Snapshot, error) {
	if p.ID == x.snapshot.Plan.ID {
		return x.snapshot, nil
	}
	if l, ok := x.looks[p.ID]; ok && l.changed.Equal(p.Changed) {
		return l.Snapshot, nil
	}
	s, err := x.deps.Look(p.ID)
	if err == nil {
		x.looks[p.ID] = kept{p.Changed, s}
	}
	return s, err
}

func (x *Panel) show() {
	x.showList()
	x.showTable()
}
