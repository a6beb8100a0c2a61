package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/filter"
	"bfplanner/ui/kit"
)

// build makes the widgets around the list, in the panel's language.
func (x *Panel) build() {
	w := x.deps.Words
	x.heading, x.note, x.empty = kit.Heading(""), small(""), small(w.T("agenda.none"))
	x.empty.Hide()
	x.tell("", 0)
	was := filter.Filter{}
	if x.bar != nil {
		was = x.bar.Value()
	}
	x.bar = filter.NewBar(w, x.filtered, x.Focus)
	x.bar.SetValue(was)
	bar := container.NewHBox(x.heading, layout.NewSpacer(),
		kit.NewQuiet(w.T("filter.clear"), x.clear),
		kit.NewButton(w.T("agenda.copy"), func() { x.copyTo(fyne.CurrentApp().Clipboard()) }))
	x.head = newHeader(x)
	sheet := container.NewBorder(container.NewVBox(x.head, widget.NewSeparator()), nil, nil, nil, container.NewStack(container.NewVBox(x.empty), x.list))
	wide := container.NewHScroll(container.New(leastWidth{x.list}, sheet))
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(container.NewBorder(container.NewVBox(bar, x.bar.Object()), x.note, nil, nil, wide))}
	x.holder.Refresh()
}

// small is a line of small print, shortened where it does not fit.
func small(text string) *widget.Label {
	l := kit.Note(text)
	l.Wrapping, l.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	return l
}

// clear lists everything again.
func (x *Panel) clear() {
	x.bar.SetValue(filter.Filter{})
	x.filtered(filter.Filter{})
}

// filtered lists what the filter keeps that the user has set.
func (x *Panel) filtered(f filter.Filter) {
	x.arrange()
	if x.deps.OnFilter != nil {
		x.deps.OnFilter(f)
	}
}
