package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/ui/kit"
)

// head makes the edit of one field of the plan's head and returns what is wrong.
func (x *Panel) head(label string, f func(*planner.Head) error) string {
	h := x.snapshot.Plan.Head
	if err := f(&h); err != nil {
		return kit.Lines(x.words().Problem(err))
	}
	return x.do(planner.SetHead{Head: h, Why: planner.T("ui.edit.plan", planner.T(label))})
}

// planForm is what stands where no event is selected: the plan's name, its sale and its budgets.
func (x *Panel) planForm() fyne.CanvasObject {
	w, p := x.words(), x.snapshot.Plan
	plan := func() *planner.Plan { return x.snapshot.Plan }
	form := kit.Column(kit.Heading(w.T("ui.plan.heading")))
	name, _ := x.typed(w.T("ui.field.name"), func() string { return plan().Name }, func(s string) string {
		return x.head("ui.field.name", func(h *planner.Head) error { h.Name = s; return nil })
	})
	form.Add(name)
	form.Add(x.fact(w.T("ui.field.sale"), func() string { s := plan().Sale; return w.Name(&s) }))
	form.Add(x.fact(w.T("ui.field.status"), func() string { return w.T("sale.status." + plan().Sale.Status) }))
	period := func(label string, get func(planner.Span) string, start bool) {
		row, _ := x.typed(w.T(label), func() string { return get(plan().Sale.Span) }, func(s string) string {
			return x.head(label, func(h *planner.Head) error {
				from, to := x.clock(h.Sale.Span.Start), x.clock(h.Sale.Span.End)
				if start {
					from = s
				} else {
					to = s
				}
				span, err := planner.ParseSalePeriod(from, to, h.Market.Zone)
				if err == nil {
					h.Sale.Span, h.Sale.Status = span, planner.Own
				}
				return err
			})
		})
		form.Add(row)
	}
	period("ui.field.start", func(s planner.Span) string { return x.clock(s.Start) }, true)
	period("ui.field.end", func(s planner.Span) string { return x.clock(s.End) }, false)
	form.Add(x.fact(w.T("ui.field.zone"), func() string { return w.ZoneName() }))
	for _, o := range x.clocks(func() planner.Span { return plan().Sale.Span }) {
		form.Add(o)
	}
	floor, _ := x.typed(w.T("ui.field.floor"), func() string { return plan().MarginFloor.Decimal() + "%" }, func(s string) string {
		return x.head("ui.field.floor", func(h *planner.Head) (err error) { h.MarginFloor, err = kit.ParseShare(s); return err })
	})
	form.Add(floor)
	form.Add(kit.Heading(w.T("engine.forecast.heading")))
	for _, f := range forecasts {
		form.Add(x.fact(w.T(f.label), func() string { return f.get(x) }))
	}
	for _, shop := range p.Shops.All() {
		form.Add(kit.Heading(w.T("ui.plan.budgets", w.Name(shop))))
		for _, b := range budgets {
			form.Add(x.budget(shop.ID, b))
		}
	}
	form.Add(container.NewHBox(kit.NewButton(w.T("ui.action.risks"), func() { x.deps.Act("risks") })))
	return form
}

// forecasts are what the plan is expected to come to.
var forecasts = []struct {
	label string
	get   func(*Panel) string
}{
	{"engine.forecast.value", func(x *Panel) string {
		return x.expected(func(o forecast.Outlook) any { return o.Value })
	}},
	{"engine.forecast.gmv", func(x *Panel) string { return x.expected(func(o forecast.Outlook) any { return o.GMV }) }},
	{"engine.forecast.orders", func(x *Panel) string {
		return x.expected(func(o forecast.Outlook) any { return int(o.Orders + 0.5) })
	}},
}

// expected shows one figure of the forecast, "–" where there is nothing to sell.
func (x *Panel) expected(get func(forecast.Outlook) any) string {
	o, err := x.snapshot.Outlook()
	if err != nil {
		return "–"
	}
	return x.words().Show(get(o))
}

// budgets are the amounts of a shop that the plan form shows.
var budgets = []struct {
	label string
	get   func(*planner.Shop) *int64
}{
	{"ui.field.coupon_budget", func(s *planner.Shop) *int64 { return &s.CouponBudget }},
	{"ui.field.ad_budget", func(s *planner.Shop) *int64 { return &s.AdBudget }},
	{"ui.field.video_budget", func(s *planner.Shop) *int64 { return &s.VideoBudget }},
}

func (x *Panel) budget(id string, b struct {
	label string
	get   func(*planner.Shop) *int64
}) fyne.CanvasObject {
	currency := x.snapshot.Plan.Market.Currency
	shop := func() planner.Shop {
		if s, ok := x.snapshot.Plan.Shops.Get(id); ok {
			return *s
		}
		return planner.Shop{}
	}
	row, _ := x.typed(x.words().T(b.label), func() string { s := shop(); return kit.ShowAmount(*b.get(&s), currency) }, func(text string) string {
		minor, err := kit.ParseAmount(text, currency)
		if err != nil {
			return kit.Lines(x.words().Problem(err))
		}
		s := shop()
		*b.get(&s) = minor
		return x.do(planner.Put{Rows: []planner.Row{&s}, Why: planner.T("ui.edit.plan", planner.T(b.label))})
	})
	return row
}
