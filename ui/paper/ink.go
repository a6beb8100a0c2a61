package paper

import "bfplanner/planner"

// Inks of the paper.
const (
	InkColor = "color"
	InkGray  = "gray"
	InkBW    = "bw"
)

// Inks lists the inks in the order in which forms show them.
var Inks = []string{InkColor, InkGray, InkBW}

// ink is every colour of a page by what it is for.
type ink struct {
	text, mute, line Color
	risk             Color
	head             *Color // behind headings of days; nil paints nothing
	off              *Color // cells outside the period
	phases           map[planner.PhaseID]Color
	kinds            map[planner.Kind]kindInk
	riskHatch        Hatch // box unset
	hatchCells       bool  // hatch a flagged cell whole, not only its heading, since the hatch is faint enough to read over
	bar              Color
}

// kindInk is how events of a kind are marked: a chip with the kind's letter, and in black and white a swatch
// of a pattern beside it.
type kindInk struct {
	chip, letter Color
	band         *Color // ground of a band in the calendar; nil leaves white
	pattern      Pattern
}

var white, black = Color{255, 255, 255}, Color{}

// kindColors are those of the screen.
var kindColors = map[planner.Kind]Color{
	planner.Video: {0x3f, 0x7c, 0xac}, planner.Live: {0xc8, 0x44, 0x3f}, planner.Coupon: {0xc9, 0x8a, 0x1b},
	planner.Flash: {0x8d, 0x5b, 0xb5}, planner.Milestone: {0x4d, 0x8a, 0x5b}, planner.Ad: {0x5c, 0x6b, 0x73},
}

// kindPatterns tell kinds apart where there is one ink only.
var kindPatterns = map[planner.Kind]Pattern{
	planner.Video: Horizontal, planner.Live: Crossed, planner.Coupon: Rising, planner.Flash: Vertical,
	planner.Ad: Plain, planner.Milestone: Falling,
}

// inks is the table of inks.
var inks = map[string]ink{
	InkColor: {
		text: Color{0x22, 0x20, 0x1d}, mute: Color{0x7d, 0x76, 0x6d}, line: Color{0xe6, 0xe2, 0xdc}, risk: Color{0xb3, 0x26, 0x1e},
		head: &Color{0xf4, 0xf1, 0xec}, off: &Color{0xf6, 0xf5, 0xf3}, bar: Color{0x7d, 0x76, 0x6d},
		phases: map[planner.PhaseID]Color{planner.Main: {0xfe, 0xf8, 0xf1}, planner.Peak: {0xfb, 0xea, 0xd8},
			planner.Seeding: {0xf6, 0xf8, 0xfb}, planner.Preparation: {0xfb, 0xfa, 0xf8}, planner.Tail: {0xf4, 0xf4, 0xf5}},
		kinds:     kindInks(func(c Color) Color { return c }),
		riskHatch: Hatch{Pattern: Rising, Gap: 6, Width: 2, Color: Color{0xb3, 0x26, 0x1e}.mix(0.14)}, hatchCells: true,
	},
	InkGray: {
		text: Color{0x22, 0x22, 0x22}, mute: Color{0x6e, 0x6e, 0x6e}, line: Color{0xdc, 0xdc, 0xdc}, risk: Color{0x22, 0x22, 0x22},
		head: &Color{0xf0, 0xf0, 0xf0}, off: &Color{0xf5, 0xf5, 0xf5}, bar: Color{0x6e, 0x6e, 0x6e},
		phases: map[planner.PhaseID]Color{planner.Main: {0xfa, 0xfa, 0xfa}, planner.Peak: {0xec, 0xec, 0xec},
			planner.Seeding: white, planner.Preparation: white, planner.Tail: {0xf5, 0xf5, 0xf5}},
		kinds:     kindInks(gray),
		riskHatch: Hatch{Pattern: Rising, Gap: 6, Width: 2, Color: Color{0x22, 0x22, 0x22}.mix(0.14)}, hatchCells: true,
	},
	InkBW: {
		text: black, mute: black, line: black, risk: black, bar: black, kinds: kindInksBW(),
		riskHatch: Hatch{Pattern: Rising, Gap: 3, Width: 0.4, Color: black},
	},
}

func kindInks(through func(Color) Color) map[planner.Kind]kindInk {
	m := map[planner.Kind]kindInk{}
	for k, c := range kindColors {
		c = through(c)
		band := c.mix(0.16)
		m[k] = kindInk{chip: c, letter: white, band: &band}
	}
	return m
}

func kindInksBW() map[planner.Kind]kindInk {
	m := map[planner.Kind]kindInk{}
	for k, p := range kindPatterns {
		m[k] = kindInk{chip: white, letter: black, pattern: p}
	}
	return m
}

// gray is the colour's lightness by ITU-R BT.601.
func gray(c Color) Color {
	v := uint8((299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000)
	return Color{v, v, v}
}
