package sheet

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"bfplanner/planner"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sound fails where a file is neither read whole nor refused with problems, or where what was read makes no plan.
func sound(t *testing.T, name string, data []byte) {
	ps := presets(t)
	shop, err := ReadShop(name, data, ps, "USD")
	if err != nil {
		var list planner.Problems
		if !errors.As(err, &list) || len(list) == 0 || len(list) > MaxProblems+1 {
			t.Fatalf("refused with %v", err)
		}
		return
	}
	sale, _ := ps.Sales.Get("us-2024")
	if _, err := ps.NewPlan("p", "p", *sale, shop); err != nil {
		t.Fatalf("read, but no plan: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte(chinese))
	f.Add(encoded(f, simplifiedchinese.GBK, chinese))
	f.Add([]byte(heads + ",discount,affiliate,returns,inbound\nA,n,l,5,1,1,7.5折,20%,0.2,2024-11-28\n"))
	f.Add([]byte(heads + "\nA,\"n\nm\",l,1e3,1,1,,,\n"))
	f.Add([]byte("\xff\xfe\x00"))
	f.Add(sample(f, "home-goods.csv"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.csv", data) })
}

func FuzzXLSX(f *testing.F) {
	whole := workbook(f, tab{"products", [][]any{{"sku", "name", "line", "price", "cost", "stock"}, {"A", "n", "l", 5, percentCell(1), dateCell(45620)}}})
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(sample(f, "home-goods.xlsx"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, "x.xlsx", data) })
}

// FuzzCells puts any text into every cell of a row.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"7.5折", "1e999", "-", "0.2", "12,99", "Mon-Fri 9-10", "2024-02-30", "九九折", "％", "1.299,00 €"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\";\n\r") {
			return
		}
		parseHours(s)
		parseDates(s)
		parseExtra(s)
		zheOff(s)
		sound(t, "x.csv", []byte("sku;name;line;price;cost;stock;inbound;affiliate;flash discount;low30\n"+strings.Repeat(s+";", 9)+s+"\n"))
	})
}

// manyRows is a product sheet of n rows.
func manyRows(n int) [][]any {
	rows := [][]any{{"sku", "name", "name_zh", "line", "price", "cost", "ship", "low30", "stock", "inbound", "affiliate", "returns"}}
	for i := range n {
		rows = append(rows, []any{fmt.Sprintf("SKU-%06d", i), fmt.Sprint("Product ", i), "商品", fmt.Sprint("Line ", i%40), 19.99, 4.5, 3.2, 18.5, 500, 0, percentCell(0.12), 3})
	}
	return rows
}

func asCSV(rows [][]any) []byte {
	var b strings.Builder
	for _, r := range rows {
		for i, v := range r {
			if i > 0 {
				b.WriteByte(',')
			}
			if p, ok := v.(percentCell); ok {
				v = fmt.Sprint(float64(p)*100, "%")
			}
			fmt.Fprint(&b, v)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

func TestAHundredThousandRowsAndTheLimit(t *testing.T) {
	shop := read(t, "x.csv", asCSV(manyRows(100_000)))
	if len(shop.Products) != 100_000 || len(shop.Lines) != 40 || shop.Products[99_999].Affiliate != 1200 {
		t.Errorf("%d products in %d lines", len(shop.Products), len(shop.Lines))
	}
	many := []byte(heads + "\n" + strings.Repeat("A,n,l,5,1,1\n", 1))
	var b strings.Builder
	b.Write(many)
	for i := range MaxRows {
		fmt.Fprintf(&b, "S%d,n,l,5,1,1\n", i)
	}
	got := problems(t, "x.csv", []byte(b.String()))
	if len(got) != 1 || got[0] != fmt.Sprint(MaxRows+2, "  too_many_rows") {
		t.Error(got)
	}
}

func benchRead(b *testing.B, name string, data []byte) {
	ps := presets(b)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		if _, err := ReadShop(name, data, ps, "USD"); err != nil {
			b.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/(1<<20), "MB-allocated/op")
	b.ReportMetric(float64(after.Sys)/(1<<20), "MB-process")
}

func BenchmarkCSV100kRows(b *testing.B) { benchRead(b, "x.csv", asCSV(manyRows(100_000))) }

func BenchmarkXLSX100kRows(b *testing.B) {
	data := workbook(b, tab{"products", manyRows(100_000)})
	runtime.GC()
	benchRead(b, "x.xlsx", data)
}

func BenchmarkSample(b *testing.B) { benchRead(b, "x.xlsx", sample(b, "home-goods.xlsx")) }
