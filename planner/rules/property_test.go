package rules

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
)

// messy is a plan with random faults of every kind: events thrown on a few days around a night on which
// summer time ends or the peak begins, on few hosts, studios and products, with and without a risk window.
func messy(t *testing.T, seed uint64) *fixture {
	f := good(t)
	r := rand.New(rand.NewPCG(seed, 1))
	days := []string{"2024-11-02", "2024-11-14", "2024-11-27", "2024-12-01"}
	first := f.at(days[r.IntN(len(days))] + " 00:00")
	span := func(shortest, longest time.Duration) planner.Span {
		start := first.Add(time.Duration(r.IntN(72*12)) * 5 * time.Minute)
		return planner.Span{Start: start, End: start.Add(shortest + time.Duration(r.Int64N(int64(longest-shortest)))).Truncate(time.Minute)}
	}
	hosts, studios, products := f.p.Hosts.All(), f.p.Studios.All(), f.p.Products.All()
	var lives []*planner.Event
	for range 3 + r.IntN(6) {
		s := span(20*time.Minute, 7*time.Hour)
		if r.IntN(9) == 0 {
			s = span(12*time.Hour, 15*time.Hour)
		}
		e := &planner.Event{ID: fmt.Sprintf("X%d", len(lives)), Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: s, Line: products[r.IntN(len(products))].Line, Live: &planner.LiveDetail{}}
		if r.IntN(8) > 0 {
			e.Live.Studio = studios[r.IntN(2)].ID
		}
		mid := s.Start.Add(s.Length() / 2).Truncate(time.Minute)
		e.Live.Shifts = []planner.Shift{{Host: hosts[r.IntN(3)].ID, Span: planner.Span{Start: s.Start, End: mid}}}
		if r.IntN(4) > 0 {
			e.Live.Shifts = append(e.Live.Shifts, planner.Shift{Host: hosts[r.IntN(3)].ID, Span: planner.Span{Start: mid, End: s.End}})
		}
		lives = append(lives, e)
	}
	f.do(planner.Add{Events: lives})
	tools := []string{"sale_coupon", "seller_coupon", "promo_code", "new_customer_coupon", "product_discount", "flash_deal", "live_flash_sale", "campaign_price", "live_coupon"}
	for i := range 4 + r.IntN(8) {
		tool := tools[r.IntN(len(tools))]
		e := &planner.Event{ID: fmt.Sprintf("P%d", i), Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Span: span(2*time.Minute, 90*time.Hour),
			Promo: &planner.Promo{Tool: tool, PercentOff: planner.BasisPoints(100 * (1 + r.IntN(70))), PlatformShare: -1}}
		if r.IntN(2) == 0 {
			e.Line = products[r.IntN(10)].Line
		} else {
			e.Products = []string{products[r.IntN(4)].SKU, products[4+r.IntN(4)].SKU}
		}
		switch tool {
		case "flash_deal", "live_flash_sale":
			e.Kind = planner.Flash
			if r.IntN(2) == 0 {
				e.Parent = lives[r.IntN(len(lives))].ID
				start := f.p.Event(e.Parent).Span.Start
				e.Span = planner.Span{Start: start, End: start.Add(15 * time.Minute)}
			}
		case "campaign_price":
			e.Promo.PercentOff, e.Promo.Price = 0, 1500
		case "promo_code":
			e.Promo.Code = []string{"", "x", "TOO LONG A CODE", "BF10", "bf-10"}[r.IntN(5)]
		}
		switch r.IntN(8) { // what a hurried hand enters
		case 0:
			e.Promo.AmountOff = int64(1 + r.IntN(5000))
		case 1:
			e.Promo.PercentOff = 0
		case 2:
			e.Promo.PercentOff, e.Promo.AmountOff = 0, int64(1+r.IntN(5000))
		}
		f.do(planner.Add{Events: []*planner.Event{e}})
	}
	for range r.IntN(3) {
		f.product(products[r.IntN(8)].SKU, func(x *planner.Product) { x.Stock, x.Cost = r.IntN(60), x.Cost*int64(r.IntN(3)) })
	}
	for i := range r.IntN(6) {
		s := span(15*time.Minute, 16*time.Minute)
		f.do(planner.Add{Events: []*planner.Event{{ID: fmt.Sprintf("W%d", i), Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Span: s, Line: "pets",
			Clip: &planner.VideoDetail{Type: planner.VideoTypes[r.IntN(3)], Effort: 3, After: "V1", AfterGap: r.IntN(60)}}}})
	}
	if r.IntN(3) == 0 {
		kinds := []planner.RiskKind{planner.ServiceOff, planner.CommerceOff, planner.Deadline, planner.Outage}
		d := planner.DateOf(first, f.p.Zone()).Add(r.IntN(3))
		f.window(kinds[r.IntN(len(kinds))], d.String(), d.Add(r.IntN(2)).String())
	}
	if r.IntN(4) == 0 {
		f.now = first.Add(time.Duration(r.IntN(48)) * time.Hour)
	}
	return f
}

// TestFixesMendMessyPlans is the property that the book promises of every fix, over plans with many faults at once.
func TestFixesMendMessyPlans(t *testing.T) {
	seeds, tried := uint64(40), 0
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		tried += mend(t, fmt.Sprintf("seed %d", seed), messy(t, seed))
	}
	t.Logf("%d fixes tried", tried)
}

func TestFindingsAreInOrderAndHaveTheirOwnKeys(t *testing.T) {
	order := map[string]int{}
	for i, id := range ruleIDs() {
		order[id] = i
	}
	for seed := range uint64(40) {
		f := messy(t, seed)
		list := Check(f.p, f.now)
		keys := map[string]bool{}
		for i, x := range list {
			if keys[x.Key()] {
				t.Errorf("seed %d: two findings have the key %s", seed, x.Key())
			}
			keys[x.Key()] = true
			if !x.Span.IsZero() && !x.Span.Start.Before(x.Span.End) {
				t.Errorf("seed %d: %s has the span %v", seed, x.Key(), x.Span)
			}
			if i == 0 {
				continue
			}
			before := list[i-1]
			if d := rank[before.Severity] - rank[x.Severity]; d > 0 || d == 0 && order[before.Rule] > order[x.Rule] {
				t.Errorf("seed %d: %s stands after %s", seed, x.Key(), before.Key())
			}
		}
		if again := Check(f.p, f.now); !reflect.DeepEqual(bare(list), bare(again)) {
			t.Errorf("seed %d: two checks of one plan differ", seed)
		}
	}
}

// bare is the findings without what cannot be compared.
func bare(list []Finding) []string {
	var out []string
	for _, x := range list {
		out = append(out, fmt.Sprint(x.Key(), x.Span, x.Severity, len(x.Fixes)))
	}
	return out
}

// TestPastIsNotReported moves now on: no finding lies before it, and none is lost that does not.
func TestPastIsNotReported(t *testing.T) {
	for seed := range uint64(20) {
		f := messy(t, seed)
		all := Check(f.p, f.now)
		later := f.now.AddDate(0, 0, 66)
		for _, x := range Check(f.p, later) {
			if !x.Span.IsZero() && !x.Span.End.After(later) {
				t.Errorf("seed %d: %s ended at %v, before %v", seed, x.Key(), x.Span.End, later)
			}
			if !slices.ContainsFunc(all, func(y Finding) bool { return y.Key() == x.Key() }) {
				t.Errorf("seed %d: %s came up with time alone", seed, x.Key())
			}
		}
	}
}

func TestDatesByNumberAreThoseOfTheZone(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	x := newIndex(pricing.New(p), p.Sale.Campaign().Start)
	campaign := p.Sale.Campaign()
	for at := campaign.Start.AddDate(0, 0, -2); at.Before(campaign.End.AddDate(0, 0, 2)); at = at.Add(17 * time.Minute) {
		if got, want := x.day(at), planner.DateOf(at, p.Zone()); got != want {
			t.Fatalf("%v falls on %v, want %v", at, got, want)
		}
	}
	for _, d := range x.dates {
		for _, at := range []time.Time{d.At(0, 0, p.Zone()), d.Add(1).At(0, 0, p.Zone()).Add(-1)} {
			if x.day(at) != d {
				t.Errorf("%v falls on %v, want %v", at, x.day(at), d)
			}
		}
	}
}
