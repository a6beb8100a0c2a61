package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	printed "bfplanner/planner/report"
)

// called is what people call kinds and tools, in two languages.
func called(key string) []string {
	return map[string][]string{"kind.live": {"Live", "直播"}, "kind.coupon": {"Coupon", "优惠券"}, "kind.flash": {"Flash deal", "秒杀"}, "kind.video": {"Video", "短视频"},
		"tool.sale_coupon": {"Sale coupon", "大促券"}, "tool.live_flash_sale": {"LIVE flash sale", "直播秒杀"}}[key]
}

func take(t *testing.T, p *planner.Plan, text string, mapping map[string]string) *planner.Plan {
	t.Helper()
	cmd, err := ReadEvents("events.csv", []byte(text), p, Speech{Names: called}, mapping)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, p, cmd)
}

func TestEventsFromASheet(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	n := take(t, p, "类型,标题,开始,结束,主播,直播间,商品,工具,折扣,数量,备注\n"+
		"直播,夜场,2024/11/29 18:00,2024/11/29 22:00,Ana、Ben,Studio 1,,,,,\"先讲券, 再挂链接\"\n"+
		"优惠券,,2024-11-28,2024-12-03,,,\"SKU-11,SKU-12\",大促券,7.5折,100,\n"+
		"Flash deal,,2024-11-29 18:30,2024-11-29 18:45,,,SKU-21,LIVE flash sale,20%,50,\n"+
		"video,开箱,2024年11月20日 18:00,,,,,,,,\n", nil)
	live, coupon, flash, video := n.Event("L1"), n.Event("C2"), n.Event("F3"), n.Event("V4")
	if live == nil || coupon == nil || flash == nil || video == nil {
		t.Fatalf("events %v", n.Events.All())
	}
	mid := plantest.At(t, p, "2024-11-29 20:00")
	if s := live.Live.Shifts; len(s) != 2 || s[0].Host != "a-host" || !s[0].Span.End.Equal(mid) || s[1].Span.End != live.Span.End || live.Live.Studio != "s1" || live.Note != "先讲券, 再挂链接" {
		t.Errorf("the live is %+v", live.Live)
	}
	if o := coupon.Promo; o.Tool != "sale_coupon" || o.PercentOff != 2500 || o.Quantity != 100 || len(coupon.Products) != 2 || coupon.Span.Length() != 5*24*time.Hour {
		t.Errorf("the coupon is %+v %v", o, coupon.Span)
	}
	if flash.Promo.PercentOff != 2000 || video.Span.Length() != planner.PostLength || video.Title != "开箱" {
		t.Errorf("flash deal %+v, video %+v", flash.Promo, video)
	}
}

func TestColumnsAreMappedByTheUser(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	text := "Wann,Bis,Rabatt,Werkzeug,Note\n2024-11-28,2024-11-29,25%,sale_coupon,kept\n"
	if _, err := ReadEvents("x.csv", []byte(text), p, Speech{Names: called}, nil); err == nil {
		t.Error("columns of another language are guessed")
	}
	mapping := map[string]string{"Wann": "start", "Bis": "end", "Rabatt": "percent_off", "Werkzeug": "tool", "Note": "title"}
	n := take(t, p, text, mapping)
	if c := n.Event("C1"); c == nil || c.Promo.PercentOff != 2500 || c.Title != "kept" || c.Note != "" {
		t.Errorf("the coupon is %+v", n.Events.All())
	}
	look, err := LookAt(EventRows, []byte("My plan,,\n\n类型,开始,Wann\nlive,,later\n"), map[string]string{"Wann": "end"})
	if err != nil || fmt.Sprint(look) != "{[{类型 kind} {开始 start} {Wann end}] [{4 [live  later]}] 1}" {
		t.Errorf("the look %v, %v", look, err)
	}
}

// TestOurOwnSheetsComeBack writes a plan's events and reads them onto the same plan: nothing changes.
func TestOurOwnSheetsComeBack(t *testing.T) {
	p := plantest.Plan(t, 120)
	one := *p.Events.All()[5]
	one.Series = one.ID
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&one}})
	x := &Export{Plan: p, Word: func(k string, _ ...any) string {
		switch {
		case strings.HasPrefix(k, "sheet."):
			return strings.TrimPrefix(k, "sheet.")
		case strings.HasPrefix(k, "kind."):
			return strings.TrimPrefix(k, "kind.")
		}
		return strings.TrimPrefix(k, "tool.")
	}, Title: func(e *planner.Event) string { return "made of " + e.ID }}
	say := Speech{Names: called, Titles: func(e *planner.Event) []string { return []string{"made of " + e.ID} }}
	var text, book bytes.Buffer
	if err := x.CSV(&text); err != nil {
		t.Fatal(err)
	}
	if err := x.Book(&book, printed.New(&editor.Snapshot{Plan: p, Now: p.Sale.Span.Start})); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"plan.csv": text.Bytes(), "plan.xlsx": book.Bytes()} {
		cmd, err := ReadEvents(name, data, p, say, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := planner.Diff(p, plantest.Do(t, p, cmd)); len(d) != 0 {
			t.Errorf("%s: %d rows differ, first %s: %+v, want %+v", name, len(d), d[0].ID, d[0].After, d[0].Before)
		}
	}
}

func TestSheetsInGBK(t *testing.T) {
	data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("类型,标题,开始\n里程碑,寄样品给达人，登记单号,2024-10-02 09:00\n" + "milestone,确认所有商品审核通过,2024-10-02 09:00\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := plantest.Empty(t, "us-2024")
	cmd, err := ReadEvents("x.csv", data, p, Speech{Names: func(k string) []string {
		if k == "kind.milestone" {
			return []string{"里程碑"}
		}
		return nil
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := plantest.Do(t, p, cmd); n.Event("M1") == nil || n.Event("M2").Title != "确认所有商品审核通过" {
		t.Errorf("events %v", n.Events.All())
	}
}

func TestBadRowsAreAllNamed(t *testing.T) {
	p := plantest.Plan(t, 3)
	id := p.Events.All()[0].ID
	head := "id,kind,start,end,hosts,products,tool,discount\n"
	for name, c := range map[string]struct{ row, key, field string }{
		"kind":         {",party,2024-11-29,,,,,", "problem.unknown_kind", "kind"},
		"time":         {",video,soon,,,,,", "problem.time", "start"},
		"order":        {",live,2024-11-29 10:00,2024-11-29 09:00,,,,", "problem.end_before_start", "end"},
		"no end":       {",live,2024-11-29 10:00,,,,,", "problem.missing_value", "end"},
		"host":         {",live,2024-11-29 10:00,2024-11-29 12:00,Nobody,,,", "problem.unknown_name", "hosts"},
		"product":      {",coupon,2024-11-29,2024-11-30,,SKU-99,sale_coupon,20%", "problem.unknown_product", "products"},
		"no tool":      {",coupon,2024-11-29,2024-11-30,,SKU-11,,20%", "problem.missing_value", "tool"},
		"discount":     {",coupon,2024-11-29,2024-11-30,,SKU-11,sale_coupon,7", "problem.zhe_or_percent", "discount"},
		"another kind": {id + ",ad,2024-11-29,2024-11-30,,,,", "problem.other_kind", "kind"},
	} {
		_, err := ReadEvents("x.csv", []byte(head+",milestone,2024-11-01,,,,,\n"+c.row+"\n"), p, Speech{Names: called}, nil)
		list := planner.AsProblems(err)
		if len(list) != 1 || list[0].Key != c.key || list[0].Row != 3 || list[0].Field != c.field || list[0].File != "x.csv" {
			t.Errorf("%s: %v, want %s in row 3, %s", name, err, c.key, c.field)
		}
	}
	for name, c := range map[string]struct{ text, key string }{
		"nothing": {"", "problem.empty_file"}, "headings alone": {head, "problem.no_events"}, "no headings": {"a,b\nc,d\n", "problem.no_headings"},
		"twice": {head + id + ",video,2024-11-29,,,,,\n" + id + ",video,2024-11-29,,,,,\n", "problem.event_twice"},
	} {
		if _, err := ReadEvents("x.csv", []byte(c.text), p, Speech{Names: called}, nil); err == nil || planner.AsProblems(err)[0].Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

// tenThousand is a workbook of as many coupons.
func tenThousand(b *testing.B) []byte {
	b.Helper()
	f := excelize.NewFile()
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	if err := s.SetRow("A1", []any{"kind", "title", "start", "end", "products", "tool", "discount", "quantity"}); err != nil {
		b.Fatal(err)
	}
	for i := range 10_000 {
		if err := s.SetRow(fmt.Sprintf("A%d", i+2), []any{"coupon", fmt.Sprintf("Coupon %d", i), "2024-11-28 00:00", "2024-11-29 00:00", "SKU-11", "sale_coupon", "20%", 100}); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkReadEvents reads 10,000 coupons of a workbook and puts them on a plan.
func BenchmarkReadEvents(b *testing.B) {
	data, p := tenThousand(b), plantest.Empty(b, "us-2024")
	for b.Loop() {
		cmd, err := ReadEvents("x.xlsx", data, p, Speech{Names: called}, nil)
		if err != nil {
			b.Fatal(err)
		}
		if n := plantest.Do(b, p, cmd); n.Events.Len() != 10_000 {
			b.Fatalf("%d events", n.Events.Len())
		}
	}
}
