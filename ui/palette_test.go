package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
)

func TestEveryTemplateOfThePaletteCanBePutOnThePlan(t *testing.T) {
	g := withPlan(t, nil)
	for i, x := range g.palette() {
		e := x.Make()
		if e.Kind != x.Kind || e.Span.Length() <= 0 || g.words.T(x.Name) == x.Name {
			t.Errorf("%s makes a %s of %v", x.Name, e.Kind, e.Span.Length())
		}
		g.board.Place(e)
		if got := g.plan().Events.Len(); got != i+1 {
			t.Fatalf("%s: %d events, want %d", x.Name, got, i+1)
		}
		if len(g.selection) != 1 || g.plan().Event(g.selection[0]).Kind != x.Kind {
			t.Errorf("%s: selected %v", x.Name, g.selection)
		}
		if at := g.plan().Event(g.selection[0]).Span.Start; !g.board.VisibleSpan().Contains(at) {
			t.Errorf("%s: it stands at %v, out of sight", x.Name, at)
		}
	}
	lengths := map[time.Duration]bool{}
	off := map[planner.BasisPoints]bool{}
	for _, e := range g.plan().Events.All() {
		if e.Live != nil {
			lengths[e.Span.Length()] = true
			if last := e.Live.Shifts[len(e.Live.Shifts)-1]; !last.Span.End.Equal(e.Span.End) {
				t.Errorf("the shifts %v do not fill %v", e.Live.Shifts, e.Span)
			}
		}
		if e.Kind == planner.Coupon {
			off[e.Promo.PercentOff] = true
		}
	}
	if !lengths[2*time.Hour] || !lengths[8*time.Hour] || !off[2000] || !off[3000] {
		t.Errorf("lives of %v, coupons of %v", lengths, off)
	}
}

func TestTheBacklogGivesEventsATimeAndTakesItAway(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	was := g.plan().Event(id)
	g.board.TypedRune('b')
	if g.plan().Event(id).Scheduled() || len(g.backlog.Waiting()) != 1 {
		t.Fatalf("b leaves it at %v", g.plan().Event(id).Span)
	}
	g.board.Place(g.timed(g.plan().Event(id)))
	if e := g.plan().Event(id); e.Span.Length() != was.Span.Length() || len(g.backlog.Waiting()) != 0 || g.plan().Events.Len() != 1 {
		t.Errorf("put back it stands at %v, was %v", e.Span, was.Span)
	}
	p := g.backlog.Object().Size()
	if !g.overBacklog(fyne.NewPos(p.Width/2, p.Height/2+60)) || g.overBacklog(fyne.NewPos(p.Width+40, 200)) {
		t.Error("the panel is not where it is")
	}
}
