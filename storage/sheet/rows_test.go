package sheet

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// taken puts a sheet of rows on a plan.
func taken(t *testing.T, kind string, p *planner.Plan, data []byte, mapping map[string]string) *planner.Plan {
	t.Helper()
	cmd, err := ReadRows(kind, "rows.csv", data, p, presets(t), Speech{Names: called}, mapping)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, p, cmd)
}

// TestProductsOfAPlanChangeInTheColumnsOfTheSheet brings new stock for a product that the plan has, and a product of
// a new line, out of a file as Excel in China writes it, with semicolons.
func TestProductsOfAPlanChangeInTheColumnsOfTheSheet(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	old := *p.Product("SKU-11")
	n := taken(t, ProductRows, p, []byte("SKU,库存\nSKU-11,77\n"), nil)
	want := old
	want.Stock = 77
	if got := *n.Product("SKU-11"); got != want {
		t.Errorf("the product is %+v, want %+v", got, want)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("货号;商品名称;类目;售价;成本;库存\nNEW-1;野营灯;户外;19,90;7,50;300\nSKU-11;床单;" + p.Lines.All()[0].Name + ";59;20;5\nSKU-12;;;;3;\n")
	if err != nil {
		t.Fatal(err)
	}
	n = taken(t, ProductRows, p, []byte(gbk), nil)
	made := n.Product("NEW-1")
	if made == nil || made.Price != 1990 || made.Cost != 750 || made.Name != "野营灯" || n.Lines.Len() != p.Lines.Len()+1 {
		t.Fatalf("the new product is %+v; %d lines", made, n.Lines.Len())
	}
	if l, ok := n.Lines.Get(made.Line); !ok || l.Shop != p.Shops.All()[0].ID || l.Name != "户外" {
		t.Errorf("its line is %+v", l)
	}
	if got, was := n.Product("SKU-12"), p.Product("SKU-12"); got.Cost != 300 || got.Stock != was.Stock || got.Price != was.Price || got.Name != was.Name || got.Line != was.Line {
		t.Errorf("empty cells change the product to %+v, from %+v", got, was)
	}
	if got := n.Product("SKU-11"); got.Line != p.Lines.All()[0].ID || got.Affiliate != old.Affiliate || got.Name != "床单" {
		t.Errorf("the old product is %+v", got)
	}
}

func TestHostsOfAPlan(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	h := p.Hosts.All()[0]
	n := taken(t, HostRows, p, []byte("\xef\xbb\xbf主播,时薪\n"+h.Name+",55\n"), nil)
	want := *h
	want.CostHour = 5500
	if got, _ := n.Hosts.Get(h.ID); fmt.Sprint(*got) != fmt.Sprint(want) || n.Hosts.Len() != p.Hosts.Len() {
		t.Errorf("the host is %+v, want %+v", got, want)
	}
	n = taken(t, HostRows, p, []byte("Wer,Wann\nZoe,Mon-Fri 18:00-22:00\n"), map[string]string{"Wer": "name", "Wann": "hours"})
	if n.Hosts.Len() != p.Hosts.Len()+1 {
		t.Errorf("%d hosts", n.Hosts.Len())
	}
}

func TestRowsThatAreWrongAreNamed(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	for _, c := range []struct{ kind, text, want string }{
		{ProductRows, "SKU,库存\nSKU-11,many\nNEW-1,5\nSKU-11,5\n", "2 problem.not_a_number, 3 problem.missing_value, 3 problem.missing_value, 3 problem.missing_value, 3 problem.missing_value, 4 problem.duplicate_sku"},
		{ProductRows, "SKU,价格\nSKU-11,0\n", "2 problem.price_above_zero"},
		{ProductRows, "SKU\n", "0 problem.no_rows"},
		{ProductRows, "库存\n5\n", "1 problem.missing_column"},
		{HostRows, "主播,时薪\nZoe,55\n", "2 problem.missing_value"},
		{HostRows, "主播,可播时段\nZoe,someday\nYan,\n", "2 problem.hours, 3 problem.missing_value"},
		{ProductRows, "SKU,名称,类目,价格,成本,库存\nN,a,,5,1,1\n", "2 problem.missing_value"},
		{HostRows, "", "0 problem.empty_file"},
	} {
		_, err := ReadRows(c.kind, "x.csv", []byte(c.text), p, presets(t), Speech{Names: called}, nil)
		var got []string
		for _, one := range planner.AsProblems(err) {
			got = append(got, fmt.Sprint(one.Row, " ", one.Key))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s %q: %s, want %s", c.kind, c.text, strings.Join(got, ", "), c.want)
		}
	}
}

func TestKindsOfRowsAreGuessed(t *testing.T) {
	for text, want := range map[string]string{
		"SKU,商品名称,售价,成本,库存\n1,2,3,4,5\n": ProductRows,
		"主播,可播时段,时薪\nAna,x,5\n":          HostRows,
		"类型,标题,开始,结束\n":                  EventRows,
		"工具,折扣,开始时间,结束时间,商品\n":           EventRows,
		"a,b\n": EventRows,
		"":      EventRows,
		"%PDF":  EventRows,
	} {
		if got := KindOf([]byte(text)); got != want {
			t.Errorf("%q is taken for %s, want %s", text, got, want)
		}
	}
	if _, err := LookAt(EventRows, []byte("%PDF-1.7"), nil); err == nil {
		t.Error("a PDF is looked at")
	}
	if look, err := LookAt(HostRows, []byte("\n\n"), nil); err == nil && len(look.Headings) != 0 {
		t.Errorf("nothing looks like %+v", look)
	}
}
