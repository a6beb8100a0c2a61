package ui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
	"bfplanner/ui/calendar"
	"bfplanner/ui/kit"
)

// toolbar is the strip on top: what plan this is and whether it is on disk, then the buttons.
type toolbar struct {
	name    *widget.Label
	state   *widget.Label
	buttons map[string]*kit.Button // by the ID of their action
	object  fyne.CanvasObject
}

// toolbarActions are the actions that have a button, in the order of the strip.
var toolbarActions = []string{"undo", "redo", "new", "print", "plan", "language"}

func newToolbar(a *App) *toolbar {
	t := &toolbar{buttons: map[string]*kit.Button{}}
	t.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	t.state = kit.Mute("")
	row := container.NewHBox()
	for _, id := range toolbarActions {
		if id == "new" {
			var b *kit.Button
			b = kit.NewButton(a.words.T("ui.new_button"), func() { a.popUp(b, menuNew) })
			row.Add(b)
			continue
		}
		b := kit.NewButton("", func() { a.act(id) })
		t.buttons[id] = b
		row.Add(b)
	}
	t.buttons["plan"].Weight = kit.Primary
	t.name.Truncation = fyne.TextTruncateEllipsis
	left := container.NewBorder(nil, nil, nil, t.state, t.name)
	right := container.NewHBox(a.pages.choice.Object(), widget.NewSeparator(), row)
	bar := container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(6, 6, 8, 10), right), container.New(layout.NewCustomPaddedLayout(6, 6, 8, 8), left))
	t.object = container.NewVBox(bar, widget.NewSeparator())
	return t
}

// popUp opens one of the menus below a button.
func (a *App) popUp(under fyne.CanvasObject, menu string) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(under).AddXY(0, under.Size().Height+2)
	widget.ShowPopUpMenuAtPosition(a.menuOf(menu), a.window.Canvas(), at)
}

// showActions makes menus and buttons say what can be done now, and what Undo would undo. Menus are laid out
// anew, so nothing is touched that would look the same.
func (a *App) showActions() {
	looks := a.words.Lang()
	for _, x := range a.actions {
		looks += fmt.Sprintf("|%s %t", x.text(a), x.can(a))
	}
	if looks != a.looks {
		a.looks = looks
		a.window.SetMainMenu(a.mainMenu())
	}
	if a.bar == nil {
		return
	}
	wide := false
	for id, b := range a.bar.buttons {
		x := a.find(id)
		wide = wide || b.Text != a.buttonText(x)
		b.SetText(a.buttonText(x))
		b.SetEnabled(x.can(a))
	}
	if wide {
		a.bar.object.Refresh()
	}
}

// How many characters a button of the toolbar and the plan's name in it show.
const (
	longestButton = 20
	longestName   = 48
)

// buttonText is an action's label in the toolbar, cut where it is long; the menu has it whole.
func (a *App) buttonText(x action) string {
	return cut(x.text(a), longestButton)
}

// cut returns the text with no more than n characters.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}

// showState says in the toolbar and in the window's title which plan this is and whether it is on disk.
func (a *App) showState() {
	if a.editor == nil {
		a.window.SetTitle(a.words.T("ui.app"))
		return
	}
	p := a.editor.Snapshot().Plan
	name := a.words.PlanName(p.Head)
	if name != p.Sale.Name && name != p.Sale.NameZh {
		name += " · " + a.words.Name(&p.Sale)
	}
	state := a.state()
	wide := a.bar.state.Text != state
	a.bar.name.SetText(cut(name, longestName))
	a.bar.state.Importance = widget.LowImportance
	if a.saver.failed {
		a.bar.state.Importance = widget.DangerImportance
	}
	a.bar.state.SetText(state)
	if wide {
		a.bar.object.Refresh() // what stands beside it makes room
	}
	a.window.SetTitle(name + " — " + state + " — " + a.words.T("ui.app"))
}

// split keeps a divider of the window under a name, so that its place is remembered.
func (a *App) split(name string, s *container.Split, offset float64) *container.Split {
	if kept, err := strconv.ParseFloat(a.deps.Store.Setting("split."+name), 64); err == nil && kept > 0.02 && kept < 0.98 {
		offset = kept
	}
	if old := a.splits[name]; old != nil {
		offset = old.Offset
	}
	s.SetOffset(offset)
	a.splits[name] = s
	return s
}

// keepSplits writes down where the dividers stand.
func (a *App) keepSplits() {
	for name, s := range a.splits {
		a.keep("split."+name, strconv.FormatFloat(s.Offset, 'f', 4, 64))
	}
}

// The window's size when it is first shown.
const (
	firstWidth  = 1280
	firstHeight = 800
)

// keptSize is the size that the window had when the program ended.
func (a *App) keptSize() fyne.Size {
	w, h := float32(firstWidth), float32(firstHeight)
	if n, err := strconv.Atoi(a.deps.Store.Setting("window.width")); err == nil && n >= 640 {
		w = float32(n)
	}
	if n, err := strconv.Atoi(a.deps.Store.Setting("window.height")); err == nil && n >= 400 {
		h = float32(n)
	}
	return fyne.NewSize(w, h)
}

// keep writes a setting; one that cannot be written is no reason to stop anybody's work.
func (a *App) keep(key, value string) {
	if err := a.deps.Store.SetSetting(key, value); err != nil {
		fyne.LogError("setting "+key, err)
	}
}

// quit ends the program once everything is on disk. Where it cannot be written, the user decides.
func (a *App) quit() {
	size := a.window.Canvas().Size()
	a.keepSplits()
	a.keep("window.width", strconv.Itoa(int(size.Width)))
	a.keep("window.height", strconv.Itoa(int(size.Height)))
	if a.job != nil {
		a.job.cancel()
	}
	if !a.saver.failed {
		a.saver.whenSaved(a.window.Close)
		return
	}
	var d *kit.Dialog
	d = kit.Open(a.window, a.words.T("ui.state.failed"), kit.Wrapped(a.words.T("ui.quit_unsaved")),
		kit.NewButton(a.words.T("ui.quit_anyway"), a.window.Close),
		kit.NewPrimary(a.words.T("ui.retry"), func() { d.Hide(); a.saver.retry() }))
}

// flags are the risk windows that the calendar hatches: those that are known by now and hit anything.
func flags(s *editor.Snapshot) []calendar.Flag {
	var list []calendar.Flag
	for _, h := range risk.Active(s.Plan, s.Now) {
		list = append(list, calendar.Flag{Window: h.Window, Span: h.Effective, Severity: rules.Severity(h.Severity), Probability: h.Probability})
	}
	return list
}

// clocks are the clocks of the time axis: the market's, then those of the settings.
func (a *App) clocks() []calendar.Clock {
	zone := "America/Los_Angeles"
	if a.editor != nil {
		zone = a.editor.Snapshot().Plan.Market.Zone
	}
	var list []calendar.Clock
	for _, name := range append([]string{zone}, a.settings.Clocks...) {
		if loc, err := planner.Zone(name); err == nil && len(list) < 3 {
			list = append(list, calendar.Clock{Zone: loc})
		}
	}
	return list
}
