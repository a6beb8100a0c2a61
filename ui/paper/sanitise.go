package paper

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// sanitiser makes strings fit for the fonts and remembers what it had to replace.
type sanitiser struct {
	fonts *Fonts
	marks []string // what each mark stands for, mark 1 first
	seen  map[string]int
}

// clean returns the text with every stretch of characters that the fonts cannot show replaced by a mark,
// "〔□1〕", whose footnote names them. Tabs become spaces; characters that only shape their neighbours, and control
// characters but for the line break, are left out. Spaces beside punctuation that brings its own go.
func (z *sanitiser) clean(s string) string {
	var out strings.Builder
	var lost []rune
	flush := func() {
		if len(lost) > 0 {
			out.WriteString(z.mark(string(lost)))
			lost = nil
		}
	}
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r == '\t' || r == '\u00a0':
			r = ' '
		case r == '\n':
			flush()
			out.WriteRune(r)
			continue
		case unseen(r):
			continue
		case !z.fonts.has(r):
			lost = append(lost, r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return roomy.Replace(out.String())
}

// roomy takes spaces away beside punctuation that is as wide as a Chinese character: Chinese brackets and colons,
// and in these fonts the middle dot.
var roomy = strings.NewReplacer(" · ", "·", " （", "（", "： ", "：")

// unseen reports whether the character shows nothing of itself: control and format characters, joiners, variation
// selectors, skin tones.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) || r >= 0x1f3fb && r <= 0x1f3ff
}

func (z *sanitiser) mark(lost string) string {
	n, ok := z.seen[lost]
	if !ok {
		z.marks = append(z.marks, lost)
		n = len(z.marks)
		if z.seen == nil {
			z.seen = map[string]int{}
		}
		z.seen[lost] = n
	}
	return markOf(n)
}

func markOf(n int) string { return fmt.Sprintf("〔□%d〕", n) }

// names returns the characters' code points and their names in Unicode.
func names(lost string) string {
	var list []string
	for _, r := range lost {
		list = append(list, fmt.Sprintf("U+%04X %s", r, runenames.Name(r)))
	}
	return strings.Join(list, ", ")
}
