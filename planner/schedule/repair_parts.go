package schedule

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// parts returns what differs between the desk's plan and the repaired one, event by event.
func (d *desk) parts(after *planner.Plan) ([]Part, error) {
	before, err := worth(d.p, d.now)
	if err != nil {
		return nil, err
	}
	broken := forecast.Check(d.m.Instance, d.m.Solution)
	check := rules.NewChecker()
	had := blocking(check(d.p, d.now))
	var list []Part
	for _, id := range heads(d.p, after) {
		p := d.part(id, after)
		alone := together(d.p, after, id)
		if n, err := alone.Apply(*d.p); err == nil {
			if !addsBlock(check, had, &n, d.now) {
				p.Command = alone
			}
			now, err := worth(&n, d.now)
			if err != nil {
				return nil, err
			}
			p.Why = d.because(id, broken, now.Sub(before))
		}
		list = append(list, p)
	}
	inOrder(list)
	return list, nil
}

// inOrder puts parts into the order of time.
func inOrder(list []Part) {
	slices.SortStableFunc(list, func(a, b Part) int {
		return cmp.Or(first(a.From, a.To).Start.Compare(first(b.From, b.To).Start), cmp.Compare(a.Event, b.Event))
	})
}

func first(a, b planner.Span) planner.Span {
	if a.IsZero() {
		return b
	}
	return a
}

// heads returns the IDs of the events that differ and belong to no live that differs too, in the order of the tables.
func heads(before, after *planner.Plan) []string {
	differs := func(id string) bool {
		a, b := before.Event(id), after.Event(id)
		return a != b && !reflect.DeepEqual(a, b)
	}
	var list []string
	for _, p := range []*planner.Plan{before, after} {
		for _, e := range p.Events.All() {
			if differs(e.ID) && !(e.Parent != "" && differs(e.Parent)) && !slices.Contains(list, e.ID) {
				list = append(list, e.ID)
			}
		}
	}
	return list
}

// family returns an event with those that belong to it, in both plans.
func family(before, after *planner.Plan, id string) []string {
	list := []string{id}
	for _, p := range []*planner.Plan{before, after} {
		for _, c := range p.Children(id) {
			if !slices.Contains(list, c.ID) {
				list = append(list, c.ID)
			}
		}
	}
	return list
}

// together returns the edit that makes of one event and its family what the repaired plan has.
func together(before, after *planner.Plan, id string) planner.Command {
	var gone []string
	var changed, added []*planner.Event
	refs := map[string]string{}
	for _, one := range family(before, after, id) {
		was, is := before.Event(one), after.Event(one)
		switch {
		case is == nil && was != nil:
			gone = append(gone, one)
		case was == nil && is != nil:
			n := *is
			if n.ID = ""; refs[n.Parent] != "" {
				n.Parent = refs[n.Parent]
			}
			refs[one] = "#" + strconv.Itoa(len(added))
			added = append(added, &n)
		case was != is && !reflect.DeepEqual(was, is):
			changed = append(changed, is)
		}
	}
	batch := planner.Batch{Why: planner.T("edit.mend", 1)}
	if len(gone) > 0 {
		batch.Commands = append(batch.Commands, planner.Remove{IDs: gone, Alone: true})
	}
	if len(changed) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: changed})
	}
	if len(added) > 0 {
		batch.Commands = append(batch.Commands, planner.Add{Events: added})
	}
	return batch
}

// part describes what happens to one event.
func (d *desk) part(id string, after *planner.Plan) Part {
	was, is := d.p.Event(id), after.Event(id)
	p := Part{Event: id, Was: was, Is: is}
	switch {
	case was == nil:
		p.Action, p.Kind, p.To = ActionAdd, is.Kind, is.Span
	case is == nil || was.Scheduled() && !is.Scheduled():
		p.Action, p.Kind, p.From = ActionRemove, was.Kind, was.Span
	default:
		p.Action, p.Kind, p.From, p.To = ActionMove, is.Kind, was.Span, is.Span
		if was.Span == is.Span {
			p.Action = ActionChange
		}
	}
	return p
}

// because says why a part is done: the rule that the event broke, or what the part brings by itself.
func (d *desk) because(id string, broken []forecast.Violation, gain planner.Money) planner.Text {
	for _, r := range d.m.Rows(id) {
		row := d.row(r)
		for _, v := range broken {
			if concerns(d.m.Instance, v, row) {
				return planner.T("repair.rule", d.violation(v))
			}
		}
	}
	switch {
	case gain.Minor > 0:
		return planner.T("repair.gain", gain)
	case gain.Minor < 0:
		return planner.T("repair.room", gain.Times(-1))
	}
	return planner.T("repair.same")
}

// concerns reports whether a violation names the place of a row.
func concerns(in *forecast.Instance, v forecast.Violation, r search.Row) bool {
	is := func(want, got int) bool { return want < 0 || want == got }
	a := r.At
	switch r.Kind {
	case forecast.CreditLive:
		return v.Line < 0 && v.Video < 0 && v.Product < 0 && (v.Host >= 0 || v.Shop >= 0 || v.Rule == "studio") && is(v.Host, a[0]) && is(v.Shop, a[1]) && is(v.Day, a[2]) && (v.Hour < 0 || a[3] <= v.Hour && v.Hour < a[3]+a[4])
	case forecast.CreditVideo:
		return v.Video == a[0]
	case forecast.CreditCoupon:
		return v.Product < 0 && v.Line == a[0] && a[2] <= v.Day && v.Day < a[2]+a[3] || v.Rule == "coupon-budget" && v.Shop == in.Lines[a[0]].Shop
	case forecast.CreditFlash:
		return v.Product == a[0] && is(v.Day, a[1]) && is(v.Hour, a[2])
	}
	return v.Rule == "hedge-risk" && v.Shop == a[0] && v.Day == a[1]
}
