package pricing

import (
	"sort"
	"time"

	"bfplanner/planner"
)

// Amount is a number of minor units: whole where money is shown, in floating point where a model computes.
type Amount interface{ ~int64 | ~float64 }

// Terms is what selling one unit of a product costs the seller besides discounts, in minor units and basis points.
type Terms[N Amount] struct {
	Cost      N                   // of goods
	Ship      N                   // delivery that the seller pays an order
	PerOrder  N                   // the platform's fixed fee
	Referral  planner.BasisPoints // the platform's fee
	Campaign  planner.BasisPoints // the platform's service fee on campaign orders
	Affiliate planner.BasisPoints // the creator's commission
	Returns   planner.BasisPoints // share of orders that come back
	// OnPaid charges the three shares on what the buyer pays alone; otherwise they are charged on the price
	// after the seller's part of the discounts: what the buyer pays and what the platform adds.
	OnPaid bool
}

// Sold is what one unit brings in, in minor units.
type Sold[N Amount] struct {
	Paid     N // by the buyer for the goods
	Platform N // the platform's part of the discounts on the goods, which it pays out to the seller
	Delivery N // for delivery, by buyer and platform together
}

// Margin is a unit's contribution and the lines that make it up, in minor units. Contribution is Revenue
// less all the others.
type Margin[N Amount] struct {
	Revenue, Referral, PerOrder, Campaign, Affiliate, Cost, Ship, Returns, Contribution N
}

// Contribution returns what one unit leaves to the seller:
//
//	paid + platform's part + delivery fee
//	  - (referral + campaign + affiliate) x base - fee per order - cost - ship - returns x ship
//
// where base is paid + platform's part, or paid alone with OnPaid. With whole amounts each line is rounded
// half away from zero; with floating point nothing is rounded. The returns allowance counts the label back,
// taken to cost what the label out costs: a sale undone gives the money back and the goods return to stock.
// For a discount of depth d of which the platform pays the share s, without affiliate, returns, fee per
// order and delivery fee, and with OnPaid, this is price(1 - d(1 - s)) - commission x price(1 - d) - cost -
// ship, the contribution of the forecast's model.
func Contribution[N Amount](t Terms[N], s Sold[N]) Margin[N] {
	base := s.Paid
	if !t.OnPaid {
		base += s.Platform
	}
	m := Margin[N]{
		Revenue: s.Paid + s.Platform + s.Delivery, PerOrder: t.PerOrder, Cost: t.Cost, Ship: t.Ship,
		Referral: share(base, t.Referral), Campaign: share(base, t.Campaign),
		Affiliate: share(base, t.Affiliate), Returns: share(t.Ship, t.Returns),
	}
	m.Contribution = m.Revenue - m.Referral - m.PerOrder - m.Campaign - m.Affiliate - m.Cost - m.Ship - m.Returns
	return m
}

// share returns the share b of x, rounded where N is whole.
func share[N Amount](x N, b planner.BasisPoints) N {
	if b == 0 {
		return 0
	}
	if half := N(1) / 2; half == 0 {
		return N(part(int64(x), b))
	}
	return x * N(b) / 10000
}

// feeStep is what the market charges from an instant until the next step.
type feeStep struct {
	from     int64 // microseconds since 1970
	referral planner.BasisPoints
	perOrder int64
	campaign planner.BasisPoints
	onPaid   bool
}

// feeSteps lays the plan's fees for its market along time. Of several rows in force the one with the latest
// first day holds; service fees of campaigns are rows of their own.
func feeSteps(p *planner.Plan) []feeStep {
	loc := p.Zone()
	cuts := []time.Time{{}}
	for _, f := range p.Fees.All() {
		if f.Market == p.Market.ID {
			if !f.From.IsZero() {
				cuts = append(cuts, f.From.At(0, 0, loc))
			}
			if !f.To.IsZero() {
				cuts = append(cuts, f.To.Add(1).At(0, 0, loc))
			}
		}
	}
	sort.Slice(cuts, func(i, j int) bool { return cuts[i].Before(cuts[j]) })
	var steps []feeStep
	for i, t := range cuts {
		if i > 0 && t.Equal(cuts[i-1]) {
			continue
		}
		step := feeStep{from: t.UnixMicro()}
		if f := feeOn(p, planner.DateOf(t, loc), false); f != nil {
			step.referral, step.perOrder, step.onPaid = f.Percent, f.PerOrder, f.Base == planner.FeeOnPaid
		}
		if f := feeOn(p, planner.DateOf(t, loc), true); f != nil {
			step.campaign = f.Percent
		}
		steps = append(steps, step)
	}
	return steps
}

// feeOn returns the fee in force on the date, or nil.
func feeOn(p *planner.Plan, d planner.Date, campaign bool) *planner.Fee {
	var best *planner.Fee
	for _, f := range p.Fees.All() {
		if f.Market != p.Market.ID || f.Campaign != campaign || d.Before(f.From) || !f.To.IsZero() && f.To.Before(d) {
			continue
		}
		if best == nil || best.From.Before(f.From) {
			best = f
		}
	}
	return best
}

// feeAt returns the step in force.
func (v *env) feeAt(t int64) *feeStep {
	i := len(v.fees) - 1
	for i > 0 && v.fees[i].from > t {
		i--
	}
	return &v.fees[i]
}

// terms returns the product's terms at an instant on orders under a campaign service fee of that rate: a
// tool's own, or the market's where that is higher. Zero is an order outside campaigns.
func (v *env) terms(x *planner.Product, fee *feeStep, campaign planner.BasisPoints) Terms[int64] {
	if campaign > 0 {
		campaign = max(campaign, fee.campaign)
	}
	return Terms[int64]{Cost: x.Cost, Ship: x.Ship, PerOrder: fee.perOrder, Referral: fee.referral, Campaign: campaign,
		Affiliate: x.Affiliate, Returns: x.Returns, OnPaid: fee.onPaid}
}

// Fees is what the platform takes of orders in the plan's market along time.
type Fees struct{ env env }

// FeesOf reads the plan's fees.
func FeesOf(p *planner.Plan) Fees { return Fees{env{fees: feeSteps(p)}} }

// Terms returns what selling one unit of the product at the instant costs by the fees of the day, in minor units and
// basis points, under a campaign service fee of that rate; zero is an order outside campaigns.
func (f Fees) Terms(x *planner.Product, t time.Time, campaign planner.BasisPoints) Terms[int64] {
	return f.env.terms(x, f.env.feeAt(instant(t)), campaign)
}
