package pricing

import "bfplanner/planner"

// Floor returns the lowest unit margin that the product may have: its own share of the list price, or the
// plan's where it has none, rounded half away from zero. An unknown SKU has a floor of zero.
func (b *Book) Floor(sku string) planner.Money {
	it := b.find(sku)
	if it == nil {
		return planner.Money{Currency: b.env.currency}
	}
	return planner.Money{Minor: it.floor(), Currency: b.env.currency}
}

func (it *item) floor() int64 {
	b := it.product.MarginFloor
	if b == 0 {
		b = it.env.floor
	}
	return part(it.product.Price, b)
}
