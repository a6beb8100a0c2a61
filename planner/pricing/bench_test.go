package pricing

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"bfplanner/planner"
)

// season makes a plan of 200 products in ten lines and 500 promotions of every tool over 50 days of
// seeding and sale: 330 of single products, 150 of a line, 20 of the whole shop.
func season(t testing.TB) *planner.Plan {
	var products []*planner.Product
	for i := range 200 {
		products = append(products, &planner.Product{SKU: fmt.Sprintf("P%03d", i), Line: fmt.Sprintf("L%d", i%10),
			Price: 2000 + int64(i)*17, Cost: 500 + int64(i)*4, Ship: 250, Affiliate: 500, Returns: 400, Low30: 1900})
	}
	p := base(t)
	for i := range 10 {
		p.Lines = p.Lines.Put(&planner.Line{ID: fmt.Sprintf("L%d", i), Shop: "shop"})
	}
	p.Products = planner.TableOf(products...)
	r := rand.New(rand.NewPCG(1, 2))
	first := p.Sale.Span.Start.AddDate(0, 0, -30)
	tools := []string{"sale_coupon", "seller_coupon", "promo_code", "follower_coupon", "new_customer_coupon", "live_coupon",
		"product_discount", "flash_deal", "live_flash_sale", "platform_flash_sale", "campaign_price", "platform_coupon", "shipping_discount"}
	var events []*planner.Event
	for i := range 500 {
		tool := tools[i%len(tools)]
		o := &planner.Promo{Tool: tool, PercentOff: planner.BasisPoints(500 + 500*r.IntN(6)), PlatformShare: -1}
		if tool == "live_flash_sale" {
			o.Quantity = 50
		}
		e := &planner.Event{ID: fmt.Sprintf("C%d", i), Kind: planner.Coupon, Shop: "shop", Channel: planner.TikTok, Promo: o}
		start := first.Add(time.Duration(r.IntN(49*24)) * time.Hour)
		e.Span = planner.Span{Start: start, End: start.Add(time.Duration(1+r.IntN(72)) * time.Hour)}
		switch {
		case i%25 == 0:
		case i%10 < 3:
			e.Line = fmt.Sprintf("L%d", r.IntN(10))
		default:
			e.Products = []string{products[r.IntN(200)].SKU, products[r.IntN(200)].SKU}
		}
		events = append(events, e)
	}
	p.Events = planner.TableOf(events...)
	return p
}

func fifty(p *planner.Plan) planner.Span {
	first := p.Sale.Span.Start.AddDate(0, 0, -30)
	return planner.Span{Start: first, End: first.AddDate(0, 0, 50)}
}

func BenchmarkNew(b *testing.B) {
	p := season(b)
	for b.Loop() {
		New(p)
	}
}

func BenchmarkTrail200x50x500(b *testing.B) {
	p := season(b)
	span := fifty(p)
	n := 0
	for b.Loop() {
		book := New(p)
		n = 0
		for _, x := range p.Products.All() {
			n += len(book.Trail(x.SKU, span))
		}
	}
	b.ReportMetric(float64(n), "points")
}

func BenchmarkLowestMargins(b *testing.B) {
	p := season(b)
	n := 0
	for b.Loop() {
		n = len(New(p).LowestMargins())
	}
	b.ReportMetric(float64(n), "shortfalls")
}

// benchDrag measures the margin check of the whole plan in one tick of a drag: an event moves by an hour, back and forth.
func benchDrag(b *testing.B, id string) {
	p := season(b)
	book := New(p)
	book.LowestMargins()
	e := p.Event(id)
	hours := 0
	for b.Loop() {
		hours = (hours + 1) % 48
		book = book.With(e.At(e.Span.Shift(time.Duration(hours) * time.Hour)))
		book.LowestMargins()
	}
}

func BenchmarkDragProductCoupon(b *testing.B) { benchDrag(b, "C5") }
func BenchmarkDragLineCoupon(b *testing.B)    { benchDrag(b, "C1") }
func BenchmarkDragShopCoupon(b *testing.B)    { benchDrag(b, "C0") }

// BenchmarkDeepestDiscount asks for the deepest sale coupon on a line of 20 products over three days.
func BenchmarkDeepestDiscount(b *testing.B) {
	p := season(b)
	var skus []string
	for i := range 20 {
		skus = append(skus, fmt.Sprintf("P%03d", 10*i+3))
	}
	book := New(p)
	span := planner.Span{Start: p.Sale.Span.Start, End: p.Sale.Span.Start.AddDate(0, 0, 3)}
	for b.Loop() {
		book.DeepestDiscount(skus, span, "sale_coupon")
	}
}

func BenchmarkAt(b *testing.B) {
	p := season(b)
	book := New(p)
	for b.Loop() {
		if _, err := book.At("P003", noon); err != nil {
			b.Fatal(err)
		}
	}
}
