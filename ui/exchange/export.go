package exchange

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Exports are the kinds of file that a plan can be written as, by their extensions, in the order of the form.
var Exports = []string{".xlsx", ".ics", ".csv"}

// Choice is what of a plan goes into a calendar file; an empty list leaves its side open.
type Choice struct {
	Hosts    []string // IDs
	Kinds    []planner.Kind
	Channels []string // IDs
	Silent   bool     // without alarms
}

// Order is an export as the user wants it.
type Order struct {
	Kind   string // an extension of Exports
	Choice        // of a calendar
	Keep   bool   // a calendar file is written anew after each change of the plan
}

// ExportForm is the form of an export.
type ExportForm struct {
	words    *words.Words
	window   fyne.Window
	order    Order
	calendar *fyne.Container // shown for a calendar alone
	keep     *widget.Check
	root     fyne.CanvasObject
}

// NewExportForm makes the form for a plan.
func NewExportForm(w *words.Words, window fyne.Window, p *planner.Plan) *ExportForm {
	f := &ExportForm{words: w, window: window, order: Order{Kind: Exports[0]}}
	kinds := make([]kit.Option, len(Exports))
	for i, x := range Exports {
		kinds[i] = kit.Option{ID: x, Label: w.T("exchange.export" + x)}
	}
	alarms := widget.NewCheck(w.T("paper.export.alarms"), func(on bool) { f.order.Silent = !on })
	alarms.SetChecked(true)
	f.keep = widget.NewCheck(w.T("paper.export.keep"), func(on bool) { f.order.Keep = on })
	f.calendar = container.NewVBox(
		f.many("paper.export.hosts", hostOptions(p), func(ids []string) { f.order.Hosts = ids }),
		f.many("paper.export.kinds", kindOptions(w), func(ids []string) {
			f.order.Kinds = nil
			for _, id := range ids {
				f.order.Kinds = append(f.order.Kinds, planner.Kind(id))
			}
		}),
		f.many("paper.export.channels", channelOptions(w, p), func(ids []string) { f.order.Channels = ids }),
		kit.Row("", alarms), kit.Row("", f.keep), kit.Note(w.T("paper.export.keep_note")))
	f.calendar.Hide()
	pick := kit.NewPick(kinds, f.order.Kind, f.choose)
	f.root = container.NewVBox(kit.Row(w.T("exchange.export.kind"), pick), f.calendar)
	return f
}

// choose takes a kind of file.
func (f *ExportForm) choose(kind string) {
	f.order.Kind = kind
	f.calendar.Hidden = kind != ".ics"
	f.root.Refresh()
}

// Order returns what the form says; only a calendar is chosen from and kept up to date.
func (f *ExportForm) Order() Order {
	if f.order.Kind != ".ics" {
		return Order{Kind: f.order.Kind}
	}
	return f.order
}

// Object returns what the dialog shows.
func (f *ExportForm) Object() fyne.CanvasObject { return f.root }

// many is a row that picks some of the options, none meaning all.
func (f *ExportForm) many(key string, options []kit.Option, changed func([]string)) fyne.CanvasObject {
	w := f.words
	var m *kit.Many
	m = kit.NewMany(f.window, w.T(key), options, nil, kit.ManyWords{OK: w.T("ui.ok"), Cancel: w.T("ui.cancel"), Sum: func(labels []string) string {
		switch len(labels) {
		case 0:
			return w.T("paper.export.all")
		case 1:
			return labels[0]
		}
		return w.T("ui.picked", len(labels))
	}}, func(ids []string) {
		m.SetValue(ids)
		changed(ids)
	})
	return kit.Row(w.T(key), m)
}

func hostOptions(p *planner.Plan) (list []kit.Option) {
	for _, h := range p.Hosts.All() {
		list = append(list, kit.Option{ID: h.ID, Label: h.Name})
	}
	return list
}

func kindOptions(w *words.Words) (list []kit.Option) {
	for _, k := range planner.Kinds {
		list = append(list, kit.Option{ID: string(k), Label: w.T("kind." + string(k))})
	}
	return list
}

// channelOptions are the channels that the plan's events are on.
func channelOptions(w *words.Words, p *planner.Plan) (list []kit.Option) {
	for _, c := range p.Channels.All() {
		if slices.ContainsFunc(p.Events.All(), func(e *planner.Event) bool { return e.Channel == c.ID }) {
			list = append(list, kit.Option{ID: c.ID, Label: w.Name(c)})
		}
	}
	return list
}

// ShowExport opens the form over the window. kept is the file that is written anew after each change, "" for none,
// which stop ends; write is handed what the user wants.
func ShowExport(w *words.Words, window fyne.Window, p *planner.Plan, kept string, stop func(), write func(Order)) *ExportForm {
	f := NewExportForm(w, window, p)
	body := container.NewVBox(f.Object())
	if kept != "" {
		var line *fyne.Container
		line = container.NewBorder(nil, nil, nil, kit.NewButton(w.T("paper.export.stop"), func() { stop(); line.Hide() }), kit.Wrapped(w.T("paper.export.kept", kept)))
		body.Add(line)
	}
	kit.Ask(window, w.T("exchange.export"), kit.Sized(520, 0, body), w.T("exchange.export.do"), w.T("ui.cancel"), func() string {
		write(f.Order())
		return ""
	})
	return f
}
