package calendar

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// about returns a plan whose sale begins three days before the date, with events on the days around it at hours that a
// change of clocks skips or repeats, and at the ends of days.
func about(t testing.TB, date planner.Date) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, "us-2024")
	p.NextID = 100
	loc := p.Zone()
	head := p.Head
	head.Sale.Span = planner.Span{Start: date.Add(-3).At(0, 0, loc), End: date.Add(12).At(0, 0, loc)}
	head.Sale.ReturnsUntil = planner.Date{}
	span := func(day, hour, minute int, length time.Duration) planner.Span {
		from := date.Add(day).At(hour, minute, loc)
		return planner.Span{Start: from, End: from.Add(length)}
	}
	live := func(id string, s planner.Span) *planner.Event {
		half := s.Start.Add(s.Length() / 2)
		return &planner.Event{ID: id, Kind: planner.Live, Span: s, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{
			{Host: "a-host", Span: planner.Span{Start: s.Start, End: half}}, {Host: "b-host", Span: planner.Span{Start: half, End: s.End}}}}}
	}
	events := []*planner.Event{
		live("L1", span(-1, 23, 0, 4*time.Hour)), live("L2", span(0, 1, 30, 2*time.Hour)), live("L3", span(1, 19, 0, 3*time.Hour)),
		{ID: "F1", Kind: planner.Flash, Parent: "L2", Span: span(0, 2, 30, 15*time.Minute), Promo: &planner.Promo{Tool: "live_flash_sale", PercentOff: 2000}},
		{ID: "V1", Kind: planner.Video, Parent: "L3", Span: span(0, 18, 0, planner.PostLength), Clip: &planner.VideoDetail{Type: planner.Teaser}},
		{ID: "C1", Kind: planner.Coupon, Line: "kitchen", Span: planner.Span{Start: date.Add(-1).At(0, 0, loc), End: date.Add(2).At(0, 0, loc)},
			Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2500}},
		{ID: "M1", Kind: planner.Milestone, Span: span(2, 0, 0, time.Hour), Task: &planner.MilestoneDetail{Type: planner.Inbound}},
	}
	for _, e := range events {
		e.Shop, e.Channel = "main", planner.TikTok
	}
	return plantest.Do(t, plantest.Do(t, p, planner.SetHead{Head: head}), planner.Add{Events: events})
}

// TestWhateverIsDoneIsUndone works the board by pointer and keys in any order, over the nights on which clocks change and
// over the ends of years: far out and closer in every move by days keeps the clock, and all undone, the plan is as it was.
func TestWhateverIsDoneIsUndone(t *testing.T) {
	for _, date := range []planner.Date{day(2024, 11, 3), day(2025, 3, 9), day(2024, 12, 31), day(2024, 2, 29)} {
		start := about(t, date)
		d := newDesk(t, start, nil0, wide()).pencil()
		d.Shelf = func(at fyne.Position) bool { return at.X < 0 }
		d.OnDo = func(c planner.Command) { _, _ = d.editor.Do(c) } // what cannot be is refused, and changes nothing
		d.FocusGained()
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(1, 12).Draw(r, "operations") {
				anything(r, d, date)
			}
			d.Cancel()
			d.keys = 0
			if _, err := d.editor.GoTo(0); err != nil {
				r.Fatal(err)
			}
			if left := planner.Diff(start, d.editor.Snapshot().Plan); len(left) != 0 {
				r.Fatalf("all undone, %s %s is %+v, was %+v", left[0].Table, left[0].ID, left[0].After, left[0].Before)
			}
		})
	}
}

// anything does one thing or another on the board.
func anything(r *rapid.T, d *desk, date planner.Date) {
	d.Cancel()
	d.keys = 0
	s := d.scene.scale
	s.pxPerHour = rapid.SampledFrom([]float64{1.5, 4, 12, 45}).Draw(r, "px an hour")
	s.origin = date.Add(rapid.IntRange(-3, 1).Draw(r, "first day")).At(0, 0, s.loc)
	d.look(s)
	mods := rapid.SampledFrom([]fyne.KeyModifier{0, 0, 0, ctrlKey, shiftKey, altKey, ctrlKey | altKey}).Draw(r, "keys held")
	dx := float32(rapid.IntRange(-300, 300).Draw(r, "dx"))
	dy := float32(rapid.IntRange(-90, 90).Draw(r, "dy"))
	if op := rapid.SampledFrom([]string{"drag", "draw", "keys", "undo", "redo"}).Draw(r, "operation"); op == "undo" {
		_, _ = d.editor.Undo()
		return
	} else if op == "redo" {
		_, _ = d.editor.Redo()
		return
	} else if op == "draw" {
		from := fyne.NewPos(d.scene.scale.left+float32(rapid.IntRange(0, 900).Draw(r, "x")), d.scene.top+float32(rapid.IntRange(0, 500).Draw(r, "y")))
		d.press(from)
		d.drop(d.drag(from, dx, dy))
		return
	} else if len(d.scene.items) == 0 {
		return
	} else if op == "drag" {
		it := rapid.SampledFrom(d.scene.items).Draw(r, "block")
		box := d.scene.rect(it)
		from := fyne.NewPos(rapid.SampledFrom([]float32{box.x0 + 1, (box.x0 + box.x1) / 2, box.x1 - 1}).Draw(r, "end"), (box.y0+box.y1)/2)
		before := d.editor.Snapshot().Plan
		d.press(from)
		d.keys = mods
		d.drop(d.drag(from, dx, dy))
		keepsTheClock(r, d, before, mods)
		return
	}
	d.Reveal(rapid.SampledFrom(d.scene.items).Draw(r, "block").event.ID)
	for range rapid.IntRange(1, 6).Draw(r, "strokes") {
		switch k := rapid.SampledFrom([]string{"space", "left", "right", "up", "down", "enter", "escape", "n", "b", "c", "a", "shift", "ctrl", "alt"}).Draw(r, "key"); k {
		case "n", "b", "c", "a":
			d.TypedRune(rune(k[0]))
		case "shift":
			d.shiftKey(fyne.KeyRight)
		case "ctrl":
			d.ctrl(fyne.KeyLeft)
		case "alt":
			d.alt(fyne.KeyRight)
		default:
			d.key(map[string]fyne.KeyName{"space": fyne.KeySpace, "left": fyne.KeyLeft, "right": fyne.KeyRight, "up": fyne.KeyUp, "down": fyne.KeyDown,
				"enter": fyne.KeyReturn, "escape": fyne.KeyEscape}[k])
		}
	}
}

// keepsTheClock holds that what far out was moved by days begins at the hour at which it began, unless there is no such
// hour on that day, and lasts as long.
func keepsTheClock(r *rapid.T, d *desk, before *planner.Plan, mods fyne.KeyModifier) {
	loc := d.scene.scale.loc
	if !d.scene.scale.far() || mods != 0 {
		return
	}
	for _, c := range planner.Diff(before, d.editor.Snapshot().Plan) {
		was, _ := c.Before.(*planner.Event)
		is, _ := c.After.(*planner.Event)
		if was == nil || is == nil || !was.Scheduled() || !is.Scheduled() || was.Span.Start.Equal(is.Span.Start) || was.Span.End.Equal(is.Span.End) {
			continue
		}
		a, b := was.Span.Start.In(loc), is.Span.Start.In(loc)
		want := planner.DateOf(b, loc).At(a.Hour(), a.Minute(), loc)
		if !want.Equal(is.Span.Start) {
			r.Fatalf("%s went from %v to %v", c.ID, a, b)
		}
		if was.Span.Length() < 23*time.Hour && was.Span.Length() != is.Span.Length() {
			r.Fatalf("%s lasted %v and lasts %v", c.ID, was.Span.Length(), is.Span.Length())
		}
	}
}
