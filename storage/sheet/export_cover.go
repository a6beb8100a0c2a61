package sheet

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	printed "bfplanner/planner/report"
)

// coverPage is what the first page of the paper says, a row each, told apart by the part that it belongs to.
var coverPage = page{"section.cover", []field{{"paper.book.part", 16}, {"paper.book.item", 46}, {"sheet.start", 18}, {"sheet.end", 18}, {"paper.book.number", 12},
	{"paper.col.planned", 14}, {"paper.col.limit", 14}, {"sheet.note", 40}}, coverRows}

func coverRows(x *Export, r *printed.Report) [][]any {
	c := r.Cover()
	rows := [][]any{{x.Word("paper.book.sale"), x.nameOf(&c.Sale), x.local(c.Sale.Span.Start), x.local(c.Sale.Span.End), nil, nil, nil, c.Name}}
	add := func(part string, cells ...any) { rows = append(rows, append([]any{x.Word(part)}, cells...)) }
	for _, p := range c.Phases {
		add("paper.phases", x.Word("phase."+string(p.ID)), x.local(p.Span.Start), x.local(p.Span.End))
	}
	for _, k := range c.Kinds {
		var waits any
		if k.Backlog > 0 {
			waits = x.Word("paper.backlog", k.Backlog)
		}
		add("sheet.events", k.Kind, nil, nil, k.Scheduled, nil, nil, waits)
	}
	for _, h := range c.Hosts {
		add("paper.hosts", x.nameOf(h.Host), nil, nil, h.OnAir.Hours(), h.Cost, nil, x.Word("paper.col.shifts")+" "+strconv.Itoa(h.Shifts))
	}
	for _, b := range c.Budgets {
		add("paper.budgets", b.Kind, nil, nil, nil, b.Planned, b.Limit, x.nameOf(b.Shop))
	}
	for _, f := range c.Flags {
		add("paper.flags", x.nameOf(f.Window), x.local(f.Window.Span.Start), x.local(f.Window.Span.End), percent(f.Probability.Fraction()), nil, nil, x.Word("severity."+f.Severity))
	}
	for _, n := range c.Notes {
		add("paper.col.finding", strconv.Itoa(n.Number)+"  "+x.Word("rule."+n.Rule+".title", n.Args...), x.local(n.Span.Start), x.local(n.Span.End), nil, nil, nil,
			x.Word("severity."+string(n.Severity)))
	}
	for _, p := range c.Packs {
		add("paper.packs", x.Word("pack."+p.ID), nil, nil, nil, nil, nil, p.AsOf)
	}
	return rows
}

// timeline writes the lanes of the wall poster, a row each, with a column a day and everything that begins on it.
func (b *book) timeline(r *printed.Report) error {
	s, err := b.sheet("section.timeline")
	if err != nil {
		return err
	}
	days := r.Period()
	if err := s.SetColWidth(1, 1, 18); err != nil {
		return err
	}
	if err := s.SetColWidth(2, len(days)+1, 22); err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	header := []any{excelize.Cell{StyleID: b.styles.header, Value: b.Word("paper.book.lane")}}
	for _, d := range days {
		header = append(header, excelize.Cell{StyleID: b.dayHead, Value: b.typed(d).(excelize.Cell).Value})
	}
	if err := s.SetRow("A1", header); err != nil {
		return err
	}
	for i, l := range r.Timeline() {
		name := b.Word("kind." + string(l.Kind))
		if l.Host != nil {
			name += " · " + b.nameOf(l.Host)
		}
		cells := []any{excelize.Cell{StyleID: b.styles.kinds[l.Kind], Value: name}}
		for _, slots := range l.Days {
			var lines []string
			for _, x := range slots {
				if x.Band {
					lines = append(lines, b.Title(x.Event))
					continue
				}
				lines = append(lines, x.Span.Start.In(b.Plan.Zone()).Format("15:04")+" "+b.Title(x.Event))
			}
			if len(lines) == 0 {
				cells = append(cells, nil)
				continue
			}
			cells = append(cells, excelize.Cell{StyleID: b.faint[l.Kind], Value: strings.Join(lines, "\n")})
		}
		if err := s.SetRow("A"+strconv.Itoa(i+2), cells, tall(cells, 22)); err != nil {
			return err
		}
	}
	return s.Flush()
}

// lineHeight is that of a line of text, in points.
const lineHeight = 15

// tall makes a row as high as the longest of its texts needs in columns of that many characters: programs other than
// Excel do not make room for texts that wrap.
func tall(cells []any, width int) excelize.RowOpts {
	most := 1
	for _, c := range cells {
		if c, ok := c.(excelize.Cell); ok {
			if text, ok := c.Value.(string); ok {
				most = max(most, linesOf(text, width-2))
			}
		}
	}
	return excelize.RowOpts{Height: min(float64(most)*lineHeight, 409)} // the highest that workbooks allow
}

// linesOf is how many lines a text takes in a column of that many Latin letters, of which a Chinese one takes two.
func linesOf(text string, width int) (n int) {
	for line := range strings.SplitSeq(text, "\n") {
		wide := 0
		for _, r := range line {
			wide++
			if r >= 0x1100 {
				wide++
			}
		}
		n += max(1, (wide+width-1)/width)
	}
	return n
}

// a4 is the number of that paper in workbooks (ECMA-376, part 1, section 18.3.1.63).
const a4 = 9

// printing sets a sheet up for paper: lying, as wide as one page or, where it is a poster, as high as one and as many wide
// as it takes, the header on every page.
func (b *book) printing(sheet string, poster bool) error {
	size, wide, high, lying, fit := a4, 1, 0, "landscape", true
	if poster {
		wide, high = 0, 1
	}
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &lying, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet})
}
