package sheet

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// cell is one cell as it is shown and as it is kept; in a CSV both are the same.
type cell struct {
	text, raw string
	workbook  bool
}

var (
	plainNumber   = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)
	grouped       = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
	groupedDots   = regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{3})+,\d{1,2}$`)
	decimalComma  = regexp.MustCompile(`^[+-]?\d+,\d{1,2}$`)
	looksLikeDate = regexp.MustCompile(`^\d{1,4}[-/年]\d{1,2}[-/月]\d{1,4}|^\d{1,2}-[A-Za-z]{3}(-\d+)?$`)
)

// largest bounds every number of a sheet, so that sums of them fit into 64 bits.
const largest = 1e9

// number reads a number as people write it: 1299.9, "1,299.90", "1.299,90" or "12,99". It says false for anything else.
func number(s string) (*big.Rat, bool) {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) > 40 {
		return nil, false
	}
	switch {
	case plainNumber.MatchString(s):
	case grouped.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	case groupedDots.MatchString(s), decimalComma.MatchString(s):
		s = strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	default:
		return nil, false
	}
	if f, err := strconv.ParseFloat(s, 64); err != nil || math.Abs(f) > 1e15 {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// stored returns the number that a workbook keeps in a cell, at the 15 digits that Excel has, and whether there is one.
func (c cell) stored() (*big.Rat, bool) {
	if !c.workbook || !plainNumber.MatchString(c.raw) {
		return nil, false
	}
	f, err := strconv.ParseFloat(c.raw, 64)
	if err != nil || math.Abs(f) > 1e15 {
		return nil, false
	}
	return new(big.Rat).SetString(strconv.FormatFloat(f, 'g', 15, 64))
}

// shown returns the text of a cell, with full-width signs made plain. A long number that Excel shows as
// 6.9E+12 is written out.
func (c cell) shown() string {
	t := strings.TrimSpace(norm.NFKC.String(c.text))
	if n, ok := c.stored(); ok && (strings.ContainsAny(t, "Ee#") || t == "") {
		return strings.TrimSuffix(strings.TrimRight(n.FloatString(6), "0"), ".")
	}
	return t
}

// isDate reports whether a workbook shows the number in the cell as a date.
func (c cell) isDate() bool {
	_, ok := c.stored()
	return ok && looksLikeDate.MatchString(strings.TrimSpace(c.text))
}

// round returns the number times ten to the power of digits as an integer, rounded half away from zero, and
// false where it lies beyond what a sheet may hold.
func round(n *big.Rat, digits int) (int64, bool) {
	for range digits {
		n = new(big.Rat).Mul(n, big.NewRat(10, 1))
	}
	f, _ := n.Float64()
	if math.Abs(f) > largest*math.Pow10(digits) {
		return 0, false
	}
	half := big.NewRat(int64(n.Sign()), 2)
	n = new(big.Rat).Add(n, half)
	return new(big.Int).Quo(n.Num(), n.Denom()).Int64(), true
}

// currencySigns are the signs and names of currencies that cells and headings carry, longest first, and the currencies that they may mean.
var currencySigns = []struct{ sign, means string }{
	{"人民币", "CNY"}, {"美元", "USD"}, {"美金", "USD"}, {"英镑", "GBP"}, {"欧元", "EUR"}, {"日元", "JPY"},
	{"us$", "USD"}, {"rmb", "CNY"}, {"元", "CNY"}, {"¥", "CNY JPY"}, {"€", "EUR"}, {"£", "GBP"},
	{"$", "USD AUD CAD SGD MXN BRL"},
	{"usd", "USD"}, {"cny", "CNY"}, {"eur", "EUR"}, {"gbp", "GBP"}, {"jpy", "JPY"}, {"idr", "IDR"}, {"sgd", "SGD"}, {"aud", "AUD"}, {"mxn", "MXN"}, {"brl", "BRL"},
}

// splitCurrency takes the sign of a currency off a text and says which currencies it may mean, "" for any.
func splitCurrency(s string) (rest, means string) {
	low := strings.ToLower(strings.TrimSpace(s))
	for _, c := range currencySigns {
		if short, ok := strings.CutPrefix(low, c.sign); ok {
			return strings.TrimSpace(short), c.means
		}
		if short, ok := strings.CutSuffix(low, c.sign); ok {
			return strings.TrimSpace(short), c.means
		}
	}
	return low, ""
}

var numerals = strings.NewReplacer("点", ".", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// zheOff returns the discount that a 折 means, which is the part of ten that is still paid: 7.5折, 75折 and 七五折 are 25 % off.
func zheOff(s string) (planner.BasisPoints, bool) {
	n, ok := number(numerals.Replace(strings.TrimSpace(s)))
	if !ok || n.Sign() <= 0 {
		return 0, false
	}
	ten, hundred := big.NewRat(10, 1), big.NewRat(100, 1)
	switch {
	case n.Cmp(ten) <= 0:
		n = new(big.Rat).Mul(n, ten)
	case n.Cmp(hundred) >= 0:
		return 0, false
	}
	bp, ok := round(new(big.Rat).Sub(hundred, n), 2)
	return planner.BasisPoints(bp), ok
}

// excelDay reads the number of days that a workbook keeps for a date.
func excelDay(n *big.Rat) (planner.Date, bool) {
	f, _ := n.Float64()
	if f < 20_000 || f > 80_000 { // 1954 to 2119: other numbers are no dates of a sale
		return planner.Date{}, false
	}
	t, err := excelize.ExcelDateToTime(f, false)
	return planner.DateOf(t, time.UTC), err == nil
}
