package forecast

import (
	"time"

	"bfplanner/planner"
)

// Outlook is what a plan is expected to come to. Value is the number that the engine improves: expected contribution
// less costs, risk and its aversion counted, with what the plan has outside the model. GMV and orders are expected by
// the chance that the platform is up, without aversion; GMV counts what buyers pay and what the platform adds.
type Outlook struct {
	Terms   Terms   // of the model, in major units
	Outside Outside // of the rest, in major units
	Value   planner.Money
	GMV     planner.Money
	Orders  float64
	Days    []DayOutlook  // of the horizon, in the order of time
	Lines   []LineOutlook // of the lines that have products, in the order of the plan
}

// DayOutlook is what falls to a day of the market. The days' values add up to the terms of the model.
type DayOutlook struct {
	Date   planner.Date
	Orders float64
	GMV    planner.Money
	Value  planner.Money
}

// LineOutlook is what a line sells.
type LineOutlook struct {
	Line   string // its ID
	Orders float64
	GMV    planner.Money
	Stock  float64 // units that it has
}

// OutlookOf returns the forecast of the plan as of now: the score of Compile's solution, with ads and other costs
// outside the model. A plan without products is a *planner.Problem.
func OutlookOf(p *planner.Plan, now time.Time) (Outlook, error) {
	m, err := Compile(p, now)
	if err != nil {
		return Outlook{}, err
	}
	return m.OutlookOf(m.Solution), nil
}

// OutlookOf returns the forecast of a solution of the model; of its own Solution it is that of the plan.
func (m *Model) OutlookOf(s *Solution) Outlook {
	in := m.Instance
	b := spread(in, s)
	o := Outlook{Terms: Score(in, s), Outside: m.Outside, Days: make([]DayOutlook, in.Days)}
	orders, gmv, value := make([]float64, in.Days), make([]float64, in.Days), make([]float64, in.Days)
	sold := make([]float64, len(in.Lines))
	whole := func(day int, hedged bool) float64 { // the chance that what is sold goes through
		up := 1 - in.Day[day].Down
		if hedged {
			up += in.Risk.HedgeRecover * in.Day[day].Down
		}
		return up
	}
	lines := make([]LineOutlook, len(in.Lines))
	var total float64
	book := func(line, day int, n, paid, up float64) {
		orders[day] += n * up
		gmv[day] += n * up * paid
		lines[line].Orders += n * up
		lines[line].GMV = lines[line].GMV.Add(Money(m.plan, n*up*paid))
		total += n * up * paid
	}
	for _, x := range s.Flash {
		p, d := in.Products[x[0]], x[1]
		shop := in.Lines[p.Line].Shop
		n := in.FlashOrders(x[0], d, x[2])
		sold[p.Line] += n
		value[d] += n*in.FlashContribution(x[0])*in.Weight(d, b.hedged[shop][d]) - p.FlashCost
		book(p.Line, d, n, p.Price*(1-p.FlashDiscount), whole(d, b.hedged[shop][d]))
	}
	for g, l := range in.Lines {
		lines[g].Line, lines[g].Stock = l.ID, l.Stock
		newLineProblem(in.lineDays(g, s, b), l.Pool, l.Decay, in.Stock(g)-sold[g]).served(func(day, kind int, n, worth float64) {
			value[day] += worth
			depth := 0.0
			if mode := b.mode[g][day]; mode > 0 {
				depth = in.Coupon.Depths[mode-1]
			}
			book(g, day, n, l.Price*(1-depth*(1-l.PlatformShare)), whole(day, kind != shelf && b.hedged[l.Shop][day]))
		})
	}
	m.costs(s, b, value)
	for d := range o.Days {
		o.Days[d] = DayOutlook{m.Date(d), orders[d], Money(m.plan, gmv[d]), Money(m.plan, value[d])}
		o.Orders += orders[d]
	}
	o.Lines, o.GMV, o.Value = lines, Money(m.plan, total), Money(m.plan, o.Terms.Value()+o.Outside.Sum())
	return o
}

// costs takes what the solution's events cost from the days on which they run.
func (m *Model) costs(s *Solution, b *board, value []float64) {
	in := m.Instance
	on := map[[3]int]bool{}
	for _, x := range s.Shifts {
		value[x[2]] -= float64(x[4]) * in.SlotHours() * (in.Hosts[x[0]].Cost + in.StudioCost)
		for k := range x[4] {
			on[[3]int{x[1], x[2], x[3] + k}] = true
		}
	}
	for at := range on {
		if !on[[3]int{at[0], at[1], at[2] - 1}] {
			value[at[1]] -= in.Shops[at[0]].SetupCost
		}
	}
	for _, x := range s.Posts {
		value[x[1]] -= in.Videos[x[0]].Cost
	}
	for g := range in.Lines {
		for d, mode := range b.mode[g] {
			if mode > 0 {
				value[d] -= at(in.Coupon.FatigueCost, b.nth[g][d]) * in.Reserve(g, mode-1, d)
				if b.nth[g][d] == 0 {
					value[d] -= in.Coupon.SetupCost
				}
			}
		}
	}
	for _, x := range s.Hedges {
		value[x[1]] -= in.Risk.HedgeCost
	}
}
