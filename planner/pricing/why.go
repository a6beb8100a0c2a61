package pricing

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// Reason says what became of one promotion that works at an instant, for the question "why this price?".
type Reason struct {
	Layer   string // ID of the plan's layer
	Tool    string // ID of the plan's tool
	Event   string // ID of the event
	Applies bool   // it is part of the usual price
	Why     planner.Text
}

// Why returns what becomes, in the usual price, of every promotion that works for the product at the
// instant: in the order of the layers, in each the ones that apply first, then by event ID. The texts have
// keys "pricing.why.*". A SKU that the plan does not have is a *planner.Problem.
func (b *Book) Why(sku string, t time.Time) ([]Reason, error) {
	it, err := b.known(sku)
	if err != nil {
		return nil, err
	}
	var d desk
	d.open(it, it.promos(), instant(t))
	d.ordinary()
	var list []Reason
	s := d.start()
	picks := d.usual.picks
	for i := range d.layers {
		l := &b.env.layers[i]
		came := s.price(l)
		won := picks[:0]
		for ; len(picks) > 0 && picks[0].layer == i; picks = picks[1:] {
			won = append(won, picks[0])
			m := picks[0].promotion
			list = append(list, Reason{l.id, m.o.Tool, m.ev.ID, true, b.applies(m, s.price(l), picks[0])})
			s.apply(m, l.shipping)
		}
		if l.mode == planner.Additive {
			came = s.price(l)
		}
		for j := range d.layers[i] {
			a := &d.layers[i][j]
			if !slices.ContainsFunc(won, func(p pick) bool { return p.promotion == a.promotion }) {
				list = append(list, Reason{l.id, a.o.Tool, a.ev.ID, false, b.loses(l, a, won, came)})
			}
		}
	}
	return list, nil
}

func (b *Book) money(minor int64) planner.Money {
	return planner.Money{Minor: minor, Currency: b.env.currency}
}

// applies says how much a promotion takes off, and where that is not all that it says on it.
func (b *Book) applies(m *promotion, price int64, p pick) planner.Text {
	switch {
	case m.o.Price == 0 && m.o.AmountOff > price:
		return planner.T("pricing.why.clamped", b.money(m.o.AmountOff), b.money(price))
	case m.o.Price == 0 && m.o.MaxOff > 0 && p.off == m.o.MaxOff:
		return planner.T("pricing.why.capped", b.money(p.off), b.money(p.after))
	}
	return planner.T("pricing.why.applies", b.money(p.off), b.money(p.after))
}

// loses says why a promotion is not part of the usual price of a unit that stands at price; won is what holds
// in its layer. In an additive layer price is what is left after those.
func (b *Book) loses(l *layer, a *active, won []pick, price int64) planner.Text {
	switch {
	case a.held:
		return planner.T("pricing.why.held", timeOf(a.to), timeOf(a.tail))
	case a.aud != "":
		return planner.T("pricing.why.audience", planner.T("audience."+a.aud))
	case a.o.MinSpend > price:
		return planner.T("pricing.why.min_spend", b.money(a.o.MinSpend), b.money(price))
	case a.off(price) == 0:
		return planner.T("pricing.why.nothing", b.money(price))
	case l.mode == planner.BestOf && a.rank != won[0].rank:
		return planner.T("pricing.why.rank", planner.T("tool."+won[0].o.Tool), won[0].ev.ID)
	case a.off(price) == won[0].off:
		return planner.T("pricing.why.equal", won[0].ev.ID)
	}
	return planner.T("pricing.why.smaller", b.money(a.off(price)), won[0].ev.ID, b.money(won[0].off))
}
