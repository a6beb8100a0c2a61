package calendar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
)

// View returns how the board shows the plan.
func (b *Board) View() View {
	switch b.scene.grid.(type) {
	case *month:
		return Month
	case *week:
		return Week
	}
	return Timeline
}

// SetView shows the plan in another way, about the same time: the selected event where it is in sight, else the middle
// of what was seen.
func (b *Board) SetView(v View) {
	if v == b.View() {
		return
	}
	focus := time.Time{}
	if b.snap != nil {
		focus = b.focusTime()
		if w := b.left.week; v == Week && w != nil && b.left.seen == b.VisibleSpan() && (len(b.selected) == 0 || slices.Equal(b.selected, b.left.selected)) {
			focus = w.first.At(12, 0, b.zone()) // back from where nothing was moved
		}
	}
	b.turnTo(v, focus)
}

// turnTo shows the plan in another way, about the instant.
func (b *Board) turnTo(v View, focus time.Time) {
	b.letGo()
	s := &b.scene
	left, leaves := s.grid.(*week)
	s.scale.step, s.scroll = 0, 0
	switch v {
	case Month:
		s.grid = &month{first: monday(planner.DateOf(focus, b.zone())).Add(-dayCount)}
	case Week:
		s.grid = b.weekOf(planner.DateOf(focus, b.zone()))
	default:
		s.grid, s.top = nil, rulerSize
		if b.snap != nil && s.scale.pxPerHour == 0 { // it was never shown
			half := saleView(b.snap.Plan).Length() / 2
			b.frame = planner.Span{Start: focus.Add(-half), End: focus.Add(half)}
		} else if b.snap != nil {
			s.scale.origin, b.frame = focus, planner.Span{}
			s.scale = s.scale.pan((s.scale.right - s.scale.left) / 2)
		}
	}
	if b.snap == nil {
		return
	}
	b.rebuild()
	b.viewed()
	if leaves {
		b.left = leftWeek{left, b.VisibleSpan(), b.Selected()}
	}
}

// begin shows what is looked at first of a plan: its sale, and in the week the present once seeding has begun.
func (b *Board) begin(s *editor.Snapshot) {
	loc := s.Plan.Zone()
	b.scene.scale.loc, b.left = loc, leftWeek{}
	switch g := b.scene.grid.(type) {
	case *month:
		g.fit(&b.scene, saleView(s.Plan))
	case *week:
		t := s.Plan.Sale.Span.Start
		if days := s.Plan.Horizon(); len(days) > 0 && !planner.DateOf(s.Now, loc).Before(days[0]) && s.Now.Before(s.Plan.Sale.Span.End) {
			t = s.Now
		}
		*g = week{first: monday(planner.DateOf(t, loc)), pxPerHour: g.pxPerHour}
	default:
		b.frame = saleView(s.Plan)
	}
}

// zone returns the market's zone, UTC before there is a plan.
func (b *Board) zone() *time.Location {
	if b.scene.scale.loc == nil {
		return time.UTC
	}
	return b.scene.scale.loc
}

// focusTime returns the instant about which another view is opened.
func (b *Board) focusTime() time.Time {
	span := b.VisibleSpan()
	if span.IsZero() {
		return b.snap.Plan.Sale.Span.Start
	}
	for _, id := range b.selected {
		if e := b.snap.Plan.Event(id); e != nil && span.Contains(e.Span.Start) {
			return e.Span.Start
		}
	}
	if span.Contains(b.snap.Now) {
		return b.snap.Now
	}
	return span.Start.Add(span.Length() / 2)
}

// Previous and Next turn the page: a month's weeks, a week, or most of what the timeline shows.
func (b *Board) Previous() { b.turn(-1) }

// Next shows what comes after.
func (b *Board) Next() { b.turn(1) }

func (b *Board) turn(by int) {
	if b.snap == nil {
		return
	}
	switch g := b.scene.grid.(type) {
	case *month:
		g.first = g.first.Add(by * dayCount * max(1, g.weeks-1))
	case *week:
		if g.first = g.first.Add(by * dayCount); !g.scrolled {
			g.stays, g.wanted = false, b.chosen()
		}
	default:
		b.look(b.scene.scale.pan(float32(-by) * 0.8 * (b.scene.scale.right - b.scene.scale.left)))
		return
	}
	b.viewed()
}

// GoToNow brings the present into the middle of the view.
func (b *Board) GoToNow() {
	if b.snap == nil {
		return
	}
	now := b.snap.Now
	if g := b.scene.grid; g != nil {
		if m, ok := g.(*month); ok {
			m.first = monday(planner.DateOf(now, b.scene.scale.loc)).Add(-dayCount)
		}
		b.showSpan(planner.Span{Start: now, End: now.Add(time.Hour)})
		return
	}
	s := b.scene.scale
	s.origin = now
	b.look(s.pan((s.right - s.left) / 2))
}

// showSpan moves the view as little as brings the span into sight.
func (b *Board) showSpan(span planner.Span) {
	if g := b.scene.grid; g != nil {
		g.show(&b.scene, span)
		b.viewed()
		return
	}
	b.look(b.scene.scale.showing(span))
}

// panBy moves what is shown by pixels.
func (b *Board) panBy(dx, dy float32) {
	if g := b.scene.grid; g != nil {
		g.pan(&b.scene, dx, dy)
		b.viewed()
		return
	}
	b.scene.scroll -= dy
	b.look(b.scene.scale.pan(dx))
}

// arrangeGrid lays the month or the week out, within the campaign.
func (b *Board) arrangeGrid(g grid) {
	s := &b.scene
	whole := b.snap.Plan.Sale.Campaign()
	first, last := monday(planner.DateOf(whole.Start, s.scale.loc)), monday(planner.DateOf(whole.End.Add(-1), s.scale.loc))
	clamp := func(d planner.Date, days int) planner.Date {
		if d.Before(first.Add(-days + dayCount)) {
			return first.Add(-days + dayCount)
		}
		if last.Before(d) {
			return last
		}
		return d
	}
	switch g := g.(type) {
	case *month:
		g.first = clamp(g.first, dayCount*g.weeks)
	case *week:
		g.first, g.clocks = clamp(g.first, dayCount), len(b.zones())
	}
	s.pieces, s.mores = s.pieces[:0], s.mores[:0]
	g.lay(s)
}

// nudgeGrid moves what is lifted by an arrow key in a grid.
func (d *drag) nudgeGrid(s *scene, dx, dy int) bool {
	days, steps := s.grid.step(dx, dy)
	switch {
	case d.phase != dragging:
		return false
	case d.grip == gripDraw:
		return d.aim(d.span.MoveDays(days, s.scale.loc).Shift(time.Duration(steps)*s.scale.grid()), d.lane, shift{})
	case d.grip != gripMove:
		return false
	}
	span := shift{-d.ends[0].days, -d.ends[0].by}.apply(d.span, s.scale.loc) // before keys moved its start
	start := span.MoveDays(days, s.scale.loc).Start.Add(time.Duration(steps) * s.scale.grid())
	return d.moveTo(s, start, d.lane)
}

// lengthwise returns how far an arrow key goes along the axis on which blocks are stretched.
func (b *Board) lengthwise(step [2]int) int {
	if _, ok := b.scene.grid.(*week); ok {
		return step[1]
	}
	return step[0]
}

// openCell opens what a click on a grid means beside events: the list of a full day, the week of a date.
func (b *Board) openCell(h hit) {
	switch {
	case h.part == moreLabel && h.more < len(b.scene.mores) && b.OnDay != nil:
		m := b.scene.mores[h.more]
		k := kit.Enlarged(b)
		b.OnDay(m.date, b.scene.onDate(m.date), fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(m.r.x0*k, m.r.y1*k))
	case h.part == dateLabel:
		b.turnTo(Week, h.at)
	}
}

// onDate returns the events that a grid shows on the date.
func (s *scene) onDate(d planner.Date) []string {
	return s.eventsOf(func(it item) bool {
		first, last := datesOf(it.span, s.scale.loc)
		return !d.Before(first) && !last.Before(d)
	})
}

// upDown reports whether the ends of the block under the pointer lie above and below it.
func (b *Board) upDown() bool {
	_, ok := b.scene.grid.(*week)
	return ok && b.over.item >= 0 && !severalDays(b.scene.items[b.over.item].span)
}

func resizeCursor(upDown bool) desktop.Cursor {
	if upDown {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}
