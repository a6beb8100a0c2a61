package sheet

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"

	"github.com/xuri/excelize/v2"
)

func presets(t testing.TB) *planner.Presets {
	t.Helper()
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// read reads a file that must be sound.
func read(t testing.TB, name string, data []byte) planner.ShopData {
	t.Helper()
	shop, err := ReadShop(name, data, presets(t), "USD")
	if err != nil {
		t.Fatal(err)
	}
	return shop
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../assets/samples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tab is one sheet of a workbook made for a test.
type tab struct {
	name string
	rows [][]any
}

// percentCell and dateCell are cells with the number formats that people give shares and dates.
type (
	percentCell float64
	dateCell    float64
	formulaCell struct {
		formula string
		value   float64
	}
)

// workbook writes an XLSX.
func workbook(t testing.TB, tabs ...tab) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	percentFormat, dateFormat := 9, 14
	styles := map[reflect.Type]int{}
	for typ, format := range map[reflect.Type]*int{reflect.TypeFor[percentCell](): &percentFormat, reflect.TypeFor[dateCell](): &dateFormat} {
		styles[typ], _ = f.NewStyle(&excelize.Style{NumFmt: *format})
	}
	for i, s := range tabs {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for y, row := range s.rows {
			for x, v := range row {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1)
				switch c := v.(type) {
				case percentCell:
					must(t, f.SetCellValue(s.name, at, float64(c)))
				case dateCell:
					must(t, f.SetCellValue(s.name, at, float64(c)))
				case formulaCell:
					must(t, f.SetCellValue(s.name, at, c.value))
					must(t, f.SetCellFormula(s.name, at, c.formula))
				default:
					must(t, f.SetCellValue(s.name, at, v))
				}
				if st := styles[reflect.TypeOf(v)]; st != 0 {
					must(t, f.SetCellStyle(s.name, at, at, st))
				}
			}
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheSampleShop(t *testing.T) {
	shop := read(t, "home-goods.xlsx", sample(t, "home-goods.xlsx"))
	got := fmt.Sprint(len(shop.Products), len(shop.Lines), len(shop.Hosts), len(shop.Studios), len(shop.Channels), len(shop.Shops))
	if got != "26 5 4 2 5 1" {
		t.Errorf("products, lines, hosts, studios, channels, shops: %s", got)
	}
	if s := shop.Shops[0]; s.Name != "Hearth & Paw Home" || s.CouponBudget != 2_400_000 || s.AdBudget != 900_000 || s.VideoBudget != 480_000 {
		t.Errorf("%+v", s)
	}
	want := planner.Product{
		SKU: "KIT-KNIFE-8", Line: "kitchen", Name: "Chef knife 8 inch, Damascus steel", NameZh: "大马士革钢主厨刀 8 寸",
		Price: 5999, Cost: 980, Ship: 460, Low30: 5599, Stock: 900, Affiliate: 1200, Returns: 300, FlashDiscount: 3000,
	}
	if *shop.Products[0] != want {
		t.Errorf("first product %+v", *shop.Products[0])
	}
	if c := shop.Channels[0]; c.ID != "tiktok" || c.Share != 8000 || !c.Platform || c.Fee != 600 || c.Capacity != 5000 || shop.Channels[1].Platform {
		t.Errorf("%+v", c)
	}
	if c := shop.Channels[3]; c.Fee != 290 || c.Share != 700 {
		t.Errorf("%+v", c)
	}
	sale, _ := presets(t).Sales.Get("us-2024")
	p, err := presets(t).NewPlan("p", "Plan", *sale, shop)
	must(t, err)
	for _, x := range p.Products.All() {
		if err := p.CheckProduct(x); err != nil {
			t.Error(err)
		}
		if x.Low30 <= 0 || x.Low30 > x.Price || x.NameZh == "" || x.Stock == 0 {
			t.Errorf("%+v", x)
		}
		// What is left of a unit under the 20 % sale coupon, half of it the platform's, after goods, shipping, 7 % of fees
		// and the affiliate's part: above the floor everywhere.
		paid := x.Price * 8 / 10
		left := x.Price*9/10 - x.Cost - x.Ship - paid*(700+int64(x.Affiliate))/10000
		if left*10000 < x.Price*3000 {
			t.Errorf("%s leaves %d of %d", x.SKU, left, x.Price)
		}
	}
}

// TestTheSampleHostsCoverPrimeTime looks for a host, within hours and longest shift, for every hour of prime time of
// the sale and for the live of eight hours on Black Friday.
func TestTheSampleHostsCoverPrimeTime(t *testing.T) {
	shop := read(t, "home-goods.xlsx", sample(t, "home-goods.xlsx"))
	loc, err := time.LoadLocation("America/Los_Angeles")
	must(t, err)
	free := func(d planner.Date, from, to int) (names []string) {
		for _, h := range shop.Hosts {
			if h.MaxShift < 4*60 {
				t.Errorf("%s has shifts of %d minutes", h.Name, h.MaxShift)
			}
			if h.Available(planner.Span{Start: d.At(from, 0, loc), End: d.At(to, 0, loc)}, loc) {
				names = append(names, h.Name)
			}
		}
		return names
	}
	for d := (planner.Date{Year: 2024, Month: 11, Day: 13}); d.Day < 31 && d.Month == 11; d = d.Add(1) {
		if len(free(d, 16, 18)) == 0 || len(free(d, 18, 20)) == 0 {
			t.Errorf("nobody at prime time of %s", d)
		}
	}
	friday := planner.BlackFriday(2024)
	if a, b := free(friday, 14, 18), free(friday, 18, 22); len(a) == 0 || len(b) == 0 || reflect.DeepEqual(a, b) && len(a) == 1 {
		t.Errorf("Black Friday 14-18 %v, 18-22 %v", a, b)
	}
	for hour := 12; hour < 24; hour++ {
		if len(free(friday, hour, hour+1)) == 0 {
			t.Errorf("nobody on Black Friday at %d", hour)
		}
	}
}

func TestTheSampleAsCSVHoldsTheSameProducts(t *testing.T) {
	book := read(t, "home-goods.xlsx", sample(t, "home-goods.xlsx"))
	text := read(t, "home-goods.csv", sample(t, "home-goods.csv"))
	if !reflect.DeepEqual(book.Products, text.Products) || !reflect.DeepEqual(book.Lines, text.Lines) {
		t.Error("the products of the two samples differ")
	}
	if text.Hosts != nil || text.Channels != nil || text.Shops[0].Name != "home-goods" || text.Shops[0].CouponBudget != 596_000 {
		t.Errorf("a CSV gives %v %v %+v", text.Hosts, text.Channels, text.Shops[0])
	}
}

func TestAChineseWorkbook(t *testing.T) {
	shop := read(t, "店铺.xlsx", workbook(t,
		tab{"说明", [][]any{{"随便写点什么"}}},
		tab{"商品", [][]any{
			{"2024 黑五商品表"}, {},
			{"货号", "商品名称", "英文名", "品类", "售价（美元）", "成本价($)", "运费 USD", "近30天最低价", "库存数量", "在途", "达人佣金（%）", "退货率", "最低毛利率", "秒杀折扣（折）"},
			{6901234567892, "菜刀", "Knife", "厨房 用品", 59.99, formulaCell{"9*1.1", 9.9004}, 4.6, 55, "1,200", 30, 12, percentCell(0.035), "15%", 7.5},
		}},
	))
	want := planner.Product{
		SKU: "6901234567892", Line: "厨房-用品", Name: "Knife", NameZh: "菜刀", Price: 5999, Cost: 990, Ship: 460, Low30: 5500, Stock: 1200, InboundStock: 30,
		Affiliate: 1200, Returns: 350, MarginFloor: 1500, FlashDiscount: 2500,
	}
	if *shop.Products[0] != want {
		t.Errorf("got %+v", *shop.Products[0])
	}
	if *shop.Lines[0] != (planner.Line{ID: "厨房-用品", Shop: "shop", Name: "厨房 用品"}) {
		t.Errorf("got %+v", *shop.Lines[0])
	}
}

func TestHostsStudiosAndBudgets(t *testing.T) {
	shop := read(t, "店铺.xlsx", workbook(t,
		tab{"说明", [][]any{{"随便写点什么"}}},
		tab{"商品", [][]any{{"货号", "名称", "产品线", "单价", "成本", "库存"}, {"A", "刀", "厨房", 10, 2, 5}}},
		tab{"主播", [][]any{
			{"姓名", "可播时段", "最长连播（小时）", "时薪", "休息日", "人气", "特殊时段"},
			{"林晓", "周一至周五 16:00-22:00；周六日 9:00-12:00、14-18", 4, 55, "2024-11-28、2024年12月1日", "110%", "2024-11-29 12:00-24:00"},
			{"Ana B", "Daily 22:00-02:00", "2.5 小时", "", dateCell(45624), 0.9, ""},
			{"Bo", "weekends 9-17", "", "$61", "2024-11-27..2024-11-29", "", ""},
		}},
		tab{"直播间", [][]any{{"名称", "小时成本", "布置时间（分钟）"}, {"A 间", 18.5, 45}, {"B", "", ""}}},
		tab{"预算", [][]any{{"优惠券", "广告", "短视频"}, {5000, "1,234.50", ""}}},
		tab{"渠道", [][]any{{"渠道", "费率", "转化率", "日承接量", "占比"}, {"TikTok", percentCell(0.06), "8%", 5000, 80}, {"Own", 2.9, 3, 600, 20}}},
	))
	h := shop.Hosts
	if len(h) != 3 || h[0].ID != "林晓" || h[1].ID != "ana-b" || h[0].MaxShift != 240 || h[1].MaxShift != 150 || h[0].CostHour != 5500 || h[1].CostHour != 6100 || h[2].CostHour != 6100 {
		t.Fatalf("%+v %+v", h[0], h[1])
	}
	if len(h[0].Hours) != 9 || h[0].Hours[5] != (planner.HostHours{Day: time.Saturday, From: 540, To: 720}) || h[0].Hours[8] != (planner.HostHours{Day: time.Sunday, From: 840, To: 1080}) {
		t.Errorf("hours %v", h[0].Hours)
	}
	if len(h[1].Hours) != 7 || h[1].Hours[0] != (planner.HostHours{Day: time.Monday, From: 1320, To: 1560}) {
		t.Errorf("hours %v", h[1].Hours)
	}
	if fmt.Sprint(h[0].DaysOff, h[1].DaysOff, h[2].DaysOff) != "[2024-11-28 2024-12-01] [2024-11-28] [2024-11-27 2024-11-28 2024-11-29]" {
		t.Error(h[0].DaysOff, h[1].DaysOff, h[2].DaysOff)
	}
	if h[0].Mult != 11000 || h[1].Mult != 9000 || h[2].Mult != 10000 || h[0].ExtraHours[0] != (planner.DayHours{Date: planner.Date{Year: 2024, Month: 11, Day: 29}, From: 720, To: 1440}) {
		t.Errorf("%+v", h[0])
	}
	if h[1].MinShift > h[1].MaxShift || h[2].MinShift != 120 || h[2].Rest != 660 || h[2].MaxWeek != 1440 {
		t.Errorf("defaults %+v", h[2])
	}
	if s := shop.Studios; *s[0] != (planner.Studio{ID: "a-间", Name: "A 间", CostHour: 1850, Setup: 45}) || s[1].CostHour != 1800 || s[1].Setup != 60 {
		t.Errorf("%+v %+v", s[0], s[1])
	}
	if s := shop.Shops[0]; s.CouponBudget != 500_000 || s.AdBudget != 123_450 || s.VideoBudget != 0 || s.Name != "店铺" {
		t.Errorf("%+v", s)
	}
	if c := shop.Channels; *c[0] != (planner.Channel{ID: "tiktok", Name: "TikTok", Fee: 600, Conversion: 800, Capacity: 5000, Share: 8000, Platform: true}) || c[1].Platform || c[1].Fee != 290 {
		t.Errorf("%+v %+v", c[0], c[1])
	}
}

const heads = "sku,name,line,price,cost,stock"

func TestWhatCellsMayLookLike(t *testing.T) {
	for _, c := range []struct {
		name, head string
		row        []any
		want       func(*planner.Product) any
		is         any
	}{
		{"grouped", "", []any{"A", "n", "l", "1,299.90", 1, 1}, price, int64(129990)},
		{"decimal comma", "", []any{"A", "n", "l", "12,99", 1, 1}, price, int64(1299)},
		{"grouped with dots", "", []any{"A", "n", "l", "1.299,5", 1, 1}, price, int64(129950)},
		{"dollar", "", []any{"A", "n", "l", "$12.5", 1, 1}, price, int64(1250)},
		{"full width", "", []any{"A", "n", "l", "＄１２．５", 1, 1}, price, int64(1250)},
		{"code", "", []any{"A", "n", "l", "12.5 USD", 1, 1}, price, int64(1250)},
		{"float dust", "", []any{"A", "n", "l", 19.989999999999998, 1, 1}, price, int64(1999)},
		{"a computed fraction", "", []any{"A", "n", "l", formulaCell{"31.5/7.2", 4.375}, 1, 1}, price, int64(438)},
		{"a number as SKU", "", []any{6901234567892, "n", "l", 2, 1, 1}, func(p *planner.Product) any { return p.SKU }, "6901234567892"},
		{"percent sign", "affiliate", []any{"A", "n", "l", 2, 1, 1, "20%"}, affiliate, planner.BasisPoints(2000)},
		{"percent format", "affiliate", []any{"A", "n", "l", 2, 1, 1, percentCell(0.2)}, affiliate, planner.BasisPoints(2000)},
		{"fine percent format", "affiliate", []any{"A", "n", "l", 2, 1, 1, percentCell(0.125)}, affiliate, planner.BasisPoints(1250)},
		{"bare percent", "affiliate", []any{"A", "n", "l", 2, 1, 1, 7.5}, affiliate, planner.BasisPoints(750)},
		{"half a percent by heading", "佣金率(%)", []any{"A", "n", "l", 2, 1, 1, 0.5}, affiliate, planner.BasisPoints(50)},
		{"zhe", "discount", []any{"A", "n", "l", 2, 1, 1, "7.5折"}, flash, planner.BasisPoints(2500)},
		{"two-digit zhe", "discount", []any{"A", "n", "l", 2, 1, 1, "85 折"}, flash, planner.BasisPoints(1500)},
		{"zhe in words", "秒杀折扣", []any{"A", "n", "l", 2, 1, 1, "七五折"}, flash, planner.BasisPoints(2500)},
		{"zhe by heading", "秒杀折扣（折）", []any{"A", "n", "l", 2, 1, 1, 7}, flash, planner.BasisPoints(3000)},
		{"percent off in text", "discount", []any{"A", "n", "l", 2, 1, 1, "25% off"}, flash, planner.BasisPoints(2500)},
		{"small percent by heading", "discount (%)", []any{"A", "n", "l", 2, 1, 1, 7.5}, flash, planner.BasisPoints(750)},
		{"percent off as number", "discount", []any{"A", "n", "l", 2, 1, 1, 25}, flash, planner.BasisPoints(2500)},
		{"percent off in format", "discount", []any{"A", "n", "l", 2, 1, 1, percentCell(0.075)}, flash, planner.BasisPoints(750)},
		{"line before category", "category", []any{"A", "n", "Home Decor", 2, 1, 1, "Other"}, func(p *planner.Product) any { return p.Line }, "home-decor"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var head []any
			for _, h := range strings.Split(strings.TrimSuffix(heads+","+c.head, ","), ",") {
				head = append(head, h)
			}
			shop := read(t, "x.xlsx", workbook(t, tab{"products", [][]any{head, c.row}}))
			if got := c.want(shop.Products[0]); got != c.is {
				t.Errorf("got %v, want %v", got, c.is)
			}
		})
	}
}

func price(p *planner.Product) any     { return p.Price }
func affiliate(p *planner.Product) any { return p.Affiliate }
func flash(p *planner.Product) any     { return p.FlashDiscount }
