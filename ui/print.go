package ui

import (
	"context"
	"net/url"
	"path/filepath"

	"bfplanner/planner"
	"bfplanner/ui/paper"
	"bfplanner/ui/printing"
)

// Paper is what printing needs from outside.
type Paper struct {
	// Fonts returns those of the paper, read once.
	Fonts    func() (*paper.Fonts, error)
	Printers func(context.Context) ([]paper.Printer, error)
	Send     func(ctx context.Context, pdf []byte, job paper.PrintJob) error
}

// showPrint opens the print dialog on the plan as it stands.
func (a *App) showPrint() {
	fonts, err := a.deps.Paper.Fonts()
	if err != nil {
		a.tell(err)
		return
	}
	printing.Show(a.words, a.editor.Snapshot(), printing.Deps{
		Book: a.deps.Words, Fonts: fonts, Window: a.window, Setting: a.deps.Store.Setting, Keep: a.keep, Write: a.deps.Write,
		Printers: a.deps.Paper.Printers, Send: a.deps.Paper.Send, Open: a.openFile, Run: a.runCounted,
	})
}

// runCounted runs work that counts its steps.
func (a *App) runCounted(title planner.Text, work func(ctx context.Context, report func(done, total int)) error, done func(error)) {
	a.run(title, func(ctx context.Context, report func(Progress)) error {
		return work(ctx, func(n, total int) { report(Progress{Done: n, Total: total}) })
	}, done)
}

// openFile shows a file with the system's own program.
func (a *App) openFile(path string) {
	if err := a.deps.App.OpenURL(fileURL(path)); err != nil {
		a.tell(err)
	}
}

// fileURL returns the URL of a file.
func fileURL(path string) *url.URL {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
}
