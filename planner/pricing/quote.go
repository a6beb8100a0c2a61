package pricing

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// Quote is what a product costs at an instant, in the plan's currency. Prices are of the goods, one unit;
// the delivery fee is not in them, but is in the margins.
type Quote struct {
	SKU         string
	At          time.Time     // UTC
	List        planner.Money // the product's own price
	Final       planner.Money // the usual price: one unit, no audience, nothing claimed earlier
	Worst       planner.Money // the lowest price that any buyer can reach by stacking
	MarginFinal planner.Money // what the usual price leaves to the seller, see Contribution
	MarginWorst planner.Money // the lowest that any reachable stack leaves to the seller
	Chain       []Step        // from List to Final
	WorstChain  []Step        // from List to Worst
	MarginChain []Step        // the stack of MarginWorst; with co-funded discounts it need not end at Worst
}

// Step is one discount of a chain, in minor units of the plan's currency. SellerPays and PlatformPays add up
// to Off. In a layer of delivery discounts After is the delivery fee, else the price of the goods.
type Step struct {
	Layer        string `json:"layer"` // ID of the plan's layer
	Tool         string `json:"tool"`  // ID of the plan's tool
	Event        string `json:"event"` // ID of the event
	Off          int64  `json:"off"`
	After        int64  `json:"after"`
	SellerPays   int64  `json:"seller_pays"`
	PlatformPays int64  `json:"platform_pays"`
}

// At returns the product's quote at the instant. A SKU that the plan does not have is a *planner.Problem.
func (b *Book) At(sku string, t time.Time) (Quote, error) {
	it, err := b.known(sku)
	if err != nil {
		return Quote{}, err
	}
	var d desk
	var arena []Step
	d.open(it, it.promos(), instant(t))
	q := d.quote(&arena)
	q.At = t.UTC()
	return q, nil
}

// quote works out the whole quote of an open desk. The chains are cut from the arena.
func (d *desk) quote(arena *[]Step) Quote {
	d.ordinary()
	d.reach()
	m := func(minor int64) planner.Money { return planner.Money{Minor: minor, Currency: d.it.env.currency} }
	q := Quote{
		SKU: d.it.product.SKU, List: m(d.it.product.Price), Final: m(d.usual.goods), Worst: m(d.lowest.goods),
		MarginFinal: m(d.usual.margin), MarginWorst: m(d.least.margin), Chain: d.chain(&d.usual, arena),
	}
	if q.WorstChain = q.Chain; !slices.Equal(d.lowest.picks, d.usual.picks) {
		q.WorstChain = d.chain(&d.lowest, arena)
	}
	if q.MarginChain = q.WorstChain; !slices.Equal(d.least.picks, d.lowest.picks) {
		q.MarginChain = d.chain(&d.least, arena)
	}
	return q
}

// chain shows a stack's promotions as steps; a stack without any is nil. The arena grows by whole blocks, so
// that chains cut from it earlier stay where they are.
func (d *desk) chain(s *stack, arena *[]Step) []Step {
	n := len(s.picks)
	if n == 0 {
		return nil
	}
	if cap(*arena)-len(*arena) < n {
		*arena = make([]Step, 0, max(n, min(256, 2*cap(*arena))))
	}
	from := len(*arena)
	for _, p := range s.picks {
		platform := part(p.off, p.share)
		*arena = append(*arena, Step{d.it.env.layers[p.layer].id, p.o.Tool, p.ev.ID, p.off, p.after, p.off - platform, platform})
	}
	return (*arena)[from : from+n : from+n]
}
