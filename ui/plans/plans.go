// Package plans is the list of plans: open, duplicate, rename, delete, bring in a plan file, save a copy.
package plans

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Row is one plan of the list.
type Row struct {
	ID   string
	Name string
	// Of is the ID of the real plan that this is a scenario of, "" for a real plan; Scenario is what it is called.
	Of, Scenario string
	Sale         string
	Events       int
	Changed      time.Time
}

// Deps is what the list needs from outside. An error is said in the list.
type Deps struct {
	Words     *words.Words
	Window    fyne.Window
	Plans     func() ([]Row, error)
	Current   string // ID of the plan that is open
	Open      func(id string)
	New       func()
	Duplicate func(id, name string) error
	Rename    func(id, name string) error
	Delete    func(id string) error
	Import    func(path string)
	Export    func(id, path string) error
}

type page struct {
	Deps
	rows   []Row
	picked int
	list   *widget.List
	wrong  *widget.Label
	box    *kit.Dialog
	needy  []*kit.Button // buttons that want a plan picked
}

// Open shows the list.
func Open(deps Deps) {
	p := &page{Deps: deps, picked: -1, wrong: kit.ErrorText()}
	w := deps.Words
	p.list = widget.NewList(func() int { return len(p.rows) }, p.newItem, p.fill)
	p.list.OnSelected = func(i widget.ListItemID) { p.pick(i) }
	p.list.OnUnselected = func(widget.ListItemID) { p.pick(-1) }
	need := func(key string, deed func(Row)) *kit.Button {
		b := kit.NewButton(w.T(key), func() {
			if p.picked >= 0 {
				deed(p.rows[p.picked])
			}
		})
		p.needy = append(p.needy, b)
		return b
	}
	open := need("ui.open", func(r Row) { p.box.Hide(); deps.Open(r.ID) })
	open.Weight = kit.Primary
	tools := container.NewHBox(
		kit.NewButton(w.T("ui.plans.new"), func() { p.box.Hide(); deps.New() }),
		kit.NewButton(w.T("ui.plans.import"), func() { p.box.Hide(); p.importFile() }),
		need("ui.plans.duplicate", func(r Row) {
			p.ask(w.T("ui.plans.duplicate"), w.T("ui.plans.copy_name", r.Name), func(name string) error { return deps.Duplicate(r.ID, name) })
		}),
		need("ui.plans.rename", func(r Row) {
			p.ask(w.T("ui.plans.rename"), r.Name, func(name string) error { return deps.Rename(r.ID, name) })
		}),
		need("ui.plans.export", func(r Row) {
			kit.SaveFile(deps.Window, r.Name, ".bfplan", func(path string) { p.say(deps.Export(r.ID, path)) })
		}),
		need("ui.delete", p.remove))
	body := container.NewBorder(tools, p.wrong, nil, nil, kit.Sized(720, 320, p.list))
	p.box = kit.Open(deps.Window, w.T("ui.plans.title"), body, kit.NewButton(w.T("ui.close"), func() { p.box.Hide() }), open)
	p.pick(-1)
	p.reload()
}

func (p *page) say(err error) { kit.Say(p.wrong, kit.Lines(p.Words.Problem(err))) }

func (p *page) reload() {
	rows, err := p.Plans()
	p.rows = families(rows)
	p.say(err)
	p.list.UnselectAll()
	p.list.Refresh()
}

// families puts scenarios below their real plan, which keeps its place; those whose plan is gone stay where they are.
func families(rows []Row) []Row {
	var list []Row
	of := map[string][]Row{}
	for _, r := range rows {
		of[r.Of] = append(of[r.Of], r)
	}
	real := map[string]bool{}
	for _, r := range of[""] {
		real[r.ID] = true
	}
	for _, r := range rows {
		switch {
		case r.Of == "":
			list = append(append(list, r), of[r.ID]...)
		case !real[r.Of]:
			list = append(list, r)
		}
	}
	return list
}

// below reports whether the row stands below its real plan.
func (p *page) below(r Row) bool {
	return r.Of != "" && slices.ContainsFunc(p.rows, func(x Row) bool { return x.ID == r.Of })
}

func (p *page) pick(i int) {
	p.picked = i
	for _, b := range p.needy {
		b.SetEnabled(i >= 0)
	}
}

func (p *page) newItem() fyne.CanvasObject {
	name := widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Truncation = fyne.TextTruncateEllipsis
	about := kit.Mute("")
	about.SizeName, about.Truncation = "helperText", fyne.TextTruncateEllipsis
	return container.NewVBox(name, about)
}

func (p *page) fill(i widget.ListItemID, o fyne.CanvasObject) {
	r, w := p.rows[i], p.Words
	labels := o.(*fyne.Container).Objects
	name := w.PlanName(planner.Head{Name: r.Name, Scenario: r.Scenario})
	if p.below(r) {
		name = w.T("scenario.below", r.Scenario)
	}
	if r.ID == p.Current {
		name += " · " + w.T("ui.plans.current")
	}
	labels[0].(*widget.Label).SetText(name)
	labels[1].(*widget.Label).SetText(w.T("ui.plans.about", r.Sale, r.Events, w.In(time.Local).Stamp(r.Changed)))
}

// ask asks for a name and does the deed with it.
func (p *page) ask(title, name string, deed func(string) error) {
	f := kit.NewField(name, nil)
	kit.Ask(p.Window, title, kit.Sized(420, 0, f), p.Words.T("ui.ok"), p.Words.T("ui.cancel"), func() string {
		name := strings.TrimSpace(f.Text)
		if name == "" {
			return kit.Lines(p.Words.Problem(planner.Problemf("ui.problem.name")))
		}
		if err := deed(name); err != nil {
			return kit.Lines(p.Words.Problem(err))
		}
		p.reload()
		return ""
	})
}

// remove asks before it deletes, since a deleted plan cannot be had back.
func (p *page) remove(r Row) {
	kit.Ask(p.Window, p.Words.T("ui.plans.delete_title"), kit.Sized(420, 0, kit.Wrapped(p.Words.T("ui.plans.delete_ask", r.Name))),
		p.Words.T("ui.delete"), p.Words.T("ui.cancel"), func() string {
			if err := p.Delete(r.ID); err != nil {
				return kit.Lines(p.Words.Problem(err))
			}
			p.reload()
			return ""
		})
}

func (p *page) importFile() { kit.PickFile(p.Window, []string{".bfplan"}, p.Import) }
