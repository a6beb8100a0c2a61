package params

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// columns are the parts of a row: name, values, unit, origin, the way back to the default.
var columns = kit.Columns{0.36, 0.26, 0.18, 0.1, 0.1}

// row is one parameter: its name, a field with its values, its unit, where its values come from, and a button that
// sets it back where they are not the default's.
type row struct {
	id     string
	object fyne.CanvasObject
	field  *kit.Field
	origin *widget.Label
	reset  *kit.Button
	spot   *fyne.Container // of the button, which is away where there is nothing to set back
	shown  *planner.Param
}

func newRow(x *Panel, id string) *row {
	w := x.deps.Words
	currency := x.snapshot.Plan.Market.Currency
	param, _ := x.snapshot.Plan.Params.Get(id)
	r := &row{id: id, origin: kit.Mute(""), spot: container.NewStack()}
	r.field = kit.NewField("", func(text string) string {
		now, _ := x.snapshot.Plan.Params.Get(id)
		values, err := parse(text, now, currency)
		if err != nil {
			return kit.Lines(w.Problem(err))
		}
		return x.put(id, values)
	})
	r.reset = kit.NewQuiet(w.T("params.reset"), func() {
		if usual, ok := x.deps.Presets.Get(id); ok {
			r.field.Complain(x.do(planner.Put{Rows: []planner.Row{usual}, Why: planner.T("edit.param_reset", planner.T("param."+id))}))
		}
	})
	label := kit.Wrapped(name(w, id))
	measure := kit.Mute(unit(w, param, currency))
	measure.Wrapping = fyne.TextWrapWord
	r.object = container.New(columns, label, r.field.Box(), measure, r.origin, r.spot)
	return r
}

// show takes up the values that the plan now has.
func (r *row) show(x *Panel) {
	now, ok := x.snapshot.Plan.Params.Get(r.id)
	if !ok || now == r.shown {
		return
	}
	r.shown = now
	r.field.SetValue(show(now, x.snapshot.Plan.Market.Currency))
	kit.Put(r.origin, x.deps.Words.Confidence(now.Origin), widget.LowImportance)
	r.spot.Objects = nil
	if usual, ok := x.deps.Presets.Get(r.id); ok && (!slices.Equal(usual.Values, now.Values) || usual.Origin != now.Origin) {
		r.spot.Objects = []fyne.CanvasObject{r.reset}
	}
	r.spot.Refresh()
}
