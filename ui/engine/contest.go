package engine

import (
	"strconv"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// AskAim shows where the plan stands in the platform's contests, with their limits, asks for a target, and hands the aim
// over once the deed is pressed and the box is gone.
func AskAim(w *words.Words, window fyne.Window, p *planner.Plan, s schedule.Standing, do func(schedule.Aim)) *kit.Dialog {
	w = w.In(p.Zone())
	options := make([]kit.Option, len(schedule.Targets))
	for i, id := range schedule.Targets {
		options[i] = kit.Option{ID: id, Label: w.T("contest.target." + id)}
	}
	field := kit.NewField("", nil)
	hint := func(target string) { field.SetPlaceHolder(has(s, target)) }
	targets := kit.NewSegments(options, schedule.Targets[0], hint)
	hint(schedule.Targets[0])

	form := kit.Column(kit.Heading(w.T("engine.contest.now")))
	for _, line := range standingLines(w, s) {
		form.Add(kit.Wrapped(line))
	}
	for _, f := range s.Faults {
		form.Add(kit.Note(w.Text(f.Text(w.EventTitle(p, p.Event(f.Event))))))
	}
	for _, o := range []fyne.CanvasObject{kit.Row(w.T("engine.contest.target"), targets.Object()), kit.Row(w.T("engine.contest.amount"), field.Box()),
		kit.Note(w.T("engine.contest.note"))} {
		form.Add(o)
	}
	var aim schedule.Aim
	asked := false
	read := func() string {
		var err error
		if aim, err = s.Aim.At(targets.Value(), field.Text); err != nil {
			return kit.Lines(w.Problem(err))
		}
		asked = true
		return ""
	}
	height := min(form.MinSize().Height+8, 2*tallest)
	d := kit.Ask(window, w.T("engine.contest.title"), kit.Sized(620, height, kit.Scrolled(form)), w.T("engine.mend.go"), w.T("ui.cancel"), read)
	field.OnSubmitted = func(string) {
		if text := read(); text == "" {
			d.Hide()
		} else {
			field.Complain(text)
		}
	}
	d.Closed = func() { // what is done opens a box of its own
		if asked {
			do(aim)
		}
	}
	window.Canvas().Focus(field)
	return d
}

// Reached shows the way to an aim: where the plan stands then, what that costs, and what is added or changed, which
// becomes one edit once the user accepts.
func Reached(w *words.Words, window fyne.Window, p *planner.Plan, r schedule.Reached, do func(planner.Command) string) *kit.Dialog {
	w = w.In(p.Zone())
	title := w.T("engine.contest.title")
	lines := append([]string{w.Text(r.Said())}, standingLines(w, r.To)...)
	if len(r.Parts) == 0 {
		return kit.Tell(window, title, lines, w.T("ui.close"))
	}
	lines[0] += " " + w.T("engine.contest.then")
	return offer(w, window, p, r.Repair, title, append(lines, w.T("engine.contest.value", r.After, r.Before, len(r.Parts))), do)
}

// standingLines says where the plan stands, a line each.
func standingLines(w *words.Words, s schedule.Standing) []string {
	var lines []string
	for _, t := range s.Texts() {
		lines = append(lines, w.Text(t))
	}
	return lines
}

// has writes what the plan has of a target, as it would be typed.
func has(s schedule.Standing, target string) string {
	switch target {
	case "hours":
		return strconv.FormatFloat(s.HasHours, 'f', -1, 64)
	case "gmv":
		return s.HasGMV.Decimal()
	}
	return strconv.Itoa(s.HasVideos)
}
