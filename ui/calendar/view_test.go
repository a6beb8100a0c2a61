package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/look"
)

func TestSnapshotsFromElsewhere(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.Select([]string{"V1", "C1"})
	view := d.VisibleSpan()
	from := d.middle("V1", -1)
	d.press(from)
	d.drag(from, d.dayWidth(), 0)
	d.do(planner.Remove{IDs: []string{"C1"}})
	if !d.Board.drag.active() {
		t.Error("a change of another event ends the drag")
	}
	d.do(planner.Remove{IDs: []string{"V1"}})
	if d.Board.drag.active() || len(d.Selected()) != 0 {
		t.Errorf("with its event gone the drag goes on, selected %v", d.Selected())
	}
	if d.VisibleSpan() != view {
		t.Error("the view moved")
	}
	d.SetSnapshot(nil)
	d.press(from)
	d.drag(from, 50, 0)
	d.drop(from)
	d.key(fyne.KeyRight, fyne.KeySpace, fyne.KeyHome)
	d.ZoomFit()
	d.Reveal("L1")
	if (d.VisibleSpan() != planner.Span{}) && len(d.scene.items) != 0 {
		t.Error("without a plan there is something on the board")
	}
}

func TestRevealBringsIntoSight(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 2000), nil0, fyne.NewSize(900, 500))
	for _, id := range []string{d.scene.items[0].event.ID, d.scene.items[len(d.scene.items)/2].event.ID, d.scene.items[len(d.scene.items)-1].event.ID} {
		d.Reveal(id)
		r := d.scene.rect(d.scene.items[d.scene.find(id, -1)])
		if r.x0 < d.scene.scale.left || r.x0 > d.scene.scale.right || r.y0 < d.scene.top || r.y1 > 500 {
			t.Errorf("%s stands at %v", id, r)
		}
	}
	d.Reveal("nobody")
}

func TestItSpeaksBothLanguages(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	for _, c := range []struct {
		lang string
		want []string
	}{{"en", []string{"Coupons", "Peak", "Black Friday", "Beijing +16h"}}, {"zh", []string{"优惠券", "高峰", "黑五", "北京 +16h"}}} {
		d.SetWords(d.book.In(c.lang).In(pacific(t)))
		got := d.texts()
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %q among %v", c.lang, w, got)
			}
		}
	}
	utc := []Clock{{Zone: pacific(t)}, {Name: "Warehouse", Zone: time.UTC}}
	if d.SetClocks(utc); !slices.Contains(d.texts(), "Warehouse +8h") {
		t.Errorf("no clock of the warehouse among %v", d.texts())
	}
}

func TestARepaintMakesNothingNew(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 500), nil0, wide())
	r := test.WidgetRenderer(d.Board)
	before := slices.Clone(r.Objects())
	d.Refresh()
	if !slices.Equal(before, r.Objects()) {
		t.Error("a repaint of the same view shows other objects")
	}
	d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-5, 0)})
	d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(5, 0)})
	if !slices.Equal(before, r.Objects()) {
		t.Error("there and back shows other objects")
	}
	if len(before) > 5000 {
		t.Errorf("%d objects for what is in sight", len(before))
	}
}

func TestTheCardStaysOnTheBoard(t *testing.T) {
	d := newDesk(t, small(t), onDay, fyne.NewSize(700, 400))
	for _, id := range []string{"M1", "V1", "C1", "A1", "L2"} {
		d.Reveal(id)
		from := d.middle(id, -1)
		d.press(from)
		d.drag(from, 30, 200)
		d.drag(from, -400, -300)
		for _, o := range test.WidgetRenderer(d.Board).(*renderer).layers[cardLayer].objects(nil) {
			p, s := o.Position(), o.Size()
			if p.X < 0 || p.Y < 0 || p.X+s.Width > 704 || p.Y+s.Height > 406 {
				t.Errorf("%s: %T of the card at %v %v", id, o, p, s)
			}
		}
		d.Cancel()
		d.DragEnd()
	}
}

func TestTheViewKeepsWhatItShowsUntilItIsMoved(t *testing.T) {
	d := newDesk(t, small(t), nil0, fyne.NewSize(400, 300))
	sale := d.editor.Snapshot().Plan.Sale.Span
	for _, w := range []float32{400, 1280, 900} {
		d.window.Resize(fyne.NewSize(w, 700))
		if v := d.VisibleSpan(); !v.Covers(sale) || v.Length() > sale.Length()+6*24*time.Hour {
			t.Errorf("%v wide it shows %v", w, v)
		}
	}
	d.ZoomIn()
	px := d.scene.scale.pxPerHour
	d.window.Resize(fyne.NewSize(1280, 700))
	if d.scene.scale.pxPerHour != px {
		t.Error("a view that was zoomed changes with the board's size")
	}
	d.ZoomFit()
	days := d.editor.Snapshot().Plan.Horizon()
	if v := d.VisibleSpan(); !v.Contains(days[0].At(0, 0, pacific(t))) || !v.Contains(days[len(days)-1].At(12, 0, pacific(t))) {
		t.Errorf("all that is planned is %v to %v, the view %v", days[0], days[len(days)-1], v)
	}
	if d.ZoomSale(); !d.VisibleSpan().Covers(sale) {
		t.Errorf("the sale's view is %v", d.VisibleSpan())
	}
}

func TestBlocksSayWhereEventsStand(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, 1.25))
	d.Refresh()
	seen := map[string]bool{}
	for _, x := range d.Blocks() {
		if seen[x.ID] {
			t.Errorf("%s stands twice", x.ID)
		}
		seen[x.ID] = true
		d.click(x.At.AddXY(x.Size.Width/2, x.Size.Height/2))
		if got := d.Selected(); len(got) != 1 || got[0] != x.ID {
			t.Errorf("a click in the middle of %s selects %v", x.ID, got)
		}
	}
	if len(seen) != d.snap.Plan.Events.Len() {
		t.Errorf("blocks of %d events, there are %d", len(seen), d.snap.Plan.Events.Len())
	}
}
