package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

func TestContrastOfKnownPairs(t *testing.T) {
	for _, c := range []struct {
		a, b color.NRGBA
		want float64
	}{
		{rgb(0), rgb(0xffffff), 21}, {rgb(0xffffff), rgb(0), 21}, {rgb(0x777777), rgb(0xffffff), 4.48}, {rgb(0x123456), rgb(0x123456), 1},
	} {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("contrast of %v on %v is %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestTextCanBeRead(t *testing.T) {
	for name, v := range variants {
		c := Palette(v)
		read := func(what string, text, ground color.NRGBA) {
			if r := Contrast(text, ground); r < 4.5 {
				t.Errorf("%s: %s has contrast %.2f, want 4.5", name, what, r)
			}
		}
		for _, k := range planner.Kinds {
			read("text on a "+string(k), c.On(c.Kind(k, false)), c.Kind(k, false))
		}
		read("text on a block of another channel", c.On(c.Kind(planner.Video, true)), c.Kind(planner.Video, true))
		for _, p := range []planner.PhaseID{"", planner.Preparation, planner.Seeding, planner.Main, planner.Peak, planner.Tail} {
			read("ink in phase "+string(p), c.Ink, c.Phase(p))
			read("small print in phase "+string(p), c.Mute, c.Phase(p))
			read("risk in phase "+string(p), c.Risk, c.Phase(p))
		}
		for _, s := range []rules.Severity{rules.Block, rules.Warn, rules.Hint} {
			read("severity "+string(s), c.Severity(s), c.Panel)
			read("severity on card "+string(s), c.SeverityOnCard(s), c.Card)
		}
		read("text in a box", c.Ink, c.Raised)
		read("small print in a box", c.Mute, c.Raised)
		read("link in a box", c.Accent, c.Raised)
		read("card", c.OnCard, c.Card)
		read("link", c.Accent, c.Panel)
		read("gain", c.Good, c.Panel)
		read("small print on a panel", c.Mute, c.Panel)
	}
}

func TestKindsAreToldApart(t *testing.T) {
	for name, v := range variants {
		seen := map[color.NRGBA]planner.Kind{}
		letters := map[string]planner.Kind{"O": "other"}
		for _, k := range planner.Kinds {
			fill := Palette(v).Kind(k, false)
			if other, ok := seen[fill]; ok {
				t.Errorf("%s: %s and %s have one colour", name, k, other)
			}
			if other, ok := letters[Letter(k, false)]; ok {
				t.Errorf("%s and %s have one letter", k, other)
			}
			seen[fill], letters[Letter(k, false)] = k, k
			if Palette(v).Kind(k, true) != Palette(v).Kind(planner.Ad, true) || Letter(k, true) != "O" {
				t.Errorf("%s: %s off the platform does not look like the others there", name, k)
			}
		}
	}
}

func TestModeDecidesTheVariant(t *testing.T) {
	app := test.NewTempApp(t)
	for _, c := range []struct {
		mode   Mode
		system fyne.ThemeVariant
		dark   bool
	}{
		{Light, theme.VariantDark, false}, {Dark, theme.VariantLight, true},
		{System, theme.VariantDark, true}, {System, theme.VariantLight, false}, {"", theme.VariantLight, false},
	} {
		got := Theme(c.mode).Color(theme.ColorNameForeground, c.system)
		want := Palette(theme.VariantLight).Ink
		if c.dark {
			want = Palette(theme.VariantDark).Ink
		}
		if got != (foreground{want}) {
			t.Errorf("%q on a system of variant %d: ink %v, want %v", c.mode, c.system, got, want)
		}
	}
	for _, m := range []Mode{Light, Dark} {
		app.Settings().SetTheme(Theme(m))
		if got := Current().Dark; got != (m == Dark) {
			t.Errorf("mode %s: current palette dark is %v", m, got)
		}
	}
}

func TestThemeAnswersEveryName(t *testing.T) {
	app := test.NewTempApp(t)
	th := Theme(Light)
	app.Settings().SetTheme(th)
	for _, n := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameForeground, theme.ColorNameError, "unheard-of"} {
		if th.Color(n, theme.VariantLight) == nil {
			t.Errorf("no colour for %s", n)
		}
	}
	if th.Size(theme.SizeNameText) != TextSize || th.Size(theme.SizeNameWindowTitleBarHeight) <= 0 {
		t.Error("sizes are not as set")
	}
	if th.Font(fyne.TextStyle{Bold: true}).Name() == th.Font(fyne.TextStyle{}).Name() {
		t.Error("bold is the regular font")
	}
	// A font that lacks them shows narrower boxes, and the system's fonts may lend theirs: ours has them a square each.
	if w := fyne.MeasureText("黑五网一", 13, fyne.TextStyle{}); w.Width < 4*12.9 || w.Width > 4*13.1 {
		t.Errorf("Chinese measures %v", w)
	}
}

func TestChipFollowsKindAndTheme(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(Theme(Light))
	c := NewChip(planner.Live, false)
	r := test.WidgetRenderer(c)
	letter := func() string { return r.Objects()[1].(*canvas.Text).Text }
	fill := func() color.Color { return r.Objects()[0].(*canvas.Rectangle).FillColor }
	if letter() != "L" || fill() != Palette(theme.VariantLight).Kind(planner.Live, false) {
		t.Errorf("live is %s in %v", letter(), fill())
	}
	c.SetKind(planner.Video, true)
	if letter() != "O" {
		t.Errorf("a video elsewhere is %s", letter())
	}
	app.Settings().SetTheme(Theme(Dark))
	c.Refresh()
	if fill() != Palette(theme.VariantDark).Kind(planner.Video, true) {
		t.Errorf("in the dark the chip is %v", fill())
	}
	c.Resize(fyne.NewSize(40, 30))
	if got := r.Objects()[0].Position(); got != fyne.NewPos(11, 6) {
		t.Errorf("chip stands at %v", got)
	}
}

func TestScaleEnlargesEverySize(t *testing.T) {
	test.NewTempApp(t)
	for _, n := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNamePadding, theme.SizeNameWindowTitleBarHeight} {
		one, more := Theme(Dark).Size(n), Scaled(Dark, 1.5).Size(n)
		if math.Abs(float64(more-1.5*one)) > 0.01 {
			t.Errorf("%s is %v, at scale 1.5 it is %v", n, one, more)
		}
	}
}

// TestKeysInMenusCanBeRead works the colour of a menu's keys out as Fyne does.
func TestKeysInMenusCanBeRead(t *testing.T) {
	for name, v := range variants {
		ink := Theme(System).Color(theme.ColorNameForeground, v)
		r, g, b, a := ink.RGBA()
		keys := color.NRGBA{uint8(r), uint8(g), uint8(b), uint8(uint32(float32(a) * 0.95))}
		if keys.A < 0xf0 {
			t.Errorf("%s: keys have an opacity of %d of 255", name, keys.A)
		}
		if want := Palette(v).Ink; keys.R != want.R || keys.G != want.G || keys.B != want.B || a>>8 != 0xff {
			t.Errorf("%s: keys are %v and text %v, want %v", name, keys, ink, want)
		}
	}
}
