package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"bfplanner/planner"
)

// problems reads a file that must be refused, with nothing taken in, and returns what is wrong as "row N heading key".
func problems(t testing.TB, name string, data []byte) []string {
	t.Helper()
	shop, err := ReadShop(name, data, presets(t), "USD")
	var list planner.Problems
	if !errors.As(err, &list) {
		t.Fatalf("got %v, want problems", err)
	}
	if shop.Products != nil || shop.Shops != nil || shop.Hosts != nil {
		t.Errorf("half of a bad sheet was taken in: %+v", shop)
	}
	var out []string
	for _, p := range list {
		if p.File != name {
			t.Errorf("%s names file %q", p.Key, p.File)
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d %s %s", p.Sheet, p.Row, p.Field, strings.TrimPrefix(p.Key, "problem."))))
	}
	return out
}

// TestEveryBadCellIsNamedByItsRow has one bad thing a row; everything is found in one go.
func TestEveryBadCellIsNamedByItsRow(t *testing.T) {
	head := "sku,name,line,price,cost,stock,affiliate,flash discount,inbound,returns,low30"
	for _, c := range []struct{ row, want string }{
		{"A,Knife,Kitchen,ten,1,1", "3 price not_an_amount"},
		{"A,Knife,Kitchen,0,1,1", "3 price price_above_zero"},
		{"A,Knife,Kitchen,-5,1,1", "3 price below_zero"},
		{"A,Knife,Kitchen,,1,1", "3 price price_above_zero"},
		{"A,Knife,Kitchen,1.299,1,1", "3 price money_decimals"},
		{"A,Knife,Kitchen,1.2.3,1,1", "3 price not_an_amount"},
		{"A,Knife,Kitchen,9e15,1,1", "3 price too_large"},
		{"A,Knife,Kitchen,9999999999,1,1", "3 price too_large"},
		{"A,Knife,Kitchen,#N/A,1,1", "3 price not_an_amount"},
		{"A,Knife,Kitchen,10,¥35,1", "3 cost currency"},
		{"A,Knife,Kitchen,10,35元,1", "3 cost currency"},
		{"A,Knife,Kitchen,10,€3,1", "3 cost currency"},
		{"A,Knife,Kitchen,10,-1,1", "3 cost below_zero"},
		{"A,Knife,Kitchen,10,,1", "3 cost missing_value"},
		{"A,Knife,Kitchen,10,1,", "3 stock missing_value"},
		{"A,Knife,Kitchen,10,1,many", "3 stock not_a_number"},
		{"A,Knife,Kitchen,10,1,1.5", "3 stock whole_number"},
		{"A,Knife,Kitchen,10,1,-3", "3 stock below_zero"},
		{"A,Knife,Kitchen,10,1,5000000000", "3 stock too_large"},
		{",Knife,Kitchen,10,1,1", "3 sku missing_value"},
		{"A,,Kitchen,10,1,1", "3 name missing_value"},
		{"A,Knife,,10,1,1", "3 line missing_value"},
		{"FIRST,Knife,Kitchen,10,1,1", "3 sku duplicate_sku"},
		{"A,Knife,Kitchen,10,1,1,0.2", "3 affiliate percent_ambiguous"},
		{"A,Knife,Kitchen,10,1,1,120", "3 affiliate not_a_percent"},
		{"A,Knife,Kitchen,10,1,1,-5%", "3 affiliate not_a_percent"},
		{"A,Knife,Kitchen,10,1,1,7.5折", "3 affiliate zhe_here"},
		{"A,Knife,Kitchen,10,1,1,,7.5", "3 flash discount zhe_or_percent"},
		{"A,Knife,Kitchen,10,1,1,,8", "3 flash discount zhe_or_percent"},
		{"A,Knife,Kitchen,10,1,1,,0.75", "3 flash discount percent_ambiguous"},
		{"A,Knife,Kitchen,10,1,1,,打折", "3 flash discount not_a_percent"},
		{"A,Knife,Kitchen,10,1,1,,120折", "3 flash discount not_a_percent"},
		{"A,Knife,Kitchen,10,1,1,,,soon", "3 inbound not_a_number"},
		{"A,Knife,Kitchen,10,1,1,,,,much", "3 returns not_a_percent"},
		{"A,Knife,Kitchen,10,1,1,,,,,low", "3 low30 not_an_amount"},
		{"A,Knife, 8 inch,Kitchen,10,1,1,,,,,9", "3  extra_cells"},
	} {
		got := problems(t, "x.csv", []byte(head+"\nFIRST,Cup,Kitchen,5,1,1\n"+c.row+"\nLAST,Cup,Kitchen,5,1,1\n"))
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %q", c.row, got, c.want)
		}
	}
}

func TestADuplicateNamesTheFirstRow(t *testing.T) {
	_, err := ReadShop("x.csv", []byte(heads+"\nB,n,l,5,1,1\n\nA,n,l,5,1,1\nA,n,l,5,1,1\n"), presets(t), "USD")
	p := planner.AsProblems(err)[0]
	if p.Row != 5 || p.Args[0] != "A" || p.Args[1] != 4 {
		t.Errorf("row %d, args %v", p.Row, p.Args)
	}
}

func TestTheAskedZheIsExplained(t *testing.T) {
	_, err := ReadShop("x.csv", []byte(heads+",discount\nA,n,l,5,1,1,7.5\n"), presets(t), "USD")
	p := planner.AsProblems(err)[0]
	if p.Args[0] != "7.5" || p.Args[1] != planner.BasisPoints(2500) {
		t.Errorf("args %v", p.Args)
	}
}

func TestAllProblemsAtOnceUpToALimit(t *testing.T) {
	got := problems(t, "x.csv", []byte("sku;name;line;price;cost;stock\nA;n;l;x;-1;y\nA;;;0;1;1"))
	want := []string{"2 cost below_zero", "2 stock not_a_number", "2 price not_an_amount", "3 sku duplicate_sku", "3 name missing_value", "3 price price_above_zero", "3 line missing_value"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
	var b strings.Builder
	b.WriteString(heads + "\n")
	for i := range 300 {
		fmt.Fprintf(&b, "S%d,n,l,x,1,1\n", i)
	}
	got = problems(t, "x.csv", []byte(b.String()))
	if len(got) != MaxProblems+1 || got[MaxProblems] != "0  and_more" {
		t.Fatalf("%d problems, the last %q", len(got), got[len(got)-1])
	}
	_, err := ReadShop("x.csv", []byte(b.String()), presets(t), "USD")
	if last := planner.AsProblems(err)[MaxProblems]; last.Args[0] != 250 {
		t.Errorf("and %v more", last.Args)
	}
}

func TestHeadingsThatAreMissingOrTwice(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"sku,name,line\nA,n,l", []string{"1 price missing_column", "1 cost missing_column", "1 stock missing_column"}},
		{"货号,售价,单价,成本,库存,名称,品类\nA,1,2,1,1,n,l", []string{"1 单价 column_twice"}},
		{"a,b,c\n1,2,3", []string{"1  no_headings"}},
		{heads, []string{"0  no_rows"}},
		{"price list\n\n" + heads + "\nA,n,l,x,1,1", []string{"4 price not_an_amount"}},
		{"\n\n \n", []string{"0  empty_file"}},
		{",,\n,,", []string{"0  empty_sheet"}},
	} {
		if got := problems(t, "x.csv", []byte(c.text)); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFilesThatAreNoSheets(t *testing.T) {
	zipped := func(name string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte("<x/>"))
		must(t, err)
		must(t, z.Close())
		return b.Bytes()
	}
	whole := workbook(t, tab{"products", [][]any{{"sku", "name"}}})
	for _, c := range []struct {
		name, kind string
		data       []byte
	}{
		{"shop.xlsx", "pdf", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")},
		{"shop.xlsx", "old_excel", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")},
		{"shop.csv", "image", []byte("\x89PNG\r\n\x1a\n")},
		{"shop.xls", "web_page", []byte("  <html><table>")},
		{"shop.xlsx", "document", zipped("word/document.xml")},
		{"shop.xlsx", "open_document", zipped("content.xml")},
		{"shop.xlsx", "numbers", zipped("Index/Document.iwa")},
		{"shop.xlsx", "archive", zipped("photo.jpg")},
		{"shop.xlsx", "broken_zip", whole[:len(whole)/2]},
		{"shop.xlsx", "broken_workbook", zipped("xl/workbook.xml")},
		{"shop.csv", "plan", []byte("SQLite format 3\x00")},
		{"shop.csv", "binary", []byte("abc\x00\x01\x02def")},
	} {
		_, err := ReadShop(c.name, c.data, presets(t), "USD")
		list := planner.AsProblems(err)
		if len(list) != 1 || list[0].Key != "problem.not_a_workbook" && c.kind != "broken_workbook" {
			t.Errorf("%s as %s: %v", c.kind, c.name, err)
			continue
		}
		if got, ok := list[0].Args[0].(planner.Text); c.kind != "broken_workbook" && (!ok || got.Key != "filetype."+c.kind) {
			t.Errorf("%s as %s is said to be %v", c.kind, c.name, list[0].Args)
		}
	}
	if got := problems(t, "empty.csv", nil); got[0] != "0  empty_file" {
		t.Error(got)
	}
}

func TestAZipBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		must(t, err)
		zeros := make([]byte, 1<<20)
		for range maxUnpacked/(1<<20)/2 + 1 {
			_, err = w.Write(zeros)
			must(t, err)
		}
	}
	must(t, z.Close())
	if got := problems(t, "bomb.xlsx", b.Bytes()); got[0] != "0  too_large_file" {
		t.Error(got)
	}
}

// TestAWorkbookOfCountlessSheetsIsRefused packs more sheets than any shop has, each of a few bytes.
func TestAWorkbookOfCountlessSheetsIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range maxParts + 1 {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i)
		if i == 0 {
			name = "xl/workbook.xml"
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte("<worksheet/>"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if got := problems(t, "sheets.xlsx", b.Bytes()); got[0] != "0  too_large_file" {
		t.Errorf("it says %q", got)
	}
}

func TestBadSheetsOfAWorkbook(t *testing.T) {
	product := tab{"products", [][]any{{"sku", "name", "line", "price", "cost", "stock", "inbound"}, {"A", "n", "l", 5, 1, 1, 1}}}
	for _, c := range []struct {
		name string
		tabs []tab
		want []string
	}{
		{"no products", []tab{{"hosts", [][]any{{"name", "hours"}, {"Ana", "daily 9-12"}}}, {"x", nil}}, []string{"0  no_products_sheet"}},
		{"products twice", []tab{product, {"商品", product.rows}}, []string{"商品 0  sheet_twice"}},
		{"a date for a number", []tab{{"products", [][]any{product.rows[0], {"A", "n", "l", dateCell(45620), 1, 1, dateCell(45625)}}}},
			[]string{"products 2 inbound date_for_number", "products 2 price date_for_number"}},
		{"hosts", []tab{product, {"hosts", [][]any{
			{"name", "hours", "max shift", "cost/hour", "days off", "extra hours", "draw"},
			{"Ana", "Mon-Fri 16:00-25:00", "long", "x", "tomorrow", "Friday 12-24", "big"},
			{"Bo", "Moon 9-12", 4, 60, "11/12/2024", "", ""}, {"Bo", "", 200, 60, 12, "", 0},
		}}}, []string{
			"hosts 2 max shift not_hours", "hosts 2 days off not_a_date", "hosts 2 cost/hour not_an_amount", "hosts 2 draw not_a_percent", "hosts 2 hours hours", "hosts 2 extra hours extra_hours",
			"hosts 3 days off not_a_date", "hosts 3 hours hours",
			"hosts 4 max shift not_hours", "hosts 4 days off not_a_date", "hosts 4 id duplicate_id", "hosts 4 draw not_a_percent", "hosts 4 hours missing_value",
		}},
		{"budgets", []tab{product, {"budgets", [][]any{{"item", "amount"}, {"coupons", -5}, {"parties", 100}}}},
			[]string{"budgets 2 amount below_zero", "budgets 3 item budget_item"}},
		{"channels", []tab{product, {"channels", [][]any{
			{"id", "name", "fee", "conversion", "capacity", "share", "platform"},
			{"a", "A", "6%", "5%", 100, "80%", "maybe"}, {"b", "B", "6%", "5%", 100, "30%", ""}, {"a", "C", "", "", "", "", ""},
		}}}, []string{"channels 2 platform yes_or_no", "channels 3 share share_sum", "channels 4 id duplicate_id"}},
		{"channels without columns", []tab{product, {"渠道", [][]any{{"渠道"}, {"A"}}}},
			[]string{"渠道 1 fee missing_column", "渠道 1 conversion missing_column", "渠道 1 capacity missing_column", "渠道 1 share missing_column"}},
		{"an empty sheet", []tab{product, {"studios", nil}}, []string{"studios 0  empty_sheet"}},
	} {
		if got := problems(t, "x.xlsx", workbook(t, c.tabs...)); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestALibraryThatGivesUpIsABrokenWorkbook(t *testing.T) {
	row, more, err := next(nil) // no rows at all: what the library does there is panic
	if row != nil || more || err == nil {
		t.Errorf("%v %v %v", row, more, err)
	}
	if p := brokenWorkbook(err); p.Key != "problem.not_a_workbook" || p.Cause == nil {
		t.Error(p)
	}
}
