package ui

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/about"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/plans"
	"bfplanner/ui/riskform"
	"bfplanner/ui/settings"
	"bfplanner/ui/start"
)

// showStart goes to the page on which a plan is made.
func (a *App) showStart() {
	a.keepSplits()
	deps := start.Deps{Words: a.words, Window: a.window, Presets: a.deps.Presets, Create: a.create, Import: a.importPlan}
	if list, err := a.deps.Store.Plans(); err == nil && len(list) > 0 {
		deps.Plans = a.showPlans
	}
	if a.editor != nil {
		deps.Back = a.build
	}
	a.window.SetContent(container.NewBorder(a.strip, nil, nil, nil, start.New(deps).Object()))
	a.showActions()
}

// largestSheet is how many bytes a product sheet may have.
const largestSheet = 64 << 20

// create makes the plan that the start page asks for and opens it.
func (a *App) create(r start.Request, wrong func([]string)) {
	market, _ := a.deps.Presets.Markets.Get(r.Sale.Market)
	currency := ""
	if market != nil {
		currency = market.Currency
	}
	var made *planner.Plan
	a.run(planner.T("ui.job.create"), func(ctx context.Context, _ func(Progress)) error {
		name, data, err := a.deps.SampleName, a.deps.Sample, error(nil)
		if r.Sheet != "" {
			name = filepath.Base(r.Sheet)
			if data, err = readSheet(r.Sheet); err != nil {
				return err
			}
		}
		shop, err := a.deps.ReadShop(name, data, currency)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err // cancelled while the sheet was read
		}
		p, err := a.deps.Presets.NewPlan(a.deps.NewID(), r.Name, r.Sale, shop)
		if err != nil {
			return err
		}
		made = p
		return a.deps.Store.Create(p)
	}, func(err error) {
		switch {
		case cancelled(err):
		case err != nil:
			wrong(a.words.Problem(err))
		default:
			_ = a.OpenPlan(made.ID) // says itself what goes wrong
		}
	})
}

func readSheet(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > largestSheet {
		return nil, planner.Problemf("ui.problem.too_large", filepath.Base(path))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &planner.Problem{Text: planner.T("ui.problem.read", filepath.Base(path)), Cause: err}
	}
	return data, nil
}

// importPlan takes a plan file into the library and opens it.
func (a *App) importPlan(path string) {
	var id string
	a.run(planner.T("ui.job.import"), func(context.Context, func(Progress)) (err error) {
		id, err = a.deps.Store.Import(path)
		return err
	}, func(err error) {
		if err != nil {
			a.tell(err)
			return
		}
		a.used(path)
		_ = a.OpenPlan(id) // says itself what goes wrong
	})
}

// saveCopy writes the plan into a file of its own.
func (a *App) saveCopy() {
	p := a.editor.Snapshot().Plan
	kit.SaveFile(a.window, p.Name, ".bfplan", func(path string) {
		a.saver.whenSaved(func() {
			if err := a.deps.Store.Export(p.ID, path); err != nil {
				a.tell(err)
				return
			}
			a.used(path)
		})
	})
}

// showPlans opens the list of plans.
func (a *App) showPlans() {
	deps := plans.Deps{
		Words: a.words, Window: a.window, New: a.showStart, Import: a.importPlan, Rename: a.rename,
		Open:   func(id string) { a.saver.whenSaved(func() { _ = a.OpenPlan(id) }) },
		Export: a.deps.Store.Export, Delete: a.deletePlan,
		Duplicate: func(id, name string) error { _, err := a.deps.Store.Duplicate(id, name); return err },
		Plans: func() ([]plans.Row, error) {
			list, err := a.deps.Store.Plans()
			rows := make([]plans.Row, len(list))
			for i, p := range list {
				rows[i] = plans.Row(p)
				rows[i].Sale = a.saleName(p.Sale)
			}
			return rows, err
		},
	}
	if a.editor != nil {
		deps.Current = a.editor.Snapshot().Plan.ID
	}
	plans.Open(deps)
}

// saleName returns what a sale, which the store knows by its name alone, is called in the language of the window.
func (a *App) saleName(name string) string {
	for _, s := range a.deps.Presets.Sales.All() {
		if s.Name == name {
			return a.words.Name(s)
		}
	}
	return name
}

// rename gives a plan another name, or a scenario that of its own, as an edit that can be undone.
func (a *App) rename(id, name string) error {
	return a.editOf(id, func(h *planner.Head) {
		if h.Of != "" {
			h.Scenario = name
		} else {
			h.Name = name
		}
	})
}

// editOf changes the head of a plan, whether or not it is the open one, as an edit of that plan.
func (a *App) editOf(id string, change func(*planner.Head)) error {
	ed := a.editor
	if ed == nil || ed.Snapshot().Plan.ID != id {
		other, err := a.editorOf(id)
		if err != nil {
			return err
		}
		other.Listen(func(_ *editor.Snapshot, w *editor.Write) {
			if w != nil {
				err = a.deps.Store.Save(*w)
			}
		})
		if e := renamed(other, change); e != nil {
			return e
		}
		return err
	}
	err := renamed(ed, change)
	a.showState()
	return err
}

func renamed(ed *editor.Editor, change func(*planner.Head)) error {
	h := ed.Snapshot().Plan.Head
	change(&h)
	_, err := ed.Do(planner.SetHead{Head: h, Why: planner.T("ui.edit.plan", planner.T("ui.field.name"))})
	return err
}

// deletePlan removes a plan for good; with the open one the window goes back to the start page.
func (a *App) deletePlan(id string) error {
	if err := a.deps.Store.Delete(id); err != nil {
		return err
	}
	if a.editor != nil && a.editor.Snapshot().Plan.ID == id {
		a.editor, a.selection, a.bar = nil, nil, nil
		a.board.SetSnapshot(nil)
		a.showStart()
		a.showState()
	}
	return nil
}

// risks is what the risk forms need.
func (a *App) risks() riskform.Deps {
	return riskform.Deps{Words: a.words, Window: a.window, Do: a.do,
		Plan: func() *planner.Plan { return a.editor.Snapshot().Plan }, Now: a.editorNow}
}

func (a *App) showRisks() { riskform.List(a.risks()) }
func (a *App) newRisk()   { riskform.Edit(a.risks(), riskform.New(a.editor.Snapshot().Plan), nil) }

// drawRisk opens the form with the days that were drawn on the ruler.
func (a *App) drawRisk(span planner.Span) {
	w := riskform.New(a.editor.Snapshot().Plan)
	w.Span = span
	riskform.Edit(a.risks(), w, nil)
}

// editRisk opens the form of a window of the user's own, and the list for one of the presets.
func (a *App) editRisk(id string) {
	if w, ok := a.editor.Snapshot().Plan.Risks.Get(id); ok && w.Own {
		riskform.Edit(a.risks(), *w, nil)
		return
	}
	a.showRisks()
}

func (a *App) showAbout() {
	packs := a.deps.Presets.Packs
	if a.editor != nil {
		packs = a.editor.Snapshot().Plan.Packs
	}
	about.Open(a.words, a.window, a.deps.Version, packs)
}

// showSettings opens the settings, which act at once. The form itself is opened anew where it should look or
// speak otherwise.
func (a *App) showSettings() {
	var d *kit.Dialog
	d = settings.Open(a.words, a.window, a.settings, func(v settings.Values) {
		again := v.Lang != a.settings.Lang || v.Scale != a.settings.Scale || v.Theme != a.settings.Theme
		if again {
			d.Hide()
		}
		a.set(v)
		if again {
			a.showSettings()
		}
	})
}

// set keeps the settings and makes the whole window follow them.
func (a *App) set(v settings.Values) {
	a.settings = v
	if err := v.Write(a.deps.Store.SetSetting); err != nil {
		a.tell(err)
	}
	a.words = a.deps.Words.In(v.Lang)
	speakFyne(a.words)
	a.applyTheme()
	if a.editor == nil {
		a.showStart()
		a.showState()
		return
	}
	a.build()
}

func (a *App) nextLanguage() {
	v := a.settings
	for i, l := range settings.Languages {
		if l.ID == a.words.Lang() {
			v.Lang = settings.Languages[(i+1)%len(settings.Languages)].ID
		}
	}
	a.set(v)
}

func (a *App) nextTheme() {
	v := a.settings
	v.Theme = look.Light
	if !look.Current().Dark {
		v.Theme = look.Dark
	}
	a.set(v)
}
