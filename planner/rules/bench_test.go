package rules

import (
	"testing"

	"bfplanner/planner/plantest"
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
