// Package about says what the program is: its version, the libraries in it with their licences, the dates of the
// facts it comes with, and the licence of its font.
package about

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Library is a library in the program and its licence.
type Library struct{ Name, Licence string }

// Libraries are the libraries that the program is linked with.
var Libraries = []Library{
	{"Fyne 2.7.4 · fyne.io/fyne/v2", "BSD-3-Clause"},
	{"GLFW, go-gl · github.com/go-gl", "BSD-3-Clause, MIT, Zlib"},
	{"go-text · github.com/go-text/typesetting", "BSD-3-Clause, Unlicense"},
	{"SQLite in Go · modernc.org/sqlite", "BSD-3-Clause"},
	{"cal · github.com/rickar/cal/v2", "BSD-3-Clause"},
	{"Excelize · github.com/xuri/excelize/v2", "BSD-3-Clause"},
	{"fpdf · codeberg.org/go-pdf/fpdf", "MIT"},
	{"go-i18n · github.com/nicksnyder/go-i18n/v2", "MIT"},
	{"goldmark · github.com/yuin/goldmark", "MIT"},
	{"golang.org/x/text, image, sys, net, crypto", "BSD-3-Clause"},
	{"Go", "BSD-3-Clause"},
}

// Open shows the box.
func Open(w *words.Words, window fyne.Window, version string, packs []planner.Pack) {
	facts := container.NewVBox()
	for _, p := range packs {
		facts.Add(kit.Fact(w.T("ui.pack."+p.ID), p.AsOf))
	}
	libs := container.NewVBox()
	for _, l := range Libraries {
		libs.Add(kit.Wrapped(l.Name + " — " + l.Licence))
	}
	licence := widget.NewLabel(assets.FontLicence)
	licence.Wrapping = fyne.TextWrapWord
	tabs := container.NewAppTabs(
		container.NewTabItem(w.T("ui.about.facts"), container.NewVScroll(container.NewVBox(kit.Note(w.T("ui.about.facts_note")), facts))),
		container.NewTabItem(w.T("ui.about.libraries"), container.NewVScroll(libs)),
		container.NewTabItem(w.T("ui.about.font"), container.NewVScroll(container.NewVBox(kit.Note(w.T("ui.about.font_note")), licence))))
	head := container.NewVBox(kit.Title(w.T("ui.app")), kit.Mute(w.T("ui.about.version", version)), kit.Wrapped(w.T("ui.about.what")))
	var d *kit.Dialog
	d = kit.Open(window, w.T("ui.action.about"), kit.Sized(600, 420, container.NewBorder(head, nil, nil, nil, tabs)),
		kit.NewPrimary(w.T("ui.close"), func() { d.Hide() }))
}
