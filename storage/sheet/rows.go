package sheet

import (
	"path/filepath"
	"slices"
	"strings"

	"bfplanner/planner"
)

// What the rows of a sheet may be, for a plan that exists. Coupons and flash deals are events.
const (
	EventRows   = "events"
	ProductRows = "products"
	HostRows    = "hosts"
)

// RowKinds are the kinds of rows, the likeliest first.
func RowKinds() []string { return []string{EventRows, ProductRows, HostRows} }

// columnsOf returns the columns of a kind of rows. A product of a plan that exists needs no more than its SKU, a host no
// more than its name: what the sheet does not have stays as it is.
func columnsOf(kind string) []heading {
	switch kind {
	case ProductRows:
		return needing(productSheet, "sku")
	case HostRows:
		return needing(hostSheet, "name")
	}
	return eventColumns
}

func needing(s *spec, field string) []heading {
	list := slices.Clone(s.columns)
	for i := range list {
		list[i].need = list[i].field == field
	}
	return list
}

// Fields returns the fields that a column of such a sheet may be mapped to.
func Fields(kind string) []string {
	columns := columnsOf(kind)
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.field
	}
	return list
}

// Guess is a heading of a sheet and the field that it is taken for, "" for none.
type Guess struct{ Heading, Field string }

// Line is a row of a sheet as it is shown, with its number as the person's spreadsheet counts it.
type Line struct {
	Row   int
	Cells []string // below the headings of the Look
}

// Look is a sheet before it is read.
type Look struct {
	Headings []Guess
	Lines    []Line // the first of them
	Rows     int    // how many there are
}

// mostLines is how many rows of a sheet a Look holds.
const mostLines = 500

// LookAt returns the headings of a sheet with the fields that they are taken for, in the order of the columns, and its
// first rows. mapping, which may be nil, is what the user decided: fields by headings, "" to leave a column out.
func LookAt(kind string, data []byte, mapping map[string]string) (Look, error) {
	sheets, done, p := openSheets(data)
	if p != nil {
		return Look{}, p
	}
	defer done()
	look, _, p := lookAt(mapped(kind, mapping, nil), chosen(kind, sheets))
	if p != nil {
		return Look{}, p
	}
	return look, nil
}

// KindOf returns what the rows of a sheet most likely are: those most of whose headings are known.
func KindOf(data []byte) string {
	best, most := EventRows, 0
	sheets, done, p := openSheets(data)
	if p != nil {
		return best
	}
	defer done()
	for _, kind := range RowKinds() {
		s := chosen(kind, sheets)
		_, known, p := lookAt(mapped(kind, nil, nil), s)
		if spec := specNamed(s.name, false); p == nil && spec != nil && spec.id == kind {
			known *= 2 // its name says so too
		}
		if known > most {
			best, most = kind, known
		}
	}
	return best
}

// chosen returns the sheet that holds such rows: the one of that name, else the first.
func chosen(kind string, sheets []namedSource) namedSource {
	for _, s := range sheets {
		if spec := specNamed(s.name, false); spec != nil && spec.id == kind {
			return s
		}
	}
	return sheets[0]
}

// lookAt finds the headings among the first rows, as reading does, and how many of them are known.
func lookAt(spec *spec, s namedSource) (look Look, known int, p *planner.Problem) {
	var rows []numbered
	p = s.rows(func(row int, cells []cell) bool {
		if !blank(cells) {
			look.Rows++
			if len(rows) <= mostLines+headingRows {
				rows = append(rows, numbered{s.name, row, slices.Clone(cells)})
			}
		}
		return true
	})
	best := -1
	for i, n := range rows[:min(len(rows), headingRows)] {
		if found := readHeadings(spec, n.cells).known(); best < 0 || found > known {
			best, known = i, found
		}
	}
	if best < 0 {
		return look, 0, p
	}
	var columns []int
	for i, c := range rows[best].cells {
		if text := strings.TrimSpace(c.text); text != "" {
			field, _ := spec.field(text)
			look.Headings, columns = append(look.Headings, Guess{text, field}), append(columns, i)
		}
	}
	look.Rows -= best + 1
	for _, n := range rows[best+1 : min(len(rows), best+1+mostLines)] {
		l := Line{Row: n.row, Cells: make([]string, len(columns))}
		for i, at := range columns {
			if at < len(n.cells) {
				l.Cells[i] = n.cells[at].shown()
			}
		}
		look.Lines = append(look.Lines, l)
	}
	return look, known, p
}

// mapped is the table of columns with the user's own headings in it.
func mapped(kind string, mapping map[string]string, row func(*builder, record)) *spec {
	s := &spec{kind, nil, slices.Clone(columnsOf(kind)), row}
	for text, field := range mapping {
		plain := plainHeading(text)
		for i := range s.columns {
			c := &s.columns[i]
			c.names = slices.DeleteFunc(slices.Clone(c.names), func(n string) bool { return n == plain })
			switch {
			case c.field == field:
				c.names = append(c.names, plain)
			case noise.Replace(c.field) == plain:
				c.field = "not " + c.field // the heading is the field's own name, and the user says that it means something else
				c.need = false
			}
		}
	}
	return s
}

// ReadRows reads a sheet of such rows for the plan as one edit. A row of which the plan has one of the same ID, SKU or name
// changes that in the columns that the sheet has. The error is a planner.Problems with the row of each, and then nothing
// is to be taken.
func ReadRows(kind, name string, data []byte, p *planner.Plan, ps *planner.Presets, say Speech, mapping map[string]string) (planner.Command, error) {
	if kind == EventRows {
		return ReadEvents(name, data, p, say, mapping)
	}
	r := &report{file: filepath.Base(name)}
	sheets, done, problem := openSheets(data)
	if problem != nil {
		r.add(problem)
		return nil, r.err()
	}
	defer done()
	row := (*builder).product
	if kind == HostRows {
		row = (*builder).host
	}
	b := &builder{report: r, presets: ps, currency: p.Market.Currency, plan: p}
	s := chosen(kind, sheets)
	b.read(mapped(kind, mapping, row), s)
	if len(b.data.Products)+len(b.data.Hosts) == 0 && len(r.list) == 0 {
		r.add(at(s.name, 0, "", "problem.no_rows"))
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return planner.Put{Rows: b.data.Rows(p), Why: planner.T("edit.import", r.file)}, nil
}
