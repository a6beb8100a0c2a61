package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
)

// hover moves the pointer, no button pressed.
func (d *desk) hover(at fyne.Position) {
	d.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func TestClickThenClickMoves(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.click(d.middle("L2", -1))
	d.Lift("L2")
	start := d.scene.rect(d.scene.items[d.scene.find("L2", -1)])
	from := fyne.NewPos(start.x0, start.y0+4)
	d.hover(from)
	d.hover(from.AddXY(3, 2))
	if !d.Board.drag.span.Start.Equal(at(t, 23, 19, 0)) {
		t.Error("a trembling hand moved what was lifted")
	}
	to := from.AddXY(2*d.dayWidth(), 0)
	d.hover(to)
	if !d.Board.drag.span.Start.Equal(at(t, 25, 19, 0)) || len(d.editor.Steps()) != 0 {
		t.Errorf("the pointer carries it to %v", d.Board.drag.span)
	}
	d.hover(from.AddXY(d.dayWidth(), 0))
	d.press(fyne.NewPos(5, 5)) // beside the days: nothing
	if !d.Board.drag.active() {
		t.Error("a click on the corner put it down")
	}
	d.click(to)
	if got := d.event("L2").Span.Start; !got.Equal(at(t, 25, 19, 0)) || len(d.editor.Steps()) != 1 || d.Board.drag.active() {
		t.Errorf("put down at %v in %d steps", got, len(d.editor.Steps()))
	}
	d.Lift("L2")
	d.hover(from)
	d.hover(to.AddXY(90, 0))
	d.key(fyne.KeyEscape)
	if len(d.editor.Steps()) != 1 || !slices.Equal(d.Selected(), []string{"L2"}) {
		t.Error("Escape put it down")
	}
}

func TestAMenuKnowsWhereItWasOpened(t *testing.T) {
	for _, c := range []struct {
		what   string
		px     float64
		lane   laneKind
		id     string
		at     time.Time
		kind   planner.Kind
		want   planner.Span
		onHost string
	}{
		{"a coupon far out", 2, couponLane, "", at(t, 26, 11, 0), planner.Coupon, planner.Span{Start: at(t, 26, 0, 0), End: at(t, 27, 0, 0)}, ""},
		{"a live far out", 2, liveLane, "", at(t, 26, 11, 0), planner.Live, span(t, 26, 17, 2*time.Hour), "b-host"},
		{"a live by the clock", 20, liveLane, "", at(t, 26, 11, 10), planner.Live, span(t, 26, 11, 2*time.Hour), "b-host"},
		{"a live of a host", 20, hostLane, "c-host", at(t, 26, 11, 0), planner.Live, span(t, 26, 11, 2*time.Hour), "c-host"},
		{"a video where coupons stand", 20, couponLane, "", at(t, 26, 11, 0), planner.Video, span(t, 26, 11, planner.PostLength), ""},
	} {
		d := newDesk(t, small(t), nil0, wide()).pencil()
		d.near(c.px, 25)
		var got Spot
		d.OnMenu = func(id string, spot Spot, _ fyne.Position) {
			if id != "" {
				t.Errorf("%s: the place is %s", c.what, id)
			}
			got = spot
		}
		d.TappedSecondary(&fyne.PointEvent{Position: d.spotAt(c.at, c.lane, c.id)})
		if got.At.IsZero() || got.ByDays != (c.px < nearPxPerHour) {
			t.Fatalf("%s: the menu is at %+v", c.what, got)
		}
		d.NewAt(c.kind, got)
		if len(d.Selected()) != 1 || len(d.editor.Steps()) != 1 {
			t.Fatalf("%s: %d steps", c.what, len(d.editor.Steps()))
		}
		e := d.event(d.Selected()[0])
		if e.Kind != c.kind || e.Span != c.want || c.onHost != "" && e.Hosts()[0] != c.onHost {
			t.Errorf("%s: %s %v %v, want %v", c.what, e.Kind, e.Span, e.Hosts(), c.want)
		}
	}
}
