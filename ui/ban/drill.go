package ban

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// drill is what becomes of each event if the platform goes dark at the line's instant, before and after side by side.
type drill struct {
	panel  *Panel
	root   fyne.CanvasObject
	result schedule.DrillResult
	shown  []schedule.DrillMove
	sum    *widget.Label
	worth  *widget.Label
	all    *kit.Button
	keep   *kit.Button
	scope  *kit.Segments
	list   *widget.List
	// tagWidth is that of the longest action, since rows are used again for others.
	tagWidth float32
}

func newDrill(x *Panel) *drill {
	w := x.deps.Words
	d := &drill{panel: x, sum: widget.NewLabel(""), worth: kit.Note("")}
	for _, a := range []schedule.Action{schedule.Keep, schedule.Cancel, schedule.Shift} {
		d.tagWidth = max(d.tagWidth, kit.NewTag(w.T("drill.action."+string(a)), look.Current().Hint).MinSize().Width)
	}
	d.sum.Truncation = fyne.TextTruncateEllipsis
	d.all = kit.NewPrimary(w.T("drill.accept_all"), func() { x.do(d.result.Command) })
	d.keep = kit.NewButton(w.T("scenario.keep"), func() { x.deps.Keep(d.result.Command, x.words().T("scenario.drill_name", d.result.At)) })
	d.scope = kit.NewSegments([]kit.Option{{ID: "changed", Label: w.T("drill.changed")}, {ID: "all", Label: w.T("drill.every")}}, "changed", func(string) { d.filter() })
	d.list = widget.NewList(func() int { return len(d.shown) }, func() fyne.CanvasObject { return newDrillRow(d) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*drillRow).show(d.shown[i]) })
	d.list.OnSelected = func(i widget.ListItemID) {
		d.list.UnselectAll()
		if x.deps.OnOpen != nil {
			x.deps.OnOpen(d.shown[i].Event)
		}
	}
	deeds := container.NewHBox(d.all)
	if x.deps.Keep != nil {
		deeds = container.NewHBox(d.keep, d.all)
	}
	if x.deps.Sheet != nil {
		deeds.Objects = append([]fyne.CanvasObject{kit.NewButton(w.T("ban.sheet"), func() { x.deps.Sheet(x.at) })}, deeds.Objects...)
	}
	bar := container.NewBorder(nil, d.worth, d.scope.Object(), deeds, d.sum)
	d.root = container.NewBorder(bar, nil, nil, nil, d.list)
	return d
}

func (d *drill) object() fyne.CanvasObject { return d.root }

// show drills anew. A drill takes milliseconds, so it is done at once.
func (d *drill) show() {
	x := d.panel
	w := x.words()
	r, err := schedule.Drill(context.Background(), x.snapshot.Plan, x.snapshot.Now, x.at)
	if err != nil {
		d.sum.SetText(kit.Lines(w.Problem(err)))
		return
	}
	d.result = r
	counts := map[schedule.Action]int{}
	for _, m := range r.Moves {
		counts[m.Action]++
	}
	d.sum.SetText(w.T("drill.sum", counts[schedule.Shift], counts[schedule.Cancel], counts[schedule.Keep]))
	proof := "drill.proven"
	if !r.Proven {
		proof = "drill.best_found"
	}
	d.worth.SetText(w.T("drill.worth", r.Before, r.After, r.Before.Sub(r.After)) + " " + w.T(proof))
	some := counts[schedule.Shift]+counts[schedule.Cancel] > 0
	d.all.SetEnabled(some)
	d.keep.SetEnabled(some)
	d.filter()
}

// filter lists what changes, or everything.
func (d *drill) filter() {
	d.shown = d.shown[:0]
	for _, m := range d.result.Moves {
		if m.Action != schedule.Keep || d.scope.Value() == "all" {
			d.shown = append(d.shown, m)
		}
	}
	d.list.Refresh()
}

// drillRow is one event: as planned on the left, as it becomes on the right, and the button that accepts it.
type drillRow struct {
	widget.BaseWidget
	d      *drill
	chip   *look.Chip
	tag    *kit.Tag
	before *widget.Label
	after  *widget.Label
	accept *kit.Button
}

func newDrillRow(d *drill) *drillRow {
	w := d.panel.deps.Words
	r := &drillRow{d: d, chip: look.NewChip("live", false), tag: kit.NewTag(w.T("drill.action.cancel"), look.Current().Warn),
		before: widget.NewLabel(""), after: widget.NewLabel(""), accept: kit.NewButton(w.T("drill.accept"), nil)}
	r.before.Truncation, r.after.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *drillRow) CreateRenderer() fyne.WidgetRenderer {
	tag := kit.Sized(r.d.tagWidth, 0, container.NewCenter(r.tag))
	after := container.NewBorder(nil, nil, tag, nil, r.after)
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, container.NewCenter(r.chip), side(r.accept), container.New(halves{}, r.before, after)))
}

// halves lays two objects beside each other, the second a little wider.
type halves struct{}

// beforeShare is the part of the width that the first takes.
const beforeShare = 0.44

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, fyne.Max(a.Height, b.Height))
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width*beforeShare, size.Height))
	o[1].Move(fyne.NewPos(size.Width*beforeShare, 0))
	o[1].Resize(fyne.NewSize(size.Width*(1-beforeShare), size.Height))
}

// show makes the row that of another event.
func (r *drillRow) show(m schedule.DrillMove) {
	x, c := r.d.panel, look.Current()
	w, p := x.words(), x.snapshot.Plan
	e := p.Event(m.Event)
	if e == nil {
		return
	}
	r.chip.SetKind(e.Kind, !p.OnPlatform(e))
	when := w.T("drill.backlog")
	if e.Scheduled() {
		when = w.Time(e.Span.Start)
	}
	r.before.SetText(when + " · " + w.EventTitle(p, e))
	ground := c.Hint
	switch m.Action {
	case schedule.Shift:
		ground = c.Good
	case schedule.Cancel:
		ground = c.Block
	}
	r.tag.Set(w.T("drill.action."+string(m.Action)), ground)
	r.after.SetText(w.Text(m.Reason))
	r.accept.OnTapped = func() { x.do(m.Command) }
	if m.Command == nil {
		r.accept.Hide()
	} else {
		r.accept.Show()
	}
}
