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
