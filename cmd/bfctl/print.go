package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/storage"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

type printCmd struct {
	File        string   `arg:"" help:"The plan file."`
	Output      string   `short:"o" help:"The PDF to write, or with .png a picture a page, numbered." placeholder:"FILE"`
	Paper       string   `help:"a4, letter, a3 or legal." default:"a4"`
	Orientation string   `help:"portrait or landscape." default:"portrait"`
	Ink         string   `help:"color, gray or bw." default:"color"`
	Pages       []string `help:"Which pages, by commas: cover, calendar, timeline, week, run, hosts, coupons, stock, shooting, ban, checklist; all where not given." placeholder:"PAGES"`
	Clocks      []string `help:"Zones beside the market's, by commas, such as Asia/Shanghai,UTC; none for the market's alone." placeholder:"ZONES"`
	From        string   `help:"First day, such as 2024-11-25." placeholder:"DATE"`
	To          string   `help:"Last day." placeholder:"DATE"`
	Dark        string   `help:"The instant at which the platform goes dark on the ban sheet; the first window's start where not given." placeholder:"TIME"`
	Margin      float64  `help:"Margin in millimetres." default:"12.7"`
	Printer     string   `help:"Send it to this printer; 'default' for the system's own." placeholder:"NAME"`
	Copies      int      `help:"Copies that the printer makes." default:"1"`
	Duplex      string   `help:"Both sides: one, long or short." default:"one"`
	DPI         float64  `help:"Pixels an inch of pictures, 20 to 600." default:"150"`
}

// both asks for paper on which each text stands in Chinese and in English.
const both = "both"

// pointsPerMillimetre converts the unit of --margin to that of pages.
const pointsPerMillimetre = 72 / 25.4

// Run writes the plan as a PDF, in the language of --lang.
func (c *printCmd) Run(e *env) error {
	if c.Output == "" && c.Printer == "" {
		return planner.Problemf("problem.choice", "", "-o FILE, --printer NAME")
	}
	fonts, err := paper.NewFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		return err
	}
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		o, err := c.options(e.paperWords(), fonts)
		if err == nil && c.Dark != "" {
			o.Dark, err = planner.ParseClock(c.Dark, s.Plan.Zone())
		}
		if err != nil {
			return err
		}
		pages, err := paper.Pages(e.ctx, s, o, nil)
		if err != nil {
			return err
		}
		pdf := func(w io.Writer) error {
			return paper.WritePDF(e.ctx, w, pages, fonts, paper.Meta{Title: s.Plan.Name, Lang: o.Words.Lang()}, nil)
		}
		if strings.EqualFold(filepath.Ext(c.Output), ".png") {
			err = c.pictures(pages, fonts)
		} else if c.Output != "" {
			err = storage.WriteWhole(c.Output, pdf)
		}
		if err == nil && c.Printer != "" {
			err = c.send(e, s.Plan.Name, pdf)
		}
		if err != nil {
			return err
		}
		where := c.Output
		if where == "" {
			where = c.Printer
		}
		return e.print(map[string]any{"file": c.Output, "pages": len(pages)}, func() { e.line("%s", e.words.T("bfctl.pages", where, len(pages))) })
	})
}

// send gives the PDF to the printer.
func (c *printCmd) send(e *env, title string, pdf func(io.Writer) error) error {
	var b bytes.Buffer
	if err := pdf(&b); err != nil {
		return err
	}
	job := paper.PrintJob{Printer: c.Printer, Title: title, Copies: c.Copies, Duplex: c.Duplex, Paper: c.Paper}
	if c.Printer == "default" {
		job.Printer = ""
	}
	return paper.Print(e.ctx, b.Bytes(), job)
}

// pictures writes a file a page, "plan-001.png" and so on for plan.png.
func (c *printCmd) pictures(pages []paper.Page, fonts *paper.Fonts) error {
	stem := strings.TrimSuffix(c.Output, filepath.Ext(c.Output))
	for i, p := range pages {
		name := fmt.Sprintf("%s-%03d.png", stem, i+1)
		if err := storage.WriteWhole(name, func(w io.Writer) error { return paper.WritePNG(w, p, fonts, c.DPI) }); err != nil {
			return err
		}
	}
	return nil
}

// paperWords are the words of the paper: those of --lang, or each text in both languages.
func (e *env) paperWords() *words.Words {
	if e.lang == both {
		return e.book.In("zh").With(e.book.In("en"))
	}
	return e.words
}

// options reads the flags.
func (c *printCmd) options(w *words.Words, fonts *paper.Fonts) (paper.Options, error) {
	o := paper.Options{Paper: c.Paper, Orientation: c.Orientation, Ink: c.Ink, Words: w, Fonts: fonts, Margin: c.Margin * pointsPerMillimetre}
	if c.DPI < 20 || c.DPI > 600 {
		return o, planner.Problemf("problem.choice", strconv.FormatFloat(c.DPI, 'f', -1, 64), "20 – 600")
	}
	for _, p := range c.Pages {
		if p != "all" {
			o.Sections = append(o.Sections, strings.TrimSpace(p))
		}
	}
	for _, name := range c.Clocks {
		if o.Clocks == nil {
			o.Clocks = []*time.Location{}
		}
		if name == "none" {
			continue
		}
		z, err := planner.Zone(name)
		if err != nil {
			return o, err
		}
		o.Clocks = append(o.Clocks, z)
	}
	for _, d := range []struct {
		flag string
		into *planner.Date
	}{{c.From, &o.From}, {c.To, &o.To}} {
		if d.flag == "" {
			continue
		}
		var err error
		if *d.into, err = planner.ParseDate(d.flag); err != nil {
			return o, err
		}
	}
	return o, nil
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
