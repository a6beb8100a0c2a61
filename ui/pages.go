package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner/editor"
	"bfplanner/ui/agenda"
	"bfplanner/ui/ban"
	"bfplanner/ui/coupons"
	"bfplanner/ui/history"
	"bfplanner/ui/kit"
	"bfplanner/ui/params"
	"bfplanner/ui/prices"
	"bfplanner/ui/words"
)

// panel is a page of the window beside the calendar.
type panel interface {
	Object() fyne.CanvasObject
	SetSnapshot(*editor.Snapshot)
	SetWords(*words.Words)
}

// The pages. The calendar is what stays when the others are away.
const (
	pageCalendar = "calendar"
	pageAgenda   = "agenda"
	pageCoupons  = "coupons"
	pagePrices   = "prices"
	pageBan      = "ban"
	pageParams   = "params"
	pageHistory  = "history"
	pageWhatIf   = "scenarios"
)

// pageNames are the pages of the switch in the toolbar, in its order; the history and the what-if plans are opened from the menu.
var pageNames = []string{pageCalendar, pageAgenda, pageCoupons, pagePrices, pageBan, pageParams}

// pages is the part of the window below the toolbar and what it shows now. A page that is out of sight is handed
// a new state of the plan when it comes back, so that a drag pays for one page alone.
type pages struct {
	panels map[string]panel // all but the calendar
	agenda *agenda.Panel    // one of them
	stale  map[string]bool
	chosen string
	body   *fyne.Container
	whole  fyne.CanvasObject // the calendar with the panels around it
	choice *kit.Segments
}

func newPages(a *App) *pages {
	p := &pages{chosen: pageCalendar, body: container.NewStack(), stale: map[string]bool{}}
	price := prices.New(prices.Deps{Words: a.words, OnOpen: a.open})
	shortcut := func(s fyne.Shortcut) { a.typedShortcut(s) }
	p.agenda = agenda.New(agenda.Deps{Words: a.words, Do: a.do, OnOpen: a.open, OnSelect: a.selectIDs, OnFilter: a.filtered,
		OnDelete: func(ids []string) { a.selectIDs(ids); a.act("delete") }, OnKey: a.typedKey, OnShortcut: shortcut})
	p.panels = map[string]panel{
		pageAgenda: p.agenda,
		pageHistory: history.New(history.Deps{Words: a.words, Steps: func() []editor.Step { return a.editor.Steps() }, GoTo: a.goTo,
			OnKey: a.typedKey, OnShortcut: shortcut}),
		pageWhatIf: newScenarios(a),
		pagePrices: price,
		pageBan: ban.New(ban.Deps{Words: a.words, Window: a.window, Do: a.do, OnOpen: a.open, Keep: a.keepScenario, OnAt: a.darkAt,
			NewWindow: a.newRisk, Edit: a.editRisk, Import: a.takeRisks, Export: a.leaveRisks, Sheet: a.banSheet}),
		pageParams: params.New(params.Deps{Words: a.words, Window: a.window, Do: a.do, Presets: a.deps.Presets.Params, Read: readSheet, Orders: a.deps.Trade.Orders}),
		pageCoupons: coupons.New(coupons.Deps{Words: a.words, Window: a.window, Do: a.do, Preview: a.preview, OnOpen: a.open,
			OnPrice: func(sku string, at time.Time) { a.turnTo(pagePrices); price.Show(sku, at) }}),
	}
	return p
}

// rebuild takes up new words and a new calendar page.
func (p *pages) rebuild(a *App, whole fyne.CanvasObject) {
	p.whole = whole
	for id, x := range p.panels {
		x.SetWords(a.words)
		p.stale[id] = true
	}
	options := make([]kit.Option, len(pageNames))
	for i, id := range pageNames {
		options[i] = kit.Option{ID: id, Label: a.words.T("ui.page." + id)}
	}
	p.choice = kit.NewSegments(options, p.chosen, a.turnTo)
}

// turnTo shows a page.
func (a *App) turnTo(id string) {
	p := a.pages
	p.chosen = id
	p.choice.SetValue(id)
	shown := p.whole
	if x := p.panels[id]; x != nil {
		shown = x.Object()
		if p.stale[id] {
			p.stale[id] = false
			x.SetSnapshot(a.editor.Snapshot())
		}
	}
	p.body.Objects = []fyne.CanvasObject{shown}
	p.body.Refresh()
	if id == pageCalendar {
		a.window.Canvas().Focus(a.board)
	} else if x, ok := p.panels[id].(interface{ Focus() }); ok {
		x.Focus()
	}
}

// goTo undoes or redoes until the step of that number is the last in force.
func (a *App) goTo(seq int) error {
	_, err := a.editor.GoTo(seq)
	return err
}

// show hands the snapshot to the page in sight.
func (p *pages) show(s *editor.Snapshot) {
	for id, x := range p.panels {
		p.stale[id] = id != p.chosen
		if id == p.chosen {
			x.SetSnapshot(s)
		}
	}
}
