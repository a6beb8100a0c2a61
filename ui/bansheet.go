package ui

import (
	"bytes"
	"context"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/paper"
)

// banSheet asks for a place, writes the one page of who does what if the platform goes dark at the instant, and shows it.
func (a *App) banSheet(at time.Time) {
	fonts, err := a.deps.Paper.Fonts()
	if err != nil {
		a.tell(err)
		return
	}
	s, w := a.editor.Snapshot(), a.words
	kit.SaveFile(a.window, w.T("ban.sheet.name", s.Plan.Name), ".pdf", func(path string) {
		a.run(planner.T("ban.sheet.job"), func(ctx context.Context, _ func(Progress)) error {
			pages, err := paper.Pages(ctx, s, paper.Options{Words: w, Fonts: fonts, Sections: []string{paper.Ban}, Dark: at}, nil)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := paper.WritePDF(ctx, &b, pages, fonts, paper.Meta{Title: s.Plan.Name, Lang: w.Lang()}, nil); err != nil {
				return err
			}
			return a.deps.Write(path, b.Bytes())
		}, func(err error) {
			switch {
			case err == nil:
				a.openFile(path)
			case !cancelled(err):
				a.tell(err)
			}
		})
	})
}
