package prices

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
	"bfplanner/ui/prices/chart"
)

func TestTheChartFillsItsRoom(t *testing.T) {
	for _, c := range []struct {
		size fyne.Size
		k    float32
	}{{fyne.NewSize(800, 500), 1}, {fyne.NewSize(320, 220), 1}, {fyne.NewSize(1200, 700), 1.5}, {fyne.NewSize(10, 10), 1}} {
		a := areasOf(c.size, c.k)
		parts := []chart.Rect{a.legend, a.price, a.margin, a.days}
		for i, r := range parts {
			if r.W < 0 || r.H < 0 {
				t.Errorf("%v at %v: part %d is %v", c.size, c.k, i, r)
			}
			if i > 0 && r.Y < parts[i-1].Y+parts[i-1].H {
				t.Errorf("%v at %v: part %d begins before the one above ends", c.size, c.k, i)
			}
		}
		if bottom := a.days.Y + a.days.H; c.size.Height > 100 && (bottom < c.size.Height-0.1 || bottom > c.size.Height+0.1) {
			t.Errorf("%v at %v: it ends at %v", c.size, c.k, bottom)
		}
	}
}

func TestBoundsHoldEverything(t *testing.T) {
	points := []pricing.Point{{Quote: pricing.Quote{List: planner.Money{Minor: 300}}}, {Quote: pricing.Quote{List: planner.Money{Minor: 100}}}}
	of := func(p pricing.Point) []int64 { return []int64{p.List.Minor} }
	if lo, hi := bounds(points, of, 0, 250); lo != 0 || hi != 300 {
		t.Errorf("bounds %d to %d", lo, hi)
	}
	if lo, hi := bounds(nil, of); lo != 0 || hi != 0 {
		t.Errorf("bounds of nothing %d to %d", lo, hi)
	}
	if lo, hi := padded(1000, 1000); lo >= 1000 || hi <= 1000 {
		t.Errorf("padded %d to %d", lo, hi)
	}
}

func TestTheTrailReachesFromTheSeedingMonthToTheEndOfTheTail(t *testing.T) {
	p := season(t)
	tr := newTrail(pricing.New(p), "SKU-31")
	if want := plantest.At(t, p, "2024-10-14"); !tr.whole.Start.Equal(want) || !tr.whole.End.Equal(p.Sale.Campaign().End) {
		t.Errorf("the trail is %v", tr.whole)
	}
	if !tr.points[0].At.Equal(tr.whole.Start) {
		t.Errorf("its first point is at %v", tr.points[0].At)
	}
}

func TestStepsAreThePointsAtWhichSomethingChanges(t *testing.T) {
	tr := newTrail(pricing.New(season(t)), "SKU-31")
	for i := 1; i < len(tr.steps); i++ {
		if sameAmounts(tr.points[tr.steps[i]], tr.points[tr.steps[i]-1]) {
			t.Errorf("at %v nothing changes", tr.points[tr.steps[i]].At)
		}
		if len(tr.causes(tr.steps[i])) == 0 {
			t.Errorf("the step at %v has no cause", tr.points[tr.steps[i]].At)
		}
	}
	for i, p := range tr.points {
		if i > 0 && !sameAmounts(p, tr.points[i-1]) && !slices.Contains(tr.steps, i) {
			t.Errorf("the step at %v is left out", p.At)
		}
	}
	if tr.causes(0) != nil || tr.causes(len(tr.points)) != nil {
		t.Error("what is no step has a cause")
	}
}

func TestBesideWalksFromAnywhere(t *testing.T) {
	p := season(t)
	tr := newTrail(pricing.New(p), "SKU-31")
	first, last := tr.points[tr.steps[0]].At, tr.points[tr.steps[len(tr.steps)-1]].At
	noon, evening := plantest.At(t, p, "2024-11-20 12:00"), plantest.At(t, p, "2024-11-20 18:00")
	for _, c := range []struct {
		name string
		from time.Time
		n    int
		want time.Time
	}{
		{"on to the next", noon, 1, evening}, {"back from within", noon.Add(time.Hour), -1, noon}, {"back from a step", evening, -1, noon},
		{"before the first", first, -1, first}, {"after the last", last, 5, last}, {"from outside", first.Add(-time.Hour), 1, first},
	} {
		if got := tr.beside(c.from, c.n); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := (&trail{}).beside(noon, 1); !got.Equal(noon) {
		t.Errorf("on an empty trail: %v", got)
	}
}
