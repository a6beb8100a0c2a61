package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/ui/exchange"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Trade is what files of other programs need from outside.
type Trade struct {
	// Export writes the plan as the kind of file that the path ends in, one of exchange.Exports; the choice is of a calendar.
	Export func(s *editor.Snapshot, w *words.Words, path string, choice exchange.Choice) error
	// Calendar reads an edited calendar file and offers what it changes.
	Calendar func(p *planner.Plan, w *words.Words, name string, data []byte) (exchange.Offer, error)
	// Kinds are what the rows of a sheet may be, and Kind is what they seem to be; Fields, Look and Read are those of
	// exchange.SheetDeps.
	Kinds  []string
	Kind   func(data []byte) string
	Fields func(kind string) []string
	Look   func(kind string, data []byte, mapping map[string]string) (exchange.Look, error)
	Read   func(p *planner.Plan, kind, name string, data []byte, mapping map[string]string) (planner.Command, error)
	// Orders reads a sheet of last year's sales by day.
	Orders func(name string, data []byte) ([]forecast.Sold, error)
	// Risks reads a file of risk windows and offers each that it adds or changes; LeaveRisks writes the user's own as the kind of
	// file that the path ends in: .json, .csv or .xlsx.
	Risks      func(p *planner.Plan, w *words.Words, name string, data []byte) (exchange.Offer, error)
	LeaveRisks func(p *planner.Plan, path string) error
	// Plan reads a plan file without taking it into the library.
	Plan func(path string) (*planner.Plan, error)
	// Publish brings the calendar on a server up to the plan, and Pull reads what was changed there. state is what the
	// last of either returned, "" before the first; ours are the versions that the plan is to win over, by IDs of events.
	Publish func(ctx context.Context, s *editor.Snapshot, w *words.Words, to exchange.Server, state string, ours map[string]string, report func(done, total int)) (exchange.Talk, error)
	Pull    func(ctx context.Context, s *editor.Snapshot, w *words.Words, from exchange.Server, state string) (exchange.Talk, error)
}

// showExport asks for the kind of file and what goes into it, then for its place, and writes it.
func (a *App) showExport() {
	p := a.editor.Snapshot().Plan
	stop := func() { a.follow("", exchange.Choice{}) }
	exchange.ShowExport(a.words, a.window, p, a.feed.Path, stop, func(o exchange.Order) {
		kit.SaveFile(a.window, p.Name, o.Kind, func(path string) { a.export(path, o) })
	})
}

// export writes the plan to a file beside the window's other work.
func (a *App) export(path string, o exchange.Order) {
	s, w := a.editor.Snapshot(), a.words
	a.run(planner.T("exchange.export.job"), func(context.Context, func(Progress)) error { return a.deps.Trade.Export(s, w, path, o.Choice) }, func(err error) {
		switch {
		case cancelled(err):
		case err != nil:
			a.tell(err)
		case o.Keep && a.editor != nil && a.editor.Snapshot().Plan.ID == s.Plan.ID:
			a.follow(path, o.Choice)
		}
	})
}

// showImport asks for a file and shows what it would bring.
func (a *App) showImport() {
	kit.PickFile(a.window, []string{".ics", ".xlsx", ".csv", ".json", ".bfplan"}, a.takeIn)
}

// dropped takes in the first of the files that were dropped on the window. Without a plan only a plan can be opened.
func (a *App) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 || a.job != nil {
		return
	}
	path := filepath.FromSlash(files[0].Path())
	if a.editor == nil {
		a.importPlan(path)
		return
	}
	a.takeIn(path)
}

// takeIn shows what a file would change in the plan, before anything is changed.
func (a *App) takeIn(path string) {
	p, name := a.editor.Snapshot().Plan, filepath.Base(path)
	extension := strings.ToLower(filepath.Ext(path))
	if extension == ".bfplan" {
		theirs, err := a.deps.Trade.Plan(path)
		if err != nil {
			a.tell(err)
			return
		}
		a.used(path)
		exchange.Show(a.words, a.window, exchange.FromPlan(a.words, p, theirs), a.takeOver)
		return
	}
	data, err := readSheet(path)
	if err != nil {
		a.tell(err)
		return
	}
	a.used(path)
	if extension == ".json" {
		a.offerRisks(name, data)
		return
	}
	if extension == ".ics" {
		offer, err := a.deps.Trade.Calendar(p, a.words, name, data)
		if err != nil {
			a.tell(err)
			return
		}
		exchange.Show(a.words, a.window, offer, a.takeOver)
		return
	}
	t := a.deps.Trade
	exchange.ShowSheet(a.words, name, data, exchange.SheetDeps{
		Window: a.window, Kinds: t.Kinds, Kind: t.Kind(data), Fields: t.Fields, Look: t.Look, Do: a.do, Setting: a.deps.Store.Setting, Keep: a.keep,
		Read: func(kind, name string, data []byte, mapping map[string]string) (planner.Command, error) {
			return t.Read(p, kind, name, data, mapping)
		},
		Count: func(c planner.Command) (added, changed int, err error) {
			next, err := c.Apply(*p)
			if err != nil {
				return 0, 0, err
			}
			for _, d := range planner.Diff(p, &next) {
				switch {
				case d.Table == planner.HeadTable:
				case d.Before == nil:
					added++
				default:
					changed++
				}
			}
			return added, changed, nil
		},
	})
}

// takeOver makes the edit that takes what was chosen of an offer.
func (a *App) takeOver(cmd planner.Command, _ []int) error { return a.do(cmd) }

// takeRisks asks for a file of risk windows and shows what it would bring.
func (a *App) takeRisks() {
	kit.PickFile(a.window, riskFiles, func(path string) {
		data, err := readSheet(path)
		if err != nil {
			a.tell(err)
			return
		}
		a.offerRisks(filepath.Base(path), data)
	})
}

// riskFiles are the kinds of file that risk windows are kept in.
var riskFiles = []string{".json", ".xlsx", ".csv"}

func (a *App) offerRisks(name string, data []byte) {
	offer, err := a.deps.Trade.Risks(a.editor.Snapshot().Plan, a.words, name, data)
	if err != nil {
		a.tell(err)
		return
	}
	exchange.Show(a.words, a.window, offer, a.takeOver)
}

// leaveRisks asks for the kind of file, then for its place, and writes the user's own risk windows.
func (a *App) leaveRisks() {
	w, kind := a.words, riskFiles[0]
	options := make([]kit.Option, len(riskFiles))
	for i, x := range riskFiles {
		options[i] = kit.Option{ID: x, Label: w.T("ban.file.export" + x)}
	}
	form := kit.Row(w.T("exchange.export.kind"), kit.NewPick(options, kind, func(id string) { kind = id }))
	kit.Ask(a.window, w.T("ban.file.export"), kit.Sized(460, 0, form), w.T("exchange.export.do"), w.T("ui.cancel"), func() string {
		p := a.editor.Snapshot().Plan
		kit.SaveFile(a.window, w.T("ban.file.export.name", p.Name), kind, func(path string) {
			if err := a.deps.Trade.LeaveRisks(p, path); err != nil {
				a.tell(err)
			}
		})
		return ""
	})
}
