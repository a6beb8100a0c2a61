package main

import (
	"io"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

type printCmd struct {
	File        string `arg:"" help:"The plan file."`
	Output      string `short:"o" required:"" help:"The PDF to write." placeholder:"PDF"`
	Paper       string `help:"a4, letter, a3 or legal." default:"a4"`
	Orientation string `help:"portrait or landscape." default:"portrait"`
	Ink         string `help:"color, gray or bw." default:"color"`
}

// both asks for the whole document in Chinese and then in English, in one file.
const both = "both"

// Run writes the plan as a PDF, in the language of --lang.
func (c *printCmd) Run(e *env) error {
	fonts, err := paper.NewFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		return err
	}
	langs := []*words.Words{e.words}
	if e.lang == both {
		langs = []*words.Words{e.book.In("zh"), e.book.In("en")}
	}
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		var pages []paper.Page
		for _, w := range langs {
			more, err := paper.Pages(e.ctx, s, paper.Options{Paper: c.Paper, Orientation: c.Orientation, Ink: c.Ink, Words: w, Fonts: fonts}, nil)
			if err != nil {
				return err
			}
			pages = append(pages, more...)
		}
		write := func(w io.Writer) error {
			return paper.WritePDF(e.ctx, w, pages, fonts, paper.Meta{Title: s.Plan.Name, Lang: langs[0].Lang()}, nil)
		}
		if err := writeWhole(c.Output, write); err != nil {
			return err
		}
		return e.print(map[string]any{"file": c.Output, "pages": len(pages)}, func() { e.line("%s", e.words.T("bfctl.pages", c.Output, len(pages))) })
	})
}

// languages that --lang may ask for.
var languages = []string{"en", "zh", "zh-Hans", both}

// checkLang refuses a language that there is not, since a script would not notice another.
func checkLang(flag string) error {
	for _, l := range languages {
		if flag == l || flag == "" {
			return nil
		}
	}
	return planner.Problemf("problem.choice", flag, "en, zh, both")
}
