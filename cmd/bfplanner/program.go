package main

import (
	"fmt"
	"io/fs"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/storage"
	"bfplanner/storage/sheet"
	"bfplanner/ui"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// program is what stands between the command line and the window.
type program struct {
	options
	app     fyne.App
	jobs    *workers
	book    *words.Book
	library *storage.Library
	release func()
	code    int // with which the program ends
}

// sample is the sheet of the sample shop.
const sample = "home-goods.xlsx"

// start opens the library and the window, or a window that says why not.
func (p *program) start() {
	var err error
	if p.book, err = words.Load(assets.Translations); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2) // without words there is nothing to show
	}
	p.app.Settings().SetTheme(look.Theme(look.System))
	if err := p.open(); err != nil {
		p.refuse(err)
	}
}

// open takes the library, which no other window may have, and shows the plans in it.
func (p *program) open() (err error) {
	path := p.options.library
	if path == "" {
		if path, err = storage.DefaultPath(); err != nil {
			return err
		}
	}
	if p.release == nil {
		if p.release, err = storage.LockLibrary(path); err != nil {
			return err
		}
	}
	if p.library, err = storage.OpenLibrary(path, storage.Options{}); err != nil {
		return &damagedError{path, err}
	}
	deps, err := p.deps()
	if err != nil {
		return err
	}
	if p.plan != "" {
		id, err := deps.Store.Import(p.plan)
		if err != nil {
			return err
		}
		if err := deps.Store.SetSetting("plan", id); err != nil {
			return err
		}
	}
	window := ui.New(deps)
	p.log(window)
	window.Window().Show()
	return nil
}

// damagedError is an error of opening the library at that path, for which a backup may be the remedy.
type damagedError struct {
	path string
	err  error
}

func (e *damagedError) Error() string { return e.err.Error() }
func (e *damagedError) Unwrap() error { return e.err }

func (p *program) deps() (ui.Deps, error) {
	presets, err := planner.ReadPresets(assets.Presets)
	if err != nil {
		return ui.Deps{}, err
	}
	shop, err := fs.ReadFile(assets.Samples, sample)
	if err != nil {
		return ui.Deps{}, err
	}
	d := ui.Deps{
		App: p.app, Words: p.book, Presets: presets, Store: library{p.library}, Jobs: p.jobs, Check: rules.NewChecker(),
		Wall: time.Now, Lang: p.lang, Version: version, Sample: shop, SampleName: sample, NewID: storage.NewID,
		ReadShop: func(name string, data []byte, currency string) (planner.ShopData, error) {
			return sheet.ReadShop(name, data, presets, currency)
		},
		Plan:  plan,
		Mend:  mend,
		Write: write,
		Paper: ui.Paper{Fonts: fonts, Printers: paper.Printers, Send: paper.Print},
		Trade: trade(p.book, presets),
	}
	if p.now != "" {
		d.At, err = planner.ParseClock(p.now, time.UTC)
	}
	return d, err
}

// refuse says on the terminal and in a small window why the planner cannot open. For a damaged library it offers
// the last backup.
func (p *program) refuse(err error) {
	p.code = 2
	tag := p.lang
	if tag == "" {
		tag = string(lang.SystemLocale())
	}
	w := p.book.In(tag)
	lines := w.Problem(err)
	for _, line := range lines {
		fmt.Fprintln(os.Stderr, line)
	}
	window := p.app.NewWindow(w.T("ui.app"))
	buttons := container.NewHBox(layout.NewSpacer(), kit.NewButton(w.T("ui.close"), window.Close))
	if d, ok := err.(*damagedError); ok && planner.AsProblems(err)[0].Key == "problem.damaged" {
		buttons.Add(kit.NewPrimary(w.T("ui.problem.recover.do"), func() { p.recover(d.path, window) }))
	}
	window.SetContent(container.NewPadded(container.NewBorder(nil, buttons, nil, nil, kit.LineList(lines))))
	window.CenterOnScreen()
	window.Show()
}

// recover puts the last good backup in place of a damaged library and opens it.
func (p *program) recover(path string, window fyne.Window) {
	_, err := storage.Recover(path, time.Now())
	if err == nil {
		p.code = 0
		err = p.open()
	}
	if err != nil {
		p.refuse(err)
	}
	window.Close()
}

// close gives the library back.
func (p *program) close() {
	if p.library != nil {
		if err := p.library.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	if p.release != nil {
		p.release()
	}
}
