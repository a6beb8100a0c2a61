package engine

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// AdviceDeps is what the panel needs from outside.
type AdviceDeps struct {
	Words *words.Words
	// Do makes an edit and tells the user what is wrong with it.
	Do func(planner.Command)
	// Mark marks places for an event on the calendar; none takes the marks away.
	Mark func(event string, places []schedule.Landing)
}

// Advice is the card beside the calendar on which the engine says why an event stands where it does, which places
// would be best for it, or why a place is empty. It takes no room while it has nothing to say.
type Advice struct {
	deps   AdviceDeps
	holder *fyne.Container
	plan   *planner.Plan // of which it speaks, nil for none
}

// NewAdvice makes a card that says nothing yet.
func NewAdvice(deps AdviceDeps) *Advice { return &Advice{deps: deps, holder: container.NewStack()} }

// Object returns what is to be placed in the window.
func (x *Advice) Object() fyne.CanvasObject { return x.holder }

// SetPlan takes the card away where the plan is no longer the one of which it speaks.
func (x *Advice) SetPlan(p *planner.Plan) {
	if x.plan != nil && x.plan != p {
		x.Close()
	}
}

// Close takes the card and its marks away.
func (x *Advice) Close() {
	if x.plan == nil {
		return
	}
	x.plan = nil
	x.deps.Mark("", nil)
	x.holder.Objects = nil
	x.holder.Refresh()
}

// tallest is how high the card grows before it scrolls.
const tallest = 330

// say shows the card.
func (x *Advice) say(p *planner.Plan, title string, lines ...fyne.CanvasObject) {
	x.Close()
	x.plan = p
	body := kit.Column(lines...)
	height := min(body.MinSize().Height+8, tallest)
	head := container.NewBorder(nil, nil, nil, kit.NewQuiet("✕", x.Close), kit.Wrapped(title))
	x.holder.Objects = []fyne.CanvasObject{kit.Panel(container.NewVBox(head, kit.Sized(0, height, kit.Scrolled(body)), widget.NewSeparator()))}
	x.holder.Refresh()
}

// words returns the words with times in the plan's zone.
func (x *Advice) words(p *planner.Plan) *words.Words { return x.deps.Words.In(p.Zone()) }

// Why shows why an event stands where it does.
func (x *Advice) Why(p *planner.Plan, r schedule.Reason) {
	w := x.words(p)
	var lines []fyne.CanvasObject
	if r.Outside.Key != "" {
		lines = append(lines, kit.Note(w.Text(r.Outside)))
	} else {
		most := int64(1)
		for _, t := range r.Terms {
			most = max(most, abs(t.Value.Minor))
		}
		for _, t := range r.Terms {
			lines = append(lines, termRow(w, w.T("term."+t.ID), t.Value, most))
		}
		lines = append(lines, widget.NewSeparator(), sumRow(w.T("engine.why.total"), difference(w, r.Total)))
	}
	lines = append(lines, sumRow(w.T("engine.why.remove"), w.Money(r.Remove)))
	for _, t := range append([]planner.Text{r.Earlier, r.Later}, r.Binding...) {
		if t.Key != "" {
			lines = append(lines, kit.Note(w.Text(t)))
		}
	}
	x.say(p, w.T("engine.why.title", w.EventTitle(p, p.Event(r.Event))), lines...)
}

// Places shows the best places for an event, each with what it would bring and a button that puts the event there, and
// marks them on the calendar.
func (x *Advice) Places(p *planner.Plan, event string, list []schedule.Landing) {
	w := x.words(p)
	var lines []fyne.CanvasObject
	for i, l := range list {
		put := kit.NewButton(w.T("engine.put"), func() { x.deps.Do(l.Command) })
		when := fmt.Sprintf("%d · %s · %s", i+1, w.Time(l.Span.Start), difference(w, l.Delta))
		if names := hostNames(p, l.Hosts); names != "" {
			when += " · " + names
		}
		lines = append(lines, container.NewBorder(nil, nil, nil, put, kit.Wrapped(when)), kit.Note(w.Text(l.Reason)))
	}
	x.say(p, w.T("engine.places.title", w.EventTitle(p, p.Event(event))), lines...)
	x.deps.Mark(event, list)
}

// WhyNot shows why a place is empty, with a button that fills it where it can be filled.
func (x *Advice) WhyNot(p *planner.Plan, at planner.Text, a schedule.Answer) {
	w := x.words(p)
	lines := []fyne.CanvasObject{kit.Wrapped(w.Text(a.Why))}
	if a.Command != nil {
		lines = append(lines, container.NewHBox(kit.NewButton(w.T("engine.fill"), func() { x.deps.Do(a.Command) })))
	}
	x.say(p, w.T("engine.whynot.title", at), lines...)
}

// hostNames are the hosts of a live in the order of their shifts.
func hostNames(p *planner.Plan, ids []string) string {
	var names []string
	for _, id := range ids {
		if h := p.Host(id); h != nil {
			names = append(names, h.Name)
		}
	}
	return strings.Join(names, " → ")
}

// difference writes an amount with its sign.
func difference(w *words.Words, m planner.Money) string {
	if m.Minor > 0 {
		return "+" + w.Money(m)
	}
	return w.Money(m)
}

func abs(n int64) int64 { return max(n, -n) }
