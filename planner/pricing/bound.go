package pricing

import (
	"math"

	"bfplanner/planner"
)

// roundings is more minor units than the roundings of three shares can make a lower price leave above a higher one.
const roundings = 3

// bound returns an amount that no reachable stack leaves less than, much sooner than reach finds the stack:
// it has each layer cost the seller as much as any of its promotions would at the full price, so it is exact
// without promotions and low where layers meet.
func (d *desk) bound() int64 {
	x := d.it.product
	goods, delivery := x.Price, x.ShipFee
	var campaign planner.BasisPoints
	for i, list := range d.layers {
		l, price := &d.it.env.layers[i], x.Price
		if l.shipping {
			price = x.ShipFee
		}
		var cost int64
		for j := range list {
			off := list[j].off(price)
			own := off - part(off, list[j].share)
			if l.mode == planner.Additive {
				own += cost
			}
			cost, campaign = max(cost, own), max(campaign, list[j].fee)
		}
		if l.shipping {
			delivery -= cost
		} else {
			goods -= cost
		}
	}
	t := d.it.env.terms(x, d.fee, campaign)
	t.OnPaid = false
	if t.Referral+t.Campaign+t.Affiliate > 10000 {
		return math.MinInt64 // the more a buyer pays, the less is left
	}
	return Contribution(t, Sold[int64]{Paid: goods, Delivery: delivery}).Contribution - roundings
}
