package sheet

import (
	"math"
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
	grouped       = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
	groupedDots   = regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{3})+,\d{1,2}$`)
	decimalComma  = regexp.MustCompile(`^[+-]?\d+,\d{1,2}$`)
	looksLikeDate = regexp.MustCompile(`^\d{1,4}[-/年]\d{1,2}[-/月]\d{1,4}|^\d{1,2}-[A-Za-z]{3}(-\d+)?$`)
)

// fixed is a number in billionths, which holds every digit of an amount or a share exactly. One beyond
// 9.2 billion stands at the end of the range, where it is too large for any field.
type fixed int64

const (
	fixedDigits = 9
	one         = fixed(1e9)
	largest     = 1e9 // bounds every number of a sheet, so that sums of them fit into 64 bits
)

// plainNumber reads digits with at most one point, a sign and an exponent, as workbooks keep numbers.
func plainNumber(s string) (fixed, bool) {
	if strings.ContainsAny(s, "eE") {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || strings.ContainsAny(s, "xXiInN_") {
			return 0, false
		}
		s = strconv.FormatFloat(f, 'f', fixedDigits, 64)
	}
	digits := strings.TrimLeft(s, "+-")
	whole, part, _ := strings.Cut(digits, ".")
	if len(s)-len(digits) > 1 || whole+part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	var n fixed
	for i := range len(whole) + fixedDigits {
		d := byte('0')
		if i < len(whole) {
			d = whole[i]
		} else if i < len(whole)+len(part) {
			d = part[i-len(whole)]
		}
		if n > (math.MaxInt64-9)/10 {
			n = math.MaxInt64
			break
		}
		n = n*10 + fixed(d-'0')
	}
	if len(part) > fixedDigits && part[fixedDigits] >= '5' && n < math.MaxInt64 {
		n++
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}

// number reads a number as people write it: 1299.9, "1,299.90", "1.299,90" or "12,99". It says false for anything else.
func number(s string) (fixed, bool) {
	s = strings.ReplaceAll(s, " ", "")
	if n, ok := plainNumber(s); ok {
		return n, true
	}
	switch {
	case grouped.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	case groupedDots.MatchString(s), decimalComma.MatchString(s):
		s = strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	}
	return plainNumber(s)
}

// significant is how many decimal digits Excel keeps; those beyond are dust of binary fractions.
const significant = 15

// stored returns the number that a workbook keeps in a cell, and whether there is one.
func (c cell) stored() (fixed, bool) {
	if !c.workbook {
		return 0, false
	}
	if len(c.raw) > significant {
		f, err := strconv.ParseFloat(c.raw, 64)
		if err != nil || strings.ContainsAny(c.raw, "xXiInN_") {
			return 0, false
		}
		return plainNumber(strconv.FormatFloat(f, 'g', significant, 64))
	}
	return plainNumber(c.raw)
}

// shown returns the text of a cell, with full-width signs made plain. A long number that Excel shows as
// 6.9E+12 is written out.
func (c cell) shown() string {
	t := strings.TrimSpace(norm.NFKC.String(c.text))
	if !c.workbook || !strings.ContainsAny(t, "Ee#") {
		return t
	}
	if _, ok := c.stored(); !ok {
		return t
	}
	f, err := strconv.ParseFloat(c.raw, 64)
	if err != nil {
		return t
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// isDate reports whether a workbook shows the number in the cell as a date.
func (c cell) isDate() bool {
	if !c.workbook || c.text == c.raw {
		return false
	}
	_, ok := c.stored()
	return ok && looksLikeDate.MatchString(strings.TrimSpace(c.text))
}

// round returns the number times ten to the power of digits, at most six, as an integer, rounded half away from
// zero, and false where it lies beyond what a sheet may hold.
func round(n fixed, digits int) (int64, bool) {
	if n > largest*one || n < -largest*one {
		return 0, false
	}
	return planner.DivRound(int64(n), int64(minorUnit(digits))), true
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
	if !ok || n <= 0 {
		return 0, false
	}
	switch {
	case n <= 10*one:
		n *= 10
	case n >= 100*one:
		return 0, false
	}
	bp, ok := round(100*one-n, 2)
	return planner.BasisPoints(bp), ok
}

// excelDay reads the number of days that a workbook keeps for a date.
func excelDay(n fixed) (planner.Date, bool) {
	f := float64(n) / float64(one)
	if f < 20_000 || f > 80_000 { // 1954 to 2119: other numbers are no dates of a sale
		return planner.Date{}, false
	}
	t, err := excelize.ExcelDateToTime(f, false)
	return planner.DateOf(t, time.UTC), err == nil
}
