package coupons

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// desk is the panel in a window, with an editor behind it.
type desk struct {
	*Panel
	t      testing.TB
	book   *words.Book
	editor *editor.Editor
	window fyne.Window
	opened []string
	priced []string
}

func newDesk(t testing.TB, p *planner.Plan, mode look.Mode, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(mode))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	wall := func() time.Time { return time.Date(2024, 11, 5, 20, 0, 0, 0, time.UTC) }
	d := &desk{t: t, book: book, editor: editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: wall})}
	d.window = test.NewTempWindow(t, nil)
	d.Panel = New(Deps{Words: book.In(lang), Window: d.window, Preview: d.editor.Preview,
		Do:      func(c planner.Command) error { _, err := d.editor.Do(c); return err },
		OnOpen:  func(id string) { d.opened = append(d.opened, id) },
		OnPrice: func(sku string, _ time.Time) { d.priced = append(d.priced, sku) }})
	d.window.SetContent(d.Object())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	return d
}

// promotion is one of the shop on the platform.
func promotion(t testing.TB, p *planner.Plan, id, tool string, off planner.BasisPoints, from, to string, skus ...string) *planner.Event {
	e := &planner.Event{ID: id, Shop: "main", Channel: planner.TikTok, Products: skus,
		Span:  planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)},
		Promo: &planner.Promo{PercentOff: off, PlatformShare: -1}}
	setTool(e, tool)
	return e
}

// season is a plan of seven promotions, in which a flash deal meets a shop coupon on a thin product, SKU-31.
func season(t testing.TB) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	p.NextID = 100
	thin := *p.Product("SKU-31")
	thin.Price, thin.Cost, thin.Ship = 3000, 1400, 300
	shop := *p.Shops.All()[0]
	shop.CouponBudget = 1_200_000
	kitchen := promotion(t, p, "C2", "seller_coupon", 2500, "2024-11-18", "2024-11-24")
	kitchen.Line = "kitchen"
	amount := promotion(t, p, "C7", "promo_code", 0, "2024-11-15", "2024-11-27", "SKU-11", "SKU-12")
	amount.Promo.AmountOff, amount.Promo.MinSpend, amount.Promo.Code, amount.Promo.Quantity = 500, 3000, "HOME5", 400
	return plantest.Do(t, p, planner.Batch{Commands: []planner.Command{
		planner.Put{Rows: []planner.Row{&thin, &shop}},
		planner.Add{Events: []*planner.Event{
			promotion(t, p, "C1", "product_discount", 1000, "2024-10-28", "2024-11-02", "SKU-31"), kitchen,
			promotion(t, p, "F3", "flash_deal", 2000, "2024-11-29 12:00", "2024-11-29 18:00", "SKU-31"),
			promotion(t, p, "C4", "sale_coupon", 3000, "2024-11-28", "2024-12-02"),
			promotion(t, p, "C5", "follower_coupon", 1000, "2024-11-16", "2024-11-20"),
			promotion(t, p, "F6", "flash_deal", 1500, "2024-11-22 12:00", "2024-11-22 20:00", "SKU-31", "SKU-32"), amount,
		}},
	}})
}

// all lists every object below o that is shown, lists' rows and dialogs' contents included.
func all(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	list := []fyne.CanvasObject{o}
	var below []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		below = x.Objects
	case *container.Scroll:
		below = []fyne.CanvasObject{x.Content}
	case *container.Split:
		below = []fyne.CanvasObject{x.Leading, x.Trailing}
	case *kit.Button, *widget.Entry, *kit.Field, *kit.Pick, *widget.Label:
	case fyne.Widget:
		below = test.WidgetRenderer(x).Objects()
	}
	for _, child := range below {
		list = append(list, all(child)...)
	}
	return list
}

// stage is what stands on top: the last dialog, or the panel.
func (d *desk) stage() fyne.CanvasObject {
	if top := d.window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return d.Object()
}

// press presses the button of that text.
func (d *desk) press(text string) {
	d.t.Helper()
	var have []string
	for _, o := range all(d.stage()) {
		if b, ok := o.(*kit.Button); ok {
			if b.Text == text {
				test.Tap(b)
				return
			}
			have = append(have, b.Text)
		}
	}
	d.t.Fatalf("no button %q among %q", text, have)
}

// typed types a text into the only entry of a dialog.
func (d *desk) typed(text string) {
	d.t.Helper()
	for _, o := range all(d.stage()) {
		if e, ok := o.(*widget.Entry); ok {
			e.SetText(text)
			return
		}
	}
	d.t.Fatal("no entry")
}

// labels are what the labels on the stage say.
func (d *desk) labels() []string {
	var list []string
	for _, o := range all(d.stage()) {
		if l, ok := o.(*widget.Label); ok && l.Text != "" {
			list = append(list, l.Text)
		}
	}
	return list
}

func (d *desk) says(part string) bool { return strings.Contains(strings.Join(d.labels(), "\n"), part) }

// field returns the form's field beside the label of that key.
func (d *desk) field(key string) *kit.Field {
	d.t.Helper()
	want := d.deps.Words.T(key)
	found := false
	for _, o := range all(d.form.object) {
		if l, ok := o.(*widget.Label); ok && l.Text == want {
			found = true
		}
		if f, ok := o.(*kit.Field); ok && found {
			return f
		}
	}
	d.t.Fatalf("no field %q", want)
	return nil
}

// enter types a text into a field of the form and leaves it.
func (d *desk) enter(key, text string) {
	d.t.Helper()
	f := d.field(key)
	f.SetText(text)
	f.Finish()
}

// ids are the rows that are listed.
func (d *desk) ids() string {
	var ids []string
	for _, r := range d.shown {
		ids = append(ids, r.event.ID)
	}
	return strings.Join(ids, " ")
}

// TestPictures paints the panel into the folder that BFPLANNER_PICTURES names, for people to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("BFPLANNER_PICTURES")
	if folder == "" {
		t.Skip("BFPLANNER_PICTURES names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, lang := range []string{"en", "zh-Hans"} {
			for _, below := range []string{"form", "budget"} {
				t.Run(string(mode)+lang+below, func(t *testing.T) {
					d := newDesk(t, season(t), mode, lang)
					d.picked["C4"], d.picked["F6"] = true, true
					d.open("F3")
					d.showPicked()
					d.look(below)
					if mode == look.Dark {
						d.enter("ui.field.percent", "25%")
						d.Panel.budget.chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 40)}})
					}
					f, err := os.Create(filepath.Join(folder, "coupons-"+below+"-"+string(mode)+"-"+lang+".png"))
					if err != nil {
						t.Fatal(err)
					}
					defer f.Close()
					if err := png.Encode(f, d.window.Canvas().Capture()); err != nil {
						t.Fatal(err)
					}
				})
			}
		}
	}
}
