package ban

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
)

// numbers is the table of what would be lost at the instant.
type numbers struct {
	panel  *Panel
	object fyne.CanvasObject
	title  *widget.Label
	rows   []fact
	flag   *widget.Label
	note   *widget.Label
	box    *fyne.Container
}

// fact is one row of the table.
type fact struct {
	key   string
	of    func(*Panel, exposure.Exposure) any
	value *widget.Label
}

// facts are the rows in their order; a key of "" is a line.
var facts = []fact{
	{key: "unsold", of: func(_ *Panel, e exposure.Exposure) any { return e.UnsoldGMV }},
	{key: "stuck", of: func(_ *Panel, e exposure.Exposure) any {
		return planner.T("exposure.units", int(e.StuckUnits), e.StuckCost)
	}},
	{key: "coupons", of: func(_ *Panel, e exposure.Exposure) any {
		return planner.T("exposure.count", int(e.OpenCoupons), e.OpenCouponCost)
	}},
	{key: "unsettled", of: func(_ *Panel, e exposure.Exposure) any { return e.Unsettled }},
	{key: "returns", of: func(_ *Panel, e exposure.Exposure) any { return e.OpenReturns }},
	{key: "sunk", of: func(_ *Panel, e exposure.Exposure) any { return e.SunkCost }},
	{},
	{key: "total", of: func(_ *Panel, e exposure.Exposure) any { return e.Total() }},
	{key: "expected", of: func(x *Panel, _ exposure.Exposure) any { return x.expected.Total() }},
	{key: "surplus", of: func(x *Panel, _ exposure.Exposure) any {
		units, cost := x.model.Surplus()
		return planner.T("exposure.units", int(units), cost)
	}},
}

func newNumbers(x *Panel) *numbers {
	n := &numbers{panel: x, title: kit.Heading(""), flag: kit.Note(""), note: kit.Note(x.deps.Words.T("exposure.note"))}
	box := container.New(layout.NewCustomPaddedVBoxLayout(0), n.title)
	for _, f := range facts {
		if f.key == "" {
			box.Add(widget.NewSeparator())
			continue
		}
		f.value = widget.NewLabelWithStyle("", fyne.TextAlignTrailing, fyne.TextStyle{Bold: f.key == "total"})
		label := kit.Mute(x.deps.Words.T("exposure." + f.key))
		label.Truncation = fyne.TextTruncateEllipsis
		box.Add(container.NewBorder(nil, nil, nil, f.value, label))
		n.rows = append(n.rows, f)
	}
	box.Add(n.flag)
	box.Add(n.note)
	n.object, n.box = kit.Scrolled(box), box
	return n
}

// show works the numbers out for the line's instant.
func (n *numbers) show() {
	x := n.panel
	w, e := x.words(), x.model.At(x.at)
	n.title.SetText(w.T("exposure.at", x.at))
	for _, r := range n.rows {
		r.value.SetText(w.Show(r.of(x, e)))
	}
	p := x.snapshot.Plan
	day := planner.DateOf(x.at, p.Zone())
	text := w.T("exposure.not_flagged")
	for i, d := range risk.Flagged(p, x.snapshot.Now, day.Span(p.Zone())) {
		text = ""
		for j, h := range d.Windows {
			if i+j > 0 {
				text += "\n"
			}
			text += w.T("exposure.flagged", h.Window, h.Window.Kind, risk.Why(p, h.Window))
		}
	}
	if n.flag.Text != text {
		n.flag.SetText(text)
		n.box.Refresh() // it may take more lines than before
	}
}
