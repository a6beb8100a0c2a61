package calendar

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// take presses the block of that event, or of its shift, in its middle or at an edge, and returns the drag and the
// place of the press.
func take(t testing.TB, s *scene, id string, shift int, p part) (*drag, float32, float32) {
	t.Helper()
	i := s.find(id, shift)
	if i < 0 {
		t.Fatalf("%s is not on the board", id)
	}
	s.scale = s.scale.showing(s.items[i].span)
	r := s.rect(s.items[i])
	x, y := (r.x0+r.x1)/2, (r.y0+r.y1)/2
	switch p {
	case startEdge:
		x = r.x0 + 1
	case endEdge:
		x = r.x1 - 1
	}
	h := s.hit(x, y)
	if h.item != i || h.part != p {
		t.Fatalf("pressing %s hits %+v", id, h)
	}
	d := &drag{}
	d.press(s, h, nil)
	return d, x, y
}

func laneY(s *scene, kind laneKind, id string) float32 {
	for i, l := range s.lanes {
		if l.kind == kind && l.id == id {
			r := s.laneRect(i)
			return (r.y0 + r.y1) / 2
		}
	}
	return -1
}

const perDay = 48 // pixels at 2 px an hour

func TestFarOutADragGoesByDaysAndKeepsTheHour(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	for _, c := range []struct {
		id    string
		dx    float32
		start time.Time
	}{
		{"V1", perDay, at(t, 21, 10, 0)}, {"V1", 0.6 * perDay, at(t, 21, 10, 0)}, {"V1", -2.2 * perDay, at(t, 18, 10, 0)},
		{"L2", 3 * perDay, at(t, 26, 19, 0)}, {"L1", -perDay, at(t, 20, 18, 0)}, {"C1", 4 * perDay, at(t, 22, 0, 0)}, {"M1", perDay, at(t, 15, 9, 0)},
	} {
		d, x, y := take(t, s, c.id, -1, body)
		if !d.to(s, x+c.dx, y) {
			t.Errorf("%s by %v px: nothing new", c.id, c.dx)
		}
		cmd := d.command(s)
		if m, ok := cmd.(planner.Move); !ok || m.By != 0 || m.Lane != (planner.Lane{}) {
			t.Fatalf("%s by %v px is %#v", c.id, c.dx, cmd)
		}
		p := plantest.Do(t, s.plan, cmd)
		if got := p.Event(c.id).Span.Start; !got.Equal(c.start) {
			t.Errorf("%s by %v px starts at %v, want %v", c.id, c.dx, got, c.start)
		}
		if got := d.span; got != p.Event(c.id).Span {
			t.Errorf("%s: the ghost stands at %v, the drop at %v", c.id, got, p.Event(c.id).Span)
		}
	}
}

func TestADragOverTheChangeOfClocksKeepsTheHour(t *testing.T) {
	for _, c := range []struct {
		night planner.Date
		from  planner.Date
	}{{day(2024, 11, 3), day(2024, 11, 2)}, {day(2025, 3, 9), day(2025, 3, 8)}} {
		p := small(t)
		loc := pacific(t)
		e := p.Event("L2").At(planner.Span{Start: c.from.At(19, 0, loc), End: c.from.At(21, 0, loc)})
		p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{e}})
		for _, px := range []float64{2, 20} {
			s := sceneOf(t, p, c.from.Add(-2), px, ByHost)
			d, x, y := take(t, s, "L2", -1, body)
			to := s.scale.x(c.from.Add(2).At(19, 0, loc)) - s.scale.x(e.Span.Start)
			d.to(s, x+to, y)
			got := plantest.Do(t, p, d.command(s)).Event("L2").Span
			if want := (planner.Span{Start: c.from.Add(2).At(19, 0, loc), End: c.from.Add(2).At(21, 0, loc)}); got != want {
				t.Errorf("over %v at %v px an hour: %v, want %v", c.night, px, got, want)
			}
			if m := d.command(s).(planner.Move); m.Days != 2 || m.By != 0 {
				t.Errorf("over %v at %v px an hour the move is %d days and %v", c.night, px, m.Days, m.By)
			}
		}
	}
}

func TestCloserInADragSnapsToTheClock(t *testing.T) {
	for _, c := range []struct {
		px   float64
		move time.Duration
		want time.Duration
	}{
		{20, 40 * time.Minute, 30 * time.Minute}, {20, -50 * time.Minute, -time.Hour},
		{40, 40 * time.Minute, 45 * time.Minute}, {40, 26 * time.Hour, 26 * time.Hour}, {200, -7 * time.Minute, 0},
	} {
		s := sceneOf(t, small(t), day(2024, 11, 21), c.px, ByHost)
		d, x, y := take(t, s, "L1", -1, body)
		d.to(s, x+float32(c.move.Hours()*c.px), y)
		cmd := d.command(s)
		if c.want == 0 {
			if cmd != nil {
				t.Errorf("%v at %v px is %#v", c.move, c.px, cmd)
			}
			continue
		}
		if got := plantest.Do(t, s.plan, cmd).Event("L1").Span.Start.Sub(s.plan.Event("L1").Span.Start); got != c.want {
			t.Errorf("%v at %v px an hour moves by %v, want %v", c.move, c.px, got, c.want)
		}
	}
}

func TestALiveTakesItsOwnAlong(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	d, x, y := take(t, s, "L1", -1, body)
	d.to(s, x+perDay, y)
	p := plantest.Do(t, s.plan, d.command(s))
	if got := p.Event("F1").Span.Start; !got.Equal(at(t, 22, 19, 0)) {
		t.Errorf("the flash deal of the live starts at %v", got)
	}
	others := changed(s.plan, p, "L1")
	if len(others) != 1 || others[0].ID != "F1" {
		t.Errorf("beside the live these changed: %v", others)
	}
}

func TestLanesDecideWhoAndWhere(t *testing.T) {
	p := small(t)
	for _, c := range []struct {
		what  string
		id    string
		shift int
		mode  LaneMode
		kind  laneKind
		lane  string
		check func(*planner.Event) bool
	}{
		{"a lone shift to another host", "L2", 0, ByHost, hostLane, "c-host", func(e *planner.Event) bool { return e.Live.Shifts[0].Host == "c-host" }},
		{"one of two shifts to another host", "L1", 1, ByHost, hostLane, "d-host", func(e *planner.Event) bool {
			return e.Live.Shifts[0].Host == "a-host" && e.Live.Shifts[1].Host == "d-host"
		}},
		{"a session to another studio", "L1", -1, ByStudio, studioLane, "s2", func(e *planner.Event) bool { return e.Live.Studio == "s2" }},
		{"a video to another channel", "V1", -1, ByHost, channelLane, "instagram", func(e *planner.Event) bool { return e.Channel == "instagram" }},
		{"a session does not become a coupon", "L1", -1, ByHost, couponLane, "", nil},
		{"a session has no host's lane", "L1", -1, ByHost, hostLane, "a-host", nil},
		{"a milestone stays one", "M1", -1, ByHost, channelLane, "instagram", nil},
	} {
		s := sceneOf(t, p, day(2024, 11, 13), 2, c.mode)
		d, x, _ := take(t, s, c.id, c.shift, body)
		d.to(s, x, laneY(s, c.kind, c.lane))
		cmd := d.command(s)
		if c.check == nil {
			if cmd != nil {
				t.Errorf("%s: %#v", c.what, cmd)
			}
			continue
		}
		if cmd == nil {
			t.Errorf("%s: no edit", c.what)
			continue
		}
		if e := plantest.Do(t, p, cmd).Event(c.id); !c.check(e) || e.Span != p.Event(c.id).Span {
			t.Errorf("%s: %#v gives %+v %+v", c.what, cmd, e, e.Live)
		}
	}
}

func TestEdgesResize(t *testing.T) {
	p := small(t)
	for _, c := range []struct {
		what  string
		id    string
		px    float64
		part  part
		hours float32
		want  planner.Span
	}{
		{"a coupon's end by days", "C1", 2, endEdge, 50, planner.Span{Start: at(t, 18, 0, 0), End: at(t, 24, 0, 0)}},
		{"a coupon's start by days", "C1", 2, startEdge, -20, planner.Span{Start: at(t, 17, 0, 0), End: at(t, 22, 0, 0)}},
		{"a coupon's end by the clock", "C1", 10, endEdge, -3.1, planner.Span{Start: at(t, 18, 0, 0), End: at(t, 21, 21, 0)}},
		{"a live's end", "L1", 20, endEdge, 1.2, planner.Span{Start: at(t, 21, 18, 0), End: at(t, 21, 23, 0)}},
		{"a live's start", "L1", 40, startEdge, 0.6, planner.Span{Start: at(t, 21, 18, 30), End: at(t, 21, 22, 0)}},
		{"an end before the start", "L1", 20, endEdge, -9, planner.Span{}},
	} {
		s := sceneOf(t, p, day(2024, 11, 18), c.px, ByHost)
		if c.px > 10 {
			s.scale.origin = at(t, 21, 12, 0)
		}
		d, x, y := take(t, s, c.id, -1, c.part)
		d.to(s, x+c.hours*float32(c.px), y)
		cmd := d.command(s)
		if c.want.IsZero() {
			if cmd != nil {
				t.Errorf("%s: %#v", c.what, cmd)
			}
			continue
		}
		e := plantest.Do(t, p, cmd).Event(c.id)
		if e.Span != c.want {
			t.Errorf("%s: %v, want %v", c.what, e.Span, c.want)
		}
		if e.Live != nil && (e.Live.Shifts[0].Span.Start != c.want.Start || e.Live.Shifts[1].Span.End != c.want.End) {
			t.Errorf("%s: shifts %v do not fill the session", c.what, e.Live.Shifts)
		}
	}
}

func TestShiftsStayInTheirSession(t *testing.T) {
	p := small(t)
	s := sceneOf(t, p, day(2024, 11, 21), 30, ByHost)
	s.scale.origin = at(t, 21, 12, 0)
	session := p.Event("L1").Span
	shifts := func(cmd planner.Command) []planner.Shift { return plantest.Do(t, p, cmd).Event("L1").Live.Shifts }

	d, x, y := take(t, s, "L1", 1, body)
	d.to(s, x-30, y)
	if got := shifts(d.command(s)); got[1].Span != (planner.Span{Start: at(t, 21, 19, 0), End: at(t, 21, 21, 0)}) || got[0].Span.Start != session.Start {
		t.Errorf("an hour earlier: %v", got)
	}
	if d.to(s, x+600, y); d.command(s) != nil {
		t.Errorf("beyond the session's end: %#v", d.command(s))
	}
	if d.to(s, x-600, y); shifts(d.command(s))[0].Span.Start != session.Start {
		t.Errorf("beyond the session's start: %v", shifts(d.command(s)))
	}

	d, x, y = take(t, s, "L1", 1, startEdge)
	d.to(s, x+30, y)
	if got := shifts(d.command(s)); !got[0].Span.End.Equal(at(t, 21, 21, 0)) || !got[1].Span.Start.Equal(at(t, 21, 21, 0)) {
		t.Errorf("a hand-over an hour later: %v", got)
	}
}

func TestFarOutAShiftTakesItsSessionAlong(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	d, x, y := take(t, s, "L1", 1, body)
	d.to(s, x+perDay, y)
	if got := plantest.Do(t, s.plan, d.command(s)).Event("L1").Span.Start; !got.Equal(at(t, 22, 18, 0)) {
		t.Errorf("the session starts at %v", got)
	}
}

func TestAGroupMovesTogetherAndKeepsItsLanes(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	i := s.find("V1", -1)
	r := s.rect(s.items[i])
	d := &drag{}
	d.press(s, s.hit(r.x0+4, r.y0+4), []string{"C1", "V1", "M1"})
	d.to(s, r.x0+4+perDay, laneY(s, channelLane, "instagram"))
	m := d.command(s).(planner.Move)
	if len(m.IDs) != 3 || m.Lane != (planner.Lane{}) {
		t.Fatalf("the move is %+v", m)
	}
	p := plantest.Do(t, s.plan, m)
	for _, id := range m.IDs {
		if gap := p.Event(id).Span.Start.Sub(s.plan.Event(id).Span.Start); gap != 24*time.Hour {
			t.Errorf("%s moved by %v", id, gap)
		}
	}
	d.press(s, s.hit(r.x0+4, r.y0+4), []string{"C1", "M1"})
	if len(d.ids) != 1 {
		t.Errorf("a block outside the selection takes %v along", d.ids)
	}
}

func TestStatesOfADrag(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	d := &drag{}
	if d.active() || d.command(s) != nil || d.to(s, 400, 400) {
		t.Error("an idle drag does something")
	}
	d, x, y := take(t, s, "V1", -1, body)
	if d.phase != pressed || d.active() || d.command(s) != nil {
		t.Error("a press alone is a drag")
	}
	if d.to(s, x+1, y) || d.phase != dragging || d.command(s) != nil {
		t.Error("a drag by a pixel changes something")
	}
	if !d.to(s, x+perDay, y) || d.to(s, x+perDay+2, y) {
		t.Error("a new day is news, two pixels more are not")
	}
	if !d.to(s, x, y) || d.command(s) != nil {
		t.Error("back where it was the drag still changes something")
	}
	d.to(s, x+perDay, y)
	if d.cancel(); d.active() || d.command(s) != nil || d.phase != idle {
		t.Error("a cancelled drag goes on")
	}
	d.press(s, s.hit(600, s.height-3), nil)
	if d.to(s, 700, 300); d.grip != gripPan || d.active() || d.command(s) != nil {
		t.Error("dragging an empty place is more than panning")
	}
}

func TestRiskDaysAreDrawnWhole(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	y := phaseRow + 5
	d := &drag{}
	x := s.scale.x(at(t, 22, 9, 0))
	d.press(s, s.hit(x, y), nil)
	d.to(s, s.scale.x(at(t, 21, 20, 0)), y)
	if want := (planner.Span{Start: at(t, 21, 0, 0), End: at(t, 23, 0, 0)}); d.span != want || !d.active() || d.command(s) != nil {
		t.Errorf("drawn %v, want %v", d.span, want)
	}
}

func TestATemplateBecomesAnEvent(t *testing.T) {
	p := small(t)
	s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost)
	e := &planner.Event{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, 48*time.Hour), Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000}}
	d := &drag{}
	d.template(e, pacific(t))
	d.to(s, s.scale.x(at(t, 25, 3, 0)), laneY(s, couponLane, ""))
	n := plantest.Do(t, p, d.command(s))
	if n.Events.Len() != p.Events.Len()+1 {
		t.Fatalf("%d events, had %d", n.Events.Len(), p.Events.Len())
	}
	for _, e := range changed(p, n, "") {
		if want := span(t, 25, 9, 48*time.Hour); e.Kind != planner.Coupon || e.Span != want {
			t.Errorf("placed %+v, want it at %v", e, want)
		}
	}
	video := &planner.Event{Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Span: span(t, 1, 9, planner.PostLength), Clip: &planner.VideoDetail{Type: planner.Tutorial}}
	d.template(video, pacific(t))
	d.to(s, s.scale.x(at(t, 25, 12, 0)), laneY(s, channelLane, "instagram"))
	if got := d.command(s).(planner.Add).Events[0]; got.Channel != "instagram" || got.Span.Start != at(t, 25, 9, 0) {
		t.Errorf("on the lane of another channel the video is %+v", got)
	}
}

func TestAnEventOfTheBacklogGetsATime(t *testing.T) {
	p := small(t)
	waiting := *p.Event("V1")
	waiting.Span = planner.Span{}
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&waiting}})
	s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost)
	d := &drag{}
	d.template(p.Event("V1"), pacific(t))
	d.to(s, s.scale.x(at(t, 25, 3, 0)), laneY(s, videoLane, ""))
	n := plantest.Do(t, p, d.command(s))
	if got, want := n.Event("V1").Span, span(t, 25, usualHour, planner.PostLength); got != want || n.Events.Len() != p.Events.Len() {
		t.Errorf("it stands at %v, want %v; %d events, were %d", got, want, n.Events.Len(), p.Events.Len())
	}
}

func TestKeysMoveALiftedBlock(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	d := &drag{}
	d.lift(s.items[s.find("L2", 0)], nil)
	d.nudge(s, 1, 0)
	d.nudge(s, 1, 0)
	d.nudge(s, 0, 1)
	d.nudge(s, 0, 1)
	d.nudge(s, 0, -1)
	d.nudge(s, 0, -1)
	d.nudge(s, 0, 1)
	if d.to(s, 9, 9) {
		t.Error("the pointer moves what keys hold")
	}
	e := plantest.Do(t, s.plan, d.command(s)).Event("L2")
	if !e.Span.Start.Equal(at(t, 25, 19, 0)) || e.Live.Shifts[0].Host != "b-host" {
		t.Errorf("two days and a lane on it is %v with %v", e.Span, e.Live.Shifts)
	}
	near := sceneOf(t, small(t), day(2024, 11, 23), 40, ByHost)
	d.lift(near.items[near.find("L2", -1)], nil)
	d.nudge(near, -2, 0)
	if got := d.span.Start; !got.Equal(at(t, 23, 18, 30)) {
		t.Errorf("two steps earlier closer in it starts at %v", got)
	}
}

// TestAnyDragThenItsReverseIsNothing drags blocks about at any zoom, and back. Hours that a change to summer time
// skips are left out, since no drag can keep them.
func TestAnyDragThenItsReverseIsNothing(t *testing.T) {
	full := plantest.Plan(t, 250)
	rapid.Check(t, func(r *rapid.T) {
		px := rapid.Float64Range(minPxPerHour, 100).Draw(r, "px an hour")
		mode := LaneMode(rapid.IntRange(0, 1).Draw(r, "mode"))
		s := sceneOf(t, full, day(2024, 10, 28), px, mode)
		i := rapid.IntRange(0, len(s.items)-1).Draw(r, "block")
		it := s.items[i]
		s.scale = s.scale.showing(it.span)
		d := drag{}
		box := s.rect(it)
		x := box.x0 + 1
		h := hit{part: body, item: i, lane: it.lane, flag: -1, at: s.scale.at(x)}
		d.press(s, h, nil)
		x1 := x + float32(rapid.IntRange(-900, 900).Draw(r, "dx"))
		y1 := float32(rapid.IntRange(0, 800).Draw(r, "y"))
		d.to(s, x1, y1)
		there := d.command(s)
		if there == nil {
			return
		}
		moved, err := there.Apply(*full)
		if err != nil {
			r.Fatalf("%#v: %v", there, err)
		}
		back := sceneOf(t, &moved, day(2024, 10, 28), px, mode)
		back.scale.origin = s.scale.origin
		var b drag
		id, shift := it.event.ID, it.shift
		j := back.find(id, shift)
		b.press(back, hit{part: body, item: j, lane: back.items[j].lane, flag: -1, at: back.items[j].span.Start}, nil)
		b.grab = 0
		b.to(back, back.scale.x(it.span.Start), laneY(back, s.lanes[it.lane].kind, s.lanes[it.lane].id))
		home, err := b.command(back).Apply(moved)
		if err != nil {
			r.Fatalf("%#v: %v", b.command(back), err)
		}
		if was, is := full.Event(id), home.Event(id); !reflect.DeepEqual(was, is) {
			r.Fatalf("%s was %+v, came back as %+v by %#v and %#v", id, was, is, there, b.command(back))
		}
	})
}
