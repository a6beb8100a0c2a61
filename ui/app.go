package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/backlog"
	"bfplanner/ui/calendar"
	"bfplanner/ui/engine"
	"bfplanner/ui/findings"
	"bfplanner/ui/inspector"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/settings"
	"bfplanner/ui/words"
)

// Deps is what the window needs from outside.
type Deps struct {
	App     fyne.App
	Words   *words.Book
	Presets *planner.Presets
	Store   Store
	Jobs    Jobs
	Check   rules.Checker
	Wall    func() time.Time // the wall clock
	At      time.Time        // as if it were this instant; zero follows the plan and the clock
	Lang    string           // language in place of the kept one; "" takes that, and the system's before there is one
	Version string
	// ReadShop reads a product sheet; the error may be planner.Problems with the row of each.
	ReadShop func(name string, data []byte, currency string) (planner.ShopData, error)
	// Sample is the sheet of the sample shop, and SampleName its file's name.
	Sample     []byte
	SampleName string
	NewID      func() string // an ID that no plan has
	// Plan lays a campaign out within the time of the options; Mend repairs one. When ctx ends they keep the best so far.
	Plan func(ctx context.Context, r schedule.Request, o engine.Options, report func(Progress)) (schedule.Outcome, error)
	Mend func(ctx context.Context, r schedule.MendRequest, o engine.Options) (schedule.Repair, error)
	// Write puts a file in place whole or not at all.
	Write func(path string, data []byte) error
	Paper Paper
	Trade Trade
}

// App is the program's window. All methods are called on the UI goroutine.
type App struct {
	deps     Deps
	window   fyne.Window
	words    *words.Words
	settings settings.Values
	actions  []action
	saver    *saver

	editor    *editor.Editor // nil while no plan is open
	selection []string
	clip      clipboard
	doing     planner.Command // the edit under way
	offer     *offer          // what the last edit offers, nil for nothing
	looks     string          // of the menus that stand
	job       *job            // the long work that runs, nil for none
	strip     *fyne.Container // where it is shown, on top of whatever the window shows
	result    string          // what the engine found last, shown there until it is sent away
	advice    *engine.Advice
	board     *calendar.Board
	around    *boardBar // what stands around it
	outlined  string    // ID of the plan whose events are outlined on it, "" for none
	bar       *toolbar
	inspector *inspector.Panel
	findings  *findings.Panel
	backlog   *backlog.Panel
	pages     *pages
	splits    map[string]*container.Split
	recents   []*fyne.MenuItem
	feed      *feed                      // the calendar file that follows the plan
	password  struct{ url, text string } // of the calendar server, until the program ends
}

// New makes the window without showing it: the plan that was open last, or the start page where there is none.
func New(deps Deps) *App {
	a := &App{deps: deps, splits: map[string]*container.Split{}, actions: actionTable(), strip: container.NewStack()}
	a.settings = settings.Read(deps.Store.Setting, systemLanguage())
	if deps.Lang != "" {
		a.settings.Lang = deps.Words.In(deps.Lang).Lang()
	}
	a.words = deps.Words.In(a.settings.Lang)
	a.applyTheme()
	speakFyne(a.words)
	a.window = deps.App.NewWindow(a.words.T("ui.app"))
	a.window.SetMaster()
	a.window.SetPadded(false)
	a.window.Resize(a.keptSize())
	a.window.SetCloseIntercept(a.quit)
	a.window.SetOnDropped(a.dropped)
	a.saver = &saver{store: deps.Store, jobs: deps.Jobs, wall: deps.Wall, shown: a.showState, wrong: a.saveFailed}
	a.board = calendar.New(a.words, calendar.Deps{
		OnDo: a.doOrTell, Preview: a.preview, Flags: flags, OnSelect: a.selectIDs, OnOpen: a.open, New: a.draw, OnNew: a.drawn,
		OnDelete: func([]string) { a.act("delete") }, OnMenu: a.contextMenu, OnRisk: a.editRisk, OnRiskDraw: a.drawRisk,
		OnDay: a.showDay, OnView: func() {
			if a.around != nil {
				a.around.update()
			}
		},
		Shelf: a.overBacklog, OnShelf: func(over bool) { a.backlog.SetTarget(over) },
		Effects: effects, Near: a.near, OnKey: a.boardKey, OnRune: a.boardRune, OnShortcut: func(s fyne.Shortcut) { a.typedShortcut(s) },
	})
	a.restoreBoard()
	a.pages = newPages(a)
	a.board.SetLoss(a.losses())
	a.listen(a.window.Canvas())
	if !a.openLast() {
		a.showStart()
	}
	return a
}

// Window returns the window.
func (a *App) Window() fyne.Window { return a.window }

// openLast opens the plan that was open when the program ended, else the one that was changed last, and reports
// whether there was one that could be opened.
func (a *App) openLast() bool {
	list, err := a.deps.Store.Plans()
	if err != nil || len(list) == 0 {
		return false
	}
	id := list[0].ID
	for _, p := range list {
		if p.ID == a.deps.Store.Setting("plan") {
			id = p.ID
		}
	}
	return a.OpenPlan(id) == nil
}

// OpenPlan opens a plan of the store for editing, with its history.
func (a *App) OpenPlan(id string) error {
	p, steps, cursor, err := a.deps.Store.Load(id)
	if err != nil {
		a.tell(err)
		return err
	}
	a.selection, a.offer = nil, nil
	a.outline("")
	a.saver.at = time.Time{}
	a.editor = editor.Open(p, steps, cursor, editor.Options{Check: a.deps.Check, Wall: a.deps.Wall, At: a.deps.At})
	a.editor.Listen(a.heard)
	a.keep("plan", id)
	a.build()
	a.showRecent()
	a.openFeed()
	a.feedNow()
	return nil
}

// heard hands a new state of the plan to the store and to the panels.
func (a *App) heard(s *editor.Snapshot, w *editor.Write) {
	if w != nil {
		a.saver.add(*w)
		a.offer = offered(s, w, a.doing)
		defer a.feedNow()
	}
	a.show(s)
}

// show hands the snapshot to every panel.
func (a *App) show(s *editor.Snapshot) {
	a.selection = present(s.Plan, a.selection)
	a.board.SetSnapshot(s)
	a.around.filter.SetPlan(s.Plan)
	a.backlog.SetSnapshot(s)
	a.findings.SetSnapshot(s)
	a.inspector.SetSnapshot(s)
	a.advice.SetPlan(s.Plan)
	a.pages.show(s)
	a.showActions()
}

// present returns those of the IDs whose events the plan still has.
func present(p *planner.Plan, ids []string) []string {
	var list []string
	for _, id := range ids {
		if p.Event(id) != nil {
			list = append(list, id)
		}
	}
	return list
}

// build makes the window's content anew: for another plan, another language or another theme.
func (a *App) build() {
	a.keepSplits()
	w := a.words
	a.board.SetWords(w)
	a.board.SetClocks(a.clocks())
	if a.advice != nil {
		a.advice.Close() // its marks stand on the board, which is not made anew
	}
	a.advice = engine.NewAdvice(engine.AdviceDeps{Words: w, Do: a.doOrTell, Mark: a.mark})
	a.inspector = inspector.New(inspector.Deps{Words: w, Window: a.window, Do: a.do, Act: a.act, Can: func(id string) bool { return a.find(id).can(a) }, Clocks: a.settings.Clocks})
	a.findings = findings.New(findings.Deps{Words: w, Do: a.doOrTell, Choose: a.choose})
	a.backlog = backlog.New(backlog.Deps{Words: w, Select: func(id string) { a.selectIDs([]string{id}) }, Open: a.open,
		Board: a.board, Templates: a.palette(), Timed: a.timed})
	a.around = newBoardBar(a)
	left := a.split("left", container.NewHSplit(a.backlog.Object(), a.around.object), 0.16)
	middle := a.split("bottom", container.NewVSplit(left, a.findings.Object()), 0.8)
	whole := a.split("right", container.NewHSplit(middle, kit.Panel(container.NewBorder(a.advice.Object(), nil, nil, nil, a.inspector.Object()))), 0.77)
	a.pages.rebuild(a, whole)
	a.bar = newToolbar(a)
	a.window.SetContent(container.NewBorder(container.NewVBox(a.bar.object, a.strip), nil, nil, nil, a.pages.body))
	a.inspector.Select(a.selection)
	a.show(a.editor.Snapshot())
	a.turnTo(a.pages.chosen)
	a.showState()
}

// do makes an edit.
func (a *App) do(cmd planner.Command) error {
	a.doing = cmd
	defer func() { a.doing = nil }()
	_, err := a.editor.Do(cmd)
	return err
}

// doOrTell makes an edit and says in a dialog why it cannot be.
func (a *App) doOrTell(cmd planner.Command) {
	if err := a.do(cmd); err != nil {
		a.tell(err)
	}
}

func (a *App) preview(cmd planner.Command) (*editor.Snapshot, error) { return a.editor.Preview(cmd) }

// tell says in a dialog what went wrong.
func (a *App) tell(err error) {
	w := a.words
	if a.editor != nil {
		w = w.In(a.editor.Snapshot().Plan.Zone())
	}
	kit.Tell(a.window, w.T("ui.wrong"), w.Problem(err), w.T("ui.ok"))
}

// selectIDs makes these the selected events, wherever they were picked.
func (a *App) selectIDs(ids []string) {
	a.selection = ids
	a.board.Select(ids)
	a.pages.agenda.Select(ids)
	a.inspector.Select(ids)
	a.showActions()
}

// open selects an event and puts the keyboard into its title.
func (a *App) open(id string) {
	a.turnTo(pageCalendar)
	a.board.Reveal(id)
	a.selectIDs([]string{id})
	a.inspector.FocusTitle()
}

// choose goes to what a finding is about.
func (a *App) choose(f rules.Finding) {
	if len(f.Events) > 0 {
		a.board.Reveal(f.Events[0])
		a.selectIDs(present(a.editor.Snapshot().Plan, f.Events))
	} else if !f.Span.IsZero() {
		a.board.GoTo(f.Span.Start)
	}
}

// undo and redo travel the history; a step that no longer fits is told.
func (a *App) undo() { a.travel(a.editor.Undo) }
func (a *App) redo() { a.travel(a.editor.Redo) }

func (a *App) travel(way func() (*editor.Snapshot, error)) {
	if _, err := way(); err != nil {
		a.tell(err)
	}
}

// addNew puts a new event of the template on the plan: on the template's own day, or on the day in the middle of
// what is seen where that day is out of sight.
func (a *App) addNew(t template) {
	before := a.editor.Snapshot().Plan
	span := t.usual(before, time.Time{})
	if seen := a.board.VisibleSpan(); !seen.IsZero() && !seen.Contains(span.Start) {
		span = t.usual(before, seen.Start.Add(seen.Length()/2))
	}
	a.doOrTell(planner.Add{Events: []*planner.Event{t.make(before, span)}})
	a.selectAdded(before)
}

// selectAdded selects and shows the events that the plan did not have before.
func (a *App) selectAdded(before *planner.Plan) {
	var ids []string
	for _, e := range a.editor.Snapshot().Plan.Events.All() {
		if before.Event(e.ID) == nil {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) > 0 {
		a.board.Reveal(ids[0])
		a.selectIDs(ids)
	}
}

// applyTheme shows the program light or dark and in its size.
func (a *App) applyTheme() {
	a.deps.App.Settings().SetTheme(look.Scaled(a.settings.Theme, a.settings.Factor()))
}
