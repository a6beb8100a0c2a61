package pricing

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
)

func TestWhy(t *testing.T) {
	money := func(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: "USD"} }
	ended := promo("C1", "seller_coupon", planner.Promo{PercentOff: 5000})
	ended.Span = planner.Span{Start: noon.Add(-3 * time.Hour), End: noon.Add(-time.Hour)}
	old := promo("C9", "seller_coupon", planner.Promo{PercentOff: 5000})
	old.Span = planner.Span{Start: noon.Add(-72 * time.Hour), End: noon.Add(-48 * time.Hour)}
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	p.Events = planner.TableOf(
		promo("D1", "product_discount", planner.Promo{PercentOff: 5000}),
		promo("F1", "flash_deal", planner.Promo{PercentOff: 2000}),
		promo("F2", "flash_deal", planner.Promo{PercentOff: 1000}),
		promo("K1", "campaign_price", planner.Promo{Price: 3000}),
		ended, old,
		promo("C2", "seller_coupon", planner.Promo{PercentOff: 2500}),
		promo("C3", "seller_coupon", planner.Promo{PercentOff: 2500}),
		promo("C4", "seller_coupon", planner.Promo{AmountOff: 500}),
		promo("C5", "follower_coupon", planner.Promo{PercentOff: 4000}),
		promo("C6", "seller_coupon", planner.Promo{PercentOff: 4000, MinSpend: 2401}),
		promo("P1", "platform_coupon", planner.Promo{PercentOff: 2000, MaxOff: 100, PlatformShare: -1}),
		promo("G1", "live_giveaway", planner.Promo{PercentOff: 2000}),
	)
	want := []Reason{ // 30.00 - 20 % = 24.00 - 25 % = 18.00 - 1.00 = 17.00
		{"product_price", "flash_deal", "F1", true, planner.T("pricing.why.applies", money(600), money(2400))},
		{"product_price", "product_discount", "D1", false, planner.T("pricing.why.rank", planner.T("tool.flash_deal"), "F1")},
		{"product_price", "flash_deal", "F2", false, planner.T("pricing.why.smaller", money(300), "F1", money(600))},
		{"product_price", "campaign_price", "K1", false, planner.T("pricing.why.nothing", money(3000))},
		{"seller_coupon", "seller_coupon", "C2", true, planner.T("pricing.why.applies", money(600), money(1800))},
		{"seller_coupon", "seller_coupon", "C1", false, planner.T("pricing.why.held", ended.Span.End, ended.Span.End.Add(24*time.Hour))},
		{"seller_coupon", "seller_coupon", "C3", false, planner.T("pricing.why.equal", "C2")},
		{"seller_coupon", "seller_coupon", "C4", false, planner.T("pricing.why.smaller", money(500), "C2", money(600))},
		{"seller_coupon", "follower_coupon", "C5", false, planner.T("pricing.why.audience", planner.T("audience.follower"))},
		{"seller_coupon", "seller_coupon", "C6", false, planner.T("pricing.why.min_spend", money(2401), money(2400))},
		{"platform_coupon", "platform_coupon", "P1", true, planner.T("pricing.why.capped", money(100), money(1700))},
	}
	got, err := New(p).Why("a", noon)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d reasons: %v", len(got), got)
	}
	for i := range got {
		if got[i].Why.String() != want[i].Why.String() || got[i].Event != want[i].Event || got[i].Applies != want[i].Applies ||
			got[i].Layer != want[i].Layer || got[i].Tool != want[i].Tool {
			t.Errorf("%d: %+v\nwant %+v", i, got[i], want[i])
		}
	}
}

func TestWhyOfAdditiveAndClamped(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 1000})
	l, _ := p.Layers.Get("seller_coupon")
	n := *l
	n.Mode = planner.Additive
	p.Layers = p.Layers.Put(&n)
	p.Events = planner.TableOf(
		promo("C1", "seller_coupon", planner.Promo{AmountOff: 600}),
		promo("C2", "seller_coupon", planner.Promo{AmountOff: 600}),
		promo("C3", "seller_coupon", planner.Promo{AmountOff: 600}),
		promo("C4", "seller_coupon", planner.Promo{AmountOff: 100, MinSpend: 500}),
	)
	got, err := New(p).Why("a", noon)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, r := range got {
		keys = append(keys, r.Event+" "+strings.TrimPrefix(r.Why.Key, "pricing.why."))
	}
	if s := strings.Join(keys, ", "); s != "C1 applies, C2 clamped, C3 nothing, C4 min_spend" {
		t.Error(s)
	}
}

// TestWords has every key of this package in both languages.
func TestWords(t *testing.T) {
	why := []string{"applies", "capped", "clamped", "held", "audience", "min_spend", "nothing", "rank", "smaller", "equal"}
	problems := []string{"no_product", "no_tool", "currency"}
	for _, lang := range []string{"en", "zh-Hans"} {
		b, err := os.ReadFile("../../assets/translations/" + lang + "/pricing.json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
		need := func(key string) {
			if words[key] == "" {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
		for _, k := range why {
			need("pricing.why." + k)
		}
		for _, k := range problems {
			need("pricing.problem." + k)
			need("pricing.problem." + k + ".fix")
		}
		for _, tool := range base(t).Tools.All() {
			if tool.Audience != "" {
				need("audience." + tool.Audience)
			}
		}
	}
}
