// Package start is the page on which a plan is made: a sale, a shop, a name. It is the first thing that a new
// user sees.
package start

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Request is what the user asks for.
type Request struct {
	Name  string
	Sale  planner.Sale
	Sheet string // path of the product sheet; "" takes the sample shop
}

// Deps is what the page needs from outside.
type Deps struct {
	Words   *words.Words
	Window  fyne.Window
	Presets *planner.Presets
	// Create makes the plan and opens it, or tells wrong the lines that say why not, in the user's language.
	Create func(r Request, wrong func(lines []string))
	// Plans goes to the list of plans; nil where there are none. Back goes back to the plan that is open; nil where
	// none is.
	Plans, Back func()
	// Import takes the path of a plan file.
	Import func(path string)
}

// Page is the page. Its methods are called on the UI goroutine.
type Page struct {
	deps   Deps
	sales  []*planner.Sale
	choice *widget.RadioGroup
	labels []string

	own              *fyne.Container
	start, end, zone *kit.Field
	shop             *widget.RadioGroup
	sheet            *kit.Field
	sheetRow         *fyne.Container
	name             *kit.Field
	suggested        string
	problems         *fyne.Container
	scroll           *container.Scroll
}

// New makes the page with the sale that comes last among the announced ones picked, and the sample shop.
func New(deps Deps) *Page {
	p := &Page{deps: deps, sales: deps.Presets.Sales.All()}
	p.sales = append([]*planner.Sale(nil), p.sales...)
	sort.SliceStable(p.sales, func(i, j int) bool { return p.sales[i].Span.Start.After(p.sales[j].Span.Start) })
	w := deps.Words
	p.name = kit.NewField("", nil)
	p.buildSales()
	p.buildShop()
	p.problems = container.NewStack()

	row := container.NewHBox(kit.NewButton(w.T("ui.start.import"), p.pickPlan), layout.NewSpacer())
	if deps.Back != nil {
		row.Add(kit.NewButton(w.T("ui.cancel"), deps.Back))
	}
	if deps.Plans != nil {
		row.Add(kit.NewButton(w.T("ui.start.plans"), deps.Plans))
	}
	row.Add(kit.NewPrimary(w.T("ui.start.create"), p.Create))
	content := container.NewVBox(
		kit.Title(w.T("ui.start.title")), kit.Note(w.T("ui.start.lead")),
		kit.Heading(w.T("ui.start.sale")), p.choice, p.own,
		kit.Heading(w.T("ui.start.shop")), p.shop, p.sheetRow,
		kit.Heading(w.T("ui.start.name")), p.name.Box(),
		row, p.problems)
	p.scroll = container.NewVScroll(container.NewPadded(container.New(column{}, content)))
	p.choice.SetSelected(p.labels[p.first()])
	p.shop.SetSelected(p.shop.Options[0])
	return p
}

// Object returns what is to be placed in the window.
func (p *Page) Object() fyne.CanvasObject { return p.scroll }

// first is the sale that is picked when the page opens.
func (p *Page) first() int {
	for i, s := range p.sales {
		if s.Status == planner.Announced {
			return i
		}
	}
	return len(p.sales)
}

func (p *Page) buildSales() {
	w := p.deps.Words
	for _, s := range p.sales {
		label := w.Name(s)
		if loc, err := planner.Zone(s.Zone); err == nil {
			label += "   " + w.In(loc).Span(s.Span) + " " + w.In(loc).ZoneName()
		}
		if s.Status == planner.Projected {
			label += "   [" + w.T("ui.start.projected") + "]"
		}
		p.labels = append(p.labels, label)
	}
	p.labels = append(p.labels, w.T("ui.start.own"))
	p.start, p.end, p.zone = kit.NewField("", nil), kit.NewField("", nil), kit.NewField("America/Los_Angeles", nil)
	p.start.SetPlaceHolder("2027-11-10 16:00")
	p.end.SetPlaceHolder("2027-11-29 23:59")
	p.own = container.NewVBox(kit.Row(w.T("ui.field.start"), p.start.Box()), kit.Row(w.T("ui.field.end"), p.end.Box()), kit.Row(w.T("ui.field.zone"), p.zone.Box()))
	p.choice = widget.NewRadioGroup(p.labels, func(string) { p.pickSale() })
	p.choice.Required = true
}

// picked is the index of the sale that is picked; len(sales) is one's own.
func (p *Page) picked() int {
	for i, l := range p.labels {
		if l == p.choice.Selected {
			return i
		}
	}
	return len(p.sales)
}

func (p *Page) pickSale() {
	i := p.picked()
	name := p.deps.Words.T("ui.start.own_name")
	if i < len(p.sales) {
		name = p.deps.Words.Name(p.sales[i])
		p.own.Hide()
	} else {
		p.own.Show()
	}
	if p.name.Text == "" || p.name.Text == p.suggested {
		p.suggested = name
		p.name.SetText(name)
	}
}

func (p *Page) buildShop() {
	w := p.deps.Words
	p.sheet = kit.NewField("", nil)
	p.sheet.SetPlaceHolder(w.T("ui.start.sheet_path"))
	browse := kit.NewButton(w.T("ui.browse"), func() {
		p.pickFile([]string{".xlsx", ".csv"}, func(path string) { p.sheet.SetText(path) })
	})
	p.sheetRow = container.NewVBox(container.NewBorder(nil, nil, nil, browse, p.sheet), kit.Note(w.T("ui.start.sheet_note")))
	options := []string{w.T("ui.start.sample"), w.T("ui.start.sheet")}
	p.shop = widget.NewRadioGroup(options, func(picked string) {
		if picked == options[1] {
			p.sheetRow.Show()
		} else {
			p.sheetRow.Hide()
		}
	})
	p.shop.Required = true
}

// request reads the form; an error says which field does not do.
func (p *Page) request() (Request, error) {
	r := Request{Name: strings.TrimSpace(p.name.Text)}
	if i := p.picked(); i < len(p.sales) {
		r.Sale = *p.sales[i]
	} else {
		span, err := planner.ParseSalePeriod(p.start.Text, p.end.Text, strings.TrimSpace(p.zone.Text))
		if err != nil {
			return r, err
		}
		market := ""
		for _, m := range p.deps.Presets.Markets.All() {
			if market == "" || m.Zone == strings.TrimSpace(p.zone.Text) {
				market = m.ID
			}
		}
		r.Sale = planner.Sale{ID: "own", Market: market, Name: r.Name, Span: span, Zone: strings.TrimSpace(p.zone.Text), Status: planner.Own}
	}
	if r.Name == "" {
		return r, planner.Problemf("ui.problem.name")
	}
	if p.shop.Selected == p.shop.Options[1] {
		r.Sheet = strings.TrimSpace(p.sheet.Text)
		if r.Sheet == "" {
			return r, planner.Problemf("ui.problem.sheet")
		}
	}
	return r, nil
}

// Create asks for the plan that the form describes; what is wrong is listed below the form.
func (p *Page) Create() {
	r, err := p.request()
	if err != nil {
		p.wrong(p.deps.Words.Problem(err))
		return
	}
	p.wrong(nil)
	p.deps.Create(r, p.wrong)
}

// wrong lists what is wrong below the form; no lines take the list away.
func (p *Page) wrong(lines []string) {
	p.problems.Objects = nil
	if len(lines) > 0 {
		head := kit.ErrorText()
		kit.Say(head, p.deps.Words.T("ui.start.problems", len(lines)))
		p.problems.Objects = []fyne.CanvasObject{container.NewBorder(head, nil, nil, nil, kit.LineList(lines))}
	}
	p.problems.Refresh()
	p.scroll.Refresh()
	if len(lines) > 0 {
		p.scroll.ScrollToBottom()
	}
}

func (p *Page) pickPlan() { p.pickFile([]string{".bfplan"}, p.deps.Import) }

func (p *Page) pickFile(extensions []string, picked func(path string)) {
	kit.PickFile(p.deps.Window, extensions, picked)
}

// column keeps its content in a column in the middle, no wider than is good to read.
type column struct{}

// columnWidth is the width of the column in widths of its letters.
const columnWidth = 54

func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := objects[0].MinSize()
	return fyne.NewSize(fyne.Min(columnWidth*theme.TextSize(), min.Width), min.Height)
}

func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := fyne.Min(size.Width, columnWidth*theme.TextSize())
	objects[0].Resize(fyne.NewSize(w, size.Height))
	objects[0].Move(fyne.NewPos((size.Width-w)/2, 0))
}
