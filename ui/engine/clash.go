package engine

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Clash says which pinned events cannot all hold, with a button for each edit that ends it.
func Clash(w *words.Words, window fyne.Window, p *planner.Plan, c schedule.Conflict, do func(planner.Command)) *kit.Dialog {
	w = w.In(p.Zone())
	list := container.NewVBox()
	for _, line := range w.Problem(c.Problem) {
		list.Add(kit.Wrapped(line))
	}
	for _, id := range c.Events {
		e := p.Event(id)
		list.Add(kit.Fact(w.EventTitle(p, e), w.Span(e.Span)))
	}
	var d *kit.Dialog
	for _, f := range c.Fixes {
		list.Add(container.NewHBox(kit.NewButton(w.Text(titled(w, p, f.Label)), func() { d.Hide(); do(f.Command) })))
	}
	d = kit.Open(window, w.T("engine.clash"), kit.Sized(560, 0, list), kit.NewPrimary(w.T("ui.close"), func() { d.Hide() }))
	return d
}

// titled returns the text with events told by their titles.
func titled(w *words.Words, p *planner.Plan, t planner.Text) planner.Text {
	n := planner.Text{Key: t.Key}
	for _, arg := range t.Args {
		if e, ok := arg.(*planner.Event); ok {
			arg = w.EventTitle(p, e)
		}
		n.Args = append(n.Args, arg)
	}
	return n
}
