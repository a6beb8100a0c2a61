package kit

import (
	"strconv"
	"strings"

	"bfplanner/planner"
)

// ParseCount reads a whole number that is not negative, such as "1,200"; "" is 0. Anything else is a *planner.Problem.
func ParseCount(s string) (int, error) {
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

// ShowCount is what ParseCount reads; 0 is shown as "".
func ShowCount(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ParseAmount reads an amount of the currency in minor units; "" is 0. One below zero, and what is no amount, is
// a *planner.Problem.
func ParseAmount(s, currency string) (int64, error) {
	if strings.TrimSpace(s) == "" {
		return 0, nil
	}
	m, err := planner.ParseMoney(s, currency)
	if err == nil && m.Minor < 0 {
		err = planner.Problemf("problem.negative", s)
	}
	return m.Minor, err
}

// ShowAmount is what ParseAmount reads; 0 is shown as "".
func ShowAmount(minor int64, currency string) string {
	if minor == 0 {
		return ""
	}
	return planner.Money{Minor: minor, Currency: currency}.Decimal()
}
