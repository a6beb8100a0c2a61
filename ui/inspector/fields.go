package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// fact is a row that is read and kept up to date.
func (x *Panel) fact(label string, value func() string) fyne.CanvasObject {
	l := widget.NewLabel("")
	l.Wrapping = fyne.TextWrapWord
	x.update = append(x.update, func() { l.SetText(value()) })
	return kit.Row(label, l)
}

// typed is a row with a text field. The value is read anew with every snapshot.
func (x *Panel) typed(label string, value func() string, commit func(string) string) (fyne.CanvasObject, *kit.Field) {
	f := kit.NewField(value(), commit)
	x.keep(f, value)
	return kit.Row(label, f.Box()), f
}

func (x *Panel) keep(f *kit.Field, value func() string) {
	x.fields = append(x.fields, f)
	x.update = append(x.update, func() { f.SetValue(value()) })
}

// picked is a row with a drop-down list.
func (x *Panel) picked(label string, options []kit.Option, value func() string, commit func(string) string) fyne.CanvasObject {
	wrong := kit.ErrorText()
	var pick *kit.Pick
	pick = kit.NewPick(options, value(), func(id string) {
		text := commit(id)
		kit.Say(wrong, text)
		if text != "" {
			pick.SetValue(value())
		}
	})
	x.update = append(x.update, func() { pick.SetValue(value()) })
	return kit.Row(label, kit.Column(pick.Box(), wrong))
}

// ticked is a row with a box to tick.
func (x *Panel) ticked(label string, value func() bool, commit func(bool)) fyne.CanvasObject {
	box := widget.NewCheck("", nil)
	box.Checked = value()
	box.OnChanged = commit
	x.update = append(x.update, func() {
		if box.Checked != value() {
			box.Checked = value()
			box.Refresh()
		}
	})
	return kit.Row(label, box)
}

// many is a row with a button that opens a list to tick.
func (x *Panel) many(label string, options []kit.Option, none string, value func() []string, commit func([]string)) fyne.CanvasObject {
	w := x.words()
	m := kit.NewMany(x.deps.Window, label, options, value(), kit.ManyWords{
		OK: w.T("ui.ok"), Cancel: w.T("ui.cancel"),
		Sum: func(labels []string) string {
			switch len(labels) {
			case 0:
				return none
			case 1:
				return labels[0]
			}
			return w.T("ui.picked", len(labels))
		},
	}, commit)
	x.update = append(x.update, func() { m.SetValue(value()) })
	return kit.Row(label, container.NewHBox(m.Button))
}

// options makes the options of a table's rows, named in the user's language, with one for "none" first where
// none has a name.
func options[T planner.Row](x *Panel, none string, rows []T) []kit.Option {
	var list []kit.Option
	if none != "" {
		list = append(list, kit.Option{Label: none})
	}
	for _, r := range rows {
		list = append(list, kit.Option{ID: r.RowID(), Label: x.words().Name(r)})
	}
	return list
}

// named makes options of IDs whose names are translations under a prefix.
func (x *Panel) named(prefix string, ids []string) []kit.Option {
	list := make([]kit.Option, len(ids))
	for i, id := range ids {
		list[i] = kit.Option{ID: id, Label: x.words().T(prefix + id)}
	}
	return list
}
