package forecast

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

func load(t testing.TB, name string) (*Instance, *Solution) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := ReadInstance(b)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = os.ReadFile("testdata/" + name + ".plan.json"); err != nil {
		t.Fatal(err)
	}
	var s Solution
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return in, &s
}

// TestReferencePlans holds the score against two plans whose value was found by an exact solver.
func TestReferencePlans(t *testing.T) {
	for _, c := range []struct {
		name  string
		value float64
		terms Terms // to the unit
	}{
		{"tiny-1", 79710.1432, Terms{87581, 604, -7491, -694, -50, -240}},
		{"small-1", 131114.4877, Terms{154863, 9281, -30276, -2327, -307, -120}},
	} {
		in, s := load(t, c.name)
		got := Score(in, s)
		if math.Abs(got.Value()-c.value) > 0.00005 {
			t.Errorf("%s: %.4f, want %.4f", c.name, got.Value(), c.value)
		}
		pairs := [][2]float64{{got.Lines, c.terms.Lines}, {got.Flash, c.terms.Flash}, {got.Lives, c.terms.Lives}, {got.Videos, c.terms.Videos}, {got.Coupons, c.terms.Coupons}, {got.Hedges, c.terms.Hedges}}
		for i, p := range pairs {
			if math.Abs(p[0]-p[1]) > 0.51 {
				t.Errorf("%s: term %d is %.2f, want %.0f", c.name, i, p[0], p[1])
			}
		}
	}
}

// TestTwoShops holds the score against a plan worked by hand, which has what the reference plans lack: two
// shops, studios in full use, posts of day 0, two posts of a line on a day, and flash deals that take from a
// stock that is too small.
//
//	exposure   A: 100+50 = 150; 400+200+50 = 650, of which 400 + 250/2 = 525; 150.  B: 100+50 = 150
//	arrivals   60+80 = 140, of which 100 + 40/2 = 120: 60 and 60; 40/2 = 20: 10
//	line L0    an order earns 40 on days 0 and 2, 0.5 x 32 = 16 on day 1; stock 62 less 2 of the flash deal
//	           day 0: 15 cold, 3 warm, 1 shelf orders; day 2 the same: 38 x 40 = 1520
//	           day 1: what is left, 22 x 16 = 352.  The pool has room: 80, then 87.5, then 53.75 less half of what day 1 draws
//	line L1    150 x 0.1 x 20 x (0.5 + 0.5 x 0.2) = 180
//	flash      2 x (100 x 0.8 x 0.95 - 50) - 3 = 49
//	lives      6 x 15 + 3 x 18 + 3 x 20 + 30 = 234
//	videos     4 + 6 + 2 = 12
//	coupons    9 + 0.1 x 0.1 x 100 x 100 x 2 x 4 x 0.1 x 1.65 = 9 + 0.1 x 1320 = 141
//	hedges     7
func TestTwoShops(t *testing.T) {
	in, s := load(t, "two-shops")
	got := Score(in, s)
	want := Terms{Lines: 1520 + 352 + 180, Flash: 49, Lives: -234, Videos: -12, Coupons: -141, Hedges: -7}
	pairs := [][2]float64{{got.Lines, want.Lines}, {got.Flash, want.Flash}, {got.Lives, want.Lives}, {got.Videos, want.Videos}, {got.Coupons, want.Coupons}, {got.Hedges, want.Hedges}, {got.Value(), 1707}}
	for i, p := range pairs {
		if math.Abs(p[0]-p[1]) > 1e-9*math.Abs(p[1]) {
			t.Errorf("term %d is %.6f, want %.6f", i, p[0], p[1])
		}
	}
}

// TestStudiosAtTheirLimit takes a studio away from a plan that needs both, one of them only to set up.
func TestStudiosAtTheirLimit(t *testing.T) {
	in, s := load(t, "two-shops")
	in.Studios = 1
	var hours []int
	for _, v := range Check(in, s) {
		if v.Rule != "studio" {
			t.Errorf("%v", v)
		}
		hours = append(hours, v.Hour)
	}
	if len(hours) != 2 || hours[0] != 11 || hours[1] != 12 {
		t.Errorf("hours without a studio: %v, want 11 and 12", hours)
	}
}
