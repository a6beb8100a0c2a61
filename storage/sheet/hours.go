package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"

	"golang.org/x/text/unicode/norm"
)

// dayNames are the days of the week in English, by their first three letters, and in Chinese.
var dayNames = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
	"一": time.Monday, "二": time.Tuesday, "三": time.Wednesday, "四": time.Thursday, "五": time.Friday, "六": time.Saturday, "日": time.Sunday, "天": time.Sunday,
}

// dayGroups are words for several days.
var dayGroups = map[string][]time.Weekday{
	"daily": everyDay, "everyday": everyDay, "alldays": everyDay, "每天": everyDay, "每日": everyDay, "天天": everyDay,
	"weekdays": workDays, "工作日": workDays, "weekends": restDays, "weekend": restDays, "周末": restDays,
}

var (
	workDays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	restDays = []time.Weekday{time.Saturday, time.Sunday}
	everyDay = append(append([]time.Weekday{}, workDays...), restDays...)
)

var (
	parts      = regexp.MustCompile(`[;\n]+`)
	timeRange  = regexp.MustCompile(`(\d{1,2})(?::(\d{2}))?\s*-\s*(\d{1,2})(?::(\d{2}))?`)
	dayWord    = regexp.MustCompile(`[a-z]+|[一二三四五六日天]`)
	dateInText = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	plainSigns = strings.NewReplacer("；", ";", "，", ",", "、", ",", "：", ":", "–", "-", "—", "-", "~", "-", "～", "-", "至", "-", "到", "-", " to ", "-")
)

// parseHours reads weekly hours such as "Mon-Fri 16:00-22:00; Sat,Sun 09:00-18:00" or "周一至周五 16:00-22:00".
// A stretch that ends at or before its start runs past midnight. What cannot be read is returned as bad.
func parseHours(text string) (hours []planner.HostHours, bad string) {
	for _, part := range parts.Split(plainSigns.Replace(strings.ToLower(norm.NFKC.String(text))), -1) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		first := strings.IndexAny(part, "0123456789")
		if first < 0 {
			return nil, strings.TrimSpace(part)
		}
		days := parseDays(part[:first])
		times := parseTimes(part[first:])
		if days == nil || times == nil {
			return nil, strings.TrimSpace(part)
		}
		for _, d := range days {
			for _, t := range times {
				hours = append(hours, planner.HostHours{Day: d, From: t[0], To: t[1]})
			}
		}
	}
	return hours, ""
}

// parseDays reads "mon-fri", "sat,sun", "周一-周五" or a word for several days; nil where it cannot.
func parseDays(text string) []time.Weekday {
	text = strings.Trim(text, " ,:")
	if group, ok := dayGroups[strings.NewReplacer(" ", "", "-", "").Replace(text)]; ok {
		return group
	}
	text = strings.NewReplacer("周", "", "星期", "", "礼拜", "").Replace(text)
	var days []time.Weekday
	for _, item := range strings.Split(text, ",") {
		ends := strings.Split(item, "-")
		var found [][]time.Weekday
		for _, e := range ends {
			found = append(found, dayList(e))
		}
		switch {
		case len(found) == 1 && len(found[0]) > 0:
			days = append(days, found[0]...)
		case len(found) == 2 && len(found[0]) == 1 && len(found[1]) == 1:
			for d := found[0][0]; ; d = (d + 1) % 7 {
				days = append(days, d)
				if d == found[1][0] {
					break
				}
			}
		default:
			return nil
		}
	}
	return days
}

// dayList reads days that stand without a sign between them, as in 六日; nil where any word is no day.
func dayList(text string) []time.Weekday {
	var days []time.Weekday
	for _, w := range dayWord.FindAllString(text, -1) {
		d, ok := dayNames[w]
		if len(w) > 3 && w[0] < 0x80 {
			d, ok = dayNames[w[:3]]
		}
		if !ok {
			return nil
		}
		days = append(days, d)
	}
	if strings.TrimSpace(dayWord.ReplaceAllString(text, "")) != "" {
		return nil
	}
	return days
}

// parseTimes reads "16:00-22:00, 9-12" as minutes after midnight; nil where it cannot.
func parseTimes(text string) [][2]int {
	if strings.Trim(timeRange.ReplaceAllString(text, ""), " ,") != "" {
		return nil
	}
	var list [][2]int
	for _, m := range timeRange.FindAllStringSubmatch(text, -1) {
		from, ok1 := minutesOf(m[1], m[2])
		to, ok2 := minutesOf(m[3], m[4])
		if !ok1 || !ok2 || from == 24*60 {
			return nil
		}
		if to <= from {
			to += 24 * 60
		}
		list = append(list, [2]int{from, to})
	}
	return list
}

func minutesOf(hour, minute string) (int, bool) {
	h, err := strconv.Atoi(hour)
	m := 0
	if err == nil && minute != "" {
		m, err = strconv.Atoi(minute)
	}
	return h*60 + m, err == nil && m < 60 && h*60+m <= 24*60
}

// longestLeave bounds a range of dates.
const longestLeave = 366

// parseDates reads dates and ranges of dates, in the order year, month, day; bad is the first that is none.
func parseDates(text string) (list []planner.Date, bad string) {
	text = strings.NewReplacer("；", ",", ";", ",", "，", ",", "、", ",", "\n", ",", "~", "..", "至", "..", " to ", "..").Replace(text)
	for _, item := range strings.Split(text, ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		from, to, _ := strings.Cut(item, "..")
		first, ok := parseDay(from)
		last := first
		if to != "" && ok {
			last, ok = parseDay(to)
		}
		if !ok || last.Before(first) || last.Sub(first) > longestLeave {
			return nil, item
		}
		for d := first; !last.Before(d); d = d.Add(1) {
			list = append(list, d)
		}
	}
	return list, ""
}

func parseDay(s string) (planner.Date, bool) {
	m := dateInText.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return planner.Date{}, false
	}
	for i := 2; i <= 3; i++ {
		if len(m[i]) == 1 {
			m[i] = "0" + m[i]
		}
	}
	d, err := planner.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	return d, err == nil
}

// parseExtra reads hours of single dates, such as "2024-11-29 12:00-24:00"; bad is the first part that is none.
func parseExtra(text string) (list []planner.DayHours, bad string) {
	for _, part := range parts.Split(plainSigns.Replace(norm.NFKC.String(text)), -1) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		day, clock, _ := strings.Cut(part, " ")
		d, ok := parseDay(day)
		times := parseTimes(clock)
		if !ok || times == nil {
			return nil, part
		}
		for _, t := range times {
			list = append(list, planner.DayHours{Date: d, From: t[0], To: t[1]})
		}
	}
	return list, ""
}
