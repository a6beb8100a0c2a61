package ui

import (
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/calendar"
	"bfplanner/ui/kit"
)

// The places of the calendar that have a menu of their own.
const (
	onBlock = "block"
	onSpot  = "spot"
)

// contextMenu offers what can be done with the event under the pointer, or on an empty place: the actions that have a
// place there, in the order of their table.
func (a *App) contextMenu(id string, spot calendar.Spot, at fyne.Position) {
	m, place := fyne.NewMenu(""), onBlock
	if id == "" {
		place = onSpot
		for _, t := range templates {
			m.Items = append(m.Items, fyne.NewMenuItem(a.words.T("drag.new_here", a.words.T("kind."+t.id)), func() { a.board.NewAt(t.kind, spot) }))
		}
		paste := fyne.NewMenuItem(a.words.T("drag.paste_here"), func() { a.pasteAt(spot) })
		paste.Disabled = !canPaste(a)
		empty := fyne.NewMenuItem(a.words.T("engine.whynot"), func() { a.whyNot(spot) })
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), paste, empty)
	}
	for _, x := range a.actions {
		if !slices.Contains(x.context, place) {
			continue
		}
		item := fyne.NewMenuItem(x.text(a), func() { a.act(x.id) })
		item.Disabled = !x.can(a)
		if x.combo != nil {
			item.Shortcut = x.combo
		}
		m.Items = append(m.Items, item)
	}
	widget.ShowPopUpMenuAtPosition(m, a.window.Canvas(), at)
}

// openSelected opens the title of the first selected event.
func (a *App) openSelected() { a.open(a.selection[0]) }

// lift takes the selected events up, to be put down by a click or by keys.
func (a *App) lift() {
	a.turnTo(pageCalendar)
	a.window.Canvas().Focus(a.board)
	a.board.Lift(a.selection[0])
}

// shelve takes the time of the selected events away.
func (a *App) shelve() { a.board.Shelve() }

func canShelve(a *App) bool {
	return hasSelection(a) && slices.ContainsFunc(eventsOf(a.editor.Snapshot().Plan, a.selection), (*planner.Event).Scheduled)
}

// boardKey does what a key means that the calendar does not know: F6 leaves the calendar.
func (a *App) boardKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyF6 {
		a.window.Canvas().FocusNext()
		return
	}
	a.typedKey(ev)
}

// boardRune does the action of a letter, which is one only while the calendar has the keyboard.
func (a *App) boardRune(r rune) {
	if r == '？' { // as Chinese keyboards have it
		r = '?'
	}
	for _, x := range a.actions {
		if x.letter != 0 && x.letter == unicode.ToUpper(r) {
			a.act(x.id)
			return
		}
	}
}

// boardKeys are the keys and gestures that the calendar knows itself, in the order in which help lists them.
var boardKeys = []string{"draw", "arrows", "extend", "start", "tab", "space", "move", "copy", "free", "alone", "landing", "enter", "escape", "select", "frame",
	"pan", "wheel", "plus", "home", "f6"}

// showHelp lists the keys, from the table of actions and from what the calendar knows itself.
func (a *App) showHelp() {
	rows := container.NewVBox()
	for _, x := range a.actions {
		if k := x.keys(); k != "" {
			rows.Add(kit.Fact(k, a.plainText(x)))
		}
	}
	rows.Add(kit.Heading(a.words.T("ui.help.board")))
	for _, key := range boardKeys {
		rows.Add(kit.Fact(a.words.T("ui.help."+key+".key"), a.words.T("ui.help."+key)))
	}
	var d *kit.Dialog
	d = kit.Open(a.window, a.words.T("ui.action.help"), kit.Sized(560, 460, container.NewVScroll(rows)),
		kit.NewPrimary(a.words.T("ui.close"), func() { d.Hide() }))
}

// plainText is an action's label without the name of the edit that it would undo.
func (a *App) plainText(x action) string {
	if x.key != "" {
		return a.words.T(x.key)
	}
	return a.words.T("ui.action." + x.id)
}
