package coupons

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// toolbar is the filter and the bulk edits above the table.
func (x *Panel) toolbar() fyne.CanvasObject {
	w := x.deps.Words
	search := widget.NewEntry()
	search.SetPlaceHolder(w.T("coupons.search"))
	search.SetText(x.filter.text)
	search.OnChanged = func(s string) { x.filter.text = s; x.list() }
	x.tools = kit.NewPick(nil, "", func(id string) { x.filter.tool = id; x.list() })
	x.lines = kit.NewPick(nil, "", func(id string) { x.filter.line = id; x.list() })
	x.bulk = nil
	row := container.NewHBox(x.heading, layout.NewSpacer())
	for _, b := range []struct {
		key string
		do  func()
	}{
		{"coupons.bulk.percent", x.askPercent}, {"coupons.bulk.shift", x.askShift}, {"coupons.bulk.tool", x.askTool},
		{"coupons.bulk.pin", func() { x.doAll(pinAll(x.snapshot.Plan, x.pickedIDs(), true)) }},
		{"coupons.bulk.unpin", func() { x.doAll(pinAll(x.snapshot.Plan, x.pickedIDs(), false)) }},
		{"coupons.bulk.delete", func() { x.doAll(removeAll(x.pickedIDs())) }},
	} {
		button := kit.NewButton(w.T(b.key), b.do)
		button.SetEnabled(false)
		x.bulk = append(x.bulk, button)
		row.Add(button)
	}
	row.Add(kit.NewPrimary(w.T("coupons.new"), func() {
		if x.snapshot != nil {
			x.begin()
		}
	}))
	all := container.NewHBox(kit.NewQuiet(w.T("coupons.pick_all"), func() { x.pickAll(true) }), kit.NewQuiet(w.T("coupons.pick_none"), func() { x.pickAll(false) }))
	filters := container.NewBorder(nil, nil, nil, all, container.NewGridWithColumns(3, search, x.tools.Box(), x.lines.Box()))
	return container.NewVBox(row, filters)
}

// options fills the lists of tools and lines with what the plan has.
func (x *Panel) options() {
	w, p := x.words(), x.snapshot.Plan
	tools := []kit.Option{{Label: w.T("coupons.all_tools")}}
	for _, t := range p.Tools.All() {
		tools = append(tools, kit.Option{ID: t.ID, Label: w.Name(t)})
	}
	lines := []kit.Option{{Label: w.T("coupons.all_lines")}}
	for _, l := range p.Lines.All() {
		lines = append(lines, kit.Option{ID: l.ID, Label: w.Name(l)})
	}
	x.tools.SetOptions(tools)
	x.tools.SetValue(x.filter.tool)
	x.lines.SetOptions(lines)
	x.lines.SetValue(x.filter.line)
}

// doAll makes a bulk edit and says in a dialog why it cannot be.
func (x *Panel) doAll(cmd planner.Command) {
	if wrong := x.do(cmd); wrong != "" {
		kit.Tell(x.deps.Window, x.deps.Words.T("coupons.wrong"), strings.Split(wrong, "\n"), x.deps.Words.T("ui.ok"))
	}
}

// do makes an edit and returns what is wrong with it, in the user's language.
func (x *Panel) do(cmd planner.Command) string {
	return kit.Lines(x.words().Problem(x.deps.Do(cmd)))
}

// askPercent asks for the share that all picked promotions are to take off.
func (x *Panel) askPercent() {
	w, ids := x.words(), x.pickedIDs()
	put := func(off planner.BasisPoints) string { return x.do(percentAll(x.snapshot.Plan, ids, off)) }
	var unsure func() // asked once this box is gone, since a box that goes takes those above it along
	box := x.ask("coupons.bulk.percent", "coupons.ask.percent", ids, func(text string) string {
		d, err := kit.ParseDiscount(text)
		switch {
		case err != nil:
			return kit.Lines(w.Problem(err))
		case d.Unsure:
			unsure = func() { kit.AskDiscount(x.deps.Window, w, d, func(off planner.BasisPoints) { put(off) }, nil) }
			return ""
		}
		return put(d.Off)
	})
	box.Closed = func() {
		if unsure != nil {
			unsure()
		}
	}
}

// askShift asks for how many days all picked promotions are to move.
func (x *Panel) askShift() {
	w, ids := x.words(), x.pickedIDs()
	x.ask("coupons.bulk.shift", "coupons.ask.shift", ids, func(text string) string {
		days, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(text), "+"))
		if err != nil || days < -366 || days > 366 {
			return kit.Lines(w.Problem(planner.Problemf("coupons.problem.days", text)))
		}
		return x.do(shiftAll(ids, days))
	})
}

// ask asks for one text.
func (x *Panel) ask(title, question string, ids []string, deed func(string) string) *kit.Dialog {
	w := x.deps.Words
	entry := widget.NewEntry()
	content := kit.Sized(320, 0, container.NewVBox(kit.Wrapped(w.T(question, len(ids))), entry))
	box := kit.Ask(x.deps.Window, w.T(title), content, w.T("ui.ok"), w.T("ui.cancel"), func() string { return deed(entry.Text) })
	x.deps.Window.Canvas().Focus(entry)
	return box
}

// askTool asks for the tool that all picked promotions are to be of.
func (x *Panel) askTool() {
	w, ids := x.words(), x.pickedIDs()
	pick := kit.NewPick(toolOptions(x.snapshot.Plan, w, ""), "", nil)
	content := kit.Sized(320, 0, container.NewVBox(kit.Wrapped(w.T("coupons.ask.tool", len(ids))), pick.Box()))
	kit.Ask(x.deps.Window, w.T("coupons.bulk.tool"), content, w.T("ui.ok"), w.T("ui.cancel"), func() string {
		if pick.Value() == "" {
			return w.T("coupons.no_tool")
		}
		return x.do(toolAll(x.snapshot.Plan, ids, pick.Value()))
	})
}
