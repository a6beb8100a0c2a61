// Package coupons is the table of all promotions, the form of one with what it does to prices while it is typed, and
// the burn-down of the coupon budget.
package coupons

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	// Do makes an edit; its error is shown where the edit was asked for.
	Do func(planner.Command) error
	// Preview returns what the plan would be after the edit.
	Preview func(planner.Command) (*editor.Snapshot, error)
	// OnOpen is told the event whose place on the calendar is asked for.
	OnOpen func(eventID string)
	// OnPrice is told the product whose price is to be explained, and the instant.
	OnPrice func(sku string, at time.Time)
}

// Panel is the table with the form and the budget below it. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot

	rows   []*row
	shown  []*row
	filter filter
	sort   string // ID of the column that the table is sorted by
	down   bool
	picked map[string]bool // IDs of the rows that bulk edits are for
	opened string          // ID of the promotion in the form; "" for none or a new one
	below  string          // "form" or "budget": what stands below the table

	table   *table
	heading *widget.Label
	empty   *widget.Label
	tools   *kit.Pick
	lines   *kit.Pick
	bulk    []*kit.Button
	tabs    *kit.Segments
	foot    *fyne.Container
	form    *form
	budget  *budgetPanel
}

// New makes a panel that lists nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), sort: "start", picked: map[string]bool{}, below: "budget"}
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot shows the plan as it now stands. Sorting, filter, picks and the open form stay; what is typed in the form
// and not saved stays too.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	other := x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID
	x.snapshot = s
	if other {
		x.filter, x.opened, x.picked = filter{}, "", map[string]bool{}
		x.build()
	}
	x.show()
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	old := x.form
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.show()
		if old.draft != nil {
			x.form.start(old.kept)
			x.form.draft = old.draft
			x.form.show()
		}
	}
}

// Open shows the promotion of that ID in the form; an ID that is no promotion's changes nothing.
func (x *Panel) Open(id string) {
	if x.snapshot != nil {
		x.open(id)
	}
}

func (x *Panel) open(id string) {
	e := x.snapshot.Plan.Event(id)
	if e == nil || e.Promo == nil {
		return
	}
	x.opened = id
	x.form.start(e)
	x.look("form")
	x.table.Refresh()
}

// begin opens the form with a new promotion.
func (x *Panel) begin() {
	x.opened = ""
	x.form.start(fresh(x.snapshot.Plan, x.snapshot.Now))
	x.look("form")
	x.table.Refresh()
}

func (x *Panel) viewOf() *view { return &view{x.words(), x.snapshot.Plan} }

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words {
	if x.snapshot == nil {
		return x.deps.Words
	}
	return x.deps.Words.In(x.snapshot.Plan.Zone())
}

// build makes the widgets, in the panel's language.
func (x *Panel) build() {
	w := x.deps.Words
	x.table = newTable(x)
	x.heading = kit.Heading("")
	x.form, x.budget = newForm(x), newBudgetPanel(x)
	x.foot = container.NewStack()
	x.tabs = kit.NewSegments([]kit.Option{{ID: "form", Label: w.T("coupons.form")}, {ID: "budget", Label: w.T("coupons.budget")}}, x.below, x.look)
	x.empty = kit.Note(w.T("coupons.none"))
	x.empty.Hide()
	top := container.NewBorder(x.toolbar(), nil, nil, nil, container.NewBorder(nil, x.empty, nil, nil, x.table.object()))
	bottom := container.NewBorder(container.NewHBox(x.tabs.Object(), layout.NewSpacer()), nil, nil, nil, x.foot)
	whole := container.NewVSplit(kit.Panel(top), kit.Panel(bottom))
	whole.SetOffset(0.5)
	x.holder.Objects = []fyne.CanvasObject{whole}
	x.holder.Refresh()
	x.look(x.below)
}

// look shows the form or the budget below the table.
func (x *Panel) look(below string) {
	x.below = below
	x.tabs.SetValue(below)
	var content fyne.CanvasObject = x.form.object
	if below == "budget" {
		content = x.budget.object
	}
	if len(x.foot.Objects) != 1 || x.foot.Objects[0] != content {
		x.foot.Objects = []fyne.CanvasObject{content}
		x.foot.Refresh()
	}
	if x.snapshot != nil && below == "budget" {
		x.budget.show()
	}
}

// show hands the plan to every part.
func (x *Panel) show() {
	x.rows = rowsOf(x.snapshot, x.words())
	for id := range x.picked {
		if e := x.snapshot.Plan.Event(id); e == nil || e.Promo == nil {
			delete(x.picked, id)
		}
	}
	if x.opened != "" && x.snapshot.Plan.Event(x.opened) == nil {
		x.opened = ""
	}
	x.options()
	x.list()
	x.form.heard()
	if x.below == "budget" {
		x.budget.show()
	}
}

// list lists what the filter keeps, in the order that is asked for.
func (x *Panel) list() {
	if x.snapshot == nil {
		return
	}
	x.shown = arrange(x.snapshot.Plan, x.rows, x.filter, columnOf(x.sort), x.down)
	if len(x.shown) == 0 {
		x.empty.Show()
	} else {
		x.empty.Hide()
	}
	x.table.cursor = max(0, min(x.table.cursor, len(x.shown)-1))
	x.showPicked()
}

// showPicked says how many promotions are listed and picked, and what can be done with them.
func (x *Panel) showPicked() {
	x.heading.SetText(x.deps.Words.T("coupons.heading", len(x.shown), len(x.picked)))
	for _, b := range x.bulk {
		b.SetEnabled(len(x.picked) > 0)
	}
	x.table.Refresh()
}

// sortBy sorts by a column, and the other way round where it is sorted by it already.
func (x *Panel) sortBy(id string) {
	x.down = id == x.sort && !x.down
	x.sort = id
	x.table.name()
	x.list()
}

// pickAll picks every row that is listed, or lets go of all.
func (x *Panel) pickAll(on bool) {
	x.picked = map[string]bool{}
	for _, r := range x.shown {
		if on {
			x.picked[r.event.ID] = true
		}
	}
	x.showPicked()
}

// pickedIDs are the IDs of the rows that are picked, in the table's order; those that the filter hides are left out.
func (x *Panel) pickedIDs() []string {
	var ids []string
	for _, r := range x.shown {
		if x.picked[r.event.ID] {
			ids = append(ids, r.event.ID)
		}
	}
	return ids
}
