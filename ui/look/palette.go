// Package look is how the program looks: its colours for light and dark, its Fyne theme with the fonts that come
// with it, and the letter that stands for a kind of event beside the kind's colour.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// Colors is one palette. All colours are opaque; who wants one faint says so with Alpha.
type Colors struct {
	Dark   bool
	Ground color.NRGBA // behind the calendar
	Panel  color.NRGBA // behind the panels around it
	Raised color.NRGBA // behind menus and boxes, which lie over panels
	Ink    color.NRGBA // text
	Mute   color.NRGBA // text of second rank
	Line   color.NRGBA // what parts one thing from the next
	Strong color.NRGBA // a line that should be seen, as at a weekend
	Accent color.NRGBA // links, focus and selection
	Risk   color.NRGBA // ban-risk windows, weekends and holidays in the ruler
	Card   color.NRGBA // the card beside a dragged block, always dark
	OnCard color.NRGBA // text on it
	Block  color.NRGBA // a finding of severity block, on the ground
	Warn   color.NRGBA
	Hint   color.NRGBA
	Good   color.NRGBA // a finding resolved, an amount gained

	kinds    map[planner.Kind]color.NRGBA
	offsite  color.NRGBA
	phases   map[planner.PhaseID]color.NRGBA
	lightInk color.NRGBA
	darkInk  color.NRGBA
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

var light = &Colors{
	Ground: rgb(0xfbfaf8), Panel: rgb(0xffffff), Raised: rgb(0xffffff), Ink: rgb(0x22201d), Mute: rgb(0x6e675f), Line: rgb(0xe6e2dc), Strong: rgb(0xd3ccc2),
	Accent: rgb(0x2f6b9c), Risk: rgb(0xb3261e), Card: rgb(0x22201d), OnCard: rgb(0xfbfaf8),
	Block: rgb(0xb3261e), Warn: rgb(0x9a6306), Hint: rgb(0x5c6b73), Good: rgb(0x3d7549),
	kinds: map[planner.Kind]color.NRGBA{
		planner.Video: rgb(0x3c79a9), planner.Live: rgb(0xc8443f), planner.Coupon: rgb(0xc98a1b),
		planner.Flash: rgb(0x8d5bb5), planner.Ad: rgb(0x5c6b73), planner.Milestone: rgb(0x467f52),
	},
	offsite: rgb(0x5c6b73),
	phases: map[planner.PhaseID]color.NRGBA{
		planner.Preparation: rgb(0xfbfaf8), planner.Seeding: rgb(0xf4f7fa), planner.Main: rgb(0xfdf7ef),
		planner.Peak: rgb(0xfbebd9), planner.Tail: rgb(0xf3f4f3),
	},
	lightInk: rgb(0xffffff), darkInk: rgb(0x22201d),
}

var dark = &Colors{
	Dark:   true,
	Ground: rgb(0x1b1a18), Panel: rgb(0x232120), Raised: rgb(0x2e2b28), Ink: rgb(0xece7df), Mute: rgb(0xa59d93), Line: rgb(0x35322e), Strong: rgb(0x4a453f),
	Accent: rgb(0x7fb2d9), Risk: rgb(0xf0776c), Card: rgb(0x34302c), OnCard: rgb(0xf5f1ea),
	Block: rgb(0xf0776c), Warn: rgb(0xe0a84a), Hint: rgb(0x9db0ba), Good: rgb(0x83c08f),
	kinds: map[planner.Kind]color.NRGBA{
		planner.Video: rgb(0x3d7099), planner.Live: rgb(0xb8483f), planner.Coupon: rgb(0xc99338),
		planner.Flash: rgb(0x8660a9), planner.Ad: rgb(0x5a6a73), planner.Milestone: rgb(0x477a53),
	},
	offsite: rgb(0x5a6a73),
	phases: map[planner.PhaseID]color.NRGBA{
		planner.Preparation: rgb(0x1b1a18), planner.Seeding: rgb(0x1c1f22), planner.Main: rgb(0x22201b),
		planner.Peak: rgb(0x2d251b), planner.Tail: rgb(0x1f201f),
	},
	lightInk: rgb(0xffffff), darkInk: rgb(0x1b1a18),
}

// Palette returns the colours of a variant, theme.VariantLight or theme.VariantDark.
func Palette(variant fyne.ThemeVariant) *Colors {
	if variant == theme.VariantDark {
		return dark
	}
	return light
}

// Current returns the colours that the running app shows: those of its theme's mode, or of the system.
func Current() *Colors {
	app := fyne.CurrentApp()
	if app == nil {
		return light
	}
	if t, ok := app.Settings().Theme().(*appTheme); ok {
		return Palette(t.variant(app.Settings().ThemeVariant()))
	}
	return Palette(app.Settings().ThemeVariant())
}

// Kind returns the colour of an event of that kind; offPlatform says that it happens outside the sale's platform,
// which has one colour whatever the kind.
func (c *Colors) Kind(k planner.Kind, offPlatform bool) color.NRGBA {
	if offPlatform {
		return c.offsite
	}
	if fill, ok := c.kinds[k]; ok {
		return fill
	}
	return c.offsite
}

// On returns the colour in which text is best read on the fill.
func (c *Colors) On(fill color.NRGBA) color.NRGBA {
	if Contrast(fill, c.lightInk) >= Contrast(fill, c.darkInk) {
		return c.lightInk
	}
	return c.darkInk
}

// Phase returns the tint behind a phase of the campaign, and the ground outside it.
func (c *Colors) Phase(id planner.PhaseID) color.NRGBA {
	if tint, ok := c.phases[id]; ok {
		return tint
	}
	return c.Ground
}

// Severity returns the colour of a finding on the ground or a panel.
func (c *Colors) Severity(s rules.Severity) color.NRGBA {
	switch s {
	case rules.Block:
		return c.Block
	case rules.Warn:
		return c.Warn
	}
	return c.Hint
}

// SeverityOnCard returns the colour of a finding on the dark card beside a dragged block.
func (c *Colors) SeverityOnCard(s rules.Severity) color.NRGBA {
	switch s {
	case rules.Block:
		return rgb(0xff9d94)
	case rules.Warn:
		return rgb(0xf6c66b)
	}
	return rgb(0xb9c6cd)
}

// Letter returns the letter that stands for the kind, O for whatever happens outside the sale's platform.
func Letter(k planner.Kind, offPlatform bool) string {
	if offPlatform {
		return "O"
	}
	return k.Letter()
}
