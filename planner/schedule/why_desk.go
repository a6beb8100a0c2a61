package schedule

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// desk is a plan made ready for questions: as a model, with the means to try small changes of it.
type desk struct {
	p   *planner.Plan
	now time.Time
	m   *forecast.Model
	e   *search.Evaluator
	all []search.Row // of the model's solution
}

func newDesk(p *planner.Plan, now time.Time) (*desk, error) {
	m, err := forecast.Compile(p, now)
	if err != nil {
		return nil, err
	}
	return deskOf(p, now, m)
}

func deskOf(p *planner.Plan, now time.Time, m *forecast.Model) (*desk, error) {
	e, err := search.NewEvaluator(m.Instance, m.Solution)
	if err != nil {
		return nil, err
	}
	return &desk{p, now, m, e, search.Rows(m.Solution)}, nil
}

// event returns the event of that ID; one that the plan does not have is a *planner.Problem.
func (d *desk) event(id string) (*planner.Event, error) {
	if e := d.p.Event(id); e != nil {
		return e, nil
	}
	return nil, planner.Problemf("problem.no_event", id)
}

// rows returns the rows of the solution that an event is, but for the hedge of its day.
func (d *desk) rows(id string) []search.Row {
	var list []search.Row
	for _, r := range d.m.Rows(id) {
		if r.Kind != forecast.CreditHedge {
			list = append(list, d.row(r))
		}
	}
	return list
}

// row returns a row of the solution, whose lists stand one after the other in all.
func (d *desk) row(r forecast.Ref) search.Row {
	s := d.m.Solution
	first := map[string]int{forecast.CreditLive: 0, forecast.CreditVideo: len(s.Shifts), forecast.CreditCoupon: len(s.Shifts) + len(s.Posts),
		forecast.CreditFlash: len(s.Shifts) + len(s.Posts) + len(s.Windows), forecast.CreditHedge: len(s.Shifts) + len(s.Posts) + len(s.Windows) + len(s.Flash)}
	return d.all[first[r.Kind]+r.Row]
}

// whole returns all rows that go with an event: its own, its hedge and those of its flash deals.
func (d *desk) whole(e *planner.Event) []search.Row {
	var list []search.Row
	for _, r := range d.m.Rows(e.ID) {
		list = append(list, d.row(r))
	}
	return append(list, d.deals(e)...)
}

// deals returns the rows of the flash deals that belong to a live.
func (d *desk) deals(e *planner.Event) []search.Row {
	var list []search.Row
	if e.Kind == planner.Live {
		for _, c := range d.p.Children(e.ID) {
			list = append(list, d.rows(c.ID)...)
		}
	}
	return list
}

// money returns major units as an amount of the plan's currency.
func (d *desk) money(major float64) planner.Money {
	return forecast.Money(d.p, major)
}

// hours returns so many slots as a length of time.
func (d *desk) hours(slots float64) time.Duration {
	return time.Duration(slots * d.m.Instance.SlotHours() * float64(time.Hour))
}

// perHour returns the slots of an hour.
func (d *desk) perHour() int { return int(1 / d.m.Instance.SlotHours()) }

// worth returns the forecast value of a plan.
func worth(p *planner.Plan, now time.Time) (planner.Money, error) {
	o, err := forecast.OutlookOf(p, now)
	return o.Value, err
}

// line returns the plan's row of a line of the instance.
func (d *desk) line(g int) planner.Row { return rowOf(d.p.Lines, d.m.Instance.Lines[g].ID) }

// rowOf returns a row by its ID, or the ID as a text where the plan has none.
func rowOf[T planner.Row](t planner.Table[T], id string) planner.Row {
	x, _ := t.Get(id)
	return x
}

// violation says in words what a hard constraint of the model forbids.
func (d *desk) violation(v forecast.Violation) planner.Text {
	in := d.m.Instance
	var who any = ""
	switch {
	case v.Host >= 0:
		who = rowOf(d.p.Hosts, in.Hosts[v.Host].ID)
	case v.Product >= 0:
		who = rowOf(d.p.Products, in.Products[v.Product].ID)
	case v.Line >= 0:
		who = d.line(v.Line)
	case v.Shop >= 0:
		who = rowOf(d.p.Shops, in.Shops[v.Shop].ID)
	}
	var when any = ""
	switch {
	case v.Day >= 0 && v.Hour >= 0:
		when = d.m.Slot(v.Day, v.Hour)
	case v.Day >= 0:
		when = d.m.Date(v.Day)
	}
	amount := func(x float64) any { return int(math.Round(x)) }
	switch {
	case InSlots(v.Rule):
		amount = func(x float64) any { return d.hours(x) }
	case slices.Contains(inMoney, v.Rule):
		amount = func(x float64) any { return d.money(x) }
	}
	return planner.T("limit."+v.Rule, who, when, amount(v.Got), amount(v.Limit))
}

// InSlots reports whether the amounts of a violation of that constraint are slots of time.
func InSlots(rule string) bool { return slices.Contains(inSlots, rule) }

// inSlots and inMoney are the constraints whose amounts are slots of time and money; those of the others are numbers.
var (
	inSlots = []string{"shop-session-hours", "shop-hours-day", "shop-session-gap", "host-min-shift", "host-max-shift", "host-break", "host-rest", "host-hours-day", "host-hours-week", "risky-hours"}
	inMoney = []string{"coupon-budget", "coupon-margin", "coupon-flash-margin"}
)
