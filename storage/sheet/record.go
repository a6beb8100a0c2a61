package sheet

import (
	"strings"

	"bfplanner/planner"
)

// record is one row of a sheet with its headings. Its methods read a field and report what is wrong with it.
type record struct {
	*builder
	numbered
	h *headings
}

// fail reports a problem of one field of the row.
func (r record) fail(field, key string, args ...any) {
	heading := r.h.text[field]
	if heading == "" {
		heading = field
	}
	r.add(at(r.sheet, r.row, heading, key, args...))
}

// cell returns the cell of a field and whether anything stands in it.
func (r record) cell(field string) (cell, bool) {
	i, ok := r.h.index[field]
	if !ok || i >= len(r.cells) {
		return cell{}, false
	}
	return r.cells[i], strings.TrimSpace(r.cells[i].text) != ""
}

// text returns the text of a field, "" where it is empty.
func (r record) text(field string) string {
	c, _ := r.cell(field)
	return c.shown()
}

// need returns the text of a field that must not be empty, where its column is there at all.
func (r record) need(field string) string {
	t := r.text(field)
	if _, ok := r.h.index[field]; ok && t == "" {
		r.fail(field, "problem.missing_value")
	}
	return t
}

// amount reads minor units of the builder's currency, 0 where the field is empty. A workbook's number is
// rounded to a minor unit, since formulas leave fractions of one; in text they are a problem, as 1.299 may
// be meant as 1,299.
func (r record) amount(field string) int64 {
	c, ok := r.cell(field)
	if !ok {
		return 0
	}
	if c.isDate() {
		r.fail(field, "problem.date_for_number", c.text)
		return 0
	}
	text, means := splitCurrency(c.shown())
	if means == "" {
		_, means = splitCurrency(r.h.unit[field])
	}
	if means != "" && !strings.Contains(means, r.currency) {
		r.fail(field, "problem.currency", c.shown(), strings.ReplaceAll(means, " ", "/"), r.currency)
		return 0
	}
	digits := planner.MinorDigits(r.currency)
	n, stored := c.stored()
	if !stored {
		if n, ok = number(text); !ok {
			r.fail(field, "problem.not_an_amount", c.text)
			return 0
		}
		if minor, ok := round(n, digits); ok && fixed(minor)*minorUnit(digits) != n {
			r.fail(field, "problem.money_decimals", c.text, digits)
			return 0
		}
	}
	minor, ok := round(n, digits)
	switch {
	case !ok:
		r.fail(field, "problem.too_large", c.text)
	case minor < 0:
		r.fail(field, "problem.below_zero", c.text)
	default:
		return minor
	}
	return 0
}

// minorUnit returns one at the last of so many decimals.
func minorUnit(digits int) fixed {
	unit := one
	for range digits {
		unit /= 10
	}
	return unit
}

// count reads a whole number from zero, 0 where the field is empty.
func (r record) count(field string) int {
	c, ok := r.cell(field)
	if !ok {
		return 0
	}
	if c.isDate() {
		r.fail(field, "problem.date_for_number", c.text)
		return 0
	}
	n, stored := c.stored()
	if !stored {
		n, ok = number(c.shown())
	}
	switch {
	case !ok:
		r.fail(field, "problem.not_a_number", c.text)
	case n%one != 0:
		r.fail(field, "problem.whole_number", c.text)
	case n < 0:
		r.fail(field, "problem.below_zero", c.text)
	default:
		if v, ok := round(n, 0); ok {
			return int(v)
		}
		r.fail(field, "problem.too_large", c.text)
	}
	return 0
}

// minutes reads a length of time given in hours, such as 4 or 2.5, and takes the default where the field is empty.
func (r record) minutes(field string, otherwise int) int {
	c, ok := r.cell(field)
	if !ok {
		return otherwise
	}
	n, stored := c.stored()
	if !stored {
		n, ok = number(strings.TrimRight(strings.ToLower(c.shown()), "hours小时 "))
	}
	if !ok || n < 0 || n > 168*one {
		r.fail(field, "problem.not_hours", c.text)
		return otherwise
	}
	v, _ := round(n*60, 0)
	return int(v)
}

// share reads a percentage: "20%", 20 or, in a cell that a workbook shows in percent, 0.2. A bare number
// between 0 and 1 may be meant either way and is a problem, unless the heading says %.
func (r record) share(field string) planner.BasisPoints {
	c, ok := r.cell(field)
	if !ok {
		return 0
	}
	if strings.Contains(c.shown(), "折") {
		r.fail(field, "problem.zhe_here", c.text)
		return 0
	}
	return r.percent(field, c)
}

func (r record) percent(field string, c cell) planner.BasisPoints {
	text, sign := strings.CutSuffix(strings.TrimSuffix(strings.ToLower(c.shown()), "off"), "%")
	if !sign {
		text, sign = strings.CutSuffix(strings.TrimSpace(text), "%")
	}
	n, stored := c.stored()
	switch {
	case stored && sign:
		n = max(min(n, 100*one), -100*one) * 100 // what is cut off is refused below
	case !stored:
		var ok bool
		if n, ok = number(text); !ok {
			r.fail(field, "problem.not_a_percent", c.text)
			return 0
		}
	}
	if !sign && !saysPercent(r.h.unit[field]) && n > 0 && n < one {
		r.fail(field, "problem.percent_ambiguous", c.text)
		return 0
	}
	bp, ok := round(n, 2)
	if !ok || bp < 0 || bp > 10000 {
		r.fail(field, "problem.not_a_percent", c.text)
		return 0
	}
	return planner.BasisPoints(bp)
}

func saysPercent(unit string) bool { return strings.Contains(unit, "%") || unit == "percent" }

// discount reads a percentage off. 7.5折 is understood as 25 % off; a bare number from 1 to below 10 may be a
// 折 or a percentage and is a problem, unless the heading says which.
func (r record) discount(field string) planner.BasisPoints {
	c, ok := r.cell(field)
	if !ok {
		return 0
	}
	text := c.shown()
	unit := r.h.unit[field]
	zhe, is := strings.CutSuffix(strings.TrimSpace(text), "折")
	if is || strings.Contains(unit, "折") && !strings.Contains(text, "%") {
		off, ok := zheOff(zhe)
		if !ok {
			r.fail(field, "problem.not_a_percent", c.text)
		}
		return off
	}
	if n, ok := number(text); ok && !saysPercent(unit) && n >= one && n < 10*one {
		if off, ok := zheOff(text); ok {
			r.fail(field, "problem.zhe_or_percent", c.shown(), off)
			return 0
		}
	}
	return r.percent(field, c)
}

// yes words mean that something is so, no words that it is not.
var (
	yesWords = []string{"yes", "y", "true", "1", "x", "是", "对", "√", "✓"}
	noWords  = []string{"no", "n", "false", "0", "", "否", "不是", "×"}
)

// yes reads a yes or no; an empty field is no.
func (r record) yes(field string) bool {
	text := strings.ToLower(r.text(field))
	if !contains(yesWords, text) && !contains(noWords, text) {
		r.fail(field, "problem.yes_or_no", text)
	}
	return contains(yesWords, text)
}

// dates reads dates such as "2024-11-28, 2024-12-01" or "2024-11-28..2024-11-30", or the one date of a workbook's cell.
func (r record) dates(field string) []planner.Date {
	c, ok := r.cell(field)
	if !ok {
		return nil
	}
	if n, ok := c.stored(); ok {
		d, ok := excelDay(n)
		if !ok {
			r.fail(field, "problem.not_a_date", c.text)
			return nil
		}
		return []planner.Date{d}
	}
	list, bad := parseDates(c.shown())
	if bad != "" {
		r.fail(field, "problem.not_a_date", bad)
	}
	return list
}
