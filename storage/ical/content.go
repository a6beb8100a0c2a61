package ical

import (
	"bytes"
	"io"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"bfplanner/planner"
)

// component is a BEGIN-END block of a calendar file with its content lines (RFC 5545, section 3.4), each with its place
// in the file.
type component struct {
	name  string // upper case: "VEVENT"
	props []prop
	subs  []*component
	row   int // of its BEGIN
}

// prop is a content line, read. Of a TEXT value the escapes are gone.
type prop struct {
	*ics.BaseProperty
	row int
}

func (p *prop) param(name string) string {
	if values := p.ICalParameters[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// get returns the first content line of that name, or nil.
func (c *component) get(name string) *prop {
	for i := range c.props {
		if c.props[i].IANAToken == name {
			return &c.props[i]
		}
	}
	return nil
}

// text returns the value of that name, and whether there is one.
func (c *component) text(name string) (string, bool) {
	if p := c.get(name); p != nil {
		return p.Value, true
	}
	return "", false
}

// clean takes out control characters, which iCalendar text may not hold and the library would write as they stand; a line
// break stays.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// serialize writes the calendar with lines ended by CRLF and folded between characters.
func serialize(w io.Writer, c *ics.Calendar) error {
	return c.SerializeTo(w, ics.WithNewLineWindows, ics.WithLineLength(lineOctets))
}

// lineOctets is how many octets a line may have before it is folded, its end not counted.
const lineOctets = 75

// Limits that keep a file that is no calendar, or a hostile one, from eating the machine.
const (
	maxSize   = 32 << 20 // bytes
	maxDepth  = 6        // of components in one another
	maxParams = 32       // of a content line
)

// parse reads the calendars of a file. What is wrong is a *planner.Problem that names the line, which is why the
// library is given one line at a time.
func parse(r io.Reader) ([]*component, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSize {
		return nil, planner.Problemf("problem.ics_size", maxSize>>20)
	}
	var all, open []*component
	broken := func(row int, key string, args ...any) error {
		return &planner.Problem{Text: planner.T(key, args...), Row: row}
	}
	for _, l := range unfold(data) {
		p, ok := parseLine(l.text)
		if !ok {
			return nil, broken(l.row, "problem.ics_line", short(l.text))
		}
		switch {
		case p.IANAToken == "BEGIN":
			c := &component{name: strings.ToUpper(strings.TrimSpace(p.Value)), row: l.row}
			if len(open) == maxDepth || len(open) == 0 && c.name != string(ics.ComponentVCalendar) {
				return nil, broken(l.row, "problem.ics_begin", short(c.name))
			}
			if len(open) == 0 {
				all = append(all, c)
			} else {
				parent := open[len(open)-1]
				parent.subs = append(parent.subs, c)
			}
			open = append(open, c)
		case len(open) == 0:
			return nil, broken(l.row, "problem.ics_begin", short(l.text))
		case p.IANAToken == "END":
			if name := strings.ToUpper(strings.TrimSpace(p.Value)); open[len(open)-1].name != name {
				return nil, broken(l.row, "problem.ics_end", short(name), open[len(open)-1].name)
			}
			open = open[:len(open)-1]
		default:
			c := open[len(open)-1]
			c.props = append(c.props, prop{p, l.row})
		}
	}
	if len(open) > 0 {
		return nil, broken(open[0].row, "problem.ics_cut", open[len(open)-1].name)
	}
	if len(all) == 0 {
		return nil, planner.Problemf("problem.ics_empty")
	}
	return all, nil
}

// short is a stretch of a file's text that fits into a sentence.
func short(s string) string {
	if r := []rune(clean(s)); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return clean(s)
}

type textLine struct {
	text string
	row  int // of its first line in the file, from 1
}

// unfold joins the lines that were folded and drops empty ones. Lines may end with LF alone. The library joins them too,
// but does not say in which row of the file a line began.
func unfold(data []byte) []textLine {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var lines []textLine
	var parts []string
	flush := func() {
		if len(parts) > 1 {
			lines[len(lines)-1].text = strings.Join(parts, "")
		}
		parts = nil
	}
	for i, raw := range strings.Split(string(data), "\n") {
		raw = strings.TrimSuffix(raw, "\r")
		switch {
		case raw == "":
		case (raw[0] == ' ' || raw[0] == '\t') && len(lines) > 0:
			parts = append(parts, raw[1:])
		default:
			flush()
			lines = append(lines, textLine{raw, i + 1})
			parts = []string{raw}
		}
	}
	flush()
	return lines
}

// parseLine takes a content line apart: name, parameters, value. The library takes any first word for the name, knows
// names in capitals alone, and copies the line once for each parameter; what comes to it is held to the standard first.
func parseLine(s string) (*ics.BaseProperty, bool) {
	end := strings.IndexAny(s, ":;")
	if end <= 0 || strings.Trim(s[:end], tokenLetters) != "" || params(s[end:]) > maxParams {
		return nil, false
	}
	p, err := ics.ParseProperty(ics.ContentLine(strings.ToUpper(s[:end]) + s[end:]))
	if p == nil || err != nil {
		return nil, false
	}
	for name, values := range p.ICalParameters {
		if strings.Trim(name, tokenLetters) != "" {
			return nil, false
		}
		if upper := strings.ToUpper(name); upper != name {
			delete(p.ICalParameters, name)
			p.ICalParameters[upper] = slices.Concat(p.ICalParameters[upper], values)
		}
	}
	return p, true
}

const tokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"

// params counts the parameters, and the values of them, before the value of a line.
func params(s string) (n int) {
	quoted := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ':':
			return n
		case c == ';', c == ',':
			n++
		}
	}
	return n
}
