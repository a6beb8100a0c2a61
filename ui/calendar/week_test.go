package calendar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestWeekStandsOnTheMarketsClock(t *testing.T) {
	p := small(t)
	for _, first := range []planner.Date{day(2024, 10, 28), day(2024, 11, 18), day(2025, 3, 3)} {
		w := &week{first: first, clocks: 3}
		s := gridOf(t, p, w)
		for n := range dayCount {
			x0, x1 := w.column(s, n)
			for _, minute := range []int{0, 6 * 60, 14*60 + 45, 23*60 + 45} {
				got := w.at(s, (x0+x1)/2, w.y(s, minute), place{})
				if want := first.Add(n).At(minute/60, minute%60, s.scale.loc); !got.Equal(want) {
					t.Errorf("column %d of %s at minute %d is %v, want %v", n, first, minute, got, want)
				}
			}
		}
	}
}

func TestWeekPartsDaysFromHours(t *testing.T) {
	p := small(t)
	late := p.Event("L2").At(span(t, 23, 22, 4*time.Hour)) // into the next day
	shifts := *late.Live
	shifts.Shifts = []planner.Shift{{Host: "a-host", Span: late.Span}}
	late.Live = &shifts
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{late}})
	w := &week{first: day(2024, 11, 18), clocks: 3}
	s := gridOf(t, p, w)
	for id, n := range map[string]int{"V1": 1, "L1": 1, "L2": 2, "F1": 1, "C1": 1, "A1": 1} {
		list := s.piecesOf(id)
		if len(list) != n {
			t.Errorf("%s has %d pieces, want %d", id, len(list), n)
			continue
		}
		if long := id == "C1" || id == "A1"; long == list[0].upright {
			t.Errorf("%s stands among the hours: %v", id, list[0].upright)
		}
	}
	parts := s.piecesOf("L2")
	if !parts[0].starts || parts[0].ends || parts[1].starts || !parts[1].ends || parts[1].r.y0 != w.y(s, 0) {
		t.Errorf("over midnight it stands as %+v", parts)
	}
	live, deal := s.piecesOf("L1")[0], s.piecesOf("F1")[0]
	if deal.r.x0 < live.textTo || deal.r.x1 > live.r.x1 || live.textTo == 0 {
		t.Errorf("the flash deal stands at %v, its live at %v with text to %v", deal.r, live.r, live.textTo)
	}
}

func TestBlocksOfADayStandBesideEachOther(t *testing.T) {
	list := []upright{{from: 60, drawn: 180}, {from: 90, drawn: 120, narrow: true}, {from: 120, drawn: 240}, {from: 300, drawn: 360}}
	beside(list)
	for i, want := range []struct{ left, wide float32 }{{0, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0, 1}} {
		if list[i].left != want.left || list[i].wide != want.wide {
			t.Errorf("block %d takes %v from %v, want %+v", i, list[i].wide, list[i].left, want)
		}
	}
	list = []upright{{from: 60, drawn: 180}, {from: 90, drawn: 120, narrow: true}}
	if beside(list); list[0].wide < 2*list[1].wide {
		t.Errorf("a post takes %v beside %v of a live", list[1].wide, list[0].wide)
	}
}

func TestWeekMovesAndResizesByTheQuarterHour(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	d.SetView(Week)
	d.Reveal("L2")
	w := d.scene.grid.(*week)
	x0, x1 := w.column(&d.scene, 0)
	from := d.middle("L2", -1)
	d.press(from)
	d.drop(d.drag(from, -2*(x1-x0), 1.25*w.pxPerHour))
	if got := d.event("L2").Span; got != span(t, 21, 20, 2*time.Hour).Shift(15*time.Minute) {
		t.Errorf("dragged two days back and an hour and a quarter down it is %v", got)
	}
	r := d.scene.piecesOf("L2")[0].r
	end := fyne.NewPos((r.x0+r.x1)/2, r.y1-1)
	d.MouseMoved(mouse(end))
	if d.over.part != endEdge || !d.upDown() {
		t.Errorf("its lower end is part %d, up and down: %v", d.over.part, d.upDown())
	}
	d.press(end)
	d.drop(d.drag(end, 0, 0.5*w.pxPerHour))
	if got := d.event("L2").Span.Length(); got != 150*time.Minute {
		t.Errorf("pulled down by half an hour it lasts %v", got)
	}
	d.Reveal("L2")
	d.key(fyne.KeySpace, fyne.KeyRight, fyne.KeyUp, fyne.KeyReturn)
	if got := d.event("L2").Span.Start; !got.Equal(at(t, 22, 20, 0)) {
		t.Errorf("by keys a day on and a step up it starts at %v", got)
	}
}

func TestWhatLastsForDaysMovesByTheDayInAWeek(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.SetView(Week)
	d.Reveal("A1")
	w := d.scene.grid.(*week)
	x0, x1 := w.column(&d.scene, 0)
	from := d.middle("A1", -1)
	d.press(from)
	d.drop(d.drag(from, x1-x0, 200)) // the hours below do not matter
	if got := d.event("A1").Span; got != (planner.Span{Start: at(t, 20, 0, 0), End: at(t, 25, 0, 0)}) {
		t.Errorf("dragged by a day it is %v", got)
	}
}

func TestViewsKeepTimeAndSelection(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.Reveal("L2")
	for _, v := range []View{Week, Month, Timeline, Month, Week, Timeline} {
		d.SetView(v)
		if d.View() != v {
			t.Fatalf("the view is %s, want %s", d.View(), v)
		}
		if got := d.VisibleSpan(); !got.Contains(d.event("L2").Span.Start) || len(d.Selected()) != 1 {
			t.Errorf("%s shows %v with %v selected", v, got, d.Selected())
		}
		if len(d.Blocks()) == 0 || len(d.texts()) == 0 {
			t.Errorf("%s shows nothing", v)
		}
	}
}

func TestAMarqueeSelectsInGrids(t *testing.T) {
	for _, v := range []View{Month, Week} {
		d := newDesk(t, small(t), nil0, wide())
		d.SetView(v)
		d.Reveal("L1")
		r := d.scene.rect(d.scene.items[d.scene.find("L1", -1)])
		d.keys = shiftKey
		from := fyne.NewPos(r.x0-2, r.y1+6)
		d.press(from)
		d.drop(d.drag(from, 12, -10))
		if got := d.Selected(); !slices.Contains(got, "L1") || slices.Contains(got, "L2") {
			t.Errorf("%s: a frame about the live selects %v", v, got)
		}
	}
}

func TestArrowsWalkGrids(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.SetView(Month)
	d.Reveal("V1")
	d.key(fyne.KeyRight)
	if d.cursor.id != "L1" {
		t.Errorf("after the post comes %s", d.cursor.id)
	}
	d.Reveal("M1")
	d.key(fyne.KeyDown)
	if d.cursor.id != "L1" {
		t.Errorf("a week below the milestone is %s", d.cursor.id)
	}
	d.SetView(Week)
	d.Reveal("V1")
	d.key(fyne.KeyRight)
	if d.cursor.id != "L1" && d.cursor.id != "F1" {
		t.Errorf("a day after the post is %s", d.cursor.id)
	}
}

func TestTheTimelineOpensAfterAStartInAnotherView(t *testing.T) {
	for _, v := range []View{Month, Week} {
		d := newDesk(t, small(t), nil0, wide())
		b := New(d.book.In("en"), Deps{})
		b.SetView(v)
		d.window.SetContent(b)
		b.SetSnapshot(d.editor.Snapshot())
		if b.View() != v || !b.VisibleSpan().Overlaps(d.event("L1").Span) && v == Month {
			t.Errorf("it starts as %s with %v", b.View(), b.VisibleSpan())
		}
		seen := b.VisibleSpan()
		b.SetView(Timeline)
		if got := b.VisibleSpan(); got.Length() > 60*24*time.Hour || got.Length() < 24*time.Hour || !got.Overlaps(seen) {
			t.Errorf("after %s the timeline shows %v", v, got)
		}
	}
}
