package pricing

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"bfplanner/planner"
)

// fewMoves is the number of changed events above which a new book is made sooner than the old one mended.
const fewMoves = 64

// last is the book that Of gave out last.
var last atomic.Pointer[Book]

// Of returns the book of a plan for a caller that looks at one version of a plan after the other and keeps
// nothing in between, such as a check at every tick of a drag. It answers as New does; it remembers the last
// book that it gave out and shares with it what the edit in between did not touch.
func Of(p *planner.Plan) *Book {
	b := last.Load()
	if b == nil || b.plan.ID != p.ID {
		b = New(p)
	} else {
		b = b.Next(p)
	}
	last.Store(b)
	return b
}

// Next makes a book of another plan, such as this one's after an edit, that shares with this book what it
// knows of products which the edit did not touch. It answers as New does, only sooner.
func (b *Book) Next(p *planner.Plan) *Book {
	if p == b.plan {
		return b
	}
	var moved []change
	fresh := map[string]bool{}
	for _, c := range planner.Diff(b.plan, p) {
		switch c.Table {
		case "events":
			moved = append(moved, b.change(p, c))
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
	if len(moved) > fewMoves {
		return New(p)
	}
	next := &Book{plan: p, env: b.env, index: b.index, items: make([]*item, 0, p.Products.Len())}
	if len(moved) > 0 {
		next.index = sync.OnceValue(func() *index { return newIndex(p, b.env) })
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

// change is what an edit did to one event: the promotion as it was and as it is now, either nil where there is none.
type change struct {
	id          string
	before, now *promotion
}

func (b *Book) change(p *planner.Plan, c planner.RowChange) change {
	x := change{id: c.ID}
	if e, ok := c.Before.(*planner.Event); ok {
		x.before = b.env.compile(b.plan, e)
	}
	if e, ok := c.After.(*planner.Event); ok {
		x.now = b.env.compile(p, e)
	}
	return x
}

// after returns the item as it is after the changes: itself where none touches it.
func (it *item) after(next *Book, changes []change) *item {
	var dirty []stretch
	var promos []*promotion
	for _, c := range changes {
		var now *promotion
		if c.now != nil && touches(next.plan, c.now.ev, it.product) {
			now = c.now
		}
		was := c.before != nil && touches(next.plan, c.before.ev, it.product)
		if was {
			dirty = append(dirty, stretch{c.before.from, c.before.tail})
		}
		if now != nil {
			dirty = append(dirty, stretch{now.from, now.tail})
		}
		if was || now != nil {
			if promos == nil {
				promos = it.promos()
			}
			promos = put(promos, c.id, now)
		}
	}
	if dirty == nil {
		return it
	}
	n := &item{env: it.env, product: it.product, promos: func() []*promotion { return promos }}
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.margins.done {
		n.margins.old, n.margins.dirty = it.margins.list, dirty
	}
	return n
}

// put returns a copy of the list in which m stands for the promotion of that ID, which goes where m is nil.
func put(list []*promotion, id string, m *promotion) []*promotion {
	i, had := slices.BinarySearchFunc(list, id, func(m *promotion, id string) int { return strings.Compare(m.ev.ID, id) })
	out := append(make([]*promotion, 0, len(list)+1), list[:i]...)
	if m != nil {
		out = append(out, m)
	}
	if had {
		i++
	}
	return append(out, list[i:]...)
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
