// Package printing is the print dialog: what goes on paper and how, beside a preview that shows the very pages that
// will be printed, since one layout feeds the preview, the PDF, the pictures and the printer.
package printing

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Book   *words.Book // the paper may speak another language than the window
	Fonts  *paper.Fonts
	Window fyne.Window
	// Setting returns what Keep kept under a key, "" for nothing.
	Setting func(key string) string
	Keep    func(key, value string)
	// Run does long work beside the window; done hears of its end on the UI goroutine.
	Run func(title planner.Text, work func(ctx context.Context, report func(done, total int)) error, done func(error))
	// Write puts a file in place whole or not at all.
	Write func(path string, data []byte) error
	// Printers lists the printers; nil or an empty list leaves out what belongs to a printer.
	Printers func(ctx context.Context) ([]paper.Printer, error)
	// Send gives a PDF to a printer.
	Send func(ctx context.Context, pdf []byte, job paper.PrintJob) error
	// Open shows a file that was written.
	Open func(path string)
}

// Panel is the dialog's content. All methods are called on the UI goroutine.
type Panel struct {
	deps    Deps
	words   *words.Words // of the window
	snap    *editor.Snapshot
	options paper.Options
	lang    string // zh, en or both
	job     paper.PrintJob
	pages   []paper.Page
	preview *preview
	wrong   *widget.Label
	root    fyne.CanvasObject
	printer []paper.Printer
}

// firstSections are chosen until the user chooses otherwise: what everybody needs, without the big posters.
var firstSections = []string{paper.Cover, paper.Calendar, paper.Run, paper.Hosts, paper.Coupons}

// New makes the panel for a plan as it stands. w speaks to the user; the paper speaks what was chosen last.
func New(w *words.Words, snap *editor.Snapshot, deps Deps) *Panel {
	p := &Panel{deps: deps, words: w, snap: snap, wrong: kit.ErrorText(), job: paper.PrintJob{Copies: 1, Duplex: paper.OneSided}}
	p.preview = newPreview(w, deps.Fonts)
	p.restore()
	if deps.Printers != nil {
		list, err := deps.Printers(context.Background())
		if err == nil {
			p.printer = list
		}
	}
	form := container.NewVScroll(container.NewVBox(p.form(), p.wrong))
	form.SetMinSize(fyne.NewSize(330, 300))
	split := container.NewHSplit(form, p.preview.root)
	split.SetOffset(0.27)
	p.root = split
	p.lay()
	return p
}

// Object returns what the dialog shows.
func (p *Panel) Object() fyne.CanvasObject { return p.root }

// Pages returns the pages as they would be printed now.
func (p *Panel) Pages() []paper.Page { return p.pages }

// Options returns what was chosen.
func (p *Panel) Options() paper.Options { return p.options }

// restore takes what was chosen last.
func (p *Panel) restore() {
	get := func(key, otherwise string, known []string) string {
		if v := p.deps.Setting("print." + key); slices.Contains(known, v) {
			return v
		}
		return otherwise
	}
	o := &p.options
	o.Fonts = p.deps.Fonts
	o.Paper = get("paper", paper.Papers[0], paper.Papers)
	o.Orientation = get("orientation", paper.Portrait, paper.Orientations)
	o.Ink = get("ink", paper.InkColor, paper.Inks)
	p.lang = get("paper_lang", p.words.Lang()[:2], langs)
	o.Margin = marginsOf[get("margin", "normal", margins)]
	o.Sections = nil
	for _, s := range strings.Split(p.deps.Setting("print.pages"), ",") {
		if slices.Contains(paper.Sections(), s) {
			o.Sections = append(o.Sections, s)
		}
	}
	if len(o.Sections) == 0 {
		o.Sections = slices.Clone(firstSections)
	}
	p.setClocks(get("clocks", "Asia/Shanghai", clocks))
	p.speak()
}

func (p *Panel) speak() {
	p.options.Words = p.deps.Book.In(p.lang)
	if p.lang == "both" {
		p.options.Words = p.deps.Book.In("zh").With(p.deps.Book.In("en"))
	}
}

// The answers of the form's rows, as they are kept.
var (
	langs   = []string{"zh", "en", "both"}
	margins = []string{"narrow", "normal", "wide"}
	clocks  = []string{"none", "Asia/Shanghai", "UTC", "Asia/Shanghai,UTC"}
)

// marginsOf are the margins in points: what printers reach, half an inch, an inch.
var marginsOf = map[string]float64{"narrow": 20, "normal": 36, "wide": 72}

func (p *Panel) setClocks(names string) {
	p.options.Clocks = []*time.Location{}
	for _, name := range strings.Split(names, ",") {
		if z, err := planner.Zone(name); err == nil {
			p.options.Clocks = append(p.options.Clocks, z)
		}
	}
}

// lay lays the pages out again and shows them, or says why they cannot be.
func (p *Panel) lay() {
	pages, err := paper.Pages(context.Background(), p.snap, p.options, nil)
	kit.Say(p.wrong, kit.Lines(p.words.Problem(err)))
	if err == nil {
		p.pages = pages
		p.preview.set(pages)
	}
}

// choose keeps an answer and lays the pages out anew.
func (p *Panel) choose(key, value string, act func()) {
	act()
	p.deps.Keep("print."+key, value)
	p.lay()
}

func (p *Panel) form() fyne.CanvasObject {
	w, o := p.words, &p.options
	box := container.NewVBox(kit.Heading(w.T("printing.pages")))
	for _, s := range paper.Sections() {
		check := widget.NewCheck(w.T("section."+s), nil)
		check.Checked = slices.Contains(o.Sections, s)
		check.OnChanged = func(on bool) { p.section(check, s, on) }
		box.Add(check)
	}
	box.Add(kit.Heading(w.T("printing.range")))
	box.Add(kit.Row(w.T("printing.from"), p.dayField(&o.From).Box()))
	box.Add(kit.Row(w.T("printing.to"), p.dayField(&o.To).Box()))
	box.Add(kit.Heading(w.T("ui.print.paper")))
	for _, r := range []struct {
		key, label, value string
		answers           []string
		act               func(string)
	}{
		{"paper", "ui.print.paper", o.Paper, paper.Papers, func(v string) { o.Paper = v }},
		{"orientation", "ui.print.orientation", o.Orientation, paper.Orientations, func(v string) { o.Orientation = v }},
		{"margin", "printing.margin", nameOfMargin(o.Margin), margins, func(v string) { o.Margin = marginsOf[v] }},
		{"ink", "ui.print.ink", o.Ink, paper.Inks, func(v string) { o.Ink = v }},
		{"paper_lang", "ui.print.paper_lang", p.lang, langs, func(v string) { p.lang = v; p.speak() }},
		{"clocks", "printing.clocks", p.clockNames(), clocks, p.setClocks},
	} {
		box.Add(kit.Row(w.T(r.label), kit.NewPick(p.answers(r.key, r.answers), r.value, func(v string) { p.choose(r.key, v, func() { r.act(v) }) })))
	}
	if len(p.printer) > 0 {
		p.printerRows(box)
	}
	return box
}

// section puts a section on the paper or takes it off; the last one stays.
func (p *Panel) section(check *widget.Check, s string, on bool) {
	var list []string
	for _, x := range paper.Sections() {
		if x == s && on || x != s && slices.Contains(p.options.Sections, x) {
			list = append(list, x)
		}
	}
	if len(list) == 0 {
		check.SetChecked(true)
		return
	}
	p.choose("pages", strings.Join(list, ","), func() { p.options.Sections = list })
}

// answers are the options of a row in the window's language.
func (p *Panel) answers(key string, ids []string) []kit.Option {
	list := make([]kit.Option, len(ids))
	for i, id := range ids {
		label := p.words.T("ui.print." + id)
		switch {
		case key == "clocks" || key == "margin" || key == "duplex":
			label = p.words.T("printing." + key + "." + strings.NewReplacer("/", "_", ",", "_").Replace(id))
		}
		list[i] = kit.Option{ID: id, Label: label}
	}
	return list
}

func nameOfMargin(points float64) string {
	for name, m := range marginsOf {
		if m == points {
			return name
		}
	}
	return "normal"
}

func (p *Panel) clockNames() string {
	var names []string
	for _, z := range p.options.Clocks {
		names = append(names, z.String())
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ",")
}

// dayField is a field for a day; empty leaves that end of the range open.
func (p *Panel) dayField(into *planner.Date) *kit.Field {
	f := kit.NewField("", nil)
	f.SetPlaceHolder(p.words.T("printing.day"))
	f.Commit = func(text string) string {
		var d planner.Date
		if text = strings.TrimSpace(text); text != "" {
			var err error
			if d, err = planner.ParseDate(text); err != nil {
				return kit.Lines(p.words.Problem(err))
			}
		}
		*into = d
		p.lay()
		return ""
	}
	return f
}

// printerRows ask for the printer, the copies and the sides.
func (p *Panel) printerRows(box *fyne.Container) {
	w := p.words
	var names []kit.Option
	for _, x := range p.printer {
		names = append(names, kit.Option{ID: x.Name, Label: x.Name})
	}
	p.job.Printer = p.printer[0].Name
	if kept := p.deps.Setting("print.printer"); slices.ContainsFunc(p.printer, func(x paper.Printer) bool { return x.Name == kept }) {
		p.job.Printer = kept
	}
	copies := kit.NewField("1", func(text string) string {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 || n > 99 {
			return kit.Lines(w.Problem(planner.Problemf("problem.printer_copies", text)))
		}
		p.job.Copies = n
		return ""
	})
	box.Add(kit.Heading(w.T("printing.printer")))
	box.Add(kit.Row(w.T("printing.printer"), kit.NewPick(names, p.job.Printer, func(v string) { p.job.Printer = v; p.deps.Keep("print.printer", v) })))
	box.Add(kit.Row(w.T("printing.copies"), copies.Box()))
	box.Add(kit.Row(w.T("printing.duplex"), kit.NewPick(p.answers("duplex", paper.Duplexes), p.job.Duplex, func(v string) { p.job.Duplex = v })))
}
