package calendar

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"bfplanner/planner/plantest"
)

func (d *desk) clickWith(keys fyne.KeyModifier, at fyne.Position) {
	d.keys = keys
	d.click(at)
	d.keys = 0
}

func near(a, b fyne.Position) bool {
	gap := a.Subtract(b)
	return gap.X*gap.X+gap.Y*gap.Y < 1
}

func sorted(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

func TestCtrlAndShiftClicksSelectMore(t *testing.T) {
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	type click struct {
		id   string
		keys fyne.KeyModifier
	}
	for _, c := range []struct {
		what   string
		clicks []click
		want   []string
	}{
		{"Ctrl adds", []click{{"V1", 0}, {"C1", ctrl}, {"M1", ctrl}}, []string{"C1", "M1", "V1"}},
		{"Ctrl takes out", []click{{"V1", 0}, {"C1", ctrl}, {"V1", ctrl}}, []string{"C1"}},
		{"Ctrl takes the last out", []click{{"V1", 0}, {"V1", ctrl}}, nil},
		{"a click on one of several leaves it alone", []click{{"V1", 0}, {"C1", ctrl}, {"V1", 0}}, []string{"V1"}},
		{"Shift takes what stands between in time and lanes", []click{{"L1", 0}, {"L2", shift}}, []string{"L1", "L2"}},
		{"and from the same start again", []click{{"L1", 0}, {"L2", shift}, {"C1", shift}}, []string{"C1", "L1"}},
		{"Shift with nothing before", []click{{"C1", shift}}, []string{"C1"}},
	} {
		d := newDesk(t, small(t), nil0, wide())
		for _, x := range c.clicks {
			d.clickWith(x.keys, d.middle(x.id, -1))
		}
		if got := sorted(d.Selected()); !slices.Equal(got, c.want) {
			t.Errorf("%s: selected %v, want %v", c.what, got, c.want)
		}
		if told := d.picked[len(d.picked)-1]; !slices.Equal(sorted(told), c.want) {
			t.Errorf("%s: told %v, want %v", c.what, told, c.want)
		}
		if len(d.opened) != 0 || len(d.editor.Steps()) != 0 {
			t.Errorf("%s: opened %v, %d steps", c.what, d.opened, len(d.editor.Steps()))
		}
	}
}

func TestClicksWithKeysOpenNothing(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	at := d.middle("V1", -1)
	d.clickWith(fyne.KeyModifierControl, at)
	d.clickWith(fyne.KeyModifierControl, at)
	d.DoubleTapped(&fyne.PointEvent{Position: at})
	d.clickWith(fyne.KeyModifierControl, fyne.NewPos(1000, 795))
	if len(d.opened) != 0 || len(d.Selected()) != 0 {
		t.Errorf("opened %v, selected %v", d.opened, d.Selected())
	}
	d.click(at)
	d.clickWith(fyne.KeyModifierControl, fyne.NewPos(1000, 795))
	if len(d.Selected()) != 1 {
		t.Error("a click beside the block with Ctrl held loses the selection")
	}
}

func TestAFrameSelectsWhatItTouches(t *testing.T) {
	around := func(d *desk, ids ...string) (from, to fyne.Position) {
		box := rect{9999, 9999, 0, 0}
		for _, id := range ids {
			r := d.scene.rect(d.scene.items[d.scene.find(id, -1)])
			box = rect{fmin(box.x0, r.x0), fmin(box.y0, r.y0), fmax(box.x1, r.x1), fmax(box.y1, r.y1)}
		}
		return fyne.NewPos(box.x0-4, box.y0-3), fyne.NewPos(box.x1+4, box.y1+3)
	}
	d := newDesk(t, small(t), nil0, wide())
	view := d.VisibleSpan()
	from, to := around(d, "L1", "L2")
	d.keys = fyne.KeyModifierShift
	d.press(to)
	end := d.drag(to, from.X-to.X, from.Y-to.Y)
	if len(d.picked) != 0 {
		t.Error("the selection is told before the frame is done")
	}
	if !slices.ContainsFunc(test.WidgetRenderer(d.Board).Objects(), func(o fyne.CanvasObject) bool {
		r, ok := o.(*canvas.Rectangle)
		return ok && r.StrokeColor == color.Color(d.shown.Accent) && near(r.Position(), from)
	}) {
		t.Error("no frame is painted")
	}
	d.drop(end)
	if got := sorted(d.Selected()); !slices.Equal(got, []string{"L1", "L2"}) || d.VisibleSpan() != view || len(d.picked) != 1 {
		t.Errorf("selected %v, told %v, view %v", got, d.picked, d.VisibleSpan())
	}

	from, to = around(d, "M1")
	d.keys = fyne.KeyModifierShift | fyne.KeyModifierControl
	d.press(from)
	d.drop(d.drag(from, to.X-from.X, to.Y-from.Y))
	if got := sorted(d.Selected()); !slices.Equal(got, []string{"L1", "L2", "M1"}) {
		t.Errorf("with Ctrl held too: %v", got)
	}

	d.keys = fyne.KeyModifierShift
	d.press(from)
	end = d.drag(from, to.X-from.X, to.Y-from.Y)
	d.key(fyne.KeyEscape)
	d.drop(end)
	if got := sorted(d.Selected()); !slices.Equal(got, []string{"L1", "L2", "M1"}) || len(d.editor.Steps()) != 0 {
		t.Errorf("given up: %v, %d steps", got, len(d.editor.Steps()))
	}
}

func TestAGroupKeepsItsDistancesAndItsGhostsAreSeen(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	group := []string{"L2", "C1", "M1"}
	for _, id := range group {
		d.clickWith(fyne.KeyModifierControl, d.middle(id, -1))
	}
	was := d.editor.Snapshot().Plan
	from := d.middle("C1", -1)
	d.press(from)
	to := d.drag(from, 2*d.dayWidth(), 0)
	ghosts := 0
	for _, o := range test.WidgetRenderer(d.Board).(*renderer).layers[ghostLayer].objects(nil) {
		if _, ok := o.(*canvas.Image); ok {
			ghosts++
		}
	}
	if ghosts != 4 { // a coupon, a milestone, a session and its shift
		t.Errorf("%d ghosts are painted", ghosts)
	}
	d.drop(to)
	for _, id := range []string{"L2", "C1", "M1", "V1", "L1"} {
		want := time.Duration(0)
		if slices.Contains(group, id) {
			want = 48 * time.Hour
		}
		if got := d.event(id).Span.Start.Sub(was.Event(id).Span.Start); got != want {
			t.Errorf("%s moved by %v, want %v", id, got, want)
		}
	}
	if len(d.editor.Steps()) != 1 || len(d.Selected()) != 3 {
		t.Errorf("%d steps, selected %v", len(d.editor.Steps()), d.Selected())
	}
}

func TestKeysSelectMore(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.FocusGained()
	custom := func(k fyne.KeyName) {
		d.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
	}
	d.Reveal("L1")
	d.keys = fyne.KeyModifierShift
	d.key(fyne.KeyRight)
	d.keys = 0
	if got := sorted(d.Selected()); !slices.Equal(got, []string{"L1", "L2"}) {
		t.Errorf("Shift and right select %v", got)
	}
	d.Reveal("V1")
	custom(fyne.KeyDown)
	if got := d.Selected(); d.cursor.id != "L1" || !slices.Equal(got, []string{"V1"}) {
		t.Errorf("Ctrl and down lead to %v, selected %v", d.cursor, got)
	}
	if custom(fyne.KeySpace); !slices.Equal(sorted(d.Selected()), []string{"L1", "V1"}) {
		t.Errorf("Ctrl and Space select %v", d.Selected())
	}
	if custom(fyne.KeySpace); !slices.Equal(d.Selected(), []string{"V1"}) {
		t.Errorf("once more they leave %v", d.Selected())
	}
	if d.TypedShortcut(&fyne.ShortcutSelectAll{}); len(d.Selected()) != d.snap.Plan.Events.Len() {
		t.Errorf("Ctrl+A selects %v", d.Selected())
	}
	if d.key(fyne.KeyRight); len(d.Selected()) != 1 {
		t.Errorf("an arrow alone keeps %v", d.Selected())
	}
}

// TestAFrameFindsWhatAHitFinds draws frames of a few pixels about the middle of blocks.
func TestAFrameFindsWhatAHitFinds(t *testing.T) {
	full := plantest.Plan(t, 400)
	rapid.Check(t, func(r *rapid.T) {
		s := sceneOf(t, full, day(2024, 11, 1), rapid.Float64Range(minPxPerHour, 60).Draw(r, "px an hour"), ByHost)
		s.scroll = float32(rapid.IntRange(0, 500).Draw(r, "scroll"))
		it := s.items[rapid.IntRange(0, len(s.items)-1).Draw(r, "block")]
		s.scale = s.scale.showing(it.span)
		box := s.rect(it)
		x, y := (box.x0+box.x1)/2, (box.y0+box.y1)/2
		d := &drag{}
		d.press(s, hit{part: spot, item: -1, lane: it.lane, at: s.scale.at(x), y: y - s.top + s.scroll}, nil)
		d.frame([]string{"kept"}, nil)
		d.to(s, x+1, y+1)
		got := d.framed(s)
		if y > s.top && x > s.scale.left && !slices.Contains(got, it.event.ID) || got[0] != "kept" {
			r.Fatalf("a frame about %s selects %v", it.event.ID, got)
		}
		if d.command(s) != nil || !d.span.IsZero() {
			r.Fatal("a frame is an edit")
		}
	})
}
