package planner

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Money is an exact amount in the minor units of a currency: {1999, "USD"} is 19.99 US dollars.
// The zero value is zero of no currency and may be added to any other amount.
type Money struct {
	Minor    int64
	Currency string // ISO 4217
}

// minorDigits lists the currencies whose minor unit is not a hundredth (ISO 4217).
var minorDigits = map[string]int{"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "IDR": 2}

// MinorDigits returns how many decimal digits the currency's minor unit has; two where it is not known otherwise.
func MinorDigits(currency string) int {
	if d, ok := minorDigits[currency]; ok {
		return d
	}
	return 2
}

// Decimal returns the amount as a plain decimal string without the currency, such as "-1.05".
func (m Money) Decimal() string {
	digits := MinorDigits(m.Currency)
	s := strconv.FormatInt(m.Minor, 10)
	sign := ""
	if m.Minor < 0 {
		sign, s = "-", s[1:]
	}
	if digits == 0 {
		return sign + s
	}
	for len(s) <= digits {
		s = "0" + s
	}
	return sign + s[:len(s)-digits] + "." + s[len(s)-digits:]
}

// String returns the amount with its currency, such as "19.99 USD"; screens format it with words instead.
func (m Money) String() string { return strings.TrimSpace(m.Decimal() + " " + m.Currency) }

// Add returns the sum. Adding two different currencies is a programming error and panics.
func (m Money) Add(n Money) Money {
	c := m.Currency
	if c == "" {
		c = n.Currency
	}
	if n.Currency != "" && n.Currency != c {
		panic("planner: adding " + n.Currency + " to " + c)
	}
	return Money{m.Minor + n.Minor, c}
}

// Sub returns the difference m - n, under the same condition as Add.
func (m Money) Sub(n Money) Money { return m.Add(Money{-n.Minor, n.Currency}) }

// Times returns the amount n times over.
func (m Money) Times(n int64) Money { return Money{m.Minor * n, m.Currency} }

// Percent returns the share b of the amount, rounded half away from zero to a minor unit.
func (m Money) Percent(b BasisPoints) Money {
	return Money{DivRound(m.Minor*int64(b), 10000), m.Currency}
}

// DivRound returns a/b rounded half away from zero; b must be positive.
func DivRound(a, b int64) int64 {
	if a < 0 {
		return -DivRound(-a, b)
	}
	return (a + b/2) / b
}

// ParseMoney reads a decimal amount such as "1,299.90", "$12" or "¥ 8.5" in the given currency.
// More decimals than the currency has are an error, as is anything that is not a number.
func ParseMoney(s, currency string) (Money, error) {
	t := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,$¥￥£€\u00a0", r) {
			return -1
		}
		return r
	}, s)
	t = strings.TrimSuffix(strings.TrimSuffix(t, currency), strings.ToLower(currency))
	r, ok := new(big.Rat).SetString(t)
	if !ok || t == "" || strings.ContainsAny(t, "/eExX_pPoObB") {
		return Money{}, Problemf("problem.money", s)
	}
	for i := 0; i < MinorDigits(currency); i++ {
		r.Mul(r, big.NewRat(10, 1))
	}
	if !r.IsInt() || !r.Num().IsInt64() {
		return Money{}, Problemf("problem.money", s)
	}
	return Money{r.Num().Int64(), currency}, nil
}

// MarshalJSON writes the amount as {"amount":"19.99","currency":"USD"}.
func (m Money) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"amount": m.Decimal(), "currency": m.Currency})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Money) UnmarshalJSON(b []byte) error {
	var v struct{ Amount, Currency string }
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	if v.Amount == "" {
		v.Amount = "0"
	}
	got, err := ParseMoney(v.Amount, v.Currency)
	*m = got
	return err
}

// BasisPoints is a share in hundredths of a percent: 2500 is 25 %.
type BasisPoints int64

// Percent returns the number of basis points in p percent, rounded to the nearest.
func Percent(p float64) BasisPoints {
	if p < 0 {
		return -Percent(-p)
	}
	return BasisPoints(p*100 + 0.5)
}

// Fraction returns the share as a number, 0.25 for 25 %, for models that compute in floating point.
func (b BasisPoints) Fraction() float64 { return float64(b) / 10000 }

// Decimal returns the share in percent without needless zeros: "25" or "7.5".
func (b BasisPoints) Decimal() string {
	s := fmt.Sprintf("%d.%02d", abs(int64(b))/100, abs(int64(b))%100)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if b < 0 {
		s = "-" + s
	}
	return s
}

// Zhe returns the Chinese way to say "b off": the part of ten that is still paid, "7.5" for 25 % off.
func (b BasisPoints) Zhe() string {
	paid, sign := 10000-int64(b), ""
	if paid < 0 {
		sign = "-"
	}
	s := sign + strconv.FormatInt(abs(paid)/1000, 10) + "." + strconv.FormatInt(1000+abs(paid)%1000, 10)[1:]
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
