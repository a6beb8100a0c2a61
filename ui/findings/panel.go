// Package findings lists what the rule book says of the plan: a severity, a sentence and the button that mends
// it. The list keeps its place while the plan changes under it, and draws only the rows that are seen.
package findings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words *words.Words
	// Do makes the edit of a fix, a dismissal or its taking back.
	Do func(planner.Command)
	// Choose is told the finding that the user picked, so that the calendar goes to it.
	Choose func(rules.Finding)
}

// Panel is the list of findings. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	snapshot *editor.Snapshot
	filter   filter
	shown    []rules.Finding
	picked   string // key of the finding that is selected
	quiet    bool   // the selection is set by the program, not by the user
	height   float32

	list    *widget.List
	heading *widget.Label
	chips   []*kit.Button
	why     *widget.Label
	empty   *widget.Label
	object  fyne.CanvasObject
}

// filter says which findings are shown.
type filter struct {
	label string
	of    func(*editor.Snapshot) []rules.Finding
}

func severity(s rules.Severity) func(*editor.Snapshot) []rules.Finding {
	return func(snap *editor.Snapshot) []rules.Finding {
		var list []rules.Finding
		for _, f := range snap.Findings {
			if f.Severity == s {
				list = append(list, f)
			}
		}
		return list
	}
}

// filters are the chips above the list, each with the count of what it shows.
var filters = []filter{
	{"ui.findings.all", func(s *editor.Snapshot) []rules.Finding { return s.Findings }},
	{"severity.block", severity(rules.Block)},
	{"severity.warn", severity(rules.Warn)},
	{"severity.hint", severity(rules.Hint)},
	{"ui.findings.dismissed", func(s *editor.Snapshot) []rules.Finding { return s.Dismissed }},
}

// New makes a panel that lists nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, filter: filters[0], height: newRow(deps.Words).MinSize().Height}
	x.heading = kit.Heading("")
	x.why = kit.Note("")
	x.why.Hide()
	x.empty = kit.Mute(deps.Words.T("ui.findings.none"))
	bar := container.NewHBox(x.heading, layout.NewSpacer())
	for _, f := range filters {
		chip := kit.NewQuiet("", func() { x.setFilter(f) })
		x.chips = append(x.chips, chip)
		bar.Add(chip)
	}
	x.list = widget.NewList(func() int { return len(x.shown) },
		func() fyne.CanvasObject { return newRow(deps.Words) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*row).show(x, x.shown[i]) })
	x.list.OnSelected = x.choose
	x.object = kit.Panel(container.NewBorder(bar, x.why, nil, nil, container.NewStack(container.NewVBox(x.empty), x.list)))
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.object }

// SetSnapshot lists the plan's findings. The row at the top and the selected one stay, as long as they are found.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	x.snapshot = s
	x.refresh()
}

// Shown returns the findings that are listed, in their order.
func (x *Panel) Shown() []rules.Finding { return x.shown }

// Pick selects the row as a click does.
func (x *Panel) Pick(i int) { x.list.Select(i) }

func (x *Panel) setFilter(f filter) {
	x.filter = f
	x.refresh()
}

func (x *Panel) refresh() {
	if x.snapshot == nil {
		return
	}
	w := x.deps.Words
	x.heading.SetText(w.T("ui.findings.heading", len(x.snapshot.Findings)))
	for i, f := range filters {
		x.chips[i].Weight = kit.Quiet
		if f.label == x.filter.label {
			x.chips[i].Weight = kit.Plain
		}
		x.chips[i].Text = w.T(f.label) + " " + words.Group(int64(len(f.of(x.snapshot))))
		x.chips[i].Refresh()
	}
	top, key := x.top()
	x.shown = x.filter.of(x.snapshot)
	x.list.Refresh()
	if i := x.index(key); i >= 0 {
		x.list.ScrollToOffset(float32(i)*x.pitch() + top)
	}
	if len(x.shown) == 0 {
		x.empty.Show()
	} else {
		x.empty.Hide()
	}
	x.keepPicked()
}

// pitch is the height of one row with the gap below it.
func (x *Panel) pitch() float32 {
	return x.height + x.list.Theme().Size(theme.SizeNamePadding)
}

// top returns the key of the first row that is seen, and how far it is scrolled out.
func (x *Panel) top() (float32, string) {
	offset := x.list.GetScrollOffset()
	i := int(offset / x.pitch())
	if offset <= 0 || i >= len(x.shown) {
		return 0, "" // at the top the list stays at the top, whatever comes there
	}
	return offset - float32(i)*x.pitch(), x.shown[i].Key()
}

func (x *Panel) index(key string) int {
	for i, f := range x.shown {
		if f.Key() == key {
			return i
		}
	}
	return -1
}

// keepPicked marks the selected finding where it now stands.
func (x *Panel) keepPicked() {
	x.quiet = true
	defer func() { x.quiet = false }()
	i := x.index(x.picked)
	x.list.UnselectAll()
	if i < 0 {
		x.picked = ""
		x.why.Hide()
		return
	}
	offset := x.list.GetScrollOffset()
	x.list.Select(i)
	x.list.ScrollToOffset(offset)
}

func (x *Panel) choose(i widget.ListItemID) {
	if i < 0 || i >= len(x.shown) {
		return
	}
	f := x.shown[i]
	x.picked = f.Key()
	x.why.SetText(x.words().T("rule."+f.Rule+".why", f.Args...))
	x.why.Show()
	if !x.quiet {
		x.deps.Choose(f)
	}
}

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words { return x.deps.Words.In(x.snapshot.Plan.Zone()) }

// dismiss hides the finding for good, or takes that back for one that is hidden.
func (x *Panel) dismiss(f rules.Finding) {
	key := f.Key()
	if _, hidden := x.snapshot.Plan.Dismissals.Get(key); hidden {
		x.deps.Do(planner.Drop{Table: "dismissals", IDs: []string{key}, Why: planner.T("ui.edit.restore")})
		return
	}
	x.deps.Do(planner.Put{Rows: []planner.Row{&planner.Dismissal{Key: key}}, Why: planner.T("ui.edit.dismiss")})
}
