package exchange

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

// Widths of the columns of the preview, in points.
const (
	numberWidth = 52
	stateWidth  = 190
	cellWidth   = 120
)

// newTable makes the preview: a row of the sheet in each, with its number, what is wrong with it, and its cells under
// what they are taken for.
func (s *Sheet) newTable() *widget.Table {
	t := widget.NewTable(func() (rows, columns int) { return len(s.look.Lines), len(s.look.Headings) + 2 }, newCell, func(at widget.TableCellID, o fyne.CanvasObject) {
		text, importance := s.cell(at.Row, at.Col)
		put(o, text, importance)
	})
	t.ShowHeaderRow = true
	t.CreateHeader = newCell
	t.UpdateHeader = func(at widget.TableCellID, o fyne.CanvasObject) { put(o, s.head(at.Col), widget.LowImportance) }
	t.SetColumnWidth(0, numberWidth)
	t.SetColumnWidth(1, stateWidth)
	for i := range len(s.look.Headings) + mostColumns {
		t.SetColumnWidth(i+2, cellWidth)
	}
	return t
}

// mostColumns is how many columns are given their width before the sheet is known.
const mostColumns = 60

func newCell() fyne.CanvasObject {
	l := widget.NewLabel("")
	l.Truncation, l.SizeName = fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	return container.NewStack(l)
}

func put(o fyne.CanvasObject, text string, importance widget.Importance) {
	kit.Put(o.(*fyne.Container).Objects[0].(*widget.Label), text, importance)
}

// head is the heading of a column of the preview.
func (s *Sheet) head(column int) string {
	switch {
	case column == 0:
		return s.words.T("paper.rows.number")
	case column == 1:
		return s.words.T("paper.rows.state")
	case column-2 >= len(s.look.Headings):
		return ""
	}
	g := s.look.Headings[column-2]
	if g.Field == "" {
		return g.Heading
	}
	return s.words.T("exchange.field." + g.Field)
}

// cell is a cell of the preview. What is not imported is faint.
func (s *Sheet) cell(row, column int) (string, widget.Importance) {
	if row >= len(s.look.Lines) {
		return "", widget.MediumImportance
	}
	line := s.look.Lines[row]
	switch {
	case column == 0:
		return strconv.Itoa(line.Row), widget.LowImportance
	case column == 1 && s.bad[line.Row] != "":
		return s.bad[line.Row], widget.DangerImportance
	case column == 1 && s.command == nil:
		return "", widget.MediumImportance
	case column == 1:
		return s.words.T("paper.rows.good"), widget.SuccessImportance
	case column-2 >= len(line.Cells):
		return "", widget.MediumImportance
	case s.look.Headings[column-2].Field == "":
		return line.Cells[column-2], widget.LowImportance
	}
	return line.Cells[column-2], widget.MediumImportance
}
