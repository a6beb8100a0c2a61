package inspector

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// series says which of its series the event is, with buttons that make the last edit of the others too, or select them.
func (x *Panel) series() fyne.CanvasObject {
	w := x.words()
	place := x.fact(w.T("drag.series.heading"), x.reads(func(e *planner.Event) string {
		list := planner.SeriesOf(x.snapshot.Plan, e)
		return w.T("drag.series.nth", strconv.Itoa(slices.Index(list, e)+1), strconv.Itoa(len(list)))
	}))
	box := container.NewVBox(place)
	for _, id := range []string{"series_rest", "series_all", "series_select"} {
		b := kit.NewButton(w.T("ui.action."+id), func() { x.deps.Act(id) })
		x.update = append(x.update, func() { b.SetEnabled(x.deps.Can(id)) })
		box.Add(container.NewHBox(b))
	}
	return box
}
