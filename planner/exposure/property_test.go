package exposure_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/plantest"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
)

// laidOut is a plan of the sale as the planner lays it out.
func laidOut(t testing.TB, sale string) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, sale)
	out, err := schedule.Solve(t.Context(), schedule.Request{Plan: p, Now: p.Sale.Campaign().Start, Check: rules.Check, Change: 1, Long: true, Moves: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, p, out.Command)
}

func amounts(e exposure.Exposure) []int64 {
	return []int64{e.UnsoldGMV.Minor, e.StuckUnits, e.StuckCost.Minor, e.OpenCoupons, e.OpenCouponCost.Minor, e.Unsettled.Minor, e.OpenReturns.Minor, e.SunkCost.Minor}
}

func TestALiveSellsWhatTheReserveExpects(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	d := exposure.NewDemand(p)
	live := &planner.Event{Kind: planner.Live, Shop: "main", Live: &planner.LiveDetail{}}
	rates := d.LiveRates(live)
	coupon := &planner.Event{ID: "C1", Kind: planner.Coupon, Shop: "main", Span: p.Sale.Span, Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2200}}
	reserved := map[planner.Date]int{}
	for _, day := range rules.CouponReserves(p)(coupon) {
		reserved[day.Date] = day.Redemptions
	}
	for _, date := range p.Horizon() {
		var sum float64
		for _, rate := range rates {
			sum += rate * p.Num("reserve_live_hours") * d.On(date) * (1 + d.Uplift(0.22, d.On(date)))
		}
		if want, ok := reserved[date]; ok && math.Abs(sum-float64(want)) > 0.501 {
			t.Errorf("%v: %v orders in %v h live, the rule book has %d", date, sum, p.Num("reserve_live_hours"), want)
		}
	}
	if len(reserved) != 20 {
		t.Errorf("the coupon runs on %d days", len(reserved))
	}
	if len(rates) != p.Products.Len() {
		t.Errorf("a live of the shop sells %d products", len(rates))
	}
	narrow := d.LiveRates(&planner.Event{Kind: planner.Live, Line: "kitchen", Shop: "main"})
	var sum float64
	for _, r := range narrow {
		sum += r
	}
	if want := p.Num("cold_viewers_hour") * p.Num("conv_live_cold") / 10000; len(narrow) != 5 || math.Abs(sum-want) > 1e-9 {
		t.Errorf("a live of one line sells %v of %d products an hour, want all its %v viewers' orders", sum, len(narrow), want)
	}
}

func TestExposureOfALaidOutPlan(t *testing.T) {
	for _, sale := range []string{"us-2024", "us-2025", "us-2026"} {
		p := laidOut(t, sale)
		m := exposure.New(p, p.Sale.Campaign().Start)
		before := m.At(p.Sale.Campaign().Start)
		var gmv, orders, units int64
		for _, d := range m.Days() {
			gmv += d.GMV.Minor
			orders += d.Orders
			for _, n := range d.Units {
				units += n
			}
		}
		if gmv == 0 || before.UnsoldGMV.Minor != gmv || before.StuckUnits != orders || units != orders {
			t.Errorf("%s: before it %v is unsold in %d units, the days add up to %d in %d and %d", sale, before.UnsoldGMV, before.StuckUnits, gmv, orders, units)
		}
		last := int64(math.MaxInt64)
		var seen [8]bool
		for at := p.Sale.Campaign().Start; at.Before(m.End().Add(72 * time.Hour)); at = at.Add(5 * time.Hour) {
			e := m.At(at)
			for i, v := range amounts(e) {
				if v < 0 {
					t.Fatalf("%s %v: %+v", sale, at, e)
				}
				seen[i] = seen[i] || v > 0
				if !at.Before(m.End()) && v != 0 {
					t.Errorf("%s: after the last tail %+v", sale, e)
				}
			}
			if e.UnsoldGMV.Minor > last {
				t.Errorf("%s %v: unsold rises to %v", sale, at, e.UnsoldGMV)
			}
			last = e.UnsoldGMV.Minor
		}
		if fmt.Sprint(seen) != fmt.Sprint([8]bool{true, true, true, true, true, true, true, true}) {
			t.Errorf("%s: some part is never above zero: %v", sale, seen)
		}
	}
}

func TestNeverNegativeWhateverTheTails(t *testing.T) {
	base := laidOut(t, "us-2024")
	rapid.Check(t, func(t *rapid.T) {
		n := func(id string, low, high int, names string) *planner.Param {
			x := &planner.Param{ID: id, Unit: "-", Origin: "own"}
			for _, name := range strings.Fields(names) {
				x.Values = append(x.Values, float64(rapid.IntRange(low, high).Draw(t, id+name)))
			}
			return x
		}
		p, err := planner.Put{Rows: []planner.Row{n("delivery_days", 0, 60, "d"), n("settlement_days", 0, 40, "d"), n("payout_days", 0, 90, "from to"),
			n("shelf_cap_day", 0, 5000, "v"), n("conv_live_cold", 0, 10000, "c"), n("conv_shelf", 0, 10000, "c")}}.Apply(*base)
		if err != nil {
			t.Fatal(err)
		}
		m := exposure.New(&p, p.Sale.Span.Start)
		for range 20 {
			at := p.Sale.Campaign().Start.Add(time.Duration(rapid.Int64Range(0, int64(300*24*time.Hour)).Draw(t, "at")))
			for i, v := range amounts(m.At(at)) {
				if v < 0 || v > 0 && !at.Before(m.End()) {
					t.Fatalf("part %d at %v is %d; the last tail ends %v", i, at, v, m.End())
				}
			}
		}
		var orders int64
		for _, d := range m.Days() {
			for sku, units := range d.Units {
				if x := p.Product(sku); units < 0 || units > int64(x.Stock+x.InboundStock) {
					t.Fatalf("%d units of %s on %v", units, sku, d.Date)
				}
				orders += units
			}
		}
		if left, _ := m.Surplus(); left < 0 || left+orders != int64(1200*p.Products.Len()) {
			t.Fatalf("%d units sold and %d left do not add up to the stock", orders, left)
		}
	})
}

func TestFlagsOfWhatHappened(t *testing.T) {
	p24, p25 := laidOut(t, "us-2024"), laidOut(t, "us-2025")
	flagged := func(p *planner.Plan, now time.Time, span planner.Span, ids ...string) (n int) {
		for _, d := range risk.Flagged(p, now, span) {
			for _, h := range d.Windows {
				for _, id := range ids {
					if h.Window.ID == id {
						n++
					}
				}
			}
		}
		return n
	}
	late := planner.Forever.Add(-time.Hour)
	for _, w := range p24.Risks.All() {
		if w.Kind == planner.OtherService && flagged(p24, late, p24.Sale.Campaign(), w.ID)+flagged(p25, late, p25.Sale.Campaign(), w.ID) > 0 {
			t.Errorf("%s, the closing of another service, flags dates", w.ID)
		}
	}
	for _, f := range rules.Check(p24, p24.Sale.Campaign().Start) {
		if f.Rule == "event-in-ban-window" && p24.Sale.Span.Overlaps(f.Span) {
			t.Errorf("finding in the sale: %v", f)
		}
	}
	// The deadline of 2025-01-19 with the three days after it, and the pause to 2025-12-16 and 2026-01-23 likewise.
	deadline := "us-2025-01-19-deadline"
	if a, b := flagged(p24, p24.Sale.Span.Start, p24.Sale.Span, deadline), flagged(p24, p24.Sale.Span.Start, p24.Sale.Campaign(), deadline); a != 0 || b != 4 {
		t.Errorf("the deadline flags %d dates of the sale and %d of the campaign, want 0 and 4", a, b)
	}
	if n := flagged(p25, late, p25.Sale.Campaign(), "us-2025-12-16-paused-deadline", "us-2026-01-23-paused-deadline"); n != 8 {
		t.Errorf("the pauses flag %d dates of us-2025, want 8", n)
	}
}

func TestExpectedLossGrowsWithChance(t *testing.T) {
	base := laidOut(t, "us-2024")
	base.Risks = planner.Table[*planner.RiskWindow]{}
	kinds := []planner.RiskKind{planner.ServiceOff, planner.CommerceOff, planner.Deadline, planner.Outage, planner.PausedDeadline}
	days := base.Sale.Campaign().Dates(base.Zone())
	rapid.Check(t, func(t *rapid.T) {
		p := *base
		var windows []*planner.RiskWindow
		for i := range rapid.IntRange(1, 3).Draw(t, "windows") {
			d := rapid.SampledFrom(days).Draw(t, "day")
			windows = append(windows, &planner.RiskWindow{ID: fmt.Sprint("w", i), Markets: []string{"US"}, Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
				Span:        planner.Span{Start: d.At(0, 0, p.Zone()), End: d.Add(rapid.IntRange(1, 9).Draw(t, "length")).At(0, 0, p.Zone())},
				Probability: planner.BasisPoints(rapid.IntRange(0, 9999).Draw(t, "chance"))})
		}
		now := days[rapid.IntRange(0, len(days)-1).Draw(t, "now")].At(9, 0, p.Zone())
		p.Risks = planner.TableOf(windows...)
		low := exposure.New(&p, now).Expected().Total().Minor
		more := *windows[0]
		more.Probability = planner.BasisPoints(rapid.IntRange(int(more.Probability), 10000).Draw(t, "more"))
		p.Risks = p.Risks.Put(&more)
		if high := exposure.New(&p, now).Expected().Total().Minor; high < low || low < 0 {
			t.Fatalf("with a chance of %d after %d the loss is %d after %d", more.Probability, windows[0].Probability, high, low)
		}
	})
}

func TestMeanOfWorstByEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 5).Draw(t, "n")
		losses, chances := make([]int64, n), make([]planner.BasisPoints, n)
		for i := range n {
			losses[i], chances[i] = int64(rapid.IntRange(0, 1000).Draw(t, "loss")), planner.BasisPoints(rapid.IntRange(0, 10000).Draw(t, "chance"))
		}
		var mean float64
		for set := range 1 << n {
			p, worst := 1.0, int64(0)
			for i := range n {
				if set>>i&1 == 1 {
					p, worst = p*chances[i].Fraction(), max(worst, losses[i])
				} else {
					p *= 1 - chances[i].Fraction()
				}
			}
			mean += p * float64(worst)
		}
		if got := exposure.MeanOfWorst(losses, chances); math.Abs(float64(got)-mean) > 0.501 {
			t.Fatalf("mean %d, by all %d cases %v", got, 1<<n, mean)
		}
	})
}

func TestClaimedBySimulation(t *testing.T) {
	span := planner.Span{Start: time.Unix(0, 0), End: time.Unix(0, 0).Add(10 * time.Hour)}
	for _, valid := range []time.Duration{time.Hour, 10 * time.Hour, 30 * time.Hour} {
		for h := -2; h < 45; h += 3 {
			at := span.Start.Add(time.Duration(h) * time.Hour)
			var sum float64
			const n = 4000
			for i := range n {
				age := at.Sub(span.Start.Add(span.Length() * time.Duration(2*i+1) / (2 * n))).Hours()
				if age >= 0 && age < valid.Hours() {
					sum += 1 - age/valid.Hours()
				}
			}
			if got := exposure.Claimed(span, valid, at); math.Abs(got-sum/n) > 0.001 {
				t.Errorf("valid %v, hour %d: %v, want %v", valid, h, got, sum/n)
			}
		}
	}
}

func BenchmarkCurveOf90Days(b *testing.B) {
	p := laidOut(b, "us-2024")
	now := p.Sale.Campaign().Start
	span := planner.Span{Start: p.Sale.Span.Start, End: p.Sale.Span.Start.Add(90 * 24 * time.Hour)}
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			exposure.New(p, now).Curve(span, 24*time.Hour)
		}
	})
	m := exposure.New(p, now)
	b.Run("hourly-from-model", func(b *testing.B) {
		for b.Loop() {
			m.Curve(span, time.Hour)
		}
	})
	b.Run("at", func(b *testing.B) {
		for b.Loop() {
			m.At(span.Start)
		}
	})
	b.Run("expected", func(b *testing.B) {
		for b.Loop() {
			m.Expected()
		}
	})
}
