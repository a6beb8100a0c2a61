package printing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// dialogSize leaves the page room beside the form.
var dialogSize = fyne.NewSize(1120, 640)

// pictureDPI is how fine the pictures of pages are: sharp on a telephone, and small enough to send.
const pictureDPI = 150

// Show opens the dialog over the window.
func Show(w *words.Words, snap *editor.Snapshot, deps Deps) *Panel {
	p := New(w, snap, deps)
	var d *kit.Dialog
	buttons := []*kit.Button{
		kit.NewButton(w.T("ui.close"), func() { d.Hide() }),
		kit.NewButton(w.T("printing.png"), func() { p.save(".png", p.SavePictures) }),
		kit.NewPrimary(w.T("printing.pdf"), func() { p.save(".pdf", p.SavePDF) }),
	}
	if len(p.printer) > 0 {
		buttons[2].Weight = kit.Plain
		buttons = append(buttons, kit.NewPrimary(w.T("printing.print"), p.Print))
	}
	size := dialogSize
	if c := deps.Window.Canvas().Size(); c.Width > 200 {
		size = fyne.NewSize(min(size.Width, c.Width-60), min(size.Height, c.Height-140))
	}
	d = kit.Open(deps.Window, w.T("printing.title"), kit.Sized(size.Width, size.Height, p.Object()), buttons...)
	return p
}

// save asks for a file and writes it.
func (p *Panel) save(extension string, write func(path string)) {
	kit.SaveFile(p.deps.Window, p.snap.Plan.Name, extension, write)
}

// SavePDF writes the pages as a PDF and says where it lies.
func (p *Panel) SavePDF(path string) {
	pages := p.pages
	p.run(func(ctx context.Context, report func(done, total int)) error {
		pdf, err := p.pdf(ctx, pages, report)
		if err != nil {
			return err
		}
		return p.deps.Write(path, pdf)
	}, func() { p.written(path) })
}

// SavePictures writes a picture a page, "plan-001.png" and so on for plan.png.
func (p *Panel) SavePictures(path string) {
	pages, stem := p.pages, strings.TrimSuffix(path, filepath.Ext(path))
	name := func(i int) string { return fmt.Sprintf("%s-%03d.png", stem, i+1) }
	p.run(func(ctx context.Context, report func(done, total int)) error {
		for i, page := range pages {
			if err := ctx.Err(); err != nil {
				return err
			}
			var b bytes.Buffer
			if err := paper.WritePNG(&b, page, p.deps.Fonts, pictureDPI); err != nil {
				return err
			}
			if err := p.deps.Write(name(i), b.Bytes()); err != nil {
				return err
			}
			report(i+1, len(pages))
		}
		return nil
	}, func() { p.written(name(0)) })
}

// Print sends the pages to the printer that was chosen.
func (p *Panel) Print() {
	pages, job := p.pages, p.job
	job.Title, job.Paper = p.snap.Plan.Name, p.options.Paper
	p.run(func(ctx context.Context, report func(done, total int)) error {
		pdf, err := p.pdf(ctx, pages, report)
		if err != nil {
			return err
		}
		return p.deps.Send(ctx, pdf, job)
	}, func() {
		kit.Tell(p.deps.Window, p.words.T("printing.title"), []string{p.words.T("printing.sent", job.Printer)}, p.words.T("ui.close"))
	})
}

func (p *Panel) pdf(ctx context.Context, pages []paper.Page, report func(done, total int)) ([]byte, error) {
	var b bytes.Buffer
	err := paper.WritePDF(ctx, &b, pages, p.deps.Fonts, paper.Meta{Title: p.snap.Plan.Name, Lang: p.options.Words.Lang()}, report)
	return b.Bytes(), err
}

// run does the work beside the window and tells what went wrong.
func (p *Panel) run(work func(ctx context.Context, report func(done, total int)) error, good func()) {
	p.deps.Run(planner.T("ui.job.print"), work, func(err error) {
		switch {
		case err == nil:
			good()
		case !errors.Is(err, context.Canceled):
			kit.Tell(p.deps.Window, p.words.T("printing.title"), p.words.Problem(err), p.words.T("ui.close"))
		}
	})
}

// written says where the file is and offers to open it.
func (p *Panel) written(path string) {
	w := p.words
	var d *kit.Dialog
	d = kit.Open(p.deps.Window, w.T("printing.title"), kit.Sized(460, 0, kit.Wrapped(w.T("ui.print.done", path))),
		kit.NewButton(w.T("ui.close"), func() { d.Hide() }),
		kit.NewPrimary(w.T("ui.print.open"), func() { d.Hide(); p.deps.Open(path) }))
}
