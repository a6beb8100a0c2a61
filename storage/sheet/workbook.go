package sheet

import (
	"archive/zip"
	"bytes"

	"bfplanner/planner"

	"github.com/xuri/excelize/v2"
)

// Limits against workbooks that are small on disk and huge when unpacked.
const (
	maxUnpacked = 400 << 20 // bytes of all parts together
	maxInMemory = 16 << 20  // bytes of a part; larger ones are read from a temporary file
)

// openWorkbook opens an XLSX. Its rows are read as a stream, so that 100,000 of them fit into little memory.
// done removes what was unpacked.
func openWorkbook(data []byte) (sheets []namedSource, done func(), p *planner.Problem) {
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
		for row := 1; shown.Next() && kept.Next(); row++ {
			texts, err := shown.Columns()
			if err != nil {
				return brokenWorkbook(err)
			}
			raws, err := kept.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				return brokenWorkbook(err)
			}
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
			if !each(row, cells) {
				return nil
			}
		}
		if err := shown.Error(); err != nil {
			return brokenWorkbook(err)
		}
		return nil
	}
}
