package scenarios

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// showList makes a row for each plan: a box that puts it into the table, what it is, and what can be done with it.
func (x *Panel) showList() {
	x.list.RemoveAll()
	buttons, width := make([]fyne.CanvasObject, len(x.plans)), float32(0)
	for i, p := range x.plans {
		buttons[i] = x.buttons(p)
		width = max(width, buttons[i].MinSize().Width)
	}
	for i, p := range x.plans {
		x.list.Add(x.row(p, kit.Sized(width, 0, container.NewHBox(layout.NewSpacer(), buttons[i]))))
		x.list.Add(widget.NewSeparator())
	}
	if len(x.plans) < 2 {
		x.list.Add(kit.Mute(x.words().T("scenario.none")))
	}
}

func (x *Panel) row(p Plan, buttons fyne.CanvasObject) fyne.CanvasObject {
	w := x.words()
	box := widget.NewCheck("", nil)
	box.Checked = slices.Contains(x.picked, p.ID)
	box.OnChanged = func(on bool) { x.pick(p.ID, on) }
	name := widget.NewLabelWithStyle(p.Name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Truncation = fyne.TextTruncateEllipsis
	about := w.T("scenario.about", p.Events, x.deps.Words.In(time.Local).Stamp(p.Changed))
	if p.ID == x.snapshot.Plan.ID {
		about = w.T("scenario.about_open", p.Events)
	}
	what, ground := "scenario.tag.what_if", look.Current().Accent
	if p.Real {
		what, ground = "scenario.tag.real", look.Current().Good
	}
	tag := kit.Sized(x.tagWidth(), 0, container.NewCenter(kit.NewTag(w.T(what), ground)))
	text := container.New(kit.Columns{0.5, 0.5}, name, kit.Mute(about))
	return container.NewBorder(nil, nil, container.NewHBox(box, tag), buttons, text)
}

// tagWidth is that of the longer tag, so that names stand in one line.
func (x *Panel) tagWidth() float32 {
	var width float32
	for _, key := range []string{"scenario.tag.what_if", "scenario.tag.real"} {
		width = max(width, kit.NewTag(x.words().T(key), look.Current().Accent).MinSize().Width)
	}
	return width
}

// buttons are what can be done with a plan of the list. The real plan is neither renamed nor deleted here.
func (x *Panel) buttons(p Plan) fyne.CanvasObject {
	w, open := x.words(), p.ID == x.snapshot.Plan.ID
	row := container.NewHBox()
	add := func(key string, on bool, deed func()) {
		b := kit.NewQuiet(w.T(key), deed)
		b.SetEnabled(on)
		row.Add(b)
	}
	if !p.Real {
		add("scenario.adopt", slices.ContainsFunc(x.plans, func(p Plan) bool { return p.Real }), func() { x.deps.Adopt(p.ID) })
	}
	if x.deps.Outline != nil {
		key, id := "scenario.outline", p.ID
		if x.deps.Outlined() == p.ID {
			key, id = "scenario.outline_off", ""
		}
		add(key, !open, func() { x.deps.Outline(id); x.showList() })
	}
	if !p.Real {
		add("scenario.rename", true, func() { x.rename(p) })
		add("ui.delete", true, func() { x.remove(p) })
	}
	add("ui.open", !open, func() { x.deps.Open(p.ID) })
	return row
}

// rename asks for another name of a scenario.
func (x *Panel) rename(p Plan) {
	AskName(x.deps.Window, x.words().T("scenario.rename"), p.Name, x.words().T, func(name string) string {
		err := x.deps.Rename(p.ID, name)
		x.Reload()
		return kit.Lines(x.words().Problem(err))
	})
}

// remove asks before it deletes, since a deleted plan cannot be had back.
func (x *Panel) remove(p Plan) {
	w := x.words()
	kit.Ask(x.deps.Window, w.T("scenario.delete"), kit.Sized(420, 0, kit.Wrapped(w.T("scenario.delete_ask", p.Name))), w.T("ui.delete"), w.T("ui.cancel"), func() string {
		err := x.deps.Delete(p.ID)
		x.Reload()
		return kit.Lines(w.Problem(err))
	})
}

// AskName asks for the name of a scenario and does the deed with it, which returns what is wrong. An empty name is asked for again.
func AskName(window fyne.Window, title, name string, say func(key string, args ...any) string, deed func(name string) string) {
	f := kit.NewField(name, nil)
	box := container.NewVBox(kit.Row(say("scenario.name"), f))
	d := kit.Ask(window, title, kit.Sized(460, 0, box), say("ui.ok"), say("ui.cancel"), func() string {
		text := strings.TrimSpace(f.Text)
		if text == "" {
			return say("scenario.problem.name")
		}
		return deed(text)
	})
	f.OnSubmitted = func(string) { d.Accept() }
	window.Canvas().Focus(f)
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
}
