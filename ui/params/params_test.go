package params

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// desk is the panel in a window of its own, with an editor behind it.
type desk struct {
	*Panel
	book   *words.Book
	editor *editor.Editor
	file   []byte // what every file that is read holds
	sold   []forecast.Sold
}

func newDesk(t testing.TB, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	p := plantest.Empty(t, "us-2024")
	now := p.Sale.Campaign().Start
	d := &desk{book: book, editor: editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: func() time.Time { return now }, At: now})}
	window := test.NewTempWindow(t, nil)
	d.Panel = New(Deps{Words: book.In(lang), Window: window, Presets: p.Params,
		Do:     func(c planner.Command) error { _, err := d.editor.Do(c); return err },
		Read:   func(string) ([]byte, error) { return d.file, nil },
		Orders: func(string, []byte) ([]forecast.Sold, error) { return d.sold, nil }})
	window.SetContent(d.Object())
	window.Resize(fyne.NewSize(1280, 800))
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	return d
}

func (d *desk) values(id string) []float64 { return d.editor.Snapshot().Plan.Nums(id) }

// Every number of the model has a place, a name and a unit that both languages speak.
func TestEveryParameterHasItsPlaceAndItsWords(t *testing.T) {
	d := newDesk(t, "en")
	p := d.snapshot.Plan
	seen := map[string]int{}
	for _, a := range areas {
		for _, id := range a.params {
			seen[id]++
			if _, ok := p.Params.Get(id); !ok {
				t.Errorf("area %s: there is no parameter %s", a.id, id)
			}
		}
	}
	for _, x := range p.Params.All() {
		if seen[x.ID] != 1 {
			t.Errorf("%s stands in %d areas", x.ID, seen[x.ID])
		}
		for _, lang := range d.book.Langs() {
			w := d.book.In(lang)
			if name(w, x.ID) == x.ID {
				t.Errorf("%s: %s has no name", lang, x.ID)
			}
			if got := unit(w, x, "USD"); lang != "en" && got == x.Unit && got != "%" {
				t.Errorf("%s: %s: the unit %q has no words", lang, x.ID, x.Unit)
			}
		}
	}
}

func TestValuesAreShownInTheirUnits(t *testing.T) {
	for _, c := range []struct {
		unit, currency, text string
		values               []float64
	}{
		{"basis points", "USD", "20  25  30", []float64{2000, 2500, 3000}},
		{"basis points of list price", "USD", "12.5", []float64{1250}},
		{"minor units", "USD", "76.05", []float64{7605}},
		{"minor units", "JPY", "7605", []float64{7605}},
		{"share a day", "USD", "0.96", []float64{0.96}},
	} {
		x := &planner.Param{ID: "x", Unit: c.unit, Values: c.values}
		if got := show(x, c.currency); got != c.text {
			t.Errorf("%v %s are shown as %q, want %q", c.values, c.unit, got, c.text)
		}
	}
	for text, want := range map[string][]float64{"20, 25; 30": {2000, 2500, 3000}, "20%，25% 30": {2000, 2500, 3000}, "": nil} {
		if got, err := parse(text, &planner.Param{Unit: "basis points"}, "USD"); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
	if _, err := parse("20 many", &planner.Param{Unit: "times"}, "USD"); err == nil || planner.AsProblems(err)[0].Key != "problem.param_number" {
		t.Error(err)
	}
}

func TestWhatIsShownIsReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := &planner.Param{Unit: rapid.SampledFrom([]string{"basis points", "minor units", "times", "share"}).Draw(rt, "unit")}
		for range rapid.IntRange(1, 6).Draw(rt, "n") {
			v := float64(rapid.IntRange(0, 1_000_000).Draw(rt, "value"))
			if x.Unit == "share" {
				v /= 1_000_000
			}
			x.Values = append(x.Values, v)
		}
		got, err := parse(show(x, "USD"), x, "USD")
		if err != nil || len(got) != len(x.Values) {
			rt.Fatal(got, err)
		}
		for i := range got {
			if math.Abs(got[i]-x.Values[i]) > 1e-6 {
				rt.Fatalf("%v read back as %v", x.Values, got)
			}
		}
	})
}

func TestATypedValueIsTheUsersOwnUntilItIsSetBack(t *testing.T) {
	d := newDesk(t, "en")
	d.turnTo("live")
	r := d.rows["session_setup_cost"]
	r.field.SetText("80.50")
	if !r.field.Finish() {
		t.Fatal(r.field.Wrong())
	}
	if got := d.values("session_setup_cost"); got[0] != 8050 {
		t.Fatal(got)
	}
	if r.origin.Text != "own" || len(r.spot.Objects) != 1 {
		t.Errorf("its origin is said to be %q", r.origin.Text)
	}
	r.field.SetText("plenty")
	if r.field.Finish() || !strings.Contains(r.field.Wrong(), "plenty") || d.values("session_setup_cost")[0] != 8050 {
		t.Error(r.field.Wrong())
	}
	r.reset.Tapped(nil)
	if got := d.values("session_setup_cost"); got[0] != 7600 || r.origin.Text != "default" || len(r.spot.Objects) != 0 {
		t.Error(got, r.origin.Text)
	}
	d.turnTo("demand")
	r = d.rows["demand_peak"]
	r.field.SetText("1 2 3")
	if r.field.Finish() || !strings.Contains(r.field.Wrong(), "5 values") {
		t.Error(r.field.Wrong())
	}
}

func TestSearchFindsByNameInEveryArea(t *testing.T) {
	d := newDesk(t, "zh")
	d.search.SetText("佣金")
	if len(d.rows) != 1 || d.rows["flash_commission"] == nil {
		t.Fatal(len(d.rows))
	}
	d.search.SetText("nothing of the sort")
	if len(d.rows) != 0 {
		t.Fatal(len(d.rows))
	}
	d.turnTo("hosts")
	if len(d.rows) != len(areas[2].params) || d.search.Text != "" {
		t.Fatal(len(d.rows), d.search.Text)
	}
}

func drag(b *bars, i int, value float64) {
	r := b.room()
	x := r.X + (float32(i)+0.5)*r.W/float32(len(b.list))
	for _, v := range []float64{value / 2, value} {
		y := r.Y + r.H - float32(v/b.top)*r.H
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	b.DragEnd()
}

func TestADraggedDayMovesItsGroup(t *testing.T) {
	d := newDesk(t, "en")
	i := slices.Index(d.snapshot.Plan.Horizon(), planner.Date{Year: 2024, Month: time.November, Day: 18}) // a Monday of the sale
	drag(d.days, i, 1.8)
	got := d.values("demand_main")
	if math.Abs(got[0]-1.8) > 0.02 || got[1] != 0.97 {
		t.Fatal(got)
	}
	if next := d.days.list[i+7]; math.Abs(next.value-got[0]) > 1e-9 {
		t.Error(next)
	}
	if v := d.editor.Snapshot().Undo; v.Key != "edit.param" || d.editor.Snapshot().Cursor != 1 {
		t.Error(v, d.editor.Snapshot().Cursor)
	}
	drag(d.hours, 20, 0.5)
	if got := d.values("hour_curve"); math.Abs(got[20]-0.5) > 0.02 || got[19] != 1.2 {
		t.Error(got)
	}
}

func TestKeysChangeABar(t *testing.T) {
	d := newDesk(t, "en")
	d.hours.FocusGained()
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn} {
		d.hours.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if got := d.values("hour_curve")[2]; got != 0.15 {
		t.Fatal(got)
	}
	d.hours.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	d.hours.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.hours.FocusLost()
	if got := d.values("hour_curve")[2]; got != 0.15 || d.editor.Snapshot().Cursor != 1 {
		t.Fatal(got, d.editor.Snapshot().Cursor)
	}
}

func TestTheFitIsShownAndTakenAsOneEdit(t *testing.T) {
	d := newDesk(t, "zh")
	own := forecast.NewDemand(d.snapshot.Plan)
	shift := planner.Thanksgiving(2023).Sub(planner.Thanksgiving(2024))
	for _, date := range d.snapshot.Plan.Horizon() {
		orders := 100 * own.On(date)
		if date == planner.BlackFriday(2024) {
			orders = 700
		}
		d.sold = append(d.sold, forecast.Sold{Date: date.Add(shift), Orders: orders})
	}
	if err := d.fit("/somewhere/orders.csv"); err != nil {
		t.Fatal(err)
	}
	box := d.deps.Window.Canvas().Overlays().Top()
	var curve *bars
	var said []string
	for _, o := range test.LaidOutObjects(box) {
		switch x := o.(type) {
		case *bars:
			curve = x
		case *widget.Label:
			said = append(said, x.Text)
		}
	}
	if curve == nil || len(curve.marks) != len(d.snapshot.Plan.Horizon()) || curve.changed != nil {
		t.Fatal("the curve is not shown beside the sales")
	}
	if !strings.Contains(strings.Join(said, "\n"), "平常大促日") {
		t.Error(said)
	}
	if d.editor.Snapshot().Cursor != 0 {
		t.Fatal("it is taken before it is asked for")
	}
	for _, o := range test.LaidOutObjects(box) {
		if b, ok := o.(*kit.Button); ok && b.Weight == kit.Primary {
			b.Tapped(nil)
		}
	}
	if s := d.editor.Snapshot(); s.Cursor != 1 || s.Undo.Key != "edit.calibrate" || d.values("demand_peak")[1] <= 3.91 {
		t.Error(s.Cursor, s.Undo, d.values("demand_peak"))
	}
	d.sold = d.sold[:3]
	if err := d.fit("/somewhere/orders.csv"); err == nil {
		t.Error("three days are fitted")
	}
}
