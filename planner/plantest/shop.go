// Package plantest makes plans for tests and benchmarks: the real presets with a made-up shop, empty or
// with as many events as a benchmark wants. Its plans are the same at every call.
package plantest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"bfplanner/planner"
)

// Presets returns the presets that come with the program, wherever in the module the test runs.
func Presets(t testing.TB) *planner.Presets {
	t.Helper()
	_, file, _, _ := runtime.Caller(0)
	ps, err := planner.ReadPresets(os.DirFS(filepath.Join(filepath.Dir(file), "..", "..", "assets", "presets")))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// lines are the product lines of the shop, each with the list price of its first product in cents.
var lines = []struct {
	id, name, zh string
	price        int64
}{
	{"bedding", "Bedding", "床品", 5900},
	{"kitchen", "Kitchen", "厨房", 3400},
	{"lighting", "Lighting", "灯具", 4200},
	{"pets", "Pets", "宠物", 2600},
	{"storage", "Storage", "收纳", 3000},
}

// productsPerLine is how many products each line has.
const productsPerLine = 5

// Shop returns a made-up home-goods shop: one shop, five lines of five products, four hosts, two studios,
// and budgets that a campaign of this size does not use up. Amounts are cents.
func Shop() planner.ShopData {
	var d planner.ShopData
	d.Shops = []*planner.Shop{{ID: "main", Name: "Main shop", CouponBudget: 5_000_000, AdBudget: 2_000_000, VideoBudget: 50_000_000}}
	for i, l := range lines {
		d.Lines = append(d.Lines, &planner.Line{ID: l.id, Shop: "main", Name: l.name, NameZh: l.zh, AirtimeShare: 2000})
		for j := range productsPerLine {
			price := l.price + int64(j)*700
			d.Products = append(d.Products, &planner.Product{
				SKU: fmt.Sprintf("SKU-%d%d", i+1, j+1), Line: l.id, Name: fmt.Sprintf("%s %d", l.name, j+1), NameZh: fmt.Sprintf("%s %d 号", l.zh, j+1),
				Price: price, Cost: price * 22 / 100, Ship: 350, Low30: price * 95 / 100, Stock: 1200, Affiliate: 500, Returns: 400,
			})
		}
	}
	for i, name := range []string{"Ana", "Ben", "Chloe", "Dee"} {
		h := &planner.Host{ID: string(rune('a'+i)) + "-host", Name: name, Mult: 10000, CostHour: 6100, MinShift: 60, MaxShift: 240, Break: 60, MaxDay: 360, MaxWeek: 2400, Rest: 600}
		for day := time.Sunday; day <= time.Saturday; day++ {
			h.Hours = append(h.Hours, planner.HostHours{Day: day, From: 8 * 60, To: 24 * 60})
		}
		d.Hosts = append(d.Hosts, h)
	}
	d.Studios = []*planner.Studio{{ID: "s1", Name: "Studio 1", CostHour: 1800, Setup: 60}, {ID: "s2", Name: "Studio 2", CostHour: 1800, Setup: 60}}
	return d
}

// Empty returns a plan of the sale without events, with the given ID of the presets' sales.
func Empty(t testing.TB, sale string) *planner.Plan {
	t.Helper()
	ps := Presets(t)
	s, ok := ps.Sales.Get(sale)
	if !ok {
		t.Fatalf("no sale %s in the presets", sale)
	}
	p, err := ps.NewPlan("plan-"+sale, "Test plan "+sale, *s, Shop())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Do applies the command and returns the new plan; an error ends the test.
func Do(t testing.TB, p *planner.Plan, c planner.Command) *planner.Plan {
	t.Helper()
	n, err := c.Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	return &n
}

// At returns the instant of a clock time of the plan's market, written "2024-11-29 16:00".
func At(t testing.TB, p *planner.Plan, clock string) time.Time {
	t.Helper()
	at, err := planner.ParseClock(clock, p.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return at
}
