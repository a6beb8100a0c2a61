package ban

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
)

// hedge is the checklist of what to do before the line's instant, with owners, which goes onto the plan as milestones.
type hedge struct {
	panel *Panel
	root  fyne.CanvasObject
	head  *widget.Label
	add   *kit.Button
	box   *fyne.Container
	tasks []risk.Task
	// owners is who was named for each task, by its ID, until it stands on the plan.
	owners map[string]string
}

func newHedge(x *Panel) *hedge {
	h := &hedge{panel: x, head: widget.NewLabel(""), box: container.NewVBox(), owners: map[string]string{}}
	h.head.Truncation = fyne.TextTruncateEllipsis
	h.add = kit.NewPrimary(x.deps.Words.T("hedge.add"), h.put)
	h.root = container.NewBorder(container.NewBorder(nil, nil, nil, h.add, h.head), nil, nil, nil, kit.Scrolled(h.box))
	return h
}

func (h *hedge) object() fyne.CanvasObject { return h.root }

func (h *hedge) show() {
	x := h.panel
	w := x.words()
	h.tasks = risk.Tasks(x.snapshot.Plan, x.snapshot.Now, x.at)
	h.head.SetText(w.T("hedge.before", x.at))
	h.box.RemoveAll()
	open := 0
	for _, t := range h.tasks {
		text := container.NewVBox(kit.Wrapped(w.T("hedge.due", t.Due, w.T("hedge."+t.ID))), kit.Note(w.T("hedge."+t.ID+".how")))
		var side fyne.CanvasObject
		if t.Done {
			side = kit.Mute(w.T("hedge.done", t.Owner))
		} else {
			open++
			owner := kit.NewField(h.owners[t.ID], func(name string) string { h.owners[t.ID] = name; return "" })
			owner.SetPlaceHolder(w.T("hedge.owner"))
			side = kit.Sized(150, 0, owner)
		}
		h.box.Add(container.NewBorder(nil, widget.NewSeparator(), nil, container.NewCenter(side), text))
	}
	if len(h.tasks) == 0 {
		h.box.Add(kit.Note(w.T("hedge.too_late")))
	}
	h.add.SetEnabled(open > 0)
}

// put adds the open tasks to the plan.
func (h *hedge) put() {
	x := h.panel
	for i := range h.tasks {
		if owner, ok := h.owners[h.tasks[i].ID]; ok && !h.tasks[i].Done {
			h.tasks[i].Owner = owner
		}
	}
	x.do(risk.Hedge(x.snapshot.Plan, h.tasks, x.words().T))
}
