package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// Words speaks one language and shows times in one zone. It is immutable.
type Words struct {
	lang   string
	texts  map[string]template
	loc    *time.Location
	second *Words // said after each text, on paper in two languages; nil for none
}

// Lang returns the tag of the language, "en" or "zh-Hans".
func (w *Words) Lang() string { return w.lang }

// Zone returns the zone in which times are shown.
func (w *Words) Zone() *time.Location { return w.loc }

// In returns the same words with times shown in loc.
func (w *Words) In(loc *time.Location) *Words {
	n := *w
	n.loc = loc
	if w.second != nil {
		n.second = w.second.In(loc)
	}
	return &n
}

// With returns words that say each text in both languages, "直播 Live"; formats of numbers and dates are those of w.
func (w *Words) With(second *Words) *Words {
	n, s := *w, *second
	s.loc, s.second = w.loc, nil
	n.second = &s
	return &n
}

// Has reports whether there is a text of that key.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// T returns the text of the key with its arguments put in. A key that there is not shows itself in brackets
// with its arguments, so that it is seen and nothing is lost.
func (w *Words) T(key string, args ...any) string {
	s := w.one(key, args...)
	if w.second == nil {
		return s
	}
	if other := w.second.T(key, args...); other != s && other != "" {
		return s + " " + other
	}
	return s
}

// one is T in the first language alone, down to the texts among its arguments.
func (w *Words) one(key string, args ...any) string {
	t, ok := w.texts[key+"#"+strconv.Itoa(len(args))]
	if !ok {
		t, ok = w.texts[key]
	}
	if w.second != nil {
		alone := *w
		alone.second = nil
		w = &alone
	}
	if ok {
		return strings.TrimSpace(t.fill(args, w.Show))
	}
	shown := []string{key}
	for _, a := range args {
		shown = append(shown, w.Show(a))
	}
	return "[" + strings.Join(shown, " ") + "]"
}

// Text returns what a Text says.
func (w *Words) Text(t planner.Text) string {
	if t.Key == "" {
		return ""
	}
	return w.T(t.Key, t.Args...)
}

// Show returns an argument in words by its type: amounts, shares, dates, instants, spans, lengths of time, kinds
// and severities, texts, rows by their names; numbers grouped; strings as they are.
func (w *Words) Show(arg any) string {
	switch a := arg.(type) {
	case string:
		return a
	case int:
		return Group(int64(a))
	case int64:
		return Group(a)
	case planner.Text:
		return w.Text(a)
	case planner.Row:
		return w.Name(a)
	case planner.Money:
		return w.Money(a)
	case planner.BasisPoints:
		return w.Percent(a)
	case planner.Date:
		return w.Day(a)
	case time.Time:
		return w.Time(a)
	case planner.Span:
		return w.Span(a)
	case time.Duration:
		return w.Hours(a)
	case time.Weekday:
		return w.T("weekday." + strconv.Itoa(int(a)))
	case planner.Kind:
		return w.T("kind." + string(a))
	case planner.RiskKind:
		return w.T("risk." + string(a))
	case planner.PhaseID:
		return w.T("phase." + string(a))
	case rules.Severity:
		return w.T("severity." + string(a))
	}
	return fmt.Sprint(arg)
}

// Problem returns what is wrong, a line for each problem inside err: the place, what it is, and the remedy. It
// is empty for no error.
func (w *Words) Problem(err error) []string {
	var lines []string
	for _, p := range planner.AsProblems(err) {
		line := w.Text(p.Text)
		if place := w.place(p); place != "" {
			line = w.T("problem.at", place, line)
		}
		if w.Has(p.Key + ".fix") {
			line += " " + w.T(p.Key+".fix", p.Args...)
		}
		lines = append(lines, line)
	}
	return lines
}

func (w *Words) place(p *planner.Problem) string {
	var parts []string
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		parts = append(parts, p.Sheet)
	}
	if p.Row > 0 {
		parts = append(parts, w.T("problem.row", strconv.Itoa(p.Row)))
	}
	if p.Field != "" {
		parts = append(parts, p.Field)
	}
	return strings.Join(parts, " · ")
}
