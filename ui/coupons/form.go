package coupons

import (
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// form edits a draft of one promotion. Every field that is left changes the draft alone, and what the draft would do
// to prices is shown beside it; Save makes one edit of it.
type form struct {
	panel  *Panel
	object *fyne.Container

	draft  *planner.Event // nil while nothing is open
	kept   *planner.Event // as the draft was begun; of no ID for a new promotion
	update []func()
	fields []*kit.Field
	wrong  *widget.Label
	note   *widget.Label
	save   *kit.Button
	look   *preview
}

func newForm(x *Panel) *form {
	f := &form{panel: x, object: container.NewStack()}
	f.object.Add(kit.Note(x.deps.Words.T("coupons.nothing_open")))
	return f
}

// start opens the form with a draft of the event.
func (f *form) start(e *planner.Event) {
	f.kept, f.draft = e, copyOf(e)
	f.build()
}

// heard takes the plan's new state in: a draft that nobody changed follows its event, and goes with it.
func (f *form) heard() {
	if f.draft == nil {
		return
	}
	now := f.panel.snapshot.Plan.Event(f.draft.ID)
	switch {
	case f.draft.ID != "" && now == nil:
		f.close()
	case f.draft.ID != "" && !f.changed():
		f.kept, f.draft = now, copyOf(now)
		f.show()
	default:
		if now != nil {
			f.kept = now
		}
		f.show()
	}
}

// changed reports whether the draft is not what the plan has.
func (f *form) changed() bool { return f.draft.ID == "" || !reflect.DeepEqual(f.kept, f.draft) }

func (f *form) close() {
	f.draft, f.kept = nil, nil
	f.panel.opened = ""
	f.object.Objects = []fyne.CanvasObject{kit.Note(f.panel.deps.Words.T("coupons.nothing_open"))}
	f.object.Refresh()
	f.panel.table.Refresh()
}

// commit makes the one edit, and says below the fields why it cannot be.
func (f *form) commit() {
	for _, field := range f.fields {
		if !field.Finish() {
			return
		}
	}
	before := f.panel.snapshot.Plan
	draft := copyOf(f.draft)
	fresh := draft.ID == ""
	f.kept = draft // what is heard of the edit is no change of the draft
	wrong := f.panel.do(commandOf(draft))
	kit.Say(f.wrong, wrong)
	switch {
	case wrong != "":
		f.kept = before.Event(f.draft.ID)
		if f.kept == nil {
			f.kept = &planner.Event{}
		}
	case fresh:
		for _, e := range f.panel.snapshot.Plan.Events.All() {
			if before.Event(e.ID) == nil {
				f.panel.open(e.ID)
			}
		}
	default:
		f.panel.open(draft.ID)
	}
}

// revert takes back all that was typed.
func (f *form) revert() {
	if f.draft.ID == "" {
		f.close()
		return
	}
	f.start(f.panel.snapshot.Plan.Event(f.draft.ID))
}

// build makes the widgets for the draft.
func (f *form) build() {
	w, p := f.panel.words(), f.panel.snapshot.Plan
	f.update, f.fields = nil, nil
	f.wrong, f.note = kit.ErrorText(), kit.Mute("")
	f.save = kit.NewPrimary(w.T("coupons.save"), f.commit)
	f.look = newPreview(f.panel)
	names := w.T("coupons.form.new")
	if f.draft.ID != "" {
		names = w.T("coupons.form.of", f.draft.ID)
	}
	buttons := container.NewHBox(kit.Heading(names), f.note, layout.NewSpacer(), kit.NewButton(w.T("coupons.deepest"), f.deepest))
	if f.draft.ID != "" && f.panel.deps.OnOpen != nil {
		id := f.draft.ID
		buttons.Add(kit.NewButton(w.T("coupons.on_calendar"), func() { f.panel.deps.OnOpen(id) }))
	}
	buttons.Add(kit.NewButton(w.T("coupons.revert"), f.revert))
	buttons.Add(f.save)
	var columns []fyne.CanvasObject
	for _, rows := range f.rows(w, p) {
		columns = append(columns, kit.Column(rows...))
	}
	fields := kit.Scrolled(container.NewGridWithColumns(len(columns), columns...))
	body := container.NewHSplit(fields, f.look.object)
	body.SetOffset(0.62)
	f.object.Objects = []fyne.CanvasObject{container.NewBorder(container.NewVBox(buttons, f.wrong), nil, nil, nil, body)}
	f.object.Refresh()
	f.show()
}

// show reads the draft into every field and shows what it would do.
func (f *form) show() {
	for _, u := range f.update {
		u()
	}
	w := f.panel.words()
	f.note.SetText("")
	if f.changed() {
		f.note.SetText(w.T("coupons.unsaved"))
	}
	f.save.SetEnabled(f.changed())
	kit.Say(f.wrong, f.look.show(f.draft, commandOf(copyOf(f.draft))))
}

// set changes the draft.
func (f *form) set(change func(*planner.Event) error) string {
	n := copyOf(f.draft)
	if err := change(n); err != nil {
		return kit.Lines(f.panel.words().Problem(err))
	}
	f.draft = n
	f.show()
	return ""
}

// deepest fills in the deepest discount that keeps every product's floor.
func (f *form) deepest() {
	w, p := f.panel.words(), f.panel.snapshot.Plan
	var skus []string
	for _, x := range p.ProductsOf(f.draft) {
		skus = append(skus, x.SKU)
	}
	window := pricing.Window(p, f.draft)
	if window.IsZero() {
		kit.Say(f.wrong, w.T("coupons.deepest.no_time"))
		return
	}
	off, ok := pricing.Of(p).DeepestDiscount(skus, window, f.draft.Promo.Tool, f.draft.ID)
	if !ok {
		kit.Say(f.wrong, w.T("coupons.deepest.none"))
		return
	}
	f.set(func(e *planner.Event) error {
		e.Promo.PercentOff, e.Promo.AmountOff, e.Promo.Price = off, 0, 0
		return nil
	})
	f.note.SetText(w.T("coupons.deepest.found", off, off.Zhe()))
}

// clockLayout is how a time is shown where it can be typed.
const clockLayout = "2006-01-02 15:04"

func clock(at time.Time, loc *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return at.In(loc).Format(clockLayout)
}

// toolOptions are the tools that a seller schedules, and the one given whatever it is.
func toolOptions(p *planner.Plan, w *words.Words, current string) []kit.Option {
	var list []kit.Option
	for _, t := range p.Tools.All() {
		if t.Schedulable || t.ID == current {
			list = append(list, kit.Option{ID: t.ID, Label: w.Name(t)})
		}
	}
	return list
}

// trimmed is a text as it is kept.
func trimmed(s string) string { return strings.TrimSpace(s) }
