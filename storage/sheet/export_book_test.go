package sheet

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	printed "bfplanner/planner/report"
	"bfplanner/planner/rules"
)

// bookOf writes the book of a plan of that many events.
func bookOf(t testing.TB, events int) (*Export, []byte) {
	t.Helper()
	p := plantest.Plan(t, events)
	x := &Export{Plan: p, Word: func(k string, _ ...any) string { return k }, Title: func(e *planner.Event) string { return "=题 " + e.ID },
		Name: func(r planner.Row) string { return "名 " + r.RowID() }}
	now := p.Sale.Campaign().Start
	var b bytes.Buffer
	if err := x.Book(&b, printed.New(&editor.Snapshot{Plan: p, Now: now, Findings: rules.Check(p, now)})); err != nil {
		t.Fatal(err)
	}
	return x, b.Bytes()
}

func TestBookHasASheetAPage(t *testing.T) {
	_, data := bookOf(t, 300)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"sheet.events", "section.cover", "section.calendar", "section.timeline", "section.run", "section.hosts", "section.coupons", "section.stock", "paper.col.parcels", "section.shooting", "section.ban", "section.checklist"}
	if got := f.GetSheetList(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("sheets %v, want %v", got, want)
	}
	for _, name := range f.GetSheetList() {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", name, panes, err)
		}
		rows, err := f.GetRows(name)
		if err != nil || len(rows) < 2 {
			t.Errorf("%s has %d rows, %v", name, len(rows), err)
		}
		for i, row := range rows {
			for j := range row {
				cell, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, _ := f.GetCellFormula(name, cell); formula != "" {
					t.Fatalf("%s!%s is the formula %q", name, cell, formula)
				}
			}
		}
	}
}

func TestBookCellsAreTyped(t *testing.T) {
	x, data := bookOf(t, 300)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ sheet, column string }{{"section.run", "A"}, {"section.run", "B"}, {"section.stock", "D"}, {"section.shooting", "H"}, {"section.coupons", "D"}, {"section.coupons", "N"}, {"section.checklist", "C"}} {
		raw, err := f.GetCellValue(c.sheet, c.column+"2", excelize.Options{RawCellValue: true})
		if err != nil || raw == "" || strings.Trim(raw, "0123456789.") != "" {
			t.Errorf("%s!%s2 is %q, want a number", c.sheet, c.column, raw)
		}
	}
	// The first row of the run sheet is the earliest event, its start a clock time of the market.
	first := x.Plan.Events.All()[0]
	for _, e := range x.Plan.Events.All() {
		if e.Span.Start.Before(first.Span.Start) {
			first = e
		}
	}
	shown, err := f.GetCellValue("section.run", "B2")
	if want := first.Span.Start.In(x.Plan.Zone()).Format("2006-01-02 15:04"); err != nil || shown != want {
		t.Errorf("the run sheet begins at %q, want %q", shown, want)
	}
}

func TestBookCalendarShowsEveryEvent(t *testing.T) {
	x, data := bookOf(t, 200)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("section.calendar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.Join(row, "\n") + "\n")
	}
	in := map[planner.Date]bool{}
	for _, d := range x.Plan.Horizon() {
		in[d] = true
	}
	for _, e := range x.Plan.Events.All() {
		if in[planner.DateOf(e.Span.Start, x.Plan.Zone())] && !strings.Contains(all.String(), "=题 "+e.ID+"\n") {
			t.Errorf("%s is not on the calendar", e.ID)
		}
	}
}

func TestPaleColours(t *testing.T) {
	for hex, want := range map[string]string{"000000": "D7D7D7", "FFFFFF": "FFFFFF", "C8443F": "F7E2E1"} {
		if got := pale(hex); got[:2] < "D7" || len(got) != 6 || want[:2] != got[:2] {
			t.Errorf("%s becomes %s, want %s", hex, got, want)
		}
	}
}

// TestLibreOfficeOpensTheBook converts a sheet back to CSV with a program that knows nothing of ours.
func TestLibreOfficeOpensTheBook(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed, so nobody else can open the workbook")
	}
	x, data := bookOf(t, 60)
	dir := t.TempDir()
	file := filepath.Join(dir, "plan.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "plan.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range x.Plan.Events.All() {
		if want := "=题 " + e.ID; !strings.Contains(string(text), want) {
			t.Errorf("LibreOffice lost %s", e.ID)
		}
		if want := e.Span.Start.In(x.Plan.Zone()).Format("2006-01-02 15:04"); !strings.Contains(string(text), want) {
			t.Errorf("LibreOffice shows no %s", want)
		}
	}
}

// BenchmarkBook writes the workbook of 300 events.
func BenchmarkBook(b *testing.B) {
	for b.Loop() {
		bookOf(b, 300)
	}
}

func TestRowsAreAsHighAsTheirText(t *testing.T) {
	for text, want := range map[string]int{"": 1, "0123456789": 1, "0123456789a": 2, "一二三四五": 1, "一二三四五六": 2, "a\nb\n一二三四五六": 4} {
		if got := linesOf(text, 10); got != want {
			t.Errorf("%q takes %d lines, want %d", text, got, want)
		}
	}
	_, data := bookOf(t, 300)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range []string{"section.calendar", "section.timeline"} {
		height, err := f.GetRowHeight(sheet, 4)
		if err != nil || height < lineHeight {
			t.Errorf("%s: a row is %v high, %v", sheet, height, err)
		}
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || (*layout.FitToWidth == 1) != (sheet == "section.calendar") {
			t.Errorf("%s prints as %+v, %v", sheet, layout, err)
		}
	}
}
