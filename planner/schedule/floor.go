package schedule

import (
	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// candidate is the ID of an event that is only tried.
const candidate = "#?"

// bear returns the promotion for those of its products that no stack of discounts brings below their margin
// floor, at any instant at which it works, claimed coupons included. That is the promotion itself where all of
// them can bear it, and nil where those that can are less than half of its stock by value.
func (d *draft) bear(e *planner.Event) *planner.Event {
	e.ID = candidate
	trial := *d.work
	trial.Events = trial.Events.Put(e)
	book := pricing.New(&trial)
	span := e.Span
	if tail := pricing.TailOf(&trial, e); !tail.IsZero() {
		span.End = tail.End
	}
	var good []string
	var value, whole int64
	all := trial.ProductsOf(e)
	for _, x := range all {
		whole += stockValue(x)
		if holds(book, x, span) {
			good = append(good, x.SKU)
			value += stockValue(x)
		}
	}
	if len(good) == len(all) && len(all) > 0 {
		return e
	}
	if value == 0 || 2*value < whole {
		return nil
	}
	e.Products = good
	return e
}

// holds reports whether the product's lowest margin over the span is not below its floor.
func holds(book *pricing.Book, x *planner.Product, span planner.Span) bool {
	floor := book.Floor(x.SKU)
	for _, point := range book.Trail(x.SKU, span) {
		if point.MarginWorst.Minor < floor.Minor {
			return false
		}
	}
	return true
}
