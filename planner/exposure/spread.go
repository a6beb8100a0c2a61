package exposure

import (
	"cmp"
	"slices"

	"bfplanner/planner"
)

// ChannelShare is a channel and its part of today's orders.
type ChannelShare struct {
	Channel *planner.Channel
	Share   planner.BasisPoints // all shares add up to 100 %, to within rounding
}

// Concentration says how far orders hang on one platform.
type Concentration struct {
	Channels []ChannelShare      // the largest first
	Platform planner.BasisPoints // the sale's own platform
	// HHI is the Herfindahl-Hirschman index of the shares: the sum of their squares in percent, from near 0 to
	// 10,000 for one channel alone. Markets above 1,800 count as highly concentrated (US merger guidelines of 2023).
	HHI int64
}

// ConcentrationOf returns how the plan's orders are shared out among its channels, by Channel.Share.
func ConcentrationOf(p *planner.Plan) Concentration {
	var c Concentration
	var sum int64
	for _, x := range p.Channels.All() {
		sum += int64(max(x.Share, 0))
	}
	if sum == 0 {
		return c
	}
	var squares int64
	for _, x := range p.Channels.All() {
		share := planner.BasisPoints(planner.DivRound(int64(max(x.Share, 0))*10000, sum))
		c.Channels = append(c.Channels, ChannelShare{x, share})
		squares += int64(share) * int64(share)
		if x.Platform {
			c.Platform += share
		}
	}
	c.HHI = planner.DivRound(squares, 10000)
	slices.SortStableFunc(c.Channels, func(a, b ChannelShare) int { return cmp.Compare(b.Share, a.Share) })
	return c
}

// The parameters of the spread what-if, basis points of sales. They are claims of the article that the program
// was made from, not measurements, and stand in the plan to be edited.
const (
	SpreadTarget = "spread_target" // share of orders left on the platform after spreading
	SpreadLoss   = "spread_loss"   // share of sales lost when the platform goes dark, after spreading
	SpreadUplift = "spread_uplift" // more sales by selling on all channels
)

// Spread compares the plan as it is with one whose orders are spread over more channels, if the platform goes
// dark at an instant and the other channels go on selling what they sell.
type Spread struct {
	AllUnsold planner.Money       // still to be sold on all channels, at today's shares
	Target    planner.BasisPoints // the platform's share after spreading
	LostToday planner.Money       // of it, as things are
	// LostAtTarget is what would be lost with the target share, by plain arithmetic.
	LostAtTarget planner.Money
	// LostAsClaimed and SalesAsClaimed are what the claims of the parameters give: the loss after spreading, and all
	// sales still to come with the uplift of selling everywhere.
	LostAsClaimed  planner.Money
	SalesAsClaimed planner.Money
}

// SpreadAt returns the what-if for an exposure of the plan. It is zero where the platform has no share of orders.
func SpreadAt(p *planner.Plan, e Exposure) Spread {
	share := ConcentrationOf(p).Platform
	if share == 0 {
		return Spread{}
	}
	all := p.Money(planner.DivRound(e.UnsoldGMV.Minor*10000, int64(share)))
	rate := func(id string) planner.BasisPoints { return planner.BasisPoints(p.Num(id)) }
	s := Spread{AllUnsold: all, Target: rate(SpreadTarget), LostToday: e.UnsoldGMV}
	s.LostAtTarget, s.LostAsClaimed = all.Percent(s.Target), all.Percent(rate(SpreadLoss))
	s.SalesAsClaimed = all.Add(all.Percent(rate(SpreadUplift)))
	return s
}
