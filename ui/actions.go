package ui

import (
	"runtime"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
	"bfplanner/ui/calendar"
)

// action is one deed of the program: a menu item, perhaps a button of the toolbar, perhaps a key.
type action struct {
	id      string // the label is the translation "ui.action.<id>" unless key says otherwise
	key     string
	menu    string       // the menu in which it stands, "" for none; "-" before the name draws a line above the item
	group   string       // the menu within that menu, "" for none
	bare    fyne.KeyName // a key that works while the calendar has the keyboard
	letter  rune         // a capital letter or a sign that does so, too
	combo   *desktop.CustomShortcut
	inMenu  bool                        // the menu shows the combo and hears it before any entry does
	context []string                    // the places of the calendar in whose menu it stands
	label   func(*App) string           // in place of the translation, where the label says more
	enabled func(*App) bool             // nil: always
	items   func(*App) []*fyne.MenuItem // of a menu of its own that opens from the item
	do      func(*App)
}

func ctrl(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(k fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// The menus, in their order.
const (
	menuFile = "file"
	menuEdit = "edit"
	menuNew  = "new"
	menuView = "view"
	menuHelp = "help"
)

var menus = []string{menuFile, menuEdit, menuNew, menuView, menuHelp}

func hasPlan(a *App) bool      { return a.editor != nil }
func hasSelection(a *App) bool { return a.editor != nil && len(a.selection) > 0 }
func free(a *App) bool         { return a.job == nil }
func idle(a *App) bool         { return a.editor != nil && free(a) }

// actionTable is the one table from which menus, toolbar, keys and help are made. Keys that an entry needs for
// itself, such as Ctrl+Z, are not given to the menus: a menu would hear them first.
func actionTable() []action {
	list := []action{
		{id: "new_plan", menu: menuFile, combo: ctrl(fyne.KeyN), inMenu: true, do: (*App).showStart},
		{id: "plans", menu: menuFile, combo: ctrl(fyne.KeyO), inMenu: true, do: (*App).showPlans},
		{id: "open_file", menu: menuFile, enabled: free, do: (*App).openPlanFile},
		{id: "recent", menu: menuFile, enabled: func(a *App) bool { return free(a) && len(a.recents) > 0 }, items: func(a *App) []*fyne.MenuItem { return a.recents }, do: (*App).showPlans},
		{id: "save_copy", menu: menuFile, combo: ctrlShift(fyne.KeyS), inMenu: true, enabled: hasPlan, do: (*App).saveCopy},
		{id: "whatif", key: "scenario.new", menu: menuFile, combo: ctrlShift(fyne.KeyD), inMenu: true, enabled: hasPlan, do: (*App).newScenario},
		{id: "scenarios", key: "scenario.heading", menu: menuFile, combo: ctrlShift(fyne.KeyW), inMenu: true, enabled: hasPlan, do: func(a *App) { a.turnTo(pageWhatIf) }},
		{id: "import", menu: "-" + menuFile, combo: ctrl(fyne.KeyI), inMenu: true, enabled: idle, do: (*App).showImport},
		{id: "export", menu: menuFile, combo: ctrl(fyne.KeyE), inMenu: true, enabled: idle, do: (*App).showExport},
		{id: "server", menu: menuFile, enabled: idle, do: (*App).showServer},
		{id: "print", menu: menuFile, combo: ctrl(fyne.KeyP), inMenu: true, enabled: idle, do: (*App).showPrint},
		{id: "settings", menu: "-" + menuFile, combo: ctrl(fyne.KeyComma), inMenu: true, do: (*App).showSettings},
		{id: "quit", menu: "-" + menuFile, combo: ctrl(fyne.KeyQ), inMenu: true, do: (*App).quit},

		{id: "undo", menu: menuEdit, combo: ctrl(fyne.KeyZ), label: undoLabel, enabled: canUndo, do: (*App).undo},
		{id: "redo", menu: menuEdit, combo: ctrl(fyne.KeyY), label: redoLabel, enabled: canRedo, do: (*App).redo},
		{id: "history", key: "ui.page.history", menu: menuEdit, combo: ctrl(fyne.KeyH), inMenu: true, enabled: hasPlan, do: func(a *App) { a.turnTo(pageHistory) }},
		{id: "find", key: "agenda.find", menu: menuEdit, combo: ctrl(fyne.KeyF), inMenu: true, enabled: hasPlan, do: (*App).search},
		{id: "open", key: "ui.open", context: []string{onBlock}, enabled: hasSelection, do: (*App).openSelected},
		{id: "lift", context: []string{onBlock}, enabled: hasSelection, do: (*App).lift},
		{id: "cut", menu: "-" + menuEdit, combo: ctrl(fyne.KeyX), context: []string{onBlock}, enabled: hasSelection, do: (*App).cut},
		{id: "copy", menu: menuEdit, combo: ctrl(fyne.KeyC), context: []string{onBlock}, enabled: hasSelection, do: (*App).copySelection},
		{id: "paste", menu: menuEdit, combo: ctrl(fyne.KeyV), context: []string{onBlock}, enabled: canPaste, do: (*App).paste},
		{id: "duplicate", menu: menuEdit, combo: ctrl(fyne.KeyD), context: []string{onBlock}, enabled: hasSelection, do: (*App).duplicate},
		{id: "detach", menu: menuEdit, letter: 'U', context: []string{onBlock}, enabled: canDetach, do: (*App).detach},
		{id: "backlog", key: "ui.edit.backlog", menu: menuEdit, letter: 'B', context: []string{onBlock}, enabled: canShelve, do: (*App).shelve},
		{id: "repeat", menu: menuEdit, combo: ctrl(fyne.KeyR), inMenu: true, context: []string{onBlock}, enabled: canRepeat, do: (*App).showRepeat},
		{id: "series_select", context: []string{onBlock}, enabled: func(a *App) bool { return a.inSeries() != nil }, do: (*App).selectSeries},
		{id: "series_rest", menu: menuEdit, combo: ctrlShift(fyne.KeyR), inMenu: true, enabled: canFollow(true), do: func(a *App) { a.followSeries(true) }},
		{id: "series_all", menu: menuEdit, combo: ctrlShift(fyne.KeyE), inMenu: true, enabled: canFollow(false), do: func(a *App) { a.followSeries(false) }},
		{id: "delete", menu: menuEdit, bare: fyne.KeyDelete, context: []string{onBlock}, enabled: hasSelection, do: (*App).remove},
		{id: "plan", menu: "-" + menuEdit, combo: ctrl(fyne.KeyReturn), enabled: idle, do: (*App).plan},
		{id: "plan_with", key: "engine.with", menu: menuEdit, combo: ctrlShift(fyne.KeyReturn), enabled: idle, do: (*App).askPlan},
		{id: "mend", key: "engine.mend", menu: menuEdit, combo: ctrl(fyne.KeyM), inMenu: true, enabled: idle, do: (*App).mend},
		{id: "mend_near", key: "engine.near", menu: menuEdit, combo: ctrlShift(fyne.KeyM), inMenu: true, enabled: canUndo, do: (*App).mendNear},
		{id: "contest", menu: menuEdit, letter: 'C', enabled: idle, do: (*App).contest},
		{id: "why", key: "engine.why", menu: menuEdit, letter: 'Y', context: []string{onBlock}, enabled: canAsk, do: (*App).why},
		{id: "slots", key: "engine.places", menu: menuEdit, letter: 'S', context: []string{onBlock}, enabled: canAsk, do: (*App).places},
		{id: "risks", menu: menuEdit, enabled: hasPlan, do: (*App).showRisks},
	}
	for _, t := range templates {
		list = append(list, action{id: "new." + t.id, key: "kind." + t.id, menu: menuNew, enabled: hasPlan, do: func(a *App) { a.addNew(t) }})
	}
	for i, id := range pageNames {
		combo := ctrl(fyne.KeyName(strconv.Itoa(i + 1)))
		list = append(list, action{id: "page." + id, key: "ui.page." + id, menu: menuView, combo: combo, inMenu: true, enabled: hasPlan, do: func(a *App) { a.turnTo(id) }})
	}
	return append(list, []action{
		{id: "new.risk", key: "ui.risk.new", menu: "-" + menuNew, context: []string{onSpot}, enabled: hasPlan, do: (*App).newRisk},
		{id: "go_to_date", menu: "-" + menuView, combo: ctrl(fyne.KeyG), inMenu: true, context: []string{onSpot}, enabled: hasPlan, do: (*App).showGoToDate},
		{id: "previous", menu: menuView, group: "turn", bare: fyne.KeyPageUp, enabled: hasPlan, do: func(a *App) { a.board.Previous() }},
		{id: "next", menu: menuView, group: "turn", bare: fyne.KeyPageDown, enabled: hasPlan, do: func(a *App) { a.board.Next() }},
		{id: "now", key: "calendar.go_now", menu: menuView, group: "turn", bare: fyne.KeyEnd, enabled: hasPlan, do: func(a *App) { a.board.GoToNow() }},
		{id: "zoom_in", menu: menuView, group: "zoom", combo: ctrl(fyne.KeyEqual), enabled: hasPlan, do: func(a *App) { a.board.ZoomIn() }},
		{id: "zoom_out", menu: menuView, group: "zoom", combo: ctrl(fyne.KeyMinus), enabled: hasPlan, do: func(a *App) { a.board.ZoomOut() }},
		{id: "zoom_sale", menu: menuView, group: "zoom", combo: ctrl(fyne.Key0), enabled: hasPlan, do: func(a *App) { a.board.ZoomSale() }},
		{id: "zoom_fit", menu: menuView, group: "zoom", combo: ctrl(fyne.Key9), enabled: hasPlan, do: func(a *App) { a.board.ZoomFit() }},
		{id: "dark", key: "ban.line", menu: "-" + menuView, combo: ctrl(fyne.KeyB), inMenu: true, enabled: hasPlan, do: (*App).toggleDark},
		{id: "view.timeline", key: "calendar.view.timeline", menu: "-" + menuView, bare: fyne.KeyL, enabled: hasPlan, do: func(a *App) { a.setView(calendar.Timeline) }},
		{id: "view.month", key: "calendar.view.month", menu: menuView, bare: fyne.KeyM, enabled: hasPlan, do: func(a *App) { a.setView(calendar.Month) }},
		{id: "view.week", key: "calendar.view.week", menu: menuView, bare: fyne.KeyW, enabled: hasPlan, do: func(a *App) { a.setView(calendar.Week) }},
		{id: "lanes", menu: "-" + menuView, enabled: hasPlan, do: (*App).nextLanes},
		{id: "colors", menu: menuView, enabled: hasPlan, do: (*App).nextColors},
		{id: "filter", menu: menuView, enabled: hasPlan, do: (*App).toggleFilter},
		{id: "theme", menu: "-" + menuView, do: (*App).nextTheme},
		{id: "language", menu: menuView, combo: ctrl(fyne.KeyL), do: (*App).nextLanguage},
		{id: "help", menu: menuHelp, bare: fyne.KeyF1, letter: '?', do: (*App).showHelp},
		{id: "about", menu: "-" + menuHelp, do: (*App).showAbout},
	}...)
}

// find returns the action of that ID; asking for one that there is not is a slip of the programmer.
func (a *App) find(id string) action {
	for _, x := range a.actions {
		if x.id == id {
			return x
		}
	}
	panic("ui: no action " + id)
}

// text returns the action's label in the language of the window.
func (x action) text(a *App) string {
	switch {
	case x.label != nil:
		return x.label(a)
	case x.key != "":
		return a.words.T(x.key)
	}
	return a.words.T("ui.action." + x.id)
}

// can reports whether the action makes sense now.
func (x action) can(a *App) bool { return x.enabled == nil || x.enabled(a) }

// act does the action of that ID, if it makes sense now.
func (a *App) act(id string) {
	if x := a.find(id); x.can(a) {
		x.do(a)
	}
}

func canUndo(a *App) bool { return hasPlan(a) && a.editor.Snapshot().Undo.Key != "" }
func canRedo(a *App) bool { return hasPlan(a) && a.editor.Snapshot().Redo.Key != "" }

func undoLabel(a *App) string {
	if !canUndo(a) {
		return a.words.T("ui.action.undo")
	}
	return a.words.T("ui.undo_what", a.named(a.editor.Snapshot().Undo))
}

func redoLabel(a *App) string {
	if !canRedo(a) {
		return a.words.T("ui.action.redo")
	}
	return a.words.T("ui.redo_what", a.named(a.editor.Snapshot().Redo))
}

// named returns the name of an edit, with times on the market's clock.
func (a *App) named(t planner.Text) string {
	return a.words.In(a.editor.Snapshot().Plan.Zone()).Text(t)
}

// mainMenu makes the menus anew, in the language of the window and with what can be done now.
func (a *App) mainMenu() *fyne.MainMenu {
	bar := &fyne.MainMenu{}
	for _, name := range menus {
		bar.Items = append(bar.Items, a.menuOf(name))
	}
	return bar
}

// menuOf makes one of the menus.
func (a *App) menuOf(name string) *fyne.Menu {
	m := fyne.NewMenu(a.words.T("ui.menu." + name))
	groups := map[string]*fyne.Menu{}
	for _, x := range a.actions {
		if x.menu == "-"+name {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
		}
		if x.menu != name && x.menu != "-"+name {
			continue
		}
		item := fyne.NewMenuItem(x.text(a), func() { a.act(x.id) })
		item.Disabled = !x.can(a)
		if x.items != nil && !item.Disabled {
			item.ChildMenu = fyne.NewMenu("", x.items(a)...)
		}
		item.IsQuit = x.id == "quit"
		item.Shortcut = x.shortcut()
		into := m
		if x.group != "" {
			if groups[x.group] == nil {
				inner := fyne.NewMenuItem(a.words.T("ui.menu."+x.group), nil)
				inner.ChildMenu, inner.Disabled = fyne.NewMenu(""), item.Disabled
				groups[x.group] = inner.ChildMenu
				m.Items = append(m.Items, inner)
			}
			into = groups[x.group]
		}
		into.Items = append(into.Items, item)
	}
	return m
}

// shown is a key that a menu shows beside an item and does not hear, for an entry that has the keyboard needs it.
type shown struct{ combo desktop.CustomShortcut }

func (s shown) ShortcutName() string  { return "shown:" + s.combo.ShortcutName() }
func (s shown) Key() fyne.KeyName     { return s.combo.Key() }
func (s shown) Mod() fyne.KeyModifier { return s.combo.Mod() }

// shortcut returns what stands beside the action in its menu, nil for nothing. On a Mac the system's own menu hears
// whatever it shows.
func (x action) shortcut() fyne.Shortcut {
	switch {
	case x.combo != nil && x.inMenu:
		return x.combo
	case runtime.GOOS == "darwin":
		return nil
	case x.combo != nil:
		return shown{*x.combo}
	case x.bare != "":
		return shown{desktop.CustomShortcut{KeyName: x.bare}}
	case x.letter != 0:
		return shown{desktop.CustomShortcut{KeyName: fyne.KeyName(x.letter)}}
	}
	return nil
}

// keys returns how the action is done by keyboard, "" for not at all.
func (x action) keys() string {
	var list []string
	if x.bare != "" {
		list = append(list, string(x.bare))
	}
	if x.letter != 0 {
		list = append(list, string(x.letter))
	}
	if x.combo != nil {
		s := "Ctrl+"
		if x.combo.Modifier&fyne.KeyModifierShift != 0 {
			s += "Shift+"
		}
		list = append(list, s+string(x.combo.KeyName))
	}
	return strings.Join(list, ", ")
}

// listen hears the keys of all actions that no menu hears, while no entry has the keyboard.
func (a *App) listen(c fyne.Canvas) {
	for _, x := range a.actions {
		if x.combo != nil && !x.inMenu {
			c.AddShortcut(x.combo, func(fyne.Shortcut) { a.act(x.id) })
		}
	}
	for _, s := range []fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCut{}, &fyne.ShortcutCopy{}, &fyne.ShortcutPaste{}} {
		c.AddShortcut(s, func(s fyne.Shortcut) { namedShortcut(a, s) })
	}
	c.SetOnTypedKey(a.typedKey)
}

// typedKey does the action of a bare key.
func (a *App) typedKey(ev *fyne.KeyEvent) {
	for _, x := range a.actions {
		if x.bare == ev.Name {
			a.act(x.id)
		}
	}
}

// typedShortcut does the action of a shortcut and reports whether there is one. The calendar calls it with what
// it hears.
func (a *App) typedShortcut(s fyne.Shortcut) bool {
	for _, x := range a.actions {
		if x.combo != nil && x.combo.ShortcutName() == s.ShortcutName() {
			a.act(x.id)
			return true
		}
	}
	return namedShortcut(a, s)
}

// namedShortcut hears the shortcuts that the window system names itself.
func namedShortcut(a *App, s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutUndo:
		a.act("undo")
	case *fyne.ShortcutRedo:
		a.act("redo")
	case *fyne.ShortcutCut:
		a.act("cut")
	case *fyne.ShortcutCopy:
		a.act("copy")
	case *fyne.ShortcutPaste:
		a.act("paste")
	default:
		return false
	}
	return true
}
