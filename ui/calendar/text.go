package calendar

import (
	"strings"

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
			if cut == 0 {
				return ""
			}
			return strings.TrimRight(s[:cut], " ·→") + "…"
		}
		w += cw
		if w+dots <= room {
			cut = i + len(string(c))
		}
	}
	return s
}
