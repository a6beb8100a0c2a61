package forecast

import (
	"math"
	"testing"
)

// TestCreditsAddUp holds the credits against the value, and each event's terms against what must be so.
func TestCreditsAddUp(t *testing.T) {
	for _, name := range []string{"tiny-1", "small-1", "two-shops"} {
		in, s := load(t, name)
		value := Score(in, s).Value()
		list := Credits(in, s)
		if want := len(s.Shifts) + len(s.Posts) + len(s.Windows) + len(s.Flash) + len(s.Hedges) + 1; len(list) != want {
			t.Errorf("%s: %d credits, want %d", name, len(list), want)
		}
		sum := 0.0
		for _, c := range list {
			sum += c.Value
			terms := 0.0
			for _, v := range c.Terms {
				terms += v
			}
			if math.Abs(terms-c.Value) > 1e-6*math.Max(1, math.Abs(c.Value)) {
				t.Errorf("%s: %s %d: terms add up to %g, value %g", name, c.Kind, c.Row, terms, c.Value)
			}
			if c.Kind == CreditLive && (c.Terms[TermHost] >= 0 || c.Terms[TermCold] < 0 || c.Terms[TermStock] > 1e-9) {
				t.Errorf("%s: live %d: %v", name, c.Row, c.Terms)
			}
		}
		if math.Abs(sum-value) > 1e-6*math.Abs(value) {
			t.Errorf("%s: credits add up to %.6f, value %.6f", name, sum, value)
		}
	}
}
