package paper

import (
	"strings"
	"unicode"

	"bfplanner/planner"
)

// style is how letters look.
type style struct {
	size  float64
	bold  bool
	color Color
}

// run is text of one style, or where chip is set the mark of a kind, as high as the style's letters.
type run struct {
	s    string
	st   style
	chip planner.Kind
	tag  string // letters in a filled box, such as a severity; drawn in st.color
	box  string // a square to tick, open or ticked
}

// The states of a square to tick.
const (
	open   = "open"
	ticked = "ticked"
)

// frag is a piece of a line: text or chip from x, measured from the line's left end.
type frag struct {
	run
	x, w float64
}

// line is one line of wrapped runs.
type line struct {
	frags  []frag
	w      float64
	height float64
	ascent float64 // from the line's top to its baseline
}

// leading is the height of a line in parts of its font's size.
const leading = 1.42

// token is what may not be broken: a word, a Chinese character with the marks that cling to it, or spaces.
type token struct {
	run
	w     float64
	space bool
	br    bool // a line break in the text
}

// wrap breaks runs into lines no wider than width. A word wider than that is broken between characters. There
// is at least one line, which may be empty.
func (l *layout) wrap(runs []run, width float64) []line {
	var lines []line
	var cur []token
	var w float64
	size := 8.0
	if len(runs) > 0 {
		size = runs[0].st.size
	}
	end := func() {
		lines = append(lines, lineOf(cur, size))
		cur, w = nil, 0
	}
	for _, t := range l.tokens(runs, width) {
		switch {
		case t.br:
			end()
			continue
		case t.space && len(cur) == 0:
			continue
		case len(cur) > 0 && w+t.w > width+0.01 && !t.space:
			// A mark of a kind does not end a line: it goes with the word that it stands before.
			var carried []token
			for n := len(cur); n > 1 && marker(cur[n-1]); n = len(cur) {
				carried = append([]token{cur[n-1]}, carried...)
				cur = cur[:n-1]
			}
			end()
			for _, c := range carried {
				cur, w = append(cur, c), w+c.w
			}
		}
		cur, w = append(cur, t), w+t.w
	}
	if len(cur) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

func marker(t token) bool { return t.chip != "" || t.tag != "" || t.box != "" }

// lineOf joins neighbouring tokens of one style and drops spaces at the end.
func lineOf(tokens []token, size float64) line {
	for n := len(tokens); n > 0 && tokens[n-1].space; n = len(tokens) {
		tokens = tokens[:n-1]
	}
	var l line
	for _, t := range tokens {
		size = max(size, t.st.size)
		if n := len(l.frags); n > 0 && !marker(t) && !marker(token{run: l.frags[n-1].run}) && l.frags[n-1].st == t.st {
			l.frags[n-1].s += t.s
			l.frags[n-1].w += t.w
		} else {
			l.frags = append(l.frags, frag{t.run, l.w, t.w})
		}
		l.w += t.w
	}
	l.height, l.ascent = leading*size, (leading-ascent-descent)/2*size+ascent*size
	return l
}

// tokens takes the runs apart; words wider than width come in pieces.
func (l *layout) tokens(runs []run, width float64) []token {
	var list []token
	for _, r := range runs {
		if marker(token{run: r}) {
			list = append(list, token{run: r, w: l.markWidth(r)})
			continue
		}
		words := split(l.clean.clean(r.s))
		for _, s := range words {
			t := token{run: run{s: s, st: r.st}, space: strings.TrimLeft(s, " ") == "", br: s == "\n"}
			t.w = l.fonts.width(s, r.st.size, r.st.bold)
			if t.w > width && !t.space {
				list = append(list, l.pieces(t, width)...)
				continue
			}
			list = append(list, t)
		}
	}
	return list
}

// pieces breaks a word that is wider than a line between its characters.
func (l *layout) pieces(t token, width float64) []token {
	var list []token
	cur := token{run: run{st: t.st}}
	for _, r := range t.s {
		w := l.fonts.width(string(r), t.st.size, t.st.bold)
		if cur.s != "" && cur.w+w > width {
			list = append(list, cur)
			cur = token{run: run{st: t.st}}
		}
		cur.s += string(r)
		cur.w += w
	}
	return append(list, cur)
}

// closers do not begin a line and openers do not end one (the line breaking of Chinese typesetting, GB/T 15834).
const (
	closers = "，。、；：？！）】》〉」』〕”’%％,.;:?!)]}·…—–"
	openers = "（【《〈「『〔“‘([{$€£¥"
)

// split takes a text apart into words, single Chinese characters, spaces and line breaks.
func split(s string) []string {
	var list []string
	var cur strings.Builder
	flush := func() {
		if cur.Len() > 0 {
			list = append(list, cur.String())
			cur.Reset()
		}
	}
	var last rune
	for _, r := range s {
		switch {
		case r == '\n':
			flush()
			list = append(list, "\n")
		case (r == ' ') != (last == ' '):
			flush()
			cur.WriteRune(r)
		case last != 0 && (wide(r) || wide(last)) && !strings.ContainsRune(closers, r) && !strings.ContainsRune(openers, last):
			flush()
			cur.WriteRune(r)
		case last == '-' && unicode.IsLetter(r) || last == '/' || last == '_':
			flush()
			cur.WriteRune(r)
		default:
			cur.WriteRune(r)
		}
		last = r
		if r == '\n' {
			last = 0
		}
	}
	flush()
	return list
}

// wide reports whether lines may break beside the character: Chinese and its punctuation.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef || r == '·' || r == '→'
}
