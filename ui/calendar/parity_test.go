package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

const (
	ctrlKey  = fyne.KeyModifierControl
	shiftKey = fyne.KeyModifierShift
	altKey   = fyne.KeyModifierAlt
)

// take drags a block, or one of its shifts, by days and pixels down, with keys held.
func (d *desk) take(id string, shift int, keys fyne.KeyModifier, days, dy float32) {
	from := d.middle(id, shift)
	d.press(from)
	d.keys = keys
	d.drop(d.drag(from, days*d.dayWidth(), dy))
	d.keys = 0
}

// pull drags the start or the end of a block by days.
func (d *desk) pull(id string, p part, days float32) {
	r := d.scene.rect(d.scene.items[d.scene.find(id, -1)])
	from := fyne.NewPos(r.x1-1, (r.y0+r.y1)/2)
	if p == startEdge {
		from.X = r.x0 + 1
	}
	d.press(from)
	d.drop(d.drag(from, days*d.dayWidth(), 0))
}

// carry brings a template or an event of the backlog from the left side to the middle of its lane and of the view.
func (d *desk) carry(e *planner.Event, lane laneKind) {
	d.BeginTemplate(e, fyne.NewPos(-80, 300))
	d.DragTo(fyne.NewPos((d.scene.scale.left+d.scene.scale.right)/2, laneY(&d.scene, lane, "")))
	d.Drop()
}

// gap is how far apart two lanes are.
func (d *desk) gap(from, to string) float32 {
	return laneY(&d.scene, hostLane, to) - laneY(&d.scene, hostLane, from)
}

// foundAt finds one place for the second live, whatever it is near to.
func foundAt(t *testing.T) func(string, time.Time, func([]Landing)) func() {
	return func(_ string, _ time.Time, put func([]Landing)) func() {
		put([]Landing{{Span: span(t, 25, 20, 2*time.Hour), Command: planner.Move{IDs: []string{"L2"}, Days: 2, By: time.Hour}}})
		return func() {}
	}
}

func (d *desk) standOn(id string, more ...fyne.KeyName) {
	d.Reveal(id)
	d.key(more...)
}

func flashDeal(t *testing.T) *planner.Event {
	return &planner.Event{Kind: planner.Flash, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 18, 15*time.Minute), Promo: &planner.Promo{Tool: "flash_deal", PercentOff: 2000}}
}

// waiting is the seeding video as the backlog holds it, with the hour and the length that it is given.
func waiting(d *desk) *planner.Event {
	e := *d.event("V1")
	e.Span = span(d.t, 1, 9, planner.PostLength)
	return &e
}

// TestEveryOperationHasAPathByPointerAndOneByKeys drives both to the same plan and the same selection.
func TestEveryOperationHasAPathByPointerAndOneByKeys(t *testing.T) {
	const right, left, up, down, space, enter = fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn
	for _, c := range []struct {
		what          string
		pointer, keys func(*desk)
		steps         int // of the history
	}{
		{"select", func(d *desk) { d.click(d.middle("C1", -1)) }, func(d *desk) { d.standOn("F1", up) }, 0},
		{"select one more", func(d *desk) { d.click(d.middle("V1", -1)); d.clickWith(ctrlKey, d.middle("L1", -1)) },
			func(d *desk) { d.standOn("V1"); d.ctrl(down); d.ctrl(space) }, 0},
		{"take one out", func(d *desk) {
			d.clickWith(ctrlKey, d.middle("V1", -1))
			d.clickWith(ctrlKey, d.middle("L1", -1))
			d.clickWith(ctrlKey, d.middle("L1", -1))
		}, func(d *desk) { d.standOn("V1"); d.ctrl(down); d.ctrl(space); d.ctrl(space) }, 0},
		{"select what stands between", func(d *desk) { d.click(d.middle("L1", -1)); d.clickWith(shiftKey, d.middle("L2", -1)) },
			func(d *desk) { d.standOn("L1"); d.shiftKey(right) }, 0},
		{"select with a frame", func(d *desk) {
			a, z := d.middle("L1", -1), d.middle("L2", -1)
			from := fyne.NewPos(a.X-40, a.Y)
			d.keys = shiftKey
			d.press(from)
			d.drop(d.drag(from, z.X-from.X, z.Y-from.Y))
			d.keys = 0
		}, func(d *desk) { d.standOn("L1"); d.shiftKey(right) }, 0},
		{"move by days", func(d *desk) { d.take("L1", -1, 0, 2, 0) }, func(d *desk) { d.standOn("L1", space, right, right, enter) }, 1},
		{"move back", func(d *desk) { d.take("M1", -1, 0, -1, 0) }, func(d *desk) { d.standOn("M1", space, left, space) }, 1},
		{"move to another lane", func(d *desk) { d.take("L2", 0, 0, 0, d.gap("a-host", "b-host")) },
			func(d *desk) { d.standOn("L2", down, space, fyne.KeyTab, enter) }, 1},
		{"keep to one axis", func(d *desk) { d.take("L2", 0, shiftKey, 2, 30) }, func(d *desk) { d.standOn("L2", down, space, right, right, enter) }, 1},
		{"move several", func(d *desk) {
			d.click(d.middle("L1", -1))
			d.clickWith(shiftKey, d.middle("L2", -1))
			d.take("L2", -1, 0, 3, 0)
		}, func(d *desk) {
			d.standOn("L1")
			d.shiftKey(right)
			d.key(space, right, right, right, enter)
		}, 1},
		{"move the end", func(d *desk) { d.pull("C1", endEdge, 2) }, func(d *desk) { d.standOn("C1", space); d.shiftKey(right, right); d.key(enter) }, 1},
		{"move the start", func(d *desk) { d.pull("C1", startEdge, -1) }, func(d *desk) { d.standOn("C1", space); d.ctrl(left); d.key(enter) }, 1},
		{"copy", func(d *desk) { d.take("V1", -1, ctrlKey, 2, 0) }, func(d *desk) {
			d.standOn("V1", space, right, right)
			d.TypedRune('c')
			d.key(enter)
		}, 1},
		{"copy several", func(d *desk) {
			d.click(d.middle("L1", -1))
			d.clickWith(shiftKey, d.middle("L2", -1))
			d.take("L2", -1, ctrlKey, 3, 0)
		}, func(d *desk) {
			d.standOn("L1")
			d.shiftKey(right)
			d.key(space, right, right, right)
			d.TypedRune('c')
			d.key(enter)
		}, 1},
		{"give up", func(d *desk) {
			from := d.middle("V1", -1)
			d.press(from)
			to := d.drag(from, d.dayWidth(), 0)
			d.key(fyne.KeyEscape)
			d.drop(to)
		}, func(d *desk) { d.standOn("V1", space, right, fyne.KeyEscape) }, 0},
		{"add from a template", func(d *desk) { d.carry(flashDeal(d.t.(*testing.T)), flashLane) }, func(d *desk) { d.Place(flashDeal(d.t.(*testing.T))) }, 1},
		{"to the backlog", func(d *desk) {
			from := d.middle("V1", -1)
			d.press(from)
			d.drop(d.drag(from, -from.X-60, 0))
		}, func(d *desk) { d.standOn("V1"); d.TypedRune('b') }, 1},
		{"from the backlog", func(d *desk) {
			e := waiting(d)
			d.do(unscheduled(d.snap.Plan, []string{"V1"}))
			d.carry(e, videoLane)
		}, func(d *desk) {
			e := waiting(d)
			d.do(unscheduled(d.snap.Plan, []string{"V1"}))
			d.Place(e)
		}, 2},
		{"draw a live", func(d *desk) { d.drawLine(liveLane, "", at(d.t, 24, 3, 0), at(d.t, 24, 6, 0)) },
			func(d *desk) { d.standOn("L2"); d.TypedRune('n'); d.key(right, enter) }, 1},
		{"new in the menu of an empty place", func(d *desk) {
			d.OnMenu = func(_ string, spot Spot, _ fyne.Position) { d.NewAt(planner.Live, spot) }
			d.TappedSecondary(&fyne.PointEvent{Position: d.spotAt(at(d.t, 24, 3, 0), liveLane, "")})
		}, func(d *desk) { d.standOn("L2"); d.TypedRune('n'); d.key(right, enter) }, 1},
		{"move by two clicks", func(d *desk) {
			r := d.scene.rect(d.scene.items[d.scene.find("L2", -1)])
			from := fyne.NewPos(r.x0, r.y0+4)
			d.click(d.middle("L2", -1))
			d.Lift("L2")
			d.hover(from)
			d.hover(from.AddXY(d.dayWidth(), 0))
			d.click(from.AddXY(2*d.dayWidth(), 0))
		}, func(d *desk) { d.standOn("L2", space, right, right, enter) }, 1},
		{"take a place that is found", func(d *desk) {
			d.Near = foundAt(d.t.(*testing.T))
			from := d.middle("L2", -1)
			d.press(from)
			to := d.drag(from, d.dayWidth(), 0)
			d.TypedRune('1')
			d.drop(to)
		}, func(d *desk) {
			d.Near = foundAt(d.t.(*testing.T))
			d.standOn("L2", space, right)
			d.TypedRune('1')
		}, 1},
		{"draw a coupon of three days", func(d *desk) { d.drawLine(couponLane, "", at(d.t, 23, 3, 0), at(d.t, 25, 6, 0)) },
			func(d *desk) { d.standOn("C1"); d.TypedRune('n'); d.key(right); d.shiftKey(right, right); d.key(enter) }, 1},
		{"move alone", func(d *desk) { d.take("L1", -1, ctrlKey|altKey, 1, 0) }, func(d *desk) { d.standOn("L1", space, right); d.TypedRune('a'); d.key(enter) }, 1},
		{"move by the hour", func(d *desk) { d.take("C1", -1, altKey, 2.0/24, 0) }, func(d *desk) {
			d.standOn("C1", space)
			d.alt(right)
			d.alt(right)
			d.key(enter)
		}, 1},
	} {
		run := func(path func(*desk)) *desk {
			d := newDesk(t, small(t), nil0, wide()).pencil()
			d.Shelf = func(at fyne.Position) bool { return at.X < 0 }
			d.FocusGained()
			path(d)
			return d
		}
		byPointer, byKeys := run(c.pointer), run(c.keys)
		a, b := byPointer.editor.Snapshot().Plan, byKeys.editor.Snapshot().Plan
		if diff := planner.Diff(a, b); len(diff) > 0 {
			t.Errorf("%s: by pointer %+v, by keys %+v", c.what, diff[0].Before, diff[0].After)
		}
		if x, y := sorted(byPointer.Selected()), sorted(byKeys.Selected()); !slices.Equal(x, y) {
			t.Errorf("%s: selected by pointer %v, by keys %v", c.what, x, y)
		}
		for path, d := range map[string]*desk{"pointer": byPointer, "keys": byKeys} {
			if got := len(d.editor.Steps()); got != c.steps {
				t.Errorf("%s by %s makes %d steps, want %d", c.what, path, got, c.steps)
			}
			for range c.steps {
				if _, err := d.editor.Undo(); err != nil {
					t.Fatal(err)
				}
			}
			if left := planner.Diff(small(t), d.editor.Snapshot().Plan); slices.ContainsFunc(left, func(r planner.RowChange) bool { return r.Table == "events" }) {
				t.Errorf("%s by %s: undone it leaves %v", c.what, path, left)
			}
		}
	}
}
