package calendar

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
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
	k := d.enlarged()
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

func (d *desk) dayWidth() float32 { return float32(d.scene.scale.pxPerDay()) * d.enlarged() }

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

func TestDraggingABlockMovesItsEventADay(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		d := newDesk(t, small(t), onDay, wide())
		fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, scale))
		d.Refresh()
		from := d.middle("L2", -1)
		d.press(from)
		to := d.drag(from, d.dayWidth(), 0)
		if !slices.Contains(d.texts(), "Resolves 1 finding") {
			t.Errorf("the card says %v", d.texts()[len(d.texts())-6:])
		}
		d.drop(to)
		if got := d.event("L2").Span.Start; !got.Equal(at(t, 24, 19, 0)) {
			t.Errorf("at scale %v the live starts at %v", scale, got)
		}
		if got := d.editor.Snapshot().Undo.Key; got != "edit.move" {
			t.Errorf("undo would undo %q", got)
		}
		if d.Selected()[0] != "L2" {
			t.Errorf("selected is %v", d.Selected())
		}
	}
}

func TestTheCardNamesWhatADropWouldBreak(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	from := d.middle("M1", -1)
	d.press(from)
	to := d.drag(from, 9*d.dayWidth(), 0)
	v := d.ghost.verdict
	if len(v.fresh) != 1 || v.fresh[0].Events[0] != "M1" || v.resolved != 0 || v.err != nil {
		t.Fatalf("verdict %+v", v)
	}
	text := d.words.T("rule.event-in-ban-window.title", v.fresh[0].Args...)
	if !slices.ContainsFunc(d.texts(), func(s string) bool { return len(s) > 20 && strings.HasPrefix(text, s) }) {
		t.Errorf("no beginning of %q among %v", text, d.texts())
	}
	if len(d.editor.Steps()) != 0 {
		t.Error("a preview was done")
	}
	d.drop(to)
	if len(d.editor.Steps()) != 1 || d.marks["M1"] != rules.Warn {
		t.Errorf("%d steps, mark %q", len(d.editor.Steps()), d.marks["M1"])
	}
}

func TestEscapeGivesUpADrag(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	from := d.middle("V1", -1)
	d.press(from)
	to := d.drag(from, 2*d.dayWidth(), 0)
	d.key(fyne.KeyEscape)
	d.drag(to, d.dayWidth(), 0)
	d.drop(to)
	if len(d.editor.Steps()) != 0 || d.Board.drag.phase != idle {
		t.Errorf("%d steps, phase %d", len(d.editor.Steps()), d.Board.drag.phase)
	}
	d.press(from)
	d.drop(d.drag(from, d.dayWidth(), 0))
	if len(d.editor.Steps()) != 1 {
		t.Error("after that nothing can be dragged")
	}
}

func TestDraggingAnEmptyPlacePans(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	before := d.VisibleSpan()
	from := fyne.NewPos(600, 790)
	d.press(from)
	d.drop(d.drag(from, -3*d.dayWidth(), 0))
	if got := d.VisibleSpan().Start.Sub(before.Start).Round(time.Minute); got != 72*time.Hour {
		t.Errorf("three days to the left move the view by %v", got)
	}
	if len(d.editor.Steps()) != 0 {
		t.Error("panning is an edit")
	}
}

func nil0(*planner.Plan, time.Time) []rules.Finding { return nil }

func TestDatesOfTheRulerDrawARiskWindow(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	from := fyne.NewPos(d.scene.scale.x(at(t, 21, 12, 0)), phaseRow+8)
	d.press(from)
	d.drop(d.drag(from, d.dayWidth(), 0))
	if want := (planner.Span{Start: at(t, 21, 0, 0), End: at(t, 23, 0, 0)}); len(d.days) != 1 || d.days[0] != want {
		t.Errorf("drawn %v, want %v", d.days, want)
	}
	d.press(from)
	d.drop(from)
	if len(d.days) != 1 {
		t.Error("a click draws a window")
	}
}

func TestClicksSelectAndOpen(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	v, c := d.middle("V1", -1), d.middle("C1", -1)
	d.click(v)
	d.click(v)
	d.DoubleTapped(&fyne.PointEvent{Position: v})
	d.click(c)
	d.DoubleTapped(&fyne.PointEvent{Position: v}) // one click on each is no double click
	d.click(fyne.NewPos(1000, 795))
	if want := []string{"V1"}; !slices.Equal(d.opened, want) {
		t.Errorf("opened %v, want %v", d.opened, want)
	}
	if len(d.picked) != 3 || d.picked[0][0] != "V1" || d.picked[1][0] != "C1" || d.picked[2] != nil {
		t.Errorf("selected one after the other: %v", d.picked)
	}
}

func TestWheelScrollsAndZooms(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 2000), nil0, wide())
	wheel := func(mod fyne.KeyModifier, dx, dy float32) {
		d.keys = mod
		d.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(700, 400)}, Scrolled: fyne.NewDelta(dx, dy)})
	}
	before := d.scene.scale
	wheel(0, 0, -40)
	if d.scene.scroll != 40 || d.scene.scale != before {
		t.Errorf("the wheel scrolls to %v", d.scene.scroll)
	}
	wheel(0, 0, 1e6)
	if d.scene.scroll != 0 {
		t.Errorf("above the first lane: %v", d.scene.scroll)
	}
	wheel(fyne.KeyModifierShift, 0, -48)
	if got := d.scene.scale.x(before.origin); got > before.left-40 {
		t.Errorf("with Shift the view begins at %v", got)
	}
	fixed := d.scene.scale.at(700)
	wheel(fyne.KeyModifierControl, 0, 10)
	if got := d.scene.scale; got.pxPerHour <= before.pxPerHour || got.at(700).Sub(fixed).Abs() > time.Minute {
		t.Errorf("with Ctrl: %v px an hour, %v under the pointer, was %v", got.pxPerHour, got.at(700), fixed)
	}
}

func TestKeysDoWhatThePointerDoes(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	d.FocusGained()
	d.Reveal("L2")
	d.key(fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	if got := d.event("L2").Span.Start; !got.Equal(at(t, 25, 19, 0)) {
		t.Errorf("lifted and moved by two days it starts at %v", got)
	}
	d.key(fyne.KeySpace, fyne.KeyLeft, fyne.KeyEscape)
	if got := len(d.editor.Steps()); got != 1 {
		t.Errorf("given up it makes %d steps", got)
	}
	d.key(fyne.KeyDown)
	if d.cursor != (cursor{"L2", 0}) {
		t.Errorf("down from the session leads to %v", d.cursor)
	}
	d.key(fyne.KeySpace, fyne.KeyDown, fyne.KeyEnter)
	if got := d.event("L2").Live.Shifts[0].Host; got != "b-host" {
		t.Errorf("a lane down the host is %s", got)
	}
	d.key(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if d.cursor.id != "V1" || !slices.Equal(d.Selected(), []string{"V1"}) {
		t.Errorf("up at the top: %v, selected %v", d.cursor, d.Selected())
	}
	d.key(fyne.KeyReturn, fyne.KeyDelete)
	if !slices.Equal(d.opened, []string{"V1"}) || d.event("V1") != nil {
		t.Errorf("opened %v, V1 is %v", d.opened, d.event("V1"))
	}
	before := d.scene.scale.pxPerHour
	if d.TypedRune('+'); d.scene.scale.pxPerHour <= before {
		t.Error("+ does not enlarge")
	}
	if d.TypedRune('-'); d.scene.scale.pxPerHour != before {
		t.Errorf("- leaves %v px an hour, was %v", d.scene.scale.pxPerHour, before)
	}
	d.look(d.scene.scale.pan(900))
	d.key(fyne.KeyHome)
	if !d.VisibleSpan().Contains(d.editor.Snapshot().Plan.Sale.Span.Start) {
		t.Errorf("Home leads to %v", d.VisibleSpan())
	}
}

func TestUnknownKeysAreHandedOn(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	var keys []fyne.KeyName
	var runes []rune
	var shortcuts []string
	d.OnKey = func(k *fyne.KeyEvent) { keys = append(keys, k.Name) }
	d.OnRune = func(r rune) { runes = append(runes, r) }
	d.OnShortcut = func(s fyne.Shortcut) { shortcuts = append(shortcuts, s.ShortcutName()) }
	d.key(fyne.KeyF6, fyne.KeyEscape)
	d.TypedRune('n')
	d.TypedShortcut(&fyne.ShortcutUndo{})
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyF6, fyne.KeyEscape}) || string(runes) != "n" || !slices.Equal(shortcuts, []string{"Undo"}) {
		t.Errorf("handed on %v %q %v", keys, string(runes), shortcuts)
	}
}

func TestADragNearTheEdgeScrolls(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	from := d.middle("L2", -1)
	d.press(from)
	end := d.VisibleSpan().End
	edge := d.drag(from, 1275-from.X, 0)
	if d.scrollBy.DX >= 0 {
		t.Fatal("at the right edge nothing scrolls")
	}
	for range 20 {
		d.scrollTick(0)
	}
	if !d.VisibleSpan().End.After(end) {
		t.Error("ticks do not move the view")
	}
	d.drop(edge)
	if !d.scrollBy.IsZero() || d.scroller != nil {
		t.Error("the drop leaves it scrolling")
	}
	if got := d.event("L2").Span.Start; !got.After(at(t, 30, 0, 0)) {
		t.Errorf("dropped at %v", got)
	}
	still := d.VisibleSpan()
	if d.scrollTick(0); d.VisibleSpan() != still {
		t.Error("a late tick moves the view")
	}
}

func TestADragNearTheBottomScrollsTheLanes(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 300), nil0, fyne.NewSize(1280, 400))
	d.ZoomFit()
	id := ""
	for _, it := range d.scene.items {
		if r := d.scene.rect(it); it.shift < 0 && r.x0 > 300 && r.x1 < 1200 && r.y0 > d.scene.top && r.y1 < 340 && !it.folded {
			id = it.event.ID
		}
	}
	from := d.middle(id, -1)
	d.press(from)
	d.drag(from, 0, 10)
	if !d.scrollBy.IsZero() {
		t.Errorf("in the middle it scrolls by %v", d.scrollBy)
	}
	low := d.drag(from, 0, 395-from.Y)
	if d.scrollBy.DY >= 0 {
		t.Fatalf("at the bottom it scrolls by %v", d.scrollBy)
	}
	for range 20 {
		d.scrollTick(0)
		d.Refresh()
	}
	if d.scene.scroll <= 0 {
		t.Error("the lanes stay where they are")
	}
	d.key(fyne.KeyEscape)
	d.drop(low)
	if !d.scrollBy.IsZero() || len(d.editor.Steps()) != 0 {
		t.Errorf("given up, it scrolls by %v", d.scrollBy)
	}
}

func TestATemplateIsDroppedOrNot(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	e := &planner.Event{Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, time.Hour), Task: &planner.MilestoneDetail{Type: planner.OtherTask}}
	n := d.editor.Snapshot().Plan.Events.Len()
	d.BeginTemplate(e, fyne.NewPos(-50, 100))
	d.Drop()
	if got := d.editor.Snapshot().Plan.Events.Len(); got != n {
		t.Errorf("dropped outside there are %d events, were %d", got, n)
	}
	d.BeginTemplate(e, fyne.NewPos(-50, 100))
	d.DragTo(fyne.NewPos(d.scene.scale.x(at(t, 20, 12, 0)), 780))
	d.Drop()
	if got := d.editor.Snapshot().Plan.Events.Len(); got != n+1 {
		t.Errorf("dropped inside there are %d events, were %d", got, n)
	}
	d.BeginTemplate(e, fyne.NewPos(700, 500))
	if !d.Cancel() || d.Board.drag.phase != idle {
		t.Error("a template cannot be given up")
	}
}

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

func TestCursorsTellWhatCanBeDone(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	c := d.scene.rect(d.scene.items[d.scene.find("C1", -1)])
	for _, x := range []struct {
		at   fyne.Position
		want desktop.Cursor
	}{
		{d.middle("V1", -1), desktop.PointerCursor}, {fyne.NewPos(c.x1-1, c.y0+4), desktop.HResizeCursor},
		{fyne.NewPos(600, phaseRow+4), desktop.CrosshairCursor}, {fyne.NewPos(600, 797), desktop.DefaultCursor},
	} {
		d.MouseIn(mouse(x.at))
		if got := d.Cursor(); got != x.want {
			t.Errorf("at %v the cursor is %v, want %v", x.at, got, x.want)
		}
	}
	d.MouseMoved(mouse(d.middle("C1", -1)))
	if !slices.Contains(d.texts(), d.words.EventTitle(d.snap.Plan, d.event("C1"))) {
		t.Errorf("no card over the coupon: %v", d.texts())
	}
	d.MouseOut()
	if d.over.item >= 0 {
		t.Error("the pointer left and is still over something")
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
