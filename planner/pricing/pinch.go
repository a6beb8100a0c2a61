package pricing

import (
	"math"
	"slices"
	"strings"

	"bfplanner/planner"
)

// Pinch is where a promotion presses hardest on one product: the quote of the instant, within the promotion's
// window or the tail of its claimed coupons, at which the lowest margin has least room over the floor. Where
// the promotion is part of the stack with the lowest margin at some instants, only those count; of equals the
// earliest does. Amounts are in the plan's currency.
type Pinch struct {
	Quote
	Price  planner.Money // what the buyer who leaves MarginWorst pays for the goods, at the end of MarginChain
	Floor  planner.Money // the least that the product may leave, see Book.Floor
	Lowest planner.Money // the lowest price of the whole window and tail, at Quote.At or another instant
	// Applies says that the promotion is part of Quote.MarginChain; where it is not, others beat it for every buyer.
	Applies bool
}

// Under reports whether the lowest margin is under the floor.
func (p Pinch) Under() bool { return p.MarginWorst.Minor < p.Floor.Minor }

// Room returns what the lowest margin leaves over the floor, in minor units; it is negative under the floor.
func (p Pinch) Room() int64 { return p.MarginWorst.Minor - p.Floor.Minor }

// Pinches returns one Pinch for each product that the event's promotion concerns, in the order of SKUs. An
// event that is not there, has no time, or touches no price has none.
func (b *Book) Pinches(event string) []Pinch {
	e := b.plan.Event(event)
	if e == nil {
		return nil
	}
	m := b.env.compile(b.plan, e)
	if m == nil {
		return nil
	}
	var d desk
	products := slices.Clone(b.plan.ProductsOf(e))
	slices.SortFunc(products, func(x, y *planner.Product) int { return strings.Compare(x.SKU, y.SKU) })
	list := make([]Pinch, 0, len(products))
	for _, x := range products {
		list = append(list, d.pinch(b.find(x.SKU), m))
	}
	return list
}

// Pinch returns the event's Pinch on the product that is hit worst: the one with least room over its floor,
// of equals the first by SKU. It is false where Pinches has none.
func (b *Book) Pinch(event string) (Pinch, bool) {
	list := b.Pinches(event)
	if len(list) == 0 {
		return Pinch{}, false
	}
	return slices.MinFunc(list, func(x, y Pinch) int {
		if x.Applies != y.Applies {
			if x.Applies {
				return -1
			}
			return 1
		}
		return int(min(1, max(-1, x.Room()-y.Room())))
	}), true
}

// pinch looks at every instant at which the promotion works.
func (d *desk) pinch(it *item, m *promotion) Pinch {
	promos := it.during(m.from, m.tail)
	lowest, least := int64(math.MaxInt64), int64(math.MaxInt64)
	at, applies := m.from, false
	for _, t := range it.cuts(promos, m.from, m.tail) {
		d.open(it, promos, t)
		d.reach()
		lowest = min(lowest, d.lowest.goods)
		part := slices.ContainsFunc(d.least.picks, func(p pick) bool { return p.ev.ID == m.ev.ID })
		if part == applies && d.least.margin < least || part && !applies {
			at, applies, least = t, part, d.least.margin
		}
	}
	var arena []Step
	d.open(it, promos, at)
	q := d.quote(&arena)
	q.At = timeOf(at)
	money := func(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: it.env.currency} }
	return Pinch{Quote: q, Price: money(d.least.goods), Floor: money(it.floor()), Lowest: money(lowest), Applies: applies}
}
