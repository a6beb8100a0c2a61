package pricing

import (
	"fmt"
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

// pacific is an instant of the market's clock.
func pacific(t testing.TB, s string) time.Time {
	t.Helper()
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	at, err := planner.ParseClock(s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// on sets the event's span by the market's clock.
func on(t testing.TB, e *planner.Event, start, end string) *planner.Event {
	e.Span = planner.Span{Start: pacific(t, start), End: pacific(t, end)}
	return e
}

// key returns the key of a problem, or what else the error says.
func key(err error) string {
	if p := planner.AsProblems(err); len(p) == 1 {
		return p[0].Key
	}
	return fmt.Sprint(err)
}

func TestWindowAndTail(t *testing.T) {
	p := base(t)
	dated := *p.Tool("promo_code")
	dated.From, dated.To = planner.Date{Year: 2024, Month: 11, Day: 20}, planner.Date{Year: 2024, Month: 11, Day: 21}
	p.Tools = p.Tools.Put(&dated)
	for _, c := range []struct {
		name, tool       string
		start, end       string
		valid            int
		from, to, expiry string // "" where there is none
	}{
		{"a coupon and its claims of a day", "seller_coupon", "2024-11-20T10:00", "2024-11-20T12:00", 0, "2024-11-20T10:00", "2024-11-20T12:00", "2024-11-21T12:00"},
		{"claims of an hour", "seller_coupon", "2024-11-20T10:00", "2024-11-20T12:00", 60, "2024-11-20T10:00", "2024-11-20T12:00", "2024-11-20T13:00"},
		{"a discount is not claimed", "product_discount", "2024-11-20T10:00", "2024-11-20T12:00", 0, "2024-11-20T10:00", "2024-11-20T12:00", ""},
		{"the sale coupon begins with the sale", "sale_coupon", "2024-11-13T00:00", "2024-11-14T00:00", 0, "2024-11-13T16:00", "2024-11-14T00:00", "2024-11-15T00:00"},
		{"the sale coupon ends with the sale", "sale_coupon", "2024-12-02T00:00", "2024-12-05T00:00", 0, "2024-12-02T00:00", "2024-12-03T00:00", "2024-12-04T00:00"},
		{"the sale coupon outside the sale", "sale_coupon", "2024-12-04T00:00", "2024-12-05T00:00", 0, "", "", ""},
		{"a tool on its dates", "promo_code", "2024-11-19T00:00", "2024-11-25T00:00", 0, "2024-11-20T00:00", "2024-11-22T00:00", ""},
		{"a tool before its dates", "promo_code", "2024-11-01T00:00", "2024-11-02T00:00", 0, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := on(t, promo("C1", c.tool, planner.Promo{Valid: c.valid}), c.start, c.end)
			var window, tail planner.Span
			if c.from != "" {
				window = planner.Span{Start: pacific(t, c.from), End: pacific(t, c.to)}
			}
			if c.expiry != "" {
				tail = planner.Span{Start: window.End, End: pacific(t, c.expiry)}
			}
			if got := Window(p, e); got != window {
				t.Errorf("window %v, want %v", got, window)
			}
			if got := TailOf(p, e); got != tail {
				t.Errorf("tail %v, want %v", got, tail)
			}
		})
	}
	none := []*planner.Event{
		{ID: "V1", Kind: planner.Video, Span: around(noon, time.Hour)},
		{ID: "C1", Kind: planner.Coupon, Promo: &planner.Promo{Tool: "seller_coupon"}},
		promo("C2", "no such tool", planner.Promo{}),
		{ID: "C3", Kind: planner.Coupon, Promo: &planner.Promo{Tool: "seller_coupon"}, Span: planner.Span{Start: noon, End: noon.Add(-time.Hour)}},
	}
	for _, e := range none {
		if !Window(p, e).IsZero() || !TailOf(p, e).IsZero() {
			t.Errorf("%s has window %v and tail %v", e.ID, Window(p, e), TailOf(p, e))
		}
	}
}

func TestPromotionsOfAProduct(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000}, &planner.Product{SKU: "b", Line: "line2", Price: 3000},
		&planner.Product{SKU: "c", Line: "line3", Price: 3000})
	o := planner.Promo{PercentOff: 1000}
	named, line, shop, every, own, early := promo("C1", "seller_coupon", o), promo("C2", "seller_coupon", o), promo("C3", "seller_coupon", o),
		promo("C4", "seller_coupon", o), promo("C5", "seller_coupon", o), promo("C6", "seller_coupon", o)
	named.Products, line.Line, every.Shop, own.Channel = []string{"b", "a", "b"}, "line2", "", "own"
	early.Span = planner.Span{Start: noon.Add(-20 * time.Hour), End: noon.Add(-10 * time.Hour)}
	p.Events = planner.TableOf(named, line, shop, every, own, early)
	book := New(p)
	for _, c := range []struct {
		sku  string
		want string
	}{{"a", "[C1 C3 C4 C6]"}, {"b", "[C1 C2 C3 C4 C6]"}, {"c", "[C4]"}, {"no such", "[]"}} {
		var ids []string
		for _, e := range book.Promotions(c.sku, around(noon, time.Minute)) {
			ids = append(ids, e.ID)
		}
		if got := fmt.Sprint(ids); got != c.want {
			t.Errorf("%s: %s, want %s", c.sku, got, c.want)
		}
	}
	if got := book.Promotions("a", planner.Span{Start: noon.Add(14 * time.Hour), End: noon.Add(15 * time.Hour)}); len(got) != 3 {
		t.Errorf("14 hours on, claims of three coupons work, the early one's no longer: %d", len(got))
	}
}

func TestUnknownAndForeign(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	book := New(p)
	if _, err := book.At("b", noon); key(err) != "pricing.problem.no_product" {
		t.Error(err)
	}
	if _, err := book.Why("b", noon); key(err) != "pricing.problem.no_product" {
		t.Error(err)
	}
	if _, err := book.LowBefore("b", noon); key(err) != "pricing.problem.no_product" {
		t.Error(err)
	}
	if _, err := book.Explain("b", noon, nil); key(err) != "pricing.problem.no_product" {
		t.Error(err)
	}
	if _, err := book.Explain("a", noon, []Step{{Layer: "seller_coupon", Tool: "no such"}}); key(err) != "pricing.problem.no_tool" {
		t.Error(err)
	}
	if _, err := book.UnitMargin("b", noon, planner.Money{}, planner.Money{}, 0); key(err) != "pricing.problem.no_product" {
		t.Error(err)
	}
	if _, err := book.UnitMargin("a", noon, planner.Money{Minor: 1, Currency: "EUR"}, planner.Money{}, 0); key(err) != "pricing.problem.currency" {
		t.Error(err)
	}
	if got := book.Trail("b", around(noon, time.Hour)); got != nil {
		t.Error(got)
	}
	if got := book.Trail("a", planner.Span{Start: noon, End: noon}); got != nil {
		t.Error(got)
	}
	if got := book.Floor("b"); got != (planner.Money{Currency: "USD"}) {
		t.Error(got)
	}
	if _, ok := book.DeepestDiscount([]string{"b"}, around(noon, time.Hour), "seller_coupon"); ok {
		t.Error("a discount for a product that is not there")
	}
}

// TestBadPromotions has what an import may bring past the forms: it is refused by the plan's own check, and priced without harm.
func TestBadPromotions(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Cost: 1000})
	for _, c := range []struct {
		name    string
		problem string
		o       planner.Promo
		final   int64
	}{
		{"over 100 percent", "problem.percent_range", planner.Promo{PercentOff: 15000}, 0},
		{"below zero percent", "problem.percent_range", planner.Promo{PercentOff: -1000}, 3000},
		{"amount below zero", "problem.negative", planner.Promo{AmountOff: -500}, 3000},
		{"share over 100 percent", "problem.percent_range", planner.Promo{PercentOff: 1000, PlatformShare: 20000}, 2700},
		{"amount above the price", "", planner.Promo{AmountOff: 5000}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := promo("C1", "seller_coupon", c.o)
			if err := p.CheckEvent(e); (err == nil) != (c.problem == "") || err != nil && key(err) != c.problem {
				t.Errorf("check says %v, want %q", err, c.problem)
			}
			q, err := New(p).With(e).At("a", noon)
			if err != nil || q.Final.Minor != c.final {
				t.Errorf("%v %v, want %d", q.Final, err, c.final)
			}
			for _, s := range q.Chain {
				if s.SellerPays < 0 || s.SellerPays+s.PlatformPays != s.Off {
					t.Errorf("%+v", s)
				}
			}
		})
	}
}

func TestBadDeliveryFee(t *testing.T) {
	p := base(t)
	if err := p.CheckProduct(&planner.Product{SKU: "a", Line: "line", Price: 3000, ShipFee: -1}); key(err) != "problem.negative" {
		t.Error(err)
	}
}

func TestLargeAmounts(t *testing.T) {
	const price = 8_000_000_000_000_000 // 80 trillion rupiah
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: price})
	p.Events = p.Events.Put(promo("C1", "seller_coupon", planner.Promo{AmountOff: price / 2, MinSpend: price * 2}),
		promo("C2", "product_discount", planner.Promo{PercentOff: 2500}))
	q, err := New(p).At("a", noon)
	if err != nil {
		t.Fatal(err)
	}
	// 25 % off leaves 6e15; half the price off orders of twice the price is a quarter of that: 1.5e15.
	if q.Final.Minor != price/4*3 || q.Worst.Minor != price/16*9 {
		t.Errorf("usual %v, lowest %v", q.Final, q.Worst)
	}
}
