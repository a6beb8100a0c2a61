package report

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/exposure"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
)

// The groups of a comparison, in its order.
const (
	GroupValue    = "value"
	GroupEvents   = "events"
	GroupBudget   = "budget"
	GroupExposure = "exposure"
	GroupFindings = "findings"
)

// Measure is one row of a comparison of plans side by side.
type Measure struct {
	Group string
	ID    string // its words are scenario.row.<id>, filled with Args
	Args  []any
	// Values are what each plan has, in the order of the plans: planner.Money, planner.Date, an int, or a time.Duration;
	// nil where a plan has no such thing.
	Values  []any
	Differs bool // some plan has another value than the first
}

// measure is how a row is taken of one plan. A row that no plan has anything for is left out.
type measure struct {
	group, id string
	args      []any
	of        func(*scenario) any
}

// scenario is one of the plans with what is worked out of it once.
type scenario struct {
	*editor.Snapshot
	exposure *exposure.Model
	expected exposure.Expected
	budgets  map[planner.Kind]planner.Money // over all shops
	forecast *forecast.Outlook              // nil where there is nothing to forecast
}

func newScenario(s *editor.Snapshot) *scenario {
	x := &scenario{Snapshot: s, exposure: exposure.New(s.Plan, s.Now), budgets: map[planner.Kind]planner.Money{}}
	x.expected = x.exposure.Expected()
	if o, err := s.Outlook(); err == nil { // a plan without products has no forecast, and shows none
		x.forecast = &o
	}
	for _, b := range New(s).budgets() {
		if had, ok := x.budgets[b.Kind]; ok {
			b.Planned = had.Add(b.Planned)
		}
		x.budgets[b.Kind] = b.Planned
	}
	return x
}

// count returns how many events of the kind are scheduled, on the platform or off it.
func (x *scenario) count(kind planner.Kind, platform bool) int {
	n := 0
	for _, e := range x.Plan.Events.All() {
		if e.Kind == kind && e.Scheduled() && x.Plan.OnPlatform(e) == platform {
			n++
		}
	}
	return n
}

// onAir returns how long the plan's lives last together.
func (x *scenario) onAir() time.Duration {
	var sum time.Duration
	for _, e := range x.Plan.Events.All() {
		if e.Kind == planner.Live && e.Scheduled() {
			sum += e.Span.Length()
		}
	}
	return sum
}

// terms are the parts of the forecast's value, the whole first: of the model, and of what the plan has outside it.
var terms = []struct {
	id string
	of func(t forecast.Terms, o forecast.Outside) float64
}{
	{"value", func(t forecast.Terms, o forecast.Outside) float64 { return t.Value() + o.Sum() }},
	{"lines", func(t forecast.Terms, _ forecast.Outside) float64 { return t.Lines }},
	{"flash", func(t forecast.Terms, o forecast.Outside) float64 { return t.Flash + o.Flash }},
	{"lives", func(t forecast.Terms, o forecast.Outside) float64 { return t.Lives + o.Lives }},
	{"videos", func(t forecast.Terms, o forecast.Outside) float64 { return t.Videos + o.Videos }},
	{"coupons", func(t forecast.Terms, _ forecast.Outside) float64 { return t.Coupons }},
	{"ads", func(_ forecast.Terms, o forecast.Outside) float64 { return o.Ads }},
	{"hedges", func(t forecast.Terms, _ forecast.Outside) float64 { return t.Hedges }},
}

// measures lists the rows in their order.
func measures() []measure {
	list := []measure{
		{GroupValue, "gmv", nil, func(x *scenario) any {
			if x.forecast == nil {
				return nil
			}
			return x.forecast.GMV
		}},
	}
	for _, t := range terms {
		list = append(list, measure{GroupValue, "term." + t.id, nil, func(x *scenario) any {
			if x.forecast == nil {
				return nil
			}
			return forecast.Money(x.Plan, t.of(x.forecast.Terms, x.forecast.Outside))
		}})
	}
	for _, k := range planner.Kinds {
		list = append(list, measure{GroupEvents, "kind", []any{k}, func(x *scenario) any { return x.count(k, true) }})
		if k == planner.Video || k == planner.Live {
			list = append(list, measure{GroupEvents, "kind_off", []any{k}, func(x *scenario) any { return x.count(k, false) }})
		}
	}
	list = append(list, measure{GroupEvents, "on_air", nil, func(x *scenario) any { return x.onAir() }})
	for _, k := range []planner.Kind{planner.Coupon, planner.Ad, planner.Video} {
		list = append(list, measure{GroupBudget, "budget", []any{k}, func(x *scenario) any {
			if b, ok := x.budgets[k]; ok {
				return b
			}
			return nil
		}})
	}
	list = append(list,
		measure{GroupExposure, "expected", nil, func(x *scenario) any { return x.expected.Total() }},
		measure{GroupExposure, "expected_sale", nil, func(x *scenario) any { return x.expected.Sale }},
		measure{GroupExposure, "expected_tail", nil, func(x *scenario) any { return x.expected.Tail }},
		measure{GroupExposure, "worst_day", nil, func(x *scenario) any {
			if x.expected.Worst.IsZero() {
				return nil
			}
			return x.expected.Worst
		}},
		measure{GroupExposure, "at_worst", nil, func(x *scenario) any {
			if x.expected.Worst.IsZero() {
				return nil
			}
			return x.exposure.At(x.expected.Worst.At(0, 0, x.Plan.Zone())).Total()
		}})
	for _, s := range []struct {
		id string
		of func(rules.Totals) int
	}{{"block", func(t rules.Totals) int { return t.Block }}, {"warn", func(t rules.Totals) int { return t.Warn }}, {"hint", func(t rules.Totals) int { return t.Hint }}} {
		list = append(list, measure{GroupFindings, s.id, nil, func(x *scenario) any { return s.of(x.Totals) }})
	}
	return list
}

// Scenarios returns the plans side by side, measure by measure: what they are expected to bring, events by kind,
// budgets, exposure and findings, each snapshot being of one plan. Amounts are in each plan's own currency. A measure that none of the
// plans has is left out.
func Scenarios(snapshots []*editor.Snapshot) []Measure {
	plans := make([]*scenario, len(snapshots))
	for i, s := range snapshots {
		plans[i] = newScenario(s)
	}
	var rows []Measure
	for _, m := range measures() {
		row := Measure{Group: m.group, ID: m.id, Args: m.args}
		some := false
		for _, x := range plans {
			v := m.of(x)
			some = some || !nothing(v)
			row.Values = append(row.Values, v)
			row.Differs = row.Differs || v != row.Values[0]
		}
		if some || m.group == GroupFindings {
			rows = append(rows, row)
		}
	}
	return rows
}

// nothing reports whether a plan has nothing of a measure.
func nothing(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case int:
		return x == 0
	case time.Duration:
		return x == 0
	case planner.Money:
		return x.Minor == 0
	}
	return false
}
