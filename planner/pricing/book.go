package pricing

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"bfplanner/planner"
)

// Book answers questions about the prices of one plan. It is cheap to build: what it needs of a product is
// gathered when the product is first asked for. It is safe for use from several goroutines.
type Book struct {
	plan  *planner.Plan
	env   *env
	index func() *index // built when first asked for
	items []*item       // in the order of plan.Products
}

// index finds the promotions that may touch a product. Its lists are in the order of the events' IDs.
type index struct {
	bySKU  map[string][]*promotion
	byLine map[string][]*promotion
	byShop map[string][]*promotion // of whole shops; "" is every shop
}

// item is one product with the promotions that touch it. It depends on nothing but the product, the
// promotions and what all products share, so that books of plans that differ elsewhere have it in common.
type item struct {
	env     *env
	product *planner.Product
	promos  func() []*promotion // those that touch the product, in the order of the events' IDs
	mu      sync.Mutex          // of margins
	margins margins
}

// New makes a book of the plan.
func New(p *planner.Plan) *Book {
	b := &Book{plan: p, env: newEnv(p), items: make([]*item, p.Products.Len())}
	b.index = sync.OnceValue(func() *index { return newIndex(p, b.env) })
	for i, x := range p.Products.All() {
		b.items[i] = b.item(x)
	}
	return b
}

// Plan returns the plan that the book is about.
func (b *Book) Plan() *planner.Plan { return b.plan }

func newIndex(p *planner.Plan, v *env) *index {
	x := &index{map[string][]*promotion{}, map[string][]*promotion{}, map[string][]*promotion{}}
	for _, e := range p.Events.All() {
		m := v.compile(p, e)
		switch {
		case m == nil:
		case len(e.Products) > 0:
			for _, sku := range e.Products {
				if l := x.bySKU[sku]; len(l) == 0 || l[len(l)-1] != m {
					x.bySKU[sku] = append(l, m)
				}
			}
		case e.Line != "":
			x.byLine[e.Line] = append(x.byLine[e.Line], m)
		default:
			x.byShop[e.Shop] = append(x.byShop[e.Shop], m)
		}
	}
	return x
}

func (b *Book) item(x *planner.Product) *item {
	p, index := b.plan, b.index
	return &item{env: b.env, product: x, promos: sync.OnceValue(func() []*promotion { return index().of(p, x) })}
}

// of returns the promotions that touch the product, in the order of the events' IDs.
func (x *index) of(p *planner.Plan, product *planner.Product) []*promotion {
	lists := [][]*promotion{x.bySKU[product.SKU], x.byLine[product.Line], x.byShop[""]}
	l, known := p.Lines.Get(product.Line)
	for shop, list := range x.byShop {
		if shop != "" && (!known || l.Shop == shop) {
			lists = append(lists, list)
		}
	}
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b *promotion) int { return strings.Compare(a.ev.ID, b.ev.ID) })
	return all
}

// find returns the product's item, or nil.
func (b *Book) find(sku string) *item {
	i := sort.Search(len(b.items), func(i int) bool { return b.items[i].product.SKU >= sku })
	if i < len(b.items) && b.items[i].product.SKU == sku {
		return b.items[i]
	}
	return nil
}

// known returns the product's item, or a *planner.Problem where the plan has no such product.
func (b *Book) known(sku string) (*item, error) {
	if it := b.find(sku); it != nil {
		return it, nil
	}
	return nil, planner.Problemf("pricing.problem.no_product", sku)
}

// Promotions returns the events that touch the product's price at some instant of the span, each by its
// window or by the tail in which claimed coupons still work, in the order of their IDs. An unknown SKU has none.
func (b *Book) Promotions(sku string, span planner.Span) []*planner.Event {
	it := b.find(sku)
	if it == nil {
		return nil
	}
	var list []*planner.Event
	for _, m := range it.promos() {
		if m.from < span.End.UnixMicro() && span.Start.UnixMicro() < m.tail {
			list = append(list, m.ev)
		}
	}
	return list
}

// instant returns the time as the book counts it: microseconds since 1970.
func instant(t time.Time) int64 { return t.UnixMicro() }

func timeOf(us int64) time.Time { return time.UnixMicro(us).UTC() }
