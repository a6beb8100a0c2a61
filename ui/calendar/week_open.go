package calendar

import (
	"slices"

	"bfplanner/planner"
)

// Minutes that a week shows above and below what it opens at, and as many more above where that is prime time.
const (
	openAir  = 30
	primeAir = 90
)

// opening is what the hour at which a week opens depends on.
type opening struct {
	first  planner.Date
	height float32
}

// place scrolls to the hour that is to be shown.
func (w *week) place(s *scene, days [][]upright) {
	if now := (opening{w.first, s.height}); s.height > s.top {
		if !w.stays && w.opened != now {
			w.opened = now
			w.hour = w.opensAt(s, days)
		}
		s.scroll = w.within(s, w.hour*w.pxPerHour)
		w.want(s)
	}
}

// want brings the first of what is wanted into sight.
func (w *week) want(s *scene) {
	for _, span := range w.wanted {
		if days := w.span(s.scale.loc); !severalDays(span) && !span.Start.Before(days.Start) && span.Start.Before(days.End) {
			w.intoSight(s, span)
			break
		}
	}
	w.wanted = nil
}

// opensAt returns the hour at which the week opens: a little above the first event of its days, but not so early that a
// post in the night leaves the first live out of sight. A week without events opens above prime time, with its last
// stretch in sight.
func (w *week) opensAt(s *scene, days [][]upright) float32 {
	first, from, to := 24*60, 24*60, 0
	for _, list := range days {
		for _, u := range list {
			if u.starts {
				first = min(first, u.from)
				if s.items[u.item].event.Kind == planner.Live && u.from < from {
					from, to = u.from, u.to
				}
			}
		}
	}
	if first == 24*60 {
		first, from, to = 12*60, 12*60, 12*60
		for n := range dayCount {
			for _, h := range primeHours(s.plan, w.first.Add(n)) {
				first = min(first, h[0]-primeAir)
				from, to = max(from, h[0]), max(to, h[1])
			}
		}
	}
	room := int((s.height - s.top) / w.pxPerHour * 60)
	return float32(max(first-openAir, min(from-openAir, to+openAir-room))) / 60
}

// within returns the scroll, or the nearest at which the hours fill the board.
func (w *week) within(s *scene, scroll float32) float32 {
	return fmax(0, fmin(scroll, 24*w.pxPerHour-(s.height-s.top)))
}

// scrollTo scrolls as far as the hours go.
func (w *week) scrollTo(s *scene, scroll float32) {
	s.scroll = w.within(s, scroll)
	w.hour = s.scroll / w.pxPerHour
}

// intoSight scrolls as little as brings the span, or its start where it is too long, into sight.
func (w *week) intoSight(s *scene, span planner.Span) {
	high := fmin(float32(span.Length().Hours())*w.pxPerHour, s.height-s.top-20)
	if y := w.y(s, wallClock(span.Start, s.scale.loc)); y < s.top {
		w.scrollTo(s, s.scroll-(s.top-y+lanePad))
	} else if y+high > s.height {
		w.scrollTo(s, s.scroll+y+high-s.height+lanePad)
	}
	w.stays = true
}

// leftWeek is the week from which another view was opened, what that showed then, and which events were selected.
type leftWeek struct {
	*week
	seen     planner.Span
	selected []string
}

// weekOf returns the week to show of the date: the one shown last, where the date lies in it, with the hours that it
// showed.
func (b *Board) weekOf(d planner.Date) *week {
	w := &week{first: monday(d), wanted: b.chosen()}
	if was := b.left.week; was != nil {
		w.pxPerHour = was.pxPerHour
		if n := d.Sub(was.first); n >= 0 && n < dayCount {
			if w = was; !slices.Equal(b.selected, b.left.selected) {
				w.wanted = b.chosen()
			}
		}
	}
	return w
}

// chosen returns when the selected events are.
func (b *Board) chosen() []planner.Span {
	var list []planner.Span
	for _, id := range b.selected {
		if b.snap != nil {
			if e := b.snap.Plan.Event(id); e != nil && e.Scheduled() {
				list = append(list, e.Span)
			}
		}
	}
	return list
}
