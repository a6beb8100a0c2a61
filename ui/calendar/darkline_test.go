package calendar

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/planner/plantest"
)

// dark is a desk with the line on the 20th, and what it tells.
type dark struct {
	*desk
	asked   int
	dropped []time.Time
}

func newDark(t *testing.T) *dark {
	d := &dark{desk: newDesk(t, small(t), onDay, wide())}
	d.Board.SetLoss(Loss{
		At:    func(time.Time) planner.Money { d.asked++; return planner.Money{Minor: 100, Currency: "USD"} },
		Lines: func(at time.Time) []LossLine { return []LossLine{{Amount: at.Format(time.RFC3339)}} },
		Drop:  func(at time.Time) { d.dropped = append(d.dropped, at) },
	})
	d.Board.SetDark(midnight(20))
	return d
}

// midnight is the instant in the zone of the market that begins a day of November 2024.
func midnight(n int) time.Time {
	loc, _ := time.LoadLocation("America/Los_Angeles")
	return time.Date(2024, time.November, n, 0, 0, 0, 0, loc).UTC()
}

// pull presses at the line and drags by so many pixels, without letting go.
func (d *dark) pull(dx float32) {
	at := d.press()
	d.Board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(dx, 0)}, Dragged: fyne.NewDelta(dx, 0)})
}

// press presses on the line and returns where that is.
func (d *dark) press() fyne.Position {
	at := fyne.NewPos(d.Board.scene.scale.x(d.Board.Dark()), rulerSize+60)
	d.Board.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	return at
}

func (d *dark) release() {
	d.Board.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	d.Board.DragEnd()
}

func TestTheLineIsDraggedAndItsDropAsksForTheDrill(t *testing.T) {
	d := newDark(t)
	before := d.snap.Plan
	d.pull(float32(2 * d.Board.scene.scale.pxPerDay()))
	if got := d.Board.Dark(); !got.Equal(midnight(22)) || len(d.dropped) != 0 {
		t.Fatalf("on the way the line stands at %v, dropped %v", got, d.dropped)
	}
	d.release()
	if len(d.dropped) != 1 || !d.dropped[0].Equal(midnight(22)) {
		t.Errorf("dropped at %v", d.dropped)
	}
	if d.snap.Plan != before {
		t.Error("the plan was changed")
	}
	d.press()
	d.Board.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	if d.Board.dark.held || len(d.dropped) != 1 {
		t.Error("a released line is still held")
	}
}

func TestALineIsHeldInsideTheCampaign(t *testing.T) {
	d := newDark(t)
	c := d.snap.Plan.Sale.Campaign()
	d.Board.SetDark(c.End.AddDate(1, 0, 0))
	if got := d.Board.Dark(); !got.Equal(c.End) {
		t.Errorf("after the end it stands at %v", got)
	}
	d.Board.SetDark(c.Start.AddDate(-1, 0, 0))
	if got := d.Board.Dark(); !got.Equal(c.Start) || !d.Board.VisibleSpan().Contains(got) {
		t.Errorf("before the start it stands at %v, in sight %v", got, d.Board.VisibleSpan())
	}
}

func TestTheKeysMoveTheLine(t *testing.T) {
	d := newDark(t)
	stroke := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			d.Board.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	stroke(fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if got := d.Board.Dark(); !got.Equal(midnight(21)) {
		t.Errorf("right, right, left: %v", got)
	}
	d.keys = fyne.KeyModifierShift
	stroke(fyne.KeyRight)
	if got := d.Board.Dark(); !got.Equal(midnight(21).Add(time.Hour)) {
		t.Errorf("with Shift: %v", got)
	}
	stroke(fyne.KeyReturn)
	if len(d.dropped) != 1 {
		t.Errorf("Enter asks for %d drills", len(d.dropped))
	}
	stroke(fyne.KeyEscape)
	if !d.Board.Dark().IsZero() {
		t.Error("Escape leaves the line")
	}
	stroke(fyne.KeyReturn)
	if len(d.dropped) != 1 {
		t.Error("a line that is gone asks for drills")
	}
}

// A day of the line is a civil day, also over the change of the clock on 3 November.
func TestALineGoesByCivilDays(t *testing.T) {
	d := newDark(t)
	d.Board.SetDark(midnight(3))
	d.Board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got := d.Board.Dark(); !got.Equal(midnight(4)) || got.Sub(midnight(3)) != 25*time.Hour {
		t.Errorf("the day after the 3rd begins at %v", got)
	}
}

func TestAnotherPlanHasNoLine(t *testing.T) {
	d := newDark(t)
	s := *d.snap
	s.Plan = s.Plan.WhatIf("other", "other")
	d.Board.SetSnapshot(&s)
	if !d.Board.Dark().IsZero() || d.Board.keyLine(fyne.KeyRight) {
		t.Error("the line stands on another plan")
	}
	d.Board.SetDark(midnight(20))
	d.asked = 0
	d.Board.Refresh()
	if days := len(d.Board.scene.scale.days()); d.asked == 0 || d.asked > days {
		t.Errorf("a paint asks for %d losses of %d days in sight", d.asked, days)
	}
}

// BenchmarkDragLine measures a tick of dragging the line over 90 days of a plan of 300 events: the loss of each day in sight, that of the
// line, and the repaint. A bar: 20 ms.
func BenchmarkDragLine(b *testing.B) {
	p := plantest.Plan(b, 300)
	d := newDesk(b, p, nil0, wide())
	loc := p.Zone()
	first := planner.DateOf(p.Sale.Span.Start, loc).Add(-30)
	d.show(planner.Span{Start: first.At(0, 0, loc), End: first.Add(90).At(0, 0, loc)})
	model := exposure.New(p, p.Sale.Campaign().Start)
	d.SetLoss(Loss{
		At: func(at time.Time) planner.Money { return model.At(at).Total() },
		Lines: func(at time.Time) []LossLine {
			return []LossLine{{Amount: at.String()}, {Name: "total", Amount: fmt.Sprint(model.At(at).Total().Minor)}}
		},
	})
	d.SetDark(p.Sale.Span.Start)
	at := fyne.NewPos(d.scene.scale.x(d.Dark()), rulerSize+60)
	d.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	step := float32(d.scene.scale.pxPerDay())
	for b.Loop() {
		at.X, step = at.X+step, -step
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(step, 0)})
	}
	b.ReportMetric(float64(len(d.scene.scale.days())), "days")
}
