package rules

import (
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// loss is a stack of promotions that some buyer can reach and that leaves too little of a product's price.
type loss struct {
	events []string          // of the stack, the one that costs the seller most first
	span   planner.Span      // from the first stretch in which it does to the last
	worst  pricing.Shortfall // the stretch with the least margin
}

// lossesOf gathers the book's shortfalls by product and stack, in the order of products and of time.
func lossesOf(book *pricing.Book) []loss {
	var list []loss
	at := map[string]int{}
	for _, s := range book.LowestMargins() {
		events := stackOf(s.Chain)
		key := strings.Join(append([]string{s.SKU}, events...), "|")
		n, ok := at[key]
		if !ok {
			at[key] = len(list)
			list = append(list, loss{events, s.Span, s})
			continue
		}
		list[n].span.End = maxTime(list[n].span.End, s.Span.End)
		if s.Margin.Minor < list[n].worst.Margin.Minor {
			list[n].worst = s
		}
	}
	return list
}

// stackOf returns the events of a chain, the one that costs the seller most first.
func stackOf(chain []pricing.Step) []string {
	steps := slices.DeleteFunc(slices.Clone(chain), func(s pricing.Step) bool { return s.Event == "" })
	slices.SortStableFunc(steps, func(a, b pricing.Step) int { return int(b.SellerPays - a.SellerPays) })
	list := make([]string, len(steps))
	for i, s := range steps {
		list[i] = s.Event
	}
	return list
}

// margins looks at every product's margin once, for the two rules that need it.
func (x *index) margins() []loss {
	if x.losses == nil {
		x.losses = append([]loss{}, lossesOf(x.book)...)
	}
	return x.losses
}

func priceBelowCost(x *index, add report) {
	for _, l := range x.margins() {
		if l.worst.Margin.Minor < 0 {
			x.loses("price-below-cost", l, add)
		}
	}
}

// marginBelowFloor leaves out products whose list price is too low already: there is no promotion to change.
func marginBelowFloor(x *index, add report) {
	for _, l := range x.margins() {
		if l.worst.Margin.Minor >= 0 && len(l.events) > 0 {
			x.loses("margin-below-floor", l, add)
		}
	}
}

func (x *index) loses(rule string, l loss, add report) {
	s := l.worst
	f := Finding{Events: l.events, Span: l.span, Detail: s.SKU, Args: []any{x.product(s.SKU), s.Price, s.Margin, s.Floor, x.names(l.events, s.Span.Start), s.Span.Start}}
	free := slices.DeleteFunc(slices.Clone(l.events), func(id string) bool {
		i := slices.IndexFunc(x.promos, func(o promo) bool { return o.ID == id })
		return i < 0 || x.settled(x.promos[i])
	})
	if len(free) > 0 {
		f.Fixes = []Fix{fix(rule, nil, func(why planner.Text) planner.Command { return KeepFloor{SKU: s.SKU, Events: free, Why: why} })}
	}
	add(f)
}

// names joins the names of up to two events into one argument, and says of a coupon that can no longer be
// claimed at the instant that buyers hold it from earlier.
func (x *index) names(events []string, at time.Time) any {
	var list []any
	for _, id := range events {
		e := x.p.Event(id)
		if e == nil || len(list) == 2 {
			continue
		}
		name := x.name(e)
		if w := pricing.Window(x.p, e); !w.End.After(at) {
			name = planner.T("rule.name.claimed", name, w.End)
		}
		list = append(list, name)
	}
	switch len(list) {
	case 0:
		return planner.T("rule.name.list")
	case 1:
		return list[0]
	}
	return planner.T("rule.name.and", list...)
}

// trials is how many edits one Check may try against the price book, each of which costs as much as a
// hundred events; a plan so bad that it needs more is offered fewer fixes at a time.
const trials = 20

// tries reports whether there is a trial left, and takes it.
func (x *index) tries() bool {
	x.tried++
	return x.tried <= trials
}

// keepsFloor reports whether no product falls under its floor in a stack with the changed promotion.
func (x *index) keepsFloor(e *planner.Event) bool {
	return x.tries() && !broken(x.book.With(e), e.ID)
}

// aloneKeepsFloor reports whether a promotion beside which no other stands leaves its products their floors:
// where another price beat it until now, it may not have shown how little it leaves.
func (x *index) aloneKeepsFloor(e *planner.Event) bool {
	tool := x.p.Tool(e.Promo.Tool)
	if tool == nil {
		return true
	}
	share := e.Promo.PlatformShare
	if share < 0 {
		share = tool.PlatformShare
	}
	return !slices.ContainsFunc(x.p.ProductsOf(e), func(q *planner.Product) bool {
		paid := x.p.Money(priceUnder(e.Promo, q))
		m, err := x.book.UnitMargin(q.SKU, e.Span.Start, paid, x.p.Money(q.Price).Sub(paid).Percent(share), tool.CampaignFee)
		return err != nil || m.Contribution < x.book.Floor(q.SKU).Minor
	})
}

// harmless returns the fixes whose edits let no product fall under its floor that stood above it. Even
// ending a promotion may: it can be what kept buyers from a stack that costs the seller more.
func (x *index) harmless(fixes ...Fix) []Fix {
	if x.low == nil {
		x.low = under(x.book)
	}
	return slices.DeleteFunc(fixes, func(f Fix) bool {
		if !x.tries() {
			return true
		}
		n, err := f.Command.Apply(*x.p)
		if err != nil {
			return true
		}
		for sku := range under(x.book.Next(&n)) {
			if !x.low[sku] {
				return true
			}
		}
		return false
	})
}

// under returns the products that some stack brings under their floors.
func under(book *pricing.Book) map[string]bool {
	list := map[string]bool{}
	for _, s := range book.LowestMargins() {
		list[s.SKU] = true
	}
	return list
}

// broken reports whether some product falls under its floor in a stack that the event is part of.
func broken(book *pricing.Book, event string) bool {
	return slices.ContainsFunc(book.LowestMargins(), func(s pricing.Shortfall) bool {
		return slices.ContainsFunc(s.Chain, func(c pricing.Step) bool { return c.Event == event })
	})
}

// KeepFloor is the edit that lets a product keep its margin floor. It goes through the stack of promotions
// that breaks it: the first that can is set to the deepest percentage that its tool allows and under which no
// product falls under its floor in a stack with it; where none can, the product is taken out of them, one
// after the other, until the stack leaves enough.
type KeepFloor struct {
	SKU    string
	Events []string // of the stack, the first to be changed first
	Why    planner.Text
}

// step is the grain in which KeepFloor looks for a depth: whole percents.
const step planner.BasisPoints = 100

// Apply changes the promotions. It fails with a *planner.Problem where the plan no longer has one of them.
func (c KeepFloor) Apply(p planner.Plan) (planner.Plan, error) {
	book := pricing.New(&p)
	for _, id := range c.Events {
		e := p.Event(id)
		if e == nil || e.Promo == nil {
			return p, planner.Problemf("problem.no_event", id)
		}
		if n := shallower(book, e); n != nil {
			return planner.Change{Events: []*planner.Event{n}}.Apply(p)
		}
	}
	for _, id := range c.Events {
		if !c.stands(pricing.New(&p)) {
			break
		}
		var err error
		if p, err = without(p.Event(id), c.SKU, &p).Apply(p); err != nil {
			return p, err
		}
	}
	return p, nil
}

// stands reports whether the product still falls under its floor in a stack with one of the promotions.
func (c KeepFloor) stands(book *pricing.Book) bool {
	return slices.ContainsFunc(book.LowestMargins(), func(s pricing.Shortfall) bool {
		return s.SKU == c.SKU && slices.ContainsFunc(s.Chain, func(t pricing.Step) bool { return slices.Contains(c.Events, t.Event) })
	})
}

// Label names the edit.
func (c KeepFloor) Label() planner.Text { return c.Why }

// shallower returns the promotion at the deepest percentage below its own that keeps every floor, or nil.
func shallower(book *pricing.Book, e *planner.Event) *planner.Event {
	p := book.Plan()
	tool := p.Tool(e.Promo.Tool)
	if e.Promo.PercentOff == 0 || tool == nil {
		return nil
	}
	low := max(tool.PercentMin, step)
	if v := p.Nums("sale_percent"); tool.SalePeriod && len(v) > 0 {
		low = max(low, planner.BasisPoints(v[0]))
	}
	var found *planner.Event
	least, most := (low+step-1)/step, (e.Promo.PercentOff-1)/step
	if tool.PercentMax > 0 {
		most = min(most, tool.PercentMax/step)
	}
	for least <= most {
		mid := (least + most) / 2
		n := withPromo(e, func(o *planner.Promo) { o.PercentOff = mid * step })
		if broken(book.With(n), n.ID) {
			most = mid - 1
		} else {
			found, least = n, mid+1
		}
	}
	return found
}

// without returns the edit that takes a product out of a promotion: the promotion of the others, or its removal where it had no other.
func without(e *planner.Event, sku string, p *planner.Plan) planner.Command {
	n := *e
	n.Products = nil
	for _, q := range p.ProductsOf(e) {
		if q.SKU != sku {
			n.Products = append(n.Products, q.SKU)
		}
	}
	if len(n.Products) == 0 {
		return planner.Remove{IDs: []string{e.ID}}
	}
	return planner.Change{Events: []*planner.Event{&n}}
}
