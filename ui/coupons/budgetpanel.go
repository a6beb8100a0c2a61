package coupons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

// budgetPanel is the burn-down of a shop's coupon budget, of all its coupons or of the one in the form.
type budgetPanel struct {
	panel   *Panel
	object  fyne.CanvasObject
	shops   *kit.Pick
	shopBox fyne.CanvasObject // hidden where there is one shop alone
	scope   *kit.Segments
	facts   *widget.Label
	out     *widget.Label
	chart   *burn
}

func newBudgetPanel(x *Panel) *budgetPanel {
	w := x.deps.Words
	b := &budgetPanel{panel: x, chart: newBurn(), facts: widget.NewLabel(""), out: widget.NewLabel("")}
	b.facts.Truncation = fyne.TextTruncateEllipsis
	b.out.TextStyle.Bold = true
	b.scope = kit.NewSegments([]kit.Option{{ID: "all", Label: w.T("coupons.budget.all")}, {ID: "one", Label: w.T("coupons.budget.one")}}, "all", func(string) { b.show() })
	b.shops = kit.NewPick(nil, "", func(string) { b.show() })
	b.shopBox = kit.Sized(160, 0, b.shops.Box())
	bar := container.NewBorder(nil, nil, container.NewHBox(b.shopBox, b.scope.Object()), b.out, b.facts)
	note := kit.Note(w.T("coupons.budget.note"))
	b.object = container.NewBorder(bar, container.NewVBox(layout.NewSpacer(), note), nil, nil, b.chart)
	return b
}

// show adds the budget up anew.
func (b *budgetPanel) show() {
	x := b.panel
	if x.snapshot == nil {
		return
	}
	w, p := x.words(), x.snapshot.Plan
	shops := p.Shops.All()
	b.shops.SetOptions(named(w, "", shops))
	if len(shops) > 0 && b.shops.Value() == "" {
		b.shops.SetValue(shops[0].ID)
	}
	if len(shops) > 1 {
		b.shopBox.Show()
	} else {
		b.shopBox.Hide()
	}
	only := ""
	if b.scope.Value() == "one" {
		if only = x.opened; only == "" {
			b.scope.SetValue("all")
		}
	}
	s := spendingOf(p, b.shops.Value(), only)
	b.facts.SetText(w.T("coupons.budget.facts", s.units, p.Money(s.seller), p.Money(s.platform), p.Money(s.most)))
	switch {
	case s.most == 0:
		kit.Put(b.out, w.T("coupons.budget.none"), widget.LowImportance)
	case s.out.IsZero():
		kit.Put(b.out, w.T("coupons.budget.lasts", p.Money(s.most-s.seller)), widget.SuccessImportance)
	default:
		kit.Put(b.out, w.T("coupons.budget.out", s.out), widget.DangerImportance)
	}
	b.chart.set(w, p, s)
}
