package forecast

import "bfplanner/planner"

// What the plan has outside the grid and shares with what is on it: stock, budgets, hours.

// deal is a flash deal of a product outside the grid.
type deal struct {
	product         *planner.Product
	shop, day, slot int
}

// deals takes what the flash deals outside the grid sell from the stock.
func (m *Model) deals() {
	in := m.Instance
	for _, x := range m.sold {
		product := m.index[x.product]
		orders := in.FlashOrders(product, x.day, x.slot)
		in.Fixed.Stock[in.Products[product].Line] += orders
		m.Outside.Flash += orders*in.FlashContribution(product)*in.Day[x.day].Weight - in.Products[product].FlashCost
	}
}

// spend takes what lies outside the grid from what all share: the hours on risky days and the coupon budgets.
func (m *Model) spend() {
	in := m.Instance
	for _, a := range in.Fixed.Air {
		if in.Risky(a.Day) {
			in.Risk.MaxLiveHours = max(0, in.Risk.MaxLiveHours-a.To+a.From)
		}
	}
	ours := m.plan.Tool(SaleCoupon)
	for _, e := range m.others {
		shop, ok := m.shop(e.Shop)
		if tool := m.plan.Tool(e.Promo.Tool); ok && ours != nil && tool.Layer == ours.Layer {
			in.Shops[shop].CouponBudget = max(0, in.Shops[shop].CouponBudget-m.reserve(e, tool))
		}
	}
}

// reserve returns what a coupon outside the grid is expected to cost the seller, in major units, as Instance.Reserve
// has it for whole lines.
func (m *Model) reserve(e *planner.Event, tool *planner.Tool) (sum float64) {
	in, demand := m.Instance, NewDemand(m.plan)
	pays := e.Promo.PlatformShare
	if pays < 0 {
		pays = tool.PlatformShare
	}
	part := map[int]float64{}
	for _, x := range m.plan.ProductsOf(e) {
		if line, ok := m.line(x.Line); ok {
			part[line] += demand.Part(x)
		}
	}
	for line, l := range in.Lines {
		of := part[line]
		off := min(e.Promo.PercentOff.Fraction()*l.Price+m.major(float64(e.Promo.AmountOff)), l.Price)
		for _, d := range e.Span.Dates(m.loc) {
			busy := demand.On(d)
			more := 1 + demand.Uplift(off/max(l.Price, 1e-9), busy)
			sum += of * off * (1 - pays.Fraction()) * in.Shops[l.Shop].Cold * busy * in.constants().ReserveHours * l.AirtimeShare * l.ConvCold * more
		}
	}
	return sum
}
