package pricing

import (
	"reflect"
	"slices"

	"bfplanner/planner"
)

// Next makes a book of another plan, such as this one's after an edit, that shares with this book what it
// knows of products which the edit did not touch. It answers as New does, only sooner.
func (b *Book) Next(p *planner.Plan) *Book {
	if p == b.plan {
		return b
	}
	var moved []*promotion
	fresh := map[string]bool{}
	for _, c := range planner.Diff(b.plan, p) {
		switch c.Table {
		case "events":
			for _, side := range []struct {
				plan *planner.Plan
				row  planner.Row
			}{{b.plan, c.Before}, {p, c.After}} {
				if e, ok := side.row.(*planner.Event); ok {
					if m := b.env.compile(side.plan, e); m != nil {
						moved = append(moved, m)
					}
				}
			}
		case "products":
			fresh[c.ID] = true
		case "shops", "lines", "channels", "tools", "layers", "fees":
			return New(p)
		case planner.HeadTable:
			if !sameTerms(b.plan, p) {
				return New(p)
			}
		}
	}
	next := &Book{plan: p, env: b.env, index: b.index, items: make([]*item, 0, p.Products.Len())}
	if len(moved) > 0 {
		next.index = newIndex(p, b.env)
	}
	old := b.items
	for _, x := range p.Products.All() {
		for len(old) > 0 && old[0].product.SKU < x.SKU {
			old = old[1:]
		}
		if len(old) == 0 || old[0].product.SKU != x.SKU || fresh[x.SKU] {
			next.items = append(next.items, next.item(x))
			continue
		}
		next.items = append(next.items, old[0].after(next, moved))
	}
	return next
}

// With makes a book of the plan with the events put in, each in place of the one of its ID if there is one.
func (b *Book) With(events ...*planner.Event) *Book {
	p := *b.plan
	p.Events = p.Events.Put(events...)
	return b.Next(&p)
}

// sameTerms reports whether the plans' heads agree in all that a price depends on.
func sameTerms(a, b *planner.Plan) bool {
	return a.Market == b.Market && a.MarginFloor == b.MarginFloor && reflect.DeepEqual(a.Sale, b.Sale)
}

// after returns the item as it is when the promotions have moved, each given as it was or as it is now: itself where none touches it.
func (it *item) after(next *Book, moved []*promotion) *item {
	var dirty []stretch
	for _, m := range moved {
		if touches(next.plan, m.ev, it.product) {
			dirty = append(dirty, stretch{m.from, m.tail})
		}
	}
	if dirty == nil {
		return it
	}
	n := next.item(it.product)
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.margins.done {
		n.margins.old, n.margins.dirty = it.margins.list, dirty
	}
	return n
}

// touches reports whether the product is among those that the event concerns, as planner.Plan.ProductsOf has it.
func touches(p *planner.Plan, e *planner.Event, x *planner.Product) bool {
	switch {
	case len(e.Products) > 0:
		return slices.Contains(e.Products, x.SKU)
	case e.Line != "":
		return e.Line == x.Line
	case e.Shop == "":
		return true
	}
	l, ok := p.Lines.Get(x.Line)
	return !ok || l.Shop == e.Shop
}
