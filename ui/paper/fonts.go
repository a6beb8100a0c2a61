package paper

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Fonts are the two TrueType fonts of the paper, read once and then safe for use from several goroutines.
type Fonts struct {
	regular, bold face
}

// NewFonts reads a regular and a bold font from the bytes of TrueType files. Both must have glyph outlines in the
// glyf table, since they are embedded in part.
func NewFonts(regular, bold []byte) (*Fonts, error) {
	f := &Fonts{}
	for _, one := range []struct {
		into *face
		data []byte
		name string
	}{{&f.regular, regular, "regular"}, {&f.bold, bold, "bold"}} {
		var err error
		if *one.into, err = newFace(one.data); err != nil {
			return nil, fmt.Errorf("paper: the %s font: %w", one.name, err)
		}
	}
	return f, nil
}

// face knows how wide each character of the basic plane is.
type face struct {
	data   []byte
	font   *sfnt.Font
	widths []uint16 // thousandths of the font's size by code point; 0 for none
}

func newFace(data []byte) (face, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return face{}, err
	}
	w := face{data, f, make([]uint16, 0x10000)}
	var buf sfnt.Buffer
	ppem := fixed.Int26_6(1000) // advances come out in thousandths
	for r := rune(' '); r < 0x10000; r++ {
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, ppem, font.HintingNone)
		if err != nil {
			return face{}, err
		}
		w.widths[r] = uint16(advance)
	}
	return w, nil
}

func (f *Fonts) face(bold bool) *face {
	if bold {
		return &f.bold
	}
	return &f.regular
}

// has reports whether both fonts can show the character.
func (f *Fonts) has(r rune) bool {
	return r > 0 && r < 0x10000 && f.regular.widths[r] > 0 && f.bold.widths[r] > 0
}

// width returns how wide the text is at the size.
func (f *Fonts) width(s string, size float64, bold bool) float64 {
	var sum int
	widths := f.face(bold).widths
	for _, r := range s {
		if r < 0x10000 {
			sum += int(widths[r])
		}
	}
	return float64(sum) * size / 1000
}
