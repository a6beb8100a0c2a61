// Package params is where a seller sees every number of the model with its unit and origin and makes it their own: a
// list by area, the demand by day and by hour as bars that are dragged, and the fit of the days to last year's sales.
package params

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	// Do makes an edit; its error is shown where the edit was asked for.
	Do func(planner.Command) error
	// Presets are the defaults to which a parameter can be set back.
	Presets planner.Table[*planner.Param]
	// Read reads a file that the user chose, and Orders the sales by day in it.
	Read   func(path string) ([]byte, error)
	Orders func(name string, data []byte) ([]forecast.Sold, error)
}

// Panel is the whole of it. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	area     string
	text     string // of the search

	menu   *fyne.Container
	chosen map[string]*kit.Button
	list   *fyne.Container
	rows   map[string]*row
	days   *bars
	hours  *bars
	curves fyne.CanvasObject
	search *widget.Entry
}

// New makes a panel that shows nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), area: areas[0].id}
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.show()
	}
}

// SetSnapshot shows the plan as it now stands.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	x.snapshot = s
	x.show()
}

func (x *Panel) build() {
	w := x.deps.Words
	x.menu, x.chosen = container.NewVBox(), map[string]*kit.Button{}
	x.search = widget.NewEntry()
	x.search.SetPlaceHolder(w.T("params.find"))
	x.search.Text = x.text
	x.search.OnChanged = func(s string) { x.text = s; x.fill() }
	x.menu.Add(x.search)
	for _, a := range areas {
		b := kit.NewQuiet(w.T("params.area."+a.id), func() { x.turnTo(a.id) })
		x.chosen[a.id] = b
		x.menu.Add(b)
	}
	x.list = container.NewVBox()
	x.days, x.hours = newBars(w.T("params.days"), x.dayDragged), newBars(w.T("params.hours"), x.hourDragged)
	fit := kit.NewButton(w.T("params.calibrate"), x.askSales)
	x.curves = kit.Column(
		container.NewBorder(nil, nil, kit.Heading(w.T("params.days")), fit, kit.Mute(w.T("params.days.hint"))), kit.Sized(0, 170, x.days),
		container.NewBorder(nil, nil, kit.Heading(w.T("params.hours")), nil, kit.Mute(w.T("params.hours.hint"))), kit.Sized(0, 140, x.hours))
	left := kit.Sized(190, 0, container.NewVScroll(x.menu))
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(container.NewBorder(nil, nil, left, nil, kit.Scrolled(x.list)))}
	x.holder.Refresh()
	x.rows = map[string]*row{}
}

// turnTo shows an area and ends a search.
func (x *Panel) turnTo(area string) {
	x.area, x.text = area, ""
	x.search.SetText("")
	x.fill()
}

// show takes up a new plan: rows that stand are told their new values, so that the one being typed in stays.
func (x *Panel) show() {
	if !x.same() {
		x.fill()
	}
	for _, r := range x.rows {
		r.show(x)
	}
	x.showDays()
	x.showHours()
}

// wanted returns the parameters that are to be listed.
func (x *Panel) wanted() []*planner.Param {
	if x.text != "" {
		return found(x.deps.Words, x.snapshot.Plan, x.text)
	}
	return inArea(x.snapshot.Plan, x.area)
}

// same reports whether the rows that stand are those that are wanted.
func (x *Panel) same() bool {
	list := x.wanted()
	for _, p := range list {
		if x.rows[p.ID] == nil {
			return false
		}
	}
	return len(list) == len(x.rows) && len(list) > 0
}

// fill puts the rows of the area, or of what is searched for, in their place.
func (x *Panel) fill() {
	if x.snapshot == nil {
		return
	}
	for id, b := range x.chosen {
		b.Weight = kit.Quiet
		if id == x.area && x.text == "" {
			b.Weight = kit.Plain
		}
		b.Refresh()
	}
	x.list.RemoveAll()
	x.rows = map[string]*row{}
	if x.area == areas[0].id && x.text == "" {
		x.list.Add(x.curves)
	}
	for _, p := range x.wanted() {
		r := newRow(x, p.ID)
		x.rows[p.ID] = r
		x.list.Add(r.object)
		r.show(x)
	}
	x.list.Refresh()
}

// do makes an edit and returns what is wrong with it, in the user's language.
func (x *Panel) do(cmd planner.Command) string {
	return kit.Lines(x.deps.Words.Problem(x.deps.Do(cmd)))
}

// put gives a parameter other values, which are then the user's own.
func (x *Panel) put(id string, values []float64) string {
	old, ok := x.snapshot.Plan.Params.Get(id)
	if !ok {
		return ""
	}
	n := *old
	n.Values, n.Origin = values, planner.Own
	return x.do(planner.Put{Rows: []planner.Row{&n}, Why: planner.T("edit.param", planner.T("param."+id))})
}

// askSales asks for last year's sales and shows what they would make of the day curve.
func (x *Panel) askSales() {
	kit.PickFile(x.deps.Window, []string{".csv", ".xlsx"}, func(path string) {
		if err := x.fit(path); err != nil {
			w := x.deps.Words
			kit.Tell(x.deps.Window, w.T("params.calibrate.title"), w.Problem(err), w.T("ui.close"))
		}
	})
}

// fit shows the fit to the sales of a file, to be taken or left.
func (x *Panel) fit(path string) error {
	data, err := x.deps.Read(path)
	if err != nil {
		return err
	}
	sold, err := x.deps.Orders(filepath.Base(path), data)
	if err != nil {
		return err
	}
	f, err := forecast.Calibrate(x.snapshot.Plan, sold)
	if err != nil {
		return err
	}
	x.offer(filepath.Base(path), f)
	return nil
}
