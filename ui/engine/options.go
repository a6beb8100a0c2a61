// Package engine is the engine's side of the window: what it is asked for, what it found, and why.
package engine

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Options is what the engine is asked for.
type Options struct {
	Seconds int            // to think at most
	Kinds   []planner.Kind // what is planned, in the order of the lanes
	Change  float64        // from 0, touch nothing, to 1, plan afresh
}

// Seconds are the times to think that are offered.
var Seconds = []int{3, 10, 30, 60, 150}

// Kinds are what the engine can plan, in the order of the form.
var Kinds = []planner.Kind{planner.Video, planner.Live, planner.Coupon, planner.Flash}

// The settings under which the options are kept.
const (
	keySeconds = "engine.seconds"
	keyKinds   = "engine.kinds"
	keyChange  = "engine.change"
)

// Default is what holds before anything is set: everything is planned afresh in ten seconds at most.
func Default() Options { return Options{Seconds: 10, Kinds: Kinds, Change: 1} }

// Read takes the options from where settings are kept; what was never set, or makes no sense, is Default's.
func Read(get func(key string) string) Options {
	o := Default()
	if n, err := strconv.Atoi(get(keySeconds)); err == nil && slices.Contains(Seconds, n) {
		o.Seconds = n
	}
	if text := get(keyKinds); text != "" {
		names := strings.Split(text, ",")
		var list []planner.Kind
		for _, k := range Kinds {
			if slices.Contains(names, string(k)) {
				list = append(list, k)
			}
		}
		if len(list) > 0 {
			o.Kinds = list
		}
	}
	if v, err := strconv.ParseFloat(get(keyChange), 64); err == nil && v >= 0 && v <= 1 {
		o.Change = v
	}
	return o
}

// Keep writes the options down.
func (o Options) Keep(set func(key, value string)) {
	names := make([]string, len(o.Kinds))
	for i, k := range o.Kinds {
		names[i] = string(k)
	}
	set(keySeconds, strconv.Itoa(o.Seconds))
	set(keyKinds, strings.Join(names, ","))
	set(keyChange, strconv.FormatFloat(o.Change, 'f', 2, 64))
}

// Ask shows the options and hands over what the user chose once the deed is pressed.
func Ask(w *words.Words, window fyne.Window, o Options, do func(Options)) *kit.Dialog {
	seconds := make([]kit.Option, len(Seconds))
	for i, n := range Seconds {
		seconds[i] = kit.Option{ID: strconv.Itoa(n), Label: w.T("engine.seconds", n)}
	}
	chosen := map[planner.Kind]bool{}
	kinds := container.NewVBox()
	for _, k := range Kinds {
		box := widget.NewCheck(w.T("kind."+string(k)), func(on bool) { chosen[k] = on })
		box.SetChecked(slices.Contains(o.Kinds, k))
		kinds.Add(box)
	}
	form := container.NewVBox(
		kit.Row(w.T("engine.time"), kit.NewSegments(seconds, strconv.Itoa(o.Seconds), func(id string) { o.Seconds, _ = strconv.Atoi(id) }).Object()),
		kit.Row(w.T("engine.kinds"), kinds),
		kit.Heading(w.T("engine.change")), Slider(w, o.Change, func(v float64) { o.Change = v }),
		kit.Note(w.T("engine.note")))
	return kit.Ask(window, w.T("engine.options"), kit.Sized(520, 0, form), w.T("ui.action.plan"), w.T("ui.cancel"), func() string {
		o.Kinds = nil
		for _, k := range Kinds {
			if chosen[k] {
				o.Kinds = append(o.Kinds, k)
			}
		}
		if len(o.Kinds) == 0 {
			return w.T("engine.no_kind")
		}
		do(o)
		return ""
	})
}

// levels is how many steps the slider of change has.
const levels = 20

// Slider is how much of the plan may be changed, from nothing to all of it, with what its place means below.
func Slider(w *words.Words, change float64, moved func(float64)) fyne.CanvasObject {
	meaning := kit.Note("")
	say := func(v float64) { meaning.SetText(w.T("engine.change." + meaningOf(v))) }
	s := widget.NewSlider(0, levels)
	s.Value = change * levels
	s.OnChanged = func(v float64) { say(v / levels); moved(v / levels) }
	say(change)
	return container.NewVBox(container.NewBorder(nil, nil, kit.Mute(w.T("engine.change.least")), kit.Mute(w.T("engine.change.most")), s), meaning)
}

// meaningOf names what a place of the slider means.
func meaningOf(change float64) string {
	switch {
	case change <= 0:
		return "none"
	case change < 0.34:
		return "little"
	case change < 0.67:
		return "some"
	case change < 1:
		return "much"
	}
	return "all"
}
