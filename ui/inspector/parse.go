package inspector

import (
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// parseCount reads a whole number that is not negative; "" is 0.
func parseCount(s string) (int, error) {
	s = strings.ReplaceAll(strings.TrimSpace(s), ",", "")
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, planner.Problemf("ui.problem.count", s)
	}
	return n, nil
}

// showCount is what parseCount reads; 0 is shown as "".
func showCount(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// parseAmount reads an amount of the currency; "" is 0.
func parseAmount(s, currency string) (int64, error) {
	if strings.TrimSpace(s) == "" {
		return 0, nil
	}
	m, err := planner.ParseMoney(s, currency)
	if err == nil && m.Minor < 0 {
		err = planner.Problemf("problem.negative", s)
	}
	return m.Minor, err
}

// showAmount is what parseAmount reads; 0 is shown as "".
func showAmount(minor int64, currency string) string {
	if minor == 0 {
		return ""
	}
	return planner.Money{Minor: minor, Currency: currency}.Decimal()
}

// discount is what a typed discount may mean. Off is the share taken off; where a bare number below 10 was
// typed, which a Chinese seller may mean as 折, Zhe is that other meaning and Unsure is set.
type discount struct {
	Off, Zhe planner.BasisPoints
	Unsure   bool
}

// parseDiscount reads "25", "25 %", "7.5 折", "75折"; a bare number below 10 is unsure.
func parseDiscount(s string) (discount, error) {
	t := strings.TrimSpace(s)
	bad := planner.Problemf("ui.problem.discount", t)
	if zhe, ok := strings.CutSuffix(t, "折"); ok {
		off, ok := fromZhe(strings.TrimSpace(zhe))
		if !ok {
			return discount{}, bad
		}
		return discount{Off: off}, nil
	}
	number, sure := strings.CutSuffix(t, "%")
	off, ok := kit.Points(strings.TrimSpace(number), 100)
	if !ok || off < 0 || off > 10000 {
		return discount{}, bad
	}
	d := discount{Off: off}
	if !sure && off > 0 && off < 1000 {
		d.Zhe, d.Unsure = fromZhe(t)
	}
	return d, nil
}

// fromZhe turns 折, the tenths still paid, into the share taken off; two digits are hundredths, 75 折 being 7.5 折.
func fromZhe(s string) (planner.BasisPoints, bool) {
	paid, ok := kit.Points(s, 1000)
	if ok && paid >= 10000 {
		paid, ok = kit.Points(s, 100)
	}
	return 10000 - paid, ok && paid > 0 && paid < 10000
}

// parseHour reads a clock time "14:30" as the first instant from the session's start at which clocks of the
// zone show it, or a full time "2024-11-29 14:30".
func parseHour(s string, session planner.Span, loc *time.Location) (time.Time, error) {
	t, err := time.Parse("15:04", strings.TrimSpace(strings.ReplaceAll(s, "：", ":")))
	if err != nil {
		return planner.ParseClock(s, loc)
	}
	d := planner.DateOf(session.Start, loc)
	at := d.At(t.Hour(), t.Minute(), loc)
	if at.Before(session.Start) {
		at = d.Add(1).At(t.Hour(), t.Minute(), loc)
	}
	return at, nil
}
