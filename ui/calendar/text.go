package calendar

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// glyph is a character as it is set.
type glyph struct {
	char rune
	size float32
	bold bool
}

// ruleOfType measures text by the widths of its characters, each measured once, so that shortening a title costs
// no shaping. Kerning is left out, which no font that comes with the program uses to widen.
type ruleOfType struct {
	widths  map[glyph]float32
	heights map[float32]float32
}

func newRule() *ruleOfType {
	return &ruleOfType{map[glyph]float32{}, map[float32]float32{}}
}

func (m *ruleOfType) char(c rune, size float32, bold bool) float32 {
	g := glyph{c, size, bold}
	w, ok := m.widths[g]
	if !ok {
		w = fyne.MeasureText(string(c), size, fyne.TextStyle{Bold: bold}).Width
		m.widths[g] = w
	}
	return w
}

// width returns how wide the text is.
func (m *ruleOfType) width(s string, size float32, bold bool) float32 {
	var w float32
	for _, c := range s {
		w += m.char(c, size, bold)
	}
	return w
}

// height returns how high a line is.
func (m *ruleOfType) height(size float32) float32 {
	h, ok := m.heights[size]
	if !ok {
		h = fyne.MeasureText("国", size, fyne.TextStyle{}).Height
		m.heights[size] = h
	}
	return h
}

// fit returns the text, shortened to end in … where it is wider than the room, and "" where not even one
// character and the … have room.
func (m *ruleOfType) fit(s string, size float32, bold bool, room float32) string {
	dots := m.char('…', size, bold)
	var w float32
	cut := 0
	for i, c := range s {
		cw := m.char(c, size, bold)
		if w+cw > room {
			kept := strings.TrimRight(s[:cut], " ·→")
			if kept == "" {
				return ""
			}
			if kept[len(kept)-1] < utf8.RuneSelf {
				return kept + "..." // the font sets … at mid-height, as only Chinese has it
			}
			return kept + "…"
		}
		w += cw
		if w+dots <= room {
			cut = i + len(string(c))
		}
	}
	return s
}

// wrap returns the text in at most two lines, the second shortened where it must be. Lines break between words, and
// anywhere in Chinese.
func (m *ruleOfType) wrap(s string, size float32, bold bool, room float32) []string {
	if m.width(s, size, bold) <= room {
		return []string{s}
	}
	var w float32
	cut := 0
	for i, c := range s {
		if w += m.char(c, size, bold); w > room {
			break
		}
		if c == ' ' || c > 0x2e80 {
			cut = i + utf8.RuneLen(c)
		}
	}
	if cut == 0 {
		return []string{m.fit(s, size, bold, room)}
	}
	return []string{strings.TrimSpace(s[:cut]), m.fit(strings.TrimSpace(s[cut:]), size, bold, room)}
}
