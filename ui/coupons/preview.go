package coupons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
)

// preview shows what a draft would do: for each product the usual and the lowest price and the lowest margin against
// its floor, where the draft presses hardest, and what the rule book would say of it.
type preview struct {
	panel    *Panel
	object   fyne.CanvasObject
	heading  *widget.Label
	findings *widget.Label
	list     *widget.List
	rows     []pricing.Pinch
}

func newPreview(x *Panel) *preview {
	p := &preview{panel: x, heading: kit.Heading(""), findings: kit.Note("")}
	p.list = widget.NewList(func() int { return len(p.rows) }, func() fyne.CanvasObject { return newPinchRow(p) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*pinchRow).show(i) })
	p.object = kit.Panel(container.NewBorder(container.NewVBox(p.heading, p.findings), nil, nil, nil, p.list))
	return p
}

// show previews the command, which puts the draft on the plan, and returns what is impossible about it, in words.
func (p *preview) show(draft *planner.Event, cmd planner.Command) string {
	w := p.panel.words()
	p.rows = nil
	var wrong string
	s, err := p.panel.deps.Preview(cmd)
	if err != nil {
		wrong = kit.Lines(w.Problem(err))
		p.findings.SetText("")
	} else {
		id := idIn(p.panel.snapshot.Plan, s.Plan, draft.ID)
		p.rows = pricing.Of(s.Plan).Pinches(id)
		p.findings.SetText(p.said(s, id))
	}
	p.heading.SetText(w.T("coupons.preview", len(p.rows)))
	p.list.Refresh()
	return wrong
}

// idIn returns the ID that a draft has in the plan that is looked at: its own, or that of the event which is new there.
func idIn(before, after *planner.Plan, id string) string {
	if id != "" {
		return id
	}
	for _, e := range after.Events.All() {
		if before.Event(e.ID) == nil {
			return e.ID
		}
	}
	return ""
}

// said is what the rule book says of the event, a line a finding, the worst first.
func (p *preview) said(s *editor.Snapshot, id string) string {
	w := p.panel.words()
	var lines []string
	for _, f := range s.Findings {
		for _, e := range f.Events {
			if e == id {
				lines = append(lines, w.T("coupons.finding", planner.T("severity."+string(f.Severity)), planner.T("rule."+f.Rule+".title", f.Args...)))
				break
			}
		}
		if len(lines) == mostFindings {
			break
		}
	}
	if len(lines) == 0 {
		return w.T("coupons.no_finding")
	}
	return kit.Lines(lines)
}

// mostFindings is how many findings the preview shows.
const mostFindings = 4

// pinchRow is one product of the preview; a press on it asks why its price is what it is.
type pinchRow struct {
	widget.BaseWidget
	preview *preview
	index   int
	labels  [4]*widget.Label
}

var _ desktop.Cursorable = (*pinchRow)(nil)

func newPinchRow(p *preview) *pinchRow {
	r := &pinchRow{preview: p}
	for i := range r.labels {
		r.labels[i] = widget.NewLabel("")
		r.labels[i].Truncation = fyne.TextTruncateEllipsis
		if i > 0 {
			r.labels[i].Alignment = fyne.TextAlignTrailing
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *pinchRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(kit.Columns{0.34, 0.18, 0.18, 0.3}, r.labels[0], r.labels[1], r.labels[2], r.labels[3]))
}

// show makes the row that of another product.
func (r *pinchRow) show(i int) {
	r.index = i
	x := r.preview.panel
	w, p := x.words(), r.preview.rows[i]
	name := p.SKU
	if product := x.snapshot.Plan.Product(p.SKU); product != nil {
		name = w.Name(product)
	}
	importance := widget.MediumImportance
	if p.Under() {
		importance = widget.DangerImportance
	}
	kit.Put(r.labels[0], name, widget.MediumImportance)
	kit.Put(r.labels[1], w.Money(p.Final), widget.MediumImportance)
	kit.Put(r.labels[2], w.Money(p.Lowest), widget.MediumImportance)
	kit.Put(r.labels[3], w.T("coupons.margin", p.MarginWorst, p.Floor), importance)
}

// Tapped asks why the product's price is what it is there.
func (r *pinchRow) Tapped(*fyne.PointEvent) {
	if ask := r.preview.panel.deps.OnPrice; ask != nil && r.index < len(r.preview.rows) {
		ask(r.preview.rows[r.index].SKU, r.preview.rows[r.index].At)
	}
}

// Cursor is the hand.
func (r *pinchRow) Cursor() desktop.Cursor { return desktop.PointerCursor }
