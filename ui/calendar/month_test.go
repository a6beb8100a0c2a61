package calendar

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// gridOf lays a plan out on a board of 1000 by 700 in the month or the week.
func gridOf(t testing.TB, p *planner.Plan, g grid) *scene {
	t.Helper()
	s := &scene{plan: p, mode: byDate, height: 700, grid: g}
	s.scale.loc, s.scale.right = p.Zone(), 1000
	s.lanes = lanesOf(p, byDate)
	s.items = itemsOf(p, byDate, s.lanes)
	g.lay(s)
	return s
}

func (s *scene) piecesOf(id string) []piece {
	var list []piece
	for _, p := range s.pieces {
		if s.items[p.item].event.ID == id {
			list = append(list, p)
		}
	}
	return list
}

func TestMonthShowsEachEventOnItsDays(t *testing.T) {
	p := small(t)
	m := &month{first: day(2024, 11, 11), weeks: 3}
	s := gridOf(t, p, m)
	for id, dates := range map[string][]int{"V1": {20}, "L1": {21}, "L2": {23}, "C1": {18, 19, 20, 21}, "A1": {19, 20, 21, 22, 23}, "M1": {14}, "F1": {21}} {
		list := s.piecesOf(id)
		if len(list) != 1 {
			t.Errorf("%s stands %d times", id, len(list))
			continue
		}
		first, _ := m.cell(s, day(2024, 11, dates[0]))
		last, _ := m.cell(s, day(2024, 11, dates[len(dates)-1]))
		if r := list[0].r; r.x0 < first.x0 || r.x0 > first.x0+8 || r.x1 > last.x1 || r.x1 < last.x1-8 || r.y0 < first.y0+cellHead || r.y1 > first.y1 {
			t.Errorf("%s stands at %v, its days are %v to %v", id, r, first, last)
		}
	}
}

func TestABarGoesOnInTheNextWeek(t *testing.T) {
	p := small(t)
	e := p.Event("C1").At(planner.Span{Start: at(t, 16, 10, 0), End: at(t, 26, 10, 0)})
	s := gridOf(t, plantest.Do(t, p, planner.Change{Events: []*planner.Event{e}}), &month{first: day(2024, 11, 11), weeks: 3})
	list := s.piecesOf("C1")
	if len(list) != 3 {
		t.Fatalf("a coupon over three weeks has %d pieces", len(list))
	}
	for i, want := range [][2]bool{{true, false}, {false, false}, {false, true}} {
		if list[i].starts != want[0] || list[i].ends != want[1] {
			t.Errorf("piece %d starts %v, ends %v", i, list[i].starts, list[i].ends)
		}
	}
}

func TestCellsOfAMonthHoldTheirDates(t *testing.T) {
	p := small(t)
	for _, first := range []planner.Date{day(2024, 10, 28), day(2025, 3, 3), day(2024, 12, 23)} { // nights of another length, a year's end
		m := &month{first: first, weeks: 3}
		s := gridOf(t, p, m)
		for n := range 21 {
			d := first.Add(n)
			c, ok := m.cell(s, d)
			got := planner.DateOf(m.at(s, c.x0+1, c.y0+1, place{}), s.scale.loc)
			late := planner.DateOf(m.at(s, c.x1-1, c.y1-1, place{}), s.scale.loc)
			if !ok || got != d || late != d {
				t.Errorf("the cell of %s begins on %s and ends on %s", d, got, late)
			}
		}
		if _, ok := m.cell(s, first.Add(21)); ok {
			t.Error("a date beyond the last week has a cell")
		}
	}
}

func TestNothingOverlapsInAMonthAndWhatHidesIsCounted(t *testing.T) {
	full := plantest.Plan(t, 700)
	rapid.Check(t, func(r *rapid.T) {
		m := &month{first: monday(day(2024, 10, 14)).Add(dayCount * rapid.IntRange(0, 8).Draw(r, "week")), weeks: rapid.IntRange(minWeeks, maxWeeks).Draw(r, "weeks")}
		s := gridOf(t, full, m)
		shown := map[planner.Date]int{}
		for i, a := range s.pieces {
			for _, b := range s.pieces[i+1:] {
				if a.r.x0 < b.r.x1 && b.r.x0 < a.r.x1 && a.r.y0 < b.r.y1 && b.r.y0 < a.r.y1 {
					r.Fatalf("%v and %v overlap", a.r, b.r)
				}
			}
			if h := s.hit((a.r.x0+a.r.x1)/2, (a.r.y0+a.r.y1)/2); h.item != a.item || h.part != body {
				r.Fatalf("the middle of %v is %+v", a.r, h)
			}
			first, last := datesOf(s.items[a.item].span, s.scale.loc)
			for n := range dayCount * m.weeks {
				d := m.first.Add(n)
				c, _ := m.cell(s, d)
				if !d.Before(first) && !last.Before(d) && a.r.y0 > c.y0 && a.r.y1 <= c.y1 {
					shown[d]++
				}
			}
		}
		hidden := map[planner.Date]int{}
		for _, x := range s.mores {
			hidden[x.date] = x.count
		}
		for n := range dayCount * m.weeks {
			if d := m.first.Add(n); shown[d]+hidden[d] != len(s.onDate(d)) {
				r.Fatalf("on %s %d are shown and %d counted of %d", d, shown[d], hidden[d], len(s.onDate(d)))
			}
		}
	})
}

func TestAFullDayShowsItsLiveFirst(t *testing.T) {
	p := small(t)
	var posts []*planner.Event
	for i := range 12 {
		posts = append(posts, &planner.Event{ID: fmt.Sprint("V9", i), Kind: planner.Video, Shop: "main", Channel: planner.TikTok,
			Span: span(t, 23, 6, planner.PostLength).Shift(time.Duration(i) * time.Hour), Clip: &planner.VideoDetail{Type: planner.Unboxing}})
	}
	d := newDesk(t, plantest.Do(t, p, planner.Add{Events: posts}), nil0, wide())
	d.SetView(Month)
	d.Reveal("L2")
	if len(d.scene.piecesOf("L2")) != 1 {
		t.Error("posts push the live off its day")
	}
	var told planner.Date
	var ids []string
	d.OnDay = func(date planner.Date, list []string, _ fyne.Position) { told, ids = date, list }
	for _, m := range d.scene.mores {
		if m.date == day(2024, 11, 23) {
			d.click(fyne.NewPos((m.r.x0+m.r.x1)/2, (m.r.y0+m.r.y1)/2))
		}
	}
	if told != day(2024, 11, 23) || len(ids) != 14 {
		t.Errorf("a click on the count tells of %d events on %s", len(ids), told)
	}
}

func TestMonthMovesByTheDayAndKeepsTheHour(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	d.SetView(Month)
	d.Reveal("L1")
	cell, _ := d.scene.grid.(*month).cell(&d.scene, day(2024, 11, 21))
	from := d.middle("L1", -1)
	d.press(from)
	to := d.drag(from, 2*cell.w()+9, 0)
	if len(d.ghost.verdict.fresh) != 2 { // its flash deal goes along
		t.Errorf("over the 23rd %d findings are new", len(d.ghost.verdict.fresh))
	}
	d.drop(to)
	if got := d.event("L1").Span; got != span(t, 23, 18, 4*time.Hour) {
		t.Errorf("dragged two days on it is %v", got)
	}
	d.Reveal("L2")
	d.key(fyne.KeySpace, fyne.KeyDown, fyne.KeyLeft, fyne.KeyReturn)
	if got := d.event("L2").Span; got != span(t, 29, 19, 2*time.Hour) {
		t.Errorf("a week and a day back by keys it is %v", got)
	}
	d.Reveal("C1")
	r := d.scene.piecesOf("C1")[0].r
	end := fyne.NewPos(r.x1-1, (r.y0+r.y1)/2)
	d.press(end)
	d.drop(d.drag(end, cell.w(), 0))
	if got := d.event("C1").Span.End; !got.Equal(at(t, 23, 0, 0)) {
		t.Errorf("pulled by a day its end is %v", got)
	}
}

func TestMonthTakesATemplateToADay(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.SetView(Month)
	d.GoTo(at(t, 26, 0, 0))
	c, _ := d.scene.grid.(*month).cell(&d.scene, day(2024, 11, 26))
	d.BeginTemplate(flashDeal(t), fyne.NewPos(-50, 200))
	d.DragTo(fyne.NewPos((c.x0+c.x1)/2, (c.y0+c.y1)/2))
	d.Drop()
	if got := d.Selected(); len(got) != 1 || !d.event(got[0]).Span.Start.Equal(at(t, 26, 18, 0)) {
		t.Errorf("dropped on the 26th: %v", got)
	}
}
