package rules

import (
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// TestImpossiblePromotionsAreRefused edits C1 into what cannot be: a Problem that names the event, with its
// remedy in every language, and no plan.
func TestImpossiblePromotionsAreRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		key    string
		change func(e *planner.Event)
	}{
		{"percent over 100", "problem.percent_range", func(e *planner.Event) { e.Promo.PercentOff = 10001 }},
		{"percent below 0", "problem.percent_range", func(e *planner.Event) { e.Promo.PercentOff = -1 }},
		{"share over 100", "problem.percent_range", func(e *planner.Event) { e.Promo.PlatformShare = 10001 }},
		{"amount below 0", "problem.negative", func(e *planner.Event) { e.Promo.AmountOff = -1 }},
		{"quantity below 0", "problem.negative", func(e *planner.Event) { e.Promo.Quantity = -1 }},
		{"end before start", "problem.end_before_start", func(e *planner.Event) { e.Span.Start, e.Span.End = e.Span.End, e.Span.Start }},
		{"end at start", "problem.end_before_start", func(e *planner.Event) { e.Span.End = e.Span.Start }},
		{"unknown SKU", "problem.unknown_ref", func(e *planner.Event) { e.Products = []string{"SKU-99"} }},
		{"unknown line", "problem.unknown_ref", func(e *planner.Event) { e.Line = "garden" }},
		{"unknown tool", "problem.unknown_ref", func(e *planner.Event) { e.Promo.Tool = "voucher" }},
		{"no promotion", "problem.event_detail", func(e *planner.Event) { e.Promo = nil }},
	} {
		f := good(t)
		n := *f.p.Event("C1")
		o := *n.Promo
		n.Promo = &o
		c.change(&n)
		_, err := planner.Change{Events: []*planner.Event{&n}}.Apply(*f.p)
		list := planner.AsProblems(err)
		if len(list) != 1 || list[0].Key != c.key || !slices.Contains(list[0].Args, any("C1")) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, lang := range langs {
			all := texts(t, lang)
			for _, key := range []string{c.key, c.key + ".fix"} {
				if text := all[key]; strings.TrimSpace(text) == "" || unfilled(text, len(list[0].Args)) != nil {
					t.Errorf("%s: %s: %s reads %q with %d arguments", c.name, lang, key, text, len(list[0].Args))
				}
			}
		}
	}
}

func TestImpossibleProductsAreRefused(t *testing.T) {
	for _, c := range []struct {
		name, key string
		change    func(x *planner.Product)
	}{
		{"no price", "problem.price", func(x *planner.Product) { x.Price = 0 }},
		{"cost below 0", "problem.negative", func(x *planner.Product) { x.Cost = -1 }},
		{"floor over 100", "problem.percent_range", func(x *planner.Product) { x.MarginFloor = 10001 }},
		{"unknown line", "problem.unknown_ref", func(x *planner.Product) { x.Line = "garden" }},
	} {
		f := good(t)
		n := *f.p.Product("SKU-21")
		c.change(&n)
		_, err := planner.Put{Rows: []planner.Row{&n}}.Apply(*f.p)
		if list := planner.AsProblems(err); len(list) != 1 || list[0].Key != c.key || !slices.Contains(list[0].Args, any("SKU-21")) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestAnAmountAbovePriceEndsAtZero holds the finding against the price that a buyer pays.
func TestAnAmountAbovePriceEndsAtZero(t *testing.T) {
	f := good(t)
	f.coupon("D1", planner.Promo{Tool: "platform_coupon", AmountOff: 3500}, "SKU-21", "SKU-22")
	x := f.one("promo-amount-above-price")
	if x.Args[1] != f.p.Product("SKU-21") || x.Args[4] != 1 {
		t.Errorf("says %v", x.Args)
	}
	prices := newIndex(pricing.New(f.p), f.now).book
	quote, err := prices.At("SKU-21", f.at("2024-11-20 12:00"))
	if err != nil || quote.Final.Minor != 0 {
		t.Errorf("a buyer pays %v (%v), want nothing", quote.Final, err)
	}
	f.do(x.Fixes[0].Command)
	if got := f.p.Event("D1").Products; !slices.Equal(got, []string{"SKU-22"}) {
		t.Errorf("after the fix it is about %v", got)
	}
}

// TestWhatCountsOfTwoDiscounts holds the discount that the fix keeps against the price worked out before it.
func TestWhatCountsOfTwoDiscounts(t *testing.T) {
	for _, o := range []planner.Promo{
		{Tool: "product_discount", PercentOff: 1000, AmountOff: 200},
		{Tool: "product_discount", PercentOff: 1000, Price: 3000},
		{Tool: "product_discount", AmountOff: 200, Price: 3000},
		{Tool: "product_discount", PercentOff: 1000, AmountOff: 200, Price: 3000},
	} {
		f := good(t)
		f.coupon("D1", o)
		at := f.at("2024-11-20 12:00")
		before, err := pricing.New(f.p).At("SKU-22", at)
		if err != nil {
			t.Fatal(err)
		}
		f.do(f.one("promo-two-discounts").Fixes[0].Command)
		after, err := pricing.New(f.p).At("SKU-22", at)
		if err != nil || after.Final != before.Final {
			t.Errorf("%+v: %v before, %v after the fix (%v)", o, before.Final, after.Final, err)
		}
	}
}

func TestASplitKeepsEveryProductOnce(t *testing.T) {
	f := good(t)
	f.many(1001)
	before := f.p.Event("C2").Products
	f.do(f.one("promo-too-many-products").Fixes[0].Command)
	var all []string
	codes := map[string]bool{}
	for _, e := range f.p.Events.All() {
		if e.Promo != nil && e.Promo.Tool == "promo_code" {
			all = append(all, e.Products...)
			codes[e.Promo.Code] = true
		}
	}
	slices.Sort(all)
	if !slices.Equal(all, before) || len(codes) != 2 {
		t.Errorf("%d products in parts of %d codes, want %d in 2", len(all), len(codes), len(before))
	}
}
