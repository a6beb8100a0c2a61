// Package settings is the form of the program's settings: language, light or dark, size, clocks. Each acts at once.
package settings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// Values are the settings as they are kept: one text each.
type Values struct {
	Lang   string // "en" or "zh-Hans"
	Theme  look.Mode
	Scale  string   // percent: "100"
	Clocks []string // IANA zones shown beside the market's own
}

// Scales are the sizes that are offered, in percent.
var Scales = []string{"85", "100", "115", "130", "150"}

// Clocks are the zones that are offered beside the market's own.
var Clocks = []string{"Asia/Shanghai", "UTC", "America/New_York", "Europe/London"}

// Default is what holds before anything is set.
func Default(lang string) Values {
	return Values{Lang: lang, Theme: look.Light, Scale: "100", Clocks: []string{"Asia/Shanghai", "UTC"}}
}

// Read takes the settings from where they are kept; what was never set, or makes no sense, is Default's.
func Read(get func(key string) string, lang string) Values {
	v := Default(lang)
	if l := get("lang"); l != "" {
		v.Lang = l
	}
	if m := look.Mode(get("theme")); slices.Contains(look.Modes, m) {
		v.Theme = m
	}
	if s := get("scale"); slices.Contains(Scales, s) {
		v.Scale = s
	}
	if c := get("clocks"); c != "" {
		v.Clocks = nil
		for _, z := range strings.Split(c, ",") {
			if slices.Contains(Clocks, z) {
				v.Clocks = append(v.Clocks, z)
			}
		}
	}
	return v
}

// Write keeps the settings.
func (v Values) Write(set func(key, value string) error) error {
	clocks := strings.Join(v.Clocks, ",")
	if clocks == "" {
		clocks = "none"
	}
	for _, s := range [][2]string{{"lang", v.Lang}, {"theme", string(v.Theme)}, {"scale", v.Scale}, {"clocks", clocks}} {
		if err := set(s[0], s[1]); err != nil {
			return err
		}
	}
	return nil
}

// Factor returns the scale as a number.
func (v Values) Factor() float32 {
	for i, s := range Scales {
		if s == v.Scale {
			return []float32{0.85, 1, 1.15, 1.3, 1.5}[i]
		}
	}
	return 1
}

// Languages are the languages of the program, each named in itself.
var Languages = []kit.Option{{ID: "zh-Hans", Label: "中文"}, {ID: "en", Label: "English"}}

// Open shows the form; changed is told at once of every change.
func Open(w *words.Words, window fyne.Window, v Values, changed func(Values)) *kit.Dialog {
	modes := make([]kit.Option, len(look.Modes))
	for i, m := range look.Modes {
		modes[i] = kit.Option{ID: string(m), Label: w.T("ui.theme." + string(m))}
	}
	scales := make([]kit.Option, len(Scales))
	for i, s := range Scales {
		scales[i] = kit.Option{ID: s, Label: s + "%"}
	}
	clocks := container.NewVBox()
	for _, zone := range Clocks {
		box := widget.NewCheck(zoneName(w, zone), nil)
		box.Checked = slices.Contains(v.Clocks, zone)
		box.OnChanged = func(on bool) {
			v.Clocks = slices.DeleteFunc(slices.Clone(v.Clocks), func(z string) bool { return z == zone })
			if on {
				v.Clocks = append(v.Clocks, zone)
			}
			changed(v)
		}
		clocks.Add(box)
	}
	form := container.NewVBox(
		kit.Row(w.T("ui.settings.language"), kit.NewPick(Languages, v.Lang, func(id string) { v.Lang = id; changed(v) })),
		kit.Row(w.T("ui.settings.theme"), kit.NewPick(modes, string(v.Theme), func(id string) { v.Theme = look.Mode(id); changed(v) })),
		kit.Row(w.T("ui.settings.scale"), kit.NewPick(scales, v.Scale, func(id string) { v.Scale = id; changed(v) })),
		kit.Row(w.T("ui.settings.clocks"), clocks), kit.Note(w.T("ui.settings.clocks_note")))
	var d *kit.Dialog
	d = kit.Open(window, w.T("ui.settings.title"), kit.Sized(420, 0, form), kit.NewPrimary(w.T("ui.close"), func() { d.Hide() }))
	return d
}

// zoneName is what the clock of a zone is called.
func zoneName(w *words.Words, zone string) string {
	loc, err := planner.Zone(zone)
	if err != nil {
		return zone
	}
	return w.In(loc).ZoneName()
}
