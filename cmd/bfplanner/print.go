package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// printer writes plans as PDF files.
type printer struct{ book *words.Book }

// print lays the plan out and writes it in one go, so that no half of a file is ever left behind.
func (p printer) print(ctx context.Context, s *editor.Snapshot, r ui.PrintRequest, report func(ui.Progress)) error {
	fonts, err := paper.NewFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		return err
	}
	w := p.book.In(r.Lang)
	if r.Lang == "both" {
		w = p.book.In("zh").With(p.book.In("en"))
	}
	const half = 100 // laying out is the first half of the work, painting the second
	part := func(from int) func(done, total int) {
		return func(done, total int) {
			report(ui.Progress{Done: from + half*done/max(1, total), Total: 2 * half})
		}
	}
	pages, err := paper.Pages(ctx, s, paper.Options{Paper: r.Paper, Orientation: r.Orientation, Ink: r.Ink, Words: w, Fonts: fonts}, part(0))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := paper.WritePDF(ctx, &b, pages, fonts, paper.Meta{Title: s.Plan.Name, Lang: w.Lang()}, part(half)); err != nil {
		return err
	}
	return write(r.Path, b.Bytes())
}

// write puts the file in place whole or not at all.
func write(path string, data []byte) error {
	part, err := os.CreateTemp(filepath.Dir(path), ".bfplanner-*.pdf")
	if err == nil {
		_, err = part.Write(data)
		if closing := part.Close(); err == nil {
			err = closing
		}
		if err == nil {
			err = os.Chmod(part.Name(), 0o644)
		}
		if err == nil {
			err = os.Rename(part.Name(), path)
		}
		if err != nil {
			os.Remove(part.Name())
		}
	}
	if err != nil {
		return &planner.Problem{Text: planner.T("ui.problem.write", path), Cause: err}
	}
	return nil
}
