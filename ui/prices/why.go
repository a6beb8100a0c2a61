package prices

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// stackOf is one of the three stacks that a quote knows.
type stackOf struct {
	id    string
	key   string // of the translations
	chain func(pricing.Quote) []pricing.Step
}

// stacks are the three answers to "what does a buyer pay?", in the order of their buttons.
var stacks = []stackOf{
	{"usual", "prices.stack.usual", func(q pricing.Quote) []pricing.Step { return q.Chain }},
	{"lowest", "prices.stack.lowest", func(q pricing.Quote) []pricing.Step { return q.WorstChain }},
	{"margin", "prices.stack.margin", func(q pricing.Quote) []pricing.Step { return q.MarginChain }},
}

// loser is a promotion that works at an instant and is not part of a stack, with the reason.
type loser struct {
	event string
	why   planner.Text // its arguments may be IDs of events
}

// losers returns who works at the instant and is no part of the chain. The reasons of the usual price are those of
// pricing.Book.Why; in another stack a promotion gave way to the one of its layer, or to what leaves the seller less.
func losers(reasons []pricing.Reason, chain []pricing.Step, usual bool) []loser {
	in, holds := map[string]bool{}, map[string]string{}
	for _, s := range chain {
		in[s.Event] = true
		holds[s.Layer] = s.Event
	}
	var list []loser
	for _, r := range reasons {
		switch {
		case in[r.Event]:
		case usual:
			list = append(list, loser{r.Event, r.Why})
		case holds[r.Layer] != "":
			list = append(list, loser{r.Event, planner.T("prices.lost.layer", planner.T("layer."+r.Layer), holds[r.Layer])})
		default:
			list = append(list, loser{r.Event, planner.T("prices.lost.left_out")})
		}
	}
	return list
}

// paidOf returns what the buyer of a chain pays for the goods, in minor units: the list price less every discount
// but those of delivery.
func paidOf(p *planner.Plan, q pricing.Quote, chain []pricing.Step) int64 {
	paid := q.List.Minor
	for _, s := range chain {
		if l, ok := p.Layers.Get(s.Layer); ok && l.Base != "shipping" {
			paid -= s.Off
		}
	}
	return paid
}

// reasons is the panel on the right: the price at the instant, its chain, who lost, and what the unit leaves.
func (x *Panel) reasons() fyne.CanvasObject {
	w := x.deps.Words
	if x.snapshot == nil || x.snapshot.Plan.Product(x.sku) == nil || x.at.IsZero() {
		return kit.Note(w.T("prices.ask"))
	}
	w = x.words()
	q, err := x.book.At(x.sku, x.at)
	if err != nil {
		return kit.Wrapped(kit.Lines(w.Problem(err)))
	}
	var options []kit.Option
	current := stacks[0]
	for _, s := range stacks {
		options = append(options, kit.Option{ID: s.id, Label: w.T(s.key)})
		if s.id == x.stack {
			current = s
		}
	}
	chain := current.chain(q)
	paid := paidOf(x.snapshot.Plan, q, chain)
	big := widget.NewLabelWithStyle(w.Money(x.snapshot.Plan.Money(paid)), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	big.SizeName = "headingText"
	off := kit.Mute(w.T("prices.at_list"))
	if paid != q.List.Minor {
		off.SetText(w.T("prices.of_list", offText(q.List.Minor, paid), q.List))
	}
	off.Truncation = fyne.TextTruncateEllipsis
	box := kit.Column(
		container.NewHBox(kit.Heading(w.T("prices.why")), layout.NewSpacer(), x.walk(-1, "◀"), x.walk(1, "▶")),
		widget.NewLabelWithStyle(w.Stamp(x.at), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		kit.NewSegments(options, current.id, func(id string) { x.stack = id; x.ask(x.at) }).Object(),
		container.NewBorder(nil, nil, big, nil, container.NewVBox(layout.NewSpacer(), off, layout.NewSpacer())),
	)
	for _, o := range x.chainRows(q, chain) {
		box.Add(o)
	}
	for _, o := range x.loserRows(chain, current.id == stacks[0].id) {
		box.Add(o)
	}
	box.Add(container.New(layout.NewCustomPaddedVBoxLayout(-5), x.unitRows(chain)...))
	return kit.Scrolled(box)
}

// walk is a button that goes to the step beside.
func (x *Panel) walk(n int, text string) fyne.CanvasObject {
	return kit.NewQuiet(text, func() { x.ask(x.trail.beside(x.at, n)) })
}

// event is a promotion's name as a button that opens it.
func (x *Panel) event(id string) fyne.CanvasObject {
	p := x.snapshot.Plan
	e := p.Event(id)
	if e == nil {
		return kit.Mute(id)
	}
	name := newLink(x.words().EventTitle(p, e), func() { x.open(id) })
	return container.NewBorder(nil, nil, look.NewChip(e.Kind, !p.OnPlatform(e)), nil, name)
}

func (x *Panel) open(id string) {
	if x.deps.OnOpen != nil {
		x.deps.OnOpen(id)
	}
}

// chainRows are the steps from the list price to what is paid.
func (x *Panel) chainRows(q pricing.Quote, chain []pricing.Step) []fyne.CanvasObject {
	w, p := x.words(), x.snapshot.Plan
	rows := []fyne.CanvasObject{kit.Heading(w.T("prices.chain")), amountRow(w.T("pricing.list"), w.Money(q.List), false, widget.MediumImportance)}
	for _, s := range chain {
		off := widget.NewLabelWithStyle(w.Money(p.Money(-s.Off)), fyne.TextAlignTrailing, fyne.TextStyle{Bold: true})
		rows = append(rows, container.NewBorder(nil, nil, nil, off, x.event(s.Event)),
			kit.Note(w.T("prices.step.line", where(w, s), p.Money(s.After), p.Money(s.SellerPays), p.Money(s.PlatformPays))))
	}
	if len(chain) == 0 {
		rows = append(rows, kit.Note(w.T("prices.no_chain")))
	}
	return rows
}

// where names a step's layer and tool, once where both have one name.
func where(w *words.Words, s pricing.Step) string {
	layer, tool := w.T("layer."+s.Layer), w.T("tool."+s.Tool)
	if layer == tool {
		return layer
	}
	return w.T("prices.step.where", layer, tool)
}

// loserRows are the promotions that work at the instant and are no part of the chain.
func (x *Panel) loserRows(chain []pricing.Step, usual bool) []fyne.CanvasObject {
	w := x.words()
	all, err := x.book.Why(x.sku, x.at)
	lost := losers(all, chain, usual)
	if err != nil || len(lost) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{kit.Heading(w.T("prices.lost"))}
	for _, l := range lost {
		rows = append(rows, x.event(l.event), kit.Note(w.Text(x.named(l.why))))
	}
	return rows
}

// named returns the text with the titles of events in place of their IDs.
func (x *Panel) named(t planner.Text) planner.Text {
	args := slices.Clone(t.Args)
	for i, a := range args {
		if id, ok := a.(string); ok {
			if e := x.snapshot.Plan.Event(id); e != nil {
				args[i] = x.words().EventTitle(x.snapshot.Plan, e)
			}
		}
	}
	return planner.T(t.Key, args...)
}

// unitRows are what the unit brings in, what goes off it, and what is left against the floor.
func (x *Panel) unitRows(chain []pricing.Step) []fyne.CanvasObject {
	w, p := x.words(), x.snapshot.Plan
	m, err := x.book.Explain(x.sku, x.at, chain)
	if err != nil {
		return []fyne.CanvasObject{kit.Wrapped(kit.Lines(w.Problem(err)))}
	}
	rows := []fyne.CanvasObject{kit.Heading(w.T("prices.unit"))}
	for _, l := range []struct {
		key   string
		minor int64
	}{
		{"pricing.line.revenue", m.Revenue}, {"pricing.line.referral", -m.Referral}, {"pricing.line.per_order", -m.PerOrder},
		{"pricing.line.campaign", -m.Campaign}, {"pricing.line.affiliate", -m.Affiliate}, {"pricing.line.cost", -m.Cost},
		{"pricing.line.ship", -m.Ship}, {"pricing.line.returns", -m.Returns},
	} {
		if l.minor != 0 || l.key == "pricing.line.cost" {
			rows = append(rows, amountRow(w.T(l.key), w.Money(p.Money(l.minor)), false, widget.MediumImportance))
		}
	}
	importance := widget.SuccessImportance
	verdict := "prices.over_floor"
	if m.Contribution < x.trail.floor.Minor {
		importance, verdict = widget.DangerImportance, "prices.under_floor"
	}
	return append(rows, widget.NewSeparator(), amountRow(w.T("pricing.line.contribution"), w.Money(p.Money(m.Contribution)), true, importance),
		amountRow(w.T("pricing.floor"), w.Money(x.trail.floor), false, widget.MediumImportance),
		amountRow(w.T(verdict), w.Money(p.Money(m.Contribution-x.trail.floor.Minor)), false, importance))
}
