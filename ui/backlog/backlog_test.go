package backlog

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// board notes what is carried to it.
type board struct {
	widget.BaseWidget
	begun, placed []*planner.Event
	at            []fyne.Position
	drops         int
}

func newBoard() *board {
	b := &board{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *board) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
func (b *board) BeginTemplate(e *planner.Event, at fyne.Position) {
	b.begun, b.at = append(b.begun, e), append(b.at, at)
}
func (b *board) DragTo(at fyne.Position) { b.at = append(b.at, at) }
func (b *board) Drop()                   { b.drops++ }
func (b *board) Place(e *planner.Event)  { b.placed = append(b.placed, e) }

// desk is a panel on the left of a board, with one template and one event that waits.
func desk(t *testing.T) (*Panel, *board, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	p := plantest.Do(t, plantest.Empty(t, "us-2024"), planner.Add{Events: []*planner.Event{{ID: "V1", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Title: "waits", Clip: &planner.VideoDetail{Type: planner.Unboxing}}}})
	b := newBoard()
	x := New(Deps{
		Words: book.In("en"), Board: b, Select: func(string) {}, Open: func(string) {},
		Templates: []Template{{Name: "calendar.new.flash", Kind: planner.Flash, Make: func() *planner.Event { return &planner.Event{Kind: planner.Flash} }}},
		Timed: func(e *planner.Event) *planner.Event {
			n := *e
			n.Span.End = n.Span.Start.Add(time.Hour)
			return &n
		},
	})
	none := func(*planner.Plan, time.Time) []rules.Finding { return nil }
	x.SetSnapshot(editor.Open(p, nil, 0, editor.Options{Check: none, Wall: time.Now}).Snapshot())
	w := test.NewWindow(container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(180, 600), x.Object()), nil, b))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(800, 600))
	return x, b, w
}

// find returns the first widget of its type under o.
func find[T fyne.CanvasObject](o fyne.CanvasObject) (found T, ok bool) {
	if x, is := o.(T); is {
		return x, true
	}
	var children []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		children = x.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(x).Objects()
	}
	for _, c := range children {
		if found, ok = find[T](c); ok {
			return found, true
		}
	}
	return found, false
}

func dragTo(x, y float32) *fyne.DragEvent {
	return &fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}}
}

func TestRowsAreCarriedToTheBoard(t *testing.T) {
	x, b, _ := desk(t)
	l, ok := find[*tile](x.Object())
	if !ok {
		t.Fatal("no template is shown")
	}
	it, ok := find[*item](x.Object())
	if !ok {
		t.Fatal("no event waits")
	}
	for i, row := range []fyne.Draggable{l, it} {
		row.DragEnd()
		row.Dragged(dragTo(60, 200))
		row.Dragged(dragTo(480, 250))
		row.DragEnd()
		row.DragEnd()
		if len(b.begun) != i+1 || b.drops != i+1 {
			t.Fatalf("row %d: begun %d, dropped %d times", i, len(b.begun), b.drops)
		}
	}
	if b.begun[0].Kind != planner.Flash || b.begun[1].ID != "V1" || b.begun[1].Span.Length() != time.Hour {
		t.Errorf("carried %+v and %+v", b.begun[0], b.begun[1])
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	if b.at[0] != fyne.NewPos(60, 200).Subtract(origin) || b.at[1] != fyne.NewPos(480, 250).Subtract(origin) || b.at[0].X >= 0 {
		t.Errorf("on the board the pointer was at %v", b.at)
	}
}

func TestTemplatesAreAddedWithoutADrag(t *testing.T) {
	x, b, w := desk(t)
	l, _ := find[*tile](x.Object())
	l.DoubleTapped(nil)
	w.Canvas().Focus(l)
	if !l.focused || l.ring.StrokeColor != look.Current().Accent {
		t.Error("nothing shows where the keys are")
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
	if len(b.placed) != 2 {
		t.Errorf("%d events were put on the calendar, want 2", len(b.placed))
	}
	w.Canvas().Unfocus()
	if l.focused {
		t.Error("the tile keeps the keys")
	}
}

func TestAWaitingEventIsPutOnTheCalendarBySpace(t *testing.T) {
	x, b, w := desk(t)
	w.Canvas().Focus(x.list)
	x.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if len(b.placed) != 1 || b.placed[0].ID != "V1" || b.placed[0].Span.IsZero() {
		t.Errorf("put on the calendar: %v", b.placed)
	}
	if x.Waiting()[0].Scheduled() {
		t.Error("the event of the plan was changed")
	}
}

func TestTheTargetIsSeenOnlyWhileABlockIsOverThePanel(t *testing.T) {
	x, _, _ := desk(t)
	for _, on := range []bool{true, false} {
		if x.SetTarget(on); x.target.Visible() != on {
			t.Errorf("target visible: %v, want %v", x.target.Visible(), on)
		}
	}
}
