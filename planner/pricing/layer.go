package pricing

import (
	"slices"
	"sort"
	"strings"

	"bfplanner/planner"
)

// shippingBase is the base of a layer that discounts the delivery fee in place of the goods.
const shippingBase = "shipping"

// layer is a row of planner.Layers made ready.
type layer struct {
	id       string
	mode     string
	shipping bool
	ranks    map[string]int // tool -> rank; tools that no rank names come after all ranks
	last     int
}

func (l *layer) rank(tool string) int {
	if r, ok := l.ranks[tool]; ok {
		return r
	}
	return l.last
}

// env is what every product of a plan shares: the order of stacking, the fees, the currency.
type env struct {
	currency string
	floor    planner.BasisPoints
	campaign planner.Span
	saleFrom int64
	layers   []layer
	byID     map[string]int
	fees     []feeStep
}

func newEnv(p *planner.Plan) *env {
	v := &env{currency: p.Market.Currency, floor: p.MarginFloor, campaign: p.Sale.Campaign(),
		saleFrom: p.Sale.Span.Start.UnixMicro(), byID: map[string]int{}}
	rows := slices.Clone(p.Layers.All())
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].Order < rows[j].Order })
	for i, r := range rows {
		l := layer{id: r.ID, mode: r.Mode, shipping: r.Base == shippingBase, ranks: map[string]int{}, last: len(r.Ranks)}
		for n, tools := range r.Ranks {
			for t := range strings.SplitSeq(tools, ",") {
				l.ranks[strings.TrimSpace(t)] = n
			}
		}
		v.byID[r.ID] = i
		v.layers = append(v.layers, l)
	}
	v.fees = feeSteps(p)
	return v
}
