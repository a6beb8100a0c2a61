package ui

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// PrintRequest is what the user wants on paper. Its words are those of bfctl's flags.
type PrintRequest struct {
	Path        string
	Paper       string // a4, a3, letter or legal
	Orientation string // portrait or landscape
	Lang        string // en, zh or both
	Ink         string // color, gray or bw
}

// printChoices are the rows of the print dialog: the setting under which the last answer is kept, the answers,
// and where the answer goes.
var printChoices = []struct {
	key     string
	answers []string
	of      func(*PrintRequest) *string
}{
	{"paper", []string{"a4", "a3", "letter", "legal"}, func(r *PrintRequest) *string { return &r.Paper }},
	{"orientation", []string{"portrait", "landscape"}, func(r *PrintRequest) *string { return &r.Orientation }},
	{"paper_lang", []string{"zh", "en", "both"}, func(r *PrintRequest) *string { return &r.Lang }},
	{"ink", []string{"color", "gray", "bw"}, func(r *PrintRequest) *string { return &r.Ink }},
}

// showPrint opens the print dialog.
func (a *App) showPrint() {
	w, p := a.words, a.editor.Snapshot().Plan
	var r PrintRequest
	form := container.NewVBox()
	for _, c := range printChoices {
		options := make([]kit.Option, len(c.answers))
		for i, x := range c.answers {
			options[i] = kit.Option{ID: x, Label: w.T("ui.print." + x)}
		}
		*c.of(&r) = a.printDefault(c.key, c.answers)
		form.Add(kit.Row(w.T("ui.print."+c.key), kit.NewPick(options, *c.of(&r), func(id string) {
			*c.of(&r) = id
			a.keep("print."+c.key, id)
		})))
	}
	path := kit.NewField(a.printPath(p), nil)
	browse := kit.NewButton(w.T("ui.browse"), func() {
		kit.SaveFile(a.window, p.Name, ".pdf", func(picked string) { path.SetText(picked) })
	})
	form.Add(kit.Row(w.T("ui.print.path"), container.NewBorder(nil, nil, nil, browse, path)))
	kit.Ask(a.window, w.T("ui.print.title"), kit.Sized(560, 0, form), w.T("ui.print.do"), w.T("ui.cancel"), func() string {
		r.Path = strings.TrimSpace(path.Text)
		if !strings.EqualFold(filepath.Ext(r.Path), ".pdf") {
			return kit.Lines(w.Problem(planner.Problemf("ui.problem.pdf")))
		}
		a.print(r)
		return ""
	})
}

// printDefault is the answer that was given last, or the first that suits the language of the window.
func (a *App) printDefault(key string, answers []string) string {
	kept := a.deps.Store.Setting("print." + key)
	for _, x := range answers {
		if x == kept {
			return x
		}
	}
	if key == "paper_lang" && a.words.Lang() == "en" {
		return "en"
	}
	return answers[0]
}

// printPath is where the PDF goes unless the user says otherwise: beside the last one, else in the home folder.
func (a *App) printPath(p *planner.Plan) string {
	folder := a.deps.Store.Setting("print.folder")
	if _, err := os.Stat(folder); err != nil || folder == "" {
		if folder, err = os.UserHomeDir(); err != nil {
			folder = os.TempDir()
		}
	}
	return filepath.Join(folder, kit.SafeName(p.Name)+".pdf")
}

// print writes the PDF beside the window's other work and says where it lies.
func (a *App) print(r PrintRequest) {
	s := a.editor.Snapshot()
	a.run(planner.T("ui.job.print"), func(ctx context.Context, report func(Progress)) error {
		return a.deps.Print(ctx, s, r, report)
	}, func(err error) {
		switch {
		case cancelled(err):
		case err != nil:
			a.tell(err)
		default:
			a.keep("print.folder", filepath.Dir(r.Path))
			a.printed(r.Path)
		}
	})
}

// printed says that the PDF is there and offers to open it.
func (a *App) printed(path string) {
	w := a.words
	var d *kit.Dialog
	d = kit.Open(a.window, w.T("ui.print.title"), kit.Sized(460, 0, kit.Wrapped(w.T("ui.print.done", path))),
		kit.NewButton(w.T("ui.close"), func() { d.Hide() }),
		kit.NewPrimary(w.T("ui.print.open"), func() {
			d.Hide()
			if err := a.deps.App.OpenURL(fileURL(path)); err != nil {
				a.tell(err)
			}
		}))
}

// fileURL returns the URL of a file.
func fileURL(path string) *url.URL {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
}
