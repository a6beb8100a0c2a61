package planner

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		in, currency string
		want         int64
		ok           bool
	}{
		{"19.99", "USD", 1999, true}, {"1,299.90", "USD", 129990, true}, {"$12", "USD", 1200, true}, {" ¥ 8.5 ", "CNY", 850, true},
		{"-1.05", "USD", -105, true}, {"12 USD", "USD", 1200, true}, {"500", "JPY", 500, true}, {"5.5", "JPY", 0, false},
		{"1.005", "USD", 0, false}, {"", "USD", 0, false}, {"abc", "USD", 0, false}, {"1e5", "USD", 0, false}, {"1/2", "USD", 0, false},
		{"0x10", "USD", 0, false}, {"99999999999999999999", "USD", 0, false}, {"NaN", "USD", 0, false}, {"Inf", "USD", 0, false},
	} {
		got, err := ParseMoney(c.in, c.currency)
		if (err == nil) != c.ok || got.Minor != c.want {
			t.Errorf("ParseMoney(%q, %s) = %v, %v", c.in, c.currency, got, err)
		}
	}
}

func TestMoneyIsWrittenAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Money{rapid.Int64Range(-1e15, 1e15).Draw(t, "minor"), rapid.SampledFrom([]string{"USD", "JPY", "CNY"}).Draw(t, "currency")}
		if got, err := ParseMoney(m.Decimal(), m.Currency); err != nil || got != m {
			t.Fatalf("%v read back as %v, %v", m, got, err)
		}
		b, err := json.Marshal(m)
		var back Money
		if err != nil || json.Unmarshal(b, &back) != nil || back != m {
			t.Fatalf("%v through %s is %v, %v", m, b, back, err)
		}
	})
}

func TestPercentIsRoundedHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		minor int64
		bp    BasisPoints
		want  int64
	}{{1000, 2500, 250}, {1, 5000, 1}, {-1, 5000, -1}, {3, 5000, 2}, {999, 3333, 333}, {1999, 2000, 400}, {0, 9999, 0}} {
		if got := (Money{c.minor, "USD"}).Percent(c.bp); got.Minor != c.want {
			t.Errorf("%d bp of %d = %d, want %d", c.bp, c.minor, got.Minor, c.want)
		}
	}
}

func TestBothWaysToSayADiscount(t *testing.T) {
	for _, c := range []struct {
		bp           BasisPoints
		percent, zhe string
	}{{2500, "25", "7.5"}, {2000, "20", "8"}, {3000, "30", "7"}, {750, "7.5", "9.25"}, {10000, "100", "0"}, {0, "0", "10"}, {1234, "12.34", "8.766"}} {
		if c.bp.Decimal() != c.percent || c.bp.Zhe() != c.zhe {
			t.Errorf("%d bp is %s %% and %s zhe, want %s and %s", c.bp, c.bp.Decimal(), c.bp.Zhe(), c.percent, c.zhe)
		}
	}
}

func TestAddingTwoCurrenciesPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Money{1, "USD"}.Add(Money{1, "CNY"})
}
