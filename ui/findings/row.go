package findings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// row is one finding: its severity, its sentence, the button that mends it and the one that hides it. Rows are
// used again for other findings as the list scrolls.
type row struct {
	widget.BaseWidget
	tag     *kit.Tag
	text    *widget.Label
	fix     *kit.Button
	more    *kit.Button
	dismiss *kit.Button
}

func newRow(w *words.Words) *row {
	r := &row{tag: kit.NewTag(w.T("severity.block"), look.Current().Block), text: widget.NewLabel(""),
		fix: kit.NewButton("", nil), more: kit.NewQuiet("▾", nil), dismiss: kit.NewQuiet("×", nil)}
	r.text.Truncation = fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, kit.Inset(r.tag), container.NewHBox(r.fix, r.more, r.dismiss), r.text))
}

// show makes the row that of another finding.
func (r *row) show(x *Panel, f rules.Finding) {
	w := x.words()
	r.tag.Set(w.T("severity."+string(f.Severity)), look.Current().Severity(f.Severity))
	r.text.SetText(w.T("rule."+f.Rule+".title", f.Args...))
	r.fix.Hide()
	r.more.Hide()
	if len(f.Fixes) > 0 {
		r.fix.Text, r.fix.OnTapped = w.Text(f.Fixes[0].Label), func() { x.deps.Do(f.Fixes[0].Command) }
		r.fix.Refresh()
		r.fix.Show()
	}
	if len(f.Fixes) > 1 {
		r.more.OnTapped = func() { r.menu(x, f) }
		r.more.Show()
	}
	r.dismiss.Text = "×"
	if _, hidden := x.snapshot.Plan.Dismissals.Get(f.Key()); hidden {
		r.dismiss.Text = w.T("ui.findings.restore")
	}
	r.dismiss.OnTapped = func() { x.dismiss(f) }
	r.dismiss.Refresh()
}

// menu offers the remedies after the first.
func (r *row) menu(x *Panel, f rules.Finding) {
	var items []*fyne.MenuItem
	for _, fix := range f.Fixes[1:] {
		items = append(items, fyne.NewMenuItem(x.words().Text(fix.Label), func() { x.deps.Do(fix.Command) }))
	}
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(r.more); c != nil {
		at := driver.AbsolutePositionForObject(r.more)
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at.AddXY(0, r.more.Size().Height))
	}
}
