package coupons

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// rows are the form's fields, column by column: what and for whom, how much off, how many.
func (f *form) rows(w *words.Words, p *planner.Plan) [][]fyne.CanvasObject {
	currency := p.Market.Currency
	amount := func(label string, at func(*planner.Promo) *int64) fyne.CanvasObject {
		return f.typed(label, func(e *planner.Event) string { return kit.ShowAmount(*at(e.Promo), currency) },
			func(e *planner.Event, s string) (err error) {
				*at(e.Promo), err = kit.ParseAmount(s, currency)
				return err
			})
	}
	count := func(label string, at func(*planner.Promo) *int) fyne.CanvasObject {
		return f.typed(label, func(e *planner.Event) string { return kit.ShowCount(*at(e.Promo)) },
			func(e *planner.Event, s string) (err error) { *at(e.Promo), err = kit.ParseCount(s); return err })
	}
	what := []fyne.CanvasObject{
		f.typed("ui.field.title", func(e *planner.Event) string { return e.Title },
			func(e *planner.Event, s string) error { e.Title = trimmed(s); return nil }),
		f.picked("ui.field.tool", toolOptions(p, w, f.draft.Promo.Tool), func(e *planner.Event) string { return e.Promo.Tool }, setTool),
		f.picked("ui.field.line", named(w, w.T("ui.whole_shop"), p.Lines.All()), func(e *planner.Event) string { return e.Line },
			func(e *planner.Event, id string) { e.Line, e.Products = id, nil }),
		f.products(w, p),
		f.time("ui.field.start", true),
		f.time("ui.field.end", false),
	}
	if p.Shops.Len() > 1 {
		what = append(what, f.picked("ui.field.shop", named(w, "", p.Shops.All()), func(e *planner.Event) string { return e.Shop },
			func(e *planner.Event, id string) { e.Shop = id }))
	}
	much := []fyne.CanvasObject{
		f.percent(),
		amount("ui.field.amount_off", func(o *planner.Promo) *int64 { return &o.AmountOff }),
		amount("coupons.field.price", func(o *planner.Promo) *int64 { return &o.Price }),
		amount("ui.field.min_spend", func(o *planner.Promo) *int64 { return &o.MinSpend }),
		amount("coupons.field.max_off", func(o *planner.Promo) *int64 { return &o.MaxOff }),
		f.share(),
	}
	many := []fyne.CanvasObject{
		count("ui.field.quantity", func(o *planner.Promo) *int { return &o.Quantity }),
		count("ui.field.per_buyer", func(o *planner.Promo) *int { return &o.PerBuyer }),
		count("coupons.field.valid", func(o *planner.Promo) *int { return &o.Valid }),
		f.typed("ui.field.code", func(e *planner.Event) string { return e.Promo.Code },
			func(e *planner.Event, s string) error { e.Promo.Code = trimmed(s); return nil }),
		f.typed("ui.field.note", func(e *planner.Event) string { return e.Note },
			func(e *planner.Event, s string) error { e.Note = s; return nil }),
		f.picked("ui.field.channel", named(w, "", p.Channels.All()), func(e *planner.Event) string { return e.Channel },
			func(e *planner.Event, id string) { e.Channel = id }),
		f.pinned(),
	}
	return [][]fyne.CanvasObject{what, much, many}
}

// typed is a row with a text field of the draft.
func (f *form) typed(label string, get func(*planner.Event) string, put func(*planner.Event, string) error) fyne.CanvasObject {
	row, _ := f.field(label, get, func(s string) string {
		return f.set(func(e *planner.Event) error { return put(e, s) })
	})
	return row
}

// field is a row with a text field that is committed by other means.
func (f *form) field(label string, get func(*planner.Event) string, commit func(string) string) (fyne.CanvasObject, *kit.Field) {
	field := kit.NewField(get(f.draft), commit)
	f.fields = append(f.fields, field)
	f.update = append(f.update, func() { field.SetValue(get(f.draft)) })
	return kit.Row(f.panel.deps.Words.T(label), field.Box()), field
}

// picked is a row with a drop-down list.
func (f *form) picked(label string, options []kit.Option, get func(*planner.Event) string, put func(*planner.Event, string)) fyne.CanvasObject {
	pick := kit.NewPick(options, get(f.draft), func(id string) {
		f.set(func(e *planner.Event) error { put(e, id); return nil })
	})
	f.update = append(f.update, func() { pick.SetValue(get(f.draft)) })
	return kit.Row(f.panel.deps.Words.T(label), pick)
}

// named makes options of a table's rows, with one for none first where none has a name.
func named[T planner.Row](w *words.Words, none string, rows []T) []kit.Option {
	var list []kit.Option
	if none != "" {
		list = append(list, kit.Option{Label: none})
	}
	for _, r := range rows {
		list = append(list, kit.Option{ID: r.RowID(), Label: w.Name(r)})
	}
	return list
}

// products is a row with a button that opens the list of products to tick.
func (f *form) products(w *words.Words, p *planner.Plan) fyne.CanvasObject {
	many := kit.NewMany(f.panel.deps.Window, w.T("ui.field.products"), named(w, "", p.Products.All()), f.draft.Products, kit.ManyWords{
		OK: w.T("ui.ok"), Cancel: w.T("ui.cancel"),
		Sum: func(labels []string) string {
			switch len(labels) {
			case 0:
				return w.T("ui.all")
			case 1:
				return labels[0]
			}
			return w.T("ui.picked", len(labels))
		},
	}, func(ids []string) { f.set(func(e *planner.Event) error { e.Products = ids; return nil }) })
	f.update = append(f.update, func() { many.SetValue(f.draft.Products) })
	return kit.Row(w.T("ui.field.products"), container.NewHBox(many.Button))
}

// time is a row with the start or the end, on the market's clock.
func (f *form) time(label string, start bool) fyne.CanvasObject {
	loc := f.panel.snapshot.Plan.Zone()
	return f.typed(label, func(e *planner.Event) string {
		if start {
			return clock(e.Span.Start, loc)
		}
		return clock(e.Span.End, loc)
	}, func(e *planner.Event, s string) error {
		at, err := planner.ParseClock(s, loc)
		switch {
		case err != nil:
			return err
		case start && !e.Span.IsZero():
			e.Span = planner.Span{Start: at, End: at.Add(e.Span.Length())}
		case start:
			e.Span = planner.Span{Start: at, End: at.Add(newLength)}
		default:
			e.Span.End = at
		}
		return nil
	})
}

// percent is the row of the share taken off, with its 折 beside it. A bare number below 10 is asked about.
func (f *form) percent() fyne.CanvasObject {
	w := f.panel.words()
	get := func(e *planner.Event) string { return kit.ShowDiscount(e.Promo.PercentOff) }
	put := func(off planner.BasisPoints) string {
		return f.set(func(e *planner.Event) error { e.Promo.PercentOff = off; return nil })
	}
	row, field := f.field("ui.field.percent", get, nil)
	field.Commit = func(s string) string {
		d, err := kit.ParseDiscount(s)
		switch {
		case err != nil:
			return kit.Lines(w.Problem(err))
		case d.Unsure:
			kit.AskDiscount(f.panel.deps.Window, w, d, func(off planner.BasisPoints) { put(off) }, func() { field.SetText(get(f.draft)) })
			return ""
		}
		return put(d.Off)
	}
	both := kit.Note("")
	f.update = append(f.update, func() {
		text := w.T("coupons.no_percent")
		if off := f.draft.Promo.PercentOff; off > 0 {
			text = w.T("ui.discount.both", off, off.Zhe())
		}
		both.SetText(text)
	})
	return kit.Column(row, kit.Row("", both))
}

// share is the row of the part that the platform pays; left empty it is the tool's.
func (f *form) share() fyne.CanvasObject {
	return f.typed("coupons.field.share", func(e *planner.Event) string {
		if e.Promo.PlatformShare < 0 {
			return ""
		}
		return e.Promo.PlatformShare.Decimal() + "%"
	}, func(e *planner.Event, s string) (err error) {
		if strings.TrimSpace(s) == "" {
			e.Promo.PlatformShare = -1
			return nil
		}
		e.Promo.PlatformShare, err = kit.ParseShare(s)
		return err
	})
}

// pinned is the row of the pin.
func (f *form) pinned() fyne.CanvasObject {
	box := widget.NewCheck("", func(on bool) {
		if on != f.draft.Pinned {
			f.set(func(e *planner.Event) error { e.Pinned = on; return nil })
		}
	})
	f.update = append(f.update, func() {
		if box.Checked != f.draft.Pinned {
			box.Checked = f.draft.Pinned
			box.Refresh()
		}
	})
	return kit.Row(f.panel.deps.Words.T("ui.field.pinned"), box)
}
