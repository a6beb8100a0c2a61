package coupons

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// opened is a desk with one promotion in its form.
func opened(t testing.TB, id string) *desk {
	d := newDesk(t, season(t), look.Light, "en")
	d.open(id)
	return d
}

func (d *desk) preview(i int) []string {
	r := newPinchRow(d.form.look)
	r.show(i)
	return []string{r.labels[0].Text, r.labels[1].Text, r.labels[2].Text, r.labels[3].Text}
}

func TestTheFormPreviewsWhatIsTyped(t *testing.T) {
	d := opened(t, "F3")
	// 30.00 less 20 % is 24.00, less the sale coupon's 30 % is 16.80.
	if got := d.preview(0); !slices.Equal(got, []string{"Lighting 1", "$16.80", "$16.80", "$0.84 / $3.60"}) {
		t.Errorf("as it stands: %q", got)
	}
	edits := d.edits(func() { d.enter("ui.field.percent", "10%") })
	// 27.00 less 30 % is 18.90.
	if got := d.preview(0); got[1] != "$18.90" {
		t.Errorf("with 10%%: %q", got)
	}
	if len(edits) != 0 || d.promo("F3").PercentOff != 2000 || !d.says("not saved") {
		t.Errorf("typing made the edits %q", edits)
	}
}

func TestSavingIsOneEdit(t *testing.T) {
	d := opened(t, "F3")
	edits := d.edits(func() {
		d.enter("ui.field.percent", "10%")
		d.enter("ui.field.quantity", "120")
		d.enter("ui.field.title", " Lamp hour ")
		d.enter("ui.field.end", "2024-11-29 20:00")
		d.press("Save")
	})
	e := d.snapshot.Plan.Event("F3")
	if !slices.Equal(edits, []string{"Edit Flash deal"}) || e.Promo.PercentOff != 1000 || e.Promo.Quantity != 120 || e.Title != "Lamp hour" ||
		!e.Span.End.Equal(plantest.At(t, d.snapshot.Plan, "2024-11-29 20:00")) {
		t.Errorf("edits %q, the event is %+v with %+v", edits, e, e.Promo)
	}
	if d.form.changed() || d.says("not saved") || d.Panel.opened != "F3" {
		t.Error("after Save something is still not saved")
	}
}

func TestEveryFieldIsKept(t *testing.T) {
	d := opened(t, "C2")
	for _, f := range []struct{ key, typed, shown string }{
		{"ui.field.title", "Kitchen week", "Kitchen week"}, {"ui.field.start", "2024-11-19 08:00", "2024-11-19 08:00"},
		{"ui.field.percent", "8折", "20%"}, {"ui.field.amount_off", "$4.5", "4.50"}, {"coupons.field.price", "12", "12.00"},
		{"ui.field.min_spend", "60", "60.00"}, {"coupons.field.max_off", "20", "20.00"}, {"coupons.field.share", "40", "40%"},
		{"ui.field.quantity", "1,000", "1000"}, {"ui.field.per_buyer", "2", "2"}, {"coupons.field.valid", "90", "90"},
		{"ui.field.code", "COOK8", "COOK8"}, {"ui.field.note", "for the list", "for the list"},
	} {
		d.enter(f.key, f.typed)
		if got := d.field(f.key).Text; got != f.shown {
			t.Errorf("%s: %q is shown as %q, want %q", f.key, f.typed, got, f.shown)
		}
	}
	d.press("Save")
	e := d.snapshot.Plan.Event("C2")
	want := planner.Promo{Tool: "seller_coupon", PercentOff: 2000, AmountOff: 450, Price: 1200, MinSpend: 6000, MaxOff: 2000, Quantity: 1000, PerBuyer: 2, Valid: 90, Code: "COOK8", PlatformShare: 4000}
	if *e.Promo != want || e.Note != "for the list" || e.Span.Length() != 6*24*time.Hour {
		t.Errorf("the promotion is %+v over %v", *e.Promo, e.Span)
	}
	d.enter("coupons.field.share", "")
	d.press("Save")
	if got := d.promo("C2").PlatformShare; got != -1 {
		t.Errorf("an empty share is %d, not the tool's own", got)
	}
}

func TestWhatIsImpossibleIsSaidInTheForm(t *testing.T) {
	d := opened(t, "F3")
	for _, c := range []struct{ key, typed, says string }{
		{"ui.field.percent", "120", "“120” is not a discount."},
		{"ui.field.quantity", "some", "is not"},
		{"ui.field.amount_off", "-3", ""},
		{"ui.field.start", "yesterday", "yesterday"},
	} {
		before := d.form.draft
		d.enter(c.key, c.typed)
		if f := d.field(c.key); f.Wrong() == "" || !strings.Contains(f.Wrong(), c.says) || d.form.draft != before {
			t.Errorf("%s: %q: it says %q", c.key, c.typed, f.Wrong())
		}
		d.press("Revert")
	}
	d.enter("ui.field.end", "2024-11-29 10:00")
	if edits := d.edits(func() { d.press("Save") }); len(edits) != 0 || d.form.wrong.Text == "" || !d.form.changed() {
		t.Errorf("an end before its start: edits %q, it says %q", edits, d.form.wrong.Text)
	}
}

func TestABareNumberBelow10IsAskedAbout(t *testing.T) {
	for _, c := range []struct {
		answer string
		want   planner.BasisPoints
		shown  string
	}{{"25% off = 7.5 折", 2500, "25%"}, {"7.5% off = 9.25 折", 750, "7.5%"}, {"Cancel", 2000, "20%"}} {
		t.Run(c.answer, func(t *testing.T) {
			d := opened(t, "F3")
			d.enter("ui.field.percent", "7.5")
			if !d.says("You typed 7.5.") {
				t.Fatalf("nothing is asked: %q", d.labels())
			}
			d.press(c.answer)
			if got := d.form.draft.Promo.PercentOff; got != c.want || d.field("ui.field.percent").Text != c.shown {
				t.Errorf("%d, shown as %q", got, d.field("ui.field.percent").Text)
			}
		})
	}
	d := opened(t, "F3")
	d.enter("ui.field.percent", "7.5折")
	if d.form.draft.Promo.PercentOff != 2500 || !d.says("25% off · 7.5 折") {
		t.Errorf("7.5折 is %d", d.form.draft.Promo.PercentOff)
	}
}

func TestTheDeepestDiscountThatKeepsTheFloor(t *testing.T) {
	d := opened(t, "F3")
	cheaper := *d.snapshot.Plan.Product("SKU-31")
	cheaper.Cost = 1300
	if _, err := d.editor.Do(planner.Put{Rows: []planner.Row{&cheaper}}); err != nil {
		t.Fatal(err)
	}
	d.press("Deepest that keeps the floor")
	off := d.form.draft.Promo.PercentOff
	if off >= 2000 || off < 1000 || !d.says("is the deepest that keeps every floor.") {
		t.Fatalf("%d, it says %q", off, d.labels())
	}
	under := func(off planner.BasisPoints) bool {
		e := copyOf(d.form.draft)
		e.Promo.PercentOff = off
		return slices.ContainsFunc(pricing.New(d.snapshot.Plan).With(e).Pinches("F3"), pricing.Pinch.Under)
	}
	if under(off) || !under(off+100) {
		t.Errorf("%d is under the floor: %v, one percent more: %v", off, under(off), under(off+100))
	}
	dear := *d.snapshot.Plan.Product("SKU-31")
	dear.Cost = 2900
	if _, err := d.editor.Do(planner.Put{Rows: []planner.Row{&dear}}); err != nil {
		t.Fatal(err)
	}
	d.press("Deepest that keeps the floor")
	if !d.says("No discount of this tool keeps every product's floor here.") {
		t.Errorf("it says %q", d.labels())
	}
}

func TestADiscountOutsideTheSaleHasNoDeepest(t *testing.T) {
	d := opened(t, "C4")
	d.enter("ui.field.start", "2024-12-20 00:00")
	d.press("Deepest that keeps the floor")
	if !d.says("It has no time in which its tool may run.") {
		t.Errorf("it says %q", d.labels())
	}
}

func TestANewPromotionIsAdded(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.press("New promotion")
	if d.form.draft.Promo.Tool != "sale_coupon" || d.form.draft.Promo.PercentOff != 2000 || !d.snapshot.Plan.Sale.Span.Covers(d.form.draft.Span) {
		t.Errorf("it begins as %+v with %+v", d.form.draft, d.form.draft.Promo)
	}
	if d.form.look.rows == nil {
		t.Error("a new promotion is not previewed")
	}
	d.enter("ui.field.title", "Opening")
	edits := d.edits(func() { d.press("Save") })
	e := d.snapshot.Plan.Event(d.Panel.opened)
	if len(edits) != 1 || len(d.rows) != 8 || e == nil || e.Title != "Opening" || e.Shop != "main" || d.form.changed() {
		t.Errorf("edits %q, %d rows, %+v", edits, len(d.rows), e)
	}
	d.press("New promotion")
	d.press("Revert")
	if d.form.draft != nil {
		t.Error("a new promotion that is taken back is still there")
	}
}

func TestTheFormFollowsThePlan(t *testing.T) {
	d := opened(t, "F3")
	if _, err := d.editor.Do(percentAll(d.snapshot.Plan, []string{"F3"}, 1500)); err != nil {
		t.Fatal(err)
	}
	if got := d.field("ui.field.percent").Text; got != "15%" {
		t.Errorf("an edit from elsewhere shows %q", got)
	}
	d.enter("ui.field.percent", "12%")
	if _, err := d.editor.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := d.field("ui.field.percent").Text; got != "12%" || !d.form.changed() {
		t.Errorf("what is typed is lost to an edit from elsewhere: %q", got)
	}
	d.press("Revert")
	if got := d.field("ui.field.percent").Text; got != "20%" || d.form.changed() {
		t.Errorf("taken back: %q", got)
	}
	if _, err := d.editor.Do(planner.Remove{IDs: []string{"F3"}}); err != nil {
		t.Fatal(err)
	}
	if d.form.draft != nil || d.Panel.opened != "" {
		t.Error("the form of what is gone is still open")
	}
}

func TestTheFormLeadsElsewhere(t *testing.T) {
	d := opened(t, "F3")
	d.press("On the calendar")
	r := newPinchRow(d.form.look)
	r.show(0)
	test.Tap(r)
	if !slices.Equal(d.desk(), []string{"F3", "SKU-31"}) {
		t.Errorf("led to %q", d.desk())
	}
}

// desk is where the panel led to.
func (d *desk) desk() []string { return append(slices.Clone(d.opened), d.priced...) }

func TestTheToolDecidesTheLane(t *testing.T) {
	d := opened(t, "F3")
	for _, o := range all(d.form.object) {
		if p, ok := o.(*kit.Pick); ok && p.Value() == "flash_deal" {
			p.SetSelected("Seller coupon")
			break
		}
	}
	if e := d.form.draft; e.Kind != planner.Coupon || e.Promo.Tool != "seller_coupon" {
		t.Errorf("the draft is %+v with %+v", e, e.Promo)
	}
}

func TestPinningInTheForm(t *testing.T) {
	d := opened(t, "F3")
	for _, o := range all(d.form.object) {
		if c, ok := o.(*widget.Check); ok {
			test.Tap(c)
		}
	}
	d.press("Save")
	if !d.snapshot.Plan.Event("F3").Pinned {
		t.Error("not pinned")
	}
}

func TestAFreshPromotionAsksNothingOfThePlan(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p.Tools = planner.TableOf(&planner.Tool{ID: "only", Layer: "seller_coupon"})
	if e := fresh(p, time.Time{}); e.Promo.Tool != "only" || e.Promo.PercentOff <= 0 {
		t.Errorf("%+v", e.Promo)
	}
	late := plantest.At(t, p, "2024-11-25 12:00")
	if e := fresh(plantest.Empty(t, "us-2024"), late); !e.Span.Start.Equal(plantest.At(t, p, "2024-11-26")) {
		t.Errorf("in the middle of the sale it begins at %v", e.Span.Start)
	}
}

var _ fyne.Tappable = (*pinchRow)(nil)
