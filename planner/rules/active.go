package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// A coupon that runs stands on the platform as well, which lets the seller change little of it. The plan
// learns how it stands there at the first edit of its terms after it began: until then the event itself says
// it. Remember writes that down beside the event, and the rule compares the two from then on, after a restart
// too. What was done on the platform in between is not known to the plan.

// Remember returns the plan after an edit with what it has to remember of the plan before: the terms of
// promotions that were active at now and whose tool is frozen then (planner.Event.Active). It forgets them
// where an event again stands as it did, and of copies, which are new.
func Remember(before, after *planner.Plan, now time.Time) *planner.Plan {
	var changed []*planner.Event
	was := before.Events.All()
	for _, e := range after.Events.All() {
		for len(was) > 0 && was[0].ID < e.ID {
			was = was[1:]
		}
		var terms *planner.Terms
		if len(was) > 0 && was[0].ID == e.ID {
			if was[0] == e {
				continue
			}
			terms = held(before, was[0], now)
		}
		if terms != nil && alike(terms, e) {
			terms = nil
		}
		if terms != e.Active {
			n := *e
			n.Active = terms
			changed = append(changed, &n)
		}
	}
	if changed == nil {
		return after
	}
	n := *after
	n.Events = n.Events.Put(changed...)
	return &n
}

// held returns what the platform holds of the event, or nil where it can still be changed at will.
func held(p *planner.Plan, e *planner.Event, now time.Time) *planner.Terms {
	switch {
	case e.Active != nil:
		return e.Active
	case e.Promo == nil || !e.Span.Contains(now) || e.Channel != "" && !p.OnPlatform(e):
		return nil
	}
	if t := p.Tool(e.Promo.Tool); t == nil || !t.FrozenWhenActive {
		return nil
	}
	return &planner.Terms{Span: e.Span, Line: e.Line, Products: e.Products, Promo: *e.Promo}
}

// alike reports whether the event stands as in the terms, its end and quantity too.
func alike(t *planner.Terms, e *planner.Event) bool {
	return e.Promo != nil && *e.Promo == t.Promo && e.Span == t.Span && e.Line == t.Line && slices.Equal(e.Products, t.Products)
}

// frozen are the terms that may not change once a promotion is active, in the order in which they are named:
// the key of the field under rule.coupon-edited-while-active, and whether it is as it was.
var frozen = []struct {
	field string
	kept  func(was *planner.Terms, e *planner.Event) bool
}{
	{"start", func(was *planner.Terms, e *planner.Event) bool { return e.Span.Start.Equal(was.Span.Start) }},
	{"products", func(was *planner.Terms, e *planner.Event) bool {
		return e.Line == was.Line && slices.Equal(e.Products, was.Products)
	}},
	{"tool", func(was *planner.Terms, e *planner.Event) bool { return e.Promo.Tool == was.Promo.Tool }},
	{"discount", func(was *planner.Terms, e *planner.Event) bool {
		return e.Promo.PercentOff == was.Promo.PercentOff && e.Promo.AmountOff == was.Promo.AmountOff && e.Promo.Price == was.Promo.Price
	}},
	{"limits", func(was *planner.Terms, e *planner.Event) bool {
		return e.Promo.MinSpend == was.Promo.MinSpend && e.Promo.MaxOff == was.Promo.MaxOff && e.Promo.PerBuyer == was.Promo.PerBuyer
	}},
	{"valid", func(was *planner.Terms, e *planner.Event) bool { return e.Promo.Valid == was.Promo.Valid }},
	{"code", func(was *planner.Terms, e *planner.Event) bool { return e.Promo.Code == was.Promo.Code }},
	{"share", func(was *planner.Terms, e *planner.Event) bool {
		return e.Promo.PlatformShare == was.Promo.PlatformShare
	}},
}

// extended are the terms that may only grow of a tool that says so. A quantity of 0 is no limit.
var extended = []struct {
	field string
	kept  func(was *planner.Terms, e *planner.Event) bool
}{
	{"end", func(was *planner.Terms, e *planner.Event) bool { return !e.Span.End.Before(was.Span.End) }},
	{"quantity", func(was *planner.Terms, e *planner.Event) bool { return !fewer(e.Promo.Quantity, was.Promo.Quantity) }},
}

// fewer reports whether one quantity is smaller than the other; 0 is no limit.
func fewer(a, b int) bool { return a > 0 && (b == 0 || a < b) }

func couponEdited(x *index, o promo, add report) {
	was := o.Active
	if was == nil || was.Span.Start.After(x.now) {
		return
	}
	t := x.p.Tool(was.Promo.Tool)
	if t == nil || !t.FrozenWhenActive {
		return
	}
	fields := frozen
	if t.ExtendOnly {
		fields = slices.Concat(frozen, extended)
	}
	var changed any
	for _, f := range fields {
		if f.kept(was, o.Event) {
			continue
		}
		name := planner.T("rule.coupon-edited-while-active." + f.field)
		if changed == nil {
			changed = name
		} else {
			changed = planner.T("rule.name.and", changed, name)
		}
	}
	if changed == nil {
		return
	}
	may := planner.T("rule.coupon-edited-while-active.may")
	if t.ExtendOnly {
		may = planner.T("rule.coupon-edited-while-active.may_extend")
	}
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), changed, was.Span.Start, may}}
	if back := restored(o.Event, was, t); !x.banned(back) && back.Span.End.After(x.now) {
		f.Fixes = x.harmless(change("coupon-edited-while-active", nil, back))
	}
	add(f)
}

// restored returns the event with the terms that the platform holds, and of its end and quantity what the tool lets it keep.
func restored(e *planner.Event, was *planner.Terms, t *planner.Tool) *planner.Event {
	n, o := *e, was.Promo
	o.Quantity = e.Promo.Quantity
	end := e.Span.End
	if t.ExtendOnly && fewer(o.Quantity, was.Promo.Quantity) {
		o.Quantity = was.Promo.Quantity
	}
	if t.ExtendOnly && end.Before(was.Span.End) || !end.After(was.Span.Start) {
		end = was.Span.End
	}
	n.Span = planner.Span{Start: was.Span.Start, End: end}
	n.Line, n.Products, n.Promo = was.Line, was.Products, &o
	return &n
}

// settled reports whether the promotion can no longer be changed but for its name, end and quantity.
func (x *index) settled(o promo) bool {
	return o.tool.FrozenWhenActive && !x.coming(o.Event)
}

// endsBy reports whether the promotion may be ended at the instant: not one that has begun and can only be put off.
func (x *index) endsBy(o promo, end time.Time) bool {
	return x.coming(o.Event) || !o.tool.ExtendOnly || !end.Before(o.Span.End)
}
