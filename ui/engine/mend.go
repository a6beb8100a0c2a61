package engine

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// AskMend asks how much a repair may change and hands that over once the deed is pressed.
func AskMend(w *words.Words, window fyne.Window, o Options, do func(Options)) *kit.Dialog {
	form := container.NewVBox(kit.Note(w.T("engine.mend.note")), kit.Heading(w.T("engine.change")),
		Slider(w, o.Change, func(v float64) { o.Change = v }))
	asked := false
	d := kit.Ask(window, w.T("engine.mend.title"), kit.Sized(520, 0, form), w.T("engine.mend.go"), w.T("ui.cancel"), func() string {
		asked = true
		return ""
	})
	d.Closed = func() { // what is done may open a box of its own
		if asked {
			do(o)
		}
	}
	return d
}

// usualMend is how much a repair may change before the user says otherwise.
const usualMend = 0.25

// ForMend returns the options with which a repair begins: what the user last planned with, but little change.
func (o Options) ForMend() Options {
	o.Change = usualMend
	return o
}

// Repair shows what a repair would change, a line an event, and makes it one edit once the user accepts. Lines can be
// left out; those that would break a rule alone are taken with all others or not at all.
func Repair(w *words.Words, window fyne.Window, p *planner.Plan, r schedule.Repair, do func(planner.Command) string) *kit.Dialog {
	title := w.T("engine.mend.title")
	if len(r.Parts) == 0 {
		return kit.Tell(window, title, []string{w.T("engine.mend.none")}, w.T("ui.close"))
	}
	return offer(w, window, p, r, title, []string{w.T("engine.mend.value", r.After, r.Before, len(r.Parts))}, do)
}

// offer is the list of what would change, under lines of its own.
func offer(w *words.Words, window fyne.Window, p *planner.Plan, r schedule.Repair, title string, lines []string, do func(planner.Command) string) *kit.Dialog {
	w = w.In(p.Zone())
	left := map[int]bool{}
	list := container.NewVBox()
	for i, part := range r.Parts {
		box := widget.NewCheck(partLine(w, p, part), func(on bool) { left[i] = !on })
		box.Checked = true
		if part.Command == nil {
			box.Disable()
		}
		list.Add(box)
		if part.Why.Key != "" {
			list.Add(container.NewBorder(nil, nil, kit.Sized(24, 0, container.NewStack()), nil, kit.Note(w.Text(part.Why))))
		}
	}
	head := kit.Column()
	for _, line := range lines {
		head.Add(kit.Wrapped(line))
	}
	height := min(list.MinSize().Height+8, tallest)
	content := container.NewBorder(head, nil, nil, nil, kit.Sized(700, height, kit.Scrolled(list)))
	return kit.Ask(window, title, content, w.T("engine.mend.take"), w.T("ui.cancel"), func() string { return do(chosen(r, left)) })
}

// partLine says what a repair does with one event.
func partLine(w *words.Words, p *planner.Plan, part schedule.Part) string {
	e := part.Is
	if e == nil {
		e = part.Was
	}
	name := w.EventTitle(p, e)
	switch {
	case part.Action == schedule.ActionRemove || part.To.IsZero():
		return name + " · " + w.T("engine.mend.gone")
	case part.From.IsZero():
		return name + " · " + w.T("engine.mend.added", part.To.Start)
	case part.From == part.To:
		return name + " · " + w.T("engine.mend.changed")
	}
	return name + " · " + w.Span(part.From) + " → " + w.Span(part.To)
}

// chosen returns the repair without the parts that were left out.
func chosen(r schedule.Repair, left map[int]bool) planner.Command {
	all := true
	batch := planner.Batch{Why: r.Command.Label()}
	for i, part := range r.Parts {
		if left[i] {
			all = false
		} else if part.Command != nil {
			batch.Commands = append(batch.Commands, part.Command)
		}
	}
	if all {
		return r.Command
	}
	return batch
}
