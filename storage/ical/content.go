package ical

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"bfplanner/planner"
)

// component is a BEGIN-END block of a calendar file with its content lines (RFC 5545, section 3.4).
type component struct {
	name  string // upper case: "VEVENT"
	props []prop
	subs  []*component
	row   int // of its BEGIN
}

// prop is a content line. Its value is as it stands in the file, TEXT still escaped.
type prop struct {
	name   string // upper case
	params []param
	value  string
	row    int
}

// param is a parameter of a content line; only the first of several values is kept.
type param struct{ name, value string }

func (p *prop) param(name string) string {
	for _, x := range p.params {
		if x.name == name {
			return x.value
		}
	}
	return ""
}

// get returns the first content line of that name, or nil.
func (c *component) get(name string) *prop {
	for i := range c.props {
		if c.props[i].name == name {
			return &c.props[i]
		}
	}
	return nil
}

// text returns the TEXT value of that name, and whether there is one.
func (c *component) text(name string) (string, bool) {
	if p := c.get(name); p != nil {
		return unescape(p.value), true
	}
	return "", false
}

func (c *component) add(name, value string, params ...param) {
	c.props = append(c.props, prop{name: name, value: value, params: params})
}

func (c *component) addText(name, value string) { c.add(name, escape(value)) }

func (c *component) sub(name string) *component {
	n := &component{name: name}
	c.subs = append(c.subs, n)
	return n
}

// lineOctets is how many octets a line may have before it is folded, its end not counted.
const lineOctets = 75

// write writes the component with lines ended by CRLF and folded between characters.
func (c *component) write(w *bytes.Buffer) {
	fold(w, "BEGIN:"+c.name)
	for _, p := range c.props {
		line := p.name
		for _, x := range p.params {
			line += ";" + x.name + "=" + quote(x.value)
		}
		fold(w, line+":"+p.value)
	}
	for _, s := range c.subs {
		s.write(w)
	}
	fold(w, "END:"+c.name)
}

func fold(w *bytes.Buffer, line string) {
	room := lineOctets
	for len(line) > room {
		n := room
		for n > 0 && !utf8.RuneStart(line[n]) {
			n--
		}
		w.WriteString(line[:n] + "\r\n ")
		line, room = line[n:], lineOctets-1
	}
	w.WriteString(line + "\r\n")
}

// quote puts a parameter's value in quotation marks where it must be.
func quote(s string) string {
	if strings.ContainsAny(s, ":;,") {
		return `"` + strings.ReplaceAll(s, `"`, "'") + `"`
	}
	return s
}

var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escape writes a TEXT value; control characters, which it may not hold, are left out.
func escape(s string) string { return escaper.Replace(clean(s)) }

// clean takes out control characters, which iCalendar text may not hold; a line break stays.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// Limits that keep a file that is no calendar, or a hostile one, from eating the machine.
const (
	maxSize  = 32 << 20 // bytes
	maxDepth = 6        // of components in one another
)

// parse reads the calendars of a file. What is wrong is a *planner.Problem that names the line.
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
		p.row = l.row
		switch {
		case p.name == "BEGIN":
			c := &component{name: strings.ToUpper(strings.TrimSpace(p.value)), row: l.row}
			if len(open) == maxDepth || len(open) == 0 && c.name != "VCALENDAR" {
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
		case p.name == "END":
			if name := strings.ToUpper(strings.TrimSpace(p.value)); open[len(open)-1].name != name {
				return nil, broken(l.row, "problem.ics_end", short(name), open[len(open)-1].name)
			}
			open = open[:len(open)-1]
		default:
			c := open[len(open)-1]
			c.props = append(c.props, p)
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

// unfold joins the lines that were folded and drops empty ones. Lines may end with LF alone.
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

// parseLine takes a content line apart: name, parameters, value.
func parseLine(s string) (prop, bool) {
	var p prop
	end := strings.IndexAny(s, ":;")
	if end <= 0 || strings.Trim(s[:end], tokenLetters) != "" {
		return p, false
	}
	p.name = strings.ToUpper(s[:end])
	for s[end] == ';' {
		rest := s[end+1:]
		name, after, ok := strings.Cut(rest, "=")
		if !ok || name == "" || strings.Trim(name, tokenLetters) != "" {
			return p, false
		}
		value, n := paramValue(after)
		p.params = append(p.params, param{strings.ToUpper(name), value})
		if n >= len(after) || after[n] != ';' && after[n] != ':' {
			return p, false
		}
		end = len(s) - len(after) + n
	}
	p.value = s[end+1:]
	return p, true
}

const tokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"

// paramValue returns the first value of a parameter, and where the list of its values ends.
func paramValue(s string) (value string, n int) {
	quoted, first := false, true
	for ; n < len(s); n++ {
		switch c := s[n]; {
		case c == '"':
			quoted = !quoted
			continue
		case !quoted && (c == ';' || c == ':'):
			return value, n
		case !quoted && c == ',':
			first = false
			continue
		}
		if first {
			value += s[n : n+1]
		}
	}
	return value, n
}
