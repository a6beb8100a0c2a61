package sheet

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const chinese = "货号,商品名称,品类,售价,成本,库存\nA-1,“玄武”菜刀 8 寸,厨房,59.99,9.8,900\nA-2,香薰机·喆,家居,45,8,10\n"

func encoded(t testing.TB, e encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(text))
	must(t, err)
	return b
}

func TestCSVOfEveryEncodingAndSeparator(t *testing.T) {
	for name, data := range map[string][]byte{
		"UTF-8":            []byte(chinese),
		"UTF-8 with mark":  []byte("\xef\xbb\xbf" + chinese),
		"GBK":              encoded(t, simplifiedchinese.GBK, chinese),
		"GB18030":          encoded(t, simplifiedchinese.GB18030, chinese),
		"UTF-16 LE":        encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), chinese),
		"UTF-16 BE":        encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), chinese),
		"semicolons":       []byte(strings.ReplaceAll(chinese, ",", ";")),
		"tabs in UTF-16":   encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), strings.ReplaceAll(chinese, ",", "\t")),
		"Windows lines":    []byte(strings.ReplaceAll(chinese, "\n", "\r\n")),
		"Excel's sep line": []byte("sep=;\n" + strings.ReplaceAll(chinese, ",", ";")),
	} {
		shop, err := ReadShop("x.csv", data, presets(t), "USD")
		if err != nil || len(shop.Products) != 2 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a, b := shop.Products[0], shop.Products[1]; a.Name != "“玄武”菜刀 8 寸" || a.Price != 5999 || b.Name != "香薰机·喆" || b.Line != "家居" {
			t.Errorf("%s: %+v %+v", name, a, b)
		}
	}
}

func TestBrokenTextIsNotGarbled(t *testing.T) {
	broken := strings.Replace(chinese, "香", "\xe9\xa6", 1) // a letter cut short, in UTF-8
	if got := problems(t, "x.csv", []byte(broken)); got[0] != "3  encoding" {
		t.Error(got)
	}
	if got := problems(t, "x.csv", []byte("sku,name\nA,\xff\xff\xff\n")); !strings.HasSuffix(got[0], "encoding") {
		t.Error(got)
	}
}

func TestRowsAreCountedAsASpreadsheetDoes(t *testing.T) {
	text := heads + "\nA,\"a name\nof three\nlines\",l,5,1,1\n\nB,n,l,bad,1,1\n,,,,,\nC,\"two\nlines\",l,5,-1,1\n"
	if got := fmt.Sprint(problems(t, "x.csv", []byte(text))); got != "[4 price not_an_amount 6 cost below_zero]" {
		t.Error(got)
	}
}

func TestInchesAndQuotes(t *testing.T) {
	shop := read(t, "x.csv", []byte(heads+"\nA,Knife 8\" blade,l,5,1,1\nB,\"Board, 12\"\" wide\",l,5,1,1\n"))
	if a, b := shop.Products[0].Name, shop.Products[1].Name; a != `Knife 8" blade` || b != `Board, 12" wide` {
		t.Errorf("%q %q", a, b)
	}
	open := heads + "\nA,\"never closed,l,5,1,1\n" + strings.Repeat("B,n,l,5,1,1\n", 100)
	if got := problems(t, "x.csv", []byte(open)); got[0] != "2  csv_quotes" {
		t.Error(got)
	}
}

func TestHoursInWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mon-Fri 16:00-22:00", "[[1 960 1320] [2 960 1320] [3 960 1320] [4 960 1320] [5 960 1320]]"},
		{"Saturday, Sun 9-12, 14:30-18", "[[6 540 720] [6 870 1080] [0 540 720] [0 870 1080]]"},
		{"Fri–Sun 22:00 – 02:00", "[[5 1320 1560] [6 1320 1560] [0 1320 1560]]"},
		{"周六至周一 0:00-24:00", "[[6 0 1440] [0 0 1440] [1 0 1440]]"},
		{"星期三 10:00~12:00；礼拜天 8：00到9：00", "[[3 600 720] [0 480 540]]"},
		{"周末 9-10", "[[6 540 600] [0 540 600]]"},
		{"周六日 9-10", "[[6 540 600] [0 540 600]]"},
		{"", "[]"}, {"Mon", "Mon"}, {"9-12", "9-12"}, {"Mon 9", "Mon 9"}, {"Mon 9:75-10", "Mon 9:75-10"}, {"Mon 24-25", "Mon 24-25"},
		{"Mon-Wed-Fri 9-10", "Mon-Wed-Fri 9-10"}, {"Mon 9-10; nonsense", "nonsense"}, {"Mon 9-10 and more", "Mon 9-10 and more"},
	} {
		hours, bad := parseHours(c.text)
		var plain [][3]int
		for _, h := range hours {
			plain = append(plain, [3]int{int(h.Day), h.From, h.To})
		}
		got := fmt.Sprint(plain)
		if bad != "" {
			got = bad
		}
		if !strings.EqualFold(got, c.want) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
