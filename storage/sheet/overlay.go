package sheet

import (
	"slices"

	"bfplanner/planner"
)

// overlay is how a row that a plan has already is changed: the fields that the columns set, where the row fills any of
// them. An empty cell leaves what is there.
type overlay[T any] []struct {
	fields []string
	put    func(to, from *T)
}

var productOverlay = overlay[planner.Product]{
	{[]string{"name", "name_en", "name_zh"}, func(to, from *planner.Product) {
		to.Name = from.Name
		if from.NameZh != "" {
			to.NameZh = from.NameZh
		}
	}},
	{[]string{"line", "category"}, func(to, from *planner.Product) { to.Line = from.Line }},
	{[]string{"price"}, func(to, from *planner.Product) { to.Price = from.Price }},
	{[]string{"cost"}, func(to, from *planner.Product) { to.Cost = from.Cost }},
	{[]string{"ship"}, func(to, from *planner.Product) { to.Ship = from.Ship }},
	{[]string{"low30"}, func(to, from *planner.Product) { to.Low30 = from.Low30 }},
	{[]string{"stock"}, func(to, from *planner.Product) { to.Stock = from.Stock }},
	{[]string{"inbound"}, func(to, from *planner.Product) { to.InboundStock = from.InboundStock }},
	{[]string{"affiliate"}, func(to, from *planner.Product) { to.Affiliate = from.Affiliate }},
	{[]string{"returns"}, func(to, from *planner.Product) { to.Returns = from.Returns }},
	{[]string{"margin_floor"}, func(to, from *planner.Product) { to.MarginFloor = from.MarginFloor }},
	{[]string{"flash_discount"}, func(to, from *planner.Product) { to.FlashDiscount = from.FlashDiscount }},
}

var hostOverlay = overlay[planner.Host]{
	{[]string{"name"}, func(to, from *planner.Host) { to.Name = from.Name }},
	{[]string{"draw"}, func(to, from *planner.Host) { to.Mult = from.Mult }},
	{[]string{"cost_hour"}, func(to, from *planner.Host) { to.CostHour = from.CostHour }},
	{[]string{"min_shift"}, func(to, from *planner.Host) { to.MinShift = from.MinShift }},
	{[]string{"max_shift"}, func(to, from *planner.Host) { to.MaxShift = from.MaxShift }},
	{[]string{"break"}, func(to, from *planner.Host) { to.Break = from.Break }},
	{[]string{"max_day"}, func(to, from *planner.Host) { to.MaxDay = from.MaxDay }},
	{[]string{"max_week"}, func(to, from *planner.Host) { to.MaxWeek = from.MaxWeek }},
	{[]string{"rest"}, func(to, from *planner.Host) { to.Rest = from.Rest }},
	{[]string{"hours"}, func(to, from *planner.Host) { to.Hours = from.Hours }},
	{[]string{"days_off"}, func(to, from *planner.Host) { to.DaysOff = from.DaysOff }},
	{[]string{"extra_hours"}, func(to, from *planner.Host) { to.ExtraHours = from.ExtraHours }},
}

// over returns the row as it is with what the sheet says laid over it; without one, what the sheet says.
func (o overlay[T]) over(old, made *T, r record) *T {
	if old == nil {
		return made
	}
	n := *old
	for _, f := range o {
		if slices.ContainsFunc(f.fields, r.filled) {
			f.put(&n, made)
		}
	}
	return &n
}

// filled reports whether anything stands in the field.
func (r record) filled(field string) bool { _, ok := r.cell(field); return ok }

// hasAny reports whether the sheet has one of the columns at all.
func (r record) hasAny(fields ...string) bool { return slices.ContainsFunc(fields, r.has) }

// wants reports the fields that a row which is new to the plan must have, where the sheet has no such column.
func (r record) wants(fields ...[]string) {
	for _, names := range fields {
		if r.plan != nil && !r.hasAny(names...) {
			r.fail(names[0], "problem.missing_value")
		}
	}
}

// oldProduct, oldHost and oldLine find what the plan has already; all are nil for a shop that begins.
func (b *builder) oldProduct(sku string) *planner.Product {
	if b.plan == nil {
		return nil
	}
	return b.plan.Product(sku)
}

func (b *builder) oldHost(id, name string) *planner.Host {
	if b.plan == nil {
		return nil
	}
	for _, h := range b.plan.Hosts.All() {
		if h.ID == id || plainHeading(h.Name) == plainHeading(name) {
			return h
		}
	}
	return nil
}

func (b *builder) oldLine(name string) *planner.Line {
	if b.plan == nil {
		return nil
	}
	plain := plainHeading(name)
	for _, l := range b.plan.Lines.All() {
		if plain == plainHeading(l.ID) || plain == plainHeading(l.Name) || plain == plainHeading(l.NameZh) {
			return l
		}
	}
	return nil
}

// shopOf returns the shop to which what is new belongs.
func (b *builder) shopOf() string {
	if b.plan != nil {
		if shops := b.plan.Shops.All(); len(shops) > 0 {
			return shops[0].ID
		}
	}
	return shopID
}
