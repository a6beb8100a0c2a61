package inspector

import (
	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// discount is the row of the share taken off, with its 折 beside it. A bare number below 10 is asked about.
func (x *Panel) discount() fyne.CanvasObject {
	w := x.words()
	var field *kit.Field
	value := x.reads(func(e *planner.Event) string { return kit.ShowDiscount(e.Promo.PercentOff) })
	put := func(off planner.BasisPoints) string {
		return x.set("ui.field.percent", func(e *planner.Event) error { e.Promo.PercentOff = off; return nil })
	}
	row, field := x.typed(w.T("ui.field.percent"), value, func(s string) string {
		d, err := kit.ParseDiscount(s)
		switch {
		case err != nil:
			return kit.Lines(w.Problem(err))
		case d.Unsure:
			kit.AskDiscount(x.deps.Window, w, d, func(off planner.BasisPoints) { put(off) }, func() { field.SetText(value()) })
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
