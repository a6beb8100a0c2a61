package words

import (
	"strconv"
	"strings"
)

// template is a text taken apart into what stands fast and where arguments go.
type template []piece

// piece is a stretch of fixed text, or a place for the argument Arg. With forms it is the first of them where
// the argument is 1, the last otherwise.
type piece struct {
	fixed string
	arg   int // -1 for fixed text
	forms []string
}

// parse takes a text apart. Braces that hold no number stay as they are.
func parse(s string) template {
	var t template
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		number, forms, plural := strings.Cut(s[open+1:open+end], ":")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			t = append(t, piece{fixed: s[:open+1], arg: -1})
			s = s[open+1:]
			continue
		}
		t = append(t, piece{fixed: s[:open], arg: -1})
		p := piece{arg: n}
		if plural {
			p.forms = strings.Split(forms, "|")
		}
		t = append(t, p)
		s = s[open+end+1:]
	}
	return append(t, piece{fixed: s, arg: -1})
}

// fill puts the arguments in, each made text by show. An argument that was not given leaves its place visible.
func (t template) fill(args []any, show func(any) string) string {
	var b strings.Builder
	for _, p := range t {
		switch {
		case p.arg < 0:
			b.WriteString(p.fixed)
		case p.arg >= len(args):
			b.WriteString("{" + strconv.Itoa(p.arg) + "}")
		case p.forms != nil:
			b.WriteString(p.form(args[p.arg]))
		default:
			b.WriteString(show(args[p.arg]))
		}
	}
	return b.String()
}

func (p piece) form(arg any) string {
	if n, ok := whole(arg); ok && n == 1 {
		return p.forms[0]
	}
	return p.forms[len(p.forms)-1]
}

// whole returns the argument as a whole number if it is of an integer type.
func whole(arg any) (int64, bool) {
	switch n := arg.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	}
	return 0, false
}
