package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"bfplanner/assets"
)

// Mode says whether the program is light or dark.
type Mode string

// The modes; System follows the desktop.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Modes lists the modes in the order in which settings show them.
var Modes = []Mode{System, Light, Dark}

// The sizes of text: of the program, and of captions and small print.
const (
	TextSize    float32 = 13
	CaptionSize float32 = 11
)

// Theme returns the program's theme in that mode. Any other mode is System.
func Theme(m Mode) fyne.Theme { return Scaled(m, 1) }

// Scaled returns the program's theme with every size of widgets multiplied by scale.
func Scaled(m Mode, scale float32) fyne.Theme { return &appTheme{m, scale} }

type appTheme struct {
	mode  Mode
	scale float32
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold)
)

// sizes are the theme's sizes where they are not Fyne's own.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               TextSize,
	theme.SizeNameCaptionText:        CaptionSize,
	theme.SizeNameHeadingText:        20,
	theme.SizeNameSubHeadingText:     16,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       6,
	theme.SizeNameLineSpacing:        3,
	theme.SizeNameInlineIcon:         16,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameSelectionRadius:    4,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1,
}

func (t *appTheme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	}
	return system
}

// Font returns the fonts that come with the program, whatever the system has.
func (t *appTheme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return bold
	}
	return regular
}

// Icon returns Fyne's icons.
func (t *appTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size returns the program's dense sizes.
func (t *appTheme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := sizes[n]; ok {
		return s * t.scale
	}
	return theme.DefaultTheme().Size(n) * t.scale
}

// Color returns the colour for a part of Fyne's widgets.
func (t *appTheme) Color(n fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	v := t.variant(system)
	c := Palette(v)
	switch n {
	case theme.ColorNameBackground, theme.ColorNameInputBackground:
		return c.Panel
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return c.Raised
	case theme.ColorNameHeaderBackground, theme.ColorNameButton, theme.ColorNameDisabledButton:
		return c.Ground
	case theme.ColorNameForeground:
		return foreground{c.Ink}
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled: // labels of low importance take the latter
		return c.Mute
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return c.Accent
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return c.On(c.Accent)
	case theme.ColorNameFocus:
		return Alpha(c.Accent, 0.35)
	case theme.ColorNameSelection:
		return Alpha(c.Accent, 0.22)
	case theme.ColorNameHover:
		return Alpha(c.Ink, 0.06)
	case theme.ColorNamePressed:
		return Alpha(c.Ink, 0.12)
	case theme.ColorNameSeparator:
		return c.Line
	case theme.ColorNameInputBorder:
		return c.Strong
	case theme.ColorNameScrollBar:
		return Alpha(c.Ink, 0.35)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return Alpha(rgb(0), 0.1) // also the ground of a split's divider
	case theme.ColorNameError:
		return c.Block
	case theme.ColorNameWarning:
		return c.Warn
	case theme.ColorNameSuccess:
		return c.Good
	}
	return theme.DefaultTheme().Color(n, v)
}

// foreground is the colour of text, a trace less than opaque: of a colour that is wholly so, Fyne 2.7 makes one that can
// hardly be read for the keys in its menus. It takes 95 % of the opacity in 16 bits and keeps the lower eight.
type foreground struct{ color.NRGBA }

// RGBA returns the colour, multiplied by its opacity, in 16 bits each.
func (f foreground) RGBA() (r, g, b, a uint32) {
	const most = 0xffc9 // of which 95 % end in 0xff, and which is opaque in eight bits
	r, g, b, _ = f.NRGBA.RGBA()
	return min(r, most), min(g, most), min(b, most), most
}
