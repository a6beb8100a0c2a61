package pricing

import (
	"time"

	"bfplanner/planner"
)

// UnitMargin returns what one unit of the product leaves to the seller if it is sold at the instant for what
// paid says, the platform adding its part of the discounts, in an order to which the campaign's service fee
// applies or not. Terms are the product's and the fees those of the day; the delivery fee is paid in full.
// An unknown SKU, and an amount in another currency than the plan's, are a *planner.Problem.
func (b *Book) UnitMargin(sku string, t time.Time, paid, platform planner.Money, campaign planner.BasisPoints) (Margin[int64], error) {
	it, err := b.known(sku)
	if err != nil {
		return Margin[int64]{}, err
	}
	for _, m := range []planner.Money{paid, platform} {
		if m.Currency != "" && m.Currency != b.env.currency {
			return Margin[int64]{}, planner.Problemf("pricing.problem.currency", m.Currency, b.env.currency)
		}
	}
	terms := b.env.terms(it.product, b.env.feeAt(instant(t)), campaign)
	return Contribution(terms, Sold[int64]{paid.Minor, platform.Minor, it.product.ShipFee}), nil
}

// Explain returns the lines of the margin that a chain of the product's quote at the instant leaves, so that
// Contribution is the quote's MarginFinal for its Chain and its MarginWorst for its MarginChain. A SKU, tool
// or layer that the plan does not have is a *planner.Problem.
func (b *Book) Explain(sku string, t time.Time, chain []Step) (Margin[int64], error) {
	it, err := b.known(sku)
	if err != nil {
		return Margin[int64]{}, err
	}
	s := Sold[int64]{Paid: it.product.Price, Delivery: it.product.ShipFee}
	var campaign planner.BasisPoints
	for _, step := range chain {
		tool := b.plan.Tool(step.Tool)
		i, ok := b.env.byID[step.Layer]
		if tool == nil || !ok {
			return Margin[int64]{}, planner.Problemf("pricing.problem.no_tool", step.Event, step.Tool)
		}
		campaign = max(campaign, tool.CampaignFee)
		if b.env.layers[i].shipping {
			s.Delivery -= step.SellerPays
			continue
		}
		s.Paid -= step.Off
		s.Platform += step.PlatformPays
	}
	return Contribution(b.env.terms(it.product, b.env.feeAt(instant(t)), campaign), s), nil
}
