package engine

import (
	"os"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

func TestOptionsAreKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := Options{Seconds: rapid.SampledFrom(Seconds).Draw(rt, "seconds"), Change: float64(rapid.IntRange(0, levels).Draw(rt, "change")) / levels}
		for _, k := range Kinds {
			if rapid.Bool().Draw(rt, string(k)) {
				o.Kinds = append(o.Kinds, k)
			}
		}
		if o.Kinds == nil {
			o.Kinds = Kinds[:1]
		}
		kept := map[string]string{}
		o.Keep(func(key, value string) { kept[key] = value })
		if got := Read(func(key string) string { return kept[key] }); !reflect.DeepEqual(got, o) {
			rt.Fatalf("%v read back as %v", o, got)
		}
	})
}

func TestOptionsThatMakeNoSenseAreTheDefaults(t *testing.T) {
	for _, bad := range []string{"", "soon", "-1", "ad,nothing", "7"} {
		if got := Read(func(string) string { return bad }); !reflect.DeepEqual(got, Default()) {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func window(t testing.TB) (*words.Words, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1280, 800))
	return book.In("en"), w
}

func TestTheFormHandsOverWhatWasChosen(t *testing.T) {
	w, win := window(t)
	var got []Options
	Ask(w, win, Default(), func(o Options) { got = append(got, o) })
	press := func() {
		for _, o := range test.LaidOutObjects(win.Canvas().Overlays().Top()) {
			if b, ok := o.(*kit.Button); ok && b.Weight == kit.Primary {
				b.Tapped(nil)
				return
			}
		}
	}
	set := func(on bool, except string) {
		for _, o := range test.LaidOutObjects(win.Canvas().Overlays().Top()) {
			switch x := o.(type) {
			case *widget.Check:
				x.SetChecked(on || x.Text == except)
			case *widget.Slider:
				x.SetValue(5)
			}
		}
	}
	set(false, "")
	press()
	if len(got) != 0 {
		t.Fatal("nothing is planned without a word")
	}
	set(false, w.T("kind.live"))
	press()
	if len(got) != 1 || got[0].Change != 0.25 || !reflect.DeepEqual(got[0].Kinds, []planner.Kind{planner.Live}) {
		t.Fatal(got)
	}
	if win.Canvas().Overlays().Top() != nil {
		t.Error("the form stays")
	}
}

func TestEveryPlaceOfTheSliderHasAMeaning(t *testing.T) {
	w, _ := window(t)
	seen := map[string]bool{}
	for i := range levels + 1 {
		key := "engine.change." + meaningOf(float64(i)/levels)
		seen[key] = true
		if !w.Has(key) {
			t.Error(key)
		}
	}
	if len(seen) != 5 {
		t.Error(seen)
	}
}
