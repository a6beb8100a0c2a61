package schedule

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// milestones adds what must be done before the shop's sale and is not on the plan yet, by the one rule of when
// it is due: samples out to creators, stock on its way, the sale's registration, the products' approval before
// the first live, and a copy of the shop's data before a risk window. Stock has to leave so much earlier as it is
// on its way, if that is still to come. A milestone that would fall into a ban is moved to the day before it.
func (d *draft) milestones(shop *planner.Shop) {
	own := *d.work
	own.Shops = planner.TableOf(shop)
	own.Events = planner.TableOf(slices.DeleteFunc(slices.Clone(own.Events.All()), func(e *planner.Event) bool { return e.Shop != shop.ID })...)
	for _, e := range rules.Milestones(&own, d.now) {
		if e.Task.Type == planner.Approval {
			e.Parent = firstLive(&own).ID
		}
		if e.Task.Type == planner.Inbound {
			e.Products = d.coming(shop)
			left := e.At(e.Span.MoveDays(-int(d.work.Num("transit_days")), d.loc))
			if len(e.Products) > 0 && !left.Span.Start.Before(d.now) {
				e = left
			}
		}
		for d.barred(e) && e.Span.Start.After(d.now) {
			e = e.At(e.Span.MoveDays(-1, d.loc))
		}
		if !d.barred(e) {
			d.add(e)
		}
	}
}

// firstLive returns the earliest live of a plan that has one.
func firstLive(p *planner.Plan) *planner.Event {
	list := byStart(p.Events.All())
	return list[slices.IndexFunc(list, func(e *planner.Event) bool { return e.Kind == planner.Live })]
}

// coming returns the SKUs of the shop's products of which units are on their way.
func (d *draft) coming(shop *planner.Shop) []string {
	var list []string
	for _, x := range d.work.Products.All() {
		if l, ok := d.work.Lines.Get(x.Line); ok && l.Shop == shop.ID && x.InboundStock > 0 {
			list = append(list, x.SKU)
		}
	}
	return list
}
