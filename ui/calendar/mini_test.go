package calendar

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/filter"
	"bfplanner/ui/look"
)

func TestTheMiniMapFramesWhatIsSeen(t *testing.T) {
	whole := planner.Span{Start: at(t, 1, 0, 0), End: at(t, 1, 0, 0).Add(100 * 24 * time.Hour)}
	for _, c := range []struct {
		from, length time.Duration
		want         [2]float32
	}{
		{10 * 24 * time.Hour, 20 * 24 * time.Hour, [2]float32{100, 300}},
		{-5 * 24 * time.Hour, 15 * 24 * time.Hour, [2]float32{0, 100}},
		{50 * 24 * time.Hour, time.Hour, [2]float32{500, 510}},        // wide enough to be taken hold of
		{100*24*time.Hour - 1, 24 * time.Hour, [2]float32{990, 1000}}, // and inside the strip
	} {
		g := mini{whole: whole, seen: planner.Span{Start: whole.Start.Add(c.from), End: whole.Start.Add(c.from + c.length)}, width: 1000}
		if a, z := g.frame(); a < c.want[0]-0.6 || a > c.want[0]+0.6 || z < c.want[1]-0.6 || z > c.want[1]+0.6 {
			t.Errorf("%v from %v is framed from %v to %v, want %v", c.length, c.from, a, z, c.want)
		}
		if back := g.at(g.x(whole.Start.Add(c.length))); back.Sub(whole.Start.Add(c.length)).Abs() > 2*time.Minute {
			t.Errorf("there and back is %v off", back.Sub(whole.Start.Add(c.length)))
		}
	}
}

func TestTheMiniMapMovesEveryView(t *testing.T) {
	for _, v := range Views {
		d := newDesk(t, small(t), nil0, wide())
		d.SetView(v)
		m := d.MiniMap()
		m.Resize(fyne.NewSize(600, 30))
		x := m.geometry().x(at(t, 24, 0, 0))
		m.MouseDown(mouse(fyne.NewPos(x, 10)))
		if !d.VisibleSpan().Contains(at(t, 24, 0, 0)) {
			t.Errorf("%s: a press on the 24th shows %v", v, d.VisibleSpan())
		}
		was := d.VisibleSpan().Start
		m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x-80, 10)}})
		m.DragEnd()
		if !d.VisibleSpan().Start.Before(was) {
			t.Errorf("%s: dragged to the left it begins at %v, it was %v", v, d.VisibleSpan().Start, was)
		}
	}
}

func TestTheSliderZooms(t *testing.T) {
	for _, v := range Views {
		d := newDesk(t, small(t), nil0, wide())
		d.SetView(v)
		for _, level := range []float64{0, 1, 0.5} {
			d.SetZoomLevel(level)
			if got := d.ZoomLevel(); got < level-0.11 || got > level+0.11 {
				t.Errorf("%s: set to %v the zoom is %v", v, level, got)
			}
		}
	}
}

func TestColoursTellWhatTheyAreAskedFor(t *testing.T) {
	d := newDesk(t, small(t), onDay, wide())
	p := d.snap.Plan
	letters := func(by ColorBy, id, host string) string {
		d.SetColorBy(by)
		return d.tints(look.Current()).of(p.Event(id), host).letter
	}
	for _, c := range []struct {
		by       ColorBy
		id, host string
		want     string
	}{
		{ColorByKind, "L1", "", "L"}, {ColorByKind, "A1", "", "O"}, {ColorByHost, "L1", "b-host", "B"}, {ColorByHost, "L1", "", "A"}, {ColorByHost, "C1", "", "C"},
		{ColorByChannel, "A1", "", "I"}, {ColorByRisk, "L2", "", "W"}, {ColorByRisk, "V1", "", "V"},
	} {
		if got := letters(c.by, c.id, c.host); got != c.want {
			t.Errorf("by %s the letter of %s is %q, want %q", c.by, c.id, got, c.want)
		}
	}
	if d.SetColorBy(ColorByRisk); len(d.Legend()) != 4 || !d.Legend()[0].Hatch || d.Legend()[0].Letter != "B" {
		t.Errorf("the legend of risk is %+v", d.Legend())
	}
	if d.tints(look.Current()).severe(rules.Block) == d.tints(look.Current()).severe(rules.Warn) {
		t.Error("two severities have one colour")
	}
}

func TestTheFilterDimsOrHides(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	d.SetFilter(filter.Filter{Kind: planner.Live}, false)
	if kept, all := d.Kept(); kept != 2 || all != 7 || !d.sifted["V1"] || d.scene.find("V1", -1) < 0 {
		t.Errorf("%d of %d are kept, the post stands there: %v", kept, all, d.scene.find("V1", -1) >= 0)
	}
	d.SetFilter(filter.Filter{Kind: planner.Live}, true)
	if d.scene.find("V1", -1) >= 0 || d.scene.find("L1", -1) < 0 {
		t.Error("hidden, the post stands or the live does not")
	}
	d.SetFilter(filter.Filter{}, true)
	if d.scene.find("V1", -1) < 0 {
		t.Error("without a filter the post is gone")
	}
}

func TestLanesByLineAndChannel(t *testing.T) {
	d := newDesk(t, small(t), nil0, wide())
	lines := d.snap.Plan.Lines.All()
	d.SetLaneMode(ByLine)
	from, to := d.middle("C1", -1), laneY(&d.scene, lineLane, lines[1].ID)
	d.press(from)
	d.drop(d.drag(from, 0, to-from.Y))
	if got := d.event("C1").Line; got != lines[1].ID {
		t.Errorf("dropped on the lane of %s the coupon is of %s", lines[1].ID, got)
	}
	d.SetLaneMode(ByChannel)
	if l := d.scene.lanes[d.scene.items[d.scene.find("A1", -1)].lane]; l.kind != allOfChannel || l.id != "instagram" {
		t.Errorf("the ad stands in lane %v %q", l.kind, l.id)
	}
	d.SetLaneMode(ByKind)
	for _, l := range d.scene.lanes {
		if l.kind == hostLane || l.kind == studioLane {
			t.Errorf("by kind there is a lane of %q", l.id)
		}
	}
}

func TestAnotherPlansEventsAreOutlined(t *testing.T) {
	for _, v := range Views {
		d := newDesk(t, small(t), nil0, wide())
		d.SetView(v)
		d.Reveal("L2")
		before := len(d.texts())
		moved := d.event("L2").At(span(t, 24, 19, 2*time.Hour))
		d.SetOutline([]*planner.Event{d.event("L1"), moved}, "What if 1")
		list := d.texts()
		if len(list) <= before || list[len(list)-1] == "" {
			t.Errorf("%s: %d texts with an outline, %d without", v, len(list), before)
		}
		if d.SetOutline(nil, ""); len(d.texts()) != before {
			t.Errorf("%s: the outline stays", v)
		}
	}
}
