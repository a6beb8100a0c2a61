package sheet

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	printed "bfplanner/planner/report"
)

func exported(t *testing.T) *Export {
	t.Helper()
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	sale, _ := ps.Sales.Get("us-2024")
	p, err := ps.NewPlan("p", "Home", *sale, planner.ShopData{Shops: []*planner.Shop{{ID: "s"}}, Lines: []*planner.Line{{ID: "k", Shop: "s", Name: "Kitchen"}},
		Hosts: []*planner.Host{{ID: "ana", Name: "Ana"}}})
	if err != nil {
		t.Fatal(err)
	}
	day := func(d, h int) time.Time { return time.Date(2024, 11, d, h, 0, 0, 0, p.Zone()).UTC() }
	live := planner.Span{Start: day(29, 14), End: day(29, 22)}
	n, err := planner.Add{Events: []*planner.Event{
		{Kind: planner.Live, Span: live, Live: &planner.LiveDetail{Shifts: []planner.Shift{{Host: "ana", Span: live}}}, Note: "=HYPERLINK(\"x\")", Channel: planner.TikTok},
		{Kind: planner.Coupon, Span: planner.Span{Start: day(28, 0), End: day(30, 0)}, Line: "k", Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2500}},
		{Kind: planner.Video, Clip: &planner.VideoDetail{Type: planner.Unboxing}, Title: "开箱"},
	}}.Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	return &Export{Plan: &n, Word: func(k string, _ ...any) string { return "词 " + k }, Title: func(e *planner.Event) string { return e.Title + e.ID }}
}

func TestCSVIsInOrderAndSafe(t *testing.T) {
	var b bytes.Buffer
	if err := exported(t).CSV(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\ufeff") {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := map[string]int{}
	for i, c := range columns {
		at[c.key] = i
	}
	for _, c := range []struct {
		row       int
		key, want string
	}{
		{1, "sheet.id", "C2"}, {1, "sheet.percent_off", "25%"}, {1, "sheet.start", "2024-11-28 00:00 -08:00"}, {1, "sheet.line", "Kitchen"}, {1, "sheet.tool", "词 tool.sale_coupon"},
		{2, "sheet.id", "L1"}, {2, "sheet.hosts", "Ana"}, {2, "sheet.note", "'=HYPERLINK(\"x\")"}, {2, "sheet.channel", "TikTok Shop"},
		{3, "sheet.id", "V3"}, {3, "sheet.start", ""}, {3, "sheet.title", "开箱V3"},
	} {
		if got := rows[c.row][at[c.key]]; got != c.want {
			t.Errorf("row %d %s = %q, want %q", c.row, c.key, got, c.want)
		}
	}
}

func TestXLSXHasRealDatesAndShares(t *testing.T) {
	var b bytes.Buffer
	x := exported(t)
	if err := x.Book(&b, printed.New(&editor.Snapshot{Plan: x.Plan})); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[0]
	for cell, want := range map[string]string{"A2": "C2", "D2": "2024-11-28 00:00", "E3": "2024-11-29 22:00", "L2": "25.00%", "A4": "V3", "D4": "", "N3": "=HYPERLINK(\"x\")"} {
		got, err := f.GetCellValue(sheet, cell)
		if err != nil || got != want {
			t.Errorf("%s = %q, %v, want %q", cell, got, err, want)
		}
	}
	if formula, _ := f.GetCellFormula(sheet, "N3"); formula != "" {
		t.Errorf("a note became the formula %q", formula)
	}
	if raw, _ := f.GetCellValue(sheet, "D2", excelize.Options{RawCellValue: true}); raw != "45624" {
		t.Errorf("the start is %q, not a date", raw)
	}
	if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze {
		t.Errorf("header not frozen: %+v, %v", panes, err)
	}
}
