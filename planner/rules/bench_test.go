package rules

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
)

// BenchmarkCheck2000 is a bar: 6 ms for the whole book over 2,000 events on 50 days and twelve lanes.
func BenchmarkCheck2000(b *testing.B) {
	p := plantest.Plan(b, 2000)
	now := p.Sale.Campaign().Start
	b.ReportAllocs()
	for b.Loop() {
		Check(p, now)
	}
}

// season is a plan of 200 products in ten lines and 500 promotions of every tool over 50 days, most of them
// good for something: 330 of single products, 150 of a line, 20 of the whole shop.
func season(t testing.TB) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	var rows []planner.Row
	for i := range 10 {
		rows = append(rows, &planner.Line{ID: fmt.Sprintf("L%d", i), Shop: "main"})
	}
	for i := range 200 {
		rows = append(rows, &planner.Product{SKU: fmt.Sprintf("P%03d", i), Line: fmt.Sprintf("L%d", i%10), Stock: 500,
			Price: 4000 + int64(i)*17, Cost: 500 + int64(i)*4, Ship: 250, Affiliate: 500, Returns: 400, Low30: 3900})
	}
	r := rand.New(rand.NewPCG(1, 2))
	first := p.Sale.Span.Start.AddDate(0, 0, -30)
	for i := range 500 {
		tool := p.Tools.All()[i%p.Tools.Len()].ID
		e := &planner.Event{ID: fmt.Sprintf("C%d", i), Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok,
			Promo: &planner.Promo{Tool: tool, PercentOff: planner.BasisPoints(500 + 500*r.IntN(6)), Quantity: 50, PlatformShare: -1}}
		start := first.Add(time.Duration(r.IntN(49*24)) * time.Hour)
		e.Span = planner.Span{Start: start, End: start.Add(time.Duration(1+r.IntN(72)) * time.Hour)}
		switch {
		case i%25 == 0:
		case i%10 < 3:
			e.Line = fmt.Sprintf("L%d", r.IntN(10))
		default:
			e.Products = []string{fmt.Sprintf("P%03d", r.IntN(200)), fmt.Sprintf("P%03d", r.IntN(200))}
		}
		rows = append(rows, e)
	}
	p, err := p.WithRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drag gives, at each call, the season with one promotion of two products moved by another number of hours.
func drag(t testing.TB) func() *planner.Plan {
	p := season(t)
	e, hours := p.Event("C5"), 0
	return func() *planner.Plan {
		hours = (hours + 1) % 48
		n := *p
		n.Events = n.Events.Put(e.At(e.Span.Shift(time.Duration(hours) * time.Hour)))
		return &n
	}
}

// BenchmarkMarginTick is a bar: 2 ms for the margin rules in a tick of a drag over the season.
func BenchmarkMarginTick(b *testing.B) {
	next := drag(b)
	prices := pricing.New(next())
	lossesOf(prices)
	for b.Loop() {
		prices = prices.Next(next())
		lossesOf(prices)
	}
}

// BenchmarkSeasonTick is the whole book in a tick of a drag over the season, which is full of faults.
func BenchmarkSeasonTick(b *testing.B) {
	next := drag(b)
	check := NewChecker()
	now := next().Sale.Campaign().Start
	n := len(check(next(), now))
	for b.Loop() {
		n = len(check(next(), now))
	}
	b.ReportMetric(float64(n), "findings")
}
