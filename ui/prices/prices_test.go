package prices

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
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
}

func wordsBook(t testing.TB) *words.Book {
	t.Helper()
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func open(t testing.TB, p *planner.Plan) *editor.Editor {
	wall := func() time.Time { return time.Date(2024, 11, 5, 20, 0, 0, 0, time.UTC) }
	return editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: wall})
}

func newDesk(t testing.TB, p *planner.Plan, mode look.Mode, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(mode))
	d := &desk{t: t, book: wordsBook(t), editor: open(t, p)}
	d.Panel = New(Deps{Words: d.book.In(lang), OnOpen: func(id string) { d.opened = append(d.opened, id) }})
	d.window = test.NewTempWindow(t, d.Object())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	return d
}

// coupon is a promotion of the shop on the platform.
func coupon(t testing.TB, p *planner.Plan, id, tool string, off planner.BasisPoints, from, to string, skus ...string) *planner.Event {
	kind := planner.Coupon
	if strings.Contains(tool, "flash") {
		kind = planner.Flash
	}
	return &planner.Event{ID: id, Kind: kind, Shop: "main", Channel: planner.TikTok, Products: skus,
		Span:  planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)},
		Promo: &planner.Promo{Tool: tool, PercentOff: off, PlatformShare: -1}}
}

// season is a plan in which a flash deal meets a shop coupon on a thin product, SKU-31, whose cost is high.
func season(t testing.TB) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	thin := *p.Product("SKU-31")
	thin.Price, thin.Cost, thin.Ship = 3000, 1400, 300
	return plantest.Do(t, p, planner.Batch{Commands: []planner.Command{
		planner.Put{Rows: []planner.Row{&thin}},
		planner.Add{Events: []*planner.Event{
			coupon(t, p, "C1", "product_discount", 1000, "2024-10-28", "2024-11-02", "SKU-31"),
			coupon(t, p, "C2", "seller_coupon", 2500, "2024-11-18", "2024-11-24"),
			coupon(t, p, "F3", "flash_deal", 2000, "2024-11-20 12:00", "2024-11-20 18:00", "SKU-31"),
			coupon(t, p, "C4", "sale_coupon", 3000, "2024-11-28", "2024-12-02"),
			coupon(t, p, "C5", "follower_coupon", 1000, "2024-11-18", "2024-11-20"),
			coupon(t, p, "F6", "flash_deal", 1500, "2024-11-29 12:00", "2024-11-29 20:00", "SKU-31", "SKU-32"),
		}},
	}})
}

// find returns the first object below o for which is holds.
func find(o fyne.CanvasObject, is func(fyne.CanvasObject) bool) fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	if is(o) {
		return o
	}
	var below []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		below = x.Objects
	case *container.Scroll:
		below = []fyne.CanvasObject{x.Content}
	case *container.Split:
		below = []fyne.CanvasObject{x.Leading, x.Trailing}
	}
	for _, child := range below {
		if found := find(child, is); found != nil {
			return found
		}
	}
	return nil
}

// press presses the button of that text.
func (d *desk) press(text string) {
	d.t.Helper()
	o := find(d.Object(), func(o fyne.CanvasObject) bool { b, ok := o.(*kit.Button); return ok && b.Text == text })
	if o == nil {
		d.t.Fatalf("no button %q", text)
	}
	test.Tap(o.(*kit.Button))
}

// texts are what the labels of the reasons say.
func (d *desk) texts() []string {
	var list []string
	find(d.why, func(o fyne.CanvasObject) bool {
		switch x := o.(type) {
		case *widget.Label:
			list = append(list, x.Text)
		case *link:
			list = append(list, x.Text)
		}
		return false
	})
	return list
}

func (d *desk) says(text string) bool { return slices.Contains(d.texts(), text) }

// TestPictures paints the panel into the folder that BFPLANNER_PICTURES names, for people to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("BFPLANNER_PICTURES")
	if folder == "" {
		t.Skip("BFPLANNER_PICTURES names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, lang := range []string{"en", "zh-Hans"} {
			t.Run(string(mode)+lang, func(t *testing.T) {
				d := newDesk(t, season(t), mode, lang)
				if mode == look.Dark {
					d.view.look(d.snapshot.Plan.Sale.Span)
					d.Panel.stack = "margin"
					d.ask(plantest.At(t, d.snapshot.Plan, "2024-11-20 13:00"))
				}
				d.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 120)}})
				f, err := os.Create(filepath.Join(folder, "prices-"+string(mode)+"-"+lang+".png"))
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
