package words

import (
	"os"
	"testing"
	"time"

	"bfplanner/planner"
)

func TestMoneyAndShares(t *testing.T) {
	b := book(t)
	en, zh := b.In("en"), b.In("zh")
	for _, c := range []struct{ got, want string }{
		{en.Money(planner.Money{Minor: 129990, Currency: "USD"}), "$1,299.90"},
		{en.Money(planner.Money{Minor: -400, Currency: "USD"}), "-$4.00"},
		{en.Money(planner.Money{Minor: 1234567, Currency: "JPY"}), "¥1,234,567"},
		{en.Money(planner.Money{Minor: 5, Currency: "EUR"}), "€0.05"},
		{en.Money(planner.Money{Minor: 1200, Currency: "CHF"}), "CHF 12.00"},
		{en.Money(planner.Money{Minor: 0}), "0.00"},
		{Group(-1234), "-1,234"}, {Group(999), "999"}, {Group(1000000), "1,000,000"},
		{en.Percent(2500), "25%"}, {en.Percent(-1250), "-12.5%"},
		{en.Off(2500), "25% off"}, {zh.Off(2500), "25% off · 7.5 折"}, {zh.Off(3000), "30% off · 7 折"}, {zh.Off(1250), "12.5% off · 8.75 折"},
		{en.Hours(2 * time.Hour), "2 h"}, {zh.Hours(2 * time.Hour), "2 小时"}, {zh.Hours(90 * time.Minute), "1 小时 30 分钟"},
		{en.Hours(20 * time.Minute), "20 min"}, {en.Hours(72 * time.Hour), "72 h"}, {en.Hours(-20 * time.Minute), "-20 min"},
		{en.Month(2024, time.November), "November 2024"}, {zh.Month(2024, time.November), "2024 年 11 月"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := planner.ParseClock(s, zone(t, "America/Los_Angeles"))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTimesInTheirZone(t *testing.T) {
	b := book(t)
	pacific, beijing := zone(t, "America/Los_Angeles"), zone(t, "Asia/Shanghai")
	en, zh := b.In("en").In(pacific), b.In("zh").In(pacific)
	live := planner.Span{Start: at(t, "2024-11-29 14:00"), End: at(t, "2024-11-29 22:00")}
	for _, c := range []struct{ got, want string }{
		{en.Span(live), "Fri Nov 29 14:00–22:00"},
		{zh.Span(live), "11-29 周五 14:00–22:00"},
		{zh.In(beijing).Span(live), "11-30 周六 06:00–14:00"},
		{en.Stamp(live.Start), "Fri Nov 29, 2024 14:00 PST"},
		{zh.In(beijing).Stamp(live.Start), "2024-11-30 周六 06:00 UTC+8"},
		{en.In(zone(t, "Asia/Kolkata")).ZoneShort(live.Start), "IST"},
		{en.In(zone(t, "Asia/Kathmandu")).ZoneShort(live.Start), "UTC+5:45"},
		{en.ZoneShort(at(t, "2024-07-01 12:00")), "PDT"},
		{zh.ZoneName(), "太平洋"}, {en.In(beijing).ZoneName(), "Beijing"}, {en.In(zone(t, "America/Sao_Paulo")).ZoneName(), "Sao Paulo"},
		{en.Time(time.Time{}), ""}, {en.Stamp(time.Time{}), ""}, {en.Day(planner.Date{}), ""}, {en.Span(planner.Span{}), ""},
		{en.Time(live.Start), "Fri Nov 29 14:00"},
		{zh.Date(planner.Date{Year: 2024, Month: 11, Day: 9}), "2024-11-09 周六"},
		{en.T("problem.end_before_start", "L1", live.End, live.Start), "L1: the end (Fri Nov 29 14:00) is not after the start (Fri Nov 29 22:00)."},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestSpansCollapse(t *testing.T) {
	en := book(t).In("en").In(zone(t, "America/Los_Angeles"))
	for _, c := range []struct{ from, to, want string }{
		{"2024-11-29 19:00", "2024-11-30 00:00", "Fri Nov 29 19:00–24:00"},
		{"2024-11-29 22:00", "2024-11-30 02:00", "Fri Nov 29 22:00 – Sat Nov 30 02:00"},
		{"2024-11-21", "2024-11-22", "Thu Nov 21"},
		{"2024-11-21", "2024-11-23", "Thu Nov 21 – Fri Nov 22"},
		{"2024-11-13 16:00", "2024-12-03", "Wed Nov 13 16:00 – Mon Dec 2 24:00"},
		{"2024-11-03", "2024-11-04", "Sun Nov 3"}, // 25 hours long
		{"2024-12-31", "2025-01-02", "Tue Dec 31, 2024 – Wed Jan 1, 2025"},
		{"2024-11-29 10:00", "2024-11-29 10:00", "Fri Nov 29 10:00"},
	} {
		if got := en.Span(planner.Span{Start: at(t, c.from), End: at(t, c.to)}); got != c.want {
			t.Errorf("%s to %s is %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if got, want := en.Span(planner.Span{Start: at(t, "2020-06-29"), End: planner.Forever}), "from Mon Jun 29, 2020"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEventTitles(t *testing.T) {
	b := book(t)
	p := &planner.Plan{
		Head:     planner.Head{Market: planner.Market{Currency: "USD", Zone: "America/Los_Angeles"}},
		Lines:    planner.TableOf(&planner.Line{ID: "kitchen", Name: "Kitchen", NameZh: "厨房"}),
		Products: planner.TableOf(&planner.Product{SKU: "K1", Line: "kitchen", Name: "Kettle", NameZh: "水壶"}),
		Hosts:    planner.TableOf(&planner.Host{ID: "ana", Name: "Ana"}, &planner.Host{ID: "bo", Name: "Bo"}),
		Tools:    planner.TableOf(&planner.Tool{ID: "live_flash_sale"}),
	}
	span := planner.Span{Start: at(t, "2024-11-29 14:00"), End: at(t, "2024-11-29 16:00")}
	shift := func(host string) planner.Shift { return planner.Shift{Host: host, Span: span} }
	live := &planner.Event{ID: "L1", Kind: planner.Live, Span: span,
		Live: &planner.LiveDetail{Shifts: []planner.Shift{shift("ana"), shift("bo"), shift("ana")}}}
	p.Events = planner.TableOf(live)
	clip := func(typ string) *planner.VideoDetail { return &planner.VideoDetail{Type: typ} }
	for _, c := range []struct {
		e      *planner.Event
		en, zh string
	}{
		{&planner.Event{Kind: planner.Live, Title: "黑五主场"}, "黑五主场", "黑五主场"},
		{live, "Live 2 h · Ana → Bo", "直播 2 小时 · Ana → Bo"},
		{&planner.Event{Kind: planner.Live, Span: span, Live: &planner.LiveDetail{}}, "Live 2 h", "直播 2 小时"},
		{&planner.Event{Kind: planner.Video, Products: []string{"K1"}, Clip: clip("unboxing")}, "Unboxing · Kettle", "开箱 · 水壶"},
		{&planner.Event{Kind: planner.Video, Products: []string{"K1", "K2"}, Clip: clip("tutorial")}, "Tutorial · 2 products", "教程 · 2 款商品"},
		{&planner.Event{Kind: planner.Video, Parent: "L1", Clip: clip("teaser")}, "Teaser · live Fri Nov 29 14:00", "预告 · 11-29 周五 14:00 直播"},
		{&planner.Event{Kind: planner.Coupon, Promo: &planner.Promo{PercentOff: 2000}}, "Whole shop 20% off", "全店 20% off · 8 折"},
		{&planner.Event{Kind: planner.Coupon, Line: "kitchen", Promo: &planner.Promo{AmountOff: 500, MinSpend: 3000}}, "Kitchen $5.00 off from $30.00", "厨房 满 $30.00 减 $5.00"},
		{&planner.Event{Kind: planner.Flash, Products: []string{"K1"}, Promo: &planner.Promo{Tool: "live_flash_sale", Price: 999}}, "LIVE flash sale at $9.99 · Kettle", "直播秒杀 $9.99 一口价 · 水壶"},
		{&planner.Event{Kind: planner.Ad, Ad: &planner.AdDetail{Daily: 20000}}, "Ads $200.00 a day · Whole shop", "投放 $200.00/天 · 全店"},
		{&planner.Event{Kind: planner.Milestone, Task: &planner.MilestoneDetail{Type: "samples"}}, "Send samples", "寄样"},
	} {
		if got := b.In("en").In(p.Zone()).EventTitle(p, c.e); got != c.en {
			t.Errorf("en: got %q, want %q", got, c.en)
		}
		if got := b.In("zh").In(p.Zone()).EventTitle(p, c.e); got != c.zh {
			t.Errorf("zh: got %q, want %q", got, c.zh)
		}
	}
}

func BenchmarkEventTitle(b *testing.B) {
	bk, err := Load(os.DirFS("../../assets/translations"))
	if err != nil {
		b.Fatal(err)
	}
	w := bk.In("zh")
	e := &planner.Event{Kind: planner.Coupon, Promo: &planner.Promo{PercentOff: 2500}}
	for b.Loop() {
		w.EventTitle(&planner.Plan{}, e)
	}
}
