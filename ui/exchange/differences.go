// Package exchange shows what comes into a plan from outside before it is taken: the changes of a calendar or of
// another plan, side by side and to be chosen one by one, and a sheet of events with the meaning of its columns and what
// is wrong with its rows.
package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// Change is one difference, as it is shown.
type Change struct {
	What     string // in the user's language: "Moved"
	Title    string
	Ours     string // as the plan has it, "" for nothing
	Theirs   string // as the other side has it
	Conflict bool   // both sides changed it; such a change is not chosen from the start
}

// Offer is a set of changes that may be taken.
type Offer struct {
	Title   string
	Changes []Change
	// Command returns the edit that takes the chosen changes, by their places in Changes; nil where there is none to make.
	Command func(chosen []int) planner.Command
	// Decide says, in the user's language, what becomes of changes that are not chosen where that is more than that the plan
	// stays as it is; then choosing none is a choice too.
	Decide string
	// Then goes on once the chosen changes were taken and the box is gone; nil for nothing.
	Then func(chosen []int)
	// Note says what else the user should know, "" for nothing.
	Note string
}

// Differences is the panel of an offer.
type Differences struct {
	words  *words.Words
	offer  Offer
	chosen []bool
	list   *widget.List
	all    *widget.Check
	root   fyne.CanvasObject
}

// NewDifferences makes the panel. Everything is chosen but conflicts.
func NewDifferences(w *words.Words, offer Offer) *Differences {
	d := &Differences{words: w, offer: offer, chosen: make([]bool, len(offer.Changes))}
	for i, c := range offer.Changes {
		d.chosen[i] = !c.Conflict
	}
	d.list = widget.NewList(func() int { return len(offer.Changes) }, d.newRow, d.setRow)
	d.all = widget.NewCheck(w.T("exchange.all", len(offer.Changes)), func(on bool) {
		for i := range d.chosen {
			d.chosen[i] = on
		}
		d.list.Refresh()
	})
	d.all.Checked = len(d.Chosen()) == len(d.chosen)
	var head fyne.CanvasObject = container.New(&columns{}, d.all, kit.Mute(w.T("exchange.ours")), kit.Mute(w.T("exchange.theirs")))
	for _, text := range []string{offer.Note, offer.Decide} {
		if text != "" {
			head = container.NewVBox(kit.Wrapped(text), head)
		}
	}
	d.root = container.NewBorder(head, nil, nil, nil, d.list)
	return d
}

// Object returns what the dialog shows.
func (d *Differences) Object() fyne.CanvasObject { return d.root }

// Chosen returns the places of the chosen changes.
func (d *Differences) Chosen() []int {
	var list []int
	for i, on := range d.chosen {
		if on {
			list = append(list, i)
		}
	}
	return list
}

// changeRow is a row of the list: a box to tick with what it is, and both sides.
type changeRow struct {
	box          *widget.Check
	tag          *kit.Tag
	ours, theirs *widget.Label
}

func (d *Differences) newRow() fyne.CanvasObject {
	box := widget.NewCheck("", nil)
	tag := kit.NewTag(d.words.T("exchange.conflict.tag"), look.Current().Warn)
	ours, theirs := widget.NewLabel(""), widget.NewLabel("")
	for _, l := range []*widget.Label{ours, theirs} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	ours.Importance = widget.LowImportance
	return container.New(&columns{}, container.NewHBox(tag, box, layout.NewSpacer()), ours, theirs)
}

// rowOf finds the parts of a row again.
func rowOf(o fyne.CanvasObject) changeRow {
	cells := o.(*fyne.Container).Objects
	first := cells[0].(*fyne.Container).Objects
	return changeRow{first[1].(*widget.Check), first[0].(*kit.Tag), cells[1].(*widget.Label), cells[2].(*widget.Label)}
}

func (d *Differences) setRow(i widget.ListItemID, o fyne.CanvasObject) {
	r, c := rowOf(o), d.offer.Changes[i]
	r.box.OnChanged = nil
	r.box.Text = c.What + "  " + c.Title
	r.box.SetChecked(d.chosen[i])
	r.box.OnChanged = func(on bool) { d.chosen[i] = on }
	r.box.Refresh()
	if c.Conflict {
		r.tag.Show()
	} else {
		r.tag.Hide()
	}
	r.ours.SetText(c.Ours)
	r.theirs.SetText(c.Theirs)
}

// columns gives the first of three objects half of the width and the others a quarter each.
type columns struct{}

// MinSize implements fyne.Layout.
func (columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = fyne.Max(h, o.MinSize().Height)
	}
	return fyne.NewSize(640, h)
}

// Layout implements fyne.Layout.
func (columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		w := size.Width / 4
		if i == 0 {
			w = size.Width / 2
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w-4, size.Height))
		x += w
	}
}

// Show opens an offer over the window. take is handed the edit that takes what is chosen, nil where nothing is, with the
// places of that; it returns what is wrong.
func Show(w *words.Words, window fyne.Window, offer Offer, take func(cmd planner.Command, chosen []int) error) *Differences {
	d := NewDifferences(w, offer)
	if len(offer.Changes) == 0 {
		lines := []string{w.T("exchange.none")}
		if offer.Note != "" {
			lines = append(lines, offer.Note)
		}
		kit.Tell(window, offer.Title, lines, w.T("ui.close"))
		return d
	}
	height, do := min(460, 90+float32(len(offer.Changes))*36), "exchange.take"
	if offer.Decide != "" {
		height, do = height+60, "paper.server.decide"
	}
	taken := false
	box := kit.Ask(window, offer.Title, kit.Sized(920, height, d.Object()), w.T(do), w.T("ui.cancel"), func() string {
		chosen := d.Chosen()
		if len(chosen) == 0 && offer.Decide == "" {
			return w.T("exchange.nothing_chosen")
		}
		var cmd planner.Command
		if len(chosen) > 0 {
			cmd = offer.Command(chosen)
		}
		wrong := kit.Lines(w.Problem(take(cmd, chosen)))
		taken = wrong == ""
		return wrong
	})
	box.Closed = func() {
		if taken && offer.Then != nil {
			offer.Then(d.Chosen())
		}
	}
	return d
}

// FromPlan makes an offer of what another plan has otherwise.
func FromPlan(w *words.Words, ours, theirs *planner.Plan) Offer {
	w = w.In(ours.Zone())
	list := report.Compare(ours, theirs)
	o := Offer{Title: w.T("exchange.compare", theirs.Name)}
	for _, d := range list {
		c := Change{What: w.T("exchange.what." + d.What), Ours: rowWords(w, ours, d.Before), Theirs: rowWords(w, theirs, d.After)}
		row, p := d.After, theirs
		if row == nil {
			row, p = d.Before, ours
		}
		c.Title = titleOf(w, p, row)
		o.Changes = append(o.Changes, c)
	}
	o.Command = func(chosen []int) planner.Command {
		var take []report.Difference
		for _, i := range chosen {
			take = append(take, list[i])
		}
		return report.Merge(take, planner.T("edit.merge", theirs.Name))
	}
	return o
}

// titleOf is what a row is called, with its table where it is not an event.
func titleOf(w *words.Words, p *planner.Plan, row planner.Row) string {
	switch x := row.(type) {
	case *planner.Event:
		return w.EventTitle(p, x)
	case *planner.HeadRow:
		return w.T("table.head") + " " + x.Name
	}
	return w.T("table."+tableOf(p, row)) + " " + w.Name(row)
}

// tableOf finds the table that holds a row of the plan.
func tableOf(p *planner.Plan, row planner.Row) string {
	for _, name := range planner.TableNames() {
		for _, r := range p.Rows(name) {
			if r == row {
				return name
			}
		}
	}
	return planner.HeadTable
}

// rowWords is the state of a row in a few words: when an event is, or what a row is called.
func rowWords(w *words.Words, p *planner.Plan, row planner.Row) string {
	switch x := row.(type) {
	case nil:
		return "–"
	case *planner.Event:
		if !x.Scheduled() {
			return w.T("exchange.backlog")
		}
		return w.Span(x.Span)
	case *planner.HeadRow:
		return x.Name + " · " + w.Span(x.Sale.Span)
	case *planner.Product:
		return w.Money(p.Money(x.Price)) + " · " + words.Group(int64(x.Stock))
	}
	return w.Name(row)
}
