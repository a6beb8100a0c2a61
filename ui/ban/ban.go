// Package ban is where a seller looks at the day on which the platform may go dark: the chart of what would be lost at
// each instant with a line that is dragged along it, the drill of that instant, news and rehearsals, what spreading
// over channels would change, and the checklist of what to do before.
package ban

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/exposure"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	// Do makes an edit; its error is shown where the edit was asked for.
	Do func(planner.Command) error
	// Keep asks for a name, first the one given, and keeps what the plan would be after the edit as a what-if plan; nil keeps none.
	Keep func(cmd planner.Command, name string)
	// Sheet writes the page of who does what if the platform goes dark at the instant; nil offers none.
	Sheet func(at time.Time)
	// NewWindow opens the form of a new risk window and Edit that of one of the user's own; Import asks for a file of windows and
	// Export for a place to write the user's own.
	NewWindow      func()
	Edit           func(id string)
	Import, Export func()
	// OnOpen is told the event whose place on the calendar is asked for.
	OnOpen func(eventID string)
	// OnAt is told the instant whenever the user drags the line, so that the calendar can draw it too; nil tells nobody.
	OnAt func(time.Time)
}

// Panel is the whole of it. Its methods are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	model    *exposure.Model
	expected exposure.Expected
	at       time.Time // of the line
	tab      string

	graph   *graph
	numbers *numbers
	tabs    *kit.Segments
	side    *fyne.Container
	pages   map[string]page
}

// page is one of the views beside the numbers.
type page interface {
	object() fyne.CanvasObject
	// show takes up the snapshot and the instant. Dragging is shown to pages when it ends.
	show()
}

// tabNames are the pages in their order.
var tabNames = []string{"drill", "hedge", "history", "spread"}

// New makes a panel that shows nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), tab: tabNames[0]}
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot shows the plan as it now stands. The line stays where it is; on another plan it goes to the first
// day that a window flags, and where none does to the start of the peak.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	other := x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID
	x.snapshot = s
	x.model = exposure.New(s.Plan, s.Now)
	x.expected = x.model.Expected()
	if other {
		x.at = first(s)
	}
	x.at = x.graph.hold(x.at)
	x.show()
}

// first is where the line begins.
func first(s *editor.Snapshot) time.Time {
	for _, d := range risk.Flagged(s.Plan, s.Now, s.Plan.Sale.Campaign()) {
		if at := d.Date.At(0, 0, s.Plan.Zone()); at.After(s.Now) {
			return at
		}
	}
	return s.Plan.Sale.PeakSpan().Start
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.show()
	}
}

// At returns the instant at which the line stands.
func (x *Panel) At() time.Time { return x.at }

// SetAt moves the line, held inside the campaign and its tail, without telling OnAt.
func (x *Panel) SetAt(t time.Time) {
	if x.snapshot != nil {
		x.at = x.graph.hold(t)
		x.show()
	}
}

// Drill moves the line to the instant and shows the drill of it.
func (x *Panel) Drill(t time.Time) {
	x.tab = "drill"
	x.tabs.SetValue(x.tab)
	x.SetAt(t)
}

func (x *Panel) build() {
	w := x.deps.Words
	x.graph, x.numbers = newGraph(x), newNumbers(x)
	x.pages = map[string]page{"drill": newDrill(x), "hedge": newHedge(x), "history": newHistory(x), "spread": newSpread(x)}
	options := make([]kit.Option, len(tabNames))
	for i, name := range tabNames {
		options[i] = kit.Option{ID: name, Label: w.T("ban.tab." + name)}
	}
	x.tabs = kit.NewSegments(options, x.tab, func(id string) { x.tab = id; x.turn() })
	x.side = container.NewStack()
	news := kit.NewButton(w.T("ban.news"), func() { x.askNews() })
	right := container.NewBorder(container.NewBorder(nil, nil, x.tabs.Object(), news), nil, nil, nil, x.side)
	below := container.NewHSplit(x.numbers.object, right)
	below.Offset = 0.3
	split := container.NewVSplit(x.graph, below)
	split.Offset = 0.42
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(split)}
	x.holder.Refresh()
	x.turn()
}

// turn puts the chosen page in its place and fills it.
func (x *Panel) turn() {
	p := x.pages[x.tab]
	x.side.Objects = []fyne.CanvasObject{p.object()}
	if x.snapshot != nil {
		p.show()
	}
	x.side.Refresh()
}

func (x *Panel) show() {
	x.graph.Refresh()
	x.numbers.show()
	x.turn()
}

// drag moves the line as the user drags it: what costs little follows at once, the page when the drag ends.
func (x *Panel) drag(t time.Time) {
	x.at = t
	x.graph.Refresh()
	x.numbers.show()
	if x.deps.OnAt != nil {
		x.deps.OnAt(t)
	}
}

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words { return x.deps.Words.In(x.snapshot.Plan.Zone()) }

// do makes an edit and tells what went wrong.
func (x *Panel) do(c planner.Command) {
	if err := x.deps.Do(c); err != nil {
		w := x.words()
		kit.Tell(x.deps.Window, w.T("ban.refused"), w.Problem(err), w.T("ui.close"))
	}
}
