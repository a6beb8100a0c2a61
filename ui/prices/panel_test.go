package prices

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/look"
)

func TestThePanelBeginsWithAProductUnderItsFloor(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	if d.Product() != "SKU-31" {
		t.Errorf("it begins with %s", d.Product())
	}
	if want := plantest.At(t, d.snapshot.Plan, "2024-11-20 12:00"); !d.at.Equal(want) {
		t.Errorf("it asks about %v, want %v", d.at, want)
	}
}

func TestTheSearchFindsSKUsAndBothNames(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	entry := find(d.Object(), func(o fyne.CanvasObject) bool { _, ok := o.(*widget.Entry); return ok }).(*widget.Entry)
	for _, c := range []struct {
		typed string
		found int
	}{{"sku-3", 5}, {"KITCHEN", 5}, {"厨房", 5}, {" lighting 1 ", 1}, {"nothing like it", 0}, {"", 25}} {
		entry.SetText(c.typed)
		if len(d.shown) != c.found {
			t.Errorf("%q finds %d products, want %d", c.typed, len(d.shown), c.found)
		}
	}
}

func TestAProductOfTheListIsShown(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.products.Select(0)
	if d.Product() != "SKU-11" || d.title.Text != "Bedding 1" {
		t.Errorf("shown is %s, %q", d.Product(), d.title.Text)
	}
	d.Show("SKU-99", time.Time{})
	if d.Product() != "SKU-11" {
		t.Error("a product that there is not is shown")
	}
}

func TestAClickAsksWhy(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	at := plantest.At(t, d.snapshot.Plan, "2024-11-20 15:00")
	test.TapAt(d.view, fyne.NewPos(d.view.times().X(at), 100))
	if off := d.at.Sub(at).Abs(); off > 3*time.Hour {
		t.Fatalf("the click asks about %v, want %v", d.at, at)
	}
	d.Show("SKU-31", at)
	for _, want := range []string{"$18.00", "40% off the list price of $30.00", "Flash deal 20% off · Lighting 1", "Whole shop 25% off", "-$6.00",
		"Product price · Flash deal → $24.00 · seller pays $6.00, platform $0.00", "Left to the seller", "-$1.10", "Under the floor"} {
		if !d.says(want) {
			t.Errorf("the reasons do not say %q but %q", want, d.texts())
		}
	}
	if !slices.ContainsFunc(d.texts(), func(s string) bool { return strings.Contains(s, "It closed at") }) {
		t.Errorf("the reasons do not say who lost: %q", d.texts())
	}
}

func TestTheThreeStacks(t *testing.T) {
	p := season(t)
	// The platform pays the whole of a coupon on top: the price falls, what is left does not.
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{coupon(t, p, "C7", "follower_coupon", 4000, "2024-11-22", "2024-11-23")}})
	d := newDesk(t, p, look.Light, "en")
	d.Show("SKU-31", plantest.At(t, p, "2024-11-22 15:00"))
	if !d.says("$22.50") || !d.says("It is only for followers.") {
		t.Errorf("usual: %q", d.texts())
	}
	d.press("Lowest")
	if !d.says("$18.00") || !d.says("Seller coupon: only one holds here, and it is Whole shop 40% off.") {
		t.Errorf("lowest: %q", d.texts())
	}
	d.press("Least margin")
	if d.stack != "margin" || !d.says("$18.00") {
		t.Errorf("least margin: %q", d.texts())
	}
}

func TestAnEventOfTheChainIsOpened(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	o := find(d.why, func(o fyne.CanvasObject) bool { _, ok := o.(*link); return ok })
	test.Tap(o.(*link))
	if !slices.Equal(d.opened, []string{"F3"}) {
		t.Errorf("opened %v", d.opened)
	}
}

func TestLeftAndRightGoAlongTheSteps(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	key := func(name fyne.KeyName) { d.view.TypedKey(&fyne.KeyEvent{Name: name}) }
	var at []time.Time
	key(fyne.KeyHome)
	for range d.trail.steps {
		at = append(at, d.at)
		key(fyne.KeyRight)
	}
	for i, step := range d.trail.steps {
		if !at[i].Equal(d.trail.points[step].At) {
			t.Errorf("step %d is at %v, want %v", i, at[i], d.trail.points[step].At)
		}
	}
	d.Show("SKU-31", plantest.At(t, d.snapshot.Plan, "2024-11-20 15:00"))
	key(fyne.KeyLeft)
	if want := plantest.At(t, d.snapshot.Plan, "2024-11-20 12:00"); !d.at.Equal(want) {
		t.Errorf("from within a step left goes to %v", d.at)
	}
	d.press("▶")
	if want := plantest.At(t, d.snapshot.Plan, "2024-11-20 18:00"); !d.at.Equal(want) {
		t.Errorf("the button goes to %v", d.at)
	}
}

func TestTheListOfStepsNamesTheirPromotions(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	row := newStepRow()
	said := map[string]string{}
	for i := range d.trail.steps {
		row.set(d.Panel, i)
		said[row.at.Text] = row.cause.Text + " | " + row.prices.Text + " | " + row.margin.Text
	}
	for at, want := range map[string]string{
		"Mon Oct 14 00:00": "The seeding month begins | $30.00 / $30.00 | $9.58",
		"Wed Nov 20 12:00": "Flash deal 20% off · Lighting 1 begins | $18.00 / $18.00 | -$1.10",
		"Mon Nov 25 00:00": "Claimed coupons of Whole shop 25% off stop working | $30.00 / $30.00 | $9.58",
	} {
		if said[at] != want {
			t.Errorf("%s: %q, want %q", at, said[at], want)
		}
	}
	d.steps.Select(2)
	if !d.at.Equal(d.trail.points[d.trail.steps[2]].At) {
		t.Errorf("the third row asks about %v", d.at)
	}
}

func TestAnEditIsSeenAndThePlaceStays(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	at := plantest.At(t, d.snapshot.Plan, "2024-11-20 13:00")
	d.Show("SKU-31", at)
	d.view.look(d.snapshot.Plan.Sale.Span)
	if _, err := d.editor.Do(planner.Remove{IDs: []string{"F3"}}); err != nil {
		t.Fatal(err)
	}
	if !d.says("$22.50") || !d.at.Equal(at) || d.Product() != "SKU-31" || d.view.span != d.snapshot.Plan.Sale.Span {
		t.Errorf("after the edit: %v of %s, %q", d.at, d.Product(), d.texts())
	}
}

func TestTheListsKeepTheirPlaceUntilAnotherRowIsChosen(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	if d.products.GetScrollOffset() != 0 {
		t.Errorf("a product in sight is scrolled to, %v", d.products.GetScrollOffset())
	}
	d.products.ScrollToOffset(300)
	if _, err := d.editor.Do(planner.Remove{IDs: []string{"C1"}}); err != nil {
		t.Fatal(err)
	}
	if got := d.products.GetScrollOffset(); got != 300 {
		t.Errorf("after an edit the list stands at %v", got)
	}
	d.Show("SKU-11", time.Time{})
	if got := d.products.GetScrollOffset(); got != 0 {
		t.Errorf("the first product is out of sight at %v", got)
	}
	d.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if got := d.steps.GetScrollOffset(); d.steps.chosen != len(d.trail.steps)-1 {
		t.Errorf("the last step is not the chosen one but %d, at %v", d.steps.chosen, got)
	}
}

func TestTheLanguageSwitches(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	at := d.at
	d.SetWords(d.book.In("zh-Hans"))
	if !d.says("40% off · 6 折，原价 $30.00") || !d.says("商家到手毛利") || d.title.Text != "灯具 1 号" || !d.at.Equal(at) {
		t.Errorf("in Chinese: %q", d.texts())
	}
	d.press("最低毛利")
	if d.stack != "margin" {
		t.Error("the buttons of the old language are still there")
	}
}

func TestAPlanWithoutProductsSaysSo(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p.Products = planner.Table[*planner.Product]{}
	d := newDesk(t, p, look.Light, "en")
	if d.title.Text != "No product" || !d.says("Click the chart to see why the price is what it is.") {
		t.Errorf("%q, %q", d.title.Text, d.texts())
	}
	test.TapAt(d.view, fyne.NewPos(200, 100))
	d.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	d.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(3, 10)})
}

func TestTheCardSaysWhatHoldsUnderThePointer(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	at := plantest.At(t, d.snapshot.Plan, "2024-11-20 15:00")
	d.view.look(planner.Span{Start: at.Add(-12 * time.Hour), End: at.Add(12 * time.Hour)})
	d.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(d.view.times().X(at), 90)}})
	var texts []string
	p := &painter{View: d.view, c: look.Current(), k: 1, a: areasOf(d.view.Size(), 1), t: d.view.times()}
	for _, s := range p.cardLines() {
		texts = append(texts, s.text)
	}
	want := []string{"Wed Nov 20 15:00", "Usual $18.00 (40% off)", "Lowest $18.00 (40% off)", "30-day low $18.00",
		"Lowest margin -$1.10 · floor $3.60", "Flash deal 20% off · Lighting 1 begins"}
	if !slices.Equal(texts, want) {
		t.Errorf("the card says %q, want %q", texts, want)
	}
	d.view.MouseOut()
	if d.view.hovered {
		t.Error("the cross stays when the pointer is gone")
	}
}

func TestZoomingAndMoving(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	whole := d.view.span
	at := plantest.At(t, d.snapshot.Plan, "2024-11-20 12:00")
	d.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(d.view.times().X(at), 90)}, Scrolled: fyne.NewDelta(0, 10)})
	if d.view.span.Length() >= whole.Length() || !d.view.span.Contains(at) {
		t.Errorf("zoomed in to %v", d.view.span)
	}
	before := d.view.span
	d.view.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-40, 0)})
	if !d.view.span.Start.After(before.Start) || d.view.span.Length() != before.Length() {
		t.Errorf("moved to %v", d.view.span)
	}
	d.view.TypedRune('0')
	if d.view.span != whole {
		t.Errorf("0 shows %v", d.view.span)
	}
	d.press("Peak")
	if d.view.span != d.snapshot.Plan.Sale.PeakSpan() {
		t.Errorf("the peak is %v", d.view.span)
	}
}

func TestNothingIsPaintedWhileNothingChanges(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	r := test.WidgetRenderer(d.view).(*viewRenderer)
	r.paint()
	first := slices.Clone(r.Objects())
	r.paint()
	if !slices.Equal(first, r.Objects()) {
		t.Error("a repaint makes other objects")
	}
	if n := len(first); n > 400 {
		t.Errorf("%d objects for a few steps", n)
	}
}
