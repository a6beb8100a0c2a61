package exposure

import (
	"math"
	"time"

	"bfplanner/planner"
)

// Exposure is what would be lost if the platform went dark at an instant. Amounts are in the plan's currency.
type Exposure struct {
	At time.Time // UTC
	// UnsoldGMV is what the plan is still expected to sell on the platform, at what buyers pay.
	UnsoldGMV planner.Money
	// StuckUnits are the units that were bought for those sales, StuckCost what they cost.
	StuckUnits int64
	StuckCost  planner.Money
	// OpenCoupons are the coupons that are claimed, work and are not used yet, OpenCouponCost the seller's part
	// of their discounts. A claimed coupon that is used is used evenly over the time for which it works.
	OpenCoupons    int64
	OpenCouponCost planner.Money
	// Unsettled is the money of orders that the platform has taken and not paid out: what buyers paid and the
	// platform added, less fees and commissions. Of each day's orders it is paid out evenly between the earliest
	// and the latest payout day of risk.OpenOf.
	Unsettled planner.Money
	// OpenReturns is the refunds expected of what is delivered and may still be sent back, counted in full until the last day of returns.
	OpenReturns planner.Money
	// SunkCost is the part of what was spent on videos, hosts, studios and advertising which the sales that are
	// still to come were to bring in: the spending so far times the unsold share of the planned GMV.
	SunkCost planner.Money
}

// Sale returns what a dark platform would take of the sale itself: the sales still planned, the claimed
// coupons and the sunk cost. StuckCost is not added, since those goods are what the unsold GMV is made of.
func (e Exposure) Sale() planner.Money { return e.UnsoldGMV.Add(e.OpenCouponCost).Add(e.SunkCost) }

// Tail returns what it would take of orders of the past: money not paid out and goods that may come back.
func (e Exposure) Tail() planner.Money { return e.Unsettled.Add(e.OpenReturns) }

// Total returns Sale and Tail together.
func (e Exposure) Total() planner.Money { return e.Sale().Add(e.Tail()) }

// At returns the exposure at t; before the first order all of the plan is unsold, from End on nothing is left.
func (m *Model) At(t time.Time) Exposure {
	var unsold, units, cost, unsettled, back, spent int64
	var coupons, couponCost float64
	for i := range m.slices {
		s := &m.slices[i]
		unsold += s.gmv - passed(s.gmv, s.span, t)
		units += s.units - passed(s.units, s.span, t)
		cost += s.cost - passed(s.cost, s.span, t)
		if !t.After(s.span.Start) {
			continue
		}
		if owed := passed(s.payout, s.span, t); owed > 0 {
			unsettled += owed - passed(owed, s.pays, t)
		}
		if s.back.Contains(t) {
			back += passed(s.refunds, s.span, t)
		}
		for _, c := range s.claims {
			share := claimed(s.span, c.valid, t)
			coupons += share * float64(c.n)
			couponCost += share * float64(c.cost)
		}
	}
	for _, s := range m.spend {
		spent += passed(s.cost, s.span, t)
	}
	if m.gmv > 0 {
		spent = mulDiv(spent, unsold, m.gmv)
	} else if !t.Before(m.saleEnd) {
		spent = 0
	}
	money := m.p.Money
	return Exposure{At: t.UTC(), UnsoldGMV: money(unsold), StuckUnits: units, StuckCost: money(cost), OpenCoupons: int64(math.Round(coupons)),
		OpenCouponCost: money(int64(math.Round(couponCost))), Unsettled: money(unsettled), OpenReturns: money(back), SunkCost: money(spent)}
}

// claimed returns the share of coupons, claimed evenly over the span and each used evenly over the time for which
// it works, that is claimed and not used at t: the mean over the span of what is left of a claim made at s,
// 1 - (t - s)/valid while it works.
func claimed(span planner.Span, valid time.Duration, t time.Time) float64 {
	length, v, at := span.Length().Hours(), valid.Hours(), t.Sub(span.Start).Hours()
	if length <= 0 || v <= 0 {
		return 0
	}
	// Ages of the claims at t run from the youngest to the oldest; what is left of one of age a is 1 - a/v.
	youngest, oldest := math.Max(at-length, 0), math.Min(at, v)
	if youngest >= oldest {
		return 0
	}
	return ((oldest - youngest) - (oldest*oldest-youngest*youngest)/(2*v)) / length
}

// ValueAfter returns what the plan's sales on the platform from t on are expected to leave to the seller: their unit
// margins less what their videos, lives and advertising still cost. It is below zero where they cost more than they bring.
func (m *Model) ValueAfter(t time.Time) planner.Money {
	var sum int64
	for _, s := range m.slices {
		if s.margin >= 0 {
			sum += s.margin - passed(s.margin, s.span, t)
		} else {
			sum += s.margin + passed(-s.margin, s.span, t)
		}
	}
	for _, s := range m.spend {
		sum -= s.cost - passed(s.cost, s.span, t)
	}
	return m.p.Money(sum)
}
