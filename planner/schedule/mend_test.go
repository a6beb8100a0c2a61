package schedule

import (
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

func TestMendTakesBack(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	d := newDraft(p, start(p))
	for _, s := range stages {
		s.do(d)
	}
	long := kind(d.work, planner.Live, func(e *planner.Event) bool { return e.Span.Length() == 8*time.Hour })[0]
	video := kind(d.work, planner.Video, seeding)[0]
	pinned := &planner.Event{ID: "V1", Kind: planner.Video, Pinned: true, Span: video.Span, Clip: video.Clip}
	d.given = plantest.Do(t, p, planner.Add{Events: []*planner.Event{pinned}})
	d.put(pinned)
	children := len(d.work.Children(long.ID))
	before := d.work.Events.Len()
	check := func(p *planner.Plan, _ time.Time) []rules.Finding {
		list := []rules.Finding{
			{Rule: "a", Severity: rules.Block, Events: []string{"V1"}},
			{Rule: "b", Severity: rules.Warn, Events: []string{kind(p, planner.Coupon, nil)[0].ID}},
			{Rule: "c", Severity: rules.Block, Events: []string{"gone"}},
		}
		if p.Event(long.ID) != nil {
			list = append(list, rules.Finding{Rule: "d", Severity: rules.Block, Events: []string{long.ID}})
		}
		if e := p.Event(video.ID); e.Scheduled() {
			list = append(list, rules.Finding{Rule: "e", Severity: rules.Block, Events: []string{"V1", video.ID}})
		}
		return list
	}
	if err := d.mend(t.Context(), check); err != nil {
		t.Fatal(err)
	}
	if d.work.Event(long.ID) != nil || len(d.work.Children(long.ID)) > 0 || d.work.Events.Len() != before-1-children {
		t.Errorf("%d events left of %d: want the live and its %d teasers and deals gone, and nothing else", d.work.Events.Len(), before, children)
	}
	if d.work.Event(video.ID).Scheduled() || !d.work.Event("V1").Scheduled() {
		t.Error("the video must go back to the backlog, the pinned one stay")
	}
}

func TestSolveLeavesEventsOfNoShopAlone(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	span := clock(t, p, "2024-11-01 18:00", "2024-11-01 18:15")
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{Kind: planner.Video, Channel: planner.TikTok, Span: span, Clip: &planner.VideoDetail{Type: planner.Unboxing}},
		{Kind: planner.Coupon, Channel: planner.TikTok, Span: clock(t, p, "2024-11-20 00:00", "2024-11-21 00:00"),
			Promo: &planner.Promo{Tool: couponTool, PercentOff: 2000, PlatformShare: -1}},
	}})
	got, _ := solve(t, p, start(p))
	for _, e := range p.Events.All() {
		if !reflect.DeepEqual(got.Event(e.ID), e) {
			t.Errorf("%s was touched", e.ID)
		}
	}
	for _, e := range kind(got, planner.Coupon, func(e *planner.Event) bool { return e.Shop != "" }) {
		if e.Span.Overlaps(clock(t, p, "2024-11-19 00:00", "2024-11-22 00:00")) {
			t.Errorf("%s at %v meets the coupon of every shop or what was claimed of either", e.ID, e.Span)
		}
	}
}

func TestEditTellsEventsApart(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	planned, _ := solve(t, p, start(p))
	live := kind(planned, planner.Live, nil)[6]
	mirrored := *live
	mirrored.Note, mirrored.Live = "bring the red box", &planner.LiveDetail{Shifts: live.Live.Shifts, Studio: live.Live.Studio, Mirrors: []string{"youtube"}}
	p = plantest.Do(t, planned, planner.Change{Events: []*planner.Event{&mirrored}})
	p = plantest.Do(t, p, planner.Remove{IDs: []string{kind(p, planner.Coupon, nil)[2].ID}})
	got, batch := solve(t, p, start(p))
	if e := got.Event(live.ID); e.Note != mirrored.Note || !reflect.DeepEqual(e.Live.Mirrors, mirrored.Live.Mirrors) {
		t.Errorf("the note or the mirrors of %s are lost", live.ID)
	}
	for _, c := range batch.Commands {
		if add, ok := c.(planner.Add); !ok || len(add.Events) != 1 || add.Events[0].Kind != planner.Coupon {
			t.Errorf("want the coupon added again and nothing else, got %#v", c)
		}
	}
	if len(got.Events.All()) != len(planned.Events.All()) {
		t.Errorf("%d events, want %d again", got.Events.Len(), planned.Events.Len())
	}
}
