package rules

import (
	"math/bits"

	"bfplanner/planner"
)

// set is a set of products by their number among the plan's.
type set []uint64

func (s set) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }
func (s set) put(i int)      { s[i/64] |= 1 << (i % 64) }

// count returns how many products there are in the set.
func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// meets reports whether the sets have a product in common.
func (s set) meets(o set) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// scopes knows which products an event touches, as planner.Plan.ProductsOf does, without walking all products for each event.
type scopes struct {
	number map[string]int
	lines  map[string]set
	shops  map[string]set
	all    set
}

func newScopes(p *planner.Plan) scopes {
	words := (p.Products.Len() + 63) / 64
	s := scopes{number: make(map[string]int, p.Products.Len()), lines: map[string]set{}, shops: map[string]set{}, all: make(set, words)}
	grow := func(m map[string]set, id string) set {
		if m[id] == nil {
			m[id] = make(set, words)
		}
		return m[id]
	}
	for i, x := range p.Products.All() {
		s.number[x.SKU] = i
		s.all.put(i)
		grow(s.lines, x.Line).put(i)
		if l, ok := p.Lines.Get(x.Line); ok {
			grow(s.shops, l.Shop).put(i)
		}
	}
	return s
}

// of returns the event's products. The caller must not change the set.
func (s scopes) of(e *planner.Event) set {
	none := make(set, len(s.all))
	switch {
	case len(e.Products) > 0:
		for _, sku := range e.Products {
			if i, ok := s.number[sku]; ok {
				none.put(i)
			}
		}
	case e.Line != "" && s.lines[e.Line] != nil:
		return s.lines[e.Line]
	case e.Line == "" && e.Shop == "":
		return s.all
	case e.Line == "" && s.shops[e.Shop] != nil:
		return s.shops[e.Shop]
	}
	return none
}
