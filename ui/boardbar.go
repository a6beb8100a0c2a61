package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/calendar"
	"bfplanner/ui/filter"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// boardBar is what stands around the calendar: above it the views, the time, lanes, colours and the filter, below it the
// legend, the mini-map and the zoom.
type boardBar struct {
	app    *App
	views  *kit.Segments
	title  *widget.Label
	lanes  *kit.Pick
	lane   fyne.CanvasObject // the box of lanes
	colors *kit.Pick
	toggle *kit.Button // opens the filter and says what it keeps
	filter *filter.Bar
	hide   *kit.Segments
	row    fyne.CanvasObject // the filter
	zoom   *widget.Slider
	object fyne.CanvasObject
}

// The settings in which the calendar's looks are kept.
const (
	keptView  = "calendar.view"
	keptLanes = "calendar.lanes"
	keptColor = "calendar.color"
	keptHide  = "calendar.hide"
)

// pickWidth is how wide the lists of lanes and colours are.
const pickWidth float32 = 112

// restoreBoard has the calendar look as it did when the program ended.
func (a *App) restoreBoard() {
	get := a.deps.Store.Setting
	if v := calendar.View(get(keptView)); slices.Contains(calendar.Views, v) {
		a.board.SetView(v)
	}
	for _, m := range calendar.LaneModes {
		if m.String() == get(keptLanes) {
			a.board.SetLaneMode(m)
		}
	}
	if c := calendar.ColorBy(get(keptColor)); slices.Contains(calendar.ColorBys, c) {
		a.board.SetColorBy(c)
	}
	a.board.SetFilter(filter.Filter{}, get(keptHide) == "yes")
}

// newBoardBar puts the bars around the calendar, in the language of the window.
func newBoardBar(a *App) *boardBar {
	w := a.words
	b := &boardBar{app: a, title: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})}
	b.title.Truncation = fyne.TextTruncateEllipsis
	b.views = kit.NewSegments(options(calendar.Views, "calendar.view.", w.T), string(a.board.View()), func(id string) { a.setView(calendar.View(id)) })
	var modes []string
	for _, m := range calendar.LaneModes {
		modes = append(modes, m.String())
	}
	b.lanes = kit.NewPick(options(modes, "calendar.lanes.", w.T), a.board.LaneMode().String(), func(id string) {
		a.setLanes(calendar.LaneModes[slices.Index(modes, id)])
	})
	b.lane = kit.Sized(pickWidth*a.settings.Factor(), 0, b.lanes.Box())
	b.colors = kit.NewPick(options(calendar.ColorBys, "calendar.color.", w.T), string(a.board.ColorBy()), func(id string) { a.setColorBy(calendar.ColorBy(id)) })
	b.toggle = kit.NewButton("", func() { a.act("filter") })
	turn := container.NewHBox(kit.NewQuiet("‹", a.board.Previous), kit.NewQuiet(w.T("calendar.now"), a.board.GoToNow), kit.NewQuiet("›", a.board.Next))
	top := container.NewBorder(nil, nil, container.NewHBox(b.views.Object(), turn), container.NewHBox(b.lane, kit.Sized(pickWidth*a.settings.Factor(), 0, b.colors.Box()), b.toggle), b.title)

	kept, hides := a.board.Filter()
	b.filter = filter.NewBar(w, a.filtered, func() { a.window.Canvas().Focus(a.board) })
	b.filter.SetValue(kept)
	b.hide = kit.NewSegments([]kit.Option{{ID: "no", Label: w.T("calendar.filter.dim")}, {ID: "yes", Label: w.T("calendar.filter.hide")}}, yesNo(hides), func(id string) {
		f, _ := a.board.Filter()
		a.keep(keptHide, id)
		a.board.SetFilter(f, id == "yes")
	})
	clear := kit.NewQuiet("×", func() { a.filtered(filter.Filter{}); b.row.Hide(); b.object.Refresh() })
	b.row = container.NewBorder(nil, nil, nil, container.NewHBox(b.hide.Object(), clear), b.filter.Object())
	if kept.IsZero() {
		b.row.Hide()
	}
	b.zoom = widget.NewSlider(0, 1)
	b.zoom.Step = 0.005
	b.zoom.OnChanged = a.board.SetZoomLevel
	foot := container.NewBorder(nil, nil, a.board.Keys(), container.NewHBox(kit.NewQuiet("−", a.board.ZoomOut), kit.Sized(90*a.settings.Factor(), 0, b.zoom), kit.NewQuiet("+", a.board.ZoomIn)), a.board.MiniMap())
	head := container.New(layout.NewCustomPaddedLayout(4, 4, 6, 6), container.NewVBox(top, b.row))
	b.object = container.NewBorder(container.NewVBox(head, widget.NewSeparator()),
		container.NewVBox(widget.NewSeparator(), foot), nil, nil, a.board)
	b.update()
	return b
}

// options returns the options of a list whose labels are translations.
func options[T ~string](ids []T, prefix string, text func(string, ...any) string) []kit.Option {
	list := make([]kit.Option, len(ids))
	for i, id := range ids {
		list[i] = kit.Option{ID: string(id), Label: text(prefix + string(id))}
	}
	return list
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// update says what the calendar shows now.
func (b *boardBar) update() {
	board := b.app.board
	b.views.SetValue(string(board.View()))
	b.lanes.SetValue(board.LaneMode().String())
	b.colors.SetValue(string(board.ColorBy()))
	if timeline := board.View() == calendar.Timeline; timeline != b.lane.Visible() {
		if b.lane.Hide(); timeline {
			b.lane.Show()
		}
	}
	b.title.SetText(b.time())
	if level := board.ZoomLevel(); b.zoom.Value != level {
		b.zoom.Value = level
		b.zoom.Refresh()
	}
	text := b.app.words.T("calendar.filter")
	f, _ := board.Filter()
	if kept, all := board.Kept(); !f.IsZero() {
		text = b.app.words.T("calendar.filter.kept", kept, all)
	}
	b.toggle.SetText(text)
}

// time names what is in sight: the month where it is most of what is seen, else its days.
func (b *boardBar) time() string {
	span := b.app.board.VisibleSpan()
	if span.IsZero() || b.app.editor == nil {
		return ""
	}
	w, loc := b.app.words, b.app.editor.Snapshot().Plan.Zone()
	first, last := planner.DateOf(span.Start, loc), planner.DateOf(span.End.Add(-1), loc)
	if b.app.board.View() == calendar.Month {
		middle := planner.DateOf(span.Start.Add(span.Length()/2), loc)
		return w.Month(middle.Year, middle.Month)
	}
	return kit.ShortDay(w, first) + " – " + kit.ShortDay(w, last)
}

// setView shows the plan in another way and remembers it.
func (a *App) setView(v calendar.View) {
	a.turnTo(pageCalendar)
	a.board.SetView(v)
	a.keep(keptView, string(v))
	a.around.update()
}

// setLanes makes the lanes by something else and remembers it.
func (a *App) setLanes(m calendar.LaneMode) {
	a.board.SetLaneMode(m)
	a.keep(keptLanes, m.String())
	a.around.update()
}

// nextLanes makes the lanes by what comes next in the list.
func (a *App) nextLanes() {
	i := slices.Index(calendar.LaneModes, a.board.LaneMode())
	a.setLanes(calendar.LaneModes[(i+1)%len(calendar.LaneModes)])
}

// setColorBy has the colours tell something else and remembers it.
func (a *App) setColorBy(by calendar.ColorBy) {
	a.board.SetColorBy(by)
	a.keep(keptColor, string(by))
	a.around.update()
}

// nextColors has the colours tell what comes next in the list.
func (a *App) nextColors() {
	i := slices.Index(calendar.ColorBys, a.board.ColorBy())
	a.setColorBy(calendar.ColorBys[(i+1)%len(calendar.ColorBys)])
}

// filtered takes a filter, from wherever it was set, to the calendar and to the list.
func (a *App) filtered(f filter.Filter) {
	_, hide := a.board.Filter()
	a.board.SetFilter(f, hide)
	a.around.filter.SetValue(f)
	a.pages.agenda.SetFilter(f)
	a.around.update()
}

// toggleFilter opens the filter above the calendar, or closes it once it takes everything.
func (a *App) toggleFilter() {
	a.turnTo(pageCalendar)
	b := a.around
	f, _ := a.board.Filter()
	if b.row.Visible() && f.IsZero() {
		b.row.Hide()
		a.window.Canvas().Focus(a.board)
	} else {
		b.row.Show()
		a.window.Canvas().Focus(b.filter.Search)
	}
	b.object.Refresh()
}

// search puts the keyboard into the filter: of the list where that is shown, else of the calendar.
func (a *App) search() {
	if a.pages.chosen == pageAgenda {
		a.pages.agenda.Find()
		return
	}
	a.turnTo(pageCalendar)
	a.around.row.Show()
	a.around.object.Refresh()
	a.window.Canvas().Focus(a.around.filter.Search)
}

// showDay lists the events of a full day of the calendar; one that is pressed is selected and shown.
func (a *App) showDay(d planner.Date, ids []string, at fyne.Position) {
	p := a.editor.Snapshot().Plan
	w := a.words.In(p.Zone())
	rows := container.New(layout.NewCustomPaddedVBoxLayout(1))
	var pop *widget.PopUp
	for _, id := range ids {
		e := p.Event(id)
		if e == nil {
			continue
		}
		text := w.EventTitle(p, e)
		if e.Span.Length() < 24*60*60*1e9 {
			text = w.Clock(e.Span.Start) + "  " + text
		}
		open := kit.NewQuiet(cut(text, longestName), func() {
			pop.Hide()
			a.board.Reveal(id)
			a.selectIDs([]string{id})
			a.window.Canvas().Focus(a.board)
		})
		chip := look.NewChip(e.Kind, !p.OnPlatform(e) && e.Kind != planner.Milestone)
		rows.Add(container.NewBorder(nil, nil, chip, nil, container.NewHBox(open)))
	}
	head := kit.Heading(w.Day(d) + " · " + w.T("agenda.count", len(ids)))
	list := container.NewVScroll(rows)
	high := fyne.Min(rows.MinSize().Height, a.window.Canvas().Size().Height*0.6)
	list.SetMinSize(fyne.NewSize(rows.MinSize().Width+14, high))
	pop = widget.NewPopUp(container.NewBorder(head, nil, nil, nil, list), a.window.Canvas())
	size, room := pop.MinSize(), a.window.Canvas().Size()
	pop.ShowAtPosition(fyne.NewPos(fyne.Max(0, fyne.Min(at.X, room.Width-size.Width-8)), fyne.Max(0, fyne.Min(at.Y, room.Height-size.Height-8))))
}
