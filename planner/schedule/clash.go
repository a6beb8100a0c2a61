package schedule

import (
	"errors"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// Conflict is why pinned events cannot all hold: the fewest that are at odds, the limit that they break between them,
// and the edits each of which ends it or brings its end nearer.
type Conflict struct {
	Problem *planner.Problem // names the events and the limit
	Events  []string         // in the order of time; without any one of them the others can hold
	Rule    string           // of forecast.Constraints
	Fixes   []rules.Fix      // unpin one, remove one, and what eases the limit itself
}

// Clash explains an error of the engine about pins of the plan as of now, and reports false for any other error.
func Clash(p *planner.Plan, now time.Time, err error) (Conflict, bool) {
	var pins *search.ConflictError
	if !errors.As(err, &pins) {
		return Conflict{}, false
	}
	var own *clashError
	if !errors.As(err, &own) {
		m, bad := forecast.Compile(p, now)
		if bad != nil {
			return Conflict{}, false
		}
		own = &clashError{err, m}
	}
	m := own.m
	c := Conflict{Rule: pins.Rule}
	for _, i := range pins.Pins {
		if i < len(m.Instance.Pins) {
			if id := eventOf(m, m.Instance.Pins[i]); id != "" && !slices.Contains(c.Events, id) {
				c.Events = append(c.Events, id)
			}
		}
	}
	if len(c.Events) == 0 {
		return Conflict{}, false
	}
	slices.SortStableFunc(c.Events, func(a, b string) int { return p.Event(a).Span.Start.Compare(p.Event(b).Span.Start) })
	d := &desk{p: p, now: now, m: m}
	c.Problem = planner.Problemf("problem.clash", len(c.Events), d.limit(pins))
	for _, id := range c.Events {
		e := p.Event(id)
		free := *e
		free.Pinned = false
		if e.Pinned {
			c.Fixes = append(c.Fixes, rules.Fix{Label: planner.T("clash.unpin", e), Command: planner.Change{Events: []*planner.Event{&free}, Why: planner.T("clash.unpin", e)}})
		}
		if !e.Scheduled() || e.Span.Start.Before(now) {
			continue
		}
		c.Fixes = append(c.Fixes, rules.Fix{Label: planner.T("clash.remove", e), Command: planner.Remove{IDs: []string{id}, Why: planner.T("clash.remove", e)}})
	}
	c.Fixes = append(c.Fixes, d.ease(c)...)
	return c, true
}

// clashError is an error of the search about the pins of a model, which need not be those of the plan alone.
type clashError struct {
	error
	m *forecast.Model
}

// Unwrap returns the search's error.
func (e *clashError) Unwrap() error { return e.error }

// eventOf returns the event behind a pin.
func eventOf(m *forecast.Model, pin forecast.Pin) string {
	s := m.Solution
	switch pin.Kind {
	case forecast.PinShift:
		return m.Event(forecast.CreditLive, slices.Index(s.Shifts, [5]int{pin.Host, pin.Shop, pin.Day, pin.From, pin.To - pin.From}))
	case forecast.PinVideo:
		return m.Event(forecast.CreditVideo, slices.Index(s.Posts, [3]int{pin.Video, pin.Day, pin.Band}))
	case forecast.PinCoupon:
		return m.Event(forecast.CreditCoupon, slices.Index(s.Windows, [4]int{pin.Line, pin.Depth + 1, pin.Day, pin.Len}))
	case forecast.PinFlash:
		return m.Event(forecast.CreditFlash, slices.Index(s.Flash, [3]int{pin.Product, pin.Day, pin.From}))
	}
	return m.Event(forecast.CreditHedge, slices.Index(s.Hedges, [2]int{pin.Shop, pin.Day}))
}

// limit says which limit the pins break between them: with the place and the amounts where a look at the pinned rows
// alone shows them.
func (d *desk) limit(pins *search.ConflictError) planner.Text {
	var s forecast.Solution
	for _, i := range pins.Pins {
		switch x := d.m.Instance.Pins[i]; x.Kind {
		case forecast.PinShift:
			s.Shifts = append(s.Shifts, [5]int{x.Host, x.Shop, x.Day, x.From, x.To - x.From})
		case forecast.PinVideo:
			s.Posts = append(s.Posts, [3]int{x.Video, x.Day, x.Band})
		case forecast.PinCoupon:
			s.Windows = append(s.Windows, [4]int{x.Line, x.Depth + 1, x.Day, x.Len})
		case forecast.PinFlash:
			s.Flash = append(s.Flash, [3]int{x.Product, x.Day, x.From})
		case forecast.PinHedge:
			s.Hedges = append(s.Hedges, [2]int{x.Shop, x.Day})
		}
	}
	for _, v := range forecast.Check(d.m.Instance, &s) {
		if v.Rule == pins.Rule {
			return d.violation(v)
		}
	}
	return planner.T("clash.together")
}

// ease returns the edits that widen the limit itself.
func (d *desk) ease(c Conflict) []rules.Fix {
	if c.Rule != "coupon-budget" {
		return nil
	}
	var list []rules.Fix
	for i, x := range d.m.Instance.Shops {
		shop, ok := d.p.Shops.Get(x.ID)
		if !ok {
			continue
		}
		need := 0.0
		for _, pin := range d.m.Instance.Pins {
			if pin.Kind == forecast.PinCoupon && d.m.Instance.Lines[pin.Line].Shop == i {
				for k := range pin.Len {
					need += d.m.Instance.Reserve(pin.Line, pin.Depth, pin.Day+k)
				}
			}
		}
		// What other coupons take from the budget is not in the instance's, and stays.
		if over := need - x.CouponBudget; over > 0 {
			n := *shop
			if n.CouponBudget == 0 {
				n.CouponBudget = int64(d.p.Num("coupon_budget"))
			}
			n.CouponBudget += d.money(over).Minor + 1
			label := planner.T("clash.budget", shop, d.p.Money(n.CouponBudget))
			list = append(list, rules.Fix{Label: label, Command: planner.Put{Rows: []planner.Row{&n}, Why: label}})
		}
	}
	return list
}
