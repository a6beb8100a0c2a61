package calendar

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// sceneOf lays a plan out on a board of 1300 by 800 that shows the days from one date.
func sceneOf(t testing.TB, p *planner.Plan, from planner.Date, pxPerHour float64, mode LaneMode) *scene {
	t.Helper()
	s := &scene{plan: p, scale: axis(t, from, pxPerHour), mode: mode, top: rulerSize, height: 800}
	s.lanes = lanesOf(p, mode)
	s.items = itemsOf(p, mode, s.lanes)
	pack(s.lanes, s.items, s.scale)
	s.row, s.total = stack(s.lanes, s.height-s.top)
	return s
}

// at returns an instant of November 2024 on the clock of the US presets.
func at(t testing.TB, d, hour, minute int) time.Time {
	return day(2024, 11, d).At(hour, minute, pacific(t))
}

func span(t testing.TB, d, hour int, length time.Duration) planner.Span {
	from := at(t, d, hour, 0)
	return planner.Span{Start: from, End: from.Add(length)}
}

// small is a plan with one event of each sort: a video, a live of two hosts, a live of one, a coupon over days, a
// flash deal, an ad elsewhere and a milestone.
func small(t testing.TB) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	p.NextID = 100
	live := span(t, 21, 18, 4*time.Hour)
	half := live.Start.Add(2 * time.Hour)
	events := []*planner.Event{
		{ID: "V1", Kind: planner.Video, Span: span(t, 20, 10, planner.PostLength), Clip: &planner.VideoDetail{Type: planner.Unboxing}},
		{ID: "L1", Kind: planner.Live, Span: live, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{
			{Host: "a-host", Span: planner.Span{Start: live.Start, End: half}}, {Host: "b-host", Span: planner.Span{Start: half, End: live.End}}}}},
		{ID: "L2", Kind: planner.Live, Span: span(t, 23, 19, 2*time.Hour), Live: &planner.LiveDetail{Studio: "s1",
			Shifts: []planner.Shift{{Host: "a-host", Span: span(t, 23, 19, 2*time.Hour)}}}},
		{ID: "C1", Kind: planner.Coupon, Line: p.Lines.All()[0].ID, Span: planner.Span{Start: at(t, 18, 0, 0), End: at(t, 22, 0, 0)},
			Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2500}},
		{ID: "F1", Kind: planner.Flash, Parent: "L1", Span: span(t, 21, 19, 20*time.Minute), Promo: &planner.Promo{Tool: "live_flash_sale", PercentOff: 2000}},
		{ID: "A1", Kind: planner.Ad, Channel: "instagram", Span: planner.Span{Start: at(t, 19, 0, 0), End: at(t, 24, 0, 0)}, Ad: &planner.AdDetail{Daily: 100}},
		{ID: "M1", Kind: planner.Milestone, Span: span(t, 14, 9, time.Hour), Task: &planner.MilestoneDetail{Type: planner.Inbound}},
	}
	for _, e := range events {
		e.Shop = "main"
		if e.Channel == "" {
			e.Channel = planner.TikTok
		}
	}
	return plantest.Do(t, p, planner.Add{Events: events})
}

func TestLanesStandInOrder(t *testing.T) {
	p := small(t)
	for _, c := range []struct {
		mode LaneMode
		want []laneKey
	}{
		{ByHost, []laneKey{{videoLane, ""}, {liveLane, ""}, {hostLane, "a-host"}, {hostLane, "b-host"}, {hostLane, "c-host"}, {hostLane, "d-host"},
			{couponLane, ""}, {flashLane, ""}, {channelLane, "instagram"}, {milestoneLane, ""}}},
		{ByStudio, []laneKey{{videoLane, ""}, {studioLane, "s1"}, {studioLane, "s2"}, {couponLane, ""}, {flashLane, ""},
			{channelLane, "instagram"}, {milestoneLane, ""}}},
	} {
		lanes := lanesOf(p, c.mode)
		if len(lanes) != len(c.want) {
			t.Fatalf("mode %d: %d lanes, want %d", c.mode, len(lanes), len(c.want))
		}
		for i, l := range lanes {
			if (laneKey{l.kind, l.id}) != c.want[i] {
				t.Errorf("mode %d: lane %d is %v %q, want %v", c.mode, i, l.kind, l.id, c.want[i])
			}
		}
	}
}

func TestEveryEventStandsInItsLanes(t *testing.T) {
	p := small(t)
	s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost)
	stands := map[string][]laneKind{}
	for _, it := range s.items {
		stands[it.event.ID] = append(stands[it.event.ID], s.lanes[it.lane].kind)
	}
	for id, want := range map[string]int{"V1": 1, "L1": 3, "L2": 2, "C1": 1, "F1": 1, "A1": 1, "M1": 1} {
		if len(stands[id]) != want {
			t.Errorf("%s stands in lanes %v, want %d of them", id, stands[id], want)
		}
	}
	if k := stands["A1"][0]; k != channelLane {
		t.Errorf("the ad stands in lane kind %d", k)
	}
	backlog := *p.Event("V1")
	backlog.Span = planner.Span{}
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&backlog}})
	if s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost); s.find("V1", -1) >= 0 {
		t.Error("an event without a time stands on the board")
	}
}

func TestNothingOverlapsAndEverythingIsHit(t *testing.T) {
	full := plantest.Plan(t, 700)
	rapid.Check(t, func(r *rapid.T) {
		px := rapid.Float64Range(minPxPerHour, 60).Draw(r, "px an hour")
		from := day(2024, 10, 14).Add(rapid.IntRange(-5, 50).Draw(r, "day"))
		s := sceneOf(t, full, from, px, LaneMode(rapid.IntRange(0, 1).Draw(r, "mode")))
		s.scroll = float32(rapid.IntRange(0, 3000).Draw(r, "scroll"))
		ends := map[[2]int]float32{}
		for i, it := range s.items {
			box := s.rect(it)
			if it.folded {
				continue
			}
			row := [2]int{it.lane, it.row}
			if last, ok := ends[row]; ok && box.x0 < last {
				r.Fatalf("%s overlaps its neighbour in lane %d row %d by %v", it.event.ID, it.lane, it.row, last-box.x0)
			}
			ends[row] = box.x1
			x, y := (box.x0+box.x1)/2, (box.y0+box.y1)/2
			if x < s.scale.left || x >= s.scale.right || y < s.top || y >= s.height {
				continue
			}
			if h := s.hit(x, y); h.item != i || h.part == spot {
				r.Fatalf("the middle of block %d %s is %+v", i, it.event.ID, h)
			}
		}
	})
}

func TestLanesFillTheirHeight(t *testing.T) {
	p := small(t)
	for _, h := range []float32{500, 716, 1200} {
		s := sceneOf(t, p, day(2024, 11, 13), 2, ByHost)
		row, total := stack(s.lanes, h)
		if total != h {
			t.Errorf("lanes fill %v of %v", total, h)
		}
		if row < rowMin+rowGap || row > rowMax+rowGap {
			t.Errorf("rows of %v at height %v", row, h)
		}
		y := float32(0)
		for i, l := range s.lanes {
			if l.y != y || l.h < float32(l.rows)*row {
				t.Errorf("lane %d stands at %v with height %v for %d rows", i, l.y, l.h, l.rows)
			}
			y += l.h
		}
	}
	s := sceneOf(t, plantest.Plan(t, 2000), day(2024, 11, 1), 2, ByHost)
	if _, total := stack(s.lanes, 300); total <= 300 {
		t.Errorf("2,000 events fit into 300 px: %v", total)
	}
}

func TestFlashDealsOfAnEveningAreFoldedFarOut(t *testing.T) {
	p := small(t)
	var deals []*planner.Event
	for i := range 6 {
		s := span(t, 21, 18, 15*time.Minute).Shift(time.Duration(i) * 30 * time.Minute)
		deals = append(deals, &planner.Event{ID: fmt.Sprint("F9", i), Kind: planner.Flash, Shop: "main", Channel: planner.TikTok, Span: s, Promo: &planner.Promo{Tool: "live_flash_sale"}})
	}
	p = plantest.Do(t, p, planner.Add{Events: deals})
	for _, c := range []struct {
		px     float64
		rows   int
		folded int
	}{{2, 3, 4}, {60, 2, 0}} {
		s := sceneOf(t, p, day(2024, 11, 20), c.px, ByHost)
		folded, stands := 0, 0
		for _, it := range s.items {
			if it.folded {
				folded++
			}
			stands += it.stands
		}
		l := s.lanes[s.items[s.find("F1", -1)].lane]
		if l.rows != c.rows || folded != c.folded || stands != folded {
			t.Errorf("at %v px an hour: %d rows, %d folded, chips stand for %d; want %d rows, %d folded", c.px, l.rows, folded, stands, c.rows, c.folded)
		}
	}
}

func TestHitTellsThePartsApart(t *testing.T) {
	s := sceneOf(t, small(t), day(2024, 11, 13), 2, ByHost)
	s.flags = []Flag{{Span: planner.Span{Start: at(t, 29, 0, 0), End: at(t, 30, 0, 0)}}}
	c := s.rect(s.items[s.find("C1", -1)])
	v := s.rect(s.items[s.find("V1", -1)])
	dates := phaseRow + dateRow/2
	flag := s.scale.x(at(t, 29, 12, 0))
	for _, x := range []struct {
		what string
		x, y float32
		want part
	}{
		{"middle of a coupon", (c.x0 + c.x1) / 2, c.y0 + 3, body},
		{"start of a coupon", c.x0 + 1, c.y0 + 3, startEdge},
		{"end of a coupon", c.x1 - 1, c.y0 + 3, endEdge},
		{"beyond the coupon", c.x1 + 3, c.y0 + 3, spot},
		{"a post has no edges", v.x0 + 1, v.y0 + 3, body},
		{"name of a lane", 20, c.y0, laneName},
		{"dates", 500, dates, rulerDate},
		{"phases", 500, 5, ruler},
		{"load", 500, rulerSize - 2, ruler},
		{"corner", 20, 5, nothing},
		{"name of a risk window", flag, s.height - 5, riskLabel},
		{"above that name", flag, s.height - 40, spot},
	} {
		if got := s.hit(x.x, x.y).part; got != x.want {
			t.Errorf("%s: part %d, want %d", x.what, got, x.want)
		}
	}
	if s.scale.pxPerHour = 30; !s.scale.trueLength(item{event: s.plan.Event("L1"), span: span(t, 21, 18, time.Hour), until: at(t, 21, 19, 0).Unix()}) {
		t.Error("closer in a live of an hour is not as long as it lasts")
	}
}

func TestTailTakesTheToolsMinutes(t *testing.T) {
	p := small(t)
	e := *p.Event("C1")
	promo := *e.Promo
	promo.Valid = 90
	e.Promo = &promo
	if got := tailOf(p, &e).Length(); got != 90*time.Minute {
		t.Errorf("a coupon valid for 90 minutes has a tail of %v", got)
	}
	promo.Valid = 0
	if got, want := tailOf(p, &e).Length(), time.Duration(p.Tool("sale_coupon").ValidMinutes)*time.Minute; got != want {
		t.Errorf("tail of %v, the tool says %v", got, want)
	}
	if !tailOf(p, p.Event("L1")).IsZero() {
		t.Error("a live has a coupon's tail")
	}
}

func TestLoadRanksDays(t *testing.T) {
	load := loadOf(small(t))
	if load[day(2024, 11, 21)] != 1 {
		t.Errorf("the day with four hours live has load %v", load[day(2024, 11, 21)])
	}
	if a, b := load[day(2024, 11, 23)], load[day(2024, 11, 14)]; a <= b || b <= 0 || load[day(2024, 11, 16)] != 0 {
		t.Errorf("two hours live %v, a milestone %v, nothing %v", a, b, load[day(2024, 11, 16)])
	}
	if n := len(loadOf(plantest.Empty(t, "us-2024"))); n != 0 {
		t.Errorf("an empty plan is busy on %d days", n)
	}
}
