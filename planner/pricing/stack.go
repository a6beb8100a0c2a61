package pricing

import (
	"bfplanner/planner"
)

// maxFree is how many promotions of one additive layer that a buyer may or may not have are tried both
// ways; those beyond apply to every stack, so that the number of stacks stays bounded.
const maxFree = 8

// active is a promotion that works at the instant asked about.
type active struct {
	*promotion
	held bool // no longer claimable: only buyers who hold it from earlier have it
}

// closed reports whether an ordinary buyer does not have it.
func (a *active) closed() bool { return a.held || a.aud != "" }

// stack is a way through the layers: what a unit costs, who pays, and by which promotions.
type stack struct {
	goods    int64 // price that the buyer pays
	delivery int64 // delivery fee that the buyer pays
	platform int64 // what the platform pays of the goods' discounts
	carried  int64 // what the platform pays of the delivery's discounts
	campaign planner.BasisPoints
	margin   int64
	picks    []pick
}

// pick is a promotion that applies in a stack, with what it does there.
type pick struct {
	*promotion
	off, after int64
}

// apply puts a promotion on the stack and returns what it takes off; picks are the caller's.
func (s *stack) apply(m *promotion, shipping bool) pick {
	price, paid := &s.goods, &s.platform
	if shipping {
		price, paid = &s.delivery, &s.carried
	}
	off := m.off(*price)
	*price -= off
	*paid += part(off, m.share)
	s.campaign = max(s.campaign, m.fee)
	return pick{m, off, *price}
}

// desk works out stacks of one product at one instant. It keeps its buffers from one use to the next.
type desk struct {
	it     *item
	fee    *feeStep
	layers [][]active // what works now, by layer
	count  int        // how many work now
	sorted [][]active // a layer's promotions in the order in which they win, per depth of the search
	usual  stack
	lowest stack // the stack with the lowest price
	least  stack // the stack with the lowest margin
	path   []pick
	found  bool
}

// open readies the desk for a product at an instant, given the promotions that may be active then.
func (d *desk) open(it *item, promos []*promotion, t int64) {
	v := it.env
	d.it, d.fee, d.count = it, v.feeAt(t), 0
	for len(d.layers) < len(v.layers) {
		d.layers, d.sorted = append(d.layers, nil), append(d.sorted, nil)
	}
	for i := range d.layers {
		d.layers[i] = d.layers[i][:0]
	}
	for _, m := range promos {
		if m.from <= t && t < m.tail {
			d.layers[m.layer] = append(d.layers[m.layer], active{m, t >= m.to})
			d.count++
		}
	}
}

func (d *desk) start() stack {
	return stack{goods: d.it.product.Price, delivery: d.it.product.ShipFee}
}

// settle works out the stack's margin.
func (d *desk) settle(s *stack) int64 {
	return Contribution(d.it.env.terms(d.it.product, d.fee, s.campaign),
		Sold[int64]{s.goods, s.platform, s.delivery + s.carried}).Contribution
}

// ordinary works out the usual stack: in each layer what an ordinary buyer's order of one unit gets.
func (d *desk) ordinary() {
	picks := d.usual.picks[:0]
	s := d.start()
	for i := range d.layers {
		l := &d.it.env.layers[i]
		if l.mode == planner.Additive {
			for j := range d.layers[i] {
				if a := &d.layers[i][j]; !a.closed() && a.o.MinSpend <= s.price(l) && a.off(s.price(l)) > 0 {
					picks = append(picks, s.apply(a.promotion, l.shipping))
				}
			}
			continue
		}
		var best *active
		for j := range d.layers[i] {
			a := &d.layers[i][j]
			if !a.closed() && a.o.MinSpend <= s.price(l) && a.off(s.price(l)) > 0 && (best == nil || l.beats(a.promotion, best.promotion, s.price(l))) {
				best = a
			}
		}
		if best != nil {
			picks = append(picks, s.apply(best.promotion, l.shipping))
		}
	}
	s.picks = picks
	s.margin = d.settle(&s)
	d.usual = s
}

func (s *stack) price(l *layer) int64 {
	if l.shipping {
		return s.delivery
	}
	return s.goods
}

// beats reports whether a wins over b on a unit that stands at price. In a best_of layer the tool's rank
// decides, then, as in a best_one layer, the deeper discount, then the earlier ID.
func (l *layer) beats(a, b *promotion, price int64) bool {
	if l.mode == planner.BestOf && a.rank != b.rank {
		return a.rank < b.rank
	}
	if x, y := a.off(price), b.off(price); x != y {
		return x > y
	}
	return a.ev.ID < b.ev.ID
}

// reach works out, over every stack that some buyer can reach, the one with the lowest price (of the goods,
// then of the delivery, then the lower margin) and the one with the lowest margin. Of equals the first found stays.
func (d *desk) reach() {
	d.found, d.path = false, d.path[:0]
	d.layer(0, d.start())
}

func (d *desk) layer(i int, s stack) {
	if i == len(d.layers) {
		d.leaf(s)
		return
	}
	l, list := &d.it.env.layers[i], d.layers[i]
	if len(list) == 0 {
		d.layer(i+1, s)
		return
	}
	switch l.mode {
	case planner.BestOf:
		d.bestOf(i, l, list, s)
	case planner.Additive:
		d.additive(i, l, list, 0, membership{}, s)
	default:
		for j := range list {
			if list[j].off(s.price(l)) > 0 {
				d.take(i+1, l, list[j].promotion, s)
			}
		}
		d.layer(i+1, s)
	}
}

// take goes on with the promotion applied.
func (d *desk) take(next int, l *layer, m *promotion, s stack) {
	d.path = append(d.path, s.apply(m, l.shipping))
	d.layer(next, s)
	d.path = d.path[:len(d.path)-1]
}

// bestOf goes on with each promotion that can be the one that holds: the winner, and what comes after it for
// buyers whom the winner does not reach, because they are not of its audience, order too little or find it used up.
func (d *desk) bestOf(i int, l *layer, list []active, s stack) {
	price := s.price(l)
	order := d.sorted[i][:0]
	for _, a := range list {
		if a.off(price) <= 0 {
			continue
		}
		j := len(order)
		order = append(order, a)
		for ; j > 0 && l.beats(a.promotion, order[j-1].promotion, price); j-- {
			order[j] = order[j-1]
		}
		order[j] = a
	}
	d.sorted[i] = order
	var outside [4]string // audiences that the buyer is not a member of
	n := 0
	for j := range order {
		a := &order[j]
		if a.aud != "" && within(outside[:n], a.aud) {
			continue
		}
		d.take(i+1, l, a.promotion, s)
		switch {
		case a.held || a.scarce() || a.o.MinSpend > price:
		case a.aud != "" && n < len(outside):
			outside[n] = a.aud
			n++
		case a.aud == "":
			return
		}
	}
	d.layer(i+1, s)
}

func within(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// membership is what is settled of a buyer in one layer: the audiences that the buyer is a member of, and those not.
type membership struct{ in, out [4]string }

// with returns the membership with one more audience in one of its lists, and false where the list is full.
func with(list [4]string, aud string) ([4]string, bool) {
	for i := range list {
		if list[i] == "" {
			list[i] = aud
			return list, true
		}
	}
	return list, false
}

// additive goes on with every promotion from the j-th on applied that each buyer has, and with and without each
// other. A buyer who is of an audience for one promotion is of it for the others too.
func (d *desk) additive(i int, l *layer, list []active, j int, who membership, s stack) {
	if j == len(list) {
		d.layer(i+1, s)
		return
	}
	a := &list[j]
	if a.off(s.price(l)) <= 0 || a.aud != "" && within(who.out[:], a.aud) {
		d.additive(i, l, list, j+1, who, s)
		return
	}
	free := 0
	for k := range j {
		if list[k].closed() || list[k].scarce() || list[k].o.MinSpend > 0 {
			free++
		}
	}
	if a.aud != "" && !within(who.in[:], a.aud) {
		stranger, member := who, who
		var room bool
		if stranger.out, room = with(who.out, a.aud); room && free < maxFree {
			d.additive(i, l, list, j+1, stranger, s)
		}
		member.in, _ = with(who.in, a.aud)
		who = member
	}
	if (a.held || a.scarce() || a.o.MinSpend > 0) && free < maxFree {
		d.additive(i, l, list, j+1, who, s)
	}
	d.path = append(d.path, s.apply(a.promotion, l.shipping))
	d.additive(i, l, list, j+1, who, s)
	d.path = d.path[:len(d.path)-1]
}

func (d *desk) leaf(s stack) {
	s.margin = d.settle(&s)
	w, m := &d.lowest, &d.least
	lower := s.goods < w.goods || s.goods == w.goods && (s.delivery < w.delivery || s.delivery == w.delivery && s.margin < w.margin)
	if !d.found || lower {
		s.picks = append(w.picks[:0], d.path...)
		*w = s
	}
	if !d.found || s.margin < m.margin {
		s.picks = append(m.picks[:0], d.path...)
		*m = s
	}
	d.found = true
}
