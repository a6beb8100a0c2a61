// Package prices shows the truth about what a buyer pays: the price trail of a product from the seeding month to
// the end of the tail, each step named by the promotion that causes it, and for any instant why the price is what
// it is, who lost, who pays and what the unit leaves.
package prices

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the panel needs from outside.
type Deps struct {
	Words *words.Words
	// OnOpen is told the ID of the event whose name was pressed, so that it can be selected and shown.
	OnOpen func(eventID string)
}

// Panel is the price trail with its list of products, its list of steps and the reasons of one instant. Its methods
// are called on the UI goroutine.
type Panel struct {
	deps     Deps
	holder   *fyne.Container
	snapshot *editor.Snapshot
	book     *pricing.Book
	short    map[string]bool // SKUs that are under their floor at some instant

	sku    string
	at     time.Time // the instant that is asked about; zero for none yet
	stack  string    // which of the three stacks is explained
	trail  trail
	search string
	shown  []*planner.Product

	view     *View
	title    *widget.Label
	facts    *widget.Label
	products *rowList
	steps    *rowList
	why      *fyne.Container
}

// New makes a panel that shows nothing yet.
func New(deps Deps) *Panel {
	x := &Panel{deps: deps, holder: container.NewStack(), stack: stacks[0].id}
	x.view = newView(func(t time.Time) { x.ask(t) })
	x.build()
	return x
}

// Object returns what is to be placed in the window.
func (x *Panel) Object() fyne.CanvasObject { return x.holder }

// SetSnapshot shows the prices of the plan as it now stands. The product, the instant and what is seen stay.
func (x *Panel) SetSnapshot(s *editor.Snapshot) {
	if x.snapshot == nil || x.snapshot.Plan.ID != s.Plan.ID {
		x.sku, x.at = "", time.Time{}
	}
	x.snapshot = s
	x.book = pricing.Of(s.Plan)
	x.short = map[string]bool{}
	for _, f := range x.book.LowestMargins() {
		x.short[f.SKU] = true
	}
	x.show()
}

// SetWords shows everything in another language.
func (x *Panel) SetWords(w *words.Words) {
	x.deps.Words = w
	x.build()
	if x.snapshot != nil {
		x.show()
	}
}

// Show shows a product and asks why its price at that instant is what it is; a zero instant keeps the one that is
// asked about. A SKU that the plan does not have changes nothing.
func (x *Panel) Show(sku string, at time.Time) {
	if x.snapshot == nil || x.snapshot.Plan.Product(sku) == nil {
		return
	}
	x.sku = sku
	if !at.IsZero() {
		x.at = at
	}
	x.show()
}

// Product returns the SKU of the product that is shown, "" for none.
func (x *Panel) Product() string { return x.sku }

// words returns the words with times in the market's zone.
func (x *Panel) words() *words.Words { return x.deps.Words.In(x.snapshot.Plan.Zone()) }

// build makes the widgets, in the panel's language.
func (x *Panel) build() {
	w := x.deps.Words
	x.title, x.facts = kit.Title(""), kit.Mute("")
	x.title.Wrapping, x.title.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	x.facts.Truncation = fyne.TextTruncateEllipsis
	x.why = container.NewStack()
	head := container.NewBorder(nil, nil, nil, x.zooms(), kit.Column(x.title, x.facts))
	x.steps = x.stepList()
	middle := container.NewVSplit(container.NewBorder(head, nil, nil, nil, x.view),
		container.NewBorder(kit.Heading(w.T("prices.steps")), nil, nil, nil, x.steps))
	middle.SetOffset(0.7)
	right := container.NewHSplit(kit.Panel(middle), kit.Panel(x.why))
	right.SetOffset(0.68)
	whole := container.NewHSplit(kit.Panel(x.productList()), right)
	whole.SetOffset(0.17)
	x.holder.Objects = []fyne.CanvasObject{whole}
	x.holder.Refresh()
}

// zooms are the buttons that show all of the trail, the sale or its peak.
func (x *Panel) zooms() fyne.CanvasObject {
	row := container.NewHBox(layout.NewSpacer())
	for _, z := range []struct {
		key  string
		span func(planner.Sale) planner.Span
	}{
		{"prices.zoom.all", func(planner.Sale) planner.Span { return x.trail.whole }},
		{"prices.zoom.sale", func(s planner.Sale) planner.Span { return s.Span }},
		{"prices.zoom.peak", func(s planner.Sale) planner.Span { return s.PeakSpan() }},
	} {
		row.Add(kit.NewQuiet(x.deps.Words.T(z.key), func() {
			if x.snapshot != nil {
				x.view.look(z.span(x.snapshot.Plan.Sale))
			}
		}))
	}
	return container.NewVBox(row)
}

func (x *Panel) productList() fyne.CanvasObject {
	search := widget.NewEntry()
	search.SetPlaceHolder(x.deps.Words.T("prices.search"))
	search.SetText(x.search)
	search.OnChanged = func(s string) {
		x.search = s
		x.list()
	}
	x.products = newRowList(func() int { return len(x.shown) }, func() fyne.CanvasObject { return newProductRow() },
		func(i int, o fyne.CanvasObject) {
			p := x.shown[i]
			o.(*productRow).set(x.deps.Words.Name(p), p.SKU, x.short[p.SKU])
		}, func(i int) { x.Show(x.shown[i].SKU, time.Time{}) })
	return container.NewBorder(container.NewVBox(kit.Heading(x.deps.Words.T("prices.products")), search), nil, nil, nil, x.products)
}

// list shows the products that the search finds by SKU or by either name.
func (x *Panel) list() {
	x.shown = x.shown[:0]
	want := strings.ToLower(strings.TrimSpace(x.search))
	for _, p := range x.snapshot.Plan.Products.All() {
		if strings.Contains(strings.ToLower(p.SKU+"\n"+p.Name+"\n"+p.NameZh), want) {
			x.shown = append(x.shown, p)
		}
	}
	x.products.choose(slices.IndexFunc(x.shown, func(p *planner.Product) bool { return p.SKU == x.sku }))
}

// show hands the plan to every part.
func (x *Panel) show() {
	p, w := x.snapshot.Plan, x.words()
	if p.Product(x.sku) == nil {
		x.sku = x.first()
	}
	x.list()
	x.trail = trail{whole: wholeOf(p)}
	x.title.SetText(w.T("prices.none"))
	x.facts.SetText("")
	if product := p.Product(x.sku); product != nil {
		x.trail = newTrail(x.book, x.sku)
		x.title.SetText(w.Name(product))
		line := any("")
		if l, ok := p.Lines.Get(product.Line); ok {
			line = l
		}
		x.facts.SetText(w.T("prices.facts", product.SKU, line, p.Money(product.Price), p.Money(product.Cost), x.trail.floor))
	}
	x.view.set(w, x.snapshot, x.trail)
	if !x.trail.whole.Contains(x.at) {
		x.at = x.opening()
	}
	x.ask(x.at)
}

// first returns the product to begin with: one that is under its floor, else the first.
func (x *Panel) first() string {
	list := x.snapshot.Plan.Products.All()
	for _, p := range list {
		if x.short[p.SKU] {
			return p.SKU
		}
	}
	if len(list) > 0 {
		return list[0].SKU
	}
	return ""
}

// opening returns the instant to begin with: that of the trail's lowest margin, or the sale's start where no
// promotion touches the product.
func (x *Panel) opening() time.Time {
	at := x.snapshot.Plan.Sale.Span.Start
	var least pricing.Point
	for i, p := range x.trail.points {
		if i == 0 || p.MarginWorst.Minor < least.MarginWorst.Minor {
			least = p
		}
	}
	if len(least.MarginChain) > 0 {
		at = least.At
	}
	return at
}

// ask shows why the price is what it is at the instant.
func (x *Panel) ask(at time.Time) {
	x.at = at
	x.view.mark(at)
	x.why.Objects = []fyne.CanvasObject{x.reasons()}
	x.why.Refresh()
	x.steps.choose(x.trail.step(at))
}
