package search

import (
	"math"
	"slices"
	"testing"
)

// TestBestWindows compares a line's windows with all that there could be.
func TestBestWindows(t *testing.T) {
	in := instance(4, shape{1, 3, 2, 6, 12, 1})
	in.Coupon.MinLen, in.Coupon.MaxLen = 2, 3
	in.Shops[0].MaxLines = 1
	p := newProblem(in)
	s, err := begin(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := &mover{state: s, rng: newRNG(3), roster: &roster{p: p}}
	m.steps(3000, lottery(nil), p.heat()/10)
	found := 0
	for g := range in.Lines {
		for _, toll := range []float64{0, 0.05, 0.3, 2} {
			worth := func(list []window) float64 {
				sum, at := 0.0, m.lines[g]
				for _, w := range list {
					sum -= in.Coupon.SetupCost
					for k := range w.n {
						d := w.day + k
						if m.coupons[d] >= in.Shops[0].MaxLines && at.mode[d] == 0 || !p.depth[g][w.mode] {
							return math.Inf(-1)
						}
						gain := at.dayValue(d, w.mode, m.seen[0][d], m.hedged[d]) - at.dayValue(d, 0, m.seen[0][d], m.hedged[d])
						sum += 0.9*gain - (toll+in.Coupon.FatigueCost[k])*float64(p.reserve[g][d*p.modes+w.mode])/100
					}
				}
				return sum
			}
			best := 0.0
			var try func(list []window, first int)
			try = func(list []window, first int) {
				best = max(best, worth(list))
				for d := first; d < p.days; d++ {
					for n := in.Coupon.MinLen; n <= in.Coupon.MaxLen && d+n <= p.days; n++ {
						for mode := 1; mode < p.modes; mode++ {
							try(append(slices.Clone(list), window{mode: mode, day: d, n: n}), d+n+in.Coupon.MinGap)
						}
					}
				}
			}
			try(nil, in.SaleStartDay)
			got := m.bestWindows(g, toll, 0.9, false)
			found += len(got)
			if !m.windowsLegal(g, got) || math.Abs(worth(got)-best) > 1e-6*(1+best) {
				t.Errorf("line %d, toll %.2f: %v is worth %.4f, the best %.4f", g, toll, got, worth(got), best)
			}
		}
	}
	if found == 0 {
		t.Error("no line has a window")
	}
}
