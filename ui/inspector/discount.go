package inspector

import (
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// discount is the row of the share taken off, with its 折 beside it. A bare number below 10 is asked about.
func (x *Panel) discount() fyne.CanvasObject {
	w := x.words()
	var field *kit.Field
	value := x.reads(func(e *planner.Event) string {
		if e.Promo.PercentOff == 0 {
			return ""
		}
		return e.Promo.PercentOff.Decimal() + "%"
	})
	put := func(off planner.BasisPoints) string {
		return x.set("ui.field.percent", func(e *planner.Event) error { e.Promo.PercentOff = off; return nil })
	}
	row, field := x.typed(w.T("ui.field.percent"), value, func(s string) string {
		if strings.TrimSpace(s) == "" {
			return put(0)
		}
		d, err := parseDiscount(s)
		switch {
		case err != nil:
			return kit.Lines(w.Problem(err))
		case d.Unsure:
			x.askDiscount(d, put, func() { field.SetText(value()) })
			return ""
		}
		return put(d.Off)
	})
	both := x.fact("", x.reads(func(e *planner.Event) string {
		if e.Promo.PercentOff == 0 {
			return ""
		}
		return w.T("ui.discount.both", e.Promo.PercentOff, e.Promo.PercentOff.Zhe())
	}))
	return kit.Column(row, both)
}

// askDiscount asks which of two meanings a bare number has; Esc keeps what was there.
func (x *Panel) askDiscount(d discount, put func(planner.BasisPoints) string, after func()) {
	w := x.words()
	var box *kit.Dialog
	meaning := func(off planner.BasisPoints) *kit.Button {
		return kit.NewButton(w.T("ui.discount.meaning", off, off.Zhe()), func() { put(off); box.Hide() })
	}
	box = kit.Open(x.deps.Window, w.T("ui.discount.title"), kit.Wrapped(w.T("ui.discount.ask", d.Off.Decimal())),
		kit.NewButton(w.T("ui.cancel"), func() { box.Hide() }), meaning(d.Off), meaning(d.Zhe))
	box.Closed = after
}
