package ban

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// history is what happened to the platform and its sisters, in any market, to be rehearsed against the plan, and the
// windows that the user made of news.
type history struct {
	panel *Panel
	root  fyne.CanvasObject
	head  *widget.Label
	list  *widget.List
	rows  []*planner.RiskWindow
	// Widths of the columns at the sides, as wide as their longest word, since rows are used again for others.
	tagWidth, actWidth float32
}

func newHistory(x *Panel) *history {
	h := &history{panel: x, head: kit.Note("")}
	for _, k := range planner.RiskKinds {
		h.tagWidth = max(h.tagWidth, kit.NewTag(x.deps.Words.Show(k), look.Current().Hint).MinSize().Width)
	}
	for _, key := range []string{"ban.history.rehearse", "ban.history.end"} {
		h.actWidth = max(h.actWidth, kit.NewButton(x.deps.Words.T(key), nil).MinSize().Width)
	}
	h.list = widget.NewList(func() int { return len(h.rows) }, func() fyne.CanvasObject { return newHistoryRow(h) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*historyRow).show(h.rows[i]) })
	h.list.OnSelected = func(i widget.ListItemID) {
		h.list.UnselectAll()
		x.SetAt(h.rows[i].Span.Start)
	}
	bar := container.NewHBox()
	for _, b := range []struct {
		key  string
		deed func()
	}{{"ban.window.new", x.deps.NewWindow}, {"ban.file.import", x.deps.Import}, {"ban.file.export", x.deps.Export}} {
		if b.deed != nil {
			bar.Add(kit.NewButton(x.deps.Words.T(b.key), b.deed))
		}
	}
	h.root = container.NewBorder(container.NewBorder(nil, nil, nil, container.NewCenter(bar), h.head), nil, nil, nil, h.list)
	return h
}

func (h *history) object() fyne.CanvasObject { return h.root }

// show lists the user's own windows first, then the others, the latest first. What is not known yet is history all the
// same: it can be rehearsed, but flags nothing.
func (h *history) show() {
	x := h.panel
	h.head.SetText(x.words().T("ban.history.note", x.at))
	h.rows = slices.Clone(x.snapshot.Plan.Risks.All())
	slices.SortStableFunc(h.rows, func(a, b *planner.RiskWindow) int {
		if a.Own != b.Own {
			if a.Own {
				return -1
			}
			return 1
		}
		return b.Span.Start.Compare(a.Span.Start)
	})
	h.list.Refresh()
}

// historyRow is one window: its kind, when and where, how far it is to be trusted, and the button that rehearses it.
type historyRow struct {
	widget.BaseWidget
	h     *history
	tag   *kit.Tag
	title *widget.Label
	where *widget.Label
	act   *kit.Button
	edit  *kit.Button // of the user's own
}

func newHistoryRow(h *history) *historyRow {
	r := &historyRow{h: h, tag: kit.NewTag("", look.Current().Hint), title: widget.NewLabel(""), where: kit.Mute(""), act: kit.NewButton("", nil), edit: kit.NewQuiet(h.panel.deps.Words.T("ui.edit"), nil)}
	r.where.SizeName = theme.SizeNameCaptionText
	r.title.Truncation, r.where.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer lays the row out.
func (r *historyRow) CreateRenderer() fyne.WidgetRenderer {
	text := container.New(layout.NewCustomPaddedVBoxLayout(-8), r.title, r.where)
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, kit.Sized(r.h.tagWidth, 0, container.NewCenter(r.tag)), side(container.NewHBox(r.edit, kit.Sized(r.h.actWidth, 0, r.act))), text))
}

// show makes the row that of another window.
func (r *historyRow) show(win *planner.RiskWindow) {
	x, c := r.h.panel, look.Current()
	w, p := x.words(), x.snapshot.Plan
	ground := c.Hint
	if d, ok := p.RiskDefaults.Get(string(win.Kind)); ok && d.Severity == "block" {
		ground = c.Block
	} else if ok && d.Severity == "warn" {
		ground = c.Warn
	}
	r.tag.Set(w.Show(win.Kind), ground)
	r.title.SetText(w.Name(win))
	where := planner.T("ban.history.where", years(w, win.Span), markets(win), w.Confidence(win.Confidence))
	if win.Own {
		where = planner.T("ban.history.own", years(w, win.Span), risk.Why(p, win))
	}
	r.where.SetText(w.Text(where))
	r.edit.Hide()
	if win.Own {
		if x.deps.Edit != nil {
			r.edit.OnTapped = func() { x.deps.Edit(win.ID) }
			r.edit.Show()
		}
		r.act.SetText(w.T("ban.history.end"))
		r.act.OnTapped = func() {
			x.do(planner.Drop{Table: "risks", IDs: []string{win.ID}, Why: planner.T("ban.edit.end", win.Title)})
		}
		return
	}
	r.act.SetText(w.T("ban.history.rehearse"))
	r.act.OnTapped = func() {
		x.do(planner.Put{Rows: []planner.Row{risk.Rehearse(win, p, x.at)}, Why: planner.T("ban.edit.rehearse", win.Title)})
	}
}

// markets joins the IDs of a window's markets.
func markets(w *planner.RiskWindow) string {
	text := ""
	for i, m := range w.Markets {
		if i > 0 {
			text += " "
		}
		text += m
	}
	return text
}

// years is a span by its days with their years.
func years(w *words.Words, s planner.Span) string {
	first, last := planner.DateOf(s.Start, w.Zone()), planner.DateOf(s.End.Add(-1), w.Zone())
	switch {
	case s.End.Equal(planner.Forever):
		return w.T("format.from", w.Date(first))
	case first == last:
		return w.Date(first)
	}
	return w.Date(first) + " – " + w.Date(last)
}

// side puts what stands at the right end of a row clear of the list's scroll bar.
func side(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 0, 12), container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer()))
}
