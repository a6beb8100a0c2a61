package calendar

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// desk is a board in a window, with the editor behind it.
type desk struct {
	*Board
	t      testing.TB
	book   *words.Book
	editor *editor.Editor
	window fyne.Window
	opened []string
	days   []planner.Span
	picked [][]string
	keys   fyne.KeyModifier
}

// onDay finds events that begin on the 23rd of November, so that tests can see findings come and go.
func onDay(p *planner.Plan, _ time.Time) []rules.Finding {
	var list []rules.Finding
	for _, e := range p.Events.All() {
		if planner.DateOf(e.Span.Start, p.Zone()) == day(2024, 11, 23) {
			list = append(list, rules.Finding{Rule: "event-in-ban-window", Severity: rules.Warn, Events: []string{e.ID}, Args: []any{e.ID, e.Span, "x"}})
		}
	}
	return list
}

func newDesk(t testing.TB, p *planner.Plan, check rules.Checker, size fyne.Size) *desk {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, book: book}
	wall := func() time.Time { return time.Date(2024, 11, 5, 20, 0, 0, 0, time.UTC) }
	d.editor = editor.Open(p, nil, 0, editor.Options{Check: check, Wall: wall})
	d.Board = New(book.In("en").In(p.Zone()), Deps{
		Preview:  d.editor.Preview,
		OnDo:     func(c planner.Command) { d.do(c) },
		OnOpen:   func(id string) { d.opened = append(d.opened, id) },
		OnSelect: func(ids []string) { d.picked = append(d.picked, ids) },
		OnDelete: func(ids []string) { d.do(planner.Remove{IDs: ids}) },
		OnRiskDraw: func(s planner.Span) {
			d.days = append(d.days, s)
		},
	})
	d.modifiers = func() fyne.KeyModifier { return d.keys }
	d.window = test.NewWindow(d.Board)
	t.Cleanup(func() { // Fyne's cache holds what was drawn to the end of all tests, and a picture of it takes megabytes
		for _, l := range test.WidgetRenderer(d.Board).(*renderer).layers {
			if l.back != nil {
				l.back.picture, l.back.image.Image = nil, nil
			}
		}
	})
	d.window.SetPadded(false)
	d.window.Resize(size)
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	return d
}

func (d *desk) do(c planner.Command) {
	if _, err := d.editor.Do(c); err != nil {
		d.t.Error(err)
	}
}

func (d *desk) event(id string) *planner.Event { return d.editor.Snapshot().Plan.Event(id) }

// middle returns the middle of a block on the widget.
func (d *desk) middle(id string, shift int) fyne.Position {
	d.t.Helper()
	i := d.scene.find(id, shift)
	if i < 0 {
		d.t.Fatalf("%s is not on the board", id)
	}
	r := d.scene.rect(d.scene.items[i])
	k := kit.Enlarged(d.Board)
	return fyne.NewPos((r.x0+fmin(r.x1, d.scene.scale.right))/2*k, (r.y0+r.y1)/2*k)
}

func mouse(at fyne.Position) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
}

func (d *desk) press(at fyne.Position) { d.MouseDown(mouse(at)) }

// drag moves the pressed pointer in steps, as a hand does.
func (d *desk) drag(from fyne.Position, dx, dy float32) fyne.Position {
	const steps = 8
	for i := 1; i <= steps; i++ {
		at := from.AddXY(dx*float32(i)/steps, dy*float32(i)/steps)
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Dragged: fyne.NewDelta(dx/steps, dy/steps)})
	}
	return from.AddXY(dx, dy)
}

func (d *desk) drop(at fyne.Position) {
	d.MouseUp(mouse(at))
	d.DragEnd()
}

func (d *desk) click(at fyne.Position) {
	d.press(at)
	d.MouseUp(mouse(at))
	d.Tapped(&fyne.PointEvent{Position: at})
}

func (d *desk) key(names ...fyne.KeyName) {
	for _, n := range names {
		d.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (d *desk) dayWidth() float32 { return float32(d.scene.scale.pxPerDay()) * kit.Enlarged(d.Board) }

// texts returns every text that the board shows.
func (d *desk) texts() []string {
	var list []string
	for _, o := range test.WidgetRenderer(d.Board).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			list = append(list, t.Text)
		}
	}
	return list
}

func wide() fyne.Size { return fyne.NewSize(1280, 800) }

func nil0(*planner.Plan, time.Time) []rules.Finding { return nil }
