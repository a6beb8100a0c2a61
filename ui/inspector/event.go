package inspector

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// set makes the edit of one field: a copy of the event is changed by f and put in the event's place.
func (x *Panel) set(label string, f func(*planner.Event) error) string {
	e := x.event()
	if e == nil {
		return ""
	}
	n := copyOf(e)
	if err := f(n); err != nil {
		return kit.Lines(x.words().Problem(err))
	}
	return x.do(planner.Change{Events: []*planner.Event{n}, Why: planner.T("ui.edit.field", planner.T(label), x.name(e))})
}

// name is what the label of an edit calls the event: its title, or its kind, since the words made of its details change with the language.
func (x *Panel) name(e *planner.Event) planner.Text {
	if e.Title != "" {
		return planner.T("ui.plain", e.Title)
	}
	return planner.T("kind." + string(e.Kind))
}

// text, count, amount and choice are the four sorts of field that most details need. get is asked only while
// the event is there.
func (x *Panel) text(label string, get func(*planner.Event) string, put func(*planner.Event, string) error) fyne.CanvasObject {
	row, _ := x.typed(x.words().T(label), x.reads(get), func(s string) string {
		return x.set(label, func(e *planner.Event) error { return put(e, strings.TrimSpace(s)) })
	})
	return row
}

func (x *Panel) count(label string, get func(*planner.Event) *int) fyne.CanvasObject {
	return x.text(label, func(e *planner.Event) string { return kit.ShowCount(*get(e)) },
		func(e *planner.Event, s string) (err error) { *get(e), err = kit.ParseCount(s); return err })
}

func (x *Panel) amount(label string, get func(*planner.Event) *int64) fyne.CanvasObject {
	currency := x.snapshot.Plan.Market.Currency
	row := x.text(label, func(e *planner.Event) string { return kit.ShowAmount(*get(e), currency) },
		func(e *planner.Event, s string) (err error) { *get(e), err = kit.ParseAmount(s, currency); return err })
	return row
}

func (x *Panel) choice(label string, list []kit.Option, get func(*planner.Event) *string) fyne.CanvasObject {
	return x.picked(x.words().T(label), list, x.reads(func(e *planner.Event) string { return *get(e) }),
		func(id string) string {
			return x.set(label, func(e *planner.Event) error { *get(e) = id; return nil })
		})
}

// reads guards a reader of the event against the event being gone.
func (x *Panel) reads(get func(*planner.Event) string) func() string {
	return func() string {
		if e := x.event(); e != nil {
			return get(e)
		}
		return ""
	}
}

// details are the rows of each kind between the times and the rows that every event has.
var details = map[planner.Kind]func(*Panel) []fyne.CanvasObject{
	planner.Video: func(x *Panel) []fyne.CanvasObject {
		return append([]fyne.CanvasObject{
			x.choice("ui.field.video_type", x.named("video.", planner.VideoTypes), func(e *planner.Event) *string { return &e.Clip.Type }),
			x.count("ui.field.effort", func(e *planner.Event) *int { return &e.Clip.Effort }),
			x.count("ui.field.reach", func(e *planner.Event) *int { return &e.Clip.Reach }),
			x.amount("ui.field.cost", func(e *planner.Event) *int64 { return &e.Clip.Cost }),
		}, x.scope()...)
	},
	planner.Live: func(x *Panel) []fyne.CanvasObject {
		p := x.snapshot.Plan
		return append([]fyne.CanvasObject{
			x.choice("ui.field.studio", options(x, x.words().T("ui.none"), p.Studios.All()), func(e *planner.Event) *string { return &e.Live.Studio }),
			x.shifts(),
			x.many(x.words().T("ui.field.mirrors"), options(x, "", p.Channels.All()), x.words().T("ui.none"),
				x.list(func(e *planner.Event) []string { return e.Live.Mirrors }),
				func(ids []string) {
					x.set("ui.field.mirrors", func(e *planner.Event) error { e.Live.Mirrors = ids; return nil })
				}),
		}, x.scope()...)
	},
	planner.Coupon: (*Panel).promo,
	planner.Flash:  (*Panel).promo,
	planner.Ad: func(x *Panel) []fyne.CanvasObject {
		return append([]fyne.CanvasObject{
			x.amount("ui.field.daily", func(e *planner.Event) *int64 { return &e.Ad.Daily }),
		}, x.scope()...)
	},
	planner.Milestone: func(x *Panel) []fyne.CanvasObject {
		return []fyne.CanvasObject{
			x.choice("ui.field.milestone_type", x.named("milestone.", planner.MilestoneTypes), func(e *planner.Event) *string { return &e.Task.Type }),
			x.text("ui.field.owner", func(e *planner.Event) string { return e.Task.Owner },
				func(e *planner.Event, s string) error { e.Task.Owner = s; return nil }),
			x.tick("ui.field.done", func(e *planner.Event) *bool { return &e.Task.Done }),
		}
	},
}

func (x *Panel) promo() []fyne.CanvasObject {
	e := x.event()
	var tools []*planner.Tool
	for _, t := range x.snapshot.Plan.Tools.All() {
		if t.Schedulable && !t.InsideLive || t.ID == e.Promo.Tool || t.InsideLive && e.Kind == planner.Flash {
			tools = append(tools, t)
		}
	}
	return append([]fyne.CanvasObject{
		x.choice("ui.field.tool", options(x, "", tools), func(e *planner.Event) *string { return &e.Promo.Tool }),
		x.discount(),
		x.amount("ui.field.amount_off", func(e *planner.Event) *int64 { return &e.Promo.AmountOff }),
		x.amount("ui.field.min_spend", func(e *planner.Event) *int64 { return &e.Promo.MinSpend }),
		x.count("ui.field.quantity", func(e *planner.Event) *int { return &e.Promo.Quantity }),
		x.count("ui.field.per_buyer", func(e *planner.Event) *int { return &e.Promo.PerBuyer }),
		x.text("ui.field.code", func(e *planner.Event) string { return e.Promo.Code },
			func(e *planner.Event, s string) error { e.Promo.Code = s; return nil }),
	}, x.scope()...)
}

// scope is the rows that say for what an event is: its line or its products.
func (x *Panel) scope() []fyne.CanvasObject {
	p, w := x.snapshot.Plan, x.words()
	return []fyne.CanvasObject{
		x.picked(w.T("ui.field.line"), options(x, w.T("ui.whole_shop"), p.Lines.All()), x.reads(func(e *planner.Event) string { return e.Line }),
			func(id string) string {
				return x.set("ui.field.line", func(e *planner.Event) error { e.Line, e.Products = id, nil; return nil })
			}),
		x.many(w.T("ui.field.products"), options(x, "", p.Products.All()), w.T("ui.all"),
			x.list(func(e *planner.Event) []string { return e.Products }),
			func(ids []string) {
				x.set("ui.field.products", func(e *planner.Event) error { e.Products = ids; return nil })
			}),
	}
}

func (x *Panel) list(get func(*planner.Event) []string) func() []string {
	return func() []string {
		if e := x.event(); e != nil {
			return get(e)
		}
		return nil
	}
}

func (x *Panel) tick(label string, get func(*planner.Event) *bool) fyne.CanvasObject {
	return x.ticked(x.words().T(label), func() bool { e := x.event(); return e != nil && *get(e) },
		func(on bool) { x.set(label, func(e *planner.Event) error { *get(e) = on; return nil }) })
}

// times are the rows of the start, the end where the event has a length, and the other clocks.
func (x *Panel) times(e *planner.Event) []fyne.CanvasObject {
	w := x.words()
	typed := func(label string, get func(*planner.Event) string, edit func(*planner.Event, string) (planner.Command, error)) fyne.CanvasObject {
		row, _ := x.typed(label, x.reads(get), func(s string) string {
			e := x.event()
			if e == nil {
				return ""
			}
			cmd, err := edit(e, s)
			if err != nil {
				return kit.Lines(w.Problem(err))
			}
			return x.do(cmd)
		})
		return row
	}
	rows := []fyne.CanvasObject{typed(w.T("ui.field.start"), func(e *planner.Event) string { return x.clock(e.Span.Start) },
		func(e *planner.Event, s string) (planner.Command, error) {
			p := x.snapshot.Plan
			if strings.TrimSpace(s) == "" {
				return startAt(p, e, time.Time{}), nil
			}
			at, err := planner.ParseClock(s, p.Zone())
			return startAt(p, e, at), err
		})}
	if e.Scheduled() && e.Kind != planner.Video && e.Kind != planner.Milestone {
		rows = append(rows, typed(w.T("ui.field.end"), func(e *planner.Event) string { return x.clock(e.Span.End) },
			func(e *planner.Event, s string) (planner.Command, error) {
				at, err := planner.ParseClock(s, x.snapshot.Plan.Zone())
				return endAt(e, at), err
			}))
	}
	span := func() planner.Span {
		if e := x.event(); e != nil {
			return e.Span
		}
		return planner.Span{}
	}
	if !e.Scheduled() {
		return rows
	}
	market := []fyne.CanvasObject{x.fact(w.ZoneName(), func() string { return w.Span(span()) })}
	return append(append(rows, market...), x.clocks(span)...)
}

// eventForm is the whole form of one event.
func (x *Panel) eventForm(e *planner.Event) fyne.CanvasObject {
	p, w := x.snapshot.Plan, x.words()
	head := container.NewHBox(kit.Inset(look.NewChip(e.Kind, !p.OnPlatform(e))), kit.Heading(w.Show(e.Kind)+" · "+e.ID))
	row, title := x.typed(w.T("ui.field.title"), x.reads(func(e *planner.Event) string { return e.Title }), func(s string) string {
		return x.set("ui.field.title", func(e *planner.Event) error { e.Title = strings.TrimSpace(s); return nil })
	})
	x.title = title
	name := kit.Title("")
	x.update = append(x.update, func() {
		if e := x.event(); e != nil {
			name.SetText(w.EventTitle(x.snapshot.Plan, e))
		}
	})
	note := kit.NewArea(e.Note, 2, func(s string) string {
		return x.set("ui.field.note", func(e *planner.Event) error { e.Note = s; return nil })
	})
	x.keep(note, x.reads(func(e *planner.Event) string { return e.Note }))

	form := kit.Column(head, name, row)
	if e.Series != "" {
		form.Add(x.series())
	}
	for _, o := range x.times(e) {
		form.Add(o)
	}
	for _, o := range details[e.Kind](x) {
		form.Add(o)
	}
	form.Add(x.choice("ui.field.channel", options(x, "", p.Channels.All()), func(e *planner.Event) *string { return &e.Channel }))
	if p.Shops.Len() > 1 {
		form.Add(x.choice("ui.field.shop", options(x, "", p.Shops.All()), func(e *planner.Event) *string { return &e.Shop }))
	}
	form.Add(x.tick("ui.field.pinned", func(e *planner.Event) *bool { return &e.Pinned }))
	form.Add(kit.Row(w.T("ui.field.note"), note.Box()))
	form.Add(container.NewHBox(kit.NewButton(w.T("ui.action.duplicate"), func() { x.deps.Act("duplicate") }),
		kit.NewButton(w.T("ui.action.delete"), func() { x.deps.Act("delete") })))
	return form
}
