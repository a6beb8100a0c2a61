package prices

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// productRow is a product of the list: its name, its SKU, and a mark where it is under its floor at some instant.
type productRow struct {
	widget.BaseWidget
	name *widget.Label
	sku  *widget.Label
	mark *canvas.Circle
}

func newProductRow() *productRow {
	r := &productRow{name: widget.NewLabel(""), sku: kit.Mute(""), mark: &canvas.Circle{}}
	r.name.Truncation, r.sku.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.sku.SizeName = theme.SizeNameCaptionText
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *productRow) CreateRenderer() fyne.WidgetRenderer {
	mark := container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(8), r.mark))
	names := container.New(layout.NewCustomPaddedVBoxLayout(-8), r.name, r.sku)
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, mark, names))
}

func (r *productRow) set(name, sku string, short bool) {
	kit.Put(r.name, name, widget.MediumImportance)
	kit.Put(r.sku, sku, widget.LowImportance)
	r.mark.FillColor = look.Current().Block
	r.mark.Hidden = !short
	r.mark.Refresh()
}

// stepRow is one step of the trail: when, what holds from then on, and why.
type stepRow struct {
	widget.BaseWidget
	at     *widget.Label
	cause  *widget.Label
	prices *widget.Label
	margin *widget.Label
}

func newStepRow() *stepRow {
	r := &stepRow{at: widget.NewLabel(""), cause: widget.NewLabel(""), prices: widget.NewLabel(""), margin: widget.NewLabel("")}
	for _, l := range []*widget.Label{r.at, r.cause, r.prices, r.margin} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	r.prices.Alignment, r.margin.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// The widths of a step's columns, as parts of the row: when, why, the prices, the margin.
var stepColumns = kit.Columns{0.24, 0.4, 0.22, 0.14}

// CreateRenderer lays the row out.
func (r *stepRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(stepColumns, r.at, r.cause, r.prices, r.margin))
}

func (x *Panel) stepList() *rowList {
	return newRowList(func() int { return len(x.trail.steps) }, func() fyne.CanvasObject { return newStepRow() },
		func(i int, o fyne.CanvasObject) { o.(*stepRow).set(x, i) },
		func(i int) { x.ask(x.trail.points[x.trail.steps[i]].At) })
}

// set makes the row that of another step.
func (r *stepRow) set(x *Panel, i int) {
	w := x.words()
	p := x.trail.points[x.trail.steps[i]]
	why := x.trail.causes(x.trail.steps[i])
	text := w.T("prices.beginning")
	if len(why) > 0 {
		list := say(w, x.snapshot.Plan, why)
		text = list[0]
		for _, more := range list[1:] {
			text = w.T("prices.and", text, more)
		}
	}
	importance := widget.MediumImportance
	if p.MarginWorst.Minor < x.trail.floor.Minor {
		importance = widget.DangerImportance
	}
	kit.Put(r.at, w.Time(p.At), widget.MediumImportance)
	kit.Put(r.cause, text, widget.MediumImportance)
	kit.Put(r.prices, w.T("prices.step.price", p.Final, p.Worst), widget.MediumImportance)
	kit.Put(r.margin, w.Money(p.MarginWorst), importance)
}

// amountRow is a name on the left and an amount on the right.
func amountRow(name, amount string, strong bool, importance widget.Importance) fyne.CanvasObject {
	l, v := widget.NewLabel(name), widget.NewLabel(amount)
	l.Truncation = fyne.TextTruncateEllipsis
	l.TextStyle.Bold, v.TextStyle.Bold = strong, strong
	l.Importance, v.Importance = importance, importance
	return container.NewBorder(nil, nil, nil, v, l)
}
