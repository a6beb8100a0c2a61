package report

import (
	"time"

	"bfplanner/planner"
)

// Promotion is one row of the coupon sheet, its fields in the order in which the seller centre asks for them.
type Promotion struct {
	Event    *planner.Event
	Tool     *planner.Tool // nil for one that the plan's rule pack does not have
	Promo    *planner.Promo
	Span     planner.Span       // to be typed in the market's clock
	Products []*planner.Product // that it touches, in the order of the plan
	Cost     planner.Money      // what it is expected to cost the seller over its run
	Lowest   planner.Money
	Highest  planner.Money // of the final prices at the start, over its products
	Priced   bool          // whether Lowest and Highest stand
	Notes    []int
}

// Coupons returns the coupons by their starts.
func (r *Report) Coupons() []Promotion { return r.promotions(planner.Coupon) }

// FlashDeals returns the flash deals by their starts.
func (r *Report) FlashDeals() []Promotion { return r.promotions(planner.Flash) }

func (r *Report) promotions(kind planner.Kind) []Promotion {
	p := r.Snapshot.Plan
	var list []Promotion
	for _, e := range r.scheduled() {
		if e.Kind != kind {
			continue
		}
		row := Promotion{Event: e, Tool: p.Tool(e.Promo.Tool), Promo: e.Promo, Span: e.Span, Notes: r.NotesOf(e)}
		row.Products = p.ProductsOf(e)
		row.Cost = r.cost(e)
		row.prices(r.price)
		list = append(list, row)
	}
	return list
}

// prices sets the range of what buyers pay at the start; a product that has no price then is left out.
func (m *Promotion) prices(price func(string, time.Time) (planner.Money, error)) {
	for _, x := range m.Products {
		final, err := price(x.SKU, m.Span.Start)
		if err != nil {
			continue
		}
		if !m.Priced || final.Minor < m.Lowest.Minor {
			m.Lowest = final
		}
		if !m.Priced || final.Minor > m.Highest.Minor {
			m.Highest = final
		}
		m.Priced = true
	}
}
