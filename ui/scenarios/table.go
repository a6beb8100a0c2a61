package scenarios

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/report"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// highlight is how strongly a row that differs is tinted, overlap by how much rows are moved together, since labels bring much air.
const (
	highlight         = 0.10
	overlap   float32 = 4
)

// showTable sets the picked plans side by side. Rows that differ are tinted, and say by how much.
func (x *Panel) showTable() {
	w := x.words()
	x.table.RemoveAll()
	x.table.Layout = layout.NewCustomPaddedVBoxLayout(-overlap)
	var shots []*editor.Snapshot
	var names []string
	for _, id := range x.picked {
		p := x.plan(id)
		s, err := x.shot(*p)
		if err != nil {
			x.say(err)
			return
		}
		shots, names = append(shots, s), append(names, p.Name)
	}
	if len(shots) == 0 {
		return
	}
	head := []fyne.CanvasObject{widget.NewLabel("")}
	for _, name := range names {
		l := widget.NewLabelWithStyle(name, fyne.TextAlignTrailing, fyne.TextStyle{Bold: true})
		l.Truncation = fyne.TextTruncateEllipsis
		head = append(head, l)
	}
	x.table.Add(container.New(parts(len(names)), head...))
	x.table.Add(widget.NewSeparator())
	group := ""
	for _, m := range report.Scenarios(shots) {
		if m.Group != group {
			group = m.Group
			x.table.Add(kit.Heading(w.T("scenario.group." + group)))
		}
		x.table.Add(measureRow(w, m))
	}
}

// parts are the widths of the columns: the label's, and that of each plan.
func parts(plans int) kit.Columns {
	const label = 0.28
	list := kit.Columns{label}
	for range plans {
		list = append(list, (1-label)/most)
	}
	return list
}

// measureRow is one row of the table; what differs from the first plan says by how much.
func measureRow(w *words.Words, m report.Measure) fyne.CanvasObject {
	cells := []fyne.CanvasObject{kit.Mute(w.T("scenario.row."+m.ID, m.Args...))}
	for i, v := range m.Values {
		text := w.Measure(v)
		l := widget.NewLabelWithStyle(text, fyne.TextAlignTrailing, fyne.TextStyle{Bold: i > 0 && v != m.Values[0]})
		if by := difference(w, m.Values[0], v); i > 0 && by != "" {
			l.SetText(text + "  (" + by + ")")
		}
		l.Truncation = fyne.TextTruncateEllipsis
		cells = append(cells, l)
	}
	row := container.New(parts(len(m.Values)), cells...)
	if !m.Differs {
		return row
	}
	tint := container.New(layout.NewCustomPaddedLayout(overlap/2, overlap/2, 0, 0), canvas.NewRectangle(look.Alpha(look.Current().Warn, highlight)))
	return container.NewStack(tint, row)
}

// difference is by how much b is more or less than a, with its sign; "" where they are equal or cannot be counted.
func difference(w *words.Words, a, b any) string {
	signed := func(n int64, show func(int64) any) string {
		switch {
		case n > 0:
			return "+" + w.Show(show(n))
		case n < 0:
			return "−" + w.Show(show(-n))
		}
		return ""
	}
	switch y := b.(type) {
	case planner.Money:
		if x, ok := a.(planner.Money); ok && x.Currency == y.Currency {
			return signed(y.Minor-x.Minor, func(n int64) any { return planner.Money{Minor: n, Currency: y.Currency} })
		}
	case int:
		if x, ok := a.(int); ok {
			return signed(int64(y-x), func(n int64) any { return n })
		}
	case time.Duration:
		if x, ok := a.(time.Duration); ok {
			return signed(int64(y-x), func(n int64) any { return time.Duration(n) })
		}
	}
	return ""
}
