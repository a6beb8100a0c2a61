package calendar

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// face is one size of one font, with the widths of its characters as far as they were asked for.
type face struct {
	size  float32
	style fyne.TextStyle
	latin [utf8.RuneSelf]float32 // 0 where not asked yet
	other map[rune]float32
}

func (f *face) char(c rune) float32 {
	if c >= 0 && c < utf8.RuneSelf {
		if f.latin[c] == 0 {
			f.latin[c] = f.measure(c)
		}
		return f.latin[c]
	}
	w, ok := f.other[c]
	if !ok {
		w = f.measure(c)
		f.other[c] = w
	}
	return w
}

func (f *face) measure(c rune) float32 { return fyne.MeasureText(string(c), f.size, f.style).Width }

// ruleOfType measures text by the widths of its characters, each measured once, so that shortening a title costs
// no shaping. Kerning is left out, which no font that comes with the program uses to widen.
type ruleOfType struct {
	faces   []*face // a handful
	heights map[float32]float32
}

func newRule() *ruleOfType { return &ruleOfType{heights: map[float32]float32{}} }

func (m *ruleOfType) face(size float32, bold bool) *face {
	for _, f := range m.faces {
		if f.size == size && f.style.Bold == bold {
			return f
		}
	}
	f := &face{size: size, style: fyne.TextStyle{Bold: bold}, other: map[rune]float32{}}
	m.faces = append(m.faces, f)
	return f
}

// width returns how wide the text is.
func (m *ruleOfType) width(s string, size float32, bold bool) float32 {
	var w float32
	f := m.face(size, bold)
	for _, c := range s {
		w += f.char(c)
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
	f := m.face(size, bold)
	dots := f.char('…')
	var w float32
	cut := 0
	for i, c := range s {
		cw := f.char(c)
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
	cut, f := 0, m.face(size, bold)
	for i, c := range s {
		if w += f.char(c); w > room {
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
