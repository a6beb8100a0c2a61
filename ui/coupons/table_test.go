package coupons

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

func TestEveryColumnSortsBothWays(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	if d.ids() != "C1 C7 C5 C2 F6 C4 F3" {
		t.Errorf("at first: %s", d.ids())
	}
	for i, c := range columns {
		if c.id == "start" {
			continue
		}
		d.table.header[i].OnTapped()
		up := slices.Clone(d.shown)
		for k := 1; k < len(up); k++ {
			if c.less(up[k-1], up[k]) > 0 {
				t.Errorf("%s: %s before %s", c.id, up[k-1].event.ID, up[k].event.ID)
			}
		}
		if !strings.HasSuffix(d.table.header[i].Text, "▲") {
			t.Errorf("%s: the header says %q", c.id, d.table.header[i].Text)
		}
		d.table.header[i].OnTapped()
		for k := 1; k < len(d.shown); k++ {
			if c.less(d.shown[k-1], d.shown[k]) < 0 {
				t.Errorf("%s downwards: %s before %s", c.id, d.shown[k-1].event.ID, d.shown[k].event.ID)
			}
		}
	}
	d.sortBy("seller")
	d.sortBy("seller")
	if !strings.HasPrefix(d.ids(), "C4 C5 C2") {
		t.Errorf("the dearest first: %s", d.ids())
	}
}

func TestFilters(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	for _, c := range []struct {
		name string
		f    filter
		want string
	}{
		{"all", filter{}, "C1 C7 C5 C2 F6 C4 F3"},
		{"by tool's name", filter{text: "flash"}, "F6 F3"},
		{"by code, whatever its case", filter{text: "home5"}, "C7"},
		{"by SKU", filter{text: "sku-31"}, "C1 F6 F3"},
		{"by two words", filter{text: "25% kitchen"}, "C2"},
		{"by tool", filter{tool: "flash_deal"}, "F6 F3"},
		{"by line, with the whole shop's", filter{line: "kitchen"}, "C5 C2 C4"},
		{"by line, with its products'", filter{line: "lighting"}, "C1 C5 F6 C4 F3"},
		{"by tool and line", filter{tool: "seller_coupon", line: "pets"}, ""},
	} {
		d.filter = c.f
		if d.list(); d.ids() != c.want {
			t.Errorf("%s: %s, want %s", c.name, d.ids(), c.want)
		}
	}
	if !d.says("No promotion is listed.") {
		t.Errorf("an empty table says %q", d.labels())
	}
	d.filter = filter{}
	d.tools.SetSelected("Flash deal")
	if d.ids() != "F6 F3" {
		t.Errorf("the list of tools keeps %s", d.ids())
	}
}

func TestARowSaysWhatItCostsAndWhatItDoes(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	v := d.viewOf()
	said := map[string][]string{}
	for _, r := range d.rows {
		for _, c := range columns {
			said[r.event.ID] = append(said[r.event.ID], c.text(v, r))
		}
	}
	// On Black Friday 30.00 less 20 % is 24.00, less 30 % is 16.80; the floor is 12 % of 30.00.
	want := []string{"Flash deal", "Lighting 1", "20% · 8 折", "–", "Nov 29 12:00", "Nov 29 18:00", "∞"}
	if got := said["F3"]; !slices.Equal(got[:7], want) || got[9] != "$16.80" || got[10] != "▲ $0.84 / $3.60" || !strings.HasPrefix(got[11], "● ") {
		t.Errorf("F3: %q", got)
	}
	if got := said["C7"]; got[2] != "–" || got[3] != "$5.00" || got[6] != "400" || got[9] != "$53.10–$59.40" {
		t.Errorf("C7: %q", got)
	}
	for _, r := range d.rows {
		if want := rules.CouponReserve(d.snapshot.Plan, r.event).Minor; r.seller != want {
			t.Errorf("%s costs the seller %d, by the rules %d", r.event.ID, r.seller, want)
		}
	}
}

// pressRow is a press of the primary button on a row.
func (d *desk) pressRow(i int, x float32, mod fyne.KeyModifier) {
	l := newLine(d.Panel)
	l.Resize(fyne.NewSize(1200, 28))
	l.SetIndex(i)
	l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 10)}, Button: desktop.MouseButtonPrimary, Modifier: mod})
}

func TestRowsArePickedAndOpened(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	picked := func() string { return strings.Join(d.pickedIDs(), " ") }
	d.pressRow(1, 300, 0)
	if d.Panel.opened != "C7" || picked() != "" || d.below != "form" {
		t.Errorf("a press opens %q and picks %q", d.Panel.opened, picked())
	}
	d.pressRow(2, 12, 0)
	d.pressRow(4, 300, fyne.KeyModifierControl)
	if picked() != "C5 F6" {
		t.Errorf("the box and Ctrl pick %q", picked())
	}
	d.pressRow(6, 300, fyne.KeyModifierShift)
	if picked() != "C5 F6 C4 F3" {
		t.Errorf("Shift picks %q", picked())
	}
	d.pressRow(4, 12, 0)
	if picked() != "C5 C4 F3" {
		t.Errorf("a second press leaves %q", picked())
	}
	d.filter.text = "flash"
	d.list()
	if picked() != "F3" {
		t.Errorf("what the filter hides is picked: %q", picked())
	}
	d.press("None")
	if len(d.picked) != 0 || !d.bulk[0].Disabled() {
		t.Error("something is still picked")
	}
	d.press("Pick all")
	if picked() != "F6 F3" || d.bulk[0].Disabled() {
		t.Errorf("all of what is listed is %q", picked())
	}
}

func TestTheTableIsWorkedByKeyboard(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.table.FocusGained()
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn} {
		d.table.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if got := strings.Join(d.pickedIDs(), " "); got != "C5 C2" || d.Panel.opened != "C4" {
		t.Errorf("picked %q, opened %q", got, d.Panel.opened)
	}
	d.table.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(d.pickedIDs()) != 7 {
		t.Errorf("Ctrl+A picks %q", d.pickedIDs())
	}
}

// edits runs f and returns the labels of the edits that it made.
func (d *desk) edits(f func()) []string {
	before := len(d.editor.Steps())
	f()
	var list []string
	for _, s := range d.editor.Steps()[before:] {
		list = append(list, d.deps.Words.Text(s.Label))
	}
	return list
}

func (d *desk) pick(ids ...string) {
	d.pickAll(false)
	for _, id := range ids {
		d.picked[id] = true
	}
	d.showPicked()
}

func (d *desk) promo(id string) *planner.Promo { return d.snapshot.Plan.Event(id).Promo }

func TestBulkEditsAreOneEdit(t *testing.T) {
	for _, c := range []struct {
		name  string
		do    func(*desk)
		label string
		check func(*desk) bool
	}{
		{"discount", func(d *desk) { d.press("Discount…"); d.typed("20%"); d.press("OK") }, "Set 3 promotions to 20% off",
			func(d *desk) bool {
				return d.promo("C2").PercentOff == 2000 && d.promo("C7").PercentOff == 2000 && d.promo("C7").AmountOff == 0 && d.promo("F6").PercentOff == 2000
			}},
		{"move", func(d *desk) { d.press("Move…"); d.typed("-2"); d.press("OK") }, "Move 3 promotions by -2 days",
			func(d *desk) bool {
				return d.snapshot.Plan.Event("C2").Span.Start.Equal(plantest.At(d.t, d.snapshot.Plan, "2024-11-16")) &&
					d.snapshot.Plan.Event("F6").Span.Start.Equal(plantest.At(d.t, d.snapshot.Plan, "2024-11-20 12:00"))
			}},
		{"tool", func(d *desk) {
			d.press("Tool…")
			for _, o := range all(d.stage()) {
				if p, ok := o.(*kit.Pick); ok {
					p.SetSelected("Product discount")
				}
			}
			d.press("OK")
		}, "Make 3 promotions Product discount", func(d *desk) bool {
			return d.promo("C2").Tool == "product_discount" && d.promo("F6").Tool == "product_discount" && d.snapshot.Plan.Event("F6").Kind == planner.Coupon
		}},
		{"pin", func(d *desk) { d.press("Pin") }, "Pin 3 promotions", func(d *desk) bool { return d.snapshot.Plan.Event("C7").Pinned && d.snapshot.Plan.Event("F6").Pinned }},
		{"delete", func(d *desk) { d.press("Delete") }, "Delete 3 promotions", func(d *desk) bool { return len(d.rows) == 4 && len(d.picked) == 0 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, season(t), look.Light, "en")
			d.pick("C2", "C7", "F6")
			before := d.snapshot.Plan
			if got := d.edits(func() { c.do(d) }); !slices.Equal(got, []string{c.label}) {
				t.Errorf("edits %q, want one %q", got, c.label)
			}
			if !c.check(d) {
				t.Errorf("the promotions are %+v, %+v, %+v", d.snapshot.Plan.Event("C2"), d.snapshot.Plan.Event("C7"), d.snapshot.Plan.Event("F6"))
			}
			if _, err := d.editor.Undo(); err != nil || len(planner.Diff(before, d.snapshot.Plan)) != 0 {
				t.Errorf("one Undo leaves %v, %v", planner.Diff(before, d.snapshot.Plan), err)
			}
		})
	}
}

func TestABulkEditThatCannotBeSaysWhy(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.pick("C2")
	if got := d.edits(func() { d.press("Move…"); d.typed("soon"); d.press("OK") }); len(got) != 0 || !d.says(`"soon" is not a number of days.`) {
		t.Errorf("edits %q; it says %q", got, d.labels())
	}
	d.press("Cancel")
	if got := d.edits(func() { d.press("Discount…"); d.typed("120"); d.press("OK") }); len(got) != 0 || !d.says("“120” is not a discount.") {
		t.Errorf("edits %q; it says %q", got, d.labels())
	}
	d.press("Cancel")
	if got := d.edits(func() { d.press("Tool…"); d.press("OK") }); len(got) != 0 || !d.says("Pick a tool.") {
		t.Errorf("edits %q; it says %q", got, d.labels())
	}
}

func TestABulkDiscountOf75IsAskedAbout(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.pick("C2", "C5")
	got := d.edits(func() { d.press("Discount…"); d.typed("7.5"); d.press("OK"); d.press("25% off = 7.5 折") })
	if len(got) != 1 || d.promo("C5").PercentOff != 2500 {
		t.Errorf("edits %q, C5 is %+v", got, d.promo("C5"))
	}
}

func TestColumnsFillTheWidth(t *testing.T) {
	for _, c := range []struct{ width, k, end float32 }{{2000, 1, 2000}, {400, 1, edges(0, 1)[len(columns)]}, {3000, 1.5, 3000}} {
		list := edges(c.width, c.k)
		if len(list) != len(columns)+1 || list[len(columns)] != c.end {
			t.Errorf("%v wide at %v: %v", c.width, c.k, list)
		}
		for i := range columns {
			if list[i+1]-list[i] < columns[i].width*c.k-0.01 {
				t.Errorf("%v wide at %v: column %s has %v", c.width, c.k, columns[i].id, list[i+1]-list[i])
			}
		}
	}
	if most := edges(0, 1)[len(columns)]; most > 1248 {
		t.Errorf("the columns need %v, more than a window of 1280 has", most)
	}
}

func TestTheLanguageSwitches(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.sortBy("margin")
	d.open("F3")
	d.enter("ui.field.percent", "30%")
	d.SetWords(d.book.In("zh-Hans"))
	if d.table.header[10].Text != "毛利 / 底线 ▲" || d.heading.Text != "优惠 7 · 已选 0" {
		t.Errorf("header %q, heading %q", d.table.header[10].Text, d.heading.Text)
	}
	if got := d.field("ui.field.percent").Text; got != "30%" || !d.form.changed() {
		t.Errorf("what was typed is lost: %q", got)
	}
	if !d.says("减 30% · 7 折") || !d.says("未保存") {
		t.Errorf("the form says %q", d.labels())
	}
}

func TestRowsOfAnotherPlanReplaceThese(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.open("F3")
	d.filter.text = "flash"
	other := plantest.Empty(t, "us-2024")
	other.ID = "another"
	d.SetSnapshot(newDesk(t, other, look.Light, "en").snapshot)
	if len(d.shown) != 0 || d.Panel.opened != "" || d.form.draft != nil {
		t.Errorf("%d rows, %q open", len(d.shown), d.Panel.opened)
	}
	for _, o := range all(d.Object()) {
		if e, ok := o.(*widget.Entry); ok && e.Text != "" {
			t.Errorf("the filter still says %q", e.Text)
		}
	}
}
