package exchange

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

func speak(t *testing.T, lang string) *words.Words {
	t.Helper()
	b, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	return b.In(lang)
}

func window(t *testing.T) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(1100, 700))
	return w
}

// two are a plan and what somebody else made of it.
func two(t *testing.T) (ours, theirs *planner.Plan) {
	t.Helper()
	ours = plantest.Plan(t, 20)
	list := ours.Events.All()
	theirs = plantest.Do(t, ours, planner.Move{IDs: []string{list[0].ID}, By: time.Hour, Alone: true})
	theirs = plantest.Do(t, theirs, planner.Remove{IDs: []string{list[5].ID}, Alone: true})
	price := *theirs.Product("SKU-11")
	price.Price = 7700
	theirs = plantest.Do(t, theirs, planner.Put{Rows: []planner.Row{&price}})
	head := theirs.Head
	head.Name = "对方的计划"
	return ours, plantest.Do(t, theirs, planner.SetHead{Head: head})
}

func TestPlansSideBySide(t *testing.T) {
	ours, theirs := two(t)
	for _, lang := range []string{"en", "zh"} {
		o := FromPlan(speak(t, lang), ours, theirs)
		if len(o.Changes) != 4 {
			t.Fatalf("%d changes, want head, product, moved and removed", len(o.Changes))
		}
		for _, c := range o.Changes {
			for _, s := range []string{c.What, c.Title, c.Ours, c.Theirs} {
				if s == "" || strings.Contains(s, "[") {
					t.Errorf("%s: a change says %+v", lang, c)
				}
			}
		}
		product := o.Changes[1]
		if !strings.Contains(product.Theirs, "$77.00") || strings.Contains(product.Ours, "$77.00") {
			t.Errorf("the product's prices: %q and %q", product.Ours, product.Theirs)
		}
		if gone := o.Changes[len(o.Changes)-1]; gone.Theirs != "–" && o.Changes[2].Theirs != "–" {
			t.Errorf("what they do not have is %+v", o.Changes)
		}
	}
}

func TestChosenChangesAreTaken(t *testing.T) {
	ours, theirs := two(t)
	win := window(t)
	var done planner.Command
	d := Show(speak(t, "en"), win, FromPlan(speak(t, "en"), ours, theirs), func(c planner.Command, _ []int) error { done = c; return nil })
	if len(d.Chosen()) != 4 || !d.all.Checked {
		t.Fatalf("chosen %v", d.Chosen())
	}
	d.all.SetChecked(false)
	row := d.newRow()
	d.setRow(1, row)
	rowOf(row).box.SetChecked(true)
	if got := d.Chosen(); len(got) != 1 || got[0] != 1 {
		t.Fatalf("chosen %v, want the second alone", got)
	}
	press(t, win, "Take over")
	if done == nil {
		t.Fatal("nothing is done")
	}
	next := plantest.Do(t, ours, done)
	if diff := planner.Diff(ours, next); len(diff) != 1 || diff[0].ID != "SKU-11" {
		t.Errorf("taking the product changes %d rows", len(diff))
	}
}

func TestConflictsAreNotChosen(t *testing.T) {
	win := window(t)
	called := false
	o := Offer{Title: "x", Changes: []Change{{What: "Moved", Title: "a", Conflict: true}}, Command: func([]int) planner.Command { return planner.Batch{} }}
	d := Show(speak(t, "zh"), win, o, func(planner.Command, []int) error { called = true; return nil })
	if len(d.Chosen()) != 0 || d.all.Checked {
		t.Error("a conflict is chosen from the start")
	}
	row := d.newRow()
	d.setRow(0, row)
	if !rowOf(row).tag.Visible() {
		t.Error("the conflict is not marked")
	}
	press(t, win, "采用")
	if called {
		t.Error("taking nothing does something")
	}
}

func TestNothingDiffers(t *testing.T) {
	p := plantest.Plan(t, 3)
	win := window(t)
	Show(speak(t, "en"), win, FromPlan(speak(t, "en"), p, p), nil)
	if !says(win, "Nothing differs.") {
		t.Error("it is not said that nothing differs")
	}
}

// says reports whether a label of the uppermost box holds the text.
func says(win fyne.Window, text string) bool {
	found := false
	each(win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.Label); ok && l.Visible() && strings.Contains(l.Text, text) {
			found = true
		}
	})
	return found
}

func each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			each(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			each(c, f)
		}
	}
}

// press taps the button of that label.
func press(t *testing.T, win fyne.Window, label string) {
	t.Helper()
	var button fyne.Tappable
	each(win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(interface {
			fyne.Tappable
			fyne.Focusable
		}); ok && labelOf(o) == label {
			button = b
		}
	})
	if button == nil {
		t.Fatalf("no button %q", label)
	}
	test.Tap(button)
}
