package inspector

import (
	"testing"
	"time"
)

func TestParseShift(t *testing.T) {
	for text, want := range map[string]struct {
		days int
		by   time.Duration
	}{
		"+1d 2h": {1, 2 * time.Hour}, "-90m": {0, -90 * time.Minute}, "1天2小时": {1, 2 * time.Hour}, "-3 天": {-3, 0}, "2 H 30 min": {0, 150 * time.Minute},
		"−1d": {-1, 0}, "45分钟": {0, 45 * time.Minute},
	} {
		if days, by, err := parseShift(text); err != nil || days != want.days || by != want.by {
			t.Errorf("%q is %d days and %v, %v; want %v", text, days, by, err, want)
		}
	}
	for _, text := range []string{"", "0", "0h", "soon", "1", "h", "1x", "+-1d", "1d-2h", "99999999999999999999h", "999999h"} {
		if days, by, err := parseShift(text); err == nil {
			t.Errorf("%q was read as %d days and %v", text, days, by)
		}
	}
}
