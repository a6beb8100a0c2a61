// Package sheet reads a seller's product sheet, a workbook (XLSX) or a table as text (CSV), into the
// planner's ShopData, and writes a plan as either. It says everything that is wrong with a sheet at once, each with its row as the
// person's spreadsheet counts it, and takes in nothing of a sheet that has anything wrong.
package sheet

import (
	"cmp"
	"path/filepath"
	"strings"

	"bfplanner/planner"
)

// MaxRows is how many rows of data a sheet may have.
const MaxRows = 200_000

// MaxProblems is how many problems are listed; problem.and_more counts the rest.
const MaxProblems = 50

// source gives the rows of one sheet in order, with their numbers from 1, until f returns false.
type source func(f func(row int, cells []cell) bool) *planner.Problem

// namedSource is a sheet of a workbook; a CSV has one without a name.
type namedSource struct {
	name string
	rows source
}

// ReadShop reads the sheets of a shop out of a file's bytes; name is the file's name, which is shown in
// problems and names the shop. Amounts are taken to be in the currency, unless a cell or a heading says
// another, which is a problem. A CSV holds the products alone, a workbook also hosts, studios, budgets and
// channels; what a sheet leaves out takes the defaults of the presets. The error is a planner.Problems.
func ReadShop(name string, data []byte, ps *planner.Presets, currency string) (planner.ShopData, error) {
	r := &report{file: filepath.Base(name)}
	b := &builder{report: r, presets: ps, currency: currency, shopName: strings.TrimSuffix(r.file, filepath.Ext(r.file))}
	sheets, done, p := openSheets(data)
	if p != nil {
		r.add(p)
		return planner.ShopData{}, r.err()
	}
	defer done()
	taken := map[string]string{}
	for _, s := range sheets {
		spec := specNamed(s.name, len(sheets) == 1)
		if spec == nil {
			continue // sheets of the seller's own, such as notes
		}
		if first, ok := taken[spec.id]; ok {
			r.add(at(s.name, 0, "", "problem.sheet_twice", first, s.name))
			continue
		}
		taken[spec.id] = s.name
		b.read(spec, s)
	}
	if _, ok := taken[productSheet.id]; !ok {
		r.add(at("", 0, "", "problem.no_products_sheet", sheetNames(sheets)))
	}
	if err := r.err(); err != nil {
		return planner.ShopData{}, err
	}
	return b.shop(), nil
}

// openSheets finds out what the bytes are and gives their sheets; done is to be called when they are read.
func openSheets(data []byte) (sheets []namedSource, done func(), p *planner.Problem) {
	switch kind := sniff(data); kind {
	case "":
		return nil, nil, planner.Problemf("problem.empty_file")
	case "xlsx":
		return openWorkbook(data)
	case "text":
		text, p := decodeText(data)
		if p != nil {
			return nil, nil, p
		}
		return []namedSource{{"", csvSource(text)}}, func() {}, nil
	default:
		return nil, nil, planner.Problemf("problem.not_a_workbook", planner.T("filetype."+kind))
	}
}

func sheetNames(sheets []namedSource) string {
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.name
	}
	return strings.Join(names, ", ")
}

// report collects problems.
type report struct {
	file string
	list planner.Problems
	more int
}

// at makes a Problem with a place in a sheet.
func at(sheet string, row int, field, key string, args ...any) *planner.Problem {
	p := planner.Problemf(key, args...)
	p.Sheet, p.Row, p.Field = sheet, row, field
	return p
}

func (r *report) add(p *planner.Problem) {
	if len(r.list) == MaxProblems {
		r.more++
		return
	}
	p.File = r.file
	r.list = append(r.list, p)
}

func (r *report) err() error {
	if len(r.list) == 0 {
		return nil
	}
	if r.more > 0 {
		p := planner.Problemf("problem.and_more", r.more)
		p.File = r.file
		return append(r.list, p)
	}
	return r.list
}

// headingRows is how far down the row of headings may stand, below titles and notes.
const headingRows = 10

// read reads one sheet: it finds the headings, then hands each row to the spec.
func (b *builder) read(spec *spec, s namedSource) {
	var first []numbered
	var h *headings
	count := 0
	row := func(n numbered) bool {
		if count++; count > MaxRows {
			b.add(at(s.name, n.row, "", "problem.too_many_rows", MaxRows))
			return false
		}
		b.readRow(spec, h, n)
		return true
	}
	start := func() bool {
		best := 0
		for i, n := range first {
			if found := readHeadings(spec, n.cells); h == nil || found.known() > h.known() {
				h, best = found, i
			}
		}
		if h == nil || !b.checkHeadings(spec, s.name, first[best].row, h) {
			return false
		}
		for _, n := range first[best+1:] {
			if !row(n) {
				return false
			}
		}
		return true
	}
	begun := false
	failed := s.rows(func(number int, cells []cell) bool {
		n := numbered{s.name, number, cells}
		switch {
		case blank(cells):
			return true
		case begun:
			return row(n)
		}
		first = append(first, n)
		begun = len(first) == headingRows
		return !begun || start()
	})
	if failed != nil {
		failed.Sheet = cmp.Or(failed.Sheet, s.name)
		b.add(failed)
		return
	}
	if !begun && !start() && h == nil {
		b.add(at(s.name, 0, "", "problem.empty_sheet"))
		return
	}
	if h != nil && count == 0 && spec == productSheet && h.known() > 0 {
		b.add(at(s.name, 0, "", "problem.no_rows"))
	}
}

// numbered is a row with its place.
type numbered struct {
	sheet string
	row   int
	cells []cell
}

func blank(cells []cell) bool {
	for _, c := range cells {
		if strings.TrimSpace(c.text) != "" {
			return false
		}
	}
	return true
}
