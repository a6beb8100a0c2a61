package rules

import (
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// loss is a stretch of time in which one stack of promotions leaves too little of a product's price.
type loss struct {
	sku    string
	events []string // of the stack, the one that costs the seller most first
	span   planner.Span
	worst  pricing.Quote // at the least margin
}

// losses returns, for each product and each stack of promotions that some buyer can reach, where it leaves
// less than the product's floor from the instant on.
func losses(book *pricing.Book, sku string, span planner.Span) []loss {
	var list []loss
	at := map[string]int{}
	floor := book.Floor(sku).Minor
	points := book.Trail(sku, span)
	for i, q := range points {
		if q.MarginWorst.Minor >= floor {
			continue
		}
		end := span.End
		if i+1 < len(points) {
			end = points[i+1].At
		}
		events := stackOf(q.MarginChain)
		key := sku
		for _, id := range events {
			key += "|" + id
		}
		n, ok := at[key]
		if !ok {
			at[key] = len(list)
			list = append(list, loss{sku, events, planner.Span{Start: q.At, End: end}, q.Quote})
			continue
		}
		list[n].span.End = end
		if q.MarginWorst.Minor < list[n].worst.MarginWorst.Minor {
			list[n].worst = q.Quote
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
		x.losses = []loss{}
		book := pricing.New(x.p)
		span := planner.Span{Start: maxTime(x.now, x.p.Sale.Campaign().Start), End: x.p.Sale.Campaign().End}
		for _, q := range x.p.Products.All() {
			x.losses = append(x.losses, losses(book, q.SKU, span)...)
		}
	}
	return x.losses
}

func priceBelowCost(x *index, add report) {
	for _, l := range x.margins() {
		if l.worst.MarginWorst.Minor < 0 {
			x.report("price-below-cost", l, add)
		}
	}
}

func marginBelowFloor(x *index, add report) {
	for _, l := range x.margins() {
		if l.worst.MarginWorst.Minor >= 0 && len(l.events) > 0 {
			x.report("margin-below-floor", l, add)
		}
	}
}

func (x *index) report(rule string, l loss, add report) {
	f := Finding{Events: l.events, Span: l.span, Detail: l.sku}
	paid := l.worst.List
	if n := len(l.worst.MarginChain); n > 0 {
		paid = x.p.Money(l.worst.MarginChain[n-1].After)
	}
	f.Args = []any{x.product(l.sku), paid, l.worst.MarginWorst, x.floor(l.sku), x.names(l.events), l.worst.At}
	if len(l.events) > 0 {
		f.Fixes = []Fix{fix(rule, nil, func(why planner.Text) planner.Command {
			return KeepFloor{SKU: l.sku, Span: l.span, Events: l.events, Why: why}
		})}
	}
	add(f)
}

func (x *index) floor(sku string) planner.Money {
	q := x.p.Product(sku)
	b := q.MarginFloor
	if b == 0 {
		b = x.p.MarginFloor
	}
	return x.p.Money(q.Price).Percent(b)
}

// names joins the names of up to two events into one argument.
func (x *index) names(events []string) any {
	var list []any
	for _, id := range events {
		if e := x.p.Event(id); e != nil && len(list) < 2 {
			list = append(list, x.name(e))
		}
	}
	switch len(list) {
	case 0:
		return planner.T("rule.name.list")
	case 1:
		return list[0]
	}
	return planner.T("rule.name.and", list...)
}

// keepsFloor reports whether the products of a changed or new promotion keep their floors while it works.
func (x *index) keepsFloor(e *planner.Event) bool {
	p := *x.p
	p.Events = p.Events.Put(e)
	return holds(&p, e)
}

// holds reports whether every product that the event touches keeps its floor while it works.
func holds(p *planner.Plan, e *planner.Event) bool {
	book := pricing.New(p)
	for _, q := range p.ProductsOf(e) {
		if len(losses(book, q.SKU, working(p, e))) > 0 {
			return false
		}
	}
	return true
}

// working returns the event's run with its tail.
func working(p *planner.Plan, e *planner.Event) planner.Span {
	s := e.Span
	if tail := pricing.TailOf(p, e); !tail.IsZero() {
		s.End = maxTime(s.End, tail.End)
	}
	return s
}

// KeepFloor is the edit that lets a product keep its margin floor: the promotion that costs most is set to
// the deepest percentage that its tool allows and under which all its products keep their floors; where
// there is none, the product is taken out of the promotions of the stack, one after the other, until it does.
type KeepFloor struct {
	SKU    string
	Span   planner.Span // in which the floor was broken
	Events []string     // of the stack, the first to be changed first
	Why    planner.Text
}

// step is the grain in which KeepFloor looks for a depth: whole percents.
const step planner.BasisPoints = 100

// Apply changes the promotions. It fails with a *planner.Problem where the plan no longer has one of them.
func (c KeepFloor) Apply(p planner.Plan) (planner.Plan, error) {
	for _, id := range c.Events {
		e := p.Event(id)
		if e == nil {
			return p, planner.Problemf("problem.no_event", id)
		}
		if n := shallower(&p, e); n != nil {
			return planner.Change{Events: []*planner.Event{n}}.Apply(p)
		}
	}
	for _, id := range c.Events {
		if len(losses(pricing.New(&p), c.SKU, c.Span)) == 0 {
			break
		}
		var err error
		if p, err = without(p.Event(id), c.SKU, &p).Apply(p); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Label names the edit.
func (c KeepFloor) Label() planner.Text { return c.Why }

// shallower returns the promotion at the deepest percentage below its own that keeps every floor, or nil.
func shallower(p *planner.Plan, e *planner.Event) *planner.Event {
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
	for least <= most {
		mid := (least + most) / 2
		n := withPromo(e, func(o *planner.Promo) { o.PercentOff = mid * step })
		q := *p
		q.Events = q.Events.Put(n)
		if holds(&q, n) {
			found, least = n, mid+1
		} else {
			most = mid - 1
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

// notBelowLow says of flash deals and campaign prices where their own price does not stand to the lowest of the past
// 30 days as their tool demands, and what spoils it.
func notBelowLow(x *index, o promo, add report) {
	if o.tool.BelowLow30 == "" || !o.Span.End.After(x.now) {
		return
	}
	for i, q := range x.p.Products.All() {
		if !o.scope.has(i) || q.Low30 == 0 {
			continue
		}
		price := x.priceUnder(o, q)
		if price < q.Low30 || price == q.Low30 && o.tool.BelowLow30 == "at_or_below" {
			continue
		}
		f := Finding{Events: ids(o.Event), Span: o.Span, Detail: q.SKU, Args: []any{x.name(o.Event), q, x.p.Money(price), x.p.Money(q.Low30)}}
		if n := x.below(o, q); n != nil {
			f.Fixes = []Fix{change("flash-not-below-30-day-low", []any{n.Promo.PercentOff, n.Promo.PercentOff.Zhe()}, n)}
		}
		add(f)
	}
}

// priceUnder is the product's price under the promotion alone.
func (x *index) priceUnder(o promo, q *planner.Product) int64 {
	switch {
	case o.Promo.Price > 0:
		return o.Promo.Price
	case o.Promo.AmountOff > 0:
		return q.Price - o.Promo.AmountOff
	}
	return q.Price - planner.DivRound(q.Price*int64(o.Promo.PercentOff), 10000)
}

// below returns the promotion with the least whole percentage that brings the product under its low and keeps all floors, or nil.
func (x *index) below(o promo, q *planner.Product) *planner.Event {
	if o.Promo.PercentOff == 0 || !x.coming(o.Event) {
		return nil
	}
	for depth := (o.Promo.PercentOff/step + 1) * step; depth <= max(o.tool.PercentMax, o.Promo.PercentOff); depth += step {
		price := q.Price - planner.DivRound(q.Price*int64(depth), 10000)
		if price < q.Low30 {
			n := withPromo(o.Event, func(c *planner.Promo) { c.PercentOff = depth })
			if x.keepsFloor(n) {
				return n
			}
			return nil
		}
	}
	return nil
}
