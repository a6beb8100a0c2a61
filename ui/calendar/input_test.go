package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner/plantest"
)

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
