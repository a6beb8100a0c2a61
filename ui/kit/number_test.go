package kit

import (
	"testing"

	"bfplanner/planner"
)

func TestDiscountsAreReadInBothWays(t *testing.T) {
	for _, c := range []struct {
		typed  string
		off    planner.BasisPoints
		zhe    planner.BasisPoints
		unsure bool
		wrong  bool
	}{
		{typed: ""},
		{typed: "25", off: 2500},
		{typed: " 25 % ", off: 2500},
		{typed: "7.5%", off: 750},
		{typed: "7.5", off: 750, zhe: 2500, unsure: true},
		{typed: "9", off: 900, zhe: 1000, unsure: true},
		{typed: "7.5折", off: 2500},
		{typed: "75 折", off: 2500},
		{typed: "10", off: 1000},
		{typed: "101", wrong: true},
		{typed: "10折", off: 9000}, // two digits are hundredths
		{typed: "0折", wrong: true},
		{typed: "-5", wrong: true},
		{typed: "1/4", wrong: true},
	} {
		d, err := ParseDiscount(c.typed)
		if (err != nil) != c.wrong {
			t.Errorf("%q: error %v", c.typed, err)
			continue
		}
		if d.Off != c.off || d.Unsure != c.unsure || c.unsure && d.Zhe != c.zhe {
			t.Errorf("%q: %+v, want off %d, zhe %d, unsure %v", c.typed, d, c.off, c.zhe, c.unsure)
		}
	}
}

func TestShownDiscountsAreReadWithoutADoubt(t *testing.T) {
	for off := planner.BasisPoints(0); off <= 10000; off += 50 {
		if d, err := ParseDiscount(ShowDiscount(off)); err != nil || d.Unsure || d.Off != off {
			t.Errorf("%d is shown as %q and read as %+v, %v", off, ShowDiscount(off), d, err)
		}
	}
}

func TestCountsAndAmounts(t *testing.T) {
	if n, err := ParseCount(" 1,200 "); n != 1200 || err != nil {
		t.Errorf("1,200 is %d, %v", n, err)
	}
	for _, s := range []string{"-1", "1.5", "many"} {
		if _, err := ParseCount(s); err == nil {
			t.Errorf("%q is taken for a count", s)
		}
	}
	if n, err := ParseAmount("$1,299.90", "USD"); n != 129990 || err != nil {
		t.Errorf("$1,299.90 is %d, %v", n, err)
	}
	for _, s := range []string{"-1", "12.345", "abc"} {
		if _, err := ParseAmount(s, "USD"); err == nil {
			t.Errorf("%q is taken for an amount", s)
		}
	}
	if ShowCount(0) != "" || ShowAmount(0, "USD") != "" || ShowAmount(1850, "USD") != "18.50" || ShowCount(12) != "12" {
		t.Error("numbers are not shown as they are read")
	}
}

func TestShares(t *testing.T) {
	if b, err := ParseShare("7.5 %"); b != 750 || err != nil {
		t.Errorf("7.5 %% is %d, %v", b, err)
	}
	if _, err := ParseShare("120"); err == nil {
		t.Error("120 is taken for a share")
	}
}
