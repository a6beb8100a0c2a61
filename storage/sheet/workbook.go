package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"

	"bfplanner/planner"

	"github.com/xuri/excelize/v2"
)

// Limits against workbooks that are small on disk and huge when unpacked.
const (
	maxUnpacked = 400 << 20 // bytes of all parts together
	maxInMemory = 16 << 20  // bytes of a part; larger ones are read from a temporary file
	maxParts    = 4096      // each sheet is one
)

// openWorkbook opens an XLSX. Its rows are read as a stream, so that 100,000 of them fit into little memory.
// done removes what was unpacked.
func openWorkbook(data []byte) (sheets []namedSource, done func(), p *planner.Problem) {
	defer func() {
		if err := panicked(recover()); err != nil {
			sheets, p = nil, brokenWorkbook(err)
		}
	}()
	if unpackedSize(data) > maxUnpacked {
		return nil, nil, planner.Problemf("problem.too_large_file", maxUnpacked>>20)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory})
	if err != nil {
		return nil, nil, brokenWorkbook(err)
	}
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err == nil && visible {
			sheets = append(sheets, namedSource{name, workbookSource(f, name)})
		}
	}
	return sheets, func() { _ = f.Close() }, nil
}

// unpackedSize adds up what the parts of a zip say they unpack to; a part that lies fails when it is read.
func unpackedSize(data []byte) (total uint64) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0
	}
	if len(z.File) > maxParts {
		return maxUnpacked + 1
	}
	for _, f := range z.File {
		if f.UncompressedSize64 > maxUnpacked {
			return f.UncompressedSize64
		}
		total += f.UncompressedSize64
	}
	return total
}

func brokenWorkbook(err error) *planner.Problem {
	p := planner.Problemf("problem.not_a_workbook", planner.T("filetype.broken_workbook"))
	p.Cause = err
	return p
}

// workbookSource walks a sheet twice at once: as its cells are shown and as they are kept. A share shown as
// "20%" is kept as 0.2 and a date as a number of days, and only both together tell. Formulas give the value
// that they had when the workbook was saved.
func workbookSource(f *excelize.File, name string) source {
	return func(each func(int, []cell) bool) *planner.Problem {
		shown, err := f.Rows(name)
		if err != nil {
			return brokenWorkbook(err)
		}
		defer shown.Close()
		kept, err := f.Rows(name)
		if err != nil {
			return brokenWorkbook(err)
		}
		defer kept.Close()
		texts, stop := ahead(shown)
		defer stop()
		row := 0
		for batch := range texts {
			for _, text := range batch.rows {
				raw, _, err := next(kept, excelize.Options{RawCellValue: true})
				if err != nil {
					return brokenWorkbook(err)
				}
				if row++; !each(row, joined(text, raw)) {
					return nil
				}
			}
			if batch.err != nil {
				return brokenWorkbook(batch.err)
			}
		}
		return nil
	}
}

// joined makes cells of what a row shows and what it keeps.
func joined(texts, raws []string) []cell {
	cells := make([]cell, max(len(texts), len(raws)))
	for i := range cells {
		cells[i].workbook = true
		if i < len(texts) {
			cells[i].text = texts[i]
		}
		if i < len(raws) {
			cells[i].raw = raws[i]
		}
	}
	return cells
}

// batch is some rows of a sheet, and the error that came after them.
type batch struct {
	rows [][]string
	err  error
}

// batchRows is how many rows are handed over at a time.
const batchRows = 256

// ahead reads the rows on a goroutine of its own, so that the two walks take the time of one. stop ends it
// and waits until it has ended.
func ahead(rows *excelize.Rows) (batches <-chan batch, stop func()) {
	out, halt, ended := make(chan batch, 4), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		defer close(out)
		for more := true; more; {
			var b batch
			for len(b.rows) < batchRows {
				var row []string
				if row, more, b.err = next(rows); !more {
					break
				}
				b.rows = append(b.rows, row)
			}
			select {
			case out <- b:
			case <-halt:
				return
			}
		}
	}()
	return out, func() { close(halt); <-ended }
}

// next reads one row; more is false after the last and on an error.
func next(rows *excelize.Rows, opts ...excelize.Options) (row []string, more bool, err error) {
	defer func() {
		if e := panicked(recover()); e != nil {
			row, more, err = nil, false, e
		}
	}()
	if !rows.Next() {
		return nil, false, rows.Error()
	}
	row, err = rows.Columns(opts...)
	return row, err == nil, err
}

// panicked makes an error of what a library said when it gave up on a workbook that it did not expect.
func panicked(said any) error {
	if said == nil {
		return nil
	}
	return fmt.Errorf("the workbook cannot be read: %v", said)
}
