package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/backlog"
	"bfplanner/ui/inspector"
)

// patterns are the templates of the palette, in its order: each is one of the New menu, made more special.
var patterns = []struct {
	id     string // its name is the translation "calendar.new.<id>"
	of     string // the template of the New menu
	length time.Duration
	hour   int
	fill   func(*planner.Plan, *planner.Event)
}{
	{"unboxing", "video", 0, 9, nil},
	{"tutorial", "video", 0, 9, clipOf(planner.Tutorial)},
	{"teaser", "video", 0, 9, clipOf(planner.Teaser)},
	{"milestone", "milestone", 0, 9, nil},
	{"live2", "live", 2 * time.Hour, 17, nil},
	{"live8", "live", 8 * time.Hour, 12, shareShifts},
	{"coupon20", "coupon", 0, 0, percentOff(2000)},
	{"coupon30", "coupon", 0, 0, percentOff(3000)},
	{"flash", "flash", 0, 18, nil},
}

func clipOf(kind string) func(*planner.Plan, *planner.Event) {
	return func(_ *planner.Plan, e *planner.Event) { e.Clip.Type = kind }
}

func percentOff(off planner.BasisPoints) func(*planner.Plan, *planner.Event) {
	return func(_ *planner.Plan, e *planner.Event) { e.Promo.PercentOff = off }
}

// shareShifts gives the second half of a long live to the next host, where there is one.
func shareShifts(p *planner.Plan, e *planner.Event) {
	if len(e.Live.Shifts) == 0 {
		return
	}
	half := e.Span.Start.Add(e.Span.Length() / 2)
	for _, h := range p.Hosts.All() {
		if first := e.Live.Shifts[0].Host; h.ID != first {
			e.Live.Shifts = []planner.Shift{{Host: first, Span: planner.Span{Start: e.Span.Start, End: half}}, {Host: h.ID, Span: planner.Span{Start: half, End: e.Span.End}}}
			return
		}
	}
}

// palette returns the templates as the left panel drags them.
func (a *App) palette() []backlog.Template {
	list := make([]backlog.Template, len(patterns))
	for i, x := range patterns {
		t := templateOf(x.of)
		t.hour = x.hour
		list[i] = backlog.Template{Name: "calendar.new." + x.id, Kind: t.kind, Make: func() *planner.Event {
			p := a.editor.Snapshot().Plan
			span := t.usual(p, time.Time{})
			if x.length > 0 {
				span.End = span.Start.Add(x.length)
			}
			e := t.make(p, span)
			if x.fill != nil {
				x.fill(p, e)
			}
			return e
		}}
	}
	return list
}

// timed returns an event of the backlog with the length that events of its kind have and the hour of its kind's
// template. A live has those of its hosts' shifts, which are kept while it has no time.
func (a *App) timed(e *planner.Event) *planner.Event {
	n := *e
	if e.Live != nil && len(e.Live.Shifts) > 0 {
		s := e.Live.Shifts
		n.Span = planner.Span{Start: s[0].Span.Start, End: s[len(s)-1].Span.End}
		return &n
	}
	start := templateOf(string(e.Kind)).usual(a.editor.Snapshot().Plan, time.Time{}).Start
	n.Span = planner.Span{Start: start, End: start.Add(inspector.Lengths[e.Kind])}
	return &n
}

// templateOf returns the template of the New menu of that ID.
func templateOf(id string) template {
	for _, t := range templates {
		if t.id == id {
			return t
		}
	}
	panic("ui: no template " + id)
}

// overBacklog reports whether a point of the window lies on the left panel.
func (a *App) overBacklog(at fyne.Position) bool {
	o := a.backlog.Object()
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	to := from.AddXY(o.Size().Width, o.Size().Height)
	return at.X >= from.X && at.Y >= from.Y && at.X < to.X && at.Y < to.Y
}
