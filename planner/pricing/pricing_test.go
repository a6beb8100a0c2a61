package pricing

import (
	"os"
	"testing"
	"time"

	"bfplanner/planner"
)

// base makes a plan of the us-2024 sale with one shop, two lines and the products given, no margin floor but the presets' and no events.
func base(t testing.TB, products ...*planner.Product) *planner.Plan {
	t.Helper()
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	sale, ok := ps.Sales.Get("us-2024")
	if !ok {
		t.Fatal("no us-2024")
	}
	p, err := ps.NewPlan("p", "p", *sale, planner.ShopData{
		Shops:    []*planner.Shop{{ID: "shop"}, {ID: "other"}},
		Lines:    []*planner.Line{{ID: "line", Shop: "shop"}, {ID: "line2", Shop: "shop"}, {ID: "line3", Shop: "other"}},
		Products: products,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// noon is an instant inside the sale.
var noon = time.Date(2024, 11, 20, 20, 0, 0, 0, time.UTC)

func around(t time.Time, d time.Duration) planner.Span {
	return planner.Span{Start: t.Add(-d), End: t.Add(d)}
}

func promo(id, tool string, o planner.Promo) *planner.Event {
	o.Tool = tool
	kind := planner.Coupon
	return &planner.Event{ID: id, Kind: kind, Span: around(noon, time.Hour), Shop: "shop", Channel: planner.TikTok, Promo: &o}
}

func TestFactsExample(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	p.Events = p.Events.Put(promo("C1", "product_discount", planner.Promo{PercentOff: 2000}), promo("C2", "seller_coupon", planner.Promo{PercentOff: 2500}))
	q, err := New(p).At("a", noon)
	if err != nil {
		t.Fatal(err)
	}
	if q.Final.Minor != 1800 || q.Worst.Minor != 1800 || len(q.Chain) != 2 {
		t.Errorf("%+v", q)
	}
	tr := New(p).Trail("a", p.Sale.Campaign())
	for _, x := range tr {
		t.Log(x.At, x.Final, x.Worst, x.MarginFinal, x.Low30, x.Before, x.Begins, x.Ends, x.Expires)
	}
}
