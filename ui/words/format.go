package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
)

// symbols are the signs of currencies as they stand before an amount; others are written as their ISO 4217 code.
var symbols = map[string]string{
	"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "SGD": "S$", "AUD": "A$", "MXN": "MX$", "BRL": "R$",
	"IDR": "Rp ",
}

// Group returns a whole number with its thousands set apart by commas, "12,480".
func Group(n int64) string { return group(strconv.FormatInt(n, 10)) }

func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	digits, rest, dot := strings.Cut(s, ".")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if dot {
		digits += "." + rest
	}
	return sign + digits
}

// Money returns an amount exactly, with its currency: "$1,299.90", "-$4.00", "CHF 12.00".
func (w *Words) Money(m planner.Money) string {
	s := group(m.Decimal())
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	symbol, ok := symbols[m.Currency]
	if !ok && m.Currency != "" {
		symbol = m.Currency + " "
	}
	return sign + symbol + s
}

// Percent returns a share: "25%", "7.5%".
func (w *Words) Percent(b planner.BasisPoints) string { return b.Decimal() + "%" }

// Off returns a discount: "25% off", in Chinese with its 折.
func (w *Words) Off(b planner.BasisPoints) string { return w.Text(offText(b)) }

// Date returns a day with its year and weekday: "Fri Nov 29, 2024", "2024-11-29 周五".
func (w *Words) Date(d planner.Date) string { return w.day("format.date", d) }

// Day returns a day with its weekday: "Fri Nov 29", "11-29 周五".
func (w *Words) Day(d planner.Date) string { return w.day("format.day", d) }

func (w *Words) day(key string, d planner.Date) string {
	if d.IsZero() {
		return ""
	}
	return w.one(key, w.Weekday(d.Weekday()), w.one("month."+strconv.Itoa(int(d.Month))), strconv.Itoa(d.Day),
		fmt.Sprintf("%02d", d.Month), fmt.Sprintf("%02d", d.Day), strconv.Itoa(d.Year))
}

// Weekday returns the short name of a day of the week: "Fri", "周五".
func (w *Words) Weekday(d time.Weekday) string { return w.one("weekday." + strconv.Itoa(int(d))) }

// Month returns a month with its year: "November 2024", "2024 年 11 月".
func (w *Words) Month(year int, m time.Month) string {
	return w.one("format.month", w.one("month.long."+strconv.Itoa(int(m))), strconv.Itoa(year), strconv.Itoa(int(m)))
}

// Clock returns the clock time of an instant in the zone: "19:00".
func (w *Words) Clock(t time.Time) string { return t.In(w.loc).Format("15:04") }

// Time returns an instant as day and clock time in the zone: "Fri Nov 29 14:00".
func (w *Words) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Day(planner.DateOf(t, w.loc)) + " " + w.Clock(t)
}

// Stamp returns an instant with its year and the short name of the zone: "Fri Nov 29, 2024 14:00 PST".
func (w *Words) Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Date(planner.DateOf(t, w.loc)) + " " + w.Clock(t) + " " + w.ZoneShort(t)
}

// ZoneShort returns what clocks of the zone are called at the instant: "PST", or "UTC+8" where they have no name
// that is theirs alone.
func (w *Words) ZoneShort(t time.Time) string {
	name, offset := t.In(w.loc).Zone()
	if name != "CST" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return name
	}
	s := fmt.Sprintf("UTC%+d", offset/3600)
	if m := offset / 60 % 60; m != 0 {
		s += fmt.Sprintf(":%02d", max(m, -m))
	}
	return s
}

// ZoneName returns the name of the zone in words, "Pacific", "北京", and the IANA name's city where there is none.
func (w *Words) ZoneName() string {
	name := w.loc.String()
	if w.Has("zone." + name) {
		return w.one("zone." + name)
	}
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}

// Span returns a span in the zone. Its day is said once where it ends on the day it began, midnight being 24:00;
// spans of whole days have no clock times, and one that never ends only a start.
func (w *Words) Span(s planner.Span) string {
	if s.IsZero() {
		return ""
	}
	first, last := planner.DateOf(s.Start, w.loc), planner.DateOf(s.End.Add(-1), w.loc)
	day := w.Day
	if !s.End.Equal(planner.Forever) && first.Year != last.Year {
		day = w.Date
	}
	from, to := w.Clock(s.Start), w.Clock(s.End)
	if to == "00:00" {
		to = "24:00"
	}
	wholeDays := from == "00:00" && to == "24:00"
	switch {
	case s.End.Equal(planner.Forever):
		return w.one("format.from", w.Date(first))
	case !s.Start.Before(s.End):
		return day(first) + " " + from
	case wholeDays && first == last:
		return day(first)
	case wholeDays:
		return day(first) + " – " + day(last)
	case first == last:
		return day(first) + " " + from + "–" + to
	}
	return day(first) + " " + from + " – " + day(last) + " " + to
}

// Hours returns a length of time, to the minute: "2 h", "1 h 30 min", "20 min"; "2 小时".
func (w *Words) Hours(d time.Duration) string {
	if d < 0 {
		return "-" + w.Hours(-d)
	}
	minutes := int(d.Round(time.Minute) / time.Minute)
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return w.one("unit.min", m)
	case m == 0:
		return w.one("unit.h", h)
	}
	return w.one("unit.h", h) + " " + w.one("unit.min", m)
}
