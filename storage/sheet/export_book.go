package sheet

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
	printed "bfplanner/planner/report"
)

// Book writes a workbook: the events as in CSV, a calendar that looks like the screen's, whose weeks serve for the pages of
// weeks too, and a sheet for each other page of the paper. Cells are typed: instants are clock times of the market's zone, amounts and shares numbers.
func (x *Export) Book(w io.Writer, r *printed.Report) error {
	f := excelize.NewFile()
	defer f.Close()
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	b := &book{Export: x, file: f, styles: st, names: map[string]bool{}}
	if err := b.more(); err != nil {
		return err
	}
	events := page{key: "sheet.events", rows: func(*Export, *printed.Report) [][]any {
		var rows [][]any
		for _, e := range x.events() {
			row := make([]any, len(columns))
			for i, c := range columns {
				row[i] = c.value(x, e)
			}
			row[1] = e.Kind
			rows = append(rows, row)
		}
		return rows
	}}
	for _, c := range columns {
		events.columns = append(events.columns, field{c.key, c.width})
	}
	sheets := []func(*printed.Report) error{b.of(events), b.of(coverPage), b.calendar, b.timeline}
	for _, p := range pages {
		sheets = append(sheets, b.of(p))
	}
	for _, write := range sheets {
		if err := write(r); err != nil {
			return err
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return f.Write(w)
}

// book is a workbook in the making.
type book struct {
	*Export
	file                *excelize.File
	styles              styles
	names               map[string]bool
	money, day, dayHead int
	faint               map[planner.Kind]int
}

// more makes the styles that a sheet of events alone does not need.
func (b *book) more() error {
	dayFormat, headFormat := "yyyy-mm-dd", "m-d"
	amount := "#,##0.00"
	if planner.MinorDigits(b.Plan.Market.Currency) == 0 {
		amount = "#,##0"
	}
	var err error
	add := func(into *int, s *excelize.Style) {
		if err == nil {
			*into, err = b.file.NewStyle(s)
		}
	}
	top := &excelize.Alignment{WrapText: true, Vertical: "top"}
	add(&b.money, &excelize.Style{CustomNumFmt: &amount})
	add(&b.day, &excelize.Style{CustomNumFmt: &dayFormat})
	add(&b.dayHead, &excelize.Style{CustomNumFmt: &headFormat, Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "left"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EFEBE5"}}})
	b.faint = map[planner.Kind]int{}
	for k, c := range kindFill {
		var id int
		add(&id, &excelize.Style{Alignment: top, Border: []excelize.Border{{Type: "left", Color: c, Style: 5}},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{pale(c)}}})
		b.faint[k] = id
	}
	return err
}

// pale thins a colour with white, as the calendar's blocks are.
func pale(hex string) string {
	out := ""
	for i := 0; i < len(hex); i += 2 {
		v, _ := strconv.ParseUint(hex[i:i+2], 16, 8) // the table of colours holds nothing else
		s := strconv.FormatUint(255-(255-v)*16/100, 16)
		out += strings.Repeat("0", 2-len(s)) + s
	}
	return strings.ToUpper(out)
}

// sheet begins a sheet under a name that workbooks allow.
func (b *book) sheet(key string) (*excelize.StreamWriter, error) {
	name := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, b.Word(key)))
	if len(name) > 28 {
		name = name[:28]
	}
	title := strings.TrimSpace(string(name))
	for n := 2; b.names[title]; n++ {
		title = strings.TrimSpace(string(name)) + " " + strconv.Itoa(n)
	}
	b.names[title] = true
	if _, err := b.file.NewSheet(title); err != nil {
		return nil, err
	}
	if err := b.printing(title, key == "section.timeline"); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(title)
}

func (b *book) of(p page) func(*printed.Report) error {
	return func(r *printed.Report) error { return b.table(p, r) }
}

// table writes a sheet of rows under a frozen header.
func (b *book) table(p page, r *printed.Report) error {
	s, err := b.sheet(p.key)
	if err != nil {
		return err
	}
	header := make([]any, len(p.columns))
	for i, c := range p.columns {
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		header[i] = excelize.Cell{StyleID: b.styles.header, Value: b.Word(c.key)}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := s.SetRow("A1", header); err != nil {
		return err
	}
	for i, row := range p.rows(b.Export, r) {
		cells := make([]any, len(row))
		for j, v := range row {
			cells[j] = b.typed(v)
		}
		if err := s.SetRow("A"+strconv.Itoa(i+2), cells); err != nil {
			return err
		}
	}
	return s.Flush()
}

// typed gives a value the cell of its type.
func (b *book) typed(v any) any {
	switch v := v.(type) {
	case planner.Kind:
		return excelize.Cell{StyleID: b.styles.kinds[v], Value: b.Word("kind." + string(v))}
	case planner.Date:
		if v.IsZero() {
			return nil
		}
		return excelize.Cell{StyleID: b.day, Value: v.At(0, 0, time.UTC)}
	case planner.Money:
		number, err := strconv.ParseFloat(v.Decimal(), 64) // a workbook has no other numbers
		if err != nil {
			return v.Decimal()
		}
		return excelize.Cell{StyleID: b.money, Value: number}
	}
	return b.styles.cell(v)
}

// calendar writes the weeks, a column a day, each event on the pale colour of its kind.
func (b *book) calendar(r *printed.Report) error {
	s, err := b.sheet("section.calendar")
	if err != nil {
		return err
	}
	if err := s.SetColWidth(1, 7, 24); err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, 7)
	for i := range header {
		header[i] = excelize.Cell{StyleID: b.styles.header, Value: b.Word("weekday." + strconv.Itoa((i+1)%7))}
	}
	if err := s.SetRow("A1", header); err != nil {
		return err
	}
	for i, row := range calendarRows(r) {
		cells := make([]any, 7)
		for j, v := range row {
			switch v := v.(type) {
			case planner.Date:
				cells[j] = excelize.Cell{StyleID: b.dayHead, Value: v.At(0, 0, time.UTC)}
			case *planner.Event:
				cells[j] = excelize.Cell{StyleID: b.faint[v.Kind], Value: b.onDay(v, r)}
			}
		}
		if err := s.SetRow("A"+strconv.Itoa(i+2), cells, tall(cells, 24)); err != nil {
			return err
		}
	}
	return s.Flush()
}

// onDay is an event in a few words: its letter, when it begins where that is a clock time, and its title.
func (b *book) onDay(e *planner.Event, r *printed.Report) string {
	if r.IsBand(e) {
		return e.Kind.Letter() + " " + b.Title(e)
	}
	return e.Kind.Letter() + " " + e.Span.Start.In(b.Plan.Zone()).Format("15:04") + " " + b.Title(e)
}
